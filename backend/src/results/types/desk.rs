//! Results at the desk: the list that is being made, what is wrong with it, and whose each row is.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entities::{ResultContent, municipality, open_call, result_draft, result_list};

use super::{
    CallResults, ResultColumn, ResultEntryContent, ResultMatchKind, ResultWarningCode, Results, ResultsContent,
};
use crate::calls::types::OpenCall;
use crate::clock::{day, zone};
use crate::error::{Error, Reason};
use crate::gate::Turn;
use crate::locale::Locale;
use crate::mend::FieldError;
use crate::municipalities::types::Municipality;
use crate::organisations::types::{Directory, Meant, Organisation, Organisations};
use crate::results::rules::{doubts, missing, refused};
use crate::results::store::load::RowsOf;
use crate::results::{store, write};
use crate::scalars::CurrencyCode;
use crate::scope::As;
use crate::viewer::Editor;

/// So many filled cells of a column are shown.
const SAMPLES: usize = 3;

/// A municipality's desk: results of calls.
#[derive(Clone, Debug)]
pub struct DeskResultLists {
    owner: Arc<municipality::Model>,
    locale: Option<Locale>,
}

impl DeskResultLists {
    /// The results of this municipality's calls.
    pub(crate) const fn new(owner: Arc<municipality::Model>, locale: Option<Locale>) -> Self {
        Self { owner, locale }
    }
}

/// A municipality's desk: results of calls.
#[Object]
impl DeskResultLists {
    /// The results of a call, with the list that is being made. For editors.
    async fn call_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`call_…`.")] call: ID,
    ) -> Result<DeskResults, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        scope.acting::<Editor>(self.owner.id)?;
        let (editor, row) = store::of_mine(scope, call.parse()?).await?;
        if row.municipality_id != self.owner.id {
            return Err(Error::NotFound("There is no such call at your desk.".into()));
        }
        DeskResults::now(ctx, &editor, row, self.locale).await
    }
}

/// The results of a call at the desk.
#[derive(Clone, Debug)]
pub struct DeskResults {
    owner: Arc<municipality::Model>,
    call: Arc<open_call::Model>,
    draft: Option<result_draft::Model>,
    standing: Option<result_list::Model>,
    content: ResultContent,
    locale: Option<Locale>,
}

/// A column of a list that was brought.
#[derive(Clone, Debug, SimpleObject)]
pub struct ResultImportColumn {
    /// What stands above it.
    pub heading: String,
    /// What it is taken to hold; null where nothing of it is taken.
    pub meaning: Option<ResultColumn>,
    /// Some of its filled cells.
    pub samples: Vec<String>,
}

/// What is wrong with a cell of a list that was brought, or was put right in it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ResultRemark {
    /// The cell as a spreadsheet names it: `D17`.
    pub cell: String,
    /// A code for a sentence: `sum_unreadable`.
    pub code: String,
    /// What stands there.
    pub found: String,
    /// Whether its row was left out because of it.
    pub refuses: bool,
    /// Whether what stands there was taken all the same: it is only to be looked at.
    pub kept: bool,
}

/// Whose a row is.
#[derive(Clone, Debug, SimpleObject)]
pub struct ResultMatch {
    /// The place of the row, from 0.
    pub row: i32,
    /// How that is known.
    pub kind: ResultMatchKind,
    /// The organisation of the directory; null where there is none.
    pub organisation: Option<Organisation>,
}

/// What an editor should look at once more. It forbids nothing.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ResultWarning {
    /// What.
    pub code: ResultWarningCode,
    /// The place of the row, from 0, where it is about one.
    pub row: Option<i32>,
}

fn place(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

impl DeskResults {
    /// The results of a call as they are now, for somebody who edits it.
    pub(crate) async fn now(
        ctx: &Context<'_>,
        editor: &As<Editor>,
        call: open_call::Model,
        locale: Option<Locale>,
    ) -> Result<Self, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let owner = Municipality::load(ctx, call.municipality_id).await?;
        let draft = store::draft(editor, scope.reader(), call.id).await?;
        let standing = store::standing(editor, scope.reader(), call.id).await?;
        let content = draft.as_ref().map(|draft| draft.content.clone()).unwrap_or_default();
        Ok(Self { owner, call: Arc::new(call), draft, standing, content, locale })
    }
}

/// The results of a call at the desk.
#[Object]
impl DeskResults {
    /// The call, as a reader would see it.
    async fn call(&self) -> OpenCall {
        OpenCall::new(Arc::clone(&self.call), self.locale)
    }

    /// In what the sums are; null where the call does not say, and then no list with sums can be published.
    async fn currency(&self) -> Option<CurrencyCode> {
        self.call.currency.map(Into::into)
    }

    /// Which version of the draft this is: whoever changes it says what he has read. 0 where nothing was ever written;
    /// no number comes back when a draft was thrown away or published.
    async fn version(&self) -> i32 {
        self.draft.as_ref().map_or(0, |draft| draft.version)
    }

    /// Whether a list is being made: something is written and not published.
    async fn drafted(&self) -> bool {
        self.content != ResultContent::default()
    }

