//! People who have signed in, in few words: `town.official(&trebinje, &[Role::Editor])`.

use axum::body::Body;
use axum::http::{Request, header};
use entities::{
    ApiTokenId, Locale, PersonId, Role, SessionId, TokenScope, TokenScopes, api_token, membership, municipality,
    person, session,
};
use javno::accounts::rules::LONGEST;
use javno::clock::Clock as _;
use javno::secret::Secret;
use sea_orm::IntoActiveModel as _;
use serde_json::{Value, json};

use crate::listen::listen_with;
use crate::{Answer, HOME, Listener, Town};

/// Somebody in a browser.
#[derive(Debug)]
pub struct Person<'a> {
    /// Where.
    pub town: &'a Town,
    /// Who.
    pub row: person::Model,
    /// His session.
    pub session: SessionId,
    cookie: String,
}

impl Town {
    /// Somebody with these roles at a municipality, who has signed in and given a passkey.
    ///
    /// # Panics
    /// The database refused.
    pub async fn official(&self, owner: &municipality::Model, roles: &[Role]) -> Person<'_> {
        self.with_roles(self.signed_in().await, owner, roles).await
    }

    /// Somebody with these roles at a municipality, who has signed in and not given a passkey yet.
    ///
    /// # Panics
    /// The database refused.
    pub async fn unconfirmed(&self, owner: &municipality::Model, roles: &[Role]) -> Person<'_> {
        self.with_roles(self.entered(false).await, owner, roles).await
    }

    async fn with_roles<'a>(&self, person: Person<'a>, owner: &municipality::Model, roles: &[Role]) -> Person<'a> {
        let tx = self.begin().await;
        for &role in roles {
            let row = membership::Model {
                municipality_id: owner.id,
                person_id: person.row.id,
                role,
                granted_at: self.clock.now(),
            };
            tx.insert(row.into_active_model()).await.expect("a role");
        }
        tx.commit().await.expect("roles");
        person
    }

    /// Somebody without any role, who has signed in and given a passkey.
    ///
    /// # Panics
    /// The database refused.
    pub async fn signed_in(&self) -> Person<'_> {
        self.entered(true).await
    }

    /// Somebody without any role, who has signed in and may not have given a passkey yet.
    ///
    /// # Panics
    /// The database refused.
    pub async fn entered(&self, confirmed: bool) -> Person<'_> {
        let id = PersonId::new();
        self.entered_as(id, format!("{id}@opstina.example"), confirmed).await
    }

    /// Somebody with this address and without any role, who has signed in and given a passkey.
    ///
    /// # Panics
    /// The database refused.
    pub async fn signed_in_as(&self, email: &str) -> Person<'_> {
        self.entered_as(PersonId::new(), email.to_owned(), true).await
    }

    async fn entered_as(&self, id: PersonId, email: String, confirmed: bool) -> Person<'_> {
        let now = self.clock.now();
        let row = person::Model { id, email, name: "Mirjana Kovač".into(), locale: Locale::SrLatn, created_at: now };
        let cookie = Secret::draw().expect("a secret");
        let session = session::Model {
            id: SessionId::new(),
            person_id: id,
            created_at: now,
            token_hash: cookie.hash(),
            seen_at: now,
            expires_at: now + LONGEST,
            confirmed_at: confirmed.then_some(now),
            ended_at: None,
            device: None,
            ceremony: None,
            linking: None,
        };
        let session_id = session.id;
        let tx = self.begin().await;
        tx.insert(row.clone().into_active_model()).await.expect("a person");
        tx.insert(session.into_active_model()).await.expect("a session");
        tx.commit().await.expect("a person");
        let cookie = format!("__Host-javno={}", cookie.reveal());
        Person { town: self, row, session: session_id, cookie }
    }
}

impl Person<'_> {
    /// Asks by POST, as the desk does; the whole answer.
    pub async fn ask(&self, query: &str, variables: Value) -> Value {
        self.post("/graphql", &json!({ "query": query, "variables": variables })).await.json()
    }

    /// Asks for what must be had without any error; its `data`.
    ///
    /// # Panics
    /// The answer has errors.
    pub async fn data(&self, query: &str, variables: Value) -> Value {
        let mut answer = self.ask(query, variables).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }

    /// Asks for what must be refused; `CODE: message` of its first error.
    ///
    /// # Panics
    /// The answer has no error.
    pub async fn refusal(&self, query: &str, variables: Value) -> String {
        crate::first_refusal(&self.ask(query, variables).await)
    }

    /// Sends JSON to a path, as a page of the desk does.
    ///
    /// # Panics
    /// It is no request.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = self.request(path).header(header::CONTENT_TYPE, "application/json");
        self.town.request(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    /// What the database knows his session by.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        javno::secret::hash(self.cookie.trim_start_matches("__Host-javno="))
    }

    /// What his browser says with every request of a page of the desk, as lines of a request's head.
    #[must_use]
    pub fn says(&self) -> String {
        format!("cookie: {}\r\norigin: {}", self.cookie, HOME.trim_end_matches('/'))
    }

    /// A POST of a page of the desk, to be filled.
    #[must_use]
    pub fn request(&self, path: &str) -> axum::http::request::Builder {
        Request::post(path).header(header::COOKIE, &self.cookie).header(header::ORIGIN, HOME.trim_end_matches('/'))
    }
}

/// A program that works for somebody.
#[derive(Debug)]
pub struct Program<'a> {
    /// Where.
    pub town: &'a Town,
    token: String,
}

impl<'a> Person<'a> {
    /// A program with a token of this person.
    ///
    /// # Panics
    /// The database refused.
    pub async fn program(&self, owner: &municipality::Model, scopes: &[TokenScope]) -> Program<'a> {
        let (secret, now) = (Secret::draw().expect("a secret"), self.town.clock.now());
        let row = api_token::Model {
            id: ApiTokenId::new(),
            person_id: self.row.id,
            created_at: now,
            municipality_id: owner.id,
            name: "Program".into(),
            scopes: TokenScopes(scopes.to_vec()),
            token_hash: secret.hash(),
            expires_at: now + LONGEST,
            used_at: None,
            ended_at: None,
        };
        let tx = self.town.begin().await;
        tx.insert(row.into_active_model()).await.expect("a token");
        tx.commit().await.expect("a token");
        Program { town: self.town, token: format!("Bearer {}", secret.reveal()) }
    }

    /// Listens, as the desk does.
    pub async fn listen(&self, query: &str, variables: Value) -> Listener {
        let headers = [("cookie", self.cookie.as_str()), ("origin", HOME.trim_end_matches('/'))];
        listen_with(&self.town.app, query, variables, &headers).await
    }
}

impl Program<'_> {
    /// Listens.
    pub async fn listen(&self, query: &str, variables: Value) -> Listener {
        listen_with(&self.town.app, query, variables, &[("authorization", &self.token)]).await
    }

    /// A POST, to be filled.
    #[must_use]
    pub fn request(&self, path: &str) -> axum::http::request::Builder {
        Request::post(path).header(header::AUTHORIZATION, &self.token)
    }

    /// Asks by POST; the whole answer.
    ///
    /// # Panics
    /// It is no request.
    pub async fn ask(&self, query: &str, variables: Value) -> Value {
        let request = self.request("/graphql").header(header::CONTENT_TYPE, "application/json");
        let body = json!({ "query": query, "variables": variables }).to_string();
        self.town.request(request.body(Body::from(body)).expect("a request")).await.json()
    }
}
