//! Every error that a client can get, and the one way from an error to an answer.
//!
//! `?` on a database error can never reach a client: [`seal`] lets our own errors through with their code and masks
//! everything else as [`ErrorCode::Internal`] with a request id under which the log has the rest.

use std::sync::Arc;

use async_graphql::{Enum, ServerError, Value};
use axum::http::StatusCode;
use entities::ids::NotThisId;

use crate::mend::FieldError;

/// What kind of error, for programs: `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ErrorCode {
    /// The request is not well formed, does not fit the schema, or asks for more than it may.
    BadRequest,
    /// Somebody else changed it in the meantime. Read it anew and decide again. Where several things were named,
    /// `extensions.now` has those that are not as they were read, as they are now; where what was read was sent along, it has
    /// what is there now.
    Conflict,
    /// You may know of it, but not do this; or a page of another site tried to write.
    Forbidden,
    /// A fault of the server. `extensions.requestId` finds it in the log.
    Internal,
    /// A value that was filled in cannot be taken as it is.
    Invalid,
    /// There is no such thing, or you may not know of it.
    NotFound,
    /// Nobody has sent a document with this hash yet, or it was forgotten. Send it once in full, with its hash.
    PersistedQueryNotFound,
    /// Too many requests. `Retry-After` says when to come back.
    RateLimited,
    /// Well formed and allowed, but not possible as things stand. `extensions.reason` says why.
    Refused,
    /// This needs a person who has signed in.
    Unauthenticated,
    /// The server is busy or its database is away; the same request may pass later.
    Unavailable,
}

