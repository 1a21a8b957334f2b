//! What the API shows of an organisation.

mod content;
mod desk;
mod enums;
mod event;
mod imports;
pub mod input;
mod known;
mod list;
pub mod open;
mod parts;
mod record;
pub mod register;

use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache};
use async_graphql::{Context, ID, Object};
use chrono_tz::Tz;
use entities::{LocalisedText, organisation, organisation_area, organisation_status};
use futures_util::future::try_join;
use url::Url;

pub use self::content::{OrganisationContent, OrganisationStatusContent};
pub use self::desk::{
    DeskOrganisationCounts, DeskOrganisationFilter, DeskOrganisations, OrganisationDouble, OrganisationDue,
    OrganisationDueKind,
};
pub use self::enums::{
    Activity, ColumnMeaning, ConfirmedBy, ImportState, InterestKind, OrganisationDoubleSign, OrganisationFact,
    OrganisationField, OrganisationForm, OrganisationOrder, OrganisationOrigin, OrganisationState, RowChoice, RowFate,
};
pub use self::event::{OrganisationChange, OrganisationEvent};
pub use self::imports::{
    DeskOrganisationImport, ImportColumn, ImportCounts, ImportRemark, ImportRow, OrganisationFactChange,
};
pub use self::known::Meant;
pub(crate) use self::known::{Directory, called, tax_number};
pub use self::list::{
    AlphabetLetter, OrganisationActivityCount, OrganisationAreaCount, OrganisationFacets, OrganisationFilter,
    OrganisationFormCount, OrganisationSeatCount, OrganisationStatusCount, OrganisationSurroundings, alphabet_of,
};
pub use self::parts::{
    Identifier, OrganisationContact, OrganisationCorrection, OrganisationMatch, OrganisationStatus, Registration,
    TextRange,
};
pub(crate) use self::record::Bundle;
pub use self::record::{DeskOrganisation, MergedOrganisation, OrganisationWarning};
use super::rules;
use super::rules::words::{Reading, ranges};
use super::store::{self, ChangesOf, HangsOnOrganisation, MergedFrom, On, OrganisationLoader, PublicChange};
pub(crate) use super::suggestions::types::Representation;
use crate::clock::zone;
use crate::comments::types::Comment;
use crate::config::Config;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::municipalities::types::{Area, Municipality};
use crate::results::types::OrganisationResult;
use crate::scalars::{Date, Localised, localised, web_address};

/// The loader of this slice, as resolvers find it.
pub(crate) type Organisations = DataLoader<OrganisationLoader, HashMapCache>;

/// An organisation of civil society, as a municipality's directory has it.
#[derive(Clone, Debug)]
pub struct Organisation {
    pub(crate) row: Arc<organisation::Model>,
    pub(crate) locale: Option<Locale>,
    /// The words by which it was found.
    terms: Arc<[Reading]>,
}

impl Organisation {
    /// The organisation for a reader of this locale.
    pub(crate) fn new(row: impl Into<Arc<organisation::Model>>, locale: Option<Locale>) -> Self {
        Self { row: row.into(), locale, terms: Arc::new([]) }
    }

    /// The same, found by these words.
    pub(crate) fn found_by(mut self, terms: Arc<[Reading]>) -> Self {
        self.terms = terms;
        self
    }

    fn text(&self, text: Option<&LocalisedText>) -> Option<Localised> {
        text.map(|text| localised(text, self.locale))
    }

    async fn owner(&self, ctx: &Context<'_>) -> Result<Arc<entities::municipality::Model>, Error> {
        Municipality::load(ctx, self.row.municipality_id).await
    }

    async fn zone(&self, ctx: &Context<'_>) -> Result<Tz, Error> {
        Ok(zone(&self.owner(ctx).await?.time_zone))
    }

