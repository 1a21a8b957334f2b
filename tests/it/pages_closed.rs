//! Hosted pages are closed to what is foreign, to what is not there and to markup that somebody wrote, and open to
//! everybody who reads otherwise.

use entities::{CallStage, Locale};
use javno::locale::messages::Messages;
use tests::given::{in_full, latin};
use tests::{Answer, Town};

use crate::pages::{between, page, structured};

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
