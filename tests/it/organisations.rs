//! The directory: found in any script, by the beginning of a word, with a letter wrong; counted, sorted, told as it changes.

use std::path::PathBuf;

use entities::{Activity, InterestKind, OrganisationForm, StatusContent};
use javno::import::{How, import};
use javno::organisations::store::save::{held, put};
use serde_json::{Value, json};
use tests::Town;
use tests::given::{cyrillic, latin, on};
use tests::organisations::known_in_full;

use crate::import::REAL;

/// A town with the real organisations.
pub(crate) async fn the_real_ones() -> (Town, String) {
    let town = Town::new().await;
    let files = ["municipalities.json", "organisations.json"].map(|name| PathBuf::from(REAL).join(name));
    let mut report = Vec::new();
    let summary = import(&town.app, &files, How::default(), &mut report).await.expect("an import");
    town.statements();
    (town, summary.to_string())
}

/// The names in an answer, in their order.
pub(crate) fn names(data: &Value) -> Vec<String> {
    let nodes = data["organisations"]["nodes"].as_array().expect("organisations");
    nodes.iter().map(|node| node["name"]["text"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn the_same_organisations_are_found_in_every_script() {
    let (town, _) = the_real_ones().await;
    let query = r#"query ($text: String!) { organisations(filter: { text: $text }, first: 100) { nodes { id } } }"#;
    let mut found = Vec::new();
    for text in ["zivotna", "Животна", "ЖИВОТНА", "životna"] {
        found.push(town.data(query, json!({ "text": text })).await);
    }
    let some = found[0]["organisations"]["nodes"].as_array().map_or(0, Vec::len);
    assert!(some >= 2, "{found:?}");
    assert!(found.iter().all(|one| one == &found[0]), "{found:?}");
}

/// All names of a list, read by pages of seven from one of its ends.
async fn by_pages(town: &Town, arguments: &str, forwards: bool) -> Vec<String> {
    let (count, cursor, end, more) = match forwards {
        true => ("first", "after", "endCursor", "hasNextPage"),
        false => ("last", "before", "startCursor", "hasPreviousPage"),
    };
    let query = format!(
        "query ($place: String) {{ organisations({arguments}, {count}: 7, {cursor}: $place) {{
            nodes {{ name {{ text }} }} pageInfo {{ {end} {more} }} }} }}"
    );
    let mut read = Vec::new();
    let mut place = Value::Null;
    loop {
        let data = town.data(&query, json!({ "place": place })).await;
        let page = names(&data);
        let at = if forwards { read.len() } else { 0 };
        read.splice(at..at, page);
        let info = &data["organisations"]["pageInfo"];
        place = info[end].clone();
        if info[more] != true {
            return read;
        }
    }
}

