//! Comments at the desk: with what only officials see.

use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{ComplexObject, Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{comment, comment_flag, comment_revision, municipality};

use super::{Comment, CommentPile, CommentReason, CommentState, Comments, Signal};
use crate::comments::rules::log::{Author, Content};
use crate::comments::rules::pile::{Pile, tally};
use crate::comments::store::queue::{self, Queue};
use crate::comments::store::{Alike, AnswerOf, FlagsOf, RevisionsOf};
use crate::edited::EditedText;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::viewer::Moderator;

/// A comment as moderators see it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct DeskComment {
    #[graphql(skip)]
    row: Arc<comment::Model>,
    /// What everybody sees once it is published.
    pub comment: Comment,
    /// On what it was said, `con_…`.
    pub consultation: ID,
    /// Whether it is.
    pub state: CommentState,
    /// Why it was refused.
    pub reason: Option<CommentReason>,
    /// What is odd about how it came.
    pub signals: Vec<Signal>,
    /// Whether whoever wrote it has shown that the address which he gave is his; null where he gave none. The address itself
    /// nobody sees.
    pub address_confirmed: Option<bool>,
    /// When it was decided last whether it may be read.
    pub decided_at: Option<DateTime<Utc>>,
}

/// That somebody says a comment should not stand there. Who, nobody knows.
#[derive(Clone, Debug, SimpleObject)]
pub struct CommentFlag {
    /// Why it should not.
    pub reason: CommentReason,
    /// The same in words.
    pub words: Option<String>,
    /// When it was said.
    pub at: DateTime<Utc>,
}

/// A text that a comment has had.
#[derive(Clone, Debug, SimpleObject)]
pub struct CommentRevision {
    /// The first, the second…
    pub number: i32,
    /// What it said. Null where it was forgotten: what is erased or covered stands in no text of before either.
    pub text: Option<String>,
    /// Under what name. Null where there was none, where whoever wrote it was forgotten, and where an official made this text by
    /// covering something.
    pub author: Option<String>,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

impl From<comment_revision::Model> for CommentRevision {
    fn from(row: comment_revision::Model) -> Self {
        let said = row.content.as_deref().and_then(|content| serde_json::from_str::<Content>(content).ok());
        let by = row.author.as_deref().and_then(|author| serde_json::from_str::<Author>(author).ok());
        Self {
            number: row.number,
            text: said.map(|said| said.text),
            author: by.and_then(|by| by.name),
            written_at: row.written_at,
        }
    }
}

impl DeskComment {
    pub(crate) fn new(row: comment::Model, locale: Option<Locale>) -> Self {
        let row = Arc::new(row);
        Self {
            state: row.state.into(),
            reason: row.state_reason.map(Into::into),
            signals: row.signals.0.iter().copied().map(Into::into).collect(),
            address_confirmed: row.email.as_ref().map(|_| row.email_confirmed_at.is_some()),
            decided_at: row.decided_at,
            comment: Comment::at_the_desk(Arc::clone(&row), locale),
            consultation: row.consultation_id.to_string().into(),
            row,
        }
    }
}

#[ComplexObject]
impl DeskComment {
    /// What is said against it and nobody has decided about since.
    #[graphql(complexity = "5 * child_complexity")]
    async fn flags(&self, ctx: &Context<'_>) -> Result<Vec<CommentFlag>, Error> {
        let key = FlagsOf(self.row.municipality_id, self.row.id);
        let found = Turn::of(ctx).loader::<Comments>().load_one(key).await?.unwrap_or_default();
        let flag =
            |row: comment_flag::Model| CommentFlag { reason: row.reason.into(), words: row.words, at: row.flagged_at };
        Ok(found.into_iter().map(flag).collect())
    }

    /// Each text that it has had, the last of which it has now: officials see what was read before it was written anew.
    #[graphql(complexity = "5 * child_complexity")]
    async fn revisions(&self, ctx: &Context<'_>) -> Result<Vec<CommentRevision>, Error> {
        let key = RevisionsOf(self.row.municipality_id, self.row.id);
        let found = Turn::of(ctx).loader::<Comments>().load_one(key).await?.unwrap_or_default();
        Ok(found.into_iter().map(Into::into).collect())
    }

    /// What the municipality's answer says of its reasons, as it is edited; null where nothing is answered.
    async fn answer_reason(&self, ctx: &Context<'_>) -> Result<Option<EditedText>, Error> {
        let Some(id) = self.row.answer_id else { return Ok(None) };
        let answer = Turn::of(ctx).loader::<Comments>().load_one(AnswerOf(id)).await?;
        Ok(answer.map(|row| EditedText::from(&row.reason)))
    }

