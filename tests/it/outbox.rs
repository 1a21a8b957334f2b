//! The page on which letters are read that no mail server carries.

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use javno::mail::{CarrierKind, NewLetter};
use tests::Town;

#[tokio::test]
async fn the_outbox_is_a_page_for_whoever_sits_at_the_machine() {
    let town = Town::new().await;
    let empty = town.get("/outbox").await;
    assert_eq!((empty.status.as_u16(), empty.header("cache-control")), (200, "no-store"));
    assert!(empty.header("content-security-policy").starts_with("default-src 'none'"));
    assert!(empty.text().contains("Još nema poruka"), "{}", empty.text());

    town.post_letters([town.a_letter("ana@trebinje.example"), town.a_letter("ivo@trebinje.example")]).await;
    assert_eq!(town.unread().await.len(), 2);
    let page = town.get("/outbox?lang=en").await.text();
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a page");
    insta::assert_snapshot!(main, @r#"
     id="sadrzaj"><h1>Sent messages</h1><p>This is a trial: messages are not sent but read here.</p><article class="letter"><h2>Пробна порука</h2><p class="meta"><span>To: ivo@trebinje.example</span><time datetime="2026-11-24T10:00:00+00:00">24 Nov 2026, 11:00</time></p><pre>Ако ово читате, поруке стижу. Не треба ништа да урадите.

    -- 
    Ову поруку је послао сервер javno.example. На њу се не одговара.
    </pre></article><article class="letter"><h2>Пробна порука</h2><p class="meta"><span>To: ana@trebinje.example</span><time datetime="2026-11-24T10:00:00+00:00">24 Nov 2026, 11:00</time></p><pre>Ако ово читате, поруке стижу. Не треба ништа да урадите.

    -- 
    Ову поруку је послао сервер javno.example. На њу се не одговара.
    </pre></article>
    "#);

    let mut request = Request::get("/outbox").body(Body::empty()).expect("a request");
    request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::from(([192, 0, 2, 1], 50_000))));
    assert_eq!(town.request(request).await.status, 404, "from elsewhere");
    for (name, value, status) in [
        ("host", "localhost:8080", 200),
        ("host", "127.0.0.1:8080", 200),
        ("host", "[::1]:8080", 200),
        ("host", "rebound.example:8080", 404),
        ("host", "localhost.example", 404),
        ("origin", "https://evil.example", 404),
        ("origin", "null", 404),
    ] {
        assert_eq!(town.get_with("/outbox", &[(name, value)]).await.status, status, "{name}: {value}");
    }
    for transport in [CarrierKind::None, CarrierKind::Smtp] {
        let town = Town::configured(|config| {
            config.mail.transport = transport;
            config.mail.smtp.host = "localhost".into();
        })
        .await;
        assert_eq!(town.get("/outbox").await.status, 404, "{transport:?}");
    }
}

#[tokio::test]
async fn a_letter_is_told_in_the_hours_of_the_municipality_that_it_is_of() {
    let town = Town::new().await;
    let london = town.municipality_like("london", |row| row.time_zone = "Europe/London".into()).await;
    let of = |municipality| NewLetter { municipality, ..town.a_letter("ana@trebinje.example") };
    town.post_letters([of(Some(london.id)), of(None)]).await;
    assert_eq!(town.unread().await.len(), 2);
    let page = town.get("/outbox?lang=en").await.text();
    let hours: Vec<_> = page.split("+00:00\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(hours, ["24 Nov 2026, 11:00", "24 Nov 2026, 10:00"], "the last one stands first");
}
