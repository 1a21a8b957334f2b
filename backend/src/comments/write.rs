//! What whoever comments does, through the API or a form on a hosted page: say something, write it anew, take it back, confirm
//! an address. Each reads: look at what was sent, find what it is about, begin under its key, rule, save.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use entities::{
    AnchorId, AttachedFiles, AuthorKind, CommentId, CommentOrigin, CommentState, ConfirmEmail, ConsultationId,
    ConsultationStage, Locale, OrganisationId, Signal, Signals, act_anchor, comment, consultation, ids,
};
use serde::{Deserialize, Serialize};

use super::rules::pile::OF_PROGRAMS;
use super::rules::{
    DEEPEST, Known, MOST_TEXTS, NoAuthor, Policy, arrival, author, changes_until, once_confirmed, once_covered,
    still_odd, with_files, words,
};
use super::store;
use super::store::save::{self, Coming, Keeps, Rewritten};
use crate::challenge::{BITS, ChallengeKey, Proof, signals, worked};
use crate::consultations::types::Consultation;
use crate::error::{Error, Reason};
use crate::ledger::LedgerKey;
use crate::locale::guess::guessed;
use crate::mail::Address;
use crate::mend::{FieldError, Problem};
use crate::municipalities::types::Municipality;
use crate::once::{Begun, Key, Writing};
use crate::organisations::types::called;
use crate::rate::{Asker, Writes};
use crate::scope::{Guest, Scope, Tx};

/// In so many seconds whoever sent too much may send again.
const A_MINUTE: u32 = 60;

/// What somebody sends who comments.
#[derive(Clone, Debug)]
pub struct Sent<'a> {
    /// On which consultation.
    pub consultation: ConsultationId,
    /// About which part of an act.
    pub part: Option<AnchorId>,
    /// What he replies to.
    pub reply_to: Option<CommentId>,
    /// As what he comments.
    pub kind: AuthorKind,
    /// Under what name.
    pub name: Option<&'a str>,
    /// Where he wants to be told what becomes of it.
    pub email: Option<&'a str>,
    /// What he says.
    pub text: &'a str,
    /// What he reads in, if that is known: letters about it are in that, and his text where its script does not say otherwise.
    pub locale: Option<Locale>,
    /// What came with it.
    pub proof: Proof<'a>,
    /// What was drawn for it.
    pub key: &'a str,
    /// What counts how fast comments come, and who sends; none where nobody counts.
    pub pace: Option<(&'a Writes, Option<Asker>)>,
    /// Whether so much is asked from where it comes that only the work it took let it in.
    pub over: bool,
}

/// What is answered again to whoever sends the same again.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) code: String,
}

/// Takes a comment in. What is odd about how it came makes it wait longer, and is never a reason to lose it.
///
/// # Errors
/// What can be mended, said at once; or there is no such consultation, part or comment, or none is taken now.
pub async fn submit(scope: &Scope, key: &LedgerKey, sent: Sent<'_>) -> Result<comment::Model, Error> {
    let of = store::consultation(scope, sent.consultation).await?;
    let policy = Policy::from(&of);
    let name = sent.name.map(words::one_line);
    let name = named(sent.kind, name.as_deref(), policy);
    let ((words, address), name) = both(both(text("text", sent.text), address(sent.email, policy)), name)?;
    let about = (of.id.to_string(), sent.part.map(|id| id.to_string()), sent.reply_to.map(|id| id.to_string()));
    let parameters = (about, sent.kind, &name, &words, address.as_ref().map(Address::as_str));
    let once = Key::new("submitComment", sent.key, &parameters)?;
    let writing = match once.begin::<Kept>(scope, of.municipality_id).await? {
        Begun::Before(Kept { code }) => {
            return store::by_code(scope, &code).await?.ok_or_else(|| Error::NotFound("It is gone.".into()));
        }
        Begun::Now(writing) => writing,
    };
    // From here on it depends on the moment: whoever sends again what was kept is not asked this again.
    taken(&of, scope.now)?;
    let (part, reply_to) = places(scope, of.id, sent.part, sent.reply_to).await?;
    let odd = odd(scope, key, of.id, &sent)?;
    // Anybody may name anybody's address, and a program those of thousands.
    let ask_at = address
        .as_ref()
        .zip(sent.pace)
        .map(|(_, (writes, client))| writes.letter(client, odd.iter().any(|one| OF_PROGRAMS.contains(one)), scope.now));
    let usual = Municipality::usual_locale(scope, of.municipality_id).await?;
    let coming = Coming {
        state: (arrival(policy, CommentOrigin::Online, &odd, Known::default()), odd),
        part,
        reply_to,
        id: CommentId::new(),
        organisation: said_for(scope, &of, sent.kind, name.as_deref()).await?,
        consultation: of,
        author: (sent.kind, name),
        email: address,
        wrote_from_there: false,
        ask_at,
        origin: CommentOrigin::Online,
        received_on: None,
        locale: guessed(&words, sent.locale.unwrap_or(usual), usual),
        read_in: sent.locale,
        text: words,
        code: ids::code().map_err(Error::internal)?,
    };
    let row = save::receive(&*writing, coming).await?;
    // Whoever cancels it holds its log before he counts who is owed a report, as it is held here: what he did is seen now.
    taken(&store::consultation(scope, row.consultation_id).await?, scope.now)?;
    writing.commit(&Kept { code: row.code.clone() }).await?;
    Ok(row)
}

