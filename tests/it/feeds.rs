//! What one can follow: read by other programs' libraries than those that write it.

use entities::CallStage;
use roxmltree::{Document, Node};
use serde_json::Value;
use tests::given::{a_call, cyrillic, in_full, latin, on, with_everything};
use tests::{Answer, HOME, Town};

use crate::feeds_calendars::events;
use crate::report::Hall;

pub(crate) async fn got(town: &Town, path: &str, media: &str) -> Answer {
    let answer = town.get(path).await;
    let of = format!("{media}; charset=utf-8");
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, &*of), "{path}: {}", answer.text());
    answer
}

/// News, as a reader of them keeps them.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Feed {
    title: String,
    language: String,
    links: Vec<(String, String)>,
    pub(crate) entries: Vec<Entry>,
}

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Entry {
    id: String,
    pub(crate) title: String,
    link: String,
    published: String,
    html: String,
    tags: Vec<String>,
}

/// The text of the first child of this name; none is a fault.
fn text(node: Node<'_, '_>, name: &str) -> String {
    let found = node.children().find(|child| child.tag_name().name() == name);
    found.unwrap_or_else(|| panic!("no {name} in {node:?}")).text().unwrap_or_default().to_owned()
}

/// An instant, however it is written.
fn utc(text: &str) -> String {
    let at = chrono::DateTime::parse_from_rfc3339(text).or_else(|_| chrono::DateTime::parse_from_rfc2822(text));
    at.unwrap_or_else(|error| panic!("{error}: {text}")).to_utc().to_rfc3339()
}

pub(crate) fn atom(answer: &Answer) -> Feed {
    const ATOM: &str = "http://www.w3.org/2005/Atom";
    let whole = answer.text();
    let document = Document::parse(&whole).unwrap_or_else(|error| panic!("{error}: {whole}"));
    let root = document.root_element();
    assert_eq!((root.tag_name().namespace(), root.tag_name().name()), (Some(ATOM), "feed"));
    utc(&text(root, "updated"));
    assert!(text(root, "id").starts_with(HOME));
    let named = |node: Node<'_, '_>, name: &str| node.tag_name().name() == name;
    let links = |node: Node<'_, '_>| -> Vec<_> {
        let links = node.children().filter(|child| named(*child, "link"));
        let told = |link: Node<'_, '_>, name| link.attribute(name).unwrap_or_default().to_owned();
        links.map(|link| (told(link, "rel"), told(link, "href"))).collect()
    };
    let entry = |node: Node<'_, '_>| {
        assert!(utc(&text(node, "updated")) >= utc(&text(node, "published")));
        let content = node.children().find(|child| named(*child, "content")).expect("content");
        assert_eq!(content.attribute("type"), Some("html"));
        let author = node.children().find(|child| named(*child, "author")).expect("an author");
        assert!(!text(author, "name").is_empty());
        let tags = node.children().filter(|child| named(*child, "category"));
        Entry {
            id: text(node, "id"),
            title: text(node, "title"),
            link: links(node)[0].1.clone(),
            published: utc(&text(node, "published")),
            html: content.text().unwrap_or_default().to_owned(),
            tags: tags.map(|tag| tag.attribute("label").expect("a label").to_owned()).collect(),
        }
    };
    Feed {
        title: text(root, "title"),
        language: root.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).unwrap_or_default().to_owned(),
        links: links(root),
        entries: root.children().filter(|child| named(*child, "entry")).map(entry).collect(),
    }
}

fn rss(answer: &Answer) -> Feed {
    let whole = answer.text();
    let document = Document::parse(&whole).unwrap_or_else(|error| panic!("{error}: {whole}"));
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attribute("version")), ("rss", Some("2.0")));
    let channel = root.first_element_child().expect("a channel");
    utc(&text(channel, "lastBuildDate"));
    assert!(!text(channel, "description").is_empty());
    let own = channel.children().find(|child| child.tag_name().namespace() == Some("http://www.w3.org/2005/Atom"));
    let own = own.expect("an address of its own").attribute("href").unwrap_or_default().to_owned();
    let entry = |node: Node<'_, '_>| {
        let guid = node.children().find(|child| child.tag_name().name() == "guid").expect("an id");
        assert_eq!(guid.attribute("isPermaLink"), Some("false"));
        let tags = node.children().filter(|child| child.tag_name().name() == "category");
        Entry {
            id: text(node, "guid"),
            title: text(node, "title"),
            link: text(node, "link"),
            published: utc(&text(node, "pubDate")),
            html: text(node, "description"),
            tags: tags.map(|tag| tag.text().unwrap_or_default().to_owned()).collect(),
        }
    };
    Feed {
        title: text(channel, "title"),
        language: text(channel, "language"),
        links: vec![("self".into(), own), ("alternate".into(), text(channel, "link"))],
        entries: channel.children().filter(|child| child.tag_name().name() == "item").map(entry).collect(),
    }
}

