//! Who reads a report, when and where, and what reading it takes.

use insta::assert_snapshot;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};

use crate::report::Hall;

#[tokio::test]
async fn nobody_reads_a_report_before_it_is_made_but_whoever_makes_it() {
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    hall.paper(&moderator, json!({ "text": "Још без одговора." })).await;
    let neighbour = hall.town.municipality("teslic").await;
    let stranger = hall.town.official(&neighbour, &[entities::Role::Moderator]).await;
    let editor = hall.town.official(&hall.owner, &[entities::Role::Editor]).await;
    for ending in ["", ".csv", "-brojevi.csv", ".json", ".pdf"] {
        assert_eq!(hall.town.get(&hall.form(ending)).await.status, 404, "{ending}");
    }
    let preview = format!("/desk/izvjestaj/{}", hall.of());
    let mut seen = Vec::new();
    for (who, person) in [("moderator", &moderator), ("editor", &editor), ("stranger", &stranger)] {
        let request = person.request(&preview).method("GET").header("sec-fetch-site", "same-origin");
        let answer = hall.town.request(request.body(axum::body::Body::empty()).expect("a request")).await;
        let shown = answer.text().contains("Још без одговора.");
        let badge = answer.text().contains(r#"class="badge""#);
        seen.push(format!("{who}: {} {shown} {badge} {}", answer.status.as_u16(), answer.header("cache-control")));
    }
    seen.push(format!("anyone: {}", hall.town.get(&preview).await.status.as_u16()));
    assert_snapshot!(seen.join("\n"), @"
    moderator: 200 true true no-store
    editor: 403 false false no-store
    stranger: 404 false false no-store
    anyone: 401
    ");
}

#[tokio::test]
async fn a_report_is_read_under_the_address_of_its_municipality_alone() {
    let hall = Hall::told().await;
    hall.town.municipality("teslic").await;
    for ending in ["", ".csv", "-brojevi.csv", ".json", ".pdf"] {
        let here = hall.form(ending);
        assert_eq!(hall.town.get(&here).await.status, 200, "{ending}");
        assert_eq!(hall.town.get(&here.replace("trebinje", "teslic")).await.status, 404, "{ending}");
    }
}

#[tokio::test]
async fn nothing_private_is_in_any_form() {
    let hall = Hall::told().await;
    let moderator = hall.moderator().await;
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    let id = whole["comments"][1]["id"].as_str().expect("an id").to_owned();
    hall.make(&id, |row| {
        row.email = Set(Some("kanarinac@adresa.example".into()));
        row.code = Set("kanarinac-code".into());
        row.search_text = Set("kanarinac-search".into());
        row.signals = Set(entities::Signals(vec![entities::Signal::Honeypot]));
    })
    .await;
    drop(moderator);
    for ending in ["", ".csv", ".json", "-sifrarnik.csv", "-brojevi.csv"] {
        let text = hall.read(ending).await.to_lowercase();
        for secret in ["kanarinac", "honeypot", "tajno", "tajni"] {
            assert!(!text.contains(secret), "{secret} in {ending}");
        }
    }
}

#[tokio::test]
async fn every_two_hundred_comments_are_read_by_two_statements() {
    let hall = Hall::told().await;
    let mut comments: usize = 3;
    for more in [0, 190, 400] {
        hall.crowd(more).await;
        comments += more;
        for ending in ["", ".csv", ".json"] {
            hall.town.statements();
            hall.read(ending).await;
            let statements = hall.town.statements();
            assert_eq!(statements.len(), 12 + 2 * comments.div_ceil(200), "{comments} {ending}: {statements:#?}");
        }
    }
}

#[tokio::test]
async fn whoever_reads_long_leaves_readers_of_the_database_to_others() {
    let hall = Hall::told().await;
    let app = &hall.town.app;
    let turns = (app.long_reads.turn().await.expect("a turn"), app.long_reads.turn().await.expect("another"));
    let log = format!("/log/{}.ndjson", hall.of());
    let (csv, pdf) = (hall.form(".csv"), hall.form(".pdf"));
    let long = async { tokio::join!(hall.town.get(&log), hall.town.get(&csv), hall.town.get(&pdf)) };
    let mut long = std::pin::pin!(long);
    let page = tokio::select! {
        biased;
        _ = &mut long => panic!("none of them waited for its turn"),
        page = hall.town.get("/trebinje/rasprave") => page,
    };
    assert_eq!(page.status, 200);
    drop(turns);
    let (log, csv, pdf) = long.await;
    assert_eq!((log.status.as_u16(), csv.status.as_u16(), pdf.status.as_u16()), (200, 200, 200));
}

#[tokio::test]
async fn a_workbook_of_open_data_waits_for_its_turn() {
    let hall = Hall::told().await;
    let app = &hall.town.app;
    let turns = (app.long_reads.turn().await.expect("a turn"), app.long_reads.turn().await.expect("another"));
    let books = ["/data/grants.xlsx", "/data/trebinje/grants.xlsx", "/data/trebinje/organisations.xlsx"];
    for book in books {
        let early = tokio::time::timeout(std::time::Duration::from_millis(300), hall.town.get(book)).await;
        assert!(early.is_err(), "{book}");
    }
    assert_eq!(
        hall.town.get("/data/trebinje/organisations.csv").await.status,
        200,
        "what is sent as it is read does not"
    );
    drop(turns);
    for book in books {
        assert_eq!(hall.town.get(book).await.status, 200, "{book}");
    }
}

#[tokio::test]
async fn a_report_of_two_thousand_comments_is_whole_in_every_form() {
    let hall = Hall::told().await;
    hall.crowd(2_000).await;
    let page = hall.read("").await;
    assert_eq!(page.matches("class=\"said").count(), 2_003);
    assert!(page.len() > 2_000_000 && page.ends_with("</html>"));
    let table = hall.read(".csv").await;
    assert_eq!(table.matches("com_").count(), 2_003 + 1, "each, and once as what is replied to");
    let whole: Value = serde_json::from_str(&hall.read(".json").await).expect("JSON");
    let numbers = whole["comments"].as_array().expect("comments").iter().map(|one| one["number"].as_u64());
    assert!(numbers.eq((1..=2_003).map(Some)), "every one in its place");
    // Of this many no PDF has all, and the reader is told.
    let pdf = hall.town.get(&hall.form(".pdf?lang=sr-Latn")).await;
    assert_eq!(pdf.status, 200);
    let text = pdf_extract::extract_text_from_mem(&pdf.bytes).expect("text in a PDF");
    assert!(text.contains("Dio 1 od 3") && text.contains("komentari 2001–2003"), "{text}");
    for (volume, said) in [("", "Dio 1 od 3"), ("?svezak=2", "Dio 2 od 3: komentari 1–2000")] {
        let link = format!("href=\"{}\">{said}</a>", hall.form(&format!(".pdf{volume}")));
        assert!(page.contains(&link), "{link}");
    }
}
