//! Every query about municipalities and areas.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::{Happening, Locale, MunicipalityId, UsualRules, Words, area, municipality};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Unchanged,
};

use super::rules::settings::{Settings, detail, usual_detail, whole_detail};
use crate::db::padded;
use crate::error::Error;
use crate::page::{Page, Slice, Sort};
use crate::scope::{Operator, Scope, Tx};
use crate::viewer::{Admin, Opens};

/// The language and script that a municipality writes in.
///
/// # Errors
/// The database fails.
pub(crate) async fn usual_locale(scope: &Scope, id: MunicipalityId) -> Result<Locale, Error> {
    use municipality::{Column, Entity};

    let owner = scope.published_beneath::<Entity>().filter(Column::Id.eq(id));
    let locale = owner.select_only().column(Column::DefaultLocale).into_tuple().one(scope.reader()).await?;
    Ok(locale.unwrap_or(Locale::SrLatn))
}

/// The municipality with this slug.
pub(crate) async fn by_slug(scope: &Scope, slug: &str) -> Result<Option<municipality::Model>, Error> {
    let found = scope.published_beneath::<municipality::Entity>().filter(municipality::Column::Slug.eq(slug));
    let found = found.one(scope.reader()).await?;
    match &found {
        Some(row) => scope.notes().one(row.id),
        None => scope.notes().everything(),
    }
    Ok(found)
}

/// The municipality with this id.
pub(crate) async fn by_id(scope: &Scope, id: MunicipalityId) -> Result<Option<municipality::Model>, Error> {
    scope.notes().one(id);
    let found = scope.published_beneath::<municipality::Entity>().filter(municipality::Column::Id.eq(id));
    Ok(found.one(scope.reader()).await?)
}

/// The website of each municipality and the origins of its other sites.
pub(crate) async fn sites(scope: &Scope) -> Result<Vec<(Option<String>, Words)>, Error> {
    let select = scope.published::<municipality::Entity>().select_only();
    let select = select.columns([municipality::Column::Website, municipality::Column::AllowedOrigins]);
    Ok(select.into_tuple().all(scope.reader()).await?)
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

/// Every municipality, by slug: for pages that let one choose among all, of which there are few enough to be read at once.
pub(crate) async fn all(scope: &Scope) -> Result<Vec<municipality::Model>, Error> {
    let select = scope.published::<municipality::Entity>().order_by_asc(municipality::Column::Slug);
    Ok(select.all(scope.reader()).await?)
}

fn matching(criteria: &Criteria) -> Condition {
    let partner = criteria.partner.map(|partner| municipality::Column::Partner.eq(partner));
    let terms = criteria.terms.iter().map(|term| municipality::Column::SearchText.contains(format!(" {term}")));
    partner.into_iter().chain(terms).fold(Condition::all(), Condition::add)
}

/// Loads municipalities by id, in batches.
#[derive(Clone, Debug)]
pub struct MunicipalityLoader(pub Scope);

impl Loader<MunicipalityId> for MunicipalityLoader {
    type Value = Arc<municipality::Model>;
    type Error = Error;

    async fn load(&self, ids: &[MunicipalityId]) -> Result<HashMap<MunicipalityId, Self::Value>, Self::Error> {
        let rows = self
            .0
            .published_beneath::<municipality::Entity>()
            .filter(municipality::Column::Id.is_in(padded(ids)))
            .all(self.0.reader())
            .await?;
        rows.iter().for_each(|row| self.0.notes().one(row.id));
        if rows.len() < ids.len() {
            self.0.notes().everything();
        }
        Ok(rows.into_iter().map(|row| (row.id, Arc::new(row))).collect())
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
            let id = row.id;
            tx.insert(row.into_active_model()).await?;
            tx.emit(Happening::MunicipalityChanged, id, id);
            Ok(Saved::New)
        }
        Some(known) => {
            row.id = known.id;
            // What the municipality set for itself is not a file's to change.
            (row.default_locale, row.own_areas) = (known.default_locale, known.own_areas.clone());
            row.usual_rules = known.usual_rules;
            (row.accessibility_contact, row.own_days) = (known.accessibility_contact.clone(), known.own_days.clone());
            (row.version, row.settled, row.saved_by) = (known.version, known.settled, known.saved_by);
            if known.settled {
                (row.website, row.allowed_origins) = (known.website.clone(), known.allowed_origins.clone());
            }
            if row == known {
                return Ok(Saved::Same);
            }
            // Whoever edits it at the desk just now is told that it has changed under his hands.
            if Settings::from(&row) != Settings::from(&known) {
                row.version += 1;
            }
            let mut active = row.into_active_model().reset_all();
            active.id = Set(known.id);
            tx.update(active).await?;
            tx.emit(Happening::MunicipalityChanged, known.id, known.id);
            Ok(Saved::Changed)
        }
    }
}

