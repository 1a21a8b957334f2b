//! What one call shows: every fact, in the letters that were asked for.

use entities::{Locale, LocalisedText, OwnArea, OwnAreas};
use serde_json::json;
use tests::given::{cyrillic, in_full, latin};
use tests::{Town, steady};

#[tokio::test]
async fn every_text_comes_in_the_letters_that_were_asked_for() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |new| {
        new.call.title = cyrillic("Јавни позив за Љубиње");
        new.call.summary = Some(LocalisedText::new(Locale::En, "Rivers").with(Locale::SrLatn, "Rijeke i džep"));
    })
    .await;
    let query = "query ($locale: Locale) {
        openCalls(locale: $locale) {
            nodes {
                municipality { name } areas { label }
                title { text locale original { text locale } }
                summary { text locale original { text } }
            }
        }
    }";
    let as_written = town.data(query, json!({})).await;
    insta::assert_json_snapshot!(as_written["openCalls"]["nodes"][0], @r#"
    {
      "areas": [
        {
          "label": "Kultura i umjetnost"
        }
      ],
      "municipality": {
        "name": "Trebinje"
      },
      "summary": {
        "locale": "en",
        "original": {
          "text": "Rivers"
        },
        "text": "Rivers"
      },
      "title": {
        "locale": "sr-Cyrl",
        "original": {
          "locale": "sr-Cyrl",
          "text": "Јавни позив за Љубиње"
        },
        "text": "Јавни позив за Љубиње"
      }
    }
    "#);
    let cyrillic = town.data(query, json!({ "locale": "sr-Cyrl" })).await;
    insta::assert_json_snapshot!(cyrillic["openCalls"]["nodes"][0], @r#"
    {
      "areas": [
        {
          "label": "Култура и умјетност"
        }
      ],
      "municipality": {
        "name": "Требиње"
      },
      "summary": {
        "locale": "sr-Cyrl",
        "original": {
          "text": "Rivers"
        },
        "text": "Ријеке и џеп"
      },
      "title": {
        "locale": "sr-Cyrl",
        "original": {
          "locale": "sr-Cyrl",
          "text": "Јавни позив за Љубиње"
        },
        "text": "Јавни позив за Љубиње"
      }
    }
    "#);
    let latin = town.data(query, json!({ "locale": "sr-Latn" })).await;
    insta::assert_json_snapshot!(latin["openCalls"]["nodes"][0], @r#"
    {
      "areas": [
        {
          "label": "Kultura i umjetnost"
        }
      ],
      "municipality": {
        "name": "Trebinje"
      },
      "summary": {
        "locale": "sr-Latn",
        "original": {
          "text": "Rivers"
        },
        "text": "Rijeke i džep"
      },
      "title": {
        "locale": "sr-Latn",
        "original": {
          "locale": "sr-Cyrl",
          "text": "Јавни позив за Љубиње"
        },
        "text": "Javni poziv za Ljubinje"
      }
    }
    "#);
}

#[tokio::test]
async fn an_area_goes_by_the_name_that_its_municipality_gave_it() {
    let town = Town::new().await;
    let own = |code: &str, position, label: &str| OwnArea { code: code.into(), position, label: Some(latin(label)) };
    let trebinje = town
        .municipality_like("trebinje", |row| {
            row.own_areas = OwnAreas(vec![own("environment", 0, "Rijeke i šume"), own("culture", 900, "Baština")]);
        })
        .await;
    let teslic = town.municipality("teslic").await;
    for owner in [&trebinje, &teslic] {
        town.call(owner, |new| new.areas = vec!["culture".into(), "environment".into()]).await;
    }
    let query = r#"query ($of: String!) {
        openCalls(filter: { municipality: $of }, locale: "sr-Cyrl") {
            nodes { areas { code label } municipality { areas { code } } }
            areaCounts { area { label } count }
        }
    }"#;
    let mut table = String::new();
    for slug in ["trebinje", "teslic"] {
        let list = town.data(query, json!({ "of": slug })).await["openCalls"].take();
        let call = &list["nodes"][0];
        let all = call["municipality"]["areas"].as_array().expect("areas");
        let (first, last) = (&all[0]["code"], &all[all.len() - 1]["code"]);
        table += &format!("{slug}\n    {}\n    {}\n    {first} … {last}\n", call["areas"], list["areaCounts"]);
    }
    insta::assert_snapshot!(table, @r#"
    trebinje
        [{"code":"environment","label":"Ријеке и шуме"},{"code":"culture","label":"Баштина"}]
        [{"area":{"label":"Ријеке и шуме"},"count":1},{"area":{"label":"Баштина"},"count":1}]
        "environment" … "culture"
    teslic
        [{"code":"culture","label":"Култура и умјетност"},{"code":"environment","label":"Заштита животне средине"}]
        [{"area":{"label":"Култура и умјетност"},"count":1},{"area":{"label":"Заштита животне средине"},"count":1}]
        "culture" … "other"
    "#);
    let page = town.get("/trebinje/pozivi").await.text();
    assert!(page.contains("Rijeke i šume · Baština"), "{page}");
    let offered = ["Rijeke i šume</option>", "Baština</option>"].map(|option| page.find(option));
    assert!(offered[0].is_some() && offered.is_sorted(), "{page}");
}

#[tokio::test]
async fn a_call_in_full() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await;
    let query = r#"query ($id: ID!) {
        node(id: $id, locale: "sr-Latn") {
            ... on OpenCall {
                id kind status phase exercise referenceNumber publishedOn opensAt questionsUntil objectionsUntil
                resultsExpectedOn coFundingPercent minMonths maxMonths areasAsWritten sourceUrl
                title { text } summary { text } eligibility { text } contact { text } legalBasis { text }
                municipality { slug }
                deadline {
                    at hourStated daysLeft elapsedPercent extended untilSpent note { text }
                    history { at hourStated setOn reason { text } }
                }
                budget { amount currency } minGrant { amount } maxGrant { amount }
                areas { code label }
                lots { position title { text } areaCode budget { amount } minGrant { amount } maxGrant { amount }
                       capPerApplicant { amount currency } }
                documents { role name { text } url mediaType sizeBytes version replacedOn }
                events { kind startsAt hourStated place { text } minutesUrl }
                corrections { at field before after reason { text } }
            }
        }
    }"#;
    let answer = town.data(query, json!({ "id": call.id.to_string() })).await;
    insta::assert_json_snapshot!(steady(answer), @r#"
    {
      "node": {
        "areas": [
          {
            "code": "culture",
            "label": "Kultura i umjetnost"
          },
          {
            "code": "environment",
            "label": "Zaštita životne sredine"
          }
        ],
        "areasAsWritten": [
          "zaštita okoliša"
        ],
        "budget": {
          "amount": "45000",
          "currency": "BAM"
        },
        "coFundingPercent": 10,
        "contact": {
          "text": "Kancelarija 14, od 8.00 do 15.00"
        },
        "corrections": [
          {
            "after": "3000.5 BAM",
            "at": "2026-11-23T10:00:00+01:00",
            "before": "2500 BAM",
            "field": "MAX_GRANT",
            "reason": {
              "text": "Odluka skupštine."
            }
          }
        ],
        "deadline": {
          "at": "2026-12-14T15:00:00+01:00",
          "daysLeft": 20,
          "elapsedPercent": 37,
          "extended": true,
          "history": [
            {
              "at": "2026-12-04T15:00:00+01:00",
              "hourStated": true,
              "reason": null,
              "setOn": "2026-11-10"
            },
            {
              "at": "2026-12-14T15:00:00+01:00",
              "hourStated": true,
              "reason": {
                "text": "Mali broj prijava."
              },
              "setOn": "2026-11-10"
            }
          ],
          "hourStated": true,
          "note": null,
          "untilSpent": false
        },
        "documents": [
          {
            "mediaType": "application/pdf",
            "name": {
              "text": "Obrazac prijave"
            },
            "replacedOn": "2026-11-20",
            "role": "FORM",
            "sizeBytes": 412000.0,
            "url": "https://trebinje.example/obrazac.pdf",
            "version": 2
          },
          {
            "mediaType": null,
            "name": {
              "text": "Rješenje o registraciji"
            },
            "replacedOn": "2026-11-20",
            "role": "BRING",
            "sizeBytes": null,
            "url": null,
            "version": 2
          }
        ],
        "eligibility": {
          "text": "Udruženja i fondacije"
        },
        "events": [
          {
            "hourStated": true,
            "kind": "INFO_SESSION",
            "minutesUrl": "https://trebinje.example/zapisnik.pdf",
            "place": {
              "text": "Velika sala"
            },
            "startsAt": "2026-11-18T11:00:00+01:00"
          },
          {
            "hourStated": true,
            "kind": "MENTOR_SESSION",
            "minutesUrl": "https://trebinje.example/zapisnik.pdf",
            "place": {
              "text": "Velika sala"
            },
            "startsAt": "2026-12-01T11:00:00+01:00"
          }
        ],
        "exercise": false,
        "id": "[call]",
        "kind": "PROJECTS",
        "legalBasis": {
          "text": "Odluka o budžetu"
        },
        "lots": [
          {
            "areaCode": "environment",
            "budget": {
              "amount": "20000"
            },
            "capPerApplicant": {
              "amount": "6000",
              "currency": "BAM"
            },
            "maxGrant": {
              "amount": "3000"
            },
            "minGrant": {
              "amount": "1000"
            },
            "position": 1,
            "title": {
              "text": "Uređenje prostora"
            }
          },
          {
            "areaCode": "environment",
            "budget": {
              "amount": "20000"
            },
            "capPerApplicant": {
              "amount": "6000",
              "currency": "BAM"
            },
            "maxGrant": {
              "amount": "3000"
            },
            "minGrant": {
              "amount": "1000"
            },
            "position": 2,
            "title": {
              "text": "Druženje"
            }
          }
        ],
        "maxGrant": {
          "amount": "3000.5"
        },
        "maxMonths": 6,
        "minGrant": {
          "amount": "1000"
        },
        "minMonths": 1,
        "municipality": {
          "slug": "trebinje"
        },
        "objectionsUntil": "2027-01-10T23:59:59.999999+01:00",
        "opensAt": "2026-11-12T08:00:00+01:00",
        "phase": "OPEN",
        "publishedOn": "2026-11-10",
        "questionsUntil": "2026-12-07T23:59:59.999999+01:00",
        "referenceNumber": "02-400-118/26",
        "resultsExpectedOn": "2027-01-15",
        "sourceUrl": "https://trebinje.example/poziv",
        "status": "EXTENDED",
        "summary": {
          "text": "Podržava se uređenje obala."
        },
        "title": {
          "text": "Javni poziv za projekte udruženja"
        }
      }
    }
    "#);
}
