//! The tree: which hashes an entry adds, and which earlier ones are needed for that.
//!
//! Each entry completes one hash of level 0 and, where its number says so, some above it. They are kept with it, lowest
//! first; so a hash is found by the entry that completed it and its level ([`Place`]).

use std::collections::HashMap;

use tlog_tiles::tlog::{
    Hash, HashReader, RecordProof, prove_record, record_hash, split_stored_hash_index, stored_hash_index,
    stored_hashes_for_record_hash, sub_tree_index, tree_hash,
};

use super::Broken;

/// Where a hash is kept: with which entry, and as which of its hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The entry that completed it, counted from 0.
    pub entry: u64,
    /// How many levels above the entry's own hash.
    pub level: u8,
}

impl Place {
    fn of(index: u64) -> Self {
        let (level, n) = split_stored_hash_index(index);
        Self { entry: ((n + 1) << level) - 1, level }
    }

    fn index(self) -> u64 {
        stored_hash_index(self.level, self.entry >> self.level)
    }
}

/// Hashes that were read.
#[derive(Clone, Debug, Default)]
pub struct Known(HashMap<u64, Hash>);

impl Known {
    /// Takes the hashes that are kept with an entry.
    pub fn insert(&mut self, entry: u64, hashes: &[Hash]) {
        for (level, hash) in (0_u8..).zip(hashes) {
            self.0.insert(Place { entry, level }.index(), *hash);
        }
    }
}

impl HashReader for Known {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        let found = |index: &u64| self.0.get(index).copied();
        let all = indexes.iter().map(found).collect::<Option<Vec<_>>>();
        all.ok_or_else(|| tlog_tiles::Error::InvalidInput("a hash is missing".to_owned()))
    }
}

/// What a record of so many entries is: their number, and the hash of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Head {
    /// Entries.
    pub size: u64,
    /// The hash of the tree's root.
    pub root: Hash,
}

/// What one more entry makes of a record.
#[derive(Clone, Debug)]
pub struct Grown {
    /// The hashes that are kept with the entry.
    pub hashes: Vec<Hash>,
    /// The record with it.
    pub head: Head,
    /// The hashes beside the entry's way up to this head.
    pub proof: RecordProof,
    /// What was known, and the new hashes.
    pub known: Known,
}

/// The entries whose hashes must be read before an entry is added to a record of this size: one for each bit of it.
#[must_use]
pub fn needed(size: u64) -> Vec<u64> {
    sub_tree_index(0, size, Vec::new()).into_iter().map(|index| Place::of(index).entry).collect()
}

/// Adds an entry to a record of this size.
///
/// # Errors
/// A hash of [`needed`] is not known.
pub fn grow(size: u64, entry: &[u8], mut known: Known) -> Result<Grown, Broken> {
    let hashes = stored_hashes_for_record_hash(size, record_hash(entry), &known).map_err(|error| broken(&error))?;
    known.insert(size, &hashes);
    let head = head(size + 1, &known)?;
    let proof = prove_record(head.size, size, &known).map_err(|error| broken(&error))?;
    Ok(Grown { hashes, head, proof, known })
}

/// The head of the first `size` entries.
///
/// # Errors
/// A hash of [`needed`] is not known.
pub fn head(size: u64, known: &Known) -> Result<Head, Broken> {
    Ok(Head { size, root: tree_hash(size, known).map_err(|error| broken(&error))? })
}

/// The entries whose hashes must be read to prove an entry to the head it had: the same as were needed to add it, and its
/// own.
#[must_use]
pub fn wanted(entry: u64) -> Vec<u64> {
    let mut all = needed(entry);
    all.push(entry);
    all
}

/// The hashes beside an entry's way up to the head that it made.
///
/// # Errors
/// A hash of [`wanted`] is not known.
pub fn proof(entry: u64, known: &Known) -> Result<RecordProof, Broken> {
    prove_record(entry + 1, entry, known).map_err(|error| broken(&error))
}

fn broken(error: &tlog_tiles::Error) -> Broken {
    Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use tlog_tiles::tlog::check_record;

    use super::*;

    /// The record as its definition has it (RFC 6962, 2.1), without any hash kept.
    fn by_definition(entries: &[Vec<u8>]) -> Hash {
        match entries {
            [one] => record_hash(one),
            many => {
                let half = 1 << (many.len() - 1).ilog2();
                let (left, right) = many.split_at(half);
                tlog_tiles::tlog::node_hash(by_definition(left), by_definition(right))
            }
        }
    }

    #[test]
    fn grows_to_what_the_definition_says_reading_only_what_is_needed() {
        let entries: Vec<Vec<u8>> = (0..70_u8).map(|n| vec![n; 3]).collect();
        let mut kept: HashMap<u64, Vec<Hash>> = HashMap::new();
        for (size, entry) in (0_u64..).zip(&entries) {
            let mut known = Known::default();
            for before in needed(size) {
                known.insert(before, &kept[&before]);
            }
            let grown = grow(size, entry, known).expect("all that is needed is known");
            kept.insert(size, grown.hashes);
            let so_far = &entries[..usize::try_from(size + 1).expect("small")];
            assert_eq!(grown.head, Head { size: size + 1, root: by_definition(so_far) }, "{size}");
            check_record(&grown.proof, size + 1, grown.head.root, size, record_hash(entry)).expect("it is proven");

            let mut known = Known::default();
            for entry in wanted(size) {
                known.insert(entry, &kept[&entry]);
            }
            assert_eq!(proof(size, &known).expect("known"), grown.proof, "the same can be proven later");
            assert_eq!(head(size + 1, &known).expect("known"), grown.head);
        }
    }

    #[test]
    fn needs_one_entry_for_each_bit() {
        assert_eq!(needed(0), Vec::<u64>::new());
        assert_eq!(needed(6), [3, 5]);
        assert_eq!(needed(200_000).len(), usize::try_from(200_000_u64.count_ones()).expect("small"));
    }

    #[test]
    fn says_that_a_hash_is_missing() {
        assert!(grow(1, b"entry", Known::default()).is_err());
    }
}
