//! What the mutations about suggestions take and give back.

use async_graphql::{ID, InputObject, SimpleObject};
use entities::SuggestedField as Field;
use sea_orm::ActiveEnum as _;

use super::{DeskOrganisationSuggestion, SuggestedField, SuggestionKind};
use crate::mend::UserError;
use crate::organisations::suggestions::rules::facts::Given;
use crate::organisations::types::{Activity, OrganisationForm};
use crate::scalars::{Date, LocaleTag};

/// What an organisation is. A field that is left out stays what it is; an empty text becomes nothing.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OrganisationFactsInput {
    /// The name, as it is registered: 3 to 200 characters. Whoever proposes an organisation must give it.
    pub name: Option<String>,
    /// The short name or abbreviation.
    pub short_name: Option<String>,
    /// What the law calls it.
    pub legal_form: Option<OrganisationForm>,
    /// The court, ministry or office that registered it.
    pub registering_body: Option<String>,
    /// Its number there.
    pub register_number: Option<String>,
    /// The day of registration.
    pub registered_on: Option<Date>,
    /// The tax number, thirteen digits that begin with 4.
    pub jib: Option<String>,
    /// The place of its seat.
    pub seat: Option<String>,
    /// Street and number. They are published, so only with `contactConsent`.
    pub address: Option<String>,
    /// Where it works.
    pub territory: Option<String>,
    /// The year in which it was founded.
    pub founded: Option<i32>,
    /// A telephone. It is published, so only with `contactConsent`.
    pub phone: Option<String>,
    /// An e-mail address. It is published, so only with `contactConsent`.
    pub email: Option<String>,
    /// Street and number, telephone and e-mail address may be read by everybody, and whoever they are of agrees.
    pub contact_consent: Option<bool>,
    /// Its site.
    pub website: Option<String>,
    /// What it does, in its own words: up to 2,000 characters.
    pub description: Option<String>,
    /// Who may represent it. Only officials read it, unless `representativeConsent` is given.
    pub representative: Option<String>,
    /// The person who represents it agrees that everybody reads his name here.
    pub representative_consent: Option<bool>,
    /// Whether it does anything.
    pub activity: Option<Activity>,
    /// Codes of areas of work.
    pub areas: Option<Vec<String>>,
}

impl From<OrganisationFactsInput> for Given {
    fn from(input: OrganisationFactsInput) -> Self {
        let facts = [
            (Field::Name, input.name),
            (Field::ShortName, input.short_name),
            (Field::LegalForm, input.legal_form.map(|form| entities::OrganisationForm::from(form).to_value())),
            (Field::RegisteringBody, input.registering_body),
            (Field::RegisterNumber, input.register_number),
            (Field::RegisteredOn, input.registered_on.map(|day| day.0.to_string())),
            (Field::Jib, input.jib),
            (Field::Seat, input.seat),
            (Field::Address, input.address),
            (Field::Territory, input.territory),
            (Field::Founded, input.founded.map(|year| year.to_string())),
            (Field::Phone, input.phone),
            (Field::Email, input.email),
            (Field::Website, input.website),
            (Field::Description, input.description),
            (Field::Representative, input.representative),
            (Field::Activity, input.activity.map(|one| entities::Activity::from(one).to_value())),
            (Field::Areas, input.areas.map(|codes| codes.join(","))),
        ];
        Self {
            facts: facts.into_iter().filter_map(|(field, value)| Some((field, value?))).collect(),
            representative_consent: input.representative_consent,
            contact_consent: input.contact_consent.unwrap_or(false),
        }
    }
}

/// What somebody says of a directory, and what the form sends with it.
#[derive(Clone, Debug, InputObject)]
pub struct SuggestOrganisationInput {
    /// `PROPOSAL`, `CLAIM` or `CORRECTION`.
    pub kind: SuggestionKind,
    /// Slug of the municipality, of a `PROPOSAL`.
    pub municipality: Option<String>,
    /// Which organisation, `org_…`, of a `CLAIM` or `CORRECTION`.
    pub organisation: Option<ID>,
    /// Whether it is your own organisation. Of a `PROPOSAL` that is agreed to, letters about it come to `email` then; of a
    /// `CLAIM` it is understood.
    pub own: Option<bool>,
    /// What it is, or should be. Of a `CLAIM` nothing: that comes with the link. A `CORRECTION`, and a `PROPOSAL` that is
    /// not `own`, say nothing of persons, streets, telephones and addresses of mailboxes (`NOT_ALLOWED`); whoever finds a
    /// mistake there tells of it in `message`.
    pub facts: Option<OrganisationFactsInput>,
    /// The same in words, or who you are: up to 2,000 characters. Needed where there are no facts.
    pub message: Option<String>,
    /// Where you are written to. You get a letter that asks whether the address is yours; before that nobody sees what you
    /// said, and after seven days it is deleted. Only who keeps the directory sees the address, and it is forgotten thirty
    /// days after what you said was settled, unless letters about your organisation go there since.
    pub email: String,
    /// In what language you are written to; as the municipality speaks where it is left out.
    pub locale: Option<LocaleTag>,
    /// The task that came with `suggestionBox`. Without it, or without its solution, no letter goes out, so that nobody has
    /// strangers written to at no cost.
    pub challenge: Option<String>,
    /// The number that solves it.
    pub solution: Option<String>,
    /// How long the form was open, in milliseconds.
    pub open_for: Option<i32>,
    /// Stays empty. Programs that fill in whatever there is fill in this. The site of an organisation is `facts.website`.
    pub website: Option<String>,
    /// Drawn by you, 1 to 255 characters; whatever is sent again under it is done once.
    pub idempotency_key: String,
}

/// What somebody said was received.
#[derive(Clone, Debug, SimpleObject)]
pub struct SuggestOrganisationPayload {
    /// Whether it was: if the task was solved, there is a letter at the address that was given, whatever is in it.
    pub received: bool,
    /// What you can mend; nothing was kept then. `TAKEN` of `facts.jib` has in `params` the id of the organisation that has
    /// this number.
    pub errors: Vec<UserError>,
}

/// What an official agrees to.
#[derive(Clone, Debug, InputObject)]
pub struct ApproveOrganisationSuggestionInput {
    /// `sug_…`.
    pub id: ID,
    /// The `organisationVersion` that was seen beside it; left out where it is about no record.
    pub organisation_version: Option<i32>,
    /// Which of the facts become what is proposed; all where it is left out. Where there are facts, at least one of them.
    pub fields: Option<Vec<SuggestedField>>,
}

/// What an official refuses.
#[derive(Clone, Debug, InputObject)]
pub struct RefuseOrganisationSuggestionInput {
    /// `sug_…`.
    pub id: ID,
    /// Why: 3 to 2,000 characters. Whoever asked is told in these words.
    pub reason: String,
}

/// What became of it.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationSuggestionPayload {
    /// As it is now.
    pub suggestion: Option<DeskOrganisationSuggestion>,
    /// What you can mend; nothing was changed then.
    pub errors: Vec<UserError>,
}
