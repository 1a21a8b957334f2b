//! Tables, typed ids and closed sets of codes: every name that the database knows.
//!
//! One file per table, written by hand. Entities declare no relations: a join always goes through a slice's `store.rs`,
//! which knows whose rows it may touch. `tests/it/tables.rs` proves that entities and migrations agree on SQLite and on
//! PostgreSQL.

pub mod ids;
pub mod text;

pub mod act_anchor;
pub mod act_version;
pub mod api_token;
pub mod area;
pub mod call_area;
pub mod call_correction;
pub mod call_deadline;
pub mod call_document;
pub mod call_event;
pub mod call_file;
pub mod call_lot;
pub mod call_origin;
pub mod call_question;
pub mod comment;
pub mod comment_band;
pub mod comment_count;
pub mod comment_flag;
pub mod comment_organisation;
pub mod comment_revision;
pub mod comment_support;
pub mod consultation;
pub mod consultation_act;
pub mod consultation_change;
pub mod consultation_channel;
pub mod consultation_content;
pub mod consultation_document;
pub mod consultation_file;
pub mod consultation_report;
pub mod consultation_session;
pub mod content;
pub mod idempotency;
pub mod identity;
pub mod invitation;
pub mod journal;
pub mod letter;
pub mod log_entry;
pub mod log_head;
pub mod membership;
pub mod municipality;
pub mod official_answer;
pub mod open_call;
pub mod organisation;
pub mod organisation_area;
pub mod organisation_change;
pub mod organisation_distinct;
pub mod organisation_import;
pub mod organisation_import_row;
pub mod organisation_merge;
pub mod organisation_representative;
pub mod organisation_spelling;
pub mod organisation_status;
pub mod organisation_suggestion;
pub mod passkey;
pub mod person;
pub mod rate_count;
pub mod rate_key;
pub mod recovery_code;
pub mod report_print;
pub mod result_draft;
pub mod result_list;
pub mod result_recipient;
pub mod result_row;
pub mod server_key;
pub mod session;
pub mod sign_in_link;
pub mod voice_key;

pub use act_anchor::AnchorKind;
pub use api_token::{TokenScope, TokenScopes};
pub use call_correction::CallField;
pub use call_document::DocumentRole;
pub use call_event::CallEventKind;
pub use call_question::QuestionState;
pub use comment::{
    AttachedFile, AttachedFiles, AuthorKind, CommentOrigin, CommentReason, CommentState, Signal, Signals,
};
pub use consultation::{ConfirmEmail, ConsultationKind, ConsultationStage, Moderation, Supports};
pub use consultation_change::ConsultationField;
pub use consultation_channel::ChannelKind;
pub use consultation_content::{ChannelContent, ConsultationContent, PaperContent, SessionContent};
pub use consultation_document::ConsultationDocumentRole;
pub use consultation_report::ReportNumbers;
pub use content::{
    CallContent, CallOrigin, DocumentContent, EventContent, LegalForm, LegalForms, LotContent, Moment, OriginId,
    WaitingFile,
};
pub use ids::{
    ActId, ActVersionId, AnchorId, AnchorKey, AnswerId, ApiTokenId, CallId, ChannelId, CommentFlagId, CommentId,
    CommentRevisionId, ConsultationChangeId, ConsultationDocumentId, ConsultationFileId, ConsultationId,
    ConsultationSessionId, CorrectionId, DeadlineId, DocumentId, EntryId, EventId, FileId, IdentityId, ImportId,
    InvitationId, LetterId, LogEntryId, LotId, MunicipalityId, OrganisationChangeId, OrganisationId,
    OrganisationStatusId, PasskeyId, PersonId, QuestionId, RecoveryCodeId, ReportId, ReportPrintId, RepresentativeId,
    ResultListId, ResultRowId, SessionId, SignInLinkId, SuggestionId, SupportId,
};
pub use invitation::Roles;
pub use journal::{Change, Detail, Happening};
pub use letter::LetterKind;
pub use membership::Role;
pub use municipality::{MunicipalityKind, OwnArea, OwnAreas, OwnDay, OwnDays, UsualRules};
pub use official_answer::Disposition;
pub use open_call::{CallKind, CallStage, Currency};
pub use organisation::{
    Activity, ConfirmedBy, OrganisationContent, OrganisationForm, OrganisationOrigin, OrganisationState, StatusContent,
};
pub use organisation_change::OrganisationField;
pub use organisation_import::{ColumnMeaning, ImportState, Mapping};
pub use organisation_import_row::{Complaint, Complaints, RowChoice, RowFate};
pub use organisation_status::InterestKind;
pub use organisation_suggestion::{Suggested, SuggestedFacts, SuggestedField, SuggestionKind, SuggestionState};
pub use result_draft::{ResultColumn, ResultContent, ResultEntry, ResultTable};
pub use result_list::ResultStage;
pub use result_row::{ResultOutcome, ResultReason};
pub use text::{Locale, LocalisedText, Text, Words};
