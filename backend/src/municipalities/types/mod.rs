//! What the API shows of a municipality.

pub mod settings;

use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use entities::{MunicipalityId, MunicipalityKind as Kind, municipality};
use url::Url;

pub use self::settings::DeskMunicipality;
use super::intake::shared_areas;
pub(crate) use super::store::set_usual_rules;
use super::store::{self, MunicipalityLoader};
use crate::config::Config;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::{Locale, fold};
use crate::scalars::{LocaleTag, localised, web_address};
use crate::scope::Scope;

pub use super::store::Saved;

/// The loader of this slice, as resolvers find it.
pub(crate) type Municipalities = DataLoader<MunicipalityLoader, HashMapCache>;

/// What the law calls a unit of local self-government.
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
#[graphql(remote = "Kind")]
pub enum MunicipalityKind {
    /// Opština, općina.
    Municipality,
    /// Grad.
    City,
    /// Gradska opština: a part of a city with a council of its own.
    CityPart,
    /// The District of Brčko.
    District,
}

/// Which municipalities.
#[derive(Clone, Debug, Default, InputObject)]
pub struct MunicipalityFilter {
    /// The ten partners in Republika Srpska that were trained first; or the others.
    pub partner: Option<bool>,
    /// The beginning of a name, in any script, with or without diacritics.
    pub text: Option<String>,
}

impl From<MunicipalityFilter> for store::Criteria {
    fn from(filter: MunicipalityFilter) -> Self {
        Self { partner: filter.partner, terms: filter.text.as_deref().map(fold::fold_query).unwrap_or_default() }
    }
}

/// A municipality, city or district.
#[derive(Clone, Debug)]
pub struct Municipality {
    pub(crate) row: Arc<municipality::Model>,
    pub(crate) locale: Option<Locale>,
}

impl Municipality {
    /// The municipality for a reader of this locale.
    pub(crate) fn new(row: impl Into<Arc<municipality::Model>>, locale: Option<Locale>) -> Self {
        Self { row: row.into(), locale }
    }

    /// The municipality with this id, loaded in a batch.
    pub(crate) async fn load(ctx: &Context<'_>, id: MunicipalityId) -> Result<Arc<municipality::Model>, Error> {
        let found = Turn::of(ctx).loader::<Municipalities>().load_one(id).await?;
        found.ok_or_else(|| Error::NotFound("This municipality is gone.".into()))
    }

    /// The municipality with this slug.
    pub(crate) async fn named(scope: &Scope, slug: &str) -> Result<municipality::Model, Error> {
        let found = store::by_slug(scope, slug).await?;
        found.ok_or_else(|| Error::NotFound(format!("There is no municipality “{slug}” here.")))
    }

    /// The municipality with this id, where there is no batch.
    pub(crate) async fn by_id(scope: &Scope, id: MunicipalityId) -> Result<municipality::Model, Error> {
        let found = store::by_id(scope, id).await?;
        found.ok_or_else(|| Error::NotFound("This municipality is gone.".into()))
    }

    /// The language and script that the municipality with this id writes in.
    pub(crate) async fn usual_locale(scope: &Scope, id: MunicipalityId) -> Result<Locale, Error> {
        store::usual_locale(scope, id).await
    }

    /// The id of the municipality with this slug; whatever asks for the municipality by its id has it then.
    pub(crate) async fn id_of(ctx: &Context<'_>, slug: &str) -> Result<MunicipalityId, Error> {
        let turn = Turn::of(ctx);
        let row = Self::named(turn.scope(), slug).await?;
        let id = row.id;
        turn.loader::<Municipalities>().feed_one(id, Arc::new(row)).await;
        Ok(id)
    }

    /// The address of a page of a municipality for a reader of this locale: the page speaks as what leads to it does.
    pub(crate) fn spoken(mut page: Url, owner: &municipality::Model, locale: Locale) -> Url {
        if locale != owner.default_locale {
            page.set_query(Some(&format!("lang={}", locale.tag())));
        }
        page
    }

    /// The name in the reader's script.
    pub(crate) fn name_for(row: &municipality::Model, locale: Option<Locale>) -> &str {
        match locale.unwrap_or(row.default_locale) {
            Locale::SrCyrl => &row.name_cyrillic,
            _ => &row.name_latin,
        }
    }
}

