//! What is written by hand beside the articles of acts: the other script and translations. It changes no word as written,
//! so it is no other version; beside what everybody reads it is the same words; and what is beside an article stays there as
//! long as the article says what it said.

use entities::{ConsultationId, Locale, Role, consultation_act};
use javno::consultations::rules::act::{read, tree};
use javno::consultations::store::save::{NewText, add_version};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use tests::people::Person;

use crate::desk_calls::{change, done, text};
use crate::desk_debates::{Desk, act, article, mutation, written};

const OTHERS: &str = "others { label { locale text } heading { locale text } text { locale text } }";

/// The parts of the first act at the desk, with what is beside them.
async fn worded(desk: &Desk, editor: &Person<'_>, id: &Value) -> Vec<Value> {
    let fields = format!("acts {{ parts {{ id key kind depth label heading text {OTHERS} }} }}");
    desk.at_desk(editor, id, &fields).await["acts"][0]["parts"].as_array().expect("parts").clone()
}

/// What the public reads of the words of the first act, in this locale, and which version it is.
async fn shown(desk: &Desk, id: &Value, locale: &str) -> (Value, Vec<String>) {
    let query = "query ($id: ID!, $locale: Locale!) { consultation(id: $id, locale: $locale) {
        acts { current { number anchors { label { text } text { text original { text } } } } } } }";
    let found = desk.town.data(query, json!({ "id": id, "locale": locale })).await;
    let current = &found["consultation"]["acts"][0]["current"];
    let said = |anchor: &Value| format!("{} {}", anchor["label"]["text"], anchor["text"]["text"]).replace('"', "");
    (current["number"].clone(), current["anchors"].as_array().expect("anchors").iter().map(said).collect())
}

fn beside(locale: &str, text: &str) -> Value {
    json!([{ "locale": locale, "text": text }])
}

/// The act with what the desk has of its parts.
async fn act_again(desk: &Desk, editor: &Person<'_>, id: &Value, version: &Value, parts: &[Value]) -> Value {
    let mut input = act(id, version, parts);
    input["act"] = desk.at_desk(editor, id, "acts { id }").await["acts"][0]["id"].take();
    for part in input["parts"].as_array_mut().expect("parts") {
        part.as_object_mut().expect("a part").remove("id");
    }
    input
}

