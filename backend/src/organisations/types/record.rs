//! A record of the directory as its keepers see it.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{
    OrganisationContent as Stored, OrganisationId, OrganisationState as StoredState, PersonId, municipality,
    organisation, organisation_area, organisation_merge, organisation_representative, organisation_status,
};
use tokio::sync::OnceCell;

use super::desk::OrganisationDouble;
use super::{ConfirmedBy, Organisation, OrganisationContent, OrganisationOrigin, OrganisationState};
use crate::accounts::types::{Act, acts, names_of};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::organisations::rules::content::content;
use crate::organisations::rules::doubles::Double;
use crate::organisations::rules::{self, holds, jib};
use crate::organisations::store::merge::{led_to, put_into};
use crate::organisations::store::{desk, today};
use crate::organisations::suggestions::store as said;
use crate::organisations::suggestions::types::DeskRepresentative;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scalars::{Date, Localised, localised};
use crate::scope::As;
use crate::viewer::DirectoryKeeper;

/// Records that are shown together: what hangs on them is looked up once for all, when the first of them is asked for it.
#[derive(Debug)]
pub(crate) struct Bundle {
    owner: Arc<municipality::Model>,
    keeper: As<DirectoryKeeper>,
    rows: Vec<Arc<organisation::Model>>,
    contents: OnceCell<HashMap<OrganisationId, Arc<Stored>>>,
    merges: OnceCell<HashMap<OrganisationId, Vec<organisation_merge::Model>>>,
    merged_names: OnceCell<HashMap<OrganisationId, organisation::Model>>,
    savers: OnceCell<HashMap<PersonId, String>>,
    mergers: OnceCell<HashMap<PersonId, String>>,
    doubles: OnceCell<Vec<Double>>,
    representatives: OnceCell<Vec<organisation_representative::Model>>,
}

impl Bundle {
    /// These records, for somebody who keeps the directory.
    pub(crate) fn of(
        owner: &Arc<municipality::Model>,
        locale: Option<Locale>,
        keeper: As<DirectoryKeeper>,
        found: Vec<organisation::Model>,
    ) -> Vec<DeskOrganisation> {
        let rows: Vec<_> = found.into_iter().map(Arc::new).collect();
        let bundle = Arc::new(Self {
            owner: Arc::clone(owner),
            keeper,
            rows: rows.clone(),
            contents: OnceCell::new(),
            merges: OnceCell::new(),
            merged_names: OnceCell::new(),
            savers: OnceCell::new(),
            mergers: OnceCell::new(),
            doubles: OnceCell::new(),
            representatives: OnceCell::new(),
        });
        rows.into_iter().map(|row| DeskOrganisation { row, locale, with: Arc::clone(&bundle) }).collect()
    }

    fn ids(&self) -> Vec<OrganisationId> {
        self.rows.iter().map(|row| row.id).collect()
    }

    async fn content(&self, ctx: &Context<'_>, id: OrganisationId) -> Result<Arc<Stored>, Error> {
        let all = self.contents.get_or_try_init(|| async {
            let (areas, statuses) = desk::hanging(Turn::of(ctx).scope(), &self.keeper, &self.ids()).await?;
            let mut its: HashMap<OrganisationId, (Vec<organisation_area::Model>, Vec<organisation_status::Model>)> =
                HashMap::new();
            areas.into_iter().for_each(|area| its.entry(area.organisation_id).or_default().0.push(area));
            statuses.into_iter().for_each(|status| its.entry(status.organisation_id).or_default().1.push(status));
            let whole = |row: &Arc<organisation::Model>| {
                let (areas, statuses) = its.remove(&row.id).unwrap_or_default();
                (row.id, Arc::new(content(row, &areas, &statuses)))
            };
            Ok::<_, Error>(self.rows.iter().map(whole).collect())
        });
        Ok(all.await?.get(&id).cloned().unwrap_or_default())
    }

    async fn merges(
        &self,
        ctx: &Context<'_>,
    ) -> Result<&HashMap<OrganisationId, Vec<organisation_merge::Model>>, Error> {
        let all = self.merges.get_or_try_init(|| async {
            let mut found: HashMap<OrganisationId, Vec<organisation_merge::Model>> = HashMap::new();
            for merge in put_into(Turn::of(ctx).scope(), &self.keeper, &self.ids()).await? {
                found.entry(merge.new_id).or_default().push(merge);
            }
            Ok::<_, Error>(found)
        });
        all.await
    }

    /// The records that were put into these.
    async fn merged(&self, ctx: &Context<'_>) -> Result<&HashMap<OrganisationId, organisation::Model>, Error> {
        let merges = self.merges(ctx).await?;
        let all = self.merged_names.get_or_try_init(|| async {
            let ids: Vec<_> = merges.values().flatten().map(|merge| merge.old_id).collect();
            let rows = desk::by_ids(Turn::of(ctx).scope(), &self.keeper, &ids).await?;
            Ok::<_, Error>(rows.into_iter().map(|row| (row.id, row)).collect())
        });
        all.await
    }

