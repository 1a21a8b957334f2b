//! `comment`: what somebody says about a draft act, or about a part of it.
//!
//! Two axes never mix: [`CommentState`] says whether it may be read, [`Model::answer_id`] what the municipality says to it.
//! What was recorded of it in the log stays there when the text and the name are gone ([`Model::erased_at`]).

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{ActVersionId, AnchorId, AnchorKey, AnswerId, CommentId, ConsultationId, Locale, MunicipalityId};

/// As what somebody comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum AuthorKind {
    /// Under the name that he gives.
    #[sea_orm(string_value = "citizen")]
    Citizen,
    /// Without a name.
    #[sea_orm(string_value = "anonymous")]
    Anonymous,
    /// For an organisation.
    #[sea_orm(string_value = "organisation")]
    Organisation,
}

/// On what way a comment came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum CommentOrigin {
    /// Through the form.
    #[sea_orm(string_value = "online")]
    Online,
    /// On paper or by post; an official entered it.
    #[sea_orm(string_value = "paper")]
    Paper,
    /// Said at a session; an official entered it.
    #[sea_orm(string_value = "session")]
    Session,
    /// By e-mail; an official entered it.
    #[sea_orm(string_value = "email")]
    Email,
}

/// Whether a comment may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum CommentState {
    /// Its address has not been confirmed; it is seen by nobody.
    #[sea_orm(string_value = "unconfirmed")]
    Unconfirmed,
    /// Something about it is odd, see its signals: it waits longer, and is never lost.
    #[sea_orm(string_value = "held")]
    Held,
    /// An official has not looked at it.
    #[sea_orm(string_value = "pending")]
    Pending,
    /// Everybody reads it.
    #[sea_orm(string_value = "published")]
    Published,
    /// An official refused it, and said why.
    #[sea_orm(string_value = "rejected")]
    Rejected,
    /// Whoever wrote it took it back.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

/// Why a comment is refused or reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum CommentReason {
    /// Not about what is consulted on.
    #[sea_orm(string_value = "off_topic")]
    OffTopic,
    /// It insults somebody.
    #[sea_orm(string_value = "insult")]
    Insult,
    /// It incites hatred.
    #[sea_orm(string_value = "hate")]
    Hate,
    /// It tells what is somebody's private affair.
    #[sea_orm(string_value = "personal_data")]
    PersonalData,
    /// It advertises.
    #[sea_orm(string_value = "advertising")]
    Advertising,
    /// The same was said by the same before.
    #[sea_orm(string_value = "duplicate")]
    Duplicate,
    /// It is against the law.
    #[sea_orm(string_value = "unlawful")]
    Unlawful,
    /// It cannot be understood.
    #[sea_orm(string_value = "unreadable")]
    Unreadable,
    /// Whoever entered it for somebody else erred: it says nothing of whoever wrote it.
    #[sea_orm(string_value = "entered_wrongly")]
    EnteredWrongly,
}

/// What is odd about how a comment came. None of these refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum Signal {
    /// It came without the task that the form gets with the consultation.
    #[sea_orm(string_value = "no_challenge")]
    NoChallenge,
    /// The task was solved, but it was of half a day ago, or cheaper than tasks were by then: whoever reads for long before he writes
    /// leaves that, too.
    #[sea_orm(string_value = "stale_challenge")]
    StaleChallenge,
    /// The task was not solved.
    #[sea_orm(string_value = "no_work")]
    NoWork,
    /// It came from the hosted form, which works without scripts and so has no task: as long as nobody has confirmed its address.
    #[sea_orm(string_value = "no_script")]
    NoScript,
    /// It was written faster than anybody writes.
    #[sea_orm(string_value = "too_fast")]
    TooFast,
    /// A field was filled in that nobody sees.
    #[sea_orm(string_value = "honeypot")]
    Honeypot,
    /// It came where many did in short time: from its network, to its consultation or to all of them; or its address asks too often.
    #[sea_orm(string_value = "too_many")]
    TooMany,
    /// It came from the hosted form as many others did that day from where it came, more than people mostly send: as long as nobody has
    /// confirmed its address.
    #[sea_orm(string_value = "many_forms")]
    ManyForms,
}

/// What is odd about a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Signals(pub Vec<Signal>);

