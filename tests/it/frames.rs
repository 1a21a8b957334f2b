//! Pages of ours inside pages of others: what oEmbed answers, and who may frame.

use entities::{CallStage, Words};
use roxmltree::Document;
use serde_json::{Value, json};
use tests::given::{in_full, latin, with_everything};
use tests::{HOME, Town};
use url::form_urlencoded::byte_serialize;

fn asked(url: &str, more: &str) -> String {
    let url: String = byte_serialize(url.as_bytes()).collect();
    format!("/oembed?url={url}{more}")
}

#[tokio::test]
async fn whoever_pastes_an_address_gets_the_page_in_a_frame() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await.id;
    let url = format!("{HOME}trebinje/pozivi/{call}?lang=sr-Cyrl#izmjene");
    let answer = town.get(&asked(&url, "&maxwidth=600&maxheight=9000")).await;
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    let told = answer.json();
    assert_eq!(
        told,
        json!({
            "version": "1.0", "type": "rich", "provider_name": "Javno", "provider_url": HOME,
            "author_name": "Требиње", "author_url": "https://trebinje.example/",
            "title": "Јавни позив за пројекте удружења · Требиње",
            "cache_age": 3600, "width": 600, "height": 760,
            "html": format!(
                "<blockquote hidden><a href=\"{HOME}trebinje/pozivi/{call}?lang=sr-Cyrl\">Јавни позив за пројекте удружења · Требиње</a>\
                 </blockquote><iframe src=\"{HOME}trebinje/pozivi/{call}?lang=sr-Cyrl&amp;frame=1\" width=\"600\" height=\"760\" \
                 title=\"Јавни позив за пројекте удружења · Требиње\" frameborder=\"0\" scrolling=\"auto\"></iframe>"
            ),
        })
    );
    // XML says the same.
    let answer = town.get(&asked(&url, "&maxwidth=600&format=xml")).await;
    assert_eq!(answer.header("content-type"), "text/xml; charset=utf-8");
    let text = answer.text();
    let document = Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(document.root_element().tag_name().name(), "oembed");
    for (name, value) in told.as_object().expect("an object") {
        let said = document.root_element().children().find(|node| node.tag_name().name() == name);
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        assert_eq!(said.and_then(|node| node.text()), Some(&*value), "{name}");
    }
}

#[tokio::test]
async fn a_list_that_is_narrowed_stays_so_in_the_frame() {
    let town = Town::new().await;
    town.municipality("trebinje").await;
    for (list, kept) in [
        ("pozivi", "stanje=otvoreni&q=most&oblast=sport"),
        ("rasprave", "stanje=otvorene&q=plan&oblast=sport"),
        ("organizacije", "q=most&oblast=sport&slovo=U&oblik=association&mjesto=Lastva&status=public_interest"),
    ] {
        let url = format!("{HOME}trebinje/{list}?{kept}&poslije=x&stampa=1&frame=1");
        let html = town.get(&asked(&url, "")).await.json()["html"].as_str().expect("markup").replace("&amp;", "&");
        assert!(html.contains(&format!("<a href=\"{HOME}trebinje/{list}?{kept}\">")), "{html}");
        assert!(html.contains(&format!("<iframe src=\"{HOME}trebinje/{list}?{kept}&frame=1\" ")), "{html}");
    }
}

