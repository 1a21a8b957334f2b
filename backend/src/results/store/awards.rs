//! What was awarded, for whoever takes it all away: some at a time, in the order of their ids.

use std::collections::HashMap;

use async_graphql::dataloader::Loader as _;
use entities::{
    CallStage, MunicipalityId, OrganisationId, ResultOutcome, ResultRowId, ResultStage, municipality, open_call,
    organisation, organisation_merge, result_list, result_recipient, result_row,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _};

use super::load::{ResultLoader, RowsOf};
use crate::db::padded;
use crate::error::Error;
use crate::results::types::open::Award;
use crate::scope::Scope;

/// Awards after this one: of a municipality, or of all. An exercise awards nothing to anybody. The same few statements
/// however many there are.
pub(crate) async fn after(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    last: Option<ResultRowId>,
    most: u64,
) -> Result<Vec<Award>, Error> {
    use result_row::Column;

    let calls = match municipality {
        Some(id) => scope.published_in::<open_call::Entity>(id),
        None => scope.published::<open_call::Entity>(),
    };
    let calls = calls.filter(open_call::Column::Stage.ne(CallStage::Cancelled));
    let calls = calls.filter(open_call::Column::Exercise.eq(false));
    let lists = scope.published_beneath::<result_list::Entity>();
    let lists = lists.filter(result_list::Column::Stage.eq(ResultStage::Final));
    let lists = lists.filter(result_list::Column::ReplacedAt.is_null());
    let mut rows = scope
        .published_beneath::<result_row::Entity>()
        .filter(Column::Outcome.eq(ResultOutcome::Approved))
        .filter(Column::ApprovedMinor.gt(0_i64))
        .filter(Column::ListId.in_subquery(lists.clone().select_only().column(result_list::Column::Id).into_query()))
        .filter(Column::CallId.in_subquery(calls.select_only().column(open_call::Column::Id).into_query()));
    if let Some(last) = last {
        rows = rows.filter(Column::Id.gt(last));
    }
    let rows = rows.order_by_asc(Column::Id).limit(most).all(scope.reader()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = rows.iter().map(|row| row.list_id).collect();
    let lists = lists.filter(result_list::Column::Id.is_in(padded(&ids))).all(scope.reader()).await?;
    let lists: HashMap<_, _> = lists.into_iter().map(|list| (list.id, list)).collect();
    let ids: Vec<_> = rows.iter().map(|row| row.call_id).collect();
    let calls = scope.published_beneath::<open_call::Entity>();
    let calls = calls.filter(open_call::Column::Id.is_in(padded(&ids))).all(scope.reader()).await?;
    let calls: HashMap<_, _> = calls.into_iter().map(|call| (call.id, call)).collect();
    let ids: Vec<_> = rows.iter().map(|row| row.municipality_id).collect();
    let owners = scope.published_beneath::<municipality::Entity>();
    let owners = owners.filter(municipality::Column::Id.is_in(padded(&ids))).all(scope.reader()).await?;
    let owners: HashMap<_, _> = owners.into_iter().map(|owner| (owner.id, owner)).collect();
    let recipients = recipients(scope, &rows).await?;
    let award = |row: result_row::Model| {
        Some(Award {
            list: lists.get(&row.list_id)?.clone(),
            call: calls.get(&row.call_id)?.clone(),
            owner: owners.get(&row.municipality_id)?.clone(),
            recipient: recipients.get(&row.id).cloned(),
            row,
        })
    };
    Ok(rows.into_iter().filter_map(award).collect())
}

/// The records that rows lead to, of those that everybody can read.
pub(super) async fn recipients(
    scope: &Scope,
    rows: &[result_row::Model],
) -> Result<HashMap<ResultRowId, organisation::Model>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let links = scope.published_beneath::<result_recipient::Entity>();
    let links = links.filter(result_recipient::Column::RowId.is_in(padded(&ids))).all(scope.reader()).await?;
    let ids: Vec<_> = links.iter().map(|link| link.organisation_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let merged = scope.published_beneath::<organisation_merge::Entity>();
    let merged = merged.filter(organisation_merge::Column::OldId.is_in(padded(&ids))).all(scope.reader()).await?;
    let led: HashMap<OrganisationId, OrganisationId> = merged.into_iter().map(|one| (one.old_id, one.new_id)).collect();
    let ids: Vec<_> = ids.into_iter().map(|id| led.get(&id).copied().unwrap_or(id)).collect();
    let found = scope.published_beneath::<organisation::Entity>();
    let found = found.filter(organisation::Column::Id.is_in(padded(&ids))).all(scope.reader()).await?;
    let found: HashMap<_, _> = found.into_iter().map(|row| (row.id, row)).collect();
    let one = |link: result_recipient::Model| {
        let id = led.get(&link.organisation_id).copied().unwrap_or(link.organisation_id);
        Some((link.row_id, found.get(&id)?.clone()))
    };
    Ok(links.into_iter().filter_map(one).collect())
}

/// The rows of a list with whose they are, where there is no batch.
pub(crate) async fn rows_of(scope: &Scope, list: &result_list::Model) -> Result<Vec<super::load::Row>, Error> {
    let mut found = ResultLoader(scope.clone()).load(&[RowsOf(list.id)]).await?;
    Ok(found.remove(&RowsOf(list.id)).map(|rows| rows.to_vec()).unwrap_or_default())
}
