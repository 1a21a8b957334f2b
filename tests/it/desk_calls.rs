//! Calls at the desk: written, saved and published, and who may.

use entities::{Role, municipality};
use serde_json::{Value, json};
use tests::people::Person;
use tests::{Town, steady};

pub(crate) const CREATE: &str = "mutation ($input: CreateCallInput!) { createCall(input: $input) {
    call { id version state title missing { field problem } } errors { code field problem params } } }";
pub(crate) const SAVE: &str = "mutation ($input: SaveCallInput!) { saveCall(input: $input) {
    call { id version state title changes { field before after } missing { field problem } }
    errors { code field problem params } } }";
pub(crate) const PUBLISH: &str = "mutation ($input: PublishCallInput!) { publishCall(input: $input) {
    call { id version state published page } errors { code reason field problem } } }";

/// A text in Latin letters, as the desk sends it.
pub(crate) fn text(words: &str) -> Value {
    json!({ "text": words, "locale": "sr-Latn" })
}

/// What an editor writes of a call that can be published.
pub(crate) fn written() -> Value {
    json!({
        "kind": "PROJECTS",
        "title": text("Javni poziv za kulturu"),
        "deadline": { "day": "2026-12-14", "hour": "15:00" },
        "currency": "BAM",
        "budget": "45000",
        "maxGrant": "3000.50",
        "areas": ["culture"],
    })
}

/// The same with something else in it.
pub(crate) fn with(mut content: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().expect("fields") {
        content[name] = value.clone();
    }
    content
}

pub(crate) async fn change(person: &Person<'_>, mutation: &str, input: Value) -> Value {
    let mut data = person.data(mutation, json!({ "input": input })).await;
    let fields = data.as_object_mut().expect("a payload");
    fields.values_mut().next().expect("a payload").take()
}

/// What was changed, which must be without errors.
pub(crate) async fn done(person: &Person<'_>, mutation: &str, input: Value) -> Value {
    let payload = change(person, mutation, input).await;
    assert_eq!(payload["errors"], json!([]), "{payload:#}");
    payload
}

/// A town with one desk.
pub(crate) struct Desk {
    pub(crate) town: Town,
    pub(crate) trebinje: municipality::Model,
}

impl Desk {
    pub(crate) async fn new() -> Self {
        let town = Town::new().await;
        let trebinje = town.municipality("trebinje").await;
        Self { town, trebinje }
    }

    pub(crate) async fn editor(&self) -> Person<'_> {
        self.town.official(&self.trebinje, &[Role::Editor]).await
    }

    /// A published call: its id and version.
    pub(crate) async fn published(&self, editor: &Person<'_>) -> (Value, i64) {
        let created = done(editor, CREATE, json!({ "municipality": "trebinje", "content": written() })).await;
        let id = created["call"]["id"].clone();
        let published = done(editor, PUBLISH, json!({ "id": id, "version": created["call"]["version"] })).await;
        (id, published["call"]["version"].as_i64().expect("a version"))
    }

    /// What the public reads of a call.
    pub(crate) async fn public(&self, id: &Value, fields: &str) -> Value {
        let query = format!("query ($id: ID!) {{ node(id: $id) {{ ... on OpenCall {{ {fields} }} }} }}");
        self.town.data(&query, json!({ "id": id })).await["node"].take()
    }
}

