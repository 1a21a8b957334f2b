//! Pages of consultations: the list of a municipality's, each with its act, what is said in it, and the receipts.

mod act;
pub(in crate::http) mod files;
pub(in crate::http) mod later;
pub(super) mod list;
pub(super) mod one;
mod privacy;
pub(super) mod receipt;
pub(super) mod record;
pub(super) mod talk;
mod threads;
pub(super) mod voices;

use std::collections::HashMap;

use async_graphql::dataloader::Loader as _;
use chrono::{DateTime, Utc};
use entities::{ConsultationId, ConsultationKind, LocalisedText, consultation};
use maud::{Markup, html};

use super::{Context, say};
use crate::clock::{Tz, day, days_until};
use crate::consultations::rules::{Facts, Status, status};
use crate::error::Error;
use crate::locale::messages::Messages;
use crate::locale::render as in_locale;
use crate::reports::store::{ReportLoader, ReportOf};

/// A text, marked with its language where that is not the page's.
fn words(context: &Context<'_>, text: &LocalisedText) -> Markup {
    let said = in_locale(text, context.locale);
    let other = (said.locale != context.locale).then(|| said.locale.tag());
    html! { span lang=[other] { (said.text) } }
}

/// The ways to the page before and to the next, of a list at this address.
fn turning(context: &Context<'_>, here: &str, before: Option<String>, after: Option<String>) -> Markup {
    let join = if here.contains('?') { '&' } else { '?' };
    html! {
        @if before.is_some() || after.is_some() {
            nav.pages {
                @if let Some(cursor) = before {
                    a rel="prev" href={ (here) (join) "prije=" (cursor) } { "← " (context.say.say("page.previous")) }
                }
                @if let Some(cursor) = after {
                    a rel="next" href={ (here) (join) "poslije=" (cursor) } { (context.say.say("page.next")) " →" }
                }
            }
        }
    }
}

/// The key of a status's name.
const fn status_key(status: Status) -> &'static str {
    match status {
        Status::Announced => "debate.debateAnnounced",
        Status::Open => "debate.debateOpen",
        Status::Closed => "debate.debateClosed",
        Status::Report => "debate.debateReport",
        Status::Cancelled => "debate.debateCancelled",
        Status::Undated => "debate.debateUndated",
    }
}

/// The key of a kind's name.
pub(super) const fn kind_key(kind: ConsultationKind) -> &'static str {
    match kind {
        ConsultationKind::PublicDebate => "debate.kindPublicDebate",
        ConsultationKind::PublicInspection => "debate.kindPublicInspection",
        ConsultationKind::CallForProposals => "debate.kindCallForProposals",
        ConsultationKind::CitizensAssembly => "debate.kindCitizensAssembly",
        ConsultationKind::Consultation => "debate.kindConsultation",
    }
}

/// When the reports of these were made, of those that have one.
async fn reported(
    context: &Context<'_>,
    rows: &[consultation::Model],
) -> Result<HashMap<ConsultationId, DateTime<Utc>>, Error> {
    let ended = rows.iter().filter(|row| status(&Facts::from(*row), context.scope.now) == Status::Report);
    let keys: Vec<_> = ended.map(|row| ReportOf(row.id)).collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let found = ReportLoader(context.scope.clone()).load(keys.as_slice()).await?;
    Ok(found.into_iter().filter_map(|(of, report)| Some((of.0, report?.made_at))).collect())
}

/// The two lines beside a consultation: how long one can still comment, and until when; or when its report was made.
fn due(
    row: &consultation::Model,
    (status, report): (Status, Option<DateTime<Utc>>),
    now: DateTime<Utc>,
    zone: Tz,
    messages: &Messages,
) -> say::Due {
    let locale = messages.locale();
    let line = |strong: &str, small: String| say::Due { strong: strong.to_owned(), small, soon: false };
    let on = |at: Option<DateTime<Utc>>| at.map(|at| say::date(day(at, zone), locale)).unwrap_or_default();
    match (status, row.opens_at, row.closes_at) {
        (Status::Open, _, Some(at)) => {
            let left = days_until(at, now, zone);
            let strong = match left {
                0 if row.closes_hour_stated => messages.fill("closesToday", &[("time", &say::time(at, zone, locale))]),
                0 => messages.say("lastDay").to_owned(),
                1 => messages.say("closesTomorrow").to_owned(),
                _ => messages.count("daysLeft", left),
            };
            let small = say::until(at, row.closes_hour_stated, zone, messages);
            say::Due { strong, small, soon: left <= 3 }
        }
        (Status::Announced, Some(at), _) => {
            let opens = messages.fill("opens", &[("date", &say::date(day(at, zone), locale))]);
            line(messages.say(status_key(status)), opens)
        }
        (status, _, closes) => {
            let at = match status {
                Status::Closed => closes,
                Status::Report => report,
                // Nobody has to heed the last day of what will not be held.
                Status::Announced | Status::Open | Status::Cancelled | Status::Undated => None,
            };
            line(messages.say(status_key(status)), on(at))
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use entities::{ConsultationStage, Locale};

    use super::due;
    use crate::calls::rules::content::tests::owner;
    use crate::clock::zone;
    use crate::consultations::rules::content::blank;
    use crate::consultations::rules::{Facts, status};
    use crate::locale::messages::Messages;

    #[test]
    fn each_date_stands_beside_what_it_is_the_date_of() {
        let instant = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let (now, made) = (instant("2026-12-01T10:00:00Z"), instant("2026-11-20T09:00:00Z"));
        for (stage, report, told) in [
            (ConsultationStage::Published, None, "Rasprava je završena|31. 10. 2026."),
            (ConsultationStage::Finished, Some(made), "Izvještaj je objavljen|20. 11. 2026."),
            (ConsultationStage::Finished, None, "Izvještaj je objavljen|"),
            (ConsultationStage::Cancelled, None, "Obustavljena|"),
        ] {
            let mut row = blank(&owner(), now).consultation;
            (row.stage, row.closes_at) = (stage, Some(instant("2026-10-31T22:59:59.999999Z")));
            let about = (status(&Facts::from(&row), now), report);
            let said = due(&row, about, now, zone("Europe/Sarajevo"), Messages::of(Locale::SrLatn));
            assert_eq!(format!("{}|{}", said.strong, said.small), told, "{stage:?}");
        }
    }
}
