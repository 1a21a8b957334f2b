//! An address that a letter can be sent to.

use std::str::FromStr;

use entities::LetterKind;
use sea_orm::ActiveEnum as _;
use sha2::{Digest as _, Sha256};

use crate::error::Error;

/// The longest path that SMTP has to take, without its brackets.
const LONGEST: usize = 254;

/// An e-mail address. It does not print itself: an address has no place in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(pub(super) lettre::Address);

impl Address {
    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// By what its letters of one kind are counted, whatever the case in which it is written. It is kept for an hour. A key
    /// would make it no safer: it would lie beside it, and beside the addresses that still wait.
    pub(super) fn digest(&self, kind: LetterKind) -> [u8; 16] {
        let whole = Sha256::new()
            .chain_update(kind.to_value())
            .chain_update([0])
            .chain_update(self.as_str().to_lowercase())
            .finalize();
        let mut digest = [0; 16];
        digest.copy_from_slice(&whole[..16]);
        digest
    }
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        // The standard lets a quoted name hold anything; nobody has such an address, and what is in it could be taken for
        // something else further on.
        let odd =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | ',' | ';' | ':' | '\\');
        let plain = text.len() <= LONGEST && !text.contains(odd);
        let parsed = text.parse().ok().filter(|_| plain);
        parsed.map(Self).ok_or_else(|| Error::BadRequest("This is not an e-mail address.".into()))
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(an address)")
    }
}

#[cfg(test)]
mod tests {
    use entities::LetterKind;

    use super::Address;

    #[test]
    fn an_address_is_taken_as_it_is_and_nothing_else_is() {
        for right in ["ana@trebinje.example", " ana+javno@trebinje.example ", "а.пјевац@поште.example", "a@[192.0.2.1]"]
        {
            assert_eq!(right.parse::<Address>().expect(right).as_str(), right.trim());
        }
        let long = format!("{}@trebinje.example", "a".repeat(64)).replace('@', &"@a".repeat(100));
        for wrong in [
            "",
            "ana",
            "@trebinje.example",
            "ana@",
            "ana@trebinje.example\r\nBcc: all@example.org",
            "ana@trebinje.example, all@example.org",
            "Ana <ana@trebinje.example>",
            "\"ana\r\nBcc: x\"@trebinje.example",
            "\"a na\"@trebinje.example",
            "ana@trebinje.example\0",
            &long,
        ] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn letters_are_counted_by_kind_and_by_address_in_any_case() {
        let digest = |text: &str, kind| text.parse::<Address>().expect("an address").digest(kind);
        let ana = digest("ana@trebinje.example", LetterKind::SignIn);
        assert_eq!(ana, digest("Ana@Trebinje.EXAMPLE", LetterKind::SignIn));
        assert_ne!(ana, digest("ana@trebinje.example", LetterKind::Invitation));
        assert_ne!(ana, digest("an@trebinje.example", LetterKind::SignIn));
    }

    #[test]
    fn an_address_does_not_print_itself() {
        let address = "ana@trebinje.example".parse::<Address>().expect("an address");
        assert_eq!(format!("{address:?}"), "(an address)");
    }
}
