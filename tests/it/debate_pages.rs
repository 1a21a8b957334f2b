//! Pages of consultations, as whoever has no script reads them.

use entities::Moderation;
use serde_json::{Value, json};
use tests::Town;
use tests::given::{cyrillic, latin, with_an_act, with_everything};
use tests::instant;

use crate::comments::{ANSWER, Square};

/// A page without its tags, one line for each piece of text.
fn words(page: &str) -> String {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a main part");
    let main = main.split_once('>').map_or("", |(_, rest)| rest);
    let mut text = String::new();
    let mut inside = false;
    for letter in main.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push('\n');
            }
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The levels of a page's headings, in their order.
fn levels(page: &str) -> Vec<u32> {
    page.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect()
}

#[tokio::test]
async fn a_consultation_with_its_act_in_both_scripts() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let before =
        "I OPŠTE ODREDBE\nČlan 1.\nUređuje se red u gradu.\nČlan 2.\n(1) Ovo važi za sve.\n(2) Ono važi za neke.";
    let now = before.replace("za neke", "za djecu");
    let row = town
        .consultation(&trebinje, |given| {
            with_everything(given);
            with_an_act(given, &[before, &now]);
        })
        .await;
    let page = town.get(&format!("/trebinje/rasprava/{}", row.id)).await;
    assert_eq!(page.status, 200);
    insta::assert_snapshot!(words(&page.text()), @"
    ← Sve rasprave
    Javna rasprava o Nacrtu odluke
    U toku
    javna rasprava
    Objavljeno 20. 11. 2026.
    Izmijenjeno 24. 11. 2026.:
    šta je promijenjeno
    još 14 dana
    do kraja dana 8. 12. 2026.
    Riječi
    Dodaj u kalendar
    · Pratite:
    Atom
    RSS
    JSON Feed
    Primjedbe do
    8. 12. 2026.
    Nadležni organ
    Riječi
    Riječi
    Gdje i kada se raspravlja
    27. 11. 2026. u 17.00 časova
    ·
    Velika sala
    Građani
    Zapisnik
    Kako poslati primjedbu
    Na šalteru
    :
    Šalter sala
    Komentar na internetu ne zamjenjuje primjedbu poslatu na jedan od ovih načina.
    Riječi
    Dokumenti
    Nacrt
    nacrt · PDF, 1 kB
    Obrazloženje
    obrazloženje · PDF, 1 kB
    Nacrt odluke
    Verzija 2, objavljena 24. 11. 2026.
    Ranije verzije:
    Verzija 1, objavljena 24. 11. 2026.
    Šta je drugačije nego u verziji 1
    Član 2.
    (2)
    Ono važi za
    neke.
    djecu.
    izmijenjeno
    I
    OPŠTE ODREDBE
    Član 1.
    Komentariši
    Uređuje se red u gradu.
    Član 2.
    Komentariši
    (1) Ovo važi za sve.
    (2) Ono važi za djecu.
    Svi komentari
    Komentariši
    Šta se objavljuje i čuva
    Zapisnik rasprave
    : svaki komentar, odluka i odgovor, redom kako su upisani.
    Preuzmite ga (NDJSON)
    ·
    ključ kojim je potpisan
    Kontakt
    Riječi
    Pravni osnov
    Riječi
    Šta je promijenjeno
    Opis
    ranije: Ranije riječi
    sada: Riječi
    Ispravka
    22. 11. 2026.
    Dokumenti
    ranije: Nacrt odluke (1)
    sada: Nacrt odluke (2)
    24. 11. 2026.
    Izvor:
    https://trebinje.example/rasprava
    ");
    let cyrillic = town.get(&format!("/trebinje/rasprava/{}?lang=sr-Cyrl", row.id)).await.text();
    for said in ["I ОПШТЕ ОДРЕДБЕ", "Члан 1.", "(1) Ово важи за све.", "Гдје и када се расправља", "На шалтеру"]
    {
        assert!(
            cyrillic.contains(said) || words(&cyrillic).replace('\n', " ").contains(said),
            "{said}\n{}",
            words(&cyrillic)
        );
    }
    // Every article has an address, and the table of contents leads to it.
    let text = page.text();
    assert!(text.contains("<section class=\"act\" id=\"act_"), "a widget leads to what is different in an act: {text}");
    let data = town
        .data(
            "query ($id: ID!) { consultation(id: $id) { page acts { current { anchors { key kind } } } } }",
            json!({ "id": row.id.to_string() }),
        )
        .await["consultation"]
        .take();
    assert!(data["page"].as_str().is_some_and(|page| page.ends_with(&format!("/trebinje/rasprava/{}", row.id))));
    for anchor in data["acts"][0]["current"]["anchors"].as_array().expect("anchors") {
        let key = anchor["key"].as_str().expect("a key");
        assert!(text.contains(&format!("id=\"{key}\"")), "{key}");
        assert!(anchor["kind"] == "PARAGRAPH" || text.contains(&format!("href=\"#{key}\"")), "{key}");
    }
    let told =
        text.split("ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("structured data");
    let told: Value = serde_json::from_str(told).expect("JSON");
    let event = &told["@graph"][1];
    assert_eq!((&event["@type"], &event["startDate"]), (&json!("Event"), &json!("2026-11-27T17:00:00+01:00")));
    assert_eq!(event["location"]["name"], "Velika sala");
}

#[tokio::test]
async fn how_many_comments_wait_for_an_answer_stands_there_until_none_does() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let page = async || {
        let page = square.town.get(&format!("/trebinje/rasprava/{}?lang=sr-Latn", square.of())).await;
        words(&page.text())
    };
    assert!(!page().await.contains("još nem"), "nobody has said anything");
    square.say("key 1", "Прва примједба.").await;
    square.say("key 2", "Друга примједба.").await;
    let moderator = square.moderator().await;
    let read = square.waiting(&moderator, "PUBLISHED").await;
    for (one, said) in [(0, "2 komentara još nemaju odgovor"), (1, "1 komentar još nema odgovor")] {
        let page = page().await;
        assert!(page.lines().any(|line| line == said), "{said}: {page}");
        moderator.data(ANSWER, json!({ "comments": [read[one]], "reason": "Hvala." })).await;
    }
    let page = page().await;
    assert!(!page.contains("još nem"), "{page}");
}