fn json(answer: &Answer) -> Feed {
    let feed = answer.json();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let word = |value: &Value| value.as_str().unwrap_or_else(|| panic!("no word: {feed:#}")).to_owned();
    let entry = |item: &Value| {
        assert!(utc(&word(&item["date_modified"])) >= utc(&word(&item["date_published"])));
        Entry {
            id: word(&item["id"]),
            title: word(&item["title"]),
            link: word(&item["url"]),
            published: utc(&word(&item["date_published"])),
            html: word(&item["content_html"]),
            tags: item["tags"].as_array().expect("tags").iter().map(word).collect(),
        }
    };
    Feed {
        title: word(&feed["title"]),
        language: word(&feed["language"]),
        links: vec![("self".into(), word(&feed["feed_url"])), ("alternate".into(), word(&feed["home_page_url"]))],
        entries: feed["items"].as_array().expect("items").iter().map(entry).collect(),
    }
}

/// Ending, media type, and how it is read.
type Form = (&'static str, &'static str, fn(&Answer) -> Feed);
const NEWS: [Form; 3] = [
    ("atom", "application/atom+xml", atom),
    ("rss", "application/rss+xml", rss),
    ("json", "application/feed+json", json),
];

#[tokio::test]
async fn news_of_calls_say_the_same_in_every_form() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await;
    town.call(&trebinje, |new| new.call.stage = CallStage::Draft).await;
    let older = town
        .call(&trebinje, |new| {
            new.call.title = cyrillic("Позив & <b>стари</b>");
            (new.call.published_on, new.areas) = (Some(on("2026-10-01")), vec!["sport".into()]);
        })
        .await;
    let mut html = String::new();
    for (ending, media, read) in NEWS {
        let feed = read(&got(&town, &format!("/trebinje/pozivi.{ending}"), media).await);
        assert_eq!((&*feed.title, &*feed.language), ("Javni pozivi: Trebinje", "sr-Latn"), "{ending}");
        let link = |rel: &str, path: &str| (rel.to_owned(), format!("{HOME}trebinje/{path}"));
        assert_eq!(feed.links, [link("self", &format!("pozivi.{ending}")), link("alternate", "pozivi")]);
        let [new, old] = &*feed.entries else { panic!("two calls are published: {:?}", feed.entries) };
        assert_eq!(new.id, call.id.0.urn().to_string(), "{ending}");
        assert_eq!(old.id, older.id.0.urn().to_string(), "{ending}");
        assert_eq!(new.title, "Rok je produžen: Javni poziv za projekte udruženja");
        assert_eq!(old.title, "Poziv & <b>stari</b>", "{ending}: text is text");
        assert_eq!(new.link, format!("{HOME}trebinje/pozivi/{}", call.id));
        assert_eq!(new.published, "2026-11-09T23:00:00+00:00", "midnight in Trebinje");
        assert_eq!(new.tags, ["Kultura i umjetnost", "Zaštita životne sredine"], "{ending}");
        assert!(html.is_empty() || html == new.html, "{ending}: {}", new.html);
        html.clone_from(&new.html);
    }
    insta::assert_snapshot!(html.replace("</p>", "</p>\n").replace('\u{a0}', "~"), @"
    <p>Rok za prijavu: do 14. 12. 2026. u 15.00 časova</p>
    <p>Ukupna sredstva: 45.000~KM</p>
    <p>Po projektu: 1.000–3.000,50~KM</p>
    <p>Podržava se uređenje obala.</p>
    <p>Izmijenjeno 23. 11. 2026.: Po projektu. Odluka skupštine.</p>
    ");
}

