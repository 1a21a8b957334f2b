//! A municipality's calls as its desk shows them, published or not.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{
    CallContent as Stored, CallId, CallStage, PersonId, call_document, call_question, municipality, open_call,
};
use tokio::sync::OnceCell;
use url::Url;

use super::content::CallContent;
use super::{
    CallField, CallWarningCode, DeskCallState, DocumentRole, DueKind, OpenCall, OpenCallStatus, QuestionState, told,
};
use crate::accounts::types::{Act, acts, names_of};
use crate::calls::rules::check::{self, Here, missing};
use crate::calls::rules::due::{self, of_call};
use crate::calls::rules::{self, content, differences};
use crate::calls::store::desk::{self, Shelf};
use crate::calls::store::save::NewCall;
use crate::calls::store::whole::{hanging, wholes};
use crate::clock::{Tz, days_until, zone};
use crate::config::Config;
use crate::documents::shown::DeskFile;
use crate::edited::{EditedText, Moment, moment, shown};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::{Locale, fold};
use crate::mend::FieldError;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scalars::{Date, LocaleTag, localised};
use crate::scope::As;
use crate::viewer::{Editor, Official};

/// A municipality's desk: its calls. Made by whoever has proved that somebody works there.
#[derive(Clone, Debug)]
pub struct DeskCalls {
    owner: Arc<municipality::Model>,
    locale: Option<Locale>,
    official: As<Official>,
}

impl DeskCalls {
    /// The calls of this municipality, for somebody who works there.
    pub(crate) fn new(owner: Arc<municipality::Model>, locale: Option<Locale>, official: As<Official>) -> Self {
        Self { owner, locale, official }
    }

    fn bundle(&self, calls: Vec<open_call::Model>) -> Vec<DeskCall> {
        Bundle::of(Arc::clone(&self.owner), self.locale, self.official, calls)
    }
}

/// A municipality's desk: its calls.
#[Object]
impl DeskCalls {
    /// What is due in the next seven days, or late; the soonest first, and last what only waits.
    #[graphql(complexity = "20 * child_complexity")]
    async fn today(&self, ctx: &Context<'_>) -> Result<Vec<Due>, Error> {
        let (turn, zone) = (Turn::of(ctx), zone(&self.owner.time_zone));
        let scope = turn.scope();
        let found = desk::may_be_due(scope, &self.official, zone).await?;
        let due = found.iter().flat_map(|(call, events, questions)| {
            of_call(call, events, *questions, scope.now, zone).into_iter().map(|due| (due, call.id))
        });
        let mut due: Vec<_> = due.collect();
        due::in_order(&mut due);
        let calls = self.bundle(found.into_iter().map(|(call, ..)| call).collect());
        let calls: HashMap<_, _> = calls.into_iter().map(|call| (call.row.id, call)).collect();
        let shown = |(due, call): (due::Due, CallId)| Due {
            kind: due.kind.into(),
            at: due.at,
            hour_stated: due.hour_stated,
            days_left: due.at.map(|at| days_until(at, scope.now, zone)),
            call: calls.get(&call).cloned(),
            count: due.count,
        };
        Ok(due.into_iter().map(shown).collect())
    }

    /// All calls of this municipality, published or not; what was written last comes first.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn calls(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "In one of these states.")] state: Option<Vec<DeskCallState>>,
        #[graphql(desc = "Words, or beginnings of words, of title, summary and areas, in any script.")] text: Option<
            String,
        >,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, DeskCall, EmptyFields>, Error> {
        let page = PageArgs { first, after, ..PageArgs::default() }.page(desk::BY_SAVING, most_rows(ctx))?;
        let shelves: Option<Vec<Shelf>> = state.map(|all| all.into_iter().map(Into::into).collect());
        let terms = text.as_deref().map(fold::fold_query).unwrap_or_default();
        let turn = Turn::of(ctx);
        let slice = desk::list(turn.scope(), &self.official, shelves.as_deref(), &terms, &page).await?;
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        let calls = self.bundle(slice.rows).into_iter();
        connection
            .edges
            .extend(calls.map(|call| Edge::with_additional_fields(desk::cursor(&call.row), call, EmptyFields)));
        Ok(connection)
    }

    /// How many calls there are in each state.
    async fn call_counts(&self, ctx: &Context<'_>) -> Result<Vec<DeskCallCount>, Error> {
        let counts = desk::count(Turn::of(ctx).scope(), &self.official).await?;
        Ok(counts.into_iter().map(|(shelf, count)| DeskCallCount { state: shelf.into(), count }).collect())
    }

