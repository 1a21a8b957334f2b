//! `openCalls`: what a list is narrowed to, its orders, its counts, and what it refuses.

use async_graphql::connection::CursorType as _;
use entities::{CallId, CallKind, CallStage, Currency, open_call};
use javno::page::Cursor;
use serde_json::{Value, json};
use tests::given::{a_call, latin, on};
use tests::{Town, instant};

/// The titles of a list, in its order.
pub(crate) fn titles(data: &Value) -> Vec<&str> {
    let nodes = data["openCalls"]["nodes"].as_array().expect("a list of calls");
    nodes.iter().map(|node| node["title"]["text"].as_str().expect("a title")).collect()
}

const LIST: &str =
    "query ($filter: OpenCallFilter) { openCalls(filter: $filter, first: 100) { nodes { title { text } } } }";

/// What the list has for a filter.
async fn found(town: &Town, filter: Value) -> Vec<String> {
    let data = town.data(LIST, json!({ "filter": filter })).await;
    titles(&data).into_iter().map(str::to_owned).collect()
}

fn call_named(title: &'static str, shape: impl FnOnce(&mut open_call::Model)) -> impl FnOnce(&mut open_call::Model) {
    move |call| {
        call.title = latin(title);
        shape(call);
    }
}

fn or_none(titles: &[String]) -> String {
    if titles.is_empty() { "(none)".into() } else { titles.join(", ") }
}

/// Two municipalities; calls of every phase, kind and size.
async fn a_region() -> Town {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let mut calls = Vec::new();
    let mut add = |owner, areas: &[&str], shape: Box<dyn FnOnce(&mut open_call::Model)>| {
        let mut new = a_call(owner);
        shape(&mut new.call);
        new.areas = areas.iter().map(|&code| code.to_owned()).collect();
        calls.push(new);
    };
    add(
        &trebinje,
        &["environment", "youth_children"],
        Box::new(call_named("Rijeke", |call| {
            call.min_grant_minor = Some(100_000);
            call.max_grant_minor = Some(500_000);
        })),
    );
    add(
        &trebinje,
        &["culture"],
        Box::new(call_named("Programi kulture", |call| {
            call.deadline_at = Some(instant("2026-11-23T14:00:00Z"));
            call.max_grant_minor = Some(1_500_000);
        })),
    );
    add(
        &trebinje,
        &[],
        Box::new(call_named("Status udruženja", |call| {
            call.kind = CallKind::Status;
            call.deadline_at = Some(instant("2026-12-01T14:00:00Z"));
            call.currency = None;
        })),
    );
    add(
        &trebinje,
        &["sport"],
        Box::new(call_named("Poziv koji dolazi", |call| {
            call.kind = CallKind::Announcement;
            call.deadline_at = None;
        })),
    );
    add(&trebinje, &["sport"], Box::new(call_named("Nacrt", |call| call.stage = CallStage::Draft)));
    add(
        &teslic,
        &["environment"],
        Box::new(call_named("Šume", |call| {
            call.deadline_at = Some(instant("2026-12-20T14:00:00Z"));
            call.currency = Some(Currency::Eur);
            call.max_grant_minor = Some(300_000);
        })),
    );
    add(
        &teslic,
        &["sport"],
        Box::new(call_named("Rang-lista", |call| {
            call.deadline_at = Some(instant("2026-10-01T14:00:00Z"));
            call.stage = CallStage::Preliminary;
        })),
    );
    town.calls(calls).await;
    town
}

