//! Public reading: `consultations` and `consultation`.

use async_graphql::connection::{Connection, Edge, EmptyFields};
use async_graphql::{Context, ID, Object};
use entities::ConsultationId;

use super::store;
use super::types::{Consultation, ConsultationFilter, ConsultationOrder, ConsultationSurroundings, Consultations};
use crate::error::Error;
use crate::gate::Turn;
use crate::municipalities::types::Municipality;
use crate::page::{Cursor, PageArgs, most_rows, rows};
use crate::scalars::LocaleTag;

/// The roots of this slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsultationQuery;

#[Object]
impl ConsultationQuery {
    /// The consultation with this id; null where there is none that you may see.
    async fn consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "An id that this API gave, `con_…`.")] id: ID,
        #[graphql(desc = "The language and script of all text below; as written where it is left out.")] locale: Option<
            LocaleTag,
        >,
    ) -> Option<Result<Consultation, Error>> {
        let id = match id.parse::<ConsultationId>() {
            Ok(id) => id,
            Err(error) => return Some(Err(error.into())),
        };
        let found = Turn::of(ctx).loader::<Consultations>().load_one(id).await.transpose()?;
        Some(found.map(|row| Consultation::new(row, locale.map(|tag| tag.0))))
    }

    /// Consultations, of one municipality or of all.
    #[graphql(complexity = "rows(first, last) * child_complexity")]
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a Relay connection")]
    async fn consultations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all where it is left out.")] filter: Option<ConsultationFilter>,
        #[graphql(desc = "In which order.", default_with = "ConsultationOrder::ClosingSoonest")]
        order_by: ConsultationOrder,
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
    ) -> Result<Connection<Cursor, Consultation, ConsultationSurroundings>, Error> {
        let (turn, order) = (Turn::of(ctx), store::ConsultationOrder::from(order_by));
        let locale = locale.map(|tag| tag.0);
        let page = PageArgs { first, after, last, before }.page(order.name(), most_rows(ctx))?;
        let filter = filter.unwrap_or_default();
        let slug = filter.municipality.clone();
        let mut criteria = filter.criteria();
        if let Some(slug) = slug {
            criteria.municipality = Some(Municipality::id_of(ctx, &slug).await?);
        }
        let slice = store::list(turn.scope(), &criteria, order, &page).await?;
        let surroundings = ConsultationSurroundings { criteria };
        let mut connection = Connection::with_additional_fields(slice.has_previous, slice.has_next, surroundings);
        connection.edges.extend(
            slice.rows.into_iter().map(|row| {
                Edge::with_additional_fields(order.cursor(&row), Consultation::new(row, locale), EmptyFields)
            }),
        );
        Ok(connection)
    }
}
