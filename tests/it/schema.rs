//! The schema is committed, and it is the manual: everything in it says what it means.

use serde_json::{Value, json};
use tests::Town;

#[test]
fn the_committed_schema_is_the_one_that_is_served() {
    let committed = include_str!("../../schema.graphql");
    let differs = committed
        .lines()
        .zip(javno::schema::sdl().lines())
        .find(|(old, new)| old != new)
        .map(|pair| format!("The first line that differs is “{}”, now “{}”.", pair.0.trim(), pair.1.trim()));
    assert!(
        committed == javno::schema::sdl(),
        "schema.graphql is stale. Run `cargo run -q -- schema > schema.graphql`. {}",
        differs.unwrap_or_default()
    );
}

const EVERYTHING: &str = "{
    __schema { types {
        name kind description
        fields(includeDeprecated: true) { name description args { name description } }
        inputFields { name description }
        enumValues(includeDeprecated: true) { name description }
    } }
}";

/// Names of what has no description, below `prefix`.
fn silent(prefix: &str, things: &Value, out: &mut Vec<String>) {
    for thing in things.as_array().into_iter().flatten() {
        let name = format!("{prefix}{}", thing["name"].as_str().expect("a name"));
        if thing["description"].as_str().unwrap_or_default().trim().is_empty() {
            out.push(name.clone());
        }
        for parts in ["fields", "inputFields", "enumValues", "args"] {
            silent(&format!("{name}."), &thing[parts], out);
        }
    }
}

#[tokio::test]
async fn everything_in_the_schema_says_what_it_means() {
    let town = Town::new().await;
    let mut types = town.data(EVERYTHING, json!({})).await["__schema"]["types"].take();
    let built_in = ["Boolean", "Float", "ID", "Int", "String"];
    let named = |kind: &Value| kind["name"].as_str().expect("a name").to_owned();
    types
        .as_array_mut()
        .expect("types")
        .retain(|kind| !named(kind).starts_with("__") && !built_in.contains(&named(kind).as_str()));
    let mut offenders = Vec::new();
    silent("", &types, &mut offenders);
    assert!(offenders.is_empty(), "without a description: {}", offenders.join(", "));
}
