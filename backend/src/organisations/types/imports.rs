//! Lists that are brought into a directory, as its keepers see them: what each column holds, what becomes of each row, how
//! far it is.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use entities::{
    Complaint, ImportId, OrganisationContent as Stored, OrganisationId, municipality, organisation_import,
    organisation_import_row,
};
use tokio::sync::OnceCell;

use super::record::{Bundle, DeskOrganisation};
use super::{ColumnMeaning, ImportState, OrganisationContent, OrganisationField, RowChoice, RowFate};
use crate::accounts::types::names_of;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::organisations::rules::content::differences;
use crate::organisations::rules::kept::kept_until;
use crate::organisations::rules::merge::merged;
use crate::organisations::store::desk;
use crate::organisations::store::import::{Tally, reads};
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scope::As;
use crate::viewer::DirectoryKeeper;

/// So many filled cells of a column are shown.
const SAMPLES: usize = 3;
/// Out of so many rows.
const SAMPLED: u64 = 20;

/// A list that was brought, as keepers of the directory see it.
#[derive(Clone, Debug)]
pub struct DeskOrganisationImport {
    row: Arc<organisation_import::Model>,
    owner: Arc<municipality::Model>,
    locale: Option<Locale>,
    keeper: As<DirectoryKeeper>,
    tallies: Arc<Tallies>,
}

/// Imports that are shown together: their rows are counted once for all.
#[derive(Debug)]
struct Tallies {
    ids: Vec<ImportId>,
    counted: OnceCell<HashMap<ImportId, (Tally, usize, usize)>>,
}

impl DeskOrganisationImport {
    pub(crate) fn all(
        owner: &Arc<municipality::Model>,
        locale: Option<Locale>,
        keeper: As<DirectoryKeeper>,
        found: Vec<organisation_import::Model>,
    ) -> Vec<Self> {
        let ids = found.iter().map(|row| row.id).collect();
        let tallies = Arc::new(Tallies { ids, counted: OnceCell::new() });
        let one =
            |row| Self { row: Arc::new(row), owner: Arc::clone(owner), locale, keeper, tallies: Arc::clone(&tallies) };
        found.into_iter().map(one).collect()
    }

    /// The import as it is now, for somebody who keeps the directory.
    pub(crate) async fn now(
        ctx: &Context<'_>,
        owner: &Arc<municipality::Model>,
        id: ImportId,
    ) -> Result<Option<Self>, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let keeper = scope.acting::<DirectoryKeeper>(owner.id)?;
        let found = desk::import(scope, &keeper, id).await?;
        Ok(Self::all(owner, None, keeper, found.into_iter().collect()).pop())
    }
}

/// A list that was brought, as keepers of the directory see it.
#[Object]
impl DeskOrganisationImport {
    /// `imp_…`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// What the file was called.
    async fn file_name(&self) -> &str {
        &self.row.file_name
    }

    /// How far it is.
    async fn state(&self) -> ImportState {
        self.row.state.into()
    }

    /// When it was brought.
    async fn made_at(&self) -> DateTime<Utc> {
        self.row.made_at
    }

    /// By whom; null where it was done at the console.
    async fn made_by(&self, ctx: &Context<'_>) -> Result<Option<String>, Error> {
        match self.row.made_by {
            Some(by) => Ok(names_of(Turn::of(ctx).scope(), vec![by]).await?.remove(&by)),
            None => Ok(None),
        }
    }

    /// When all its rows were taken for the first time, also where some are decided about since; null where they never were.
    async fn done_at(&self) -> Option<DateTime<Utc>> {
        self.row.done_at
    }

    /// When it was taken back; null where it was not.
    async fn undone_at(&self) -> Option<DateTime<Utc>> {
        self.row.undone_at
    }

    /// Until when it is kept whole, at least: so long one that is `DONE` can be taken back. Then it is forgotten what stood in
    /// its rows and what organisations were before. It counts from the first end, also where rows are decided about since: what is
    /// not taken by then is left out. Null while it is not ended, and when it is forgotten.
    async fn kept_until(&self) -> Option<DateTime<Utc>> {
        kept_until(&self.row)
    }

    /// When it was forgotten what stood in its rows; null where it is not.
    async fn forgotten_at(&self) -> Option<DateTime<Utc>> {
        self.row.forgotten_at
    }

    /// How many of its rows that can be taken carry an address, e-mail or a telephone.
    async fn contacts(&self) -> i32 {
        self.row.contacts
    }

