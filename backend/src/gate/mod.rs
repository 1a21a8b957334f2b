//! The one door to the schema, for every transport.
//!
//! Going in, a document is scanned ([`guard`]), parsed and measured ([`limits`]): only what passes is [`Admitted`], and only
//! that can be answered. Then the request gets a fresh [`Scope`] and fresh loaders. On the way, `drive` releases batches
//! of loader keys at the moment when nothing else can go on, so that a page costs one statement per edge, always. Going
//! out, every error is sealed. Subscriptions ([`live`]) take the same way, once for each event. The gate stands around the
//! schema and is no schema extension, because any extension switches off a fast path of async-graphql (11 to 21 % CPU).

mod drive;
pub mod guard;
pub mod limits;
pub mod live;
mod turn;

use std::any::TypeId;
use std::fmt::Write as _;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::parser::types::{OperationDefinition, OperationType, Selection};
use async_graphql::{Name, Request, Response, ServerError, Value};

pub use self::drive::Batches;
use self::drive::drive;
use tokio::sync::Semaphore;

use self::limits::OperationLimits;
use self::live::Audiences;
pub use self::turn::{Loaders, Turn, Turns};
use crate::about::About;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Error, ErrorCode, RequestId, seal};
use crate::events::{Journal, Place};
use crate::metrics::{Limit, Metrics, Outcome};
use crate::schema::Schema;
use crate::scope::Scope;
use crate::tasks::Tasks;
use crate::viewer::{Credential, Occasion, Recognise, Viewer};

/// The door. Cheap to clone.
#[derive(Clone)]
pub struct Gate(Arc<Inner>);

struct Inner {
    behind: Behind,
    audiences: Audiences,
    catching_up: Semaphore,
}

/// What the door stands before.
#[expect(missing_debug_implementations, reason = "a schema and functions have nothing to print")]
pub struct Behind {
    /// The schema.
    pub schema: Schema,
    /// The configuration.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Makes each slice's loaders for one turn.
    pub loaders: Loaders,
    /// What happens.
    pub journal: Journal,
    /// Where subscriptions run.
    pub tasks: Tasks,
    /// Where operations are counted.
    pub metrics: Metrics,
    /// Finds out who shows a credential.
    pub recognise: Recognise,
}

impl Deref for Gate {
    type Target = Behind;

    fn deref(&self) -> &Behind {
        &self.0.behind
    }
}

/// In a request's data: it runs a document of ours with this name. Only such names are counted apart.
#[derive(Clone, Debug)]
pub struct OurDocument(pub Arc<str>);

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gate").finish_non_exhaustive()
    }
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// It reads, and may come by GET.
    Read,
    /// It changes something.
    Write,
    /// It listens.
    Listen,
}

/// A request whose document is well formed and small enough to be run.
#[derive(Debug)]
pub struct Admitted(Request);

impl Admitted {
    /// What the operation that would run does.
    #[must_use]
    pub fn does(&mut self) -> Does {
        let kinds = self.operations().map(|operation| operation.ty);
        // Which of several would run is not known yet; then the one that needs most counts.
        let rank = |kind: &OperationType| match kind {
            OperationType::Query => 0,
            OperationType::Subscription => 1,
            OperationType::Mutation => 2,
        };
        match kinds.max_by_key(rank) {
            None | Some(OperationType::Query) => Does::Read,
            Some(OperationType::Subscription) => Does::Listen,
            Some(OperationType::Mutation) => Does::Write,
        }
    }

    /// Whether it asks for this field of the root, by its own name, and for nothing else.
    pub fn is_only(&mut self, field: &str) -> bool {
        let mut operations = self.operations();
        let (Some(one), None) = (operations.next(), operations.next()) else { return false };
        let only =
            |selection: &Selection| matches!(selection, Selection::Field(it) if it.node.name.node.as_str() == field);
        matches!(&*one.selection_set.node.items, [one] if only(&one.node))
    }

