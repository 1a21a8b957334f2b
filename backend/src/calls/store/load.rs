//! The edges of calls, in batches: one statement per edge and page.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, HashMapCache, Loader};
use entities::{
    CallId, OriginId, call_area, call_correction, call_deadline, call_document, call_event, call_file, call_lot,
    call_origin, call_question, open_call,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SimpleExpr, WindowStatement};
use sea_orm::{ColumnTrait as _, Order, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _};

use super::save::NewCall;
use crate::calls::rules::origin;
use crate::db::padded;
use crate::error::Error;
use crate::scope::Scope;
use crate::viewer::OnCall;

/// Loads calls and what hangs on them.
#[derive(Clone, Debug)]
pub struct CallLoader(pub Scope);

impl Loader<CallId> for CallLoader {
    type Value = Arc<open_call::Model>;
    type Error = Error;

    async fn load(&self, ids: &[CallId]) -> Result<HashMap<CallId, Self::Value>, Self::Error> {
        let calls = self.0.published_beneath::<open_call::Entity>().filter(open_call::Column::Id.is_in(padded(ids)));
        let rows = calls.all(self.0.reader()).await?;
        rows.iter().for_each(|row| self.0.notes().one(row.municipality_id));
        if rows.len() < ids.len() {
            // One that is not there may come, and nobody knows where.
            self.0.notes().everything();
        }
        Ok(rows.into_iter().map(|row| (row.id, Arc::new(row))).collect())
    }
}

/// Key of an edge of a call: all rows of `E` that hang on it.
#[derive(Debug)]
pub struct Of<E> {
    call: CallId,
    rows: std::marker::PhantomData<E>,
}

impl<E> Of<E> {
    /// What hangs on this call.
    #[must_use]
    pub fn call(call: CallId) -> Self {
        Self { call, rows: std::marker::PhantomData }
    }
}

// By hand, because a derive would ask the same of `E`.
impl<E> Clone for Of<E> {
    fn clone(&self) -> Self {
        Self::call(self.call)
    }
}
impl<E> PartialEq for Of<E> {
    fn eq(&self, other: &Self) -> bool {
        self.call == other.call
    }
}
impl<E> Eq for Of<E> {}
impl<E> Hash for Of<E> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.call.hash(state);
    }
}

/// A table whose rows hang on a call.
pub trait HangsOnCall: OnCall {
    /// The column that orders the rows of one call.
    const ORDER: Self::Column;
    /// The call that a row hangs on.
    fn call_of(row: &Self::Model) -> CallId;
    /// The rows that a call has which is not published so; none where they are not part of what is published with it.
    fn among(new: &NewCall) -> Option<Vec<Self::Model>>;
}

macro_rules! hang_on_call {
    ($($entity:ident by $order:ident, among $among:expr;)*) => {$(
        impl HangsOnCall for $entity::Entity {
            const ORDER: Self::Column = $entity::Column::$order;
            fn call_of(row: &Self::Model) -> CallId {
                row.call_id
            }
            fn among(new: &NewCall) -> Option<Vec<Self::Model>> {
                let among: fn(&NewCall) -> Option<Vec<Self::Model>> = $among;
                among(new)
            }
        }
    )*};
}
hang_on_call! {
    call_area by AreaCode, among |new| Some(areas_of(new));
    call_lot by Position, among |new| Some(new.lots.clone());
    call_deadline by Position, among |new| Some(new.deadlines.clone());
    call_document by Position, among |new| Some(new.documents.clone());
    call_event by StartsAt, among |new| Some(new.events.clone());
    call_file by Version, among |new| Some(new.files.clone());
    call_correction by At, among |new| Some(new.corrections.clone());
    call_origin by CallId, among |new| Some(new.origins.clone());
    call_question by AskedAt, among |_| None;
}

fn areas_of(new: &NewCall) -> Vec<call_area::Model> {
    let (municipality_id, call_id) = (new.call.municipality_id, new.call.id);
    let area = |area_code: &String| call_area::Model { municipality_id, call_id, area_code: area_code.clone() };
    new.areas.iter().map(area).collect()
}

