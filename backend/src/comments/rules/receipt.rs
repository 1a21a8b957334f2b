//! A receipt as its holder keeps it: the proof, and beneath it what the proof is about, with the salts that open it.

use serde::{Deserialize, Serialize};

use super::export::Told;
use super::log::Entry;
use crate::ledger::{Commitment, Receipt, Rejected, Salt};

/// Begins the last line.
const RECORDED: &str = "recorded ";

/// What was recorded, and opens the entry: with it its holder shows, without anybody's help, what he wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Who he is: a [`super::log::Author`] as JSON.
    pub author: Told,
    /// What he wrote: a [`super::log::Content`] as JSON.
    pub content: Told,
}

impl Recorded {
    /// Whether this is what an entry commits to.
    #[must_use]
    pub fn opens(&self, entry: &Entry) -> bool {
        let fits = |told: &Told, made: &Commitment| *made == Commitment::to(&Salt(told.salt.clone()), &told.text);
        matches!(entry, Entry::Received { author, content, .. } if fits(&self.author, author) && fits(&self.content, content))
    }
}

/// The text to be kept.
#[must_use]
pub fn written(receipt: &Receipt, recorded: Option<&Recorded>) -> String {
    let opened = recorded.and_then(|recorded| serde_json::to_string(recorded).ok());
    opened.map_or_else(|| receipt.to_string(), |opened| format!("{receipt}\n{RECORDED}{opened}\n"))
}

/// What was kept.
///
/// # Errors
/// It is no receipt, or a part of it is missing.
pub fn read(text: &str) -> Result<(Receipt, Option<Recorded>), Rejected> {
    let text = text.trim();
    let (proof, last) = text.rsplit_once('\n').unwrap_or((text, ""));
    match last.strip_prefix(RECORDED) {
        Some(opened) => Ok((proof.parse()?, Some(serde_json::from_str(opened).map_err(|_| Rejected::Form)?))),
        None => Ok((text.parse()?, None)),
    }
}
