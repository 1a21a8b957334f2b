//! What a kind of question costs of something small and of something large: how long it takes and how many statements it is.
//! How many statements does not depend on the machine, so it is held wherever it is counted; how long is held where a release
//! build is measured by itself.

use std::time::Instant;

use tests::Town;

/// So many times as long may a question take that is asked of the large one.
const MOST: f64 = 2.0;

/// The 95th percentile of what questions of one kind cost.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cost {
    pub(crate) milliseconds: f64,
    statements: usize,
}

impl Cost {
    /// Of these questions, asked one after the other.
    pub(crate) async fn of<Q>(town: &Town, questions: impl IntoIterator<Item = Q>, ask: impl AsyncFn(Q)) -> Self {
        let mut costs = Vec::new();
        for question in questions {
            let asking = Box::pin(ask(question));
            let begun = Instant::now();
            let ((), statements) = town.counted(asking).await;
            costs.push(Self { milliseconds: begun.elapsed().as_secs_f64() * 1_000.0, statements });
        }
        Self::of_most(&costs)
    }

    /// What no more than one of these in twenty is above, of each.
    pub(crate) fn of_most(costs: &[Self]) -> Self {
        let mut took: Vec<_> = costs.iter().map(|cost| cost.milliseconds).collect();
        let mut statements: Vec<_> = costs.iter().map(|cost| cost.statements).collect();
        took.sort_by(f64::total_cmp);
        statements.sort_unstable();
        let at = costs.len() * 95 / 100;
        Self { milliseconds: took[at], statements: statements[at] }
    }
}

/// The kinds of questions that cost too much of the large one.
pub(crate) struct Compared {
    sizes: (usize, usize),
    slow: Vec<&'static str>,
    more: Vec<&'static str>,
}

impl Compared {
    /// Nothing was asked yet of two that are so large.
    pub(crate) fn new(sizes: (usize, usize)) -> Self {
        Self { sizes, slow: Vec::new(), more: Vec::new() }
    }

    /// Says what a kind costs of each.
    pub(crate) fn timed(&mut self, kind: &'static str, costs: [Cost; 2]) {
        if self.counted(kind, costs) > MOST {
            self.slow.push(kind);
        }
    }

    /// The same of a kind that may take longer of the large one; how many times as long.
    #[expect(clippy::print_stdout, reason = "this is what it is for")]
    pub(crate) fn counted(&mut self, kind: &'static str, [few, many]: [Cost; 2]) -> f64 {
        let (ratio, (small, large)) = (many.milliseconds / few.milliseconds, self.sizes);
        println!(
            "{kind:<42} p95 {:7.2} ms of {small}, {:7.2} ms of {large}: {ratio:.2}; statements {}, {}",
            few.milliseconds, many.milliseconds, few.statements, many.statements
        );
        assert!(few.statements > 0, "{kind}: an answer that was kept says nothing");
        if many.statements > few.statements {
            self.more.push(kind);
        }
        ratio
    }

    /// Ends the bench with failure where a kind takes more statements of the large one.
    #[expect(clippy::print_stdout, reason = "this is what it is for")]
    pub(crate) fn hold_statements(&self) {
        assert!(self.more.is_empty(), "more statements of the large one: {}", self.more.join("; "));
        println!("no question takes more statements of the large one");
    }

    /// The same, and where a kind takes too long.
    #[expect(clippy::print_stdout, reason = "this is what it is for")]
    pub(crate) fn hold(&self) {
        self.hold_statements();
        assert!(self.slow.is_empty(), "more than {MOST} times as long of the large one: {}", self.slow.join("; "));
        println!("no question takes more than {MOST} times as long of the large one");
    }
}
