//! Reports that were printed before something in them was forgotten: they would say it still.

use std::collections::BTreeSet;

use entities::{comment, consultation_report, report_print};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QuerySelect as _, QueryTrait as _};

use crate::error::Error;
use crate::scope::Tx;
use crate::viewer::Moderator;

/// Forgets the printed reports of the consultations that these comments are on; where they lie, to be removed once nothing names
/// them. Each is printed anew when somebody asks for it.
///
/// # Errors
/// The database fails.
pub(super) async fn forget(tx: &Tx<Moderator>, rows: &[comment::Model]) -> Result<Vec<String>, Error> {
    use report_print::Column::{ReportId, StorageKey};

    let of: BTreeSet<_> = rows.iter().map(|row| row.consultation_id).collect();
    let reports = tx.find::<consultation_report::Entity>();
    let reports = reports.filter(consultation_report::Column::ConsultationId.is_in(of));
    let reports = reports.select_only().column(consultation_report::Column::Id).into_query();
    let printed = tx.find::<report_print::Entity>().filter(ReportId.in_subquery(reports));
    let printed: Vec<String> = printed.select_only().column(StorageKey).into_tuple().all(tx.connection()).await?;
    if !printed.is_empty() {
        tx.delete::<report_print::Entity>(Condition::all().add(StorageKey.is_in(printed.clone()))).await?;
    }
    Ok(printed)
}
