//! The letters of this slice, composed when they are sent; the secret in each is drawn then.

use entities::{
    CommentId, CommentOrigin, CommentState, SupportId, comment, comment_support, consultation, letter, municipality,
};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, Set, Unchanged};
use url::Url;

use super::store::waits_for;
use crate::error::Error;
use crate::mail::{Composed, say};
use crate::municipalities::types::Municipality;
use crate::scope::{Postman, Tx};
use crate::secret::Secret;

/// Asks whether an address is his who commented; none where that was said, or nothing is left to ask about. What he wrote does
/// not stand in the letter: anybody can write anything and name anybody's address.
///
/// # Errors
/// The database fails.
pub async fn confirm(tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Option<Composed>, Error> {
    let Some(id) = asked_about(tx, letter).await? else { return Ok(None) };
    let Some(about) = About::of(tx, id).await? else { return Ok(None) };
    let secret = Secret::draw()?;
    // Whoever forgets the address meanwhile is not given a secret that leads to it.
    let this = Condition::all()
        .add(comment::Column::Id.eq(about.row.id))
        .add(comment::Column::Email.eq(letter.address.clone()))
        .add(comment::Column::EmailConfirmedAt.is_null());
    let set = comment::ActiveModel { secret_hash: Set(Some(secret.hash())), ..Default::default() };
    if tx.change::<comment::Entity, _>(this, set, []).await? == 0 {
        return Ok(None);
    }
    let link = about.link(home, letter, "potvrdi", secret.reveal())?;
    let (place, title) = (about.place(letter), about.title(letter));
    Ok(Some(say::comment_confirm(letter.locale, place, &title, link)))
}

/// The comment that a letter asks about: the one for which it was written, else another of the address that nobody has asked about,
/// because of letters that are too many for an hour one stands for all.
async fn asked_about(tx: &Tx<Postman>, letter: &letter::Model) -> Result<Option<CommentId>, Error> {
    let (Some(id), Some(municipality), Some(address)) = (letter.subject_id, letter.municipality_id, &letter.address)
    else {
        return Ok(None);
    };
    let waiting = || tx.find::<comment::Entity>().filter(waits_for(municipality, address));
    let its = waiting().filter(comment::Column::Id.eq(CommentId(id))).one(tx.connection()).await?;
    // Another letter may have asked about it before its own had its turn; one that is sent again asks again.
    if let Some(its) = its.filter(|row| letter.tries > 1 || row.secret_hash.is_none()) {
        return Ok(Some(its.id));
    }
    let other = waiting().filter(comment::Column::SecretHash.is_null()).order_by_asc(comment::Column::ReceivedAt);
    Ok(other.one(tx.connection()).await?.map(|row| row.id))
}

/// Tells whoever commented that something became of it; none where his address is not known to be his.
///
/// # Errors
/// The database fails.
pub async fn news(tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Option<Composed>, Error> {
    let Some(id) = letter.subject_id else { return Ok(None) };
    let Some(about) = About::of(tx, CommentId(id)).await? else { return Ok(None) };
    if about.row.email_confirmed_at.is_none() || about.row.email != letter.address {
        return Ok(None);
    }
    let link = about.link(home, letter, "potvrda", &about.row.code)?;
    let (place, title) = (about.place(letter), about.title(letter));
    let published = about.row.state == CommentState::Published;
    // Nobody has decided about what an official enters: it is there since then.
    let entered = about.row.origin == CommentOrigin::Email && about.row.decided_at.is_none();
    let said = match about.row.answer_id {
        Some(_) if published => say::comment_answered,
        None if published && entered => say::comment_entered,
        _ => say::comment_decided,
    };
    Ok(Some(said(letter.locale, place, &title, link)))
}

/// Asks whether an address is his who supports a comment; none where that was said.
///
/// # Errors
/// The database fails.
pub async fn support(tx: &Tx<Postman>, letter: &letter::Model, home: &Url) -> Result<Option<Composed>, Error> {
    let Some(id) = letter.subject_id else { return Ok(None) };
    let support = tx.find::<comment_support::Entity>().filter(comment_support::Column::Id.eq(SupportId(id)));
    let support = support.one(tx.connection()).await?.filter(|support| support.confirmed_at.is_none());
    let Some(support) = support else { return Ok(None) };
    let Some(about) = About::of(tx, support.comment_id).await? else { return Ok(None) };
    let secret = Secret::draw()?;
    let set = comment_support::ActiveModel {
        id: Unchanged(support.id),
        municipality_id: Unchanged(support.municipality_id),
        secret_hash: Set(Some(secret.hash())),
        ..Default::default()
    };
    tx.update(set).await?;
    let link = about.link(home, letter, "potvrdi", secret.reveal())?;
    let (place, title) = (about.place(letter), about.title(letter));
    Ok(Some(say::support_confirm(letter.locale, place, &title, link)))
}

/// What a letter is about.
struct About {
    row: comment::Model,
    of: consultation::Model,
    owner: municipality::Model,
}

impl About {
    async fn of(tx: &Tx<Postman>, id: CommentId) -> Result<Option<Self>, Error> {
        let row = tx.find::<comment::Entity>().filter(comment::Column::Id.eq(id));
        let Some(row) = row.one(tx.connection()).await? else { return Ok(None) };
        let of = tx.find::<consultation::Entity>().filter(consultation::Column::Id.eq(row.consultation_id));
        let owner = tx.find::<municipality::Entity>().filter(municipality::Column::Id.eq(row.municipality_id));
        let (of, owner) = (of.one(tx.connection()).await?, owner.one(tx.connection()).await?);
        Ok(of.zip(owner).map(|(of, owner)| Self { row, of, owner }))
    }

    /// `https://…/trebinje/potvrdi/…`
    fn link(&self, home: &Url, letter: &letter::Model, what: &str, which: &str) -> Result<Url, Error> {
        let link = home.join(&format!("{}/{what}/{which}", self.owner.slug)).map_err(Error::internal)?;
        Ok(Municipality::spoken(link, &self.owner, letter.locale))
    }

    fn place(&self, letter: &letter::Model) -> &str {
        Municipality::name_for(&self.owner, Some(letter.locale))
    }

    fn title(&self, letter: &letter::Model) -> String {
        crate::locale::render(&self.of.title, letter.locale).text.into_owned()
    }
}
