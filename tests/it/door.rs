//! Coming in: by a letter, by an invitation, and what nobody learns.

use axum::body::Body;
use axum::http::{Request, header};
use entities::Role;
use serde_json::{Value, json};
use tests::{Answer, Town};

/// A page of the desk in a browser that has no cookie yet.
async fn from_the_desk(town: &Town, path: &str, body: Value, cookie: Option<&str>) -> Answer {
    let mut request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ORIGIN, "https://javno.example")
        .header(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    town.request(request.body(Body::from(body.to_string())).expect("a request")).await
}

/// What stands behind `#` in the one link of a letter.
fn secret_of(letter: &str) -> String {
    let link = letter.lines().find(|line| line.starts_with("https://javno.example/desk/")).expect("a link");
    link.split_once('#').expect("a secret").1.to_owned()
}

const VIEWER: &str = "{ viewer { name confirmed sessions { device } memberships { municipality { slug } roles } } }";

#[tokio::test]
async fn somebody_signs_in_by_a_letter_once() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let official = town.official(&trebinje, &[Role::Editor]).await;
    let asked = from_the_desk(&town, "/desk/session/link", json!({ "email": official.row.email.to_uppercase() }), None);
    let asked = asked.await;
    assert_eq!((asked.status.as_u16(), asked.text()), (202, "{}".into()));
    let letters = town.letters().await;
    assert_eq!(letters.len(), 1);
    let secret = secret_of(&letters[0].text);

    let entered = from_the_desk(&town, "/desk/session/spend", json!({ "token": secret }), None).await;
    assert_eq!(entered.text(), r#"{"hasPasskey":false,"needsPasskey":true}"#);
    let cookie = entered.header("set-cookie").to_owned();
    let (pair, flags) = cookie.split_once("; ").expect("flags");
    insta::assert_snapshot!(flags, @"HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=604800");
    assert!(!cookie.contains(&secret), "the secret of a link is not the secret of a session");

    // The session is there and may do nothing yet.
    let viewer = from_the_desk(&town, "/graphql", json!({ "query": VIEWER }), Some(pair)).await.json();
    insta::assert_snapshot!(viewer.to_string(), @r#"{"data":{"viewer":{"confirmed":false,"memberships":[{"municipality":{"slug":"trebinje"},"roles":["EDITOR"]}],"name":"Mirjana Kovač","sessions":[]}}}"#);
    let desk = json!({ "query": "{ desk(municipality: \"trebinje\") { roles } }" });
    let desk = from_the_desk(&town, "/graphql", desk, Some(pair)).await.json();
    assert_eq!(desk["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");

    // Once is once.
    let again = from_the_desk(&town, "/desk/session/spend", json!({ "token": secret }), None).await;
    let nonsense = from_the_desk(&town, "/desk/session/spend", json!({ "token": "nonsense" }), None).await;
    let code = |answer: &Answer| (answer.status.as_u16(), answer.json()["code"].clone());
    assert_eq!(code(&again), (400, json!("LINK_SPENT_OR_OLD")));
    assert_eq!(code(&again), code(&nonsense), "a stranger learns nothing");

    // Whoever goes is gone, in the cookie and in the database.
    let gone = from_the_desk(&town, "/desk/session/end", json!({}), Some(pair)).await;
    assert_eq!(gone.status, 204);
    assert!(gone.header("set-cookie").contains("Max-Age=0"), "{}", gone.header("set-cookie"));
    let viewer = from_the_desk(&town, "/graphql", json!({ "query": VIEWER }), Some(pair)).await.json();
    assert_eq!(viewer["data"]["viewer"], json!(null));
}

#[tokio::test]
async fn whoever_goes_while_nothing_can_be_written_is_told_so_and_leaves_no_cookie_behind() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let official = town.official(&trebinje, &[Role::Editor]).await;
    let held = town.hold_the_writers().await;
    town.expecting_errors();
    let going = official.post("/desk/session/end", &json!({})).await;
    drop(held);
    assert_eq!((going.status.as_u16(), &going.json()["code"]), (503, &json!("UNAVAILABLE")));
    assert!(going.header("set-cookie").contains("Max-Age=0"), "{}", going.header("set-cookie"));
    // A page of somebody else takes nobody's cookie away.
    let request = Request::post("/desk/session/end").header("origin", "https://evil.example");
    let foreign = town.request(request.body("{}".into()).expect("a request")).await;
    assert_eq!((foreign.status.as_u16(), foreign.header("set-cookie")), (403, ""));
}

#[tokio::test]
async fn a_stranger_who_knows_an_address_keeps_nobody_out_and_floods_no_mailbox() {
    let town = Town::new().await;
    let person = town.signed_in().await;
    let ask = async || from_the_desk(&town, "/desk/session/link", json!({ "email": person.row.email }), None).await;
    let mut letters = 0;
    // Every minute of three hours.
    for _ in 0..180 {
        assert_eq!(ask().await.status, 202);
        letters = town.letters().await.len();
        town.clock.advance(chrono::TimeDelta::minutes(1));
    }
    assert!((16..=18).contains(&letters), "{letters}");
    // The last of them opens, or the next one does.
    ask().await;
    let last = town.letters().await.pop().expect("a letter");
    let spend =
        async |secret: String| from_the_desk(&town, "/desk/session/spend", json!({ "token": secret }), None).await;
    assert_eq!(spend(secret_of(&last.text)).await.status, 200);
    // Whoever has used his link gets another one at once.
    let before = town.letters().await.len();
    ask().await;
    let letters = town.letters().await;
    assert_eq!(letters.len(), before + 1);
    assert_eq!(spend(secret_of(&letters[before].text)).await.status, 200);
}

#[tokio::test]
async fn a_letter_speaks_as_the_page_did_on_which_it_was_asked_for() {
    let town = Town::new().await;
    let person = town.signed_in().await;
    let asked = json!({ "email": person.row.email, "locale": "sr-Cyrl" });
    from_the_desk(&town, "/desk/session/link", asked, None).await;
    let letter = &town.letters().await[0];
    assert!(letter.text.contains("минута"), "{}", letter.text);
}

#[tokio::test]
async fn a_link_is_soon_too_old() {
    let town = Town::new().await;
    let person = town.signed_in().await;
    from_the_desk(&town, "/desk/session/link", json!({ "email": person.row.email }), None).await;
    let secret = secret_of(&town.letters().await[0].text);
    town.clock.advance(chrono::TimeDelta::minutes(11));
    let late = from_the_desk(&town, "/desk/session/spend", json!({ "token": secret }), None).await;
    assert_eq!(late.json()["code"], "LINK_SPENT_OR_OLD");
}

/// A link that lies in somebody's mailbox, as one does whose letter was tried again.
async fn in_the_mailbox(town: &Town, whose: entities::PersonId) -> String {
    let (secret, tx) = (javno::secret::Secret::draw().expect("a secret"), town.begin().await);
    let link = entities::sign_in_link::Model {
        id: entities::SignInLinkId::new(),
        person_id: whose,
        created_at: tx.now(),
        token_hash: secret.hash(),
        expires_at: tx.now() + javno::accounts::rules::LINK_HOLDS,
        spent_at: None,
    };
    tx.insert(sea_orm::IntoActiveModel::into_active_model(link)).await.expect("a link");
    tx.commit().await.expect("a link");
    secret.reveal().to_owned()
}

#[tokio::test]
async fn whoever_asks_twice_comes_in_by_either_letter_and_by_one_of_them() {
    let town = Town::new().await;
    let person = town.signed_in().await;
    let ask = async || from_the_desk(&town, "/desk/session/link", json!({ "email": person.row.email }), None).await;
    let spend = async |secret: &str| {
        from_the_desk(&town, "/desk/session/spend", json!({ "token": secret }), None).await.status.as_u16()
    };
    // The mail is slow: he asks again, and the first letter comes after all.
    ask().await;
    let first = secret_of(&town.letters().await[0].text);
    town.clock.advance(chrono::TimeDelta::minutes(4));
    ask().await;
    town.letters().await;
    assert_eq!(spend(&first).await, 200);
    for last_first in [false, true] {
        let mut both = [in_the_mailbox(&town, person.row.id).await, in_the_mailbox(&town, person.row.id).await];
        if last_first {
            both.reverse();
        }
        assert_eq!((spend(&both[0]).await, spend(&both[1]).await), (200, 400), "one sign-in spends them all");
    }
    let [one, other] = [in_the_mailbox(&town, person.row.id).await, in_the_mailbox(&town, person.row.id).await];
    let (a, b) = tokio::join!(spend(&one), spend(&other));
    assert_eq!(a + b, 200 + 400, "also where both are clicked at once");
    // Nobody else's is spent with it.
    let another = town.signed_in().await;
    let (his, anothers) = (in_the_mailbox(&town, person.row.id).await, in_the_mailbox(&town, another.row.id).await);
    assert_eq!((spend(&his).await, spend(&anothers).await), (200, 200));
}

#[tokio::test]
async fn before_the_passkey_nobody_learns_what_a_person_comes_in_with() {
    use entities::{PasskeyId, TokenScope, passkey};

    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let hers = town.official(&trebinje, &[Role::Editor]).await;
    hers.program(&trebinje, &[TokenScope::ReadDesk]).await;
    let tx = town.begin().await;
    let passkey = passkey::Model {
        id: PasskeyId::new(),
        person_id: hers.row.id,
        created_at: tx.now(),
        name: "Telefon".into(),
        credential_id: vec![1],
        credential: json!({}),
        used_at: None,
    };
    tx.insert(sea_orm::IntoActiveModel::into_active_model(passkey)).await.expect("a passkey");
    tx.commit().await.expect("a passkey");
    let secret = in_the_mailbox(&town, hers.row.id).await;
    let entered = from_the_desk(&town, "/desk/session/spend", json!({ "token": secret }), None).await;
    let cookie = entered.header("set-cookie").split("; ").next().expect("a cookie").to_owned();
    let query = "{ viewer { hasPasskey sessions { id } passkeys { id } identities { id } recoveryCodesLeft apiTokens { id } } }";
    let seen = from_the_desk(&town, "/graphql", json!({ "query": query }), Some(&cookie)).await.json();
    insta::assert_snapshot!(seen["data"]["viewer"].to_string(), @r#"{"apiTokens":[],"hasPasskey":true,"identities":[],"passkeys":[],"recoveryCodesLeft":0,"sessions":[]}"#);
    // He sends nobody away either, but himself.
    for end in ["endOtherSessions".to_owned(), format!("endSession(input: {{ id: \"{}\" }})", hers.session)] {
        let end = json!({ "query": format!("mutation {{ {end} {{ errors {{ code }} }} }}") });
        let refused = from_the_desk(&town, "/graphql", end, Some(&cookie)).await.json();
        assert_eq!(refused["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{refused}");
    }
    let seen = hers.data(query, json!({})).await["viewer"].take();
    let counts = ["sessions", "passkeys", "apiTokens"].map(|what| seen[what].as_array().map(Vec::len));
    assert_eq!((counts, &seen["hasPasskey"]), ([Some(2), Some(1), Some(1)], &json!(true)));
    assert_eq!(town.signed_in().await.data(query, json!({})).await["viewer"]["hasPasskey"], false);
}

#[tokio::test]
async fn a_challenge_is_for_one_try_be_it_right_or_wrong() {
    use entities::session::{Column, Entity};
    use sea_orm::{ColumnTrait as _, QueryFilter as _};

    let town = Town::new().await;
    let person = town.entered(false).await;
    let waits = async || {
        let tx = town.begin().await;
        let session = tx.find::<Entity>().filter(Column::Id.eq(person.session)).one(tx.connection()).await;
        session.expect("sessions").expect("his").ceremony.is_some()
    };
    let made = json!({ "id": "AQ", "rawId": "AQ", "type": "public-key", "extensions": {},
        "response": { "attestationObject": "AQ", "clientDataJSON": "AQ" } });
    let shown = json!({ "id": "AQ", "rawId": "AQ", "type": "public-key", "extensions": {},
        "response": { "authenticatorData": "AQ", "clientDataJSON": "AQ", "signature": "AQ", "userHandle": null } });
    for (path, body) in [
        ("/desk/passkey/registered", json!({ "credential": made, "name": "Telefon" })),
        // The answer to another question is a try too.
        ("/desk/passkey/answer", json!({ "credential": shown })),
    ] {
        assert_eq!(person.post("/desk/passkey/register", &json!({})).await.status, 200);
        assert!(waits().await, "{path}");
        let wrong = person.post(path, &body).await;
        assert_eq!((wrong.status.as_u16(), &wrong.json()["code"]), (400, &json!("PASSKEY_NOT_ACCEPTED")), "{path}");
        assert!(!waits().await, "{path}: it can be tried again");
    }
}

#[tokio::test]
async fn nobody_learns_whether_an_address_is_known() {
    let town = Town::new().await;
    let person = town.signed_in().await;
    let ask = async |email: &str| {
        let answer = from_the_desk(&town, "/desk/session/link", json!({ "email": email }), None).await;
        (answer.status.as_u16(), answer.text(), town.statements().len())
    };
    town.statements();
    assert_eq!(ask(&person.row.email).await, ask("nobody@opstina.example").await);
    assert_eq!(town.letters().await.len(), 1, "only one of them is somebody");
    let wrong = from_the_desk(&town, "/desk/session/link", json!({ "email": "nobody" }), None).await;
    insta::assert_snapshot!(format!("{} {}", wrong.status, wrong.json()["fields"]), @r#"400 Bad Request ["email"]"#);
}

#[tokio::test]
async fn only_our_own_pages_may_ask_to_be_let_in() {
    let town = Town::new().await;
    for path in ["link", "spend", "invitation", "end"] {
        let request = Request::post(format!("/desk/session/{path}"))
            .header(header::CONTENT_TYPE, "text/plain")
            .header(header::ORIGIN, "https://evil.example");
        let answer = town.request(request.body(Body::from("{}")).expect("a request")).await;
        assert_eq!(answer.status, 403, "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn whoever_is_invited_comes_in_with_the_roles_of_the_invitation() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let invite = "mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { errors { problem } } }";
    let input = json!({ "input": { "municipality": "trebinje", "email": "jovan@trebinje.example", "name": "Jovan",
        "roles": ["EDITOR", "MODERATOR"], "locale": "sr-Cyrl" } });
    admin.data(invite, input.clone()).await;
    let letters = town.letters().await;
    insta::assert_snapshot!(letters[0].text.replace(&secret_of(&letters[0].text), "[secret]"), @"
    Mirjana Kovač Вас позива на радни сто, гдје се уређују јавни позиви и други садржаји за грађане.

    Општина или град: Требиње
    Улоге: уређује јавне позиве, одобрава коментаре

    Позивница важи до 8. 12. 2026. у 11.00 часова.

    Ако ову поруку нисте очекивали, занемарите је.

    Прихватите позивницу:
    https://javno.example/desk/poziv#[secret]

    -- 
    Ову поруку је послао сервер javno.example. На њу се не одговара.
    ");

    let accept = json!({ "token": secret_of(&letters[0].text), "name": "Јован Ђурић" });
    let entered = from_the_desk(&town, "/desk/session/invitation", accept.clone(), None).await;
    assert_eq!(entered.status, 200, "{}", entered.text());
    let cookie = entered.header("set-cookie").split("; ").next().expect("a cookie").to_owned();
    let viewer = from_the_desk(&town, "/graphql", json!({ "query": VIEWER }), Some(&cookie)).await.json();
    insta::assert_snapshot!(viewer.to_string(), @r#"{"data":{"viewer":{"confirmed":false,"memberships":[{"municipality":{"slug":"trebinje"},"roles":["EDITOR","MODERATOR"]}],"name":"Јован Ђурић","sessions":[]}}}"#);
    let again = from_the_desk(&town, "/desk/session/invitation", accept, None).await;
    assert_eq!(again.json()["code"], "LINK_SPENT_OR_OLD");

    // One who is there already keeps his name and his roles, and gets those that are new.
    let mut more = input.clone();
    more["input"]["roles"] = json!(["WEBMASTER"]);
    admin.data(invite, more).await;
    let accept = json!({ "token": secret_of(&town.unread().await[0].text), "name": "Somebody Else" });
    from_the_desk(&town, "/desk/session/invitation", accept, None).await;
    let people = "{ desk(municipality: \"trebinje\") { people { person { name } roles } } }";
    insta::assert_snapshot!(admin.data(people, json!({})).await.to_string(), @r#"{"desk":{"people":[{"person":{"name":"Mirjana Kovač"},"roles":["ADMIN"]},{"person":{"name":"Јован Ђурић"},"roles":["EDITOR","MODERATOR","WEBMASTER"]}]}}"#);

    // After fourteen days nobody can accept one any more.
    let mut late = input;
    late["input"]["email"] = json!("kasni@trebinje.example");
    admin.data(invite, late).await;
    let accept = json!({ "token": secret_of(&town.unread().await[0].text), "name": "Kasni" });
    town.clock.advance(chrono::TimeDelta::days(14) + chrono::TimeDelta::seconds(1));
    let refused = from_the_desk(&town, "/desk/session/invitation", accept, None).await;
    assert_eq!(refused.json()["code"], "LINK_SPENT_OR_OLD");
}

#[tokio::test]
async fn whoever_has_lost_every_key_is_helped_at_the_console() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let other = town.official(&trebinje, &[Role::Admin]).await;
    // A city's directory knows him as well, perhaps because somebody else said so there.
    let tx = town.begin().await;
    let identity = entities::identity::Model {
        id: entities::IdentityId::new(),
        person_id: editor.row.id,
        created_at: tx.now(),
        issuer: "https://login.trebinje.example".into(),
        subject: "s".into(),
    };
    tx.insert(sea_orm::IntoActiveModel::into_active_model(identity)).await.expect("known there");
    tx.commit().await.expect("known there");
    let forget = javno::console::Forget { email: editor.row.email.clone() };
    let said = javno::console::forget_keys(&town.app, forget.clone()).await.expect("he is helped");
    assert!(said.starts_with("Mirjana Kovač has no passkey"), "{said}");
    assert_eq!(editor.data("{ viewer { name } }", json!({})).await["viewer"], json!(null));
    let tx = town.begin().await;
    assert!(tx.find::<entities::identity::Entity>().all(tx.connection()).await.expect("identities").is_empty());
    tx.commit().await.expect("read");
    assert!(other.data("{ viewer { name } }", json!({})).await["viewer"].is_object());
    let nobody = javno::console::Forget { email: "nobody@opstina.example".into() };
    let said = javno::console::forget_keys(&town.app, nobody).await.expect_err("there is nobody");
    assert_eq!(said.to_string(), "Nobody has the address nobody@opstina.example.");
}

#[tokio::test]
async fn a_role_that_is_taken_away_while_somebody_accepts_another_stays_away() {
    use entities::membership::{Column, Entity};
    use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QuerySelect as _};

    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let invite = "mutation($input: InvitePersonInput!) { invitePerson(input: $input) { errors { code } } }";
    let input = json!({ "municipality": "trebinje", "email": editor.row.email, "name": "M", "roles": ["WEBMASTER"],
        "locale": "sr-Latn" });
    admin.data(invite, json!({ "input": input })).await;
    let accept = json!({ "token": secret_of(&town.unread().await[0].text), "name": "M" });
    // As an administrator does it, who is not done yet when the invitation is accepted.
    let tx = town.begin().await;
    let his = Condition::all().add(Column::PersonId.eq(editor.row.id));
    let held = tx.find::<Entity>().filter(his.clone()).lock_exclusive().all(tx.connection()).await.expect("roles");
    assert_eq!(held.len(), 1);
    tx.delete::<Entity>(his).await.expect("taken away");
    let taken_away = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        tx.commit().await.expect("taken away");
    };
    let accepting = from_the_desk(&town, "/desk/session/invitation", accept, None);
    let (accepted, ()) = tokio::join!(accepting, taken_away);
    assert_eq!(accepted.status, 200);
    let people = "{ desk(municipality: \"trebinje\") { people { roles } } }";
    let roles = admin.data(people, json!({})).await["desk"]["people"].to_string();
    assert!(roles.contains("WEBMASTER") && !roles.contains("EDITOR"), "{roles}");
}

const SET_ROLES: &str =
    "mutation($input: SetRolesInput!) { setRoles(input: $input) { member { roles } errors { reason } } }";

async fn admins(town: &Town) -> usize {
    use entities::membership::{Column, Entity};
    use sea_orm::{ColumnTrait as _, QueryFilter as _};

    let tx = town.begin().await;
    let rows = tx.find::<Entity>().filter(Column::Role.eq(Role::Admin)).all(tx.connection()).await;
    rows.expect("roles").len()
}

#[tokio::test]
async fn of_two_who_take_the_role_from_each_other_at_once_one_keeps_it() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    for _ in 0..5 {
        let (one, other) =
            (town.official(&trebinje, &[Role::Admin]).await, town.official(&trebinje, &[Role::Admin]).await);
        let before = admins(&town).await;
        let input = |of: &tests::people::Person<'_>| json!({ "input": { "municipality": "trebinje", "person": of.row.id.to_string(), "before": ["ADMIN"], "roles": ["EDITOR"] } });
        let (of_other, of_one) = tokio::join!(one.ask(SET_ROLES, input(&other)), other.ask(SET_ROLES, input(&one)));
        assert_eq!(admins(&town).await, before - 1, "{of_other} {of_one}");
        // Whoever came second is not an administrator any more, and is told so.
        let codes = [of_other, of_one].map(|answer| answer["errors"][0]["extensions"]["code"].clone());
        assert!(codes.contains(&json!("FORBIDDEN")) && codes.contains(&Value::Null), "{codes:?}");
    }
}

#[tokio::test]
async fn the_last_administrator_is_counted_as_he_is_when_it_is_done() {
    use entities::{membership, municipality};
    use sea_orm::sea_query::LockType;
    use sea_orm::{ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QuerySelect as _};

    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    // As another page of his does it, which is not done yet: he is written anew, with one role more.
    let tx = town.begin().await;
    let owner = tx.find::<municipality::Entity>().filter(municipality::Column::Id.eq(trebinje.id));
    owner.lock(LockType::NoKeyUpdate).one(tx.connection()).await.expect("a municipality");
    tx.delete::<membership::Entity>(Condition::all().add(membership::Column::PersonId.eq(admin.row.id)))
        .await
        .expect("gone");
    for role in [Role::Admin, Role::Editor] {
        let row =
            membership::Model { municipality_id: trebinje.id, person_id: admin.row.id, role, granted_at: tx.now() };
        tx.insert(row.into_active_model()).await.expect("a role");
    }
    let done = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        tx.commit().await.expect("written anew");
    };
    let input = json!({ "input": { "municipality": "trebinje", "person": admin.row.id.to_string(), "before": ["ADMIN", "EDITOR"], "roles": ["EDITOR"] } });
    let (refused, ()) = tokio::join!(admin.ask(SET_ROLES, input), done);
    assert_eq!(refused["data"]["setRoles"]["errors"][0]["reason"], "LAST_ADMIN", "{refused}");
    assert_eq!(admins(&town).await, 1);
}
