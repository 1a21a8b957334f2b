//! The map of the code stays true: who may use whom is read from the sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What every slice stands on. It names no slice.
const KERNEL: [&str; 29] = [
    "about",
    "challenge",
    "clock",
    "config",
    "db",
    "documents",
    "edited",
    "error",
    "events",
    "gate",
    "ledger",
    "locale",
    "logs",
    "mail",
    "mend",
    "metrics",
    "notices",
    "oidc",
    "once",
    "page",
    "rate",
    "remarks",
    "scalars",
    "scope",
    "secret",
    "storage",
    "table",
    "tasks",
    "viewer",
];
/// What stands on the slices.
const ABOVE: [&str; 8] = ["app", "console", "demo", "doctor", "http", "import", "letters", "schema"];
/// A file longer than this hides what it holds; it becomes a folder of the same name.
const LONGEST: usize = 600;
/// Too long today. Whoever divides one of them takes it off this list.
const STILL_TOO_LONG: [&str; 0] = [];

/// Who may take each of the proofs that open what belongs to nobody in particular: parts of the paths below `backend/src`.
const KEYS: [(&str, &[&str]); 3] = [
    ("at_the_door", &["scope/", "accounts/"]),
    ("at_the_console", &["scope/", "console/", "demo/", "import/", "app.rs"]),
    ("taking_care", &["scope/", "/care.rs"]),
];

/// A source file: its path from the root of the repository, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The text without comments.
    fn code(&self) -> String {
        self.text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    }

    /// Where it is in the crate: `calls/store/mod.rs` is `calls`, `store`.
    fn module(&self) -> Vec<String> {
        let inside = self.path.trim_start_matches("backend/src/").trim_end_matches(".rs");
        inside.split('/').filter(|part| !["mod", "lib", "main"].contains(part)).map(str::to_owned).collect()
    }

    /// What it names of its crate, as paths from the root: `crate::a::{b, c::d}` is `a::b` and `a::c::d`.
    fn uses(&self) -> Vec<Vec<String>> {
        let code = self.code();
        let mut uses = Vec::new();
        for (at, _) in code.match_indices("crate::") {
            expand(&[], &code[at + "crate::".len()..], &mut uses);
        }
        // `super::` goes one module up, `super::super::` two.
        let module = self.module();
        for (at, _) in code.match_indices("super::") {
            let before = &code[..at];
            let more = before.len() - before.trim_end_matches("super::").len();
            let up = 1 + more / "super::".len();
            let parent = &module[..module.len().saturating_sub(up)];
            expand(parent, &code[at + "super::".len()..], &mut uses);
        }
        uses
    }
}

/// Adds the paths that `text` begins with, each behind `prefix`.
fn expand(prefix: &[String], text: &str, out: &mut Vec<Vec<String>>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let mut depth = 0_usize;
        let mut start = 0;
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' | ',' if depth == 0 => {
                    expand(prefix, &group[start..at], out);
                    start = at + 1;
                    if letter == '}' {
                        return;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        return;
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    if end == 0 {
        return;
    }
    let path = [prefix, &[text[..end].to_owned()]].concat();
    match text[end..].strip_prefix("::") {
        Some(rest) if text[..end] != *"super" => expand(&path, rest, out),
        _ => out.push(path),
    }
}

/// Every offence as one sentence that begins with the file.
fn complaints(sources: &[Source]) -> Vec<String> {
    let slices: BTreeSet<String> = sources
        .iter()
        .filter_map(|source| {
            let inside = source.path.strip_prefix("backend/src/")?;
            inside.strip_suffix("/types.rs").or_else(|| inside.strip_suffix("/types/mod.rs"))
        })
        .map(str::to_owned)
        .collect();
    let mut said = BTreeSet::new();
    for source in sources.iter().filter(|source| source.path.starts_with("backend/src/")) {
        let module = source.module();
        let Some(home) = module.first() else { continue };
        for path in source.uses() {
            let (whole, target) = (path.join("::"), &path[0]);
            let above = ABOVE.contains(&target.as_str());
            let sentence = if KERNEL.contains(&home.as_str()) {
                // The gate is the door to the schema, so it names that one thing above it.
                let the_door = home == "gate" && target == "schema";
                ((above && !the_door) || slices.contains(target))
                    .then(|| format!("the kernel may not use `{whole}`, which stands on it"))
            } else if slices.contains(home) {
                let foreign = slices.contains(target) && target != home;
                if foreign && path.get(1).map(String::as_str) != Some("types") {
                    Some(format!("a slice may use of another only its `types`, not `{whole}`"))
                } else {
                    above.then(|| format!("a slice may not use `{whole}`, which stands on it"))
                }
            } else {
                None
            };
            said.extend(sentence.map(|sentence| format!("{}: {sentence}.", source.path)));
        }
        for (key, whose) in KEYS {
            let inside = source.path.trim_start_matches("backend/src/");
            let may =
                whose.iter().any(|part| inside.starts_with(part) || (part.starts_with('/') && inside.ends_with(part)));
            if !may && source.path.starts_with("backend/src/") && source.code().contains(&format!("{key}()")) {
                said.insert(format!("{}: `{key}` opens what is not its to open.", source.path));
            }
        }
        // What is shown of whoever is forgotten is made in one place, and not what lies in the table.
        let keeps = source.path.starts_with("backend/src/comments/") && !source.path.contains("/types/");
        if !keeps && source.code().contains(".author_name") {
            said.insert(format!("{}: `author_name` is what is kept; ask `shown_name` what is shown.", source.path));
        }
        if source.path.ends_with("/rules.rs") || source.path.contains("/rules/") {
            for word in ["async", "await", "DatabaseConnection", "EntityTrait", "Utc::now"] {
                if source.code().contains(word) {
                    said.insert(format!("{}: rules are pure; `{word}` has no place here.", source.path));
                }
            }
        }
    }
    for source in sources {
        let lines = source.text.lines().count();
        if (lines > LONGEST) != STILL_TOO_LONG.contains(&source.path.as_str()) {
            said.insert(format!("{}: {lines} lines; make it a folder (or take it off the list).", source.path));
        }
        for word in ["#[ignore", "todo!(", "unimplemented!("] {
            // This file speaks of them.
            if source.text.contains(word) && source.path != "tests/it/tidy.rs" {
                said.insert(format!("{}: `{word}` is work that nobody will come back to.", source.path));
            }
        }
    }
    said.into_iter().collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["backend/src", "entities/src", "migration/src", "tests/src", "tests/it", "tests/bench", "tests/outlives"]
            .map(|dir| root().join(dir))
            .into();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source");
                let path = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
                sources.push(Source { path, text });
            }
        }
    }
    sources
}

