//! What a call came from, looked up: whether there is such a thing, and what it is called.

use std::collections::HashSet;

use entities::{
    CallContent, CallId, CallOrigin, CallStage, ConsultationStage, MunicipalityId, OriginId, call_origin, consultation,
    open_call,
};
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, QueryFilter as _, QueryOrder as _};

use crate::error::Error;
use crate::mend::{FieldError, Problem};
use crate::scope::As;
use crate::viewer::Opens;

/// So many calls that follow one another are looked through for one that would follow itself.
const LONGEST: usize = 50;

/// Whoever can look up what a call came from.
pub trait FindsOrigins: Opens<open_call::Entity> + Opens<call_origin::Entity> + Opens<consultation::Entity> {}

impl<R> FindsOrigins for R where R: Opens<open_call::Entity> + Opens<call_origin::Entity> + Opens<consultation::Entity> {}

/// That there is no such thing that a call can come from.
pub(crate) fn unknown() -> Error {
    Error::Invalid(vec![FieldError::new("origin", Problem::Unknown)])
}

/// Looks up what is written of where a call came from; whether there is such a thing. There is where it stood there before,
/// and where it is another thing of the same municipality that everybody can read. Where there is none, nothing of it is
/// left. `of` is whose call it is, and which, if it is there already.
///
/// # Errors
/// The database refused.
pub(crate) async fn settle<R: FindsOrigins, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    of: (MunicipalityId, Option<CallId>),
    content: &mut CallContent,
    stood: &[&CallContent],
) -> Result<bool, Error> {
    let Some(id) = content.origin.as_ref().map(|origin| origin.id) else { return Ok(true) };
    let mut stood = stood.iter().filter_map(|content| content.origin.as_ref());
    content.origin = match stood.find(|origin| origin.id == id) {
        // As it was called then: what was not touched is no change.
        Some(known) => Some(known.clone()),
        None => named(proof, connection, of, id).await?,
    };
    Ok(content.origin.is_some())
}

/// The same of what a file says. An earlier call may have been brought by a file too, and have another id here.
///
/// # Errors
/// The database refused.
pub(crate) async fn settle_brought<R: FindsOrigins, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    of: (MunicipalityId, Option<CallId>),
    content: &mut CallContent,
    stood: &[&CallContent],
) -> Result<bool, Error> {
    use open_call::Column::{Id, MunicipalityId as Owner, SourceKey};

    if let Some(CallOrigin { id: OriginId::Call(id), .. }) = &mut content.origin {
        let this = Condition::any().add(Id.eq(*id)).add(SourceKey.eq(id.to_string()));
        let found = proof.find::<open_call::Entity>().filter(this).filter(Owner.eq(of.0)).order_by_asc(Id);
        let found = found.all(connection).await?;
        if let Some(brought) = found.first().filter(|_| found.iter().all(|row| row.id != *id)) {
            *id = brought.id;
        }
    }
    settle(proof, connection, of, content, stood).await
}

async fn named<R: FindsOrigins, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    (owner, call): (MunicipalityId, Option<CallId>),
    id: OriginId,
) -> Result<Option<CallOrigin>, Error> {
    let title = match id {
        OriginId::Consultation(id) => {
            use consultation::Column::{Id, MunicipalityId, Stage};

            let found = proof.find::<consultation::Entity>().filter(Id.eq(id)).filter(MunicipalityId.eq(owner));
            let found = found.filter(Stage.ne(ConsultationStage::Draft));
            found.one(connection).await?.map(|row| row.title)
        }
        OriginId::Call(id) => {
            use open_call::Column::{Id, MunicipalityId, Stage};

            let found = proof.find::<open_call::Entity>().filter(Id.eq(id)).filter(MunicipalityId.eq(owner));
            match found.filter(Stage.ne(CallStage::Draft)).one(connection).await? {
                Some(row) if !follows(proof, connection, row.id, call).await? => Some(row.title),
                _ => None,
            }
        }
    };
    Ok(title.map(|title| CallOrigin { id, title }))
}

/// Whether the first call is the other, or follows it, however many calls later.
async fn follows<R: FindsOrigins, C: ConnectionTrait>(
    proof: &As<R>,
    connection: &C,
    first: CallId,
    other: Option<CallId>,
) -> Result<bool, Error> {
    let Some(other) = other else { return Ok(false) };
    let (mut at, mut seen) = (first, HashSet::new());
    while at != other && seen.len() < LONGEST && seen.insert(at) {
        let row = proof.find::<call_origin::Entity>().filter(call_origin::Column::CallId.eq(at));
        match row.one(connection).await?.and_then(|row| row.earlier_id) {
            Some(earlier) => at = earlier,
            None => return Ok(false),
        }
    }
    Ok(at == other)
}
