//! Every query about municipalities and areas.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::{LocalisedText, MunicipalityId, area, municipality, municipality_area};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _,
};

use crate::db::padded;
use crate::error::Error;
use crate::page::{Page, Slice, Sort};
use crate::scope::{Operator, Scope, Tx};

/// An area with the name that readers of one municipality know it by.
#[derive(Clone, Debug)]
pub struct NamedArea {
    /// The shared code.
    pub code: String,
    /// Place in the list.
    pub position: i32,
    /// The municipality's own name, or else the shared one.
    pub label: LocalisedText,
}

/// The municipality with this slug.
pub(crate) async fn by_slug(scope: &Scope, slug: &str) -> Result<Option<municipality::Model>, Error> {
    Ok(scope
        .published::<municipality::Entity>()
        .filter(municipality::Column::Slug.eq(slug))
        .one(scope.reader())
        .await?)
}

/// What a list of municipalities is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Criteria {
    /// Only the partners that were trained first, or only the others.
    pub partner: Option<bool>,
    /// Folded beginnings of words of the name.
    pub terms: Vec<String>,
}

/// The sort order of the list, for its cursors.
pub(crate) const BY_SLUG: &str = "slug";

/// A page of municipalities, by slug.
pub(crate) async fn list(scope: &Scope, criteria: &Criteria, page: &Page) -> Result<Slice<municipality::Model>, Error> {
    let sort = Sort { key: municipality::Column::Slug, id: municipality::Column::Id, descending: false };
    let select = scope.published::<municipality::Entity>().filter(matching(criteria));
    let rows = page.select(select, sort, |slug| Some(slug.into()))?.all(scope.reader()).await?;
    Ok(page.slice(rows))
}

fn matching(criteria: &Criteria) -> Condition {
    let partner = criteria.partner.map(|partner| municipality::Column::Partner.eq(partner));
    let terms = criteria.terms.iter().map(|term| municipality::Column::SearchText.contains(format!(" {term}")));
    partner.into_iter().chain(terms).fold(Condition::all(), Condition::add)
}

/// All areas of work in their order, as this municipality names them.
pub(crate) async fn areas(scope: &Scope, municipality: Option<MunicipalityId>) -> Result<Vec<NamedArea>, Error> {
    let shared = scope.published::<area::Entity>().order_by_asc(area::Column::Position).all(scope.reader()).await?;
    let own = match municipality {
        None => Vec::new(),
        Some(id) => {
            scope
                .published::<municipality_area::Entity>()
                .filter(municipality_area::Column::MunicipalityId.eq(id))
                .all(scope.reader())
                .await?
        }
    };
    let mut own: HashMap<_, _> = own.into_iter().map(|own| (own.area_code.clone(), own)).collect();
    let mut areas: Vec<_> = shared
        .into_iter()
        .map(|area| match own.remove(&area.code) {
            Some(own) => NamedArea { code: area.code, position: own.position, label: own.label },
            None => NamedArea { code: area.code, position: area.position, label: area.label },
        })
        .collect();
    areas.sort_by_key(|area| area.position);
    Ok(areas)
}

/// Loads municipalities by id and the areas as each names them, in batches.
#[derive(Clone, Debug)]
pub struct MunicipalityLoader(pub Scope);

impl Loader<MunicipalityId> for MunicipalityLoader {
    type Value = Arc<municipality::Model>;
    type Error = Error;

    async fn load(&self, ids: &[MunicipalityId]) -> Result<HashMap<MunicipalityId, Self::Value>, Self::Error> {
        let rows = self
            .0
            .published::<municipality::Entity>()
            .filter(municipality::Column::Id.is_in(padded(ids)))
            .all(self.0.reader())
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, Arc::new(row))).collect())
    }
}

/// Key: an area as one municipality names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AreaOf(pub MunicipalityId, pub String);

impl Loader<AreaOf> for MunicipalityLoader {
    type Value = Arc<NamedArea>;
    type Error = Error;

    async fn load(&self, keys: &[AreaOf]) -> Result<HashMap<AreaOf, Self::Value>, Self::Error> {
        let codes: Vec<_> = keys.iter().map(|key| key.1.clone()).collect();
        let municipalities: Vec<_> = keys.iter().map(|key| key.0).collect();
        let shared = self
            .0
            .published::<area::Entity>()
            .filter(area::Column::Code.is_in(padded(&codes)))
            .all(self.0.reader())
            .await?;
        let own = self
            .0
            .published::<municipality_area::Entity>()
            .filter(municipality_area::Column::MunicipalityId.is_in(padded(&municipalities)))
            .filter(municipality_area::Column::AreaCode.is_in(padded(&codes)))
            .all(self.0.reader())
            .await?;
        let shared: HashMap<_, _> = shared.into_iter().map(|area| (area.code.clone(), area)).collect();
        let mut own: HashMap<_, _> =
            own.into_iter().map(|own| (AreaOf(own.municipality_id, own.area_code.clone()), own)).collect();
        Ok(keys
            .iter()
            .filter_map(|key| {
                let area = shared.get(&key.1)?;
                let named = match own.remove(key) {
                    Some(own) => NamedArea { code: own.area_code, position: own.position, label: own.label },
                    None => NamedArea { code: area.code.clone(), position: area.position, label: area.label.clone() },
                };
                Some((key.clone(), Arc::new(named)))
            })
            .collect())
    }
}

/// Brings the shared list of areas up to date with the one that this version ships.
pub(crate) async fn save_areas(tx: &Tx<Operator>, areas: Vec<area::Model>) -> Result<(), Error> {
    let known: HashMap<_, _> = tx
        .find::<area::Entity>()
        .all(tx.connection())
        .await?
        .into_iter()
        .map(|area| (area.code.clone(), area))
        .collect();
    for area in areas {
        match known.get(&area.code) {
            Some(same) if *same == area => {}
            Some(_) => tx.update(area.into_active_model().reset_all()).await?,
            None => tx.insert(area.into_active_model()).await?,
        }
    }
    Ok(())
}

/// What saving did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It was not there.
    New,
    /// It was there and differed.
    Changed,
    /// It was there just so.
    Same,
}

/// Writes a municipality, recognised by its slug.
///
/// # Errors
/// The database refused.
pub async fn save(tx: &Tx<Operator>, mut row: municipality::Model) -> Result<Saved, Error> {
    let known =
        tx.find::<municipality::Entity>().filter(municipality::Column::Slug.eq(&row.slug)).one(tx.connection()).await?;
    match known {
        None => {
            tx.insert(row.into_active_model()).await?;
            Ok(Saved::New)
        }
        Some(known) => {
            row.id = known.id;
            if row == known {
                return Ok(Saved::Same);
            }
            let mut active = row.into_active_model().reset_all();
            active.id = Set(known.id);
            tx.update(active).await?;
            Ok(Saved::Changed)
        }
    }
}

/// Every municipality, for the import to recognise names by.
///
/// # Errors
/// The database refused.
pub async fn everything(tx: &Tx<Operator>) -> Result<Vec<municipality::Model>, Error> {
    Ok(tx.find::<municipality::Entity>().all(tx.connection()).await?)
}
