//! The letter of this slice, composed when it is sent.

use entities::{ConsultationId, ConsultationStage, consultation, letter, municipality};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use url::Url;

use crate::error::Error;
use crate::mail::{Composed, say};
use crate::municipalities::types::Municipality;
use crate::scope::{Postman, Tx};

/// The report is there; none where it cannot be read any more. What was said does not stand in the letter.
///
/// # Errors
/// The database fails.
pub async fn report(tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Option<Composed>, Error> {
    let Some(id) = letter.subject_id else { return Ok(None) };
    let found = tx.find::<consultation::Entity>().filter(consultation::Column::Id.eq(ConsultationId(id)));
    let found = found.filter(consultation::Column::Stage.eq(ConsultationStage::Finished));
    let Some(row) = found.one(tx.connection()).await? else { return Ok(None) };
    let owner = tx.find::<municipality::Entity>().filter(municipality::Column::Id.eq(row.municipality_id));
    let Some(owner) = owner.one(tx.connection()).await? else { return Ok(None) };
    let link = home.join(&super::types::page_of(&owner.slug, row.id)).map_err(Error::internal)?;
    let link = Municipality::spoken(link, &owner, letter.locale);
    let title = crate::locale::render(&row.title, letter.locale).text;
    let place = Municipality::name_for(&owner, Some(letter.locale));
    Ok(Some(say::report(letter.locale, place, &title, link)))
}
