//! What the other slices say to the log of a consultation when it is over: what its report says, and which acts were adopted.

use entities::{ConsultationId, MunicipalityId, comment, consultation_report, log_head};

use crate::comments::store;
use crate::comments::store::log::Held;
use crate::comments::store::reports::Adopts;
use crate::error::Error;
use crate::scope::Tx;
use crate::viewer::Opens;

/// Holds the log: nothing is added to it, and nobody is counted, until the transaction is over.
pub(crate) async fn hold_log<R: Opens<log_head::Entity>>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    consultation: ConsultationId,
) -> Result<Held, Error> {
    store::log::hold(tx, municipality, consultation).await
}

/// Records a report that was just made, with how many support the comments.
pub(crate) async fn record_report<R: Adopts + Opens<comment::Entity>>(
    tx: &Tx<R>,
    held: &mut Held,
    report: &consultation_report::Model,
) -> Result<(), Error> {
    store::reports::record(tx, held, report).await
}

/// Records which acts are said to be adopted now.
pub(crate) async fn record_adopted<R: Adopts>(
    tx: &Tx<R>,
    municipality: MunicipalityId,
    consultation: ConsultationId,
) -> Result<(), Error> {
    store::reports::record_adopted(tx, municipality, consultation).await
}
