//! The doctor at the console knows what the server knows, and makes none where there is none.

use std::sync::Arc;

use javno::clock::SystemClock;
use javno::config::{Config, DatabaseUrl};
use javno::doctor::{NoDiagnosis, server};

#[tokio::test]
async fn where_no_server_is_the_doctor_says_so_and_makes_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("javno.sqlite");
    let database_url = DatabaseUrl(format!("sqlite://{}", file.display()));
    let config = || Config { database_url: database_url.clone(), ..Config::default() };
    let none = server(config(), Arc::new(SystemClock)).await.map(|_| ()).expect_err("there is none");
    assert!(matches!(&none, NoDiagnosis::NoServer(missing) if *missing == file), "{none:?}");
    assert!(none.to_string().contains("javno.toml"), "it says what to do: {none}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0, "nothing was made");

    javno::app::App::start(config(), Arc::new(SystemClock), None)
        .await
        .expect("a server")
        .close()
        .await
        .expect("it stops");
    let app = server(config(), Arc::new(SystemClock)).await.expect("its database is there");
    app.close().await.expect("it stops");
}
