//! What others say to a comment without words of their own: that they support it, or that it should not stand there. Each is
//! counted once, by a keyed hash that is no address and differs from comment to comment; see [`voice_key`].

use std::net::IpAddr;

use chrono::TimeDelta;
use entities::{
    CommentFlagId, CommentId, CommentReason, CommentState, ConsultationStage, Happening, LetterKind, Locale, SupportId,
    Supports, comment, comment_flag, comment_support, consultation,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sea_orm::sea_query::{ExprTrait as _, LockType, OnConflict};
use sea_orm::{
    ColumnTrait as _, Condition, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _, Set,
    Unchanged,
};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::rules::log::Entry;
use super::rules::words;
use super::store;
use super::store::{log, voice_key};
use super::types::now::reworded;
use crate::error::{Error, Reason};
use crate::ledger::LedgerKey;
use crate::mail::{Address, NewLetter};
use crate::mend::{FieldError, Problem};
use crate::once::{Begun, Key};
use crate::rate::{Asker, Writes};
use crate::scope::{Guest, Scope, Tx};

/// The longest words with which a comment is reported, in characters.
pub const LONGEST: usize = 500;
/// So many reports of a comment are kept: of more nobody learns anything.
const MOST_FLAGS: u64 = 20;
/// For so long a letter that asks for a confirmation is worth sending.
const OF_USE: TimeDelta = TimeDelta::hours(24);
/// In so many seconds whoever sent too much may send again.
const A_MINUTE: u32 = 60;

/// What became of a support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Supported {
    /// It counts.
    Counted,
    /// It counts once the address is confirmed.
    AskedByLetter,
    /// It was taken back.
    TakenBack,
}

/// Who supports.
#[derive(Clone, Debug)]
pub enum By<'a> {
    /// Whoever reads the letters to this address.
    Address(&'a str),
    /// A client of the network, as he is counted.
    Client(IpAddr),
}

/// Supports a comment, or takes that back. Where it is said which text was `read`, that one is supported and no other.
///
/// # Errors
/// There is no such comment that everybody reads, another text stands there, or nobody supports comments here in this way.
pub async fn support(
    scope: &Scope,
    key: &LedgerKey,
    id: CommentId,
    ((address, client), reads): ((Option<&str>, Option<IpAddr>), Option<Locale>),
    (back, drawn, read): (bool, &str, Option<i32>),
    writes: Option<&Writes>,
) -> Result<Supported, Error> {
    let (row, of) = readable(scope, id).await?;
    let by = match (of.supports, client) {
        (Supports::ConfirmedEmail, _) => By::Address(address.unwrap_or_default()),
        (Supports::Client, Some(client)) => By::Client(client),
        (Supports::Client | Supports::None, _) => return Err(Error::Refused(Reason::NoSupports)),
    };
    let to: Option<Address> = match by {
        By::Address(_) if back => return Err(wrong("back", Problem::NotAllowed)),
        By::Address("") => return Err(wrong("email", Problem::Required)),
        By::Address(text) => Some(text.parse().map_err(|_| wrong("email", Problem::NotAnAddress))?),
        By::Client(_) => None,
    };
    let who = match (&to, client) {
        (Some(to), _) => to.as_str().to_lowercase().into_bytes(),
        (None, Some(client)) => client.to_string().into_bytes(),
        (None, None) => return Err(Error::Refused(Reason::NoSupports)),
    };
    let known = keyed(key, "support", id, &who)?;
    let once = Key::new("supportComment", drawn, &(id.to_string(), back, &known, read))?;
    let writing = match once.begin::<Supported>(scope, row.municipality_id).await? {
        Begun::Before(supported) => return Ok(supported),
        Begun::Now(writing) => writing,
    };
    // Of those who only support, many are behind one address. But each time that one takes back is an entry of the log for ever, and
    // each address that one names is written to.
    let many = match writes {
        Some(writes) if back || to.is_some() => writes.too_many(client.map(Asker), scope.now)?,
        _ => false,
    };
    if back && many {
        return Err(Error::RateLimited { retry_after: A_MINUTE });
    }
    let (mut held, of) = counting(scope, &writing, &row).await?;
    if !crate::consultations::types::Consultation::is_open(&of, scope.now) {
        return Err(Error::Refused(Reason::CommentsNotTaken));
    }
    // Who takes his support back has given it to what stood there then.
    if !back && read.is_some_and(|read| read != held.row.revision) {
        return Err(reworded(&held.row));
    }
    let by_hash = voice_key::hashed(&writing, &row, &known).await?;
    let there = writing.find::<comment_support::Entity>().filter(comment_support::Column::CommentId.eq(id));
    // Who was counted before consultations had keys is counted once, too.
    let his = comment_support::Column::ByHash.is_in([by_hash.clone(), known]);
    let there = there.filter(his).one(writing.connection()).await?;
    let supported = match (there, to) {
        (Some(there), None) if back => {
            writing
                .delete::<comment_support::Entity>(Condition::all().add(comment_support::Column::Id.eq(there.id)))
                .await?;
            count(&writing, &mut held, -1).await?;
            Supported::TakenBack
        }
        (None, None) if back => Supported::TakenBack,
        (Some(_), None) => Supported::Counted,
        (None, None) => {
            add(&writing, &row, by_hash, true).await?;
            count(&writing, &mut held, 1).await?;
            Supported::Counted
        }
        (there, Some(to)) => {
            // Whoever asks is answered the same, whether the address has supported it before or not.
            let id = match there {
                Some(there) => there.id,
                None => add(&writing, &row, by_hash, false).await?,
            };
            writing.post(NewLetter {
                kind: LetterKind::SupportConfirm,
                to,
                locale: reads.unwrap_or(row.locale),
                municipality: Some(row.municipality_id),
                subject: Some(id.into()),
                useless_after: writing.now() + OF_USE,
                // Whoever names very many addresses is a program, or is taken for one: it is all sent, and after all others.
                not_before: writes.map(|writes| writes.letter(client.map(Asker), many, scope.now)),
            });
            Supported::AskedByLetter
        }
    };
    writing.commit(&supported).await?;
    Ok(supported)
}

