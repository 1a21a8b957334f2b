//! A promise about a text that may have to be forgotten: the hash of a salt and the text.
//!
//! As long as both are there, anybody can see that the text is the one which was recorded. When they are erased, the hash
//! says nothing about the text, not even to whoever guesses it, because the salt is 128 random bits.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::Error;

/// What makes a commitment unguessable. Written in base64 (URL, no padding).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Salt(pub String);

impl Salt {
    /// A new one.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn draw() -> Result<Self, Error> {
        let bytes = entities::ids::secret().map_err(Error::internal)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(&bytes[..16])))
    }
}

/// The hash of a salt and a text. Written in base64 (URL, no padding).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Commitment(pub String);

impl Commitment {
    /// To this text. Between salt and text stands a NUL, which neither has.
    #[must_use]
    pub fn to(salt: &Salt, text: &str) -> Self {
        let hash = Sha256::new().chain_update(salt.0.as_bytes()).chain_update([0]).chain_update(text.as_bytes());
        Self(URL_SAFE_NO_PAD.encode(hash.finalize()))
    }
}

/// The hash of a text that nobody can ask to have forgotten, such as a law: without a salt, so that anybody who has the text from
/// elsewhere can hold it against the record. Written in base64 (URL, no padding).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(pub String);

impl Fingerprint {
    /// Of this text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(URL_SAFE_NO_PAD.encode(Sha256::digest(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_hash_that_everybody_can_make() {
        assert_eq!(Fingerprint::of("").0, "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
        assert_ne!(Fingerprint::of("Члан 12."), Fingerprint::of("Члaн 12."));
    }

    #[test]
    fn binds_to_salt_and_text() {
        let (salt, other) = (Salt::draw().expect("randomness"), Salt::draw().expect("randomness"));
        assert_ne!(salt, other);
        let promise = Commitment::to(&salt, "Члан 12. треба брисати.");
        assert_eq!(promise, Commitment::to(&salt, "Члан 12. треба брисати."));
        assert_ne!(promise, Commitment::to(&salt, "Члан 12. треба брисати"));
        assert_ne!(promise, Commitment::to(&other, "Члан 12. треба брисати."));
    }
}
