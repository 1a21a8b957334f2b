//! What the server counts about itself, as Prometheus and OpenMetrics read it.
//!
//! Every label has a closed set of values: whatever a caller sends cannot make a new series.

use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Defines a label whose values are a closed set, written in the metrics as they stand here.
macro_rules! label {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$item_doc])* $item,)* }

        impl EncodeLabelValue for $name {
            fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), fmt::Error> {
                encoder.write_str(match self { $(Self::$item => $text,)* })
            }
        }
    };
}

label! {
    /// A limit that somebody ran into.
    Limit {
        /// A document too long, too deep or of too many tokens to be parsed.
        Document = "document",
        /// Fields inside fields.
        Depth = "depth",
        /// Fields under another name.
        Aliases = "aliases",
        /// Fields of the root.
        RootFields = "root_fields",
        /// Fields in all.
        Fields = "fields",
        /// Nodes that the answer may have.
        Cost = "cost",
        /// Errors of one answer.
        Errors = "errors",
        /// The body of a request.
        Body = "body",
        /// Operations of one batch.
        Batch = "batch",
        /// Requests of one caller in a while.
        Rate = "rate",
        /// Connections of one caller.
        Connections = "connections",
        /// Requests at once.
        InFlight = "in_flight",
        /// A page of another site that wanted to write.
        Origin = "origin",
        /// A subscriber who does not read what he is sent.
        SlowConsumer = "slow_consumer",
        /// How long an operation may run.
        Timeout = "timeout",
        /// Subscriptions of one connection or caller.
        Subscriptions = "subscriptions",
        /// A message on a WebSocket.
        Message = "message",
    }
}

label! {
    /// How a subscriber is connected.
    Transport {
        /// Server-sent events.
        Sse = "sse",
        /// A WebSocket.
        WebSocket = "websocket",
    }
}

label! {
    /// What became of an operation.
    Outcome {
        /// Answered without errors.
        Ok = "ok",
        /// Answered, with errors of the caller's.
        Refused = "refused",
        /// The server was busy, or the operation took too long.
        Unavailable = "unavailable",
        /// A fault of ours.
        Failed = "failed",
    }
}

