//! A municipality's consultations as its desk shows them, published or not.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{
    ActVersionId, ConsultationContent as Stored, ConsultationId, ConsultationStage, act_anchor, act_version,
    consultation, consultation_document, municipality,
};
use url::Url;

use super::bundle::Bundle;
use super::{
    ActFormat, Consultation, ConsultationContent, ConsultationDocumentRole, ConsultationDueKind, ConsultationField,
    ConsultationStatus, ConsultationWarningCode, Consultations, DeskAct, DeskConsultationState, ReadAct, UsualRules,
};
use crate::accounts::types::{Act, acts};
use crate::clock::{Tz, days_until, zone};
use crate::config::Config;
use crate::consultations::rules::check::{self, Here, missing};
use crate::consultations::rules::due::{self, of_consultation};
use crate::consultations::rules::{self, content, differences};
use crate::consultations::store::acts::has_text;
use crate::consultations::store::desk::{self, Shelf};
use crate::consultations::store::whole::Whole;
use crate::consultations::store::{AnchorsOf, Comparisons};
use crate::documents::shown::DeskFile;
use crate::edited::{EditedText, Moment, moment};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::{Locale, fold};
use crate::mend::FieldError;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scalars::{Date, LocaleTag, localised};
use crate::scope::As;
use crate::viewer::{Editor, Official};

/// A municipality's desk: its consultations. Made by whoever has proved that somebody works there.
#[derive(Clone, Debug)]
pub struct DeskConsultations {
    owner: Arc<municipality::Model>,
    locale: Option<Locale>,
    official: As<Official>,
}

impl DeskConsultations {
    /// The consultations of this municipality, for somebody who works there.
    pub(crate) const fn new(owner: Arc<municipality::Model>, locale: Option<Locale>, official: As<Official>) -> Self {
        Self { owner, locale, official }
    }

    fn bundle(&self, found: Vec<consultation::Model>) -> Vec<DeskConsultation> {
        DeskConsultation::all(Arc::clone(&self.owner), self.locale, self.official, found)
    }
}

/// A municipality's desk: its consultations.
#[Object]
impl DeskConsultations {
    /// What is due about consultations in the next seven days, or late; the soonest first, and last what only waits.
    #[graphql(complexity = "20 * child_complexity")]
    async fn consultations_due(&self, ctx: &Context<'_>) -> Result<Vec<ConsultationDue>, Error> {
        let (turn, zone) = (Turn::of(ctx), zone(&self.owner.time_zone));
        let scope = turn.scope();
        let found = desk::may_be_due(scope, &self.official).await?;
        let due = found.iter().flat_map(|(row, sessions, counts)| {
            of_consultation(row, sessions, *counts, scope.now, zone).into_iter().map(|due| (due, row.id))
        });
        let mut due: Vec<_> = due.collect();
        due::in_order(&mut due);
        let all = self.bundle(found.into_iter().map(|(row, ..)| row).collect());
        let all: HashMap<_, _> = all.into_iter().map(|one| (one.row.id, one)).collect();
        let shown = |(due, id): (due::Due, ConsultationId)| ConsultationDue {
            kind: due.kind.into(),
            at: due.at,
            hour_stated: due.hour_stated,
            days_left: due.at.map(|at| days_until(at, scope.now, zone)),
            consultation: all.get(&id).cloned(),
            count: due.count,
        };
        Ok(due.into_iter().map(shown).collect())
    }

    /// All consultations of this municipality, published or not; what was written last comes first.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn consultations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "In one of these states.")] state: Option<Vec<DeskConsultationState>>,
        #[graphql(desc = "Words, or beginnings of words, of titles, summary and body, in any script.")] text: Option<
            String,
        >,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, DeskConsultation, EmptyFields>, Error> {
        let page = PageArgs { first, after, ..PageArgs::default() }.page(desk::BY_SAVING, most_rows(ctx))?;
        let shelves: Option<Vec<Shelf>> = state.map(|all| all.into_iter().map(Into::into).collect());
        let terms = text.as_deref().map(fold::fold_query).unwrap_or_default();
        let turn = Turn::of(ctx);
        let slice = desk::list(turn.scope(), &self.official, shelves.as_deref(), &terms, &page).await?;
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        let found = self.bundle(slice.rows).into_iter();
        connection
            .edges
            .extend(found.map(|one| Edge::with_additional_fields(desk::cursor(&one.row), one, EmptyFields)));
        Ok(connection)
    }

