//! No document harms the process, and no operation asks more than it may. Where the guard before the parser is lost, the
//! stack overflows and these tests end with the process: that is meant.

use std::fmt::Write as _;

use serde_json::json;
use tests::Town;

/// Enough of a call to make a page of a hundred dear.
const EVERYTHING: &str = "id kind status phase title { text locale } summary { text locale } deadline { at daysLeft }";

/// Nested literals and selections of a depth, in every form that a document can nest.
pub(crate) fn nested(depth: usize) -> Vec<String> {
    let wrap = |open: &str, core: &str, close: &str| open.repeat(depth) + core + &close.repeat(depth);
    vec![
        format!("{{ areas(locale: {}) {{ code }} }}", wrap("[", "1", "]")),
        format!("{{ areas(locale: {}) {{ code }} }}", wrap("{a:", "1", "}")),
        format!("query ($a: {} = 1) {{ areas {{ code }} }}", wrap("[", "Int", "]")),
        wrap("{a", "", "}"),
        format!("{{ areas @include(if: {}) {{ code }} }}", wrap("[", "", "")),
        wrap("{...on A", "{a}", "}"),
    ]
}

#[tokio::test]
async fn nesting_of_any_depth_is_refused_and_the_next_question_answered() {
    let town = Town::new().await;
    for depth in [65, 200, 400, 800, 1_600, 3_200, 6_400] {
        for query in nested(depth) {
            let refused = town.refusal(&query, json!({})).await;
            assert!(
                refused.contains("nested deeper than 64")
                    || refused.contains("more than 4000 tokens")
                    || refused.contains("longer than"),
                "{depth}: {refused}"
            );
            let encoded: String = query.bytes().fold(String::new(), |mut text, byte| {
                let _ = write!(text, "%{byte:02X}");
                text
            });
            // Longer addresses do not even arrive.
            if encoded.len() > 60_000 {
                continue;
            }
            let got = town.get(&format!("/graphql?query={encoded}")).await;
            assert!(got.text().contains("BAD_REQUEST"), "{depth}: {}", got.text());
        }
    }
    assert!(town.data("{ areas { code } }", json!({})).await["areas"].is_array());
}

#[tokio::test]
async fn each_limit_of_an_operation_holds_and_is_not_reached_too_early() {
    let town = Town::new().await;
    let many = |n: usize, one: &dyn Fn(usize) -> String| (0..n).map(one).collect::<Vec<_>>().join(" ");
    let aliases = |n| format!("{{ areas {{ {} }} }}", many(n, &|i| format!("a{i}: code")));
    let roots = |n| format!("{{ {} }}", many(n, &|i| format!("a{i}: __typename")));
    let directives = |n| format!("{{ areas {{ code {} }} }}", many(n, &|_| "@include(if: true)".into()));
    for (fine, too_much, said) in [
        (aliases(100), aliases(101), "more than 100 aliases"),
        (roots(20), roots(21), "more than 20 root fields"),
        (directives(1), directives(6), "directives"),
        (
            "{ openCalls(first: 100) { nodes { id title { text } } } }".into(),
            format!("{{ {} }}", many(10, &|i| format!("a{i}: openCalls(first: 100) {{ nodes {{ {EVERYTHING} }} }}"))),
            "complex",
        ),
    ] {
        let answer = town.ask(&fine, json!({})).await;
        assert!(answer["errors"].is_null(), "{fine}: {answer}");
        let refused = town.refusal(&too_much, json!({})).await;
        assert!(refused.contains(said), "{said}: {refused}");
    }
}

#[tokio::test]
async fn a_deep_operation_is_refused_and_introspection_is_not() {
    let town = Town::new().await;
    // Thirteen fields inside each other; whether they exist does not come into it.
    let deep = format!("{}id{}", "{ node ".repeat(12) + "{ ", " }".repeat(13));
    assert!(town.refusal(&deep, json!({})).await.contains("deeper than 12 fields"));
    let types = format!(
        "{{ __schema {{ types {{ fields {{ type {}name{} }} }} }} }}",
        "{ ofType ".repeat(12) + "{ ",
        " }".repeat(13)
    );
    let answer = town.ask(&types, json!({})).await;
    assert!(answer["errors"].is_null(), "{answer}");
}

#[tokio::test]
async fn an_introspection_does_not_multiply() {
    let town = Town::new().await;
    let nested =
        |part: &str, times| format!("{}name{}", part.repeat(times), "}".repeat(part.matches('{').count() * times));
    for asked in [
        nested("possibleTypes { interfaces {", 30),
        nested("interfaces { possibleTypes {", 2),
        nested("fields { type { ofType {", 20),
        nested("ofType { fields { type {", 3),
        nested("fields { args { type { inputFields { type {", 2),
    ] {
        for query in [
            format!("{{ __type(name: \"Node\") {{ {asked} }} }}"),
            format!("{{ __schema {{ types {{ {asked} }} }} }}"),
            format!("{{ __schema {{ queryType {{ ...F }} }} }} fragment F on __Type {{ {asked} }}"),
        ] {
            let refused = town.refusal(&query, json!({})).await;
            assert!(
                refused.contains("no more than 2 lists inside each other") || refused.contains("nested deeper"),
                "{query}: {refused}"
            );
        }
    }
    // One kilobyte that would be written out to 4^12 fields.
    let laughs: String = (1..=12)
        .map(|i| {
            let parts = ["a", "b", "c", "d"].map(|name| format!("{name}: interfaces {{ ...F{} }}", i - 1)).join(" ");
            format!(" fragment F{i} on __Type {{ possibleTypes {{ {parts} }} }}")
        })
        .collect();
    let query = format!("{{ __type(name: \"Node\") {{ ...F12 }} }}{laughs} fragment F0 on __Type {{ name }}");
    let refused = town.refusal(&query, json!({})).await;
    assert!(refused.contains("no more than 2 lists"), "{refused}");
    let laughs: String = (1..=12)
        .map(|i| format!(" fragment F{i} on __Type {{ a: ofType {{ ...F{0} }} b: ofType {{ ...F{0} }} }}", i - 1))
        .collect();
    let query = format!("{{ __type(name: \"Node\") {{ ...F12 }} }}{laughs} fragment F0 on __Type {{ name }}");
    let refused = town.refusal(&query, json!({})).await;
    assert!(refused.contains("more than 100 aliases"), "{refused}");
    // What tools ask, in one question.
    let by_tools = "query IntrospectionQuery {
        __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
            types { ...FullType } directives { name description isRepeatable locations args { ...InputValue } } } }
        fragment FullType on __Type { kind name description specifiedByURL isOneOf
            fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
            inputFields { ...InputValue } interfaces { ...TypeRef }
            enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
            ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";
    assert!(town.data(by_tools, json!({})).await["__schema"]["types"].is_array());
}

#[tokio::test]
async fn fragments_that_multiply_are_counted_before_they_are_written_out() {
    let town = Town::new().await;
    let laughs: String =
        (0..30).map(|i| format!(" fragment F{i} on OpenCallConnection {{ ...F{} ...F{} }}", i + 1, i + 1)).collect();
    let query = format!("{{ openCalls {{ ...F0 }} }}{laughs} fragment F30 on OpenCallConnection {{ __typename }}");
    assert!(town.refusal(&query, json!({})).await.contains("fields, with its fragments written out"));
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let town = Town::new().await;
    let body = json!({ "query": "{ __typename }", "variables": { "x": "x".repeat(1 << 20) } });
    assert_eq!(town.post(&body).await.status, 413);
}
