//! The parameters of a GraphQL request, from an address or a body to a request that the gate can look at.

use async_graphql::{Request, Response, ServerError, Variables};
use axum::http::StatusCode;
use serde_json::Value;

use super::apq::{self, Hash};
use crate::app::App;
use crate::error::{Error, ErrorCode, RequestId, seal};

/// Why a request never reached the schema.
pub(super) struct Rejection {
    pub(super) response: Box<Response>,
    /// Where there is none, the media type decides.
    pub(super) status: Option<StatusCode>,
}

impl Rejection {
    pub(super) fn new(status: Option<StatusCode>, code: ErrorCode, what: impl Into<String>) -> Self {
        let mut error = ServerError::new(what, None);
        error.extensions.get_or_insert_default().set("code", code.as_str());
        Self { response: Box::new(Response::from_errors(vec![error])), status }
    }

    pub(super) fn bad(what: impl Into<String>) -> Self {
        Self::new(Some(StatusCode::BAD_REQUEST), ErrorCode::BadRequest, what)
    }

    /// An error of ours, sealed.
    pub(super) fn of(error: Error, id: &RequestId) -> Self {
        let status = Some(error.code().status());
        let mut error = error.into();
        seal(&mut error, id);
        Self { response: Box::new(Response::from_errors(vec![error])), status }
    }
}

/// What is asked: one operation, or several by one POST.
pub(super) enum Body {
    One(Params),
    List(Vec<Value>),
}

/// The parameters of a request, still as JSON.
#[derive(Default)]
pub(super) struct Params {
    query: Option<Value>,
    document_id: Option<Value>,
    operation_name: Option<Value>,
    variables: Option<Value>,
    extensions: Option<Value>,
}

pub(super) fn from_pairs(pairs: &[(String, String)]) -> Result<Params, Rejection> {
    let mut params = Params::default();
    for (key, text) in pairs {
        let text_value = || Some(Value::String(text.clone()));
        let json = || {
            serde_json::from_str(text)
                .map(Some)
                .map_err(|_| Rejection::bad(format!("`{key}` is not well-formed JSON.")))
        };
        match key.as_str() {
            "query" => params.query = text_value(),
            "documentId" => params.document_id = text_value(),
            "operationName" => params.operation_name = text_value(),
            "variables" => params.variables = json()?,
            "extensions" => params.extensions = json()?,
            _ => {}
        }
    }
    Ok(params)
}

pub(super) fn from_body(body: &[u8]) -> Result<Body, Rejection> {
    match serde_json::from_slice(body) {
        Err(error) => Err(Rejection::bad(format!("The body is not JSON: {error}."))),
        Ok(Value::Array(list)) => Ok(Body::List(list)),
        Ok(one) => from_object(one).map(Body::One),
    }
}

pub(super) fn from_object(one: Value) -> Result<Params, Rejection> {
    let Value::Object(mut fields) = one else {
        return Err(Rejection::bad("An operation must be a JSON object with `query` or `documentId`."));
    };
    let mut take = |name: &str| fields.remove(name);
    Ok(Params {
        query: take("query"),
        document_id: take("documentId"),
        operation_name: take("operationName"),
        variables: take("variables"),
        extensions: take("extensions"),
    })
}

impl Params {
    /// The `input` among the variables.
    pub(super) fn input(&self) -> Option<&Value> {
        self.variables.as_ref()?.get("input")
    }

    /// The request; and the hash under which its document is to be remembered, if it may be run.
    pub(super) fn request(self, app: &App) -> Result<(Request, Option<Hash>), Rejection> {
        let text = |name: &str, value: Option<Value>| match value {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Rejection::bad(format!("`{name}` must be a string."))),
        };
        let map = |name: &str, value: Option<Value>| match value {
            None | Some(Value::Null) => Ok(None),
            Some(map @ Value::Object(_)) => Ok(Some(map)),
            Some(_) => Err(Rejection::bad(format!("`{name}` must be an object."))),
        };
        let hash = apq::asked(map("extensions", self.extensions)?.as_ref())?;
        let (query, id) = (text("query", self.query)?, text("documentId", self.document_id)?);
        let (mut request, new) = match (query, id.as_deref(), hash) {
            (Some(query), None, None) => (Request::new(query), None),
            (Some(query), None, Some(hash)) if Hash::of(&query) == hash => (Request::new(query), Some(hash)),
            (Some(_), None, Some(_)) => return Err(Rejection::bad("`sha256Hash` is not the hash of this `query`.")),
            (None, None, Some(hash)) => (Request::new(&*app.persisted.get(hash).ok_or_else(apq::not_found)?), None),
            (None, Some(id), None) => (shipped(app, id)?, None),
            (None, None, None) => return Err(Rejection::bad("Send `query` or `documentId`.")),
            _ => return Err(Rejection::bad("Send `query` or `documentId`, not both.")),
        };
        request.operation_name = text("operationName", self.operation_name)?;
        if let Some(variables) = map("variables", self.variables)? {
            request.variables = Variables::from_json(variables);
        }
        Ok((request, new))
    }
}

/// A document of ours, by its id.
fn shipped(app: &App, id: &str) -> Result<Request, Rejection> {
    app.documents.request(id).ok_or_else(|| {
        let what = "This document is not known here. A widget newer than this server? Update the server.";
        Rejection::new(Some(StatusCode::NOT_FOUND), ErrorCode::NotFound, what)
    })
}
