//! Calendars of many: a program that keeps one drops what is not in the file any more, so that whatever lies ahead has to be
//! in it, however much was published since.

use chrono::{Days, TimeDelta};
use entities::{ConsultationId, ConsultationSessionId, call_event, consultation_session};
use tests::given::{a_call, in_full, latin, on, with_everything};
use tests::{Town, instant};

/// The names of all dates in a calendar.
async fn dates(town: &Town, path: &str) -> Vec<String> {
    let answer = town.get(path).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("content-type")),
        (200, "text/calendar; charset=utf-8"),
        "{path}"
    );
    let text = answer.text().replace("\r\n ", "");
    text.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect()
}

#[tokio::test]
async fn sixty_calls_are_all_in_the_calendar_and_the_newest_fifty_in_the_news() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let call = |number: u64| {
        let mut new = a_call(if number.is_multiple_of(2) { &trebinje } else { &teslic });
        new.areas = vec![if number < 3 { "sport" } else { "culture" }.into()];
        // The later they were published, the sooner they close: the oldest is open longest.
        new.call.published_on = on("2026-08-01").checked_add_days(Days::new(number));
        new.call.deadline_at =
            Some(instant("2027-03-01T11:00:00Z") - TimeDelta::days(i64::try_from(number).expect("few")));
        new
    };
    let calls = town.calls((0..60).map(call)).await;
    let all: Vec<_> = calls.iter().map(|call| format!("{}.deadline@javno", call.id)).collect();

    let found = dates(&town, "/pozivi.ics").await;
    assert_eq!(found.len(), 60);
    assert!(all.iter().all(|uid| found.contains(uid)), "{found:?}");
    // Of one municipality, and of an area.
    assert_eq!(dates(&town, "/trebinje/pozivi.ics").await.len(), 30);
    let mut sport = dates(&town, "/pozivi.ics?oblast=sport").await;
    sport.sort();
    let mut asked = all[..3].to_vec();
    asked.sort();
    assert_eq!(sport, asked);
    assert_eq!(dates(&town, "/teslic/pozivi.ics?oblast=sport").await, all[1..2]);
    // News are what is new.
    let news = town.get("/pozivi.json").await.json();
    assert_eq!(news["items"].as_array().map(Vec::len), Some(50));
}

#[tokio::test]
async fn sixty_debates_are_all_in_the_calendar() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    for number in 0..60 {
        town.consultation(&trebinje, |given| {
            given.new.consultation.published_on = on("2026-08-01").checked_add_days(Days::new(number));
        })
        .await;
    }
    assert_eq!(dates(&town, "/rasprave.ics").await.len(), 60);
    assert_eq!(dates(&town, "/trebinje/rasprave.ics").await.len(), 60);
    let news = town.get("/rasprave.json").await.json();
    assert_eq!(news["items"].as_array().map(Vec::len), Some(50));
}

#[tokio::test]
async fn what_took_place_long_ago_falls_out_when_a_day_ends() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    // It is 24 November. Ninety days ago was 26 August, which began at ten in the evening in Greenwich.
    let kept = town.call(&trebinje, |new| new.call.deadline_at = Some(instant("2026-08-25T22:00:00Z"))).await;
    town.call(&trebinje, |new| new.call.deadline_at = Some(instant("2026-08-25T21:59:59Z"))).await;
    town.call(&trebinje, |new| new.call.deadline_at = None).await;
    // Over, but for something that is still to come.
    let meets = town
        .call(&trebinje, |new| {
            in_full(new);
            let call = &mut new.call;
            (call.opens_at, call.deadline_at) = (None, Some(instant("2026-05-01T12:00:00Z")));
            (call.questions_until, call.objections_until) = (None, None);
            new.events =
                vec![call_event::Model { starts_at: instant("2026-12-24T12:00:00Z"), ..new.events[0].clone() }];
        })
        .await;
    let objected = town
        .call(&trebinje, |new| {
            new.call.deadline_at = Some(instant("2026-05-01T12:00:00Z"));
            new.call.objections_until = Some(instant("2026-12-01T12:00:00Z"));
            new.call.title = latin("Prigovori");
        })
        .await;
    let of = |found: &[String], id: String| found.iter().filter(|uid| uid.starts_with(&id)).count();
    let found = dates(&town, "/trebinje/pozivi.ics").await;
    assert_eq!(of(&found, kept.id.to_string()), 1, "{found:?}");
    assert_eq!(of(&found, objected.id.to_string()), 2, "{found:?}");
    assert_eq!(of(&found, meets.id.to_string()), 1, "its own deadline: {found:?}");
    assert_eq!(found.len(), 5, "and its meeting: {found:?}");

    let tag = town.get("/trebinje/pozivi.ics").await.header("etag").to_owned();
    town.clock.advance(TimeDelta::hours(12));
    assert_eq!(town.get("/trebinje/pozivi.ics").await.header("etag"), tag, "late in the evening of the same day");
    town.clock.advance(TimeDelta::hours(2));
    let found = dates(&town, "/trebinje/pozivi.ics").await;
    assert_eq!((of(&found, kept.id.to_string()), found.len()), (0, 4), "{found:?}");

    // Debates likewise: one whose last day is long over, with a session ahead.
    town.consultation(&trebinje, |given| given.new.consultation.closes_at = Some(instant("2026-08-01T12:00:00Z")))
        .await;
    let met = town
        .consultation(&trebinje, |given| {
            with_everything(given);
            let row = &mut given.new.consultation;
            (row.opens_at, row.closes_at) = (None, Some(instant("2026-08-01T12:00:00Z")));
            let session = consultation_session::Model {
                id: ConsultationSessionId::new(),
                starts_at: instant("2026-12-01T12:00:00Z"),
                ..given.new.sessions[0].clone()
            };
            given.new.sessions = vec![session];
        })
        .await;
    let found = dates(&town, "/rasprave.ics").await;
    let of_it = |id: ConsultationId| of(&found, id.to_string());
    assert_eq!((of_it(met.id), found.len()), (1, 2), "{found:?}");
}
