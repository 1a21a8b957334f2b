//! What does not work is said as its reader reads, in a page where a person asked: too much, a lost file, a full house.

use std::time::Duration;

use entities::Locale;
use javno::rate::RateLimits;
use serde_json::json;
use tests::{Answer, Town};

const READS: &str = "{ municipalities { nodes { slug } } }";
const PAGE: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
/// A browser's languages, and what its reader finds in the page.
const READERS: [(&str, &str, &str); 3] = [
    ("hr-HR,hr;q=0.9,en;q=0.8", "hr", "Stranica nije pronađena."),
    ("sr-Cyrl-BA,en;q=0.5", "sr-Cyrl", "Страница није пронађена."),
    ("en-US,en;q=0.9", "sr-Latn", "Stranica nije pronađena."),
];

fn speaks(answer: &Answer, lang: &str, words: &str, what: &str) {
    let text = answer.text();
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{what}: {text}");
    assert_eq!(answer.header("content-language"), lang, "{what}");
    assert!(text.contains(&format!("<html lang=\"{lang}\">")) && text.contains(words), "{what}: {text}");
    // It can be read in another language, too.
    for tag in Locale::ALL.map(Locale::tag) {
        let now = if tag == lang { " aria-current=\"true\"" } else { "" };
        let way = format!("<a href=\"?lang={tag}\" lang=\"{tag}\" hreflang=\"{tag}\"{now}>");
        assert_eq!(text.matches(&way).count(), 1, "{what}: {way} in {text}");
    }
    let home = if lang == "sr-Latn" { "/".to_owned() } else { format!("/?lang={lang}") };
    assert_eq!(text.matches(&format!("href=\"{home}\"")).count(), 2, "{what}: {text}");
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_so_in_his_own_words() {
    let limits = RateLimits { requests_per_minute: 1, ..RateLimits::default() };
    let town = Town::configured(|config| config.rate = limits).await;
    assert_eq!(town.get("/").await.status, 200);
    for (accepted, lang, words) in
        [("hr", "hr", "Pokušajte ponovno za minutu."), ("sr-Cyrl", "sr-Cyrl", "Покушајте поново за минут.")]
    {
        let told = town.get_with("/trebinje/pozivi", &[PAGE, ("accept-language", accepted)]).await;
        assert_eq!(told.status, 429);
        speaks(&told, lang, words, accepted);
        // What was chosen on a page holds.
        let told = town.get_with("/trebinje/pozivi?lang=en", &[PAGE, ("accept-language", accepted)]).await;
        speaks(&told, "en", "Try again in a minute.", accepted);
    }
}

#[tokio::test]
async fn what_is_not_there_is_missing_in_the_words_of_whoever_asks() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    for (accepted, lang, words) in READERS {
        for path in [
            "/files/fil_01jd0000000000000000000000/smjernice.pdf",
            "/files/nema/smjernice.pdf",
            "/files/comments/com_01jd0000000000000000000000/00ff/slika.png",
            "/trebinje/pozivi/call_01jd0000000000000000000000/rezultati.csv",
            "/Trebinje",
            "/studio/nema",
        ] {
            let missing = town.get_with(path, &[PAGE, ("accept-language", accepted)]).await;
            assert_eq!(missing.status, 404, "{path}");
            speaks(&missing, lang, words, path);
        }
    }
}

#[tokio::test]
async fn when_all_places_are_taken_a_person_gets_a_page_and_a_program_an_error() {
    let town = Town::configured(|config| config.in_flight = 2).await;
    town.expecting_errors();
    let held = town.hold_the_readers().await;
    let body = json!({ "query": READS });
    let busy = async {
        // The two before have taken their places by now.
        tokio::time::sleep(Duration::from_millis(50)).await;
        for (accepted, lang, words) in
            [("hr", "hr", "Poslužitelj je sada zauzet."), ("sr-Cyrl", "sr-Cyrl", "Сервер је сада заузет.")]
        {
            let told = town.get_with("/trebinje/pozivi", &[PAGE, ("accept-language", accepted)]).await;
            assert_eq!((told.status.as_u16(), told.header("retry-after")), (503, "1"));
            assert_eq!(told.header("cache-control"), "no-store");
            speaks(&told, lang, words, accepted);
        }
        let program = town.get_with("/trebinje/pozivi.json", &[("accept", "application/json")]).await;
        assert_eq!(program.json()["errors"][0]["extensions"]["code"], "UNAVAILABLE");
        drop(held);
    };
    tokio::join!(town.post(&body), town.get("/"), busy);
}
