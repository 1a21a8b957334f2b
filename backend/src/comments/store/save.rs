//! What whoever comments does: it comes, is written anew, is confirmed, is taken back. Rows, counts and entries of the log in
//! one transaction.

use entities::{
    AttachedFiles, AuthorKind, CommentId, CommentOrigin, CommentRevisionId, CommentState, Happening, LetterKind,
    Locale, OrganisationId, Signal, Signals, act_anchor, comment, comment_band, comment_count, comment_organisation,
    comment_revision, comment_support, consultation, log_entry, log_head,
};
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QuerySelect as _, Set, Unchanged};

use super::count::Tally;
use super::log;
use crate::comments::rules::alike::bands;
use crate::comments::rules::log::{Author, Content, Entry, FORM};
use crate::comments::rules::says_otherwise;
use crate::error::Error;
use crate::ledger::{Commitment, Salt};
use crate::locale::fold::fold;
use crate::mail::{Address, NewLetter};
use crate::scope::Tx;
use crate::viewer::Opens;

/// For so long it is worth sending a letter about a comment.
pub const OF_USE: chrono::TimeDelta = chrono::TimeDelta::hours(24);

/// A role that keeps comments: with their texts, their counts and their log, or not at all.
pub trait Keeps:
    Opens<comment::Entity>
    + Opens<comment_revision::Entity>
    + Opens<comment_count::Entity>
    + Opens<comment_band::Entity>
    + Opens<comment_organisation::Entity>
    + Opens<log_head::Entity>
    + Opens<log_entry::Entity>
{
}

impl<R> Keeps for R where
    R: Opens<comment::Entity>
        + Opens<comment_revision::Entity>
        + Opens<comment_count::Entity>
        + Opens<comment_band::Entity>
        + Opens<comment_organisation::Entity>
        + Opens<log_head::Entity>
        + Opens<log_entry::Entity>
{
}

/// A comment that has just come.
#[derive(Clone, Debug)]
pub struct Coming {
    /// What it is about.
    pub consultation: consultation::Model,
    /// About which part of an act.
    pub part: Option<act_anchor::Model>,
    /// What it replies to.
    pub reply_to: Option<comment::Model>,
    /// Which it is.
    pub id: CommentId,
    /// As what somebody comments, and under what name.
    pub author: (AuthorKind, Option<String>),
    /// For which organisation of the directory, where that is sure.
    pub organisation: Option<OrganisationId>,
    /// Where he wants to be told what becomes of it.
    pub email: Option<Address>,
    /// Whether he is known to have written from there: then nobody asks whether it is his.
    pub wrote_from_there: bool,
    /// When the letter goes that asks whether it is his, if not at once.
    pub ask_at: Option<chrono::DateTime<chrono::Utc>>,
    /// On what way it came.
    pub origin: CommentOrigin,
    /// The day on which it came, where an official enters it later.
    pub received_on: Option<chrono::NaiveDate>,
    /// Whether it may be read, and what is odd about it.
    pub state: (CommentState, Vec<Signal>),
    /// What it is written in.
    pub locale: Locale,
    /// What its writer reads in, if that is known.
    pub read_in: Option<Locale>,
    /// The text.
    pub text: String,
    /// What is written on its receipt.
    pub code: String,
}

/// Takes a comment in.
///
/// # Errors
/// The database fails.
pub async fn receive<R: Keeps>(tx: &Tx<R>, coming: Coming) -> Result<comment::Model, Error> {
    let (municipality, of) = (coming.consultation.municipality_id, coming.consultation.id);
    let mut held = log::hold(tx, municipality, of).await?;
    let (email, not_before, organisation) = (coming.email.clone(), coming.ask_at, coming.organisation);
    let mut row = row(coming, tx.now());
    let (mut entries, revision) = written(&row, organisation, None, tx.now())?;
    entries.extend(readable(&row, tx.now()));
    row.log_number = log::append(tx, &mut held, &entries).await?;
    tx.insert(row.clone().into_active_model()).await?;
    tx.insert(revision.into_active_model()).await?;
    keep_bands(tx, &row).await?;
    if let Some(id) = organisation {
        said_for(tx, &row, id).await?;
    }
    let mut tally = Tally::default();
    if row.state == CommentState::Published {
        tally.comment(&row, 1);
    }
    tally.keep(tx).await?;
    if let Some(to) = email.filter(|_| row.email_confirmed_at.is_none()) {
        tx.post(NewLetter { not_before, ..letter(LetterKind::CommentConfirm, to, &row, tx.now()) });
    }
    let kind = match row.state {
        CommentState::Published => Happening::CommentPublished,
        CommentState::Held => Happening::CommentHeld,
        _ => Happening::CommentReceived,
    };
    tx.emit(kind, municipality, row.id);
    Ok(row)
}