    /// Who saved it.
    async fn saver(&self, ctx: &Context<'_>, person: PersonId) -> Result<Option<String>, Error> {
        let all = self.savers.get_or_try_init(|| async {
            names_of(Turn::of(ctx).scope(), people(self.rows.iter().map(|row| row.saved_by))).await
        });
        Ok(all.await?.get(&person).cloned())
    }

    /// Who put another record into it.
    async fn merger(&self, ctx: &Context<'_>, person: PersonId) -> Result<Option<String>, Error> {
        let merges = self.merges(ctx).await?;
        let all = self.mergers.get_or_try_init(|| async {
            names_of(Turn::of(ctx).scope(), people(merges.values().flatten().map(|merge| merge.by))).await
        });
        Ok(all.await?.get(&person).cloned())
    }

    async fn doubles(&self, ctx: &Context<'_>) -> Result<&Vec<Double>, Error> {
        let all = self.doubles.get_or_try_init(|| async {
            let turn = Turn::of(ctx);
            desk::pairs(turn.scope(), &self.keeper).await
        });
        all.await
    }
}

fn people(some: impl Iterator<Item = Option<PersonId>>) -> Vec<PersonId> {
    let mut people: Vec<_> = some.flatten().collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// A record of the directory as its keepers see it.
#[derive(Clone, Debug)]
pub struct DeskOrganisation {
    row: Arc<organisation::Model>,
    locale: Option<Locale>,
    with: Arc<Bundle>,
}

impl DeskOrganisation {
    pub(crate) fn key(&self) -> OrganisationId {
        self.row.id
    }

    /// All that is written of it, as it is kept.
    pub(super) async fn stored(&self, ctx: &Context<'_>) -> Result<Arc<Stored>, Error> {
        self.with.content(ctx, self.row.id).await
    }

    /// The record as it is now, for somebody who keeps the directory; none where it is gone.
    pub(crate) async fn now(
        ctx: &Context<'_>,
        owner: &Arc<municipality::Model>,
        id: OrganisationId,
    ) -> Result<Option<Self>, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let keeper = scope.acting::<DirectoryKeeper>(owner.id)?;
        let rows = desk::by_ids(scope, &keeper, &[id]).await?;
        Ok(Bundle::of(owner, None, keeper, rows).pop())
    }
}

/// A record of the directory as its keepers see it, listed or not.
#[Object]
impl DeskOrganisation {
    /// `org_…`, the same that the public has.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Grows with every change; give it back with what you change.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// Whether it can be read, and why not.
    async fn state(&self) -> OrganisationState {
        self.row.state.into()
    }

    /// On what way it came here.
    async fn origin(&self) -> OrganisationOrigin {
        self.row.origin.into()
    }

    /// An exercise of a training, not a real organisation.
    async fn exercise(&self) -> bool {
        self.row.exercise
    }

    /// Its name, for reading.
    async fn name(&self) -> Localised {
        localised(&self.row.name, self.locale)
    }

    /// All that is written of it, as it is edited.
    async fn content(&self, ctx: &Context<'_>) -> Result<OrganisationContent, Error> {
        let content = self.with.content(ctx, self.row.id).await?;
        Ok((&*content).into())
    }

    /// What to look at once more.
    async fn warnings(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationWarning>, Error> {
        let content = self.with.content(ctx, self.row.id).await?;
        let doubtful = content.jib.as_deref().is_some_and(|text| jib(text).is_ok_and(|jib| jib.doubtful));
        let hidden = content.representative.is_some() && !content.representative_public;
        let all = [
            (doubtful, OrganisationWarning::JibDoubtful),
            (content.areas.is_empty(), OrganisationWarning::WithoutArea),
            (content.keeper_email.is_none(), OrganisationWarning::NobodyToWriteTo),
            (hidden, OrganisationWarning::RepresentativeNotPublished),
        ];
        Ok(all.into_iter().filter(|(holds, _)| *holds).map(|(_, warning)| warning).collect())
    }

    /// As everybody reads it; null where nobody outside does.
    async fn organisation(&self) -> Option<Organisation> {
        let listed = self.row.state == StoredState::Listed;
        listed.then(|| Organisation::new(Arc::clone(&self.row), self.locale))
    }

    /// When somebody last said that it is true; null where nobody has.
    async fn confirmed_on(&self) -> Option<Date> {
        self.row.confirmed_on.map(Date)
    }

    /// Who did.
    async fn confirmed_by(&self) -> Option<ConfirmedBy> {
        self.row.confirmed_by.map(Into::into)
    }

    /// Whether nobody has confirmed it for more than a year.
    async fn stale(&self, ctx: &Context<'_>) -> bool {
        rules::is_stale(self.row.confirmed_on, today(Turn::of(ctx).scope(), Some(&self.with.owner)))
    }

    /// The last day of the status that holds and ends first; null where none that holds ends.
    async fn status_ends_on(&self, ctx: &Context<'_>) -> Result<Option<Date>, Error> {
        let today = today(Turn::of(ctx).scope(), Some(&self.with.owner));
        let content = self.with.content(ctx, self.row.id).await?;
        let held = content.statuses.iter().filter(|status| holds(status.valid_from, status.valid_until, today));
        Ok(held.filter_map(|status| status.valid_until).min().map(Date))
    }

    /// Who represents it, or did, the newest first: says what it is, after signing in.
    async fn representatives(&self, ctx: &Context<'_>) -> Result<Vec<DeskRepresentative>, Error> {
        let all = self.with.representatives.get_or_try_init(|| async {
            said::representatives(Turn::of(ctx).scope(), &self.with.keeper, &self.with.ids()).await
        });
        let its = all.await?.iter().filter(|one| one.organisation_id == self.row.id);
        Ok(its.map(Into::into).collect())
    }

    /// Who did what to it, newest first.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, Act, EmptyFields>, Error> {
        let page = PageArgs { first, after, ..PageArgs::default() }.page("journal", most_rows(ctx))?;
        acts(ctx, &self.with.keeper, Some(self.row.id.0), &page).await
    }

