//! What whoever is outside does, through the API or the forms of hosted pages: says something, confirms his address, says
//! what his organisation is, or that all is still true. Each reads: look at what was sent, find what it is about, begin,
//! rule, save.

use chrono::{NaiveDate, TimeDelta};
use entities::{
    ConfirmedBy, Detail, Happening, LetterKind, Locale, MunicipalityId, OrganisationContent, OrganisationId, Signal,
    Signals, SuggestedFacts, SuggestedField, SuggestionId, SuggestionKind, SuggestionState, municipality, organisation,
    organisation_area, organisation_suggestion,
};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde::{Deserialize, Serialize};

use super::rules::facts::{Given, changes, name_of, without_street};
use super::rules::{MESSAGE, MOST_WAITING, Opens, SHORTEST, of_another, only_its_own, opens};
use super::store;
use crate::challenge::{BITS, ChallengeKey, Proof, once_answered, signals, worked};
use crate::error::{Error, Reason};
use crate::ledger::LedgerKey;
use crate::locale::tidy::tidy;
use crate::mail::{Address, NewLetter};
use crate::mend::{FieldError, Problem};
use crate::municipalities::types::{Area, Municipality};
use crate::once::{Begun, Key};
use crate::organisations::rules::content::content;
use crate::organisations::rules::jib;
use crate::organisations::store::{save, today};
use crate::rate::{Asker, Writes};
use crate::scope::{Scope, Steward, Tx};

/// For so long it is worth sending a letter about what somebody says.
pub const OF_USE: TimeDelta = TimeDelta::hours(24);

/// In so many seconds whoever sent too many may send again.
const A_MINUTE: u32 = 60;
/// The same of whoever waits for an official, who does not decide within minutes.
const AN_HOUR: u32 = 3_600;

/// What somebody says.
#[derive(Clone, Debug)]
pub struct Sent<'a> {
    /// What he wants: [`SuggestionKind::Proposal`], `Claim` or `Correction`.
    pub kind: SuggestionKind,
    /// For whose directory; of something that is there already it is known.
    pub municipality: Option<MunicipalityId>,
    /// About which organisation.
    pub organisation: Option<OrganisationId>,
    /// Whether he says that the organisation is his own.
    pub own: bool,
    /// Which facts he fills in.
    pub given: &'a Given,
    /// What he says in words.
    pub message: Option<&'a str>,
    /// Where he is written to.
    pub email: &'a str,
    /// In what language; as the municipality speaks where it is left out.
    pub locale: Option<Locale>,
    /// What came with it.
    pub proof: Proof<'a>,
    /// Whether a task was given that had to be solved; a form without a script gives none.
    pub tasked: bool,
    /// What was drawn for it.
    pub key: &'a str,
    /// What counts how fast such things come, and who sends; none where nobody counts.
    pub pace: Option<(&'a Writes, Option<Asker>)>,
}

/// What is answered again to whoever sends the same again.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    id: SuggestionId,
}

/// The codes of the areas that there are.
fn areas() -> Vec<String> {
    Area::all(None, None).into_iter().map(|area| area.code).collect()
}