/// A municipality that nobody else changes until this transaction is over.
///
/// # Errors
/// The database refused, or it is gone.
pub(crate) async fn held<R: Opens<municipality::Entity>>(
    tx: &Tx<R>,
    id: MunicipalityId,
) -> Result<municipality::Model, Error> {
    use municipality::{Column, Entity};

    let held = tx.find::<Entity>().filter(Column::Id.eq(id)).lock(LockType::NoKeyUpdate).one(tx.connection()).await?;
    held.ok_or_else(|| Error::NotFound("This municipality is gone.".into()))
}

/// Writes what a municipality says of itself, tells the journal what became of what, and returns the municipality as it is
/// now. From then on no file changes it.
///
/// # Errors
/// The database refused.
pub(crate) async fn settle<R: Opens<municipality::Entity>>(
    tx: &Tx<R>,
    mut held: municipality::Model,
    now: Settings,
) -> Result<municipality::Model, Error> {
    let before = Settings::from(&held);
    // Not of what the journal tells: it tells names of areas in one wording.
    if before == now {
        return Ok(held);
    }
    let detail = detail(&before, &now);
    now.write(&mut held);
    held.version += 1;
    (held.settled, held.saved_by) = (true, tx.actor());
    tx.update(as_said(held.clone())).await?;
    tx.record(Happening::MunicipalityChanged, held.id, held.id, detail);
    Ok(held)
}

/// What a municipality says of itself, and nothing else of it.
fn as_said(row: municipality::Model) -> municipality::ActiveModel {
    municipality::ActiveModel {
        id: Unchanged(row.id),
        website: Set(row.website),
        default_locale: Set(row.default_locale),
        allowed_origins: Set(row.allowed_origins),
        accessibility_contact: Set(row.accessibility_contact),
        own_days: Set(row.own_days),
        own_areas: Set(row.own_areas),
        version: Set(row.version),
        settled: Set(row.settled),
        saved_by: Set(row.saved_by),
        ..Default::default()
    }
}

/// Says when comments can usually be read, and tells the journal what it was before; `Err` in the inner result where that is
/// not what was read: what it is.
///
/// # Errors
/// The database refused.
pub(crate) async fn set_usual_rules(
    tx: &Tx<Admin>,
    read: UsualRules,
    rules: UsualRules,
) -> Result<Result<(), UsualRules>, Error> {
    use municipality::ActiveModel;

    let id = tx.proof().municipality();
    // Whoever comes next tells of this as what was before.
    let before = held(tx, id).await?.usual_rules.unwrap_or_default();
    if before != read {
        return Ok(Err(before));
    }
    let detail = usual_detail(before, rules);
    if detail.changes.is_empty() {
        return Ok(Ok(()));
    }
    tx.update(ActiveModel { id: Unchanged(id), usual_rules: Set(Some(rules)), ..Default::default() }).await?;
    tx.record(Happening::MunicipalityChanged, id, id, detail);
    Ok(Ok(()))
}

/// Writes what a file of a municipality's desk says of it, its settings and what is usual there, as one act.
///
/// # Errors
/// The database refused.
pub(crate) async fn bring(
    tx: &Tx<Admin>,
    mut held: municipality::Model,
    now: Settings,
    usual: UsualRules,
) -> Result<(), Error> {
    use municipality::ActiveModel;

    if Settings::from(&held) == now && held.usual_rules.unwrap_or_default() == usual {
        return Ok(());
    }
    let detail = whole_detail(&held, &now, usual);
    if Settings::from(&held) != now {
        now.write(&mut held);
        held.version += 1;
        (held.settled, held.saved_by) = (true, tx.actor());
    }
    if held.usual_rules.unwrap_or_default() != usual {
        held.usual_rules = Some(usual);
    }
    let id = held.id;
    tx.update(ActiveModel { usual_rules: Set(held.usual_rules), ..as_said(held) }).await?;
    tx.record(Happening::MunicipalityChanged, id, id, detail);
    Ok(())
}

/// Every municipality, for the import to recognise names by.
///
/// # Errors
/// The database refused.
pub async fn everything(tx: &Tx<Operator>) -> Result<Vec<municipality::Model>, Error> {
    Ok(tx.find::<municipality::Entity>().all(tx.connection()).await?)
}

/// The slug of every municipality, in order.
pub(crate) async fn slugs(scope: &Scope) -> Result<Vec<String>, Error> {
    let select = scope.published::<municipality::Entity>().select_only().column(municipality::Column::Slug);
    Ok(select.order_by_asc(municipality::Column::Slug).into_tuple().all(scope.reader()).await?)
}

/// The slug of each municipality with its website and the origins of its other sites.
pub(crate) async fn places(scope: &Scope) -> Result<Vec<(String, Option<String>, Words)>, Error> {
    use municipality::Column;

    let select = scope.published::<municipality::Entity>().select_only();
    let select = select.columns([Column::Slug, Column::Website, Column::AllowedOrigins]);
    Ok(select.into_tuple().all(scope.reader()).await?)
}
