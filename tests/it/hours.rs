//! An hour that was set is told wherever its day is, and none is made of a day alone.

use chrono::TimeDelta;
use entities::{CallField, CorrectionId, call_correction, municipality};
use serde_json::json;
use tests::given::in_full;
use tests::{Town, instant};

use crate::desk_calls::done;
use crate::results::{Desk, mutation};

/// The text between two marks, the first time.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let rest = text.split_once(open).unwrap_or_else(|| panic!("{open} is missing in {text}")).1;
    rest.split(close).next().unwrap_or_default()
}

/// The steps of a call's page, each with its time.
fn steps(page: &str) -> Vec<String> {
    let list = between(page, "<ol class=\"steps\"", "</ol>");
    let step = |step: &str| {
        let time = between(step, "<time", "</time>").split_once('>').expect("a tag").1;
        format!("{}: {time}", between(step, "<b>", "</b>"))
    };
    list.split("<li").skip(1).map(step).collect()
}

/// What a call's page tells of these four, and what its calendar says of the second.
async fn told(
    (town, owner): (&Town, &municipality::Model),
    [opens, questions, deadline, objections]: [&str; 4],
    hour: bool,
) -> (Vec<String>, String) {
    let call = town
        .call(owner, |new| {
            in_full(new);
            new.events.clear();
            new.deadlines.clear();
            let call = &mut new.call;
            (call.opens_at, call.questions_until) = (Some(instant(opens)), Some(instant(questions)));
            (call.deadline_at, call.deadline_hour_stated) = (Some(instant(deadline)), hour);
            call.objections_until = Some(instant(objections));
            let changed = |minute, field, before: &str| call_correction::Model {
                id: CorrectionId::new(),
                at: new.corrections[0].at + TimeDelta::minutes(minute),
                field,
                before: Some(before.into()),
                after: None,
                reason: None,
                ..new.corrections[0].clone()
            };
            new.corrections = vec![
                changed(0, CallField::Opens, opens),
                changed(1, CallField::QuestionsUntil, questions),
                changed(2, CallField::ObjectionsUntil, objections),
            ];
        })
        .await;
    let page = town.get(&format!("/trebinje/pozivi/{}", call.id)).await.text();
    let mut lines = steps(&page);
    let changed = page.split_once("id=\"izmjene\"").expect("corrections").1;
    lines.extend(changed.split("<s>").skip(1).filter_map(|rest| rest.split('<').next()).map(str::to_owned));
    let calendar = town.get(&format!("/trebinje/pozivi/{}/kalendar.ics", call.id)).await.text();
    let event = calendar.split("BEGIN:VEVENT").find(|event| event.contains(".questions@")).expect("a date").to_owned();
    let start = event.lines().find(|line| line.starts_with("DTSTART")).unwrap_or_default();
    (lines, start.to_owned())
}

#[tokio::test]
async fn an_hour_that_was_set_is_told_and_none_is_made_of_a_day() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let there = (&town, &trebinje);
    let hours = ["2026-11-12T07:00:00Z", "2026-12-07T11:30:00Z", "2026-12-14T14:00:00Z", "2027-01-10T11:00:00Z"];
    let (lines, start) = told(there, hours, true).await;
    insta::assert_snapshot!(lines.join("\n"), @"
    Objava: 10. 11. 2026.
    Početak prijava: 12. 11. 2026. u 08.00 časova
    Rok za pitanja: do 7. 12. 2026. u 12.30 časova
    Rok za prijavu: do 14. 12. 2026. u 15.00 časova
    Rok za prigovor: do 10. 1. 2027. u 12.00 časova
    Rang-lista: 15. 1. 2027.
    ranije: 12. 11. 2026. u 08.00 časova
    ranije: 7. 12. 2026. u 12.30 časova
    ranije: 10. 1. 2027. u 12.00 časova
    ");
    assert_eq!(start, "DTSTART:20261207T113000Z");

    let days = [
        "2026-11-11T23:00:00Z",
        "2026-12-07T22:59:59.999999Z",
        "2026-12-14T22:59:59.999999Z",
        "2027-01-10T22:59:59.999999Z",
    ];
    let (lines, start) = told(there, days, false).await;
    insta::assert_snapshot!(lines.join("\n"), @"
    Objava: 10. 11. 2026.
    Početak prijava: 12. 11. 2026.
    Rok za pitanja: do kraja dana 7. 12. 2026.
    Rok za prijavu: do kraja dana 14. 12. 2026.
    Rok za prigovor: do kraja dana 10. 1. 2027.
    Rang-lista: 15. 1. 2027.
    ranije: 12. 11. 2026.
    ranije: 7. 12. 2026.
    ranije: 10. 1. 2027.
    ");
    assert_eq!(start, "DTSTART;VALUE=DATE:20261207");

    // Midnight is where a day begins: whoever may ask until then has nothing of that day.
    let midnight = ["2026-11-12T07:00:00Z", "2026-12-06T23:00:00Z", "2026-12-14T14:00:00Z", "2027-01-10T11:00:00Z"];
    let (lines, start) = told(there, midnight, true).await;
    assert_eq!(lines[2], "Rok za pitanja: do 7. 12. 2026. u 00.00 časova");
    assert_eq!(start, "DTSTART:20261206T230000Z");
}

#[tokio::test]
async fn a_list_of_results_says_until_which_hour_it_may_be_objected_to() {
    for (objections, said) in [
        (json!({ "day": "2026-12-02", "hour": "12:00" }), "Prigovori se primaju do 2. 12. 2026. u 12.00 časova"),
        (json!({ "day": "2026-12-02" }), "Prigovori se primaju do kraja dana 2. 12. 2026."),
    ] {
        let desk = Desk::new().await;
        let editor = desk.editor().await;
        let draft = desk
            .written_as(&editor, |content| {
                content["stage"] = "PRELIMINARY".into();
                content["objections"] = objections;
            })
            .await;
        let input = json!({ "call": desk.call.to_string(), "version": draft["version"] });
        done(&editor, &mutation("publishResults", "id"), input).await;
        let page = desk.town.get(&format!("/trebinje/pozivi/{}", desk.call)).await.text();
        assert!(page.contains(&format!("<span>{said}</span>")), "{said}: {page}");
        let news = desk.town.get("/trebinje/pozivi.json").await.json();
        let text = news["items"][0]["content_text"].as_str().unwrap_or_default();
        assert_eq!(text.lines().next(), Some(said), "{news}");
    }
}
