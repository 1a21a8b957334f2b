//! Hosted pages: readable without a script, found by search engines.

use javno::calls::store::save::NewCall;
use serde_json::{Value, json};
use tests::Town;
use tests::given::{a_call, in_full, latin};

/// What stands between two marks, each time.
pub(crate) fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

/// A page as its reader has it: status 200, HTML.
pub(crate) async fn page(town: &Town, path: &str) -> String {
    let answer = town.get(path).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
    answer.text()
}

/// The titles of a list, with the marks of exercises.
pub(crate) fn titles(page: &str) -> Vec<String> {
    let tidy = |heading: &str| {
        let text: String = heading.split('<').filter_map(|part| part.split('>').nth(1)).collect();
        text.trim().to_owned()
    };
    between(page, "<h2", "</h2>").into_iter().map(|heading| tidy(&format!("<h2{heading}"))).collect()
}

/// The lines of the head that tell others about the page.
fn about(page: &str) -> String {
    let head = page.split("</head>").next().unwrap_or_default();
    let lines = head.split_inclusive('>').map(str::trim);
    let telling = ["<html", "<meta name=\"desc", "<link rel=\"canonical", "<link rel=\"alternate", "<meta property"];
    // Of the picture its address is enough; `structured.rs` looks at the rest.
    let lines = lines.filter(|line| !line.contains("og:image:"));
    let mut lines: Vec<_> = lines.filter(|line| telling.iter().any(|word| line.starts_with(word))).collect();
    lines.extend(between(head, "<title>", "</title>"));
    lines.join("\n").replace('"', "'")
}

pub(crate) fn structured(page: &str) -> Value {
    let scripts = between(page, "<script", "</script>");
    let [script] = scripts.as_slice() else { panic!("one script, of data: {scripts:?}") };
    let data = script.strip_prefix(" type=\"application/ld+json\">").unwrap_or_else(|| panic!("no data: {script}"));
    serde_json::from_str(data).unwrap_or_else(|error| panic!("{error}: {data}"))
}

pub(crate) fn titled(mut new: NewCall, title: &str) -> NewCall {
    new.call.title = latin(title);
    new
}