#[tokio::test]
async fn every_page_says_where_its_frame_is_told_of() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await.id;
    let debate = town.consultation(&trebinje, with_everything).await.id;
    let organisation = town.organisation(&trebinje, |_| {}).await.id;
    for path in [
        "trebinje/pozivi".to_owned(),
        format!("trebinje/pozivi/{call}?lang=en"),
        "trebinje/rasprave".into(),
        format!("trebinje/rasprava/{debate}"),
        "trebinje/organizacije".into(),
        format!("trebinje/organizacija/{organisation}"),
    ] {
        let page = town.get(&format!("/{path}")).await.text();
        for media in ["application/json+oembed", "text/xml+oembed"] {
            let link = page.split(&format!("type=\"{media}\"")).nth(1).and_then(|rest| rest.split("href=\"").nth(1));
            let link = link.and_then(|rest| rest.split('"').next()).expect("a link").replace("&amp;", "&");
            let told = town.get(link.strip_prefix(HOME).map(|rest| format!("/{rest}")).as_deref().expect("ours")).await;
            assert_eq!(told.status, 200, "{link}");
            let plain = told.text().replace("&amp;", "&").replace("amp;", "").replace("\\\"", "\"");
            let src =
                plain.split("src=").nth(1).map(|rest| rest.trim_start_matches(['"', '&']).trim_start_matches("quot;"));
            let src = src.and_then(|rest| rest.split(['"', '&', ' ']).next()).unwrap_or_default().to_owned();
            assert!(src.starts_with(HOME), "{src} in {plain}");
        }
        // And it can be had in a frame of the municipality's own site.
        let mark = if path.contains('?') { '&' } else { '?' };
        let framed = town.get(&format!("/{path}{mark}frame=1")).await;
        let policy = framed.header("content-security-policy").to_owned();
        assert!(policy.ends_with("frame-ancestors 'self' https://trebinje.example"), "{policy}");
        assert!(policy.contains("script-src 'self' https://javno.example;"), "{policy}");
        let text = framed.text();
        assert!(text.contains("<script src=\"/frame.js\" defer></script>") && !text.contains("<header"), "{text}");
        assert!(
            text.contains("noindex") && text.contains(&format!("rel=\"canonical\" href=\"{HOME}{path}\"")),
            "{text}"
        );
        // Out of a frame nobody else may frame it, and it has no script.
        let whole = town.get(&format!("/{path}")).await;
        assert!(whole.header("content-security-policy").ends_with("frame-ancestors 'self'"));
        assert!(!whole.text().contains("frame.js"));
    }
}

#[tokio::test]
async fn nothing_is_told_of_what_nobody_may_read_or_is_not_here() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.municipality("teslic").await;
    let call = town.call(&trebinje, |_| {}).await.id;
    let draft = town.call(&trebinje, |new| new.call.stage = CallStage::Draft).await.id;
    for url in [
        format!("{HOME}trebinje/pozivi/{draft}"),
        format!("{HOME}teslic/pozivi/{call}"),
        format!("{HOME}trebinje/pozivi/zzz"),
        format!("{HOME}trebinje/pozivi/{call}/pitanje"),
        format!("{HOME}nigdje/pozivi"),
        format!("{HOME}desk/pozivi"),
        "https://other.example/trebinje/pozivi".into(),
        "http://javno.example/trebinje/pozivi".into(),
        "javascript:alert(1)".into(),
        "trebinje/pozivi".into(),
        String::new(),
    ] {
        let answer = town.get(&asked(&url, "")).await;
        assert_eq!(answer.status.as_u16(), 404, "{url}: {}", answer.text());
        assert!(matches!(answer.json()["error"], Value::String(_)), "{url}");
    }
    assert_eq!(town.get("/oembed").await.status, 400);
    assert_eq!(town.get(&asked(&format!("{HOME}trebinje/pozivi"), "&maxwidth=zzz&format=json")).await.status, 200);
    // So the specification of oEmbed wants it.
    let yaml = town.expecting_errors().get(&asked(&format!("{HOME}trebinje/pozivi"), "&format=yaml")).await;
    assert_eq!(yaml.status, 501);
}

#[tokio::test]
async fn what_somebody_wrote_ends_no_attribute_and_opens_no_frame() {
    const EVIL: &str = "\"><script>alert(1)</script> ]]> &";
    let town = Town::new().await;
    let evil = |row: &mut entities::municipality::Model| {
        row.name_latin = EVIL.into();
        row.website = Some("javascript:alert(1)".into());
        row.allowed_origins = Words(
            ["*", "https://drugi.example", "'unsafe-inline'", "https://x.example/; script-src *"]
                .map(str::to_owned)
                .into(),
        );
    };
    let trebinje = town.municipality_like("trebinje", evil).await;
    let call = town.call(&trebinje, |new| new.call.title = latin(EVIL)).await.id;
    let url = format!("{HOME}trebinje/pozivi/{call}");
    let told = town.get(&asked(&url, "")).await.json();
    let html = told["html"].as_str().expect("words");
    assert!(!html.contains("<script") && html.matches('<').count() == 6, "{html}");
    assert_eq!(told.get("author_url"), None);
    let text = town.get(&asked(&url, "&format=xml")).await.text();
    assert_eq!(Document::parse(&text).expect("XML").root_element().children().count(), 10);
    let framed = town.get(&format!("/trebinje/pozivi/{call}?frame=1")).await;
    let policy = framed.header("content-security-policy").to_owned();
    assert!(policy.ends_with("frame-ancestors 'self' https://drugi.example"), "{policy}");
    assert_eq!(policy.matches("script-src").count(), 1, "{policy}");
    assert_eq!(framed.text().matches("<script").count(), 1);
}
