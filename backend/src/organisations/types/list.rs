//! Lists of organisations: what they are narrowed to, and what surrounds a page.

use std::sync::Arc;

use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use tokio::sync::OnceCell;

use super::{Activity, InterestKind, OrganisationForm};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::alphabet::{self, Alphabet};
use crate::locale::{Locale, fold};
use crate::municipalities::types::{Area, Municipality};
use crate::organisations::rules::words::terms;
use crate::organisations::store::{Criteria, Found, LetterCount, SeatFacet, Surrounding, surrounding};
use crate::scalars::localised;

/// Which organisations. Everything given must hold; within a list one is enough.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OrganisationFilter {
    /// Slug of the municipality in whose directory they are.
    pub municipality: Option<String>,
    /// Words, in whatever case, or beginnings of words, of the name, the short name, the description, the seat and the areas; in any script,
    /// with or without diacritics, ijekavian or ekavian, short or written out (`KUD`). A tax number or a register number
    /// will do. Where nothing is found so, words with a letter wrong are tried.
    pub text: Option<String>,
    /// Codes of areas of work.
    pub areas: Option<Vec<String>>,
    /// Of one of these legal forms.
    pub legal_form: Option<Vec<OrganisationForm>>,
    /// With the seat in one of these places, in any script.
    pub seat: Option<Vec<String>>,
    /// With one of these statuses today.
    pub status: Option<Vec<InterestKind>>,
    /// In one of these states of activity.
    pub activity: Option<Vec<Activity>>,
    /// With a name under this letter of the alphabet of the asked locale: `Lj`, `Њ`; or that begins with a digit: `0–9`.
    pub letter: Option<String>,
}

impl OrganisationFilter {
    /// The criteria of the store, on this day; the municipality is looked up by the caller.
    ///
    /// # Errors
    /// What stands for a letter is none.
    pub(crate) fn criteria(self, alphabet: Alphabet, today: NaiveDate) -> Result<Criteria, Error> {
        let letter = |letter: String| {
            let under = alphabet::under(letter.trim(), alphabet);
            let under = under.ok_or_else(|| Error::BadRequest(format!("“{letter}” is not a letter.")))?;
            Ok::<_, Error>((alphabet, under))
        };
        let folded = |text: String| fold::fold(&text).trim_start().to_owned();
        Ok(Criteria {
            municipality: None,
            terms: self.text.as_deref().map(terms).unwrap_or_default(),
            areas: self.areas,
            forms: self.legal_form.map(|all| all.into_iter().map(Into::into).collect()),
            seats: self.seat.map(|all| all.into_iter().map(folded).collect()),
            statuses: self.status.map(|all| all.into_iter().map(Into::into).collect()),
            today,
            activities: self.activity.map(|all| all.into_iter().map(Into::into).collect()),
            letter: self.letter.map(letter).transpose()?,
        })
    }
}

/// The alphabet in whose order a reader expects a list.
#[must_use]
pub const fn alphabet_of(locale: Locale) -> Alphabet {
    match locale {
        Locale::SrCyrl => Alphabet::Cyrillic,
        _ => Alphabet::Latin,
    }
}

/// How many of a list are in an area.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationAreaCount {
    /// The area.
    pub area: Area,
    /// How many organisations.
    pub count: i64,
}

/// How many of a list have a legal form.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct OrganisationFormCount {
    /// The form; null where nobody has said.
    pub legal_form: Option<OrganisationForm>,
    /// How many organisations.
    pub count: i64,
}

/// How many of a list have their seat in a place.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationSeatCount {
    /// The place, in the script of the asked locale; the filter takes it as it stands here.
    pub seat: String,
    /// How many organisations.
    pub count: i64,
}

/// How many of a list have a status.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct OrganisationStatusCount {
    /// The status.
    pub status: InterestKind,
    /// How many organisations have it today.
    pub count: i64,
}

/// How many of a list are in a state of activity.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct OrganisationActivityCount {
    /// The state.
    pub activity: Activity,
    /// How many organisations.
    pub count: i64,
}

