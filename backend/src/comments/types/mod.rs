//! What the API shows of comments: to everybody [`Comment`], to whoever has a receipt [`Receipt`], at the desk
//! [`DeskComment`]. They are different types, so that an address cannot come out by adding a field.

mod desk;
mod enums;
mod event;
mod facts;
pub(super) mod input;
pub(super) mod now;
mod report;
mod texts;

use std::borrow::Cow;
use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::dataloader::{DataLoader, HashMapCache};
use async_graphql::{ComplexObject, Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{AttachedFile, CommentId, OrganisationId, comment, official_answer};
use url::Url;

pub use self::desk::{CommentFlag, CommentRevision, DeskComment, DeskCommentCounts, DeskComments, SignalCount};
pub use self::enums::{
    AuthorKind, CommentOrder, CommentOrigin, CommentPile, CommentReason, CommentState, Disposition, Erased, Hidden,
    Signal, SupportState,
};
pub use self::event::{CommentChange, CommentEvent, DiscussionEvent};
pub(crate) use self::facts::{FactRows, ShownFacts, facts_in, record_facts, record_other_facts};
pub(crate) use self::report::{hold_log, record_adopted, record_report};
pub(crate) use self::texts::record_texts;
pub(crate) use super::rules::kept::WAITED_FOR;
use super::rules::words::shown_name;
use super::rules::{changes_until, receipt};
use super::store::{self, AnswerOf, CommentLoader, PartOf, RepliesTo, SaidFor, VersionOf, log};
use crate::clock::zone;
use crate::config::Config;
use crate::consultations::types::Consultation;
use crate::error::Error;
use crate::gate::Turn;
use crate::ledger::LedgerKey;
use crate::locale::Locale;
use crate::municipalities::types::Municipality;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scalars::{Date, LocaleTag, Localised, localised};

/// The loader of this slice, as resolvers find it.
pub(crate) type Comments = DataLoader<CommentLoader, HashMapCache>;

/// A page of comments.
pub type CommentPage = Connection<Cursor, Comment>;

/// Which comments.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CommentFilter {
    /// About this part of an act, `anc_…`, in whatever version.
    pub part: Option<ID>,
    /// Answered by the municipality, or not yet.
    pub answered: Option<bool>,
    /// Replies to this comment, `com_…`; else those that reply to none.
    pub reply_to: Option<ID>,
}

/// What somebody says in a consultation. Everybody can read it; or it was refused or taken back, and keeps the place of the
/// replies beneath it.
#[derive(Clone, Debug)]
pub struct Comment {
    row: Arc<comment::Model>,
    locale: Option<Locale>,
    /// Whether whoever asks may see what it says.
    open: bool,
}

impl Comment {
    /// As everybody sees it: of what cannot be read nothing but that it is there.
    pub(crate) fn new(row: impl Into<Arc<comment::Model>>, locale: Option<Locale>) -> Self {
        let row = row.into();
        let open = row.state == entities::CommentState::Published;
        Self { row, locale, open }
    }

    /// What is said for an organisation of the directory, the newest first.
    pub(crate) async fn of_organisation(
        ctx: &Context<'_>,
        id: OrganisationId,
        locale: Option<Locale>,
    ) -> Result<Vec<Self>, Error> {
        let found = Turn::of(ctx).loader::<Comments>().load_one(SaidFor(id)).await?.unwrap_or_default();
        Ok(found.newest.iter().map(|row| Self::new(Arc::clone(row), locale)).collect())
    }

    /// As moderators see it.
    fn at_the_desk(row: Arc<comment::Model>, locale: Option<Locale>) -> Self {
        Self { row, locale, open: true }
    }

    fn said(&self) -> Option<&comment::Model> {
        self.open.then_some(&*self.row)
    }
}

/// What somebody says in a consultation. Everybody can read it; or it was refused or taken back, and keeps the place of the
/// replies beneath it.
#[Object]
impl Comment {
    /// Opaque id; its beginning tells the type.
    pub async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Why it cannot be read; null where it can.
    async fn hidden(&self) -> Option<Hidden> {
        use entities::CommentState::{Rejected, Withdrawn};
        (!self.open).then(|| match self.row.state {
            Rejected => Hidden::Refused,
            Withdrawn => Hidden::TakenBack,
            _ => Hidden::Waits,
        })
    }

    /// As what it is said; null where it cannot be read.
    async fn author_kind(&self) -> Option<AuthorKind> {
        self.said().map(|row| row.author_kind.into())
    }

