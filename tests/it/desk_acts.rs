//! Texts of acts of consultations that are published already: another text, another act, and the comments on what was.

use chrono::TimeDelta;
use entities::{Role, consultation};
use javno::challenge::solve;
use javno::clock::Clock as _;
use sea_orm::{Set, Unchanged};
use serde_json::{Value, json};

use crate::comments::{BOX, PUBLISH, SUBMIT};
use crate::desk_calls::{change, done, text};
use crate::desk_debates::{Desk, act, article, mutation, parts, written};

#[tokio::test]
async fn a_new_text_keeps_what_did_not_change_and_shows_what_did() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let before = parts(&desk, &editor, &id).await;
    let mut second = before[1].clone();
    second["label"] = "Члан 3.".into();
    let mut first = before[0].clone();
    // Written anew from the first word to the last, but in the hand of who mends it.
    first["text"] = "Зелене површине припадају свима.".into();
    let acts = desk.at_desk(&editor, &id, "acts { id }").await;
    let mut input = act(&id, &version, &[first, article(2, "Улаз је слободан у свако доба дана."), second]);
    input["act"] = acts["acts"][0]["id"].clone();
    let kept = done(&editor, &mutation("saveAct"), input).await;
    assert_eq!(kept["consultation"]["waits"], json!([{ "waits": true }]));
    let read = desk.public(&id, "acts { versions { number } current { number } } changes { field }").await;
    assert_eq!(read["acts"][0]["versions"].as_array().map(Vec::len), Some(1), "nobody outside sees it");
    let now = parts(&desk, &editor, &id).await;
    assert_eq!([&now[0]["key"], &now[2]["key"]], [&before[0]["key"], &before[1]["key"]]);
    let shown = desk
        .at_desk(
            &editor,
            &id,
            "acts { number waits changes { change labelBefore label words { change text } } publishedParts { key } }",
        )
        .await;
    let told: Vec<_> = shown["acts"][0]["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|one| format!("{} {} → {}", one["change"], one["labelBefore"], one["label"]))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    "CHANGED" "Члан 1." → "Члан 1."
    "ADDED" null → "Члан 2."
    "MOVED" "Члан 2." → "Члан 3."
    "#);

    let reason = text("Poslije prve rasprave");
    let input = json!({ "id": id, "version": kept["consultation"]["version"], "reason": reason });
    let corrected = done(&editor, &mutation("correctConsultation"), input.clone()).await;
    assert_eq!(corrected["consultation"]["waits"], json!([{ "waits": false }]));
    let read = desk.public(&id, "acts { current { number note { text } changes { change } } } changes { field before after reason { text } }").await;
    insta::assert_json_snapshot!(read, @r#"
    {
      "acts": [
        {
          "current": {
            "changes": [
              {
                "change": "CHANGED"
              },
              {
                "change": "ADDED"
              },
              {
                "change": "MOVED"
              }
            ],
            "note": {
              "text": "Poslije prve rasprave"
            },
            "number": 2
          }
        }
      ],
      "changes": [
        {
          "after": "Одлука (2)",
          "before": "Одлука (1)",
          "field": "ACTS",
          "reason": {
            "text": "Poslije prve rasprave"
          }
        }
      ]
    }
    "#);
    let input = json!({ "id": id, "version": corrected["consultation"]["version"], "reason": reason });
    let nothing = change(&editor, &mutation("correctConsultation"), input).await;
    assert_eq!(nothing["errors"][0]["reason"], "NOTHING_CHANGED");
}

#[tokio::test]
async fn a_text_is_compared_before_anybody_has_to_wait_for_it() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let mut input = act(&id, &version, &[article(1, "Друго."), article(2, "Треће.")]);
    input["act"] = desk.at_desk(&editor, &id, "acts { id }").await["acts"][0]["id"].take();
    desk.town.statements();
    done(&editor, &mutation("saveAct"), input).await;
    let asked = desk.town.statements();
    let first = |table: &str| asked.iter().position(|sql| sql.contains(&format!(r#"FROM "{table}""#)));
    // What hangs on the consultation is read as soon as nobody else can change it.
    let (compared, held) = (first("act_anchor").expect("parts"), first("consultation_session").expect("sessions"));
    assert!(compared < held, "{asked:?}");
    let inside = asked[held..].iter().take_while(|sql| !sql.starts_with("INSERT INTO \"act_anchor\"")).count();
    let again = asked[held..held + inside].iter().filter(|sql| sql.contains(r#"FROM "act_anchor""#)).count();
    assert_eq!(again, 0, "nor is it read once more while they wait: {asked:?}");
}

#[tokio::test]
async fn a_text_that_is_being_made_can_be_thrown_away() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let acts = desk.at_desk(&editor, &id, "acts { id }").await;
    let of = &acts["acts"][0]["id"];
    let mut input = act(&id, &version, &[article(1, "Друго.")]);
    input["act"] = of.clone();
    let kept = done(&editor, &mutation("saveAct"), input).await;
    let input = json!({ "consultation": id, "version": kept["consultation"]["version"], "act": of });
    let left = done(&editor, &mutation("discardAct"), input).await;
    assert_eq!(left["consultation"]["waits"], json!([{ "waits": false }]));
    assert_eq!(parts(&desk, &editor, &id).await.len(), 2, "what holds stays");

    // Of a draft the act goes with it.
    let input = json!({ "municipality": "trebinje", "content": written() });
    let made = done(&editor, &mutation("createConsultation"), input).await["consultation"].take();
    let kept = done(&editor, &mutation("saveAct"), act(&made["id"], &made["version"], &[article(1, "Текст.")])).await;
    let of = desk.at_desk(&editor, &made["id"], "acts { id }").await["acts"][0]["id"].take();
    let input = json!({ "consultation": made["id"], "version": kept["consultation"]["version"], "act": of });
    let left = done(&editor, &mutation("discardAct"), input).await;
    assert_eq!(left["consultation"]["waits"], json!([]));
}

#[tokio::test]
async fn another_act_waits_unseen_until_it_is_published_with_its_reason() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let public = "acts { position title { text } versions { number } } changes { field before after reason { text } }";
    let before = desk.public(&id, public).await;
    let mut input = act(&id, &version, &[article(1, "Такса се плаћа у октобру.")]);
    input["title"]["text"] = "Такса".into();
    let mut kept = done(&editor, &mutation("saveAct"), input.clone()).await;
    assert_eq!(kept["consultation"]["waits"], json!([{ "waits": false }, { "waits": true }]));
    assert_eq!(desk.public(&id, public).await, before, "nobody outside sees it");
    let own = "acts { id added number title { text } parts { text } } preview { acts { title { text } } }";
    let shown = desk.at_desk(&editor, &id, own).await;
    assert_eq!([&shown["acts"][0]["added"], &shown["acts"][1]["added"]], [false, true]);
    assert_eq!(shown["preview"]["acts"][1]["title"]["text"], "Такса", "as everybody would see it");

    // What nobody has seen may be called otherwise, and thrown away; then nothing of it is left.
    let of = shown["acts"][1]["id"].clone();
    let discard = json!({ "consultation": id, "version": kept["consultation"]["version"], "act": of });
    let mut left = done(&editor, &mutation("discardAct"), discard).await;
    assert_eq!(left["consultation"]["waits"], json!([{ "waits": false }]));
    input["version"] = left["consultation"]["version"].take();
    kept = done(&editor, &mutation("saveAct"), input.clone()).await;
    input["act"] = desk.at_desk(&editor, &id, "acts { id }").await["acts"][1]["id"].take();
    input["title"]["text"] = "Одлука о такси".into();
    input["version"] = kept["consultation"]["version"].take();
    kept = done(&editor, &mutation("saveAct"), input.clone()).await;

    let correct =
        json!({ "id": id, "version": kept["consultation"]["version"], "reason": text("Uz nacrt ide i taksa") });
    let corrected = done(&editor, &mutation("correctConsultation"), correct).await;
    let read = desk.public(&id, public).await;
    assert_eq!(
        read["acts"][1],
        json!({ "position": 2, "title": { "text": "Одлука о такси" }, "versions": [{ "number": 1 }] })
    );
    assert_eq!(
        read["changes"],
        json!([{ "field": "ACTS", "before": null, "after": "Одлука о такси (1)", "reason": { "text": "Uz nacrt ide i taksa" } }])
    );
    let page = desk.town.get(&format!("/trebinje/rasprava/{}?lang=sr-Cyrl", id.as_str().expect("an id"))).await.text();
    assert!(page.contains("Такса се плаћа у октобру."), "{page}");

    // From now on it is called what it is called.
    input["version"] = corrected["consultation"]["version"].clone();
    input["title"]["text"] = "Друго име".into();
    done(&editor, &mutation("saveAct"), input).await;
    assert_eq!(desk.public(&id, public).await["acts"][1]["title"]["text"], "Одлука о такси");
}

#[tokio::test]
async fn a_comment_stays_with_the_text_that_it_is_about() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let moderator = desk.town.official(&desk.trebinje, &[Role::Moderator]).await;
    let (id, version) = desk.published(&editor).await;
    let said = async |key: &str, part: &Value, words: &str| {
        let given = desk.town.data(BOX, json!({ "of": id })).await;
        let challenge = given["commentBox"]["challenge"].as_str().expect("a task").to_owned();
        let bits = u32::try_from(given["commentBox"]["bits"].as_u64().expect("bits")).expect("few");
        let input = json!({ "consultation": id, "part": part, "authorKind": "ANONYMOUS", "text": words,
            "solution": solve(&challenge, key, bits), "challenge": challenge, "openFor": 9000, "idempotencyKey": key });
        let sent = desk.town.data(SUBMIT, json!({ "input": input })).await;
        assert_eq!(sent["submitComment"]["errors"], json!([]), "{sent}");
        let queue = "{ desk(municipality: \"trebinje\") { comments(filter: {state: PENDING}) { nodes { comment { id revision } } } } }";
        let waiting = moderator.data(queue, json!({})).await["desk"]["comments"]["nodes"][0]["comment"].take();
        moderator.data(PUBLISH, json!({ "comments": [waiting] })).await;
    };
    let anchors = "acts { current { anchors { id key } } }";
    let old = desk.public(&id, anchors).await["acts"][0]["current"]["anchors"][1].take();
    said("key 1", &old["id"], "Зашто се не ложи?").await;

    // The second article says something else, and is the same article still.
    let mut there = parts(&desk, &editor, &id).await;
    there[1]["text"] = "У парку се ложи само на означеном мјесту.".into();
    let mut input = act(&id, &version, &there);
    input["act"] = desk.at_desk(&editor, &id, "acts { id }").await["acts"][0]["id"].take();
    let kept = done(&editor, &mutation("saveAct"), input).await;
    let correct = json!({ "id": id, "version": kept["consultation"]["version"], "reason": text("Prijedlozi građana") });
    done(&editor, &mutation("correctConsultation"), correct).await;
    let new = desk.public(&id, anchors).await["acts"][0]["current"]["anchors"][1].take();
    assert_eq!(new["key"], old["key"]);
    assert_ne!(new["id"], old["id"]);
    said("key 2", &new["id"], "Сада је јасно.").await;

    let list = "query ($of: ID!, $part: ID!) { comments(consultation: $of, filter: {part: $part}, orderBy: OLDEST) {
        nodes { text part olderVersion } } }";
    let read = desk.town.data(list, json!({ "of": id, "part": new["key"] })).await;
    let told = |words: &str, older: Option<i32>| json!({ "text": words, "part": new["key"], "olderVersion": older });
    assert_eq!(read["comments"]["nodes"], json!([told("Зашто се не ложи?", Some(1)), told("Сада је јасно.", None)]));
    let page = desk.town.get(&format!("/trebinje/rasprava/{}/komentari", id.as_str().expect("an id"))).await.text();
    assert_eq!(page.matches("o verziji 1").count(), 1, "{page}");
    assert!(!page.contains("o verziji 2"), "{page}");
}

