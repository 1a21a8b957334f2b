//! What officials hear at their desk: what is theirs and nobody else's, until they are theirs no more.

use entities::Role;
use serde_json::{Value, json};
use tests::Town;

use crate::access_actors::everybody;

const LISTEN: &str =
    r#"subscription { deskChanged(municipality: "trebinje") { cursor kind subjectId by call { title state } } }"#;
const CREATE: &str =
    "mutation ($input: CreateCallInput!) { createCall(input: $input) { call { id } errors { code } } }";

fn new_call(municipality: &str, title: &str) -> Value {
    let title = json!({ "text": title, "locale": "sr-Latn" });
    json!({ "input": { "municipality": municipality, "content": { "kind": "PROJECTS", "title": title } } })
}

/// The code with which a stream ends, and that it ends.
async fn last_word(listener: &mut tests::Listener) -> String {
    let heard = listener.next().await.expect("a last word");
    let code = heard.data["errors"][0]["extensions"]["code"].as_str().unwrap_or("?").to_owned();
    let after = listener.next().await;
    assert!(after.is_none_or(|after| after.event == "complete"), "the stream goes on");
    code
}

#[tokio::test]
async fn an_official_hears_what_is_done_at_his_desk_and_nothing_of_the_neighbours() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let moderator = town.official(&trebinje, &[Role::Moderator]).await;
    let neighbour = town.official(&teslic, &[Role::Editor]).await;
    let mut listener = moderator.listen(LISTEN, json!({})).await;
    neighbour.data(CREATE, new_call("teslic", "Susjedov")).await;
    editor.data(CREATE, new_call("trebinje", "Naš")).await;
    let mut data = listener.data().await["deskChanged"].take();
    assert!(data["subjectId"].as_str().is_some_and(|id| id.starts_with("call_")), "{data}");
    data["subjectId"] = "[call]".into();
    data["cursor"] = "[cursor]".into();
    insta::assert_json_snapshot!(data, @r#"
    {
      "by": "Mirjana Kovač",
      "call": {
        "state": "DRAFT",
        "title": "Naš"
      },
      "cursor": "[cursor]",
      "kind": "CALL_DRAFTED",
      "subjectId": "[call]"
    }
    "#);
}

#[tokio::test]
async fn an_official_hears_of_consultations_and_that_comments_came() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let debate = town.debate(&trebinje, |_| {}).await;
    let mut listener = editor
        .listen(
            r#"subscription { deskChanged(municipality: "trebinje") { kind subjectId call { id } consultation { title } } }"#,
            json!({}),
        )
        .await;
    let create =
        "mutation ($input: CreateConsultationInput!) { createConsultation(input: $input) { errors { code } } }";
    let title = json!({ "text": "Нацрт", "locale": "sr-Cyrl" });
    let content = json!({ "kind": "PUBLIC_DEBATE", "title": title });
    editor.data(create, json!({ "input": { "municipality": "trebinje", "content": content } })).await;
    let submit = "mutation ($of: ID!) { submitComment(input: { consultation: $of, authorKind: CITIZEN, name: \"Ana\",
        text: \"TAJNI PRIJEDLOG\", idempotencyKey: \"k\" }) { errors { code } } }";
    town.data(submit, json!({ "of": debate.row.id.to_string() })).await;
    let mut heard = Vec::new();
    for _ in 0..2 {
        let mut data = listener.data().await["deskChanged"].take();
        let id = data["subjectId"].as_str().expect("an id").to_owned();
        data["subjectId"] = id.split('_').next().expect("a prefix").into();
        heard.push(data.to_string());
    }
    insta::assert_snapshot!(heard.join("\n"), @r#"
    {"call":null,"consultation":{"title":"Нацрт"},"kind":"CONSULTATION_DRAFTED","subjectId":"con"}
    {"call":null,"consultation":null,"kind":"COMMENT_HELD","subjectId":"com"}
    "#);
}

#[tokio::test]
async fn whoever_loses_his_role_hears_that_and_nothing_after() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let mut listener = editor.listen(LISTEN, json!({})).await;
    let set = "mutation ($input: SetRolesInput!) { setRoles(input: $input) { errors { code } } }";
    let none =
        json!({ "municipality": "trebinje", "person": editor.row.id.to_string(), "before": ["EDITOR"], "roles": [] });
    admin.data(set, json!({ "input": none })).await;
    // His session ends a moment after his role.
    let word = last_word(&mut listener).await;
    assert!(["NOT_FOUND", "UNAUTHENTICATED"].contains(&&*word), "{word}");
}

