//! When comments can be read: what can never work is refused, and what is usual in a municipality is what a new consultation
//! begins with.

use entities::{ConfirmEmail, Moderation, Role};
use serde_json::{Value, json};
use tests::people::Person;

use crate::desk_calls::{done, text};
use crate::desk_debates::{Desk, mutation, written};

const RULES: &str = "content { moderation moderationFirst confirmEmail }";

/// Writes it with these rules of who is looked at first; what was wrong.
async fn wrong(editor: &Person<'_>, deed: &str, input: Value) -> Value {
    let mut answer = editor.data(&mutation(deed), json!({ "input": input })).await;
    answer[deed]["errors"].take()
}

fn with(rules: &Value) -> Value {
    let mut content = written();
    for (name, value) in rules.as_object().expect("rules") {
        content[name] = value.clone();
    }
    content
}

#[tokio::test]
async fn nobody_is_looked_at_first_for_ever_because_no_address_is_asked_for() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let for_ever = json!({ "moderation": "FIRST_N", "moderationFirst": 2, "confirmEmail": "NEVER" });
    let said = json!([{ "code": "INVALID", "field": "confirmEmail", "params": [], "problem": "NEEDS_ADDRESS", "reason": null }]);
    let create = json!({ "municipality": "trebinje", "content": with(&for_ever) });
    assert_eq!(wrong(&editor, "createConsultation", create).await, said);
    let (id, version) = desk.published(&editor).await;
    let save = json!({ "id": id, "version": version, "content": with(&for_ever) });
    assert_eq!(wrong(&editor, "saveConsultation", save).await, said);
    let known = json!({ "moderation": "FIRST_N", "moderationFirst": 2, "confirmEmail": "WHEN_GIVEN" });
    let save = json!({ "id": id, "version": version, "content": with(&known) });
    assert_eq!(wrong(&editor, "saveConsultation", save).await, json!([]));

    // One that stands so can be read, and changed in everything else.
    let stored = desk.town.debate(&desk.trebinje, |row| {
        (row.moderation, row.moderation_first, row.confirm_email) = (Moderation::FirstN, Some(2), ConfirmEmail::Never);
    });
    let id = json!(stored.await.row.id.to_string());
    let found = desk.at_desk(&editor, &id, &format!("version missing {{ field }} {RULES}")).await;
    assert_eq!((&found["content"], &found["missing"]), (&for_ever, &json!([])));
    let mut content = with(&for_ever);
    content["title"] = text("Drugi naslov");
    let save = json!({ "id": id, "version": found["version"], "content": content });
    let saved = done(&editor, &mutation("saveConsultation"), save).await["consultation"].take();
    let correct = json!({ "id": id, "version": saved["version"], "reason": text("Greška.") });
    assert_eq!(wrong(&editor, "correctConsultation", correct).await, json!([]));
    assert_eq!(desk.at_desk(&editor, &id, RULES).await["content"], for_ever);
}

