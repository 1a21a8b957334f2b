//! Which rows of which tables: whose each is, and which of them somebody reads and writes.

use entities::{
    act_anchor, act_version, api_token, call_area, call_correction, call_deadline, call_document, call_event,
    call_file, call_lot, call_origin, call_question, comment, comment_band, comment_count, comment_flag,
    comment_organisation, comment_revision, comment_support, consultation, consultation_act, consultation_change,
    consultation_channel, consultation_document, consultation_file, consultation_report, consultation_session,
    invitation, journal, log_entry, log_head, membership, municipality, official_answer, open_call, organisation,
    organisation_area, organisation_change, organisation_distinct, organisation_import, organisation_import_row,
    organisation_merge, organisation_representative, organisation_spelling, organisation_status,
    organisation_suggestion, report_print, result_draft, result_list, result_recipient, result_row, voice_key,
};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue, ColumnTrait as _, Condition, EntityTrait, Value};
use uuid::Uuid;

use crate::scope::{Bounds, Operator};

/// A table each of whose rows belongs to one municipality, whether it is published or not.
pub trait Tenant: EntityTrait {
    /// The column that says which.
    const MUNICIPALITY: Self::Column;
}

/// A municipality belongs to itself.
impl Tenant for municipality::Entity {
    const MUNICIPALITY: Self::Column = municipality::Column::Id;
}

macro_rules! tenants {
    ($($entity:ident)*) => {$(
        impl Tenant for $entity::Entity {
            const MUNICIPALITY: Self::Column = $entity::Column::MunicipalityId;
        }
    )*};
}
tenants! {
    open_call call_area call_lot call_deadline call_document call_event call_file call_correction call_origin
    call_question
    result_draft result_list result_recipient result_row
    consultation consultation_act act_version act_anchor consultation_session consultation_channel
    consultation_document consultation_file consultation_change consultation_report report_print
    comment comment_band comment_count comment_flag comment_organisation comment_revision comment_support
    official_answer log_head log_entry voice_key
    organisation organisation_area organisation_change organisation_distinct organisation_import
    organisation_import_row organisation_merge organisation_representative organisation_spelling organisation_status
    organisation_suggestion
    membership invitation api_token journal
}

/// Which rows of a table a role may find, change, remove and write.
#[derive(Clone, Copy, Debug)]
pub enum Rows<E: EntityTrait> {
    /// All of them.
    All,
    /// Those that have this in this column.
    With(E::Column, Uuid),
    /// None.
    None,
}

impl<E: EntityTrait> Rows<E> {
    pub(super) fn of(column: E::Column, id: Option<impl Into<Uuid>>) -> Self {
        id.map_or(Self::None, |id| Self::With(column, id.into()))
    }

    /// As a condition on what is there already.
    pub(crate) fn condition(&self) -> Condition {
        match self {
            Self::All => Condition::all(),
            Self::With(column, id) => Condition::all().add(column.eq(*id)),
            Self::None => Condition::all().add(Expr::value(false)),
        }
    }

    /// Whether this new row would be one of them. A row to be changed need not say whose it is.
    pub(crate) fn admit<A: ActiveModelTrait<Entity = E>>(&self, row: &A, new: bool) -> bool {
        match self {
            Self::All => true,
            Self::With(column, id) => match row.get(*column) {
                ActiveValue::Set(value) | ActiveValue::Unchanged(value) => value == Value::from(*id),
                ActiveValue::NotSet => !new,
            },
            Self::None => false,
        }
    }
}

/// A table that a role reads and writes.
pub trait Opens<E: EntityTrait> {
    /// Which rows of it.
    fn rows(bounds: &Bounds) -> Rows<E>;
}

/// Whoever sits at the console may do to a table what he may do to the file that it is in.
impl<E: EntityTrait> Opens<E> for Operator {
    fn rows(_: &Bounds) -> Rows<E> {
        Rows::All
    }
}