#[tokio::test]
async fn a_call_is_written_saved_and_published() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let created = done(&editor, CREATE, json!({ "municipality": "trebinje", "content": { "kind": "PROJECTS" } })).await;
    insta::assert_json_snapshot!(steady(created.clone()), @r#"
    {
      "call": {
        "id": "[call]",
        "missing": [
          {
            "field": "title",
            "problem": "REQUIRED"
          },
          {
            "field": "deadline",
            "problem": "REQUIRED"
          }
        ],
        "state": "DRAFT",
        "title": "",
        "version": 1
      },
      "errors": []
    }
    "#);
    let id = created["call"]["id"].clone();
    assert!(desk.public(&id, "id").await.is_null(), "a draft is nobody's but the desk's");

    let refused = change(&editor, PUBLISH, json!({ "id": id, "version": 1 })).await;
    insta::assert_json_snapshot!(refused, @r#"
    {
      "call": null,
      "errors": [
        {
          "code": "INVALID",
          "field": "title",
          "problem": "REQUIRED",
          "reason": null
        },
        {
          "code": "INVALID",
          "field": "deadline",
          "problem": "REQUIRED",
          "reason": null
        }
      ]
    }
    "#);

    let saved = done(&editor, SAVE, json!({ "id": id, "version": 1, "content": written() })).await;
    insta::assert_json_snapshot!(steady(saved.clone()), @r#"
    {
      "call": {
        "changes": [],
        "id": "[call]",
        "missing": [],
        "state": "DRAFT",
        "title": "Javni poziv za kulturu",
        "version": 2
      },
      "errors": []
    }
    "#);
    let published = done(&editor, PUBLISH, json!({ "id": id, "version": saved["call"]["version"] })).await;
    assert_eq!(published["call"]["published"], true);
    let fields = "status title { text } publishedOn deadline { at hourStated history { at setOn } } maxGrant { amount }
        areas { code } corrections { field }";
    insta::assert_json_snapshot!(desk.public(&id, fields).await, @r#"
    {
      "areas": [
        {
          "code": "culture"
        }
      ],
      "corrections": [],
      "deadline": {
        "at": "2026-12-14T15:00:00+01:00",
        "history": [
          {
            "at": "2026-12-14T15:00:00+01:00",
            "setOn": "2026-11-24"
          }
        ],
        "hourStated": true
      },
      "maxGrant": {
        "amount": "3000.5"
      },
      "publishedOn": "2026-11-24",
      "status": "OPEN",
      "title": {
        "text": "Javni poziv za kulturu"
      }
    }
    "#);
}

#[tokio::test]
async fn everything_that_is_written_comes_back_as_it_was_written() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let content = json!({
        "kind": "OTHER",
        "title": { "text": "Јавни позив", "locale": "sr-Cyrl", "overrides": [{ "locale": "en", "text": "Open call" }] },
        "summary": text("Prvi red\n\nDrugi red"),
        "eligibility": text("Udruženja"), "contact": text("Šalter 1"), "legalBasis": text("Odluka"),
        "referenceNumber": "02-400", "publishedOn": "2026-11-20",
        "opens": { "day": "2026-11-25", "hour": null },
        "deadline": { "day": "2026-12-14", "hour": null },
        "deadlineNote": text("do kraja dana"), "untilSpent": false,
        "questionsUntil": { "day": "2026-12-10", "hour": "12:30" },
        "objectionsUntil": { "day": "2027-01-10", "hour": null },
        "resultsExpectedOn": "2027-01-05",
        "currency": "EUR", "budget": "1000.5", "minGrant": "10", "maxGrant": "100",
        "coFundingPercent": 10, "minMonths": 1, "maxMonths": 6,
        "eligibleForms": ["ASSOCIATION", "SPORTS_CLUB"], "seatIn": text("Trebinje"), "registeredBefore": "2025-12-31",
        "areas": ["culture", "sport"],
        "lots": [{ "title": text("Prvi"), "areaCode": "sport", "budget": "500", "minGrant": "1", "maxGrant": "50",
                   "capPerApplicant": "60" }],
        "documents": [{ "id": null, "role": "BRING", "name": text("Rješenje"), "url": null }],
        "events": [{ "id": null, "kind": "TRAINING", "starts": { "day": "2026-12-01", "hour": "10:00" },
                     "place": text("Sala"), "minutesUrl": "https://trebinje.example/zapisnik" }],
        "exercise": true,
    });
    let created = done(&editor, CREATE, json!({ "municipality": "trebinje", "content": content })).await;
    let edited = "text locale overrides { locale text }";
    let moment = "day hour";
    let fields = format!(
        "kind title {{ {edited} }} summary {{ {edited} }} eligibility {{ {edited} }} contact {{ {edited} }}
        legalBasis {{ {edited} }} referenceNumber publishedOn opens {{ {moment} }} deadline {{ {moment} }}
        deadlineNote {{ {edited} }} untilSpent questionsUntil {{ {moment} }} objectionsUntil {{ {moment} }}
        resultsExpectedOn currency budget minGrant maxGrant coFundingPercent minMonths maxMonths eligibleForms
        seatIn {{ {edited} }} registeredBefore areas
        lots {{ title {{ {edited} }} areaCode budget minGrant maxGrant capPerApplicant }}
        documents {{ id role name {{ {edited} }} url }}
        events {{ id kind starts {{ {moment} }} place {{ {edited} }} minutesUrl }} exercise"
    );
    let query = format!(
        r#"query ($id: ID!) {{ desk(municipality: "trebinje") {{ call(id: $id) {{ content {{ {fields} }} }} }} }}"#
    );
    let mut read = editor.data(&query, json!({ "id": created["call"]["id"] })).await;
    let mut read = read["desk"]["call"]["content"].take();
    assert!(read["events"][0]["id"].as_str().is_some_and(|id| id.starts_with("evt_")));
    read["events"][0]["id"] = Value::Null;
    // What was left out where a text was given is an empty list.
    fn filled(value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(filled),
            Value::Object(fields) => {
                if fields.contains_key("locale") && fields.contains_key("text") && fields.len() == 2 {
                    fields.insert("overrides".into(), json!([]));
                }
                fields.iter_mut().filter(|(name, _)| *name != "overrides").for_each(|(_, value)| filled(value));
            }
            _ => {}
        }
    }
    let mut expected = content;
    filled(&mut expected);
    assert_eq!(read, expected);
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_all_at_once_and_nothing_is_changed() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let content = with(
        written(),
        &json!({
            "title": text(&"a".repeat(301)),
            "deadline": { "day": "2026-12-14", "hour": "25:00" },
            "budget": "-5", "coFundingPercent": 101, "areas": ["rivers"],
            "documents": [{ "id": "doc_01h455vb4pex5vsknk084sn02q", "role": "FORM", "name": text("Obrazac"),
                            "url": "javascript:alert(1)" }],
        }),
    );
    let refused = change(&editor, CREATE, json!({ "municipality": "trebinje", "content": content })).await;
    insta::assert_json_snapshot!(refused, @r#"
    {
      "call": null,
      "errors": [
        {
          "code": "INVALID",
          "field": "title",
          "params": [
            "300"
          ],
          "problem": "TOO_LONG"
        },
        {
          "code": "INVALID",
          "field": "deadline",
          "params": [],
          "problem": "NOT_AN_HOUR"
        },
        {
          "code": "INVALID",
          "field": "budget",
          "params": [],
          "problem": "NOT_POSITIVE"
        },
        {
          "code": "INVALID",
          "field": "coFundingPercent",
          "params": [
            "0",
            "100"
          ],
          "problem": "OUT_OF_RANGE"
        },
        {
          "code": "INVALID",
          "field": "areas.0",
          "params": [],
          "problem": "UNKNOWN"
        },
        {
          "code": "INVALID",
          "field": "documents.0.id",
          "params": [],
          "problem": "UNKNOWN"
        },
        {
          "code": "INVALID",
          "field": "documents.0.url",
          "params": [],
          "problem": "NOT_AN_ADDRESS"
        }
      ]
    }
    "#);
    let cleaned = with(written(), &json!({ "title": text("Po\u{0}ziv\u{b}  s  razmacima ") }));
    let created = done(&editor, CREATE, json!({ "municipality": "trebinje", "content": cleaned })).await;
    assert_eq!(created["call"]["title"], "Poziv s razmacima");
}

#[tokio::test]
async fn whoever_saves_what_somebody_else_has_saved_meanwhile_is_told_so() {
    let desk = Desk::new().await;
    let (one, other) = (desk.editor().await, desk.editor().await);
    let created = done(&one, CREATE, json!({ "municipality": "trebinje", "content": written() })).await;
    let input = |title: &str| json!({ "id": created["call"]["id"], "version": 1, "content": with(written(), &json!({ "title": text(title) })) });
    done(&one, SAVE, input("Prvi")).await;
    let refusal = other.refusal(SAVE, json!({ "input": input("Drugi") })).await;
    assert!(refusal.starts_with("CONFLICT"), "{refusal}");
}

#[tokio::test]
async fn who_may_write_and_who_may_know() {
    let desk = Desk::new().await;
    let town = &desk.town;
    let teslic = town.municipality("teslic").await;
    let editor = desk.editor().await;
    let moderator = town.official(&desk.trebinje, &[Role::Moderator]).await;
    let neighbour = town.official(&teslic, &[Role::Admin]).await;
    let stranger = town.signed_in().await;
    let created = done(&editor, CREATE, json!({ "municipality": "trebinje", "content": written() })).await;
    let input = json!({ "input": { "id": created["call"]["id"], "version": 1, "content": written() } });
    let said = [
        town.refusal(SAVE, input.clone()).await,
        moderator.refusal(SAVE, input.clone()).await,
        neighbour.refusal(SAVE, input.clone()).await,
        stranger.refusal(SAVE, input.clone()).await,
    ];
    insta::assert_snapshot!(said.join("\n"), @"
    UNAUTHENTICATED: This needs a person who has signed in.
    FORBIDDEN: Your role does not allow this; ask an administrator of your municipality.
    NOT_FOUND: There is no such call at your desk.
    NOT_FOUND: There is no such call at your desk.
    ");
    let read = r#"query ($id: ID!) { desk(municipality: "trebinje") { call(id: $id) { title } } }"#;
    let id = json!({ "id": created["call"]["id"] });
    assert_eq!(moderator.data(read, id.clone()).await["desk"]["call"]["title"], "Javni poziv za kulturu");
    let own = read.replace("trebinje", "teslic");
    assert!(neighbour.data(&own, id).await["desk"]["call"].is_null(), "no way round");
}

#[tokio::test]
async fn saving_again_and_again_is_one_act() {
    let desk = Desk::new().await;
    let (one, other) = (desk.editor().await, desk.editor().await);
    let created = done(&one, CREATE, json!({ "municipality": "trebinje", "content": written() })).await;
    let id = created["call"]["id"].clone();
    let mut version = 1;
    let mut save = async |person: &Person<'_>, title: String| {
        let content = with(written(), &json!({ "title": text(&title) }));
        let saved = done(person, SAVE, json!({ "id": id, "version": version, "content": content })).await;
        version = saved["call"]["version"].as_i64().expect("a version");
    };
    for number in 0..5 {
        save(&one, format!("Naslov {number}")).await;
    }
    save(&other, "Drugi".into()).await;
    save(&one, "Treći".into()).await;
    desk.town.clock.advance(chrono::TimeDelta::minutes(11));
    save(&one, "Četvrti".into()).await;
    let history = r#"query ($id: ID!) { desk(municipality: "trebinje") { call(id: $id) {
        history(first: 50) { nodes { kind } } } } }"#;
    let acts = one.data(history, json!({ "id": id })).await;
    let kinds = acts["desk"]["call"]["history"]["nodes"].as_array().expect("acts");
    assert_eq!(kinds.len(), 5, "drafted, edited by one, by other, by one, and by one again later: {kinds:?}");
}

#[tokio::test]
async fn a_draft_is_thrown_away_and_an_old_call_begun_anew() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let copy = "mutation ($input: CopyCallInput!) { copyCall(input: $input) {
        call { id version state title content { deadline { day } publishedOn budget areas } } errors { code } } }";
    let copied = done(&editor, copy, json!({ "id": id })).await;
    insta::assert_json_snapshot!(steady(copied.clone()), @r#"
    {
      "call": {
        "content": {
          "areas": [
            "culture"
          ],
          "budget": "45000",
          "deadline": null,
          "publishedOn": null
        },
        "id": "[call]",
        "state": "DRAFT",
        "title": "Javni poziv za kulturu",
        "version": 1
      },
      "errors": []
    }
    "#);
    let delete = "mutation ($input: DeleteDraftInput!) { deleteDraft(input: $input) { deleted errors { reason } } }";
    let refused = change(&editor, delete, json!({ "id": id, "version": version })).await;
    assert_eq!(refused["errors"][0]["reason"], "NOT_A_DRAFT");
    let deleted = done(&editor, delete, json!({ "id": copied["call"]["id"], "version": 1 })).await;
    assert_eq!(deleted["deleted"], copied["call"]["id"]);
}
