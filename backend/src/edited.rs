//! What an official writes and edits, whatever it belongs to: texts with their other wordings, days with an hour, and what
//! can be wrong with them. What is wrong in a form is said all at once.

use std::str::FromStr;

use async_graphql::{InputObject, SimpleObject};
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};
use entities::{LocalisedText, Moment as StoredMoment};
use unicode_normalization::UnicodeNormalization as _;

use crate::clock::{Tz, at_hour, day, end_of_day};
use crate::error::Error;
use crate::locale::Locale;
use crate::mend::{FieldError, Problem};
use crate::scalars::{Date, LocaleTag, web_address};

/// The longest title, in characters.
pub(crate) const TITLE: usize = 300;
/// The longest name of a thing.
pub(crate) const NAME: usize = 200;
/// The longest text.
pub(crate) const TEXT: usize = 20_000;
/// The longest address.
const ADDRESS: usize = 2_000;
/// The longest list.
pub(crate) const LIST: usize = 100;
/// The longest key of what a desk has written into a file.
const KEY: usize = 500;

/// A wording for one locale, written by hand where the one made from the text would not do.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "OverrideInput")]
pub struct Override {
    /// For readers of this locale.
    pub locale: LocaleTag,
    /// What they read.
    pub text: String,
}

/// A text as it is edited: as its author wrote it, and what was written by hand for others. The other script is made from
/// it where nobody wrote it.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "EditedTextInput")]
pub struct EditedText {
    /// The words.
    pub text: String,
    /// What they are written in.
    pub locale: LocaleTag,
    /// Other wordings, written by hand.
    #[graphql(default)]
    pub overrides: Vec<Override>,
}

/// A day, and perhaps an hour of it.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "MomentInput")]
pub struct Moment {
    /// The day in the municipality's calendar.
    pub day: Date,
    /// `15:00`, in the municipality's zone; null where the whole day is meant, until its end.
    pub hour: Option<String>,
}

/// A text as it is edited.
pub(crate) fn shown(text: Option<&LocalisedText>) -> Option<EditedText> {
    text.map(Into::into)
}

impl From<&LocalisedText> for EditedText {
    fn from(text: &LocalisedText) -> Self {
        let more = |more: &entities::Text| Override { locale: LocaleTag(more.locale), text: more.text.clone() };
        Self {
            text: text.original.text.clone(),
            locale: LocaleTag(text.original.locale),
            overrides: text.translations.iter().map(more).collect(),
        }
    }
}

impl From<StoredMoment> for Moment {
    fn from(moment: StoredMoment) -> Self {
        Self { day: Date(moment.day), hour: moment.hour.map(|hour| hour.format("%H:%M").to_string()) }
    }
}

/// The instant until which something lasts: without an hour, its day's end.
#[must_use]
pub fn until(moment: StoredMoment, zone: Tz) -> DateTime<Utc> {
    moment.hour.map_or_else(|| end_of_day(moment.day, zone), |hour| at_hour(moment.day, hour, zone))
}

/// Until when something lasts, as one writes it: a day's end is the day, without an hour.
#[must_use]
pub fn ends(at: DateTime<Utc>, zone: Tz) -> StoredMoment {
    let on = day(at, zone);
    let hour = (at != end_of_day(on, zone)).then(|| at.with_timezone(&zone).time());
    StoredMoment { day: on, hour }
}

/// The instant from which something lasts: without an hour, its day's beginning.
#[must_use]
pub fn from(moment: StoredMoment, zone: Tz) -> DateTime<Utc> {
    at_hour(moment.day, moment.hour.unwrap_or(NaiveTime::MIN), zone)
}

/// From when on something lasts, as one writes it: a day's beginning is the day, without an hour.
#[must_use]
pub fn begins(at: DateTime<Utc>, zone: Tz) -> StoredMoment {
    let on = day(at, zone);
    let hour = (at != from(StoredMoment { day: on, hour: None }, zone)).then(|| at.with_timezone(&zone).time());
    StoredMoment { day: on, hour }
}

/// A text that must be there, such as a reason.
pub(crate) fn required(field: &str, text: EditedText) -> Result<LocalisedText, Error> {
    let mut check = Check::default();
    let text = check.text(field, Some(text)).filter(|text| !text.original.text.is_empty());
    match text {
        Some(text) => check.finished(text),
        None => Err(Error::Invalid(vec![FieldError::new(field, Problem::Required)])),
    }
}

