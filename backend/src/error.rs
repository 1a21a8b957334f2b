//! Every error that a client can get, and the one way from an error to an answer.
//!
//! `?` on a database error can never reach a client: [`seal`] lets our own errors through with their code and masks
//! everything else as [`ErrorCode::Internal`] with a request id under which the log has the rest.

use std::sync::Arc;

use async_graphql::{Enum, ServerError};
use entities::ids::NotThisId;

/// What kind of error, for programs: `extensions.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ErrorCode {
    /// The request is not well formed, does not fit the schema, or asks for more than it may.
    BadRequest,
    /// There is no such thing, or you may not know of it.
    NotFound,
    /// You asked too often. `extensions.retryAfter` says in how many seconds you may ask again.
    RateLimited,
    /// The server is busy or its database is away; the same request may pass later.
    Unavailable,
    /// A fault of the server. `extensions.requestId` finds it in the log.
    Internal,
}

impl ErrorCode {
    /// As it stands in `extensions.code`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadRequest => "BAD_REQUEST",
            Self::NotFound => "NOT_FOUND",
            Self::RateLimited => "RATE_LIMITED",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
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
    /// Asked too often.
    #[error("Too many requests from this address. Try again in {retry_after} s.")]
    RateLimited {
        /// In how many seconds to try again.
        retry_after: u32,
    },
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
            Self::Unavailable(_) => ErrorCode::Unavailable,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        match error {
            sea_orm::DbErr::ConnectionAcquire(_) => Self::Unavailable(Arc::new(error)),
            _ if is_data_exception(&error) => {
                Self::BadRequest("A value in this request is none that can be looked up.".into())
            }
            _ => Self::internal(error),
        }
    }
}

/// Whether a question was put with a value that PostgreSQL cannot hold: a text with a NUL, a year beyond its calendar.
fn is_data_exception(error: &sea_orm::DbErr) -> bool {
    let sea_orm::DbErr::Query(sea_orm::RuntimeErr::SqlxError(error)) = error else { return false };
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| code.starts_with("22"))
}

impl From<NotThisId> for Error {
    fn from(error: NotThisId) -> Self {
        Self::BadRequest(format!("This is {error}."))
    }
}

/// Turns whatever a schema produced into what a client may see.
pub(crate) fn seal(error: &mut ServerError, request_id: &str) {
    let code = match error.source::<Error>() {
        Some(Error::Internal(inner)) => {
            tracing::error!(request_id, path = ?error.path, error = %inner, "a resolver failed");
            ErrorCode::Internal
        }
        Some(known) => known.code(),
        // Without a source it is async-graphql's own word about the request: a syntax error, an unknown field, a
        // value that does not fit its type.
        None if error.source.is_none() => ErrorCode::BadRequest,
        None => {
            tracing::error!(request_id, path = ?error.path, error = %error.message, "an error without a code");
            ErrorCode::Internal
        }
    };
    let retry_after = match error.source::<Error>() {
        Some(Error::RateLimited { retry_after }) => Some(*retry_after),
        _ => None,
    };
    let extensions = error.extensions.get_or_insert_default();
    if let Some(retry_after) = retry_after {
        extensions.set("retryAfter", retry_after);
    }
    extensions.set("code", code.as_str());
    if code == ErrorCode::Internal {
        error.message = "Something went wrong here. Try again; if it stays, tell us the request id.".into();
        extensions.set("requestId", request_id);
    }
}
