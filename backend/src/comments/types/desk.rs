//! Comments at the desk: with what only officials see.

use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{comment, municipality};

use super::{Comment, CommentState, Signal};
use crate::comments::store;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::viewer::Moderator;

/// A comment as moderators see it.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeskComment {
    /// What everybody sees once it is published.
    pub comment: Comment,
    /// Whether it is.
    pub state: CommentState,
    /// What is odd about how it came.
    pub signals: Vec<Signal>,
    /// When it was decided last whether it may be read.
    pub decided_at: Option<DateTime<Utc>>,
}

impl DeskComment {
    pub(crate) fn new(row: comment::Model, locale: Option<Locale>) -> Self {
        Self {
            state: row.state.into(),
            signals: row.signals.0.iter().copied().map(Into::into).collect(),
            decided_at: row.decided_at,
            comment: Comment::new(row, locale),
        }
    }
}

/// A municipality's desk: comments.
#[derive(Clone, Debug)]
pub struct DeskComments {
    owner: Arc<municipality::Model>,
    locale: Option<Locale>,
}

impl DeskComments {
    /// The comments of this municipality's consultations.
    pub(crate) const fn new(owner: Arc<municipality::Model>, locale: Option<Locale>) -> Self {
        Self { owner, locale }
    }
}

/// A municipality's desk: comments.
#[Object]
impl DeskComments {
    /// Comments, replies among them, as they came. For moderators.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only on this consultation, `con_…`.")] consultation: Option<ID>,
        #[graphql(desc = "Only in this state.")] state: Option<CommentState>,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, DeskComment>, Error> {
        let turn = Turn::of(ctx);
        let moderator = turn.scope().acting::<Moderator>(self.owner.id)?;
        let page = PageArgs { first, after, ..PageArgs::default() }.page(store::QUEUE.name(), most_rows(ctx))?;
        let of = consultation.map(|id| id.parse()).transpose()?;
        let slice = store::queue(turn.scope(), &moderator, of, state.map(Into::into), &page).await?;
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        connection.edges.extend(slice.rows.into_iter().map(|row| {
            let cursor = store::QUEUE.cursor(&row);
            Edge::with_additional_fields(cursor, DeskComment::new(row, self.locale), EmptyFields)
        }));
        Ok(connection)
    }
}
