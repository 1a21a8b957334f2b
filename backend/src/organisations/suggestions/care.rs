//! What the server does for directories by itself, once a day: asks organisations whether all is still true, deletes what
//! nobody confirmed, forgets who said what and what stood in lists, and takes out streets that nobody agreed to.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entities::{
    LetterKind, Locale, OrganisationState, SuggestedFacts, SuggestionKind, SuggestionState, letter as sent,
    municipality, organisation, organisation_suggestion, person,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DbBackend, ExprTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, Set,
};

use super::rules::{
    ASKED_AGAIN_AFTER, ASKED_EVERY, FORGOTTEN_AFTER, GIVEN_UP_AGAIN_AFTER, UNCONFIRMED_FOR, YEARLY_FOR,
};
use super::write::{letter, new};
use crate::clock::{Clock, USUAL, day, end_of_day};
use crate::db::Db;
use crate::error::Error;
use crate::mail::Address;
use crate::organisations::rules::stale_before;
use crate::organisations::store::forgetting;
use crate::organisations::streets;
use crate::scope::{Caretaker, Tx, taking_care};
use crate::tasks::Tasks;

/// Under which instances ask, one after another: only so does each know whom the other has asked. Any number will do that
/// nobody else in the database uses.
const ASKING: i64 = 0x6a61_766e_6f04;
/// So many are asked in one transaction.
const BATCH: u64 = 200;

/// Looks after every directory at once and then every day, until the process stops.
pub async fn keep_caring(db: Db, clock: Arc<dyn Clock>, tasks: Tasks) {
    let work = || async {
        match everywhere(&db, clock.now()).await {
            Ok(0) => {}
            Ok(asked) => tracing::info!(asked, "organisations are asked whether all is still true"),
            Err(error) => tracing::warn!(%error, "the directories could not be looked after"),
        }
        match without_streets(&db, clock.now()).await {
            Ok(0) => {}
            Ok(hidden) => tracing::info!(hidden, "records of organisations do not tell a street any more"),
            Err(error) => tracing::warn!(%error, "streets could not be taken out of the directories"),
        }
    };
    tasks.daily(work).await;
}

/// Forgets, and asks; how many organisations are asked.
///
/// # Errors
/// The database does not answer.
pub async fn everywhere(db: &Db, now: DateTime<Utc>) -> Result<usize, Error> {
    let tx = taking_care().begin(db, now).await?;
    forget(&tx).await?;
    tx.commit().await?;
    let (mut lists, mut untouched) = (0, 0);
    loop {
        let tx = taking_care().begin(db, now).await?;
        let one = forgetting::forget(&tx).await?;
        tx.commit().await?;
        if !one {
            break;
        }
        lists += 1;
    }
    loop {
        let tx = taking_care().begin(db, now).await?;
        let one = forgetting::throw_away(&tx).await?;
        tx.commit().await?;
        if !one {
            break;
        }
        untouched += 1;
    }
    if untouched > 0 {
        tracing::info!(untouched, "lists are thrown away of which nothing was taken since they were brought long ago");
    }
    if lists > 0 {
        tracing::info!(lists, "it is forgotten what stood in lists that were imported long ago");
    }
    let mut asked = 0;
    loop {
        let tx = taking_care().begin(db, now).await?;
        let some = ask(&tx).await?;
        tx.commit().await?;
        asked += some;
        if some == 0 {
            return Ok(asked);
        }
    }
}

/// Takes out of every directory the streets that nobody agreed to; how many records said one.
///
/// # Errors
/// The database does not answer.
pub async fn without_streets(db: &Db, now: DateTime<Utc>) -> Result<usize, Error> {
    let (mut hidden, mut after) = (0, None);
    loop {
        let tx = taking_care().begin(db, now).await?;
        let (some, last) = streets::hide(&tx, after).await?;
        tx.commit().await?;
        hidden += some;
        if last.is_none() {
            break;
        }
        after = last;
    }
    let mut after = None;
    loop {
        let tx = taking_care().begin(db, now).await?;
        after = streets::forget(&tx, after).await?;
        tx.commit().await?;
        if after.is_none() {
            return Ok(hidden);
        }
    }
}

