//! Tables, typed ids and closed sets of codes: every name that the database knows.
//!
//! One file per table, written by hand. Entities declare no relations: a join always goes through a slice's `store.rs`,
//! which knows whose rows it may touch. `tests/it/tables.rs` proves that entities and migrations agree on SQLite and on
//! PostgreSQL.

pub mod ids;
pub mod text;

pub mod api_token;
pub mod area;
pub mod call_area;
pub mod call_correction;
pub mod call_deadline;
pub mod call_document;
pub mod call_event;
pub mod call_file;
pub mod call_lot;
pub mod call_question;
pub mod content;
pub mod identity;
pub mod invitation;
pub mod journal;
pub mod letter;
pub mod membership;
pub mod municipality;
pub mod open_call;
pub mod passkey;
pub mod person;
pub mod rate_count;
pub mod rate_key;
pub mod recovery_code;
pub mod session;
pub mod sign_in_link;

pub use api_token::{TokenScope, TokenScopes};
pub use call_correction::CallField;
pub use call_document::DocumentRole;
pub use call_event::CallEventKind;
pub use call_question::QuestionState;
pub use content::{CallContent, DocumentContent, EventContent, LegalForm, LegalForms, LotContent, Moment, WaitingFile};
pub use ids::{
    ApiTokenId, CallId, CorrectionId, DeadlineId, DocumentId, EventId, FileId, IdentityId, InvitationId, LetterId,
    LotId, MunicipalityId, PasskeyId, PersonId, QuestionId, RecoveryCodeId, SessionId, SignInLinkId,
};
pub use invitation::Roles;
pub use journal::{Change, Detail, Happening};
pub use letter::LetterKind;
pub use membership::Role;
pub use municipality::{MunicipalityKind, OwnArea, OwnAreas};
pub use open_call::{CallKind, CallStage, Currency};
pub use text::{Locale, LocalisedText, Text, Words};
