//! Calls with all that hangs on them, for whoever holds an office: one statement for each table, however many calls.

use std::collections::HashMap;

use chrono_tz::Tz;
use entities::{
    CallId, call_area, call_correction, call_deadline, call_document, call_event, call_file, call_lot, call_origin,
    open_call,
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _};

use super::load::HangsOnCall;
use super::save::NewCall;
use crate::db::padded;
use crate::error::Error;
use crate::scope::As;
use crate::viewer::Opens;

/// Whoever opens a call and all that hangs on it.
pub trait ReadsCalls:
    Opens<open_call::Entity>
    + Opens<call_area::Entity>
    + Opens<call_lot::Entity>
    + Opens<call_deadline::Entity>
    + Opens<call_document::Entity>
    + Opens<call_event::Entity>
    + Opens<call_file::Entity>
    + Opens<call_correction::Entity>
    + Opens<call_origin::Entity>
{
}

impl<R> ReadsCalls for R where
    R: Opens<open_call::Entity>
        + Opens<call_area::Entity>
        + Opens<call_lot::Entity>
        + Opens<call_deadline::Entity>
        + Opens<call_document::Entity>
        + Opens<call_event::Entity>
        + Opens<call_file::Entity>
        + Opens<call_correction::Entity>
        + Opens<call_origin::Entity>
{
}

/// Rows of one table that hang on these calls, by call.
pub(crate) async fn hanging<E, R, C>(
    proof: &As<R>,
    connection: &C,
    ids: &[CallId],
) -> Result<HashMap<CallId, Vec<E::Model>>, Error>
where
    E: EntityTrait + HangsOnCall,
    R: Opens<E>,
    C: ConnectionTrait,
{
    let rows = proof.find::<E>().filter(E::CALL.is_in(padded(ids))).order_by_asc(E::ORDER);
    let mut by_call: HashMap<CallId, Vec<E::Model>> = HashMap::new();
    for row in rows.all(connection).await? {
        by_call.entry(E::call_of(&row)).or_default().push(row);
    }
    Ok(by_call)
}

/// These calls, whole, by id. Eight statements.
pub(crate) async fn wholes<R: ReadsCalls, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    calls: Vec<open_call::Model>,
    zone: Tz,
) -> Result<HashMap<CallId, NewCall>, Error> {
    let ids: Vec<_> = calls.iter().map(|call| call.id).collect();
    let mut areas = hanging::<call_area::Entity, _, _>(proof, connection, &ids).await?;
    let mut lots = hanging::<call_lot::Entity, _, _>(proof, connection, &ids).await?;
    let mut deadlines = hanging::<call_deadline::Entity, _, _>(proof, connection, &ids).await?;
    let mut documents = hanging::<call_document::Entity, _, _>(proof, connection, &ids).await?;
    let mut files = hanging::<call_file::Entity, _, _>(proof, connection, &ids).await?;
    let mut events = hanging::<call_event::Entity, _, _>(proof, connection, &ids).await?;
    let mut corrections = hanging::<call_correction::Entity, _, _>(proof, connection, &ids).await?;
    let mut origins = hanging::<call_origin::Entity, _, _>(proof, connection, &ids).await?;
    let whole = |call: open_call::Model| {
        let id = call.id;
        let areas = areas.remove(&id).unwrap_or_default();
        let new = NewCall {
            call,
            zone,
            areas: areas.into_iter().map(|area| area.area_code).collect(),
            lots: lots.remove(&id).unwrap_or_default(),
            deadlines: deadlines.remove(&id).unwrap_or_default(),
            documents: documents
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .filter(|row| row.removed_on.is_none())
                .collect(),
            files: files.remove(&id).unwrap_or_default(),
            events: events.remove(&id).unwrap_or_default(),
            corrections: corrections.remove(&id).unwrap_or_default(),
            origins: origins.remove(&id).unwrap_or_default(),
        };
        (id, new)
    };
    Ok(calls.into_iter().map(whole).collect())
}

/// One call, whole.
pub(crate) async fn whole<R: ReadsCalls, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    call: open_call::Model,
    zone: Tz,
) -> Result<NewCall, Error> {
    let (id, mut found) = (call.id, wholes(proof, connection, vec![call], zone).await?);
    found.remove(&id).ok_or_else(|| Error::NotFound("There is no such call.".into()))
}
