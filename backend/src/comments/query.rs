//! Public reading of comments, and of what became of one's own.

use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, ID, Object};
use entities::comment_count;

use super::store;
use super::types::{
    Comment, CommentBox, CommentCounts, CommentFilter, CommentOrder, CommentPage, PartCount, Receipt, key,
};
use crate::challenge::{BITS, ChallengeKey};
use crate::consultations::types::Consultation;
use crate::error::Error;
use crate::gate::Turn;
use crate::page::{PageArgs, most_rows, rows};
use crate::rate::Writes;
use crate::scalars::LocaleTag;

/// The roots of this slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct CommentQuery;

#[Object]
impl CommentQuery {
    /// What is said in a consultation, without replies, which stand with what they reply to.
    #[graphql(complexity = "rows(first, last) * child_complexity")]
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a Relay connection")]
    async fn comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`con_…`.")] consultation: ID,
        #[graphql(desc = "Which ones; all where it is left out.")] filter: Option<CommentFilter>,
        #[graphql(desc = "In which order.", default_with = "CommentOrder::Newest")] order_by: CommentOrder,
        #[graphql(desc = "The language and script of what is not written by whoever comments.")] locale: Option<
            LocaleTag,
        >,
        #[graphql(
            desc = "So many from the start or after `after`; 20 where it is left out, at most 100 (unless this server is set otherwise)."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many before the end or before `before`.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<CommentPage, Error> {
        let (turn, order) = (Turn::of(ctx), store::CommentOrder::from(order_by));
        let locale = locale.map(|tag| tag.0);
        let page = PageArgs { first, after, last, before }.page(order.name(), most_rows(ctx))?;
        let of = store::consultation(turn.scope(), consultation.parse()?).await?;
        let filter = filter.unwrap_or_default();
        let part = filter.part.map(|key| key.parse()).transpose()?;
        let reply_to = filter.reply_to.map(|id| id.parse()).transpose()?;
        let criteria = store::Criteria { consultation: of.id, part, answered: filter.answered, reply_to };
        let slice = store::list(turn.scope(), &criteria, order, &page).await?;
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        connection.edges.extend(
            slice
                .rows
                .into_iter()
                .map(|row| Edge::with_additional_fields(order.cursor(&row), Comment::new(row, locale), EmptyFields)),
        );
        Ok(connection)
    }

    /// What the form for comments needs, and how much was said about which part.
    async fn comment_box(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`con_…`.")] consultation: ID,
    ) -> Result<CommentBox, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let of = store::consultation(scope, consultation.parse()?).await?;
        let counted = store::counts(scope, of.id).await?;
        let writes = ctx.data_opt::<Arc<Writes>>();
        let bits = writes.map_or(BITS, |writes| writes.tempo.bits(of.id, scope.now));
        let challenge = ChallengeKey::of(key(ctx)?).challenge(of.id, scope.now, bits);
        let sum = |what: fn(&comment_count::Model) -> i32| counted.iter().map(what).sum();
        let part = |row: &comment_count::Model| PartCount {
            part: (row.anchor_key != comment_count::Model::WHOLE).then(|| row.anchor_key.to_string().into()),
            counts: CommentCounts { published: row.published, answered: row.answered },
        };
        Ok(CommentBox {
            open: Consultation::is_open(&of, scope.now),
            challenge,
            bits: i32::try_from(bits).map_err(Error::internal)?,
            counts: CommentCounts { published: sum(|row| row.published), answered: sum(|row| row.answered) },
            parts: counted.iter().map(part).collect(),
        })
    }

    /// What became of a comment, for whoever has its receipt; null where there is none with this code.
    async fn receipt(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is written on the receipt.")] code: String,
        #[graphql(desc = "The language and script of what is not written by whoever comments.")] locale: Option<
            LocaleTag,
        >,
    ) -> Result<Option<Receipt>, Error> {
        let found = store::by_code(Turn::of(ctx).scope(), code.trim()).await?;
        Ok(found.map(|row| Receipt::new(row, locale.map(|tag| tag.0))))
    }
}
