//! `organisation_spelling`: the words of a directory under their misspellings, so that a word with one letter wrong is
//! found by an equality, on every database alike.
//!
//! A key is the beginning of a folded word with at most one letter left out; two words that are one mistake apart share a
//! key. Words stay when the organisations that had them are gone: they lead to nothing then.

use sea_orm::entity::prelude::*;

use crate::MunicipalityId;

/// A word under one of its keys.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_spelling")]
pub struct Model {
    /// In whose directory the word occurs.
    #[sea_orm(primary_key, auto_increment = false)]
    pub municipality_id: MunicipalityId,
    /// The word with at most one letter left out.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// The word.
    #[sea_orm(primary_key, auto_increment = false)]
    pub word: String,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
