//! A receipt: one entry, the way from it to a head, and the head as it was signed. In the form of `c2sp.org/tlog-proof`;
//! the entry stands in its `extra` line.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tlog_tiles::tlog::{Hash, RecordProof, check_record, record_hash};

use super::{Head, PublicKey};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// What somebody holds who had an entry recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The entry, byte for byte.
    pub entry: Vec<u8>,
    /// Which entry of the record it is, counted from 0.
    pub number: u64,
    /// The hashes beside its way up.
    pub proof: RecordProof,
    /// The head, as it was signed.
    pub signed: String,
}

/// Why a text is no valid receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// It has not the form of a receipt; perhaps a part is missing.
    #[error("this is not a receipt, or a part of it is missing")]
    Form,
    /// This key signed no such head.
    #[error("the signature is not by this key, or the head was changed")]
    Signature,
    /// The entry and the head do not belong together.
    #[error("the entry is not part of the record that was signed")]
    Proof,
}

impl std::fmt::Display for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{FIRST_LINE}\nextra {}\nindex {}", STANDARD.encode(&self.entry), self.number)?;
        for hash in &self.proof {
            writeln!(f, "{hash}")?;
        }
        write!(f, "\n{}", self.signed)
    }
}

impl std::str::FromStr for Receipt {
    type Err = Rejected;

    fn from_str(text: &str) -> Result<Self, Rejected> {
        // Whoever copied it from a page or a letter may have brought blanks and the line ends of his machine, and an editor that has
        // saved it the mark with which it begins a file.
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').replace("\r\n", "\n");
        let (proof, signed) = text.split_once("\n\n").ok_or(Rejected::Form)?;
        let mut lines = proof.lines().map(str::trim);
        let mut line = || lines.next().ok_or(Rejected::Form);
        if line()? != FIRST_LINE {
            return Err(Rejected::Form);
        }
        let entry =
            line()?.strip_prefix("extra ").and_then(|entry| STANDARD.decode(entry).ok()).ok_or(Rejected::Form)?;
        let number = line()?.strip_prefix("index ").and_then(|number| number.parse().ok()).ok_or(Rejected::Form)?;
        let proof = lines.map(Hash::parse_hash).collect::<Result<_, _>>().map_err(|_| Rejected::Form)?;
        Ok(Self { entry, number, proof, signed: format!("{signed}\n") })
    }
}

impl Receipt {
    /// Whether this key signed a head that the entry is part of: the record's name and that head.
    ///
    /// # Errors
    /// It did not, or the entry is not.
    pub fn check(&self, key: &PublicKey) -> Result<(String, Head), Rejected> {
        let (origin, head) = key.check(&self.signed).ok_or(Rejected::Signature)?;
        check_record(&self.proof, head.size, head.root, self.number, record_hash(&self.entry))
            .map_err(|_| Rejected::Proof)?;
        Ok((origin, head))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Known, LedgerKey, grow, needed};
    use super::*;

    fn receipts(many: u64) -> (PublicKey, Vec<Receipt>) {
        let (private, public) = LedgerKey::draw("javno.example").expect("a key");
        let key = LedgerKey::read(&private, public.clone()).expect("it is one");
        let mut kept: Vec<Vec<Hash>> = Vec::new();
        let mut receipts = Vec::new();
        for number in 0..many {
            let mut known = Known::default();
            for before in needed(number) {
                known.insert(before, &kept[usize::try_from(before).expect("small")]);
            }
            let entry = format!("запис {number}").into_bytes();
            let grown = grow(number, &entry, known).expect("known");
            kept.push(grown.hashes);
            let signed = key.sign("javno.example/cons_1", grown.head).expect("signed");
            receipts.push(Receipt { entry, number, proof: grown.proof, signed });
        }
        (public, receipts)
    }

    #[test]
    fn is_read_as_it_was_written_and_proves_its_entry() {
        let (key, receipts) = receipts(21);
        for receipt in receipts {
            let text = receipt.to_string();
            assert_eq!(text.parse::<Receipt>().as_ref(), Ok(&receipt));
            assert_eq!(format!("  {}\r\n", text.replace('\n', "\r\n")).parse::<Receipt>().as_ref(), Ok(&receipt));
            assert_eq!(format!("\u{feff}{text}").parse::<Receipt>().as_ref(), Ok(&receipt), "saved by an editor");
            let (origin, head) = receipt.check(&key).expect("valid");
            assert_eq!((origin.as_str(), head.size), ("javno.example/cons_1", receipt.number + 1));
        }
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let (key, receipts) = receipts(6);
        let text = receipts[5].to_string();
        for (place, was) in text.char_indices() {
            // The last characters of base64 may hold bits that mean nothing; whitespace at the ends is allowed for.
            let other = if was == 'A' { 'B' } else { 'A' };
            let mut changed = text.clone();
            changed.replace_range(place..place + was.len_utf8(), &other.to_string());
            let verdict = changed.parse::<Receipt>().and_then(|receipt| {
                receipt.check(&key)?;
                Ok(receipt)
            });
            assert!(verdict.is_err(), "{was:?} at {place} became {other:?}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let (key, receipts) = receipts(2);
        let (_, stranger) = LedgerKey::draw("javno.example").expect("a key");
        assert_eq!("".parse::<Receipt>(), Err(Rejected::Form));
        assert_eq!("c2sp.org/tlog-proof@v1\nindex 1\n\nx".parse::<Receipt>(), Err(Rejected::Form));
        assert_eq!(receipts[1].check(&stranger), Err(Rejected::Signature));
        let swapped = Receipt { entry: receipts[0].entry.clone(), ..receipts[1].clone() };
        assert_eq!(swapped.check(&key), Err(Rejected::Proof));
    }
}