/// Deletes what nobody confirmed in time, and forgets whoever said what is settled, with all that he wrote: what became of
/// it stands in the record and in the journal.
async fn forget(tx: &Tx<Caretaker>) -> Result<(), Error> {
    use organisation_suggestion::Column::{Email, Id, Kind, ReceivedAt, SecretHash, SettledAt, State};

    let unconfirmed = Condition::all().add(State.eq(SuggestionState::Unconfirmed));
    let yearly = unconfirmed.clone().add(Kind.eq(SuggestionKind::Yearly));
    let late = unconfirmed.add(Kind.ne(SuggestionKind::Yearly)).add(ReceivedAt.lt(tx.now() - UNCONFIRMED_FOR));
    let given_up = sent::Column::FailedAt.is_not_null().and(sent::Column::Kind.eq(LetterKind::SuggestYearly));
    let given_up = tx.find::<sent::Entity>().filter(given_up).filter(sent::Column::SubjectId.is_not_null());
    let given_up = Id.in_subquery(given_up.select_only().column(sent::Column::SubjectId).into_query());
    let given_up = given_up.and(ReceivedAt.lt(tx.now() - GIVEN_UP_AGAIN_AFTER));
    let not_composed = SecretHash.is_null().and(ReceivedAt.lt(tx.now() - ASKED_AGAIN_AFTER));
    let never_sent = yearly.clone().add(Email.is_not_null()).add(not_composed.or(given_up));
    // That somebody was asked is kept, so that he is not asked again; of whom, the record tells.
    let unanswered = yearly.add(ReceivedAt.lt(tx.now() - YEARLY_FOR)).add(Email.is_not_null());
    let settled = Condition::all().add(SettledAt.lt(tx.now() - FORGOTTEN_AFTER)).add(Email.is_not_null());
    tx.delete::<organisation_suggestion::Entity>(Condition::any().add(late).add(never_sent)).await?;
    let nothing = organisation_suggestion::ActiveModel {
        email: Set(None),
        message: Set(None),
        reason: Set(None),
        secret_hash: Set(None),
        facts: Set(SuggestedFacts::default()),
        ..Default::default()
    };
    let which = Condition::any().add(unanswered).add(settled);
    tx.change::<organisation_suggestion::Entity, _>(which, nothing, []).await?;
    Ok(())
}

