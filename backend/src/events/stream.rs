//! What happened, as a subscription takes it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::Context;
use entities::{Happening, MunicipalityId, journal};
use futures_util::stream::{self, Stream, StreamExt as _};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::{Happened, Journal};
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Error;
use crate::gate::{Turn, Turns};
use crate::scope::Scope;
use crate::viewer::{Credential, Occasion, Office, Recognise};

/// Which events.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Of these kinds; of all where the list is empty.
    pub kinds: &'static [Happening],
    /// Of this municipality; of all where it is left out.
    pub municipality: Option<MunicipalityId>,
}

impl Wanted {
    pub(super) const fn everything() -> Self {
        Self { kinds: &[], municipality: None }
    }

    fn wants(&self, row: &journal::Model) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&row.kind))
            && self.municipality.is_none_or(|municipality| municipality == row.municipality_id)
    }
}

/// Where a stream of events begins. The gate puts it into the request.
#[derive(Clone, Copy, Debug)]
pub enum Start {
    /// With what happened after this position, which was the last a moment ago, and then for ever.
    From(i64),
    /// With what happened after this position, up to that one: what a listener missed.
    After {
        /// The last position that he has seen.
        position: i64,
        /// The last position that is told.
        until: i64,
    },
}

/// The events that are wanted, each in the turn that belongs to it: by the time an event comes out, the resolvers of the
/// subscription see its turn.
pub fn stream(ctx: &Context<'_>, wanted: Wanted) -> impl Stream<Item = Result<Arc<Happened>, Error>> + 'static {
    let journal = ctx.data_unchecked::<Journal>().clone();
    let turns = ctx.data_unchecked::<Turns>().clone();
    let start = *ctx.data_unchecked::<Start>();
    let (last, missed, live) = match start {
        Start::From(position) => {
            // Whoever listens first and looks at the head afterwards knows what he did not hear.
            let live = journal.0.live.subscribe();
            let head = journal.head();
            (position, (head > position).then_some(head), Some(live))
        }
        Start::After { position, until } => (position, Some(until), None),
    };
    let taking = Taking { journal, turns, wanted, last, missed, live, waiting: VecDeque::new() };
    stream::try_unfold(taking, |mut taking| async move { Ok(taking.next().await?.map(|happened| (happened, taking))) })
}

/// Asks again and again whether a listener is still who he was when he began. The gate puts it into the request.
#[derive(Clone)]
pub struct Sentry {
    /// What he showed.
    pub credential: Credential,
    /// Where to look.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// How to look.
    pub recognise: Recognise,
}

impl std::fmt::Debug for Sentry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sentry").finish_non_exhaustive()
    }
}

impl Sentry {
    /// A fresh scope of whoever listens, if he holds this office still.
    async fn pass<O: Office>(&self, municipality: MunicipalityId) -> Result<Scope, Error> {
        let now = self.clock.now();
        let viewer = (self.recognise)(self.db.clone(), self.credential.clone(), now, Occasion::Listens).await?;
        let scope = Scope::of(self.db.clone(), now, viewer);
        scope.acting::<O>(municipality)?;
        Ok(scope)
    }
}

/// How long a listener may be somebody else than he was without anybody noticing, where nothing happens.
const LOOK: Duration = Duration::from_secs(30);

/// What happens at a desk, for whoever holds this office there. Before each event it is looked whether he still does; the
/// first time that he does not is the last thing he is told. Each event has a turn of his own.
///
/// # Errors
/// He does not hold the office.
pub async fn official<O: Office>(
    ctx: &Context<'_>,
    municipality: MunicipalityId,
    kinds: &'static [Happening],
) -> Result<impl Stream<Item = Result<Arc<Happened>, Error>> + use<O>, Error> {
    let missing = || Error::Unauthenticated("This needs a person who has signed in.".into());
    let sentry = ctx.data_opt::<Sentry>().cloned().ok_or_else(missing)?;
    sentry.pass::<O>(municipality).await?;
    let turns = ctx.data_unchecked::<Turns>().clone();
    let loaders = ctx.data_unchecked::<Journal>().0.loaders;
    let events = stream(ctx, Wanted { kinds, municipality: Some(municipality) }).boxed();
    let listening = Some((events, sentry, turns));
    Ok(stream::unfold(listening, move |listening| async move {
        let (mut events, sentry, turns) = listening?;
        loop {
            let event = match tokio::time::timeout(LOOK, events.next()).await {
                Ok(event) => Some(event?),
                Err(_) => None,
            };
            let scope = match sentry.pass::<O>(municipality).await {
                Ok(scope) => scope,
                Err(error) => return Some((Err(error), None)),
            };
            match event {
                None => {}
                Some(Err(error)) => return Some((Err(error), None)),
                Some(Ok(happened)) => {
                    let turn = Arc::new(Turn::new(scope, loaders));
                    turns.take(Arc::clone(&turn), happened.row.position);
                    let happened = Arc::new(Happened { row: happened.row.clone(), turn });
                    return Some((Ok(happened), Some((events, sentry, turns))));
                }
            }
        }
    }))
}

struct Taking {
    journal: Journal,
    turns: Turns,
    wanted: Wanted,
    /// The last position that came out or was passed over.
    last: i64,
    /// Up to here the journal is read; then what is live.
    missed: Option<i64>,
    live: Option<Receiver<Arc<Happened>>>,
    waiting: VecDeque<Arc<Happened>>,
}

impl Taking {
    async fn next(&mut self) -> Result<Option<Arc<Happened>>, Error> {
        loop {
            let Some(happened) = self.any().await? else { return Ok(None) };
            self.last = happened.row.position;
            if self.wanted.wants(&happened.row) {
                self.turns.take(Arc::clone(&happened.turn), self.last);
                return Ok(Some(happened));
            }
        }
    }

    /// The next event behind `last`, wanted or not.
    async fn any(&mut self) -> Result<Option<Arc<Happened>>, Error> {
        loop {
            if let Some(happened) = self.waiting.pop_front() {
                return Ok(Some(happened));
            }
            if let Some(until) = self.missed {
                let rows = self.journal.since(self.last, &self.wanted).await?;
                let rows: Vec<_> = rows.into_iter().filter(|row| row.position <= until).collect();
                if rows.is_empty() {
                    (self.missed, self.last) = (None, self.last.max(until));
                }
                self.waiting.extend(self.journal.with_turn(rows).1);
                continue;
            }
            let Some(live) = &mut self.live else { return Ok(None) };
            match live.recv().await {
                Ok(happened) if happened.row.position <= self.last => {}
                Ok(happened) => return Ok(Some(happened)),
                // Too slow: what was dropped still stands in the journal.
                Err(RecvError::Lagged(_)) => self.missed = Some(self.journal.head()),
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }
}
