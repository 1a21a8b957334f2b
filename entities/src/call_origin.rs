//! `call_origin`: what a call came from, a consultation or an earlier call of the same municipality. One at most for each call.

use sea_orm::entity::prelude::*;

use crate::{CallId, ConsultationId, LocalisedText, MunicipalityId};

/// What a call came from.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_origin")]
pub struct Model {
    /// Which call; primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: CallId,
    /// Whose call.
    pub municipality_id: MunicipalityId,
    /// The consultation, where it was one.
    pub consultation_id: Option<ConsultationId>,
    /// The call that it follows, where it was one.
    pub earlier_id: Option<CallId>,
    /// What that was called when it was chosen: what a correction tells of. A reader is told what it is called now.
    #[sea_orm(column_type = "JsonBinary")]
    pub title: LocalisedText,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
