//! What a link in a letter proves about a directory, and what the server does for a directory by itself.

use entities::organisation_suggestion;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Select};

use super::{As, Bounds, Scope};
use crate::error::Error;
use crate::secret::hash;

/// Whoever has the link that the keeper of one organisation was sent: sees that organisation and says what it is. Nothing
/// else, not even of the same directory.
#[derive(Clone, Copy, Debug)]
pub struct Steward;

/// The server itself, asking organisations whether what stands of them is true, and forgetting who said something.
#[derive(Clone, Copy, Debug)]
pub struct Caretaker;

/// The proof for what the server does for directories beside its requests.
pub(crate) fn looking_after_the_directory() -> As<Caretaker> {
    As::within(Bounds::default())
}

impl Scope {
    /// What the link with this secret is about: it stood in a letter to whoever said that, and nowhere else.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the secret is the proof")]
    pub fn suggestion_by_secret(&self, secret: &str) -> Select<organisation_suggestion::Entity> {
        self.notes.one_alone();
        organisation_suggestion::Entity::find().filter(organisation_suggestion::Column::SecretHash.eq(hash(secret)))
    }

    /// The proof of whoever has the link with this secret, for the organisation that it is about; none where there is no
    /// such link, or it is about none. What it opens today is decided by whoever asks (`suggestions::rules::opens`).
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn steward(&self, secret: &str) -> Result<Option<As<Steward>>, Error> {
        let row = self.suggestion_by_secret(secret).one(self.reader()).await?;
        let about = row.and_then(|row| Some((row.municipality_id, row.organisation_id?)));
        Ok(about.map(|(municipality, organisation)| {
            let subject = Some(organisation.into());
            As::within(Bounds { municipality: Some(municipality), subject, ..Bounds::default() })
        }))
    }
}
