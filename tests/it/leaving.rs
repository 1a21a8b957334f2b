//! What a statement may take, whoever waits for it or has left.

use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait as _, DatabaseConnection, TransactionTrait as _};
use serde_json::json;
use tests::Town;
use tests::served::soon;

use crate::tables::rows;

const ASK: &str = "{ municipalities { nodes { slug } } }";

/// Waits until so many statements wait for a lock.
async fn until(db: &DatabaseConnection, number: usize) {
    let sql = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    soon(&format!("{number} statements that wait"), async {
        while rows(db, sql).await.len() != number {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_statement_ends_in_its_time_also_when_nobody_waits_for_it_any_more() {
    // Far longer than a statement may take.
    let town = Town::configured(|config| config.operation.seconds = 60).await;
    if !town.database().is_postgres() {
        // SQLite has no statement that waits: it reads what there was before.
        return;
    }
    let served = town.served();
    let (db, holder) = (town.database().connect().await, town.database().connect().await);
    let lock = holder.begin().await.expect("a transaction");
    lock.execute_unprepared("LOCK TABLE municipality IN ACCESS EXCLUSIVE MODE").await.expect("a lock");

    let body = json!({ "query": ASK }).to_string();
    let length = body.len();
    let mut client = served.client().await;
    client
        .say(&format!(
            "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        ))
        .await;
    let mut socket = served.socket().await;
    socket.begin("stays", ASK, json!({})).await;
    socket.begin("goes", ASK, json!({})).await;
    until(&db, 3).await;
    let begun = Instant::now();
    drop(client);
    socket.complete("goes").await;
    let answer = socket.heard("stays", "next").await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{answer}");
    socket.heard("stays", "complete").await;
    until(&db, 0).await;
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    // All of them can be used again.
    lock.rollback().await.expect("no lock");
    drop(soon("the connections", town.hold_the_readers()).await);
    drop(socket);
    for connection in [db, holder] {
        connection.close().await.expect("closing");
    }
    served.end().await;
}
