//! Going through a whole record from its first entry: is this what was signed, now and whenever a receipt was given?

use tlog_tiles::tlog::{Hash, record_hash};

use super::{Broken, Head, Known, Receipt, grow, head};

/// A record that is read entry by entry.
#[derive(Debug, Default)]
pub struct Audit {
    size: u64,
    known: Known,
    own: Vec<Hash>,
}

/// In what a record differs from a head or a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Fewer entries than were signed: some are missing at the end.
    #[error("{signed} entries were signed and only {there} are there")]
    Short {
        /// How many were signed.
        signed: u64,
        /// How many are there.
        there: u64,
    },
    /// The entries are not those that were signed.
    #[error("the first {0} entries are not those that were signed: one was changed, left out or put in")]
    Changed(u64),
    /// The entry of a receipt stands not where it stood.
    #[error("entry {0} is not the one of the receipt")]
    Replaced(u64),
}

impl Audit {
    /// Takes the next entry.
    ///
    /// # Errors
    /// Never, for entries given in order.
    pub fn push(&mut self, entry: &[u8]) -> Result<(), Broken> {
        let grown = grow(self.size, entry, std::mem::take(&mut self.known))?;
        self.own.push(record_hash(entry));
        self.size = grown.head.size;
        self.known = grown.known;
        Ok(())
    }

    /// Entries so far.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Whether this record begins with what a head says.
    ///
    /// # Errors
    /// It does not.
    pub fn matches(&self, signed: Head) -> Result<(), Mismatch> {
        if signed.size > self.size {
            return Err(Mismatch::Short { signed: signed.size, there: self.size });
        }
        match head(signed.size, &self.known) {
            Ok(here) if here == signed => Ok(()),
            _ => Err(Mismatch::Changed(signed.size)),
        }
    }

    /// Whether this record holds what a receipt says. Its signature is another question: [`Receipt::check`].
    ///
    /// # Errors
    /// It does not.
    pub fn holds(&self, receipt: &Receipt, signed: Head) -> Result<(), Mismatch> {
        self.matches(signed)?;
        let here = usize::try_from(receipt.number).ok().and_then(|number| self.own.get(number));
        let same = here.is_some_and(|here| *here == record_hash(&receipt.entry));
        if same { Ok(()) } else { Err(Mismatch::Replaced(receipt.number)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audit<'a>(entries: impl IntoIterator<Item = &'a str>) -> Audit {
        let mut audit = Audit::default();
        for entry in entries {
            audit.push(entry.as_bytes()).expect("in order");
        }
        audit
    }

    #[test]
    fn notices_what_was_changed_left_out_put_in_or_cut_off() {
        let entries = ["a", "b", "c", "d", "e", "f", "g"];
        let whole = audit(entries);
        let signed = head(5, &whole.known).expect("known");
        assert_eq!(whole.matches(signed), Ok(()));
        assert_eq!(audit(["a", "b", "c", "x", "e", "f", "g"]).matches(signed), Err(Mismatch::Changed(5)));
        assert_eq!(audit(["a", "c", "d", "e", "f", "g"]).matches(signed), Err(Mismatch::Changed(5)));
        assert_eq!(audit(["a", "b", "b", "c", "d", "e"]).matches(signed), Err(Mismatch::Changed(5)));
        assert_eq!(
            audit(["a", "b", "c", "d", "e", "x"]).matches(signed),
            Ok(()),
            "what came later was not signed then"
        );
        assert_eq!(audit(["a", "b"]).matches(signed), Err(Mismatch::Short { signed: 5, there: 2 }));
        assert_eq!(whole.matches(head(0, &whole.known).expect("known")), Ok(()));
    }

    #[test]
    fn says_that_a_receipts_entry_stands_elsewhere() {
        let whole = audit(["a", "b", "c"]);
        let signed = head(2, &whole.known).expect("known");
        let receipt = |entry: &str, number| Receipt {
            entry: entry.as_bytes().to_vec(),
            number,
            proof: Vec::new(),
            signed: String::new(),
        };
        assert_eq!(whole.holds(&receipt("b", 1), signed), Ok(()));
        assert_eq!(whole.holds(&receipt("b", 0), signed), Err(Mismatch::Replaced(0)));
        assert_eq!(whole.holds(&receipt("b", 9), signed), Err(Mismatch::Replaced(9)));
    }
}