/// Takes in what somebody says: he is written to, and asked whether the address is his. Only then an official sees it.
/// What is odd about how it came is told to her.
///
/// Whoever asks for a letter names any address, so a letter costs something: of what came without the work that was asked
/// for, or with the field filled in that nobody sees, the row is kept for a week and nobody is written to; and who sends
/// many in a minute is told to wait.
///
/// # Errors
/// What can be mended, said at once; there is no such organisation; or the same client has sent too many.
pub async fn submit(scope: &Scope, key: &LedgerKey, sent: Sent<'_>) -> Result<SuggestionId, Error> {
    let about = match (sent.kind, sent.organisation) {
        (SuggestionKind::Proposal, None) => None,
        (SuggestionKind::Claim | SuggestionKind::Correction, Some(id)) => Some(store::listed(scope, id).await?),
        _ => {
            return Err(Error::BadRequest(
                "A PROPOSAL is about no `organisation`, a CLAIM or CORRECTION about one.".into(),
            ));
        }
    };
    let municipality = about.as_ref().map(|row| row.municipality_id).or(sent.municipality);
    let municipality = municipality.ok_or_else(|| Error::BadRequest("A PROPOSAL names its `municipality`.".into()))?;
    let owner = Municipality::by_id(scope, municipality).await?;
    let (facts, message, address) = looked_at(scope, &sent, &owner, about.as_ref()).await?;
    let parameters = (sent.kind, municipality, about.as_ref().map(|row| row.id), &facts, &message, address.as_str());
    let parameters = (sent.own, parameters);
    let once = Key::new("suggestOrganisation", sent.key, &parameters)?;
    let writing = match once.begin::<Kept>(scope, municipality).await? {
        Begun::Before(Kept { id }) => return Ok(id),
        Begun::Now(writing) => writing,
    };
    let odd = odd(scope, key, municipality, &sent)?;
    let locale = sent.locale.unwrap_or(owner.default_locale);
    let written_to = is_written_to(&odd, sent.tasked);
    let row = organisation_suggestion::Model {
        organisation_id: about.map(|row| row.id),
        own: sent.own || sent.kind == SuggestionKind::Claim,
        facts,
        message,
        signals: Signals(odd),
        ..new(&*writing, sent.kind, municipality, (address.as_str(), locale))
    };
    let id = row.id;
    writing.insert(row.into_active_model()).await?;
    if written_to {
        writing.post(letter(LetterKind::SuggestLink, address, (id, municipality), locale, writing.now()));
    }
    writing.commit(&Kept { id }).await?;
    Ok(id)
}

/// What is odd about how it came. Counted is what is sent now: not what is sent again, nor what has to be mended first.
fn odd(scope: &Scope, key: &LedgerKey, of: MunicipalityId, sent: &Sent<'_>) -> Result<Vec<Signal>, Error> {
    let bits = sent.pace.map_or(BITS, |(writes, _)| writes.tempo.bits(of, scope.now));
    let odd = signals(&sent.proof, (&ChallengeKey::of(key), bits), of, sent.key, scope.now);
    let Some((writes, client)) = sent.pace else { return Ok(odd) };
    if writes.too_many(client, scope.now)? {
        return Err(Error::RateLimited { retry_after: A_MINUTE });
    }
    if worked(&odd) {
        writes.tempo.count(of, scope.now);
    }
    Ok(odd)
}

/// Whether a letter goes to the address that somebody names, by what is odd about how he does it.
fn is_written_to(odd: &[Signal], tasked: bool) -> bool {
    !odd.contains(&Signal::Honeypot) && (!tasked || worked(odd))
}

/// What is wrong with what was sent, all at once; or what is kept of it.
async fn looked_at(
    scope: &Scope,
    sent: &Sent<'_>,
    owner: &municipality::Model,
    about: Option<&organisation::Model>,
) -> Result<(SuggestedFacts, Option<String>, Address), Error> {
    let mut wrong = Vec::new();
    let before = match about {
        Some(row) => store::stands(scope, row).await?,
        None => OrganisationContent::default(),
    };
    let mut given = sent.given.clone();
    match sent.kind {
        SuggestionKind::Proposal => {
            // A form sends its empty fields too, and of what is not there they tell nothing.
            if of_another(sent.kind, sent.own) {
                given.facts.retain(|field, text| !only_its_own(*field) || !text.trim().is_empty());
            }
            given.facts.entry(SuggestedField::Name).or_default();
        }
        // Whose it is is asked first; what it is comes with the link.
        SuggestionKind::Claim => given.facts.clear(),
        _ => {}
    }
    // Before anything is compared: whether it is what stands there unpublished is nothing to be told.
    if of_another(sent.kind, sent.own) {
        let foreign = given.facts.keys().filter(|field| only_its_own(**field)).map(|field| name_of(*field));
        wrong.extend(foreign.map(|name| FieldError::new(format!("facts.{name}"), Problem::NotAllowed)));
        given.facts.retain(|field, _| !only_its_own(*field));
        wrong.extend(without_street(&before, &mut given));
    }
    let facts = changes(&before, &given, today(scope, Some(owner)), &areas()).unwrap_or_else(|errors| {
        wrong.extend(errors);
        SuggestedFacts::default()
    });
    // Said beside all else that is wrong, so that nobody mends a form for an organisation that is there.
    let jib = given.facts.get(&SuggestedField::Jib).and_then(|text| jib(text).ok());
    if let Some(jib) = jib
        && let Some(known) = store::with_jib(scope, owner.id, &jib.digits).await?
        && about.is_none_or(|about| about.id != known.id)
    {
        wrong.push(FieldError::new("facts.jib", Problem::Taken).with([known.id.to_string()]));
    }
    let needed = sent.kind != SuggestionKind::Proposal && facts.0.is_empty();
    let message = words("message", sent.message, needed).unwrap_or_else(|error| {
        wrong.push(error);
        None
    });
    let address = match sent.email.trim() {
        "" => Err(Problem::Required),
        text => text.parse::<Address>().map_err(|_| Problem::NotAnAddress),
    };
    match address {
        Ok(address) if wrong.is_empty() => Ok((facts, message, address)),
        Ok(_) => Err(Error::Invalid(wrong)),
        Err(problem) => {
            wrong.push(FieldError::new("email", problem));
            Err(Error::Invalid(wrong))
        }
    }
}

