//! The studio: for every site a way, filled in; nothing of it can be anything but what was meant.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use entities::Locale;
use javno::locale::messages::Messages;
use sha2::{Digest as _, Sha256, Sha384};
use tests::{Town, instant};

/// A page of the studio as its reader has it.
async fn page(town: &Town, path: &str) -> String {
    let answer = town.get(path).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
    answer.text()
}

/// What stands between the first two marks.
fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    text.split(open).nth(1).and_then(|rest| rest.split(close).next()).unwrap_or_default()
}

#[tokio::test]
async fn every_site_in_every_language_is_told_all_that_it_has_to_do() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    for lang in ["sr-Latn", "sr-Cyrl", "bs", "hr", "en"] {
        for cms in ["wordpress", "joomla", "drupal", "dnn", "builder", "files", "other"] {
            for template in ["da", "ne"] {
                let query = format!("?lang={lang}&pozivi=da&organizacije=da&cms={cms}&predlozak={template}&pismo=hr");
                let studio = page(&town, &format!("/studio{query}")).await;
                let advice = studio.split("id=\"savjet\"").nth(1).expect("advice");
                assert!(advice.contains("https://javno.example/trebinje/pozivi"), "{query}");
                assert!(advice.contains("https://javno.example/trebinje/organizacije"), "{query}");
                assert!(!advice.contains("/trebinje/rasprave"), "{query}: not asked for");
                // Each way that is not the advised one can be opened and copied.
                let (advised, others) = advice.split_once("id=\"nacini\"").expect("the other ways");
                for (way, copied) in [
                    ("studio.wayPlugin", "/studio/javno-wordpress.zip"),
                    ("studio.wayAddress", "<code>https://javno.example/trebinje/pozivi?lang=hr</code>"),
                    ("studio.wayElement", "&lt;javno-open-calls "),
                    ("studio.wayBox", "&lt;div data-javno="),
                    ("studio.wayLink", "?embed=open-calls"),
                    ("studio.wayFrame", "addEventListener("),
                    ("studio.wayPlain", "&lt;a href=&quot;https://javno.example/trebinje/pozivi?lang=hr&quot;"),
                ] {
                    let name = Messages::of(Locale::from_tag(lang).expect("a locale")).say(way);
                    let opened = others.split(&format!("<summary>{name}</summary>")).nth(1);
                    let here = advised.contains(&format!(": {name}</h2>"));
                    assert_eq!(opened.is_some(), !here, "{query}: {way} stands once");
                    let shown = opened.map_or(advised, |rest| rest);
                    assert!(shown.contains(copied), "{query}: {way} without {copied}");
                }
                let sheet = page(&town, &format!("/studio/list{query}")).await;
                assert!(
                    sheet.contains("https://javno.example/trebinje/pozivi"),
                    "{query}: paper says what to paste, too"
                );
                for made in [&studio, &sheet] {
                    assert!(!made.contains(">studio."), "{query}: a sentence is missing");
                    assert!(!made.contains("{ratio}") && !made.contains("{colour}"), "{query}: a gap is left");
                }
            }
        }
    }
}

/// What a webmaster may do, and what he copies then: all but the script, which says nothing, and the other ways.
async fn advised(town: &Town, query: &str) -> String {
    let studio = page(town, &format!("/studio?{query}")).await;
    between(&studio, "id=\"savjet\"", "id=\"nacini\"").to_owned()
}