#[tokio::test]
async fn a_list_is_narrowed_by_whatever_is_given() {
    let town = a_region().await;
    let mut table = String::new();
    for filter in [
        json!(null),
        json!({ "municipality": "trebinje" }),
        json!({ "phase": ["OPEN"] }),
        json!({ "phase": ["ANNOUNCED", "CLOSED"] }),
        json!({ "status": ["PRELIMINARY_LIST", "ANNOUNCED"] }),
        json!({ "areas": ["environment"] }),
        json!({ "areas": ["culture", "sport"], "municipality": "trebinje" }),
        json!({ "areas": ["no_such_area"] }),
        json!({ "kind": ["STATUS", "ANNOUNCEMENT"] }),
        json!({ "areas": [] }),
        json!({ "kind": [] }),
        json!({ "phase": [] }),
        json!({ "status": [] }),
        json!({ "text": "udruž" }),
        json!({ "grant": { "atLeast": "5000" } }),
        json!({ "grant": { "atMost": "5000" } }),
        json!({ "grant": { "atLeast": "5000.01", "atMost": 15000 } }),
        json!({ "grant": { "atLeast": "1", "currency": "EUR" } }),
        json!({ "municipality": "teslic", "phase": ["OPEN"], "areas": ["environment"], "text": "šuma" }),
        json!({ "municipality": "teslic", "phase": ["OPEN"], "areas": ["environment"], "text": "šum" }),
    ] {
        table += &format!("{filter}\n    {}\n", or_none(&found(&town, filter.clone()).await));
    }
    insta::assert_snapshot!(table, @r#"
    null
        Rang-lista, Programi kulture, Status udruženja, Rijeke, Šume, Poziv koji dolazi
    {"municipality":"trebinje"}
        Programi kulture, Status udruženja, Rijeke, Poziv koji dolazi
    {"phase":["OPEN"]}
        Status udruženja, Rijeke, Šume
    {"phase":["ANNOUNCED","CLOSED"]}
        Rang-lista, Programi kulture, Poziv koji dolazi
    {"status":["PRELIMINARY_LIST","ANNOUNCED"]}
        Rang-lista, Poziv koji dolazi
    {"areas":["environment"]}
        Rijeke, Šume
    {"areas":["culture","sport"],"municipality":"trebinje"}
        Programi kulture, Poziv koji dolazi
    {"areas":["no_such_area"]}
        (none)
    {"kind":["STATUS","ANNOUNCEMENT"]}
        Status udruženja, Poziv koji dolazi
    {"areas":[]}
        (none)
    {"kind":[]}
        (none)
    {"phase":[]}
        (none)
    {"status":[]}
        (none)
    {"text":"udruž"}
        Status udruženja
    {"grant":{"atLeast":"5000"}}
        Programi kulture, Rijeke
    {"grant":{"atMost":"5000"}}
        Rijeke
    {"grant":{"atLeast":"5000.01","atMost":15000}}
        Programi kulture
    {"grant":{"atLeast":"1","currency":"EUR"}}
        Šume
    {"areas":["environment"],"municipality":"teslic","phase":["OPEN"],"text":"šuma"}
        (none)
    {"areas":["environment"],"municipality":"teslic","phase":["OPEN"],"text":"šum"}
        Šume
    "#);
}

#[tokio::test]
async fn both_orders() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let days = [
        ("kasno", Some("2026-11-20"), Some("2026-12-30T14:00:00Z")),
        ("bez roka", Some("2026-11-22"), None),
        ("skoro", Some("2026-11-01"), Some("2026-11-25T14:00:00Z")),
        ("bez dana objave", None, Some("2026-12-01T14:00:00Z")),
        ("bez ičega", None, None),
    ];
    town.calls(days.map(|(title, published, deadline)| {
        let mut new = a_call(&trebinje);
        new.call.title = latin(title);
        new.call.published_on = published.map(on);
        new.call.deadline_at = deadline.map(instant);
        new
    }))
    .await;
    let query = "query ($by: OpenCallOrder!) { openCalls(orderBy: $by) { nodes { title { text } } } }";
    let soonest = town.data(query, json!({ "by": "DEADLINE_SOONEST" })).await;
    assert_eq!(titles(&soonest), ["skoro", "bez dana objave", "kasno", "bez roka", "bez ičega"]);
    let newest = town.data(query, json!({ "by": "NEWEST" })).await;
    assert_eq!(titles(&newest), ["bez dana objave", "bez roka", "kasno", "skoro", "bez ičega"]);
    let as_left_out = town.data("{ openCalls { nodes { title { text } } } }", json!({})).await;
    assert_eq!(titles(&as_left_out), titles(&soonest));
}

