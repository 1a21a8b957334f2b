//! A page of fifty with their documents and corrections: as large as a page of fifty comments with answers will be.

use std::collections::HashMap;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use entities::LocalisedText;
use javno::locale::{Locale, render};
use serde_json::{Value, json};
use sqlx::Row as _;
use sqlx::types::{Json, Uuid};

use crate::by_hand::ByHand;

/// What is asked of Javno.
pub fn question() -> String {
    let query = format!(
        r#"{{ openCalls(filter: {{ municipality: "{}" }}, orderBy: NEWEST, first: 50, locale: "sr-Latn") {{ nodes {{
            id title {{ text }} summary {{ text }} municipality {{ name }}
            documents {{ role name {{ text }} url sizeBytes }} corrections {{ field before after }}
        }} }} }}"#,
        crate::OURS
    );
    json!({ "query": query }).to_string()
}

const OWNER: &str = "SELECT id, name_latin FROM municipality WHERE slug = $1";
const CALLS: &str = "SELECT id, title, summary FROM open_call WHERE municipality_id = $1 AND stage = 'published' \
    ORDER BY published_key DESC, id DESC LIMIT 50";
const DOCUMENTS: &str = "SELECT call_id, role, name, url, size_bytes FROM call_document WHERE call_id IN ";
const CORRECTIONS: &str = "SELECT call_id, field, before, after FROM call_correction WHERE call_id IN ";

fn fifty(sql: &str, order: &str) -> String {
    let places: Vec<String> = (1..=50).map(|n| format!("${n}")).collect();
    format!("{sql} ({}) ORDER BY {order}", places.join(", "))
}

fn text(text: &LocalisedText) -> Value {
    json!({ "text": render(text, Locale::SrLatn).text })
}

macro_rules! answer {
    ($pool:expr) => {{
        let pool = $pool;
        let owner = sqlx::query(OWNER).bind(crate::OURS).fetch_one(pool).await.expect("it is there");
        let (id, name): (Uuid, String) = (owner.get(0), owner.get(1));
        let calls = sqlx::query(CALLS).bind(id).fetch_all(pool).await.expect("calls");
        let ids: Vec<Uuid> = calls.iter().map(|row| row.get(0)).collect();
        let (documents, corrections) = (fifty(DOCUMENTS, "position"), fifty(CORRECTIONS, "at"));
        let (mut by_document, mut by_correction) =
            (sqlx::query(sqlx::AssertSqlSafe(documents)), sqlx::query(sqlx::AssertSqlSafe(corrections)));
        for n in 0..50 {
            let id = ids[n.min(ids.len() - 1)];
            (by_document, by_correction) = (by_document.bind(id), by_correction.bind(id));
        }
        let mut documents: HashMap<Uuid, Vec<Value>> = HashMap::new();
        for row in by_document.fetch_all(pool).await.expect("documents") {
            let role: String = row.get(1);
            documents.entry(row.get(0)).or_default().push(json!({
                "role": role.to_uppercase(), "name": text(&row.get::<Json<LocalisedText>, _>(2).0),
                "url": row.get::<Option<String>, _>(3), "sizeBytes": row.get::<Option<i64>, _>(4),
            }));
        }
        let mut corrections: HashMap<Uuid, Vec<Value>> = HashMap::new();
        for row in by_correction.fetch_all(pool).await.expect("corrections") {
            let field: String = row.get(1);
            corrections.entry(row.get(0)).or_default().push(json!({
                "field": field.to_uppercase(), "before": row.get::<Option<String>, _>(2),
                "after": row.get::<Option<String>, _>(3),
            }));
        }
        let nodes: Vec<Value> = calls
            .iter()
            .map(|row| {
                let id: Uuid = row.get(0);
                let summary: Option<Json<LocalisedText>> = row.get(2);
                json!({
                    "id": entities::CallId(id).to_string(), "title": text(&row.get::<Json<LocalisedText>, _>(1).0),
                    "summary": summary.map(|summary| text(&summary.0)), "municipality": { "name": name },
                    "documents": documents.remove(&id).unwrap_or_default(),
                    "corrections": corrections.remove(&id).unwrap_or_default(),
                })
            })
            .collect();
        json!({ "data": { "openCalls": { "nodes": nodes } } }).to_string()
    }};
}

impl ByHand {
    /// The page as JSON.
    pub async fn page(&self) -> String {
        match self {
            Self::Sqlite { read, .. } => answer!(read),
            Self::Postgres(pool) => answer!(pool),
        }
    }

    /// The page as an answer over HTTP.
    pub async fn respond_page(self) -> Response {
        ([(header::CONTENT_TYPE, "application/json")], self.page().await).into_response()
    }
}
