//! Each promise to host pages has a test: the table that says which names tests that are there.

use std::path::Path;

/// The file and the name of a test, as a row has them.
fn proof(text: &str) -> Option<(&str, &str)> {
    let (file, rest) = text.trim().strip_prefix('`')?.split_once('`')?;
    Some((file, rest.trim().strip_prefix('“')?.strip_suffix('”')?))
}

/// What stands behind a test that is not run with all others: it measures, and somebody asks for it while nothing else runs.
const ASKED: &str = " (asked for)";

/// Whether a test of this name runs whenever all do. One that is left out, or that somebody has to ask for, proves nothing; nor
/// does a name that stands in a comment.
fn runs(file: &str, source: &str, name: &str) -> bool {
    // Budgets are not tests; the build fails when one of them is exceeded.
    if file.ends_with(".mjs") {
        return source.contains(name);
    }
    let left_out = ["test.skip(", "test.fixme(", "test.describe.skip(", "test.only("];
    if source.lines().any(|line| left_out.iter().any(|word| line.starts_with(word))) {
        return false;
    }
    source.match_indices(name).any(|(at, _)| {
        let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
        let beginning = &source[line..at];
        let above = source[..line].trim_end();
        if file.ends_with(".rs") {
            let attributes: Vec<_> =
                above.lines().rev().take_while(|line| line.trim_start().starts_with('#')).collect();
            let test = attributes.iter().any(|line| line.contains("test]") || line.contains("test("));
            let is = beginning.trim_start().trim_start_matches("async ").starts_with("fn ");
            return is && test && !attributes.iter().any(|line| line.contains("ignore"));
        }
        let called = beginning.trim_start().starts_with("test(")
            || (above.ends_with("test(")
                && !above.lines().next_back().unwrap_or_default().trim_start().starts_with("//"));
        let body = source[at..].split("\ntest(").next().unwrap_or_default();
        called && !body.lines().any(|line| left_out.iter().any(|word| line.trim_start().starts_with(word)))
    })
}

#[test]
fn what_does_not_run_proves_nothing() {
    let name = "the link stays";
    for (file, source, proves) in [
        ("a.spec.ts", "test(\"the link stays\", async () => {\n});\n", true),
        ("a.spec.ts", "for (const one of all)\n  test(`${one}: the link stays`, async () => {});\n", true),
        ("a.spec.ts", "test(\n  \"the link stays\",\n  async () => {});\n", true),
        ("a.spec.ts", "// test(\"the link stays\")\n", false),
        ("a.spec.ts", "/** That the link stays. */\n", false),
        ("a.spec.ts", "test.skip(\"the link stays\", async () => {});\n", false),
        ("a.spec.ts", "test(\"the link stays\", async () => {\n  test.skip(!process.env.LOOK);\n});\n", false),
        ("a.spec.ts", "test.skip(!process.env.LOOK, \"…\");\ntest(\"the link stays\", async () => {});\n", false),
        ("a.spec.ts", "await expect(page.getByText(\"the link stays\")).toBeVisible();\n", false),
        ("a.rs", "#[test]\nfn the_link_stays() {}\n", true),
        ("a.rs", "#[tokio::test]\nasync fn the_link_stays_there() {}\n", true),
        ("a.rs", "fn the_link_stays() {}\n", false),
        ("a.rs", concat!("#[test]\n#[", "ignore]\nfn the_link_stays() {}\n"), false),
        ("a.rs", "// fn the_link_stays\n", false),
    ] {
        let name = if file.ends_with(".rs") { name.replace(' ', "_") } else { name.to_owned() };
        assert_eq!(runs(file, source, &name), proves, "{source}");
    }
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
            let (text, asked) = text.trim().strip_suffix(ASKED).map_or((text, false), |text| (text, true));
            let (file, name) = proof(text).unwrap_or_else(|| panic!("nothing proves this: {row}"));
            let tests = std::fs::read_to_string(here.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            let there = if asked { tests.contains(name) } else { runs(file, &tests, name) };
            assert!(there, "{file} has no test of this name that runs whenever all do: {name}");
        }
        seen += 1;
    }
    assert!(seen > 40, "the table is there");
}