#[tokio::test]
async fn a_link_that_no_script_makes_more_of_says_what_is_behind_it_in_every_language() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    for (chosen, calls, directory) in [
        ("lat", "Javni pozivi, Trebinje: šta je otvoreno", "Organizacije, Trebinje: ko su"),
        ("cir", "Јавни позиви, Требиње: шта је отворено", "Организације, Требиње: ко су"),
        ("bs", "Javni pozivi, Trebinje: šta je otvoreno", "Organizacije, Trebinje: ko su"),
        ("hr", "Javni pozivi, Trebinje: što je otvoreno", "Organizacije, Trebinje: tko su"),
        ("en", "Open calls, Trebinje: what is open", "Organisations, Trebinje: who they are"),
        // As the page, of which only its municipality is known.
        ("stranica", "Javni pozivi, Trebinje: šta je otvoreno", "Organizacije, Trebinje: ko su"),
    ] {
        for cms in ["joomla", "drupal", "builder", "files"] {
            for template in ["da", "ne"] {
                let query = format!("lang=en&pozivi=da&organizacije=da&cms={cms}&predlozak={template}&pismo={chosen}");
                let advice = advised(&town, &query).await;
                assert!(advice.contains(calls) && advice.contains(directory), "{query}: {advice}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_pasted_speaks_as_its_page_does_unless_another_language_is_chosen() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    let copied = |advice: &str| {
        let blocks = advice.split("<pre").skip(1).filter_map(|rest| rest.split("</pre>").next());
        blocks.collect::<String>()
    };
    for cms in ["wordpress", "joomla", "drupal", "builder", "files"] {
        let first = copied(&advised(&town, &format!("cms={cms}")).await);
        assert!(!first.contains("lang="), "{cms}: nobody has chosen one: {first}");
    }
    for (cms, said) in [
        ("wordpress", "/trebinje/pozivi?lang=en"),
        ("wordpress&predlozak=ne", "/trebinje/pozivi?lang=en"),
        ("drupal&predlozak=ne", "/trebinje/pozivi?lang=en"),
        ("joomla", "data-lang=&quot;en&quot;"),
        ("drupal", "embed=open-calls&amp;amp;lang=en"),
        ("builder", "?lang=en&amp;amp;frame=1"),
        ("files", " lang=&quot;en&quot;"),
    ] {
        let chosen = copied(&advised(&town, &format!("cms={cms}&pismo=en")).await);
        assert!(chosen.contains(said), "{cms}: {chosen}");
    }
}

#[tokio::test]
async fn who_is_given_a_frame_is_told_what_his_policy_needs_and_on_which_sites_it_shows() {
    let town = Town::new().await;
    town.municipality_like("trebinje", |new| {
        new.website = Some("https://trebinje.example/pocetna".into());
        new.allowed_origins = entities::Words(vec!["https://grad.example".into()]);
    })
    .await;
    for (query, needs) in [
        ("cms=builder", "frame-src https://javno.example"),
        ("cms=wordpress&predlozak=ne", "frame-src https://javno.example"),
        ("cms=joomla&rasprave=da", "script-src https://javno.example; connect-src https://javno.example"),
        ("cms=wordpress&rasprave=da", "script-src https://javno.example; connect-src https://javno.example"),
    ] {
        let advice = advised(&town, &format!("lang=en&{query}")).await;
        assert!(advice.contains(needs), "{query}: {advice}");
        assert!(advice.contains("https://grad.example, https://trebinje.example"), "{query}: {advice}");
        for how in ["javno municipality set trebinje --origin", "href=\"https://javno.example/desk/trebinje/opstina\""]
        {
            assert!(advice.contains(how), "{query}: {how}: {advice}");
        }
        assert!(advice.contains("height: 760px") || query.ends_with("=ne"), "{query}: {advice}");
    }
    // What only reads may be read on any site.
    let advice = advised(&town, "lang=en&cms=joomla&pozivi=da").await;
    assert!(!advice.contains("javno municipality set"), "{advice}");
    // Whoever is left with a link may try a frame, if his editor keeps it; of that he is told the same.
    for cms in ["joomla", "drupal", "dnn", "other"] {
        let advice = advised(&town, &format!("lang=en&pozivi=da&cms={cms}&predlozak=ne")).await;
        assert!(
            advice.contains("sandbox=") && advice.contains("https://grad.example, https://trebinje.example"),
            "{advice}"
        );
    }
    let nowhere = Town::new().await;
    nowhere.municipality_like("trebinje", |new| new.website = None).await;
    let advice = advised(&nowhere, "lang=en&cms=builder").await;
    assert!(advice.contains("Trebinje has no site on this server"), "{advice}");
}

#[tokio::test]
async fn a_server_without_municipalities_has_a_studio_too() {
    let town = Town::new().await;
    page(&town, "/studio").await;
    page(&town, "/studio/pregled").await;
}

#[tokio::test]
async fn whoever_has_chosen_no_municipality_sees_one_that_has_an_open_call() {
    let town = Town::new().await;
    let bijeljina = town.municipality("bijeljina").await;
    let first = page(&town, "/studio/pregled").await;
    assert!(first.contains("/bijeljina/pozivi"), "where nothing is open anywhere, whichever comes first: {first}");
    let trebinje = town.municipality("trebinje").await;
    town.call(&bijeljina, |new| new.call.deadline_at = Some(instant("2026-11-20T10:00:00Z"))).await;
    town.call(&trebinje, |_| {}).await;
    town.statements();
    let shown = page(&town, "/studio/pregled").await;
    assert!(shown.contains("/trebinje/pozivi") && !shown.contains("/bijeljina/"), "{shown}");
    assert_eq!(town.statements().len(), 2, "the municipalities, and one call");
    let chosen = page(&town, "/studio/pregled?opstina=bijeljina").await;
    assert!(chosen.contains("/bijeljina/pozivi"), "{chosen}");
}

#[tokio::test]
async fn the_preview_may_load_nothing_but_ours_and_is_styled_by_nothing_but_colours() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    let answer =
        town.get("/studio/pregled?boja=%23aa2200&slova=%3C/style%3E%3Cscript%3E&pozadina=url(//x.example)").await;
    let (policy, text) = (answer.header("content-security-policy").to_owned(), answer.text());
    let style = between(&text, "<style>", "</style>");
    assert!(style.contains("--javno-accent: #aa2200"), "{style}");
    assert!(style.contains("background:#ffffff"), "what is no colour is as if not typed: {style}");
    let hash = STANDARD.encode(Sha256::digest(style));
    assert!(policy.contains(&format!("style-src 'sha256-{hash}'")), "{policy}");
    assert!(policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(text.contains("/trebinje/pozivi?embed=open-calls"), "{text}");
}

#[tokio::test]
async fn one_release_is_kept_for_ever_and_is_what_its_digest_says() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    let studio = page(&town, "/studio?cms=files").await;
    let line = between(&studio, "/w/1-", "&gt;");
    let release = line.split('/').next().expect("a release");
    let integrity = between(line, "integrity=&quot;", "&quot;");
    let script = town.get(&format!("/w/1-{release}/javno.js")).await;
    assert_eq!(script.status, 200);
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(integrity, format!("sha384-{}", STANDARD.encode(Sha384::digest(script.text()))));
    assert_eq!(town.get("/w/1-0000000000/javno.js").await.status, 404);
    assert_eq!(town.get(&format!("/w/1-{release}/desk/desk.js")).await.status, 404, "the desk is for no host");
}

#[tokio::test]
async fn the_plugin_is_a_zip_with_one_folder() {
    let town = Town::new().await;
    let answer = town.get("/studio/javno-wordpress.zip").await;
    assert_eq!(answer.header("content-type"), "application/zip");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"javno-wordpress.zip\"");
    let archive = rawzip::ZipArchive::from_slice(&answer.bytes).expect("a ZIP");
    let mut entries = archive.entries();
    let mut names = Vec::new();
    while let Some(entry) = entries.next_entry().expect("an entry") {
        names.push(entry.file_path().try_normalize().expect("a path").as_ref().to_owned());
    }
    assert!(names.iter().all(|name| name.starts_with("javno/")), "{names:?}");
    assert!(
        names.contains(&"javno/javno.php".to_owned()) && names.contains(&"javno/block.json".to_owned()),
        "{names:?}"
    );
}

