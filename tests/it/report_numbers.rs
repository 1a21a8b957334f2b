//! What was counted of a consultation, as a table beside that of its comments.

use crate::report::Hall;

#[tokio::test]
async fn numbers_and_sessions_are_a_table_of_their_own() {
    let hall = Hall::told().await;
    let page = hall.read("?lang=en").await;
    assert!(page.contains("/izvjestaj-brojevi.csv?lang=en\">Numbers and sessions (CSV)"), "{page}");
    let answer = hall.town.get(&hall.form("-brojevi.csv?lang=sr-Cyrl")).await;
    let headers = ["content-type", "content-disposition"].map(|name| answer.header(name));
    assert_eq!(headers, ["text/csv; charset=utf-8", "attachment; filename=\"izvjestaj-brojevi.csv\""]);
    let text = answer.text();
    assert!(text.starts_with('\u{feff}'), "Excel needs to be told");
    assert_eq!(text.lines().next(), Some("\u{feff}одјељак;податак;број"));
    for line in [
        "Примљено коментара;на папиру или поштом;3",
        "Примљено коментара;укупно;4",
        "Шта је било са примљеним;одбијено: увреда;1",
        "Сједнице;присутно укупно;34",
    ] {
        assert!(text.lines().any(|one| one == line), "{line}: {text}");
    }
    let last = "Сједнице;3. 12. 2026. у 17.00 часова · Велика сала · Мјесне заједнице;34\r\n";
    assert!(text.ends_with(last), "{text}");
}
