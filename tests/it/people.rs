//! People at the desk: who may see and change what about whom.

use entities::{Locale, MunicipalityId, Role, TokenScope, membership};
use javno::clock::Clock as _;
use sea_orm::IntoActiveModel as _;
use serde_json::{Value, json};
use tests::people::Person;
use tests::{Town, steady};

const DESK: &str = r#"{ desk(municipality: "trebinje") { roles people { person { name } roles } } }"#;
const SET_ROLES: &str = r#"mutation ($input: SetRolesInput!) { setRoles(input: $input) {
    member { person { name } roles } errors { code reason field problem } } }"#;

fn roles(slug: &str, person: entities::PersonId, before: &[&str], roles: &[&str]) -> Value {
    json!({ "input": { "municipality": slug, "person": person.to_string(), "before": before, "roles": roles } })
}

#[tokio::test]
async fn a_desk_is_there_for_those_who_work_at_it() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let neighbour = town.official(&teslic, &[Role::Admin]).await;
    let unconfirmed = town.entered(false).await;

    let seen = steady(admin.data(DESK, json!({})).await);
    insta::assert_snapshot!(seen.to_string(), @r#"{"desk":{"people":[{"person":{"name":"Mirjana Kovač"},"roles":["ADMIN"]},{"person":{"name":"Mirjana Kovač"},"roles":["EDITOR"]}],"roles":["ADMIN"]}}"#);
    let refusals = [
        town.refusal(DESK, json!({})).await,
        editor.refusal(DESK, json!({})).await,
        neighbour.refusal(DESK, json!({})).await,
        unconfirmed.refusal(DESK, json!({})).await,
    ];
    insta::assert_snapshot!(refusals.join("\n"), @"
    UNAUTHENTICATED: This needs a person who has signed in.
    FORBIDDEN: Your role does not allow this; ask an administrator of your municipality.
    NOT_FOUND: There is no such desk, or it is not yours.
    UNAUTHENTICATED: Confirm with your passkey that it is you; the desk asks for it at the beginning.
    ");
}

#[tokio::test]
async fn an_administrator_says_who_may_do_what_but_stays_one() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let neighbour = town.official(&teslic, &[Role::Admin]).await;

    let refused = [
        editor.refusal(SET_ROLES, roles("trebinje", editor.row.id, &["EDITOR"], &["ADMIN"])).await,
        neighbour.refusal(SET_ROLES, roles("trebinje", neighbour.row.id, &["ADMIN"], &["ADMIN"])).await,
        // Somebody who does not work here is invited, not made.
        admin.refusal(SET_ROLES, roles("trebinje", neighbour.row.id, &["ADMIN"], &["EDITOR"])).await,
    ];
    insta::assert_snapshot!(refused.join("\n"), @"
    FORBIDDEN: Your role does not allow this; ask an administrator of your municipality.
    NOT_FOUND: There is no such desk, or it is not yours.
    NOT_FOUND: This person does not work here.
    ");
    let alone = admin.data(SET_ROLES, roles("trebinje", admin.row.id, &["ADMIN"], &["EDITOR"])).await;
    insta::assert_snapshot!(alone.to_string(), @r#"{"setRoles":{"errors":[{"code":"REFUSED","field":null,"problem":null,"reason":"LAST_ADMIN"}],"member":null}}"#);
    let promoted = admin.data(SET_ROLES, roles("trebinje", editor.row.id, &["EDITOR"], &["EDITOR", "ADMIN"])).await;
    insta::assert_snapshot!(promoted.to_string(), @r#"{"setRoles":{"errors":[],"member":{"person":{"name":"Mirjana Kovač"},"roles":["EDITOR","ADMIN"]}}}"#);
    // Now there are two, so the first may go; it holds at once.
    let gone = editor.data(SET_ROLES, roles("trebinje", admin.row.id, &["ADMIN"], &[])).await;
    insta::assert_snapshot!(gone.to_string(), @r#"{"setRoles":{"errors":[],"member":null}}"#);
    insta::assert_snapshot!(admin.refusal(DESK, json!({})).await, @"UNAUTHENTICATED: This needs a person who has signed in.");

    let journal =
        "{ desk(municipality: \"trebinje\") { journal { nodes { by kind title changes { field before after } } } } }";
    let journal = editor.data(journal, json!({})).await;
    insta::assert_json_snapshot!(journal["desk"]["journal"]["nodes"], @r#"
    [
      {
        "by": "Mirjana Kovač",
        "changes": [
          {
            "after": null,
            "before": "admin",
            "field": "roles"
          }
        ],
        "kind": "ROLES_CHANGED",
        "title": "Mirjana Kovač"
      },
      {
        "by": "Mirjana Kovač",
        "changes": [
          {
            "after": "admin, editor",
            "before": "editor",
            "field": "roles"
          }
        ],
        "kind": "ROLES_CHANGED",
        "title": "Mirjana Kovač"
      },
      {
        "by": null,
        "changes": [],
        "kind": "MUNICIPALITY_CHANGED",
        "title": null
      }
    ]
    "#);
}

#[tokio::test]
async fn of_two_administrators_the_later_is_told_what_the_earlier_has_given() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let (one, other) = (town.official(&trebinje, &[Role::Admin]).await, town.official(&trebinje, &[Role::Admin]).await);
    let clerk = town.official(&trebinje, &[Role::Editor]).await;
    // In whatever order they are named, and however often.
    let first = roles("trebinje", clerk.row.id, &["EDITOR", "EDITOR"], &["WEBMASTER", "EDITOR"]);
    assert_eq!(one.data(SET_ROLES, first).await["setRoles"]["errors"], json!([]));
    let error = |answer: Value| answer["errors"][0]["extensions"].clone();
    for late in [&["MODERATOR"][..], &[]] {
        let refused = error(other.ask(SET_ROLES, roles("trebinje", clerk.row.id, &["EDITOR"], late)).await);
        assert_eq!((&refused["code"], &refused["now"]), (&json!("CONFLICT"), &json!(["EDITOR", "WEBMASTER"])));
    }
    let desk = one.data(DESK, json!({})).await;
    assert!(desk["desk"]["people"].to_string().contains(r#"["EDITOR","WEBMASTER"]"#), "nothing was changed: {desk}");
    // Whoever has read what stands there decides.
    let decided = roles("trebinje", clerk.row.id, &["WEBMASTER", "EDITOR"], &["MODERATOR"]);
    assert_eq!(other.data(SET_ROLES, decided).await["setRoles"]["member"]["roles"], json!(["MODERATOR"]));
}

#[tokio::test]
async fn somebody_is_invited_and_the_invitation_can_be_taken_back() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let invite = r#"mutation ($input: InvitePersonInput!) { invitePerson(input: $input) {
        invitation { id email name roles invitedBy expiresAt } errors { code field problem } } }"#;
    let input = |email: &str, roles: &[&str]| json!({ "input": { "municipality": "trebinje", "email": email, "name": "Јован Ђурић", "roles": roles, "locale": "sr-Cyrl" } });
    let wrong = [
        admin.data(invite, input("jovan", &["EDITOR"])).await,
        admin.data(invite, input("jovan@trebinje.example", &[])).await,
    ];
    insta::assert_snapshot!(format!("{}\n{}", wrong[0], wrong[1]), @r#"
    {"invitePerson":{"errors":[{"code":"INVALID","field":"email","problem":"NOT_AN_ADDRESS"}],"invitation":null}}
    {"invitePerson":{"errors":[{"code":"INVALID","field":"roles","problem":"REQUIRED"}],"invitation":null}}
    "#);
    let another = input("iva@trebinje.example", &["EDITOR"]);
    let mut invited = admin.data(invite, input(" Jovan@Trebinje.example ", &["EDITOR", "EDITOR"])).await;
    let id = invited["invitePerson"]["invitation"]["id"].clone();
    assert_eq!(town.letters().await.len(), 1);
    insta::assert_json_snapshot!(steady(invited["invitePerson"].take()), @r#"
    {
      "errors": [],
      "invitation": {
        "email": "jovan@trebinje.example",
        "expiresAt": "2026-12-08T10:00:00+00:00",
        "id": "[inv]",
        "invitedBy": "Mirjana Kovač",
        "name": "Јован Ђурић",
        "roles": [
          "EDITOR"
        ]
      }
    }
    "#);

    let waiting = "{ desk(municipality: \"trebinje\") { invitations { id } } }";
    assert_eq!(admin.data(waiting, json!({})).await["desk"]["invitations"][0]["id"], id);
    let revoke = r#"mutation ($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { revoked errors { reason } } }"#;
    let input = json!({ "input": { "municipality": "trebinje", "id": id } });
    assert_eq!(admin.data(revoke, input.clone()).await["revokeInvitation"]["revoked"], id);
    assert_eq!(admin.data(waiting, json!({})).await["desk"]["invitations"], json!([]));
    let again = admin.data(revoke, input).await;
    assert_eq!(again["revokeInvitation"]["errors"][0]["reason"], "LINK_SPENT_OR_OLD");

    // A month after nobody can accept it any more, nobody knows who was invited and never came.
    admin.data(invite, another).await;
    town.unread().await;
    let left = async || {
        javno::accounts::care::everywhere(&town.app.db, town.clock.now()).await.expect("care");
        let tx = town.begin().await;
        tx.find::<entities::invitation::Entity>().all(tx.connection()).await.expect("invitations").len()
    };
    town.clock.advance(chrono::TimeDelta::days(29));
    assert_eq!(left().await, 2);
    town.clock.advance(chrono::TimeDelta::days(2));
    assert_eq!(left().await, 1, "the one that was taken back is gone");
    town.clock.advance(chrono::TimeDelta::days(14));
    assert_eq!(left().await, 0);
}

#[tokio::test]
async fn whoever_did_not_come_in_time_is_still_known_and_is_invited_again() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let invite = r#"mutation ($input: InvitePersonInput!) { invitePerson(input: $input) {
        invitation { id } errors { code reason } } }"#;
    let input = json!({ "input": { "municipality": "trebinje", "email": "jovan@trebinje.example", "name": "Jovan",
        "roles": ["EDITOR"], "locale": "sr-Latn" } });
    let invited = async |admin: &Person<'_>| admin.data(invite, input.clone()).await["invitePerson"].take();
    let waiting = async |admin: &Person<'_>| {
        let asked = "{ desk(municipality: \"trebinje\") { invitations { id } } }";
        admin.data(asked, json!({})).await["desk"]["invitations"].take()
    };
    let first = invited(&admin).await["invitation"].take();
    town.letters().await;
    town.clock.advance(chrono::TimeDelta::days(15));
    // It is over, and so is every session of then.
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    assert_eq!(waiting(&admin).await, json!([first]));
    let second = invited(&admin).await["invitation"].take();
    assert_eq!(waiting(&admin).await, json!([second]), "the first is of no use beside it");

    // No letter is promised that would be dropped.
    for _ in 0..2 {
        assert_eq!(invited(&admin).await["errors"], json!([]));
    }
    town.letters().await;
    assert_eq!(invited(&admin).await["errors"], json!([{ "code": "REFUSED", "reason": "TOO_MANY_LETTERS" }]));
    town.clock.advance(chrono::TimeDelta::minutes(61));
    assert_eq!(invited(&admin).await["errors"], json!([]));
    town.letters().await;
    // A month after the last of them nobody knows of it.
    town.clock.advance(chrono::TimeDelta::days(14 + 31));
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    assert_eq!(waiting(&admin).await, json!([]));
}

#[tokio::test]
async fn a_person_sees_and_ends_his_own_sessions_alone() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let (one, other) = (town.official(&trebinje, &[Role::Admin]).await, town.official(&trebinje, &[Role::Admin]).await);
    let viewer = "{ viewer { name locale confirmed sessions { id current } passkeys { id } recoveryCodesLeft apiTokens { id } memberships { roles municipality { slug } } } }";
    insta::assert_snapshot!(steady(one.data(viewer, json!({})).await).to_string(), @r#"{"viewer":{"apiTokens":[],"confirmed":true,"locale":"sr-Latn","memberships":[{"municipality":{"slug":"trebinje"},"roles":["ADMIN"]}],"name":"Mirjana Kovač","passkeys":[],"recoveryCodesLeft":0,"sessions":[{"current":true,"id":"[ses]"}]}}"#);
    assert_eq!(town.data("{ viewer { name } }", json!({})).await, json!({ "viewer": null }));

    let end = "mutation ($id: ID!) { endSession(input: { id: $id }) { viewer { name } } }";
    // Another's session is not there for him: nothing happens to it.
    one.data(end, json!({ "id": other.session.to_string() })).await;
    assert!(other.data(viewer, json!({})).await["viewer"].is_object());
    one.data(end, json!({ "id": one.session.to_string() })).await;
    assert_eq!(one.data(viewer, json!({})).await, json!({ "viewer": null }));

    let change =
        r#"mutation { updateProfile(input: { name: " Мирјана  К. ", locale: "sr-Cyrl" }) { viewer { name locale } } }"#;
    let changed = other.data(change, json!({})).await;
    assert_eq!(changed["updateProfile"]["viewer"], json!({ "name": "Мирјана К.", "locale": "sr-Cyrl" }));
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it() {
    let town = Town::new().await;
    let person = town.signed_in().await;
    let viewer = "{ viewer { name } }";
    town.clock.advance(chrono::TimeDelta::hours(8));
    assert!(person.data(viewer, json!({})).await["viewer"].is_object());
    // It was used a moment ago, so the hours are counted anew.
    town.clock.advance(chrono::TimeDelta::hours(8));
    assert!(person.data(viewer, json!({})).await["viewer"].is_object());
    town.clock.advance(chrono::TimeDelta::hours(10));
    assert!(person.data(viewer, json!({})).await["viewer"].is_null());
}

#[tokio::test]
async fn a_token_works_for_its_person_at_one_desk() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let make = r#"mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
        secret token { name scopes municipality { slug } } errors { field problem params } } }"#;
    let input = |slug: &str, day: &str| json!({ "input": { "municipality": slug, "name": "Sajt", "scopes": ["READ_DESK"], "expiresOn": day } });
    assert!(editor.refusal(make, input(&teslic.slug, "2027-01-31")).await.starts_with("NOT_FOUND"));
    let wrong = editor.data(make, input("trebinje", "2030-01-01")).await;
    insta::assert_snapshot!(wrong["createApiToken"]["errors"].to_string(), @r#"[{"field":"expiresOn","params":["2026-11-24","2027-11-25"],"problem":"OUT_OF_RANGE"}]"#);
    let made = editor.data(make, input("trebinje", "2027-01-31")).await;
    let secret = made["createApiToken"]["secret"].as_str().expect("a secret").to_owned();

    let ask = async |query: &str| {
        let body = json!({ "query": query }).to_string();
        let request = axum::http::Request::post("/graphql")
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {secret}"));
        town.request(request.body(body.into()).expect("a request")).await.text()
    };
    let said = [
        ask("{ desk(municipality: \"trebinje\") { roles } }").await,
        ask("{ desk(municipality: \"trebinje\") { people { roles } } }").await,
        ask("{ desk(municipality: \"teslic\") { roles } }").await,
        ask("{ viewer { name } }").await,
        ask("mutation { endOtherSessions { viewer { name } } }").await,
    ];
    insta::assert_snapshot!(said.join("\n"), @r#"
    {"data":{"desk":{"roles":["EDITOR"]}}}
    {"data":null,"errors":[{"message":"This token is not good for that.","locations":[{"line":1,"column":36}],"path":["desk","people"],"extensions":{"code":"FORBIDDEN"}}]}
    {"data":null,"errors":[{"message":"There is no such desk, or it is not yours.","locations":[{"line":1,"column":3}],"path":["desk"],"extensions":{"code":"NOT_FOUND"}}]}
    {"data":{"viewer":null},"errors":[{"message":"No token is good for a person's own affairs.","locations":[{"line":1,"column":3}],"path":["viewer"],"extensions":{"code":"FORBIDDEN"}}]}
    {"data":null,"errors":[{"message":"A token has no session.","locations":[{"line":1,"column":12}],"path":["endOtherSessions"],"extensions":{"code":"FORBIDDEN"}}]}
    "#);
    town.clock.advance(chrono::TimeDelta::days(90));
    assert!(ask("{ desk(municipality: \"trebinje\") { roles } }").await.contains("UNAUTHENTICATED"));
}

#[tokio::test]
async fn the_days_of_a_token_are_those_of_the_municipality() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    // Half past midnight in Trebinje, and the day before in Greenwich.
    town.clock.advance(chrono::TimeDelta::minutes(13 * 60 + 30));
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let make = r#"mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
        token { expiresAt } errors { params } } }"#;
    let input = |day: &str| json!({ "input": { "municipality": "trebinje", "name": "Sajt", "scopes": ["READ_DESK"], "expiresOn": day } });
    // Today is not long enough.
    let wrong = editor.data(make, input("2026-11-25")).await;
    assert_eq!(wrong["createApiToken"]["errors"], json!([{ "params": ["2026-11-25", "2027-11-26"] }]));
    let made = editor.data(make, input("2026-11-26")).await;
    let until = made["createApiToken"]["token"]["expiresAt"].as_str().expect("an instant").to_owned();
    assert_eq!(tests::instant(&until), tests::instant("2026-11-26T22:59:59.999999Z"));
}

