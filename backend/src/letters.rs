//! Who composes which letter. Stands on the slices: each writes its own, at the moment it is sent.

use entities::{LetterKind, letter};
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, ready};
use url::Url;

use crate::accounts::letters;
use crate::calls;
use crate::comments;
use crate::error::Error;
use crate::mail::{Composed, say};
use crate::organisations::suggestions;
use crate::reports;
use crate::scope::{Postman, Tx};

/// Composes a letter (`mail::Compose`).
pub fn compose<'a>(
    tx: &'a Tx<Postman>,
    letter: &'a letter::Model,
    home: &'a Url,
) -> BoxFuture<'a, Result<Option<Composed>, Error>> {
    match letter.kind {
        LetterKind::Test => ready(Ok(Some(say::test(letter.locale)))).boxed(),
        LetterKind::SignIn => letters::sign_in(tx, letter, home).boxed(),
        LetterKind::Invitation => letters::invitation(tx, letter, home).boxed(),
        LetterKind::Report => reports::letters::report(tx, letter, home).boxed(),
        LetterKind::Answer => calls::letters::answer(tx, letter, home).boxed(),
        LetterKind::CommentConfirm => comments::letters::confirm(tx, letter, home).boxed(),
        LetterKind::CommentNews => comments::letters::news(tx, letter, home).boxed(),
        LetterKind::SupportConfirm => comments::letters::support(tx, letter, home).boxed(),
        LetterKind::SuggestLink | LetterKind::SuggestYearly => suggestions::letters::link(tx, letter, home).boxed(),
        LetterKind::SuggestNews => suggestions::letters::news(tx, letter, home).boxed(),
    }
}