/// Confirms a support, for whoever has the letter.
///
/// # Errors
/// The secret is of no letter, or was used; or the database fails.
pub async fn confirm(scope: &Scope, secret: &str) -> Result<CommentId, Error> {
    let gone = || Error::NotFound("This link was used already, or it is not whole.".into());
    let support = scope.support_by_secret(secret).one(scope.reader()).await?.ok_or_else(gone)?;
    let (row, _) = readable(scope, support.comment_id).await?;
    let once = Key::new("confirmSupport", secret, &support.id.to_string())?;
    let writing = match once.begin::<Supported>(scope, row.municipality_id).await? {
        Begun::Before(_) => return Ok(row.id),
        Begun::Now(writing) => writing,
    };
    // What stands in a report is counted.
    let (mut held, of) = counting(scope, &writing, &row).await?;
    if of.stage == ConsultationStage::Finished {
        return Err(gone());
    }
    let confirmed = comment_support::ActiveModel {
        confirmed_at: Set(Some(writing.now())),
        secret_hash: Set(None),
        ..Default::default()
    };
    let this = Condition::all()
        .add(comment_support::Column::Id.eq(support.id))
        .add(comment_support::Column::ConfirmedAt.is_null());
    if writing.change::<comment_support::Entity, _>(this, confirmed, []).await? > 0 {
        count(&writing, &mut held, 1).await?;
    }
    writing.commit(&Supported::Counted).await?;
    Ok(row.id)
}

/// Tells officials that a comment should not stand there. It stays until one of them decides.
///
/// # Errors
/// There is no such comment, what is said is too long, or the same client has sent too much.
pub async fn flag(
    scope: &Scope,
    key: &LedgerKey,
    id: CommentId,
    (reason, said): (CommentReason, Option<&str>),
    (client, drawn): (Option<IpAddr>, &str),
    writes: Option<&Writes>,
) -> Result<(), Error> {
    // Who has entered something wrongly mends it, and whoever reads it cannot know.
    if reason == CommentReason::EnteredWrongly {
        return Err(wrong("reason", Problem::NotAllowed));
    }
    let said = said.map(words::tidy).filter(|said| !said.is_empty());
    if said.as_ref().is_some_and(|said| said.chars().count() > LONGEST) {
        let too_long = FieldError::new("words", Problem::TooLong).with([LONGEST.to_string()]);
        return Err(Error::Invalid(vec![too_long]));
    }
    let (row, _) = readable(scope, id).await?;
    // Of whom nothing is known is one by what he drew.
    let who = client.map_or_else(|| drawn.as_bytes().to_vec(), |client| client.to_string().into_bytes());
    let known = keyed(key, "flag", id, &who)?;
    let once = Key::new("reportComment", drawn, &(id.to_string(), reason, &said))?;
    let Begun::Now(writing) = once.begin::<()>(scope, row.municipality_id).await? else { return Ok(()) };
    // Officials look at each. Whoever sends again what was kept is not asked this again.
    if let Some(writes) = writes
        && writes.too_many(client.map(Asker), scope.now)?
    {
        return Err(Error::RateLimited { retry_after: A_MINUTE });
    }
    hold(&writing, id).await?;
    let by_hash = voice_key::hashed(&writing, &row, &known).await?;
    let open = || {
        let its = writing.find::<comment_flag::Entity>().filter(comment_flag::Column::CommentId.eq(id));
        its.filter(comment_flag::Column::SettledAt.is_null())
    };
    // Also as he was known before consultations had keys.
    let his = open().filter(comment_flag::Column::ByHash.is_in([by_hash.clone(), known]));
    let his = his.count(writing.connection()).await?;
    if his == 0 && open().count(writing.connection()).await? < MOST_FLAGS {
        let flag = comment_flag::Model {
            id: CommentFlagId::new(),
            municipality_id: row.municipality_id,
            comment_id: id,
            reason,
            words: said,
            by_hash,
            flagged_at: writing.now(),
            settled_at: None,
        };
        // Whoever says it again after an official has decided is heard again.
        let again = OnConflict::columns([comment_flag::Column::CommentId, comment_flag::Column::ByHash])
            .update_columns([
                comment_flag::Column::Reason,
                comment_flag::Column::Words,
                comment_flag::Column::FlaggedAt,
                comment_flag::Column::SettledAt,
            ])
            .to_owned();
        writing.put(vec![flag.into_active_model()], again).await?;
        writing.emit(Happening::CommentFlagged, row.municipality_id, id);
    }
    writing.commit(&()).await
}

