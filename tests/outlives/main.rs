//! `outlives PATH/TO/javno`: starts the real binary, sends it documents that are nested deeper than any stack, on every
//! transport, and looks whether the very process that got them still answers.
//!
//! A test inside of the process that it kills says little of why. What walks down a document is optimised in every build (see the
//! profiles in `Cargo.toml`), so that what is proved here holds for a release, whose frames are of other sizes than those of a
//! build that is not.

mod http;

use std::error::Error;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::http::Answer;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// From just over the guard's limit to four times what overflowed the parser of a release build.
const DEPTHS: [usize; 6] = [200, 400, 800, 1_600, 3_200, 6_400];

const JSON: &str = "application/json";

/// Sends one document and returns what was answered.
type Send = fn(SocketAddr, &str) -> Outcome<Answer>;

/// Every way in. Whoever opens another one adds it here.
const TRANSPORTS: [(&str, Send); 5] = [
    ("POST", by_post),
    ("GET", by_get),
    ("a batch", by_batch),
    ("a stream of events", by_stream),
    ("a WebSocket", by_socket),
];

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a command for people and for CI")]
fn main() -> ExitCode {
    let Some(binary) = std::env::args_os().nth(1) else {
        eprintln!("usage: outlives PATH/TO/javno");
        return ExitCode::FAILURE;
    };
    match outlives(Path::new(&binary)) {
        Ok(sent) => {
            println!("{} outlived {sent} documents, the deepest of {} brackets.", binary.display(), DEPTHS[5]);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", binary.display());
            ExitCode::FAILURE
        }
    }
}

/// A running server; it ends with the value.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    fn start(binary: &Path, address: SocketAddr, folder: &Path) -> Outcome<Self> {
        let database = format!("sqlite://{}", folder.join("outlives.sqlite").display());
        let child = Command::new(binary)
            .arg("serve")
            .current_dir(folder)
            .env("JAVNO_LISTEN", address.to_string())
            .env("JAVNO_DATABASE_URL", database)
            .stdout(Stdio::null())
            .spawn()?;
        let mut server = Self(child);
        for _ in 0..300 {
            server.lives()?;
            if http::get(address, "/readyz").is_ok_and(|answer| answer.status == 200) {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err("it was not ready within half a minute".into())
    }

    /// That the process that was started has not ended.
    fn lives(&mut self) -> Outcome<()> {
        match self.0.try_wait()? {
            None => Ok(()),
            Some(status) => Err(format!("the process ended: {status}").into()),
        }
    }
}

/// How many documents it outlived.
fn outlives(binary: &Path) -> Outcome<usize> {
    let binary = binary.canonicalize()?;
    let folder = tempfile::tempdir()?;
    // Free now; nobody else is likely to take it before the server does.
    let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    let mut server = Server::start(&binary, address, folder.path())?;
    let mut sent = 0;
    for depth in DEPTHS {
        for document in nested(depth) {
            for (name, send) in TRANSPORTS {
                let place = |what: String| format!("depth {depth} by {name}, `{}…`: {what}", &document[..20]);
                let answer = send(address, &document);
                if answer.is_err() {
                    // A process that dies takes a moment to be gone.
                    std::thread::sleep(Duration::from_millis(500));
                }
                server.lives().map_err(|error| place(error.to_string()))?;
                let answer = answer.map_err(|error| place(error.to_string()))?;
                if !answer.is_refusal() {
                    return Err(place(format!("answered {} {}", answer.status, answer.body)).into());
                }
                sent += 1;
            }
        }
        let alive = by_post(address, "{ __typename }")?;
        if !alive.body.contains(r#"{"data":{"__typename":"Query"}}"#) {
            return Err(format!("after depth {depth} it answers {} {}", alive.status, alive.body).into());
        }
    }
    server.lives()?;
    Ok(sent)
}

/// Every form in which a document can nest.
fn nested(depth: usize) -> Vec<String> {
    let wrap = |open: &str, core: &str, close: &str| open.repeat(depth) + core + &close.repeat(depth);
    vec![
        format!("{{ areas(locale: {}) {{ code }} }}", wrap("[", "1", "]")),
        format!("{{ areas(locale: {}) {{ code }} }}", wrap("{a:", "1", "}")),
        format!("query ($a: {} = 1) {{ areas {{ code }} }}", wrap("[", "Int", "]")),
        format!("{{ areas @include(if: {}", wrap("[", "", "")),
        wrap("{a", "", "}"),
        wrap("{...on A", "{a}", "}"),
    ]
}

fn by_post(address: SocketAddr, document: &str) -> Outcome<Answer> {
    http::post(address, JSON, &json!({ "query": document }).to_string())
}

fn by_get(address: SocketAddr, document: &str) -> Outcome<Answer> {
    let encoded: String = document.bytes().map(|byte| format!("%{byte:02X}")).collect();
    http::get(address, &format!("/graphql?query={encoded}"))
}

fn by_batch(address: SocketAddr, document: &str) -> Outcome<Answer> {
    http::post(address, JSON, &json!([{ "query": document }]).to_string())
}

fn by_stream(address: SocketAddr, document: &str) -> Outcome<Answer> {
    http::post(address, "text/event-stream", &json!({ "query": document }).to_string())
}

fn by_socket(address: SocketAddr, document: &str) -> Outcome<Answer> {
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": { "query": document } });
    http::talk(address, [json!({ "type": "connection_init" }).to_string(), subscribe.to_string()])
}