/// A municipality, city or district.
#[Object]
impl Municipality {
    /// Opaque id, `mun_…`.
    pub async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// The stable name in addresses: `banja-luka`.
    async fn slug(&self) -> &str {
        &self.row.slug
    }

    /// The name in the nominative, in the script of the asked locale.
    async fn name(&self) -> &str {
        Self::name_for(&self.row, self.locale)
    }

    /// Opština, grad…
    async fn kind(&self) -> MunicipalityKind {
        self.row.kind.into()
    }

    /// The entity of Bosnia and Herzegovina (`RS`, `FBiH`, `BD`); null outside it.
    async fn entity(&self) -> Option<&str> {
        self.row.entity.as_deref()
    }

    /// ISO 3166 code of the country.
    async fn country(&self) -> &str {
        &self.row.country
    }

    /// Its official site.
    async fn website(&self) -> Option<Url> {
        self.row.website.as_deref().and_then(web_address)
    }

    /// IANA name of the zone that its deadlines are in.
    async fn time_zone(&self) -> &str {
        &self.row.time_zone
    }

    /// What a reader gets who asked for nothing else.
    async fn default_locale(&self) -> LocaleTag {
        LocaleTag(self.row.default_locale)
    }

    /// One of the ten partners in Republika Srpska that were trained first.
    async fn partner(&self) -> bool {
        self.row.partner
    }

    /// Where its open calls can be read without any script.
    async fn open_calls_page(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        let config = ctx.data_unchecked::<Arc<Config>>();
        config.public_url.join(&format!("{}/pozivi", self.row.slug)).map_err(Error::internal)
    }

    /// Where its consultations can be read without any script.
    async fn consultations_page(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        let config = ctx.data_unchecked::<Arc<Config>>();
        config.public_url.join(&format!("{}/rasprave", self.row.slug)).map_err(Error::internal)
    }

    /// Where its directory of organisations can be read without any script.
    async fn organisations_page(&self, ctx: &Context<'_>) -> Result<Url, Error> {
        let config = ctx.data_unchecked::<Arc<Config>>();
        config.public_url.join(&format!("{}/organizacije", self.row.slug)).map_err(Error::internal)
    }

    /// The areas of work, as this municipality names and orders them.
    async fn areas(&self) -> Vec<Area> {
        Area::all(Some(&self.row), self.locale)
    }
}

/// An area of work of the shared code list.
#[derive(Clone, Debug, SimpleObject)]
pub struct Area {
    /// The code, the same in every municipality: `environment`.
    pub code: String,
    /// The name, as the municipality it was asked through calls it.
    pub label: String,
}

impl Area {
    /// All areas, as this municipality names and orders them, or as the shared list does.
    pub(crate) fn all(owner: Option<&municipality::Model>, locale: Option<Locale>) -> Vec<Self> {
        let own = owner.map(|owner| owner.own_areas.0.as_slice()).unwrap_or_default();
        let mut areas: Vec<_> = shared_areas()
            .iter()
            .map(|area| match own.iter().find(|own| own.code == area.code) {
                Some(own) => (own.position, &own.code, own.label.as_ref().unwrap_or(&area.label)),
                None => (area.position, &area.code, &area.label),
            })
            .collect();
        areas.sort_by_key(|area| area.0);
        let shown =
            |(_, code, label): (_, &String, _)| Self { code: code.clone(), label: localised(label, locale).text };
        areas.into_iter().map(shown).collect()
    }

    /// Whether there is an area with this code.
    pub(crate) fn is_known(code: &str) -> bool {
        shared_areas().iter().any(|area| area.code == code)
    }

    /// The shared list, with every language's names.
    pub(crate) fn shared() -> &'static [entities::area::Model] {
        shared_areas()
    }

    /// The names of the areas with these codes in the shared list, in every language: words by which they are sought.
    pub(crate) fn words(codes: &[String]) -> Vec<String> {
        let named = shared_areas().iter().filter(|area| codes.contains(&area.code));
        named.flat_map(|area| area.label.all().map(|text| text.text.clone())).collect()
    }
}
