//! What a link in a letter proves about a directory, or that somebody represents an organisation, and what the server does
//! for a directory by itself.

use entities::{OrganisationId, organisation_representative, organisation_suggestion, person};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, Select,
};

use super::{As, Bounds, Scope};
use crate::error::Error;
use crate::secret::hash;

/// Whoever has the link that the keeper of one organisation was sent, or represents it and has signed in: sees that
/// organisation and says what it is. Nothing else, not even of the same directory.
#[derive(Clone, Copy, Debug)]
pub struct Steward;

/// The server itself, asking organisations whether what stands of them is true, forgetting who said something, asked about a
/// call, or represented an organisation, and what stood in lists, and recording what is said of consultations where their logs
/// do not say it yet.
#[derive(Clone, Copy, Debug)]
pub struct Caretaker;

/// The proof for what the server does for directories and calls beside its requests.
pub(crate) fn taking_care() -> As<Caretaker> {
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

    /// That whoever asks represents organisations, today: of each a row. Whoever has lost one finds none, at once.
    ///
    /// # Errors
    /// Nobody has signed in and shown that it is he, or it is a program that asks.
    #[expect(clippy::disallowed_methods, reason = "his own address, which he has shown to be his, is the proof")]
    pub fn represented(&self) -> Result<Select<organisation_representative::Entity>, Error> {
        use organisation_representative::Column;

        self.oneself()?;
        let signed = self.viewer.signed()?;
        if !signed.confirmed {
            return Err(Error::Unauthenticated("Confirm with your passkey that it is you.".into()));
        }
        self.notes.one_alone();
        let his = person::Entity::find().filter(person::Column::Id.eq(signed.person));
        let his = his.select_only().column(person::Column::Email).into_query();
        let rows = organisation_representative::Entity::find().filter(Column::EndedAt.is_null());
        Ok(rows.filter(Column::Email.in_subquery(his)))
    }

    /// The proof that whoever asks represents this organisation today, and the row that says so.
    ///
    /// # Errors
    /// He does not: to him there is no such organisation.
    pub async fn representing(
        &self,
        id: OrganisationId,
    ) -> Result<(As<Steward>, organisation_representative::Model), Error> {
        let rows = self.represented()?.filter(organisation_representative::Column::OrganisationId.eq(id));
        let row = rows.one(self.reader()).await?;
        let row = row.ok_or_else(|| Error::NotFound("There is no such organisation that you represent.".into()))?;
        let (municipality, subject) = (Some(row.municipality_id), Some(row.organisation_id.into()));
        let steward = As::within(Bounds { municipality, subject, actor: self.viewer.person() });
        Ok((steward, row))
    }

    /// That whoever asks represents organisations today, the oldest first.
    ///
    /// # Errors
    /// Nobody has signed in and shown that it is he, or the database does not answer.
    pub async fn all_represented(&self) -> Result<Vec<organisation_representative::Model>, Error> {
        let rows = self.represented()?.order_by_asc(organisation_representative::Column::Id);
        Ok(rows.all(self.reader()).await?)
    }
}