    /// How many writes it is: every field of the root of a mutation is one. Where it is not known yet which of several operations
    /// would run, that which writes most counts.
    pub fn writes(&mut self, limits: &OperationLimits) -> usize {
        let name = self.0.operation_name.clone();
        let Ok(document) = self.0.parsed_query() else { return 0 };
        let meant = document.operations.iter().filter(|(operation, _)| is_meant(*operation, name.as_deref()));
        let mutations = meant.map(|(_, operation)| &operation.node).filter(|one| one.ty == OperationType::Mutation);
        mutations.map(|operation| limits::root_fields(document, operation, limits)).max().unwrap_or_default()
    }

    /// The document as it came.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.0.query
    }

    /// The operations that may be meant: the named one, or all.
    fn operations(&mut self) -> impl Iterator<Item = &OperationDefinition> {
        let name = self.0.operation_name.clone();
        let document = self.0.parsed_query().ok();
        let all = document.into_iter().flat_map(|document| document.operations.iter());
        let meant = all.filter(move |(operation, _)| is_meant(*operation, name.as_deref()));
        meant.map(|(_, operation)| &operation.node)
    }

    /// Where a subscription wants to go on: its `resumeAfter`, which every subscription has. The gate reads it, because
    /// what was missed is told to one subscriber alone, and what follows to all who ask the same.
    fn resume_after(&mut self) -> Option<Result<Place, Error>> {
        let operation = self.operations().next()?.clone();
        let root = operation.selection_set.node.items.first().map(|selection| &selection.node);
        let Some(Selection::Field(field)) = root else { return None };
        let given = field.node.get_argument("resumeAfter")?.node.clone();
        let default = |name: &Name| {
            let mut declared = operation.variable_definitions.iter().map(|declared| &declared.node);
            declared.find(|declared| declared.name.node == *name)?.default_value().cloned()
        };
        let variables = &self.0.variables;
        let given = given.into_const_with(|name| {
            Ok::<_, ()>(variables.get(&name).cloned().or_else(|| default(&name)).unwrap_or_default())
        });
        match given {
            Ok(Value::String(place)) => Some(place.parse()),
            // Null is nowhere; what is of another type is refused when the document is validated.
            _ => None,
        }
    }
}

/// Whether an operation of a document may be meant: it is named so, or none is named.
fn is_meant(operation: Option<&Name>, named: Option<&str>) -> bool {
    named.is_none() || operation.map(Name::as_str) == named
}

impl Gate {
    /// The door before this.
    #[must_use]
    pub fn new(behind: Behind) -> Self {
        let catching_up = Semaphore::new(live::CATCHING_UP);
        Self(Arc::new(Inner { behind, audiences: Audiences::default(), catching_up }))
    }

    /// Lets a request in if its document may be parsed and run.
    ///
    /// # Errors
    /// The refusal as it is answered: the document is too large, does not parse, or asks too much.
    pub fn admit(&self, mut request: Request) -> Result<Admitted, Box<Response>> {
        let id = id_of(&request);
        let refuse = |error| Err(Box::new(self.sealed(Response::from_errors(vec![error]), &id).0));
        let fits = guard::scan(&request.query, &self.config.document)
            .and_then(|()| guard::measure(&request.variables, &self.config.document));
        if let Err(error) = fits {
            self.metrics.limit_hit(Limit::Document);
            return refuse(ServerError::new(error.to_string(), None));
        }
        match request.parsed_query() {
            Err(error) => refuse(ServerError { extensions: None, ..error }),
            Ok(document) => match limits::check(document, &self.config.operation) {
                Err(error) => {
                    self.metrics.limit_hit(error.limit());
                    refuse(ServerError::new(error.to_string(), None))
                }
                Ok(()) => Ok(Admitted(request)),
            },
        }
    }

    /// Answers what was admitted.
    pub async fn answer(&self, admitted: Admitted) -> Response {
        self.answer_noting(admitted).await.0
    }

