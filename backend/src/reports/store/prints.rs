//! Reports as they are printed, kept until they would be others.

use entities::{Locale, MunicipalityId, ReportId, ReportPrintId, report_print};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _};

use crate::error::Error;
use crate::scope::{Scope, keeping_house};

/// The report as it was printed in this language, if it would be printed so again.
///
/// # Errors
/// The database fails.
pub async fn kept(
    scope: &Scope,
    report: ReportId,
    locale: Locale,
    made_of: &str,
) -> Result<Option<report_print::Model>, Error> {
    use report_print::{Column, Entity};

    // Whose report it is was looked up before: nothing hangs on this row but a file that shows what everybody can read.
    let found = keeping_house().find::<Entity>().filter(Column::ReportId.eq(report));
    let found = found.filter(Column::Locale.eq(locale)).filter(Column::MadeOf.eq(made_of));
    Ok(found.one(scope.reader()).await?)
}

/// A printed report that lies in the store.
#[derive(Clone, Debug)]
pub struct Printed {
    /// Whose.
    pub municipality: MunicipalityId,
    /// Which report.
    pub report: ReportId,
    /// In what language.
    pub locale: Locale,
    /// Of what it was made.
    pub made_of: String,
    /// Where its bytes lie.
    pub key: String,
    /// Its SHA-256.
    pub sha256: String,
    /// Its size in bytes.
    pub size: usize,
}

/// Names a printed report, instead of the one that was there in this language; where that lies, to be removed: nothing names it any
/// more, and it may say what had to be erased.
///
/// # Errors
/// The database fails.
pub async fn keep(
    db: &crate::db::Db,
    now: chrono::DateTime<chrono::Utc>,
    new: Printed,
) -> Result<(report_print::Model, Option<String>), Error> {
    use report_print::{Column, Entity, Model};

    let row = Model {
        id: ReportPrintId::new(),
        municipality_id: new.municipality,
        report_id: new.report,
        locale: new.locale,
        made_of: new.made_of,
        storage_key: new.key,
        size_bytes: i64::try_from(new.size).map_err(Error::internal)?,
        sha256: new.sha256,
        made_at: now,
    };
    let instead = OnConflict::columns([Column::ReportId, Column::Locale])
        .update_columns([Column::MadeOf, Column::StorageKey, Column::SizeBytes, Column::Sha256, Column::MadeAt])
        .to_owned();
    let tx = keeping_house().begin(db, now).await?;
    let before = tx.find::<Entity>().filter(Column::ReportId.eq(row.report_id)).filter(Column::Locale.eq(row.locale));
    let before = before.one(tx.connection()).await?;
    tx.put(vec![row.clone().into_active_model()], instead).await?;
    tx.commit().await?;
    Ok((row, before.map(|before| before.storage_key)))
}

/// Names a printed report no more.
///
/// # Errors
/// The database fails.
pub async fn forget(db: &crate::db::Db, now: chrono::DateTime<chrono::Utc>, key: &str) -> Result<(), Error> {
    let tx = keeping_house().begin(db, now).await?;
    tx.delete::<report_print::Entity>(Condition::all().add(report_print::Column::StorageKey.eq(key))).await?;
    tx.commit().await
}
