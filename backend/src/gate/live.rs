//! Subscriptions: one question, asked by any number of people, is answered once for each event.
//!
//! Everybody who asks the same listens to the same answers, so a thousand readers of one page cost one execution and no
//! statement each. Whoever comes back after a lost connection first gets what he missed, read from the journal for him
//! alone, and then listens with the others; nothing is lost or told twice at the seam, because positions are ordered.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_graphql::{Request, Response, Value, Variables};
use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream::{self, BoxStream};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{self, Receiver, Sender};

use super::drive::Driven;
use super::turn::{Turn, Turns};
use super::{Admitted, Behind, Gate, data, json, never_ran};
use crate::error::{Error, Reason, RequestId};
use crate::events::{Place, Sentry, Start};
use crate::metrics::{Counted, Limit, Outcome};
use crate::viewer::Credential;

/// How long and how much a listener may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LiveLimits {
    /// Seconds between two signs of life on a quiet stream of events.
    pub keep_alive_seconds: u64,
    /// Seconds that a WebSocket may be open before it says `connection_init`.
    pub init_seconds: u64,
    /// Seconds between two pings on a WebSocket. Who answers neither of two is gone.
    pub ping_seconds: u64,
    /// The largest message on a WebSocket, in bytes.
    pub message_bytes: usize,
    /// Operations that may run on one WebSocket at once.
    pub operations: usize,
    /// Streams of events and WebSockets that one client may have open at once.
    pub per_client: usize,
    /// Different questions that are listened to at once; each costs an execution at every event. Whoever asks what
    /// somebody else is asking already is not counted.
    pub questions: usize,
}

impl Default for LiveLimits {
    fn default() -> Self {
        Self {
            keep_alive_seconds: 15,
            init_seconds: 5,
            ping_seconds: 20,
            message_bytes: 64 * 1024,
            operations: 20,
            per_client: 100,
            questions: 1_000,
        }
    }
}

/// Answers that wait for a subscriber who is slow. One who is slower is told where to go on.
const WAITING: usize = 256;
/// The farthest that a subscriber is taken back. Whoever was away for longer asks anew.
const FARTHEST: i64 = 2_000;
/// How much quicker another instance may have been.
const AHEAD: Duration = Duration::from_secs(2);
/// Subscribers for whom at once an event is read that they missed. After a restart all come back together.
pub(super) const CATCHING_UP: usize = 4;

/// What a subscriber is told.
#[derive(Clone, Debug)]
pub enum Told {
    /// An answer.
    Next {
        /// Where its event stands; none where the operation failed before there was an event.
        place: Option<Place>,
        /// The answer as JSON, on one line.
        body: Bytes,
    },
    /// The question was refused, with this answer; it never ran, and nothing follows.
    Refused(Bytes),
    /// Nothing follows.
    Complete,
    /// He took his answers too slowly; from here he may go on. Nothing follows.
    TooSlow(Place),
    /// Something failed that may not fail again; from here he may go on. Nothing follows.
    ComeBack(Place),
    /// An answer could not be made, for a reason that may pass: what an audience is told in place of an event, and each of
    /// it as [`Told::ComeBack`].
    Broken,
}

/// What makes two subscriptions the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Question {
    query: String,
    operation: Option<String>,
    variables: String,
    /// Who asks: what an official may hear is for him alone.
    who: Option<Credential>,
}

impl Question {
    fn request(&self) -> Request {
        let mut request = Request::new(self.query.clone());
        request.operation_name.clone_from(&self.operation);
        request.variables = Variables::from_json(serde_json::from_str(&self.variables).unwrap_or_default());
        request
    }
}

/// Everything that is being listened to.
#[derive(Clone, Default)]
pub(super) struct Audiences(Arc<Mutex<ByQuestion>>);

type ByQuestion = HashMap<Arc<Question>, Sender<Arc<Told>>>;

