//! Criteria as conditions. Whatever decides by time here says the same as `consultations::rules`; a test holds them
//! together.

use chrono::{DateTime, Utc};
use entities::{ConsultationStage, consultation, consultation_session};
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr, Query, SimpleExpr};
use sea_orm::{ColumnTrait as _, Condition};

use super::Criteria;
use crate::consultations::rules::Status;

/// Everything that the criteria ask, at this instant.
pub(super) fn matching(criteria: &Criteria, now: DateTime<Utc>) -> Condition {
    use consultation::Column;

    let mut all = Condition::all();
    if let Some(statuses) = &criteria.statuses {
        let one = statuses.iter().map(|&status| has_status(status, now));
        all = all.add(one.fold(Condition::any(), Condition::add));
    }
    if let Some(kinds) = &criteria.kinds {
        all = all.add(Column::Kind.is_in(kinds.iter().copied()));
    }
    if let Some(areas) = &criteria.areas {
        all = all.add(areas.iter().map(|code| about(code)).fold(Condition::any().add(never()), Condition::add));
    }
    for term in &criteria.terms {
        all = all.add(Column::SearchText.contains(format!(" {term}")));
    }
    all
}

/// Whether any date of a consultation lies at or after this instant.
pub(super) fn dated_since(since: DateTime<Utc>) -> Condition {
    use consultation::Column;

    let session = Query::select()
        .expr(Expr::val(1))
        .from(consultation_session::Entity)
        .and_where(consultation_session::Column::ConsultationId.into_expr().equals(Column::Id.as_column_ref()))
        .and_where(consultation_session::Column::StartsAt.gte(since))
        .to_owned();
    Condition::any().add(Column::OpensAt.gte(since)).add(Column::ClosesAt.gte(since)).add(Expr::exists(session))
}

/// Whether it is about this area of work. Both databases can read the list as the text that it is written as.
fn about(code: &str) -> Condition {
    let is_code = code.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if !is_code {
        return Condition::all().add(never());
    }
    let list = Expr::col((consultation::Entity, consultation::Column::Areas)).cast_as("text");
    Condition::all().add(list.like(LikeExpr::new(format!("%\"{}\"%", code.replace('_', "\\_"))).escape('\\')))
}

/// What holds for no row.
fn never() -> SimpleExpr {
    consultation::Column::Id.is_null()
}

/// [`crate::consultations::rules::status`] as a condition.
pub(super) fn has_status(status: Status, now: DateTime<Utc>) -> Condition {
    use consultation::Column;

    let stage = |stage: ConsultationStage| Condition::all().add(Column::Stage.eq(stage));
    let begun = || {
        let opened = Condition::any().add(Column::OpensAt.is_null()).add(Column::OpensAt.lte(now));
        stage(ConsultationStage::Published).add(opened)
    };
    match status {
        Status::Cancelled => stage(ConsultationStage::Cancelled),
        Status::Report => stage(ConsultationStage::Finished),
        Status::Announced => stage(ConsultationStage::Published).add(Column::OpensAt.gt(now)),
        Status::Closed => begun().add(Column::ClosesAt.lt(now)),
        // One without a last day sorts behind every instant; that it has none is asked as well.
        Status::Open => begun().add(Column::ClosesKey.gte(now)).add(Column::ClosesAt.is_not_null()),
        Status::Undated => begun().add(Column::ClosesAt.is_null()),
    }
}
