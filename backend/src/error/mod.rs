//! Every error that a client can get, and the one way from an error to an answer.
//!
//! `?` on a database error can never reach a client: [`seal`] lets our own errors through with their code and masks
//! everything else as [`ErrorCode::Internal`] with a request id under which the log has the rest.

mod reason;

use std::sync::Arc;

use async_graphql::{Enum, ServerError, Value};
use axum::http::StatusCode;
use entities::ids::NotThisId;

pub use self::reason::Reason;
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
