//! What a municipality says of itself, as its desk edits it.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use entities::{LocalisedText, OwnArea as StoredArea, OwnDay as StoredDay, municipality};

use crate::accounts::types::names_of;
use crate::edited::{EditedText, shown};
use crate::error::Error;
use crate::gate::Turn;
use crate::mend::{inputs, payloads};
use crate::municipalities::rules::settings::Settings;
use crate::scalars::LocaleTag;
use crate::viewer::Webmaster;

/// A municipality's desk: what it says of itself. Made by whoever has proved that somebody works there.
#[derive(Clone, Debug)]
pub struct DeskMunicipality {
    owner: Arc<municipality::Model>,
}

impl DeskMunicipality {
    /// What this municipality says of itself.
    pub(crate) const fn new(owner: Arc<municipality::Model>) -> Self {
        Self { owner }
    }
}

/// A municipality's desk: what it says of itself.
#[Object]
impl DeskMunicipality {
    /// What the municipality says of itself, as it is edited. For webmasters and administrators.
    async fn settings(&self, ctx: &Context<'_>) -> Result<MunicipalitySettings, Error> {
        Turn::of(ctx).scope().acting::<Webmaster>(self.owner.id)?;
        Ok(MunicipalitySettings::of(Arc::clone(&self.owner)))
    }
}

/// What a municipality says of itself.
#[derive(Clone, Debug)]
pub struct MunicipalitySettings {
    owner: Arc<municipality::Model>,
}

impl MunicipalitySettings {
    /// What this municipality says of itself, for whoever looks after its site.
    pub(crate) fn of(owner: impl Into<Arc<municipality::Model>>) -> Self {
        Self { owner: owner.into() }
    }
}

/// What a municipality says of itself.
#[Object]
impl MunicipalitySettings {
    /// `mun_…`.
    async fn id(&self) -> ID {
        self.owner.id.to_string().into()
    }

    /// Grows with every change; give it back with what you change.
    async fn version(&self) -> i32 {
        self.owner.version
    }

    /// All of it.
    async fn content(&self) -> MunicipalityContent {
        Settings::from(&*self.owner).into()
    }

    /// Who saved it last; null where that was done at the console or came with a file.
    async fn saved_by(&self, ctx: &Context<'_>) -> Result<Option<String>, Error> {
        let Some(by) = self.owner.saved_by else { return Ok(None) };
        Ok(names_of(Turn::of(ctx).scope(), vec![by]).await?.remove(&by))
    }
}

/// What a municipality says of itself.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "MunicipalityContentInput")]
pub struct MunicipalityContent {
    /// Its official site, `https://…`; pages of its origin may write here and show ours in a frame.
    pub website: Option<String>,
    /// What a reader gets who asked for nothing else: on hosted pages, in letters and feeds.
    pub default_locale: LocaleTag,
    /// Origins of its other sites whose pages may do the same: `https://usluge.trebinje.rs.ba`, without a path. At most 30.
    #[graphql(default)]
    pub allowed_origins: Vec<String>,
    /// Whom a reader tells that something cannot be read or used: an e-mail address or a telephone. The accessibility
    /// statement names it.
    pub accessibility_contact: Option<String>,
    /// On which days its offices are closed beside those that the law names. Used to warn of a deadline on such a day. At
    /// most 60.
    #[graphql(default)]
    pub own_days: Vec<OwnDay>,
    /// Areas of work that it names or orders in its own way. They stand first in its lists, in this order; those of the
    /// shared list that are not here follow.
    #[graphql(default)]
    pub own_areas: Vec<OwnArea>,
}

/// An area of work as a municipality names it.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "OwnAreaInput")]
pub struct OwnArea {
    /// Its code in the shared list: `environment`.
    pub code: String,
    /// What the municipality calls it; null where it is called as in the shared list.
    pub label: Option<EditedText>,
}

/// A day on which a municipality's offices are closed.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "OwnDayInput")]
pub struct OwnDay {
    /// Day of the month, from 1.
    pub day: i32,
    /// Month, from 1.
    pub month: i32,
    /// In this year alone; in every year where it is left out.
    pub year: Option<i32>,
    /// What the municipality calls it.
    pub name: String,
}

impl From<Settings> for MunicipalityContent {
    fn from(settings: Settings) -> Self {
        let number = |number: u32| i32::try_from(number).unwrap_or_default();
        let day =
            |one: StoredDay| OwnDay { day: number(one.day), month: number(one.month), year: one.year, name: one.name };
        let area = |one: StoredArea| OwnArea { label: shown(one.label.as_ref()), code: one.code };
        Self {
            website: settings.website,
            default_locale: LocaleTag(settings.default_locale),
            allowed_origins: settings.allowed_origins,
            accessibility_contact: settings.accessibility_contact,
            own_days: settings.own_days.into_iter().map(day).collect(),
            own_areas: settings.own_areas.into_iter().map(area).collect(),
        }
    }
}

impl From<MunicipalityContent> for Settings {
    fn from(content: MunicipalityContent) -> Self {
        // Less than nothing is no day, as nothing is none.
        let number = |number: i32| u32::try_from(number).unwrap_or_default();
        let day =
            |one: OwnDay| StoredDay { day: number(one.day), month: number(one.month), year: one.year, name: one.name };
        // Where it stands is said by the list.
        let area = |one: OwnArea| StoredArea { code: one.code, position: 0, label: one.label.map(as_given) };
        Self {
            website: content.website,
            default_locale: content.default_locale.0,
            allowed_origins: content.allowed_origins,
            accessibility_contact: content.accessibility_contact,
            own_days: content.own_days.into_iter().map(day).collect(),
            own_areas: content.own_areas.into_iter().map(area).collect(),
        }
    }
}

/// A text with its wordings, before it is looked at.
fn as_given(text: EditedText) -> LocalisedText {
    let words = LocalisedText::new(text.locale.0, text.text);
    text.overrides.into_iter().fold(words, |words, one| words.with(one.locale.0, one.text))
}

inputs! {
    /// What a municipality says of itself.
    SetMunicipalityInput {
        /// Slug of the municipality.
        municipality: String,
        /// The version that you have read.
        version: i32,
        /// All of it.
        content: MunicipalityContent
    }
}

payloads! {
    /// What became of it.
    SetMunicipalityPayload {
        /// As it is now; null where something has to be mended first.
        settings: MunicipalitySettings
    }
}
