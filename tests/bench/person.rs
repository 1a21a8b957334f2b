//! Somebody who comments: from where, with a browser that does the work of his form.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use entities::ConsultationId;
use javno::challenge::solve;
use javno::http::widgets::Documents;
use javno::tasks::aside;
use serde_json::{Value, json};
use tests::{Answer, Town};

use crate::encode;

const SUBMIT: &str = "mutation($input: SubmitCommentInput!) { submitComment(input: $input) {
    receipt { code state } errors { code } } }";

/// So long the hosted form is open: as short as anybody fills it in, by a clock that goes second by second.
const FILLED_IN: Duration = Duration::from_secs(4);

/// What whoever commented holds in his hand.
pub(crate) struct Held {
    pub(crate) code: String,
    pub(crate) state: String,
}

/// Somebody at an address.
#[derive(Clone, Copy)]
pub(crate) struct Person<'a> {
    town: &'a Town,
    at: SocketAddr,
    /// Whether a program floods from the same address, which may have asked for all that this one may ask in a minute.
    floods: bool,
}

impl<'a> Person<'a> {
    /// On this machine.
    pub(crate) fn here(town: &'a Town) -> Self {
        Self::at(town, [127, 0, 0, 1])
    }

    /// At this address.
    pub(crate) fn at(town: &'a Town, address: [u8; 4]) -> Self {
        Self { town, at: SocketAddr::from((address, 40_000)), floods: false }
    }

    /// Where a program floods, or one that does.
    pub(crate) fn beside_a_flood(town: &'a Town, address: [u8; 4]) -> Self {
        Self { floods: true, ..Self::at(town, address) }
    }

    /// The form is seen however much comes; only where a flood comes from the same address it is seen when there is room
    /// for that address again, which is within a minute.
    async fn form(&self, path: &str) -> Value {
        loop {
            let given = self.answered(|| Request::get(path).body(Body::empty()).expect("a request")).await;
            if given.status == StatusCode::TOO_MANY_REQUESTS && self.floods {
                let rest = given.json()["errors"][0]["extensions"]["retryAfter"].as_u64().expect("seconds");
                assert!((1..=60).contains(&rest), "within a minute: {rest}");
                tokio::time::sleep(Duration::from_secs(rest)).await;
                continue;
            }
            assert_eq!(given.status, 200, "the form is seen however much comes: {}", given.text());
            return given.json();
        }
    }

    /// What is asked for is answered: whoever is told that the server is busy presses again in a second.
    async fn answered(&self, request: impl Fn() -> Request<Body>) -> Answer {
        loop {
            let mut request = request();
            request.extensions_mut().insert(ConnectInfo(self.at));
            let answer = self.town.request(request).await;
            if answer.status != StatusCode::SERVICE_UNAVAILABLE && !answer.text().contains("\"UNAVAILABLE\"") {
                return answer;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// A comment as the form sends it: the task came with what `<javno-consultation>` asks for first, and is solved.
    pub(crate) async fn written(&self, of: ConsultationId, key: &str) -> Value {
        let variables = json!({ "id": of.to_string(), "locale": "sr-Latn" }).to_string();
        let documents = Documents::shipped();
        let shipped = documents.iter().find(|(_, text)| text.contains("query Consultation(")).expect("a document").0;
        let path = format!("/graphql?documentId={}&variables={}", encode(shipped), encode(&variables));
        let given = self.form(&path).await;
        let given = &given["data"]["commentBox"];
        let challenge = given["challenge"].as_str().expect("a task").to_owned();
        let bits = u32::try_from(given["bits"].as_u64().expect("bits")).expect("few");
        let (challenge, solution) = if cfg!(debug_assertions) {
            self.town.worked(of, key)
        } else {
            // As in a browser of his own: whoever answers has nothing to do with it.
            let its = key.to_owned();
            aside(move || (solve(&challenge, &its, bits), challenge))
                .await
                .map(|(solved, task)| (task, solved))
                .expect("solved")
        };
        json!({ "consultation": of.to_string(), "authorKind": "CITIZEN", "name": "Ана Марић",
            "text": format!("Приједлог под бројем {key}."), "challenge": challenge, "solution": solution,
            "openFor": 9_000, "website": "", "idempotencyKey": key })
    }

    /// Sends it; nothing, where too much comes from this address.
    pub(crate) async fn tried(&self, input: &Value) -> Option<Held> {
        let body = json!({ "query": SUBMIT, "variables": { "input": input } }).to_string();
        let answer = self.answered(|| {
            let request = Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
            let request = request.header(header::CONTENT_LENGTH, body.len());
            request.body(Body::from(body.clone())).expect("a request")
        });
        let answer = answer.await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return None;
        }
        let sent = answer.json();
        let sent = &sent["data"]["submitComment"];
        assert_eq!(sent["errors"], json!([]), "nobody is refused: {}", answer.text());
        let receipt = |field: &str| sent["receipt"][field].as_str().expect("a receipt").to_owned();
        Some(Held { code: receipt("code"), state: receipt("state") })
    }

    /// Fetches the hosted form of `trebinje`, fills it in and sends it; nothing, where too much comes from this address.
    pub(crate) async fn by_form(&self, of: ConsultationId, text: &str) -> Option<Held> {
        let to = format!("/trebinje/rasprava/{of}/komentari?pisem=1");
        let page = self.answered(|| Request::get(&*to).body(Body::empty()).expect("a request")).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            return None;
        }
        let page = page.text();
        let hidden = |name: &str| {
            let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a hidden field");
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        let (key, since) = (hidden("key"), hidden("since"));
        tokio::time::sleep(FILLED_IN).await;
        let fields = [("key", &*key), ("since", &*since), ("text", text), ("kind", "ANONYMOUS")];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let sent = self.answered(|| {
            let request = Request::post(&*to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let request = request.header(header::CONTENT_LENGTH, body.len()).header("sec-fetch-site", "same-origin");
            request.body(Body::from(body.clone())).expect("a request")
        });
        let sent = sent.await;
        if sent.status == StatusCode::TOO_MANY_REQUESTS {
            return None;
        }
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "nobody is refused: {}", sent.text());
        let code = sent.header("location").rsplit('/').next().expect("a receipt").to_owned();
        Some(Held { code, state: "HELD".to_owned() })
    }

    /// Sends it where it must come in.
    pub(crate) async fn sent(&self, input: Value) -> Held {
        self.tried(&input).await.expect("nobody is refused")
    }

    /// A comment of somebody with a browser, sent to its receipt.
    pub(crate) async fn honest(&self, of: ConsultationId, key: &str) -> Held {
        self.sent(self.written(of, key).await).await
    }
}
