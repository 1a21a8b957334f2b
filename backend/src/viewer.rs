//! Who may see and do what: the whole policy on one page.

use entities::{
    CallStage, area, call_area, call_correction, call_deadline, call_document, call_event, call_lot, municipality,
    municipality_area, open_call,
};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait};

/// Who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Viewer {
    /// Anybody, known by nothing.
    #[default]
    Anyone,
}

/// A table of which anybody may read some rows.
///
/// This is what public reading starts from (`scope::published`): to the public the other rows do not exist.
pub trait Published: EntityTrait {
    /// Which rows.
    fn visible() -> Condition;
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

impl Published for municipality_area::Entity {
    fn visible() -> Condition {
        Condition::all()
    }
}

impl Published for open_call::Entity {
    fn visible() -> Condition {
        Condition::all().add(open_call::Column::Stage.ne(CallStage::Draft))
    }
}

/// What hangs on a call is as visible as the call.
macro_rules! visible_with_its_call {
    ($($entity:ident)*) => {$(
        impl Published for $entity::Entity {
            fn visible() -> Condition {
                let calls = Query::select()
                    .column(open_call::Column::Id)
                    .from(open_call::Entity)
                    .cond_where(open_call::Entity::visible())
                    .to_owned();
                Condition::all().add($entity::Column::CallId.in_subquery(calls))
            }
        }
    )*};
}
visible_with_its_call! { call_area call_lot call_deadline call_document call_event call_correction }
