//! Whose pages may write: our own and those of municipalities. There is nothing to write yet, so a mutation that may
//! come in is refused by the schema, and one that may not by its origin.

use axum::body::Body;
use axum::http::Request;
use entities::Words;
use serde_json::json;
use tests::Town;

async fn asked(town: &Town, query: &str, origin: Option<&str>) -> String {
    let mut request = Request::post("/graphql").header("content-type", "application/json");
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    let body = Body::from(json!({ "query": query }).to_string());
    let answer = town.request(request.body(body).expect("a request")).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*", "the page may read why");
    let error = answer.json()["errors"].get(0).cloned().unwrap_or_default();
    assert!(answer.json()["errors"].get(1).is_none(), "said once: {}", answer.text());
    let code = if error.is_null() { "data".to_owned() } else { error["extensions"]["code"].to_string() };
    format!("{} {code} {}", answer.status.as_u16(), error["message"])
}

#[tokio::test]
async fn a_page_of_a_foreign_site_may_read_and_not_write() {
    let town = Town::new().await;
    town.municipality_like("trebinje", |row| {
        row.website = Some("https://trebinje.example/naslovna".into());
        row.allowed_origins = Words(vec!["https://usluge.trebinje.example".into()]);
    })
    .await;
    town.municipality_like("foča", |row| row.website = None).await;
    let mut table = String::new();
    for origin in [
        None,
        Some("https://javno.example"),
        Some("https://trebinje.example"),
        Some("https://usluge.trebinje.example"),
        Some("https://other.example"),
        Some("http://trebinje.example"),
        Some("null"),
    ] {
        let said = asked(&town, "mutation { x }", origin).await;
        table += &format!("{}\n    {said}\n", origin.unwrap_or("(no origin)"));
        assert_eq!(asked(&town, "{ __typename }", origin).await, "200 data null");
    }
    table += &asked(&town, "query A { __typename } mutation B { x }", Some("https://other.example")).await;
    insta::assert_snapshot!(table, @r#"
    (no origin)
        200 "BAD_REQUEST" "Unknown field \"x\" on type \"Mutation\"."
    https://javno.example
        200 "BAD_REQUEST" "Unknown field \"x\" on type \"Mutation\"."
    https://trebinje.example
        200 "BAD_REQUEST" "Unknown field \"x\" on type \"Mutation\"."
    https://usluge.trebinje.example
        200 "BAD_REQUEST" "Unknown field \"x\" on type \"Mutation\"."
    https://other.example
        403 "FORBIDDEN" "Pages of “https://other.example” may not write here. If it is a site of a municipality, its origin is missing in the municipality's `website` or `allowed_origins`: its webmaster enters it at the desk, or `javno municipality set SLUG --origin` does; if it is this server, `public_url` is another."
    http://trebinje.example
        403 "FORBIDDEN" "Pages of “http://trebinje.example” may not write here. If it is a site of a municipality, its origin is missing in the municipality's `website` or `allowed_origins`: its webmaster enters it at the desk, or `javno municipality set SLUG --origin` does; if it is this server, `public_url` is another."
    null
        403 "FORBIDDEN" "Pages of “null” may not write here. If it is a site of a municipality, its origin is missing in the municipality's `website` or `allowed_origins`: its webmaster enters it at the desk, or `javno municipality set SLUG --origin` does; if it is this server, `public_url` is another."
    403 "FORBIDDEN" "Pages of “https://other.example” may not write here. If it is a site of a municipality, its origin is missing in the municipality's `website` or `allowed_origins`: its webmaster enters it at the desk, or `javno municipality set SLUG --origin` does; if it is this server, `public_url` is another."
    "#);
}

#[tokio::test]
async fn a_list_hides_no_mutation() {
    let town = Town::new().await;
    let list = json!([{ "query": "{ __typename }" }, { "query": "mutation { x }" }]);
    let request =
        Request::post("/graphql").header("content-type", "application/json").header("origin", "https://a.example");
    let answer = town.request(request.body(Body::from(list.to_string())).expect("a request")).await.json();
    assert_eq!(answer[0]["data"]["__typename"], "Query");
    assert_eq!(answer[1]["errors"][0]["extensions"]["code"], "FORBIDDEN");
}