    /// The name under which it is said; null where it is said without one.
    async fn author(&self) -> Option<Cow<'_, str>> {
        shown_name(self.said()?)
    }

    /// Whether whoever wrote it was forgotten: then `author` is a pseudonym.
    async fn author_erased(&self) -> bool {
        self.said().is_some_and(|row| row.erased_at.is_some())
    }

    /// On what way it came.
    async fn origin(&self) -> CommentOrigin {
        self.row.origin.into()
    }

    /// The text, as written and with its line breaks; `■■■■` stands where something was covered. Null where it had to be
    /// erased, and where it cannot be read.
    async fn text(&self) -> Option<&str> {
        self.said()?.text.as_deref()
    }

    /// The language and script of the text.
    async fn locale(&self) -> LocaleTag {
        LocaleTag(self.row.locale)
    }

    /// The part of an act that it is about, `anc_…`, in whatever version; null where it is about the whole.
    async fn part(&self) -> Option<ID> {
        self.row.anchor_key.map(|key| key.to_string().into())
    }

    /// What that part is called, such as `Član 12.`; null where it has no name.
    async fn part_label(&self, ctx: &Context<'_>) -> Result<Option<Localised>, Error> {
        let Some(id) = self.row.anchor_id else { return Ok(None) };
        let part = Turn::of(ctx).loader::<Comments>().load_one(PartOf(id)).await?;
        Ok(part.and_then(|part| part.label.as_ref().map(|label| localised(label, self.locale))))
    }

    /// Which version of its act it is about, from 1, where another was published after it: the comment stays with the one
    /// that it was written to. Null where that one holds, and where it is about the whole.
    async fn older_version(&self, ctx: &Context<'_>) -> Result<Option<i32>, Error> {
        let Some(id) = self.row.version_id else { return Ok(None) };
        let which = Turn::of(ctx).loader::<Comments>().load_one(VersionOf(id)).await?;
        Ok(which.filter(|which| !which.holds).map(|which| which.number))
    }

    /// The day on which it came, where an official entered it later. Null where it came by itself; `came` has what is shown.
    async fn received_on(&self) -> Option<Date> {
        self.row.received_on.map(Date)
    }

    /// When it came, as readers are shown it, on the clocks of the municipality: `2026-11-24T11:02`, or the day alone,
    /// `2026-11-20`, where an official entered later what had come on that day. Lists are in the order of `receivedAt`.
    async fn came(&self, ctx: &Context<'_>) -> Result<String, Error> {
        if let Some(on) = self.row.received_on {
            return Ok(on.to_string());
        }
        let owner = Municipality::load(ctx, self.row.municipality_id).await?;
        let at = self.row.received_at.with_timezone(&zone(&owner.time_zone));
        Ok(at.format("%Y-%m-%dT%H:%M").to_string())
    }

    /// When it was received; where an official entered it, when that was.
    async fn received_at(&self) -> DateTime<Utc> {
        self.row.received_at
    }

    /// Since when everybody can read it.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.said()?.published_at
    }

    /// Which text it has now, from 1.
    async fn revision(&self) -> i32 {
        self.row.revision
    }

    /// When whoever wrote it put other words in their place, or another name, last. Null where they are those that came, and where
    /// it cannot be read.
    async fn changed_at(&self) -> Option<DateTime<Utc>> {
        self.said()?.changed_at
    }

    /// What was sent with it and stands there, as it came; empty where it cannot be read.
    async fn files(&self, ctx: &Context<'_>) -> Result<Vec<CommentFile>, Error> {
        let public = &ctx.data_unchecked::<Arc<Config>>().public_url;
        let Some(row) = self.said() else { return Ok(Vec::new()) };
        let published = row.state == entities::CommentState::Published;
        let at =
            |file| if published { file_address(public, row.id, file) } else { desk_file_address(public, row.id, file) };
        Ok(row.attached().iter().map(|file| CommentFile::new(file, at(file))).collect())
    }

    /// The marks of files that were sent with it and taken off; empty where it cannot be read.
    async fn files_taken_off(&self) -> Vec<FileTakenOff> {
        let marks = self.said().map(comment::Model::taken_off).unwrap_or_default();
        marks.iter().filter_map(FileTakenOff::of).collect()
    }

    /// How many files were sent with it: those that stand there, and those that were taken off since, of which there are marks. None
    /// where it cannot be read.
    async fn file_count(&self) -> i32 {
        let many = self.said().map_or(0, |row| row.attached().len() + row.taken_off().len());
        i32::try_from(many).unwrap_or(i32::MAX)
    }

    /// How many support what it says now: it is counted anew where whoever wrote it says something else (`changedAt`).
    async fn supports(&self) -> i32 {
        self.said().map_or(0, |row| row.supports)
    }

    /// What the municipality says to it; null while it says nothing.
    async fn answer(&self, ctx: &Context<'_>) -> Result<Option<OfficialAnswer>, Error> {
        let Some(id) = self.said().and_then(|row| row.answer_id) else { return Ok(None) };
        let answer = Turn::of(ctx).loader::<Comments>().load_one(AnswerOf(id)).await?;
        Ok(answer.map(|row| OfficialAnswer::new(&row, self.locale)))
    }

    /// How many beneath it can be read, replies to replies among them.
    async fn reply_count(&self) -> i32 {
        self.row.replies
    }

    /// What replies to it, as it came. Replies stand at most three deep. Further ones: `comments(filter: {replyTo: …})` from
    /// `endCursor` on, in the order `OLDEST`.
    #[graphql(complexity = "rows(Some(first), None) * child_complexity")]
    async fn replies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many.", default = 5)] first: i32,
    ) -> Result<CommentPage, Error> {
        let order = store::CommentOrder::Oldest;
        let args = PageArgs { first: Some(first), ..PageArgs::default() };
        let page = args.page(order.name(), most_rows(ctx))?;
        let most = u64::try_from(first).unwrap_or_default();
        let mut found = if self.row.replies > 0 && !page.is_empty() {
            let found = Turn::of(ctx).loader::<Comments>().load_one(RepliesTo(self.row.id, most)).await?;
            found.unwrap_or_default()
        } else {
            Vec::new()
        };
        let more = found.len() as u64 > most;
        found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        let mut connection = Connection::new(false, more);
        connection.edges.extend(
            found
                .into_iter()
                .map(|row| Edge::with_additional_fields(order.cursor(&row), Self::new(row, self.locale), EmptyFields)),
        );
        Ok(connection)
    }
}

