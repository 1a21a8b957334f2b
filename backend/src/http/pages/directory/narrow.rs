//! What the list is narrowed by: in its address, for the store, and in words.

use entities::{InterestKind, OrganisationForm};
use maud::{Markup, html};
use sea_orm::ActiveEnum as _;

use super::{form_key, status_key};
use crate::error::Error;
use crate::http::pages::Context;
use crate::locale::{alphabet, fold};
use crate::organisations::rules::words::terms;
use crate::organisations::store::{Criteria, Facets, today};
use crate::organisations::types::alphabet_of;
use crate::scalars::localised;

/// Where several of a kind are chosen, of which one is enough, this stands between them. It is in no code and in the name of
/// no place.
const BETWEEN: char = ';';

/// What was chosen.
pub(super) struct Chosen {
    /// The path of the list.
    pub path: String,
    lang: Option<String>,
    kept: Vec<(&'static str, String)>,
}

/// A value that can be chosen, how it is called, and how many organisations have it, where that is known.
type Choosable = (String, String, Option<i64>);

impl Chosen {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let choice = &context.choice;
        let all = [
            ("q", &choice.q),
            ("oblast", &choice.oblast),
            ("oblik", &choice.oblik),
            ("mjesto", &choice.mjesto),
            ("status", &choice.status),
            ("slovo", &choice.slovo),
        ];
        let given = |(key, value): (&'static str, &Option<String>)| {
            let value = value.as_deref()?.trim();
            // The API writes codes in capitals.
            let value = if ["oblik", "status"].contains(&key) { value.to_lowercase() } else { value.to_owned() };
            (!value.is_empty()).then_some((key, value))
        };
        Self {
            path: format!("/{}/organizacije", context.owner.slug),
            lang: choice.lang.clone(),
            kept: all.into_iter().filter_map(given).collect(),
        }
    }