/// What somebody says in words, or what is wrong with it.
pub(super) fn words(field: &str, text: Option<&str>, needed: bool) -> Result<Option<String>, FieldError> {
    let text = tidy(text.unwrap_or_default());
    match text.chars().count() {
        0 if needed => Err(FieldError::new(field, Problem::Required)),
        0 => Ok(None),
        count if count < SHORTEST => Err(FieldError::new(field, Problem::TooShort).with([SHORTEST.to_string()])),
        count if count > MESSAGE => Err(FieldError::new(field, Problem::TooLong).with([MESSAGE.to_string()])),
        _ => Ok(Some(text)),
    }
}

/// A row that has just come, of this address.
pub(super) fn new<R>(
    tx: &Tx<R>,
    kind: SuggestionKind,
    municipality_id: MunicipalityId,
    (email, locale): (&str, Locale),
) -> organisation_suggestion::Model {
    organisation_suggestion::Model {
        id: SuggestionId::new(),
        municipality_id,
        organisation_id: None,
        kind,
        state: SuggestionState::Unconfirmed,
        own: matches!(kind, SuggestionKind::Edit | SuggestionKind::Yearly),
        facts: SuggestedFacts::default(),
        message: None,
        email: Some(email.to_owned()),
        confirmed_at: None,
        signals: Signals::default(),
        locale,
        secret_hash: None,
        received_at: tx.now(),
        settled_at: None,
        settled_by: None,
        reason: None,
    }
}

/// A letter about what somebody says.
pub(super) fn letter(
    kind: LetterKind,
    to: Address,
    (id, municipality): (SuggestionId, MunicipalityId),
    locale: Locale,
    now: chrono::DateTime<chrono::Utc>,
) -> NewLetter {
    let (municipality, subject) = (Some(municipality), Some(id.into()));
    NewLetter { kind, to, locale, municipality, subject, useless_after: now + OF_USE, not_before: None }
}

/// What a link leads to.
#[derive(Clone, Debug)]
pub struct Door {
    /// What was said, or asked.
    pub row: organisation_suggestion::Model,
    /// The organisation that it is about.
    pub about: Option<organisation::Model>,
    /// What can be done there.
    pub opens: Opens,
}

/// What the link with this secret leads to. Looking at it spends nothing.
///
/// # Errors
/// It is spent, too old, or never was ([`Reason::LinkSpentOrOld`]); or the database fails.
pub async fn door(scope: &Scope, secret: &str) -> Result<Door, Error> {
    let found = store::by_secret(scope, secret).await?;
    let door = found.and_then(|(row, about)| {
        let opens = opens(&row, about.as_ref(), scope.now)?;
        Some(Door { row, about, opens })
    });
    door.ok_or(Error::Refused(Reason::LinkSpentOrOld))
}