#[test]
fn the_sources_are_tidy() {
    let sources = sources();
    assert!(sources.len() > 50, "only {} sources were found", sources.len());
    let said = complaints(&sources);
    assert!(said.is_empty(), "\n{}", said.join("\n"));
}

#[test]
fn every_kind_of_disorder_is_noticed() {
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let long = "\n".repeat(LONGEST + 1);
    let ignored = "#[ignore]\nfn f() { todo!() }";
    let said = complaints(&[
        source("backend/src/calls/types.rs", &long),
        source("backend/src/municipalities/types.rs", "use crate::{error::Error, calls::types::OpenCall};"),
        source("backend/src/page.rs", "use crate::{error::Error, calls::{store, types::OpenCall}};"),
        source("backend/src/locale/mod.rs", "fn f() { super::http::router() } // crate::app is only a comment"),
        source("backend/src/gate.rs", "use crate::schema::Schema;\nuse crate::app::App;"),
        source(
            "backend/src/calls/query.rs",
            "use crate::municipalities::types::Area;\nuse super::super::municipalities::store;",
        ),
        source("backend/src/calls/store/mod.rs", "use crate::http::pages;\nuse crate::municipalities;"),
        source("backend/src/calls/rules.rs", "async fn f() { Utc::now(); }\n// EntityTrait"),
        source("backend/src/http/pages.rs", "use crate::calls::store;\nfn f() { crate::scope::at_the_console() }"),
        source("backend/src/http/feeds.rs", "fn f(row: &Row) -> &str { &row.author_name }"),
        source("tests/it/x.rs", &long),
        source("tests/it/y.rs", ignored),
    ]);
    insta::assert_snapshot!(said.join("\n"), @"
    backend/src/calls/query.rs: a slice may use of another only its `types`, not `municipalities::store`.
    backend/src/calls/rules.rs: rules are pure; `Utc::now` has no place here.
    backend/src/calls/rules.rs: rules are pure; `async` has no place here.
    backend/src/calls/store/mod.rs: a slice may not use `http::pages`, which stands on it.
    backend/src/calls/store/mod.rs: a slice may use of another only its `types`, not `municipalities`.
    backend/src/calls/types.rs: 601 lines; make it a folder (or take it off the list).
    backend/src/gate.rs: the kernel may not use `app::App`, which stands on it.
    backend/src/http/feeds.rs: `author_name` is what is kept; ask `shown_name` what is shown.
    backend/src/http/pages.rs: `at_the_console` opens what is not its to open.
    backend/src/locale/mod.rs: the kernel may not use `http::router`, which stands on it.
    backend/src/page.rs: the kernel may not use `calls::store`, which stands on it.
    backend/src/page.rs: the kernel may not use `calls::types::OpenCall`, which stands on it.
    tests/it/x.rs: 601 lines; make it a folder (or take it off the list).
    tests/it/y.rs: `#[ignore` is work that nobody will come back to.
    tests/it/y.rs: `todo!(` is work that nobody will come back to.
    ");
}