#[tokio::test]
async fn a_draft_keeps_what_is_beside_its_articles_as_long_as_they_say_the_same() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let input = json!({ "municipality": "trebinje", "content": written() });
    let made = done(&editor, &mutation("createConsultation"), input).await["consultation"].take();
    let id = &made["id"];
    let mut first = article(1, "Програм води Џон Вејн.");
    first["others"] =
        json!({ "text": beside("sr-Latn", "Program vodi John Wayne."), "label": beside("en", "Article 1") });
    let second = article(2, "У парку се не ложи ватра.");
    let mut kept = done(&editor, &mutation("saveAct"), act(id, &made["version"], &[first, second.clone()])).await;
    let there = worded(&desk, &editor, id).await;
    assert_eq!(there[0]["others"]["text"], beside("sr-Latn", "Program vodi John Wayne."));
    assert_eq!(there[0]["others"]["label"], beside("en", "Article 1"), "and not the script that makes itself");
    assert_eq!(there[1]["others"], json!({ "label": [], "heading": [], "text": [] }));

    // By the mutation of one part alone.
    let input = json!({ "consultation": id, "version": kept["consultation"]["version"], "part": there[1]["id"],
        "others": { "text": beside("en", "No fires in the park.") } });
    kept = done(&editor, &mutation("wordActPart"), input).await;
    // The same text brought again, of which nobody says what is beside it, with another article between.
    let again =
        [article(1, "Програм води Џон Вејн."), article(2, "Улаз је слободан."), {
            let mut third = second.clone();
            third["label"] = "Члан 3.".into();
            third
        }];
    let input = act_again(&desk, &editor, id, &kept["consultation"]["version"], &again).await;
    kept = done(&editor, &mutation("saveAct"), input).await;
    let now = worded(&desk, &editor, id).await;
    assert_eq!(now[0]["others"], there[0]["others"]);
    assert_eq!(now[1]["others"]["text"], json!([]));
    assert_eq!(now[2]["others"]["text"], beside("en", "No fires in the park."));
    assert_eq!([&now[0]["key"], &now[2]["key"]], [&there[0]["key"], &there[1]["key"]]);

    // Other words: what was beside the old ones goes, unless whoever writes says what is beside the new ones.
    let mut mended = now.clone();
    for part in &mut mended {
        part.as_object_mut().expect("a part").remove("others");
    }
    mended[0]["text"] = "Програм води Џон Форд.".into();
    mended[2]["text"] = "У парку се не пече роштиљ.".into();
    mended[2]["others"] = json!({ "text": beside("en", "No barbecues in the park.") });
    let input = act_again(&desk, &editor, id, &kept["consultation"]["version"], &mended).await;
    kept = done(&editor, &mutation("saveAct"), input).await;
    let now = worded(&desk, &editor, id).await;
    assert_eq!(now[0]["others"], json!({ "label": beside("en", "Article 1"), "heading": [], "text": [] }));
    assert_eq!(now[2]["others"]["text"], beside("en", "No barbecues in the park."));

    let input = json!({ "id": id, "version": kept["consultation"]["version"] });
    done(&editor, &mutation("publishConsultation"), input).await;
    let (number, said) = shown(&desk, id, "en").await;
    assert_eq!(number, 1);
    assert_eq!(
        said,
        ["Article 1 Program vodi Džon Ford.", "Član 2. Ulaz je slobodan.", "Član 3. No barbecues in the park."]
    );
}

