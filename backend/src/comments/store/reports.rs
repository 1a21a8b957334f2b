//! Reports in the log: each has one entry there, and so has each time that it is said which acts were adopted.
//!
//! As of texts of acts ([`super::texts`]) the entry of a report has the report's own id, and what was published before there were
//! such entries gets its own when the server starts.

use entities::{
    CommentId, CommentState, ConsultationDocumentRole, ConsultationId, MunicipalityId, comment, consultation_document,
    consultation_file, consultation_report, log_entry, log_head,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, ConnectionTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};

use super::log::{self, Held};
use crate::comments::rules::log::Entry;
use crate::comments::rules::report::{Adopted, Finished, Shown, Supports};
use crate::db::padded;
use crate::error::Error;
use crate::scope::{Operator, Scope, Tx};
use crate::viewer::Opens;

/// A role that says which acts were adopted, each time with an entry or not at all.
pub trait Adopts:
    Opens<consultation_document::Entity>
    + Opens<consultation_file::Entity>
    + Opens<log_head::Entity>
    + Opens<log_entry::Entity>
{
}

impl<R> Adopts for R where
    R: Opens<consultation_document::Entity>
        + Opens<consultation_file::Entity>
        + Opens<log_head::Entity>
        + Opens<log_entry::Entity>
{
}

/// Records a report that was just made. As many statements however much was said.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn record<R>(tx: &Tx<R>, held: &mut Held, report: &consultation_report::Model) -> Result<(), Error>
where
    R: Adopts + Opens<comment::Entity>,
{
    let supports = supports(tx, report.consultation_id).await?;
    let adopted = said(tx, report.consultation_id).await?;
    let shown = Shown::of(report, adopted).map_err(Error::internal)?;
    let finished = Finished::of(shown, &supports, tx.now()).map_err(Error::internal)?;
    log::append(tx, held, &[Entry::Finished(Box::new(finished))]).await?;
    Ok(())
}

/// Records which acts are said to be adopted now, beside a report that is there.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn record_adopted<R: Adopts>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    of: ConsultationId,
) -> Result<(), Error> {
    let mut held = log::hold(tx, municipality, of).await?;
    let acts = said(tx, of).await?;
    log::append(tx, &mut held, &[Entry::Adopted { acts, at: tx.now() }]).await?;
    Ok(())
}

/// Records the reports that were made before they were recorded when they are. For whoever starts a server.
///
/// # Errors
/// The database fails, or a log does not hold together.
pub async fn record_all(tx: &Tx<Operator>) -> Result<(), Error> {
    let its_entry = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(log_entry::Entity)
        .and_where(log_entry::Column::Id.into_expr().equals(consultation_report::Column::Id.as_column_ref()))
        .to_owned();
    let left = tx.find::<consultation_report::Entity>().filter(Expr::from(its_entry).is_null());
    let left = left.order_by_asc(consultation_report::Column::ConsultationId).all(tx.connection()).await?;
    for report in left {
        let mut held = log::hold(tx, report.municipality_id, report.consultation_id).await?;
        record(tx, &mut held, &report).await?;
    }
    Ok(())
}

/// The report that everybody can read, as it is shown.
///
/// # Errors
/// The database fails.
pub async fn shown(scope: &Scope, db: &impl ConnectionTrait, of: ConsultationId) -> Result<Option<Shown>, Error> {
    let report = scope.published_beneath::<consultation_report::Entity>();
    let report = report.filter(consultation_report::Column::ConsultationId.eq(of)).one(db).await?;
    let Some(report) = report else { return Ok(None) };
    let adopted = adopted(scope.published_beneath(), scope.published_beneath(), db, of).await?;
    Ok(Some(Shown::of(&report, adopted).map_err(Error::internal)?))
}

/// How many support each comment that everybody can read.
async fn supports<R: Opens<comment::Entity>>(tx: &Tx<R>, of: ConsultationId) -> Result<Supports, Error> {
    use comment::Column::{ConsultationId as Of, Id, State, Supports};

    let some = tx.find::<comment::Entity>().filter(Of.eq(of)).filter(State.eq(CommentState::Published));
    let some = some.filter(Supports.gt(0)).select_only().columns([Id, Supports]).into_tuple();
    let some: Vec<(CommentId, i32)> = some.all(tx.connection()).await?;
    Ok(some.into_iter().map(|(id, supports)| (id.to_string(), supports)).collect())
}

/// The acts that are said to be adopted, of those that everybody sees.
async fn said<R: Adopts>(tx: &Tx<R>, of: ConsultationId) -> Result<Vec<Adopted>, Error> {
    let listed = tx.find::<consultation_document::Entity>();
    let listed = listed.filter(consultation_document::Column::RemovedOn.is_null());
    adopted(listed, tx.find(), tx.connection(), of).await
}

async fn adopted(
    documents: Select<consultation_document::Entity>,
    files: Select<consultation_file::Entity>,
    db: &impl ConnectionTrait,
    of: ConsultationId,
) -> Result<Vec<Adopted>, Error> {
    use consultation_document::Column::{ConsultationId as Of, Position, Role};

    let rows = documents.filter(Of.eq(of)).filter(Role.eq(ConsultationDocumentRole::Adopted));
    let rows = rows.order_by_asc(Position).all(db).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let files = files.filter(consultation_file::Column::DocumentId.is_in(padded(&ids))).all(db).await?;
    Ok(Adopted::all(&rows, &files))
}
