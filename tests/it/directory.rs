//! Whom a city's own directory lets in. What it takes to believe the directory is tested with a real one, in the browser
//! tests.

use axum::body::Body;
use axum::http::{Request, header};
use entities::{Locale, PasskeyId, RecoveryCodeId, Role, identity, journal, passkey, recovery_code, session};
use javno::accounts::directory::enter;
use javno::accounts::door::Entered;
use javno::accounts::rules::code;
use javno::clock::Clock as _;
use javno::oidc::{Known, OidcConfig, Secret};
use javno::secret::hash;
use sea_orm::{IntoActiveModel as _, QueryOrder as _};
use serde_json::{Value, json};
use tests::people::Person;
use tests::{Answer, Town};

fn known(subject: &str, email: &str) -> Known {
    let issuer = "https://login.trebinje.example".into();
    Known { issuer, subject: subject.into(), email: email.into(), confirmed: false }
}

async fn comes(town: &Town, known: &Known) -> Option<Entered> {
    enter(&town.app.db, town.clock.now(), known, (Locale::SrLatn, None)).await.expect("an answer")
}

async fn linked(town: &Town) -> usize {
    let tx = town.begin().await;
    tx.find::<identity::Entity>().all(tx.connection()).await.expect("identities").len()
}

/// What the journal tells of somebody.
async fn told(town: &Town, of: &Person<'_>) -> String {
    let tx = town.begin().await;
    let rows = tx.find::<journal::Entity>().order_by_asc(journal::Column::Position).all(tx.connection()).await;
    let told = rows.expect("the journal").into_iter().filter(|row| row.subject_id == of.row.id.0);
    told.map(|row| format!("{:?} {}", row.kind, json!(row.detail))).collect::<Vec<_>>().join("\n")
}

/// What the desk sends, in the session that somebody has got.
async fn sends(town: &Town, entered: impl Into<Option<&Entered>>, path: &str, body: Value) -> Answer {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
    let mut request = request.header(header::ORIGIN, "https://javno.example");
    if let Some(entered) = entered.into() {
        request = request.header(header::COOKIE, format!("__Host-javno={}", entered.cookie.reveal()));
    }
    town.request(request.body(Body::from(body.to_string())).expect("a request")).await
}

/// A server of a city whose directory says whether a second factor was given.
fn gradski_nalog() -> OidcConfig {
    OidcConfig {
        name: "Gradski nalog".into(),
        issuer: "https://login.trebinje.example".into(),
        client_id: "javno".into(),
        client_secret: Secret("s3cret".into()),
        domains: vec!["trebinje.example".into()],
        confirms: true,
        acr_values: Vec::new(),
        amr_values: vec!["mfa".into()],
        trusts_addresses: false,
    }
}

#[tokio::test]
async fn a_member_is_linked_once_and_his_desk_reads_of_it() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let member = town.official(&trebinje, &[Role::Editor]).await;
    let as_written = known("a", &member.row.email.to_uppercase());
    let entered = comes(&town, &as_written).await.expect("he comes in");
    assert_eq!((entered.person, entered.has_passkey), (member.row.id, false));
    comes(&town, &known("a", "another@opstina.example")).await.expect("he is known");
    assert_eq!(linked(&town).await, 1);
    insta::assert_snapshot!(told(&town, &member).await, @r#"
    IdentitiesChanged {"changes":[{"after":"https://login.trebinje.example","before":null,"field":"identity"}]}
    SignedIn null
    SignedIn null
    "#);
    let tx = town.begin().await;
    let sessions = tx.find::<session::Entity>().all(tx.connection()).await.expect("sessions");
    assert_eq!(sessions.iter().filter(|session| session.confirmed_at.is_some()).count(), 1, "his own of before");
}

#[tokio::test]
async fn nobody_gets_an_account_who_has_nothing_to_do_with_any_desk() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    // Somebody who worked here once and does not any more.
    let former = town.signed_in().await;
    for email in ["stranac@opstina.example", &former.row.email] {
        assert!(comes(&town, &known("s", email)).await.is_none(), "{email}");
    }
    assert!(enter(&town.app.db, town.clock.now(), &known("s", "no address"), (Locale::SrLatn, None)).await.is_err());
    assert_eq!(linked(&town).await, 0);
}

#[tokio::test]
async fn whoever_is_linked_stays_himself_when_somebody_else_gets_his_address() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let (ana, iva) = (town.official(&trebinje, &[Role::Editor]).await, town.official(&trebinje, &[Role::Admin]).await);
    comes(&town, &known("ana", &ana.row.email)).await.expect("Ana");
    let entered = comes(&town, &known("ana", &iva.row.email)).await.expect("Ana, with another address");
    assert_eq!(entered.person, ana.row.id);
}

#[tokio::test]
async fn whoever_gets_the_mailbox_of_somebody_who_is_linked_is_not_he() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let ana = town.official(&trebinje, &[Role::Admin]).await;
    comes(&town, &known("ana", &ana.row.email)).await.expect("Ana");
    assert!(comes(&town, &known("boris", &ana.row.email)).await.is_none());
    assert_eq!(linked(&town).await, 1);
}

