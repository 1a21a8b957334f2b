//! Releases of the widgets that somebody has pinned: they are there after an update, and are what their names say.

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use javno::http::releases::keep;
use javno::http::widgets::Files;
use javno::storage::Shelf;
use sha2::{Digest as _, Sha384};
use tests::Town;
use tests::served::{Served, soon};

#[tokio::test]
async fn a_release_that_was_pinned_is_served_after_an_update_and_nothing_else_under_its_name() {
    let town = Town::new().await;
    let file = |name: &str, text: &str| (name.to_owned(), Bytes::from(text.to_owned()));
    let older =
        Files::of([file("javno.js", "before()"), file("open-calls.js", "list()"), file("desk/desk.js", "desk()")]);
    let storage = &town.app.storage;
    for _ in 0..2 {
        // As whoever starts again does.
        keep(storage, &older).await.expect("it is kept");
    }
    let forged = Bytes::from_static(br#"{"javno.js":"steal()"}"#);
    storage.keep_as(Shelf::Releases, "1-0123456789", forged.clone()).await.expect("it is kept");
    storage.keep_as(Shelf::Releases, older.release(), forged).await.expect("what is there stays");

    let release = older.release();
    assert_ne!(release, town.app.files.release());
    let script = town.get(&format!("/w/{release}/javno.js")).await;
    assert_eq!((script.status.as_u16(), &*script.text()), (200, "before()"));
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(script.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(older.integrity(), format!("sha384-{}", STANDARD.encode(Sha384::digest("before()"))));
    assert_eq!(town.get(&format!("/w/{release}/open-calls.js")).await.text(), "list()");
    for path in [
        format!("/w/{release}/desk/desk.js"),
        format!("/w/{release}/nothing.js"),
        "/w/1-0123456789/javno.js".into(),
        "/w/1-aaaaaaaaaa/javno.js".into(),
        "/w/..%2Fcall-files/javno.js".into(),
    ] {
        assert_eq!(town.get(&path).await.status, 404, "{path}");
    }
    // The pages of the API's console are of no release.
    let console = town.get("/w/v1/graphiql/graphiql.js").await;
    assert_eq!((console.status.as_u16(), console.header("cache-control").contains("immutable")), (200, false));
    let pinned = format!("/w/{}/graphiql/graphiql.js", town.app.files.release());
    assert_eq!(town.get(&pinned).await.status, 404);
}

#[tokio::test]
async fn a_release_that_another_server_has_brought_is_served_as_soon_as_the_store_is_asked_again() {
    let town = Town::new().await;
    let file = |text: &str| Files::of([("javno.js".to_owned(), Bytes::from(text.to_owned()))]);
    let (first, second) = (file("first()"), file("second()"));
    let storage = &town.app.storage;
    let path = |files: &Files| format!("/w/{}/javno.js", files.release());
    keep(storage, &first).await.expect("it is kept");
    assert_eq!(town.get(&path(&first)).await.text(), "first()");
    assert_eq!(town.get(&path(&second)).await.status, 404);
    // Another server of the same store is updated before this one.
    keep(storage, &second).await.expect("it is kept");
    assert_eq!(
        town.get(&path(&second)).await.status,
        404,
        "who names what there is not does not make the store be asked"
    );
    town.clock.advance(TimeDelta::seconds(10));
    assert_eq!(town.get(&path(&second)).await.text(), "second()");
    assert_eq!(town.get(&path(&first)).await.text(), "first()");
}

#[tokio::test]
async fn whoever_serves_keeps_what_he_serves() {
    let mut served = Served::app(|_| {}).await;
    let app = served.app.take().expect("an application");
    let kept = async {
        while app.storage.kept(Shelf::Releases, app.files.release()).await.is_err() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    soon("the release is kept", kept).await;
    drop(app);
    served.end().await;
}
