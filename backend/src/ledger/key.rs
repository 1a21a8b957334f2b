//! The key that heads are signed with, and the one that everybody may know.

use sha2::{Digest as _, Sha256};
use signed_note::{Note, StandardSigner, StandardVerifier, Verifier, VerifierList};
use tlog_tiles::checkpoint::Checkpoint;

use super::{Broken, Head};

/// Signs heads. As text it is what `c2sp.org/signed-note` calls a private key.
#[derive(Clone)]
pub struct LedgerKey {
    signer: StandardSigner,
    private: String,
    public: PublicKey,
}

impl std::fmt::Debug for LedgerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LedgerKey({}, …)", self.public.0)
    }
}

impl LedgerKey {
    /// A new key of a server: its private text, which is to be kept, and its public one.
    ///
    /// # Errors
    /// The machine has no randomness to give, or the name has a blank or a plus.
    pub fn draw(name: &str) -> Result<(String, PublicKey), Broken> {
        if !signed_note::is_key_name_valid(name) {
            return Err(Broken(format!("{name:?} cannot be the name of a key")));
        }
        let seed = entities::ids::secret().map_err(|error| Broken(error.to_string()))?;
        Ok(written(name, &seed))
    }

    /// The key that these texts are.
    ///
    /// # Errors
    /// The private text is none, or the public one belongs to another.
    pub fn read(private: &str, public: PublicKey) -> Result<Self, Broken> {
        let signer = StandardSigner::new(private).map_err(|error| Broken(error.to_string()))?;
        let key = Self { signer, private: private.to_owned(), public };
        // A head that nobody could verify is noticed before the first is signed.
        let probe = Head { size: 1, root: tlog_tiles::tlog::record_hash(b"probe") };
        let signed = key.sign("probe", probe)?;
        key.public.check(&signed).map(|_| key).ok_or_else(|| Broken("the public key belongs to another".to_owned()))
    }

    /// A secret for another use, made of this one: whoever knows it knows nothing of the key.
    #[must_use]
    pub fn derived(&self, what_for: &str) -> [u8; 32] {
        Sha256::new().chain_update(what_for).chain_update([0]).chain_update(&self.private).finalize().into()
    }

    /// The key that everybody may know.
    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// A head, signed. The same head is signed with the same text each time, so it need not be kept.
    ///
    /// # Errors
    /// `origin` has a line break.
    pub fn sign(&self, origin: &str, head: Head) -> Result<String, Broken> {
        let bad = |error: &dyn std::fmt::Display| Broken(error.to_string());
        let text = Checkpoint::new(origin, head.size, head.root, "").map_err(|error| bad(&error))?.to_bytes();
        let mut note = Note::new(&text, &[]).map_err(|error| bad(&error))?;
        note.add_sigs(&[&self.signer]).map_err(|error| bad(&error))?;
        String::from_utf8(note.to_bytes()).map_err(|error| bad(&error))
    }
}

/// The name of a record: where it is kept, and what of.
#[must_use]
pub fn origin(server: &str, of: &str) -> String {
    format!("{server}/{of}")
}

/// Proves signatures. As text it is what `c2sp.org/signed-note` calls a verifier key: `name+id+key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(pub String);

impl PublicKey {
    /// The server's name: the first part.
    #[must_use]
    pub fn server(&self) -> &str {
        self.0.split('+').next().unwrap_or_default()
    }

    /// Whether this is a key at all.
    #[must_use]
    pub fn is_one(&self) -> bool {
        StandardVerifier::new(&self.0).is_ok()
    }

    /// The record's name and the head that a text is, if this key signed it.
    #[must_use]
    pub fn check(&self, signed: &str) -> Option<(String, Head)> {
        let verifier: Box<dyn Verifier> = Box::new(StandardVerifier::new(&self.0).ok()?);
        let note = Note::from_bytes(signed.as_bytes()).ok()?;
        note.verify(&VerifierList::new(vec![verifier])).ok()?;
        let checkpoint = Checkpoint::from_bytes(note.text()).ok()?;
        let head = Head { size: checkpoint.size(), root: *checkpoint.hash() };
        Some((checkpoint.origin().to_owned(), head))
    }
}

/// The texts of a key, as `c2sp.org/signed-note` has them.
fn written(name: &str, seed: &[u8; 32]) -> (String, PublicKey) {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    /// Ed25519 among the algorithms of signed notes.
    const ED25519: u8 = 1;
    let key = ed25519_dalek::SigningKey::from_bytes(seed);
    let public = key.verifying_key();
    let id = signed_note::key_id(name, &[&[ED25519], public.as_bytes().as_slice()].concat());
    let private = STANDARD.encode([&[ED25519], seed.as_slice()].concat());
    let private = format!("PRIVATE+KEY+{name}+{id:08x}+{private}");
    (private, PublicKey(signed_note::new_ed25519_verifier_key(name, &public)))
}

#[cfg(test)]
mod tests {
    use tlog_tiles::tlog::record_hash;

    use super::*;

    #[test]
    fn signs_what_its_public_key_proves_and_nothing_else() {
        let (private, public) = LedgerKey::draw("javno.example").expect("a key");
        let key = LedgerKey::read(&private, public.clone()).expect("it is one");
        let head = Head { size: 3, root: record_hash(b"x") };
        let signed = key.sign("javno.example/cons_1", head).expect("signed");
        assert_eq!(signed, key.sign("javno.example/cons_1", head).expect("signed"));
        assert_eq!(public.check(&signed), Some(("javno.example/cons_1".to_owned(), head)));
        assert_eq!(public.check(&signed.replacen("\n3\n", "\n4\n", 1)), None);

        let (_, stranger) = LedgerKey::draw("javno.example").expect("a key");
        assert_eq!(stranger.check(&signed), None);
        assert!(LedgerKey::read(&private, stranger).is_err());
        assert!(LedgerKey::draw("two words").is_err());
        assert!(!format!("{key:?}").contains(&private));
    }
}
