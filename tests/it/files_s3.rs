//! The same on a store that speaks S3, where `TEST_S3_URL` names one. `tests/run.sh` starts one.

use axum::http::Uri;
use chrono::{TimeDelta, Utc};
use entities::{DocumentId, FileId};
use javno::clock::{Clock as _, SystemClock};
use javno::storage::settings::{S3Config, Secret};
use javno::storage::sweep::everywhere;
use tests::Town;
use tests::files::pdf;
use tests::given::with_a_form;
use tests::served::soon;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

#[expect(clippy::disallowed_methods, reason = "which store the suite runs on is not the application's business")]
fn server() -> Option<String> {
    std::env::var("TEST_S3_URL").ok().filter(|url| !url.is_empty())
}

/// Asks the store without a library; what it answers.
async fn ask(server: &str, method: &str, path: &str) -> String {
    let authority = server.parse::<Uri>().expect("TEST_S3_URL").authority().expect("TEST_S3_URL").to_string();
    let mut stream = soon("a connection", TcpStream::connect(&authority)).await.expect("the store answers");
    let request =
        format!("{method} {path} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("asked");
    let mut answer = String::new();
    soon("an answer", stream.read_to_string(&mut answer)).await.expect("an answer");
    answer
}

/// A town whose files lie in a bucket of its own.
async fn with_a_bucket(server: &str, bucket: &str) -> Town {
    let made = ask(server, "PUT", &format!("/{bucket}")).await;
    assert!(made.starts_with("HTTP/1.1 200"), "{made}");
    let s3 = S3Config {
        endpoint: server.parse().expect("an address"),
        bucket: bucket.to_owned(),
        region: "us-east-1".into(),
        key_id: Secret("anybody".into()),
        secret: Secret("s3cret".into()),
    };
    Town::configured(|config| config.storage.s3 = Some(s3)).await
}

async fn objects(server: &str, bucket: &str) -> usize {
    ask(server, "GET", &format!("/{bucket}?list-type=2")).await.matches("<Key>").count()
}

#[tokio::test]
async fn a_bucket_is_as_good_as_a_folder() {
    let Some(server) = server() else { return };
    let bucket = FileId::new().0.simple().to_string();
    let town = with_a_bucket(&server, &bucket).await;
    let trebinje = town.municipality("trebinje").await;
    let mut form = DocumentId::default();
    town.call(&trebinje, |new| form = with_a_form(new)).await;

    // One that goes in one piece, and one that goes in several.
    let (small, large) = (pdf(1_000), pdf(12 << 20));
    let first = town.file(form, "мала.pdf", &small).await;
    let second = town.next_file(form, "велика.pdf", &large).await;
    for (file, bytes) in [(&first, &small), (&second, &large)] {
        let path = format!("/files/{}/x", file.id);
        assert!(town.get(&path).await.bytes == *bytes, "{}", file.name);
        let last = bytes.len() - 1;
        for (range, first, last) in [
            ("bytes=0-9".to_owned(), 0, 9),
            (format!("bytes=500-{last}"), 500, last),
            ("bytes=-7".to_owned(), last - 6, last),
        ] {
            let part = town.get_with(&path, &[("range", &range)]).await;
            assert_eq!(part.status, 206);
            assert!(part.bytes == bytes[first..=last], "{range}");
        }
    }
    assert_eq!(objects(&server, &bucket).await, 2);

    town.take("a.pdf", b"<html>").await.expect_err("it is no PDF");
    assert_eq!(objects(&server, &bucket).await, 2, "what is refused leaves nothing behind");
    town.take("a.pdf", &small).await.expect("a file that nothing will name");
    let later: chrono::DateTime<Utc> = SystemClock.now() + TimeDelta::hours(25);
    let sweep = async || everywhere(&town.app.storage, &town.app.db, later).await.expect("swept");
    assert_eq!((sweep().await, objects(&server, &bucket).await), (1, 2));
    assert_eq!((sweep().await, objects(&server, &bucket).await), (0, 2));
}

#[tokio::test]
async fn a_bucket_that_is_not_there_is_a_fault_that_tells_no_key() {
    let Some(server) = server() else { return };
    let bucket = FileId::new().0.simple().to_string();
    let town = with_a_bucket(&server, &bucket).await;
    ask(&server, "DELETE", &format!("/{bucket}")).await;
    let error = town.take("a.pdf", &pdf(10)).await.expect_err("there is no bucket");
    let said = format!("{error:?} {error} {:?}", town.app.config.storage);
    assert!(said.contains("NoSuchBucket") && !said.contains("s3cret") && !said.contains("anybody"), "{said}");
}
