//! What hangs on comments, for many at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
use entities::{
    ActVersionId, AnchorId, AnswerId, CommentId, ConsultationId, MunicipalityId, OrganisationId, act_anchor,
    act_version, comment, comment_band, comment_flag, comment_organisation, comment_revision, official_answer,
    organisation_merge,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, WindowStatement};
use sea_orm::{ColumnTrait as _, Order, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _};

use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;
use crate::viewer::Moderator;

/// Loads whatever hangs on comments.
#[derive(Clone, Debug)]
pub struct CommentLoader(pub Scope);

/// What the municipality says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AnswerOf(pub AnswerId);

/// The part that a comment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartOf(pub AnchorId);

/// The text of an act that a comment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VersionOf(pub ActVersionId);

/// Which text of its act that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which {
    /// First, second… of its act, from 1.
    pub number: i32,
    /// Whether it holds: no other was published after it.
    pub holds: bool,
}

/// What replies to a comment, as it came: the first so many, and one more to tell that there are more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RepliesTo(pub CommentId, pub u64);

/// The comment that an event is about, though it may be gone by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ToldOf(pub CommentId);

impl Loader<ToldOf> for CommentLoader {
    type Value = Arc<comment::Model>;
    type Error = Error;

    async fn load(&self, keys: &[ToldOf]) -> Result<HashMap<ToldOf, Self::Value>, Error> {
        let ids = keys.iter().map(|key| key.0).collect::<Vec<_>>();
        let select = self.0.once_published().filter(comment::Column::Id.is_in(padded(&ids)));
        let found = select.all(self.0.reader()).await?;
        Ok(found.into_iter().map(|row| (ToldOf(row.id), Arc::new(row))).collect())
    }
}

impl Loader<AnswerOf> for CommentLoader {
    type Value = Arc<official_answer::Model>;
    type Error = Error;

    async fn load(&self, keys: &[AnswerOf]) -> Result<HashMap<AnswerOf, Self::Value>, Error> {
        let ids = keys.iter().map(|key| key.0).collect::<Vec<_>>();
        let select = self.0.published_beneath::<official_answer::Entity>();
        let found = select.filter(official_answer::Column::Id.is_in(padded(&ids))).all(self.0.reader()).await?;
        Ok(found.into_iter().map(|row| (AnswerOf(row.id), Arc::new(row))).collect())
    }
}

impl Loader<PartOf> for CommentLoader {
    type Value = Arc<act_anchor::Model>;
    type Error = Error;

    async fn load(&self, keys: &[PartOf]) -> Result<HashMap<PartOf, Self::Value>, Error> {
        let ids = keys.iter().map(|key| key.0).collect::<Vec<_>>();
        let select = self.0.published_beneath::<act_anchor::Entity>();
        let found = select.filter(act_anchor::Column::Id.is_in(padded(&ids))).all(self.0.reader()).await?;
        Ok(found.into_iter().map(|row| (PartOf(row.id), Arc::new(row))).collect())
    }
}

impl Loader<VersionOf> for CommentLoader {
    type Value = Which;
    type Error = Error;

    /// One statement: all texts of their acts, of which there are few.
    async fn load(&self, keys: &[VersionOf]) -> Result<HashMap<VersionOf, Which>, Error> {
        use act_version::Column::{ActId, Id};

        let ids = keys.iter().map(|key| key.0).collect::<Vec<_>>();
        let theirs = self.0.published_beneath::<act_version::Entity>().filter(Id.is_in(padded(&ids)));
        let theirs = theirs.select_only().column(ActId).into_query();
        let all = self.0.published_beneath::<act_version::Entity>().filter(ActId.in_subquery(theirs));
        let all = all.all(self.0.reader()).await?;
        let holds =
            |row: &act_version::Model| all.iter().all(|other| other.act_id != row.act_id || other.number <= row.number);
        let which = |row: &act_version::Model| Which { number: row.number, holds: holds(row) };
        Ok(all.iter().filter(|row| ids.contains(&row.id)).map(|row| (VersionOf(row.id), which(row))).collect())
    }
}

impl Loader<RepliesTo> for CommentLoader {
    type Value = Vec<Arc<comment::Model>>;
    type Error = Error;

