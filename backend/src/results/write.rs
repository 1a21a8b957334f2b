//! Writing the results of a call: read from a list, saved, published.

use chrono_tz::Tz;
use entities::{
    CallId, CallStage, Locale, LocalisedText, OrganisationId, ResultColumn, ResultContent, ResultTable, municipality,
    open_call, result_draft, result_list,
};

use super::intake::cells::Reading;
use super::intake::{columns, rows};
use super::rules::{Facts, MOST_ROWS, missing, refused};
use super::store::{self, NewList};
use super::types::ResultsContent;
use super::types::content::Here;
use super::types::input::leads_now;
use crate::calls::types::{OpenCall, OpenCallStatus};
use crate::clock::{day, zone};
use crate::edited::until;
use crate::error::{Error, Reason};
use crate::mend::{FieldError, Problem};
use crate::municipalities::types::Municipality;
use crate::organisations::types::{Directory, Meant};
use crate::scope::{Scope, Tx};
use crate::table::Table;
use crate::viewer::Editor;

/// A list that an editor holds, so that nobody else changes it meanwhile.
struct Held {
    tx: Tx<Editor>,
    call: open_call::Model,
    owner: municipality::Model,
    before: Option<result_draft::Model>,
}

async fn hold(scope: &Scope, id: CallId, version: i32) -> Result<Held, Error> {
    let (editor, found) = store::of_mine(scope, id).await?;
    let owner = Municipality::by_id(scope, found.municipality_id).await?;
    let tx = scope.begin(editor).await?;
    let call = store::held(&tx, id).await?;
    if matches!(call.stage, CallStage::Draft | CallStage::Cancelled) {
        return Err(Error::Refused(Reason::NotPublished));
    }
    let before = store::as_read(&tx, id, version).await?;
    Ok(Held { tx, call, owner, before })
}

impl Held {
    fn content(&self) -> ResultContent {
        self.before.as_ref().map(|draft| draft.content.clone()).unwrap_or_default()
    }

    async fn keep(self, content: ResultContent) -> Result<(), Error> {
        if self.before.as_ref().is_none_or(|draft| draft.content != content) {
            store::keep(&self.tx, &self.call, self.before.as_ref(), content).await?;
        }
        self.tx.commit().await
    }
}

/// In what a text in Latin letters is written there.
pub(super) const fn latin(owner: &municipality::Model) -> Locale {
    match owner.default_locale {
        Locale::SrCyrl => Locale::SrLatn,
        locale => locale,
    }
}

/// A list that is brought takes the place of the rows that are written; none reads anew the one that was brought.
///
/// # Errors
/// There is no such call at a desk of his, the list is too long, or it is not what he has read.
pub(crate) async fn bring(
    scope: &Scope,
    id: CallId,
    version: i32,
    table: Option<Table>,
    mapping: Option<Vec<Option<ResultColumn>>>,
) -> Result<(), Error> {
    let held = hold(scope, id, version).await?;
    let mut content = held.content();
    let brought =
        table.map(|table| ResultTable { headings: table.headings, rows: table.rows, ..ResultTable::default() });
    let Some(mut table) = brought.or_else(|| content.table.take()) else {
        return Err(Error::Invalid(vec![FieldError::new("text", Problem::Required)]));
    };
    if table.rows.len() > MOST_ROWS {
        let most = MOST_ROWS.to_string();
        return Err(Error::Invalid(vec![FieldError::new("text", Problem::TooLong).with([most])]));
    }
    table.mapping = mapping.unwrap_or_else(|| columns::guess(&table.headings));
    check(&table.mapping, table.headings.len())?;
    let lots = store::lots(held.tx.proof(), held.tx.connection(), id).await?;
    let reading =
        Reading { mapping: &table.mapping, latin: latin(&held.owner), currency: held.call.currency, lots: &lots };
    (content.entries, table.complaints) = rows(reading, &table.rows);
    content.table = Some(table);
    held.keep(content).await
}

