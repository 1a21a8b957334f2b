//! Automatic persisted queries, as Apollo's clients send them: the first time a document comes in full with its hash,
//! from then on the hash will do. It saves bytes, and by GET it lets caches work; it permits nothing that the full
//! document would not.
//!
//! Chosen crate: `moka`, because it bounds the store by bytes and forgets what is not asked for.

use std::sync::Arc;

use moka::sync::Cache;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::params::Rejection;
use crate::error::ErrorCode;

/// How many bytes of documents are remembered.
const BYTES: u64 = 4 << 20;

/// The SHA-256 of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of this document.
    #[must_use]
    pub fn of(document: &str) -> Self {
        Self(Sha256::digest(document).into())
    }

    /// From 64 hexadecimal digits.
    fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)) {
            // `from_str_radix` would take a sign.
            let digits = text.get(at..at + 2).filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()))?;
            *byte = u8::from_str_radix(digits, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

/// The documents that callers have sent with their hash. Only what the gate admitted comes in.
#[derive(Clone, Debug)]
pub struct Persisted(Cache<Hash, Arc<str>>);

impl Default for Persisted {
    fn default() -> Self {
        Self::holding(BYTES)
    }
}

impl Persisted {
    fn holding(bytes: u64) -> Self {
        let weight = |_: &Hash, document: &Arc<str>| u32::try_from(document.len() + 64).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(bytes).weigher(weight).build())
    }

    pub(super) fn get(&self, hash: Hash) -> Option<Arc<str>> {
        self.0.get(&hash)
    }

    pub(super) fn keep(&self, hash: Hash, document: &str) {
        if !self.0.contains_key(&hash) {
            self.0.insert(hash, document.into());
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PersistedQuery {
    version: u32,
    sha256_hash: String,
}

/// The hash in a request's `extensions`, where there is one.
pub(super) fn asked(extensions: Option<&serde_json::Value>) -> Result<Option<Hash>, Rejection> {
    let Some(asked) = extensions.and_then(|extensions| extensions.get("persistedQuery")) else { return Ok(None) };
    let asked = PersistedQuery::deserialize(asked).ok().filter(|asked| asked.version == 1);
    match asked.and_then(|asked| Hash::from_hex(&asked.sha256_hash)) {
        Some(hash) => Ok(Some(hash)),
        None => Err(Rejection::bad(
            "`extensions.persistedQuery` must be {\"version\": 1, \"sha256Hash\": \"…\"} with 64 hexadecimal digits.",
        )),
    }
}

/// Nobody sent this document yet, or it was forgotten. Clients know this message and send it in full.
pub(super) fn not_found() -> Rejection {
    Rejection::new(None, ErrorCode::PersistedQueryNotFound, "PersistedQueryNotFound")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Hash, Persisted, asked};

    #[test]
    fn a_hash_is_64_hexadecimal_digits() {
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Hash::from_hex(hex), Some(Hash::of("")));
        assert_eq!(Hash::from_hex(&hex.to_uppercase()), Some(Hash::of("")));
        for wrong in ["", &hex[1..], &format!("{hex}0"), &format!("+{}", &hex[1..]), &"ђ".repeat(32)] {
            assert_eq!(Hash::from_hex(wrong), None, "{wrong}");
        }
        let fine = json!({ "persistedQuery": { "version": 1, "sha256Hash": hex } });
        assert_eq!(asked(Some(&fine)).ok().flatten(), Some(Hash::of("")));
        assert!(matches!(asked(Some(&json!({}))), Ok(None)));
        for wrong in [json!(1), json!({ "version": 2, "sha256Hash": hex }), json!({ "version": 1 })] {
            assert!(asked(Some(&json!({ "persistedQuery": wrong }))).is_err());
        }
    }

    #[test]
    fn the_store_is_bounded_by_bytes() {
        let store = Persisted::holding(10_000);
        for number in 0..1_000 {
            let document = format!("{{ a{number} {} }}", "x".repeat(1_000));
            store.keep(Hash::of(&document), &document);
        }
        store.0.run_pending_tasks();
        assert!(store.0.weighted_size() <= 10_000, "{}", store.0.weighted_size());
    }
}
