//! The directory as plain pages and as open data.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use entities::{InterestKind, OrganisationContent, StatusContent, municipality};
use futures_util::StreamExt as _;
use javno::organisations::intake::columns::list;
use serde_json::Value;
use tests::Town;
use tests::given::{latin, on};
use tests::organisations::known_in_full;

use crate::desk_register::parted;

async fn a_directory() -> (Town, municipality::Model, String) {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let known = town.organisation(&trebinje, known_in_full).await.id.to_string();
    for name in ["Njegoš", "Čaj", "Ljiljan", "Luna"] {
        town.organisation(&trebinje, |content| content.name = Some(latin(name))).await;
    }
    town.organisation(&teslic, |content| content.name = Some(latin("Susjedi"))).await;
    (town, trebinje, known)
}

/// The names on a page, in their order.
fn names(page: &str) -> Vec<String> {
    let items = page.split("data-page=").skip(1);
    let text = |item: &str| {
        let inside = item.split_once('>').map(|(_, rest)| rest.split("</a>").next().unwrap_or_default().to_owned());
        let mut plain = String::new();
        let mut tag = false;
        for letter in inside.unwrap_or_default().chars() {
            match letter {
                '<' => tag = true,
                '>' => tag = false,
                _ if !tag => plain.push(letter),
                _ => {}
            }
        }
        plain
    };
    items.map(text).collect()
}