#[tokio::test]
async fn beside_a_published_text_everybody_reads_it_at_once_and_it_is_no_other_version() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let page = async || {
        let path = format!("/trebinje/rasprava/{}?lang=sr-Latn", id.as_str().expect("an id"));
        desk.town.get(&path).await.text()
    };
    assert!(page().await.contains("U parku se ne loži vatra."));
    let part = worded(&desk, &editor, &id).await[1].clone();
    let as_written = desk
        .public(&id, "acts { versions { anchors { id key text { original { text locale } } } } } changes { field }")
        .await;
    let word = |version: &Value, others: Value| json!({ "consultation": id, "version": version, "part": part["id"], "others": others });
    let hand = json!({ "text": [{ "locale": "sr-Latn", "text": "U PARKU se ne loži vatra." },
        { "locale": "hr", "text": "U parku se ne loži VATRA." },
        { "locale": "sr-Cyrl", "text": "Нешто сасвим друго." }] });
    let mut kept = done(&editor, &mutation("wordActPart"), word(&version, hand)).await;
    assert_eq!(kept["consultation"]["waits"], json!([{ "waits": false }]));
    assert_eq!(kept["consultation"]["changes"], json!([]));
    assert_eq!(
        shown(&desk, &id, "sr-Latn").await,
        (json!(1), vec!["Član 1. Parkovi su javna dobra.".into(), "Član 2. U PARKU se ne loži vatra.".into()])
    );
    assert_eq!(shown(&desk, &id, "hr").await.1[1], "Član 2. U parku se ne loži VATRA.");
    assert_eq!(shown(&desk, &id, "sr-Cyrl").await.1[1], "Члан 2. У парку се не ложи ватра.");
    assert!(page().await.contains("U PARKU se ne loži vatra."), "{}", page().await);
    let now = desk
        .public(&id, "acts { versions { anchors { id key text { original { text locale } } } } } changes { field }")
        .await;
    assert_eq!(now, as_written, "no word as written is another, and there is nothing to tell of");

    // Nothing new is nothing that happened.
    let same = json!({ "text": [{ "locale": "hr", "text": "U parku se ne loži VATRA." }, { "locale": "sr-Latn", "text": " U PARKU se ne loži vatra. " }] });
    let again = done(&editor, &mutation("wordActPart"), word(&kept["consultation"]["version"], same)).await;
    assert_eq!(again["consultation"]["version"], kept["consultation"]["version"]);
    let other = json!({ "text": [{ "locale": "hr", "text": "U parku se NE loži vatra." }] });
    kept = done(&editor, &mutation("wordActPart"), word(&kept["consultation"]["version"], other)).await;
    assert!(page().await.contains("U parku se ne loži vatra."), "what is left out is made by the machine again");
    let history =
        desk.at_desk(&editor, &id, "history(first: 2) { nodes { kind changes { field before after } } }").await;
    insta::assert_json_snapshot!(history["history"]["nodes"], @r#"
    [
      {
        "changes": [
          {
            "after": null,
            "before": "Члан 2. · U PARKU se ne loži vatra.",
            "field": "wording_sr_latn"
          },
          {
            "after": "Члан 2. · U parku se NE loži vatra.",
            "before": "Члан 2. · U parku se ne loži VATRA.",
            "field": "wording_hr"
          }
        ],
        "kind": "CONSULTATION_CHANGED"
      },
      {
        "changes": [
          {
            "after": "Члан 2. · U PARKU se ne loži vatra.",
            "before": null,
            "field": "wording_sr_latn"
          },
          {
            "after": "Члан 2. · U parku se ne loži VATRA.",
            "before": null,
            "field": "wording_hr"
          }
        ],
        "kind": "CONSULTATION_CHANGED"
      }
    ]
    "#);

    // Who has not read what is there now, who is no editor, and what is no part of it.
    let stale = json!({ "text": beside("hr", "U parku se ne loži vatra.") });
    let query = mutation("wordActPart");
    let ask = async |person: &Person<'_>, input: Value| {
        let answer = person.ask(&query, json!({ "input": input })).await;
        answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("-").to_owned()
    };
    assert_eq!(ask(&editor, word(&version, stale.clone())).await, "CONFLICT");
    let moderator = desk.town.official(&desk.trebinje, &[Role::Moderator]).await;
    let current = kept["consultation"]["version"].clone();
    assert_eq!(ask(&moderator, word(&current, stale.clone())).await, "FORBIDDEN");
    let (other, _) = desk.published(&editor).await;
    let mut elsewhere = word(&current, stale);
    elsewhere["part"] = worded(&desk, &editor, &other).await[0]["id"].clone();
    assert_eq!(ask(&editor, elsewhere).await, "NOT_FOUND");
    let long = json!({ "label": beside("en", &"a".repeat(301)) });
    let refused = change(&editor, &query, word(&current, long)).await;
    assert_eq!(refused["errors"][0]["field"], "others.label");
}

