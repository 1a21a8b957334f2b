//! Keyset pagination: the same cost for the first page and the thousandth, and no row twice when others come in
//! between.

use std::ops::Range;
use std::sync::Arc;

use async_graphql::Context;
use async_graphql::connection::CursorType;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select};

use crate::config::Config;
use crate::error::Error;

/// How many rows a page has that was not asked for a number.
pub const DEFAULT_FIRST: u64 = 20;

/// How many rows a page may have, and how many ids a list of ids: `operation.page_rows` of the configuration. More is an
/// error, never a silent cut.
#[must_use]
pub fn most_rows(ctx: &Context<'_>) -> u64 {
    ctx.data_unchecked::<Arc<Config>>().operation.page_rows
}

/// Where a row stands in its list: the sort key and, for ties, the id; opaque to clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Which order it belongs to: it means nothing in another.
    pub order: String,
    /// The sort key as text.
    pub key: String,
    /// The id.
    pub id: uuid::Uuid,
}

impl CursorType for Cursor {
    type Error = Error;

    fn decode_cursor(text: &str) -> Result<Self, Error> {
        let parts = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        parts.map(|(order, key, id)| Self { order, key, id }).ok_or_else(|| {
            Error::BadRequest("This is not a cursor of this list. Take `endCursor` from the page before.".into())
        })
    }

    fn encode_cursor(&self) -> String {
        let parts = (&self.order, &self.key, self.id);
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&parts).unwrap_or_default())
    }
}

/// Which rows of a list are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    limit: u64,
    backward: bool,
    from: Option<Cursor>,
}

/// The four arguments of a Relay connection.
#[derive(Clone, Debug, Default)]
pub struct PageArgs {
    /// So many from the start, or after `after`.
    pub first: Option<i32>,
    /// After this cursor.
    pub after: Option<String>,
    /// So many before the end, or before `before`.
    pub last: Option<i32>,
    /// Before this cursor.
    pub before: Option<String>,
}

impl PageArgs {
    /// Checks the arguments for a list in this order, of which a page has at most so many rows.
    ///
    /// # Errors
    /// A number that is negative or too large, both directions at once, or a cursor of another list.
    pub fn page(&self, order: &str, most: u64) -> Result<Page, Error> {
        let bad = |what: &str| Err(Error::BadRequest(what.into()));
        let backward = match (&self.first, &self.after, &self.last, &self.before) {
            (_, _, None, None) => false,
            (None, None, _, _) => true,
            _ => return bad("Use `first` with `after`, or `last` with `before`, not both pairs."),
        };
        let limit = match self.first.or(self.last).map(u64::try_from) {
            None => Ord::min(DEFAULT_FIRST, most),
            Some(Ok(limit)) if limit <= most => limit,
            Some(_) => return bad(&format!("A page has 0 to {most} entries.")),
        };
        let from = self.after.as_deref().or(self.before.as_deref()).map(Cursor::decode_cursor).transpose()?;
        match &from {
            Some(cursor) if cursor.order != order => bad("This cursor belongs to a list in another order."),
            _ => Ok(Page { limit, backward, from }),
        }
    }
}

/// How often what lies below a list counts towards the cost of an operation: once for each row that is asked for.
pub(crate) fn rows(first: Option<i32>, last: Option<i32>) -> usize {
    let asked = first.or(last).map_or(DEFAULT_FIRST, |asked| u64::try_from(asked).unwrap_or(0));
    usize::try_from(asked).unwrap_or(usize::MAX).clamp(1, 1_000)
}

/// A page of rows and whether there are others.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    /// The rows, in the order of the list.
    pub rows: Vec<T>,
    /// There are rows before.
    pub has_previous: bool,
    /// There are rows after.
    pub has_next: bool,
}

/// What a list is sorted by: a column without nulls, then the id.
#[derive(Clone, Copy, Debug)]
pub struct Sort<C> {
    /// The sort key.
    pub key: C,
    /// The column that breaks ties.
    pub id: C,
    /// Whether the list runs downwards.
    pub descending: bool,
}

/// What of an order is left to look at for a page.
#[derive(Clone, Debug)]
pub(crate) struct Ahead {
    /// Places of the order.
    pub(crate) places: Range<usize>,
    downwards: bool,
    most: usize,
}

impl Ahead {
    /// The first of these places, which stand in order, and one more than a page to know whether there are others.
    pub(crate) fn first(&self, places: impl DoubleEndedIterator<Item = usize>) -> Vec<usize> {
        if self.downwards { places.rev().take(self.most).collect() } else { places.take(self.most).collect() }
    }

    /// How many it is at most.
    pub(crate) const fn most(&self) -> usize {
        self.most
    }
}

impl Page {
    /// Whether no row is wanted, only what surrounds the list (counts).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.limit == 0
    }

    /// Narrows a select to the rows of this page, and one more to know whether there are others.
    ///
    /// # Errors
    /// A cursor whose key does not fit the column.
    pub fn select<E, C>(
        &self,
        select: Select<E>,
        sort: Sort<C>,
        key_value: impl FnOnce(&str) -> Option<SimpleExpr>,
    ) -> Result<Select<E>, Error>
    where
        E: EntityTrait,
        C: ColumnTrait,
    {
        let downwards = sort.descending != self.backward;
        let order = if downwards { Order::Desc } else { Order::Asc };
        let mut select = select.order_by(sort.key, order.clone()).order_by(sort.id, order).limit(self.limit + 1);
        if let Some(from) = &self.from {
            let key = key_value(&from.key).ok_or_else(|| Error::BadRequest("This cursor is damaged.".into()))?;
            let place = Expr::tuple([sort.key.into_expr(), sort.id.into_expr()]);
            let cursor = Expr::tuple([key, Expr::value(from.id)]);
            select = select.filter(if downwards { place.lt(cursor) } else { place.gt(cursor) });
        }
        Ok(select)
    }

    /// Which places of an order that is known are left to look at, of so many. `place` says which a cursor stands at: an empty
    /// range between two where what it points at is gone.
    ///
    /// # Errors
    /// A cursor whose key does not fit.
    pub(crate) fn ahead(
        &self,
        len: usize,
        descending: bool,
        place: impl FnOnce(&Cursor) -> Option<Range<usize>>,
    ) -> Result<Ahead, Error> {
        let downwards = descending != self.backward;
        let places = match &self.from {
            None => 0..len,
            Some(from) => {
                let at = place(from).ok_or_else(|| Error::BadRequest("This cursor is damaged.".into()))?;
                if downwards { 0..at.start } else { at.end..len }
            }
        };
        Ok(Ahead { places, downwards, most: usize::try_from(self.limit).unwrap_or(usize::MAX).saturating_add(1) })
    }

    /// Puts what [`Page::select`] or [`Ahead::first`] found in order.
    #[must_use]
    pub fn slice<T>(&self, mut found: Vec<T>) -> Slice<T> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = found.len() > limit;
        found.truncate(limit);
        if self.backward {
            found.reverse();
        }
        let (has_previous, has_next) =
            if self.backward { (more, self.from.is_some()) } else { (self.from.is_some(), more) };
        Slice { rows: found, has_previous, has_next }
    }
}