impl<E> Loader<Of<E>> for CallLoader
where
    E: HangsOnCall,
    E::Model: Send + Sync + 'static,
{
    type Value = Arc<Vec<E::Model>>;
    type Error = Error;

    async fn load(&self, keys: &[Of<E>]) -> Result<HashMap<Of<E>, Self::Value>, Self::Error> {
        let ids: Vec<_> = keys.iter().map(|key| key.call).collect();
        let rows = self.0.published_beneath::<E>().filter(E::CALL.is_in(padded(&ids))).order_by_asc(E::ORDER);
        let mut by_call: HashMap<CallId, Vec<E::Model>> = HashMap::new();
        for row in rows.all(self.0.reader()).await? {
            by_call.entry(E::call_of(&row)).or_default().push(row);
        }
        Ok(keys.iter().map(|key| (key.clone(), Arc::new(by_call.remove(&key.call).unwrap_or_default()))).collect())
    }
}

/// Key of the calls that came from something: from a consultation, or that follow a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CameFrom(pub OriginId);

/// So many calls that came from one thing are shown.
const MOST_OF_ONE: u64 = 20;

impl Loader<CameFrom> for CallLoader {
    type Value = Arc<Vec<Arc<open_call::Model>>>;
    type Error = Error;

    /// Two statements for each of the two kinds of things, however many things there are.
    async fn load(&self, keys: &[CameFrom]) -> Result<HashMap<CameFrom, Self::Value>, Self::Error> {
        use call_origin::Column::{ConsultationId, EarlierId};

        let (mut debates, mut calls) = (Vec::new(), Vec::new());
        for CameFrom(id) in keys {
            match id {
                OriginId::Consultation(id) => debates.push(*id),
                OriginId::Call(id) => calls.push(*id),
            }
        }
        let mut found: HashMap<CameFrom, Vec<Arc<open_call::Model>>> = HashMap::new();
        for (column, among) in [
            (ConsultationId, (!debates.is_empty()).then(|| ConsultationId.is_in(padded(&debates)))),
            (EarlierId, (!calls.is_empty()).then(|| EarlierId.is_in(padded(&calls)))),
        ] {
            let Some(among) = among else { continue };
            for (id, call) in self.came_from(column, among).await? {
                found.entry(CameFrom(id)).or_default().push(Arc::new(call));
            }
        }
        Ok(keys.iter().map(|key| (*key, Arc::new(found.remove(key).unwrap_or_default()))).collect())
    }
}

impl CallLoader {
    /// The newest calls that came from each of those things, the most recently published first.
    async fn came_from(
        &self,
        column: call_origin::Column,
        among: SimpleExpr,
    ) -> Result<Vec<(OriginId, open_call::Model)>, Error> {
        use call_origin::Column::CallId as Of;
        use open_call::Column::{Id, PublishedKey};

        // Each call with its place among those that came from the same.
        let links = self.0.published_beneath::<call_origin::Entity>();
        let mut all = links.clone().filter(among).select_only().column(Of).into_query();
        let place = WindowStatement::partition_by(column).order_by(Of, Order::Desc).take();
        all.expr_window_as(Expr::cust("ROW_NUMBER()"), place, "place");
        let newest = Query::select()
            .column(Of)
            .from_subquery(all, "placed")
            .and_where(Expr::col("place").lte(MOST_OF_ONE))
            .to_owned();
        let links = links.filter(Of.in_subquery(newest)).all(self.0.reader()).await?;
        if links.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = links.iter().map(|link| link.call_id).collect();
        let from: HashMap<_, _> = links.iter().filter_map(|link| Some((link.call_id, origin::id(link)?))).collect();
        let calls = self.0.published_beneath::<open_call::Entity>().filter(Id.is_in(padded(&ids)));
        let calls = calls.order_by_desc(PublishedKey).order_by_desc(Id).all(self.0.reader()).await?;
        calls.iter().for_each(|call| self.0.notes().one(call.municipality_id));
        Ok(calls.into_iter().filter_map(|call| Some((*from.get(&call.id)?, call))).collect())
    }
}

/// Looks up whatever can be asked of these calls, so that a loader that is shared has it. What else they are tied to, what they
/// came from and what followed, is looked up when somebody asks.
pub(crate) async fn fill_calls(loader: &DataLoader<CallLoader, HashMapCache>, calls: Vec<CallId>) -> Result<(), Error> {
    macro_rules! edges {
        ($($entity:ident)*) => {
            futures_util::try_join!(
                loader.load_many(calls.clone()),
                $(loader.load_many(calls.iter().copied().map(Of::<$entity::Entity>::call)),)*
            )
        };
    }
    edges! { call_area call_lot call_deadline call_document call_event call_file call_correction call_origin call_question }?;
    Ok(())
}