#[tokio::test]
async fn what_everybody_reads_says_nothing_else_in_the_other_script_without_a_version_and_a_reason() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    // Before it is published somebody may write what he wants.
    let input = json!({ "municipality": "trebinje", "content": written() });
    let made = done(&editor, &mutation("createConsultation"), input).await["consultation"].take();
    let id = made["id"].clone();
    let parts = [article(1, "Програм води Џон Вејн."), article(2, "Накнада је 50 % цијене.")];
    let kept = done(&editor, &mutation("saveAct"), act(&id, &made["version"], &parts)).await;
    let there = worded(&desk, &editor, &id).await;
    let word = |version: &Value, part: &Value, others: Value| json!({ "consultation": id, "version": version, "part": part["id"], "others": others });
    let john = json!({ "text": beside("sr-Latn", "Program vodi John Wayne."), "label": beside("en", "Article 1") });
    let query = mutation("wordActPart");
    let kept = done(&editor, &query, word(&kept["consultation"]["version"], &there[0], john.clone())).await;
    let input = json!({ "id": id, "version": kept["consultation"]["version"] });
    let version = done(&editor, &mutation("publishConsultation"), input).await["consultation"]["version"].take();
    let there = worded(&desk, &editor, &id).await;
    let read = ["Član 1. Program vodi John Wayne.", "Član 2. Naknada je 50 % cijene."];
    assert_eq!(shown(&desk, &id, "sr-Latn").await.1, read);

    // Then only the same words, whoever reads them.
    for (locale, words) in [
        ("sr-Latn", "Naknada je 500 % cijene."),
        ("sr-Latn", "Naknada je 50 cijene."),
        ("sr-Latn", "Naknada nije 50 % cijene."),
        ("bs", "Nadoknada je 50 % cijene."),
        ("en", "The fee is 50 % of the price."),
    ] {
        let refused =
            change(&editor, &query, word(&version, &there[1], json!({ "text": beside(locale, words) }))).await;
        let told = &refused["errors"][0];
        assert_eq!((&told["field"], &told["problem"]), (&json!("others.text"), &json!("OTHER_WORDS")), "{words}");
    }
    let both = json!({ "text": [{ "locale": "sr-Latn", "text": "Naknada je 50 % CIJENE." }, { "locale": "en", "text": "Free." }],
        "label": beside("sr-Latn", "Član 3.") });
    let refused = change(&editor, &query, word(&version, &there[1], both)).await;
    let fields: Vec<_> = refused["errors"].as_array().expect("errors").iter().map(|one| &one["field"]).collect();
    assert_eq!(fields, ["others.label", "others.text"], "{refused:#}");
    assert_eq!(shown(&desk, &id, "sr-Latn").await.1, read, "of what is refused nothing is kept");
    let made = worded(&desk, &editor, &id).await;
    assert_eq!(made, there);

    // What stood there when it was published stays beside what is written now, and goes when somebody takes it away.
    let mut more = john;
    more["heading"] = json!([]);
    more["label"] = json!([{ "locale": "en", "text": "Article 1" }, { "locale": "hr", "text": "ČLAN 1." }]);
    let kept = done(&editor, &query, word(&version, &there[0], more)).await;
    assert_eq!(shown(&desk, &id, "hr").await.1[0], "ČLAN 1. Program vodi John Wayne.");
    let none = json!({ "label": [], "heading": [], "text": [] });
    let kept = done(&editor, &query, word(&kept["consultation"]["version"], &there[0], none)).await;
    assert_eq!(shown(&desk, &id, "sr-Latn").await.1[0], "Član 1. Program vodi Džon Vejn.");
    let version = kept["consultation"]["version"].clone();
    let again = json!({ "text": beside("sr-Latn", "Program vodi John Wayne.") });
    let refused = change(&editor, &query, word(&version, &there[0], again.clone())).await;
    assert_eq!(refused["errors"][0]["problem"], "OTHER_WORDS", "what was taken away comes back with a reason alone");

    // What differs is another version, with its reason for everybody.
    let mut anew = there.clone();
    anew[0]["others"] = again;
    anew[1]["others"] = json!({ "text": beside("en", "The fee is 50 % of the price.") });
    let input = act_again(&desk, &editor, &id, &version, &anew).await;
    let kept = done(&editor, &mutation("saveAct"), input).await;
    let input =
        json!({ "id": id, "version": kept["consultation"]["version"], "reason": text("Ime se piše kao u originalu") });
    done(&editor, &mutation("correctConsultation"), input).await;
    assert_eq!(shown(&desk, &id, "sr-Latn").await, (json!(2), read.map(str::to_owned).to_vec()));
    assert_eq!(shown(&desk, &id, "en").await.1[1], "Član 2. The fee is 50 % of the price.");
    let told = desk.public(&id, "changes { field reason { original { text } } }").await;
    assert_eq!(
        told["changes"],
        json!([{ "field": "ACTS", "reason": { "original": { "text": "Ime se piše kao u originalu" } } }])
    );
}