#[tokio::test]
async fn a_version_before_is_read_by_itself() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let texts = ["Član 1.\nPrvi tekst.", "Član 1.\nDrugi tekst.", "Član 1.\nTreći tekst."];
    let row = town.consultation(&trebinje, |given| with_an_act(given, &texts)).await;
    let (here, elsewhere) = (format!("/trebinje/rasprava/{}", row.id), format!("/teslic/rasprava/{}", row.id));
    town.municipality("teslic").await;
    let page = town.get(&format!("{here}?lang=sr-Cyrl")).await.text();
    let links: Vec<_> = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| link.contains("verzija="))
        .map(|link| link.replace("&amp;", "&"))
        .collect();
    assert_eq!(links.len(), 2, "{page}");
    assert_eq!(
        levels(&page),
        [1, 2, 3, 2, 2],
        "the article stands in no chapter, and beneath it are what was changed and the comments: {page}"
    );
    // The newest of those before comes first; a choice of language stays.
    let second = town.get(&links[0]).await;
    assert_eq!(second.status, 200, "{}", second.text());
    let (head, second) = (second.text(), words(&second.text()));
    assert!(second.contains("Ово је ранија верзија текста. Најновија је верзија 3."), "{second}");
    assert!(second.contains("Верзија 2,") && second.contains("Други текст.") && !second.contains("Трећи"), "{second}");
    assert!(second.contains("Шта је другачије него у верзији 1") && second.contains("Први"), "{second}");
    assert!(!second.contains("Коментариши"), "what is commented is the newest: {second}");
    assert!(head.contains("noindex"));
    assert_eq!(levels(&head), [1, 2, 3]);
    let first = words(&town.get(&links[1]).await.text());
    assert!(first.contains("Први текст.") && !first.contains("Шта је другачије"), "{first}");
    // The newest by itself is no earlier one.
    let data = town
        .data(
            "query ($id: ID!) { consultation(id: $id) { acts { current { id } } } }",
            json!({ "id": row.id.to_string() }),
        )
        .await;
    let newest = data["consultation"]["acts"][0]["current"]["id"].as_str().expect("an id").to_owned();
    let newest = town.get(&format!("{here}?verzija={newest}")).await;
    assert!(newest.text().contains("Treći tekst.") && !newest.text().contains("ranija verzija"));
    let version = links[0].split("verzija=").nth(1).expect("a version");
    assert_eq!(town.get(&format!("{elsewhere}?verzija={version}")).await.status, 404);
    let none = entities::ActVersionId::new();
    assert_eq!(town.get(&format!("{here}?verzija={none}")).await.status, 404);
}