impl Audiences {
    fn lock(&self) -> MutexGuard<'_, ByQuestion> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Gate {
    /// Listens. `after` is where a connection was lost; it goes before what the document says.
    ///
    /// Also says where the subscriber stands as long as he is told nothing. The last that he is told says whether to come
    /// back, and from where.
    pub fn subscribe(&self, mut admitted: Admitted, after: Option<Place>) -> (Place, BoxStream<'static, Arc<Told>>) {
        let refuse = |error| (Place(self.journal.head()), stream::iter([Arc::new(self.refused(error))]).boxed());
        let after = match after.map(Ok).or_else(|| admitted.resume_after()).transpose() {
            Ok(after) => after,
            Err(error) => return refuse(error),
        };
        let Admitted(request) = admitted;
        let variables = serde_json::to_string(&request.variables).unwrap_or_default();
        let who = data::<Credential>(&request).cloned();
        let question = Arc::new(Question { query: request.query, operation: request.operation_name, variables, who });
        let Some(answers) = self.audience(&question) else {
            self.metrics.limit_hit(Limit::Subscriptions);
            return refuse(Error::Busy);
        };
        // After joining the audience, so that what was told before is behind this place.
        let head = self.journal.head();
        if after.is_some_and(|Place(position)| head - position > FARTHEST) {
            return refuse(Error::Refused(Reason::ResumeTooOld));
        }
        let last = after.map_or(head, |Place(position)| position);
        let (gate, caught_up) = (self.clone(), last >= head);
        let listening = Listening { gate, question, answers, last, ahead: last > head, missed: None, caught_up };
        let told = stream::unfold(Some(listening), |listening| async move { listening?.next().await });
        (Place(last), told.boxed())
    }

    /// Joins those who ask the same, or begins to ask; none where too much is asked already.
    fn audience(&self, question: &Arc<Question>) -> Option<Receiver<Arc<Told>>> {
        let mut audiences = self.0.audiences.lock();
        if let Some(answers) = audiences.get(question) {
            return Some(answers.subscribe());
        }
        if audiences.len() >= self.config.live.questions {
            return None;
        }
        let (answers, receiver) = broadcast::channel(WAITING);
        audiences.insert(question.clone(), answers.clone());
        let asked =
            Asked { gate: self.clone(), question: question.clone(), answers, _counted: self.metrics.question() };
        let head = self.journal.head();
        self.tasks.spawn(async move { asked.inform(head).await });
        Some(receiver)
    }

    fn answers(&self, question: &Question, start: Start) -> BoxStream<'static, Told> {
        let turns = Turns::starting_with(Turn::new(self.anyone(), self.loaders));
        let mut request = question.request().data(turns.clone()).data(start);
        if let Some(credential) = question.who.clone() {
            let Behind { db, clock, recognise, .. } = &**self;
            let (db, clock, recognise) = (db.clone(), Arc::clone(clock), *recognise);
            request = request.data(Sentry { credential, db, clock, recognise });
        }
        let events = self.schema.execute_stream(request);
        let (gate, broken) = (self.clone(), self.clone());
        let told = Driven::new(events, turns.clone()).map(move |response| gate.told(response, turns.position()));
        AssertUnwindSafe(told).catch_unwind().map(move |told| told.unwrap_or_else(|_| broken.panicked())).boxed()
    }

    /// What is told when a resolver panicked: a fault of ours like any other, and nothing more.
    pub(crate) fn panicked(&self) -> Told {
        #[derive(Debug, thiserror::Error)]
        #[error("it panicked")]
        struct Panicked;

        self.metrics.panicked();
        self.refused(Error::internal(Panicked))
    }

    /// A refusal in place of an answer.
    fn refused(&self, error: Error) -> Told {
        self.told(Response::from_errors(vec![error.into()]), None)
    }

    fn told(&self, response: Response, position: Option<i64>) -> Told {
        let (response, outcome) = self.sealed(response, &RequestId::new());
        let body = json(&response).into();
        if never_ran(&response) {
            Told::Refused(body)
        } else if response.data == Value::Null && matches!(outcome, Outcome::Failed | Outcome::Unavailable) {
            // The journal could not be read, or the database was busy when the operation began. What the last event was
            // has nothing to do with it.
            Told::Broken
        } else {
            Told::Next { place: position.map(Place), body }
        }
    }
}

