//! `javno doctor` as an operator runs it: the real binary, a page on this machine, the exit code and what is said.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

const SCRIPT: &str = "<script async src=\"https://javno.example/w/v1/javno.js\"></script>";

/// A municipal site on this machine: a page that is right, and one with three mistakes.
fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut asked = [0; 4096];
            let read = stream.read(&mut asked).unwrap_or_default();
            let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
            let _ = stream.write_all(answer(asked.split_whitespace().nth(1).unwrap_or_default()).as_bytes());
        }
    });
    origin
}

fn answer(path: &str) -> String {
    let (status, policy, slug) = match path {
        "/dobro" => ("200 OK", "script-src https://javno.example; connect-src https://javno.example", "trebinje"),
        "/lose" => ("200 OK", "script-src https://javno.example/w/v1/javno.js; connect-src 'self'", "trebnje"),
        "/tamo" => {
            return "HTTP/1.1 302 Found\r\nlocation: /dobro\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".into();
        }
        _ => ("404 Not Found", "default-src 'self'", "trebinje"),
    };
    let page = format!(
        "<!doctype html>\n<title>Opština</title>\n{SCRIPT}\n<javno-open-calls municipality=\"{slug}\">\
         <a href=\"https://javno.example/trebinje/pozivi\">Pozivi</a></javno-open-calls>\n"
    );
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-security-policy: {policy}\r\n\
         connection: close\r\ncontent-length: {}\r\n\r\n{page}",
        page.len()
    )
}

fn javno(home: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_javno"))
        .args(words)
        .current_dir(home)
        .env_clear()
        .env("JAVNO_PUBLIC_URL", "https://javno.example/")
        .env("JAVNO_DATABASE_URL", format!("sqlite://{}", home.join("doctor.sqlite").display()))
        .output()
        .expect("it runs")
}

/// The exit code, and what is said to whom.
fn ran(output: &Output, origin: &str) -> (Option<i32>, String, String) {
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(origin, "SITE");
    (output.status.code(), said(&output.stdout), said(&output.stderr))
}

#[test]
fn a_page_is_looked_at_and_the_exit_code_says_what_came_of_it() {
    let home = tempfile::tempdir().expect("a folder");
    let added = javno(home.path(), &["municipality", "add", "trebinje", "--name", "Trebinje"]);
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let origin = site();
    let look = |path: &str, more: &[&str]| {
        let address = format!("{origin}{path}");
        ran(&javno(home.path(), &[&["doctor", &address], more].concat()), &origin)
    };

    for path in ["/dobro", "/tamo"] {
        let (code, said, complained) = look(path, &["--allow-private"]);
        assert_eq!((code, &*said), (Some(0), "SITE/dobro\nSve je u redu.\n"), "{path}: {complained}");
    }
    let (code, said, complained) = look("/lose", &["--allow-private"]);
    assert_eq!(code, Some(3), "{complained}");
    assert_eq!(
        said,
        "SITE/lose\n3 nalaza:\n\
         1. Pravila sajta ne dozvoljavaju skriptu base.js. U Content-Security-Policy dodajte: script-src https://javno.example\n\
         2. Pravila sajta ne dozvoljavaju vezu sa serverom, pa se ne vide novosti i ne mogu se slati komentari. U \
         Content-Security-Policy dodajte: connect-src https://javno.example\n\
         3. Red 4: Opštine ili grada trebnje nema na ovom serveru. Provjerite tu riječ.\n"
    );
    for (locale, begins) in [
        ("en", "SITE/lose\n3 findings:\n1. The site's policy"),
        ("sr-Cyrl", "SITE/lose\n3 налаза:\n"),
        ("bs", "SITE/lose\n3 nalaza:\n"),
        ("hr", "SITE/lose\n3 nalaza:\n"),
    ] {
        let (code, said, complained) = look("/lose", &["--allow-private", "--locale", locale]);
        assert_eq!(code, Some(3), "{complained}");
        assert!(said.starts_with(begins), "{locale}: {said}");
    }
    let (_, croatian, _) = look("/lose", &["--allow-private", "--locale", "hr"]);
    assert!(croatian.contains("3. Redak 4: "), "{croatian}");
    // Who mistypes is told so, not answered in another language.
    let (code, said, complained) = look("/lose", &["--allow-private", "--locale", "sr-Latin"]);
    assert_eq!((code, &*said), (Some(2), ""), "{complained}");
    assert!(complained.contains("“sr-Latin” is no locale; take one of sr-Cyrl, sr-Latn, bs, hr, en"), "{complained}");
    let (code, said, complained) = look("/nema", &["--allow-private"]);
    assert_eq!(code, Some(3), "{complained}");
    assert!(said.contains("Na toj adresi nema stranice (odgovor 404)."), "{said}");

    // Nothing of this machine is fetched unless it is said, and that is no finding.
    let (code, said, complained) = look("/dobro", &[]);
    assert_eq!((code, &*said), (Some(1), ""), "{complained}");
    assert!(complained.contains("which is not public (`--allow-private` fetches it all the same)"), "{complained}");
    let nobody = ran(&javno(home.path(), &["doctor", "http://127.0.0.1:9/", "--allow-private"]), &origin);
    assert_eq!((nobody.0, &*nobody.1), (Some(1), ""), "{}", nobody.2);
}
