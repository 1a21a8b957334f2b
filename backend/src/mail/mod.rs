//! Letters: written with the change that they tell of, composed when they are sent.
//!
//! ```text
//!   Tx::post ─▶ append ─▶ letter (same transaction) ── woken here, or by the clock ──▶ Mail::deliver
//!                                                                                        │ claim: one instance, for a while
//!                                                                                        ▼
//!   a slice's words and its fresh token ◀── Compose, in a transaction of its own ◀───────┤
//!                                                                                        ▼
//!                                                                     carrier: SMTP, or a folder
//! ```
//!
//! **No secret and no text waits in the outbox.** A row says to whom, about what and until when; whoever stands above
//! ([`Compose`]) writes the letter at the moment it is sent, and mints its token then. Where there is nobody to write to,
//! it says so, and the letter is dropped: whoever asked for it has long had his answer, which was the same for all.
//!
//! A letter is claimed by moving on the time of its next try, so that no two instances send it, and that of an instance
//! that died is sent by another. Twice it is sent only where the server took it and we could not write that down; both
//! bear one `Message-ID`. A letter that a server refuses for good, or that came too late to be of use, is given up. Of
//! either nothing stays but what it was for, and when.

mod address;
mod carrier;
mod compose;
mod config;
pub mod outbox;
pub mod say;
mod send;
mod store;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use entities::{LetterId, LetterKind, Locale, MunicipalityId, letter};
use futures_util::future::BoxFuture;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait as _};
use url::Url;
use uuid::Uuid;

pub use self::address::Address;
pub use self::carrier::Failure;
pub use self::compose::Composed;
pub use self::config::{CarrierKind, MailConfig, Misconfigured, Secret, Security, SmtpConfig};
pub(crate) use self::store::is_full;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::metrics::Metrics;
use crate::scope::{Postman, Tx};
use crate::tasks::Tasks;

/// No letter is tried longer than this, however long what it tells of is of use.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// A letter that is to be sent.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// What for.
    pub kind: LetterKind,
    /// To whom.
    pub to: Address,
    /// In what language.
    pub locale: Locale,
    /// In whose name, if in anybody's.
    pub municipality: Option<MunicipalityId>,
    /// What it is about.
    pub subject: Option<Uuid>,
    /// From when on it is not worth sending, if it is sent at once.
    pub useless_after: DateTime<Utc>,
    /// When it goes, if not at once.
    pub not_before: Option<DateTime<Utc>>,
}

/// Composes a letter: reads what it needs in the transaction, mints the token of its link there (its hash is kept if, and
/// only if, the letter is about to be sent), and makes links from the address of this server. `None` where there is nobody
/// to write to, or no reason any more.
///
/// It is asked anew for every try: a token that went into a letter which no server took is nobody's.
pub type Compose =
    for<'a> fn(&'a Tx<Postman>, &'a letter::Model, home: &'a Url) -> BoxFuture<'a, Result<Option<Composed>, Error>>;

/// Writes letters into the outbox. Only `Tx::commit` calls this.
#[expect(clippy::disallowed_methods, reason = "this is where letters are written, by `Tx::commit` alone")]
pub(crate) async fn append(tx: &DatabaseTransaction, at: DateTime<Utc>, letters: &[NewLetter]) -> Result<(), Error> {
    // From then on as long as it would have been from now on.
    let goes = |new: &NewLetter| new.not_before.map_or(at, |later| later.max(at));
    let row = |new: &NewLetter| letter::ActiveModel {
        id: Set(LetterId::new()),
        municipality_id: Set(new.municipality),
        kind: Set(new.kind),
        address: Set(Some(new.to.as_str().to_owned())),
        address_hash: Set(Some(new.to.digest(new.kind).to_vec())),
        locale: Set(new.locale),
        subject_id: Set(new.subject),
        created_at: Set(at),
        useless_after: Set(goes(new) + (new.useless_after - at).min(LONGEST)),
        next_try_at: Set(goes(new)),
        tries: Set(0),
        sent_at: Set(None),
        failed_at: Set(None),
        last_error: Set(None),
    };
    // One statement holds so many values and no more.
    for letters in letters.chunks(1_000) {
        letter::Entity::insert_many(letters.iter().map(row)).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// What sends letters. Cheap to clone.
#[derive(Clone)]
pub struct Mail(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Arc<dyn Clock>,
    tasks: Tasks,
    metrics: Metrics,
    compose: Compose,
    desk: compose::Desk,
    carrier: carrier::Carrier,
    per_hour: u32,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Mail").field(&self.0.carrier).finish()
    }
}

/// What the sender needs of the application.
pub struct Behind {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// What runs beside the requests.
    pub tasks: Tasks,
    /// What the server counts.
    pub metrics: Metrics,
    /// Who composes letters.
    pub compose: Compose,
}

impl std::fmt::Debug for Behind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Behind").finish_non_exhaustive()
    }
}

impl Mail {
    /// Sends as configured; `home` is the address that every link begins with.
    ///
    /// # Errors
    /// What is configured cannot be.
    pub fn new(config: &MailConfig, home: &Url, behind: Behind) -> Result<Self, Misconfigured> {
        let Behind { db, clock, tasks, metrics, compose } = behind;
        let desk = compose::Desk::new(config, home)?;
        let carrier = carrier::Carrier::new(config, home)?;
        let per_hour = config.per_hour;
        Ok(Self(Arc::new(Inner { db, clock, tasks, metrics, compose, desk, carrier, per_hour })))
    }
}

/// Sends one letter past the outbox and the database, for whoever wants to know whether the configuration is right; what
/// the server answered.
///
/// # Errors
/// What is configured cannot be, or the letter was not taken.
pub async fn send_now(
    config: &MailConfig,
    home: &Url,
    to: &Address,
    composed: &Composed,
    now: DateTime<Utc>,
) -> Result<String, Box<dyn std::error::Error>> {
    let carrier = carrier::Carrier::new(config, home)?;
    let message = compose::Desk::new(config, home)?.message(LetterId::new(), to, composed, now)?;
    Ok(carrier.carry(message).await?)
}