    /// The call with this id; null where there is none at this desk.
    async fn call(
        &self, ctx: &Context<'_>, #[graphql(desc = "`call_…`.")] id: ID
    ) -> Option<Result<DeskCall, Error>> {
        let found = async {
            let row = desk::by_id(Turn::of(ctx).scope(), &self.official, id.parse::<CallId>()?).await?;
            Ok(row.and_then(|row| self.bundle(vec![row]).pop()))
        };
        found.await.transpose()
    }
}

/// Something that is due.
#[derive(Clone, Debug, SimpleObject)]
pub struct Due {
    /// What.
    pub kind: DueKind,
    /// When; null where it only waits.
    pub at: Option<DateTime<Utc>>,
    /// Whether the hour of it matters.
    pub hour_stated: bool,
    /// How many midnights lie between now and then, there; negative where it is late.
    pub days_left: Option<i64>,
    /// The call that it is about.
    pub call: Option<DeskCall>,
    /// How many, where they are many.
    pub count: Option<i64>,
}

/// How many calls are in a state.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct DeskCallCount {
    /// In which.
    pub state: DeskCallState,
    /// How many.
    pub count: i64,
}

/// Calls that are shown together: what hangs on them is looked up once for all, when the first of them is asked for it.
#[derive(Debug)]
struct Bundle {
    owner: Arc<municipality::Model>,
    official: As<Official>,
    rows: Vec<Arc<open_call::Model>>,
    wholes: OnceCell<HashMap<CallId, Arc<NewCall>>>,
    questions: OnceCell<HashMap<CallId, Vec<call_question::Model>>>,
    names: OnceCell<HashMap<PersonId, String>>,
}

impl Bundle {
    fn of(
        owner: Arc<municipality::Model>,
        locale: Option<Locale>,
        official: As<Official>,
        calls: Vec<open_call::Model>,
    ) -> Vec<DeskCall> {
        let rows: Vec<_> = calls.into_iter().map(Arc::new).collect();
        let (wholes, questions, names) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let bundle = Arc::new(Self { owner, official, rows: rows.clone(), wholes, questions, names });
        rows.into_iter().map(|row| DeskCall { row, locale, with: Arc::clone(&bundle) }).collect()
    }

    fn zone(&self) -> Tz {
        zone(&self.owner.time_zone)
    }

    async fn whole(&self, ctx: &Context<'_>, id: CallId) -> Result<Arc<NewCall>, Error> {
        let all = self.wholes.get_or_try_init(|| async {
            let rows = self.rows.iter().map(|row| (**row).clone()).collect();
            let found = wholes(&self.official, Turn::of(ctx).scope().reader(), rows, self.zone()).await?;
            Ok::<_, Error>(found.into_iter().map(|(id, new)| (id, Arc::new(new))).collect())
        });
        let found = all.await?.get(&id).cloned();
        found.ok_or_else(|| Error::NotFound("There is no such call any more.".into()))
    }

    async fn questions(&self, ctx: &Context<'_>, id: CallId) -> Result<Vec<call_question::Model>, Error> {
        let all = self.questions.get_or_try_init(|| async {
            let ids: Vec<_> = self.rows.iter().map(|row| row.id).collect();
            hanging::<call_question::Entity, _, _>(&self.official, Turn::of(ctx).scope().reader(), &ids).await
        });
        Ok(all.await?.get(&id).cloned().unwrap_or_default())
    }

    async fn name(&self, ctx: &Context<'_>, person: PersonId) -> Result<Option<String>, Error> {
        let all = self.names.get_or_try_init(|| async {
            let mut people: Vec<_> = self.rows.iter().filter_map(|row| row.saved_by).collect();
            people.sort_unstable();
            people.dedup();
            names_of(Turn::of(ctx).scope(), people).await
        });
        Ok(all.await?.get(&person).cloned())
    }
}

/// A call as its desk shows it.
#[derive(Clone, Debug)]
pub struct DeskCall {
    row: Arc<open_call::Model>,
    locale: Option<Locale>,
    with: Arc<Bundle>,
}

impl DeskCall {
    /// The call as it is now, for somebody who works there; none where it is gone.
    pub(crate) async fn now(
        ctx: &Context<'_>,
        owner: &Arc<municipality::Model>,
        id: CallId,
    ) -> Result<Option<Self>, Error> {
        let turn = Turn::of(ctx);
        let official = turn.scope().acting::<Official>(owner.id)?;
        let row = desk::by_id(turn.scope(), &official, id).await?;
        Ok(row.and_then(|row| Bundle::of(Arc::clone(owner), None, official, vec![row]).pop()))
    }

    async fn whole(&self, ctx: &Context<'_>) -> Result<Arc<NewCall>, Error> {
        self.with.whole(ctx, self.row.id).await
    }

    fn is_draft(&self) -> bool {
        self.row.stage == CallStage::Draft
    }

