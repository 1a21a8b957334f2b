//! Secrets that people and programs carry: drawn here, shown once, kept only as their hash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::error::Error;

/// A secret of 256 bits. It is not printed by accident: [`Secret::reveal`] says where it goes.
#[derive(Clone)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// The machine has no randomness to give.
    pub fn draw() -> Result<Self, Error> {
        Ok(Self(URL_SAFE_NO_PAD.encode(entities::ids::secret().map_err(Error::internal)?)))
    }

    /// The text that its owner carries.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        hash(&self.0)
    }
}

/// What is kept of a secret that somebody shows: SHA-256. Nothing slower is needed, because nobody chose the secret: it
/// cannot be guessed however fast one tries.
#[must_use]
pub fn hash(shown: &str) -> Vec<u8> {
    Sha256::digest(shown.as_bytes()).to_vec()
}