    async fn load(&self, keys: &[RepliesTo]) -> Result<HashMap<RepliesTo, Self::Value>, Error> {
        use comment::Column::{Id, ParentId, ReceivedAt};

        let mut by_first: BTreeMap<u64, Vec<CommentId>> = BTreeMap::new();
        for RepliesTo(id, first) in keys {
            by_first.entry(*first).or_default().push(*id);
        }
        let mut replies: HashMap<_, Self::Value> = HashMap::new();
        for (first, parents) in by_first {
            // Each reply with its place among those to the same comment.
            let mut all =
                self.0.standing().filter(ParentId.is_in(padded(&parents))).select_only().column(Id).into_query();
            let place = WindowStatement::partition_by(ParentId)
                .order_by(ReceivedAt, Order::Asc)
                .order_by(Id, Order::Asc)
                .take();
            all.expr_window_as(Expr::cust("ROW_NUMBER()"), place, "place");
            let first_of_each = Query::select()
                .column(Id)
                .from_subquery(all, "placed")
                .and_where(Expr::col("place").lte(first + 1))
                .to_owned();
            let select = self.0.standing().filter(Id.in_subquery(first_of_each));
            let select = select.order_by_asc(ReceivedAt).order_by_asc(Id);
            for row in select.all(self.0.reader()).await? {
                if let Some(parent) = row.parent_id {
                    replies.entry(RepliesTo(parent, first)).or_default().push(Arc::new(row));
                }
            }
        }
        Ok(replies)
    }
}

/// What is said for an organisation of the directory and everybody can read, the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SaidFor(pub OrganisationId);

/// What is shown of that.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The newest, so many and no more.
    pub newest: Vec<Arc<comment::Model>>,
    /// Whether there are others, which came before.
    pub more: bool,
}

/// So many comments of an organisation are shown.
const MOST_SAID: usize = 100;

impl Loader<SaidFor> for CommentLoader {
    type Value = Arc<Said>;
    type Error = Error;

    /// Three statements, however many organisations there are and however much each says.
    async fn load(&self, keys: &[SaidFor]) -> Result<HashMap<SaidFor, Self::Value>, Error> {
        use comment::Column::{Id, ReceivedAt};
        use comment_organisation::Column as Link;

        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        // What was said for a record that was put into one of these is said for that one.
        let merged = self.0.published_beneath::<organisation_merge::Entity>();
        let merged = merged.filter(organisation_merge::Column::NewId.is_in(padded(&ids))).all(self.0.reader()).await?;
        let mut owners: HashMap<OrganisationId, OrganisationId> = ids.iter().map(|id| (*id, *id)).collect();
        owners.extend(merged.into_iter().map(|one| (one.old_id, one.new_id)));
        let all: Vec<_> = owners.keys().copied().collect();
        // Each comment with its place among those that are said for the same record.
        let placed = self.0.published_beneath::<comment::Entity>();
        // Whoever is forgotten speaks for nobody, whatever leads from him to one.
        let placed = placed.filter(comment::Column::ErasedAt.is_null());
        let mut placed = placed.select_only().column(Id).into_query();
        let place = WindowStatement::partition_by((comment_organisation::Entity, Link::OrganisationId))
            .order_by((comment::Entity, ReceivedAt), Order::Desc)
            .order_by((comment::Entity, Id), Order::Desc)
            .take();
        placed
            .inner_join(comment_organisation::Entity, Link::CommentId.into_expr().equals(Id.as_column_ref()))
            .and_where(Link::OrganisationId.is_in(padded(&all)))
            .expr_window_as(Expr::cust("ROW_NUMBER()"), place, "place");
        // One more tells that there are more.
        let most = u64::try_from(MOST_SAID).unwrap_or(u64::MAX);
        let newest = Query::select()
            .column(Id)
            .from_subquery(placed, "placed")
            .and_where(Expr::col("place").lte(most.saturating_add(1)))
            .to_owned();
        let said = self.0.published_beneath::<comment::Entity>().filter(Id.in_subquery(newest.clone()));
        let said = said.order_by_desc(ReceivedAt).order_by_desc(Id).all(self.0.reader()).await?;
        let mut found: HashMap<OrganisationId, Said> = HashMap::new();
        if !said.is_empty() {
            let links = self.0.published_beneath::<comment_organisation::Entity>();
            let links = links.filter(Link::CommentId.in_subquery(newest)).all(self.0.reader()).await?;
            let by_comment: HashMap<_, _> =
                links.into_iter().map(|link| (link.comment_id, link.organisation_id)).collect();
            for row in said {
                let Some(owner) = by_comment.get(&row.id).and_then(|id| owners.get(id)) else { continue };
                let all = found.entry(*owner).or_default();
                all.more |= all.newest.len() == MOST_SAID;
                if !all.more {
                    all.newest.push(Arc::new(row));
                }
            }
        }
        Ok(keys.iter().map(|key| (*key, Arc::new(found.remove(&key.0).unwrap_or_default()))).collect())
    }
}

/// What is said against a comment and not settled. For moderators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FlagsOf(pub MunicipalityId, pub CommentId);