    /// How many consultations there are in each state.
    async fn consultation_counts(&self, ctx: &Context<'_>) -> Result<Vec<DeskConsultationCount>, Error> {
        let counts = desk::count(Turn::of(ctx).scope(), &self.official).await?;
        Ok(counts.into_iter().map(|(shelf, count)| DeskConsultationCount { state: shelf.into(), count }).collect())
    }

    /// The consultation with this id; null where there is none at this desk.
    async fn consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`con_…`.")] id: ID,
    ) -> Option<Result<DeskConsultation, Error>> {
        let found = async {
            let row = desk::by_id(Turn::of(ctx).scope(), &self.official, id.parse::<ConsultationId>()?).await?;
            Ok(row.and_then(|row| self.bundle(vec![row]).pop()))
        };
        found.await.transpose()
    }

    /// When comments can usually be read here: what a new consultation begins with.
    async fn usual_rules(&self) -> UsualRules {
        self.owner.usual_rules.unwrap_or_default().into()
    }

    /// What is recognised in the text of an act: its chapters, articles and paragraphs. Nothing is kept; a file is sent to
    /// `/desk/read/act`. For editors.
    async fn read_act(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most 600,000 characters.")] text: String,
        #[graphql(desc = "How it is written.", default_with = "ActFormat::Text")] format: ActFormat,
    ) -> Result<ReadAct, Error> {
        Turn::of(ctx).scope().acting::<Editor>(self.owner.id)?;
        ReadAct::pasted(&text, format, self.owner.default_locale)
    }
}

/// Something about a consultation that is due.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConsultationDue {
    /// What.
    pub kind: ConsultationDueKind,
    /// When; null where it only waits.
    pub at: Option<DateTime<Utc>>,
    /// Whether the hour of it matters.
    pub hour_stated: bool,
    /// How many midnights lie between now and then, there; negative where it is late.
    pub days_left: Option<i64>,
    /// The consultation that it is about.
    pub consultation: Option<DeskConsultation>,
    /// How many, where they are many.
    pub count: Option<i64>,
}

/// How many consultations are in a state.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct DeskConsultationCount {
    /// In which.
    pub state: DeskConsultationState,
    /// How many.
    pub count: i64,
}

/// A consultation as its desk shows it.
#[derive(Clone, Debug)]
pub struct DeskConsultation {
    row: Arc<consultation::Model>,
    locale: Option<Locale>,
    with: Arc<Bundle>,
}

impl DeskConsultation {
    /// These, shown together.
    fn all(
        owner: Arc<municipality::Model>,
        locale: Option<Locale>,
        official: As<Official>,
        found: Vec<consultation::Model>,
    ) -> Vec<Self> {
        let rows: Vec<_> = found.into_iter().map(Arc::new).collect();
        let bundle = Arc::new(Bundle::new(owner, official, rows.clone()));
        rows.into_iter().map(|row| Self { row, locale, with: Arc::clone(&bundle) }).collect()
    }

    /// The consultation as it is now, for somebody who works there; none where it is gone.
    pub(crate) async fn now(
        ctx: &Context<'_>,
        owner: &Arc<municipality::Model>,
        id: ConsultationId,
    ) -> Result<Option<Self>, Error> {
        let turn = Turn::of(ctx);
        let official = turn.scope().acting::<Official>(owner.id)?;
        let row = desk::by_id(turn.scope(), &official, id).await?;
        Ok(row.and_then(|row| Self::all(Arc::clone(owner), None, official, vec![row]).pop()))
    }

    async fn whole(&self, ctx: &Context<'_>) -> Result<Arc<Whole>, Error> {
        self.with.whole(ctx, self.row.id).await
    }

    fn is_draft(&self) -> bool {
        self.row.stage == ConsultationStage::Draft
    }

    /// What the editor edits, and what stands published.
    async fn working(&self, ctx: &Context<'_>) -> Result<(Stored, Option<Stored>), Error> {
        let whole = self.whole(ctx).await?;
        let stands = content::read(&whole.new);
        let before = (!self.is_draft()).then(|| stands.clone());
        Ok((self.row.pending.clone().unwrap_or(stands), before))
    }