    /// What the editor edits, and what stands published.
    async fn working(&self, ctx: &Context<'_>) -> Result<(Stored, Option<Stored>), Error> {
        let whole = self.whole(ctx).await?;
        let stands = content::read(&whole);
        let before = (!self.is_draft()).then(|| stands.clone());
        Ok((self.row.pending.clone().unwrap_or(stands), before))
    }

    fn doubts(&self, ctx: &Context<'_>, content: &Stored, before: Option<&Stored>) -> Vec<check::Warning> {
        let now = Turn::of(ctx).scope().now;
        let here = Here { now, zone: self.with.zone(), offices: (&*self.with.owner).into() };
        check::warnings(content, before, &here)
    }

    fn status_now(&self, ctx: &Context<'_>) -> rules::Status {
        rules::status(&(&*self.row).into(), Turn::of(ctx).scope().now)
    }
}

/// A call as its desk shows it, published or not.
#[Object]
impl DeskCall {
    /// `call_…`, the same that the public has.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Grows with every change; give it back with what you change.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// Where it is in the desk's list.
    async fn state(&self, ctx: &Context<'_>) -> DeskCallState {
        Shelf::of(self.row.stage, self.status_now(ctx)).into()
    }

    /// Its state as the public sees it; of a draft, the one it would have.
    async fn status(&self, ctx: &Context<'_>) -> OpenCallStatus {
        self.status_now(ctx).into()
    }

    /// Whether anybody can read it.
    async fn published(&self) -> bool {
        !self.is_draft()
    }

    /// As it is edited, in the desk's script; no letters where nobody has written it.
    async fn title(
        &self,
        #[graphql(desc = "The language and script; the desk's where it is left out.")] locale: Option<LocaleTag>,
    ) -> String {
        let pending = self.row.pending.as_ref().and_then(|pending| pending.title.as_ref());
        localised(pending.unwrap_or(&self.row.title), locale.map(|tag| tag.0).or(self.locale)).text
    }

    /// What the editor edits: of a published call with the changes that are not published yet.
    async fn content(&self, ctx: &Context<'_>) -> Result<CallContent, Error> {
        Ok(CallContent::of(&self.working(ctx).await?.0, self.row.title.original.locale))
    }

    /// Of a published call: what would become of what if its changes were published.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language and script of what is told in words; the desk's where it is left out.")]
        locale: Option<LocaleTag>,
    ) -> Result<Vec<CallChange>, Error> {
        let Some(pending) = &self.row.pending else { return Ok(Vec::new()) };
        let whole = self.whole(ctx).await?;
        let changed = differences(&whole, &content::write(pending, &whole));
        let locale = locale.map(|tag| tag.0).or(self.locale).unwrap_or(self.with.owner.default_locale);
        let change = |(field, before, after): rules::Difference| CallChange {
            field: field.into(),
            before: before.map(|value| told(field, &value, whole.zone, locale)),
            after: after.map(|value| told(field, &value, whole.zone, locale)),
        };
        Ok(changed.into_iter().map(change).collect())
    }

    /// What stands in the way of publishing it.
    async fn missing(&self, ctx: &Context<'_>) -> Result<Vec<FieldError>, Error> {
        Ok(missing(&self.working(ctx).await?.0))
    }

    /// What to look at once more; nothing of it stands in the way.
    async fn warnings(&self, ctx: &Context<'_>) -> Result<Vec<CallWarning>, Error> {
        let (working, before) = self.working(ctx).await?;
        Ok(self.doubts(ctx, &working, before.as_ref()).into_iter().map(Into::into).collect())
    }

    /// What of its dates to look at once more if this became its deadline.
    async fn warnings_until(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The deadline that it would have.")] deadline: Moment,
    ) -> Result<Vec<CallWarning>, Error> {
        let (working, before) = self.working(ctx).await?;
        let extended = Stored { deadline: Some(moment("deadline", deadline)?), ..working };
        let doubts = self.doubts(ctx, &extended, before.as_ref()).into_iter();
        Ok(doubts.filter(|doubt| doubt.code.of_dates()).map(Into::into).collect())
    }

    /// Exactly what the public would see if it were published now: the same type that the widget reads.
    async fn preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language and script; the desk's where it is left out.")] locale: Option<LocaleTag>,
    ) -> Result<OpenCall, Error> {
        let whole = self.whole(ctx).await?;
        let mut shown = content::write(&self.working(ctx).await?.0, &whole);
        if self.is_draft() {
            shown.call.stage = CallStage::Published;
            let today = crate::clock::day(Turn::of(ctx).scope().now, whole.zone);
            shown.call.published_on = shown.call.published_on.or(Some(today));
        }
        Ok(OpenCall::not_published(shown, locale.map(|tag| tag.0).or(self.locale)))
    }

    /// Its documents as they are edited, with their files.
    async fn documents(&self, ctx: &Context<'_>) -> Result<Vec<DeskDocument>, Error> {
        let whole = self.whole(ctx).await?;
        let config = ctx.data_unchecked::<Arc<Config>>();
        let shown = match &self.row.pending {
            Some(pending) => Arc::new(content::write(pending, &whole)),
            None => Arc::clone(&whole),
        };
        let document = |row: &call_document::Model| DeskDocument {
            id: row.id.to_string().into(),
            role: row.role.into(),
            name: (&row.name).into(),
            file: DeskFile::of(config, row, &shown.files, &whole.files),
        };
        Ok(shown.documents.iter().map(document).collect())
    }

    /// What was asked about it, oldest first.
    async fn questions(&self, ctx: &Context<'_>) -> Result<Vec<DeskQuestion>, Error> {
        let found = self.with.questions(ctx, self.row.id).await?;
        let mut shown: Vec<_> = found.iter().map(|row| DeskQuestion::new(row, self.locale)).collect();
        if Turn::of(ctx).scope().acting::<Editor>(self.row.municipality_id).is_err() {
            shown.iter_mut().for_each(|one| one.asker = None);
        }
        Ok(shown)
    }

    /// Who did what to it, newest first. For editors.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, Act, EmptyFields>, Error> {
        let page = PageArgs { first, after, ..PageArgs::default() }.page("journal", most_rows(ctx))?;
        let editor = Turn::of(ctx).scope().acting::<Editor>(self.with.owner.id)?;
        acts(ctx, &editor, Some(self.row.id.0), &page).await
    }

    /// When anything of it was last written.
    async fn saved_at(&self) -> DateTime<Utc> {
        self.row.saved_at
    }

    /// By whom; null where it was done at the console.
    async fn saved_by(&self, ctx: &Context<'_>) -> Option<Result<String, Error>> {
        self.with.name(ctx, self.row.saved_by?).await.transpose()
    }

    /// Its public page; null for drafts.
    async fn page(&self, ctx: &Context<'_>) -> Option<Result<Url, Error>> {
        if self.is_draft() {
            return None;
        }
        Some(OpenCall::new(Arc::clone(&self.row), self.locale).address(ctx).await)
    }
}

