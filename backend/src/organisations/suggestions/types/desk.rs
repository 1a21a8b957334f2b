//! What is said of a directory, at its desk.

use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{ComplexObject, Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{OrganisationState, SuggestionId, municipality, organisation_suggestion};

use super::beside::Beside;
use super::{SuggestedDifference, SuggestedFact, SuggestionKind, SuggestionState, SuggestionsDue};
use crate::accounts::types::names_of;
use crate::comments::types::Signal;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::organisations::suggestions::rules::facts::differences;
use crate::organisations::suggestions::rules::{replaces, same_mailbox, sayable};
use crate::organisations::suggestions::store;
use crate::organisations::types::{DeskOrganisation, Organisation};
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scope::{As, Scope};
use crate::viewer::DirectoryKeeper;

/// What somebody said of the directory, as whoever keeps it sees it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct DeskOrganisationSuggestion {
    #[graphql(skip)]
    key: SuggestionId,
    #[graphql(skip)]
    beside: Arc<Beside>,
    /// `sug_…`.
    pub id: ID,
    /// What is wanted.
    pub kind: SuggestionKind,
    /// What became of it.
    pub state: SuggestionState,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// When whoever said it showed that the address is his.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Whether he says that the organisation is his own: once you agree, letters about it go to him.
    pub own: bool,
    /// His address; null thirty days after it was settled.
    pub email: Option<String>,
    /// What he says in words; null where he says nothing, and thirty days after it was settled.
    pub message: Option<String>,
    /// What is odd about how it came.
    pub signals: Vec<Signal>,
    /// The facts as he wants them; none thirty days after it was settled.
    pub facts: Vec<SuggestedFact>,
    /// What they would become, beside what stands in the record today; what is so already is left out. Of an organisation
    /// that is not there everything becomes something.
    pub differences: Vec<SuggestedDifference>,
    /// The record that it is about, `org_…`; null where there is none yet.
    pub organisation_id: Option<ID>,
    /// Its name, in the letters of its author.
    pub organisation_name: Option<String>,
    /// Its version: give it back when you agree, so that nothing is agreed to that you have not seen.
    pub organisation_version: Option<i32>,
    /// Whether letters about the record go to this address already.
    pub keeps_already: bool,
    /// Whether letters about the record go to another address today, which gets none any more once you agree: somebody else
    /// may keep it, who was not asked.
    pub replaces_keeper: bool,
    /// The organisation as everybody sees it; null where nobody does.
    pub organisation: Option<Organisation>,
    /// When it was decided about.
    pub settled_at: Option<DateTime<Utc>>,
    /// By whom.
    pub settled_by: Option<String>,
    /// Why it was refused; forgotten with all else thirty days later. The journal keeps it.
    pub reason: Option<String>,
}

impl DeskOrganisationSuggestion {
    /// These, with what hangs on them: three statements, however many they are.
    ///
    /// # Errors
    /// The database fails.
    pub(crate) async fn all(
        scope: &Scope,
        keeper: &As<DirectoryKeeper>,
        owner: &Arc<municipality::Model>,
        found: Vec<organisation_suggestion::Model>,
        locale: Option<Locale>,
    ) -> Result<Vec<Self>, Error> {
        let beside = Beside::of(owner, locale, *keeper, &found);
        let records = store::records(scope, keeper, &found).await?;
        let mut people: Vec<_> = found.iter().filter_map(|row| row.settled_by).collect();
        people.sort_unstable();
        people.dedup();
        let names = if people.is_empty() { Default::default() } else { names_of(scope, people).await? };
        let shown = |row: organisation_suggestion::Model| {
            let record = row.organisation_id.and_then(|id| records.get(&id));
            let keeper = record.and_then(|(record, _)| record.keeper_email.as_deref()).zip(row.email.as_deref());
            let facts = sayable(&row);
            let stands = record.map(|(_, content)| content.clone()).unwrap_or_default();
            Self {
                key: row.id,
                beside: Arc::clone(&beside),
                id: row.id.to_string().into(),
                kind: row.kind.into(),
                state: row.state.into(),
                received_at: row.received_at,
                confirmed_at: row.confirmed_at,
                own: row.own,
                signals: row.signals.0.iter().copied().map(Into::into).collect(),
                facts: facts.0.iter().map(Into::into).collect(),
                differences: differences(&stands, &facts).into_iter().map(Into::into).collect(),
                organisation_id: row.organisation_id.map(|id| id.to_string().into()),
                organisation_name: record.map(|(record, _)| record.name.original.text.clone()),
                organisation_version: record.map(|(record, _)| record.version),
                keeps_already: keeper.is_some_and(|(one, other)| same_mailbox(one, other)),
                replaces_keeper: replaces(&row, record.and_then(|(record, _)| record.keeper_email.as_deref())),
                organisation: record
                    .filter(|(record, _)| record.state == OrganisationState::Listed)
                    .map(|(record, _)| Organisation::new(record.clone(), locale)),
                settled_at: row.settled_at,
                settled_by: row.settled_by.and_then(|by| names.get(&by).cloned()),
                email: row.email,
                message: row.message,
                reason: row.reason,
            }
        };
        Ok(found.into_iter().map(shown).collect())
    }
}

