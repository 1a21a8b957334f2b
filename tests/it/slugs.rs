//! The first word of an address is a municipality or the server's own, never both.

use std::collections::BTreeSet;

use javno::municipalities::rules::{NoSlug, OURS, slug};
use tests::Town;

#[tokio::test]
async fn no_municipality_takes_an_address_that_a_route_has() {
    let town = Town::new().await;
    // A router has no list of its routes to give, but writes them down for whoever looks for a fault.
    let written = format!("{:?}", javno::http::routes(&town.app));
    let paths = written.split('"').filter_map(|text| text.strip_prefix('/'));
    let first: BTreeSet<&str> = paths.map(|path| path.split('/').next().unwrap_or_default()).collect();
    for known in ["{slug}", "desk", "graphql", "healthz", "robots.txt", "w"] {
        assert!(first.contains(known), "{known} is not among the routes that were found: {first:?}");
    }
    let free: Vec<_> = first.iter().filter(|word| slug(word).is_ok()).collect();
    assert!(free.is_empty(), "routes begin with {free:?}: add them to `municipalities::rules::OURS`");
    let plain = |word: &&&str| !matches!(slug(word), Err(NoSlug::NotPlain(_)));
    let taken: BTreeSet<_> = first.iter().filter(plain).copied().collect();
    assert_eq!(taken, OURS.into_iter().collect(), "what is no route any more need not be refused");
}