    /// Whether those come into the directory, where everybody reads them. They do not until somebody says so.
    async fn publish_contacts(&self) -> bool {
        self.row.publish_contacts
    }

    /// How many rows it has.
    async fn rows_total(&self) -> i32 {
        self.row.rows_total
    }

    /// How many of them are in the directory now, or were looked at and left out.
    async fn rows_done(&self) -> i32 {
        self.row.rows_done
    }

    /// What the other sheets of the workbook are called on which there is something too: only one is read, the first whose
    /// headings are understood.
    async fn other_sheets(&self) -> &[String] {
        &self.row.other_sheets.0
    }

    /// How many columns hold something right of the 60 that are read, and were not.
    async fn other_columns(&self) -> i32 {
        self.row.other_columns
    }

    /// Its columns, from the left, with what each is taken to hold.
    #[graphql(complexity = "10 * child_complexity")]
    async fn columns(&self, ctx: &Context<'_>) -> Result<Vec<ImportColumn>, Error> {
        let rows = desk::first_rows(Turn::of(ctx).scope(), &self.keeper, self.row.id, SAMPLED).await?;
        let column = |at: usize| ImportColumn {
            heading: self.row.headings.0.get(at).cloned().unwrap_or_default(),
            meaning: self.row.mapping.0.get(at).copied().flatten().map(Into::into),
            samples: rows
                .iter()
                .filter_map(|row| row.cells.0.get(at).filter(|cell| !cell.is_empty()).cloned())
                .take(SAMPLES)
                .collect(),
        };
        Ok((0..self.row.headings.0.len()).map(column).collect())
    }

    /// What becomes of its rows.
    async fn counts(&self, ctx: &Context<'_>) -> Result<ImportCounts, Error> {
        let all = self
            .tallies
            .counted
            .get_or_try_init(|| async { desk::tallies(Turn::of(ctx).scope(), &self.keeper, &self.tallies.ids).await });
        let (tally, undecided, left) = all.await?.get(&self.row.id).copied().unwrap_or_default();
        let Tally { new, changed, same, suspect, refused } = tally;
        Ok(ImportCounts { new, changed, same, suspect, refused, undecided, left })
    }

    /// Its rows, in the order of the file.
    #[graphql(complexity = "rows(first, None) * child_complexity")]
    async fn rows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those of which this becomes.")] fate: Option<Vec<RowFate>>,
        #[graphql(desc = "Only those of which something is to be said.", default)] remarked: bool,
        #[graphql(desc = "Only those that stayed when all others were undone.", default)] left: bool,
        #[graphql(desc = "So many from the start or after `after`; 20 where it is left out.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Connection<Cursor, ImportRow, EmptyFields>, Error> {
        let page = PageArgs { first, after, ..PageArgs::default() }.page(desk::BY_NUMBER, most_rows(ctx))?;
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        let fates: Option<Vec<_>> = fate.map(|all| all.into_iter().map(Into::into).collect());
        let slice = desk::rows(scope, &self.keeper, self.row.id, fates.as_deref(), (remarked, left), &page).await?;
        let with = Arc::new(Others {
            import: self.clone(),
            ids: slice.rows.iter().filter_map(|row| row.organisation_id).collect(),
            found: OnceCell::new(),
        });
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        connection.edges.extend(slice.rows.into_iter().map(|row| {
            let cursor = desk::row_cursor(&row);
            let (content, _) = reads(&self.row, &self.owner, row.number, &row.cells.0);
            Edge::with_additional_fields(cursor, ImportRow { row, content, with: Arc::clone(&with) }, EmptyFields)
        }));
        Ok(connection)
    }
}

/// A column of a list.
#[derive(Clone, Debug, SimpleObject)]
pub struct ImportColumn {
    /// What stands above it.
    pub heading: String,
    /// What it is taken to hold; null where it is left out.
    pub meaning: Option<ColumnMeaning>,
    /// Some of its cells.
    pub samples: Vec<String>,
}

/// What becomes of the rows of a list.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ImportCounts {
    /// Organisations that were not in the directory.
    pub new: usize,
    /// That are there, and of which the list says more or something else.
    pub changed: usize,
    /// That are there just so.
    pub same: usize,
    /// That may be there under another name, or were taken out.
    pub suspect: usize,
    /// That cannot be taken.
    pub refused: usize,
    /// How many of the suspect ones nobody has decided about: they are left out.
    pub undecided: usize,
    /// How many stayed when all others were undone, because somebody has changed them since, or results, comments or
    /// suggestions lead to them.
    pub left: usize,
}