#[tokio::test]
async fn whoever_gets_other_roles_hears_that_and_his_colleagues_do_not() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let colleague = town.official(&trebinje, &[Role::Editor]).await;
    let (mut his, mut other) = (editor.listen(LISTEN, json!({})).await, colleague.listen(LISTEN, json!({})).await);
    let set = "mutation ($input: SetRolesInput!) { setRoles(input: $input) { errors { code } } }";
    let person = editor.row.id.to_string();
    let moderator =
        json!({ "municipality": "trebinje", "person": person, "before": ["EDITOR"], "roles": ["MODERATOR"] });
    admin.data(set, json!({ "input": moderator })).await;
    let heard = his.data().await["deskChanged"].take();
    assert_eq!((&heard["kind"], &heard["subjectId"]), (&json!("ROLES_CHANGED"), &json!(person)));
    // It is still his desk.
    admin.data(CREATE, new_call("trebinje", "Naš")).await;
    assert_eq!(his.data().await["deskChanged"]["kind"], "CALL_DRAFTED");
    assert_eq!(other.data().await["deskChanged"]["kind"], "CALL_DRAFTED");
}

#[tokio::test]
async fn whoever_ends_his_session_hears_that_and_nothing_after() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let mut listener = editor.listen(LISTEN, json!({})).await;
    let ended = editor.post("/desk/session/end", &json!({})).await;
    assert_eq!(ended.status, 204);
    assert_eq!(last_word(&mut listener).await, "UNAUTHENTICATED");
}

#[tokio::test]
async fn whoever_works_at_a_desk_hears_of_it_and_nobody_else_does() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let everybody = everybody(&town, &trebinje, &teslic).await;
    let mut table = String::new();
    for (place, more) in [("live", ""), ("gone on", ", resumeAfter: \"ev0\"")] {
        let query =
            format!("subscription {{ deskChanged(municipality: \"trebinje\"{more}) {{ kind by call {{ title }} }} }}");
        let mut listeners = Vec::new();
        for (name, actor) in &everybody {
            listeners.push((name, actor.listen(&query).await));
        }
        town.call(&trebinje, |_| {}).await;
        for (name, mut listener) in listeners {
            let heard = listener.next().await.expect("a word").data;
            let said = match heard["errors"][0]["extensions"]["code"].as_str() {
                // Whoever is refused is told so, and nothing after.
                Some(code) => {
                    while let Some(after) = listener.next().await.filter(|after| after.event != "complete") {
                        let again = &after.data["errors"][0]["extensions"]["code"];
                        assert_eq!(again, code, "{place} {name}: the stream goes on with {after:?}");
                    }
                    code
                }
                None if heard["data"]["deskChanged"].is_object() => "hears",
                None => "?",
            };
            table += &format!("{place:<8} {name:<15} {said}\n");
        }
    }
    insta::assert_snapshot!(table, @"
    live     anyone          UNAUTHENTICATED
    live     with a link     UNAUTHENTICATED
    live     no role         NOT_FOUND
    live     representative  NOT_FOUND
    live     another's       NOT_FOUND
    live     unconfirmed     UNAUTHENTICATED
    live     editor          hears
    live     moderator       hears
    live     evaluator       hears
    live     keeper          hears
    live     webmaster       hears
    live     admin           hears
    live     neighbour       NOT_FOUND
    live     READ_DESK       hears
    live     WRITE_CALLS     hears
    gone on  anyone          UNAUTHENTICATED
    gone on  with a link     UNAUTHENTICATED
    gone on  no role         NOT_FOUND
    gone on  representative  NOT_FOUND
    gone on  another's       NOT_FOUND
    gone on  unconfirmed     UNAUTHENTICATED
    gone on  editor          hears
    gone on  moderator       hears
    gone on  evaluator       hears
    gone on  keeper          hears
    gone on  webmaster       hears
    gone on  admin           hears
    gone on  neighbour       NOT_FOUND
    gone on  READ_DESK       hears
    gone on  WRITE_CALLS     hears
    ");
}
