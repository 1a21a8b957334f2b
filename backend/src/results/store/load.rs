//! What lists of results say, for many calls or organisations at once: the same few statements however many there are.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::{
    CallId, OrganisationId, ResultListId, ResultRowId, organisation_merge, result_list, result_recipient, result_row,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _};

use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;

/// Loads results.
#[derive(Clone, Debug)]
pub struct ResultLoader(pub Scope);

/// The published lists of a call, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListsOf(pub CallId);

/// The rows of a list, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RowsOf(pub ResultListId);

/// What the lists that stand now say of an organisation, the newest list first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResultsOf(pub OrganisationId);

/// A row, with whose it is.
#[derive(Clone, Debug)]
pub struct Row {
    /// The row.
    pub row: result_row::Model,
    /// The record in the directory, where the row leads to one.
    pub recipient: Option<OrganisationId>,
}

impl Loader<ListsOf> for ResultLoader {
    type Value = Arc<Vec<Arc<result_list::Model>>>;
    type Error = Error;

    async fn load(&self, keys: &[ListsOf]) -> Result<HashMap<ListsOf, Self::Value>, Error> {
        use result_list::Column;

        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = self.0.published_beneath::<result_list::Entity>().filter(Column::CallId.is_in(padded(&ids)));
        let mut lists: HashMap<CallId, Vec<_>> = HashMap::new();
        for list in found.order_by_asc(Column::Number).all(self.0.reader()).await? {
            lists.entry(list.call_id).or_default().push(Arc::new(list));
        }
        Ok(keys.iter().map(|key| (*key, Arc::new(lists.remove(&key.0).unwrap_or_default()))).collect())
    }
}

impl Loader<RowsOf> for ResultLoader {
    type Value = Arc<Vec<Row>>;
    type Error = Error;

    async fn load(&self, keys: &[RowsOf]) -> Result<HashMap<RowsOf, Self::Value>, Error> {
        use result_row::Column;

        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let rows = self.0.published_beneath::<result_row::Entity>().filter(Column::ListId.is_in(padded(&ids)));
        let of_these = rows.clone().select_only().column(Column::Id).into_query();
        let rows = rows.order_by_asc(Column::Position).all(self.0.reader()).await?;
        let links = self.0.published_beneath::<result_recipient::Entity>();
        let links = links.filter(result_recipient::Column::RowId.in_subquery(of_these)).all(self.0.reader()).await?;
        let mut links = links.into_iter().map(|link| (link.row_id, link.organisation_id)).collect();
        led_on(&self.0, &mut links).await?;
        let mut found: HashMap<ResultListId, Vec<Row>> = HashMap::new();
        for row in rows {
            let recipient = links.get(&row.id).copied();
            found.entry(row.list_id).or_default().push(Row { row, recipient });
        }
        Ok(keys.iter().map(|key| (*key, Arc::new(found.remove(&key.0).unwrap_or_default()))).collect())
    }
}

/// A record that was put into another leads to that.
async fn led_on(scope: &Scope, links: &mut HashMap<ResultRowId, OrganisationId>) -> Result<(), Error> {
    use organisation_merge::Column;

    let ids: Vec<_> = links.values().copied().collect();
    if ids.is_empty() {
        return Ok(());
    }
    let merged = scope.published_beneath::<organisation_merge::Entity>().filter(Column::OldId.is_in(padded(&ids)));
    let merged = merged.all(scope.reader()).await?;
    let led: HashMap<_, _> = merged.into_iter().map(|one| (one.old_id, one.new_id)).collect();
    links.values_mut().for_each(|id| *id = led.get(id).copied().unwrap_or(*id));
    Ok(())
}

impl Loader<ResultsOf> for ResultLoader {
    type Value = Arc<Vec<(Arc<result_list::Model>, result_row::Model)>>;
    type Error = Error;

    async fn load(&self, keys: &[ResultsOf]) -> Result<HashMap<ResultsOf, Self::Value>, Error> {
        use result_recipient::Column;

        let (scope, ids) = (&self.0, keys.iter().map(|key| key.0).collect::<Vec<_>>());
        // What was linked to a record that was put into one of these is about that one.
        let merged = scope.published_beneath::<organisation_merge::Entity>();
        let merged = merged.filter(organisation_merge::Column::NewId.is_in(padded(&ids))).all(scope.reader()).await?;
        let mut owners: HashMap<OrganisationId, OrganisationId> = ids.iter().map(|id| (*id, *id)).collect();
        owners.extend(merged.into_iter().map(|one| (one.old_id, one.new_id)));
        let all: Vec<_> = owners.keys().copied().collect();
        let links =
            scope.published_beneath::<result_recipient::Entity>().filter(Column::OrganisationId.is_in(padded(&all)));
        let of_these = links.clone().select_only().column(Column::RowId).into_query();
        let links: HashMap<_, _> =
            links.all(scope.reader()).await?.into_iter().map(|link| (link.row_id, link.organisation_id)).collect();
        let mut found: HashMap<OrganisationId, Vec<(Arc<result_list::Model>, result_row::Model)>> = HashMap::new();
        if !links.is_empty() {
            let rows = scope.published_beneath::<result_row::Entity>();
            let rows = rows.filter(result_row::Column::Id.in_subquery(of_these));
            let in_lists = rows.clone().select_only().column(result_row::Column::ListId).into_query();
            let rows = rows.order_by_asc(result_row::Column::Position).all(scope.reader()).await?;
            let lists = scope.published_beneath::<result_list::Entity>();
            let lists = lists.filter(result_list::Column::Id.in_subquery(in_lists));
            let lists = lists.filter(result_list::Column::ReplacedAt.is_null()).all(scope.reader()).await?;
            let lists: HashMap<_, _> = lists.into_iter().map(|list| (list.id, Arc::new(list))).collect();
            for row in rows {
                let owner = links.get(&row.id).and_then(|id| owners.get(id));
                if let (Some(list), Some(owner)) = (lists.get(&row.list_id), owner) {
                    found.entry(*owner).or_default().push((Arc::clone(list), row));
                }
            }
            for rows in found.values_mut() {
                rows.sort_by_key(|(list, _)| std::cmp::Reverse((list.published_on, list.id)));
            }
        }
        Ok(keys.iter().map(|key| (*key, Arc::new(found.remove(&key.0).unwrap_or_default()))).collect())
    }
}
