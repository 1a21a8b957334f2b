//! What the slice of consultations says to the log of one: that facts of it were published.

use entities::{ConsultationId, MunicipalityId, consultation, consultation_session};

use crate::comments::rules::facts::Shown;
use crate::comments::store;
use crate::comments::store::facts::Tells;
use crate::error::Error;
use crate::scope::Tx;

/// Records what is said of this consultation now.
pub(crate) async fn record_facts<R: Tells>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    consultation: ConsultationId,
) -> Result<(), Error> {
    store::facts::record(tx, municipality, consultation).await
}

/// Whether the log would say the same of both.
pub(crate) fn same_facts(
    (was, met): (&consultation::Model, &[consultation_session::Model]),
    (is, meet): (&consultation::Model, &[consultation_session::Model]),
) -> Result<bool, Error> {
    let before = Shown::of(was, met).map_err(Error::internal)?;
    Ok(before == Shown::of(is, meet).map_err(Error::internal)?)
}
