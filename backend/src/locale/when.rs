//! How days and hours are written, in the municipality's zone: `5. 8. 2026.`, and with its hour `5. 8. 2026. u 15.00 časova`.
//! Pages and letters write them so; the widgets do the same in `widgets/src/say.ts`.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use entities::Locale;

use super::messages::Messages;
use crate::clock::{Tz, day};

/// `5. 8. 2026.`; in English `5 Aug 2026`.
#[must_use]
pub fn date(day: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::En => day.format("%-d %b %Y").to_string(),
        _ => format!("{}. {}. {}.", day.day(), day.month(), day.year()),
    }
}

/// `15.00`; in English `15:00`. What it is counted in stands in the sentence: časova, sati.
#[must_use]
pub fn time(at: DateTime<Utc>, zone: Tz, locale: Locale) -> String {
    let form = if locale == Locale::En { "%H:%M" } else { "%H.%M" };
    at.with_timezone(&zone).format(form).to_string()
}

/// `5. 8. 2026. u 15.00 časova`; the day alone where no hour is stated.
#[must_use]
pub fn moment(at: DateTime<Utc>, hour_stated: bool, zone: Tz, say: &Messages) -> String {
    let on = date(day(at, zone), say.locale());
    if !hour_stated {
        return on;
    }
    say.fill("atHour", &[("date", &on), ("time", &time(at, zone, say.locale()))])
}