/// Plain words that must be there.
pub(crate) fn required_words(field: &str, text: &str) -> Result<String, Error> {
    let mut check = Check::default();
    let text = check.cleaned(field, text, TEXT);
    if text.is_empty() {
        return Err(Error::Invalid(vec![FieldError::new(field, Problem::Required)]));
    }
    check.finished(text)
}

/// A text that was read by itself, with what was written by hand for readers of other locales.
pub(crate) fn worded(
    field: &str,
    text: LocalisedText,
    overrides: Vec<Override>,
    most: usize,
) -> Result<LocalisedText, Error> {
    let mut check = Check::default();
    let text = check.with_others(field, text, overrides, most, false);
    check.finished(text)
}

/// An address of the web that must be there.
pub(crate) fn required_address(field: &str, text: &str) -> Result<String, Error> {
    let mut check = Check::default();
    let address = check.address(field, Some(text));
    let missing = || Error::Invalid(vec![FieldError::new(field, Problem::Required)]);
    check.finished(address)?.ok_or_else(missing)
}

/// A name, if it is there.
pub(crate) fn name(field: &str, text: Option<&str>) -> Result<Option<String>, Error> {
    let mut check = Check::default();
    let name = check.word(field, text, NAME);
    check.finished(name)
}

/// What a row of a desk's file calls itself: its title, or the key by which it is the same next time.
pub(crate) fn called<'a>(title: Option<&'a LocalisedText>, key: &'a str) -> &'a str {
    title.map_or(key, |title| &title.original.text)
}

/// Which record was written into a desk's file, and which version of it; none where the row does not say. Its key can be kept.
pub(crate) fn seen<I: FromStr>(key: &str, id: Option<&str>, version: Option<i32>) -> Result<Option<(I, i32)>, Error> {
    if key.is_empty() || key.chars().count() > KEY || key.chars().any(char::is_control) {
        return Err(Error::Invalid(vec![FieldError::new("key", Problem::Unknown)]));
    }
    Ok(id_in_file(id)?.zip(version))
}

/// An id in a desk's file.
pub(crate) fn id_in_file<I: FromStr>(id: Option<&str>) -> Result<Option<I>, Error> {
    let id = id.map(str::parse::<I>).transpose();
    id.map_err(|_| Error::Invalid(vec![FieldError::new("id", Problem::Unknown)]))
}

/// A moment that must be one.
pub(crate) fn moment(field: &str, moment: Moment) -> Result<StoredMoment, Error> {
    let mut check = Check::default();
    let moment = check.moment(field, Some(moment));
    let missing = || Error::Invalid(vec![FieldError::new(field, Problem::Required)]);
    check.finished(moment)?.ok_or_else(missing)
}

/// Gathers everything that is wrong, so that all of it is said at once.
#[derive(Default)]
pub(crate) struct Check {
    pub(crate) wrong: Vec<FieldError>,
}

impl Check {
    pub(crate) fn finished<T>(self, done: T) -> Result<T, Error> {
        if self.wrong.is_empty() { Ok(done) } else { Err(Error::Invalid(self.wrong)) }
    }

    pub(crate) fn wrong(&mut self, field: &str, problem: Problem) {
        self.wrong.push(FieldError::new(field, problem));
    }

    pub(crate) fn wrong_with(&mut self, field: &str, problem: Problem, most: usize) {
        self.wrong.push(FieldError::new(field, problem).with([most.to_string()]));
    }

    /// In the one form of Unicode, and without letters that nobody sees: neither database keeps a NUL, and what Word pastes
    /// beside the words is none of them.
    pub(crate) fn cleaned(&mut self, field: &str, text: &str, most: usize) -> String {
        let text: String =
            text.replace("\r\n", "\n").nfc().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        if text.trim().chars().count() > most {
            self.wrong_with(field, Problem::TooLong, most);
        }
        text.trim().to_owned()
    }

    pub(crate) fn text_of(
        &mut self,
        field: &str,
        text: Option<EditedText>,
        most: usize,
        line: bool,
    ) -> Option<LocalisedText> {
        let text = text?;
        let words = self.cleaned_as(field, &text.text, most, line);
        let taken = self.with_others(field, LocalisedText::new(text.locale.0, words), text.overrides, most, line);
        (!taken.original.text.is_empty() || !taken.translations.is_empty()).then_some(taken)
    }

    fn cleaned_as(&mut self, field: &str, text: &str, most: usize, line: bool) -> String {
        let text = self.cleaned(field, text, most);
        if line { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text }
    }

