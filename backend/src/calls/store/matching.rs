//! Criteria as conditions. Whatever decides by time here says the same as `calls::rules`; a test holds them together.

use chrono::{DateTime, Utc};
use entities::{CallKind, CallStage, Currency, call_area, open_call};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, Condition};

use super::Criteria;
use crate::calls::rules::{Phase, Status, announcement_cutoff};

/// Everything that the criteria ask, at this instant.
pub(super) fn matching(criteria: &Criteria, now: DateTime<Utc>) -> Condition {
    use open_call::Column;

    let any = |conditions: Vec<Condition>| conditions.into_iter().fold(Condition::any(), Condition::add);
    let mut all = Condition::all();
    if let Some(municipality) = criteria.municipality {
        all = all.add(Column::MunicipalityId.eq(municipality));
    }
    if let Some(phases) = &criteria.phases {
        all = all.add(any(phases.iter().map(|&phase| in_phase(phase, now)).collect()));
    }
    if let Some(statuses) = &criteria.statuses {
        all = all.add(any(statuses.iter().map(|&status| has_status(status, now)).collect()));
    }
    if let Some(kinds) = &criteria.kinds {
        all = all.add(Column::Kind.is_in(kinds.iter().copied()));
    }
    if let Some(areas) = &criteria.areas {
        let calls = Query::select()
            .column(call_area::Column::CallId)
            .from(call_area::Entity)
            .and_where(call_area::Column::AreaCode.is_in(areas))
            .to_owned();
        all = all.add(Column::Id.in_subquery(calls));
    }
    for term in &criteria.terms {
        all = all.add(Column::SearchText.contains(format!(" {term}")));
    }
    if criteria.grant_at_least.is_some() || criteria.grant_at_most.is_some() {
        all = all.add(Column::Currency.eq(criteria.currency.unwrap_or(Currency::Bam)));
    }
    if let Some(least) = criteria.grant_at_least {
        all = all.add(Column::MaxGrantMinor.gte(least));
    }
    if let Some(most) = criteria.grant_at_most {
        all = all.add(Column::MaxGrantMinor.lte(most));
    }
    all
}

/// Whether a call is in this part of the list.
pub(super) fn in_phase(phase: Phase, now: DateTime<Utc>) -> Condition {
    let statuses = Status::ALL.into_iter().filter(|status| status.phase() == phase);
    statuses.fold(Condition::any(), |any, status| any.add(has_status(status, now)))
}

/// [`crate::calls::rules::status`] as a condition.
fn has_status(status: Status, now: DateTime<Utc>) -> Condition {
    use open_call::Column;

    let stage = |stage: CallStage| Condition::all().add(Column::Stage.eq(stage));
    let announcement = || Column::Kind.eq(CallKind::Announcement);
    let published = || stage(CallStage::Published);
    let call = || published().add(Column::Kind.ne(CallKind::Announcement));
    // Neither before its opening nor after its deadline.
    let running = || {
        call()
            .add(Condition::any().add(Column::OpensAt.is_null()).add(Column::OpensAt.lte(now)))
            .add(Condition::any().add(Column::DeadlineAt.is_null()).add(Column::DeadlineAt.gte(now)))
    };
    let fresh = || Column::PublishedOn.gte(announcement_cutoff(now));
    let dated = || running().add(Column::UntilSpent.eq(false)).add(Column::DeadlineAt.is_not_null());
    match status {
        Status::Cancelled => stage(CallStage::Cancelled),
        Status::Contracted => stage(CallStage::Contracted),
        Status::FinalList => stage(CallStage::Final),
        Status::Evaluating => stage(CallStage::Evaluating),
        Status::Objections => stage(CallStage::Preliminary).add(Column::ObjectionsUntil.gte(now)),
        Status::PreliminaryList => stage(CallStage::Preliminary)
            .add(Condition::any().add(Column::ObjectionsUntil.is_null()).add(Column::ObjectionsUntil.lt(now))),
        Status::Announced => {
            Condition::any().add(published().add(announcement()).add(fresh())).add(call().add(Column::OpensAt.gt(now)))
        }
        Status::Closed => call()
            .add(Condition::any().add(Column::OpensAt.is_null()).add(Column::OpensAt.lte(now)))
            .add(Column::DeadlineAt.lt(now)),
        Status::OpenUntilSpent => running().add(Column::UntilSpent.eq(true)),
        Status::Extended => dated().add(Column::Extended.eq(true)),
        Status::Open => dated().add(Column::Extended.eq(false)),
        Status::Undated => {
            Condition::any().add(running().add(Column::UntilSpent.eq(false)).add(Column::DeadlineAt.is_null())).add(
                published().add(announcement()).add(
                    Condition::any()
                        .add(Column::PublishedOn.is_null())
                        .add(Column::PublishedOn.lt(announcement_cutoff(now))),
                ),
            )
        }
    }
}