/// A file that was sent with a comment.
#[derive(Clone, Debug, SimpleObject)]
pub struct CommentFile {
    /// What it is called.
    pub name: String,
    /// Media type, such as `application/pdf`.
    pub media_type: String,
    /// Size in bytes. A float, because it may pass what GraphQL's `Int` holds.
    pub size_bytes: f64,
    /// SHA-256 of its bytes, in hexadecimal digits: the log of the consultation commits to it.
    pub sha256: String,
    /// Where it is read; of a comment that is not published, by those who decide about it.
    pub url: Url,
}

/// The mark of a file that was taken off a comment.
#[derive(Clone, Debug, SimpleObject)]
pub struct FileTakenOff {
    /// Why.
    pub reason: CommentReason,
    /// SHA-256 of its bytes, in hexadecimal digits: whoever has the file can show that it was this one. Null where whoever
    /// sent it was forgotten.
    pub sha256: Option<String>,
}

impl FileTakenOff {
    fn of(mark: &AttachedFile) -> Option<Self> {
        let sha256 = Some(mark.sha256.clone()).filter(|sum| !sum.is_empty());
        mark.taken_off.map(|reason| Self { reason: reason.into(), sha256 })
    }
}

impl CommentFile {
    fn new(file: &AttachedFile, url: Url) -> Self {
        Self {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            #[expect(clippy::cast_precision_loss, reason = "no file is larger than what a float counts")]
            size_bytes: file.size_bytes as f64,
            sha256: file.sha256.clone(),
            url,
        }
    }
}

/// Where everybody reads a file of a published comment. Its name is part of it for whoever reads the address.
pub(crate) fn file_address(public_url: &Url, of: CommentId, file: &AttachedFile) -> Url {
    beneath(public_url, ["files", "comments"], of, file)
}

/// Where those read it who decide about the comment.
fn desk_file_address(public_url: &Url, of: CommentId, file: &AttachedFile) -> Url {
    beneath(public_url, ["desk", "comment-files"], of, file)
}

fn beneath(public_url: &Url, at: [&str; 2], of: CommentId, file: &AttachedFile) -> Url {
    let mut address = public_url.clone();
    if let Ok(mut path) = address.path_segments_mut() {
        path.pop_if_empty().extend(at).extend([&*of.to_string(), &file.sha256, &file.name]);
    }
    address
}

/// What a municipality says to a comment, or to many that say the same.
#[derive(Clone, Debug, SimpleObject)]
pub struct OfficialAnswer {
    /// Opaque id. The same answer may stand under many comments.
    pub id: ID,
    /// What becomes of what was said.
    pub disposition: Disposition,
    /// Why.
    pub reason: Localised,
    /// When it was answered last.
    pub answered_at: DateTime<Utc>,
}

