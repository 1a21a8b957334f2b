//! That somebody saves by himself, again and again, told once.

use chrono::TimeDelta;
use entities::{Detail, Happening, MunicipalityId, journal};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use crate::error::Error;
use crate::scope::Tx;
use crate::viewer::Opens;

/// For so long the saving of one person is one act.
const ONE_ACT: TimeDelta = TimeDelta::minutes(10);

impl<Role> Tx<Role> {
    /// Says that one person saved something, as [`Tx::record`] does, unless that was the last that was done to the thing, a moment ago: an editor
    /// that saves by itself would fill the journal.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub async fn record_saving(
        &self,
        kind: Happening,
        municipality: MunicipalityId,
        subject: impl Into<Uuid>,
        detail: Detail,
    ) -> Result<(), Error>
    where
        Role: Opens<journal::Entity>,
    {
        let subject = subject.into();
        let last = self.find::<journal::Entity>().filter(journal::Column::SubjectId.eq(subject));
        let last = last.order_by_desc(journal::Column::Position).limit(1).one(self.connection()).await?;
        let one_act = last
            .is_some_and(|last| last.kind == kind && last.actor_id == self.actor() && self.now() - last.at < ONE_ACT);
        if !one_act {
            self.record(kind, municipality, subject, detail);
        }
        Ok(())
    }
}
