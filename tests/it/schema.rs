//! The schema is committed, so that a change of it is seen where it is made.

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