#[tokio::test]
async fn a_new_consultation_begins_with_what_is_usual() {
    const SET: &str = "mutation ($input: SetUsualRulesInput!) { setUsualRules(input: $input) {
        usualRules { moderation moderationFirst confirmEmail } errors { field problem params } } }";
    const USUAL: &str =
        "{ desk(municipality: \"trebinje\") { usualRules { moderation moderationFirst confirmEmail } } }";
    let desk = Desk::new().await;
    let neighbour = desk.town.municipality("teslic").await;
    let (editor, admin) = (desk.editor().await, desk.town.official(&desk.trebinje, &[Role::Admin]).await);
    let others = desk.town.official(&neighbour, &[Role::Admin]).await;
    let rules = |moderation: &str, first: Option<i32>, address: &str| json!({ "moderation": moderation, "moderationFirst": first, "confirmEmail": address });
    let usual = async |person: &Person<'_>| person.data(USUAL, json!({})).await["desk"]["usualRules"].take();
    let set = async |rules: &Value| {
        let mut input = rules.clone();
        input["municipality"] = json!("trebinje");
        input["before"] = usual(&admin).await;
        admin.data(SET, json!({ "input": input })).await["setUsualRules"].take()
    };
    let create = async |as_usual: bool| {
        let input = json!({ "municipality": "trebinje", "content": written(), "asUsual": as_usual });
        let made = done(&editor, &mutation("createConsultation"), input).await;
        desk.at_desk(&editor, &made["consultation"]["id"], RULES).await["content"].take()
    };
    let (before, of_all) = (rules("PRE", None, "NEVER"), rules("POST", None, "NEVER"));
    let of_somebody = rules("FIRST_N", Some(2), "WHEN_GIVEN");
    assert_eq!((usual(&editor).await, create(true).await), (before.clone(), before.clone()));
    let first = desk.published(&editor).await.0;

    // What can never work is no more usual than it is once.
    for (unfit, field, problem) in [
        (rules("FIRST_N", Some(2), "NEVER"), "confirmEmail", "NEEDS_ADDRESS"),
        (rules("FIRST_N", None, "ALWAYS"), "moderationFirst", "REQUIRED"),
        (rules("FIRST_N", Some(0), "ALWAYS"), "moderationFirst", "OUT_OF_RANGE"),
    ] {
        let refused = set(&unfit).await;
        assert_eq!(
            (&refused["errors"][0]["field"], &refused["errors"][0]["problem"]),
            (&json!(field), &json!(problem))
        );
    }
    assert_eq!(usual(&editor).await, before);

    for now in [&of_somebody, &of_all] {
        assert_eq!(set(now).await, json!({ "usualRules": now, "errors": [] }));
        assert_eq!((&usual(&editor).await, &create(true).await), (now, now));
        assert_eq!(create(false).await, before, "whoever says himself what he wants gets it");
    }
    // Saying the same again is nothing that happened; how many are looked at first goes with nothing else.
    set(&rules("POST", Some(5), "NEVER")).await;
    assert_eq!(usual(&editor).await, of_all);
    assert_eq!(desk.at_desk(&editor, &first, RULES).await["content"], before, "those that are there stay as they are");
    let theirs = others.data(&USUAL.replace("trebinje", "teslic"), json!({})).await["desk"]["usualRules"].take();
    assert_eq!(theirs, before, "another municipality has its own");

    let journal =
        "{ desk(municipality: \"trebinje\") { journal(first: 50) { nodes { kind changes { field before after } } } } }";
    let told = admin.data(journal, json!({})).await["desk"]["journal"]["nodes"].take();
    let told = told.as_array().expect("acts").iter().filter(|act| act["kind"] == "MUNICIPALITY_CHANGED");
    let told: Vec<_> = told
        .map(|act| {
            let changes = act["changes"].as_array().expect("changes").iter();
            let one = |change: &Value| {
                format!("{} {}→{}", change["field"], change["before"], change["after"]).replace('"', "")
            };
            changes.map(one).collect::<Vec<_>>().join(", ")
        })
        .filter(|changes| !changes.is_empty())
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    moderation first_n→post, moderation_first 2→null, confirm_email when_given→never
    moderation pre→first_n, moderation_first null→2, confirm_email never→when_given
    ");
}

#[tokio::test]
async fn of_two_administrators_the_later_is_told_what_the_earlier_has_said() {
    const SET: &str = "mutation ($input: SetUsualRulesInput!) { setUsualRules(input: $input) { errors { code } } }";
    let desk = Desk::new().await;
    let (one, other) = (
        desk.town.official(&desk.trebinje, &[Role::Admin]).await,
        desk.town.official(&desk.trebinje, &[Role::Admin]).await,
    );
    let rules = |moderation: &str, first: Option<i32>, address: &str| json!({ "moderation": moderation, "moderationFirst": first, "confirmEmail": address });
    let (nothing, first, second) =
        (rules("PRE", None, "NEVER"), rules("FIRST_N", Some(3), "ALWAYS"), rules("POST", None, "NEVER"));
    let input = |before: &Value, now: &Value| {
        let mut input = now.clone();
        (input["municipality"], input["before"]) = (json!("trebinje"), before.clone());
        json!({ "input": input })
    };
    assert_eq!(one.data(SET, input(&nothing, &first)).await["setUsualRules"]["errors"], json!([]));
    let refused = other.ask(SET, input(&nothing, &second)).await["errors"][0]["extensions"].take();
    assert_eq!((&refused["code"], &refused["now"]), (&json!("CONFLICT"), &first));
    let usual = "{ desk(municipality: \"trebinje\") { usualRules { moderation moderationFirst confirmEmail } } }";
    assert_eq!(one.data(usual, json!({})).await["desk"]["usualRules"], first, "nothing was changed");
    // Whoever has read what stands there decides.
    assert_eq!(other.data(SET, input(&first, &second)).await["setUsualRules"]["errors"], json!([]));
    assert_eq!(one.data(usual, json!({})).await["desk"]["usualRules"], second);
}
