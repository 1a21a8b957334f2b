//! How hosted pages write dates, sums and deadlines: `5. 8. 2026.`, `15.00 časova`, `180.000,50 KM`. The widgets do the same
//! in `widgets/src/say.ts`.

use chrono::{DateTime, Utc};
use entities::{Currency, Locale, open_call};
use rust_decimal::Decimal;
use sea_orm::ActiveEnum as _;

use crate::calls::rules::{Phase, Status};
use crate::clock::{Tz, day, days_until};
use crate::edited::ends;
use crate::locale::messages::Messages;
pub(super) use crate::locale::when::{date, moment, time};

/// `180.000,50 KM`; decimals only where there are any.
pub(super) fn money(minor: i64, currency: Option<Currency>, locale: Locale) -> String {
    let amount = Decimal::new(minor, 2);
    let text = if amount.fract().is_zero() { amount.trunc().to_string() } else { amount.to_string() };
    let (whole, cents) = text.split_once('.').unwrap_or((&text, ""));
    let (group, point) = if locale == Locale::En { (',', '.') } else { ('.', ',') };
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(group);
        }
        out.push(digit);
    }
    if !cents.is_empty() {
        out.push(point);
        out.push_str(cents);
    }
    let unit = match (currency, locale) {
        (Some(Currency::Bam), Locale::SrCyrl) => "КМ",
        (Some(Currency::Bam), _) => "KM",
        (Some(Currency::Eur), _) => "EUR",
        (Some(Currency::Rsd), _) => "RSD",
        (Some(Currency::Usd), _) => "USD",
        (None, _) => "",
    };
    format!("{out}\u{a0}{unit}")
}

/// The units of a file's size, of a thousand and of a million bytes: `kB` and `MB`; in Cyrillic `кБ` and `МБ`.
pub(super) const fn units(locale: Locale) -> (&'static str, &'static str) {
    match locale {
        Locale::SrCyrl => ("кБ", "МБ"),
        Locale::SrLatn | Locale::Bs | Locale::Hr | Locale::En => ("kB", "MB"),
    }
}

/// Reads a sum as corrections keep it: `3000 BAM`.
pub(super) fn parse_money(text: &str) -> Option<(i64, Currency)> {
    let (amount, code) = text.split_once(' ')?;
    let minor = amount.parse::<Decimal>().ok()? * Decimal::ONE_HUNDRED;
    Some((minor.try_into().ok()?, Currency::try_from_value(&code.to_owned()).ok()?))
}

/// What one project may get.
pub(super) fn grant(min: Option<i64>, max: Option<i64>, currency: Option<Currency>, say: &Messages) -> Option<String> {
    let sum = |minor| money(minor, currency, say.locale());
    match (min, max) {
        (Some(min), Some(max)) => {
            let from = sum(min);
            let from = from.split('\u{a0}').next().unwrap_or_default();
            Some(format!("{from}–{}", sum(max)))
        }
        (None, Some(max)) => Some(say.fill("upTo", &[("max", &sum(max))])),
        (Some(min), None) => Some(say.fill("from", &[("min", &sum(min))])),
        (None, None) => None,
    }
}

/// How long a project may last, in months.
pub(super) fn duration(min: Option<i32>, max: Option<i32>, say: &Messages) -> Option<String> {
    let months = |n: i32| say.count("months", n.into());
    let up_to = |max| say.fill("upTo", &[("max", &months(max))]);
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(months(max)),
        (Some(min), Some(max)) => Some(format!("{} {}", say.fill("from", &[("min", &min.to_string())]), up_to(max))),
        (None, Some(max)) => Some(up_to(max)),
        (Some(min), None) => Some(say.fill("from", &[("min", &months(min))])),
        (None, None) => None,
    }
}

/// The two lines beside a call: how long one can still apply, and until when.
pub(super) struct Due {
    pub strong: String,
    pub small: String,
    /// Three days or less.
    pub soon: bool,
}