#[ComplexObject]
impl DeskOrganisationSuggestion {
    /// Of a proposal that waits, the record that it may be already: it is called so in whatever letters, has most words of its
    /// name in common with it, or the same address or tax number. Null where there is none.
    async fn may_be(&self, ctx: &Context<'_>) -> Result<Option<DeskOrganisation>, Error> {
        self.beside.get(ctx, self.key).await
    }
}

/// A municipality's desk: what people outside say of its directory.
#[derive(Clone, Debug)]
pub struct DeskSuggestions {
    owner: Arc<municipality::Model>,
    locale: Option<Locale>,
}

impl DeskSuggestions {
    /// What is said of this municipality's directory.
    pub(crate) const fn new(owner: Arc<municipality::Model>, locale: Option<Locale>) -> Self {
        Self { owner, locale }
    }
}

/// A municipality's desk: what people outside say of its directory.
#[Object]
impl DeskSuggestions {
    /// What people outside say of the directory and have confirmed, as it came. For those who keep the directory.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn organisation_suggestions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only in this state.")] state: Option<SuggestionState>,
        #[graphql(desc = "Only of these kinds.")] kinds: Option<Vec<SuggestionKind>>,
        #[graphql(desc = "Only about this organisation, `org_…`.")] organisation: Option<ID>,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, DeskOrganisationSuggestion>, Error> {
        let turn = Turn::of(ctx);
        let keeper = turn.scope().acting::<DirectoryKeeper>(self.owner.id)?;
        let page = PageArgs { first, after, ..PageArgs::default() }.page(store::QUEUE, most_rows(ctx))?;
        let queue = store::Queue {
            state: state.map(Into::into),
            kinds: kinds.map(|kinds| kinds.into_iter().map(Into::into).collect()),
            organisation: organisation.map(|id| id.parse()).transpose()?,
        };
        let slice = store::queue(turn.scope(), &keeper, queue, &page).await?;
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        let cursors: Vec<_> = slice.rows.iter().map(store::cursor).collect();
        let all = DeskOrganisationSuggestion::all(turn.scope(), &keeper, &self.owner, slice.rows, self.locale).await?;
        let edge = |(cursor, one)| Edge::with_additional_fields(cursor, one, EmptyFields);
        connection.edges.extend(cursors.into_iter().zip(all).map(edge));
        Ok(connection)
    }

    /// What was said under this id; null where there is none here. For those who keep the directory.
    async fn organisation_suggestion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`sug_…`.")] id: ID,
    ) -> Result<Option<DeskOrganisationSuggestion>, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let keeper = scope.acting::<DirectoryKeeper>(self.owner.id)?;
        let row = store::one(scope, &keeper, id.parse::<SuggestionId>()?).await?;
        let found =
            DeskOrganisationSuggestion::all(scope, &keeper, &self.owner, row.into_iter().collect(), self.locale)
                .await?;
        Ok(found.into_iter().next())
    }

    /// How much of what people outside say waits to be decided about, by kind; nothing for whoever does not keep the
    /// directory.
    async fn organisation_suggestions_due(&self, ctx: &Context<'_>) -> Result<Vec<SuggestionsDue>, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let Ok(keeper) = scope.acting::<DirectoryKeeper>(self.owner.id) else { return Ok(Vec::new()) };
        let found = store::waiting(scope, &keeper).await?;
        let due =
            |(kind, count, since): (entities::SuggestionKind, _, _)| SuggestionsDue { kind: kind.into(), count, since };
        Ok(found.into_iter().map(due).collect())
    }
}
