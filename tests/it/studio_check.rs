//! "Check your page" in the studio: what the doctor says of a page of the municipality's own sites, and of no other.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use tests::{Answer, Town};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A municipal site on this machine that gives one answer to everybody.
struct Site {
    listener: TcpListener,
    answer: String,
}

impl Site {
    async fn new(answer: impl Into<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        Self { listener, answer: answer.into() }
    }

    /// One whose page has this body.
    async fn with(body: &str) -> Self {
        let head = "content-type: text/html; charset=utf-8\r\nconnection: close";
        Self::new(format!("HTTP/1.1 200 OK\r\n{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len())).await
    }

    fn origin(&self) -> String {
        format!("http://{}", self.listener.local_addr().expect("an address"))
    }

    async fn serve(&self) {
        loop {
            let (mut stream, _) = self.listener.accept().await.expect("a client");
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(self.answer.as_bytes()).await;
        }
    }

    /// Whether somebody has come and still stands at the door.
    fn was_asked(self) -> bool {
        self.listener.into_std().expect("a listener").accept().is_ok()
    }
}

/// A town whose one municipality has this site, on a machine whose own addresses may be fetched from.
async fn town_of(site: &str) -> Town {
    let town = Town::configured(|config| config.check_networks = vec!["127.0.0.0/8".parse().expect("a network")]).await;
    town.municipality_like("trebinje", |new| new.website = Some(site.to_owned())).await;
    town
}

/// Sends the form.
async fn check(town: &Town, query: &str, address: &str) -> Answer {
    check_from(town, [127, 0, 0, 1], query, address, "same-origin").await
}

async fn check_from(town: &Town, client: [u8; 4], query: &str, address: &str, by: &str) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).append_pair("adresa", address).finish();
    let request = Request::post(format!("/studio/provjera{query}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", by)
        .extension(ConnectInfo(SocketAddr::from((client, 40_000))));
    town.request(request.body(Body::from(body)).expect("a request")).await
}

/// What the part says, without its tags.
fn said(answer: &Answer) -> String {
    let text = answer.text();
    let part = text.split("id=\"nalaz\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("the part");
    let words = part.split('<').skip(1).filter_map(|piece| piece.split_once('>')).map(|(_, text)| text.trim());
    words.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

const TWO_MISTAKES: &str = "<!doctype html>\n<title>Opština</title>\n\
    <script async src=\"https://javno.example/w/v1/javno.js\"></script>\n\
    <script async src=\"https://javno.example/w/v1/javno.js\"></script>\n\
    <javno-open-calls municipality=\"trebnje\"><a href=\"https://javno.example/trebinje/pozivi\">Pozivi</a></javno-open-calls>\n";

#[tokio::test]
async fn the_mistakes_of_a_page_are_named_in_the_reader_s_language() {
    let site = Site::with(TWO_MISTAKES).await;
    let town = town_of(&site.origin()).await;
    let asking = async {
        let mut all = String::new();
        for lang in ["sr-Latn", "sr-Cyrl", "bs", "hr", "en"] {
            let answer = check(&town, &format!("?lang={lang}"), &format!("{}/pozivi", site.origin())).await;
            assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"), "{lang}");
            assert!(answer.header("content-security-policy").starts_with("default-src 'none';"), "{lang}");
            all += &format!("{}\n", said(&answer).replace(&site.origin(), "SITE"));
        }
        all
    };
    let all = tokio::select! { all = asking => all, () = site.serve() => unreachable!("it serves for ever") };
    insta::assert_snapshot!(all, @"
    SITE/pozivi
    2 nalaza:
    Red 4: Skripta javno.js je već u redu 3. Ostavite samo jednu, u šablonu sajta.
    Red 5: Opštine ili grada trebnje nema na ovom serveru. Provjerite tu riječ.
    SITE/pozivi
    2 налаза:
    Ред 4: Скрипта javno.js је већ у реду 3. Оставите само једну, у шаблону сајта.
    Ред 5: Општине или града trebnje нема на овом серверу. Провјерите ту ријеч.
    SITE/pozivi
    2 nalaza:
    Red 4: Skripta javno.js je već u redu 3. Ostavite samo jednu, u šablonu web stranice.
    Red 5: Općine ili grada trebnje nema na ovom serveru. Provjerite tu riječ.
    SITE/pozivi
    2 nalaza:
    Redak 4: Skripta javno.js je već u retku 3. Ostavite samo jednu, u predlošku web stranice.
    Redak 5: Općine ili grada trebnje nema na ovom poslužitelju. Provjerite tu riječ.
    SITE/pozivi
    2 findings:
    Line 4: The script javno.js is already in line 3. Keep one alone, in the site's template.
    Line 5: There is no municipality trebnje on this server. Check that word.
    ");
}

#[tokio::test]
async fn a_page_that_is_right_is_said_to_be() {
    let mended = TWO_MISTAKES.replacen("<script async src=\"https://javno.example/w/v1/javno.js\"></script>\n", "", 1);
    let site = Site::with(&mended.replace("trebnje", "trebinje")).await;
    let town = town_of(&site.origin()).await;
    // What a browser would add may be left out.
    let typed = site.origin().replace("http://", "");
    let answer = tokio::select! { answer = check(&town, "", &typed) => answer, () = site.serve() => unreachable!() };
    assert_eq!(said(&answer).replace(&site.origin(), "SITE"), "SITE/\n✓ Ništa ne smeta: prikaz treba da se vidi.");
    assert!(answer.text().contains(&format!("value=\"{typed}\"")), "what was typed is still there");
}

#[tokio::test]
async fn pages_of_other_sites_and_addresses_that_are_not_public_are_never_fetched() {
    let (site, other) = (Site::with(TWO_MISTAKES).await, Site::with(TWO_MISTAKES).await);
    let town = town_of(&site.origin()).await;
    town.municipality_like("teslic", |new| new.website = Some(other.origin())).await;
    let port = site.origin().rsplit_once(':').expect("a port").1.to_owned();
    for typed in [
        other.origin(),
        site.origin().replace("127.0.0.1", "127.0.0.2"),
        format!("http://localhost:{port}"),
        format!("http://x@127.0.0.1.example:{port}/"),
        "https://javno.example/metrics".into(),
        "file:///etc/passwd".into(),
        String::new(),
    ] {
        let answer = check(&town, "?opstina=trebinje", &typed).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(said(&answer).starts_with("Ta adresa nije na sajtu koji ovdje ima Trebinje."), "{typed}");
        assert!(answer.text().contains("aria-invalid=\"true\""), "{typed}");
    }

    // Where nothing was said of networks, not even its own site is fetched from an address of this machine.
    let town = Town::new().await;
    town.municipality_like("trebinje", |new| new.website = Some(site.origin())).await;
    let answer = check(&town, "", &site.origin()).await;
    assert_eq!(answer.status, 200);
    assert_eq!(said(&answer), "127.0.0.1 nije dostupan sa interneta, pa se odavde ne može provjeriti.");
    assert!(!site.was_asked() && !other.was_asked());
}

#[tokio::test]
async fn a_redirect_leads_to_no_other_site() {
    let other = Site::with(TWO_MISTAKES).await;
    let to = other.origin();
    let site = Site::new(format!("HTTP/1.1 302 Found\r\nlocation: {to}/tajno?x=1\r\ncontent-length: 0\r\n\r\n")).await;
    let town = town_of(&site.origin()).await;
    let (home, query) = (site.origin(), "?lang=en");
    let answer = tokio::select! { answer = check(&town, query, &home) => answer, () = site.serve() => unreachable!() };
    let expected = format!(
        "The page leads to {to}, and that address is not among the sites of the municipality. Let its webmaster enter it at \
         the desk (https://javno.example/desk/trebinje/opstina), or whoever runs the server (javno municipality set trebinje \
         --origin {to}); or mend the address."
    );
    assert_eq!(said(&answer), expected);
    assert!(!other.was_asked());
}

#[tokio::test]
async fn one_client_may_ask_so_often_and_so_many_may_at_a_time() {
    let site = Site::with(TWO_MISTAKES).await;
    let town = Town::configured(|config| {
        config.check_networks = vec!["127.0.0.0/8".parse().expect("a network")];
        config.rate.checks_per_minute = 2;
    });
    let town = town.await;
    town.municipality_like("trebinje", |new| new.website = Some(site.origin())).await;
    let home = site.origin();
    let asking = async {
        for _ in 0..2 {
            assert_eq!(check(&town, "", &home).await.status, 200);
        }
        let often = check(&town, "", &home).await;
        assert_eq!((often.status.as_u16(), often.header("retry-after")), (429, "60"));
        assert_eq!(said(&often), "Previše provjera u kratkom vremenu. Sačekajte minut i pokušajte ponovo.");
        assert_eq!(check_from(&town, [203, 0, 113, 9], "", &home, "same-origin").await.status, 200, "somebody else");
        let elsewhere = check_from(&town, [203, 0, 113, 9], "", &home, "cross-site").await;
        assert_eq!(elsewhere.status, 403, "by a page of another site");
    };
    tokio::select! { () = asking => {}, () = site.serve() => unreachable!("it serves for ever") }

    // A site that says nothing keeps four waiting and not a fifth.
    town.expecting_errors();
    let each = (1..=5).map(|n| check_from(&town, [198, 51, 100, n], "", &home, "same-origin"));
    let mut all: FuturesUnordered<_> = each.collect();
    let first = all.next().await.expect("an answer");
    assert_eq!(first.status, 503);
    assert_eq!(said(&first), "Server upravo provjerava druge stranice. Pokušajte ponovo za koji trenutak.");
}

#[tokio::test]
async fn a_municipality_without_a_site_is_told_so_and_another_language_shows_the_studio() {
    let town = Town::new().await;
    town.municipality_like("trebinje", |new| new.website = None).await;
    let studio = town.get("/studio/provjera?lang=en").await;
    assert_eq!(studio.status, 200);
    assert!(studio.text().contains("Trebinje has no site on this server"), "{}", studio.text());
    assert!(!studio.text().contains("id=\"adresa\""));
    let nobody = Town::new().await;
    assert_eq!(check(&nobody, "", "https://trebinje.example/").await.status, 422);
}

#[tokio::test]
async fn a_plugin_is_blamed_for_what_is_in_its_file_alone() {
    let widget = "<javno-open-calls municipality=\"trebinje\"><a href=\"https://javno.example/trebinje/pozivi\">Pozivi</a></javno-open-calls>";
    let bundle = "<script src=\"/wp-content/cache/min/1/x.js\"></script>";
    // Such a site gives the same answer whatever is asked of it, also when it is asked for the plugin's file.
    for (body, blamed) in [
        (format!("{bundle}{widget}<p>document.querySelectorAll(\"[data-javno]\")</p>"), "The plugin WP Rocket has put"),
        (format!("{bundle}{widget}"), "but the page has no script javno.js. Paste once"),
        // What is on another server is not asked of whoever serves the studio's visitors.
        (
            format!("{}{widget}", bundle.replace("/wp-content", "http://127.0.0.2:9/wp-content")),
            "the plugin WP Rocket may have put it together with others",
        ),
    ] {
        let site = Site::with(&body).await;
        let town = town_of(&site.origin()).await;
        let page = format!("{}/pozivi", site.origin());
        let said = tokio::select! {
            answer = check(&town, "?lang=en", &page) => said(&answer),
            () = site.serve() => unreachable!("it serves for ever"),
        };
        assert!(said.contains(blamed) && said.contains("1 finding:"), "{body}: {said}");
    }
}