pub(super) fn due(call: &open_call::Model, status: Status, now: DateTime<Utc>, zone: Tz, say: &Messages) -> Due {
    let locale = say.locale();
    let line = |strong: &str, small: String| Due { strong: strong.to_owned(), small, soon: false };
    match (status, status.phase(), call.deadline_at) {
        (Status::OpenUntilSpent, _, None) => line(say.say("untilSpent"), String::new()),
        (_, Phase::Open, Some(at)) => {
            let left = days_until(at, now, zone);
            let hour = time(at, zone, locale);
            let strong = match left {
                0 if call.deadline_hour_stated => say.fill("closesToday", &[("time", &hour)]),
                0 => say.say("lastDay").to_owned(),
                1 => say.say("closesTomorrow").to_owned(),
                _ => say.count("daysLeft", left),
            };
            Due { strong, small: until(at, call.deadline_hour_stated, zone, say), soon: left <= 3 }
        }
        (_, Phase::Announced, _) => {
            let opens = call.opens_at.map(|at| say.fill("opens", &[("date", &date(day(at, zone), locale))]));
            line(say.say("statusAnnounced"), opens.unwrap_or_default())
        }
        (Status::Undated, ..) => line(say.say("noDeadline"), String::new()),
        (Status::Closed, _, at) => {
            line(say.say("passed"), at.map(|at| date(day(at, zone), locale)).unwrap_or_default())
        }
        (Status::Objections, ..) => {
            let last = call.objections_until.map(|at| until(at, ends(at, zone).hour.is_some(), zone, say));
            line(say.say(status_key(status)), last.unwrap_or_default())
        }
        // Of lists and contracts the day for applications is no date, and nobody has to heed it where nothing will be held.
        (status, ..) => line(say.say(status_key(status)), String::new()),
    }
}

/// `do 14. 12. 2026. u 15.00 časova`; without a stated hour, `do kraja dana 14. 12. 2026.`
pub(super) fn until(at: DateTime<Utc>, hour_stated: bool, zone: Tz, say: &Messages) -> String {
    let key = if hour_stated { "untilTime" } else { "endOfDay" };
    say.fill(key, &[("date", &moment(at, hour_stated, zone, say))])
}

