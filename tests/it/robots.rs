//! What search engines are told.

use entities::CallStage;
use robotstxt::DefaultMatcher;
use roxmltree::Document;
use tests::given::{in_full, with_everything};
use tests::{HOME, Town};

/// The addresses of a map, each with when it was changed.
async fn map(town: &Town, path: &str) -> Vec<String> {
    let answer = town.get(path).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("content-type")),
        (200, "application/xml; charset=utf-8"),
        "{path}"
    );
    let text = answer.text();
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.sitemaps.org/schemas/sitemap/0.9"));
    let entry = |node: roxmltree::Node<'_, '_>| {
        let parts = node.children().filter_map(|part| part.text());
        parts.map(|part| part.trim_start_matches(HOME)).collect::<Vec<_>>().join(" ")
    };
    root.children().map(entry).collect()
}

#[tokio::test]
async fn the_maps_have_what_is_published_and_no_exercise() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let call = town.call(&trebinje, in_full).await.id;
    let plain = town.call(&trebinje, |_| {}).await.id;
    town.call(&trebinje, |new| new.call.stage = CallStage::Draft).await;
    town.call(&trebinje, |new| new.call.exercise = true).await;
    town.call(&teslic, |_| {}).await;
    let debate = town.consultation(&trebinje, with_everything).await.id;
    town.consultation(&trebinje, |given| given.new.consultation.exercise = true).await;
    assert_eq!(map(&town, "/sitemap.xml").await, ["teslic/sitemap.xml", "trebinje/sitemap.xml"]);
    town.statements();
    let found = map(&town, "/trebinje/sitemap.xml").await;
    assert_eq!(town.statements().len(), 6);
    assert_eq!(
        found,
        [
            "trebinje/pozivi".to_owned(),
            "trebinje/rasprave".into(),
            "trebinje/organizacije".into(),
            format!("trebinje/pozivi/{call} 2026-11-23T09:00:00Z"),
            format!("trebinje/pozivi/{plain} 2026-11-09T23:00:00Z"),
            format!("trebinje/rasprava/{debate} 2026-11-22T08:00:00Z"),
        ]
    );
    for entry in &found {
        let path = entry.split(' ').next().unwrap_or_default();
        let page = town.get(&format!("/{path}")).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.text().contains("noindex"), "{path}");
    }
    assert_eq!(town.get("/nigdje/sitemap.xml").await.status, 404);
}

#[tokio::test]
async fn what_one_person_alone_has_the_address_of_is_for_no_machine() {
    let town = Town::new().await;
    let text = town.get("/robots.txt").await.text();
    assert!(text.ends_with("\nSitemap: https://javno.example/sitemap.xml\n"), "{text}");
    let may = |path: &str| {
        let address = format!("https://javno.example{path}");
        DefaultMatcher::default().one_agent_allowed_by_robots(&text, "Googlebot", &address)
    };
    for path in [
        "/",
        "/trebinje/pozivi",
        "/trebinje/pozivi/call_01h455vb4pex5vsknk084sn02q",
        "/trebinje/pozivi.atom",
        "/trebinje/rasprava/con_01h455vb4pex5vsknk084sn02q",
        "/trebinje/rasprava/con_01h455vb4pex5vsknk084sn02q/zapisnik",
        "/trebinje/organizacija/org_01h455vb4pex5vsknk084sn02q",
        "/page.css",
        "/sitemap.xml",
    ] {
        assert!(may(path), "{path}");
    }
    for path in [
        "/desk",
        "/desk/pozivi",
        "/outbox",
        "/trebinje/potvrda/ABCD",
        "/trebinje/potvrdi/secret",
        "/trebinje/pozivi/call_01h455vb4pex5vsknk084sn02q/pitanje",
        "/trebinje/rasprava/con_01h455vb4pex5vsknk084sn02q/komentari?dio=1",
        "/trebinje/rasprava/con_01h455vb4pex5vsknk084sn02q/izvjestaj.csv",
        "/trebinje/organizacije/predlozi",
        "/trebinje/organizacije/veza/secret",
        "/files/comments/x/y/z",
        "/log/con_01h455vb4pex5vsknk084sn02q.ndjson",
    ] {
        assert!(!may(path), "{path}");
    }
}