#[tokio::test]
async fn every_page_of_a_list_is_read_once_in_either_order_and_direction() {
    let (town, _) = the_real_ones().await;
    for (arguments, many) in [
        (r#"locale: "sr-Latn""#, 150),
        (r#"locale: "sr-Cyrl""#, 150),
        (r#"locale: "sr-Cyrl", filter: { text: "udruz" }"#, 50),
        (r#"locale: "hr", orderBy: LAST_CHANGED, filter: { text: "klub" }"#, 15),
    ] {
        let forwards = by_pages(&town, arguments, true).await;
        assert!(forwards.len() >= many, "{arguments}: {}", forwards.len());
        assert_eq!(forwards, by_pages(&town, arguments, false).await, "{arguments}");
        let data = town.data(&format!("{{ organisations({arguments}) {{ totalCount }} }}"), json!({})).await;
        assert_eq!(data["organisations"]["totalCount"], forwards.len(), "{arguments}");
    }
}

/// Three organisations, one of them known in full.
async fn three() -> Town {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    town.organisation(&trebinje, known_in_full).await;
    town.organisation(&trebinje, |content| {
        content.name = Some(latin("Njegoš, sportski klub"));
        content.legal_form = Some(OrganisationForm::SportsClub);
        content.seat = Some(cyrillic("Требиње"));
        content.areas = vec!["sport".into()];
        content.activity = Activity::Dormant;
        content.statuses = vec![StatusContent {
            kind: InterestKind::Public,
            valid_from: Some(on("2019-01-01")),
            valid_until: Some(on("2021-12-31")),
            act: None,
            act_url: None,
        }];
    })
    .await;
    town.organisation(&teslic, |content| content.name = Some(latin("Ljiljan"))).await;
    town
}

const FACETS: &str =
    "totalCount facets { areas { area { code } count } legalForms { legalForm count } seats { seat count }
    statuses { status count } activities { activity count } } alphabet { letter count } nodes { name { text } }";

#[tokio::test]
async fn what_a_list_has_is_counted_as_if_nothing_of_that_kind_were_asked_for() {
    let town = three().await;
    let mut table = String::new();
    for filter in [
        "{}",
        r#"{ municipality: "trebinje" }"#,
        r#"{ municipality: "trebinje", areas: ["sport"] }"#,
        r#"{ legalForm: [ASSOCIATION], activity: [ACTIVE] }"#,
        r#"{ status: [PUBLIC] }"#,
        r#"{ status: [LOCAL] }"#,
        r#"{ seat: ["ТРЕБИЊЕ"], text: "rijek" }"#,
        r#"{ letter: "Њ" }"#,
    ] {
        let query = format!(r#"{{ organisations(filter: {filter}, locale: "sr-Cyrl") {{ {FACETS} }} }}"#);
        let data = town.data(&query, json!({})).await;
        let list = &data["organisations"];
        let told = |values: &Value, key: &str| {
            let one = |value: &Value| {
                let name = value[key]["code"].as_str().or(value[key].as_str()).unwrap_or("-");
                format!("{name} {}", value["count"])
            };
            let values = values.as_array().expect("counts").iter().filter(|value| value["count"] != 0);
            values.map(one).collect::<Vec<_>>().join(", ")
        };
        let facets = &list["facets"];
        table += &format!(
            "{filter}: {}: {}\n  {}; {}; {}; {}; {}; {}\n",
            list["totalCount"],
            names(&data).join(" | "),
            told(&facets["areas"], "area"),
            told(&facets["legalForms"], "legalForm"),
            told(&facets["seats"], "seat"),
            told(&facets["statuses"], "status"),
            told(&facets["activities"], "activity"),
            told(&list["alphabet"], "letter"),
        );
    }
    insta::assert_snapshot!(table, @r#"
    {}: 3: Љиљан | Његош, спортски клуб | Удружење „Чиста ријека“
      sport 1, youth_children 1, environment 1; ASSOCIATION 1, SPORTS_CLUB 1, - 1; Требиње 2; LOCAL 1; ACTIVE 1, DORMANT 1, UNKNOWN 1; Љ 1, Њ 1, У 1
    { municipality: "trebinje" }: 2: Његош, спортски клуб | Удружење „Чиста ријека“
      sport 1, youth_children 1, environment 1; ASSOCIATION 1, SPORTS_CLUB 1; Требиње 2; LOCAL 1; ACTIVE 1, DORMANT 1; Њ 1, У 1
    { municipality: "trebinje", areas: ["sport"] }: 1: Његош, спортски клуб
      sport 1, youth_children 1, environment 1; SPORTS_CLUB 1; Требиње 1; ; DORMANT 1; Њ 1
    { legalForm: [ASSOCIATION], activity: [ACTIVE] }: 1: Удружење „Чиста ријека“
      youth_children 1, environment 1; ASSOCIATION 1; Требиње 1; LOCAL 1; ACTIVE 1; У 1
    { status: [PUBLIC] }: 0: 
      ; ; ; LOCAL 1; ; 
    { status: [LOCAL] }: 1: Удружење „Чиста ријека“
      youth_children 1, environment 1; ASSOCIATION 1; Требиње 1; LOCAL 1; ACTIVE 1; У 1
    { seat: ["ТРЕБИЊЕ"], text: "rijek" }: 2: Његош, спортски клуб | Удружење „Чиста ријека“
      sport 1, youth_children 1, environment 1; ASSOCIATION 1, SPORTS_CLUB 1; Требиње 2; LOCAL 1; ACTIVE 1, DORMANT 1; Њ 1, У 1
    { letter: "Њ" }: 1: Његош, спортски клуб
      sport 1; SPORTS_CLUB 1; Требиње 1; ; DORMANT 1; Љ 1, Њ 1, У 1
    "#);
}

#[tokio::test]
async fn the_alphabet_is_that_of_the_reader() {
    let town = three().await;
    for (locale, expected) in [
        ("sr-Latn", "A B C Č Ć D Dž Đ E F G H I J K L Lj M N Nj O P R S Š T U V Z Ž"),
        ("sr-Cyrl", "А Б В Г Д Ђ Е Ж З И Ј К Л Љ М Н Њ О П Р С Т Ћ У Ф Х Ц Ч Џ Ш"),
    ] {
        let query = format!(r#"{{ organisations(locale: "{locale}") {{ alphabet {{ letter }} }} }}"#);
        let data = town.data(&query, json!({})).await;
        let letters = data["organisations"]["alphabet"].as_array().expect("letters");
        let letters: Vec<_> = letters.iter().filter_map(|letter| letter["letter"].as_str()).collect();
        assert_eq!(letters.join(" "), expected);
    }
    let refused = town.refusal(r#"{ organisations(filter: { letter: "Udruženje" }) { totalCount } }"#, json!({})).await;
    assert_eq!(refused, "BAD_REQUEST: “Udruženje” is not a letter.");
}

#[tokio::test]
async fn names_that_begin_with_a_digit_stand_together_and_letters_add_up() {
    let town = three().await;
    let rudo = town.municipality("rudo").await;
    for name in ["9. januar", "106. brigada", "Zora 9"] {
        town.organisation(&rudo, |content| content.name = Some(latin(name))).await;
    }
    let query = r#"query ($locale: Locale!, $filter: OrganisationFilter) {
        organisations(filter: $filter, locale: $locale) { totalCount alphabet { letter count } nodes { name { text } } } }"#;
    for (locale, first) in [("sr-Latn", "A"), ("sr-Cyrl", "А")] {
        let all = town.data(query, json!({ "locale": locale })).await;
        let letters = all["organisations"]["alphabet"].as_array().expect("letters");
        assert_eq!((&letters[0], &letters[1]["letter"]), (&json!({ "letter": "0–9", "count": 2 }), &json!(first)));
        let sum: i64 = letters.iter().filter_map(|letter| letter["count"].as_i64()).sum();
        assert_eq!(all["organisations"]["totalCount"], sum);
        // Walked to by the database, and known in memory; as the list has it, and as keyboards do.
        for (filter, expected) in [
            (json!({ "letter": "0–9" }), vec!["106.", "9."]),
            (json!({ "letter": "0-9", "municipality": "rudo" }), vec!["106.", "9."]),
            (json!({ "letter": "0–9", "text": "brigad" }), vec!["106."]),
        ] {
            let found = names(&town.data(query, json!({ "locale": locale, "filter": filter })).await);
            let begin: Vec<_> = found.iter().filter_map(|name| name.split(' ').next()).collect();
            assert_eq!(begin, expected, "{filter}: {found:?}");
        }
    }
}

#[tokio::test]
async fn an_organisation_is_told_in_full() {
    let town = three().await;
    let query = r#"{ organisations(filter: { text: "uci decu reka" }, locale: "sr-Latn") { nodes {
        name { text locale original { text } } shortName { text } exercise legalForm registration { body { text } number on } jib
        identifiers { scheme value } seat { text } territory { text } founded
        contact { address { text } phone email website } representative description { text } areas { code label }
        statuses { kind validFrom validUntil holds act { text } actUrl } activity confirmedOn confirmedBy stale
        changes { field } mergedFrom matches { field text { text } ranges { start end } } sourceUrl municipality { slug organisationsPage } } } }"#;
    insta::assert_json_snapshot!(town.data(query, json!({})).await["organisations"]["nodes"], @r#"
    [
      {
        "activity": "ACTIVE",
        "areas": [
          {
            "code": "youth_children",
            "label": "Djeca i mladi"
          },
          {
            "code": "environment",
            "label": "Zaštita životne sredine"
          }
        ],
        "changes": [],
        "confirmedBy": "ORGANISATION",
        "confirmedOn": "2026-02-01",
        "contact": {
          "address": {
            "text": "Vuka Karadžića 5"
          },
          "email": "info@rijeka.example",
          "phone": "059 220 000",
          "website": "https://rijeka.example/"
        },
        "description": {
          "text": "Čisti obale i uči djecu o vodi."
        },
        "exercise": false,
        "founded": 2009,
        "identifiers": [
          {
            "scheme": "BA-JIB",
            "value": "BA-JIB-4401017720006"
          }
        ],
        "jib": "4401017720006",
        "legalForm": "ASSOCIATION",
        "matches": [
          {
            "field": "NAME",
            "ranges": [
              {
                "end": 23,
                "start": 17
              }
            ],
            "text": {
              "text": "Udruženje „Čista rijeka“"
            }
          },
          {
            "field": "DESCRIPTION",
            "ranges": [
              {
                "end": 17,
                "start": 14
              },
              {
                "end": 23,
                "start": 18
              }
            ],
            "text": {
              "text": "Čisti obale i uči djecu o vodi."
            }
          }
        ],
        "mergedFrom": [],
        "municipality": {
          "organisationsPage": "https://javno.example/trebinje/organizacije",
          "slug": "trebinje"
        },
        "name": {
          "locale": "sr-Latn",
          "original": {
            "text": "Удружење „Чиста ријека“"
          },
          "text": "Udruženje „Čista rijeka“"
        },
        "registration": {
          "body": {
            "text": "Osnovni sud u Trebinju"
          },
          "number": "F-1-12/2009",
          "on": "2009-03-12"
        },
        "representative": "Ana Anić",
        "seat": {
          "text": "Trebinje"
        },
        "shortName": {
          "text": "UČR"
        },
        "sourceUrl": "https://trebinje.example/spisak",
        "stale": false,
        "statuses": [
          {
            "act": {
              "text": "Odluka 01-022-5/25"
            },
            "actUrl": "https://trebinje.example/odluka.pdf",
            "holds": true,
            "kind": "LOCAL",
            "validFrom": "2025-01-01",
            "validUntil": "2026-12-31"
          }
        ],
        "territory": {
          "text": "Istočna Hercegovina"
        }
      }
    ]
    "#);
}

#[tokio::test]
async fn nobody_is_named_who_did_not_agree() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.organisation(&trebinje, |content| {
        known_in_full(content);
        content.representative_public = false;
    })
    .await;
    let query = r#"{ organisations { nodes { representative } } }"#;
    assert_eq!(town.data(query, json!({})).await["organisations"]["nodes"][0]["representative"], Value::Null);
    let found = r#"{ organisations(filter: { text: "anić" }) { totalCount } }"#;
    assert_eq!(town.data(found, json!({})).await["organisations"]["totalCount"], 0, "nor found by that name");
}

#[tokio::test]
async fn what_changes_is_recorded_and_heard_and_found_at_once() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let query = r#"subscription { organisationChanged(municipality: "trebinje", locale: "sr-Latn") {
        change organisation { name { text } changes { field before after reason { text } } } } }"#;
    // First of all: what was told before somebody listens, he is not told.
    let mut listener = town.listen(query, json!({})).await;
    let row = town.organisation(&trebinje, |content| content.name = Some(latin("Klub prijatelja"))).await;
    assert_eq!(listener.data().await["organisationChanged"]["change"], "LISTED");
    let tx = town.begin().await;
    let standing = held(&tx, row.id).await.expect("an organisation");
    let mut now = standing.content.clone();
    now.name = Some(latin("Klub ljubitelja čaja"));
    now.areas = vec!["culture".into()];
    put(&tx, standing, now, Some(latin("Nova skupština"))).await.expect("a change");
    tx.commit().await.expect("a change");
    insta::assert_json_snapshot!(listener.data().await, @r#"
    {
      "organisationChanged": {
        "change": "CHANGED",
        "organisation": {
          "changes": [
            {
              "after": "Klub ljubitelja čaja",
              "before": "Klub prijatelja",
              "field": "NAME",
              "reason": {
                "text": "Nova skupština"
              }
            },
            {
              "after": "culture",
              "before": null,
              "field": "AREAS",
              "reason": {
                "text": "Nova skupština"
              }
            }
          ],
          "name": {
            "text": "Klub ljubitelja čaja"
          }
        }
      }
    }
    "#);
    let found = r#"query ($text: String!) { organisations(filter: { text: $text }) { totalCount } }"#;
    for (text, expected) in [("čaja", 1), ("kultura", 1), ("prijatelja", 0), ("prijatleja", 0), ("ljubtelja", 1)] {
        let data = town.data(found, json!({ "text": text })).await;
        assert_eq!(data["organisations"]["totalCount"], expected, "{text}");
    }
}

#[tokio::test]
async fn a_list_costs_the_same_statements_however_long() {
    let (town, _) = the_real_ones().await;
    let mut counts = Vec::new();
    for first in [2, 100] {
        let query = format!(
            "{{ organisations(first: {first}) {{ nodes {{ name {{ text }} areas {{ code }} statuses {{ holds }} changes {{ field }} mergedFrom municipality {{ slug }} }} }} }}"
        );
        town.statements();
        town.data(&query, json!({})).await;
        counts.push(town.statements().len());
    }
    assert_eq!(counts, [7, 7]);
}