#[tokio::test]
async fn a_text_that_was_never_published_stands_in_the_way_of_the_report() {
    const REPORT: &str = "query($of: ID!) { desk(municipality: \"trebinje\") { report(consultation: $of) {
        version obstacles { reason count } } } }";
    const FINISH: &str = "mutation($input: FinishConsultationInput!) { finishConsultation(input: $input) {
        consultation { status } errors { reason params } } }";
    let desk = Desk::new().await;
    let official = desk.town.official(&desk.trebinje, &[Role::Editor, Role::Moderator]).await;
    let (id, version) = desk.published(&official).await;
    let made = done(&official, &mutation("saveAct"), act(&id, &version, &[article(1, "Друга одлука.")])).await;
    let closed = consultation::ActiveModel {
        id: Unchanged(id.as_str().expect("an id").parse().expect("an id")),
        closes_at: Set(Some(desk.town.clock.now() - TimeDelta::minutes(1))),
        ..Default::default()
    };
    let tx = desk.town.begin().await;
    tx.update(closed).await.expect("closed");
    tx.commit().await.expect("closed");
    let report = async || official.data(REPORT, json!({ "of": id })).await["desk"]["report"].take();
    let finish = async || {
        let input = json!({ "consultation": id, "version": report().await["version"], "summary": "Све је речено." });
        official.data(FINISH, json!({ "input": input })).await["finishConsultation"].take()
    };
    assert_eq!(report().await["obstacles"], json!([{ "reason": "TEXTS_WAIT", "count": 1 }]));
    assert_eq!(finish().await["errors"], json!([{ "reason": "TEXTS_WAIT", "params": ["1"] }]));
    let acts = desk.at_desk(&official, &id, "acts { id waits }").await["acts"].take();
    let new = acts.as_array().expect("acts").iter().find(|act| act["waits"] == true).expect("one that waits");
    let input = json!({ "consultation": id, "act": new["id"], "version": made["consultation"]["version"] });
    done(&official, &mutation("discardAct"), input).await;
    assert_eq!(finish().await["consultation"]["status"], "REPORT");
}