/// The organisations that rows of one page are, or may be.
#[derive(Debug)]
struct Others {
    import: DeskOrganisationImport,
    ids: Vec<OrganisationId>,
    found: OnceCell<HashMap<OrganisationId, DeskOrganisation>>,
}

impl Others {
    async fn get(&self, ctx: &Context<'_>, id: OrganisationId) -> Result<Option<DeskOrganisation>, Error> {
        let all = self.found.get_or_try_init(|| async {
            let DeskOrganisationImport { owner, locale, keeper, .. } = &self.import;
            let rows = desk::by_ids(Turn::of(ctx).scope(), keeper, &self.ids).await?;
            let all = Bundle::of(owner, *locale, *keeper, rows);
            Ok::<_, Error>(all.into_iter().map(|one| (one.key(), one)).collect())
        });
        Ok(all.await?.get(&id).cloned())
    }
}

/// A row of a list.
#[derive(Clone, Debug)]
pub struct ImportRow {
    row: organisation_import_row::Model,
    content: Stored,
    with: Arc<Others>,
}

/// A row of a list.
#[Object]
impl ImportRow {
    /// Its number, as a spreadsheet counts.
    async fn number(&self) -> i32 {
        self.row.number
    }

    /// What becomes of it.
    async fn fate(&self) -> RowFate {
        self.row.fate.into()
    }

    /// Whether it stayed when all others were undone: somebody has changed the organisation since, or results, comments or
    /// suggestions lead to it.
    async fn left(&self) -> bool {
        self.row.left()
    }

    /// What somebody decided; null where nobody has, or nothing is to be decided.
    async fn choice(&self) -> Option<RowChoice> {
        self.row.choice.map(Into::into)
    }

    /// Whether it is in the directory now, or was looked at and left out.
    async fn taken(&self) -> bool {
        self.row.taken
    }

    /// Its cells, as they stand in the file; none where the list is forgotten.
    async fn cells(&self) -> &[String] {
        &self.row.cells.0
    }

    /// What is to be said of its cells.
    async fn remarks(&self) -> Vec<ImportRemark> {
        self.row.complaints.0.iter().map(Into::into).collect()
    }

    /// What it says, read as its columns are taken to be.
    async fn content(&self) -> OrganisationContent {
        (&self.content).into()
    }

    /// The organisation that it is, may be or became; null where it is new.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<DeskOrganisation>, Error> {
        match self.row.organisation_id {
            Some(id) => self.with.get(ctx, id).await,
            None => Ok(None),
        }
    }

    /// Public facts of that organisation that would become others, or did; nothing where it is new.
    async fn changes(&self, ctx: &Context<'_>) -> Result<Vec<OrganisationFactChange>, Error> {
        let before = match (&self.row.before, self.row.organisation_id) {
            (Some(before), _) => Arc::new(before.clone()),
            (None, Some(id)) if !self.row.taken && self.with.import.row.forgotten_at.is_none() => {
                match self.with.get(ctx, id).await? {
                    Some(there) => there.stored(ctx).await?,
                    None => return Ok(Vec::new()),
                }
            }
            _ => return Ok(Vec::new()),
        };
        let after = merged(&before, &self.content);
        let changed = differences(&before, &after).into_iter();
        Ok(changed
            .map(|one| OrganisationFactChange { field: one.field.into(), before: one.before, after: one.after })
            .collect())
    }
}

/// A public fact of an organisation that would become another.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganisationFactChange {
    /// Which fact.
    pub field: OrganisationField,
    /// What it is; null where nothing is known.
    pub before: Option<String>,
    /// What it would be; null where nothing would be known.
    pub after: Option<String>,
}

/// What is to be said of a cell.
#[derive(Clone, Debug, SimpleObject)]
pub struct ImportRemark {
    /// The cell as a spreadsheet names it: `D17`.
    pub cell: String,
    /// A code for a sentence: `jib_check_digit`.
    pub code: String,
    /// What stands there; of `same_as_row` the number of the other row.
    pub found: String,
    /// The whole row cannot be taken because of it.
    pub refuses: bool,
    /// The cell was taken all the same, and is only to be looked at; else it is left out.
    pub kept: bool,
}

impl From<&Complaint> for ImportRemark {
    fn from(complaint: &Complaint) -> Self {
        let Complaint { cell, code, found, refuses, kept } = complaint.clone();
        Self { cell, code, found, refuses, kept }
    }
}
