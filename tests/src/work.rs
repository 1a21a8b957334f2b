//! The work that a form asks for, made light: an unoptimised build hashes many times slower than any browser, and with real tasks
//! tests would do little else. That real ones are taken, tests hold that solve what they were given.

use javno::challenge::{ChallengeKey, solve};
use javno::clock::Clock as _;
use uuid::Uuid;

use crate::Town;

/// Of so few zero bits a task is solved at once, and what is no solution is hardly ever one by chance.
const EASY: u32 = 12;

impl Town {
    /// A task of this minute for this, which the server's key has signed for few bits, and its solution under what was drawn.
    #[must_use]
    pub fn worked(&self, of: impl Into<Uuid>, drawn: &str) -> (String, String) {
        let task = ChallengeKey::of(&self.app.key).challenge(of, self.clock.now(), EASY);
        let solution = solve(&task, drawn, EASY);
        (task, solution)
    }
}
