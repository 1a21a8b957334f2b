//! A stream of events as it goes over the wire: its connection is taken over from the HTTP server once it is quiet.

use std::time::Duration;

use javno::config::ConnectionLimits;
use tests::Town;
use tests::served::{Wire, soon};

use crate::accept::{is, quick};

const LISTEN: &str = "/graphql?query=subscription%7BopenCallChanged%7Bcursor%20change%7D%7D";

fn ask(version: &str) -> String {
    format!("GET {LISTEN} HTTP/{version}\r\nhost: x\r\naccept: text/event-stream\r\n\r\n")
}

/// A client who listens, and what he heard at first.
async fn listens(client: &mut Wire, version: &str) -> String {
    client.say(&ask(version)).await;
    client.hear_until("\n\n").await
}

/// The body of an answer in chunks, and whether it has an end.
fn unchunked(mut body: &str) -> (String, bool) {
    let mut whole = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).expect("a length");
        if length == 0 {
            return (whole, rest == "\r\n");
        }
        whole += &rest[..length];
        body = rest[length..].strip_prefix("\r\n").expect("the end of a chunk");
    }
    (whole, false)
}

#[tokio::test]
async fn events_come_in_chunks_and_bare_to_whoever_knows_no_chunks() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    // Both begin behind the municipality.
    town.settled().await;
    let mut served = town.served();
    let (mut new, mut old) = (served.client().await, served.client().await);
    let mut heard = [listens(&mut new, "1.1").await, listens(&mut old, "1.0").await];
    for _ in 0..3 {
        town.call(&trebinje, |_| {}).await;
        heard[0] += &new.hear_until("PUBLISHED").await;
        heard[1] += &old.hear_until("PUBLISHED").await;
    }
    served.stop();
    heard[0] += &new.hear().await;
    heard[1] += &old.hear().await;
    let [(new_head, new), (old_head, old)] =
        heard.each_ref().map(|heard| heard.split_once("\r\n\r\n").expect("a head"));
    assert!(is(new_head, 200) && new_head.contains("transfer-encoding: chunked"), "{new_head}");
    assert!(new_head.contains("connection: close"), "{new_head}");
    assert!(!old_head.contains("transfer-encoding"), "{old_head}");
    let (new, ended) = unchunked(new);
    assert!(ended, "{new}");
    assert_eq!(new, old, "the same, however it is framed");
    assert_eq!(new.matches("event: next").count(), 3);
    // Without a last word, so that they come back.
    assert!(!new.contains("complete"), "{new}");
    served.end().await;
}

#[tokio::test]
async fn whoever_leaves_or_talks_is_gone_and_his_place_is_free() {
    let town = Town::configured(|config| {
        config.connections = ConnectionLimits { per_address: 1, ..quick() };
        config.live.per_client = 1;
    })
    .await;
    let served = town.served();
    for leaves in [true, false] {
        let mut client = served.client().await;
        assert!(is(&listens(&mut client, "1.1").await, 200));
        // Longer than a connection may be silent that nobody listens on.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        assert!(is(&served.get("/healthz").await, 503), "one address, one connection");
        if leaves {
            // An empty line, as some send it behind a request, is no harm.
            client.say("\r\n").await;
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert_eq!(town.figure("javno_subscribers{transport=\"sse\"}").await, 1);
            drop(client);
        } else {
            client.say(&ask("1.1")).await;
            client.hear().await;
        }
        town.until("javno_subscribers{transport=\"sse\"}", 0).await;
        soon("a place", async { while !is(&served.get("/healthz").await, 200) {} }).await;
    }
    served.end().await;
}