#[tokio::test]
async fn what_is_copied_tells_a_page_that_names_no_language_what_its_municipality_speaks() {
    let town = Town::new().await;
    town.municipality_like("tesanj", |row| row.default_locale = Locale::Bs).await;
    town.municipality_like("vinkovci", |row| row.default_locale = Locale::Hr).await;
    town.municipality("trebinje").await;
    for (slug, usual) in [("tesanj", Some("bs")), ("vinkovci", Some("hr")), ("trebinje", None)] {
        for (cms, before) in
            [("files", " usual-lang=&quot;"), ("joomla", " data-usual-lang=&quot;"), ("drupal", "usual-lang=")]
        {
            let advice = advised(&town, &format!("opstina={slug}&pozivi=da&cms={cms}")).await;
            let hint = usual.map(|lang| format!("{before}{lang}"));
            let told = hint.map_or(!advice.contains("usual-lang"), |hint| advice.contains(&hint));
            assert!(told, "{slug} {cms}: {advice}");
            let chosen = advised(&town, &format!("opstina={slug}&pozivi=da&cms={cms}&pismo=cir")).await;
            assert!(!chosen.contains("usual-lang"), "{slug} {cms}: what was chosen holds");
        }
    }
}

#[tokio::test]
async fn the_last_of_many_municipalities_is_known_as_well_as_the_first() {
    let town = Town::new().await;
    // One more than a page of a list has rows.
    for number in 0..=100 {
        town.municipality(&format!("opstina-{number:03}")).await;
    }
    let studio = page(&town, "/studio?opstina=opstina-100&pozivi=da&cms=other&predlozak=da").await;
    let advice = studio.split("id=\"savjet\"").nth(1).expect("advice");
    assert!(advice.contains("https://javno.example/opstina-100/pozivi"), "its own");
    assert!(!advice.contains("https://javno.example/opstina-000/pozivi"), "and no other's");
    let check = studio.split("id=\"provjera\"").nth(1).expect("the check");
    assert!(check.contains("https://opstina-100.example"), "its page is what can be checked: {check}");
    assert_eq!(studio.matches("<option value=\"opstina-").count(), 101, "each can be chosen");
    let front = page(&town, "/").await;
    for slug in ["opstina-000", "opstina-100"] {
        assert!(front.contains(&format!("<a href=\"/{slug}/pozivi\">")), "{slug} stands on the front page");
    }
}
