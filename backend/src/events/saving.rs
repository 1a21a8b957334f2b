//! That somebody saves by himself, again and again, told once of each thing that he writes.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use entities::{Change, Detail, Happening, MunicipalityId, journal};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use uuid::Uuid;

use crate::error::Error;
use crate::scope::Tx;
use crate::viewer::Opens;

/// For so long the saving of one person is one act.
const ONE_ACT: TimeDelta = TimeDelta::minutes(10);
/// More acts of one sitting are not looked through.
const MOST_ACTS: u64 = 100;

impl<Role> Tx<Role> {
    /// Says that one person saved these fields of something, as [`Tx::record`] does; those that he saved a moment ago, with
    /// nothing else done to the thing since, are not told again: an editor that saves by itself would fill the journal. What
    /// is written in them is not told: it is seen by nobody yet.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub async fn record_saving(
        &self,
        kind: Happening,
        municipality: MunicipalityId,
        subject: impl Into<Uuid>,
        title: String,
        fields: impl IntoIterator<Item = String>,
    ) -> Result<(), Error>
    where
        Role: Opens<journal::Entity>,
    {
        use journal::Column::{At, Position, SubjectId};

        let subject = subject.into();
        let last = self.find::<journal::Entity>().filter(SubjectId.eq(subject)).filter(At.gt(self.now() - ONE_ACT));
        let last = last.order_by_desc(Position).limit(MOST_ACTS).all(self.connection()).await?;
        let his = |last: &journal::Model| last.kind == kind && last.actor_id == self.actor();
        let sitting: Vec<_> = last.into_iter().take_while(his).collect();
        let told = sitting.iter().flat_map(|act| act.detail.iter().flat_map(|detail| &detail.changes));
        let mut told: BTreeSet<String> = told.map(|change| change.field.clone()).collect();
        let new = fields.into_iter().filter(|field| told.insert(field.clone()));
        let changes: Vec<_> = new.map(|field| Change { field, before: None, after: None }).collect();
        if sitting.is_empty() || !changes.is_empty() {
            self.record(kind, municipality, subject, Detail { title: Some(title), changes, reason: None });
        }
        Ok(())
    }
}
