//! `letter`: the outbox. What is to be sent to whom, not what it says: a letter is composed when it is sent, so that no
//! secret and no text waits here.
//!
//! A row is written in the transaction of the change that it tells of. Once the letter is sent or given up, nobody's
//! address is in it any more.

use sea_orm::entity::prelude::*;

use crate::{LetterId, Locale, MunicipalityId};

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum LetterKind {
    /// A link with which somebody signs in.
    #[sea_orm(string_value = "sign_in")]
    SignIn,
    /// Somebody is asked to work for a municipality.
    #[sea_orm(string_value = "invitation")]
    Invitation,
    /// A question was answered.
    #[sea_orm(string_value = "answer")]
    Answer,
    /// Whoever commented is asked whether the address is his.
    #[sea_orm(string_value = "comment_confirm")]
    CommentConfirm,
    /// What became of a comment.
    #[sea_orm(string_value = "comment_news")]
    CommentNews,
    /// Whoever supports a comment is asked whether the address is his.
    #[sea_orm(string_value = "support_confirm")]
    SupportConfirm,
    /// The report of a consultation is there.
    #[sea_orm(string_value = "report")]
    Report,
    /// Whoever says something of the directory is asked whether the address is his, or given the link to his organisation.
    #[sea_orm(string_value = "suggest_link")]
    SuggestLink,
    /// An organisation is asked whether what stands in the directory is still true.
    #[sea_orm(string_value = "suggest_yearly")]
    SuggestYearly,
    /// What became of what somebody says of the directory.
    #[sea_orm(string_value = "suggest_news")]
    SuggestNews,
    /// Whether letters arrive at all.
    #[sea_orm(string_value = "test")]
    Test,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    /// Id; the message that arrives bears it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LetterId,
    /// In whose name; nobody's for a letter about the person alone.
    pub municipality_id: Option<MunicipalityId>,
    /// What it is for.
    pub kind: LetterKind,
    /// To whom. Nothing, once it is sent or given up.
    pub address: Option<String>,
    /// A digest of kind and address, by which letters of one hour are counted; nothing when the hour is over.
    #[sea_orm(column_type = "VarBinary(StringLen::N(16))", nullable)]
    pub address_hash: Option<Vec<u8>>,
    /// In what language it is written.
    pub locale: Locale,
    /// The id of what it is about; the kind tells of what table.
    pub subject_id: Option<Uuid>,
    /// When the change was made that it tells of.
    pub created_at: DateTimeUtc,
    /// From when on it is not worth sending.
    pub useless_after: DateTimeUtc,
    /// Not before. While somebody sends it, this is when he must have been done.
    pub next_try_at: DateTimeUtc,
    /// How often somebody began to send it.
    pub tries: i32,
    /// When a server took it.
    pub sent_at: Option<DateTimeUtc>,
    /// When it was given up.
    pub failed_at: Option<DateTimeUtc>,
    /// Why it was not sent the last time: our own words and a server's code, no address.
    pub last_error: Option<String>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