#[tokio::test]
async fn an_area_a_language_and_everybody_can_be_followed() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    for (owner, title, area) in
        [(&trebinje, "Sport ovdje", "sport"), (&trebinje, "Rijeke", "environment"), (&teslic, "Sport tamo", "sport")]
    {
        let mut new = a_call(owner);
        (new.call.title, new.areas) = (latin(title), vec![area.into()]);
        town.calls([new]).await;
    }
    let mut said = String::new();
    for path in [
        "/trebinje/pozivi.atom",
        "/trebinje/pozivi.atom?oblast=sport",
        "/trebinje/pozivi.atom?lang=sr-Cyrl&oblast=sport",
        "/pozivi.atom",
        "/pozivi.atom?oblast=sport&lang=en",
        "/rasprave.atom",
    ] {
        let feed = atom(&got(&town, path, "application/atom+xml").await);
        let mut titles: Vec<_> = feed.entries.iter().map(|entry| &*entry.title).collect();
        titles.sort_unstable();
        let links: Vec<_> = feed.links.iter().map(|(rel, href)| format!("{rel} {href}")).collect();
        said += &format!("{path}\n    {} [{}]\n    {}\n", feed.title, titles.join(", "), links.join(" | "));
    }
    insta::assert_snapshot!(said, @"
    /trebinje/pozivi.atom
        Javni pozivi: Trebinje [Rijeke, Sport ovdje]
        self https://javno.example/trebinje/pozivi.atom | alternate https://javno.example/trebinje/pozivi
    /trebinje/pozivi.atom?oblast=sport
        Javni pozivi: Trebinje (Sport i rekreacija) [Sport ovdje]
        self https://javno.example/trebinje/pozivi.atom?oblast=sport | alternate https://javno.example/trebinje/pozivi?oblast=sport
    /trebinje/pozivi.atom?lang=sr-Cyrl&oblast=sport
        Јавни позиви: Требиње (Спорт и рекреација) [Спорт овдје]
        self https://javno.example/trebinje/pozivi.atom?lang=sr-Cyrl&oblast=sport | alternate https://javno.example/trebinje/pozivi?lang=sr-Cyrl&oblast=sport
    /pozivi.atom
        Javni pozivi: sve opštine i gradovi [Rijeke, Sport ovdje, Sport tamo]
        self https://javno.example/pozivi.atom | alternate https://javno.example/
    /pozivi.atom?oblast=sport&lang=en
        Open calls: all municipalities and cities (Sport and recreation) [Sport ovdje, Sport tamo]
        self https://javno.example/pozivi.atom?lang=en&oblast=sport | alternate https://javno.example/?lang=en
    /rasprave.atom
        Javne rasprave: sve opštine i gradovi []
        self https://javno.example/rasprave.atom | alternate https://javno.example/
    ");
    for path in [
        "/trebinje/pozivi.atom?oblast=zzz",
        "/nigdje/pozivi.rss",
        "/trebinje/pozivi/zzz/kalendar.ics",
        "/trebinje/rasprave.atom?oblast=zzz",
        "/rasprave.ics?oblast=zzz",
    ] {
        assert_eq!(town.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn nothing_that_somebody_wrote_becomes_another_line_or_markup() {
    const EVIL: &str = "Poziv\r\nBEGIN:VEVENT, ; \\ ]]> </title><script>alert(1)</script>";
    let town = Town::new().await;
    let trebinje = town.municipality_like("trebinje", |row| row.name_latin = EVIL.into()).await;
    town.call(&trebinje, |new| {
        in_full(new);
        (new.call.title, new.call.summary) = (latin(EVIL), Some(latin(EVIL)));
        new.events[0].place = Some(latin(EVIL));
    })
    .await;
    for (ending, media, read) in NEWS {
        let answer = got(&town, &format!("/trebinje/pozivi.{ending}"), media).await;
        let html = read(&answer).entries.remove(0).html;
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{ending}: {html}");
        // In JSON no letter of it means anything.
        assert!(ending == "json" || !answer.text().contains("<script"), "{ending}: {}", answer.text());
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; sandbox");
    }
    let text = got(&town, "/trebinje/pozivi.ics", "text/calendar").await.text();
    assert_eq!(events(&text).len(), 6, "{text}");
    assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 6, "{text}");
}

#[tokio::test]
async fn whoever_has_it_is_told_that_nothing_is_new() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, in_full).await;
    for (path, media) in [("/trebinje/pozivi.rss", "application/rss+xml"), ("/trebinje/pozivi.ics", "text/calendar")] {
        let first = got(&town, path, media).await;
        let (tag, at) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
        assert_eq!(at, "Mon, 23 Nov 2026 09:00:00 GMT", "{path}");
        assert_eq!(first.header("cache-control"), "public, max-age=60, stale-while-revalidate=600");
        // Time passes, and nothing happens.
        town.clock.advance(chrono::TimeDelta::days(3));
        for (headers, status) in [
            (vec![("if-none-match", &*tag)], 304),
            (vec![("if-modified-since", &*at)], 304),
            (vec![("if-none-match", "W/\"other\""), ("if-modified-since", &*at)], 200),
            (vec![("if-modified-since", "Tue, 24 Nov 2026 09:00:00 GMT")], 200),
        ] {
            let again = town.get_with(path, &headers).await;
            assert_eq!((again.status.as_u16(), again.header("etag")), (status, &*tag), "{path} {headers:?}");
            assert_eq!(again.bytes.is_empty(), status == 304);
        }
    }
}

