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

use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{Name, Request, Response, ServerError};

pub use self::drive::Batches;
use self::drive::drive;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::seal;
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
}

/// A request whose document is well formed and small enough to be run.
#[derive(Debug)]
pub struct Admitted(Request);

impl Admitted {
    /// Whether the operation that would run is a query: then it may come by GET.
    #[must_use]
    pub fn only_reads(&mut self) -> bool {
        let name = self.0.operation_name.clone();
        let Ok(document) = self.0.parsed_query() else { return true };
        document
            .operations
            .iter()
            .filter(|(operation, _)| name.is_none() || operation.map(Name::as_str) == name.as_deref())
            .all(|(_, operation)| operation.node.ty == OperationType::Query)
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
    pub fn new(schema: Schema, config: Arc<Config>, db: Db, clock: Arc<dyn Clock>, loaders: Loaders) -> Self {
        Self { schema, config, db, clock, loaders }
    }

    /// Lets a request in if its document may be parsed and run.
    ///
    /// # Errors
    /// The refusal as it is answered: the document is too large, does not parse, or asks too much.
    pub fn admit(&self, mut request: Request) -> Result<Admitted, Box<Response>> {
        let refuse =
            |what: String| Err(Box::new(Self::sealed(Response::from_errors(vec![ServerError::new(what, None)]))));
        if let Err(error) = guard::scan(&request.query, &self.config.document) {
            return refuse(error.to_string());
        }
        match request.parsed_query() {
            Err(error) => {
                let error = ServerError { extensions: None, ..error };
                Err(Box::new(Self::sealed(Response::from_errors(vec![error]))))
            }
            Ok(document) => match limits::check(document, &self.config.operation) {
                Err(error) => refuse(error.to_string()),
                Ok(()) => Ok(Admitted(request)),
            },
        }
    }

    /// Answers what was admitted.
    pub async fn answer(&self, Admitted(request): Admitted) -> Response {
        let scope = self.anyone();
        let batches = Batches::default();
        let request = (self.loaders)(request, &scope, &batches).data(scope);
        Self::sealed(drive(self.schema.execute(request), &batches).await)
    }

    fn sealed(mut response: Response) -> Response {
        if !response.errors.is_empty() {
            let request_id = entities::ids::request_id();
            for error in &mut response.errors {
                seal(error, &request_id);
            }
        }
        response
    }

    /// The scope of a caller of whom nothing is known, now.
    #[must_use]
    pub fn anyone(&self) -> Scope {
        Scope::anyone(self.db.clone(), self.clock.now())
    }
}
