//! The one door to the schema, for every transport.
//!
//! Going in, a document is scanned ([`guard`]), parsed and measured ([`limits`]): only what passes is [`Admitted`], and only
//! that can be answered. Then the request gets a fresh [`Scope`] and fresh loaders. On the way, `drive` releases batches
//! of loader keys at the moment when nothing else can go on, so that a page costs one statement per edge, always. Going
//! out, every error is sealed. It stands around the schema and is no schema extension, because any extension
//! switches off a fast path of async-graphql (11 to 21 % CPU).

mod drive;
pub mod guard;
pub mod limits;

use std::any::TypeId;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::parser::types::OperationType;
use async_graphql::{Name, Request, Response, ServerError};

pub use self::drive::Batches;
use self::drive::drive;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Error, ErrorCode, RequestId, seal};
use crate::metrics::{Limit, Metrics, Outcome};
use crate::schema::Schema;
use crate::scope::Scope;

/// The door.
#[derive(Clone)]
pub struct Gate {
    schema: Schema,
    config: Arc<Config>,
    db: Db,
    clock: Arc<dyn Clock>,
    loaders: Loaders,
    metrics: Metrics,
}

/// In a request's data: it runs a document of ours with this name. Only such names are counted apart.
#[derive(Clone, Debug)]
pub struct OurDocument(pub Arc<str>);

/// A request whose document is well formed and small enough to be run.
#[derive(Debug)]
pub struct Admitted(Request);

impl Admitted {
    /// Whether the operation that would run is a query: then it may come by GET.
    #[must_use]
    pub fn only_reads(&mut self) -> bool {
        self.kinds().iter().all(|kind| *kind == OperationType::Query)
    }

    /// Whether the operation that would run is a mutation: then its caller must be one who may write.
    #[must_use]
    pub fn writes(&mut self) -> bool {
        self.kinds().contains(&OperationType::Mutation)
    }

    /// The document as it came.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.0.query
    }

    /// The kinds of the operations that its name can mean.
    fn kinds(&mut self) -> Vec<OperationType> {
        let name = self.0.operation_name.clone();
        let Ok(document) = self.0.parsed_query() else { return Vec::new() };
        document
            .operations
            .iter()
            .filter(|(operation, _)| name.is_none() || operation.map(Name::as_str) == name.as_deref())
            .map(|(_, operation)| operation.node.ty)
            .collect()
    }
}

/// Puts each slice's loaders into a request.
pub type Loaders = fn(Request, &Scope, &Batches) -> Request;

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gate").finish_non_exhaustive()
    }
}

impl Gate {
    /// A door to this schema. `loaders` makes each slice's loaders for one request.
    #[must_use]
    pub fn new(
        schema: Schema,
        config: Arc<Config>,
        db: Db,
        clock: Arc<dyn Clock>,
        loaders: Loaders,
        metrics: Metrics,
    ) -> Self {
        Self { schema, config, db, clock, loaders, metrics }
    }

    /// Lets a request in if its document may be parsed and run.
    ///
    /// # Errors
    /// The refusal as it is answered: the document is too large, does not parse, or asks too much.
    pub fn admit(&self, mut request: Request) -> Result<Admitted, Box<Response>> {
        let id = id_of(&request);
        let refuse = |error| Err(Box::new(self.sealed(Response::from_errors(vec![error]), &id).0));
        if let Err(error) = guard::scan(&request.query, &self.config.document) {
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
    pub async fn answer(&self, Admitted(request): Admitted) -> Response {
        let (began, id) = (tokio::time::Instant::now(), id_of(&request));
        let name = data::<OurDocument>(&request).map_or_else(|| "other".into(), |document| Arc::clone(&document.0));
        let scope = self.anyone();
        let batches = Batches::default();
        let request = (self.loaders)(request, &scope, &batches).data(scope);
        let seconds = self.config.operation.seconds;
        // What runs longer is dropped, and with it whatever it asks of the database.
        let run = tokio::time::timeout(Duration::from_secs(seconds), drive(self.schema.execute(request), &batches));
        let response = run.await.unwrap_or_else(|_| {
            self.metrics.limit_hit(Limit::Timeout);
            Response::from_errors(vec![Error::TookTooLong(seconds).into()])
        });
        let (response, outcome) = self.sealed(response, &id);
        self.metrics.operation(&name, outcome, began.elapsed());
        response
    }

    /// The answer as it may be seen: every error sealed, and of too many only the first.
    fn sealed(&self, mut response: Response, id: &RequestId) -> (Response, Outcome) {
        let errors = &mut response.errors;
        // The limit of async-graphql itself, which has no other mark.
        if errors.first().is_some_and(|error| error.message == "Query is too complex.") {
            self.metrics.limit_hit(Limit::Cost);
        }
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

    /// The scope of a caller of whom nothing is known, now.
    #[must_use]
    pub fn anyone(&self) -> Scope {
        Scope::anyone(self.db.clone(), self.clock.now())
    }
}

/// What an edge put into the data of a request.
fn data<T: 'static>(request: &Request) -> Option<&T> {
    request.data.get(&TypeId::of::<T>()).and_then(|data| data.downcast_ref())
}

/// The id that the edge gave; one of its own for a request that met no edge.
fn id_of(request: &Request) -> RequestId {
    data::<RequestId>(request).cloned().unwrap_or_default()
}