label! {
    /// What became of a letter in the end.
    LetterEnd {
        /// A server took it.
        Sent = "sent",
        /// A server refused it for good, or none took it in time.
        Failed = "failed",
        /// It waited until it was of no use.
        Late = "late",
        /// Its address had got as many in the hour as it may.
        TooMany = "too_many",
        /// There was nobody to write to.
        Nobody = "nobody",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByLetterEnd {
    end: LetterEnd,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Operation {
    operation: Arc<str>,
    outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByLimit {
    limit: Limit,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByTransport {
    transport: Transport,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByHit {
    hit: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Pool {
    handle: &'static str,
}

/// How full the pool of one database handle is.
#[derive(Clone, Copy, Debug)]
pub struct PoolUse {
    /// `read` or `write`.
    pub handle: &'static str,
    /// Connections that are open.
    pub size: u32,
    /// Of them, those that nobody uses.
    pub idle: usize,
}

/// The counters of one process. Cheap to clone; every clone counts into the same.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Arc<Registry>,
    operations: Family<Operation, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    pool_size: Family<Pool, Gauge>,
    pool_idle: Family<Pool, Gauge>,
    cache: Family<ByHit, Counter>,
    subscribers: Family<ByTransport, Gauge>,
    questions: Gauge,
    event_lag: Gauge<f64, AtomicU64>,
    limits: Family<ByLimit, Counter>,
    panics: Counter,
    letters: Family<ByLetterEnd, Counter>,
    letters_waiting: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("javno");
        let buckets = || Histogram::new([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0]);
        let operations = Family::new_with_constructor(buckets as fn() -> Histogram);
        let mut metrics = Self {
            registry: Arc::default(),
            operations,
            in_flight: Gauge::default(),
            pool_size: Family::default(),
            pool_idle: Family::default(),
            cache: Family::default(),
            subscribers: Family::default(),
            questions: Gauge::default(),
            event_lag: Gauge::default(),
            limits: Family::default(),
            panics: Counter::default(),
            letters: Family::default(),
            letters_waiting: Gauge::default(),
        };
        let seconds = || Unit::Seconds;
        registry.register_with_unit(
            "operation",
            "How long operations took, by the name of a document of ours (else `other`) and what became of them",
            seconds(),
            metrics.operations.clone(),
        );
        registry.register("in_flight", "Requests that are being answered", metrics.in_flight.clone());
        registry.register("pool_size", "Open connections of a database handle", metrics.pool_size.clone());
        registry.register("pool_idle", "Unused connections of a database handle", metrics.pool_idle.clone());
        registry.register("response_cache", "Questions to the response cache, by hit", metrics.cache.clone());
        registry.register("subscribers", "Whoever waits for events, by transport", metrics.subscribers.clone());
        registry.register(
            "live_questions",
            "Different questions that events are answered for",
            metrics.questions.clone(),
        );
        registry.register_with_unit(
            "event_lag",
            "From the last event's commit to its delivery",
            seconds(),
            metrics.event_lag.clone(),
        );
        registry.register("limit_hits", "Limits that somebody ran into", metrics.limits.clone());
        registry.register("panics", "Requests that ended in a panic", metrics.panics.clone());
        registry.register("letters", "Letters that are done with, by what became of them", metrics.letters.clone());
        registry.register("letters_waiting", "Letters that are to be sent", metrics.letters_waiting.clone());
        metrics.registry = Arc::new(registry);
        metrics
    }
}

impl Metrics {
    /// Somebody ran into a limit.
    pub fn limit_hit(&self, limit: Limit) {
        self.limits.get_or_create(&ByLimit { limit }).inc();
    }

    /// Counts somebody as waiting for events by this transport until the guard is dropped.
    #[must_use]
    pub fn subscriber(&self, transport: Transport) -> Counted {
        Counted::in_gauge(self.subscribers.get_or_create(&ByTransport { transport }).clone())
    }

    /// Counts a question as answered at every event until the guard is dropped.
    #[must_use]
    pub fn question(&self) -> Counted {
        Counted::in_gauge(self.questions.clone())
    }

    /// The response cache had the answer, or not.
    pub fn cache(&self, hit: bool) {
        self.cache.get_or_create(&ByHit { hit }).inc();
    }

    /// How long the last event was on its way.
    pub fn event_lag(&self, seconds: f64) {
        self.event_lag.set(seconds);
    }

    /// An operation was answered. `name` is that of a document of ours, never what a caller calls it.
    pub fn operation(&self, name: &Arc<str>, outcome: Outcome, took: Duration) {
        let labels = Operation { operation: Arc::clone(name), outcome };
        self.operations.get_or_create(&labels).observe(took.as_secs_f64());
    }

    /// A request ended in a panic.
    pub fn panicked(&self) {
        self.panics.inc();
    }

    /// So many letters are done with.
    pub fn letters(&self, end: LetterEnd, number: u64) {
        if number > 0 {
            self.letters.get_or_create(&ByLetterEnd { end }).inc_by(number);
        }
    }

    /// So many letters are to be sent.
    pub fn letters_waiting(&self, number: u64) {
        self.letters_waiting.set(i64::try_from(number).unwrap_or(i64::MAX));
    }

    /// Counts a request as being answered until the guard is dropped.
    #[must_use]
    pub fn answering(&self) -> Counted {
        Counted::in_gauge(self.in_flight.clone())
    }

    /// All of it as text; the pools as they are now.
    #[must_use]
    pub fn text(&self, pools: &[PoolUse]) -> String {
        for pool in pools {
            let labels = Pool { handle: pool.handle };
            self.pool_size.get_or_create(&labels).set(pool.size.into());
            self.pool_idle.get_or_create(&labels).set(i64::try_from(pool.idle).unwrap_or(i64::MAX));
        }
        let mut text = String::new();
        // Writing to memory cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// Something that is counted as long as it lasts.
#[derive(Debug)]
pub struct Counted(Gauge);

impl Counted {
    fn in_gauge(gauge: Gauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::{LetterEnd, Limit, Metrics, Outcome, PoolUse, Transport};

    #[test]
    fn what_was_counted_can_be_read() {
        let metrics = Metrics::default();
        metrics.limit_hit(Limit::SlowConsumer);
        metrics.limit_hit(Limit::SlowConsumer);
        let _listening = metrics.subscriber(Transport::Sse);
        metrics.cache(true);
        metrics.event_lag(0.25);
        metrics.panicked();
        metrics.operation(&"OpenCalls".into(), Outcome::Ok, std::time::Duration::from_millis(3));
        let answering = metrics.answering();
        metrics.letters(LetterEnd::TooMany, 2);
        metrics.letters(LetterEnd::Failed, 0);
        metrics.letters_waiting(7);
        let text = metrics.text(&[PoolUse { handle: "read", size: 4, idle: 3 }]);
        for line in [
            "javno_limit_hits_total{limit=\"slow_consumer\"} 2",
            "javno_subscribers{transport=\"sse\"} 1",
            "javno_response_cache_total{hit=\"true\"} 1",
            "javno_event_lag_seconds 0.25",
            "javno_panics_total 1",
            "javno_operation_seconds_bucket{le=\"0.005\",operation=\"OpenCalls\",outcome=\"ok\"} 1",
            "javno_in_flight 1",
            "javno_letters_total{end=\"too_many\"} 2",
            "javno_letters_waiting 7",
            "javno_pool_idle{handle=\"read\"} 3",
            "# EOF",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
        drop(answering);
        assert!(metrics.text(&[]).contains("javno_in_flight 0\n"));
    }
}
