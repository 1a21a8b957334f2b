//! What the public may read: of each table, which rows. To the public the others do not exist.

use entities::{
    CallStage, CommentState, ConsultationStage, OrganisationState, QuestionState, act_anchor, act_version, area,
    call_area, call_correction, call_deadline, call_document, call_event, call_file, call_lot, call_origin,
    call_question, comment, comment_count, consultation, consultation_act, consultation_change, consultation_channel,
    consultation_document, consultation_file, consultation_report, consultation_session, log_entry, log_head,
    municipality, official_answer, open_call, organisation, organisation_area, organisation_change, organisation_merge,
    organisation_spelling, organisation_status, result_list, result_row,
};
use sea_orm::sea_query::{DynIden, Expr, ExprTrait as _, Query};
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

impl OfMunicipality for consultation::Entity {
    const OWNER: Self::Column = consultation::Column::MunicipalityId;
}

impl Published for consultation::Entity {
    fn visible() -> Condition {
        Condition::all().add(consultation::Column::Stage.ne(ConsultationStage::Draft))
    }
}

/// A published table whose rows hang on a consultation.
pub trait OnConsultation: Published {
    /// The column that names the consultation.
    const CONSULTATION: Self::Column;
}

/// What hangs on a consultation is as visible as the consultation, looked up as a value like a call; and of some tables
/// only what the second condition says.
macro_rules! visible_with_its_consultation {
    ($($entity:ident if $also:expr;)*) => {$(
        impl OnConsultation for $entity::Entity {
            const CONSULTATION: Self::Column = $entity::Column::ConsultationId;
        }

        impl Published for $entity::Entity {
            fn visible() -> Condition {
                Condition::all().add(its_consultation($entity::Column::ConsultationId.as_column_ref())).add($also)
            }
        }
    )*};
}
visible_with_its_consultation! {
    // An act that waits is a draft in a consultation that is none; so is a version that is being made.
    consultation_act if consultation_act::Column::Waits.eq(false);
    act_version if act_version::Column::PublishedAt.is_not_null();
    act_anchor if its_version(act_anchor::Column::VersionId.as_column_ref());
    consultation_session if Condition::all();
    consultation_channel if Condition::all();
    consultation_document if consultation_document::Column::RemovedOn.is_null();
    consultation_file if Condition::all();
    consultation_change if Condition::all();
    comment if comment::Column::State.eq(CommentState::Published);
    comment_count if Condition::all();
    official_answer if Condition::all();
    consultation_report if Condition::all();
    // The log says of what may not be read that it came, and what became of it.
    log_head if Condition::all();
    log_entry if Condition::all();
}

/// That the consultation with the id in this column can be read.
fn its_consultation(id: (DynIden, DynIden)) -> Expr {
    let its_consultation = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(consultation::Entity)
        .and_where(consultation::Column::Id.into_expr().equals(id))
        .cond_where(consultation::Entity::visible())
        .to_owned();
    Expr::from(its_consultation).is_not_null()
}

/// That a comment has its place in the public list. Said in plain words, as the indexes of these lists say it: with a
/// parameter in it, a condition is not seen to be theirs.
pub(crate) fn standing() -> Condition {
    Condition::all().add(Expr::cust("standing")).add(its_consultation(comment::Column::ConsultationId.as_column_ref()))
}

/// That the version with the id in this column is published.
fn its_version(id: (DynIden, DynIden)) -> Expr {
    let its_version = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(act_version::Entity)
        .and_where(act_version::Column::Id.into_expr().equals(id))
        .and_where(act_version::Column::PublishedAt.is_not_null())
        .to_owned();
    Expr::from(its_version).is_not_null()
}

impl OfMunicipality for organisation::Entity {
    const OWNER: Self::Column = organisation::Column::MunicipalityId;
}

impl Published for organisation::Entity {
    fn visible() -> Condition {
        Condition::all().add(organisation::Column::State.eq(OrganisationState::Listed))
    }
}

/// A published table whose rows hang on an organisation.
pub trait OnOrganisation: Published {
    /// The column that names the organisation.
    const ORGANISATION: Self::Column;
}

/// What hangs on an organisation is as visible as the organisation. Of a merger everybody may know where it led.
macro_rules! visible_with_its_organisation {
    ($($entity:ident by $column:ident)*) => {$(
        impl OnOrganisation for $entity::Entity {
            const ORGANISATION: Self::Column = $entity::Column::$column;
        }

        impl Published for $entity::Entity {
            fn visible() -> Condition {
                Condition::all().add(its_organisation($entity::Column::$column.as_column_ref()))
            }
        }
    )*};
}
visible_with_its_organisation! {
    organisation_area by OrganisationId
    organisation_status by OrganisationId
    organisation_merge by NewId
}

/// Also where the record was put into another: nothing that was published disappears.
impl Published for organisation_change::Entity {
    fn visible() -> Condition {
        let its = || organisation_change::Column::OrganisationId.as_column_ref();
        Condition::any().add(its_organisation(its())).add(put_into_one(its()))
    }
}

/// That the record with the id in this column was put into one that can be read.
pub(crate) fn put_into_one(id: (DynIden, DynIden)) -> Expr {
    let led = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(organisation_merge::Entity)
        .and_where(organisation_merge::Column::OldId.into_expr().equals(id))
        .cond_where(organisation_merge::Entity::visible())
        .to_owned();
    Expr::from(led).is_not_null()
}

/// That the organisation with the id in this column can be read.
fn its_organisation(id: (DynIden, DynIden)) -> Expr {
    let its_organisation = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(organisation::Entity)
        .and_where(organisation::Column::Id.into_expr().equals(id))
        .cond_where(organisation::Entity::visible())
        .to_owned();
    Expr::from(its_organisation).is_not_null()
}

// Words of what can be read, or could once; they lead to nothing but what can be read.
impl OfMunicipality for organisation_spelling::Entity {
    const OWNER: Self::Column = organisation_spelling::Column::MunicipalityId;
}

impl Published for organisation_spelling::Entity {
    fn visible() -> Condition {
        Condition::all()
    }
}

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
                Condition::all().add(its_call($entity::Column::CallId.as_column_ref()))
            }
        }
    )*};
}
visible_with_its_call! { call_area call_lot call_deadline call_event call_file call_correction call_origin result_list result_row }

impl OnCall for call_document::Entity {
    const CALL: Self::Column = call_document::Column::CallId;
}

impl Published for call_document::Entity {
    fn visible() -> Condition {
        let listed = call_document::Column::RemovedOn.is_null();
        Condition::all().add(its_call(call_document::Column::CallId.as_column_ref())).add(listed)
    }
}

impl OnCall for call_question::Entity {
    const CALL: Self::Column = call_question::Column::CallId;
}

impl Published for call_question::Entity {
    fn visible() -> Condition {
        let its_call = its_call(call_question::Column::CallId.as_column_ref());
        Condition::all().add(call_question::Column::State.eq(QuestionState::Answered)).add(its_call)
    }
}

/// The comments that anybody can read or could once: of those that are refused or taken back it may be told that they were
/// there, because everybody saw them.
pub(crate) fn once_published() -> Condition {
    let its_consultation = its_consultation(comment::Column::ConsultationId.as_column_ref());
    Condition::all().add(comment::Column::PublishedAt.is_not_null()).add(its_consultation)
}

/// That the call with the id in this column can be read.
fn its_call(id: (DynIden, DynIden)) -> Expr {
    let its_call = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(open_call::Entity)
        .and_where(open_call::Column::Id.into_expr().equals(id))
        .cond_where(open_call::Entity::visible())
        .to_owned();
    Expr::from(its_call).is_not_null()
}