#[tokio::test]
async fn the_list_is_sorted_searched_and_narrowed_without_a_script() {
    let (town, ..) = a_directory().await;
    let mut table = String::new();
    for query in [
        "",
        "?lang=sr-Cyrl",
        "?lang=en",
        "?q=zivotna",
        "?q=ЖИВОТНА&lang=sr-Cyrl",
        "?q=rjeka",
        "?oblast=environment",
        "?oblik=association",
        "?slovo=Lj",
        "?slovo=Љ&lang=sr-Cyrl",
        "?mjesto=trebinje",
        "?mjesto=ТРЕБИЊЕ&lang=sr-Cyrl",
        "?mjesto=Bile%C4%87a",
        "?status=local",
        "?status=LOCAL",
        "?status=public",
        "?mjesto=Trebinje%3BBile%C4%87a&oblik=ASSOCIATION%3Bsports_club",
        "?q=nema",
    ] {
        let page = town.get(&format!("/trebinje/organizacije{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        assert!(!page.text().contains("Susjedi"), "{query}");
        table += &format!("{query}: {}\n", names(&page.text()).join(" | "));
    }
    insta::assert_snapshot!(table, @"
    : Čaj | Luna | Ljiljan | Njegoš | Udruženje „Čista rijeka“
    ?lang=sr-Cyrl: Луна | Љиљан | Његош | Удружење „Чиста ријека“ | Чај
    ?lang=en: Čaj | Luna | Ljiljan | Njegoš | Udruženje „Čista rijeka“
    ?q=zivotna: Udruženje „Čista rijeka“
    ?q=ЖИВОТНА&lang=sr-Cyrl: Удружење „Чиста ријека“
    ?q=rjeka: Udruženje „Čista rijeka“
    ?oblast=environment: Udruženje „Čista rijeka“
    ?oblik=association: Udruženje „Čista rijeka“
    ?slovo=Lj: Ljiljan
    ?slovo=Љ&lang=sr-Cyrl: Љиљан
    ?mjesto=trebinje: Udruženje „Čista rijeka“
    ?mjesto=ТРЕБИЊЕ&lang=sr-Cyrl: Удружење „Чиста ријека“
    ?mjesto=Bile%C4%87a: 
    ?status=local: Udruženje „Čista rijeka“
    ?status=LOCAL: Udruženje „Čista rijeka“
    ?status=public: 
    ?mjesto=Trebinje%3BBile%C4%87a&oblik=ASSOCIATION%3Bsports_club: Udruženje „Čista rijeka“
    ?q=nema:
    ");
    let page = town.get("/trebinje/organizacije?q=cista%20zivotna").await.text();
    assert!(page.contains("<mark>Чиста</mark>") || page.contains("<mark>Čista</mark>"), "{page}");
    for wrong in ["?slovo=Udruženje", "?oblik=nema", "?status=nema", "?poslije=x"] {
        assert_eq!(town.get(&format!("/trebinje/organizacije{wrong}")).await.status, 404, "{wrong}");
    }
}

#[tokio::test]
async fn names_that_begin_with_a_digit_are_led_to_where_there_are_any() {
    let (town, trebinje, _) = a_directory().await;
    let page = async |query: &str| town.get(&format!("/trebinje/organizacije?{query}")).await.text();
    assert!(!page("").await.contains(">0–9<"), "nobody stands there");
    town.organisation(&trebinje, |content| content.name = Some(latin("106. brigada"))).await;
    let all = page("").await;
    assert!(all.contains("slovo=0%E2%80%939\">0–9</a>"), "{all}");
    for query in ["slovo=0%E2%80%939", "slovo=0-9&lang=sr-Cyrl"] {
        let some = page(query).await;
        assert_eq!(names(&some).len(), 1, "{some}");
        assert!(some.contains("aria-current=\"true\">0–9</a>"), "{some}");
    }
}

#[tokio::test]
async fn a_status_is_told_with_the_days_that_matter_today() {
    let (town, trebinje, _) = a_directory().await;
    let status = |from: Option<&str>, until: Option<&str>| StatusContent {
        kind: InterestKind::Local,
        valid_from: from.map(on),
        valid_until: until.map(on),
        act: None,
        act_url: None,
    };
    for (from, until, told, in_english) in [
        (
            Some("2027-01-01"),
            Some("2028-12-31"),
            "od 1. 1. 2027. do 31. 12. 2028.",
            "from 1 Jan 2027 until 31 Dec 2028",
        ),
        (Some("2027-01-01"), None, "od 1. 1. 2027.", "from 1 Jan 2027"),
        (Some("2026-11-24"), Some("2026-11-24"), "do 24. 11. 2026.", "until 24 Nov 2026"),
        (Some("2024-01-01"), Some("2026-11-23"), "isteklo 23. 11. 2026.", "ended 23 Nov 2026"),
        (None, None, "rok nije objavljen", "no dates published"),
    ] {
        let one = town.organisation(&trebinje, |content| content.statuses = vec![status(from, until)]).await;
        for (lang, told) in [("sr-Latn", told), ("en", in_english)] {
            let page = town.get(&format!("/trebinje/organizacija/{}?lang={lang}", one.id)).await.text();
            assert!(page.contains(&format!("<span>{told}</span>")), "{told} is missing in {page}");
        }
    }
}

/// What can be chosen on a page: the name of each list, its values with what is said of them, and which is chosen.
fn choices(page: &str) -> String {
    let lists = page.split("<select name=\"").skip(1).map(|list| list.split("</select>").next().unwrap_or_default());
    let told = |list: &str| {
        let (name, values) = list.split_once('"').unwrap_or_default();
        let value = |one: &str| {
            let (tag, rest) = one.split_once('>').unwrap_or_default();
            let code = tag.split('"').nth(1).unwrap_or_default();
            let chosen = if tag.contains("selected") { "*" } else { "" };
            format!("{chosen}{code}={}", rest.split("</option>").next().unwrap_or_default())
        };
        let values: Vec<_> = values.split("<option ").skip(1).map(value).collect();
        format!("{name}: {}\n", values.join(" | "))
    };
    lists.map(told).collect()
}

#[tokio::test]
async fn by_seat_and_status_it_is_chosen_with_counts_and_the_choice_stays() {
    let (town, trebinje, _) = a_directory().await;
    let status = |kind, until: &str| StatusContent {
        kind,
        valid_from: None,
        valid_until: Some(on(until)),
        act: None,
        act_url: None,
    };
    for (name, seat, statuses) in [
        ("Klub", Some("Bileća"), vec![status(InterestKind::Public, "2027-01-01")]),
        ("Hor", Some("Trebinje"), vec![status(InterestKind::Public, "2027-01-01")]),
        // Whose status has ended has none, and some have no seat.
        ("Društvo", None, vec![status(InterestKind::Local, "2026-01-01")]),
    ] {
        town.organisation(&trebinje, |content| {
            (content.name, content.seat) = (Some(latin(name)), seat.map(latin));
            content.statuses = statuses;
        })
        .await;
    }
    let page = async |query: &str| town.get(&format!("/trebinje/organizacije?lang=sr-Latn{query}")).await.text();
    insta::assert_snapshot!(choices(&page("").await), @"
    oblast: =Sve oblasti | youth_children=Djeca i mladi (1) | environment=Zaštita životne sredine (1)
    oblik: =Svi oblici | association=udruženje (1)
    mjesto: =Sva mjesta | Trebinje=Trebinje (2) | Bileća=Bileća (1)
    status: =Svi statusi | local=od interesa za lokalnu zajednicu (1) | public=od javnog interesa (2)
    ");
    // Of its own kind the counts stay, of every other they are those of what was chosen; the place is the same in any script.
    let chosen = page("&mjesto=%D0%A2%D0%A0%D0%95%D0%91%D0%98%D0%8A%D0%95&status=public").await;
    assert_eq!(names(&chosen), ["Hor"]);
    insta::assert_snapshot!(choices(&chosen), @"
    mjesto: =Sva mjesta | Bileća=Bileća (1) | *ТРЕБИЊЕ=Trebinje (1)
    status: =Svi statusi | local=od interesa za lokalnu zajednicu (1) | *public=od javnog interesa (1)
    ");
    // What is chosen stays when a letter is, or a language, or the sheet for paper; and nobody need have it.
    for kept in [
        "slovo=H\"",
        "?lang=sr-Cyrl&amp;mjesto=%D0%A2%D0%A0%D0%95%D0%91%D0%98%D0%8A%D0%95&amp;status=public\"",
        "status=public&amp;stampa=1\"",
    ] {
        assert!(chosen.contains(kept), "{kept} is missing in {chosen}");
    }
    let letter = chosen.split("slovo=H\"").next().and_then(|before| before.rsplit("href=\"").next()).expect("a link");
    assert!(letter.contains("mjesto=%D0%A2") && letter.contains("status=public"), "{letter}");
    let nobody = page("&mjesto=Bile%C4%87a&status=local&oblast=sport%3Bculture").await;
    assert!(names(&nobody).is_empty());
    insta::assert_snapshot!(choices(&nobody), @"
    oblast: =Sve oblasti | *sport;culture=Sport i rekreacija, Kultura i umjetnost
    mjesto: =Sva mjesta | *Bileća=Bileća
    status: =Svi statusi | *local=od interesa za lokalnu zajednicu
    ");
}

/// The names on a sheet for paper, in their order.
fn printed(sheet: &str) -> Vec<String> {
    let rows = sheet.split("<th scope=\"row\">").skip(1).map(|row| row.split("</a>").next().unwrap_or_default());
    let text =
        |row: &str| row.rsplit("<span").next().and_then(|last| last.split('>').nth(1)).unwrap_or_default().to_owned();
    rows.map(|row| text(row.trim_end_matches("</span>"))).collect()
}

#[tokio::test]
async fn the_whole_list_is_on_one_sheet_for_paper() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let sheet = async |query: &str| {
        let page = town.get(&format!("/trebinje/organizacije?stampa=1{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        page.text()
    };
    let add = async |n: usize| {
        let name = format!("{} {n:02}", ["Čaj", "Ljiljan", "Luna", "Njegoš", "Zora"][n % 5]);
        town.organisation(&trebinje, |content| {
            content.name = Some(latin(&name));
            content.seat = Some(latin(if n < 23 { "Trebinje" } else { "Bileća" }));
            content.areas = vec![(if n.is_multiple_of(2) { "sport" } else { "culture" }).into()];
        })
        .await;
        name
    };
    let mut all = vec![add(0).await, add(1).await];
    let count = async || {
        town.settled().await;
        town.statements();
        sheet("").await;
        town.statements().len()
    };
    // The first reads what is kept from then on.
    count().await;
    let few = count().await;
    for n in 2..25 {
        all.push(add(n).await);
    }
    count().await;
    assert_eq!(count().await, few, "as many statements, however many there are");

    let latin = sheet("&lang=sr-Latn").await;
    let in_order = |letters: [&str; 5]| {
        let of = |first: &str| all.iter().filter(|name| name.starts_with(first)).cloned().collect::<Vec<_>>();
        let mut of_each: Vec<_> = letters.iter().map(|first| of(first)).collect();
        of_each.iter_mut().for_each(|names| names.sort());
        of_each.concat()
    };
    assert_eq!(printed(&latin), in_order(["Čaj", "Luna", "Ljiljan", "Njegoš", "Zora"]));
    assert!(latin.contains("25 organizacija") && latin.contains("Stanje na dan 24. 11. 2026."), "{latin}");
    assert!(latin.contains("noindex") && !latin.contains("Na ovom listu"), "{latin}");
    let cyrillic = printed(&sheet("&lang=sr-Cyrl").await);
    let beginnings: Vec<_> = cyrillic.iter().map(|name| name.split(' ').next().unwrap_or_default()).collect();
    assert_eq!(beginnings, ["Зора", "Луна", "Љиљан", "Његош", "Чај"].map(|name| [name; 5]).concat());
    for lang in ["bs", "hr", "en"] {
        assert_eq!(printed(&sheet(&format!("&lang={lang}")).await).len(), 25, "{lang}");
    }
    // What it is narrowed to is on it, and in words.
    let narrowed = sheet("&lang=sr-Latn&oblast=sport&mjesto=bileca&q=zora").await;
    assert_eq!(printed(&narrowed), ["Zora 24"]);
    for said in ["<q>zora</q>", "Oblast: <b>Sport i rekreacija</b>", "Sjedište: <b>bileca</b>", "1 organizacija"] {
        assert!(narrowed.contains(said), "{said} is missing in {narrowed}");
    }
    let nobody = sheet("&lang=sr-Latn&q=nema").await;
    assert!(nobody.contains("Nema rezultata.") && printed(&nobody).is_empty(), "{nobody}");
    // A page of the list that is printed by itself says what is missing, and where it is; one that is all says nothing.
    let page = town.get("/trebinje/organizacije?lang=sr-Latn").await.text();
    let said = "20 od 25 – cijeli spisak: https://javno.example/trebinje/organizacije?lang=sr-Latn&amp;stampa=1";
    assert!(page.contains(said), "{page}");
    let all = town.get("/trebinje/organizacije?lang=sr-Latn&oblast=sport").await.text();
    assert!(!all.contains("cijeli spisak:"), "{all}");
    // The list leads to it with what was chosen, and it leads back.
    let list = town.get("/trebinje/organizacije?lang=sr-Latn&oblast=sport").await.text();
    let way = "/trebinje/organizacije?lang=sr-Latn&amp;oblast=sport&amp;stampa=1\"";
    assert!(list.contains(way), "{list}");
    assert!(
        narrowed.contains("href=\"/trebinje/organizacije?lang=sr-Latn&amp;q=zora&amp;oblast=sport&amp;mjesto=bileca\"")
    );
}

#[tokio::test]
async fn a_sheet_that_is_not_all_says_so_and_leads_to_the_next() {
    // Fifty pages of a list are a sheet.
    let town = Town::configured(|config| config.operation.page_rows = 1).await;
    let trebinje = town.municipality("trebinje").await;
    for n in 0..53 {
        town.organisation(&trebinje, |content| content.name = Some(latin(&format!("Klub {n:02}")))).await;
    }
    let first = town.get("/trebinje/organizacije?stampa=1&lang=sr-Latn&q=klub").await.text();
    assert_eq!(printed(&first).len(), 50);
    assert!(first.contains("53 organizacije") && first.contains("Na ovom listu: 50 od 53"), "{first}");
    let next = first.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("the next");
    let second = town.get(&next.replace("&amp;", "&")).await.text();
    assert_eq!(printed(&second), ["Klub 50", "Klub 51", "Klub 52"]);
    assert!(second.contains("Na ovom listu: 3 od 53") && !second.contains("rel=\"next\""), "{second}");
}

#[tokio::test]
async fn what_was_sought_is_marked_where_it_was_found() {
    let (town, trebinje, _) = a_directory().await;
    let long = format!("{} vodenica {}", ["Radimo"; 60].join(" "), ["svašta"; 60].join(" "));
    town.organisation(&trebinje, |content| {
        (content.name, content.description) = (Some(latin("Mlin")), Some(latin(&long)));
    })
    .await;
    let page = async |query: &str| town.get(&format!("/trebinje/organizacije?{query}")).await.text();
    for (query, marked) in [
        ("q=uci", "Čisti obale i <mark>uči</mark> djecu o vodi."),
        ("q=%D0%A3%D0%A7%D0%98&lang=sr-Cyrl", "Чисти обале и <mark>учи</mark> дјецу о води."),
        ("q=ucr", "<mark>UČR</mark>"),
        ("q=trebinj", "<mark>Trebinje</mark>"),
        ("q=trebinja", "<mark>Trebinje</mark>"),
        ("q=vodenic", "… Radimo"),
        ("q=vodenic", "Radimo <mark>vodenica</mark> svašta"),
        ("q=vodenic", "svašta …"),
    ] {
        let page = page(query).await;
        assert!(page.contains(marked), "{query}: {marked} is missing in {page}");
    }
    // Whoever is found by his name needs no more to be seen, and whoever was not sought has nothing marked.
    let named = page("q=mlin").await;
    assert!(named.contains("<mark>Mlin</mark>") && !named.contains("vodenica"), "{named}");
    let all = page("").await;
    assert!(!all.contains("<mark>") && !all.contains("vodenica"), "{all}");
}

#[tokio::test]
async fn an_organisation_has_a_page_with_what_machines_read() {
    let (town, _, id) = a_directory().await;
    let page = town.get(&format!("/trebinje/organizacija/{id}?lang=sr-Cyrl")).await.text();
    for said in ["Удружење „Чиста ријека“", "4401017720006", "Ana Anić", "до 31. 12. 2026.", "Заштита животне средине"]
    {
        assert!(page.contains(said), "{said}");
    }
    for kept in ["ana@rijeka.example", "Zvati prije podne"] {
        assert!(!page.contains(kept), "{kept}");
    }
    let data = page.split("application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let mut data: Value = serde_json::from_str(data.expect("structured data")).expect("JSON");
    assert_eq!(data["url"].take(), format!("https://javno.example/trebinje/organizacija/{id}"));
    insta::assert_json_snapshot!(data, @r#"
    {
      "@context": "https://schema.org",
      "@type": "NGO",
      "address": {
        "@type": "PostalAddress",
        "addressLocality": "Требиње",
        "streetAddress": "Вука Караџића 5"
      },
      "alternateName": "УЧР",
      "areaServed": "Источна Херцеговина",
      "description": "Чисти обале и учи дјецу о води.",
      "email": "info@rijeka.example",
      "foundingDate": "2009",
      "identifier": "BA-JIB-4401017720006",
      "name": "Удружење „Чиста ријека“",
      "sameAs": "https://rijeka.example/",
      "taxID": "4401017720006",
      "telephone": "059 220 000",
      "url": null
    }
    "#);
    assert_eq!(town.get(&format!("/teslic/organizacija/{id}")).await.status, 404);
    assert_eq!(town.get("/trebinje/organizacija/org_00000000000000000000000000").await.status, 404);
}

#[tokio::test]
async fn open_data_is_the_same_in_every_format_and_no_formula() {
    let (town, trebinje, _) = a_directory().await;
    town.organisation(&trebinje, |content: &mut OrganisationContent| {
        content.name = Some(latin("=HYPERLINK(\"https://zlo.example\")"));
        content.phone = Some("+387 59 220 000".into());
    })
    .await;
    // An exercise of a training is in the directory, labelled, and in no file that is taken away from it.
    town.organisation_like(&trebinje, |new| {
        (new.exercise, new.content.name) = (true, Some(latin("Udruženje za vježbu")));
    })
    .await;
    assert!(town.get("/trebinje/organizacije").await.text().contains("Udruženje za vježbu"));
    let csv = town.get("/data/trebinje/organisations.csv").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let raw = csv.text();
    let mut raw = parted(&raw, b';');
    let raw: Vec<_> = raw.records().map(|row| row.expect("a row")).collect();
    assert_eq!(raw.len(), 6);
    assert!(raw.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    assert!(raw.iter().flatten().any(|cell| cell == "'+387 59 220 000"));
    let csv = list(csv.text().as_bytes()).expect("a list");
    let book = town.get("/data/trebinje/organisations.xlsx").await;
    let bytes = book.bytes;
    let mut in_the_book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.clone())).expect("a workbook");
    let in_the_book = in_the_book.worksheet_range("organisations").expect("a sheet");
    let in_the_book: Vec<_> = in_the_book.rows().flatten().map(ToString::to_string).collect();
    assert!(in_the_book.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    assert!(in_the_book.iter().any(|cell| cell == "'+387 59 220 000"));
    let book = list(&bytes).expect("a workbook");
    assert_eq!(csv.headings, book.headings);
    let cells = |table: &javno::table::Table| table.rows.iter().map(|(_, cells)| cells.clone()).collect::<Vec<_>>();
    assert_eq!(cells(&csv), cells(&book));
    assert_eq!(csv.rows.len(), 6);
    // Read back, it is as it was written.
    for written in ["+387 59 220 000", "=HYPERLINK(\"https://zlo.example\")"] {
        assert!(cells(&csv).iter().flatten().any(|cell| cell == written), "{written}");
    }
    let json: Value = serde_json::from_str(&town.get("/data/trebinje/organisations.json").await.text()).expect("JSON");
    let rows = json["organisations"].as_array().expect("organisations");
    assert_eq!(rows.len(), 6);
    let known = rows.iter().find(|row| row["identifier"] == "BA-JIB-4401017720006").expect("the known one");
    assert_eq!(known["areas"], serde_json::json!(["environment", "youth_children"]));
    assert_eq!(known["statuses"], serde_json::json!(["local 2025-01-01/2026-12-31"]));
    let explained = json["codebook"]["columns"].as_object().expect("a codebook");
    let columns: Vec<_> = known.as_object().expect("a row").keys().collect();
    assert!(columns.iter().all(|column| explained.contains_key(*column)) && explained.len() == columns.len());
    // The same is told beside the table and in the workbook.
    let beside = town.get("/data/trebinje/organisations-codebook.csv").await;
    assert_eq!(beside.header("content-type"), "text/csv; charset=utf-8");
    let text = beside.text();
    let mut reader = parted(&text, b';');
    assert_eq!(reader.headers().expect("a heading"), vec!["column", "code", "meaning"]);
    let beside: Vec<[String; 3]> = reader.deserialize().collect::<Result<_, _>>().expect("rows");
    let of_columns = beside.iter().filter(|[_, code, _]| code.is_empty()).map(|[column, ..]| column);
    assert_eq!(of_columns.collect::<Vec<_>>(), csv.headings.iter().collect::<Vec<_>>());
    assert!(beside.iter().all(|[.., meaning]| !meaning.is_empty()));
    assert!(beside.iter().any(|[column, code, _]| (&**column, &**code) == ("areas", "environment")));
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("codebook").expect("a sheet");
    let in_the_book: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(in_the_book[0], ["column", "code", "meaning"]);
    assert_eq!(in_the_book[1..], beside);
    let all = json.to_string();
    for kept in ["Ana Anić", "ana@rijeka.example", "Zvati prije podne", "Susjedi", "za vježbu"] {
        assert!(!all.contains(kept), "{kept}");
    }
    assert_eq!(town.get("/data/trebinje/nothing.csv").await.status, 404);
    assert_eq!(town.get("/data/nowhere/organisations.csv").await.status, 404);
}

#[tokio::test]
async fn a_directory_that_is_read_in_several_turns_is_exported_whole() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    // 200 are read in a turn: two turns that are full, and some.
    let all: Vec<String> = (1..=405).map(|n| format!("Udruženje {n:03}")).collect();
    for name in &all {
        town.organisation(&trebinje, |content| {
            (content.name, content.areas) = (Some(latin(name)), vec!["sport".into()]);
        })
        .await;
    }
    let in_table = |table: &javno::table::Table, heading: &str| {
        let at = table.headings.iter().position(|one| one == heading).expect("the column");
        let mut cells: Vec<_> = table.rows.iter().map(|(_, cells)| cells[at].clone()).collect();
        cells.sort();
        cells
    };
    let csv = list(town.get("/data/trebinje/organisations.csv").await.text().as_bytes()).expect("a list");
    let book = list(&town.get("/data/trebinje/organisations.xlsx").await.bytes).expect("a workbook");
    for table in [&csv, &book] {
        assert_eq!(in_table(table, "name"), all);
        assert!(in_table(table, "areas").iter().all(|areas| areas == "sport"), "what hangs on each came with its turn");
    }
    let json: Value = serde_json::from_str(&town.get("/data/trebinje/organisations.json").await.text()).expect("JSON");
    let rows = json["organisations"].as_array().expect("organisations");
    let mut names: Vec<_> = rows.iter().map(|row| row["name"].as_str().expect("a name").to_owned()).collect();
    names.sort();
    assert_eq!(names, all);
    let mut ids: Vec<_> = rows.iter().map(|row| row["id"].as_str().expect("an id")).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all.len(), "each once");
}

#[tokio::test]
async fn an_export_is_read_as_it_is_taken_away() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    // 200 are read in a turn: a turn that is full, and some.
    for n in 0..230 {
        town.organisation(&trebinje, |content| content.name = Some(latin(&format!("Udruženje {n:03}")))).await;
    }
    for kind in ["csv", "json"] {
        town.statements();
        let mut body = town.opened(&format!("/data/trebinje/organisations.{kind}")).await.into_data_stream();
        let read = || town.statements().iter().filter(|sql| sql.contains(r#"FROM "organisation"#)).count();
        let mut next = async || {
            let piece = body.next().await.map(|piece| String::from_utf8(piece.expect("a piece").to_vec()));
            (piece.map(|piece| piece.expect("a text").matches("Udruženje ").count()), read())
        };
        // What is counted: how many organisations come with a piece, and how many statements were needed for it.
        assert_eq!(next().await, (Some(0), 0), "{kind}: the head, before anything is read");
        assert_eq!(next().await, (Some(200), 3), "{kind}: a turn, with what hangs on each, and nothing of the next");
        assert_eq!(next().await, (Some(30), 3), "{kind}: the next turn, when it is wanted");
        let mut rest = Vec::new();
        while let (Some(more), read) = next().await {
            rest.push((more, read));
        }
        assert!(rest.iter().all(|(more, _)| *more == 0), "{kind}: {rest:?}");
    }
}
