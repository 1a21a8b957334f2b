//! The key that this server signs logs with: one for all its instances, made when the first of them starts.

use entities::server_key;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};

use crate::error::Error;
use crate::ledger::{LedgerKey, PublicKey};
use crate::scope::{Operator, Tx};

const LOGS: &str = "logs";

/// The server's key and its public name. The name is part of every signature, so it stays what it was when the key was
/// made, wherever the server moves.
///
/// # Errors
/// The database fails, or what it has is no key.
pub async fn open(tx: &Tx<Operator>, server: &str) -> Result<LedgerKey, Error> {
    use server_key::{Column, Entity, Model};

    let (private, public) = LedgerKey::draw(server).map_err(Error::internal)?;
    let drawn = Model { purpose: LOGS.to_owned(), private, public: public.0, made_at: tx.now() };
    let keep = OnConflict::column(Column::Purpose).update_column(Column::Purpose).to_owned();
    tx.put(vec![drawn.into_active_model()], keep).await?;
    let kept = tx.find::<Entity>().filter(Column::Purpose.eq(LOGS)).one(tx.connection()).await?;
    let kept = kept.ok_or_else(|| Error::internal(NoKey))?;
    LedgerKey::read(&kept.private, PublicKey(kept.public)).map_err(Error::internal)
}

#[derive(Debug, thiserror::Error)]
#[error("the server's key is not there although it was just written")]
struct NoKey;
