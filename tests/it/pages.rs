//! Hosted pages: readable without a script, found by search engines, closed to everything foreign.

use chrono::TimeDelta;
use entities::{CallStage, Locale};
use javno::calls::store::save::NewCall;
use javno::locale::messages::Messages;
use serde_json::{Value, json};
use tests::given::{a_call, cyrillic, in_full, latin};
use tests::{Answer, Town, instant};

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

/// A page as its reader has it: status 200, HTML.
async fn page(town: &Town, path: &str) -> String {
    let answer = town.get(path).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
    answer.text()
}

/// The titles of a list, with the marks of exercises.
fn titles(page: &str) -> Vec<String> {
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

fn structured(page: &str) -> Value {
    let scripts = between(page, "<script", "</script>");
    let [script] = scripts.as_slice() else { panic!("one script, of data: {scripts:?}") };
    let data = script.strip_prefix(" type=\"application/ld+json\">").unwrap_or_else(|| panic!("no data: {script}"));
    serde_json::from_str(data).unwrap_or_else(|error| panic!("{error}: {data}"))
}

fn titled(mut new: NewCall, title: &str) -> NewCall {
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

#[tokio::test]
async fn pages_are_closed_to_everything_foreign_and_may_be_kept_a_minute() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, |_| {}).await;
    for path in ["/".to_owned(), "/trebinje/pozivi".into(), format!("/trebinje/pozivi/{}", call.id)] {
        let answer = town.get(&path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self'") && !policy.contains("script"), "{policy}");
        assert_eq!(answer.header("cache-control"), "public, max-age=60, stale-while-revalidate=600");
        assert_eq!((answer.header("set-cookie"), answer.header("x-content-type-options")), ("", "nosniff"));
        let again = town.get_with(&path, &[("if-none-match", answer.header("etag"))]).await;
        assert_eq!(again.status.as_u16(), 304, "{path}");
    }
    assert_eq!(town.get("/page.css").await.header("content-type"), "text/css; charset=utf-8");
    let moved = town.get("/trebinje").await;
    assert_eq!((moved.status.as_u16(), moved.header("location")), (302, "/trebinje/pozivi"));
}

#[tokio::test]
async fn the_letters_are_the_readers_choice() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let pale = town.municipality_like("pale", |row| row.default_locale = Locale::SrCyrl).await;
    for owner in [&trebinje, &pale] {
        town.call(owner, |new| new.call.title = cyrillic("Позив за ријеке")).await;
    }
    let mut table = String::new();
    for path in [
        "/trebinje/pozivi",
        "/trebinje/pozivi?lang=sr-Cyrl",
        "/trebinje/pozivi?lang=en",
        "/trebinje/pozivi?lang=hr",
        "/trebinje/pozivi?lang=xx",
        "/pale/pozivi",
        "/pale/pozivi?lang=sr-Latn",
    ] {
        let text = page(&town, path).await;
        let lang = between(&text, "<html lang=\"", "\"").concat();
        let heading = between(&text, "<h1>", "</h1>").concat();
        let link = between(&text, "<h2", "</h2>").concat();
        let link = between(&link, "href=\"", "\"").concat();
        let kept = link.split_once('?').map_or("", |(_, query)| query);
        table += &format!("{path}\n    {lang} | {heading} | {} | ?{kept}\n", titles(&text).join(", "));
    }
    insta::assert_snapshot!(table, @"
    /trebinje/pozivi
        sr-Latn | Javni pozivi | Poziv za rijeke | ?
    /trebinje/pozivi?lang=sr-Cyrl
        sr-Cyrl | Јавни позиви | Позив за ријеке | ?lang=sr-Cyrl
    /trebinje/pozivi?lang=en
        en | Open calls | Poziv za rijeke | ?lang=en
    /trebinje/pozivi?lang=hr
        hr | Javni pozivi | Poziv za rijeke | ?lang=hr
    /trebinje/pozivi?lang=xx
        sr-Latn | Javni pozivi | Poziv za rijeke | ?
    /pale/pozivi
        sr-Cyrl | Јавни позиви | Позив за ријеке | ?
    /pale/pozivi?lang=sr-Latn
        sr-Latn | Javni pozivi | Poziv za rijeke | ?lang=sr-Latn
    ");
}

#[tokio::test]
async fn a_list_is_searched_narrowed_and_divided_by_links_alone() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let named = |title: &str, areas: &[&str]| {
        let mut new = titled(a_call(&trebinje), title);
        new.areas = areas.iter().map(|&code| code.to_owned()).collect();
        new
    };
    let mut closed = named("Stari poziv", &["sport"]);
    closed.call.deadline_at = Some(instant("2026-11-01T14:00:00Z"));
    let mut announced = named("Poziv koji dolazi", &["sport"]);
    announced.call.opens_at = Some(instant("2026-12-01T07:00:00Z"));
    let mut exercise = named("Poziv klubovima", &["sport"]);
    exercise.call.exercise = true;
    exercise.call.deadline_at = Some(instant("2026-12-20T14:00:00Z"));
    town.calls([named("Rješenja za rijeke", &["environment"]), exercise, closed, announced]).await;
    let mut table = String::new();
    for path in [
        "/trebinje/pozivi",
        "/trebinje/pozivi?q=resenja",
        "/trebinje/pozivi?q=%D1%80%D1%98%D0%B5%D1%88",
        "/trebinje/pozivi?oblast=sport",
        "/trebinje/pozivi?oblast=sport&q=rijeke",
        "/trebinje/pozivi?stanje=najavljeni",
        "/trebinje/pozivi?stanje=zatvoreni",
        "/trebinje/pozivi?stanje=nesto&q=&oblast=",
    ] {
        let text = page(&town, path).await;
        let counts = between(&text, "<small>", "</small>").join("/");
        let found = titles(&text);
        let nothing: Vec<_> = between(&text, "<p class=\"nothing\">", "</p>");
        let nothing = nothing.concat();
        let said = if found.is_empty() { nothing.split('<').next().unwrap_or_default() } else { &found.join(", ") };
        table += &format!("{path}\n    {counts} {said}\n");
    }
    insta::assert_snapshot!(table, @"
    /trebinje/pozivi
        2/1/1 Rješenja za rijeke, Vježba Poziv klubovima
    /trebinje/pozivi?q=resenja
        1/0/0 Rješenja za rijeke
    /trebinje/pozivi?q=%D1%80%D1%98%D0%B5%D1%88
        1/0/0 Rješenja za rijeke
    /trebinje/pozivi?oblast=sport
        1/1/1 Vježba Poziv klubovima
    /trebinje/pozivi?oblast=sport&q=rijeke
        0/0/0 Nema rezultata. Provjerite riječ ili poništite filtere. 
    /trebinje/pozivi?stanje=najavljeni
        2/1/1 Poziv koji dolazi
    /trebinje/pozivi?stanje=zatvoreni
        2/1/1 Stari poziv
    /trebinje/pozivi?stanje=nesto&q=&oblast=
        2/1/1 Rješenja za rijeke, Vježba Poziv klubovima
    ");
}

#[tokio::test]
async fn a_long_list_is_walked_there_and_back_by_its_links() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.calls((0..45).map(|number| {
        let mut new = titled(a_call(&trebinje), &format!("Poziv {number:02}"));
        new.call.deadline_at = new.call.deadline_at.map(|at| at + TimeDelta::days(number / 4));
        new
    }))
    .await;
    let link = |text: &str, rel: &str| {
        let links = between(text, &format!("rel=\"{rel}\" href=\""), "\"");
        links.first().map(|link| link.replace("&amp;", "&"))
    };
    let mut seen = Vec::new();
    let mut path = "/trebinje/pozivi?q=poziv".to_owned();
    let mut sizes = Vec::new();
    let last = loop {
        let text = page(&town, &path).await;
        sizes.push(titles(&text).len());
        seen.extend(titles(&text));
        match link(&text, "next") {
            Some(next) => path = next,
            None => break text,
        }
    };
    assert_eq!(sizes, [20, 20, 5]);
    assert_eq!(seen, (0..45).map(|number| format!("Poziv {number:02}")).collect::<Vec<_>>());
    let back = page(&town, &link(&last, "prev").expect("a way back")).await;
    assert_eq!(titles(&back), seen[20..40]);
    let first = page(&town, &link(&back, "prev").expect("a way back")).await;
    assert_eq!(titles(&first), seen[..20]);
    assert_eq!(link(&first, "prev"), None);
}

