//! `api_token`: what a program shows that works for a person at one municipality's desk.

use sea_orm::FromJsonQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ApiTokenId, MunicipalityId, PersonId};

/// What a token is good for. Whatever it is, its person must hold the role too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenScope {
    /// Reads what the desk shows.
    ReadDesk,
    /// Writes and publishes calls.
    WriteCalls,
}

/// Scopes in one column; read and written whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct TokenScopes(pub Vec<TokenScope>);

/// A token.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApiTokenId,
    /// Whose.
    pub person_id: PersonId,
    /// Since when it is there.
    pub created_at: DateTimeUtc,
    /// The one municipality that it is good for.
    pub municipality_id: MunicipalityId,
    /// As its owner calls it.
    pub name: String,
    /// What it is good for.
    #[sea_orm(column_type = "JsonBinary")]
    pub scopes: TokenScopes,
    /// SHA-256 of the token.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))", unique)]
    pub token_hash: Vec<u8>,
    /// Until when it works.
    pub expires_at: DateTimeUtc,
    /// When it was last used, give or take some minutes.
    pub used_at: Option<DateTimeUtc>,
    /// When it was ended.
    pub ended_at: Option<DateTimeUtc>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