/// A comment that everybody can read, and what it is on.
async fn readable(scope: &Scope, id: CommentId) -> Result<(comment::Model, consultation::Model), Error> {
    let row =
        scope.published_beneath::<comment::Entity>().filter(comment::Column::Id.eq(id)).one(scope.reader()).await?;
    let row = shown(row)?;
    let of = store::consultation(scope, row.consultation_id).await?;
    Ok((row, of))
}

/// If everybody can read it. Of what was forgotten whole nobody says any more.
fn shown(row: Option<comment::Model>) -> Result<comment::Model, Error> {
    let row = row.filter(|row| row.state == CommentState::Published && row.text.is_some());
    row.ok_or_else(|| Error::NotFound("There is no such comment.".into()))
}

/// What is counted, held until this is over: the log, and the comment as it is now.
struct Held {
    log: log::Held,
    row: comment::Model,
}

/// What a comment is on, as it stays until this is over: whoever finishes it records how many support each comment, and holds
/// the log while he does. It may have been refused or taken back since it was found.
async fn counting(scope: &Scope, tx: &Tx<Guest>, row: &comment::Model) -> Result<(Held, consultation::Model), Error> {
    let log = log::hold(tx, row.municipality_id, row.consultation_id).await?;
    let row = shown(Some(hold(tx, row.id).await?))?;
    let of = store::consultation(scope, row.consultation_id).await?;
    Ok((Held { log, row }, of))
}

/// Of two who come at once the second waits for the first.
async fn hold(tx: &Tx<Guest>, id: CommentId) -> Result<comment::Model, Error> {
    let this = tx.find::<comment::Entity>().filter(comment::Column::Id.eq(id)).lock(LockType::NoKeyUpdate);
    let this = this.one(tx.connection()).await?;
    this.ok_or_else(|| Error::NotFound("There is no such comment any more.".into()))
}

async fn add(tx: &Tx<Guest>, row: &comment::Model, by_hash: Vec<u8>, counts: bool) -> Result<SupportId, Error> {
    let support = comment_support::Model {
        id: SupportId::new(),
        municipality_id: row.municipality_id,
        comment_id: row.id,
        by_hash,
        supported_at: tx.now(),
        confirmed_at: counts.then(|| tx.now()),
        secret_hash: None,
    };
    let id = support.id;
    tx.insert(support.into_active_model()).await?;
    Ok(id)
}

/// In the database, so that none is lost between reading and writing; it refuses less than none. How many they are then stands in
/// the log: neither who it was nor when.
async fn count(tx: &Tx<Guest>, Held { log, row }: &mut Held, by: i32) -> Result<(), Error> {
    row.supports += by;
    let entry = Entry::Supported { comment: row.id.to_string(), supports: row.supports };
    log::append(tx, log, &[entry]).await?;
    let this = Condition::all().add(comment::Column::Id.eq(row.id));
    let more = comment::Column::Supports.into_expr().add(by);
    let set = comment::ActiveModel { id: Unchanged(row.id), ..Default::default() };
    tx.change::<comment::Entity, _>(this, set, [(comment::Column::Supports, more)]).await?;
    tx.emit(Happening::CommentSupported, row.municipality_id, row.id);
    Ok(())
}

/// Who says something to a comment, as only this server knows him: never kept.
fn keyed(key: &LedgerKey, what_for: &str, id: CommentId, who: &[u8]) -> Result<Vec<u8>, Error> {
    let mut mac = <Hmac<Sha256>>::new_from_slice(&key.derived(what_for)).map_err(Error::internal)?;
    mac.update(uuid::Uuid::from(id).as_bytes());
    mac.update(who);
    Ok(mac.finalize().into_bytes().to_vec())
}

fn wrong(field: &str, problem: Problem) -> Error {
    Error::Invalid(vec![FieldError::new(field, problem)])
}
