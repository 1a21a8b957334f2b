//! The two bodies of an exchange: one that must come fast enough, and one whose end is the end of the exchange.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep_until};

use super::stays::{Framing, Rest};
use super::turn::{Times, Turn};

/// The body came too slowly.
#[derive(Debug, thiserror::Error)]
#[error("the body of the request came too slowly")]
pub(super) struct TooSlow;

/// What a handler says that expects a file: its body may take longer, but may not come more slowly than any other. In the
/// extensions of a request that came by a connection.
#[derive(Clone, Debug)]
pub struct ExpectAFile(Arc<Turn>);

impl ExpectAFile {
    pub(super) fn new(turn: Arc<Turn>) -> Self {
        Self(turn)
    }

    /// From now on the body of this request has the time of a file.
    pub fn expect(&self) {
        self.0.expect_a_file();
    }
}

/// The body of a request, which has to come within its time and not slower than its rate.
pub(super) struct Paced {
    inner: Incoming,
    turn: Arc<Turn>,
    /// So much of it is here.
    bytes: u64,
    /// Runs from the first time that somebody waits for the body: what we are busy with before is not the client's fault.
    pace: Option<Pace>,
}

struct Pace {
    begun: Instant,
    end: Pin<Box<Sleep>>,
}

impl Paced {
    pub(super) fn new(inner: Incoming, turn: Arc<Turn>) -> Self {
        turn.body_begins();
        Self { inner, turn, bytes: 0, pace: None }
    }

    fn poll_late(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let allowed = allowed(&self.turn.times, self.turn.body_time(), self.bytes);
        let pace = self.pace.get_or_insert_with(|| {
            let begun = Instant::now();
            Pace { begun, end: Box::pin(sleep_until(begun + allowed)) }
        });
        let end = pace.begun + allowed;
        if pace.end.deadline() != end {
            pace.end.as_mut().reset(end);
        }
        pace.end.as_mut().poll(cx)
    }
}

/// How long so many bytes may take, and the wait for the next one with them, of a body that may take so long in all.
fn allowed(times: &Times, in_all: Duration, bytes: u64) -> Duration {
    // A rate of 0 is no rate.
    let by_rate = bytes.checked_div(times.bytes_per_second.into()).map_or(in_all, Duration::from_secs);
    times.grace.max(by_rate).min(in_all)
}

impl http_body::Body for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match Pin::new(&mut self.inner).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                self.bytes += frame.data_ref().map_or(0, Bytes::len) as u64;
                if self.inner.is_end_stream() {
                    self.turn.body_ends();
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(axum::Error::new(error)))),
            Poll::Ready(None) => {
                self.turn.body_ends();
                Poll::Ready(None)
            }
            Poll::Pending => {
                ready!(self.poll_late(cx));
                self.turn.body_is_late();
                Poll::Ready(Some(Err(axum::Error::new(TooSlow))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// The body of an answer. When it goes, the next request may come.
pub(super) struct Answer {
    inner: Body,
    turn: Arc<Turn>,
    /// How it goes on, where it stays open.
    stays: Option<Framing>,
}

impl Answer {
    pub(super) fn new(inner: Body, turn: Arc<Turn>, stays: Option<Framing>) -> Self {
        Self { inner, turn, stays }
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        match self.stays {
            Some(framing) if self.turn.is_left_to_us() => {
                self.turn.given_back.rest(Rest { body: std::mem::take(&mut self.inner), framing });
            }
            _ => self.turn.answered(),
        }
    }
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.inner).poll_frame(cx);
        if self.stays.is_some() {
            self.turn.said_all(frame.is_pending());
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Times, allowed};
    use crate::config::ConnectionLimits;

    #[test]
    fn a_body_may_take_its_grace_then_its_rate_and_never_more_than_its_time() {
        let times = Times::of(&ConnectionLimits::default());
        for (bytes, seconds) in [(0, 5), (2_500, 5), (3_000, 6), (10_000, 20), (15_000, 30), (1_000_000, 30)] {
            assert_eq!(allowed(&times, times.body, bytes), Duration::from_secs(seconds), "{bytes}");
        }
        for (bytes, seconds) in [(0, 5), (15_000, 30), (100_000, 200), (20 << 20, 900)] {
            assert_eq!(allowed(&times, times.file, bytes), Duration::from_secs(seconds), "a file, {bytes}");
        }
        let unpaced = Times::of(&ConnectionLimits { body_bytes_per_second: 0, ..ConnectionLimits::default() });
        assert_eq!(allowed(&unpaced, unpaced.body, 0), Duration::from_secs(30));
    }
}
