//! What the slice of consultations says to the log of one: that facts of it were published.

use entities::{ConsultationId, MunicipalityId};

pub(crate) use crate::comments::rules::facts::{Rows as FactRows, Shown as ShownFacts};
use crate::comments::store;
use crate::comments::store::facts::Tells;
use crate::error::Error;
use crate::scope::Tx;

/// What these rows say of a consultation, to be held against what is said of it once it is written.
pub(crate) fn facts_in(rows: FactRows<'_>) -> Result<ShownFacts, Error> {
    ShownFacts::of(rows).map_err(Error::internal)
}

/// Records what is said of this consultation now.
pub(crate) async fn record_facts<R: Tells>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    consultation: ConsultationId,
) -> Result<(), Error> {
    store::facts::record(tx, municipality, consultation).await
}

/// Records what is said of this consultation now, if it is another than before. For whoever holds it.
pub(crate) async fn record_other_facts<R: Tells>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    consultation: ConsultationId,
    before: &ShownFacts,
) -> Result<(), Error> {
    store::facts::record_others(tx, municipality, consultation, before).await
}
