//! Readers who ask again as soon as they are answered, over kept connections.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

const READERS: usize = 32;
const WARM_UP: Duration = Duration::from_secs(1);
const MEASURED: Duration = Duration::from_secs(4);

/// What was measured.
#[derive(Clone, Copy)]
pub struct Figures {
    /// Answers per second.
    pub per_second: f64,
    /// Half of the answers took no longer.
    pub median: Duration,
    /// Ninety-nine of a hundred took no longer.
    pub p99: Duration,
}

impl Figures {
    /// Of what took so long each.
    pub fn of(mut taken: Vec<Duration>, during: Duration) -> Self {
        taken.sort_unstable();
        let at = |share: usize| taken.get(taken.len() * share / 100).copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "a count of requests")]
        let per_second = taken.len() as f64 / during.as_secs_f64();
        Self { per_second, median: at(50), p99: at(99) }
    }
}

/// A request by GET.
pub fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n").into_bytes()
}

/// A request by POST.
pub fn post(body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// Sends what `make` makes of the number of the request, from all readers for a while.
pub async fn hammer(address: SocketAddr, make: impl Fn(usize) -> Vec<u8>) -> Figures {
    let begin = Instant::now() + WARM_UP;
    let end = begin + MEASURED;
    let make = &make;
    let readers = (0..READERS).map(|reader| read(address, move |n| make(reader + n * READERS), begin, end));
    let taken: Vec<Vec<Duration>> = futures_util::future::join_all(readers).await;
    Figures::of(taken.concat(), MEASURED)
}

async fn read(address: SocketAddr, make: impl Fn(usize) -> Vec<u8>, begin: Instant, end: Instant) -> Vec<Duration> {
    let mut stream = BufReader::with_capacity(64 * 1024, TcpStream::connect(address).await.expect("a connection"));
    stream.get_ref().set_nodelay(true).expect("a socket option");
    let mut taken = Vec::new();
    let mut body = Vec::new();
    for n in 0.. {
        let request = make(n);
        let asked = Instant::now();
        if asked >= end {
            break;
        }
        stream.get_mut().write_all(&request).await.expect("a request is sent");
        let length = head(&mut stream).await;
        body.resize(length, 0);
        stream.read_exact(&mut body).await.expect("a whole answer");
        if asked >= begin {
            taken.push(asked.elapsed());
        }
    }
    taken
}

/// Reads the head of an answer, which must be a 200, and returns the length of its body.
pub async fn head(stream: &mut BufReader<TcpStream>) -> usize {
    let mut line = String::new();
    let mut length = 0;
    let mut first = true;
    loop {
        line.clear();
        stream.read_line(&mut line).await.expect("a line");
        assert!(!first || line.starts_with("HTTP/1.1 200"), "{line}");
        first = false;
        if line == "\r\n" {
            return length;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().expect("a length");
        }
    }
}
