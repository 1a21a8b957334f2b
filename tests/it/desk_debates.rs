//! Consultations at the desk: written with the texts of their acts, published, corrected, extended, cancelled, and who may.

use entities::{Role, TokenScope, municipality};
use serde_json::{Value, json};
use tests::files::container;
use tests::people::Person;
use tests::{Town, steady};

use crate::desk_calls::{change, done, text};

const FIELDS: &str = "id version state title published waits: acts { waits }
    changes { field before after } missing { field problem } warnings { code field }";
const ERRORS: &str = "errors { code reason field problem params }";

/// A mutation that gives the consultation back.
pub(crate) fn mutation(name: &str) -> String {
    let input = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    format!("mutation ($input: {input}!) {{ {name}(input: $input) {{ consultation {{ {FIELDS} }} {ERRORS} }} }}")
}

/// What an editor writes of a consultation that can be published and about which there is no doubt.
pub(crate) fn written() -> Value {
    json!({
        "kind": "PUBLIC_DEBATE",
        "title": text("Nacrt odluke o parkovima"),
        "closes": { "day": "2026-12-14", "hour": "15:00" },
        "answerDueOn": "2026-12-29",
        "channels": [{ "kind": "COUNTER", "text": text("Šalter 3") }],
    })
}

pub(crate) fn article(number: usize, words: &str) -> Value {
    json!({ "kind": "ARTICLE", "label": format!("Члан {number}."), "text": words })
}

pub(crate) fn act(id: &Value, version: &Value, parts: &[Value]) -> Value {
    let title = json!({ "text": "Одлука", "locale": "sr-Cyrl" });
    json!({ "consultation": id, "version": version, "title": title, "locale": "sr-Cyrl", "parts": parts })
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

    /// What the public reads.
    pub(crate) async fn public(&self, id: &Value, fields: &str) -> Value {
        let query = format!("query ($id: ID!) {{ consultation(id: $id) {{ {fields} }} }}");
        self.town.data(&query, json!({ "id": id })).await["consultation"].take()
    }

    /// What the desk reads.
    pub(crate) async fn at_desk(&self, person: &Person<'_>, id: &Value, fields: &str) -> Value {
        let query = format!(
            "query ($id: ID!) {{ desk(municipality: \"trebinje\") {{ consultation(id: $id) {{ {fields} }} }} }}"
        );
        person.data(&query, json!({ "id": id })).await["desk"]["consultation"].take()
    }

    /// A published consultation on two articles: its id and version.
    pub(crate) async fn published(&self, editor: &Person<'_>) -> (Value, Value) {
        let input = json!({ "municipality": "trebinje", "content": written() });
        let made = done(editor, &mutation("createConsultation"), input).await["consultation"].take();
        let parts = [article(1, "Паркови су јавна добра."), article(2, "У парку се не ложи ватра.")];
        let kept = done(editor, &mutation("saveAct"), act(&made["id"], &made["version"], &parts)).await;
        let input = json!({ "id": made["id"], "version": kept["consultation"]["version"] });
        let published = done(editor, &mutation("publishConsultation"), input).await["consultation"].take();
        (published["id"].clone(), published["version"].clone())
    }
}

/// The desk's parts of the first act.
pub(crate) async fn parts(desk: &Desk, editor: &Person<'_>, id: &Value) -> Vec<Value> {
    let found = desk.at_desk(editor, id, "acts { parts { key kind depth label heading text } }").await;
    found["acts"][0]["parts"].as_array().expect("parts").clone()
}

