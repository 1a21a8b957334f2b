//! Reports as they are printed, kept until they would be others.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use entities::{ConsultationId, Locale, MunicipalityId, ReportId, ReportPrintId, report_print};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};

use crate::comments::types::hold_log;
use crate::db::Db;
use crate::error::Error;
use crate::scope::{Scope, keeping_house};
use crate::storage::{Shelf, Storage};

/// A volume of the report as it was printed in this language, if it would be printed so again.
///
/// # Errors
/// The database fails.
pub async fn kept(
    scope: &Scope,
    (report, locale, volume): (ReportId, Locale, usize),
    made_of: &str,
) -> Result<Option<report_print::Model>, Error> {
    use report_print::{Column, Entity};

    // Whose report it is was looked up before: nothing hangs on this row but a file that shows what everybody can read.
    let found = keeping_house().find::<Entity>().filter(Column::ReportId.eq(report));
    let found = found.filter(Column::Locale.eq(locale)).filter(Column::Volume.eq(numbered(volume)?));
    Ok(found.filter(Column::MadeOf.eq(made_of)).one(scope.reader()).await?)
}

/// A volume that was just printed.
#[derive(Clone, Debug)]
pub struct Printed {
    /// Whose.
    pub municipality: MunicipalityId,
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// Which report.
    pub report: ReportId,
    /// In what language.
    pub locale: Locale,
    /// Which volume of it, from 1.
    pub volume: usize,
    /// Of what it was made.
    pub made_of: String,
    /// How long the log was when what it shows was read.
    pub log_size: i64,
    /// It.
    pub bytes: Bytes,
}

/// Keeps a printed volume instead of the one that was there in this language, and removes that: it may say what had to be erased.
///
/// Whoever erased something while this was set has not found it to take it away, and has left an entry in the log. So nothing is
/// kept where the log has grown since; and because whoever erases holds the log as this does, he either comes before, and that
/// is seen here, or after, and finds this.
///
/// # Errors
/// There is no room for it, the store does not take it, or the database fails.
pub async fn keep(
    db: &Db,
    storage: &Storage,
    now: DateTime<Utc>,
    new: Printed,
) -> Result<Option<report_print::Model>, Error> {
    let (size, bytes) = (i64::try_from(new.bytes.len()).map_err(Error::internal)?, new.bytes.clone());
    let (key, sha256) = storage.keep(Shelf::ReportPrints, bytes).await?;
    let row = report_print::Model {
        id: ReportPrintId::new(),
        municipality_id: new.municipality,
        report_id: new.report,
        locale: new.locale,
        volume: numbered(new.volume)?,
        made_of: new.made_of,
        storage_key: key.clone(),
        size_bytes: size,
        sha256,
        made_at: now,
    };
    // What fails here leaves a file that nothing names, to be swept up.
    match name(db, now, (new.consultation, new.log_size), row).await? {
        Some((row, before)) => {
            storage.forget(before).await;
            Ok(Some(row))
        }
        None => {
            storage.forget([key]).await;
            Ok(None)
        }
    }
}

/// Names a print, unless the log has grown; with it where the one lies that was there before.
async fn name(
    db: &Db,
    now: DateTime<Utc>,
    (of, log_size): (ConsultationId, i64),
    row: report_print::Model,
) -> Result<Option<(report_print::Model, Option<String>)>, Error> {
    use report_print::{Column, Entity};

    let tx = keeping_house().begin(db, now).await?;
    let log = hold_log(&tx, row.municipality_id, of).await?;
    if log.size() != log_size {
        return Ok(None);
    }
    let before = tx.find::<Entity>().filter(Column::ReportId.eq(row.report_id)).filter(Column::Locale.eq(row.locale));
    let before = before.filter(Column::Volume.eq(row.volume)).one(tx.connection()).await?;
    let instead = OnConflict::columns([Column::ReportId, Column::Locale, Column::Volume])
        .update_columns([Column::MadeOf, Column::StorageKey, Column::SizeBytes, Column::Sha256, Column::MadeAt])
        .to_owned();
    tx.put(vec![row.clone().into_active_model()], instead).await?;
    tx.commit().await?;
    Ok(Some((row, before.map(|before| before.storage_key))))
}

fn numbered(volume: usize) -> Result<i32, Error> {
    i32::try_from(volume).map_err(Error::internal)
}