    async fn doubts(
        &self,
        ctx: &Context<'_>,
        content: &Stored,
        before: Option<&Stored>,
    ) -> Result<Vec<check::Warning>, Error> {
        let (now, whole) = (Turn::of(ctx).scope().now, self.whole(ctx).await?);
        let offices = (&*self.with.owner).into();
        let here = Here { now, zone: self.with.zone(), offices, has_text: has_text(&whole) };
        Ok(check::warnings(content, before, &here))
    }

    fn status_now(&self, ctx: &Context<'_>) -> rules::Status {
        rules::status(&(&*self.row).into(), Turn::of(ctx).scope().now)
    }
}

/// A consultation as its desk shows it, published or not.
#[Object]
impl DeskConsultation {
    /// `con_…`, the same that the public has.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Grows with every change; give it back with what you change.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// Where it is in the desk's list.
    async fn state(&self, ctx: &Context<'_>) -> DeskConsultationState {
        Shelf::of(self.row.stage, self.status_now(ctx)).into()
    }

    /// Its state as the public sees it; of a draft, the one it would have.
    async fn status(&self, ctx: &Context<'_>) -> ConsultationStatus {
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

    /// What the editor edits: of a published consultation with the changes that are not published yet.
    async fn content(&self, ctx: &Context<'_>) -> Result<ConsultationContent, Error> {
        Ok(ConsultationContent::of(&self.working(ctx).await?.0, self.row.title.original.locale))
    }

    /// The acts, each with the text that is being made, or else with the one that holds.
    async fn acts(&self, ctx: &Context<'_>) -> Result<Vec<DeskAct>, Error> {
        let (whole, parts) = (self.whole(ctx).await?, self.with.parts(ctx).await?);
        let comparisons = ctx.data_unchecked::<Comparisons>();
        let mut acts = Vec::with_capacity(whole.new.acts.len());
        for row in &whole.new.acts {
            let (holds, waits) = (text(whole.published(row), parts), text(whole.being_made(row), parts));
            let changed = match (holds, waits) {
                (Some((before, was)), Some((now, is))) => comparisons.of((before.id, was), (now.id, is)).await?,
                _ => Arc::default(),
            };
            acts.push(DeskAct::new(row, holds, waits, &changed));
        }
        Ok(acts)
    }

    /// Of a published consultation: what would become of what if its changes were published, its texts apart.
    async fn changes(&self, ctx: &Context<'_>) -> Result<Vec<ConsultationFactChange>, Error> {
        let Some(pending) = &self.row.pending else { return Ok(Vec::new()) };
        let whole = self.whole(ctx).await?;
        let changed = differences(&whole.new, &content::write(pending, &whole.new));
        let change = |(field, before, after): rules::Difference| ConsultationFactChange {
            field: field.into(),
            before: before.map(|value| told(&value, whole.new.zone)),
            after: after.map(|value| told(&value, whole.new.zone)),
        };
        Ok(changed.into_iter().map(change).collect())
    }

    /// What stands in the way of publishing it.
    async fn missing(&self, ctx: &Context<'_>) -> Result<Vec<FieldError>, Error> {
        let (working, before) = self.working(ctx).await?;
        Ok(missing(&working, before.as_ref()))
    }

    /// What to look at once more; nothing of it stands in the way.
    async fn warnings(&self, ctx: &Context<'_>) -> Result<Vec<ConsultationWarning>, Error> {
        let (working, before) = self.working(ctx).await?;
        Ok(self.doubts(ctx, &working, before.as_ref()).await?.into_iter().map(Into::into).collect())
    }

    /// What of its dates to look at once more if this became its last day.
    async fn warnings_until(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last day that it would have.")] closes: Moment,
    ) -> Result<Vec<ConsultationWarning>, Error> {
        let (working, before) = self.working(ctx).await?;
        let extended = Stored { closes: Some(moment("closes", closes)?), ..working };
        let doubts = self.doubts(ctx, &extended, before.as_ref()).await?.into_iter();
        Ok(doubts.filter(|doubt| doubt.code.of_dates()).map(Into::into).collect())
    }

    /// Exactly what the public would see if it were published now: the same type that the widget reads.
    async fn preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language and script; the desk's where it is left out.")] locale: Option<LocaleTag>,
    ) -> Result<Consultation, Error> {
        let (whole, parts) = (self.whole(ctx).await?, self.with.parts(ctx).await?);
        let turn = Turn::of(ctx);
        let now = turn.scope().now;
        let mut shown = (*whole).clone();
        shown.new = content::write(&self.working(ctx).await?.0, &whole.new);
        let row = &mut shown.new.consultation;
        if self.is_draft() {
            row.stage = ConsultationStage::Published;
            row.published_on = row.published_on.or(Some(crate::clock::day(now, whole.new.zone)));
        }
        // What the public does not see its loader does not find: it is given what is shown here.
        for version in &mut shown.versions {
            version.published_at = version.published_at.or(Some(now));
            if let Some(rows) = parts.get(&version.id) {
                turn.loader::<Consultations>().feed_one(AnchorsOf(version.id), Arc::new(rows.clone())).await;
            }
        }
        Ok(Consultation::not_published(shown, locale.map(|tag| tag.0).or(self.locale)))
    }

