//! Texts of acts in the log: each version that everybody can read has one entry there.
//!
//! The entry of a version has the version's own id, so that no version has two and a key tells which has none. It is written
//! with the version when that is published. What was published before there were such entries gets its own when the server
//! starts, at the end of its log as it is by then: before that nothing of it is proven, receipts of before stay what they are,
//! and no log can be had that lacks one. It does not wait until somebody writes to the log, because to most of these logs nobody
//! ever will again; and no migration does it, because what an entry says is the matter of this slice and of its own day.

use std::collections::HashMap;

use entities::{
    ActId, ActVersionId, ConsultationId, ConsultationStage, MunicipalityId, act_anchor, act_version, consultation,
    consultation_act, log_entry, log_head,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    Select,
};

use super::log;
use crate::comments::rules::log::Entry;
use crate::comments::rules::texts::{Published, Shown};
use crate::db::padded;
use crate::error::Error;
use crate::scope::{Operator, Scope, Tx};
use crate::viewer::Opens;

/// A role that publishes texts of acts, each with its entry or not at all.
pub trait Publishes:
    Opens<consultation_act::Entity>
    + Opens<act_version::Entity>
    + Opens<act_anchor::Entity>
    + Opens<log_head::Entity>
    + Opens<log_entry::Entity>
{
}

impl<R> Publishes for R where
    R: Opens<consultation_act::Entity>
        + Opens<act_version::Entity>
        + Opens<act_anchor::Entity>
        + Opens<log_head::Entity>
        + Opens<log_entry::Entity>
{
}

/// Records every version of a consultation that is published and of which its log does not say so yet. As many statements for
/// an act of three hundred articles as for one of three.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn record<R: Publishes>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    consultation: ConsultationId,
) -> Result<(), Error> {
    let mut held = log::hold(tx, municipality, consultation).await?;
    let versions = tx.find::<act_version::Entity>().filter(unrecorded());
    let versions = versions.filter(act_version::Column::ConsultationId.eq(consultation));
    // As they were published; of one act the first is first.
    let versions = versions.order_by_asc(act_version::Column::PublishedAt).order_by_asc(act_version::Column::Number);
    let versions = versions.order_by_asc(act_version::Column::Id).all(tx.connection()).await?;
    if versions.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = versions.iter().map(|version| version.id).collect();
    let acts = tx.find::<consultation_act::Entity>().filter(consultation_act::Column::ConsultationId.eq(consultation));
    let acts = by_id(acts.all(tx.connection()).await?);
    let parts = parts(tx.find(), tx.connection(), &ids).await?;
    let entry = |version: &act_version::Model| {
        let act = acts.get(&version.act_id).ok_or_else(|| Error::internal(NoAct))?;
        let parts = parts.get(&version.id).map_or(&[][..], Vec::as_slice);
        let published = Published::of(act, version, parts, tx.now()).map_err(Error::internal)?;
        Ok(Entry::ActText(published))
    };
    let entries = versions.iter().map(entry).collect::<Result<Vec<_>, Error>>()?;
    log::append(tx, &mut held, &entries).await?;
    Ok(())
}

/// Records what was published before it was recorded when something is. For whoever starts a server.
///
/// # Errors
/// The database fails, or a log does not hold together.
pub async fn record_all(tx: &Tx<Operator>) -> Result<(), Error> {
    use act_version::Column::{ConsultationId as Of, MunicipalityId as Owner};

    let drafts = tx.find::<consultation::Entity>();
    let drafts = drafts.filter(consultation::Column::Stage.eq(ConsultationStage::Draft));
    let drafts = drafts.select_only().column(consultation::Column::Id).into_query();
    let left = tx.find::<act_version::Entity>().filter(unrecorded()).filter(Of.not_in_subquery(drafts));
    let left = left.select_only().column(Of).column(Owner).distinct().order_by_asc(Of).into_tuple();
    let left: Vec<(ConsultationId, MunicipalityId)> = left.all(tx.connection()).await?;
    for (of, municipality) in left {
        record(tx, municipality, of).await?;
    }
    Ok(())
}

/// That a version is published and no entry has its id.
fn unrecorded() -> Condition {
    let its_entry = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(log_entry::Entity)
        .and_where(log_entry::Column::Id.into_expr().equals(act_version::Column::Id.as_column_ref()))
        .to_owned();
    Condition::all().add(act_version::Column::PublishedAt.is_not_null()).add(Expr::from(its_entry).is_null())
}

/// The versions that everybody can read.
///
/// # Errors
/// The database fails.
pub async fn shown(scope: &Scope, db: &impl ConnectionTrait, of: ConsultationId) -> Result<Vec<String>, Error> {
    let select = scope.published_beneath::<act_version::Entity>();
    let select = select.filter(act_version::Column::ConsultationId.eq(of)).order_by_asc(act_version::Column::Id);
    let ids = select.select_only().column(act_version::Column::Id).into_tuple();
    let ids: Vec<ActVersionId> = ids.all(db).await?;
    Ok(ids.iter().map(ToString::to_string).collect())
}

/// Those of these versions that everybody can read, as they are shown.
///
/// # Errors
/// The database fails.
pub(super) async fn opened(
    scope: &Scope,
    db: &impl ConnectionTrait,
    of: ConsultationId,
    ids: &[ActVersionId],
) -> Result<HashMap<ActVersionId, Shown>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let select = scope.published_beneath::<act_version::Entity>();
    let select = select.filter(act_version::Column::Id.is_in(padded(ids)));
    // One that was moved to another consultation is not shown in this.
    let versions = select.filter(act_version::Column::ConsultationId.eq(of)).all(db).await?;
    let acts = scope.published_beneath::<consultation_act::Entity>();
    let acts = by_id(acts.filter(consultation_act::Column::ConsultationId.eq(of)).all(db).await?);
    let parts = parts(scope.published_beneath(), db, ids).await?;
    let shown = |version: act_version::Model| {
        let parts = parts.get(&version.id).map_or(&[][..], Vec::as_slice);
        let shown = Shown::of(acts.get(&version.act_id), &version, parts).map_err(Error::internal)?;
        Ok((version.id, shown))
    };
    versions.into_iter().map(shown).collect()
}

fn by_id(acts: Vec<consultation_act::Model>) -> HashMap<ActId, consultation_act::Model> {
    acts.into_iter().map(|act| (act.id, act)).collect()
}

/// The parts of these versions, in the order in which they are read.
async fn parts(
    select: Select<act_anchor::Entity>,
    db: &impl ConnectionTrait,
    versions: &[ActVersionId],
) -> Result<HashMap<ActVersionId, Vec<act_anchor::Model>>, Error> {
    let rows = select.filter(act_anchor::Column::VersionId.is_in(padded(versions)));
    let rows = rows.order_by_asc(act_anchor::Column::Position).order_by_asc(act_anchor::Column::Id).all(db).await?;
    let mut parts: HashMap<_, Vec<_>> = HashMap::new();
    for row in rows {
        parts.entry(row.version_id).or_default().push(row);
    }
    Ok(parts)
}

#[derive(Debug, thiserror::Error)]
#[error("a version is of no act")]
struct NoAct;
