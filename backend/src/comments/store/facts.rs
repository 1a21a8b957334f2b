//! Facts of a consultation in its log: whenever one is published, all of them as they are by then.

use entities::{ConsultationId, MunicipalityId, consultation, consultation_session, log_entry, log_head};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait, QueryFilter as _, QuerySelect as _};

use super::log;
use crate::comments::rules::facts::{Facts, Shown};
use crate::comments::rules::log::Entry;
use crate::error::Error;
use crate::scope::{Scope, Tx};
use crate::viewer::Opens;

/// That an entry tells of facts: what stands behind `{"what":"`.
const TELLS_OF_FACTS: &str = "substr(body, 10, 6) = 'facts\"'";

/// A role that publishes what a consultation is about, each time with an entry or not at all.
pub trait Tells:
    Opens<consultation::Entity> + Opens<consultation_session::Entity> + Opens<log_head::Entity> + Opens<log_entry::Entity>
{
}

impl<R> Tells for R where
    R: Opens<consultation::Entity>
        + Opens<consultation_session::Entity>
        + Opens<log_head::Entity>
        + Opens<log_entry::Entity>
{
}

/// Records what is said of a consultation now.
///
/// # Errors
/// The database fails, or the log does not hold together.
pub async fn record<R: Tells>(tx: &Tx<R>, municipality: MunicipalityId, of: ConsultationId) -> Result<(), Error> {
    let mut held = log::hold(tx, municipality, of).await?;
    let row = tx.find::<consultation::Entity>().filter(consultation::Column::Id.eq(of)).one(tx.connection()).await?;
    let row = row.ok_or_else(|| Error::NotFound("There is no such consultation any more.".into()))?;
    let sessions = tx.find::<consultation_session::Entity>();
    let sessions = sessions.filter(consultation_session::Column::ConsultationId.eq(of)).all(tx.connection()).await?;
    let shown = Shown::of(&row, &sessions).map_err(Error::internal)?;
    log::append(tx, &mut held, &[Entry::Facts(Facts::of(&shown, tx.now()))]).await?;
    Ok(())
}

/// What everybody reads of a consultation, if its log says what that is: of those of before it does not.
///
/// # Errors
/// The database fails.
pub async fn shown(scope: &Scope, db: &impl ConnectionTrait, of: ConsultationId) -> Result<Option<Shown>, Error> {
    let row = scope.published_beneath::<consultation::Entity>().filter(consultation::Column::Id.eq(of)).one(db).await?;
    let Some(row) = row else { return Ok(None) };
    let told = scope.published_beneath::<log_entry::Entity>().filter(log_entry::Column::ConsultationId.eq(of));
    let told = told.filter(Expr::cust(TELLS_OF_FACTS)).select_only().column(log_entry::Column::Number).limit(1);
    if told.into_tuple::<i64>().one(db).await?.is_none() {
        return Ok(None);
    }
    let sessions = scope.published_beneath::<consultation_session::Entity>();
    let sessions = sessions.filter(consultation_session::Column::ConsultationId.eq(of)).all(db).await?;
    Shown::of(&row, &sessions).map(Some).map_err(Error::internal)
}
