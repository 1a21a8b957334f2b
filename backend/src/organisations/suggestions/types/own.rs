//! What whoever represents an organisation sees of it, and who represents it as its keepers see that.

use async_graphql::{Context, ID, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{OrganisationId, SuggestedField as Field, organisation_representative, organisation_suggestion};
use sea_orm::Iterable as _;

use super::{SuggestedFact, SuggestedField, SuggestionKind, SuggestionState};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::mend::{inputs, payloads};
use crate::organisations::suggestions::rules::facts::stated;
use crate::organisations::suggestions::store;
use crate::organisations::types::{DeskOrganisation, Organisation, Organisations};
use crate::scope::Scope;

use super::OrganisationFactsInput;

/// So much of what somebody said of his organisation is shown to him; all of it is forgotten thirty days after it is
/// settled.
const MOST_SENT: u64 = 50;

/// An organisation that you represent.
#[derive(Clone, Debug, SimpleObject)]
pub struct Representation {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Which, as everybody sees it.
    pub organisation: Organisation,
}

impl Representation {
    /// What whoever asks represents, as far as anybody may read it; nothing before he has shown that it is he. Two
    /// statements.
    ///
    /// # Errors
    /// The database fails.
    pub(crate) async fn all(ctx: &Context<'_>, locale: Option<Locale>) -> Result<Vec<Self>, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        if !scope.viewer.signed()?.confirmed {
            return Ok(Vec::new());
        }
        let rows = scope.all_represented().await?;
        let known = turn.loader::<Organisations>().load_many(rows.iter().map(|row| row.organisation_id)).await?;
        let shown = |row: &organisation_representative::Model| {
            let organisation = Organisation::new(known.get(&row.organisation_id)?.clone(), locale);
            Some(Self { since: row.since, organisation })
        };
        Ok(rows.iter().filter_map(shown).collect())
    }
}

/// What stands of a fact of an organisation that you represent.
#[derive(Clone, Debug, SimpleObject)]
pub struct StatedFact {
    /// Which.
    pub field: SuggestedField,
    /// What stands there, as it is filled in; null where nothing does.
    pub value: Option<String>,
}

/// What you have said of an organisation that you represent.
#[derive(Clone, Debug, SimpleObject)]
pub struct SentSuggestion {
    /// `sug_…`.
    pub id: ID,
    /// What you want.
    pub kind: SuggestionKind,
    /// What became of it.
    pub state: SuggestionState,
    /// When you sent it.
    pub received_at: DateTime<Utc>,
    /// What is to become what.
    pub facts: Vec<SuggestedFact>,
    /// What you said in words.
    pub message: Option<String>,
    /// When it was decided about; null while it waits.
    pub settled_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    pub reason: Option<String>,
}

impl From<organisation_suggestion::Model> for SentSuggestion {
    fn from(row: organisation_suggestion::Model) -> Self {
        Self {
            id: row.id.to_string().into(),
            kind: row.kind.into(),
            state: row.state.into(),
            received_at: row.received_at,
            facts: row.facts.0.iter().map(Into::into).collect(),
            message: row.message,
            settled_at: row.settled_at,
            reason: row.reason,
        }
    }
}

/// An organisation that you represent, with what stands of it that not everybody reads.
#[derive(Clone, Debug, SimpleObject)]
pub struct RepresentedOrganisation {
    /// Since when.
    pub since: DateTime<Utc>,
    /// As everybody sees it.
    pub organisation: Organisation,
    /// What stands there of each fact that you may say is another.
    pub facts: Vec<StatedFact>,
    /// Whether everybody reads who represents it: the person has agreed to that.
    pub representative_consent: bool,
    /// What you have said of it, the newest first; forgotten thirty days after it was settled.
    pub sent: Vec<SentSuggestion>,
}

impl RepresentedOrganisation {
    /// This organisation, for whoever asks, if he represents it.
    ///
    /// # Errors
    /// He does not, or nobody may read it any more.
    pub(crate) async fn of(scope: &Scope, id: OrganisationId, locale: Option<Locale>) -> Result<Self, Error> {
        let none = || Error::NotFound("There is no such organisation that you represent.".into());
        let (steward, right) = scope.representing(id).await?;
        let email = right.email.as_deref().ok_or_else(none)?;
        let (row, content, said) = store::as_represented(scope, &steward, email, MOST_SENT).await?.ok_or_else(none)?;
        let fact = |field: Field| StatedFact { field: field.into(), value: stated(&content, field) };
        Ok(Self {
            since: right.since,
            organisation: Organisation::new(row, locale),
            facts: Field::iter().map(fact).collect(),
            representative_consent: content.representative_public,
            sent: said.into_iter().map(Into::into).collect(),
        })
    }
}

/// Somebody who represents an organisation, or did.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeskRepresentative {
    /// `rep_…`.
    pub id: ID,
    /// The address with which he signs in; null thirty days after it has ended.
    pub email: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Since when not any more; null while he does.
    pub ended_at: Option<DateTime<Utc>>,
}

impl From<&organisation_representative::Model> for DeskRepresentative {
    fn from(row: &organisation_representative::Model) -> Self {
        let (id, email) = (row.id.to_string().into(), row.email.clone());
        Self { id, email, since: row.since, ended_at: row.ended_at }
    }
}

inputs! {
    /// What your organisation is.
    EditRepresentedOrganisationInput {
        /// Which, `org_…`.
        organisation: ID,
        /// What it is. A field that is left out stays what it is.
        facts: Option<OrganisationFactsInput>,
        /// What else there is to say: up to 2,000 characters.
        message: Option<String>
    }
    /// That all is as it stands.
    ConfirmRepresentedOrganisationInput {
        /// Of which, `org_…`.
        organisation: ID
    }
    /// Who is to represent his organisation no more.
    EndRepresentationInput {
        /// `rep_…`.
        id: ID
    }
}

payloads! {
    /// What your organisation is was said.
    EditRepresentedOrganisationPayload {
        /// As it is now, with what you have said; what is to become another waits for an official.
        organisation: RepresentedOrganisation
    }
    /// All is as it stands.
    ConfirmRepresentedOrganisationPayload {
        /// As it is now.
        organisation: RepresentedOrganisation
    }
    /// Somebody represents his organisation no more.
    EndRepresentationPayload {
        /// The record as it is now.
        organisation: DeskOrganisation
    }
}
