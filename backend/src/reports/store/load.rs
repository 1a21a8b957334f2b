//! What reports say of consultations, for many at once.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::{ConsultationId, comment_count, consultation_report};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};

use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;

/// Loads what reports say of consultations.
#[derive(Clone, Debug)]
pub struct ReportLoader(pub Scope);

/// The report of a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReportOf(pub ConsultationId);

/// How many comments of a consultation everybody can read that have no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unanswered(pub ConsultationId);

impl Loader<ReportOf> for ReportLoader {
    type Value = Option<Arc<consultation_report::Model>>;
    type Error = Error;

    async fn load(&self, keys: &[ReportOf]) -> Result<HashMap<ReportOf, Self::Value>, Error> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = self.0.published_beneath::<consultation_report::Entity>();
        let found = found.filter(consultation_report::Column::ConsultationId.is_in(padded(&ids)));
        let rows = found.all(self.0.reader()).await?.into_iter();
        let mut rows: HashMap<_, _> = rows.map(|row| (row.consultation_id, Arc::new(row))).collect();
        Ok(keys.iter().map(|key| (*key, rows.remove(&key.0))).collect())
    }
}

impl Loader<Unanswered> for ReportLoader {
    type Value = i64;
    type Error = Error;

    async fn load(&self, keys: &[Unanswered]) -> Result<HashMap<Unanswered, i64>, Error> {
        use comment_count::Column;

        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = self.0.published_beneath::<comment_count::Entity>();
        let found = found.filter(Column::ConsultationId.is_in(padded(&ids)));
        let waiting = Expr::col(Column::Published).sub(Expr::col(Column::Answered)).sum().cast_as("bigint");
        let found = found.select_only().column(Column::ConsultationId).expr_as(waiting, "waiting");
        let found = found.group_by(Column::ConsultationId).into_tuple();
        let mut found: HashMap<ConsultationId, i64> = found.all(self.0.reader()).await?.into_iter().collect();
        Ok(keys.iter().map(|key| (*key, found.remove(&key.0).unwrap_or_default())).collect())
    }
}