    /// Answers what was admitted, and says whose rows were read for it.
    pub async fn answer_noting(&self, Admitted(request): Admitted) -> (Response, About) {
        let (began, id) = (tokio::time::Instant::now(), id_of(&request));
        let name = data::<OurDocument>(&request).map_or_else(|| "other".into(), |document| Arc::clone(&document.0));
        let viewer = data::<Viewer>(&request).cloned().unwrap_or_default();
        let scope = Scope::of(self.db.clone(), self.clock.now(), viewer);
        let turns = Turns::starting_with(Turn::new(scope, self.loaders));
        let turn = turns.current();
        let seconds = self.config.operation.seconds;
        // What runs longer is dropped, and with it whatever it asks of the database.
        let run = drive(self.schema.execute(request.data(turns)), turn.batches());
        let response = tokio::time::timeout(Duration::from_secs(seconds), run).await.unwrap_or_else(|_| {
            self.metrics.limit_hit(Limit::Timeout);
            Response::from_errors(vec![Error::TookTooLong(seconds).into()])
        });
        let (response, outcome) = self.sealed(response, &id);
        self.metrics.operation(&name, outcome, began.elapsed());
        (response, turn.scope().notes().about())
    }

    /// The answer as it may be seen: every error sealed, and of too many only the first.
    fn sealed(&self, mut response: Response, id: &RequestId) -> (Response, Outcome) {
        let errors = &mut response.errors;
        // The limit of async-graphql itself, which has no other mark.
        if errors.first().is_some_and(|error| error.message == "Query is too complex.") {
            self.metrics.limit_hit(Limit::Cost);
        }
        // The schema says twice that it has no mutations.
        errors.dedup();
        let more = errors.len().saturating_sub(self.config.operation.errors.max(1));
        errors.truncate(errors.len() - more);
        let codes: Vec<_> = errors.iter_mut().map(|error| seal(error, id)).collect();
        if let Some(last) = errors.last_mut().filter(|_| more > 0) {
            self.metrics.limit_hit(Limit::Errors);
            let _ = write!(last.message, " (And {more} more errors, which are left out.)");
        }
        let outcome = match codes {
            none if none.is_empty() => Outcome::Ok,
            some if some.contains(&ErrorCode::Internal) => Outcome::Failed,
            some if some.contains(&ErrorCode::Unavailable) => Outcome::Unavailable,
            _ => Outcome::Refused,
        };
        (response, outcome)
    }

    /// Who shows this.
    ///
    /// # Errors
    /// The database cannot be read. Whoever is not known is [`Viewer::Anyone`].
    pub async fn recognise(&self, credential: Option<Credential>) -> Result<Viewer, Error> {
        match credential {
            Some(credential) => (self.recognise)(self.db.clone(), credential, self.clock.now(), Occasion::Asks).await,
            None => Ok(Viewer::Anyone),
        }
    }

    /// The scope of a caller of whom nothing is known, now.
    #[must_use]
    pub fn anyone(&self) -> Scope {
        Scope::anyone(self.db.clone(), self.clock.now())
    }
}

/// Errors without a path are about the request itself: it was not executed.
pub(crate) fn never_ran(response: &Response) -> bool {
    !response.errors.is_empty() && response.errors.iter().all(|error| error.path.is_empty())
}

/// The answer as JSON. A request that was not executed has no `data` at all, not even null.
pub(crate) fn json(response: &Response) -> Vec<u8> {
    let json = if never_ran(response) && response.data == Value::Null {
        serde_json::to_vec(&serde_json::json!({ "errors": response.errors }))
    } else {
        serde_json::to_vec(response)
    };
    // Writing to memory cannot fail.
    json.unwrap_or_default()
}

/// What an edge put into the data of a request.
fn data<T: 'static>(request: &Request) -> Option<&T> {
    request.data.get(&TypeId::of::<T>()).and_then(|data| data.downcast_ref())
}

/// The id that the edge gave; one of its own for a request that met no edge.
fn id_of(request: &Request) -> RequestId {
    data::<RequestId>(request).cloned().unwrap_or_default()
}