/// The key of a status's name.
pub(super) const fn status_key(status: Status) -> &'static str {
    match status {
        Status::Announced => "statusAnnounced",
        Status::Open => "statusOpen",
        Status::Extended => "statusExtended",
        Status::OpenUntilSpent => "statusOpenUntilSpent",
        Status::Closed => "statusClosed",
        Status::Evaluating => "statusEvaluating",
        Status::PreliminaryList => "statusPreliminaryList",
        Status::Objections => "statusObjections",
        Status::FinalList => "statusFinalList",
        Status::Contracted => "statusContracted",
        Status::Cancelled => "statusCancelled",
        Status::Undated => "statusUndated",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::{DateTime, NaiveDate, Utc};
    use entities::{CallStage, Currency, Locale};
    use sea_orm::ActiveEnum as _;

    use super::{date, due, duration, grant, moment, money, parse_money, time, until};
    use crate::calls::rules::content::blank;
    use crate::calls::rules::content::tests::owner;
    use crate::calls::rules::{Facts, status};
    use crate::clock::zone;
    use crate::locale::messages::Messages;

    /// What the widgets write too (`widgets/src/say.test.ts` reads the same table).
    #[derive(serde::Deserialize)]
    struct Golden {
        dates: Vec<OnDay>,
        money: Vec<Sum>,
        times: Vec<Until>,
        moments: Vec<Until>,
        until: Vec<Until>,
    }

    #[derive(serde::Deserialize)]
    struct OnDay {
        day: NaiveDate,
        said: BTreeMap<String, String>,
    }

    #[derive(serde::Deserialize)]
    struct Sum {
        minor: i64,
        currency: String,
        said: BTreeMap<String, String>,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Until {
        at: DateTime<chrono::FixedOffset>,
        #[serde(default)]
        hour_stated: bool,
        said: BTreeMap<String, String>,
    }

    #[test]
    fn dates_hours_sums_and_deadlines_are_written_as_the_table_says() {
        let golden: Golden = serde_json::from_str(include_str!("../../../../tests/golden/said.json")).expect("a table");
        let zone = zone("Europe/Sarajevo");
        for locale in Locale::ALL {
            let (tag, say) = (locale.tag(), Messages::of(locale));
            for OnDay { day, said } in &golden.dates {
                assert_eq!(date(*day, locale), said[tag], "{tag}");
            }
            for Sum { minor, currency, said } in &golden.money {
                let currency = Currency::try_from_value(currency).ok();
                assert_eq!(money(*minor, currency, locale), said[tag], "{tag}");
            }
            for Until { at, said, .. } in &golden.times {
                assert_eq!(time(at.to_utc(), zone, locale), said[tag], "{tag}");
            }
            for Until { at, hour_stated, said } in &golden.moments {
                assert_eq!(moment(at.to_utc(), *hour_stated, zone, say), said[tag], "{tag}");
            }
            for Until { at, hour_stated, said } in &golden.until {
                assert_eq!(until(at.to_utc(), *hour_stated, zone, say), said[tag], "{tag}");
            }
        }
    }

    #[test]
    fn each_date_stands_beside_what_it_is_the_date_of() {
        let instant = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let at = |text: &str| Some(instant(text));
        let now = instant("2026-12-01T10:00:00Z");
        for (stage, objections, told) in [
            (CallStage::Published, None, "Rok je istekao|2. 11. 2026."),
            (CallStage::Evaluating, None, "U toku je ocjenjivanje|"),
            (CallStage::Preliminary, at("2026-12-07T22:59:59.999999Z"), "Rok za prigovor|do kraja dana 7. 12. 2026."),
            (CallStage::Preliminary, at("2026-12-07T11:00:00Z"), "Rok za prigovor|do 7. 12. 2026. u 12.00 časova"),
            (CallStage::Preliminary, at("2026-11-30T11:00:00Z"), "Preliminarna rang-lista|"),
            (CallStage::Preliminary, None, "Preliminarna rang-lista|"),
            (CallStage::Final, None, "Konačna rang-lista|"),
            (CallStage::Contracted, None, "Ugovori potpisani|"),
            (CallStage::Cancelled, None, "Poništen|"),
        ] {
            let mut call = blank(&owner(), now).call;
            (call.stage, call.objections_until) = (stage, objections);
            call.deadline_at = at("2026-11-02T22:59:59.999999Z");
            let said = due(
                &call,
                status(&Facts::from(&call), now),
                now,
                zone("Europe/Sarajevo"),
                Messages::of(Locale::SrLatn),
            );
            assert_eq!(format!("{}|{}", said.strong, said.small), told, "{stage:?}");
            assert!(!said.soon, "{stage:?}");
        }
    }

    #[test]
    fn a_corrected_sum_is_read_back() {
        assert_eq!(parse_money("3000 BAM"), Some((300_000, Currency::Bam)));
        assert_eq!(parse_money("49404.5 EUR"), Some((4_940_450, Currency::Eur)));
        assert_eq!(parse_money("3000 XYZ"), None);
        assert_eq!(parse_money("nothing"), None);
    }

    #[test]
    fn the_shortest_project_is_told_beside_the_longest() {
        let told = |min, max, locale| duration(min, max, Messages::of(locale)).unwrap_or_default();
        assert_eq!(told(Some(6), Some(12), Locale::SrLatn), "od 6 do 12 mjeseci");
        assert_eq!(told(None, Some(12), Locale::SrLatn), "do 12 mjeseci");
        assert_eq!(told(Some(3), None, Locale::SrLatn), "od 3 mjeseca");
        assert_eq!(told(Some(6), Some(6), Locale::En), "6 months");
        assert_eq!(told(Some(6), Some(12), Locale::En), "from 6 up to 12 months");
        assert_eq!(told(None, None, Locale::En), "");
    }

    #[test]
    fn sums_are_written_as_the_region_writes_them() {
        let written = |minor, locale| money(minor, Some(Currency::Bam), locale);
        assert_eq!(written(18_000_050, Locale::SrLatn), "180.000,50\u{a0}KM");
        assert_eq!(written(18_000_050, Locale::SrCyrl), "180.000,50\u{a0}КМ");
        assert_eq!(written(500_000, Locale::SrLatn), "5.000\u{a0}KM");
        assert_eq!(written(40_000, Locale::SrLatn), "400\u{a0}KM");
        assert_eq!(written(1_364_000_000, Locale::En), "13,640,000\u{a0}KM");
        let say = Messages::of(Locale::SrLatn);
        assert_eq!(
            grant(Some(500_000), Some(1_500_000), Some(Currency::Bam), say).as_deref(),
            Some("5.000–15.000\u{a0}KM")
        );
        assert_eq!(grant(None, Some(300_000), Some(Currency::Bam), say).as_deref(), Some("do 3.000\u{a0}KM"));
    }
}