#[tokio::test]
async fn a_text_is_read_and_nothing_of_it_is_kept() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let read = "query ($text: String!, $format: ActFormat!) { desk(municipality: \"trebinje\") {
        readAct(text: $text, format: $format) { locale parts { id key kind depth label heading text } } } }";
    let pasted = "ГЛАВА I\nОПШТЕ ОДРЕДБЕ\n\nЧлан 1.\n(1) Паркови су јавна добра.\n(2) Улаз је слободан.\n\nЧлан 2.\nУ парку се не ложи ватра.";
    let told = |read: &Value| {
        let one = |part: &Value| {
            let text = |field: &str| part[field].as_str().unwrap_or("-").to_owned();
            format!("{} {} {} · {} · {}", part["depth"], text("kind"), text("label"), text("heading"), text("text"))
        };
        read["parts"].as_array().expect("parts").iter().map(one).collect::<Vec<_>>().join("\n")
    };
    let data = editor.data(read, json!({ "text": pasted, "format": "TEXT" })).await;
    let found = &data["desk"]["readAct"];
    assert_eq!(found["locale"], "sr-Cyrl");
    assert!(found["parts"][0]["id"].is_null() && found["parts"][0]["key"].is_null());
    insta::assert_snapshot!(told(found), @"
    0 CHAPTER ГЛАВА I · ОПШТЕ ОДРЕДБЕ · -
    1 ARTICLE Члан 1. · - · -
    2 PARAGRAPH (1) · - · Паркови су јавна добра.
    2 PARAGRAPH (2) · - · Улаз је слободан.
    1 ARTICLE Члан 2. · - · У парку се не ложи ватра.
    ");
    let data = editor.data(read, json!({ "text": "# GLAVA I\n\n## Član 1.\n\nTekst.", "format": "MARKDOWN" })).await;
    insta::assert_snapshot!(told(&data["desk"]["readAct"]), @"
    0 CHAPTER GLAVA I · - · -
    1 ARTICLE Član 1. · - · Tekst.
    ");
    let counts = "{ desk(municipality: \"trebinje\") { consultationCounts { count } } }";
    let counted = editor.data(counts, json!({})).await["desk"]["consultationCounts"].take();
    assert!(counted.as_array().expect("counts").iter().all(|one| one["count"] == 0), "{counted}");
}

/// A text of Word in which articles and paragraphs are levels of one list.
fn numbered_by_word() -> Vec<u8> {
    const XMLNS: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let level = |at: usize, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    };
    let lists = format!(
        r#"<w:numbering {XMLNS}><w:abstractNum w:abstractNumId="0">{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
        level(0, "Члан %1."),
        level(1, "(%2)"),
    );
    let said =
        [(0, ""), (1, "Паркови су јавна добра."), (1, "Улаз је слободан."), (0, ""), (1, "У парку се не ложи ватра.")];
    let paragraph = |(level, text): (usize, &str)| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let text = said.map(paragraph).concat();
    let text = format!("<w:document {XMLNS}><w:body>{text}</w:body></w:document>");
    container(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", text.as_bytes()),
        ("word/numbering.xml", lists.as_bytes()),
    ])
}