/// The organisation of the directory under whose name somebody comments: the only one that is called exactly so. That it is he
/// who speaks for it is verified by nobody, and his address is forgotten soon after the consultation is over: wherever this is
/// shown it is said.
pub(super) async fn said_for(
    scope: &Scope,
    of: &consultation::Model,
    kind: AuthorKind,
    name: Option<&str>,
) -> Result<Option<OrganisationId>, Error> {
    match name.filter(|_| kind == AuthorKind::Organisation) {
        Some(name) => called(scope, of.municipality_id, name).await,
        None => Ok(None),
    }
}

/// What is odd about how it came.
fn odd(scope: &Scope, key: &LedgerKey, of: ConsultationId, sent: &Sent<'_>) -> Result<Vec<Signal>, Error> {
    let bits = sent.pace.map_or(BITS, |(writes, _)| writes.tempo.bits(of, scope.now));
    let mut odd = signals(&sent.proof, (&ChallengeKey::of(key), bits), of, sent.key, scope.now);
    let Some((writes, client)) = sent.pace else { return Ok(odd) };
    if worked(&odd) {
        writes.tempo.count(of, scope.now);
    }
    let many = writes.too_many_comments(client, of, !odd.is_empty() || sent.over, scope.now)?;
    odd.extend((many || sent.over).then_some(Signal::TooMany));
    let forms = odd.contains(&Signal::NoScript) && writes.too_many_forms(client, of, scope.now)?;
    odd.extend(forms.then_some(Signal::ManyForms));
    Ok(odd)
}

/// Writes a comment anew, for whoever holds its receipt.
///
/// # Errors
/// What can be mended; there is none with this code, it cannot be changed any more, was changed too often, or the same client has
/// sent too much.
pub async fn change(
    scope: &Scope,
    code: &str,
    name: Option<&str>,
    (text, key): (&str, &str),
    pace: Option<(&Writes, Option<Asker>)>,
) -> Result<comment::Model, Error> {
    let (row, of) = mine(scope, code).await?;
    let words = self::text("text", text)?;
    let name = named(row.author_kind, name.map(words::one_line).as_deref(), Policy::from(&of))?;
    let once = Key::new("changeComment", key, &(&row.code, &name, &words))?;
    let Some(writing) = again(once, scope, &row).await? else { return mine(scope, code).await.map(|(row, _)| row) };
    // Whoever sends again what was kept is not asked this again.
    if let Some((writes, client)) = pace
        && writes.too_many(client, scope.now)?
    {
        return Err(Error::RateLimited { retry_after: A_MINUTE });
    }
    let (held, of) = changeable(scope, &*writing, &row).await?;
    if held.1.revision >= MOST_TEXTS {
        return Err(Error::Refused(Reason::ChangedTooOften));
    }
    let known = known(&writing, &held.1).await?;
    let state = goes(&writing, Policy::from(&of), (&held.1, known), held.1.files.as_ref()).await?;
    let organisation = said_for(scope, &of, row.author_kind, name.as_deref()).await?;
    let rewritten = Rewritten { name, organisation, text: words, files: held.1.files.clone() };
    let row = save::rewrite(&*writing, held, rewritten, state).await?;
    writing.commit(&Kept { code: row.code.clone() }).await?;
    Ok(row)
}

/// Takes a comment back, for whoever holds its receipt.
///
/// # Errors
/// There is none with this code, or it cannot be taken back any more.
pub async fn withdraw(scope: &Scope, code: &str, key: &str) -> Result<comment::Model, Error> {
    let (row, _) = mine(scope, code).await?;
    let once = Key::new("withdrawComment", key, &row.code)?;
    let Some(writing) = again(once, scope, &row).await? else { return mine(scope, code).await.map(|(row, _)| row) };
    let (held, _) = changeable(scope, &*writing, &row).await?;
    let row = save::withdraw(&*writing, held).await?;
    writing.commit(&Kept { code: row.code.clone() }).await?;
    Ok(row)
}

