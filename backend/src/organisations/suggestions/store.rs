//! Every query about what is said of a directory.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entities::{
    Locale, MunicipalityId, OrganisationContent, OrganisationId, RepresentativeId, SuggestionId, SuggestionKind,
    SuggestionState, organisation, organisation_area, organisation_representative, organisation_suggestion, person,
};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::error::Error;
use crate::organisations::rules::content::content;
use crate::page::{Cursor, Page, Slice, Sort};
use crate::scope::{As, Scope, Steward, Tx};
use crate::viewer::{DirectoryKeeper, Opens, Published as _};

/// The order of the queue, as cursors name it: as things came.
pub const QUEUE: &str = "received";

/// What the queue is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// In this state.
    pub state: Option<SuggestionState>,
    /// Of one of these kinds.
    pub kinds: Option<Vec<SuggestionKind>>,
    /// About this organisation.
    pub organisation: Option<OrganisationId>,
}

/// Where something stands in the queue.
#[must_use]
pub fn cursor(row: &organisation_suggestion::Model) -> Cursor {
    Cursor { order: QUEUE.into(), key: row.received_at.to_rfc3339(), id: row.id.0 }
}

/// What an official may see: not what nobody has confirmed, nor what the server asks.
fn seen() -> Condition {
    use organisation_suggestion::Column::{Kind, State};

    Condition::all().add(State.ne(SuggestionState::Unconfirmed)).add(Kind.ne(SuggestionKind::Yearly))
}

/// A page of the queue.
///
/// # Errors
/// The cursor is damaged, or the database fails.
pub async fn queue(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    queue: Queue,
    page: &Page,
) -> Result<Slice<organisation_suggestion::Model>, Error> {
    use organisation_suggestion::Column::{Id, Kind, OrganisationId, ReceivedAt, State};

    if page.is_empty() {
        return Ok(page.slice(Vec::new()));
    }
    let Queue { state, kinds, organisation } = queue;
    let wanted = seen()
        .add_option(state.map(|state| State.eq(state)))
        .add_option(kinds.map(|kinds| Kind.is_in(kinds)))
        .add_option(organisation.map(|id| OrganisationId.eq(id)));
    let select = keeper.find::<organisation_suggestion::Entity>().filter(wanted);
    let sort = Sort { key: ReceivedAt, id: Id, descending: false };
    let select = page.select(select, sort, |key| Some(Expr::value(key.parse::<DateTime<Utc>>().ok()?)))?;
    Ok(page.slice(select.all(scope.reader()).await?))
}

/// What was said under this id.
///
/// # Errors
/// The database fails.
pub async fn one(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    id: SuggestionId,
) -> Result<Option<organisation_suggestion::Model>, Error> {
    let this = seen().add(organisation_suggestion::Column::Id.eq(id));
    Ok(keeper.find::<organisation_suggestion::Entity>().filter(this).one(scope.reader()).await?)
}

/// What waits, by kind: how many, and since when the first.
///
/// # Errors
/// The database fails.
pub async fn waiting(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
) -> Result<Vec<(SuggestionKind, i64, DateTime<Utc>)>, Error> {
    use organisation_suggestion::Column::{Id, Kind, ReceivedAt, State};

    let rows = keeper.find::<organisation_suggestion::Entity>().filter(State.eq(SuggestionState::Waiting));
    let rows = rows.select_only().column(Kind).column_as(Id.count(), "count").column_as(ReceivedAt.min(), "since");
    Ok(rows.group_by(Kind).order_by_asc(Kind).into_tuple().all(scope.reader()).await?)
}