#[tokio::test]
async fn a_new_version_keeps_what_is_beside_the_articles_that_did_not_change() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let before = worded(&desk, &editor, &id).await;
    let word = async |version: &Value, part: &Value, locale: &str, words: &str| {
        let input = json!({ "consultation": id, "version": version, "part": part["id"], "others": { "text": beside(locale, words) } });
        done(&editor, &mutation("wordActPart"), input).await["consultation"]["version"].take()
    };
    let version = word(&version, &before[0], "sr-Latn", "PARKOVI su javna dobra.").await;
    let version = word(&version, &before[1], "sr-Latn", "U PARKU se ne loži vatra.").await;
    let mut now = before.clone();
    for part in &mut now {
        part.as_object_mut().expect("a part").remove("others");
    }
    now[1]["text"] = "У парку се не ложи ватра ни роштиљ.".into();
    now.push(article(3, "Улаз је слободан."));
    let input = act_again(&desk, &editor, &id, &version, &now).await;
    let kept = done(&editor, &mutation("saveAct"), input).await;
    // While another text is being made, what is written beside the one that holds is taken over by it.
    let version = word(&kept["consultation"]["version"], &before[0], "sr-Latn", "Parkovi su JAVNA dobra.").await;
    let version = word(&version, &before[1], "sr-Latn", "U parku se ne loži VATRA.").await;
    assert_eq!(
        shown(&desk, &id, "sr-Latn").await.1,
        ["Član 1. Parkovi su JAVNA dobra.", "Član 2. U parku se ne loži VATRA."]
    );
    let being_made = worded(&desk, &editor, &id).await;
    assert_eq!(being_made[0]["others"]["text"], beside("sr-Latn", "Parkovi su JAVNA dobra."));
    assert_eq!(being_made[1]["others"]["text"], json!([]), "that one says something else");
    // What is written beside the text that is being made nobody outside reads: there anything goes.
    let version = word(&version, &being_made[2], "en", "Entry is free.").await;
    let input = json!({ "id": id, "version": version, "reason": text("Prijedlozi građana") });
    done(&editor, &mutation("correctConsultation"), input).await;
    let (number, said) = shown(&desk, &id, "sr-Latn").await;
    assert_eq!(number, 2);
    assert_eq!(
        said,
        [
            "Član 1. Parkovi su JAVNA dobra.",
            "Član 2. U parku se ne loži vatra ni roštilj.",
            "Član 3. Ulaz je slobodan."
        ]
    );
    assert_eq!(shown(&desk, &id, "en").await.1[2], "Član 3. Entry is free.");
}

#[tokio::test]
async fn a_version_that_is_brought_at_the_console_keeps_them_too() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let parts = worded(&desk, &editor, &id).await;
    let others = json!({ "text": beside("hr", "U PARKU se ne loži vatra."), "label": beside("hr", "ČLAN 2.") });
    let input = json!({ "consultation": id, "version": version, "part": parts[1]["id"], "others": others });
    done(&editor, &mutation("wordActPart"), input).await;
    let of: ConsultationId = id.as_str().expect("an id").parse().expect("an id");
    let tx = desk.town.begin().await;
    let act = tx.find::<consultation_act::Entity>().filter(consultation_act::Column::ConsultationId.eq(of));
    let act = act.one(tx.connection()).await.expect("acts").expect("an act");
    let parts = tree(&read::plain("Члан 1.\nПаркови припадају свима.\n\nЧлан 2.\nУ парку се не ложи ватра."));
    add_version(&tx, &act, NewText { locale: Locale::SrCyrl, parts, note: None }).await.expect("a version");
    tx.commit().await.expect("kept");
    assert_eq!(
        shown(&desk, &id, "hr").await,
        (json!(2), vec!["Član 1. Parkovi pripadaju svima.".into(), "ČLAN 2. U PARKU se ne loži vatra.".into()])
    );
}
