//! Imports at the same time, and beside those who decide about comments: nobody waits for somebody who waits for him.

use std::path::PathBuf;
use std::time::Duration;

use chrono::TimeDelta;
use entities::{ConsultationId, MunicipalityId, consultation, organisation};
use javno::clock::Clock as _;
use javno::comments::store::log;
use javno::import::Summary;
use javno::organisations::store::save::held;
use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::json;

use crate::import::Desk;
use crate::log_facts::{entries, told};

/// Longer than anybody needs to come to the point where he waits.
const MEANWHILE: Duration = Duration::from_millis(300);

/// A list of debates with these titles, in this order, all held by this body.
fn list(desk: &Desk, name: &str, titles: &[&str], body: &str) -> [PathBuf; 1] {
    let row = |title: &&str| {
        json!({ "municipality": "Trebinje", "title": title, "script": "sr-Latn", "act_type": "odluka",
            "responsible_body": body, "closes": "2026-12-14" })
    };
    let rows: Vec<_> = titles.iter().map(row).collect();
    let path = desk.path(name);
    std::fs::write(&path, json!(rows).to_string()).expect("a file");
    [path]
}

/// All consultations in the order of their ids, with whose they are.
async fn known(desk: &Desk) -> Vec<(ConsultationId, MunicipalityId, String)> {
    let tx = desk.town.begin().await;
    let rows = tx.find::<consultation::Entity>().order_by_asc(consultation::Column::Id).all(tx.connection()).await;
    let rows = rows.expect("consultations");
    tx.commit().await.expect("read");
    rows.into_iter().map(|row| (row.id, row.municipality_id, row.title.original.text)).collect()
}

#[tokio::test]
async fn of_two_imports_of_the_same_in_opposite_orders_one_waits_for_the_other() {
    let desk = Desk::new().await;
    let titles = ["Rasprava o parkovima", "Rasprava o redu", "Rasprava o vodi"];
    let turned = ["Rasprava o vodi", "Rasprava o redu", "Rasprava o parkovima"];
    let said = desk.import_files(&list(&desk, "prva.json", &titles, "Odjeljenje")).await;
    assert_eq!(said.outcome.map(|summary| summary.new), Ok(3), "{}", said.report);
    let known = known(&desk).await;
    let between = known.iter().find(|(_, _, title)| title == titles[1]).map(|(id, ..)| *id).expect("it is there");

    // Until it is let go, each has written one that the other still wants.
    let tx = desk.town.begin().await;
    let held = tx.find::<consultation::Entity>().filter(consultation::Column::Id.eq(between));
    held.lock(LockType::NoKeyUpdate).one(tx.connection()).await.expect("held");
    let freed = async {
        tokio::time::sleep(MEANWHILE).await;
        tx.commit().await.expect("let go");
    };
    let (one, other) = (list(&desk, "jedna.json", &titles, "Jedni"), list(&desk, "druga.json", &turned, "Drugi"));
    let (one, other, ()) = tokio::join!(desk.import_files(&one), desk.import_files(&other), freed);
    for said in [one, other] {
        let Ok(Summary { changed, refused, .. }) = said.outcome else { panic!("{:?}", said.outcome) };
        assert_eq!((changed, refused), (3, 0), "{}", said.report);
    }
    for (of, ..) in known {
        let of = of.to_string();
        let (said, right) = told(&desk.town, &of).await;
        assert!(right, "{said}");
        let recorded = entries(&desk.town, &of).await.iter().filter(|entry| entry["what"] == "facts").count();
        assert_eq!(recorded, 3, "when it came, and each time that it became another");
    }
}

#[tokio::test]
async fn an_import_holds_logs_in_the_order_in_which_whoever_decides_about_comments_does() {
    let desk = Desk::new().await;
    let titles = ["Rasprava o parkovima", "Rasprava o redu"];
    desk.import_files(&list(&desk, "prva.json", &titles, "Odjeljenje")).await.outcome.expect("two");
    let known = known(&desk).await;
    let [(first, owner, first_title), (last, _, last_title)] = &known[..] else { panic!("{known:?}") };

    let tx = desk.town.begin().await;
    log::hold(&tx, *owner, *first).await.expect("the log of one");
    let deciding = async {
        tokio::time::sleep(MEANWHILE).await;
        log::hold(&tx, *owner, *last).await.expect("and of the other");
        tx.commit().await.expect("decided");
    };
    let turned = list(&desk, "druga.json", &[last_title.as_str(), first_title.as_str()], "Drugi");
    let (said, ()) = tokio::join!(desk.import_files(&turned), deciding);
    assert_eq!(said.outcome.map(|summary| summary.changed), Ok(2), "{}", said.report);
    for (of, ..) in &known {
        let (said, right) = told(&desk.town, &of.to_string()).await;
        assert!(right, "{said}");
    }
}

#[tokio::test]
async fn an_organisation_that_is_written_can_be_named_meanwhile() {
    let desk = Desk::new().await;
    if desk.town.app.config.database_url.is_sqlite() {
        return;
    }
    let owner = desk.town.municipality("ljubinje").await;
    let id = desk.town.organisation(&owner, |_| {}).await.id;
    let tx = desk.town.begin().await;
    held(&tx, id).await.expect("an organisation");
    // As the database does for whatever names it: a comment that is on its way.
    let naming = desk.town.begin().await;
    let named = naming.find::<organisation::Entity>().filter(organisation::Column::Id.eq(id));
    let named = named.lock(LockType::KeyShare).one(naming.connection());
    let named = tests::served::soon("nobody waits", named).await;
    assert!(named.expect("read").is_some());
}

#[tokio::test]
async fn an_import_that_waited_writes_with_the_time_at_which_it_came_to_write() {
    let desk = Desk::new().await;
    let tx = desk.town.begin().await;
    if !desk.town.app.config.database_url.is_sqlite() {
        // As another import does.
        let importing = format!("SELECT pg_advisory_xact_lock({})", 0x6a61_766e_6f05_i64);
        tx.connection().execute_unprepared(&importing).await.expect("held");
    }
    let freed = async {
        tokio::time::sleep(MEANWHILE).await;
        desk.town.clock.advance(TimeDelta::hours(1));
        tx.commit().await.expect("let go");
    };
    let rows = list(&desk, "prva.json", &["Rasprava o parkovima"], "Odjeljenje");
    let (said, ()) = tokio::join!(desk.import_files(&rows), freed);
    said.outcome.expect("one");
    let tx = desk.town.begin().await;
    let row = tx.find::<consultation::Entity>().one(tx.connection()).await.expect("read").expect("it is there");
    assert_eq!(row.created_at, desk.town.clock.now());
}
