//! An answer that stays open for hours. Once its head is out and there is nothing more to say, the connection is taken over
//! from hyper, whose two buffers of 8 KiB are of no use to somebody who waits; what follows is written from here.

use std::fmt::Write as _;
use std::io::Result;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::Version;
use bytes::Buf;
use http_body_util::BodyExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::io::{Line, Timed};
use super::turn::Turn;

/// On an answer: it stays open, and its connection serves no other. One of unknown length; hyper writes its head.
#[derive(Clone, Copy, Debug)]
pub(in crate::http) struct Stays;

/// What a client who only listens may say meanwhile, in bytes: some send an empty line behind a request.
const IDLE_TALK: usize = 64;

/// What hyper had of a connection, and gives back when it is let go.
#[derive(Debug, Default)]
pub(super) struct GivenBack(Mutex<(Option<Line>, Option<Rest>)>);

/// The rest of an answer.
#[derive(Debug)]
pub(super) struct Rest {
    pub(super) body: Body,
    pub(super) framing: Framing,
}

/// How the parts of a body are told apart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Framing {
    /// Each with its length before it.
    Chunked,
    /// Not at all; it ends with the connection.
    Bare,
}

impl Framing {
    /// As hyper writes an answer of unknown length to a request of this version.
    pub(super) fn of(version: Version) -> Self {
        if version >= Version::HTTP_11 { Self::Chunked } else { Self::Bare }
    }
}

impl GivenBack {
    pub(super) fn line(&self, line: Line) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0 = Some(line);
    }

    pub(super) fn rest(&self, rest: Rest) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1 = Some(rest);
    }

    fn take(&self) -> Option<(Line, Rest)> {
        let (line, rest) = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        line.zip(rest)
    }
}

/// Goes on with what was taken over, until the answer ends or the client goes.
pub(super) async fn go_on(turn: Arc<Turn>) {
    let Some((line, rest)) = turn.given_back.take() else { return };
    turn.taken_over();
    // Whatever goes wrong, it is over.
    let _ = tell(Timed::new(line, turn), rest).await;
}

async fn tell(mut io: Timed, Rest { mut body, framing }: Rest) -> Result<()> {
    let mut left = IDLE_TALK;
    loop {
        let mut scrap = [0; IDLE_TALK];
        let frame = tokio::select! {
            frame = body.frame() => frame,
            heard = io.read(&mut scrap) => match left.checked_sub(heard?) {
                Some(still) if still < left => {
                    left = still;
                    continue;
                }
                // Gone, or too talkative.
                _ => return Ok(()),
            },
        };
        match frame {
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    write(&mut io, data, framing).await?;
                }
            }
            // It broke off, and so does the connection.
            Some(Err(_)) => return Ok(()),
            None => break,
        }
    }
    if let Framing::Chunked = framing {
        io.write_all(b"0\r\n\r\n").await?;
    }
    io.shutdown().await
}

async fn write(io: &mut Timed, data: Bytes, framing: Framing) -> Result<()> {
    match framing {
        // An empty chunk would be the last.
        Framing::Chunked if !data.is_empty() => {
            let mut length = String::new();
            // Writing to memory cannot fail.
            let _ = write!(length, "{:x}\r\n", data.len());
            let mut chunk = Buf::chain(length.as_bytes(), data).chain(&b"\r\n"[..]);
            io.write_all_buf(&mut chunk).await
        }
        _ => io.write_all(&data).await,
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::Arc;
    use std::time::Duration;

    use axum::body::{Body, Bytes};
    use futures_util::stream;
    use tokio::net::{TcpListener, TcpStream};
    use tokio::time::timeout;

    use super::{Framing, Rest, go_on};
    use crate::config::ConnectionLimits;
    use crate::http::accept::counts::Counts;
    use crate::http::accept::io::Line;
    use crate::http::accept::turn::{Times, Turn};
    use crate::tasks::Tasks;

    /// A connection whose rest is ours, with the other end of it.
    async fn taken_over(body: Body) -> (Arc<Turn>, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let client = TcpStream::connect(listener.local_addr().expect("an address")).await.expect("a connection");
        let (stream, peer) = listener.accept().await.expect("a connection");
        let limits = ConnectionLimits { stalled_write_seconds: 0.2, ..ConnectionLimits::default() };
        let turn = Turn::new(Arc::new(Times::of(&limits)));
        let place = Counts::new(1, 1).enter(peer.ip(), false).expect("a place");
        turn.given_back.line(Line { stream, _place: place, _hold: Tasks::default().hold() });
        turn.given_back.rest(Rest { body, framing: Framing::Chunked });
        (turn, client)
    }

    #[tokio::test]
    async fn whoever_takes_nothing_is_given_up() {
        let endless = stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from(vec![b'x'; 64 * 1024])));
        let (turn, client) = taken_over(Body::from_stream(endless)).await;
        timeout(Duration::from_secs(20), go_on(turn)).await.expect("it ends");
        drop(client);
    }

    #[tokio::test]
    async fn whoever_leaves_ends_a_stream_that_says_nothing() {
        let silent = stream::pending::<Result<Bytes, Infallible>>();
        let (turn, client) = taken_over(Body::from_stream(silent)).await;
        let mut going = std::pin::pin!(go_on(turn));
        assert!(timeout(Duration::from_millis(500), &mut going).await.is_err(), "it waits, longer than for a write");
        drop(client);
        timeout(Duration::from_secs(20), going).await.expect("it ends");
    }
}
