//! Dates as a calendar, RFC 5545.
//!
//! An hour is written in UTC, which every program shows in its reader's zone and which needs no table of summer times; a day
//! without an hour is that whole day, in whatever zone. What is cancelled stays, and says so: a date that merely went
//! missing would be taken for a mistake of the program.

use entities::municipality;
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};

use super::told::{At, Date, Told};
use crate::clock::zone;

/// The dates of all these, under this name.
pub(super) fn written(name: &str, owner: Option<&municipality::Model>, told: &[Told]) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Javno//Javno//SR"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(&plain(name));
    if let Some(owner) = owner {
        calendar.timezone(zone(&owner.time_zone).name());
    }
    calendar.ttl(&chrono::TimeDelta::hours(1));
    for told in told {
        for date in &told.dates {
            calendar.push(event(told, date));
        }
    }
    calendar.to_string()
}

/// A text without what could end a line. Line breaks of longer texts are written as `\\n`, and only they.
fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn event(told: &Told, date: &Date) -> Event {
    let mut event = Event::new();
    event
        .uid(&date.uid)
        .timestamp(told.updated)
        .last_modified(told.updated)
        .sequence(u32::try_from(told.changes).unwrap_or(u32::MAX))
        .summary(&plain(&date.what))
        .description(&told.lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join("\n"))
        .url(&told.page)
        // It takes nobody's time: it is something to remember.
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(place) = &date.place {
        event.location(&plain(place));
    }
    if !told.areas.is_empty() {
        event.categories(told.areas.iter().map(|(_, label)| plain(label)));
    }
    match date.at {
        At::Hour(at) => event.starts(at),
        // The end of a whole day is the next one: RFC 5545 counts it as the first that is not meant.
        At::Day(day, _) => event.starts(day).ends(day.succ_opt().unwrap_or(day)),
    };
    // What was over when it was cancelled has taken place.
    let off = told.cancelled.is_some_and(|since| since <= date.at.ends());
    event.status(if off { EventStatus::Cancelled } else { EventStatus::Confirmed });
    event
}