/// What the organisations of a list have, with counts; of each kind as if nothing of that kind had been asked for.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationFacets {
    /// The areas that occur, in the municipality's order.
    pub areas: Vec<OrganisationAreaCount>,
    /// The legal forms that occur, the most frequent first.
    pub legal_forms: Vec<OrganisationFormCount>,
    /// The places that occur, the most frequent first; at most 50.
    pub seats: Vec<OrganisationSeatCount>,
    /// The statuses that hold today.
    pub statuses: Vec<OrganisationStatusCount>,
    /// The states of activity that occur, the most frequent first.
    pub activities: Vec<OrganisationActivityCount>,
}

/// A letter of the alphabet, or the digits, and how many names of a list stand under it.
#[derive(Clone, Debug, SimpleObject)]
pub struct AlphabetLetter {
    /// The letter: `Lj`, `Њ`; of names that begin with a digit `0–9`. The filter takes it as it stands here.
    pub letter: String,
    /// How many organisations; 0 where none stands under it.
    pub count: i64,
}

/// What surrounds a page of organisations.
#[derive(Clone, Debug)]
pub struct OrganisationSurroundings {
    pub(crate) criteria: Criteria,
    pub(crate) found: Found,
    pub(crate) alphabet: Alphabet,
    pub(crate) locale: Option<Locale>,
    /// Counted once, whatever of it is asked for.
    pub(crate) counted: OnceCell<Arc<Surrounding>>,
}

impl OrganisationSurroundings {
    async fn counted(&self, ctx: &Context<'_>) -> Result<&Surrounding, Error> {
        let count = async || {
            let turn = Turn::of(ctx);
            surrounding(turn.scope(), &self.criteria, &self.found, self.alphabet).await.map(Arc::new)
        };
        Ok(&**self.counted.get_or_try_init(count).await?)
    }
}

#[Object]
impl OrganisationSurroundings {
    /// How many organisations the list has.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i64, Error> {
        Ok(self.counted(ctx).await?.total)
    }

    /// Whether nothing was found by the words as they were typed, and words with a letter wrong were read as others: say
    /// so.
    async fn corrected(&self) -> bool {
        self.found.is_corrected()
    }

    /// What the organisations of the list have, with counts.
    #[graphql(complexity = "50 + child_complexity")]
    async fn facets(&self, ctx: &Context<'_>) -> Result<OrganisationFacets, Error> {
        let counted = &self.counted(ctx).await?.facets;
        let owner = match self.criteria.municipality {
            Some(id) => Some(Municipality::load(ctx, id).await?),
            None => None,
        };
        let area = |area: Area| {
            let count = counted.areas.iter().find(|count| count.area_code == area.code)?.count;
            Some(OrganisationAreaCount { area, count })
        };
        let form = |&(form, count): &(Option<entities::OrganisationForm>, i64)| OrganisationFormCount {
            legal_form: form.map(Into::into),
            count,
        };
        let seat = |seat: &SeatFacet| OrganisationSeatCount {
            seat: localised(&seat.label, self.locale).text,
            count: seat.count,
        };
        Ok(OrganisationFacets {
            areas: Area::all(owner.as_deref(), self.locale).into_iter().filter_map(area).collect(),
            legal_forms: counted.forms.iter().map(form).collect(),
            seats: counted.seats.iter().map(seat).collect(),
            statuses: counted
                .statuses
                .iter()
                .map(|&(status, count)| OrganisationStatusCount { status: status.into(), count })
                .collect(),
            activities: counted
                .activities
                .iter()
                .map(|&(activity, count)| OrganisationActivityCount { activity: activity.into(), count })
                .collect(),
        })
    }

    /// The alphabet of the asked locale with how many names of the list stand under each letter, whatever letter was asked
    /// for. Foreign letters, and `0–9` before all letters, are there where a name begins with them.
    #[graphql(complexity = "34 + child_complexity")]
    async fn alphabet(&self, ctx: &Context<'_>) -> Result<Vec<AlphabetLetter>, Error> {
        let counts = &self.counted(ctx).await?.letters;
        let count = |first: char| {
            let found = counts.iter().find(|count: &&LetterCount| count.first == Some(first));
            found.map_or(0, |found| found.count)
        };
        let letter = |(letter, first): (String, char)| AlphabetLetter { letter, count: count(first) };
        let letters = alphabet::letters(self.alphabet).map(letter);
        Ok(letters.filter(|letter| letter.count > 0 || !alphabet::is_seldom(&letter.letter)).collect())
    }
}