/// Confirms the address of a comment, for whoever has the letter; and of those that wait in that municipality for the same and
/// that he says are his: an address gets few letters in an hour, and whoever reads one of them reads the others. Of what he does
/// not name nobody knows whether somebody else has written it under his address.
///
/// # Errors
/// The secret is of no letter, or was used; what the letter was about was cancelled, and nothing else is named
/// ([`Reason::CommentsNotTaken`]); or the database fails.
pub async fn confirm(scope: &Scope, secret: &str, also: &[CommentId]) -> Result<comment::Model, Error> {
    let gone = || Error::NotFound("This link was used already, or it is not whole.".into());
    let row = store::by_secret(scope, secret).await?.ok_or_else(gone)?;
    let once = Key::new("confirmComment", secret, &row.code)?;
    let Some(writing) = again(once, scope, &row).await? else { return Err(gone()) };
    let waiting = store::waiting_beside(&*writing, &row, store::MOST_BESIDE + 1).await?;
    let (mut beside, mut left): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|one| also.contains(&one.id));
    let most = usize::try_from(store::MOST_BESIDE).unwrap_or(usize::MAX);
    left.extend(beside.drain(most.min(beside.len())..));
    // Whose own letter was one too many: nobody is asked about it if not now.
    if let Some(left) = left.iter().find(|one| one.secret_hash.is_none()) {
        save::ask(&*writing, left)?;
    }
    // Logs before comments, and in one order.
    let logs: BTreeSet<_> = beside.iter().chain([&row]).map(|one| one.consultation_id).collect();
    for of in logs {
        store::log::hold(&*writing, row.municipality_id, of).await?;
    }
    // What the letter was about may have been cancelled meanwhile; the others were ticked all the same.
    let mut done = confirmed(scope, &writing, &row).await?;
    for other in &beside {
        let also = confirmed(scope, &writing, other).await?;
        done = done.or(also);
    }
    let Some(done) = done else {
        let refused = called_off(scope, secret).await?.then_some(Error::Refused(Reason::CommentsNotTaken));
        return Err(refused.unwrap_or_else(gone));
    };
    writing.commit(&Kept { code: done.code.clone() }).await?;
    Ok(done)
}

/// Whether the letter with this secret asks about a comment on something that was cancelled: of that nothing is decided any more,
/// so there is nothing to confirm.
///
/// # Errors
/// The database fails.
pub async fn called_off(scope: &Scope, secret: &str) -> Result<bool, Error> {
    let Some(row) = store::by_secret(scope, secret).await? else { return Ok(false) };
    match store::consultation(scope, row.consultation_id).await {
        Err(Error::NotFound(_)) => Ok(false),
        of => Ok(of?.stage == ConsultationStage::Cancelled),
    }
}

/// A comment whose address is confirmed now; none where that changes nothing any more.
async fn confirmed(scope: &Scope, tx: &Tx<Guest>, row: &comment::Model) -> Result<Option<comment::Model>, Error> {
    let (held, mut now) = save::held(tx, row).await?;
    // Read when nobody else can finish it any more.
    let of = match store::consultation(scope, row.consultation_id).await {
        Err(Error::NotFound(_)) => return Ok(None),
        of => of?,
    };
    // The address was forgotten with the comment or with the report, and what stands in that is decided; of what was cancelled
    // there will be none.
    let over = matches!(of.stage, ConsultationStage::Finished | ConsultationStage::Cancelled);
    if now.email.is_none() || now.email_confirmed_at.is_some() || over {
        return Ok(None);
    }
    let known = Known { confirmed: true, ..known(tx, &now).await? };
    now.signals = Signals(still_odd(&now.signals.0, known));
    let arrives = goes(tx, Policy::from(&of), (&now, known), now.files.as_ref()).await?;
    let state = once_confirmed(now.state, arrives);
    save::confirm(tx, (held, now), state).await.map(Some)
}

/// Whether comments are taken now.
fn taken(of: &consultation::Model, now: DateTime<Utc>) -> Result<(), Error> {
    if Consultation::is_open(of, now) { Ok(()) } else { Err(Error::Refused(Reason::CommentsNotTaken)) }
}

pub(super) async fn again(once: Key, scope: &Scope, row: &comment::Model) -> Result<Option<Writing<Kept>>, Error> {
    Ok(match once.begin::<Kept>(scope, row.municipality_id).await? {
        Begun::Before(_) => None,
        Begun::Now(writing) => Some(writing),
    })
}

/// The comment with this receipt, and what it is on.
pub(super) async fn mine(scope: &Scope, code: &str) -> Result<(comment::Model, consultation::Model), Error> {
    let row = store::by_code(scope, code.trim()).await?;
    let row = row.ok_or_else(|| Error::NotFound("There is no receipt with this code.".into()))?;
    let of = store::consultation(scope, row.consultation_id).await?;
    Ok((row, of))
}

