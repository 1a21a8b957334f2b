//! GraphQL over HTTP and the widgets' files, as a browser on a foreign page meets them.

use std::io::Read as _;

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::json;
use tests::{Answer, Town};

use crate::documents::id_of;

/// Status and some headers of an answer, for a snapshot.
fn head(answer: &Answer, names: &[&str]) -> String {
    let mut out = answer.status.to_string();
    for name in names {
        let values: Vec<_> = answer.headers.get_all(*name).iter().filter_map(|value| value.to_str().ok()).collect();
        let said = if values.is_empty() { "(none)".to_owned() } else { values.join(" + ") };
        out += &format!("\n{name}: {said}");
    }
    out
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The path of the list of Trebinje, as a widget asks for it: by the id of its document.
fn the_list() -> String {
    let id = id_of("OpenCalls");
    let variables = json!({
        "filter": { "municipality": "trebinje", "phase": ["OPEN"] }, "orderBy": "DEADLINE_SOONEST",
        "locale": "sr-Latn", "first": 20,
    });
    format!("/graphql?documentId={id}&variables={}", encoded(&variables.to_string()))
}

async fn a_town_with_a_call() -> Town {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.call(&trebinje, |_| {}).await;
    town
}

#[tokio::test]
async fn a_widget_reads_by_get_and_an_unchanged_list_costs_nothing() {
    let town = a_town_with_a_call().await;
    let path = the_list();
    let first = town.get_with(&path, &[("origin", "https://opstina.example")]).await;
    insta::assert_snapshot!(
        head(&first, &[
            "content-type", "cache-control", "vary", "access-control-allow-origin", "access-control-allow-credentials",
            "set-cookie", "x-content-type-options", "referrer-policy",
        ]),
        @"
    200 OK
    content-type: application/json; charset=utf-8
    cache-control: public, max-age=30, s-maxage=30, stale-while-revalidate=300
    vary: accept, accept-encoding
    access-control-allow-origin: *
    access-control-allow-credentials: (none)
    set-cookie: (none)
    x-content-type-options: nosniff
    referrer-policy: strict-origin-when-cross-origin
    "
    );
    assert_eq!(first.json()["data"]["openCalls"]["nodes"].as_array().map(Vec::len), Some(1));

    let etag = first.header("etag").to_owned();
    assert!(etag.starts_with("W/\""), "{etag}");
    let again = town.get_with(&path, &[("if-none-match", &etag)]).await;
    insta::assert_snapshot!(head(&again, &["cache-control", "content-type"]), @"
    304 Not Modified
    cache-control: public, max-age=30, s-maxage=30, stale-while-revalidate=300
    content-type: (none)
    ");
    assert_eq!(again.header("etag"), etag);
    assert_eq!(again.text(), "");

    town.clock.advance(chrono::TimeDelta::days(1));
    let tomorrow = town.get_with(&path, &[("if-none-match", &etag)]).await;
    assert_eq!(tomorrow.status.as_u16(), 200, "a day less is left");
    assert_ne!(tomorrow.header("etag"), etag);
}

#[tokio::test]
async fn equal_questions_have_equal_bodies() {
    let town = a_town_with_a_call().await;
    let path = the_list();
    let first = town.get(&path).await.text();
    for _ in 0..20 {
        assert_eq!(town.get(&path).await.text(), first);
    }
}

#[tokio::test]
async fn errors_are_never_kept() {
    let town = a_town_with_a_call().await;
    let path =
        format!("/graphql?query={}", encoded(r#"{ openCalls(filter: { municipality: "x" }) { nodes { id } } }"#));
    let answer = town.get(&path).await;
    insta::assert_snapshot!(head(&answer, &["cache-control", "etag", "vary"]), @"
    200 OK
    cache-control: no-store
    etag: (none)
    vary: accept, accept-encoding
    ");
    insta::assert_json_snapshot!(answer.json(), @r#"
    {
      "data": null,
      "errors": [
        {
          "extensions": {
            "code": "NOT_FOUND"
          },
          "locations": [
            {
              "column": 3,
              "line": 1
            }
          ],
          "message": "There is no municipality “x” here.",
          "path": [
            "openCalls"
          ]
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn what_is_not_a_question_is_refused_with_its_own_status() {
    let town = a_town_with_a_call().await;
    let query = encoded("{ areas { code } }");
    let post = |media: &'static str, body: &'static str| {
        let request = Request::post("/graphql").header("content-type", media);
        request.body(Body::from(body)).expect("a request")
    };
    let get = |path: String, accept: &'static str| {
        let request = Request::builder().uri(path).header("accept", accept);
        request.body(Body::empty()).expect("a request")
    };
    let mut table = String::new();
    for (said, request) in [
        ("a document that nobody knows", get("/graphql?documentId=sha256:00".into(), "*/*")),
        ("neither query nor document", get("/graphql?variables=%7B%7D".into(), "application/json")),
        ("both", get(format!("/graphql?query={query}&documentId=sha256:00"), "*/*")),
        ("variables that are no JSON", get(format!("/graphql?query={query}&variables=%7B"), "*/*")),
        ("variables that are no object", get(format!("/graphql?query={query}&variables=1"), "*/*")),
        ("a mutation by GET", get(format!("/graphql?query={}", encoded("mutation { x }")), "*/*")),
        ("a syntax error, classic", get("/graphql?query=%7B".into(), "application/json")),
        ("a syntax error, modern", get("/graphql?query=%7B".into(), "application/graphql-response+json")),
        ("Accept: image/png", get(format!("/graphql?query={query}"), "image/png")),
        ("plain text", post("text/plain", r#"{"query":"{ areas { code } }"}"#)),
        ("a form", post("application/x-www-form-urlencoded", "query=%7Bareas%7Bcode%7D%7D")),
        ("broken JSON", post("application/json", "{")),
        ("a list of questions", post("application/json", "[]")),
        ("a query that is no text", post("application/json", r#"{"query":1}"#)),
        (
            "an operation name that is no text",
            post("application/json", r#"{"query":"{ areas { code } }","operationName":1}"#),
        ),
        ("extensions that are no object", post("application/json", r#"{"query":"{ areas { code } }","extensions":1}"#)),
        (
            "an operation that is not there",
            post("application/json", r#"{"query":"query A { areas { code } }","operationName":"B"}"#),
        ),
        (
            "another method",
            Request::builder().method(Method::PUT).uri("/graphql").body(Body::empty()).expect("a request"),
        ),
    ] {
        let answer = town.request(request).await;
        let body = answer.text();
        let body = serde_json::from_str::<serde_json::Value>(&body).map_or(body, |json| {
            let error = &json["errors"][0];
            format!("{} {} data: {}", error["extensions"]["code"], error["message"], json.get("data").is_some())
        });
        table +=
            &format!("{said}\n    {} {}\n", answer.status.as_u16(), body.trim().lines().next().unwrap_or_default());
    }
    insta::assert_snapshot!(table, @r#"
    a document that nobody knows
        404 "NOT_FOUND" "This document is not known here. A widget newer than this server? Update the server." data: false
    neither query nor document
        400 "BAD_REQUEST" "Send `query` or `documentId`." data: false
    both
        400 "BAD_REQUEST" "Send `query` or `documentId`, not both." data: false
    variables that are no JSON
        400 "BAD_REQUEST" "`variables` is not well-formed JSON." data: false
    variables that are no object
        400 "BAD_REQUEST" "`variables` must be an object." data: false
    a mutation by GET
        405 "BAD_REQUEST" "A GET may only read. Send a mutation by POST." data: false
    a syntax error, classic
        200 "BAD_REQUEST" " --> 1:2\n  |\n1 | {\n  |  ^---\n  |\n  = expected selection" data: false
    a syntax error, modern
        400 "BAD_REQUEST" " --> 1:2\n  |\n1 | {\n  |  ^---\n  |\n  = expected selection" data: false
    Accept: image/png
        406 This is answered as application/json or application/graphql-response+json only.
    plain text
        415 Send application/json.
    a form
        415 Send application/json.
    broken JSON
        400 "BAD_REQUEST" "The body is not JSON: EOF while parsing an object at line 1 column 1." data: false
    a list of questions
        400 "BAD_REQUEST" "This list holds no operation." data: false
    a query that is no text
        400 "BAD_REQUEST" "`query` must be a string." data: false
    an operation name that is no text
        400 "BAD_REQUEST" "`operationName` must be a string." data: false
    extensions that are no object
        400 "BAD_REQUEST" "`extensions` must be an object." data: false
    an operation that is not there
        200 "BAD_REQUEST" "Unknown operation named \"B\"" data: false
    another method
        405
    "#);
}

#[tokio::test]
async fn the_answer_comes_in_the_media_type_that_is_liked_best() {
    let town = a_town_with_a_call().await;
    let path = format!("/graphql?query={}", encoded("{ areas { code } }"));
    let mut table = String::new();
    for accept in [
        "application/json",
        "application/graphql-response+json",
        "application/graphql-response+json, application/json;q=0.9",
        "application/json, application/graphql-response+json",
        "text/html, application/json;q=0.5",
        "*/*",
        "application/*",
        "application/json;q=0, application/graphql-response+json;q=0.1",
        "application/json;q=0",
        "text/html",
    ] {
        let answer = town.get_with(&path, &[("accept", accept)]).await;
        table += &format!("{accept}\n    {} {}\n", answer.status.as_u16(), answer.header("content-type"));
    }
    insta::assert_snapshot!(table, @"
    application/json
        200 application/json; charset=utf-8
    application/graphql-response+json
        200 application/graphql-response+json; charset=utf-8
    application/graphql-response+json, application/json;q=0.9
        200 application/graphql-response+json; charset=utf-8
    application/json, application/graphql-response+json
        200 application/json; charset=utf-8
    text/html, application/json;q=0.5
        200 application/json; charset=utf-8
    */*
        200 application/json; charset=utf-8
    application/*
        200 application/json; charset=utf-8
    application/json;q=0, application/graphql-response+json;q=0.1
        200 application/graphql-response+json; charset=utf-8
    application/json;q=0
        406 text/plain; charset=utf-8
    text/html
        406 text/plain; charset=utf-8
    ");
}

#[tokio::test]
async fn a_person_with_a_browser_gets_the_console_from_our_own_files() {
    let town = Town::new().await;
    let answer = town.get_with("/graphql", &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]).await;
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    let page = answer.text();
    assert!(page.contains("GraphiQL"), "{page}");
    for attribute in ["src=\"", "href=\""] {
        for address in page.split(attribute).skip(1) {
            assert!(address.starts_with("/w/") || address.starts_with("data:"), "from elsewhere: {address}");
        }
    }
}

#[tokio::test]
async fn any_page_may_read_and_none_sends_credentials() {
    let town = Town::new().await;
    let asked = Request::builder()
        .method(Method::OPTIONS)
        .uri("/graphql")
        .header("origin", "https://opstina.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type");
    let answer = town.request(asked.body(Body::empty()).expect("a request")).await;
    insta::assert_snapshot!(
        head(&answer, &[
            "access-control-allow-origin", "access-control-allow-methods", "access-control-allow-headers",
            "access-control-allow-credentials", "access-control-max-age",
        ]),
        @"
    200 OK
    access-control-allow-origin: *
    access-control-allow-methods: GET,POST
    access-control-allow-headers: content-type
    access-control-allow-credentials: (none)
    access-control-max-age: 86400
    "
    );
}

#[tokio::test]
async fn answers_travel_compressed_where_that_is_wanted() {
    let town = Town::new().await;
    let path = format!("/graphql?query={}", encoded("{ areas(locale: \"sr-Cyrl\") { code label } }"));
    let plain = town.get(&path).await;
    let packed = town.get_with(&path, &[("accept-encoding", "br")]).await;
    assert_eq!(packed.header("content-encoding"), "br");
    assert_eq!(unpacked(&packed), plain.bytes);
    assert_eq!(packed.header("etag"), plain.header("etag"));
}

fn unpacked(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    brotli::Decompressor::new(&*answer.bytes, 4096).read_to_end(&mut plain).expect("brotli");
    plain
}

#[tokio::test]
async fn the_widget_is_served_to_every_page_small_and_once() {
    let town = Town::new().await;
    let names = [
        "content-type",
        "content-encoding",
        "cache-control",
        "vary",
        "cross-origin-resource-policy",
        "access-control-allow-origin",
        "x-content-type-options",
    ];
    let packed = town.get_with("/w/v1/javno.js", &[("accept-encoding", "gzip, deflate, br")]).await;
    insta::assert_snapshot!(head(&packed, &names), @"
    200 OK
    content-type: text/javascript; charset=utf-8
    content-encoding: br
    cache-control: public, max-age=300, stale-while-revalidate=86400
    vary: accept-encoding
    cross-origin-resource-policy: cross-origin
    access-control-allow-origin: *
    x-content-type-options: nosniff
    ");
    let plain = town.get("/w/v1/javno.js").await;
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(unpacked(&packed), plain.bytes);
    assert!(packed.bytes.len() < plain.bytes.len());

    let known = town.get_with("/w/v1/javno.js", &[("if-none-match", packed.header("etag"))]).await;
    assert_eq!((known.status.as_u16(), known.text().as_str()), (304, ""));
    assert_eq!(known.header("cross-origin-resource-policy"), "cross-origin");

    for path in ["/w/v2/javno.js", "/w/v1/nothing.js", "/w/v1/../Cargo.toml", "/w/v1/%2e%2e/package.json"] {
        assert_eq!(town.get(path).await.status.as_u16(), 404, "{path}");
    }
}

#[tokio::test]
async fn the_server_says_that_it_lives() {
    let town = Town::new().await;
    assert_eq!(town.get("/healthz").await.text(), "ok\n");
}

#[tokio::test]
async fn the_desk_lets_nothing_in_but_its_own_files_and_stands_in_no_frame() {
    let town = Town::new().await;
    for path in ["/desk", "/desk/trebinje/pozivi", "/desk/desk.js", "/desk/desk.css"] {
        let answer = town.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{path}: {policy}");
        assert!(policy.ends_with("base-uri 'none'; frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        let said = ["x-frame-options", "referrer-policy", "cross-origin-opener-policy"].map(|name| answer.header(name));
        assert_eq!(said, ["DENY", "no-referrer", "same-origin"], "{path}");
    }
    assert_eq!(town.get("/desk").await.header("cache-control"), "no-store");
}
