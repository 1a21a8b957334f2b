//! `rules::status` and its twin in SQL say the same of every combination of facts that can make a difference.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use entities::{CallId, CallKind, CallStage, municipality, open_call};
use javno::calls::rules::{Facts, Phase, Status, announcement_cutoff, status};
use javno::calls::store::save::NewCall;
use serde_json::{Value, json};
use tests::given::a_call;
use tests::{NOW, Town, instant};

/// Nothing, and the microseconds around now.
fn instants(now: DateTime<Utc>) -> [Option<DateTime<Utc>>; 4] {
    let beside = |microseconds| Some(now + TimeDelta::microseconds(microseconds));
    [None, beside(-1), beside(0), beside(1)]
}

/// A few hundred calls: whatever decides by itself alone is combined with little, the rest with everything.
fn combinations(owner: &municipality::Model, now: DateTime<Utc>) -> Vec<NewCall> {
    let mut calls = Vec::new();
    let mut add = |shape: &dyn Fn(&mut open_call::Model)| {
        let mut new = a_call(owner);
        shape(&mut new.call);
        calls.push(new);
    };
    let flags = [(false, false), (false, true), (true, false), (true, true)];
    let cutoff = announcement_cutoff(now);
    let days = [None, cutoff.pred_opt(), Some(cutoff), cutoff.succ_opt()];
    for kind in [CallKind::Projects, CallKind::Status, CallKind::Other, CallKind::Announcement] {
        for opens_at in instants(now) {
            for deadline_at in instants(now) {
                for (until_spent, extended) in flags {
                    for published_on in if kind == CallKind::Announcement { &days[..] } else { &days[3..] } {
                        add(&|call| {
                            (call.kind, call.published_on) = (kind, *published_on);
                            (call.opens_at, call.deadline_at) = (opens_at, deadline_at);
                            (call.until_spent, call.extended) = (until_spent, extended);
                        });
                    }
                }
            }
        }
    }
    use CallStage::{Cancelled, Contracted, Draft, Evaluating, Final, Preliminary};
    for stage in [Draft, Evaluating, Preliminary, Final, Contracted, Cancelled] {
        for objections_until in instants(now) {
            for deadline_at in instants(now) {
                for kind in [CallKind::Projects, CallKind::Announcement] {
                    add(&|call| {
                        (call.stage, call.kind) = (stage, kind);
                        (call.objections_until, call.deadline_at) = (objections_until, deadline_at);
                    });
                }
            }
        }
    }
    calls
}

/// The name of a status or phase in the API: `OpenUntilSpent` → `OPEN_UNTIL_SPENT`.
fn in_the_api(name: impl std::fmt::Debug) -> String {
    let mut out = String::new();
    for letter in format!("{name:?}").chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}

/// The ids of every call that a filter finds, and what the API says of each.
async fn all(town: &Town, filter: Value) -> BTreeMap<String, (String, String)> {
    let query = "query ($filter: OpenCallFilter, $after: String) {
        openCalls(filter: $filter, first: 100, after: $after) {
            nodes { id status phase }
            pageInfo { hasNextPage endCursor }
        }
    }";
    let mut found = BTreeMap::new();
    let mut after = Value::Null;
    loop {
        let data = town.data(query, json!({ "filter": filter, "after": after })).await;
        let word = |value: &Value| value.as_str().expect("a word").to_owned();
        for node in data["openCalls"]["nodes"].as_array().expect("calls") {
            let before = found.insert(word(&node["id"]), (word(&node["status"]), word(&node["phase"])));
            assert_eq!(before, None, "twice in one list");
        }
        let page = &data["openCalls"]["pageInfo"];
        if page["hasNextPage"] == false {
            return found;
        }
        after = page["endCursor"].clone();
    }
}

#[tokio::test]
async fn the_filter_finds_exactly_what_the_rule_says() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let now = instant(NOW);
    let calls = town.calls(combinations(&trebinje, now)).await;
    assert!(calls.len() > 500, "only {} combinations", calls.len());

    let public = calls.iter().filter(|call| call.stage != CallStage::Draft);
    let ruled: BTreeMap<CallId, Status> = public.map(|call| (call.id, status(&Facts::from(call), now))).collect();
    let mut seen = BTreeSet::new();
    for wanted in Status::ALL {
        let expected: BTreeSet<_> =
            ruled.iter().filter(|(_, status)| **status == wanted).map(|(id, _)| id.to_string()).collect();
        assert!(!expected.is_empty(), "no combination is {wanted:?}");
        let found = all(&town, json!({ "status": [in_the_api(wanted)] })).await;
        assert_eq!(found.keys().cloned().collect::<BTreeSet<_>>(), expected, "{wanted:?}");
        for (id, said) in found {
            assert_eq!(said, (in_the_api(wanted), in_the_api(wanted.phase())), "{id}");
            assert!(seen.insert(id), "in two states at once");
        }
    }
    assert_eq!(seen.len(), ruled.len(), "each call is in one state");
    assert_eq!(all(&town, Value::Null).await.len(), ruled.len());

    let counts = town.data("{ openCalls(first: 0) { phaseCounts { open announced closed } } }", json!({})).await;
    for phase in [Phase::Open, Phase::Announced, Phase::Closed] {
        let expected = ruled.values().filter(|status| status.phase() == phase).count();
        let found = all(&town, json!({ "phase": [in_the_api(phase)] })).await;
        assert_eq!(found.len(), expected, "{phase:?}");
        assert_eq!(counts["openCalls"]["phaseCounts"][in_the_api(phase).to_lowercase()], json!(expected), "{phase:?}");
    }
}

#[tokio::test]
async fn a_call_opens_and_closes_while_nothing_is_written() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |new| {
        new.call.opens_at = Some(instant("2026-11-25T07:00:00Z"));
        new.call.deadline_at = Some(instant("2026-11-30T14:00:00Z"));
    })
    .await;
    let query = "{ openCalls { phaseCounts { open announced closed } nodes { status deadline { daysLeft } } } }";
    let mut seen = Vec::new();
    for hours in [0, 24, 124, 1] {
        town.clock.advance(TimeDelta::hours(hours));
        let list = town.data(query, json!({})).await["openCalls"].take();
        let call = &list["nodes"][0];
        seen.push(format!("{} {} {}", call["status"], call["deadline"]["daysLeft"], list["phaseCounts"]));
    }
    insta::assert_snapshot!(seen.join("\n"), @r#"
    "ANNOUNCED" 6 {"announced":1,"closed":0,"open":0}
    "OPEN" 5 {"announced":0,"closed":0,"open":1}
    "OPEN" 0 {"announced":0,"closed":0,"open":1}
    "CLOSED" 0 {"announced":0,"closed":1,"open":0}
    "#);
}