/// Gives somebody a passkey, and codes on paper beside it.
async fn has_keys(town: &Town, whose: &Person<'_>, codes: &[&str]) {
    let tx = town.begin().await;
    let (person_id, created_at) = (whose.row.id, tx.now());
    let key = passkey::Model {
        id: PasskeyId::new(),
        person_id,
        created_at,
        name: "Telefon".into(),
        credential_id: vec![1],
        credential: json!({}),
        used_at: None,
    };
    tx.insert(key.into_active_model()).await.expect("a passkey");
    for typed in codes {
        let code_hash = hash(&code(typed));
        let row = recovery_code::Model { id: RecoveryCodeId::new(), person_id, created_at, code_hash, spent_at: None };
        tx.insert(row.into_active_model()).await.expect("a code");
    }
    tx.commit().await.expect("keys");
}

const CONFIRMED: &str = "{ viewer { confirmed identities { issuer since } } }";

#[tokio::test]
async fn whoever_has_a_passkey_shows_it_before_the_directory_knows_him_whatever_it_has_seen() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let ana = town.official(&trebinje, &[Role::Admin]).await;
    has_keys(&town, &ana, &["aaaa-aaaa-aaaa", "bbbb-bbbb-bbbb"]).await;
    let with_second_factor = |subject: &str| Known { confirmed: true, ..known(subject, &ana.row.email) };
    // Perhaps whoever runs the directory has given her address to somebody else there.
    let (she, another) = (with_second_factor("ana"), with_second_factor("boris"));
    let (hers, his) = (comes(&town, &she).await.expect("Ana"), comes(&town, &another).await.expect("as if Ana"));
    assert!(hers.has_passkey && his.has_passkey);
    let asks = async |of: &Entered| sends(&town, of, "/graphql", json!({ "query": CONFIRMED })).await.text();
    for entered in [&hers, &his] {
        assert_eq!(asks(entered).await, r#"{"data":{"viewer":{"confirmed":false,"identities":[]}}}"#);
    }
    assert_eq!(linked(&town).await, 0);
    // Who has no key of hers is nobody, however often he comes.
    let wrong = sends(&town, &his, "/desk/recovery", json!({ "code": "cccc-cccc-cccc" })).await;
    assert_eq!(wrong.json()["code"], "CODE_NOT_ACCEPTED");
    assert!(comes(&town, &another).await.is_some_and(|again| again.has_passkey));
    assert_eq!(linked(&town).await, 0);

    let shown = sends(&town, &hers, "/desk/recovery", json!({ "code": "aaaa-aaaa-aaaa" })).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    insta::assert_snapshot!(asks(&hers).await, @r#"{"data":{"viewer":{"confirmed":true,"identities":[{"issuer":"https://login.trebinje.example","since":"2026-11-24T10:00:00+00:00"}]}}}"#);
    let told = told(&town, &ana).await;
    assert_eq!(told.matches("IdentitiesChanged").count(), 1, "{told}");
    // From now on its second factor is enough.
    let again = comes(&town, &she).await.expect("Ana");
    assert!(asks(&again).await.contains(r#""confirmed":true"#));
    // A session of before that waited under another name confirms herself and nobody else.
    sends(&town, &his, "/desk/recovery", json!({ "code": "bbbb-bbbb-bbbb" })).await;
    assert!(asks(&his).await.contains(r#""confirmed":true"#));
    assert_eq!(linked(&town).await, 1);
    assert!(comes(&town, &another).await.is_none(), "she is known under another name");
}

#[tokio::test]
async fn everybody_sees_and_removes_the_directories_that_know_him_and_administrators_see_them() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let (ana, iva) = (town.official(&trebinje, &[Role::Editor]).await, town.official(&trebinje, &[Role::Admin]).await);
    comes(&town, &known("ana", &ana.row.email)).await.expect("Ana");
    let people = "{ desk(municipality: \"trebinje\") { people { roles directories } } }";
    insta::assert_snapshot!(iva.data(people, json!({})).await["desk"]["people"].to_string(), @r#"[{"directories":["https://login.trebinje.example"],"roles":["EDITOR"]},{"directories":[],"roles":["ADMIN"]}]"#);

    let mine = ana.data("{ viewer { identities { id issuer } } }", json!({})).await["viewer"]["identities"].take();
    assert_eq!(mine[0]["issuer"], "https://login.trebinje.example");
    let remove =
        "mutation($id: ID!) { removeIdentity(input: { id: $id }) { viewer { identities { id } } errors { code } } }";
    let this = json!({ "id": mine[0]["id"] });
    assert!(iva.refusal(remove, this.clone()).await.starts_with("NOT_FOUND"), "not even an administrator");
    let unconfirmed = comes(&town, &known("ana", &ana.row.email)).await.expect("Ana");
    let body = json!({ "query": remove, "variables": this });
    let refused = sends(&town, &unconfirmed, "/graphql", body).await.json();
    assert_eq!(refused["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
    assert_eq!(linked(&town).await, 1);
    let removed = ana.data(remove, this.clone()).await["removeIdentity"].take();
    assert_eq!(removed, json!({ "viewer": { "identities": [] }, "errors": [] }));
    assert!(ana.refusal(remove, this).await.starts_with("NOT_FOUND"), "once");
    let told = told(&town, &ana).await;
    let last = told.lines().last().expect("a line");
    insta::assert_snapshot!(last, @r#"IdentitiesChanged {"changes":[{"after":null,"before":"https://login.trebinje.example","field":"identity"}]}"#);
    // She is not locked out: a letter goes to her, and the directory may know her again.
    sends(&town, None, "/desk/session/link", json!({ "email": ana.row.email })).await;
    assert_eq!(town.unread().await.len(), 1);
    comes(&town, &known("ana", &ana.row.email)).await.expect("Ana");
    assert_eq!(linked(&town).await, 1);
}

#[tokio::test]
async fn whoever_represents_an_organisation_comes_by_a_letter_where_a_city_has_a_directory_and_through_it_too() {
    let town = Town::configured(|config| config.oidc = Some(gradski_nalog())).await;
    let trebinje = town.municipality("trebinje").await;
    let known_there = town.organisation(&trebinje, |_| {}).await;
    for email in ["mira@most.example", "ivo@trebinje.example", "ena@trebinje.example"] {
        town.representative(&known_there, email).await;
    }
    let mine = json!({ "query": "{ viewer { memberships { roles } organisations { organisation { id } } } }" });
    // The directory can say nothing of the first, and need not be asked of the second.
    for email in ["mira@most.example", "ivo@trebinje.example"] {
        sends(&town, None, "/desk/session/link", json!({ "email": email })).await;
        let letter = town.unread().await.pop().expect("a letter");
        assert_eq!(letter.to, email);
        let secret = letter.text.split_once("/desk/prijava#").expect("a link").1;
        let secret = secret.split_whitespace().next().expect("a secret");
        let entered = sends(&town, None, "/desk/session/spend", json!({ "token": secret })).await;
        assert_eq!(entered.status, 200, "{email}: {}", entered.text());
    }
    // Who has an account there and an address of the city may use it; that makes nobody an official.
    for (subject, email) in [("ivo", "ivo@trebinje.example"), ("ena", "ena@trebinje.example")] {
        let with_second_factor = Known { confirmed: true, ..known(subject, email) };
        let entered = comes(&town, &with_second_factor).await.expect(email);
        let seen = sends(&town, &entered, "/graphql", mine.clone()).await.json()["data"]["viewer"].take();
        let organisations = json!([{ "organisation": { "id": known_there.id.to_string() } }]);
        assert_eq!(seen, json!({ "memberships": [], "organisations": organisations }));
    }
    assert!(comes(&town, &known("s", "stranac@trebinje.example")).await.is_none());
}

#[tokio::test]
async fn the_desk_is_told_what_the_directory_is_called() {
    let town = Town::configured(|config| config.oidc = Some(gradski_nalog())).await;
    assert_eq!(town.data("{ signIn { oidc } }", json!({})).await["signIn"]["oidc"], "Gradski nalog");
    let back = town.get("/desk/oidc/back?code=c&state=s").await;
    assert_eq!((back.status.as_u16(), back.header("cache-control")), (400, "no-store"));
    assert!(back.header("content-security-policy").contains("default-src 'none'"), "{back:?}");
    // Nothing that comes with the address is told to the person, however it comes; what to do now is.
    for query in [
        "error=access_denied&error_description=Kanarinac&state=Kanarinac&iss=https%3A%2F%2Fkanarinac.example",
        "code=Kanarinac&code=kanarinac",
        "Kanarinac",
        "code=%FF&state=%00kanarinac",
    ] {
        let back = town.get(&format!("/desk/oidc/back?{query}")).await;
        assert_eq!(back.status, 400, "{query}");
        let page = back.text();
        assert!(!page.to_lowercase().contains("kanarinac"), "{page}");
        assert!(page.contains("Počnite ponovo.</p>") && page.contains("Nazad na prijavu</a>"), "{page}");
    }
    town.expecting_errors();
    for lang in ["lang=en", "lang=en&lang=Kanarinac"] {
        let away = town.get(&format!("/desk/oidc?{lang}")).await;
        assert_eq!(away.status, 503, "{lang}");
        assert!(!away.text().contains("Kanarinac"), "{}", away.text());
    }
    assert!(!format!("{:?}", town.app).contains("s3cret"));
    let plain = Town::new().await;
    assert_eq!(plain.data("{ signIn { oidc } }", json!({})).await["signIn"]["oidc"], json!(null));
    for path in ["/desk/oidc", "/desk/oidc/back"] {
        assert_eq!(plain.get(path).await.status, 404, "{path}");
    }
}
