//! Public reading: `organisations` and `organisation`.

use std::sync::Arc;

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, ID, Object};
use entities::{Locale, OrganisationId};
use tokio::sync::OnceCell;

use super::rules::words::Reading;
use super::store::{self, Tallies};
use super::types::{Organisation, OrganisationFilter, OrganisationOrder, OrganisationSurroundings, alphabet_of};
use crate::error::Error;
use crate::gate::Turn;
use crate::municipalities::types::Municipality;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scalars::LocaleTag;

/// The roots of this slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct OrganisationQuery;

#[Object]
impl OrganisationQuery {
    /// The organisation with this id, or the one that its record was put into; null where there is none that you may see.
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "An id that this API gave, `org_…`.")] id: ID,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
    ) -> Option<Result<Organisation, Error>> {
        let id = match id.parse::<OrganisationId>() {
            Ok(id) => id,
            Err(error) => return Some(Err(error.into())),
        };
        let found = store::by_id(Turn::of(ctx).scope(), id).await.transpose()?;
        Some(found.map(|row| Organisation::new(row, locale.map(|tag| tag.0))))
    }

    /// Organisations, of one municipality's directory or of all.
    #[graphql(complexity = "rows(first, last) * child_complexity")]
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a Relay connection")]
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all where it is left out.")] filter: Option<OrganisationFilter>,
        #[graphql(desc = "In which order.", default_with = "OrganisationOrder::Name")] order_by: OrganisationOrder,
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
    ) -> Result<Connection<Cursor, Organisation, OrganisationSurroundings>, Error> {
        let turn = Turn::of(ctx);
        let locale = locale.map(|tag| tag.0);
        let alphabet = alphabet_of(locale.unwrap_or(Locale::SrLatn));
        let order = match order_by {
            OrganisationOrder::Name => store::OrganisationOrder::Name(alphabet),
            OrganisationOrder::LastChanged => store::OrganisationOrder::LastChanged,
        };
        let page = PageArgs { first, after, last, before }.page(order.name(), most_rows(ctx))?;
        let filter = filter.unwrap_or_default();
        let owner = match &filter.municipality {
            Some(slug) => Some(Municipality::load(ctx, Municipality::id_of(ctx, slug).await?).await?),
            None => None,
        };
        let mut criteria = filter.criteria(alphabet, store::today(turn.scope(), owner.as_deref()))?;
        criteria.municipality = owner.map(|owner| owner.id);
        let found = store::find(ctx.data_unchecked::<Tallies>(), turn.scope(), &criteria).await?;
        let slice = store::list(turn.scope(), &criteria, &found, order, &page).await?;
        let terms: Arc<[Reading]> = found.readings().into();
        let counted = OnceCell::new();
        let surroundings = OrganisationSurroundings { criteria, found, alphabet, locale, counted };
        let mut connection = Connection::with_additional_fields(slice.has_previous, slice.has_next, surroundings);
        connection.edges.extend(slice.rows.into_iter().map(|row| {
            let cursor = order.cursor(&row);
            let organisation = Organisation::new(row, locale).found_by(Arc::clone(&terms));
            Edge::with_additional_fields(cursor, organisation, EmptyFields)
        }));
        Ok(connection)
    }
}
