//! Criteria as conditions, but for the words: those are sought in an index of their own (`search`).

use chrono::NaiveDate;
use entities::{organisation, organisation_area, organisation_status};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait as _, Condition};

use super::{Criteria, key_of};

/// Everything that the criteria ask, but the words.
pub(super) fn matching(criteria: &Criteria, today: NaiveDate) -> Condition {
    use organisation::Column;

    let mut all = Condition::all();
    if let Some(areas) = &criteria.areas {
        let in_one = Query::select()
            .column(organisation_area::Column::OrganisationId)
            .from(organisation_area::Entity)
            .and_where(organisation_area::Column::AreaCode.is_in(areas))
            .to_owned();
        all = all.add(Column::Id.in_subquery(in_one));
    }
    if let Some(forms) = &criteria.forms {
        all = all.add(Column::LegalForm.is_in(forms.iter().copied()));
    }
    if let Some(seats) = &criteria.seats {
        all = all.add(Column::SeatKey.is_in(seats));
    }
    if let Some(activities) = &criteria.activities {
        all = all.add(Column::Activity.is_in(activities.iter().copied()));
    }
    if let Some(statuses) = &criteria.statuses {
        let with_one = Query::select()
            .column(organisation_status::Column::OrganisationId)
            .from(organisation_status::Entity)
            .and_where(organisation_status::Column::Kind.is_in(statuses.iter().copied()))
            .cond_where(holding(today))
            .to_owned();
        all = all.add(Column::Id.in_subquery(with_one));
    }
    if let Some((alphabet, first)) = criteria.letter {
        let key = key_of(alphabet);
        let next = char::from_u32(u32::from(first) + 1).unwrap_or(char::MAX);
        all = all.add(key.gte(first.to_string())).add(key.lt(next.to_string()));
    }
    all
}

/// [`crate::organisations::rules::holds`] as a condition.
pub(super) fn holding(today: NaiveDate) -> Condition {
    use organisation_status::Column;

    let begun = Condition::any().add(Column::ValidFrom.is_null()).add(Column::ValidFrom.lte(today));
    let going_on = Condition::any().add(Column::ValidUntil.is_null()).add(Column::ValidUntil.gte(today));
    let known = Condition::any().add(Column::ValidFrom.is_not_null()).add(Column::ValidUntil.is_not_null());
    Condition::all().add(known).add(begun).add(going_on)
}

/// That each of these terms, or one of its other readings, begins a word: the same as the index of words says, one row at
/// a time.
pub(super) fn with_words(terms: &[Vec<String>]) -> Condition {
    let mut all = Condition::all();
    for readings in terms {
        let one = readings.iter().map(|term| organisation::Column::SearchText.contains(format!(" {term}")));
        all = all.add(one.fold(Condition::any(), Condition::add));
    }
    all
}

/// The first character of a sort key. The numbers are written out: to PostgreSQL two parameters are two things to group by.
pub(super) fn first_of(key: organisation::Column) -> Expr {
    Expr::from(sea_orm::sea_query::Func::cust("substr").args([
        key.into_expr(),
        Expr::Constant(1.into()),
        Expr::Constant(1.into()),
    ]))
}
