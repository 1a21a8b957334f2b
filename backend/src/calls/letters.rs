//! The letters of this slice, composed when they are sent.

use entities::{QuestionId, QuestionState, call_question, letter, municipality, open_call};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use url::Url;

use crate::error::Error;
use crate::mail::{Composed, say};
use crate::municipalities::types::Municipality;
use crate::scope::{Postman, Tx};

/// A question was answered; none where the answer cannot be read any more. What was asked does not stand in the letter:
/// anybody can ask anything and name anybody's address.
///
/// # Errors
/// The database fails.
pub async fn answer(tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Option<Composed>, Error> {
    let Some(id) = letter.subject_id else { return Ok(None) };
    let question = tx.find::<call_question::Entity>().filter(call_question::Column::Id.eq(QuestionId(id)));
    let Some(question) = question.one(tx.connection()).await? else { return Ok(None) };
    if question.state != QuestionState::Answered {
        return Ok(None);
    }
    let call = tx.find::<open_call::Entity>().filter(open_call::Column::Id.eq(question.call_id));
    let owner = tx.find::<municipality::Entity>().filter(municipality::Column::Id.eq(question.municipality_id));
    let (call, owner) = (call.one(tx.connection()).await?, owner.one(tx.connection()).await?);
    let (Some(call), Some(owner)) = (call, owner) else { return Ok(None) };
    let link = home.join(&format!("{}/pozivi/{}", owner.slug, call.id)).map_err(Error::internal)?;
    let mut link = Municipality::spoken(link, &owner, letter.locale);
    link.set_fragment(Some("pitanja"));
    let title = crate::locale::render(&call.title, letter.locale).text;
    let place = Municipality::name_for(&owner, Some(letter.locale));
    Ok(Some(say::answer(letter.locale, place, &title, link)))
}