impl OfficialAnswer {
    fn new(row: &official_answer::Model, locale: Option<Locale>) -> Self {
        Self {
            id: row.id.to_string().into(),
            disposition: row.disposition.into(),
            reason: localised(&row.reason, locale),
            answered_at: row.answered_at,
        }
    }
}

/// How many comments can be read.
#[derive(Clone, Copy, Debug, Default, SimpleObject)]
pub struct CommentCounts {
    /// All of them.
    pub published: i32,
    /// Those that the municipality has answered.
    pub answered: i32,
}

/// How many comments about one part of an act can be read.
#[derive(Clone, Debug, SimpleObject)]
pub struct PartCount {
    /// `anc_…`; null for comments about no part.
    pub part: Option<ID>,
    /// How many.
    pub counts: CommentCounts,
}

/// What the form for comments needs, and how much was said.
#[derive(Clone, Debug, SimpleObject)]
pub struct CommentBox {
    /// Whether comments are taken now.
    pub open: bool,
    /// What is to be solved: find a number so that SHA-256 of `challenge.idempotencyKey.number` begins with `bits` zero
    /// bits, and send it as `solution`. Good for twelve hours.
    pub challenge: String,
    /// How many zero bits.
    pub bits: i32,
    /// How many comments can be read.
    pub counts: CommentCounts,
    /// The same by part; parts without comments are left out.
    pub parts: Vec<PartCount>,
}

/// What whoever has commented holds: the proof that it was recorded, and what became of it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Receipt {
    #[graphql(skip)]
    pub(crate) row: Arc<comment::Model>,
    /// What leads back here; only whoever has it can.
    pub code: String,
    /// Whether it can be read.
    pub state: CommentState,
    /// Why it cannot, where an official refused it.
    pub reason: Option<CommentReason>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// Whether you have shown that the address which you gave is yours; null where you gave none.
    pub address_confirmed: Option<bool>,
    /// What you wrote, whether everybody can read it or not; null where it was erased.
    pub text: Option<String>,
    /// Under what name you wrote it.
    pub author: Option<String>,
    /// The comment itself, while everybody can read it.
    pub comment: Option<Comment>,
}

impl Receipt {
    pub(crate) fn new(row: impl Into<Arc<comment::Model>>, locale: Option<Locale>) -> Self {
        let row = row.into();
        let published = row.state == entities::CommentState::Published;
        Self {
            code: row.code.clone(),
            state: row.state.into(),
            reason: row.state_reason.map(Into::into),
            received_at: row.received_at,
            address_confirmed: row.email.as_ref().map(|_| row.email_confirmed_at.is_some()),
            text: row.text.clone(),
            author: shown_name(&row).map(Cow::into_owned),
            comment: published.then(|| Comment::new(Arc::clone(&row), locale)),
            row,
        }
    }
}

#[ComplexObject]
impl Receipt {
    /// What to keep: first the proof, in the form of `c2sp.org/tlog-proof`, then what you wrote with what opens it.
    /// `javno verify` shows with it, without asking this server, that your comment was recorded, word for word, and since
    /// when. Whoever has it can show it of you: it is yours alone.
    async fn proof(&self, ctx: &Context<'_>) -> Result<String, Error> {
        let (key, turn) = (key(ctx)?, Turn::of(ctx));
        let (of, number) = (self.row.consultation_id, self.row.log_number);
        let receipt = log::receipt(turn.scope(), key, key.public().server(), of, number).await?;
        let recorded = store::recorded(turn.scope(), &self.row).await?;
        Ok(receipt::written(&receipt, recorded.as_ref()))
    }

    /// Until when you may write it anew or take it back; null where you cannot any more.
    async fn change_until(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>, Error> {
        let turn = Turn::of(ctx);
        let of = store::consultation(turn.scope(), self.row.consultation_id).await?;
        let until = changes_until(&self.row, of.closes_at);
        Ok(until.filter(|until| turn.scope().now <= *until && Consultation::is_open(&of, turn.scope().now)))
    }
}

/// The key of this server.
pub(crate) fn key<'a>(ctx: &Context<'a>) -> Result<&'a LedgerKey, Error> {
    let key = ctx.data_opt::<Arc<LedgerKey>>();
    key.map(AsRef::as_ref).ok_or_else(|| Error::internal(crate::ledger::Broken("this server has no key".to_owned())))
}
