//! What a person can mend: it comes in the payload of a mutation, beside what was saved, and not as an error of the
//! request. The one place where the two kinds part.

use async_graphql::{Enum, SimpleObject};

use crate::error::{Error, ErrorCode, Reason};

/// What is wrong with something that was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum Problem {
    /// It must be filled in.
    Required,
    /// It is longer than it may be; `params` has the most characters.
    TooLong,
    /// It is shorter than it must be; `params` has the fewest characters.
    TooShort,
    /// It is not allowed here.
    NotAllowed,
    /// It is no address of a mailbox or of the web.
    NotAnAddress,
    /// It is no origin: `https://` (or `http://`), a name and perhaps a port, and nothing behind them.
    NotAnOrigin,
    /// It is neither an e-mail address nor a telephone.
    NotAContact,
    /// There is no such day in the calendar.
    NotADay,
    /// It is no tax number (JIB): it has not thirteen digits.
    NotATaxNumber,
    /// It is no hour of a day, such as `15:00`.
    NotAnHour,
    /// It must be more than nothing.
    NotPositive,
    /// It is not between what `params` has.
    OutOfRange,
    /// There is no such code or thing.
    Unknown,
    /// It is less than the least.
    LessThanMinimum,
    /// It is there already.
    Taken,
    /// It must lie in the future.
    Past,
    /// It must be later than it is now: a deadline is extended, never shortened.
    NotLater,
    /// Whoever has commented before is known by an address that he confirmed: ask for one (`WHEN_GIVEN` or `ALWAYS`), or choose
    /// another `moderation` than `FIRST_N`.
    NeedsAddress,
    /// Everybody reads the text already, and these are other words: beside it stand only the same words in another script.
    /// `params` has for which locale. Write them beside the next version of the text, which is published with its reason.
    OtherWords,
}

/// Something that was filled in and cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct FieldError {
    /// Which, by its name in the input; of one in a list with its place: `lots.0.title`.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
    /// What the problem needs to be told.
    pub params: Vec<String>,
}

impl FieldError {
    /// What is wrong with a field.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem, params: Vec::new() }
    }

    /// The same, with what the problem needs to be told.
    #[must_use]
    pub fn with(mut self, params: impl IntoIterator<Item = String>) -> Self {
        self.params.extend(params);
        self
    }
}

/// Something that a person can mend: nothing was changed.
#[derive(Clone, Debug, SimpleObject)]
pub struct UserError {
    /// `INVALID` or `REFUSED`.
    pub code: ErrorCode,
    /// For a developer; what a person reads is the client's own sentence for `problem` or `reason`.
    pub message: String,
    /// Which field, where it is one.
    pub field: Option<String>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
    /// Why it is not possible as things stand.
    pub reason: Option<Reason>,
    /// What the problem or reason needs to be told.
    pub params: Vec<String>,
}

impl UserError {
    /// What is not possible as things stand, with what the reason needs to be told.
    #[must_use]
    pub fn refused(reason: Reason, params: Vec<String>) -> Self {
        let (code, message) = (ErrorCode::Refused, Error::Refused(reason).to_string());
        Self { code, message, field: None, problem: None, reason: Some(reason), params }
    }
}

/// Parts what can be mended from what went wrong.
///
/// # Errors
/// What cannot be mended by whoever filled something in.
pub fn mendable<T>(result: Result<T, Error>) -> Result<(Option<T>, Vec<UserError>), Error> {
    match result {
        Ok(done) => Ok((Some(done), Vec::new())),
        Err(Error::Invalid(fields)) => {
            let error = |field: FieldError| UserError {
                code: ErrorCode::Invalid,
                message: format!("{}: {:?}.", field.field, field.problem),
                field: Some(field.field),
                problem: Some(field.problem),
                reason: None,
                params: field.params,
            };
            Ok((None, fields.into_iter().map(error).collect()))
        }
        Err(Error::Refused(reason)) => Ok((None, vec![UserError::refused(reason, Vec::new())])),
        Err(error) => Err(error),
    }
}

/// What comes with mutations: types of which every field is one of the schema.
macro_rules! inputs {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty),* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, async_graphql::InputObject)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }
    )*};
}
pub(crate) use inputs;

/// What mutations answer: what was saved, or what has to be mended first.
macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident { $(#[$field_doc:meta])* $field:ident: $kind:ty })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, async_graphql::SimpleObject)]
        pub struct $name {
            $(#[$field_doc])*
            pub $field: Option<$kind>,
            /// What you can mend; nothing was changed then.
            pub errors: Vec<$crate::mend::UserError>,
        }

        impl From<(Option<$kind>, Vec<$crate::mend::UserError>)> for $name {
            fn from(($field, errors): (Option<$kind>, Vec<$crate::mend::UserError>)) -> Self {
                Self { $field, errors }
            }
        }
    )*};
}
pub(crate) use payloads;
