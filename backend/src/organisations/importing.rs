//! Lists at the desk: planned, decided about, taken and taken back, a step at a time.

use std::sync::Arc;

use async_graphql::{Context, ID};
use entities::{ColumnMeaning, ImportId, ImportState, Mapping, RowChoice, municipality, organisation_import};
use sea_orm::{ColumnTrait as _, Condition};

use super::mutation::of_mine;
use super::store::import::{self, LONGEST, hold, plan_again, step};
use super::types::DeskOrganisationImport;
use crate::error::{Error, Reason};
use crate::gate::Turn;
use crate::mend::{FieldError, Problem};
use crate::municipalities::types::Municipality;
use crate::scope::Tx;
use crate::viewer::DirectoryKeeper;

/// About so many rows it is decided at once.
const MOST_DECIDED: usize = 1_000;

/// An import that a keeper holds: nobody else takes a step of it meanwhile.
struct Held {
    tx: Tx<DirectoryKeeper>,
    import: organisation_import::Model,
    owner: Arc<municipality::Model>,
}

async fn held(ctx: &Context<'_>, id: &ID) -> Result<Held, Error> {
    let id: ImportId = id.parse()?;
    let this = Condition::all().add(organisation_import::Column::Id.eq(id));
    let (keeper, row) = of_mine::<organisation_import::Entity>(ctx, this, "import").await?;
    let owner = Municipality::load(ctx, row.municipality_id).await?;
    let tx = Turn::of(ctx).scope().begin(keeper).await?;
    let import = hold(&tx, id).await?;
    Ok(Held { tx, import, owner })
}

impl Held {
    /// Only a list of which nothing was taken.
    fn previewed(self) -> Result<Self, Error> {
        match self.import.state {
            ImportState::Previewed => Ok(self),
            _ => Err(Error::Refused(Reason::ImportBegun)),
        }
    }

    /// Only a list of which nothing is taken: nothing was, or all was taken back.
    fn set_aside(self) -> Result<Self, Error> {
        match self.import.state {
            ImportState::Previewed | ImportState::Undone => Ok(self),
            ImportState::Running | ImportState::Done | ImportState::Undoing => Err(Error::Refused(Reason::ImportBegun)),
        }
    }
}

async fn shown(
    ctx: &Context<'_>,
    owner: &Arc<municipality::Model>,
    id: ImportId,
) -> Result<DeskOrganisationImport, Error> {
    let found = DeskOrganisationImport::now(ctx, owner, id).await?;
    found.ok_or_else(|| Error::NotFound("There is no such import any more.".into()))
}

pub(super) async fn plan(
    ctx: &Context<'_>,
    id: &ID,
    columns: Vec<Option<ColumnMeaning>>,
    publish_contacts: Option<bool>,
) -> Result<DeskOrganisationImport, Error> {
    let Held { tx, import, owner } = held(ctx, id).await?.previewed()?;
    check(&columns, import.headings.0.len())?;
    let publish = publish_contacts.unwrap_or(import.publish_contacts);
    let import = Box::pin(plan_again(&tx, &owner, import, Mapping(columns), publish)).await?;
    import::record_editing(&tx, &import, "columns").await?;
    tx.commit().await?;
    shown(ctx, &owner, import.id).await
}

/// That there is a meaning, or none, for each column, that one is the name and that no two are the same.
fn check(columns: &[Option<ColumnMeaning>], width: usize) -> Result<(), Error> {
    let mut wrong = Vec::new();
    if columns.len() != width {
        let range = [width.to_string(), width.to_string()];
        wrong.push(FieldError::new("columns", Problem::OutOfRange).with(range));
    }
    if !columns.contains(&Some(ColumnMeaning::Name)) {
        wrong.push(FieldError::new("columns", Problem::Required));
    }
    for (at, meaning) in columns.iter().enumerate() {
        if meaning.is_some() && columns.iter().take(at).any(|other| other == meaning) {
            wrong.push(FieldError::new(format!("columns.{at}"), Problem::Taken));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

pub(super) async fn decide(
    ctx: &Context<'_>,
    id: &ID,
    rows: Option<Vec<i32>>,
    choice: Option<RowChoice>,
) -> Result<DeskOrganisationImport, Error> {
    if rows.as_ref().is_some_and(|rows| rows.len() > MOST_DECIDED) {
        return Err(Error::BadRequest(format!("Decide about at most {MOST_DECIDED} rows at once.")));
    }
    let Held { tx, import, owner } = held(ctx, id).await?;
    let changed = match (import.state, choice) {
        (ImportState::Previewed, choice) => import::decide(&tx, import.id, rows.as_deref(), choice).await?,
        (ImportState::Running | ImportState::Done, Some(choice)) => {
            import::decide_later(&tx, import.clone(), rows.as_deref(), choice).await?
        }
        // What is in the directory is not taken back by row.
        _ => return Err(Error::Refused(Reason::ImportBegun)),
    };
    if rows.is_some_and(|rows| u64::try_from(rows.len()).is_ok_and(|asked| asked != changed)) {
        return Err(Error::Invalid(vec![FieldError::new("rows", Problem::Unknown)]));
    }
    import::record_editing(&tx, &import, "rows").await?;
    tx.commit().await?;
    shown(ctx, &owner, import.id).await
}

pub(super) async fn run(ctx: &Context<'_>, id: &ID) -> Result<DeskOrganisationImport, Error> {
    let Held { tx, import, owner } = held(ctx, id).await?;
    if !import.mapping.0.contains(&Some(ColumnMeaning::Name)) {
        return Err(Error::Invalid(vec![FieldError::new("columns", Problem::Required)]));
    }
    let import = Box::pin(step(&tx, &owner, import, LONGEST)).await?;
    tx.commit().await?;
    shown(ctx, &owner, import.id).await
}

pub(super) async fn undo(ctx: &Context<'_>, id: &ID) -> Result<(DeskOrganisationImport, usize), Error> {
    let Held { tx, import, owner } = held(ctx, id).await?;
    let (import, left) = Box::pin(import::undo(&tx, import, LONGEST)).await?;
    tx.commit().await?;
    Ok((shown(ctx, &owner, import.id).await?, left.changed_since))
}

pub(super) async fn discard(ctx: &Context<'_>, id: &ID) -> Result<ImportId, Error> {
    let Held { tx, import, .. } = held(ctx, id).await?.set_aside()?;
    import::discard(&tx, &import).await?;
    tx.commit().await?;
    Ok(import.id)
}
