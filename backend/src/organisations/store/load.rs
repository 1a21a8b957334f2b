//! The edges of organisations, in batches: one statement per edge, however many organisations there are.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
use entities::{
    LocalisedText, OrganisationId, organisation, organisation_area, organisation_change, organisation_merge,
    organisation_status,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;
use crate::viewer::OnOrganisation;

/// Loads organisations and what hangs on them.
#[derive(Clone, Debug)]
pub struct OrganisationLoader(pub Scope);

impl Loader<OrganisationId> for OrganisationLoader {
    type Value = Arc<organisation::Model>;
    type Error = Error;

    async fn load(&self, ids: &[OrganisationId]) -> Result<HashMap<OrganisationId, Self::Value>, Self::Error> {
        let found = self.0.published_beneath::<organisation::Entity>();
        let rows = found.filter(organisation::Column::Id.is_in(padded(ids))).all(self.0.reader()).await?;
        rows.iter().for_each(|row| self.0.notes().one(row.municipality_id));
        if rows.len() < ids.len() {
            // One that is not there may come, and nobody knows where.
            self.0.notes().everything();
        }
        Ok(rows.into_iter().map(|row| (row.id, Arc::new(row))).collect())
    }
}

/// Key of an edge of an organisation: all rows of `E` that hang on it.
#[derive(Debug)]
pub struct On<E> {
    organisation: OrganisationId,
    rows: std::marker::PhantomData<E>,
}

impl<E> On<E> {
    /// What hangs on this organisation.
    #[must_use]
    pub fn organisation(organisation: OrganisationId) -> Self {
        Self { organisation, rows: std::marker::PhantomData }
    }
}

// By hand, because a derive would ask the same of `E`.
impl<E> Clone for On<E> {
    fn clone(&self) -> Self {
        Self::organisation(self.organisation)
    }
}
impl<E> PartialEq for On<E> {
    fn eq(&self, other: &Self) -> bool {
        self.organisation == other.organisation
    }
}
impl<E> Eq for On<E> {}
impl<E> Hash for On<E> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.organisation.hash(state);
    }
}

/// A table whose rows hang on an organisation and are read with it.
pub trait HangsOnOrganisation: OnOrganisation {
    /// The column that orders the rows of one organisation.
    const ORDER: Self::Column;
    /// The organisation that a row hangs on.
    fn organisation_of(row: &Self::Model) -> OrganisationId;
}

macro_rules! hang_on_organisation {
    ($($entity:ident by $order:ident)*) => {$(
        impl HangsOnOrganisation for $entity::Entity {
            const ORDER: Self::Column = $entity::Column::$order;
            fn organisation_of(row: &Self::Model) -> OrganisationId {
                row.organisation_id
            }
        }
    )*};
}
hang_on_organisation! {
    organisation_area by AreaCode
    organisation_status by ValidFrom
}

impl<E> Loader<On<E>> for OrganisationLoader
where
    E: HangsOnOrganisation,
    E::Model: Send + Sync + 'static,
{
    type Value = Arc<Vec<E::Model>>;
    type Error = Error;

    async fn load(&self, keys: &[On<E>]) -> Result<HashMap<On<E>, Self::Value>, Self::Error> {
        let ids: Vec<_> = keys.iter().map(|key| key.organisation).collect();
        let rows = self.0.published_beneath::<E>().filter(E::ORGANISATION.is_in(padded(&ids))).order_by_asc(E::ORDER);
        let mut found: HashMap<OrganisationId, Vec<E::Model>> = HashMap::new();
        for row in rows.all(self.0.reader()).await? {
            found.entry(E::organisation_of(&row)).or_default().push(row);
        }
        Ok(keys
            .iter()
            .map(|key| (key.clone(), Arc::new(found.remove(&key.organisation).unwrap_or_default())))
            .collect())
    }
}

/// Key of what was changed of an organisation, and of the records that were put into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChangesOf(pub OrganisationId);

/// A change that everybody can read.
#[derive(Clone, Debug)]
pub struct PublicChange {
    /// The change.
    pub row: organisation_change::Model,
    /// What the record was called of which it is, where that was put into this one.
    pub record: Option<LocalisedText>,
}

impl Loader<ChangesOf> for OrganisationLoader {
    type Value = Arc<Vec<PublicChange>>;
    type Error = Error;

    /// Two statements, and a third where records were put into one of these.
    async fn load(&self, keys: &[ChangesOf]) -> Result<HashMap<ChangesOf, Self::Value>, Self::Error> {
        use organisation_change::Column::{At, Id, OrganisationId as Of};

        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let merged = self.0.published_beneath::<organisation_merge::Entity>();
        let merged = merged.filter(organisation_merge::Column::NewId.is_in(padded(&ids))).all(self.0.reader()).await?;
        let led: HashMap<_, _> = merged.into_iter().map(|one| (one.old_id, one.new_id)).collect();
        let old: Vec<_> = led.keys().copied().collect();
        let all = [ids, old.clone()].concat();
        let rows = self.0.published_beneath::<organisation_change::Entity>().filter(Of.is_in(padded(&all)));
        let rows = rows.order_by_asc(At).order_by_asc(Id).all(self.0.reader()).await?;
        let names: HashMap<OrganisationId, LocalisedText> = if old.is_empty() {
            HashMap::new()
        } else {
            let called = self.0.merged_away().filter(organisation::Column::Id.is_in(padded(&old)));
            let called = called.select_only().columns([organisation::Column::Id, organisation::Column::Name]);
            called.into_tuple::<(OrganisationId, LocalisedText)>().all(self.0.reader()).await?.into_iter().collect()
        };
        let mut found: HashMap<OrganisationId, Vec<PublicChange>> = HashMap::new();
        for row in rows {
            let of = led.get(&row.organisation_id).copied().unwrap_or(row.organisation_id);
            let record = names.get(&row.organisation_id).cloned();
            found.entry(of).or_default().push(PublicChange { row, record });
        }
        Ok(keys.iter().map(|key| (*key, Arc::new(found.remove(&key.0).unwrap_or_default()))).collect())
    }
}

/// Key of the records that were put into an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MergedFrom(pub OrganisationId);

impl Loader<MergedFrom> for OrganisationLoader {
    type Value = Arc<Vec<OrganisationId>>;
    type Error = Error;

    async fn load(&self, keys: &[MergedFrom]) -> Result<HashMap<MergedFrom, Self::Value>, Self::Error> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let rows = self.0.published_beneath::<organisation_merge::Entity>();
        let rows = rows.filter(organisation_merge::Column::NewId.is_in(padded(&ids)));
        let mut found: HashMap<OrganisationId, Vec<OrganisationId>> = HashMap::new();
        for row in rows.order_by_asc(organisation_merge::Column::At).all(self.0.reader()).await? {
            found.entry(row.new_id).or_default().push(row.old_id);
        }
        Ok(keys.iter().map(|key| (*key, Arc::new(found.remove(&key.0).unwrap_or_default()))).collect())
    }
}

/// Looks up whatever can be asked of these organisations, so that a loader that is shared has it.
pub(crate) async fn fill_organisations(
    loader: &DataLoader<OrganisationLoader, HashMapCache>,
    ids: Vec<OrganisationId>,
) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    futures_util::try_join!(
        loader.load_many(ids.clone()),
        loader.load_many(ids.iter().copied().map(On::<organisation_area::Entity>::organisation)),
        loader.load_many(ids.iter().copied().map(On::<organisation_status::Entity>::organisation)),
        loader.load_many(ids.iter().copied().map(ChangesOf)),
        loader.load_many(ids.iter().copied().map(MergedFrom)),
    )?;
    Ok(())
}
