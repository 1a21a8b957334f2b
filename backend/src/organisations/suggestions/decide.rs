//! What an official decides about what is said of her directory.

use std::collections::BTreeSet;

use entities::{
    Change, ConfirmedBy, Detail, Happening, LetterKind, OrganisationContent, OrganisationOrigin, OrganisationState,
    SuggestedField, SuggestionKind, SuggestionState, municipality, organisation, organisation_suggestion,
};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::rules::facts::{apply, differences};
use super::rules::{replaces, sayable, veiled};
use super::write::letter;
use super::{represent, store, write};
use crate::error::{Error, Reason};
use crate::mend::{FieldError, Problem};
use crate::organisations::store::save::{self, NewOrganisation, Standing};
use crate::organisations::store::today;
use crate::scope::{As, Scope, Tx};
use crate::viewer::DirectoryKeeper;

/// What an official agrees to.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// The version of the record that she has seen beside it; none where there is none.
    pub version: Option<i32>,
    /// Which of the facts become what is proposed; all where it is left out.
    pub fields: Option<BTreeSet<SuggestedField>>,
}

/// Makes what was said so, or as much of it as was agreed to, and tells whoever said it.
///
/// # Errors
/// It was decided about before, the record is not what the official has seen, or the tax number is somebody else's.
pub async fn approve(
    scope: &Scope,
    keeper: As<DirectoryKeeper>,
    row: organisation_suggestion::Model,
    agreed: &Agreed,
    owner: &municipality::Model,
) -> Result<organisation_suggestion::Model, Error> {
    let tx = scope.begin(keeper).await?;
    let mut row = waiting(&tx, row).await?;
    let standing = match row.organisation_id {
        Some(id) => Some(save::held(&tx, id).await?),
        None => None,
    };
    if standing.as_ref().map(|standing| standing.row.version) != agreed.version {
        return Err(Error::Conflict);
    }
    if standing.as_ref().is_some_and(|standing| standing.row.state != OrganisationState::Listed) {
        return Err(Error::Refused(Reason::NotPublished));
    }
    let before = standing.as_ref().map(|standing| standing.content.clone()).unwrap_or_default();
    let mut content = before.clone();
    let facts = sayable(&row);
    let wanted = |field| agreed.fields.as_ref().is_none_or(|fields| fields.contains(&field));
    if !facts.0.is_empty() && !facts.0.iter().any(|one| wanted(one.field)) {
        return Err(Error::Invalid(vec![FieldError::new("fields", Problem::Required)]));
    }
    for one in facts.0.iter().filter(|one| wanted(one.field)) {
        apply(&mut content, one, owner.default_locale);
    }
    if content.name.is_none() {
        return Err(Error::Invalid(vec![FieldError::new("fields", Problem::Required)]));
    }
    if let Some(jib) = content.jib.as_deref()
        && content.jib != before.jib
        && store::jib_taken(&tx, jib, row.organisation_id).await?
    {
        return Err(Error::Invalid(vec![FieldError::new("facts.jib", Problem::Taken)]));
    }
    // Who says what his own organisation is confirms it, where all that he says is agreed to. Whoever edits and says more in
    // words has not said that all else is true.
    let whole = !facts.0.is_empty() && differences(&content, &facts).is_empty();
    let its_own = match row.kind {
        SuggestionKind::Proposal => row.own,
        SuggestionKind::Edit => row.own && row.message.is_none(),
        _ => false,
    };
    if its_own && whole {
        (content.confirmed_on, content.confirmed_by) =
            (Some(today(scope, Some(owner))), Some(ConfirmedBy::Organisation));
    }
    // Whose letters go to somebody else from now on is not told by any, so the journal says that there was somebody.
    let mut changes = Vec::new();
    if replaces(&row, before.keeper_email.as_deref()) {
        let told = |email: &Option<String>| email.as_deref().map(veiled);
        let (before, after) = (told(&before.keeper_email), told(&row.email));
        changes.push(Change { field: "keeper_email".into(), before, after });
    }
    if row.own && matches!(row.kind, SuggestionKind::Proposal | SuggestionKind::Claim) {
        content.keeper_email.clone_from(&row.email);
    }
    let record = Box::pin(written(&tx, &row, standing, content)).await?;
    if row.own
        && matches!(row.kind, SuggestionKind::Proposal | SuggestionKind::Claim)
        && let Some(email) = &row.email
    {
        represent::name(&tx, &record, email, before.keeper_email.as_deref()).await?;
    }
    row.organisation_id = Some(record.id);
    row.state = SuggestionState::Approved;
    let title = Some(record.name.original.text);
    settle(&tx, &mut row, Happening::SuggestionApproved, Detail { title, changes, ..Detail::default() }).await?;
    tx.commit().await?;
    Ok(row)
}

/// The record as it is now: a new one, or another than it was. What did not change is not written.
async fn written(
    tx: &Tx<DirectoryKeeper>,
    row: &organisation_suggestion::Model,
    standing: Option<Standing>,
    content: OrganisationContent,
) -> Result<organisation::Model, Error> {
    match standing {
        Some(standing) if standing.content == content => Ok(standing.row),
        Some(standing) => save::put(tx, standing, content, None).await,
        None => {
            let new = NewOrganisation {
                municipality_id: row.municipality_id,
                source_key: save::free_key(tx, row.municipality_id, &content).await?,
                source_hash: String::new(),
                origin: OrganisationOrigin::Proposed,
                exercise: false,
                import_id: None,
                content,
            };
            save::list(tx, new).await
        }
    }
}

/// Refuses what was said, and tells whoever said it why.
///
/// # Errors
/// It was decided about before, or no reason is given.
pub async fn refuse(
    scope: &Scope,
    keeper: As<DirectoryKeeper>,
    row: organisation_suggestion::Model,
    reason: &str,
) -> Result<organisation_suggestion::Model, Error> {
    let reason = write::words("reason", Some(reason), true).map_err(|wrong| Error::Invalid(vec![wrong]))?;
    let tx = scope.begin(keeper).await?;
    let mut row = waiting(&tx, row).await?;
    row.state = SuggestionState::Refused;
    row.reason.clone_from(&reason);
    settle(&tx, &mut row, Happening::SuggestionRefused, Detail { reason, ..Detail::default() }).await?;
    tx.commit().await?;
    Ok(row)
}

/// The row as it is now, held, if nobody has decided.
async fn waiting(
    tx: &Tx<DirectoryKeeper>,
    row: organisation_suggestion::Model,
) -> Result<organisation_suggestion::Model, Error> {
    let row = store::held(tx, row.id).await?;
    if row.state == SuggestionState::Waiting { Ok(row) } else { Err(Error::Refused(Reason::NothingToDecide)) }
}

async fn settle(
    tx: &Tx<DirectoryKeeper>,
    row: &mut organisation_suggestion::Model,
    what: Happening,
    detail: Detail,
) -> Result<(), Error> {
    (row.settled_at, row.settled_by) = (Some(tx.now()), tx.actor());
    tx.update(row.clone().into_active_model().reset_all()).await?;
    tx.record(what, row.municipality_id, row.id, detail);
    // Whose organisation it is gets the link with the news.
    let linked = row.kind == SuggestionKind::Claim && row.state == SuggestionState::Approved;
    let kind = if linked { LetterKind::SuggestLink } else { LetterKind::SuggestNews };
    if let Some(to) = row.email.as_deref().and_then(|email| email.parse().ok()) {
        tx.post(letter(kind, to, (row.id, row.municipality_id), row.locale, tx.now()));
    }
    Ok(())
}
