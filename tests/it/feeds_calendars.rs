//! Calendars that one can follow: hours, days, and what becomes of what was moved or cancelled.

use entities::{CallField, CallStage, ConsultationField, ConsultationStage, CorrectionId, call_correction};
use ical::IcalParser;
use ical::parser::ical::component::IcalEvent;
use tests::given::{a_call, in_full, latin, with_everything};
use tests::{Town, instant};

use crate::feeds::{atom, got};

/// The events of a calendar.
pub(crate) fn events(text: &str) -> Vec<IcalEvent> {
    let mut calendars: Vec<_> = IcalParser::new(text.as_bytes())
        .map(|calendar| calendar.unwrap_or_else(|error| panic!("{error}: {text}")))
        .collect();
    assert_eq!(calendars.len(), 1, "{text}");
    assert!(text.lines().all(|line| line.len() <= 75), "folded: {text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "ends of lines");
    let events = calendars.remove(0).events;
    for event in &events {
        for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED", "URL"] {
            assert_eq!(event.properties.iter().filter(|one| one.name == name).count(), 1, "{name}: {event:?}");
        }
    }
    events
}

/// The lines of a calendar that are unfolded, of these names.
fn lines(text: &str, names: &[&str]) -> String {
    let whole = text.replace("\r\n ", "").replace("\r\n", "\n");
    let wanted = |line: &&str| names.iter().any(|name| line.starts_with(name));
    whole.lines().filter(wanted).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_calendar_has_hours_in_universal_time_and_days_without_an_hour_whole() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await;
    let path = format!("/trebinje/pozivi/{}/kalendar.ics", call.id);
    let text = got(&town, &path, "text/calendar").await.text();
    assert_eq!(events(&text).len(), 6, "{text}");
    let id = |text: String| text.replace(&call.id.to_string(), "[call]");
    insta::assert_snapshot!(id(lines(&text, &["DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION", "SEQUENCE", "X-WR"])), @"
    X-WR-CALNAME:Rok je produžen: Javni poziv za projekte udruženja
    X-WR-TIMEZONE:Europe/Sarajevo
    DTSTART:20261112T070000Z
    SEQUENCE:1
    STATUS:CONFIRMED
    SUMMARY:Početak prijava: Javni poziv za projekte udruženja
    DTEND;VALUE=DATE:20261208
    DTSTART;VALUE=DATE:20261207
    SEQUENCE:1
    STATUS:CONFIRMED
    SUMMARY:Rok za pitanja: Javni poziv za projekte udruženja
    DTSTART:20261214T140000Z
    SEQUENCE:1
    STATUS:CONFIRMED
    SUMMARY:Rok za prijavu: Javni poziv za projekte udruženja
    DTEND;VALUE=DATE:20270111
    DTSTART;VALUE=DATE:20270110
    SEQUENCE:1
    STATUS:CONFIRMED
    SUMMARY:Rok za prigovor: Javni poziv za projekte udruženja
    DTSTART:20261118T100000Z
    LOCATION:Velika sala
    SEQUENCE:1
    STATUS:CONFIRMED
    SUMMARY:Informativni sastanak: Javni poziv za projekte udruženja
    DTSTART:20261201T100000Z
    LOCATION:Velika sala
    SEQUENCE:1
    STATUS:CONFIRMED
    SUMMARY:Mentorski sastanak: Javni poziv za projekte udruženja
    ");
    let whole = id(text.replace("\r\n ", ""));
    assert!(whole.contains("UID:[call].deadline@javno\r\n"), "{whole}");
    assert!(whole.contains("DTSTAMP:20261123T090000Z\r\n"), "when it was changed, not when it is asked: {whole}");

    // A day without an hour, in summer as in winter: the day there, not the one in Greenwich.
    let days = town
        .calls(["2026-12-14T22:59:59.999999Z", "2026-07-14T21:59:59.999999Z"].map(|at| {
            let mut new = a_call(&trebinje);
            (new.call.deadline_at, new.call.deadline_hour_stated) = (Some(instant(at)), false);
            new
        }))
        .await;
    for (call, day, next) in [(&days[0], "20261214", "20261215"), (&days[1], "20260714", "20260715")] {
        let text = got(&town, &format!("/trebinje/pozivi/{}/kalendar.ics", call.id), "text/calendar").await.text();
        let said = lines(&text, &["DTSTART", "DTEND"]);
        assert_eq!(said, format!("DTEND;VALUE=DATE:{next}\nDTSTART;VALUE=DATE:{day}"));
    }
}

#[tokio::test]
async fn what_is_cancelled_or_moved_keeps_its_name_and_says_so() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town
        .call(&trebinje, |new| {
            in_full(new);
            new.call.stage = CallStage::Cancelled;
            new.corrections.push(call_correction::Model {
                id: CorrectionId::new(),
                at: instant("2026-11-24T08:00:00Z"),
                field: CallField::Cancellation,
                before: None,
                after: Some("cancelled".into()),
                reason: Some(latin("Nema novca.")),
                ..new.corrections[0].clone()
            });
        })
        .await;
    let path = format!("/trebinje/pozivi/{}/kalendar.ics", call.id);
    let text = got(&town, &path, "text/calendar").await.text();
    insta::assert_snapshot!(lines(&text, &["SUMMARY", "STATUS", "SEQUENCE"]), @"
    SEQUENCE:2
    STATUS:CONFIRMED
    SUMMARY:Početak prijava: Javni poziv za projekte udruženja
    SEQUENCE:2
    STATUS:CANCELLED
    SUMMARY:Rok za pitanja: Javni poziv za projekte udruženja
    SEQUENCE:2
    STATUS:CANCELLED
    SUMMARY:Rok za prijavu: Javni poziv za projekte udruženja
    SEQUENCE:2
    STATUS:CANCELLED
    SUMMARY:Rok za prigovor: Javni poziv za projekte udruženja
    SEQUENCE:2
    STATUS:CONFIRMED
    SUMMARY:Informativni sastanak: Javni poziv za projekte udruženja
    SEQUENCE:2
    STATUS:CANCELLED
    SUMMARY:Mentorski sastanak: Javni poziv za projekte udruženja
    ");
    let answer = got(&town, "/trebinje/pozivi.atom", "application/atom+xml").await;
    assert_eq!(atom(&answer).entries[0].title, "Poništen: Javni poziv za projekte udruženja");
    assert_eq!(answer.header("last-modified"), "Tue, 24 Nov 2026 08:00:00 GMT");

    let debate = |given: &mut tests::given::Given| {
        with_everything(given);
        given.new.consultation.stage = ConsultationStage::Cancelled;
        given.changes[0].field = ConsultationField::Cancellation;
    };
    let row = town.consultation(&trebinje, debate).await;
    let path = format!("/trebinje/rasprava/{}/kalendar.ics?lang=sr-Cyrl", row.id);
    let text = got(&town, &path, "text/calendar").await.text();
    assert_eq!(events(&text).len(), text.matches("STATUS:CANCELLED").count(), "{text}");
    insta::assert_snapshot!(lines(&text, &["SUMMARY", "DTSTART", "LOCATION"]), @"
    DTSTART;VALUE=DATE:20261208
    SUMMARY:Примједбе до: Јавна расправа о Нацрту одлуке
    DTSTART:20261127T160000Z
    LOCATION:Велика сала
    SUMMARY:Јавна расправа: Јавна расправа о Нацрту одлуке
    ");
}