#[tokio::test]
async fn with_the_last_role_tokens_and_sessions_end_for_good() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let (admin, neighbour) =
        (town.official(&trebinje, &[Role::Admin]).await, town.official(&teslic, &[Role::Admin]).await);
    let clerk = town.official(&trebinje, &[Role::Editor]).await;
    let edits = async |municipality_id: MunicipalityId| {
        let (person_id, granted_at) = (clerk.row.id, town.clock.now());
        let row = membership::Model { municipality_id, person_id, role: Role::Editor, granted_at };
        let tx = town.begin().await;
        tx.insert(row.into_active_model()).await.expect("a role");
        tx.commit().await.expect("a role");
    };
    edits(teslic.id).await;
    let program = clerk.program(&trebinje, &[TokenScope::ReadDesk]).await;
    let next_door = clerk.program(&teslic, &[TokenScope::ReadDesk]).await;
    let desk = |slug: &str| format!("{{ desk(municipality: \"{slug}\") {{ roles }} }}");
    let code = |answer: Value| answer["errors"][0]["extensions"]["code"].as_str().unwrap_or("works").to_owned();
    let set = async |who: &Person<'_>, slug: &str, before: &[&str], after: &[&str]| {
        let set = who.data(SET_ROLES, roles(slug, clerk.row.id, before, after)).await;
        assert_eq!(set["setRoles"]["errors"], json!([]));
    };

    // One role of two ends nothing.
    set(&admin, "trebinje", &["EDITOR"], &["MODERATOR"]).await;
    assert_eq!(code(program.ask(&desk("trebinje"), json!({})).await), "works");
    // None here: his programs are done here, and he goes on next door.
    set(&admin, "trebinje", &["MODERATOR"], &[]).await;
    assert_eq!(code(program.ask(&desk("trebinje"), json!({})).await), "UNAUTHENTICATED");
    assert_eq!(code(next_door.ask(&desk("teslic"), json!({})).await), "works");
    assert_eq!(code(clerk.ask(&desk("teslic"), json!({})).await), "works");
    let ended = "{ desk(municipality: \"trebinje\") { journal { nodes { kind title } } } }";
    let ended = admin.data(ended, json!({})).await["desk"]["journal"]["nodes"].to_string();
    assert!(ended.contains("TOKEN_REVOKED"), "{ended}");
    // None anywhere: he is out.
    set(&neighbour, "teslic", &["EDITOR"], &[]).await;
    assert_eq!(code(clerk.ask(&desk("teslic"), json!({})).await), "UNAUTHENTICATED");
    assert_eq!(clerk.data("{ viewer { name } }", json!({})).await, json!({ "viewer": null }));
    // Whoever comes back makes new ones.
    edits(trebinje.id).await;
    assert_eq!(code(clerk.ask(&desk("trebinje"), json!({})).await), "UNAUTHENTICATED");
    assert_eq!(code(program.ask(&desk("trebinje"), json!({})).await), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_page_does_nothing_in_the_name_of_whoever_has_signed_in_since() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let (one, other) =
        (town.official(&trebinje, &[Role::Editor]).await, town.official(&trebinje, &[Role::Editor]).await);
    let (viewer, rename) = (
        "{ viewer { name } }",
        "mutation { updateProfile(input: { name: \"Neko Drugi\", locale: \"bs\" }) { viewer { name } } }",
    );
    let asked = async |query: &str, page: &str| {
        let request = one.request("/graphql").header("content-type", "application/json").header("x-javno-person", page);
        town.request(request.body(json!({ "query": query }).to_string().into()).expect("a request")).await.json()
    };
    for page in [&*other.row.id.to_string(), "nonsense"] {
        assert_eq!(asked(viewer, page).await["data"], json!({ "viewer": null }), "{page}");
        assert_eq!(asked(rename, page).await["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{page}");
    }
    let his = asked(rename, &one.row.id.to_string()).await;
    assert_eq!(his["data"]["updateProfile"]["viewer"]["name"], "Neko Drugi", "{his}");
}

#[tokio::test]
async fn nobody_is_kept_from_reading_because_nothing_can_be_written() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let program = editor.program(&trebinje, &[TokenScope::ReadDesk]).await;
    // Long enough ago that it is noted again when he is there.
    town.clock.advance(chrono::TimeDelta::hours(1));
    let desk = "{ desk(municipality: \"trebinje\") { roles } }";
    let held = town.hold_the_writers().await;
    for answer in [editor.ask(desk, json!({})).await, program.ask(desk, json!({})).await] {
        assert_eq!(answer["data"]["desk"]["roles"], json!(["EDITOR"]), "{answer}");
    }
    drop(held);
}

#[tokio::test]
async fn a_cookie_counts_for_our_own_pages_alone() {
    let town = Town::new().await;
    let trebinje =
        town.municipality_like("trebinje", |row| row.website = Some("https://trebinje.example".into())).await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    assert_eq!(admin.row.locale, Locale::SrLatn);
    let body = json!({ "query": "{ viewer { name } }" }).to_string();
    for (origin, known) in [
        (Some("https://javno.example"), true),
        (Some("https://trebinje.example"), false),
        (Some("https://javno.example.evil.example"), false),
        (Some("null"), false),
        (None, false),
    ] {
        let mut request = admin.request("/graphql").header("content-type", "application/json");
        let headers = request.headers_mut().expect("headers");
        headers.remove("origin");
        if let Some(origin) = origin {
            headers.insert("origin", origin.parse().expect("a header"));
        }
        let answer = town.request(request.body(body.clone().into()).expect("a request")).await.json();
        assert_eq!(answer["data"]["viewer"].is_object(), known, "{origin:?}: {answer}");
    }
}