    /// The text with what was written by hand for readers of other locales.
    pub(crate) fn with_others(
        &mut self,
        field: &str,
        mut taken: LocalisedText,
        overrides: Vec<Override>,
        most: usize,
        line: bool,
    ) -> LocalisedText {
        for one in overrides.into_iter().take(Locale::ALL.len()) {
            let (locale, words) = (one.locale.0, self.cleaned_as(field, &one.text, most, line));
            let there = locale == taken.original.locale || taken.translations.iter().any(|more| more.locale == locale);
            if !words.is_empty() && !there {
                taken = taken.with(locale, words);
            }
        }
        taken
    }

    pub(crate) fn text(&mut self, field: &str, text: Option<EditedText>) -> Option<LocalisedText> {
        self.text_of(field, text, TEXT, false)
    }

    pub(crate) fn line(&mut self, field: &str, text: Option<EditedText>, most: usize) -> Option<LocalisedText> {
        self.text_of(field, text, most, true)
    }

    pub(crate) fn word(&mut self, field: &str, text: Option<&str>, most: usize) -> Option<String> {
        let text = self.cleaned(field, text?, most);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    pub(crate) fn day(&mut self, field: &str, day: Option<Date>) -> Option<NaiveDate> {
        let day = day?.0;
        if !(1990..=2100).contains(&day.year()) {
            self.wrong.push(FieldError::new(field, Problem::OutOfRange).with(["1990".into(), "2100".into()]));
        }
        Some(day)
    }

    pub(crate) fn moment(&mut self, field: &str, moment: Option<Moment>) -> Option<StoredMoment> {
        let moment = moment?;
        let day = self.day(field, Some(moment.day))?;
        let hour = moment.hour.as_deref().map(str::trim).filter(|hour| !hour.is_empty());
        let read = hour.map(|hour| NaiveTime::parse_from_str(hour, "%H:%M"));
        if matches!(read, Some(Err(_))) {
            self.wrong(field, Problem::NotAnHour);
        }
        Some(StoredMoment { day, hour: read.and_then(Result::ok) })
    }

    pub(crate) fn number(&mut self, field: &str, number: Option<i32>, least: i32, most: i32) -> Option<i32> {
        let number = number?;
        if !(least..=most).contains(&number) {
            let range = [least.to_string(), most.to_string()];
            self.wrong.push(FieldError::new(field, Problem::OutOfRange).with(range));
        }
        Some(number)
    }

    /// Codes of areas of work that are known there, sorted, each once.
    pub(crate) fn areas(&mut self, mut codes: Vec<String>, known: impl Fn(&str) -> bool) -> Vec<String> {
        for (at, code) in codes.iter().enumerate() {
            if !known(code) {
                self.wrong(&format!("areas.{at}"), Problem::Unknown);
            }
        }
        codes.sort();
        codes.dedup();
        codes
    }

    pub(crate) fn address(&mut self, field: &str, text: Option<&str>) -> Option<String> {
        let text = self.word(field, text, ADDRESS)?;
        if web_address(&text).is_none() {
            self.wrong(field, Problem::NotAnAddress);
        }
        Some(text)
    }

    /// The same where people leave out how an address begins: `www.most.example`.
    pub(crate) fn site(&mut self, field: &str, text: Option<&str>) -> Option<String> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        self.address(field, Some(&whole))
    }
}

#[cfg(test)]
mod tests {
    use entities::CallId;

    use super::*;

    #[test]
    fn a_row_of_a_desks_file_says_which_record_it_was() {
        let id = CallId::new();
        let named = id.to_string();
        let long = "ж".repeat(KEY);
        for (key, said, version, expected) in [
            ("kljuc", Some(&*named), Some(3), Ok(Some((id, 3)))),
            ("kljuc", Some(&*named), None, Ok(None)),
            ("kljuc", None, Some(3), Ok(None)),
            (&*long, None, None, Ok(None)),
            ("", Some(&*named), Some(3), Err("key")),
            (&*(long.clone() + "ж"), None, None, Err("key")),
            ("a\nb", None, None, Err("key")),
            ("kljuc", Some("org_01h455vb4pex5vsknk084sn02q"), Some(3), Err("id")),
            ("kljuc", Some("7"), None, Err("id")),
        ] {
            let found = seen::<CallId>(key, said, version).map_err(|error| match error {
                Error::Invalid(fields) => fields.into_iter().map(|field| field.field).collect::<String>(),
                other => panic!("{other:?}"),
            });
            assert_eq!(found, expected.map_err(str::to_owned), "{key:.9} {said:?} {version:?}");
        }
    }
}
