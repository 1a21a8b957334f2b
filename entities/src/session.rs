//! `session`: a browser in which somebody has signed in.

use sea_orm::entity::prelude::*;

use crate::{PersonId, SessionId};

/// A session. What its cookie holds is not here, only its hash: whoever reads the database can sign in as nobody.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// Whose.
    pub person_id: PersonId,
    /// Since when it is there.
    pub created_at: DateTimeUtc,
    /// SHA-256 of what the cookie holds.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))", unique)]
    pub token_hash: Vec<u8>,
    /// When it was last used, give or take some minutes.
    pub seen_at: DateTimeUtc,
    /// When it ends whatever happens.
    pub expires_at: DateTimeUtc,
    /// When the second factor was given; nothing official is done before.
    pub confirmed_at: Option<DateTimeUtc>,
    /// When it was ended.
    pub ended_at: Option<DateTimeUtc>,
    /// Browser and system in a few words, so that its owner knows it again.
    pub device: Option<String>,
    /// What the passkey ceremony under way must be answered with.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub ceremony: Option<Json>,
    /// Whom a city's directory says that this is; he is known in it from the moment that the second factor is given.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub linking: Option<Json>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