    /// Records that were put into this one, oldest first.
    async fn merged_from(&self, ctx: &Context<'_>) -> Result<Vec<MergedOrganisation>, Error> {
        let (merges, rows) = (self.with.merges(ctx).await?, self.with.merged(ctx).await?);
        let mut all = Vec::new();
        for merge in merges.get(&self.row.id).into_iter().flatten() {
            let by = match merge.by {
                Some(by) => self.with.merger(ctx, by).await?,
                None => None,
            };
            let name = rows.get(&merge.old_id).map(|row| localised(&row.name, self.locale));
            all.push(MergedOrganisation { id: merge.old_id.to_string().into(), name, at: merge.at, by });
        }
        Ok(all)
    }

    /// The record into which this one was put; null where it was not.
    async fn merged_into(&self, ctx: &Context<'_>) -> Result<Option<ID>, Error> {
        if self.row.state != StoredState::Merged {
            return Ok(None);
        }
        let into = led_to(Turn::of(ctx).scope(), &self.with.keeper, self.row.id).await?;
        Ok(into.map(|id| id.to_string().into()))
    }

    /// Other listed records that may be the same organisation; this one is the first of each pair.
    #[graphql(complexity = "5 * child_complexity")]
    async fn doubles(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationDouble>, Error> {
        let its = |pair: &&Double| pair.first == self.row.id || pair.second == self.row.id;
        let pairs: Vec<_> = self.with.doubles(ctx).await?.iter().filter(its).cloned().collect();
        let other = |pair: &Double| if pair.first == self.row.id { pair.second } else { pair.first };
        let ids: Vec<_> = pairs.iter().map(other).collect();
        let rows = desk::by_ids(Turn::of(ctx).scope(), &self.with.keeper, &ids).await?;
        let others = Bundle::of(&self.with.owner, self.locale, self.with.keeper, rows);
        let shown = |pair: Double| {
            let second = others.iter().find(|one| one.row.id == other(&pair)).cloned()?;
            let signs = pair.signs.into_iter().map(Into::into).collect();
            Some(OrganisationDouble { first: self.clone(), second, signs })
        };
        Ok(pairs.into_iter().filter_map(shown).collect())
    }

    /// The import that wrote it last, `imp_…`; null where somebody has changed it since.
    async fn import_id(&self) -> Option<ID> {
        self.row.import_id.map(|id| id.to_string().into())
    }

    /// When it was first written here.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }

    /// When anything of it was last written.
    async fn saved_at(&self) -> DateTime<Utc> {
        self.row.saved_at
    }

    /// By whom; null where it was done at the console or came from outside.
    async fn saved_by(&self, ctx: &Context<'_>) -> Option<Result<String, Error>> {
        self.with.saver(ctx, self.row.saved_by?).await.transpose()
    }
}

/// A record that was put into another.
#[derive(Clone, Debug, SimpleObject)]
pub struct MergedOrganisation {
    /// Its id, which leads to the other.
    pub id: ID,
    /// What it was called.
    pub name: Option<Localised>,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom; null where it was done at the console.
    pub by: Option<String>,
}

/// What to look at once more in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OrganisationWarning {
    /// The last digit of the tax number does not fit the others: it may be mistyped.
    JibDoubtful,
    /// It is in no area: whoever looks by areas does not find it.
    WithoutArea,
    /// Nobody can be asked whether it is still true: there is no address to write to.
    NobodyToWriteTo,
    /// Who may represent it is known and not published, because that person has not agreed.
    RepresentativeNotPublished,
}
