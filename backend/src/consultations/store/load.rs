//! The edges of consultations, in batches: one statement per edge, however many consultations or anchors there are.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
use entities::{
    ActVersionId, ConsultationId, act_anchor, act_version, consultation, consultation_act, consultation_change,
    consultation_channel, consultation_document, consultation_file, consultation_session,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};

use super::whole::Whole;
use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;
use crate::viewer::OnConsultation;

/// Loads consultations and what hangs on them.
#[derive(Clone, Debug)]
pub struct ConsultationLoader(pub Scope);

impl Loader<ConsultationId> for ConsultationLoader {
    type Value = Arc<consultation::Model>;
    type Error = Error;

    async fn load(&self, ids: &[ConsultationId]) -> Result<HashMap<ConsultationId, Self::Value>, Self::Error> {
        let found = self.0.published_beneath::<consultation::Entity>();
        let rows = found.filter(consultation::Column::Id.is_in(padded(ids))).all(self.0.reader()).await?;
        rows.iter().for_each(|row| self.0.notes().one(row.municipality_id));
        if rows.len() < ids.len() {
            // One that is not there may come, and nobody knows where.
            self.0.notes().everything();
        }
        Ok(rows.into_iter().map(|row| (row.id, Arc::new(row))).collect())
    }
}

/// Key of an edge of a consultation: all rows of `E` that hang on it.
#[derive(Debug)]
pub struct On<E> {
    consultation: ConsultationId,
    rows: std::marker::PhantomData<E>,
}

impl<E> On<E> {
    /// What hangs on this consultation.
    #[must_use]
    pub fn consultation(consultation: ConsultationId) -> Self {
        Self { consultation, rows: std::marker::PhantomData }
    }
}

// By hand, because a derive would ask the same of `E`.
impl<E> Clone for On<E> {
    fn clone(&self) -> Self {
        Self::consultation(self.consultation)
    }
}
impl<E> PartialEq for On<E> {
    fn eq(&self, other: &Self) -> bool {
        self.consultation == other.consultation
    }
}
impl<E> Eq for On<E> {}
impl<E> Hash for On<E> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.consultation.hash(state);
    }
}

/// A table whose rows hang on a consultation and are read with it. Anchors are not: they are read by their version.
pub trait HangsOnConsultation: OnConsultation {
    /// The column that orders the rows of one consultation.
    const ORDER: Self::Column;
    /// The consultation that a row hangs on.
    fn consultation_of(row: &Self::Model) -> ConsultationId;
    /// The rows of a consultation that is shown as it would be; none where they are looked up all the same.
    fn among(here: &Whole) -> Option<Vec<Self::Model>>;
}

macro_rules! hang_on_consultation {
    ($($entity:ident by $order:ident among $among:expr;)*) => {$(
        impl HangsOnConsultation for $entity::Entity {
            const ORDER: Self::Column = $entity::Column::$order;
            fn consultation_of(row: &Self::Model) -> ConsultationId {
                row.consultation_id
            }
            fn among(here: &Whole) -> Option<Vec<Self::Model>> {
                let among: fn(&Whole) -> Option<Vec<Self::Model>> = $among;
                among(here)
            }
        }
    )*};
}
hang_on_consultation! {
    consultation_act by Position among |here| Some(here.new.acts.clone());
    act_version by Number among |here| Some(here.versions.clone());
    consultation_session by StartsAt among |here| Some(here.new.sessions.clone());
    consultation_channel by Position among |here| Some(here.new.channels.clone());
    consultation_document by Position among |here| Some(here.new.documents.clone());
    consultation_file by Version among |here| Some(here.new.files.clone());
    // What was changed is published already.
    consultation_change by At among |_| None;
}

impl<E> Loader<On<E>> for ConsultationLoader
where
    E: HangsOnConsultation,
    E::Model: Send + Sync + 'static,
{
    type Value = Arc<Vec<E::Model>>;
    type Error = Error;

    async fn load(&self, keys: &[On<E>]) -> Result<HashMap<On<E>, Self::Value>, Self::Error> {
        let ids: Vec<_> = keys.iter().map(|key| key.consultation).collect();
        let rows = self.0.published_beneath::<E>().filter(E::CONSULTATION.is_in(padded(&ids))).order_by_asc(E::ORDER);
        let mut found: HashMap<ConsultationId, Vec<E::Model>> = HashMap::new();
        for row in rows.all(self.0.reader()).await? {
            found.entry(E::consultation_of(&row)).or_default().push(row);
        }
        Ok(keys
            .iter()
            .map(|key| (key.clone(), Arc::new(found.remove(&key.consultation).unwrap_or_default())))
            .collect())
    }
}

/// Key of the anchors of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AnchorsOf(pub ActVersionId);

impl Loader<AnchorsOf> for ConsultationLoader {
    type Value = Arc<Vec<act_anchor::Model>>;
    type Error = Error;

    async fn load(&self, keys: &[AnchorsOf]) -> Result<HashMap<AnchorsOf, Self::Value>, Self::Error> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let rows = self.0.published_beneath::<act_anchor::Entity>();
        let rows = rows.filter(act_anchor::Column::VersionId.is_in(padded(&ids)));
        let mut found: HashMap<ActVersionId, Vec<act_anchor::Model>> = HashMap::new();
        for row in rows.order_by_asc(act_anchor::Column::Position).all(self.0.reader()).await? {
            found.entry(row.version_id).or_default().push(row);
        }
        Ok(keys.iter().map(|key| (*key, Arc::new(found.remove(&key.0).unwrap_or_default()))).collect())
    }
}

/// Looks up whatever can be asked of these consultations, so that a loader that is shared has it.
pub(crate) async fn fill_consultations(
    loader: &DataLoader<ConsultationLoader, HashMapCache>,
    ids: Vec<ConsultationId>,
) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    macro_rules! edges {
        ($($entity:ident)*) => {
            futures_util::try_join!(
                loader.load_many(ids.clone()),
                loader.load_many(ids.iter().copied().map(On::<act_version::Entity>::consultation)),
                $(loader.load_many(ids.iter().copied().map(On::<$entity::Entity>::consultation)),)*
            )
        };
    }
    let (_, versions, ..) = edges! {
        consultation_act consultation_session consultation_channel consultation_document consultation_file
        consultation_change
    }?;
    let versions = versions.values().flat_map(|versions| versions.iter().map(|version| AnchorsOf(version.id)));
    loader.load_many(versions.collect::<Vec<_>>()).await?;
    Ok(())
}
