//! Whom a city's own directory lets in. What it takes to believe the directory is tested with a real one, in the browser
//! tests.

use entities::{Role, identity, journal, session};
use javno::accounts::directory::enter;
use javno::accounts::door::Entered;
use javno::clock::Clock as _;
use javno::oidc::{Known, OidcConfig, Secret};
use sea_orm::QueryOrder as _;
use serde_json::json;
use tests::Town;

fn known(subject: &str, email: &str) -> Known {
    let issuer = "https://login.trebinje.example".into();
    Known { issuer, subject: subject.into(), email: email.into(), confirmed: false }
}

async fn comes(town: &Town, known: &Known) -> Option<Entered> {
    enter(&town.app.db, town.clock.now(), known, None).await.expect("an answer")
}

async fn linked(town: &Town) -> usize {
    let tx = town.begin().await;
    tx.find::<identity::Entity>().all(tx.connection()).await.expect("identities").len()
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
    let tx = town.begin().await;
    let rows = tx.find::<journal::Entity>().order_by_asc(journal::Column::Position).all(tx.connection()).await;
    let told = rows.expect("the journal").into_iter().filter(|row| row.subject_id == member.row.id.0);
    let told: Vec<_> = told.map(|row| format!("{:?} {}", row.kind, json!(row.detail))).collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    SignedIn {"changes":[{"after":"https://login.trebinje.example","before":null,"field":"identity"}]}
    SignedIn null
    "#);
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
    assert!(enter(&town.app.db, town.clock.now(), &known("s", "no address"), None).await.is_err());
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

#[tokio::test]
async fn the_desk_is_told_what_the_directory_is_called() {
    let directory = OidcConfig {
        name: "Gradski nalog".into(),
        issuer: "https://login.trebinje.example".into(),
        client_id: "javno".into(),
        client_secret: Secret("s3cret".into()),
        domains: vec!["trebinje.example".into()],
        confirms: false,
        acr_values: Vec::new(),
        amr_values: Vec::new(),
        trusts_addresses: false,
    };
    let town = Town::configured(|config| config.oidc = Some(directory)).await;
    assert_eq!(town.data("{ signIn { oidc } }", json!({})).await["signIn"]["oidc"], "Gradski nalog");
    let back = town.get("/desk/oidc/back?code=c&state=s").await;
    assert_eq!((back.status.as_u16(), back.header("cache-control")), (400, "no-store"));
    assert!(back.header("content-security-policy").contains("default-src 'none'"), "{back:?}");
    assert!(!format!("{:?}", town.app).contains("s3cret"));
    let plain = Town::new().await;
    assert_eq!(plain.data("{ signIn { oidc } }", json!({})).await["signIn"]["oidc"], json!(null));
    for path in ["/desk/oidc", "/desk/oidc/back"] {
        assert_eq!(plain.get(path).await.status, 404, "{path}");
    }
}
