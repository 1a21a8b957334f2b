//! What hangs on comments, for many at once.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::{AnchorId, AnswerId, CommentId, act_anchor, comment, official_answer};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};

use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;

/// Loads whatever hangs on comments.
#[derive(Clone, Debug)]
pub struct CommentLoader(pub Scope);

/// What the municipality says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AnswerOf(pub AnswerId);

/// The part that a comment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartOf(pub AnchorId);

/// What replies to a comment, as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RepliesTo(pub CommentId);

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

impl Loader<RepliesTo> for CommentLoader {
    type Value = Vec<Arc<comment::Model>>;
    type Error = Error;

    async fn load(&self, keys: &[RepliesTo]) -> Result<HashMap<RepliesTo, Self::Value>, Error> {
        let ids = keys.iter().map(|key| key.0).collect::<Vec<_>>();
        let select =
            self.0.published_beneath::<comment::Entity>().filter(comment::Column::ParentId.is_in(padded(&ids)));
        let select = select.order_by_asc(comment::Column::ReceivedAt).order_by_asc(comment::Column::Id);
        let mut replies: HashMap<_, Self::Value> = HashMap::new();
        for row in select.all(self.0.reader()).await? {
            if let Some(parent) = row.parent_id {
                replies.entry(RepliesTo(parent)).or_default().push(Arc::new(row));
            }
        }
        Ok(replies)
    }
}