fn refused(answer: &Answer) -> String {
    let text = answer.text();
    let robots = if text.contains("<meta name=\"robots\" content=\"noindex\">") { "noindex" } else { "" };
    format!("{} {} {robots}", answer.status.as_u16(), between(&text, "<h1>", "</h1>").concat())
}

#[tokio::test]
async fn what_is_not_here_is_not_found() {
    let town = Town::new().await;
    let (trebinje, _) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let call = town.call(&trebinje, |_| {}).await.id;
    let draft = town.call(&trebinje, |new| new.call.stage = CallStage::Draft).await.id;
    let not_found = Messages::of(Locale::SrLatn).say("page.notFound");
    for path in [
        "/atlantida/pozivi".to_owned(),
        "/trebinje/pozivi/call_01h455vb4pex5vsknk084sn02q".into(),
        "/trebinje/pozivi/nothing".into(),
        format!("/teslic/pozivi/{call}"),
        format!("/trebinje/pozivi/{draft}"),
        "/trebinje/konsultacije".into(),
        "/trebinje/pozivi?poslije=zzz".into(),
    ] {
        let answer = town.get(&path).await;
        assert_eq!(refused(&answer), format!("404 {not_found} noindex"), "{path}");
        assert_ne!(answer.header("content-security-policy"), "", "{path}");
    }
    assert_eq!(town.get(&format!("/trebinje/pozivi/{call}")).await.status.as_u16(), 200);
}

