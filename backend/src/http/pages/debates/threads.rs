//! What hangs on a page of comments: replies, answers, and which parts and texts they are about.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use entities::{ActVersionId, AnswerId, act_anchor, comment, official_answer};

use crate::comments::store::{AnswerOf, CommentLoader, PartOf, RepliesTo, VersionOf, Which};
use crate::error::Error;
use crate::http::pages::Context;

/// So many replies to one comment are shown.
pub(super) const REPLIES: u64 = 100;

/// What hangs on a page of comments.
pub(super) struct Threads {
    pub(super) replies: HashMap<RepliesTo, Vec<Arc<comment::Model>>>,
    pub(super) answers: HashMap<AnswerOf, Arc<official_answer::Model>>,
    versions: HashMap<VersionOf, Which>,
    parts: HashMap<PartOf, Arc<act_anchor::Model>>,
}

impl Threads {
    /// The part that a comment is about.
    pub(super) fn part(&self, row: &comment::Model) -> Option<&act_anchor::Model> {
        row.anchor_id.and_then(|id| self.parts.get(&PartOf(id))).map(Arc::as_ref)
    }

    /// Which text a comment is about, where another holds by now.
    pub(super) fn of_before(&self, row: &comment::Model) -> Option<i32> {
        let which = row.version_id.and_then(|id| self.versions.get(&VersionOf(id)));
        which.filter(|which| !which.holds).map(|which| which.number)
    }

    /// A comment by itself, with its answer.
    pub(super) async fn of_none(context: &Context<'_>, row: &comment::Model) -> Result<Self, Error> {
        let loader = CommentLoader(context.scope.clone());
        let (answers, versions) = hanging(&loader, row.answer_id, row.version_id).await?;
        let parts = parts(&loader, std::slice::from_ref(row)).await?;
        Ok(Self { replies: HashMap::new(), answers, versions, parts })
    }

    /// All replies, with answers, texts and parts, by a statement for each depth and one for each of these.
    pub(super) async fn of(context: &Context<'_>, rows: &[comment::Model]) -> Result<Self, Error> {
        let loader = CommentLoader(context.scope.clone());
        let (mut replies, mut answers) = (HashMap::new(), Vec::new());
        answers.extend(rows.iter().filter_map(|row| row.answer_id));
        let mut above: Vec<_> = rows.iter().map(|row| RepliesTo(row.id, REPLIES)).collect();
        while !above.is_empty() {
            let found: HashMap<RepliesTo, Vec<Arc<comment::Model>>> = loader.load(&above).await?;
            above = found.values().flatten().map(|row| RepliesTo(row.id, REPLIES)).collect();
            answers.extend(found.values().flatten().filter_map(|row| row.answer_id));
            replies.extend(found);
        }
        // A reply is about what it replies to is about.
        let versions = rows.iter().filter_map(|row| row.version_id).collect::<BTreeSet<_>>();
        let (answers, versions) = hanging(&loader, answers, versions).await?;
        let parts = parts(&loader, rows).await?;
        Ok(Self { replies, answers, versions, parts })
    }
}

/// These answers and texts; none are not asked for.
async fn hanging(
    loader: &CommentLoader,
    answers: impl IntoIterator<Item = AnswerId>,
    versions: impl IntoIterator<Item = ActVersionId>,
) -> Result<(HashMap<AnswerOf, Arc<official_answer::Model>>, HashMap<VersionOf, Which>), Error> {
    let answers: Vec<_> = answers.into_iter().map(AnswerOf).collect();
    let versions: Vec<_> = versions.into_iter().map(VersionOf).collect();
    let answers = if answers.is_empty() { HashMap::new() } else { loader.load(&answers).await? };
    let versions = if versions.is_empty() { HashMap::new() } else { loader.load(&versions).await? };
    Ok((answers, versions))
}

/// The parts that these are about.
async fn parts(
    loader: &CommentLoader,
    rows: &[comment::Model],
) -> Result<HashMap<PartOf, Arc<act_anchor::Model>>, Error> {
    let parts: BTreeSet<_> = rows.iter().filter_map(|row| row.anchor_id).collect();
    let parts: Vec<_> = parts.into_iter().map(PartOf).collect();
    if parts.is_empty() { Ok(HashMap::new()) } else { loader.load(&parts).await }
}
