//! Public reading: `municipality`, `municipalities`, `areas`.

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, Object};

use super::store;
use super::types::{Area, Municipality, MunicipalityFilter};
use crate::error::Error;
use crate::gate::Turn;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scalars::LocaleTag;

/// The roots of this slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct MunicipalityQuery;

#[Object]
impl MunicipalityQuery {
    /// The municipality with this slug; null where there is none.
    async fn municipality(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The stable name in addresses: `trebinje`.")] slug: String,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
    ) -> Option<Result<Municipality, Error>> {
        let found = store::by_slug(Turn::of(ctx).scope(), &slug).await.transpose()?;
        Some(found.map(|row| Municipality::new(row, locale.map(|tag| tag.0))))
    }

    /// Municipalities, by slug.
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a Relay connection")]
    #[graphql(complexity = "rows(first, last) * child_complexity")]
    async fn municipalities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all where it is left out.")] filter: Option<MunicipalityFilter>,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
        #[graphql(
            desc = "So many from the start or after `after`; 20 where it is left out, at most 100 (unless this server is set otherwise)."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many before the end or before `before`.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Cursor, Municipality>, Error> {
        let page = PageArgs { first, after, last, before }.page(store::BY_SLUG, most_rows(ctx))?;
        let slice = store::list(Turn::of(ctx).scope(), &filter.unwrap_or_default().into(), &page).await?;
        let mut connection = Connection::new(slice.has_previous, slice.has_next);
        connection.edges.extend(slice.rows.into_iter().map(|row| {
            let cursor = Cursor { order: store::BY_SLUG.into(), key: row.slug.clone(), id: row.id.0 };
            Edge::with_additional_fields(cursor, Municipality::new(row, locale.map(|tag| tag.0)), EmptyFields)
        }));
        Ok(connection)
    }

    /// The areas of work that calls and organisations are filed under, in their order.
    async fn areas(
        &self,
        #[graphql(desc = "The language and script of the labels; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
    ) -> Vec<Area> {
        Area::all(None, locale.map(|tag| tag.0))
    }
}
