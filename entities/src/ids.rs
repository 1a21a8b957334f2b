//! Typed, sortable ids. A [`CallId`] can never be passed where a [`LotId`] is meant, in Rust or through the API.
//!
//! Stored as a UUID (version 7, so an index grows at its end), shown as a TypeID such as
//! `call_01h455vb4pex5vsknk084sn02q`. This file is the only place that draws ids.

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use type_safe_id::{StaticType, TypeSafeId};
use uuid::Uuid;

/// The text is not an id of the kind that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a `{expected}_…` id")]
pub struct NotThisId {
    /// The prefix that the id should have had.
    pub expected: &'static str,
}

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident $tag:ident = $prefix:literal;)*) => {$(
        #[derive(Default)]
        struct $tag;
        impl StaticType for $tag {
            const TYPE: &'static str = $prefix;
        }

        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType,
        )]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What every id of this kind begins with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// Draws a new id; later ids sort after earlier ones.
            #[must_use]
            #[expect(clippy::disallowed_methods, reason = "this is the one place that draws ids")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                TypeSafeId::<$tag>::from_uuid(self.0).fmt(f)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        // SeaORM asks every primary key for this; a UUID never comes from a row number.
        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotThisId;

            fn from_str(text: &str) -> Result<Self, NotThisId> {
                text.parse::<TypeSafeId<$tag>>()
                    .map(|id| Self(id.uuid()))
                    .map_err(|_| NotThisId { expected: $prefix })
            }
        }
    )*};
}

/// A name for one request, to find it in the log.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place that draws ids")]
pub fn request_id() -> String {
    Uuid::now_v7().simple().to_string()
}

/// Thirty-two bytes that nobody can guess: a key.
///
/// # Errors
/// The machine has no randomness to give.
pub fn secret() -> Result<[u8; 32], getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A code for paper: twelve letters and digits of an alphabet without those that look alike, in three groups; sixty bits
/// of chance. A machine cannot try them, because few tries are allowed.
///
/// # Errors
/// The machine has no randomness to give.
pub fn code() -> Result<String, getrandom::Error> {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let drawn = secret()?;
    let letters: Vec<_> = drawn[..12].iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    Ok(letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// A name under which a file is stored: forty letters and digits that say nothing of what it is.
///
/// # Errors
/// The machine has no randomness to give.
pub fn storage_name() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 20];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

typed_ids! {
    /// A municipality, city or district: the tenant.
    MunicipalityId MunicipalityTag = "mun";
    /// An open call.
    CallId CallTag = "call";
    /// A part of a call with money of its own.
    LotId LotTag = "lot";
    /// One of the deadlines that a call has had.
    DeadlineId DeadlineTag = "due";
    /// A document of a call.
    DocumentId DocumentTag = "doc";
    /// One version of a document of a call, as a file.
    FileId FileTag = "file";
    /// A session or other dated event of a call.
    EventId EventTag = "evt";
    /// A recorded change of a published call.
    CorrectionId CorrectionTag = "fix";
    /// A question about a call.
    QuestionId QuestionTag = "ask";
    /// A published list of results.
    ResultListId ResultListTag = "list";
    /// A row of one such list.
    ResultRowId ResultRowTag = "row";
    /// What one applied with, in whatever list it stands.
    EntryId EntryTag = "entry";
    /// Somebody who can sign in.
    PersonId PersonTag = "prs";
    /// An invitation to a municipality's desk.
    InvitationId InvitationTag = "inv";
    /// A link in a letter to sign in with.
    SignInLinkId SignInLinkTag = "lnk";
    /// A browser in which somebody has signed in.
    SessionId SessionTag = "ses";
    /// A passkey of a person.
    PasskeyId PasskeyTag = "key";
    /// A recovery code of a person.
    RecoveryCodeId RecoveryCodeTag = "rec";
    /// A token of a program.
    ApiTokenId ApiTokenTag = "tok";
    /// A person in a city's own directory.
    IdentityId IdentityTag = "idy";
    /// A consultation.
    ConsultationId ConsultationTag = "con";
    /// A draft act of a consultation.
    ActId ActTag = "act";
    /// A version of an act.
    ActVersionId ActVersionTag = "ver";
    /// A part of one version of an act.
    AnchorId AnchorTag = "part";
    /// A part of an act in whatever version.
    AnchorKey AnchorKeyTag = "anc";
    /// A session of a consultation.
    ConsultationSessionId ConsultationSessionTag = "mtg";
    /// A way other than ours on which a comment can be made.
    ChannelId ChannelTag = "way";
    /// A document of a consultation.
    ConsultationDocumentId ConsultationDocumentTag = "cdoc";
    /// One version of a document of a consultation, as a file.
    ConsultationFileId ConsultationFileTag = "cfile";
    /// A recorded change of a published consultation.
    ConsultationChangeId ConsultationChangeTag = "chg";
    /// A comment.
    CommentId CommentTag = "com";
    /// A text that a comment has had.
    CommentRevisionId CommentRevisionTag = "crev";
    /// Somebody's agreement with a comment.
    SupportId SupportTag = "sup";
    /// Somebody's objection to a comment.
    CommentFlagId CommentFlagTag = "flag";
    /// What a municipality says to comments.
    AnswerId AnswerTag = "ans";
    /// The report of a consultation.
    ReportId ReportTag = "rep";
    /// A report as a file to be printed.
    ReportPrintId ReportPrintTag = "print";
    /// An entry of a consultation's log.
    LogEntryId LogEntryTag = "log";
    /// An organisation in a directory.
    OrganisationId OrganisationTag = "org";
    /// That an organisation is of public or local interest.
    OrganisationStatusId OrganisationStatusTag = "osta";
    /// A recorded change of an organisation.
    OrganisationChangeId OrganisationChangeTag = "ochg";
    /// What somebody outside says of a directory.
    SuggestionId SuggestionTag = "sug";
    /// That somebody represents an organisation.
    RepresentativeId RepresentativeTag = "rep";
    /// A list of organisations that is imported.
    ImportId ImportTag = "imp";
    /// A letter that is to be sent.
    LetterId LetterTag = "let";
}

impl AnswerId {
    /// The id that follows from a hash of what was drawn for the answer: always the same from the same.
    #[must_use]
    pub const fn following(hash: [u8; 16]) -> Self {
        Self(uuid::Builder::from_random_bytes(hash).into_uuid())
    }
}

impl CommentId {
    /// The id that follows from a hash of what was drawn for a comment that an official enters: always the same from the same.
    #[must_use]
    pub const fn following(hash: [u8; 16]) -> Self {
        Self(uuid::Builder::from_random_bytes(hash).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::{CallId, LotId, NotThisId};

    #[test]
    fn an_id_survives_the_way_out_and_back_and_keeps_its_kind() {
        let id = CallId::new();
        let shown = id.to_string();
        assert!(shown.starts_with("call_"), "{shown}");
        assert_eq!(shown.parse(), Ok(id));
        assert_eq!(shown.parse::<LotId>(), Err(NotThisId { expected: "lot" }));
        for junk in ["", "call_", "call_zzz", "call", "call_01h455vb4pex5vsknk084sn02q0"] {
            assert!(junk.parse::<CallId>().is_err(), "{junk}");
        }
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let drawn: Vec<_> = (0..100).map(|_| CallId::new()).collect();
        assert!(drawn.is_sorted());
    }
}