/// Somebody shows that his address is his: an official sees now what he said.
///
/// # Errors
/// The link is spent or too old, or is not for this; or the database fails.
pub async fn confirm(scope: &Scope, secret: &str) -> Result<organisation_suggestion::Model, Error> {
    let Door { row: seen, about, opens: Opens::Confirm } = door(scope, secret).await? else {
        return Err(Error::Refused(Reason::LinkSpentOrOld));
    };
    let once = Key::new("confirmSuggestion", secret, &seen.id)?;
    let Begun::Now(writing) = once.begin::<Kept>(scope, seen.municipality_id).await? else {
        return Err(Error::Refused(Reason::LinkSpentOrOld));
    };
    let mut row = store::held(&*writing, seen.id).await?;
    // Looked at again, now that nobody else can spend it or draw another.
    let still = opens(&row, about.as_ref(), writing.now()) == Some(Opens::Confirm);
    if !still || row.secret_hash != seen.secret_hash {
        return Err(Error::Refused(Reason::LinkSpentOrOld));
    }
    (row.state, row.confirmed_at, row.secret_hash) = (SuggestionState::Waiting, Some(writing.now()), None);
    row.signals = Signals(once_answered(&row.signals.0));
    writing.update(row.clone().into_active_model().reset_all()).await?;
    let title = about.map(|about| about.name.original.text);
    received(&*writing, &row, title);
    writing.commit(&Kept { id: row.id }).await?;
    Ok(row)
}

/// Says in the journal that something waits. The name of what is proposed is told, not who proposes it.
fn received<R>(tx: &Tx<R>, row: &organisation_suggestion::Model, title: Option<String>) {
    let proposed =
        || row.facts.0.iter().find(|one| one.field == SuggestedField::Name).and_then(|one| one.value.clone());
    let detail = Detail { title: title.or_else(proposed), ..Detail::default() };
    tx.record(Happening::SuggestionReceived, row.municipality_id, row.id, detail);
}

/// What came of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It waits for an official.
    Waits,
    /// Nothing was to become anything else, so it is confirmed as it stands.
    Confirmed,
}

/// On what way somebody comes to say what his organisation is.
#[derive(Clone, Copy, Debug)]
pub enum Way<'a> {
    /// By the link in a letter: it is good once.
    Link(&'a str),
    /// He represents this organisation, and has signed in.
    Represents(OrganisationId),
}

/// An organisation says what it is. What becomes another waits for an official; where nothing does, it is confirmed. A
/// link is spent only where all is right.
///
/// # Errors
/// What can be mended, said at once; the link is spent or too old, or is not for this; whoever represents the organisation
/// does so no more, or has said too much that waits; or the database fails.
pub async fn edit(scope: &Scope, way: Way<'_>, given: &Given, message: Option<&str>) -> Result<Edited, Error> {
    let (tx, held) = hold(scope, way).await?;
    let facts = changes(&held.content, given, held.today, &areas());
    let message = words("message", message, false);
    let (facts, message) = match (facts, message) {
        (Ok(facts), Ok(message)) => (facts, message),
        (facts, message) => {
            let mut wrong = facts.err().unwrap_or_default();
            wrong.extend(message.err());
            return Err(Error::Invalid(wrong));
        }
    };
    let Held { said_by, organisation, today, .. } = held;
    let edited = if facts.0.is_empty() && message.is_none() {
        save::confirm(&tx, &organisation, ConfirmedBy::Organisation, today).await?;
        Edited::Confirmed
    } else {
        let (email, locale) = match &said_by {
            SaidBy::Link(row) => (row.email.clone().unwrap_or_default(), row.locale),
            SaidBy::Representative { email, locale } => {
                // A link is good once; whoever has signed in is told when too much of his waits already.
                if store::waiting_of(&tx, email).await? >= MOST_WAITING {
                    return Err(Error::RateLimited { retry_after: AN_HOUR });
                }
                (email.clone(), *locale)
            }
        };
        let edit = organisation_suggestion::Model {
            organisation_id: Some(organisation.id),
            state: SuggestionState::Waiting,
            facts,
            message,
            confirmed_at: Some(tx.now()),
            ..new(&tx, SuggestionKind::Edit, organisation.municipality_id, (&email, locale))
        };
        tx.insert(edit.clone().into_active_model()).await?;
        received(&tx, &edit, Some(organisation.name.original.text));
        Edited::Waits
    };
    spend(&tx, said_by).await?;
    tx.commit().await?;
    Ok(edited)
}