#[tokio::test]
async fn lists_of_a_municipality() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    for (title, opens, closes) in [
        (latin("Otvorena"), None, Some("2026-11-26T10:00:00Z")),
        (cyrillic("Најављена"), Some("2026-12-01T07:00:00Z"), Some("2026-12-20T10:00:00Z")),
        (latin("Završena"), None, Some("2026-10-01T10:00:00Z")),
        (latin("Bez roka"), None, None),
    ] {
        town.consultation(&trebinje, |given| {
            let row = &mut given.new.consultation;
            (row.title, row.opens_at, row.closes_at) = (title, opens.map(instant), closes.map(instant));
        })
        .await;
    }
    let mut told = String::new();
    for choice in ["", "?stanje=najavljene", "?stanje=zavrsene&lang=sr-Cyrl", "?q=nista"] {
        let page = town.get(&format!("/trebinje/rasprave{choice}")).await;
        assert_eq!(page.status, 200);
        told += &format!("{choice}\n{}\n\n", words(&page.text()));
    }
    insta::assert_snapshot!(told, @"

    Javne rasprave
    Otvorene
    1
    Najavljene
    1
    Završene
    2
    Traži
    Otvorena
    javna rasprava
    još 2 dana
    do kraja dana 26. 11. 2026.
    Pretplatite se na kalendar
    · Pratite:
    Atom
    RSS
    JSON Feed

    ?stanje=najavljene
    Javne rasprave
    Otvorene
    1
    Najavljene
    1
    Završene
    2
    Traži
    Najavljena
    javna rasprava
    Najavljena
    Otvara se 1. 12. 2026.
    Pretplatite se na kalendar
    · Pratite:
    Atom
    RSS
    JSON Feed

    ?stanje=zavrsene&lang=sr-Cyrl
    Јавне расправе
    Отворене
    1
    Најављене
    1
    Завршене
    2
    Тражи
    Без рока
    јавна расправа
    Рок није наведен
    Завршена
    јавна расправа
    Расправа је завршена
    1. 10. 2026.
    Претплатите се на календар
    · Пратите:
    Atom
    RSS
    JSON Feed

    ?q=nista
    Javne rasprave
    Otvorene
    0
    Najavljene
    0
    Završene
    0
    Traži
    Nema rezultata. Provjerite riječ ili poništite filtere.
    Poništi filtere
    Pretplatite se na kalendar
    · Pratite:
    Atom
    RSS
    JSON Feed
    ");
    // From one list to the other, and nothing else counts as either.
    let calls = town.get("/trebinje/pozivi").await.text();
    assert!(calls.contains("href=\"/trebinje/rasprave\""), "{calls}");
    assert_eq!(town.get("/trebinje/rasprava/con_01h455vb4pex5vsknk084sn02q").await.status, 404);
    assert_eq!(town.get("/trebinje/rasprava/zzz").await.status, 404);
    assert_eq!(town.get("/nigdje/rasprave").await.status, 404);
}