impl ErrorCode {
    /// As it stands in `extensions.code`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadRequest => "BAD_REQUEST",
            Self::Conflict => "CONFLICT",
            Self::Forbidden => "FORBIDDEN",
            Self::Internal => "INTERNAL",
            Self::Invalid => "INVALID",
            Self::NotFound => "NOT_FOUND",
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::RateLimited => "RATE_LIMITED",
            Self::Refused => "REFUSED",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Unavailable => "UNAVAILABLE",
        }
    }

    /// The status of an answer that is nothing but this error. An error inside of an answer does not change its status.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest | Self::Invalid | Self::PersistedQueryNotFound => StatusCode::BAD_REQUEST,
            Self::Conflict | Self::Refused => StatusCode::CONFLICT,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// Why something is not possible as things stand, for programs: `extensions.reason` beside the code `REFUSED`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Reason {
    /// The file is damaged, did not come whole, or cannot be opened safely.
    FileDamaged,
    /// There is nothing in the file.
    FileEmpty,
    /// There are programs (macros) in the file. Save it without.
    FileHasMacros,
    /// The file is not of the kind that its name says.
    FileNotWhatItSays,
    /// The workbook is an old one (`.xls`), or only a password opens it. Save it as `.xlsx` without a password.
    FileOldWorkbook,
    /// The file is larger than a file may be here.
    FileTooLarge,
    /// Files of this kind are not taken. Those that are: PDF, DOCX, XLSX, ODT, ODS, JPG, PNG.
    FileTypeNotAllowed,
    /// Too much has happened since then to be told, or this place is one of another history. Ask anew.
    ResumeTooOld,
    /// A municipality must keep one administrator.
    LastAdmin,
    /// The last passkey stays: without one nothing official could be done.
    LastPasskey,
    /// A link or an invitation was used already, is too old, was taken back or never was.
    LinkSpentOrOld,
    /// This is not the passkey that was asked for.
    PasskeyNotAccepted,
    /// This recovery code was used already, or never was.
    CodeNotAccepted,
    /// Only a draft can be published or thrown away; this is none any more.
    NotADraft,
    /// Only what is published can be corrected, extended or cancelled; this is not, or was cancelled.
    NotPublished,
    /// There are no changes that wait to be published.
    NothingChanged,
    /// Comments are not taken: it has not begun yet, is over or was cancelled.
    CommentsNotTaken,
    /// Replies stand at most three deep.
    TooDeep,
    /// A comment can be changed for an hour, and while nobody has decided about it or answered it.
    TooLateToChange,
    /// It was changed as often as a comment can be. Take it back and write another.
    ChangedTooOften,
    /// Nobody supports comments here, or not in this way.
    NoSupports,
    /// That is how it is already, or whoever wrote it took it back.
    NothingToDecide,
    /// Only what everybody can read is answered.
    CommentNotPublished,
    /// It has not begun yet or is not over: its report is made when nothing can come any more.
    NotOver,
    /// Comments wait to be decided about; `params` has how many.
    CommentsWait,
    /// Comments that everybody can read have no answer; `params` has how many.
    CommentsUnanswered,
    /// Changes of it were saved and not published.
    ChangesWait,
    /// No files are taken with comments here.
    NoFiles,
    /// So many files as may stand with a comment do.
    TooManyFiles,
    /// Its report is there already.
    FinishedAlready,
    /// This idempotency key was used before, to write something else. Draw a new one.
    KeyUsedOtherwise,
    /// Questions about this call are not taken, or not any more.
    QuestionsClosed,
    /// So many letters of this kind went to this address within an hour that another would not be sent. Try again in an hour.
    TooManyLetters,
    /// Many questions about this call wait for an answer. Ask again in a few days, or turn to the contact of the call.
    TooManyQuestions,
    /// This list is being taken into the directory, or was: what its columns hold and what becomes of its rows is settled.
    ImportBegun,
    /// Nothing of this list was taken into the directory yet.
    ImportNotBegun,
    /// What stood in this list is forgotten, some weeks after it was taken: nothing of it can be taken back or decided.
    ImportForgotten,
    /// It is not in the directory: it was proposed and nobody has looked at it, was taken out, or is another record now.
    NotListed,
    /// It is in the directory already.
    ListedAlready,
    /// These are one record already, or one of them is not in the directory: they cannot be put together.
    NotTwoRecords,
    /// Applications are taken still, or will be: results come when they are not any more.
    CallNotOver,
    /// Its deadline has passed or a commission is at work: it is not moved any more.
    CallOver,
    /// The final list is published: what is wrong in it is corrected in a final list.
    FinalListOut,
    /// Who gets what is published: the deadline of this call is not moved any more.
    ResultsOut,
    /// There would be less time for comments than was published. It may be extended, or cancelled and held anew.
    Shortened,
    /// It was over more than a year ago and is not opened again: who supported what is forgotten, and would be counted twice.
    LongOver,
    /// Somebody has said something and is owed a report: it cannot be cancelled, only finished with its report.
    ReportOwed,
    /// Texts of its acts are being made and were not published; `params` has how many.
    TextsWait,
}