/// A file that somebody sends with a comment. It never changes, until it is taken off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedFile {
    /// What it is called; no letters once it is taken off.
    pub name: String,
    /// What it is, such as `application/pdf`.
    pub media_type: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal digits; no letters once whoever sent it is forgotten.
    pub sha256: String,
    /// Where its bytes lie; nobody outside learns it. No letters once it is taken off.
    pub storage_key: String,
    /// Why it was taken off: nothing of it is left but this mark. None of a file that stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_off: Option<CommentReason>,
}

/// The files of a comment, as they came; behind them the marks of those that were taken off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct AttachedFiles(pub Vec<AttachedFile>);

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CommentId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    pub consultation_id: ConsultationId,
    /// Which version of an act; none where it is about the whole consultation.
    pub version_id: Option<ActVersionId>,
    /// Which part of that version; none where it is about the whole act.
    pub anchor_id: Option<AnchorId>,
    /// What that part is known by in every version.
    pub anchor_key: Option<AnchorKey>,
    /// What it replies to.
    pub parent_id: Option<CommentId>,
    /// How many others it stands under: at most two.
    pub depth: i32,
    /// As what somebody comments.
    pub author_kind: AuthorKind,
    /// The name that is shown; none where it is nobody's. Of whoever was erased nobody reads it: his pseudonym is made anew.
    pub author_name: Option<String>,
    /// Where whoever wrote it is told what became of it. Never shown to the public.
    pub email: Option<String>,
    /// When that address was confirmed.
    pub email_confirmed_at: Option<DateTimeUtc>,
    /// On what way it came.
    pub origin: CommentOrigin,
    /// Whether it may be read.
    pub state: CommentState,
    /// Why it may not.
    pub state_reason: Option<CommentReason>,
    /// What is odd about how it came. Never shown to the public.
    #[sea_orm(column_type = "JsonBinary")]
    pub signals: Signals,
    /// Which text it has now, from 1.
    pub revision: i32,
    /// What it is written in.
    pub locale: Locale,
    /// What the page was in where it was written, and letters about it are; none where that is not known.
    pub read_in: Option<Locale>,
    /// As it may be read now; none once it is erased.
    #[sea_orm(column_type = "Text", nullable)]
    pub text: Option<String>,
    /// What was sent with it; none where it was erased, or nothing was.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub files: Option<AttachedFiles>,
    /// Folded text, for search.
    #[sea_orm(column_type = "Text")]
    pub search_text: String,
    /// How many support it.
    pub supports: i32,
    /// How many beneath it can be read.
    pub replies: i32,
    /// Whether it has its place in the public list: it can be read, or something beneath it can.
    pub standing: bool,
    /// What is written on its receipt; whoever has it sees what became of it.
    #[sea_orm(unique)]
    pub code: String,
    /// SHA-256 of what confirms its address; none where there is nothing to confirm.
    #[sea_orm(column_type = "VarBinary(StringLen::N(32))", nullable)]
    pub secret_hash: Option<Vec<u8>>,
    /// When it was received.
    pub received_at: DateTimeUtc,
    /// The day on which it came, where an official entered it later.
    pub received_on: Option<Date>,
    /// When it was decided last whether it may be read.
    pub decided_at: Option<DateTimeUtc>,
    /// Since when everybody reads it.
    pub published_at: Option<DateTimeUtc>,
    /// When whoever wrote it put other words in their place, or another name, last; none where they are those that came.
    pub changed_at: Option<DateTimeUtc>,
    /// When text and name were erased.
    pub erased_at: Option<DateTimeUtc>,
    /// What the municipality says to it.
    pub answer_id: Option<AnswerId>,
    /// Which entry of the log its receipt is of.
    pub log_number: i64,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// In what whoever wrote it is written to.
    #[must_use]
    pub fn letters_in(&self) -> Locale {
        self.read_in.unwrap_or(self.locale)
    }

    /// What was sent with it and stands there, as it came.
    #[must_use]
    pub fn attached(&self) -> &[AttachedFile] {
        self.files_and_marks().0
    }

    /// The marks of what was sent with it and taken off.
    #[must_use]
    pub fn taken_off(&self) -> &[AttachedFile] {
        self.files_and_marks().1
    }

    fn files_and_marks(&self) -> (&[AttachedFile], &[AttachedFile]) {
        let all = self.files.as_ref().map(|files| files.0.as_slice()).unwrap_or_default();
        all.split_at(all.partition_point(|file| file.taken_off.is_none()))
    }
}