/// Notes for which organisation it is said.
pub(super) async fn said_for<R>(tx: &Tx<R>, row: &comment::Model, id: OrganisationId) -> Result<(), Error>
where
    R: Opens<comment_organisation::Entity>,
{
    let link =
        comment_organisation::Model { comment_id: row.id, municipality_id: row.municipality_id, organisation_id: id };
    tx.insert(link.into_active_model()).await
}

/// For which organisation it is noted to be said.
async fn is_said_for<R>(tx: &Tx<R>, id: CommentId) -> Result<Option<OrganisationId>, Error>
where
    R: Opens<comment_organisation::Entity>,
{
    let link = tx.find::<comment_organisation::Entity>().filter(comment_organisation::Column::CommentId.eq(id));
    Ok(link.one(tx.connection()).await?.map(|link| link.organisation_id))
}

/// Forgets it: whoever said it is called otherwise now, or is forgotten.
pub(super) async fn said_for_nobody<R>(tx: &Tx<R>, id: CommentId) -> Result<(), Error>
where
    R: Opens<comment_organisation::Entity>,
{
    tx.delete::<comment_organisation::Entity>(Condition::all().add(comment_organisation::Column::CommentId.eq(id)))
        .await
}

/// Keeps the numbers by which what says nearly the same is found.
pub(super) async fn keep_bands<R>(tx: &Tx<R>, row: &comment::Model) -> Result<(), Error>
where
    R: Opens<comment_band::Entity>,
{
    let band = |band| comment_band::Model {
        municipality_id: row.municipality_id,
        consultation_id: row.consultation_id,
        comment_id: row.id,
        band,
    };
    let bands = bands(row.text.as_deref().unwrap_or_default());
    tx.insert_all(bands.into_iter().map(|number| band(number).into_active_model()).collect()).await
}

/// Forgets them: they were of another text.
pub(super) async fn forget_bands<R>(tx: &Tx<R>, id: CommentId) -> Result<(), Error>
where
    R: Opens<comment_band::Entity>,
{
    tx.delete::<comment_band::Entity>(Condition::all().add(comment_band::Column::CommentId.eq(id))).await
}

fn row(coming: Coming, at: chrono::DateTime<chrono::Utc>) -> comment::Model {
    let received_on = coming.received_on;
    let known = coming.wrote_from_there && coming.email.is_some();
    let Coming { consultation, part, reply_to, id, author, email, origin, state, locale, read_in, text, code, .. } =
        coming;
    // A reply is about what it replies to is about.
    let about = reply_to.as_ref().map(|to| (to.version_id, to.anchor_id, to.anchor_key));
    let about = about.or(part.map(|part| (Some(part.version_id), Some(part.id), Some(part.key))));
    let (version_id, anchor_id, anchor_key) = about.unwrap_or_default();
    let published = state.0 == CommentState::Published;
    comment::Model {
        id,
        municipality_id: consultation.municipality_id,
        consultation_id: consultation.id,
        version_id,
        anchor_id,
        anchor_key,
        depth: reply_to.as_ref().map_or(0, |to| to.depth + 1),
        parent_id: reply_to.map(|to| to.id),
        author_kind: author.0,
        author_name: author.1,
        email: email.map(|email| email.as_str().to_owned()),
        email_confirmed_at: known.then_some(at),
        origin,
        state: state.0,
        state_reason: None,
        signals: Signals(state.1),
        revision: 1,
        locale,
        read_in,
        search_text: fold(&text),
        text: Some(text),
        files: None,
        supports: 0,
        replies: 0,
        standing: published,
        code,
        secret_hash: None,
        received_at: at,
        received_on,
        decided_at: None,
        published_at: published.then_some(at),
        changed_at: None,
        erased_at: None,
        answer_id: None,
        log_number: 0,
    }
}

