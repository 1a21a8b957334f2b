//! Text search is blind to script, capitals, diacritics, dialect and look-alike letters.

use entities::{Locale, LocalisedText, Words};
use serde_json::json;
use tests::Town;
use tests::given::{a_call, cyrillic, latin};

use crate::calls::titles;

async fn a_shelf() -> Town {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let titles = [
        latin("Zaštita životne sredine"),
        cyrillic("Чиста животна средина"),
        latin("Rješenje o dodjeli sredstava"),
        cyrillic("Грађани бирају"),
        latin("Đaci pješače 50 % puta_do škole"),
        // As a machine spoils it: a Latin `o` inside a Cyrillic word.
        cyrillic("Прoљећни кoнцерт"),
    ];
    let mut calls = titles.map(|title| {
        let mut new = a_call(&trebinje);
        new.call.title = title;
        new
    });
    calls[5].call.summary = Some(LocalisedText::new(Locale::En, "Spring concert").with(Locale::SrLatn, "Muzika"));
    calls[5].call.areas_as_written = Words(vec!["култура".into()]);
    town.calls(calls).await;
    town
}

#[tokio::test]
async fn every_spelling_finds_the_same_calls() {
    let town = a_shelf().await;
    let query = r#"query ($text: String!) {
        openCalls(filter: { text: $text }, locale: "sr-Latn") { nodes { title { text } } phaseCounts { open } }
    }"#;
    let mut table = String::new();
    for spellings in [
        &["životn", "zivotn", "Животн", "ЖИВОТН", "živoтn"][..],
        &["zivotna sred", "sredina životna", "ЖИВОТНА СРЕД"],
        &["rješenje", "resenje", "rešenje", "рјешење", "Решење", "rješ", "rj", "rje"],
        &["građani", "gradjani", "gradani", "ГРАЂАНИ", "gradj", "грађ"],
        &["pješače", "pesace", "đaci pješ", "djaci"],
        &["proljećni", "prolećni", "пролећни", "koncert", "concert", "muzika", "kultura"],
        &["50 %", "50", "puta do"],
        &["ivotna", "%", "_", "' OR 1=1 --", "nema ga"],
        &["", "   ", "—"],
    ] {
        for text in spellings {
            let data = town.data(query, json!({ "text": text })).await;
            let found = titles(&data);
            assert_eq!(data["openCalls"]["phaseCounts"]["open"], json!(found.len()), "the count of {text}");
            let found = if found.is_empty() { "(none)".into() } else { found.join(" | ") };
            table += &format!("{text}: {found}\n");
        }
        table += "\n";
    }
    insta::assert_snapshot!(table, @"
    životn: Zaštita životne sredine | Čista životna sredina
    zivotn: Zaštita životne sredine | Čista životna sredina
    Животн: Zaštita životne sredine | Čista životna sredina
    ЖИВОТН: Zaštita životne sredine | Čista životna sredina
    živoтn: Zaštita životne sredine | Čista životna sredina

    zivotna sred: Čista životna sredina
    sredina životna: Čista životna sredina
    ЖИВОТНА СРЕД: Čista životna sredina

    rješenje: Rješenje o dodjeli sredstava
    resenje: Rješenje o dodjeli sredstava
    rešenje: Rješenje o dodjeli sredstava
    рјешење: Rješenje o dodjeli sredstava
    Решење: Rješenje o dodjeli sredstava
    rješ: Rješenje o dodjeli sredstava
    rj: Rješenje o dodjeli sredstava
    rje: Rješenje o dodjeli sredstava

    građani: Građani biraju
    gradjani: Građani biraju
    gradani: Građani biraju
    ГРАЂАНИ: Građani biraju
    gradj: Građani biraju
    грађ: Građani biraju

    pješače: Đaci pješače 50 % puta_do škole
    pesace: Đaci pješače 50 % puta_do škole
    đaci pješ: Đaci pješače 50 % puta_do škole
    djaci: Đaci pješače 50 % puta_do škole

    proljećni: Proljećni koncert
    prolećni: Proljećni koncert
    пролећни: Proljećni koncert
    koncert: Proljećni koncert
    concert: Proljećni koncert
    muzika: Proljećni koncert
    kultura: Proljećni koncert

    50 %: Đaci pješače 50 % puta_do škole
    50: Đaci pješače 50 % puta_do škole
    puta do: Đaci pješače 50 % puta_do škole

    ivotna: (none)
    %: Zaštita životne sredine | Čista životna sredina | Rješenje o dodjeli sredstava | Građani biraju | Đaci pješače 50 % puta_do škole | Proljećni koncert
    _: Zaštita životne sredine | Čista životna sredina | Rješenje o dodjeli sredstava | Građani biraju | Đaci pješače 50 % puta_do škole | Proljećni koncert
    ' OR 1=1 --: (none)
    nema ga: (none)

    : Zaštita životne sredine | Čista životna sredina | Rješenje o dodjeli sredstava | Građani biraju | Đaci pješače 50 % puta_do škole | Proljećni koncert
       : Zaštita životne sredine | Čista životna sredina | Rješenje o dodjeli sredstava | Građani biraju | Đaci pješače 50 % puta_do škole | Proljećni koncert
    —: Zaštita životne sredine | Čista životna sredina | Rješenje o dodjeli sredstava | Građani biraju | Đaci pješače 50 % puta_do škole | Proljećni koncert
    ");
}

#[tokio::test]
async fn municipalities_are_found_by_the_beginning_of_their_name() {
    let town = Town::new().await;
    for slug in ["banja-luka", "trebinje", "teslic"] {
        town.municipality(slug).await;
    }
    let query = "query ($text: String!) { municipalities(filter: { text: $text }) { nodes { slug } } }";
    let mut table = String::new();
    for text in ["Бања", "banja l", "luka", "TREB", "teslić", "теслић", "t", "x"] {
        let data = town.data(query, json!({ "text": text })).await;
        let nodes = data["municipalities"]["nodes"].as_array().expect("municipalities");
        let slugs: Vec<_> = nodes.iter().filter_map(|node| node["slug"].as_str()).collect();
        let found = if slugs.is_empty() { "(none)".into() } else { slugs.join(", ") };
        table += &format!("{text}: {found}\n");
    }
    insta::assert_snapshot!(table, @"
    Бања: banja-luka
    banja l: banja-luka
    luka: banja-luka
    TREB: trebinje
    teslić: teslic
    теслић: teslic
    t: teslic, trebinje
    x: (none)
    ");
}
