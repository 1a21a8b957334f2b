//! Each promise to host pages has a test: the table that says which names tests that are there.

use std::path::Path;

/// The file and the name of a test, as a row has them.
fn proof(text: &str) -> Option<(&str, &str)> {
    let (file, rest) = text.trim().strip_prefix('`')?.split_once('`')?;
    Some((file, rest.trim().strip_prefix('“')?.strip_suffix('”')?))
}

#[test]
fn every_promise_names_a_test_that_is_there() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(here.join("promised.md")).expect("the table");
    let rows = table.lines().filter(|line| line.starts_with("| ") && !line.ends_with("| proven by |"));
    let mut seen = 0;
    for row in rows {
        let proofs = row.trim_end_matches(['|', ' ']).rsplit(" | ").next().unwrap_or_default();
        for text in proofs.split(" · ") {
            let (file, name) = proof(text).unwrap_or_else(|| panic!("nothing proves this: {row}"));
            let tests = std::fs::read_to_string(here.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(tests.contains(name), "{file} has no test of this name any more: {name}");
        }
        seen += 1;
    }
    assert!(seen > 40, "the table is there");
}
