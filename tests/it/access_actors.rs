//! Everybody there is, for the tables of who gets what: whoever holds a receipt, each role, each scope of a token, whoever
//! represents an organisation, the neighbour. A role or a scope of tomorrow does not compile before it has a column.

use axum::body::Body;
use entities::{Role, TokenScope, municipality};
use sea_orm::Iterable as _;
use serde_json::{Value, json};
use tests::people::{Person, Program};
use tests::{Answer, Listener, Town};

use crate::access_given::commented_on;
use crate::desk_files::fetch;

/// Who represents the organisations that rows call his.
pub(crate) const REPRESENTATIVE: &str = "ana@most.example";

/// The code of no receipt: whoever holds one asks with his own where rows ask with this.
const NO_RECEIPT: &str = "aaaa-bbbb-cccc";

/// Somebody who asks.
pub(crate) enum Actor<'a> {
    Anyone(&'a Town),
    /// Who holds the receipt of a comment in this municipality, as its link gives it, and is nobody else.
    Holder(&'a Town, Box<municipality::Model>),
    Person(Person<'a>),
    Program(Program<'a>),
}

impl Actor<'_> {
    pub(crate) async fn ask(&self, query: &str, variables: Value) -> Value {
        match self {
            Self::Anyone(town) => town.ask(query, variables).await,
            Self::Holder(town, owner) if query.contains(NO_RECEIPT) => {
                let (_, code) = commented_on(town, owner).await;
                town.ask(&query.replace(NO_RECEIPT, &code), variables).await
            }
            Self::Holder(town, _) => town.ask(query, variables).await,
            Self::Person(person) => person.ask(query, variables).await,
            Self::Program(program) => program.ask(query, variables).await,
        }
    }

    /// Fetches a path, as a link does that he follows, or his program.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        match self {
            Self::Anyone(town) | Self::Holder(town, _) => town.get(path).await,
            Self::Person(person) => fetch(person, path).await,
            Self::Program(program) => {
                let request = program.request(path).method("GET").body(Body::empty()).expect("a request");
                program.town.request(request).await
            }
        }
    }

    pub(crate) async fn listen(&self, query: &str) -> Listener {
        match self {
            Self::Anyone(town) | Self::Holder(town, _) => town.listen(query, json!({})).await,
            Self::Person(person) => person.listen(query, json!({})).await,
            Self::Program(program) => program.listen(query, json!({})).await,
        }
    }
}

/// What a column is called in which somebody has only this role.
const fn of_role(role: Role) -> &'static str {
    match role {
        Role::Editor => "editor",
        Role::Moderator => "moderator",
        Role::Evaluator => "evaluator",
        Role::DirectoryKeeper => "keeper",
        Role::Webmaster => "webmaster",
        Role::Admin => "admin",
    }
}

/// What a column is called in which a program of an administrator has only this scope.
const fn of_scope(scope: TokenScope) -> &'static str {
    match scope {
        TokenScope::ReadDesk => "READ_DESK",
        TokenScope::WriteCalls => "WRITE_CALLS",
    }
}

/// Everybody, in the order of the columns.
pub(crate) async fn everybody<'a>(
    town: &'a Town,
    trebinje: &municipality::Model,
    teslic: &municipality::Model,
) -> Vec<(&'static str, Actor<'a>)> {
    let anothers = town.signed_in_as("ivo@brod.example").await;
    town.representative(&town.organisation(trebinje, |_| {}).await, "ivo@brod.example").await;
    let mut all = vec![
        ("anyone", Actor::Anyone(town)),
        ("with a link", Actor::Holder(town, Box::new(trebinje.clone()))),
        ("no role", Actor::Person(town.signed_in().await)),
        ("representative", Actor::Person(town.signed_in_as(REPRESENTATIVE).await)),
        ("another's", Actor::Person(anothers)),
        ("unconfirmed", Actor::Person(town.unconfirmed(trebinje, &[Role::Admin]).await)),
    ];
    for role in Role::iter() {
        all.push((of_role(role), Actor::Person(town.official(trebinje, &[role]).await)));
    }
    all.push(("neighbour", Actor::Person(town.official(teslic, &[Role::Admin]).await)));
    for scope in [TokenScope::ReadDesk, TokenScope::WriteCalls] {
        let program = town.official(trebinje, &[Role::Admin]).await.program(trebinje, &[scope]).await;
        all.push((of_scope(scope), Actor::Program(program)));
    }
    all
}