impl Reason {
    /// As it stands in `extensions.reason`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FileDamaged => "FILE_DAMAGED",
            Self::FileEmpty => "FILE_EMPTY",
            Self::FileHasMacros => "FILE_HAS_MACROS",
            Self::FileNotWhatItSays => "FILE_NOT_WHAT_IT_SAYS",
            Self::FileOldWorkbook => "FILE_OLD_WORKBOOK",
            Self::FileTooLarge => "FILE_TOO_LARGE",
            Self::FileTypeNotAllowed => "FILE_TYPE_NOT_ALLOWED",
            Self::ResumeTooOld => "RESUME_TOO_OLD",
            Self::LastAdmin => "LAST_ADMIN",
            Self::LastPasskey => "LAST_PASSKEY",
            Self::LinkSpentOrOld => "LINK_SPENT_OR_OLD",
            Self::PasskeyNotAccepted => "PASSKEY_NOT_ACCEPTED",
            Self::CodeNotAccepted => "CODE_NOT_ACCEPTED",
            Self::NotADraft => "NOT_A_DRAFT",
            Self::NotPublished => "NOT_PUBLISHED",
            Self::NothingChanged => "NOTHING_CHANGED",
            Self::CommentsNotTaken => "COMMENTS_NOT_TAKEN",
            Self::TooDeep => "TOO_DEEP",
            Self::TooLateToChange => "TOO_LATE_TO_CHANGE",
            Self::ChangedTooOften => "CHANGED_TOO_OFTEN",
            Self::NoSupports => "NO_SUPPORTS",
            Self::NothingToDecide => "NOTHING_TO_DECIDE",
            Self::CommentNotPublished => "COMMENT_NOT_PUBLISHED",
            Self::NotOver => "NOT_OVER",
            Self::CommentsWait => "COMMENTS_WAIT",
            Self::CommentsUnanswered => "COMMENTS_UNANSWERED",
            Self::ChangesWait => "CHANGES_WAIT",
            Self::NoFiles => "NO_FILES",
            Self::TooManyFiles => "TOO_MANY_FILES",
            Self::FinishedAlready => "FINISHED_ALREADY",
            Self::KeyUsedOtherwise => "KEY_USED_OTHERWISE",
            Self::QuestionsClosed => "QUESTIONS_CLOSED",
            Self::TooManyLetters => "TOO_MANY_LETTERS",
            Self::TooManyQuestions => "TOO_MANY_QUESTIONS",
            Self::ImportBegun => "IMPORT_BEGUN",
            Self::ImportNotBegun => "IMPORT_NOT_BEGUN",
            Self::ImportForgotten => "IMPORT_FORGOTTEN",
            Self::NotListed => "NOT_LISTED",
            Self::ListedAlready => "LISTED_ALREADY",
            Self::NotTwoRecords => "NOT_TWO_RECORDS",
            Self::CallNotOver => "CALL_NOT_OVER",
            Self::CallOver => "CALL_OVER",
            Self::FinalListOut => "FINAL_LIST_OUT",
            Self::ResultsOut => "RESULTS_OUT",
            Self::Shortened => "SHORTENED",
            Self::LongOver => "LONG_OVER",
            Self::ReportOwed => "REPORT_OWED",
            Self::TextsWait => "TEXTS_WAIT",
        }
    }

    /// For a developer; what a citizen reads is in the widgets' messages.
    const fn sentence(self) -> &'static str {
        match self {
            Self::FileDamaged => "The file is damaged, did not come whole, or cannot be opened safely.",
            Self::FileEmpty => "There is nothing in the file.",
            Self::FileHasMacros => "There are programs (macros) in the file. Save it without.",
            Self::FileNotWhatItSays => "The file is not of the kind that its name says.",
            Self::FileOldWorkbook => {
                "The workbook is an old one (.xls), or only a password opens it. Save it as .xlsx without a password."
            }
            Self::FileTooLarge => "The file is larger than a file may be here.",
            Self::FileTypeNotAllowed => {
                "Files of this kind are not taken. Those that are: PDF, DOCX, XLSX, ODT, ODS, JPG, PNG."
            }
            Self::ResumeTooOld => {
                "Too much has happened since then to be told, or this place is one of another history. Ask anew."
            }
            Self::LastAdmin => "A municipality must keep one administrator. Make somebody else one first.",
            Self::LastPasskey => "The last passkey stays. Add another one first.",
            Self::LinkSpentOrOld => "This link was used already or is too old. Ask for a new one.",
            Self::PasskeyNotAccepted => "This passkey was not accepted. Try again, or take another one.",
            Self::CodeNotAccepted => "This code was used already or is not one of yours.",
            Self::NotADraft => "This is no draft any more.",
            Self::NotPublished => "This is not published, or was cancelled.",
            Self::NothingChanged => "There are no changes that wait to be published.",
            Self::CommentsNotTaken => {
                "Comments are not taken: this consultation has not begun yet, is over or was cancelled."
            }
            Self::TooLateToChange => {
                "It cannot be changed any more: an hour is over, or somebody has refused or answered it. Write another."
            }
            Self::ChangedTooOften => "It was changed as often as a comment can be. Take it back and write another.",
            Self::NoSupports => "Supports are not counted here.",
            Self::TooDeep => "Replies stand at most three deep. Reply to the comment above.",
            Self::NothingToDecide => "That is how it is already, or whoever wrote it took it back.",
            Self::CommentNotPublished => "Only what everybody can read is answered. Publish the comment first.",
            Self::NotOver => "It has not begun yet or is not over. Its report is made when nothing can come any more.",
            Self::CommentsWait => "Comments wait to be decided about. Publish or reject them first.",
            Self::CommentsUnanswered => "Comments that everybody can read have no answer. Answer them first.",
            Self::NoFiles => "No files are taken with comments here.",
            Self::TooManyFiles => "No more files may stand with this comment. Take one back first.",
            Self::ChangesWait => "Changes of it were saved and not published. Publish them or take them back first.",
            Self::FinishedAlready => "Its report is there already.",
            Self::QuestionsClosed => "Questions about this call are not taken, or not any more.",
            Self::TooManyLetters => "Several letters went to this address within the hour. Try again in an hour.",
            Self::TooManyQuestions => {
                "Many questions about this call wait for an answer. Ask again in a few days, or turn to its contact."
            }
            Self::ImportBegun => "This list is being taken already, or was. Bring the file again to plan it anew.",
            Self::ImportNotBegun => "Nothing of this list was taken yet: there is nothing to take back.",
            Self::ImportForgotten => {
                "What stood in this list is forgotten, and what was there before. Change the organisations themselves."
            }
            Self::NotListed => "This organisation is not in the directory.",
            Self::ListedAlready => "This organisation is in the directory already.",
            Self::NotTwoRecords => "Only two records that are both in the directory can become one.",
            Self::CallNotOver => "Applications are taken still, or will be. Results come when they are not any more.",
            Self::CallOver => {
                "The deadline of this call has passed or a commission is at work, and it is not moved any more. Publish another call."
            }
            Self::FinalListOut => "The final list is published. What is wrong in it is corrected in a final list.",
            Self::ResultsOut => "Who gets what is published. The deadline of this call is not moved any more.",
            Self::Shortened => {
                "There would be less time for comments than was published. Leave it or extend it; or cancel and hold another."
            }
            Self::LongOver => "It was over more than a year ago and is not opened again. Publish another.",
            Self::ReportOwed => {
                "Comments were sent, and whoever sent them is owed a report. Answer them, and finish it with its report."
            }
            Self::TextsWait => "Texts of its acts were made and not published. Publish them or discard them first.",
            Self::KeyUsedOtherwise => {
                "This idempotency key was used before, to write something else. Draw a new one for every write."
            }
        }
    }
}

