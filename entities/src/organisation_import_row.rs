//! `organisation_import_row`: one row of a list, what is to become of it, and what was there before it was taken.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ImportId, MunicipalityId, OrganisationContent, OrganisationId, OrganisationState, Words};

/// What a row is to the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum RowFate {
    /// An organisation that is not there.
    #[sea_orm(string_value = "new")]
    New,
    /// One that is there, and differs.
    #[sea_orm(string_value = "changed")]
    Changed,
    /// One that is there just so.
    #[sea_orm(string_value = "same")]
    Same,
    /// It may be one that is there under another name; somebody has to say.
    #[sea_orm(string_value = "suspect")]
    Suspect,
    /// It cannot be taken; its complaints say why.
    #[sea_orm(string_value = "refused")]
    Refused,
}

/// What somebody decided about a row that may be an organisation that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum RowChoice {
    /// It is another organisation.
    #[sea_orm(string_value = "add")]
    Add,
    /// It is that one.
    #[sea_orm(string_value = "change")]
    Change,
    /// It is left out.
    #[sea_orm(string_value = "skip")]
    Skip,
}

/// What is wrong with a cell, or was put right in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// The cell as a spreadsheet names it: `D17`.
    pub cell: String,
    /// A code for a sentence: `jib_check_digit`.
    pub code: String,
    /// What stands there.
    pub found: String,
    /// Whether the row cannot be taken because of it.
    pub refuses: bool,
    /// Whether what stands there was taken all the same: it is only to be looked at.
    #[serde(default)]
    pub kept: bool,
}

/// All that is to be said of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Complaints(pub Vec<Complaint>);

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_import_row")]
pub struct Model {
    /// Of which import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: ImportId,
    /// Its number in the file, as a spreadsheet counts.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// Into whose directory.
    pub municipality_id: MunicipalityId,
    /// Its cells, as they stand in the file; none any more where the list is forgotten.
    #[sea_orm(column_type = "JsonBinary")]
    pub cells: Words,
    /// What it is to the directory.
    pub fate: RowFate,
    /// What somebody decided, where that has to be decided.
    pub choice: Option<RowChoice>,
    /// What is to be said of its cells; nothing any more where the list is forgotten.
    #[sea_orm(column_type = "JsonBinary")]
    pub complaints: Complaints,
    /// The organisation that it is, or may be, or became.
    pub organisation_id: Option<OrganisationId>,
    /// Whether it is taken.
    pub taken: bool,
    /// What the organisation was before; none where it was not there, or the list is forgotten.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub before: Option<OrganisationContent>,
    /// The hash of a file's row that the organisation had before; none where `before` is none.
    pub before_hash: Option<String>,
    /// In which state it was before; none where it was not there, or was not touched. Where the import was undone and left
    /// an organisation that it had added, in which it was then.
    pub before_state: Option<OrganisationState>,
}

impl Model {
    /// Whether the import was undone, but not in this row: somebody has made it hers since.
    #[must_use]
    pub const fn left(&self) -> bool {
        !self.taken && self.before_state.is_some()
    }
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
