//! The letters of what is said of a directory, composed when they are sent; the secret in each is drawn then.

use entities::{
    SuggestionId, SuggestionKind, SuggestionState, letter, municipality, organisation, organisation_suggestion,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, Set, Unchanged};
use url::Url;

use super::rules::{EDIT_FOR, Opens, UNCONFIRMED_FOR, YEARLY_FOR, opens};
use crate::error::Error;
use crate::mail::{Composed, say};
use crate::municipalities::types::Municipality;
use crate::scope::{Postman, Tx};
use crate::secret::Secret;

/// The link with which somebody shows that his address is his, or says what his organisation is; none where there is
/// nothing left to open. What he wrote does not stand in it: anybody can write anything and name anybody's address. Whether
/// an address is the one that letters about an organisation go to, only the letter to it tells.
///
/// # Errors
/// The database fails.
pub async fn link(tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Option<Composed>, Error> {
    let Some(about) = About::of(tx, letter).await? else { return Ok(None) };
    let Some(opens) = about.opens(tx) else { return Ok(None) };
    let link = about.draw(tx, letter, home).await?;
    let (locale, place, title) = (letter.locale, about.place(letter), about.title(letter));
    Ok(Some(match opens {
        Opens::Confirm => say::suggestion_confirm(locale, place, link, UNCONFIRMED_FOR),
        Opens::Edit if about.row.state == SuggestionState::Approved => {
            say::suggestion_is_yours(locale, place, &title, (link, EDIT_FOR), &desk(home)?)
        }
        Opens::Edit => say::suggestion_edit(locale, place, &title, link, UNCONFIRMED_FOR),
        Opens::Yearly => say::suggestion_yearly(locale, place, &title, link, YEARLY_FOR),
    }))
}

/// Tells whoever said something that it is so now, or why it is not.
///
/// # Errors
/// The database fails.
pub async fn news(tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Option<Composed>, Error> {
    let Some(about) = About::of(tx, letter).await? else { return Ok(None) };
    let (locale, place) = (letter.locale, about.place(letter));
    let there = match &about.organisation {
        Some(row) => format!("organizacija/{}", row.id),
        None => "organizacije".to_owned(),
    };
    let link = about.at(letter, home, &there)?;
    Ok(match (about.row.state, about.row.reason.as_deref()) {
        (SuggestionState::Approved, _) => {
            let represents = about.row.own && about.row.kind == SuggestionKind::Proposal;
            let desk = if represents { Some(desk(home)?) } else { None };
            Some(say::suggestion_approved(locale, place, &about.title(letter), link, desk.as_ref()))
        }
        (SuggestionState::Refused, Some(reason)) => Some(say::suggestion_refused(locale, place, reason, link)),
        _ => None,
    })
}

/// Where whoever represents an organisation signs in.
fn desk(home: &Url) -> Result<Url, Error> {
    home.join("desk").map_err(Error::internal)
}

/// What a letter is about.
struct About {
    row: organisation_suggestion::Model,
    organisation: Option<organisation::Model>,
    owner: municipality::Model,
}

impl About {
    async fn of(tx: &Tx<Postman>, letter: &letter::Model) -> Result<Option<Self>, Error> {
        let Some(id) = letter.subject_id.map(SuggestionId) else { return Ok(None) };
        let row = tx.find::<organisation_suggestion::Entity>().filter(organisation_suggestion::Column::Id.eq(id));
        let row = row.one(tx.connection()).await?.filter(|row| row.email.is_some() && row.email == letter.address);
        let Some(row) = row else { return Ok(None) };
        let organisation = match row.organisation_id {
            Some(id) => {
                let found = tx.find::<organisation::Entity>().filter(organisation::Column::Id.eq(id));
                found.one(tx.connection()).await?
            }
            None => None,
        };
        let owner = tx.find::<municipality::Entity>().filter(municipality::Column::Id.eq(row.municipality_id));
        let owner = owner.one(tx.connection()).await?;
        Ok(owner.map(|owner| Self { row, organisation, owner }))
    }

    fn opens(&self, tx: &Tx<Postman>) -> Option<Opens> {
        let listed = self.organisation.as_ref().filter(|row| row.state == entities::OrganisationState::Listed);
        if self.row.kind != SuggestionKind::Proposal && listed.is_none() {
            return None;
        }
        opens(&self.row, listed, tx.now())
    }

    /// A fresh secret in a link; the one before it, if there was one, opens nothing any more.
    async fn draw(&self, tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Url, Error> {
        let secret = Secret::draw()?;
        let set = organisation_suggestion::ActiveModel {
            id: Unchanged(self.row.id),
            municipality_id: Unchanged(self.row.municipality_id),
            secret_hash: Set(Some(secret.hash())),
            ..Default::default()
        };
        tx.update(set).await?;
        self.at(letter, home, &format!("organizacije/veza/{}", secret.reveal()))
    }

    /// `https://…/trebinje/…`, in the language of the letter.
    fn at(&self, letter: &letter::Model, home: &Url, what: &str) -> Result<Url, Error> {
        let page = home.join(&format!("{}/{what}", self.owner.slug)).map_err(Error::internal)?;
        Ok(Municipality::spoken(page, &self.owner, letter.locale))
    }

    fn place(&self, letter: &letter::Model) -> &str {
        Municipality::name_for(&self.owner, Some(letter.locale))
    }

    fn title(&self, letter: &letter::Model) -> String {
        let name =
            self.organisation.as_ref().map(|row| crate::locale::render(&row.name, letter.locale).text.into_owned());
        name.unwrap_or_default()
    }
}
