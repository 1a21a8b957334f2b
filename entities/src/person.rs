//! `person`: somebody who can sign in. Known by the address of a mailbox; nothing else is asked.

use sea_orm::entity::prelude::*;

use crate::{Locale, PersonId};

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    /// Small letters throughout; see `accounts::rules::address`.
    #[sea_orm(unique)]
    pub email: String,
    /// As others of the municipality see it, also in the journal.
    pub name: String,
    /// In which letters are written to this person, and the desk speaks.
    pub locale: Locale,
    /// When the invitation was accepted.
    pub created_at: DateTimeUtc,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
