//! `membership`: what a person may do for a municipality, one row for each role.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{MunicipalityId, PersonId};

/// What somebody does for a municipality.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Writes, publishes and corrects calls and consultations.
    #[sea_orm(string_value = "editor")]
    Editor,
    /// Decides which comments are shown.
    #[sea_orm(string_value = "moderator")]
    Moderator,
    /// Scores applications.
    #[sea_orm(string_value = "evaluator")]
    Evaluator,
    /// Keeps the directory of organisations.
    #[sea_orm(string_value = "directory_keeper")]
    DirectoryKeeper,
    /// Puts widgets into the municipality's site.
    #[sea_orm(string_value = "webmaster")]
    Webmaster,
    /// Decides who may do what, reads the journal, and may do whatever an editor may.
    #[sea_orm(string_value = "admin")]
    Admin,
}

/// One role of one person.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    /// Where.
    #[sea_orm(primary_key, auto_increment = false)]
    pub municipality_id: MunicipalityId,
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// As what.
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: Role,
    /// Since when.
    pub granted_at: DateTimeUtc,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
