//! `organisation_import`: a list that somebody imports, from the first look at it until it is undone.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ImportId, MunicipalityId, PersonId, Words};

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum ImportState {
    /// It was looked at; nothing of it is in the directory.
    #[sea_orm(string_value = "previewed")]
    Previewed,
    /// Its rows are being taken, some at a time.
    #[sea_orm(string_value = "running")]
    Running,
    /// All its rows are taken.
    #[sea_orm(string_value = "done")]
    Done,
    /// What it did is being taken back, some rows at a time.
    #[sea_orm(string_value = "undoing")]
    Undoing,
    /// What it did was taken back.
    #[sea_orm(string_value = "undone")]
    Undone,
}

/// What a column of a list holds; the column's place is that in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Mapping(pub Vec<Option<ColumnMeaning>>);

/// What a column of a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnMeaning {
    /// The name.
    Name,
    /// The short name.
    ShortName,
    /// The legal form.
    LegalForm,
    /// Who registered it.
    RegisteringBody,
    /// Its number there.
    RegisterNumber,
    /// The tax number.
    Jib,
    /// The place of its seat.
    Seat,
    /// Street and number.
    Address,
    /// Where it works.
    Territory,
    /// The year in which it was founded.
    Founded,
    /// The day on which it was registered.
    RegisteredOn,
    /// The telephone.
    Phone,
    /// The e-mail address.
    Email,
    /// The site.
    Website,
    /// What it does.
    Description,
    /// The areas in which it works.
    Areas,
    /// Of whose interest it is.
    Status,
    /// Until when.
    StatusUntil,
    /// Whether it works.
    Activity,
    /// Who may represent it.
    Representative,
    /// What officials note for each other.
    Note,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_import")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    /// Into whose directory.
    pub municipality_id: MunicipalityId,
    /// What the file was called.
    pub file_name: String,
    /// How far it is.
    pub state: ImportState,
    /// The cells of the file's heading.
    #[sea_orm(column_type = "JsonBinary")]
    pub headings: Words,
    /// What the other sheets of the workbook are called on which there is something, and which were not read.
    #[sea_orm(column_type = "JsonBinary")]
    pub other_sheets: Words,
    /// How many columns hold something that stand right of those that are read.
    pub other_columns: i32,
    /// What each column holds.
    #[sea_orm(column_type = "JsonBinary")]
    pub mapping: Mapping,
    /// How many of its rows that are not refused carry an address, e-mail or a telephone; of a list that was brought before
    /// this was counted, all of its rows.
    pub contacts: i32,
    /// Whether those come into the directory, where everybody reads them: somebody has said that they are published
    /// contacts of the organisations.
    pub publish_contacts: bool,
    /// How many rows it has.
    pub rows_total: i32,
    /// How many of them are taken, or taken back.
    pub rows_done: i32,
    /// When it came.
    pub made_at: DateTimeUtc,
    /// Who brought it; none where it was done at the console.
    pub made_by: Option<PersonId>,
    /// When all its rows were taken for the first time. It stays so when some are decided about later.
    pub done_at: Option<DateTimeUtc>,
    /// When it was taken back.
    pub undone_at: Option<DateTimeUtc>,
    /// When it was forgotten what stood in its rows, and what organisations were before: since then it cannot be taken back.
    pub forgotten_at: Option<DateTimeUtc>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
