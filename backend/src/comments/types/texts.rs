//! What the slice of consultations says to the log of one: that a text of an act was published.

use entities::{ConsultationId, MunicipalityId};

use crate::comments::store;
use crate::comments::store::texts::Publishes;
use crate::error::Error;
use crate::scope::Tx;

/// Records every version of this consultation that is published and was not recorded yet.
pub(crate) async fn record_texts<R: Publishes>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    consultation: ConsultationId,
) -> Result<(), Error> {
    store::texts::record(tx, municipality, consultation).await
}