/// The records that these are about, as they are today, in whatever state.
///
/// # Errors
/// The database fails.
pub async fn records(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    rows: &[organisation_suggestion::Model],
) -> Result<HashMap<OrganisationId, (organisation::Model, OrganisationContent)>, Error> {
    let mut ids: Vec<_> = rows.iter().filter_map(|row| row.organisation_id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = keeper.find::<organisation::Entity>().filter(organisation::Column::Id.is_in(ids.clone()));
    let found = found.all(scope.reader()).await?;
    let areas = keeper.find::<organisation_area::Entity>();
    let areas = areas.filter(organisation_area::Column::OrganisationId.is_in(ids)).all(scope.reader()).await?;
    let whole = |row: organisation::Model| {
        let its_own = areas.iter().filter(|area| area.organisation_id == row.id).cloned().collect::<Vec<_>>();
        let content = content(&row, &its_own, &[]);
        (row.id, (row, content))
    };
    Ok(found.into_iter().map(whole).collect())
}

/// What is said under this id, at one of the desks where whoever asks keeps the directory, with the proof.
///
/// # Errors
/// There is none there, or keeping a directory is nowhere his office.
pub async fn of_mine(
    scope: &Scope,
    id: SuggestionId,
) -> Result<(As<DirectoryKeeper>, organisation_suggestion::Model), Error> {
    let mut refused = None;
    for (_, held) in scope.offices::<DirectoryKeeper>()? {
        match held {
            Ok(keeper) => {
                if let Some(row) = one(scope, &keeper, id).await? {
                    return Ok((keeper, row));
                }
                refused = Some(none());
            }
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    Err(refused.unwrap_or_else(none))
}

fn none() -> Error {
    Error::NotFound("There is no such suggestion at your desk.".into())
}

/// What is said under this id, held until the transaction is over.
///
/// # Errors
/// It is gone, or the database fails.
pub async fn held<R: Opens<organisation_suggestion::Entity>>(
    tx: &Tx<R>,
    id: SuggestionId,
) -> Result<organisation_suggestion::Model, Error> {
    let row = tx.find::<organisation_suggestion::Entity>().filter(organisation_suggestion::Column::Id.eq(id));
    row.lock_exclusive().one(tx.connection()).await?.ok_or_else(none)
}

/// The organisation with this id, if anybody may read it.
///
/// # Errors
/// There is none, or the database fails.
pub async fn listed(scope: &Scope, id: OrganisationId) -> Result<organisation::Model, Error> {
    let row = crate::organisations::store::by_id(scope, id).await?;
    row.ok_or_else(|| Error::NotFound("There is no such organisation.".into()))
}

/// The organisation of a directory that has this tax number, if anybody may read it.
///
/// # Errors
/// The database fails.
pub async fn with_jib(
    scope: &Scope,
    municipality: MunicipalityId,
    jib: &str,
) -> Result<Option<organisation::Model>, Error> {
    let row = scope.published_in::<organisation::Entity>(municipality).filter(organisation::Column::Jib.eq(jib));
    Ok(row.one(scope.reader()).await?)
}

/// What the link with this secret is about, and the organisation, if anybody may read that.
///
/// # Errors
/// The database fails.
pub async fn by_secret(
    scope: &Scope,
    secret: &str,
) -> Result<Option<(organisation_suggestion::Model, Option<organisation::Model>)>, Error> {
    let Some(row) = scope.suggestion_by_secret(secret).one(scope.reader()).await? else { return Ok(None) };
    let about = match row.organisation_id {
        Some(id) => {
            let about = scope.published_beneath::<organisation::Entity>().filter(organisation::Column::Id.eq(id));
            about.one(scope.reader()).await?
        }
        None => None,
    };
    Ok(Some((row, about)))
}

/// What stands of an organisation that anybody may read.
///
/// # Errors
/// The database fails.
pub async fn stands(scope: &Scope, row: &organisation::Model) -> Result<OrganisationContent, Error> {
    let areas = scope.published_beneath::<organisation_area::Entity>();
    let areas = areas.filter(organisation_area::Column::OrganisationId.eq(row.id)).all(scope.reader()).await?;
    Ok(content(row, &areas, &[]))
}

/// Whether somebody else in the directory has this tax number, whether anybody may read it or not.
///
/// # Errors
/// The database fails.
pub async fn jib_taken<R: Opens<organisation::Entity>>(
    tx: &Tx<R>,
    jib: &str,
    but: Option<OrganisationId>,
) -> Result<bool, Error> {
    let others = Condition::all()
        .add(organisation::Column::Jib.eq(jib))
        .add_option(but.map(|but| Expr::col(organisation::Column::Id).ne(but)));
    Ok(tx.find::<organisation::Entity>().filter(others).one(tx.connection()).await?.is_some())
}

/// The organisation of a steward, held until the transaction is over, if anybody may read it.
///
/// # Errors
/// The database fails.
pub async fn its_own(tx: &Tx<Steward>) -> Result<Option<organisation::Model>, Error> {
    let own = tx.find::<organisation::Entity>().filter(organisation::Entity::visible()).lock_exclusive();
    Ok(own.one(tx.connection()).await?)
}

/// How much of what this address says of the steward's organisation waits for an official.
///
/// # Errors
/// The database fails.
pub async fn waiting_of(tx: &Tx<Steward>, email: &str) -> Result<u64, Error> {
    use organisation_suggestion::Column::{Email, State};

    let rows = tx.find::<organisation_suggestion::Entity>().filter(State.eq(SuggestionState::Waiting));
    Ok(rows.filter(Email.eq(email)).count(tx.connection()).await?)
}

/// In what language whoever asks is written to.
///
/// # Errors
/// Nobody has signed in, or the database fails.
pub async fn language_of(scope: &Scope) -> Result<Locale, Error> {
    let himself = scope.oneself()?.find::<person::Entity>().one(scope.reader()).await?;
    Ok(himself.ok_or_else(|| Error::NotFound("There is nobody here.".into()))?.locale)
}

/// That somebody represents an organisation, held until the transaction is over.
///
/// # Errors
/// The database fails.
pub async fn representative<R: Opens<organisation_representative::Entity>>(
    tx: &Tx<R>,
    id: RepresentativeId,
) -> Result<Option<organisation_representative::Model>, Error> {
    let row = tx.find::<organisation_representative::Entity>().filter(organisation_representative::Column::Id.eq(id));
    Ok(row.lock_exclusive().one(tx.connection()).await?)
}

/// Who represents this organisation today, held until the transaction is over.
///
/// # Errors
/// The database fails.
pub async fn represented_by<R: Opens<organisation_representative::Entity>>(
    tx: &Tx<R>,
    id: OrganisationId,
) -> Result<Vec<organisation_representative::Model>, Error> {
    use organisation_representative::Column::{EndedAt, Id, OrganisationId};

    let rows = tx.find::<organisation_representative::Entity>().filter(OrganisationId.eq(id));
    let rows = rows.filter(EndedAt.is_null()).order_by_asc(Id).lock_exclusive();
    Ok(rows.all(tx.connection()).await?)
}

/// Who represents these organisations or did, the newest first.
///
/// # Errors
/// The database fails.
pub async fn representatives(
    scope: &Scope,
    keeper: &As<DirectoryKeeper>,
    ids: &[OrganisationId],
) -> Result<Vec<organisation_representative::Model>, Error> {
    use organisation_representative::Column::{Id, OrganisationId};

    let rows = keeper.find::<organisation_representative::Entity>().filter(OrganisationId.is_in(ids.iter().copied()));
    Ok(rows.order_by_desc(Id).all(scope.reader()).await?)
}

/// What stands of an organisation that somebody represents, and what he has said of it that is not forgotten, the newest
/// first; none where nobody may read it. Three statements.
///
/// # Errors
/// The database fails.
pub async fn as_represented(
    scope: &Scope,
    steward: &As<Steward>,
    email: &str,
    most: u64,
) -> Result<Option<(organisation::Model, OrganisationContent, Vec<organisation_suggestion::Model>)>, Error> {
    use organisation_suggestion::Column::{Email, Id, Kind, State};

    let reader = scope.reader();
    let own = steward.find::<organisation::Entity>().filter(organisation::Entity::visible()).one(reader).await?;
    let Some(row) = own else { return Ok(None) };
    let areas = steward.find::<organisation_area::Entity>().all(reader).await?;
    let content = content(&row, &areas, &[]);
    // Others may have said something of it too: that is theirs.
    let said = steward.find::<organisation_suggestion::Entity>().filter(Email.eq(email));
    let said = said.filter(State.ne(SuggestionState::Unconfirmed)).filter(Kind.ne(SuggestionKind::Yearly));
    let said = said.order_by_desc(Id).limit(most).all(reader).await?;
    Ok(Some((row, content, said)))
}
