//! By what whoever supports or reports a comment is counted once: a hash under a key that each consultation has for itself.
//!
//! What is hashed is itself a hash of him under the server's key, for this comment. As long as the key of the consultation is there,
//! whoever has the database and looks for somebody can find him: addresses of the network are few enough to try all. With the
//! last of its hashes the key goes ([`crate::comments::care`]), and then nobody can, whatever else he has or learns. It is
//! deleted as any other row: a backup of before has it still.

use entities::{comment, ids, voice_key};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};
use sha2::Sha256;

use crate::error::Error;
use crate::scope::{Guest, Tx};

/// By what this voice about a comment is counted, of whom the server's key makes this. The first of a consultation draws its key.
///
/// # Errors
/// The database fails, or the machine has no randomness to give.
pub async fn hashed(tx: &Tx<Guest>, about: &comment::Model, known: &[u8]) -> Result<Vec<u8>, Error> {
    use voice_key::{Column, Entity, Model};

    let its = || tx.find::<Entity>().filter(Column::ConsultationId.eq(about.consultation_id));
    let mut kept = its().one(tx.connection()).await?;
    if kept.is_none() {
        let drawn = Model {
            consultation_id: about.consultation_id,
            municipality_id: about.municipality_id,
            key: ids::secret().map_err(Error::internal)?.to_vec(),
        };
        // As good as doing nothing: of two who come at once the second takes what the first has drawn.
        let keep = OnConflict::column(Column::ConsultationId).update_column(Column::ConsultationId).to_owned();
        tx.put(vec![drawn.into_active_model()], keep).await?;
        kept = its().one(tx.connection()).await?;
    }
    let Model { key, .. } = kept.ok_or_else(|| Error::internal(NoKey))?;
    let mut mac = <Hmac<Sha256>>::new_from_slice(&key).map_err(Error::internal)?;
    mac.update(known);
    Ok(mac.finalize().into_bytes().to_vec())
}

#[derive(Debug, thiserror::Error)]
#[error("the key of a consultation is not there although it was just written")]
struct NoKey;