/// The texts that a comment has had, the first first. For moderators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RevisionsOf(pub MunicipalityId, pub CommentId);

/// How many others say nearly the same, at least. For moderators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Alike(pub MunicipalityId, pub ConsultationId, pub CommentId);

impl Loader<FlagsOf> for CommentLoader {
    type Value = Vec<comment_flag::Model>;
    type Error = Error;

    async fn load(&self, keys: &[FlagsOf]) -> Result<HashMap<FlagsOf, Self::Value>, Error> {
        let mut flags: HashMap<_, Self::Value> = HashMap::new();
        for home in keys.iter().map(|key| key.0).collect::<BTreeSet<_>>() {
            let ids: Vec<_> = keys.iter().filter(|key| key.0 == home).map(|key| key.1).collect();
            let select = self.0.acting::<Moderator>(home)?.find::<comment_flag::Entity>();
            let select = select.filter(comment_flag::Column::CommentId.is_in(padded(&ids)));
            let select = select.filter(comment_flag::Column::SettledAt.is_null());
            for row in select.order_by_asc(comment_flag::Column::FlaggedAt).all(self.0.reader()).await? {
                flags.entry(FlagsOf(home, row.comment_id)).or_default().push(row);
            }
        }
        Ok(flags)
    }
}

impl Loader<RevisionsOf> for CommentLoader {
    type Value = Vec<comment_revision::Model>;
    type Error = Error;

    async fn load(&self, keys: &[RevisionsOf]) -> Result<HashMap<RevisionsOf, Self::Value>, Error> {
        use comment_revision::Column::{CommentId, Number};

        let mut texts: HashMap<_, Self::Value> = HashMap::new();
        for home in keys.iter().map(|key| key.0).collect::<BTreeSet<_>>() {
            let ids: Vec<_> = keys.iter().filter(|key| key.0 == home).map(|key| key.1).collect();
            let select = self.0.acting::<Moderator>(home)?.find::<comment_revision::Entity>();
            let select = select.filter(CommentId.is_in(padded(&ids))).order_by_asc(Number);
            for row in select.all(self.0.reader()).await? {
                texts.entry(RevisionsOf(home, row.comment_id)).or_default().push(row);
            }
        }
        Ok(texts)
    }
}

impl Loader<Alike> for CommentLoader {
    type Value = i64;
    type Error = Error;

    /// Two statements for each consultation. What is counted is the most that share one number with a comment: to count
    /// those that share any would take all of a campaign for each comment of a page.
    async fn load(&self, keys: &[Alike]) -> Result<HashMap<Alike, Self::Value>, Error> {
        use comment_band::Column::{Band, CommentId, ConsultationId};

        let mut alike = HashMap::new();
        for (home, of) in keys.iter().map(|key| (key.0, key.1)).collect::<BTreeSet<_>>() {
            let moderator = self.0.acting::<Moderator>(home)?;
            let ids: Vec<_> = keys.iter().filter(|key| key.1 == of).map(|key| key.2).collect();
            let theirs = moderator.find::<comment_band::Entity>().filter(CommentId.is_in(padded(&ids)));
            let theirs = theirs.all(self.0.reader()).await?;
            let bands = theirs.iter().map(|row| row.band.clone()).collect::<BTreeSet<_>>();
            let select = moderator.find::<comment_band::Entity>().filter(ConsultationId.eq(of));
            let select = select.filter(Band.is_in(bands)).select_only().column(Band);
            let select = select.column_as(Band.count(), "alike").group_by(Band);
            let counts: Vec<(Vec<u8>, i64)> = select.into_tuple().all(self.0.reader()).await?;
            let counts: HashMap<_, _> = counts.into_iter().collect();
            for row in &theirs {
                let others = counts.get(&row.band).map_or(0, |all| all - 1);
                let most = alike.entry(Alike(home, of, row.comment_id)).or_default();
                *most = Ord::max(others, *most);
            }
        }
        Ok(alike)
    }
}

/// Looks up what may be asked of the comments that events are about.
pub(crate) async fn fill_comments(
    loader: &DataLoader<CommentLoader, HashMapCache>,
    ids: Vec<CommentId>,
) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let told = loader.load_many(ids.iter().copied().map(ToldOf)).await?;
    let answers = told.values().filter_map(|row| row.answer_id).map(AnswerOf);
    let parts = told.values().filter_map(|row| row.anchor_id).map(PartOf);
    let texts = told.values().filter_map(|row| row.version_id).map(VersionOf);
    futures_util::try_join!(
        loader.load_many(answers.collect::<Vec<_>>()),
        loader.load_many(parts.collect::<Vec<_>>()),
        loader.load_many(texts.collect::<Vec<_>>()),
    )?;
    Ok(())
}
