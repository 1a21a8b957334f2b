//! A record that nobody can change unnoticed: entries in a row, a Merkle tree over them, and its head signed each time it
//! grows.
//!
//! ```text
//!   entry 0   entry 1   entry 2        whoever had entry 1 recorded holds a receipt: the entry, the hashes beside its way
//!      └────┬────┘         │           up to the head, and the head as it was signed then
//!           └───────┬──────┘
//!                 head 3 ── signed
//! ```
//!
//! The trees and the forms are those of Certificate Transparency and its successors, so that others' tools can read them:
//! [RFC 6962](https://www.rfc-editor.org/rfc/rfc6962#section-2.1) for hashes, `c2sp.org/tlog-checkpoint` for heads,
//! `c2sp.org/signed-note` for signatures, `c2sp.org/tlog-proof` for receipts. What an entry says is the slice's matter; here
//! it is bytes.
//!
//! What shall be forgotten on request must not stand in an entry: it holds a [`Commitment`] to it, which stays true when
//! what it was made from is gone.

mod audit;
mod commitment;
mod key;
mod receipt;
mod tree;

pub use self::audit::{Audit, Mismatch};
pub use self::commitment::{Commitment, Fingerprint, Salt};
pub use self::key::{LedgerKey, PublicKey, origin};
pub use self::receipt::{Receipt, Rejected};
pub use self::tree::{Grown, Head, Known, Place, grow, head, needed, proof, wanted};
pub use tlog_tiles::tlog::Hash;

/// The machinery met something that its own rules exclude, such as a hash that is missing in the database.
#[derive(Debug, thiserror::Error)]
#[error("the record does not hold together: {0}")]
pub struct Broken(pub String);
