//! What pages tell search engines and previews of themselves: words that schema.org and Open Graph know, and no others.

use entities::{CallField, CallStage, CorrectionId, call_correction};
use serde_json::Value;
use tests::given::{in_full, latin, with_everything};
use tests::{HOME, Town, instant};

/// The types that we use, each with those of its properties, as schema.org has them (its inherited ones too).
const KNOWN: [(&str, &[&str]); 12] = [
    (
        "WebPage",
        &["name", "inLanguage", "description", "url", "datePublished", "expires", "publisher", "mainEntity", "about"],
    ),
    ("MonetaryGrant", &["name", "description", "url", "amount", "funder"]),
    ("MonetaryAmount", &["value", "currency"]),
    ("GovernmentOrganization", &["name", "url"]),
    ("Event", &["name", "startDate", "eventStatus", "eventAttendanceMode", "location", "organizer", "url", "audience"]),
    ("Place", &["name", "address"]),
    ("Audience", &["audienceType"]),
    ("ItemList", &["itemListElement"]),
    ("ListItem", &["position", "url"]),
    ("PostalAddress", &["addressLocality", "streetAddress"]),
    (
        "NGO",
        &[
            "name",
            "url",
            "alternateName",
            "description",
            "foundingDate",
            "telephone",
            "email",
            "sameAs",
            "taxID",
            "identifier",
            "areaServed",
            "address",
        ],
    ),
    ("", &[]),
];

/// Every fault of a piece of structured data.
fn faults(data: &Value, at: &str, out: &mut Vec<String>) {
    match data {
        Value::Null => out.push(format!("{at}: nothing is stated")),
        Value::Array(items) => items.iter().for_each(|item| faults(item, at, out)),
        Value::Object(fields) => {
            let kind = fields.get("@type").and_then(Value::as_str).unwrap_or_default();
            match KNOWN.iter().find(|(name, _)| *name == kind) {
                Some((_, known)) => out.extend(
                    fields
                        .keys()
                        .filter(|key| !key.starts_with('@') && !known.contains(&key.as_str()))
                        .map(|key| format!("{at}: {kind} has no {key}")),
                ),
                None => out.push(format!("{at}: there is no {kind}")),
            }
            for (key, value) in fields {
                faults(value, &format!("{at}.{key}"), out);
                if key == "url" && !value.as_str().is_some_and(|url| url.starts_with("https://")) {
                    out.push(format!("{at}.{key}: {value} is no address"));
                }
                let dated = ["startDate", "datePublished", "expires"].contains(&key.as_str());
                let text = value.as_str().unwrap_or_default();
                let date = text.parse::<chrono::NaiveDate>().is_ok();
                if dated && !date && chrono::DateTime::parse_from_rfc3339(text).is_err() {
                    out.push(format!("{at}.{key}: {value} is no date"));
                }
            }
        }
        _ => {}
    }
}