/// A question that is being answered for its audience, which goes with it, however it ends.
struct Asked {
    gate: Gate,
    question: Arc<Question>,
    answers: Sender<Arc<Told>>,
    _counted: Counted,
}

impl Asked {
    /// Answers at every event, as long as somebody listens.
    async fn inform(self, head: i64) {
        let Self { gate, question, answers, .. } = &self;
        let answering = async {
            let mut events = gate.answers(question, Start::From(head));
            while let Some(told) = events.next().await {
                let broken = matches!(told, Told::Broken);
                // That the last listener just left is seen below.
                let _ = answers.send(Arc::new(told));
                if broken {
                    return;
                }
            }
            let _ = answers.send(Arc::new(Told::Complete));
        };
        let alone = async {
            loop {
                answers.closed().await;
                let mut audiences = gate.0.audiences.lock();
                // Somebody may have joined before the lock was had.
                if answers.receiver_count() == 0 {
                    return audiences.remove(question);
                }
            }
        };
        tokio::select! {
            () = answering => {}
            _ = alone => {}
            () = gate.tasks.stopping() => {}
        }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let mut audiences = self.gate.0.audiences.lock();
        // Once nobody listened any more, somebody else may have begun to ask the same.
        if audiences.get(&self.question).is_some_and(|answers| answers.same_channel(&self.answers)) {
            audiences.remove(&self.question);
        }
    }
}

/// One subscriber.
struct Listening {
    gate: Gate,
    question: Arc<Question>,
    answers: Receiver<Arc<Told>>,
    /// The last position that he was told or need not be told.
    last: i64,
    /// He was told more than happened here as yet.
    ahead: bool,
    /// What he missed, while it is being told.
    missed: Option<(i64, BoxStream<'static, Told>)>,
    /// Nothing is missed, as far as is known.
    caught_up: bool,
}

type Next = (Arc<Told>, Option<Listening>);

impl Listening {
    async fn next(mut self) -> Option<Next> {
        // Another instance was quicker; or his place is one of another history, from before a backup was restored, and
        // he would wait for ever.
        if self.ahead && !self.gate.journal.reached(self.last, AHEAD).await {
            let unknown = self.gate.refused(Error::Refused(Reason::ResumeTooOld));
            return Some(self.tell(Arc::new(unknown)));
        }
        self.ahead = false;
        loop {
            if let Some((until, missed)) = &mut self.missed {
                // One event at a time, so that whoever does not read keeps nobody waiting.
                let permit = self.gate.0.catching_up.acquire().await;
                let told = missed.next().await;
                drop(permit);
                if let Some(told) = told {
                    if let Told::Broken = told {
                        return Some(self.come_back());
                    }
                    if let Told::Next { place: Some(Place(position)), .. } = told {
                        self.last = position;
                    }
                    return Some(self.tell(Arc::new(told)));
                }
                self.last = self.last.max(*until);
                self.missed = None;
            }
            if !self.caught_up {
                let until = self.gate.journal.head();
                let start = Start::After { position: self.last, until };
                self.missed = Some((until, self.gate.answers(&self.question, start)));
                self.caught_up = true;
                continue;
            }
            match self.answers.recv().await {
                Ok(told) => {
                    if let Told::Broken = *told {
                        return Some(self.come_back());
                    }
                    if let Told::Next { place: Some(Place(position)), .. } = &*told {
                        if *position <= self.last {
                            continue;
                        }
                        self.last = *position;
                    }
                    return Some(self.tell(told));
                }
                Err(RecvError::Lagged(_)) => {
                    let slow = Told::TooSlow(Place(self.last));
                    return Some(self.tell(Arc::new(slow)));
                }
                // Whoever answered is gone without a last word: the server stops, or something went wrong.
                Err(RecvError::Closed) => return Some(self.come_back()),
            }
        }
    }

    fn come_back(self) -> Next {
        let place = Place(self.last);
        self.tell(Arc::new(Told::ComeBack(place)))
    }

    fn tell(self, told: Arc<Told>) -> Next {
        let more = matches!(*told, Told::Next { .. });
        (told, more.then_some(self))
    }
}