/// A comment as it is now, with its log, and what it is on, if whoever wrote it may still change it. What it is on is read when
/// nobody else can finish or cancel it any more: whoever does holds the log as well.
pub(super) async fn changeable<R: Keeps>(
    scope: &Scope,
    tx: &Tx<R>,
    row: &comment::Model,
) -> Result<((store::log::Held, comment::Model), consultation::Model), Error> {
    let (held, now) = save::held(tx, row).await?;
    let of = store::consultation(scope, row.consultation_id).await?;
    let until = changes_until(&now, of.closes_at);
    if until.is_some_and(|until| tx.now() <= until) && Consultation::is_open(&of, tx.now()) {
        Ok(((held, now), of))
    } else {
        Err(Error::Refused(Reason::TooLateToChange))
    }
}

/// Where a comment goes with these files that has other words or files now, or of whose writer something else is known: there where
/// it would go if it came now, unless an official has covered something of it.
pub(super) async fn goes(
    tx: &Tx<Guest>,
    policy: Policy,
    (row, known): (&comment::Model, Known),
    files: Option<&AttachedFiles>,
) -> Result<CommentState, Error> {
    let arrives = with_files(arrival(policy, row.origin, &row.signals.0, known), files);
    // What an official has made is never the first text.
    let covered = row.revision > 1 && store::was_covered(tx, row.id).await?;
    Ok(once_covered(arrives, covered))
}

/// What is known of whoever wrote this.
pub(super) async fn known(tx: &Tx<Guest>, row: &comment::Model) -> Result<Known, Error> {
    Ok(Known { confirmed: row.email_confirmed_at.is_some(), published: store::published_of(tx, row).await? })
}

/// The part and the comment that these ids name, if both are of this consultation.
pub(super) async fn places(
    scope: &Scope,
    of: ConsultationId,
    part: Option<AnchorId>,
    reply_to: Option<CommentId>,
) -> Result<(Option<act_anchor::Model>, Option<comment::Model>), Error> {
    let part = match part {
        Some(id) => Some(store::part(scope, of, id).await?),
        None => None,
    };
    let reply_to = match reply_to {
        Some(id) => Some(store::comment(scope, of, id).await?),
        None => None,
    };
    if reply_to.as_ref().is_some_and(|to| to.depth >= DEEPEST) {
        return Err(Error::Refused(Reason::TooDeep));
    }
    Ok((part, reply_to))
}

/// What can be wrong with a text that everybody reads.
pub(super) fn text(field: &str, text: &str) -> Result<String, Error> {
    let tidy = words::tidy(text);
    let problem = match tidy.chars().count() {
        0 => FieldError::new(field, Problem::Required),
        count if count < words::SHORTEST => {
            FieldError::new(field, Problem::TooShort).with([words::SHORTEST.to_string()])
        }
        count if count > words::LONGEST => FieldError::new(field, Problem::TooLong).with([words::LONGEST.to_string()]),
        _ => return Ok(tidy),
    };
    Err(Error::Invalid(vec![problem]))
}

/// Under what name somebody comments as what.
pub(super) fn named(kind: AuthorKind, name: Option<&str>, policy: Policy) -> Result<Option<String>, Error> {
    let wrong = |field: &str, problem| Err(Error::Invalid(vec![FieldError::new(field, problem)]));
    match author(kind, name, policy) {
        Ok(Some(name)) if name.chars().count() > words::LONGEST_NAME => {
            let error = FieldError::new("name", Problem::TooLong).with([words::LONGEST_NAME.to_string()]);
            Err(Error::Invalid(vec![error]))
        }
        Ok(name) => Ok(name),
        Err(NoAuthor::NameMissing) => wrong("name", Problem::Required),
        Err(NoAuthor::NotAnonymous) => wrong("authorKind", Problem::NotAllowed),
    }
}

/// Where somebody wants to be told. An address is asked for only where it is confirmed.
fn address(text: Option<&str>, policy: Policy) -> Result<Option<Address>, Error> {
    let wrong = |problem| Error::Invalid(vec![FieldError::new("email", problem)]);
    match (text.map(str::trim).filter(|text| !text.is_empty()), policy.address) {
        (None, ConfirmEmail::Always) => Err(wrong(Problem::Required)),
        (None, _) => Ok(None),
        (Some(_), ConfirmEmail::Never) => Err(wrong(Problem::NotAllowed)),
        (Some(text), _) => Ok(Some(text.parse().map_err(|_| wrong(Problem::NotAnAddress))?)),
    }
}

/// Both, or everything that is wrong with either.
fn both<A, B>(a: Result<A, Error>, b: Result<B, Error>) -> Result<(A, B), Error> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(Error::Invalid(mut a)), Err(Error::Invalid(b))) => {
            a.extend(b);
            Err(Error::Invalid(a))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}