#[tokio::test]
async fn the_list_tells_search_engines_what_it_is() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.calls([titled(a_call(&trebinje), "Poziv za rijeke")]).await.remove(0);
    let list = page(&town, "/trebinje/pozivi").await;
    insta::assert_snapshot!(about(&list), @"
    <html lang='sr-Latn'>
    <meta name='description' content='Javni pozivi: Trebinje. Rokovi, iznosi, dokumenti i izmjene.'>
    <link rel='canonical' href='https://javno.example/trebinje/pozivi'>
    <link rel='alternate' hreflang='sr-Latn' href='https://javno.example/trebinje/pozivi'>
    <link rel='alternate' hreflang='sr-Cyrl' href='https://javno.example/trebinje/pozivi?lang=sr-Cyrl'>
    <link rel='alternate' hreflang='bs' href='https://javno.example/trebinje/pozivi?lang=bs'>
    <link rel='alternate' hreflang='hr' href='https://javno.example/trebinje/pozivi?lang=hr'>
    <link rel='alternate' hreflang='en' href='https://javno.example/trebinje/pozivi?lang=en'>
    <link rel='alternate' hreflang='x-default' href='https://javno.example/trebinje/pozivi'>
    <link rel='alternate' type='application/atom+xml' title='Javni pozivi: Trebinje (Atom)' href='https://javno.example/trebinje/pozivi.atom'>
    <link rel='alternate' type='application/rss+xml' title='Javni pozivi: Trebinje (RSS)' href='https://javno.example/trebinje/pozivi.rss'>
    <link rel='alternate' type='application/feed+json' title='Javni pozivi: Trebinje (JSON Feed)' href='https://javno.example/trebinje/pozivi.json'>
    <link rel='alternate' type='text/calendar' title='Javni pozivi: Trebinje (iCal)' href='https://javno.example/trebinje/pozivi.ics'>
    <meta property='og:type' content='website'>
    <meta property='og:site_name' content='Trebinje'>
    <meta property='og:locale' content='sr_BA'>
    <meta property='og:title' content='Javni pozivi · Trebinje'>
    <meta property='og:description' content='Javni pozivi: Trebinje. Rokovi, iznosi, dokumenti i izmjene.'>
    <meta property='og:url' content='https://javno.example/trebinje/pozivi'>
    <meta property='og:image' content='https://javno.example/preview.png'>
    <link rel='alternate' type='application/json+oembed' title='Javni pozivi · Trebinje' href='https://javno.example/oembed?url=https%3A%2F%2Fjavno.example%2Ftrebinje%2Fpozivi&amp;format=json'>
    <link rel='alternate' type='text/xml+oembed' title='Javni pozivi · Trebinje' href='https://javno.example/oembed?url=https%3A%2F%2Fjavno.example%2Ftrebinje%2Fpozivi&amp;format=xml'>
    Javni pozivi · Trebinje
    ");
    assert_eq!(
        structured(&list),
        json!({
            "@context": "https://schema.org", "@type": "ItemList",
            "itemListElement": [{
                "@type": "ListItem", "position": 1, "url": format!("https://javno.example/trebinje/pozivi/{}", call.id),
            }],
        })
    );
    assert!(!list.contains("<script src") && !list.contains(" onclick") && !list.contains(" style="), "{list}");
    let chosen = page(&town, "/trebinje/pozivi?lang=sr-Cyrl&stanje=zatvoreni&q=x").await;
    assert!(chosen.contains(r#"<link rel="canonical" href="https://javno.example/trebinje/pozivi?lang=sr-Cyrl">"#));
}

#[tokio::test]
async fn a_call_tells_search_engines_what_it_is() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await;
    let path = format!("/trebinje/pozivi/{}", call.id);
    let text = page(&town, &path).await;
    insta::assert_snapshot!(about(&text).replace(&call.id.to_string(), "[call]"), @"
    <html lang='sr-Latn'>
    <meta name='description' content='Podržava se uređenje obala.'>
    <link rel='canonical' href='https://javno.example/trebinje/pozivi/[call]'>
    <link rel='alternate' hreflang='sr-Latn' href='https://javno.example/trebinje/pozivi/[call]'>
    <link rel='alternate' hreflang='sr-Cyrl' href='https://javno.example/trebinje/pozivi/[call]?lang=sr-Cyrl'>
    <link rel='alternate' hreflang='bs' href='https://javno.example/trebinje/pozivi/[call]?lang=bs'>
    <link rel='alternate' hreflang='hr' href='https://javno.example/trebinje/pozivi/[call]?lang=hr'>
    <link rel='alternate' hreflang='en' href='https://javno.example/trebinje/pozivi/[call]?lang=en'>
    <link rel='alternate' hreflang='x-default' href='https://javno.example/trebinje/pozivi/[call]'>
    <link rel='alternate' type='application/atom+xml' title='Javni poziv za projekte udruženja: Trebinje (Atom)' href='https://javno.example/trebinje/pozivi/[call]/novosti.atom'>
    <link rel='alternate' type='application/rss+xml' title='Javni poziv za projekte udruženja: Trebinje (RSS)' href='https://javno.example/trebinje/pozivi/[call]/novosti.rss'>
    <link rel='alternate' type='application/feed+json' title='Javni poziv za projekte udruženja: Trebinje (JSON Feed)' href='https://javno.example/trebinje/pozivi/[call]/novosti.json'>
    <link rel='alternate' type='text/calendar' title='Javni poziv za projekte udruženja: Trebinje (iCal)' href='https://javno.example/trebinje/pozivi/[call]/kalendar.ics'>
    <meta property='og:type' content='article'>
    <meta property='og:site_name' content='Trebinje'>
    <meta property='og:locale' content='sr_BA'>
    <meta property='og:title' content='Javni poziv za projekte udruženja · Trebinje'>
    <meta property='og:description' content='Podržava se uređenje obala.'>
    <meta property='og:url' content='https://javno.example/trebinje/pozivi/[call]'>
    <meta property='og:image' content='https://javno.example/preview.png'>
    <link rel='alternate' type='application/json+oembed' title='Javni poziv za projekte udruženja · Trebinje' href='https://javno.example/oembed?url=https%3A%2F%2Fjavno.example%2Ftrebinje%2Fpozivi%2F[call]&amp;format=json'>
    <link rel='alternate' type='text/xml+oembed' title='Javni poziv za projekte udruženja · Trebinje' href='https://javno.example/oembed?url=https%3A%2F%2Fjavno.example%2Ftrebinje%2Fpozivi%2F[call]&amp;format=xml'>
    Javni poziv za projekte udruženja · Trebinje
    ");
    let data = structured(&text.replace(&call.id.to_string(), "[call]"));
    insta::assert_json_snapshot!(data, @r#"
    {
      "@context": "https://schema.org",
      "@type": "WebPage",
      "about": [
        {
          "@type": "Event",
          "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
          "eventStatus": "https://schema.org/EventScheduled",
          "location": {
            "@type": "Place",
            "address": "Trebinje",
            "name": "Velika sala"
          },
          "name": "Informativni sastanak: Javni poziv za projekte udruženja",
          "organizer": {
            "@type": "GovernmentOrganization",
            "name": "Trebinje",
            "url": "https://trebinje.example"
          },
          "startDate": "2026-11-18T11:00:00+01:00",
          "url": "https://javno.example/trebinje/pozivi/[call]"
        },
        {
          "@type": "Event",
          "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
          "eventStatus": "https://schema.org/EventScheduled",
          "location": {
            "@type": "Place",
            "address": "Trebinje",
            "name": "Velika sala"
          },
          "name": "Mentorski sastanak: Javni poziv za projekte udruženja",
          "organizer": {
            "@type": "GovernmentOrganization",
            "name": "Trebinje",
            "url": "https://trebinje.example"
          },
          "startDate": "2026-12-01T11:00:00+01:00",
          "url": "https://javno.example/trebinje/pozivi/[call]"
        }
      ],
      "datePublished": "2026-11-10",
      "description": "Podržava se uređenje obala.",
      "expires": "2026-12-14T14:00:00Z",
      "inLanguage": "sr-Latn",
      "mainEntity": {
        "@type": "MonetaryGrant",
        "amount": {
          "@type": "MonetaryAmount",
          "currency": "BAM",
          "value": "45000"
        },
        "description": "Podržava se uređenje obala.",
        "funder": {
          "@type": "GovernmentOrganization",
          "name": "Trebinje",
          "url": "https://trebinje.example"
        },
        "name": "Javni poziv za projekte udruženja",
        "url": "https://javno.example/trebinje/pozivi/[call]"
      },
      "name": "Javni poziv za projekte udruženja",
      "publisher": {
        "@type": "GovernmentOrganization",
        "name": "Trebinje",
        "url": "https://trebinje.example"
      },
      "url": "https://javno.example/trebinje/pozivi/[call]"
    }
    "#);
    assert!(!text.contains("<script src") && !text.contains(" style="), "{text}");
}

/// The words of the article of a page, one part a line.
pub(crate) async fn words(town: &Town, path: &str) -> String {
    let text = page(town, path).await;
    let body = text.split("<article>").nth(1).and_then(|rest| rest.split("</article>").next()).expect("an article");
    let words: Vec<_> = body
        .split('<')
        .filter_map(|part| part.split_once('>').map(|(_, words)| words.trim()))
        .filter(|words| !words.is_empty())
        .collect();
    words.join("\n").replace('\u{a0}', "~")
}

#[tokio::test]
async fn a_call_has_everything_that_is_known_of_it() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await;
    insta::assert_snapshot!(words(&town, &format!("/trebinje/pozivi/{}", call.id)).await, @"
    Javni poziv za projekte udruženja
    Rok je produžen
    Objavljeno 10. 11. 2026.
    Izmijenjeno 23. 11. 2026.:
    šta je promijenjeno
    Kultura i umjetnost · Zaštita životne sredine
    još 20 dana
    do 14. 12. 2026. u 15.00 časova
    ranije: do 4. 12. 2026. u 15.00 časova
    Dodaj u kalendar
    · Pratite:
    Atom
    RSS
    JSON Feed
    Ukupna sredstva
    45.000~KM
    Po projektu
    1.000–3.000,50~KM
    Vlastito učešće
    najmanje 10 %
    Trajanje projekta
    od 1 do 6 mjeseci
    Ko se može prijaviti
    Udruženja i fondacije
    Oblik organizacije
    udruženje, fondacija
    Sjedište
    Sjedište na području grada
    Registrovani prije
    31. 12. 2025.
    Broj akta
    02-400-118/26
    Objava
    10. 11. 2026.
    Početak prijava
    12. 11. 2026. u 08.00 časova
    Informativni sastanak
    18. 11. 2026. u 11.00 časova
    Velika sala
    Zapisnik
    Mentorski sastanak
    1. 12. 2026. u 11.00 časova
    Velika sala
    Zapisnik
    Rok za pitanja
    do kraja dana 7. 12. 2026.
    Rok za prijavu
    do 14. 12. 2026. u 15.00 časova
    Rok za prigovor
    do kraja dana 10. 1. 2027.
    Rang-lista
    15. 1. 2027.
    Podržava se uređenje obala.
    Lotovi
    1.
    Uređenje prostora
    · Zaštita životne sredine
    ukupno 20.000~KM
    1.000–3.000~KM po projektu
    najviše 6.000~KM po podnosiocu
    2.
    Druženje
    · Zaštita životne sredine
    ukupno 20.000~KM
    1.000–3.000~KM po projektu
    najviše 6.000~KM po podnosiocu
    Dokumenti
    Obrazac prijave
    obrazac · PDF, 412 kB · zamijenjen 20. 11. 2026.
    Rješenje o registraciji
    prilaže se uz prijavu · zamijenjen 20. 11. 2026.
    Kontakt
    Kancelarija 14, od 8.00 do 15.00
    Pravni osnov
    Odluka o budžetu
    Postavite pitanje
    Šta je promijenjeno
    Po projektu
    ranije: 2.500~KM
    sada: 3.000,50~KM
    Odluka skupštine.
    23. 11. 2026.
    Izvor:
    https://trebinje.example/poziv
    ");
    let cyrillic = words(&town, &format!("/trebinje/pozivi/{}?lang=sr-Cyrl", call.id)).await;
    assert!(cyrillic.contains("PDF, 412 кБ") && cyrillic.contains("45.000~КМ"), "{cyrillic}");
}