/// That there is a meaning, or none, for each column, and that no two are the same.
fn check(columns: &[Option<ResultColumn>], width: usize) -> Result<(), Error> {
    let mut wrong = Vec::new();
    if columns.len() != width {
        let range = [width.to_string(), width.to_string()];
        wrong.push(FieldError::new("columns", Problem::OutOfRange).with(range));
    }
    for (at, meaning) in columns.iter().enumerate() {
        if meaning.is_some() && columns.iter().take(at).any(|other| other == meaning) {
            wrong.push(FieldError::new(format!("columns.{at}"), Problem::Taken));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// Keeps what is written of a list.
///
/// # Errors
/// There is no such call at a desk of his, something in it cannot be taken, or it is not what he has read.
pub(crate) async fn save(scope: &Scope, id: CallId, version: i32, content: ResultsContent) -> Result<(), Error> {
    let held = hold(scope, id, version).await?;
    let before = held.content();
    let lots = store::lots(held.tx.proof(), held.tx.connection(), id).await?;
    let content = content.taken(Here { latin: latin(&held.owner), lots: lots.len(), before: &before })?;
    let chosen = |content: &ResultContent| content.entries.iter().any(|entry| entry.linked.is_some());
    if chosen(&content) {
        known(&content, &Directory::of(scope, held.owner.id).await?)?;
    }
    held.keep(content).await
}

/// That every row that somebody has linked leads into this directory.
fn known(content: &ResultContent, directory: &Directory) -> Result<(), Error> {
    let strange = |(at, entry): (usize, &entities::ResultEntry)| {
        let strange = entry.linked.is_some_and(|id| !directory.has(id));
        strange.then(|| FieldError::new(format!("rows.{at}.linked"), Problem::Unknown))
    };
    let wrong: Vec<_> = content.entries.iter().enumerate().filter_map(strange).collect();
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// Throws the draft of a list away.
pub(super) async fn discard(scope: &Scope, id: CallId, version: i32) -> Result<(), Error> {
    let held = hold(scope, id, version).await?;
    if held.content() == ResultContent::default() {
        return Err(Error::Refused(Reason::NothingChanged));
    }
    store::discard(&held.tx, id).await?;
    store::record_discarding(&held.tx, &held.call);
    held.tx.commit().await
}

/// What stands of a call, for the rules.
pub(super) fn facts(
    call: &open_call::Model,
    standing: Option<&result_list::Model>,
    reasoned: bool,
    now: chrono::DateTime<chrono::Utc>,
) -> Facts {
    use OpenCallStatus::{Announced, Extended, Open};

    Facts {
        hidden: matches!(call.stage, CallStage::Draft | CallStage::Cancelled),
        applying: matches!(OpenCall::status_of(call, now), Announced | Open | Extended),
        standing: standing.map(|list| list.stage),
        reasoned,
        priced: call.currency.is_some(),
    }
}

/// Whose each row is, where somebody has said so or it is sure.
pub(super) fn recipients(content: &ResultContent, directory: &Directory) -> Vec<Option<OrganisationId>> {
    let whose = |entry: &entities::ResultEntry| {
        if entry.unlinked || entry.linked.is_some() {
            return entry.linked;
        }
        match directory.who(entry.organisation.as_ref()?, entry.jib.as_deref()) {
            Meant::Surely(id) => Some(id),
            Meant::Perhaps(_) | Meant::Nobody => None,
        }
    };
    content.entries.iter().map(whose).collect()
}

/// Publishes the list that is written; the call as it is then.
///
/// # Errors
/// There is no such list at a desk of his, something is missing in it, or such a list cannot be published now.
pub(crate) async fn publish(
    scope: &Scope,
    id: CallId,
    version: i32,
    reason: Option<LocalisedText>,
) -> Result<(), Error> {
    let held = hold(scope, id, version).await?;
    let standing = store::standing(held.tx.proof(), held.tx.connection(), id).await?;
    let (zone, now): (Tz, _) = (zone(&held.owner.time_zone), held.tx.now());
    let content = held.content();
    let facts = facts(&held.call, standing.as_ref(), reason.is_some(), now);
    if let Some(reason) = content.stage.and_then(|stage| refused(facts, stage)) {
        return Err(Error::Refused(reason));
    }
    let wrong = missing(&content, facts, now, zone);
    let (Some(stage), true) = (content.stage, wrong.is_empty()) else { return Err(Error::Invalid(wrong)) };
    let directory = Directory::of(scope, held.owner.id).await?;
    known(&content, &directory)?;
    let lots = store::lots(held.tx.proof(), held.tx.connection(), id).await?;
    let new = NewList {
        stage,
        published_on: content.published_on.unwrap_or_else(|| day(now, zone)),
        objections_until: content.objections.map(|moment| until(moment, zone)),
        // A first list of its stage corrects nothing.
        reason: reason.filter(|_| facts.standing == Some(stage)),
        recipients: recipients(&content, &directory),
        content,
    };
    Box::pin(store::publish(&held.tx, held.call, standing, &lots, new)).await?;
    held.tx.commit().await
}

/// Says whose a published row is, if it is still whose the editor has read; of which call it was.
pub(super) async fn link(
    scope: &Scope,
    row: entities::ResultRowId,
    read: Option<OrganisationId>,
    to: Option<OrganisationId>,
) -> Result<CallId, Error> {
    let (editor, row) = store::row_of_mine(scope, row).await?;
    if let Some(to) = to
        && !Directory::of(scope, row.municipality_id).await?.has(to)
    {
        return Err(Error::Invalid(vec![FieldError::new("organisation", Problem::Unknown)]));
    }
    let tx = scope.begin(editor).await?;
    store::held(&tx, row.call_id).await?;
    let leads = store::leads(scope, &tx, &row).await?;
    if !leads.as_read(read) {
        return Err(leads_now(leads.found.as_ref()));
    }
    store::relink(scope, &tx, &row, leads.said, to).await?;
    tx.commit().await?;
    Ok(row.call_id)
}