    async fn edge<E>(&self, ctx: &Context<'_>) -> Result<Arc<Vec<E::Model>>, Error>
    where
        E: HangsOnOrganisation,
        E::Model: Send + Sync + 'static,
    {
        let rows = Turn::of(ctx).loader::<Organisations>().load_one(On::<E>::organisation(self.row.id)).await?;
        Ok(rows.unwrap_or_default())
    }

    async fn all_changes(&self, ctx: &Context<'_>) -> Result<Arc<Vec<PublicChange>>, Error> {
        let changes = Turn::of(ctx).loader::<Organisations>().load_one(ChangesOf(self.row.id)).await?;
        Ok(changes.unwrap_or_default())
    }
}

/// An organisation of civil society, as a municipality's directory has it.
#[Object]
impl Organisation {
    /// Opaque id, `org_…`. Of a record that was put into another, the id leads to that.
    pub async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// In whose directory it is.
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Municipality, Error> {
        Ok(Municipality::new(self.owner(ctx).await?, self.locale))
    }

    /// Its name, as it is registered.
    async fn name(&self) -> Localised {
        localised(&self.row.name, self.locale)
    }

    /// Its short name or abbreviation; null where it has none.
    async fn short_name(&self) -> Option<Localised> {
        self.text(self.row.short_name.as_ref())
    }

    /// An exercise of a training, not a real organisation. Label it wherever you show it.
    async fn exercise(&self) -> bool {
        self.row.exercise
    }

    /// What the law calls it; null where nobody has said.
    async fn legal_form(&self) -> Option<OrganisationForm> {
        self.row.legal_form.map(Into::into)
    }

    /// Where, under what number and when it was registered.
    async fn registration(&self) -> Registration {
        Registration {
            body: self.text(self.row.registering_body.as_ref()),
            number: self.row.register_number.clone(),
            on: self.row.registered_on.map(Date),
        }
    }

    /// Its tax number (JIB), thirteen digits of which the first is 4; null where nobody has said. That the last fits the others is
    /// not promised: one that does not is a doubt for officials to look at, and stands here all the same.
    async fn jib(&self) -> Option<&str> {
        self.row.jib.as_deref()
    }

    /// Its names in other lists, for programs: `BA-JIB-4400000000000`.
    async fn identifiers(&self) -> Vec<Identifier> {
        let jib = |jib: &String| Identifier { scheme: "BA-JIB".into(), value: format!("BA-JIB-{jib}") };
        self.row.jib.iter().map(jib).collect()
    }

    /// The place where it has its seat; null where nobody has said.
    async fn seat(&self) -> Option<Localised> {
        self.text(self.row.seat.as_ref())
    }

    /// Where it works; null where nobody has said.
    async fn territory(&self) -> Option<Localised> {
        self.text(self.row.territory.as_ref())
    }

    /// The year in which it was founded; null where nobody has said.
    async fn founded(&self) -> Option<i32> {
        self.row.founded
    }

    /// How it is reached, as it publishes itself.
    async fn contact(&self) -> OrganisationContact {
        OrganisationContact::of(&self.row, self.locale)
    }

    /// Who may represent it; null unless that person agreed to be named here.
    async fn representative(&self) -> Option<&str> {
        self.row.representative.as_deref().filter(|_| self.row.representative_public)
    }

    /// What it does; null where nobody wrote that.
    async fn description(&self) -> Option<Localised> {
        self.text(self.row.description.as_ref())
    }

    /// The areas of work in which it is.
    async fn areas(&self, ctx: &Context<'_>) -> Result<Vec<Area>, Error> {
        // Side by side, so that both keys are in the same batches as everybody else's.
        let (codes, owner) = try_join(self.edge::<organisation_area::Entity>(ctx), self.owner(ctx)).await?;
        let mut areas = Area::all(Some(&owner), self.locale);
        areas.retain(|area| codes.iter().any(|code| code.area_code == area.code));
        Ok(areas)
    }

