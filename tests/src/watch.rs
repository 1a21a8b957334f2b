//! A test that never ends says its name. Rust's test harness waits for ever, and whoever waits for it learns nothing: the
//! run is ended from outside, its last words the names of tests that were well.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Far longer than any test takes, also on a machine that is slow and busy.
const LONGEST: Duration = Duration::from_secs(600);
/// How often it is looked whether one takes longer.
const LOOK: Duration = Duration::from_secs(5);

/// Tests that run: name and beginning.
#[expect(clippy::print_stderr, reason = "it is the last thing that is said")]
static RUNNING: LazyLock<Mutex<HashMap<u64, (String, Instant)>>> = LazyLock::new(|| {
    std::thread::spawn(|| {
        loop {
            std::thread::sleep(LOOK);
            if let Some(last_words) = overdue(Instant::now()) {
                eprintln!("{last_words}");
                std::process::exit(101);
            }
        }
    });
    Mutex::default()
});

/// Whoever holds this is watched.
struct Watched(u64);

thread_local! {
    /// Of a test's thread, so that it is watched until all is over, its runtime and what it waits for included.
    static THIS: Option<Watched> = Watched::from_now();
}

/// From now on the test of this thread is watched: one that takes ten minutes ends the whole run, and is named.
pub(crate) fn this_test() {
    THIS.with(|_| ());
}

impl Watched {
    /// None for the main thread, which runs one test after the other, and benchmarks.
    fn from_now() -> Option<Self> {
        let thread = std::thread::current();
        // The harness calls a test's thread by the test's name.
        let name = thread.name().filter(|name| *name != "main")?.to_owned();
        let mut running = running();
        let id = running.keys().max().map_or(0, |last| last + 1);
        running.insert(id, (name, Instant::now()));
        Some(Self(id))
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        running().remove(&self.0);
    }
}

fn running() -> MutexGuard<'static, HashMap<u64, (String, Instant)>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is to be said of those that run too long; none where there are none.
fn overdue(now: Instant) -> Option<String> {
    let running = running();
    let late: Vec<_> = running.values().filter(|(_, since)| now.duration_since(*since) > LONGEST).collect();
    let mut said = String::new();
    for (name, _) in &late {
        let _ = writeln!(said, "{name} has not ended after {} minutes.", LONGEST.as_secs() / 60);
    }
    if late.is_empty() {
        return None;
    }
    // Whether it waits, and for what, or turns in a circle.
    for thread in std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten() {
        let read = |name: &str| std::fs::read_to_string(thread.path().join(name)).unwrap_or_default();
        let (comm, stat, waits) = (read("comm"), read("stat"), read("wchan"));
        let state = stat.rsplit_once(") ").map_or("", |(_, rest)| rest.get(..1).unwrap_or_default());
        let _ = writeln!(said, "  thread {}: {state} {waits}", comm.trim());
    }
    Some(said)
}