/// Which request something belongs to: it stands in the log and in the answer. The edge puts it into a request's data.
#[derive(Clone, Debug)]
pub struct RequestId(pub Arc<str>);

impl RequestId {
    /// A new one.
    #[must_use]
    pub fn new() -> Self {
        Self(entities::ids::request_id().into())
    }
}

impl Default for RequestId {
    fn default() -> Self {
        Self::new()
    }
}

/// What can go wrong in a resolver. Cheap to clone, because a loader gives one error to many fields.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The caller's mistake, in words that help to mend it.
    #[error("{0}")]
    BadRequest(String),
    /// Nothing there, as far as this caller may know.
    #[error("{0}")]
    NotFound(String),
    /// The caller may know of it, but not do this.
    #[error("{0}")]
    Forbidden(String),
    /// Nobody has signed in, or the second factor is missing.
    #[error("{0}")]
    Unauthenticated(String),
    /// Somebody else changed it in the meantime.
    #[error("Somebody else has changed this in the meantime. Read it anew and decide again.")]
    Conflict,
    /// The same, with what stands there now: of several things, of each that is not as it was read.
    #[error("Somebody else has changed this in the meantime. Read it anew and decide again.")]
    Outrun(Arc<Value>),
    /// Something that was filled in cannot be taken as it is.
    #[error("Something that was filled in cannot be taken as it is.")]
    Invalid(Vec<FieldError>),
    /// Not possible as things stand.
    #[error("{}", .0.sentence())]
    Refused(Reason),
    /// An operation ran longer than it may, in seconds, and was ended.
    #[error("This took too long (more than {0} s) and was ended. Ask for less, or try again in a moment.")]
    TookTooLong(u64),
    /// Asked too often.
    #[error("Too many requests from this address. Try again in {retry_after} s.")]
    RateLimited {
        /// In how many seconds to try again.
        retry_after: u32,
    },
    /// Too much is going on.
    #[error("The server is busy. Try again in a moment.")]
    Busy,
    /// The database did not answer in time.
    #[error("The server is busy. Try again in a moment.")]
    Unavailable(#[source] Arc<sea_orm::DbErr>),
    /// Anything else; its text stays in the log.
    #[error(transparent)]
    Internal(Arc<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A fault of ours.
    pub fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Internal(Arc::new(error))
    }

    /// The code that goes with it.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::BadRequest(_) => ErrorCode::BadRequest,
            Self::NotFound(_) => ErrorCode::NotFound,
            Self::RateLimited { .. } => ErrorCode::RateLimited,
            Self::Forbidden(_) => ErrorCode::Forbidden,
            Self::Unauthenticated(_) => ErrorCode::Unauthenticated,
            Self::Conflict | Self::Outrun(_) => ErrorCode::Conflict,
            Self::Invalid(_) => ErrorCode::Invalid,
            Self::Refused(_) => ErrorCode::Refused,
            Self::Busy | Self::TookTooLong(_) | Self::Unavailable(_) => ErrorCode::Unavailable,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        match error {
            sea_orm::DbErr::ConnectionAcquire(_) => Self::Unavailable(Arc::new(error)),
            _ => match sqlstate(&error).as_deref().and_then(|state| state.get(..2)) {
                // A value that PostgreSQL cannot hold: a text with a NUL, a year beyond its calendar.
                Some("22") => Self::BadRequest("A value in this request is none that can be looked up.".into()),
                // It ended the statement for its time or because two waited for each other, is being restarted, or has no
                // room.
                Some("40" | "53" | "57") => Self::Unavailable(Arc::new(error)),
                _ => Self::internal(error),
            },
        }
    }
}