    /// Its statuses of public and local interest, also those that do not hold any more, the oldest first.
    async fn statuses(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationStatus>, Error> {
        // Side by side, so that both keys are in the same batches as everybody else's.
        let (rows, owner) = try_join(self.edge::<organisation_status::Entity>(ctx), self.owner(ctx)).await?;
        let today = store::today(Turn::of(ctx).scope(), Some(&owner));
        Ok(rows.iter().map(|row| OrganisationStatus::of(row, today, self.locale)).collect())
    }

    /// Whether it is known to do anything.
    async fn activity(&self) -> Activity {
        self.row.activity.into()
    }

    /// When somebody last said that this is true; null where nobody has.
    async fn confirmed_on(&self) -> Option<Date> {
        self.row.confirmed_on.map(Date)
    }

    /// Who did.
    async fn confirmed_by(&self) -> Option<ConfirmedBy> {
        self.row.confirmed_by.map(Into::into)
    }

    /// Whether nobody has confirmed it for more than a year: say so beside it.
    async fn stale(&self, ctx: &Context<'_>) -> Result<bool, Error> {
        let owner = self.owner(ctx).await?;
        Ok(rules::is_stale(self.row.confirmed_on, store::today(Turn::of(ctx).scope(), Some(&owner))))
    }

    /// What was changed since it is in the directory, oldest first; also of records that were put into it.
    async fn changes(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationCorrection>, Error> {
        let (changes, zone) = try_join(self.all_changes(ctx), self.zone(ctx)).await?;
        Ok(changes.iter().map(|change| OrganisationCorrection::of(change, self.locale, zone)).collect())
    }

    /// What the lists of results that stand now say of it, the newest first, whether it got anything or not.
    async fn results(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationResult>, Error> {
        OrganisationResult::of(ctx, self.row.id, self.locale).await
    }

    /// What it got: of its results those that were approved in a final list, the newest first.
    async fn awards(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationResult>, Error> {
        let mut awards = OrganisationResult::of(ctx, self.row.id, self.locale).await?;
        awards.retain(|result| result.award);
        Ok(awards)
    }

    /// What is said under its name in consultations and everybody can read, the newest first; at most 100. Whoever comments
    /// types the name: nobody has verified that the organisation wrote it. Say so beside it.
    async fn comments(&self, ctx: &Context<'_>) -> Result<Vec<Comment>, Error> {
        Comment::of_organisation(ctx, self.row.id, self.locale).await
    }

    /// Ids of other records of the same organisation that were put into this one.
    async fn merged_from(&self, ctx: &Context<'_>) -> Result<Vec<ID>, Error> {
        let ids = Turn::of(ctx).loader::<Organisations>().load_one(MergedFrom(self.row.id)).await?.unwrap_or_default();
        Ok(ids.iter().map(|id| id.to_string().into()).collect())
    }

    /// Where the words that were sought stand in its texts, or what they are short for; empty where no words were sought.
    /// Words that were found in an area's name, or by the first letters of a name, stand in no text.
    async fn matches(&self) -> Vec<OrganisationMatch> {
        use OrganisationField as Field;

        let texts = [
            (Field::Name, Some(&self.row.name)),
            (Field::ShortName, self.row.short_name.as_ref()),
            (Field::Description, self.row.description.as_ref()),
            (Field::Seat, self.row.seat.as_ref()),
        ];
        let found = |(field, text): (Field, Option<&LocalisedText>)| {
            let text = localised(text?, self.locale);
            let ranges: Vec<_> = ranges(&text.text, &self.terms)
                .into_iter()
                .map(|range| TextRange { start: range.start, end: range.end })
                .collect();
            (!ranges.is_empty()).then_some(OrganisationMatch { field, text, ranges })
        };
        texts.into_iter().filter_map(found).collect()
    }

    /// Where it was read; null where it was written here.
    async fn source_url(&self) -> Option<Url> {
        self.row.source_url.as_deref().and_then(web_address)
    }

    /// Where it can be read without any script, in the language that was asked for.
    async fn page(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        let owner = self.owner(ctx).await?;
        let config = ctx.data_unchecked::<Arc<Config>>();
        let lang = self.locale.filter(|&locale| locale != owner.default_locale);
        let lang = lang.map(|locale| format!("?lang={}", locale.tag())).unwrap_or_default();
        let path = format!("{}/organizacija/{}{lang}", owner.slug, self.row.id);
        config.public_url.join(&path).map_err(Error::internal)
    }
}