#[tokio::test]
async fn a_file_is_read_by_its_kind_for_editors_alone() {
    let desk = Desk::new().await;
    let (editor, moderator) = (desk.editor().await, desk.town.official(&desk.trebinje, &[Role::Moderator]).await);
    let read = async |person: &Person<'_>, name: &str, bytes: &[u8]| {
        let path = format!("/desk/read/act?municipality=trebinje&name={name}");
        let request = person.request(&path).body(axum::body::Body::from(bytes.to_vec())).expect("a request");
        desk.town.request(request).await
    };
    let docx =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../backend/data/demo/obrazac.docx")).expect("a file");
    let answer = read(&editor, "nacrt.docx", &docx).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.json()["parts"].as_array().is_some_and(|parts| !parts.is_empty()), "{}", answer.text());
    // Word makes the numbers of articles and paragraphs itself: none of them stands in its text.
    let told = read(&editor, "nacrt.docx", &numbered_by_word()).await.json();
    let told = told["parts"].as_array().expect("parts").iter();
    let told: Vec<_> = told.map(|part| format!("{} {} {}", part["depth"], part["label"], part["text"])).collect();
    insta::assert_snapshot!(told.join("\n").replace('"', ""), @"
    0 Члан 1. null
    1 (1) Паркови су јавна добра.
    1 (2) Улаз је слободан.
    0 Члан 2. null
    1 (1) У парку се не ложи ватра.
    ");
    let answer = read(&editor, "nacrt.md", "# Члан 1.\n\nТекст.".as_bytes()).await;
    insta::assert_snapshot!(answer.text(), @r#"{"locale":"sr-Cyrl","parts":[{"id":null,"key":null,"kind":"ARTICLE","depth":0,"label":"Члан 1.","heading":null,"text":"Текст."}]}"#);
    for (name, bytes, status) in
        [("nacrt.docx", &b"PK"[..], 400), ("nacrt.pdf", b"%PDF", 400), ("nacrt.txt", &[0xff, 0xfe, 0xfd], 400)]
    {
        assert_eq!(read(&editor, name, bytes).await.status, status, "{name}");
    }
    assert_eq!(read(&moderator, "nacrt.md", b"x").await.status, 403);
}

#[tokio::test]
async fn a_consultation_is_written_and_published_with_its_text() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let input = json!({ "municipality": "trebinje", "content": { "kind": "PUBLIC_DEBATE" } });
    let created = done(&editor, &mutation("createConsultation"), input).await;
    insta::assert_json_snapshot!(steady(created.clone()), @r#"
    {
      "consultation": {
        "changes": [],
        "id": "[con]",
        "missing": [
          {
            "field": "title",
            "problem": "REQUIRED"
          },
          {
            "field": "closes",
            "problem": "REQUIRED"
          }
        ],
        "published": false,
        "state": "DRAFT",
        "title": "",
        "version": 1,
        "waits": [],
        "warnings": [
          {
            "code": "ANSWER_DUE_MISSING",
            "field": "answerDueOn"
          },
          {
            "code": "NO_ACT",
            "field": "acts"
          },
          {
            "code": "NO_CHANNEL",
            "field": "channels"
          }
        ]
      },
      "errors": []
    }
    "#);
    let id = created["consultation"]["id"].clone();
    assert!(desk.public(&id, "id").await.is_null(), "a draft is nobody's but the desk's");
    let refused = change(&editor, &mutation("publishConsultation"), json!({ "id": id, "version": 1 })).await;
    insta::assert_json_snapshot!(refused, @r#"
    {
      "consultation": null,
      "errors": [
        {
          "code": "INVALID",
          "field": "title",
          "params": [],
          "problem": "REQUIRED",
          "reason": null
        },
        {
          "code": "INVALID",
          "field": "closes",
          "params": [],
          "problem": "REQUIRED",
          "reason": null
        }
      ]
    }
    "#);

    let saved =
        done(&editor, &mutation("saveConsultation"), json!({ "id": id, "version": 1, "content": written() })).await;
    assert_eq!(saved["consultation"]["version"], 2);
    // The same again is no change.
    let again =
        done(&editor, &mutation("saveConsultation"), json!({ "id": id, "version": 2, "content": written() })).await;
    assert_eq!(again["consultation"]["version"], 2);
    let kept = done(&editor, &mutation("saveAct"), act(&id, &json!(2), &[article(1, "Паркови су јавни.")])).await;
    assert_eq!(kept["consultation"]["warnings"], json!([]));
    let shown = desk.at_desk(&editor, &id, "preview(locale: \"sr-Latn\") { title { text } status acts { title { text } current { number anchors { label { text } text { text } } } } }").await;
    insta::assert_json_snapshot!(shown, @r#"
    {
      "preview": {
        "acts": [
          {
            "current": {
              "anchors": [
                {
                  "label": {
                    "text": "Član 1."
                  },
                  "text": {
                    "text": "Parkovi su javni."
                  }
                }
              ],
              "number": 1
            },
            "title": {
              "text": "Odluka"
            }
          }
        ],
        "status": "OPEN",
        "title": {
          "text": "Nacrt odluke o parkovima"
        }
      }
    }
    "#);
    let published = done(&editor, &mutation("publishConsultation"), json!({ "id": id, "version": 3 })).await;
    insta::assert_json_snapshot!(steady(published), @r#"
    {
      "consultation": {
        "changes": [],
        "id": "[con]",
        "missing": [],
        "published": true,
        "state": "OPEN",
        "title": "Nacrt odluke o parkovima",
        "version": 4,
        "waits": [
          {
            "waits": false
          }
        ],
        "warnings": []
      },
      "errors": []
    }
    "#);
    let read = desk
        .public(
            &id,
            "status publishedOn acts { current { number publishedAt anchors { text { text } } } } changes { field }",
        )
        .await;
    insta::assert_json_snapshot!(read, @r#"
    {
      "acts": [
        {
          "current": {
            "anchors": [
              {
                "text": {
                  "text": "Паркови су јавни."
                }
              }
            ],
            "number": 1,
            "publishedAt": "2026-11-24T10:00:00+00:00"
          }
        }
      ],
      "changes": [],
      "publishedOn": "2026-11-24",
      "status": "OPEN"
    }
    "#);
    let acts = desk.at_desk(&editor, &id, "history { nodes { kind by } }").await["history"]["nodes"].take();
    let kinds: Vec<_> = acts.as_array().expect("acts").iter().map(|act| act["kind"].as_str().unwrap_or("?")).collect();
    assert_eq!(kinds, ["CONSULTATION_PUBLISHED", "CONSULTATION_EDITED", "CONSULTATION_EDITED", "CONSULTATION_DRAFTED"]);
}

#[tokio::test]
async fn who_saves_what_another_has_changed_is_told_and_sees_both() {
    let desk = Desk::new().await;
    let (editor, colleague) = (desk.editor().await, desk.editor().await);
    let input = json!({ "municipality": "trebinje", "content": written() });
    let made = done(&editor, &mutation("createConsultation"), input).await["consultation"].take();
    let id = &made["id"];
    let with = |title: &str| {
        let mut content = written();
        content["title"] = text(title);
        json!({ "id": id, "version": 1, "content": content })
    };
    done(&colleague, &mutation("saveConsultation"), with("Njen naslov")).await;
    for (name, input) in [
        ("saveConsultation", with("Moj naslov")),
        ("saveAct", act(id, &json!(1), &[article(1, "Текст.")])),
        ("publishConsultation", json!({ "id": id, "version": 1 })),
        ("deleteConsultation", json!({ "id": id, "version": 1 })),
    ] {
        let name_of = if name == "deleteConsultation" {
            "mutation ($input: DeleteConsultationInput!) { deleteConsultation(input: $input) { deleted errors { code } } }".into()
        } else {
            mutation(name)
        };
        let refused = editor.refusal(&name_of, json!({ "input": input })).await;
        assert!(refused.starts_with("CONFLICT"), "{name}: {refused}");
    }
    let theirs = desk.at_desk(&editor, id, "version savedBy content { title { text } }").await;
    assert_eq!(theirs["content"]["title"]["text"], "Njen naslov");
    assert_eq!(theirs["version"], 2);
}

#[tokio::test]
async fn what_is_changed_after_publication_stands_there_with_its_reason() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let mut content = written();
    content["moderation"] = "POST".into();
    content["sessions"] = json!([{ "starts": { "day": "2026-12-02", "hour": "17:00" }, "place": text("Velika sala") }]);
    content["publishedOn"] = "2026-11-24".into();
    let saved =
        done(&editor, &mutation("saveConsultation"), json!({ "id": id, "version": version, "content": content })).await;
    insta::assert_json_snapshot!(saved["consultation"]["changes"], @r#"
    [
      {
        "after": "counts=false moderation=post anonymous=true attachments=false email=never supports=none",
        "before": "counts=false moderation=pre anonymous=true attachments=false email=never supports=none",
        "field": "RULES"
      },
      {
        "after": "2. 12. 2026. 17.00 · Velika sala",
        "before": null,
        "field": "SESSIONS"
      }
    ]
    "#);
    let fields = "rules { moderation } sessions { startsAt } changes { field before after reason { text } }";
    let still = desk.public(&id, fields).await;
    assert_eq!(still["rules"]["moderation"], "PRE", "nobody outside sees it");
    let no_reason = json!({ "id": id, "version": saved["consultation"]["version"], "reason": text(" ") });
    let refused = change(&editor, &mutation("correctConsultation"), no_reason).await;
    assert_eq!(refused["errors"][0]["field"], "reason");
    let input = json!({ "id": id, "version": saved["consultation"]["version"], "reason": text("Dodata sjednica") });
    let corrected = done(&editor, &mutation("correctConsultation"), input).await;
    insta::assert_json_snapshot!(desk.public(&id, fields).await, @r#"
    {
      "changes": [
        {
          "after": "counts=false moderation=post anonymous=true attachments=false email=never supports=none",
          "before": "counts=false moderation=pre anonymous=true attachments=false email=never supports=none",
          "field": "RULES",
          "reason": {
            "text": "Dodata sjednica"
          }
        },
        {
          "after": "2. 12. 2026. 17.00 · Velika sala",
          "before": null,
          "field": "SESSIONS",
          "reason": {
            "text": "Dodata sjednica"
          }
        }
      ],
      "rules": {
        "moderation": "POST"
      },
      "sessions": [
        {
          "startsAt": "2026-12-02T17:00:00+01:00"
        }
      ]
    }
    "#);

    // A correction may be thought better of.
    let input = json!({ "id": id, "version": corrected["consultation"]["version"], "content": written() });
    let saved = done(&editor, &mutation("saveConsultation"), input).await;
    assert_ne!(saved["consultation"]["changes"], json!([]));
    let input = json!({ "id": id, "version": saved["consultation"]["version"] });
    let left = done(&editor, &mutation("discardConsultationChanges"), input).await;
    assert_eq!(left["consultation"]["changes"], json!([]));
}

#[tokio::test]
async fn a_consultation_is_extended_and_cancelled_and_never_shortened() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let until =
        |day: &str| json!({ "id": id, "version": version, "closes": { "day": day }, "reason": text("Praznici") });
    for (day, problem) in [("2026-12-10", "NOT_LATER"), ("2026-11-01", "NOT_LATER")] {
        let refused = change(&editor, &mutation("extendConsultation"), until(day)).await;
        assert_eq!(refused["errors"][0]["problem"], problem, "{day}");
    }
    let extended = done(&editor, &mutation("extendConsultation"), until("2026-12-21")).await;
    let read =
        desk.public(&id, "period { closesAt closesHourStated } changes { field before after reason { text } }").await;
    insta::assert_json_snapshot!(read, @r#"
    {
      "changes": [
        {
          "after": "2026-12-21T23:59:59.999999+01:00",
          "before": "2026-12-14T15:00:00+01:00",
          "field": "CLOSES",
          "reason": {
            "text": "Praznici"
          }
        }
      ],
      "period": {
        "closesAt": "2026-12-21T23:59:59.999999+01:00",
        "closesHourStated": false
      }
    }
    "#);
    let input = json!({ "id": id, "version": extended["consultation"]["version"], "reason": text("Nacrt je povučen") });
    let cancelled = done(&editor, &mutation("cancelConsultation"), input.clone()).await;
    assert_eq!(cancelled["consultation"]["state"], "CANCELLED");
    let read = desk.public(&id, "status changes { field reason { text } }").await;
    assert_eq!(read["status"], "CANCELLED");
    let input = json!({ "id": id, "version": cancelled["consultation"]["version"], "reason": text("Opet") });
    let refused = change(&editor, &mutation("cancelConsultation"), input).await;
    assert_eq!(refused["errors"][0]["reason"], "NOT_PUBLISHED");
}

#[tokio::test]
async fn only_an_editor_of_this_desk_writes() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let teslic = desk.town.municipality("teslic").await;
    let neighbour = desk.town.official(&teslic, &[Role::Admin]).await;
    let moderator = desk.town.official(&desk.trebinje, &[Role::Moderator]).await;
    let input = json!({ "input": { "id": id, "version": version, "content": written() } });
    let save = mutation("saveConsultation");
    assert!(neighbour.refusal(&save, input.clone()).await.starts_with("NOT_FOUND"));
    assert!(moderator.refusal(&save, input.clone()).await.starts_with("FORBIDDEN"));
    assert!(desk.town.refusal(&save, input.clone()).await.starts_with("UNAUTHENTICATED"));
    let reader = editor.program(&desk.trebinje, &[TokenScope::ReadDesk]).await;
    let refused = reader.ask(&save, input).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");
    // What waits is the desk's alone: the neighbour's official sees no more than anybody.
    let query = "query ($id: ID!) { desk(municipality: \"trebinje\") { consultation(id: $id) { title } } }";
    assert!(neighbour.refusal(query, json!({ "id": id })).await.starts_with("NOT_FOUND"));
    let query = "query ($id: ID!) { desk(municipality: \"teslic\") { consultation(id: $id) { title } } }";
    assert!(neighbour.data(query, json!({ "id": id })).await["desk"]["consultation"].is_null());
}

#[tokio::test]
async fn what_a_debate_is_about_is_chosen_from_the_list_and_told_when_it_changes() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let mut content = written();
    content["areas"] = json!(["sport", "zzz", "culture"]);
    let input = json!({ "municipality": "trebinje", "content": content });
    let refused = change(&editor, &mutation("createConsultation"), input).await;
    assert_eq!(refused["errors"][0]["field"], "areas.1", "{refused}");
    assert_eq!(refused["errors"][0]["problem"], "UNKNOWN", "{refused}");

    let (id, version) = desk.published(&editor).await;
    content["publishedOn"] = "2026-11-24".into();
    content["areas"] = json!(["sport", "culture", "sport"]);
    let input = json!({ "id": id, "version": version, "content": content });
    let saved = done(&editor, &mutation("saveConsultation"), input).await["consultation"].take();
    assert_eq!(saved["changes"], json!([{ "field": "AREAS", "before": null, "after": "culture\nsport" }]));
    let read = desk.at_desk(&editor, &id, "content { areas }").await;
    assert_eq!(read["content"]["areas"], json!(["culture", "sport"]));
    assert_eq!(desk.public(&id, "areas { code }").await["areas"], json!([]), "nobody outside sees it yet");
    let reason = text("Da se lakše nađe.");
    let input = json!({ "id": id, "version": saved["version"], "reason": reason });
    done(&editor, &mutation("correctConsultation"), input).await;
    let public = desk.public(&id, "areas { code } changes { field }").await;
    assert_eq!(public["areas"], json!([{ "code": "culture" }, { "code": "sport" }]));
    assert_eq!(public["changes"], json!([{ "field": "AREAS" }]));
    let page = desk.town.get(&format!("/trebinje/rasprava/{}", id.as_str().expect("an id"))).await.text();
    assert!(page.contains("Kultura i umjetnost · Sport i rekreacija"), "{page}");
}