/// What the log says of a text that has just been written, and for whom; where it is not the first also whether it says
/// otherwise; and what is kept to show it by.
fn written(
    row: &comment::Model,
    said_for: Option<OrganisationId>,
    otherwise: Option<bool>,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<(Vec<Entry>, comment_revision::Model), Error> {
    let author = Author::shown(row).map_err(Error::internal)?.unwrap_or_default();
    let content = Content::shown(row).map_err(Error::internal)?.unwrap_or_default();
    let (salt, author_salt) = (Salt::draw()?, Salt::draw()?);
    let entry = Entry::Received {
        comment: row.id.to_string(),
        revision: row.revision,
        author: Commitment::to(&author_salt, &author),
        content: Commitment::to(&salt, &content),
        otherwise,
        form: Some(FORM),
        said_for: said_for.map(|id| Commitment::to(&author_salt, &id.to_string())),
        at,
    };
    let revision = comment_revision::Model {
        id: CommentRevisionId::new(),
        municipality_id: row.municipality_id,
        comment_id: row.id,
        number: row.revision,
        salt: Some(salt.0),
        content: Some(content),
        author_salt: Some(author_salt.0),
        author: Some(author),
        written_at: at,
    };
    Ok((vec![entry], revision))
}

fn readable(row: &comment::Model, at: chrono::DateTime<chrono::Utc>) -> Option<Entry> {
    let published = Entry::Published { comment: row.id.to_string(), revision: row.revision, at };
    (row.state == CommentState::Published).then_some(published)
}

/// Asks whoever wrote a comment whether the address is his.
///
/// # Errors
/// What is kept is no address.
pub fn ask<R>(tx: &Tx<R>, row: &comment::Model) -> Result<(), Error> {
    if let Some(email) = &row.email {
        tx.post(letter(LetterKind::CommentConfirm, email.parse()?, row, tx.now()));
    }
    Ok(())
}

/// A letter to whoever wrote a comment.
pub(super) fn letter(
    kind: LetterKind,
    to: Address,
    row: &comment::Model,
    now: chrono::DateTime<chrono::Utc>,
) -> NewLetter {
    NewLetter {
        kind,
        to,
        locale: row.letters_in(),
        municipality: Some(row.municipality_id),
        subject: Some(row.id.into()),
        useless_after: now + OF_USE,
        not_before: None,
    }
}

/// A comment as it is now, held with its log until the transaction is over.
///
/// # Errors
/// It is gone, or the database fails.
pub async fn held<R: Keeps>(tx: &Tx<R>, row: &comment::Model) -> Result<(log::Held, comment::Model), Error> {
    let held = log::hold(tx, row.municipality_id, row.consultation_id).await?;
    let now = tx.find::<comment::Entity>().filter(comment::Column::Id.eq(row.id)).lock(LockType::NoKeyUpdate);
    let now = now.one(tx.connection()).await?;
    Ok((held, now.ok_or_else(|| Error::NotFound("There is no such comment any more.".into()))?))
}

/// A comment as it is to be from now on.
#[derive(Clone, Debug)]
pub struct Rewritten {
    /// Under what name.
    pub name: Option<String>,
    /// For which organisation of the directory, where that is sure.
    pub organisation: Option<OrganisationId>,
    /// The text.
    pub text: String,
    /// What is sent with it.
    pub files: Option<AttachedFiles>,
}

/// Takes a new text, or other files, in place of the old: it goes to where it would go if it came now. Whoever supported what it
/// said may support what it says now.
///
/// # Errors
/// The database fails.
pub async fn rewrite<R: Keeps + Opens<comment_support::Entity>>(
    tx: &Tx<R>,
    (mut held, mut row): (log::Held, comment::Model),
    Rewritten { name, organisation, text, files }: Rewritten,
    state: CommentState,
) -> Result<comment::Model, Error> {
    let was = row.state;
    if row.author_kind == AuthorKind::Organisation && row.author_name != name {
        said_for_nobody(tx, row.id).await?;
        if let Some(id) = organisation {
            said_for(tx, &row, id).await?;
        }
    }
    let before = (row.author_name.as_deref(), row.text.as_deref());
    let otherwise = says_otherwise(before, (name.as_deref(), Some(&text)));
    if otherwise {
        row.changed_at = Some(tx.now());
        // Nobody supports what cannot be read, nor asks to.
        if row.published_at.is_some() {
            row.supports = 0;
            let its = Condition::all().add(comment_support::Column::CommentId.eq(row.id));
            tx.delete::<comment_support::Entity>(its).await?;
        }
    }
    row.author_name = name;
    row.search_text = fold(&text);
    row.text = Some(text);
    row.files = files;
    row.revision += 1;
    row.state = state;
    row.state_reason = None;
    let (mut entries, revision) = written(&row, is_said_for(tx, row.id).await?, Some(otherwise), tx.now())?;
    entries.extend(readable(&row, tx.now()));
    log::append(tx, &mut held, &entries).await?;
    tx.insert(revision.into_active_model()).await?;
    forget_bands(tx, row.id).await?;
    keep_bands(tx, &row).await?;
    stands(tx, &mut row, was).await?;
    tx.update(comment::ActiveModel {
        id: Unchanged(row.id),
        author_name: Set(row.author_name.clone()),
        text: Set(row.text.clone()),
        files: Set(row.files.clone()),
        search_text: Set(row.search_text.clone()),
        revision: Set(row.revision),
        changed_at: Set(row.changed_at),
        supports: Set(row.supports),
        ..state_of(&row)
    })
    .await?;
    tx.emit(Happening::CommentChanged, row.municipality_id, row.id);
    Ok(row)
}

/// Whoever wrote it takes it back.
///
/// # Errors
/// The database fails.
pub async fn withdraw<R: Keeps>(
    tx: &Tx<R>,
    (mut held, mut row): (log::Held, comment::Model),
) -> Result<comment::Model, Error> {
    let was = row.state;
    row.state = CommentState::Withdrawn;
    row.state_reason = None;
    let entry = Entry::Withdrawn { comment: row.id.to_string(), at: tx.now() };
    log::append(tx, &mut held, &[entry]).await?;
    stands(tx, &mut row, was).await?;
    tx.update(comment::ActiveModel { id: Unchanged(row.id), ..state_of(&row) }).await?;
    tx.emit(Happening::CommentWithdrawn, row.municipality_id, row.id);
    Ok(row)
}

/// Whoever wrote it has shown that the address is his. It goes to where it would have gone with that, and only what is odd about it
/// still is kept as such.
///
/// # Errors
/// The database fails.
pub async fn confirm<R: Keeps>(
    tx: &Tx<R>,
    (mut held, mut row): (log::Held, comment::Model),
    state: CommentState,
) -> Result<comment::Model, Error> {
    let was = row.state;
    row.state = state;
    row.email_confirmed_at = Some(tx.now());
    let published = readable(&row, tx.now()).filter(|_| was != CommentState::Published);
    if let Some(entry) = published {
        log::append(tx, &mut held, &[entry]).await?;
        tx.emit(Happening::CommentPublished, row.municipality_id, row.id);
    } else if was != state {
        tx.emit(Happening::CommentReceived, row.municipality_id, row.id);
    }
    stands(tx, &mut row, was).await?;
    tx.update(comment::ActiveModel {
        id: Unchanged(row.id),
        email_confirmed_at: Set(row.email_confirmed_at),
        secret_hash: Set(None),
        signals: Set(row.signals.clone()),
        ..state_of(&row)
    })
    .await?;
    Ok(row)
}

/// Counts what has changed with the state, and says whether it keeps its place in the list.
async fn stands<R: Keeps>(tx: &Tx<R>, row: &mut comment::Model, was: CommentState) -> Result<(), Error> {
    let published = |state: CommentState| i32::from(state == CommentState::Published);
    let mut tally = Tally::default();
    tally.comment(row, published(row.state) - published(was));
    tally.keep(tx).await?;
    row.standing = row.state == CommentState::Published || row.replies > 0;
    if row.state == CommentState::Published {
        row.published_at.get_or_insert(tx.now());
    }
    Ok(())
}

fn state_of(row: &comment::Model) -> comment::ActiveModel {
    comment::ActiveModel {
        state: Set(row.state),
        state_reason: Set(row.state_reason),
        published_at: Set(row.published_at),
        standing: Set(row.standing),
        ..Default::default()
    }
}
