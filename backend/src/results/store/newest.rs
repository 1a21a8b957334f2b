//! What was published last, for whoever follows.

use std::collections::HashMap;

use entities::{CallStage, MunicipalityId, call_area, open_call, result_list};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _};

use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;

/// The lists that stand, the newest first, each with its call: of a municipality or of all, of calls in an area or in any.
/// Two statements however many there are.
pub(crate) async fn newest(
    scope: &Scope,
    municipality: Option<MunicipalityId>,
    area: Option<&str>,
    most: u64,
) -> Result<Vec<(result_list::Model, open_call::Model)>, Error> {
    use open_call::Column;

    let calls = match municipality {
        Some(id) => scope.published_in::<open_call::Entity>(id),
        None => scope.published::<open_call::Entity>(),
    };
    let mut calls = calls.filter(Column::Stage.ne(CallStage::Cancelled));
    if let Some(area) = area {
        let in_it = Query::select()
            .column(call_area::Column::CallId)
            .from(call_area::Entity)
            .and_where(call_area::Column::AreaCode.eq(area))
            .to_owned();
        calls = calls.filter(Column::Id.in_subquery(in_it));
    }
    let of_them = calls.clone().select_only().column(Column::Id).into_query();
    let lists = scope
        .published_beneath::<result_list::Entity>()
        .filter(result_list::Column::ReplacedAt.is_null())
        .filter(result_list::Column::CallId.in_subquery(of_them))
        .order_by_desc(result_list::Column::PublishedAt)
        .order_by_desc(result_list::Column::Id)
        .limit(most)
        .all(scope.reader())
        .await?;
    if lists.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = lists.iter().map(|list| list.call_id).collect();
    let calls = calls.filter(Column::Id.is_in(padded(&ids))).all(scope.reader()).await?;
    let calls: HashMap<_, _> = calls.into_iter().map(|call| (call.id, call)).collect();
    let with_its_call = |list: result_list::Model| {
        let call = calls.get(&list.call_id)?.clone();
        Some((list, call))
    };
    Ok(lists.into_iter().filter_map(with_its_call).collect())
}