    /// What is written.
    async fn content(&self) -> ResultsContent {
        (&self.content).into()
    }

    /// The columns of the list that was brought, from the left; empty where none was.
    async fn columns(&self) -> Vec<ResultImportColumn> {
        let Some(table) = &self.content.table else { return Vec::new() };
        let cells = |at: usize| table.rows.iter().filter_map(move |(_, cells)| cells.get(at));
        let column = |(at, heading): (usize, &String)| ResultImportColumn {
            heading: heading.clone(),
            meaning: table.mapping.get(at).copied().flatten().map(Into::into),
            samples: cells(at).filter(|cell| !cell.is_empty()).take(SAMPLES).cloned().collect(),
        };
        table.headings.iter().enumerate().map(column).collect()
    }

    /// What is wrong with its cells.
    async fn remarks(&self) -> Vec<ResultRemark> {
        let complaints = self.content.table.iter().flat_map(|table| table.complaints.iter().cloned());
        let remark = |one: entities::Complaint| ResultRemark {
            cell: one.cell,
            code: one.code,
            found: one.found,
            refuses: one.refuses,
            kept: one.kept,
        };
        complaints.map(remark).collect()
    }

    /// Whose each row is. What is not sure is shown and leads nowhere, unless somebody says so.
    async fn matches(&self, ctx: &Context<'_>) -> Result<Vec<ResultMatch>, Error> {
        let turn = Turn::of(ctx);
        if self.content.entries.is_empty() {
            return Ok(Vec::new());
        }
        let directory = Directory::of(turn.scope(), self.owner.id).await?;
        let whose = |entry: &entities::ResultEntry| match (entry.unlinked, entry.linked) {
            (true, _) => (ResultMatchKind::None, None),
            (_, Some(id)) => (ResultMatchKind::Chosen, Some(id)),
            _ => match entry.organisation.as_ref().map(|name| directory.who(name, entry.jib.as_deref())) {
                Some(Meant::Surely(id)) => (ResultMatchKind::Sure, Some(id)),
                Some(Meant::Perhaps(id)) => (ResultMatchKind::Perhaps, Some(id)),
                Some(Meant::Nobody) | None => (ResultMatchKind::Nobody, None),
            },
        };
        let whose: Vec<_> = self.content.entries.iter().map(whose).collect();
        let ids = whose.iter().filter_map(|(_, id)| *id);
        let found = turn.loader::<Organisations>().load_many(ids).await?;
        let one = |(at, (kind, id)): (usize, (ResultMatchKind, Option<entities::OrganisationId>))| ResultMatch {
            row: place(at),
            kind,
            organisation: id.and_then(|id| found.get(&id)).map(|row| Organisation::new(Arc::clone(row), self.locale)),
        };
        Ok(whose.into_iter().enumerate().map(one).collect())
    }

    /// What should be looked at once more.
    async fn warnings(&self, ctx: &Context<'_>) -> Vec<ResultWarning> {
        let today = day(Turn::of(ctx).scope().now, zone(&self.owner.time_zone));
        let doubts = doubts(&self.content, self.call.budget_minor, today).into_iter();
        doubts.map(|(doubt, row)| ResultWarning { code: doubt.into(), row: row.map(place) }).collect()
    }

    /// Why no such list can be published now; null where one can.
    async fn refused(&self, ctx: &Context<'_>) -> Option<Reason> {
        let facts = write::facts(&self.call, self.standing.as_ref(), true, Turn::of(ctx).scope().now);
        refused(facts, self.content.stage.unwrap_or(entities::ResultStage::Final))
    }

    /// What has to be filled in, or is wrong, before it can be published; the reason is asked for by `needsReason`.
    async fn missing(&self, ctx: &Context<'_>) -> Vec<FieldError> {
        let now = Turn::of(ctx).scope().now;
        let facts = write::facts(&self.call, self.standing.as_ref(), true, now);
        missing(&self.content, facts, now, zone(&self.owner.time_zone))
    }

    /// Whether it corrects a list of its own stage, so that somebody has to say why.
    async fn needs_reason(&self) -> bool {
        self.content.stage.is_some() && self.standing.as_ref().map(|list| list.stage) == self.content.stage
    }

    /// What everybody reads now, as one would write it again: with this a correction begins. Null where none is published.
    async fn correction(&self, ctx: &Context<'_>) -> Result<Option<ResultsContent>, Error> {
        let Some(list) = &self.standing else { return Ok(None) };
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let editor = scope.acting::<Editor>(self.owner.id)?;
        let lots = store::lots(&editor, scope.reader(), self.call.id).await?;
        let rows = turn.loader::<Results>().load_one(RowsOf(list.id)).await?.unwrap_or_default();
        let directory = Directory::of(scope, self.owner.id).await?;
        let row = |row| ResultEntryContent::again(row, &lots, |id| directory.has(id));
        Ok(Some(ResultsContent::again(list, zone(&self.owner.time_zone), rows.iter().map(row).collect())))
    }

    /// The list that everybody reads now; null where none is published.
    async fn standing(&self, ctx: &Context<'_>) -> Result<Option<CallResults>, Error> {
        CallResults::of(ctx, &self.call, self.locale).await
    }
}