#[tokio::test]
async fn what_following_costs_the_database_does_not_grow() {
    for count in [2, 20] {
        let town = Town::new().await;
        let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
        let call = |number: usize| {
            let mut new = a_call(if number.is_multiple_of(2) { &trebinje } else { &teslic });
            in_full(&mut new);
            new
        };
        town.calls((0..count).map(call)).await;
        for _ in 0..count {
            town.consultation(&trebinje, with_everything).await;
        }
        for (path, statements) in [
            ("/trebinje/pozivi.atom", 5),
            ("/pozivi.json", 5),
            ("/trebinje/pozivi.ics", 5),
            ("/trebinje/rasprave.rss", 4),
            ("/rasprave.ics", 4),
        ] {
            town.statements();
            assert_eq!(town.get(path).await.status, 200, "{path}");
            let made = town.statements();
            assert_eq!(made.len(), statements, "{path}: {made:#?}");
        }
    }
}

#[tokio::test]
async fn pages_lead_to_what_can_be_followed() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await.id;
    let debate = town.consultation(&trebinje, with_everything).await.id;
    for (path, calendar) in [
        ("/trebinje/pozivi".to_owned(), "webcal://javno.example/trebinje/pozivi.ics".to_owned()),
        (
            "/trebinje/pozivi?oblast=culture&lang=en".into(),
            "webcal://javno.example/trebinje/pozivi.ics?lang=en&amp;oblast=culture".into(),
        ),
        (format!("/trebinje/pozivi/{call}"), format!("https://javno.example/trebinje/pozivi/{call}/kalendar.ics")),
        ("/trebinje/rasprave".into(), "webcal://javno.example/trebinje/rasprave.ics".into()),
        (
            format!("/trebinje/rasprava/{debate}?lang=sr-Cyrl"),
            format!("https://javno.example/trebinje/rasprava/{debate}/kalendar.ics?lang=sr-Cyrl"),
        ),
    ] {
        let text = town.get(&path).await.text();
        assert!(text.contains(&format!("href=\"{calendar}\"")), "{path}: {text}");
        let head = text.split("</head>").next().unwrap_or_default();
        let links: Vec<_> = head.split("<link rel=\"alternate\" type=\"").skip(1).collect();
        assert!(links.len() >= 4, "{path}: {head}");
        for link in links.iter().filter(|link| !link.contains("oembed")) {
            let (media, rest) = link.split_once('"').expect("a type");
            let address = rest.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an address");
            let there = address.replace("&amp;", "&").replace(HOME, "/");
            got(&town, &there, media).await;
        }
    }
    let answer = town.get(&format!("/trebinje/pozivi/{call}/kalendar.ics")).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"kalendar.ics\"");
    let news: Value = town.get("/trebinje/rasprave.json").await.json();
    insta::assert_snapshot!(news["items"][0]["content_text"].as_str().expect("words"), @"
    Primjedbe do: do kraja dana 8. 12. 2026.
    Gdje i kada se raspravlja: 27. 11. 2026. u 17.00 časova, Velika sala
    Riječi
    Riječi
    Izmijenjeno 22. 11. 2026.: Opis. Ispravka
    ");
}