    /// Its documents as they are edited, with their files.
    async fn documents(&self, ctx: &Context<'_>) -> Result<Vec<DeskConsultationDocument>, Error> {
        let whole = self.whole(ctx).await?;
        let config = ctx.data_unchecked::<Arc<Config>>();
        let written = self.row.pending.as_ref().map(|pending| content::write(pending, &whole.new));
        let shown = written.as_ref().unwrap_or(&whole.new);
        let document = |row: &consultation_document::Model| DeskConsultationDocument {
            id: row.id.to_string().into(),
            role: row.role.into(),
            name: (&row.name).into(),
            file: DeskFile::of(config, row, &shown.files, &whole.new.files),
        };
        Ok(shown.documents.iter().map(document).collect())
    }

    /// How many comments nobody has looked at.
    async fn waiting(&self, ctx: &Context<'_>) -> Result<i64, Error> {
        Ok(self.with.counts(ctx, self.row.id).await?.waiting)
    }

    /// How many comments everybody reads.
    async fn comments_published(&self, ctx: &Context<'_>) -> Result<i64, Error> {
        Ok(self.with.counts(ctx, self.row.id).await?.published)
    }

    /// How many of these nobody has answered.
    async fn unanswered(&self, ctx: &Context<'_>) -> Result<i64, Error> {
        Ok(self.with.counts(ctx, self.row.id).await?.unanswered)
    }

    /// Until when every comment is to be answered, as it stands published.
    async fn answer_due_on(&self) -> Option<Date> {
        self.row.answer_due_on.map(Date)
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
        Some(Consultation::new(Arc::clone(&self.row), self.locale).address(ctx).await)
    }
}

/// A version with its parts.
fn text<'a>(
    version: Option<&'a act_version::Model>,
    parts: &'a HashMap<ActVersionId, Vec<act_anchor::Model>>,
) -> Option<(&'a act_version::Model, &'a [act_anchor::Model])> {
    version.map(|version| (version, parts.get(&version.id).map(Vec::as_slice).unwrap_or_default()))
}

/// An instant is kept in one zone and told in the municipality's.
fn told(value: &str, zone: Tz) -> String {
    match value.parse::<DateTime<Utc>>() {
        Ok(at) => super::there(at, zone).to_rfc3339(),
        Err(_) => value.to_owned(),
    }
}

/// A fact of a published consultation that would become another.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConsultationFactChange {
    /// Which fact.
    pub field: ConsultationField,
    /// What it is; null where nothing is stated.
    pub before: Option<String>,
    /// What it would be; null where it would be taken away.
    pub after: Option<String>,
}

/// A document of a consultation with its file.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeskConsultationDocument {
    /// `cdoc_…`.
    pub id: ID,
    /// What it is.
    pub role: ConsultationDocumentRole,
    /// Its name.
    pub name: EditedText,
    /// What is known of its file.
    #[graphql(flatten)]
    pub file: DeskFile,
}

/// Something to look at once more.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConsultationWarning {
    /// What.
    pub code: ConsultationWarningCode,
    /// Which field, by its name in `ConsultationContent`; of one in a list with its place: `sessions.0.starts`.
    pub field: String,
    /// On what day, where it is about one.
    pub on: Option<Date>,
    /// What a sentence about it needs.
    pub params: Vec<String>,
}

impl From<check::Warning> for ConsultationWarning {
    fn from(warning: check::Warning) -> Self {
        Self { code: warning.code.into(), field: warning.field, on: warning.on.map(Date), params: warning.params }
    }
}