/// Asks some of the organisations that nobody has confirmed for a year, and that were not asked in this year.
async fn ask(tx: &Tx<Caretaker>) -> Result<usize, Error> {
    use organisation::Column;
    use organisation_suggestion::Column as Said;

    if tx.connection().get_database_backend() == DbBackend::Postgres {
        let lock = format!("SELECT pg_advisory_xact_lock({ASKING})");
        tx.connection().execute_unprepared(&lock).await?;
    }
    // Of all directories at once: whether one is asked some hours sooner or later after a year is all the same.
    let before = stale_before(day(tx.now(), USUAL));
    let since = tx.now().checked_sub_months(ASKED_EVERY).unwrap_or(DateTime::<Utc>::MIN_UTC);
    let asked = tx.find::<organisation_suggestion::Entity>().filter(Said::Kind.eq(SuggestionKind::Yearly));
    let asked = asked.filter(Said::ReceivedAt.gt(since)).filter(Said::OrganisationId.is_not_null());
    let asked = asked.select_only().column(Said::OrganisationId).into_query();
    // What nobody has ever confirmed is asked about when it is here for a year: whoever imports a list does not write to
    // everybody in it on that day.
    let never = Condition::all().add(Column::ConfirmedOn.is_null());
    let never = never.add(Column::CreatedAt.lte(end_of_day(before, USUAL)));
    let stale = Condition::any().add(Column::ConfirmedOn.lt(before)).add(never);
    let rows = tx.find::<organisation::Entity>().filter(Column::State.eq(OrganisationState::Listed));
    let rows = rows.filter(Column::KeeperEmail.is_not_null()).filter(Column::Exercise.eq(false)).filter(stale);
    let rows = rows.filter(Column::Id.not_in_subquery(asked)).order_by_asc(Column::Id).limit(BATCH);
    let rows = rows.all(tx.connection()).await?;
    let owners = rows.iter().map(|row| row.municipality_id);
    let owners = tx.find::<municipality::Entity>().filter(municipality::Column::Id.is_in(owners));
    let owners = if rows.is_empty() { Vec::new() } else { owners.all(tx.connection()).await? };
    let readers = if rows.is_empty() { Readers::default() } else { Readers::of(tx, &rows).await? };
    let mut questions = Vec::new();
    for row in &rows {
        let Some(owner) = owners.iter().find(|owner| owner.id == row.municipality_id) else { continue };
        let to = row.keeper_email.as_deref().and_then(|email| email.parse::<Address>().ok());
        let locale = readers.locale(row).unwrap_or(owner.default_locale);
        let question = organisation_suggestion::Model {
            organisation_id: Some(row.id),
            // Who cannot be written to has been asked all the same: not every day.
            email: to.as_ref().map(|to| to.as_str().to_owned()),
            ..new(tx, SuggestionKind::Yearly, owner.id, ("", locale))
        };
        if let Some(to) = to {
            let about = (question.id, owner.id);
            tx.post(letter(LetterKind::SuggestYearly, to, about, locale, tx.now()));
        }
        questions.push(question.into_active_model());
    }
    let asked = questions.len();
    tx.insert_all(questions).await?;
    Ok(asked)
}

/// What tells in which language those read who keep some organisations.
#[derive(Default)]
struct Readers {
    /// What they said, the newest first.
    said: Vec<organisation_suggestion::Model>,
    /// Those of them who have signed in at the desk.
    people: Vec<person::Model>,
}

impl Readers {
    async fn of(tx: &Tx<Caretaker>, rows: &[organisation::Model]) -> Result<Self, Error> {
        use organisation_suggestion::Column::{ConfirmedAt, Email, Kind, OrganisationId, Own, ReceivedAt, State};

        let emails: Vec<_> = rows.iter().filter_map(|row| row.keeper_email.clone()).collect();
        // Anybody can name an address that is not his.
        let theirs = Condition::all().add(Email.is_in(emails.iter().cloned())).add(ConfirmedAt.is_not_null());
        // A year later the address of what was agreed to is forgotten; what it was written in is not.
        let forgotten = Condition::all().add(OrganisationId.is_in(rows.iter().map(|row| row.id)));
        let forgotten = forgotten.add(Own.eq(true)).add(State.eq(SuggestionState::Approved)).add(Email.is_null());
        let said = tx.find::<organisation_suggestion::Entity>().filter(Kind.ne(SuggestionKind::Yearly));
        let said = said.filter(Condition::any().add(theirs).add(forgotten)).order_by_desc(ReceivedAt);
        let said = said.all(tx.connection()).await?;
        let emails = emails.iter().map(|email| email.to_lowercase());
        let people = tx.find::<person::Entity>().filter(person::Column::Email.is_in(emails));
        Ok(Self { said, people: people.all(tx.connection()).await? })
    }

    /// As whoever keeps it wrote last, else as he reads the desk, else as was written in the name of the organisation.
    fn locale(&self, of: &organisation::Model) -> Option<Locale> {
        let keeper = of.keeper_email.as_deref()?;
        let his = self.said.iter().find(|one| one.email.as_deref() == Some(keeper));
        let reads = || self.people.iter().find(|one| one.email == keeper.to_lowercase()).map(|one| one.locale);
        let forgotten =
            |one: &&organisation_suggestion::Model| one.email.is_none() && one.organisation_id == Some(of.id);
        let its = || self.said.iter().find(forgotten).map(|one| one.locale);
        his.map(|one| one.locale).or_else(reads).or_else(its)
    }
}
