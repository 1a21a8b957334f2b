//! Who may see and do what: the whole policy on one page.

use entities::{
    CallStage, area, call_area, call_correction, call_deadline, call_document, call_event, call_lot, municipality,
    open_call, rate_count, rate_key,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait};

/// A table of which anybody may read some rows.
///
/// This is what public reading starts from (`scope::published`): to the public the other rows do not exist.
pub trait Published: EntityTrait {
    /// Which rows.
    fn visible() -> Condition;
}

/// A published table each of whose rows belongs to one municipality.
pub trait OfMunicipality: Published {
    /// The column that says which.
    const OWNER: Self::Column;
}

impl OfMunicipality for open_call::Entity {
    const OWNER: Self::Column = open_call::Column::MunicipalityId;
}

impl Published for municipality::Entity {
    fn visible() -> Condition {
        Condition::all()
    }
}

impl Published for area::Entity {
    fn visible() -> Condition {
        Condition::all()
    }
}

impl Published for open_call::Entity {
    fn visible() -> Condition {
        Condition::all().add(open_call::Column::Stage.ne(CallStage::Draft))
    }
}

/// A table that the server keeps for itself: it holds nobody's data, and `scope::Housekeeping` writes it.
pub trait Upkeep: EntityTrait {}

impl Upkeep for rate_count::Entity {}
impl Upkeep for rate_key::Entity {}

/// A published table whose rows hang on a call.
pub trait OnCall: Published {
    /// The column that names the call.
    const CALL: Self::Column;
}

/// What hangs on a call is as visible as the call. The call is looked up row by row, as a value: of `EXISTS` PostgreSQL
/// makes a join and reads every call there is, and of `IN` SQLite does.
macro_rules! visible_with_its_call {
    ($($entity:ident)*) => {$(
        impl OnCall for $entity::Entity {
            const CALL: Self::Column = $entity::Column::CallId;
        }

        impl Published for $entity::Entity {
            fn visible() -> Condition {
                let its_call = Query::select()
                    .expr(Expr::Constant(1.into()))
                    .from(open_call::Entity)
                    .and_where(open_call::Column::Id.into_expr().equals($entity::Column::CallId.as_column_ref()))
                    .cond_where(open_call::Entity::visible())
                    .to_owned();
                Condition::all().add(Expr::from(its_call).is_not_null())
            }
        }
    )*};
}
visible_with_its_call! { call_area call_lot call_deadline call_document call_event call_correction }