    /// At least so many others in this consultation say nearly the same, in whatever script: list them with `likeTo`.
    async fn alike(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        let key = Alike(self.row.municipality_id, self.row.consultation_id, self.row.id);
        let others = Turn::of(ctx).loader::<Comments>().load_one(key).await?.unwrap_or_default();
        i32::try_from(others).map_err(Error::internal)
    }
}

/// Which of the desk's comments.
#[derive(Clone, Debug, Default, InputObject)]
pub struct DeskCommentFilter {
    /// Only on this consultation, `con_…`.
    pub consultation: Option<ID>,
    /// Only in this state.
    pub state: Option<CommentState>,
    /// Only about this part of an act, `anc_…`.
    pub part: Option<ID>,
    /// Only those that the municipality has answered, or has not.
    pub answered: Option<bool>,
    /// Only those of which somebody says that they should not stand there, and nobody has decided since: the pile `FLAGGED`.
    pub flagged: Option<bool>,
    /// Only those in this pile.
    pub pile: Option<CommentPile>,
    /// Only those that say nearly the same as this one, `com_…`, and it.
    pub like_to: Option<ID>,
    /// Only those that carry one of these.
    #[graphql(default)]
    pub signals: Vec<Signal>,
    /// Only those that are odd in no way but that they came without scripts, late or fast, or where many came: that is true of people,
    /// too. What lies together as `MANY_FORMS` is not among them.
    #[graphql(default)]
    pub perhaps_people: bool,
}

impl DeskCommentFilter {
    /// As the store knows it.
    fn queue(self) -> Result<Queue, Error> {
        let flagged = (self.flagged == Some(true)).then_some(Pile::Flagged);
        let pile = self.pile.map(Pile::from);
        if flagged.is_some() && pile.is_some_and(|pile| pile != Pile::Flagged) {
            return Err(Error::BadRequest("`flagged` is a pile of its own: name one.".into()));
        }
        Ok(Queue {
            of: self.consultation.map(|id| id.parse()).transpose()?,
            pile: pile.or(flagged),
            state: self.state.map(Into::into),
            part: self.part.map(|id| id.parse()).transpose()?,
            answered: self.answered,
            like: self.like_to.map(|id| id.parse()).transpose()?,
            signals: self.signals.into_iter().map(Into::into).collect(),
            perhaps_people: self.perhaps_people,
            as_of: None,
        })
    }
}

/// How many comments carry what.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeskCommentCounts {
    /// How many there are.
    pub all: i32,
    /// Those that are odd in no way but that they came without scripts, late or fast, or where many came: that is true of people, too.
    /// What lies together as `MANY_FORMS` is not among them.
    pub perhaps_people: i32,
    /// Those that carry this, the most frequent first; what none carries is left out.
    pub signals: Vec<SignalCount>,
    /// When that was: `asOf` of whoever decides about them all.
    pub at: DateTime<Utc>,
}

/// How many comments carry a signal.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct SignalCount {
    /// Which.
    pub signal: Signal,
    /// How many.
    pub count: i32,
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
        #[graphql(desc = "Which; all where it is left out.")] filter: Option<DeskCommentFilter>,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, DeskComment>, Error> {
        let turn = Turn::of(ctx);
        let moderator = turn.scope().acting::<Moderator>(self.owner.id)?;
        let page = PageArgs { first, after, ..PageArgs::default() }.page(queue::ORDER.name(), most_rows(ctx))?;
        let wanted = filter.unwrap_or_default().queue()?;
        let slice = queue::page(turn.scope(), &moderator, wanted, &page).await?;
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        connection.edges.extend(slice.rows.into_iter().map(|row| {
            let cursor = queue::ORDER.cursor(&row);
            Edge::with_additional_fields(cursor, DeskComment::new(row, self.locale), EmptyFields)
        }));
        Ok(connection)
    }

    /// How many comments there are, and how many carry which signal. For moderators.
    async fn comment_counts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which; all where it is left out.")] filter: Option<DeskCommentFilter>,
    ) -> Result<DeskCommentCounts, Error> {
        let turn = Turn::of(ctx);
        let moderator = turn.scope().acting::<Moderator>(self.owner.id)?;
        let wanted = filter.unwrap_or_default().queue()?;
        let counted = tally(&queue::kinds(turn.scope(), &moderator, wanted).await?);
        let number = |count: i64| i32::try_from(count).map_err(Error::internal);
        let one =
            |(signal, count): (entities::Signal, i64)| Ok(SignalCount { signal: signal.into(), count: number(count)? });
        Ok(DeskCommentCounts {
            all: number(counted.all)?,
            perhaps_people: number(counted.perhaps_people)?,
            signals: counted.signals.into_iter().map(one).collect::<Result<_, Error>>()?,
            at: turn.scope().now,
        })
    }
}
