//! What a call came from, looked up.

use entities::{CallContent, CallOrigin, CallStage, ConsultationStage, OriginId, consultation, open_call};
use sea_orm::{ColumnTrait as _, ConnectionTrait, QueryFilter as _};

use crate::error::Error;
use crate::scope::As;
use crate::viewer::Opens;

/// Looks up what is written of where this call came from; whether there is such a thing. There is where it stood there
/// before, and where it is another thing of the same municipality that everybody can read. Where there is none, nothing of it
/// is left.
///
/// # Errors
/// The database refused.
pub(crate) async fn settle<R, C>(
    proof: &As<R>,
    connection: &C,
    of: &open_call::Model,
    content: &mut CallContent,
    stood: &[&CallContent],
) -> Result<bool, Error>
where
    R: Opens<open_call::Entity> + Opens<consultation::Entity>,
    C: ConnectionTrait,
{
    let Some(id) = content.origin.as_ref().map(|origin| origin.id) else { return Ok(true) };
    let mut stood = stood.iter().filter_map(|content| content.origin.as_ref());
    content.origin = match stood.find(|origin| origin.id == id) {
        // As it was called then: what was not touched is no change.
        Some(known) => Some(known.clone()),
        None => named(proof, connection, of, id).await?,
    };
    Ok(content.origin.is_some())
}

async fn named<R, C>(
    proof: &As<R>,
    connection: &C,
    of: &open_call::Model,
    id: OriginId,
) -> Result<Option<CallOrigin>, Error>
where
    R: Opens<open_call::Entity> + Opens<consultation::Entity>,
    C: ConnectionTrait,
{
    let title = match id {
        OriginId::Consultation(id) => {
            use consultation::Column::{Id, MunicipalityId, Stage};

            let found = proof.find::<consultation::Entity>().filter(Id.eq(id));
            let found = found.filter(MunicipalityId.eq(of.municipality_id)).filter(Stage.ne(ConsultationStage::Draft));
            found.one(connection).await?.map(|row| row.title)
        }
        // Nothing comes from itself.
        OriginId::Call(id) if id == of.id => None,
        OriginId::Call(id) => {
            use open_call::Column::{Id, MunicipalityId, Stage};

            let found = proof.find::<open_call::Entity>().filter(Id.eq(id));
            let found = found.filter(MunicipalityId.eq(of.municipality_id)).filter(Stage.ne(CallStage::Draft));
            found.one(connection).await?.map(|row| row.title)
        }
    };
    Ok(title.map(|title| CallOrigin { id, title }))
}