#[tokio::test]
async fn one_call_is_followed_by_itself() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await;
    town.call(&trebinje, |_| {}).await;
    let there = format!("/trebinje/pozivi/{}", call.id);
    for (ending, media, read) in NEWS {
        let feed = read(&got(&town, &format!("{there}/novosti.{ending}"), media).await);
        assert_eq!(feed.title, "Javni poziv za projekte udruženja: Trebinje", "{ending}");
        let link = |rel: &str, path: &str| (rel.to_owned(), format!("https://javno.example{there}{path}"));
        assert_eq!(feed.links, [link("self", &format!("/novosti.{ending}")), link("alternate", "")]);
        let told: Vec<_> = feed.entries.iter().map(|entry| (&*entry.title, &*entry.published)).collect();
        assert_eq!(
            told,
            [
                ("Izmijenjeno 23. 11. 2026.: Javni poziv za projekte udruženja", "2026-11-23T09:00:00+00:00"),
                ("Rok je produžen: Javni poziv za projekte udruženja", "2026-11-09T23:00:00+00:00"),
            ],
            "{ending}"
        );
        assert!(feed.entries.iter().all(|entry| entry.link == format!("https://javno.example{there}")));
        assert_eq!(feed.entries[0].html, "<p>Po projektu: Odluka skupštine.</p>", "{ending}");
    }
    let english = atom(&got(&town, &format!("{there}/novosti.atom?lang=en"), "application/atom+xml").await);
    assert_eq!(english.links[0].1, format!("https://javno.example{there}/novosti.atom?lang=en"));
    town.municipality("teslic").await;
    for nowhere in [
        there.replace("trebinje", "teslic") + "/novosti.atom",
        "/trebinje/pozivi/call_01jd0000000000000000000000/novosti.rss".into(),
        "/trebinje/rasprava/x/novosti.json".into(),
        format!("{there}/novosti.ics"),
    ] {
        assert_eq!(town.get(&nowhere).await.status, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn what_a_municipality_answers_in_a_debate_is_news_of_it() {
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    let (first, second) =
        (hall.paper(&moderator, serde_json::json!({})).await, hall.paper(&moderator, serde_json::json!({})).await);
    let news = format!("/trebinje/rasprava/{}/novosti.json", hall.of());
    let titles = async || {
        let feed = json(&got(&hall.town, &news, "application/feed+json").await);
        feed.entries.into_iter().map(|entry| (entry.title, entry.html)).collect::<Vec<_>>()
    };
    assert_eq!(titles().await.len(), 1, "nothing has come to it yet");
    hall.answer(&moderator, &[&first, &second], "PARTLY_ACCEPTED", "Прихваћено за став 1.").await;
    let told = titles().await;
    assert_eq!(told.len(), 2, "one answer is told once, under however many comments it stands: {told:?}");
    assert_eq!(told[0].0, "Odgovor nadležnog organa (djelimično prihvaćen): Nacrt odluke o komunalnom redu");
    assert_eq!(told[0].1, "<p>Prihvaćeno za stav 1.</p>");

    // An answer under nothing that anybody may read is nobody's to read.
    for comment in [&first, &second] {
        hall.make(comment, |row| row.state = sea_orm::ActiveValue::Set(entities::CommentState::Rejected)).await;
    }
    assert_eq!(titles().await.len(), 1);
    for comment in [&first, &second] {
        hall.make(comment, |row| row.state = sea_orm::ActiveValue::Set(entities::CommentState::Published)).await;
    }
    hall.close().await;
    hall.town.clock.advance(chrono::TimeDelta::minutes(1));
    hall.finish(&moderator, "Расправа је била жива.").await;
    let told = titles().await;
    assert_eq!(told[0].0, "Izvještaj o javnoj raspravi: Nacrt odluke o komunalnom redu");
    assert_eq!((told[0].1.as_str(), told.len()), ("<p>Rasprava je bila živa.</p>", 3));
    hall.town.statements();
    got(&hall.town, &news, "application/feed+json").await;
    let made = hall.town.statements();
    assert!(made.len() <= 7, "{made:#?}");
    let page = hall.town.get(&format!("/trebinje/rasprava/{}", hall.of())).await.text();
    assert!(page.contains(&format!("href=\"{news}\" rel=\"nofollow\"")), "{page}");
}
