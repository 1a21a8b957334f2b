//! The bytes of a connection, with an end to every wait for the client.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use super::counts::Place;
use super::turn::{Phase, Turn};
use crate::tasks::Hold;

/// Told to whoever began a head and did not end it.
const LATE: &[u8] = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
/// How long, and how much, is read of a body that nobody wants, so that its sender can read why. Closed at once, the
/// connection would be reset, and the answer lost on the way.
const LINGER: Duration = Duration::from_secs(2);
const LINGER_BYTES: usize = 256 * 1024;

/// A connection, with its place among the connections.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) stream: TcpStream,
    pub(super) _place: Place,
    pub(super) _hold: Hold,
}

/// A connection that keeps the time. It holds its place, also when a handler takes it over.
pub(super) struct Timed {
    /// There until it is given back.
    line: Option<Line>,
    turn: Arc<Turn>,
    /// Ends the wait that has this number.
    waiting: Pin<Box<Sleep>>,
    number: u32,
    /// The wait whose end was made known.
    rung: Option<u32>,
    /// There only while the client takes nothing.
    stalled: Option<Pin<Box<Sleep>>>,
    /// Bytes that may still be thrown away; there once this side has said all.
    lingering: Option<usize>,
}

impl Drop for Timed {
    fn drop(&mut self) {
        if let Some(line) = self.line.take().filter(|_| self.turn.is_left_to_us()) {
            self.turn.given_back.line(line);
        }
    }
}

impl Timed {
    pub(super) fn new(line: Line, turn: Arc<Turn>) -> Self {
        let waiting = Box::pin(sleep(turn.times.idle));
        let number = turn.number();
        Self { line: Some(line), turn, waiting, number, rung: None, stalled: None, lingering: None }
    }

    fn stream(&mut self) -> Result<Pin<&mut TcpStream>> {
        let line = self.line.as_mut().ok_or_else(|| Error::from(ErrorKind::NotConnected))?;
        Ok(Pin::new(&mut line.stream))
    }

    /// Ready when the client has been waited for long enough.
    fn poll_waited(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let patience = match self.turn.phase() {
            Phase::Idle => self.turn.times.idle,
            Phase::Head => self.turn.times.head,
            Phase::Answering | Phase::TakenOver => return Poll::Pending,
        };
        let number = self.turn.number();
        if self.number != number {
            self.number = number;
            self.waiting.as_mut().reset(Instant::now() + patience);
        }
        self.waiting.as_mut().poll(cx)
    }

    /// Sees to it that a wait which began with this write ends. Reading was asked for before, when there was nothing to
    /// wait for, and is not asked for again unless something happens.
    fn keep_waiting(&mut self, cx: &mut Context<'_>) {
        if self.poll_waited(cx).is_ready() && self.rung != Some(self.number) {
            // Once: it may be that nobody is going to read.
            self.rung = Some(self.number);
            cx.waker().wake_by_ref();
        }
    }

    /// The error that ends a wait, once it is over.
    fn poll_late(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        ready!(self.poll_waited(cx));
        if self.turn.phase() == Phase::Head && self.stalled.is_none() {
            // As much as goes out at once: it is a courtesy.
            let _ = self.stream().and_then(|stream| stream.try_write(LATE));
        }
        Poll::Ready(Err(late()))
    }

    /// What a write came to, or an error when the client takes nothing for too long.
    fn written(&mut self, written: Poll<Result<usize>>, cx: &mut Context<'_>) -> Poll<Result<usize>> {
        if written.is_ready() {
            self.stalled = None;
            // Whoever takes his answer slowly is not idle.
            if self.turn.phase() == Phase::Idle {
                self.turn.begin(Phase::Idle);
                self.keep_waiting(cx);
            }
            return written;
        }
        let patience = self.turn.times.stalled;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(patience)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(late()))
    }
}

fn late() -> Error {
    Error::from(ErrorKind::TimedOut)
}

impl AsyncRead for Timed {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        let before = buf.filled().len();
        match self.stream()?.poll_read(cx, buf) {
            Poll::Pending => self.poll_late(cx),
            done => {
                if self.turn.phase() == Phase::Idle && buf.filled().len() > before {
                    self.turn.begin(Phase::Head);
                }
                done
            }
        }
    }
}

impl AsyncWrite for Timed {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<Result<usize>> {
        let written = self.stream()?.poll_write(cx, buf);
        self.written(written, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let written = self.stream()?.poll_write_vectored(cx, bufs);
        self.written(written, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.stream.is_write_vectored())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.keep_waiting(cx);
        ready!(self.stream()?.poll_flush(cx))?;
        self.turn.all_is_out();
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let mut left = match self.lingering {
            Some(left) => left,
            None => {
                ready!(self.stream()?.poll_shutdown(cx))?;
                self.waiting.as_mut().reset(Instant::now() + LINGER);
                LINGER_BYTES
            }
        };
        let mut scrap = [0; 2048];
        while self.turn.body_is_open() && left > 0 {
            let mut buf = ReadBuf::new(&mut scrap);
            match self.stream()?.poll_read(cx, &mut buf) {
                Poll::Ready(Ok(())) if !buf.filled().is_empty() => left = left.saturating_sub(buf.filled().len()),
                Poll::Ready(_) => break,
                Poll::Pending => {
                    self.lingering = Some(left);
                    ready!(self.waiting.as_mut().poll(cx));
                    break;
                }
            }
        }
        Poll::Ready(Ok(()))
    }
}