#[tokio::test]
async fn nothing_that_somebody_wrote_becomes_markup() {
    const EVIL: &str = "</title></script><script>alert('x')</script><img src=x onerror=\"alert(1)\">&amp;";
    let town = Town::new().await;
    let trebinje = town.municipality_like("trebinje", |row| row.name_latin = EVIL.into()).await;
    let call = town
        .call(&trebinje, |new| {
            in_full(new);
            let evil = || Some(latin(EVIL));
            let call = &mut new.call;
            call.title = latin(EVIL);
            (call.summary, call.eligibility, call.contact) = (evil(), evil(), evil());
            (call.legal_basis, call.deadline_note) = (evil(), evil());
            call.reference_number = Some(EVIL.into());
            new.lots[0].title = latin(EVIL);
            new.documents[0].name = latin(EVIL);
            new.documents[0].media_type = Some(format!("text/{EVIL}"));
            let correction = &mut new.corrections[0];
            (correction.before, correction.after) = (Some(EVIL.into()), Some(EVIL.into()));
            correction.reason = evil();
        })
        .await;
    for path in [
        "/".to_owned(),
        "/trebinje/pozivi".into(),
        "/trebinje/pozivi?q=%3C%2Ftitle%3E%3Cscript%3Ealert('x')%3C%2Fscript%3E%22%3E&lang=%22%3E%3Cscript%3Ealert('x')".into(),
        "/trebinje/pozivi?oblast=%22%3E%3Cscript%3Ealert('x')".into(),
        format!("/trebinje/pozivi/{}", call.id),
    ] {
        let text = page(&town, &path).await;
        assert!(!text.contains("<script>") && !text.contains("<img") && !text.contains("onerror=\""), "{text}");
        if path != "/" {
            structured(&text);
        }
    }
    let text = page(&town, &format!("/trebinje/pozivi/{}", call.id)).await;
    assert_eq!(structured(&text)["name"], EVIL, "escaped, not lost");
    assert!(text.matches("&lt;script&gt;").count() > 10, "shown as it was written");
}

#[tokio::test]
async fn an_address_that_runs_a_script_is_no_link() {
    const EVIL: &str = "javascript:alert(1)";
    let town = Town::new().await;
    let trebinje = town.municipality_like("trebinje", |row| row.website = Some(EVIL.into())).await;
    let call = town
        .call(&trebinje, |new| {
            in_full(new);
            new.call.source_url = Some(EVIL.into());
            new.documents[0].url = Some(EVIL.into());
        })
        .await;
    let text = page(&town, &format!("/trebinje/pozivi/{}", call.id)).await;
    assert!(!text.contains("href=\"javascript:"), "{text}");
}

#[tokio::test]
async fn the_front_page_lists_the_municipalities() {
    let town = Town::new().await;
    for slug in ["trebinje", "banja-luka"] {
        town.municipality(slug).await;
    }
    let text = page(&town, "/?lang=sr-Cyrl").await;
    let row = |slug, name| format!("<a href=\"/{slug}/pozivi?lang=sr-Cyrl\">{name}</a>");
    assert_eq!(between(&text, "<li>", "</li>"), [row("banja-luka", "Бања Лука"), row("trebinje", "Требиње")]);
}

#[tokio::test]
async fn each_municipality_says_how_accessible_its_pages_are() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let path = "/trebinje/pristupacnost";
    for locale in [Locale::SrLatn, Locale::SrCyrl, Locale::En] {
        let statement = page(&town, &format!("{path}?lang={}", locale.tag())).await;
        let say = Messages::of(locale);
        for heading in [
            say.say("accessibility.accTitle"),
            say.say("accessibility.accStatus"),
            say.say("accessibility.accNot"),
            say.say("accessibility.accMade"),
            say.say("accessibility.accContact"),
            say.say("accessibility.accEnforce"),
        ] {
            assert!(statement.contains(&format!(">{heading}</h")), "{heading} in {locale:?}");
        }
        assert!(statement.contains("EN 301 549 V3.2.1"), "the standard is named in every script");
        assert!(!statement.contains("{name}") && !statement.contains("{date}"), "every gap is filled");
        assert_eq!(structured(&statement)["inLanguage"], locale.tag());
    }
    let website = trebinje.website.as_deref().unwrap_or_default();
    let statement = page(&town, path).await;
    assert!(website.is_empty() || statement.contains(&format!("href=\"{website}\"")), "whom to tell: {website}");
    // A link away from every page.
    for from in ["pozivi", "rasprave", "organizacije", "pristupacnost"] {
        let foot = page(&town, &format!("/trebinje/{from}?lang=en")).await;
        let foot = foot.split("<footer>").nth(1).unwrap_or_default();
        assert!(foot.contains(&format!("href=\"{path}?lang=en\"")), "{from}: {foot}");
    }
    assert_eq!(town.get("/nema-je/pristupacnost").await.status, 404);
}