/// What PostgreSQL calls its refusal of a statement. SQLite has numbers of its own.
fn sqlstate(error: &sea_orm::DbErr) -> Option<String> {
    use sea_orm::{DbErr, RuntimeErr};
    let (DbErr::Query(RuntimeErr::SqlxError(error)) | DbErr::Exec(RuntimeErr::SqlxError(error))) = error else {
        return None;
    };
    let error = error.as_database_error()?.try_downcast_ref::<sqlx::postgres::PgDatabaseError>()?;
    Some(error.code().to_owned())
}

impl From<NotThisId> for Error {
    fn from(error: NotThisId) -> Self {
        Self::BadRequest(format!("This is {error}."))
    }
}

/// Turns whatever a schema produced into what a client may see; returns the code that it got.
pub(crate) fn seal(error: &mut ServerError, request_id: &RequestId) -> ErrorCode {
    let code = match error.source::<Error>() {
        Some(Error::Internal(inner)) => {
            tracing::error!(request_id = &*request_id.0, path = ?error.path, error = %inner, "a resolver failed");
            ErrorCode::Internal
        }
        Some(known) => known.code(),
        // Without a source it is async-graphql's own word about the request: a syntax error, an unknown field, a
        // value that does not fit its type.
        None if error.source.is_none() => ErrorCode::BadRequest,
        None => {
            tracing::error!(request_id = &*request_id.0, path = ?error.path, error = %error.message, "an error without a code");
            ErrorCode::Internal
        }
    };
    let (mut reason, mut retry_after, mut now) = (None, None, None);
    match error.source::<Error>() {
        Some(Error::Refused(refused)) => reason = Some(*refused),
        Some(Error::RateLimited { retry_after: seconds }) => retry_after = Some(*seconds),
        Some(Error::Outrun(what)) => now = Some(Value::clone(what)),
        _ => {}
    }
    let extensions = error.extensions.get_or_insert_default();
    if let Some(now) = now {
        extensions.set("now", now);
    }
    if let Some(retry_after) = retry_after {
        extensions.set("retryAfter", retry_after);
    }
    extensions.set("code", code.as_str());
    if let Some(reason) = reason {
        extensions.set("reason", reason.as_str());
    }
    if code == ErrorCode::Internal {
        error.message = SEALED.into();
        extensions.set("requestId", &*request_id.0);
    }
    code
}