    /// What was chosen under this key of the address.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.kept.iter().find(|(one, _)| *one == key).map(|(_, value)| value.as_str())
    }

    /// The same, one by one.
    fn each(&self, key: &str) -> Option<impl Iterator<Item = &str>> {
        Some(self.get(key)?.split(BETWEEN).map(str::trim).filter(|one| !one.is_empty()))
    }

    /// Whether less than the whole directory was asked for.
    pub(super) fn is_narrow(&self) -> bool {
        !self.kept.is_empty()
    }

    /// The address of the list with what was chosen, but for the given keys.
    pub(super) fn link(&self, more: &[(&str, &str)]) -> String {
        let lang = self.lang.as_deref().map(|lang| ("lang", lang));
        let kept = lang.into_iter().chain(self.kept.iter().map(|(key, value)| (*key, value.as_str())));
        let kept = kept.filter(|(key, _)| more.iter().all(|(other, _)| other != key));
        let all = kept.chain(more.iter().copied()).filter(|(_, value)| !value.is_empty());
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    /// What was chosen and this, as `&key=value…` behind another choice.
    pub(super) fn behind(&self, more: &[(&str, &str)]) -> String {
        let all = self.kept.iter().map(|(key, value)| (*key, value.as_str())).chain(more.iter().copied());
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        if query.is_empty() { query } else { format!("&{query}") }
    }

    /// What the store is asked for.
    ///
    /// # Errors
    /// Something was chosen that there is not.
    pub(super) fn criteria(&self, context: &Context<'_>) -> Result<Criteria, Error> {
        let alphabet = alphabet_of(context.locale);
        let nothing = || Error::NotFound("There is no such choice in this list.".into());
        let form = |code: &str| OrganisationForm::try_from_value(&code.to_owned()).map_err(|_| nothing());
        let status = |code: &str| InterestKind::try_from_value(&code.to_owned()).map_err(|_| nothing());
        let letter = self.get("slovo").map(|letter| alphabet::under(letter, alphabet).ok_or_else(nothing));
        Ok(Criteria {
            municipality: Some(context.owner.id),
            terms: self.get("q").map(terms).unwrap_or_default(),
            areas: self.each("oblast").map(|all| all.map(str::to_owned).collect()),
            forms: self.each("oblik").map(|all| all.map(form).collect::<Result<_, _>>()).transpose()?,
            seats: self.each("mjesto").map(|all| all.map(folded).collect()),
            statuses: self.each("status").map(|all| all.map(status).collect::<Result<_, _>>()).transpose()?,
            today: today(&context.scope, Some(&context.owner)),
            letter: letter.transpose()?.map(|under| (alphabet, under)),
            ..Criteria::default()
        })
    }

    /// What was chosen under a key, as a reader calls it.
    fn called(&self, context: &Context<'_>, key: &str) -> Option<String> {
        let areas = context.areas();
        let one = |code: &str| match key {
            "oblast" => areas.iter().find(|area| area.code == code).map(|area| area.label.clone()),
            "oblik" => OrganisationForm::try_from_value(&code.to_owned())
                .ok()
                .map(|form| context.say.say(form_key(form)).to_owned()),
            "status" => InterestKind::try_from_value(&code.to_owned())
                .ok()
                .map(|kind| context.say.say(status_key(kind)).to_owned()),
            _ => None,
        };
        let called: Vec<_> = self.each(key)?.map(|code| one(code).unwrap_or_else(|| code.to_owned())).collect();
        Some(called.join(", "))
    }

    /// All that was chosen, in words: on paper nothing else says what the list is a list of.
    pub(super) fn told(&self, context: &Context<'_>) -> Markup {
        let named = [
            ("oblast", "area"),
            ("oblik", "directory.orgForm"),
            ("mjesto", "directory.orgSeat"),
            ("status", "directory.orgStatuses"),
            ("slovo", "directory.orgLetters"),
        ];
        html! {
            @if self.is_narrow() {
                p.meta {
                    @if let Some(words) = self.get("q") { span { q { (words) } } }
                    @for (key, name) in named {
                        @if let Some(called) = self.called(context, key) {
                            span { (context.say.say(name)) ": " b { (called) } }
                        }
                    }
                }
            }
        }
    }

    /// The search, and what can be chosen, each with how many it would bring.
    pub(super) fn finder(&self, context: &Context<'_>, facets: &Facets) -> Markup {
        let messages = context.say;
        let areas = context.areas().into_iter().filter_map(|area| {
            let count = facets.areas.iter().find(|count| count.area_code == area.code)?.count;
            Some((area.code, area.label, Some(count)))
        });
        let forms = facets.forms.iter().filter_map(|(form, count)| {
            let form = (*form)?;
            Some((form.to_value(), messages.say(form_key(form)).to_owned(), Some(*count)))
        });
        let seats = facets.seats.iter().map(|seat| {
            let label = localised(&seat.label, Some(context.locale)).text;
            // Whatever script the address has it in, it is this one.
            let chosen = self.get("mjesto").filter(|chosen| folded(chosen) == seat.key);
            (chosen.map_or_else(|| label.clone(), str::to_owned), label, Some(seat.count))
        });
        let statuses = facets
            .statuses
            .iter()
            .map(|(kind, count)| (kind.to_value(), messages.say(status_key(*kind)).to_owned(), Some(*count)));
        html! {
            form.find role="search" action=(self.path) {
                @if let Some(lang) = &self.lang { input type="hidden" name="lang" value=(lang); }
                input type="search" name="q" value=[context.choice.q.as_deref()] aria-label=(messages.say("directory.orgSearch"))
                    placeholder=(messages.say("directory.orgSearch"));
                (self.select(context, "oblast", ("area", "allAreas"), areas.collect()))
                (self.select(context, "oblik", ("directory.orgForm", "directory.orgAllForms"), forms.collect()))
                (self.select(context, "mjesto", ("directory.orgSeat", "directory.orgAllSeats"), seats.collect()))
                (self.select(context, "status", ("directory.orgStatuses", "directory.orgAllStatuses"), statuses.collect()))
                button type="submit" { (messages.say("page.find")) }
            }
        }
    }

    fn select(
        &self,
        context: &Context<'_>,
        key: &str,
        (name, all): (&'static str, &'static str),
        mut values: Vec<Choosable>,
    ) -> Markup {
        let chosen = self.get(key);
        // What is chosen stays chosen when something else is, though nobody has it, or several are.
        if let Some(chosen) = chosen.filter(|chosen| values.iter().all(|(value, ..)| value != chosen)) {
            values.push((chosen.to_owned(), self.called(context, key).unwrap_or_default(), None));
        }
        html! {
            @if !values.is_empty() {
                select name=(key) aria-label=(context.say.say(name)) {
                    option value="" { (context.say.say(all)) }
                    @for (value, label, count) in &values {
                        option value=(value) selected[chosen == Some(value.as_str())] {
                            (label) @if let Some(count) = count { " (" (count) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// A place as the store compares it.
fn folded(place: &str) -> String {
    fold::fold(place).trim_start().to_owned()
}
