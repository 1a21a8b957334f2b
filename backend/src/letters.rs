//! Who composes which letter. Stands on the slices: each writes its own, at the moment it is sent.

use entities::{LetterKind, letter};
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use url::Url;

use crate::error::Error;
use crate::mail::{Composed, say};
use crate::scope::{Postman, Tx};

/// Composes a letter (`mail::Compose`).
pub fn compose<'a>(
    _tx: &'a Tx<Postman>,
    letter: &'a letter::Model,
    _home: &'a Url,
) -> BoxFuture<'a, Result<Option<Composed>, Error>> {
    match letter.kind {
        LetterKind::Test => ready(Ok(Some(say::test(letter.locale)))).boxed(),
        // Nobody posts them yet.
        LetterKind::SignIn | LetterKind::Invitation => ready(Ok(None)).boxed(),
    }
}