/// An organisation says that all is as it stands.
///
/// # Errors
/// The link is spent or too old, or is not for this; whoever represents the organisation does so no more; or the database
/// fails.
pub async fn all_is_true(scope: &Scope, way: Way<'_>) -> Result<(), Error> {
    let (tx, held) = hold(scope, way).await?;
    save::confirm(&tx, &held.organisation, ConfirmedBy::Organisation, held.today).await?;
    spend(&tx, held.said_by).await?;
    tx.commit().await
}

/// Who says what his organisation is.
enum SaidBy {
    /// Whoever has the link of this row.
    Link(Box<organisation_suggestion::Model>),
    /// Whoever signs in with this address.
    Representative { email: String, locale: Locale },
}

/// What gives the right to say it and the organisation that it is about, held until the transaction is over.
struct Held {
    said_by: SaidBy,
    organisation: organisation::Model,
    content: OrganisationContent,
    /// The day that it is there.
    today: NaiveDate,
}

async fn hold(scope: &Scope, way: Way<'_>) -> Result<(Tx<Steward>, Held), Error> {
    let (tx, said_by, organisation) = match way {
        Way::Link(secret) => by_link(scope, secret).await?,
        Way::Represents(id) => by_right(scope, id).await?,
    };
    let areas = tx.find::<organisation_area::Entity>().all(tx.connection()).await?;
    let content = content(&organisation, &areas, &[]);
    let owner = Municipality::by_id(scope, organisation.municipality_id).await?;
    Ok((tx, Held { said_by, organisation, content, today: today(scope, Some(&owner)) }))
}

async fn by_link(scope: &Scope, secret: &str) -> Result<(Tx<Steward>, SaidBy, organisation::Model), Error> {
    let spent = || Error::Refused(Reason::LinkSpentOrOld);
    let door = door(scope, secret).await?;
    let steward = scope.steward(secret).await?.ok_or_else(spent)?;
    let tx = scope.begin(steward).await?;
    let row = store::held(&tx, door.row.id).await?;
    let organisation = store::its_own(&tx).await?.ok_or_else(spent)?;
    // Looked at again, now that nobody else can spend it.
    let still = opens(&row, Some(&organisation), tx.now()).filter(|_| row.secret_hash == door.row.secret_hash);
    if !matches!(still, Some(Opens::Edit | Opens::Yearly)) {
        return Err(spent());
    }
    Ok((tx, SaidBy::Link(Box::new(row)), organisation))
}

async fn by_right(scope: &Scope, id: OrganisationId) -> Result<(Tx<Steward>, SaidBy, organisation::Model), Error> {
    let none = || Error::NotFound("There is no such organisation that you represent.".into());
    let (steward, seen) = scope.representing(id).await?;
    let locale = store::language_of(scope).await?;
    let tx = scope.begin(steward).await?;
    let organisation = store::its_own(&tx).await?.ok_or_else(none)?;
    // Looked at again, now that nobody else can end it.
    let held = store::representative(&tx, seen.id).await?.filter(|row| row.ended_at.is_none()).ok_or_else(none)?;
    let email = held.email.ok_or_else(none)?;
    Ok((tx, SaidBy::Representative { email, locale }, organisation))
}

/// A link is good for nothing any more; whoever represents an organisation goes on doing so.
async fn spend(tx: &Tx<Steward>, said_by: SaidBy) -> Result<(), Error> {
    let SaidBy::Link(mut row) = said_by else { return Ok(()) };
    row.secret_hash = None;
    row.confirmed_at.get_or_insert(tx.now());
    row.settled_at.get_or_insert(tx.now());
    row.state = SuggestionState::Approved;
    tx.update((*row).into_active_model().reset_all()).await
}