#[tokio::test]
async fn counts_surround_a_list_whatever_part_of_it_is_asked_for() {
    let town = a_region().await;
    let query = r#"query ($filter: OpenCallFilter) {
        openCalls(filter: $filter, first: 0, locale: "en") {
            phaseCounts { open announced closed }
            areaCounts { area { code label } count }
            nodes { id }
        }
    }"#;
    let answer = town.data(query, json!({ "filter": { "phase": ["OPEN"], "areas": ["environment"] } })).await;
    insta::assert_json_snapshot!(answer, @r#"
    {
      "openCalls": {
        "areaCounts": [
          {
            "area": {
              "code": "youth_children",
              "label": "Children and youth"
            },
            "count": 1
          },
          {
            "area": {
              "code": "environment",
              "label": "Environment"
            },
            "count": 2
          }
        ],
        "nodes": [],
        "phaseCounts": {
          "announced": 0,
          "closed": 0,
          "open": 2
        }
      }
    }
    "#);
    let answer = town.data(query, json!({ "filter": { "municipality": "teslic" } })).await;
    insta::assert_json_snapshot!(answer, @r#"
    {
      "openCalls": {
        "areaCounts": [
          {
            "area": {
              "code": "sport",
              "label": "Sport and recreation"
            },
            "count": 1
          },
          {
            "area": {
              "code": "environment",
              "label": "Environment"
            },
            "count": 1
          }
        ],
        "nodes": [],
        "phaseCounts": {
          "announced": 0,
          "closed": 1,
          "open": 1
        }
      }
    }
    "#);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_in_words_that_help() {
    let town = a_region().await;
    let refused = async |arguments: &str| {
        town.refusal(&format!("{{ openCalls({arguments}) {{ nodes {{ id }} }} }}"), json!({})).await
    };
    let cursor = |order: &str, key: &str| {
        let cursor = Cursor { order: order.into(), key: key.into(), id: CallId::new().0 };
        format!("after: \"{}\"", cursor.encode_cursor())
    };
    let mut table = String::new();
    for (arguments, said) in [
        ("first: -1".to_owned(), ""),
        ("first: 101".into(), ""),
        ("last: -1".into(), ""),
        ("last: 101".into(), ""),
        ("first: 1, last: 1".into(), ""),
        (r#"after: "zzz", before: "zzz""#.into(), ""),
        (r#"after: "zzz""#.into(), ""),
        (cursor("newest", "2026-12-01"), "after: a cursor of another order"),
        (cursor("deadline", "soon"), "after: a cursor whose key is no instant"),
        (r#"filter: { municipality: "atlantida" }"#.into(), ""),
        (r#"filter: { status: [SOON] }"#.into(), ""),
        (r#"filter: { grant: { atLeast: "ten" } }"#.into(), ""),
        (r#"filter: { grant: { atLeast: "1000000000000000000" } }"#.into(), ""),
        (r#"filter: { grant: { atMost: "79228162514264337593543950335" } }"#.into(), ""),
        (r#"locale: "sr""#.into(), ""),
    ] {
        let said = if said.is_empty() { &arguments } else { said };
        table += &format!("{said}\n    {}\n", refused(&arguments).await);
    }
    insta::assert_snapshot!(table, @r#"
    first: -1
        BAD_REQUEST: A page has 0 to 100 entries.
    first: 101
        BAD_REQUEST: A page has 0 to 100 entries.
    last: -1
        BAD_REQUEST: A page has 0 to 100 entries.
    last: 101
        BAD_REQUEST: A page has 0 to 100 entries.
    first: 1, last: 1
        BAD_REQUEST: Use `first` with `after`, or `last` with `before`, not both pairs.
    after: "zzz", before: "zzz"
        BAD_REQUEST: Use `first` with `after`, or `last` with `before`, not both pairs.
    after: "zzz"
        BAD_REQUEST: This is not a cursor of this list. Take `endCursor` from the page before.
    after: a cursor of another order
        BAD_REQUEST: This cursor belongs to a list in another order.
    after: a cursor whose key is no instant
        BAD_REQUEST: This cursor is damaged.
    filter: { municipality: "atlantida" }
        NOT_FOUND: There is no municipality “atlantida” here.
    filter: { status: [SOON] }
        BAD_REQUEST: Invalid value for argument "filter.status.0", enumeration type "OpenCallStatus" does not contain the value "SOON"
    filter: { grant: { atLeast: "ten" } }
        BAD_REQUEST: Failed to parse "Decimal": Invalid decimal: unknown character (occurred while parsing "GrantFilter") (occurred while parsing "OpenCallFilter")
    filter: { grant: { atLeast: "1000000000000000000" } }
        BAD_REQUEST: This sum is too large.
    filter: { grant: { atMost: "79228162514264337593543950335" } }
        BAD_REQUEST: This sum is too large.
    locale: "sr"
        BAD_REQUEST: Failed to parse "Locale": "sr" is not one of sr-Cyrl, sr-Latn, bs, hr, en
    "#);
}