/// What is said of an error where there is no schema: its code and its sentence, sealed the same way.
pub(crate) fn sentence(error: &Error, request_id: &RequestId) -> (ErrorCode, String) {
    let mut sealed = ServerError::from(error.clone());
    let code = seal(&mut sealed, request_id);
    (code, sealed.message)
}

/// All that a client learns of a fault of ours.
pub(crate) const SEALED: &str = "Something went wrong here. Try again; if it stays, tell us the request id.";

impl From<Error> for ServerError {
    /// An error about the request as a whole, not about one of its fields.
    fn from(error: Error) -> Self {
        Self { source: Some(Arc::new(error.clone())), ..Self::new(error.to_string(), None) }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use async_graphql::{ServerError, value};

    use super::{Error, Reason, RequestId, seal};

    const TABLE: &str = r#"400 {"code":"BAD_REQUEST"}
    said
404 {"code":"NOT_FOUND"}
    said
403 {"code":"FORBIDDEN"}
    said
409 {"code":"CONFLICT","now":["com_1"]}
    Somebody else has changed this in the meantime. Read it anew and decide again.
409 {"code":"REFUSED","reason":"RESUME_TOO_OLD"}
    Too much has happened since then to be told, or this place is one of another history. Ask anew.
409 {"code":"REFUSED","reason":"FILE_TOO_LARGE"}
    The file is larger than a file may be here.
429 {"code":"RATE_LIMITED","retryAfter":7}
    Too many requests from this address. Try again in 7 s.
503 {"code":"UNAVAILABLE"}
    The server is busy. Try again in a moment.
503 {"code":"UNAVAILABLE"}
    This took too long (more than 5 s) and was ended. Ask for less, or try again in a moment.
503 {"code":"UNAVAILABLE"}
    The server is busy. Try again in a moment.
500 {"code":"INTERNAL","requestId":"1f"}
    Something went wrong here. Try again; if it stays, tell us the request id.
"#;

    #[test]
    fn every_error_has_a_code_and_a_status() {
        let mut table = String::new();
        for error in [
            Error::BadRequest("said".into()),
            Error::NotFound("said".into()),
            Error::Forbidden("said".into()),
            Error::Outrun(Arc::new(value!(["com_1"]))),
            Error::Refused(Reason::ResumeTooOld),
            Error::Refused(Reason::FileTooLarge),
            Error::RateLimited { retry_after: 7 },
            Error::Busy,
            Error::TookTooLong(5),
            sea_orm::DbErr::ConnectionAcquire(sea_orm::ConnAcquireErr::Timeout).into(),
            sea_orm::DbErr::Custom("a secret".into()).into(),
        ] {
            let status = error.code().status().as_u16();
            let mut answered = ServerError::from(error);
            seal(&mut answered, &RequestId("1f".into()));
            let said = serde_json::json!(answered);
            let _ = writeln!(table, "{status} {}\n    {}", said["extensions"], answered.message);
        }
        assert_eq!(table, TABLE);
    }
}