/// What a preview is made of is there, once each.
fn previewed(head: &str, path: &str) {
    let whole = ["og:type", "og:site_name", "og:locale", "og:title", "og:description", "og:url", "og:image"];
    for property in whole.iter().chain(&["og:image:type", "og:image:width", "og:image:height", "og:image:alt"]) {
        assert_eq!(head.matches(&format!("property=\"{property}\" content=\"")).count(), 1, "{path}: {property}");
        assert!(!head.contains(&format!("property=\"{property}\" content=\"\"")), "{path}: {property}");
    }
    assert!(head.contains(&format!("<meta property=\"og:image\" content=\"{HOME}preview.png\">")), "{path}: {head}");
    assert!(head.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"), "{path}");
}

async fn told(town: &Town, path: &str) -> (String, Value) {
    let text = town.get(path).await.text();
    let data =
        text.split("ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("data").to_owned();
    let data = serde_json::from_str(&data).unwrap_or_else(|error| panic!("{error}: {data}"));
    (text, data)
}

#[tokio::test]
async fn every_word_of_the_structured_data_is_one_of_schema_org() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let full = town.call(&trebinje, in_full).await.id;
    let bare = town.call(&trebinje, |_| {}).await.id;
    let debate = town.consultation(&trebinje, with_everything).await.id;
    let short = town.consultation(&trebinje, |_| {}).await.id;
    let organisation = town.organisation(&trebinje, |_| {}).await.id;
    for path in [
        "/trebinje/pozivi".to_owned(),
        format!("/trebinje/pozivi/{full}"),
        format!("/trebinje/pozivi/{bare}"),
        "/trebinje/rasprave".into(),
        format!("/trebinje/rasprava/{debate}"),
        format!("/trebinje/rasprava/{short}"),
        "/trebinje/organizacije".into(),
        format!("/trebinje/organizacija/{organisation}"),
    ] {
        let (text, data) = told(&town, &path).await;
        assert_eq!(data["@context"], "https://schema.org", "{path}");
        let mut found = Vec::new();
        // A graph holds things side by side.
        match data.get("@graph") {
            Some(graph) => faults(graph, &path, &mut found),
            None => faults(&data, &path, &mut found),
        }
        assert_eq!(found, [] as [String; 0], "{data:#}");
        let head = text.split("</head>").next().unwrap_or_default();
        previewed(head, &path);
        assert!(
            head.contains(&format!("<meta property=\"og:url\" content=\"{HOME}{}\">", &path[1..])),
            "{path}: {head}"
        );
        let kind = if path.matches('/').count() > 2 { "article" } else { "website" };
        assert!(head.contains(&format!("<meta property=\"og:type\" content=\"{kind}\">")), "{path}");
    }
}

#[tokio::test]
async fn what_is_cancelled_is_no_event_to_come_to() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let cancelled = |new: &mut javno::calls::store::save::NewCall| {
        in_full(new);
        new.call.stage = CallStage::Cancelled;
        new.corrections.push(call_correction::Model {
            id: CorrectionId::new(),
            at: instant("2026-11-24T08:00:00Z"),
            field: CallField::Cancellation,
            reason: Some(latin("Nema novca.")),
            ..new.corrections[0].clone()
        });
    };
    let call = town.call(&trebinje, cancelled).await.id;
    let (_, data) = told(&town, &format!("/trebinje/pozivi/{call}")).await;
    let status = |n: usize| data["about"][n]["eventStatus"].as_str().unwrap_or_default().to_owned();
    assert_eq!(data["about"].as_array().map(Vec::len), Some(2));
    assert_eq!(status(0), "https://schema.org/EventScheduled", "it took place before");
    assert_eq!(status(1), "https://schema.org/EventCancelled");
    assert_eq!(data["about"][1]["startDate"], "2026-12-01T11:00:00+01:00");
}

#[tokio::test]
async fn every_page_that_is_sent_on_has_a_preview_with_a_picture() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    for (path, url) in [
        ("/", HOME.to_owned()),
        ("/studio?opstina=trebinje&cms=joomla", format!("{HOME}studio")),
        ("/studio/list", format!("{HOME}studio")),
        ("/trebinje/pristupacnost", format!("{HOME}trebinje/pristupacnost")),
    ] {
        let text = town.get(path).await.text();
        let head = text.split("</head>").next().unwrap_or_default();
        previewed(head, path);
        assert!(head.contains(&format!("<meta property=\"og:url\" content=\"{url}\">")), "{path}: {head}");
    }
    let english = town.get("/?lang=en").await.text();
    assert!(english.contains("<meta property=\"og:locale\" content=\"en_GB\">"));
    let picture = town.get("/preview.png").await;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/png"));
    assert!(picture.header("cache-control").starts_with("public, max-age="), "{:?}", picture.headers);
    let again = town.get_with("/preview.png", &[("if-none-match", picture.header("etag"))]).await;
    assert_eq!(again.status, 304);
}

#[tokio::test]
async fn a_page_leads_to_an_oembed_that_is_there_or_to_none() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await.id;
    let debate = town.consultation(&trebinje, with_everything).await.id;
    let organisation = town.organisation(&trebinje, |_| {}).await.id;
    for (path, found) in [
        ("/trebinje/pozivi".to_owned(), 2),
        (format!("/trebinje/pozivi/{call}"), 2),
        ("/trebinje/rasprave?lang=sr-Cyrl".into(), 2),
        (format!("/trebinje/rasprava/{debate}"), 2),
        ("/trebinje/organizacije".into(), 2),
        (format!("/trebinje/organizacija/{organisation}"), 2),
        ("/trebinje/pristupacnost".into(), 0),
        (format!("/trebinje/pozivi/{call}/pitanje"), 0),
        ("/".into(), 0),
        ("/studio".into(), 0),
    ] {
        let text = town.get(&path).await.text();
        let links = text.split("href=\"").filter_map(|rest| rest.split('"').next());
        let links: Vec<_> =
            links.filter_map(|link| link.strip_prefix(HOME)).filter(|link| link.starts_with("oembed?")).collect();
        assert_eq!(links.len(), found, "{path}");
        for link in links {
            let answer = town.get(&format!("/{}", link.replace("&amp;", "&"))).await;
            assert_eq!(answer.status, 200, "{path}: {link}");
        }
    }
}
