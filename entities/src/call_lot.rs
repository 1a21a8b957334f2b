//! `call_lot`: a part of a call with money of its own, usually one area.

use sea_orm::entity::prelude::*;

use crate::{CallId, LocalisedText, LotId, MunicipalityId};

/// A lot.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "call_lot")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LotId,
    /// Whose call.
    pub municipality_id: MunicipalityId,
    /// Which call.
    pub call_id: CallId,
    /// Its place in the notice, from 1.
    pub position: i32,
    /// Its name.
    #[sea_orm(column_type = "JsonBinary")]
    pub title: LocalisedText,
    /// Its area, where it has one.
    pub area_code: Option<String>,
    /// All the money of the lot, in hundredths of the call's currency.
    pub budget_minor: Option<i64>,
    /// The least that one project may ask, in hundredths.
    pub min_grant_minor: Option<i64>,
    /// The most that one project may ask, in hundredths.
    pub max_grant_minor: Option<i64>,
    /// The most that one organisation may get over all its projects, in hundredths.
    pub cap_per_applicant_minor: Option<i64>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