/// A fact of a published call that would become another.
#[derive(Clone, Debug, SimpleObject)]
pub struct CallChange {
    /// Which fact.
    pub field: CallField,
    /// What it is; null where nothing is stated.
    pub before: Option<String>,
    /// What it would be; null where it would be taken away.
    pub after: Option<String>,
}

/// Something to look at once more.
#[derive(Clone, Debug, SimpleObject)]
pub struct CallWarning {
    /// What.
    pub code: CallWarningCode,
    /// Which field, by its name in `CallContent`; of one in a list with its place: `lots.0.maxGrant`.
    pub field: String,
    /// On what day, where it is about one.
    pub on: Option<Date>,
    /// What a sentence about it needs.
    pub params: Vec<String>,
}

impl From<check::Warning> for CallWarning {
    fn from(warning: check::Warning) -> Self {
        Self { code: warning.code.into(), field: warning.field, on: warning.on.map(Date), params: warning.params }
    }
}

/// A document with its file.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeskDocument {
    /// `doc_…`.
    pub id: ID,
    /// What the applicant does with it.
    pub role: DocumentRole,
    /// Its name.
    pub name: EditedText,
    /// What is known of its file.
    #[graphql(flatten)]
    pub file: DeskFile,
}

/// A question about a call, for the desk.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeskQuestion {
    /// `ask_…`.
    pub id: ID,
    /// Grows with every change; give it back with what you change.
    pub version: i32,
    /// When it was asked, or written down.
    pub asked_at: DateTime<Utc>,
    /// Who asked; null where that is not known, and for those who do not answer. Never shown to the public.
    pub asker: Option<String>,
    /// What was asked.
    pub question: String,
    /// What became of it.
    pub state: QuestionState,
    /// What was answered, as it was written.
    pub answer: Option<EditedText>,
    /// When it was answered last.
    pub answered_at: Option<DateTime<Utc>>,
}

impl DeskQuestion {
    /// The question for a reader of this locale who may answer it.
    pub(crate) fn new(row: &call_question::Model, locale: Option<Locale>) -> Self {
        Self {
            id: row.id.to_string().into(),
            version: row.version,
            asked_at: row.asked_at,
            asker: row.asker.clone(),
            question: localised(&row.question, locale).text,
            state: row.state.into(),
            answer: shown(row.answer.as_ref()),
            answered_at: row.answered_at,
        }
    }
}
