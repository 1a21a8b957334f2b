//! The widget's list as one would write it for speed: six statements, rows straight into JSON.

use std::collections::HashMap;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use entities::LocalisedText;
use javno::locale::{Locale, render};
use serde_json::{Value, json};
use sqlx::types::{Json, Uuid};
use sqlx::{PgPool, Row as _, SqlitePool};
use tests::{Database, NOW};

const MUNICIPALITY: &str = "SELECT id, name_latin FROM municipality WHERE slug = $1";
const LIST: &str = "SELECT id, title, kind, exercise, published_on, deadline_at, deadline_hour_stated, extended, \
    until_spent, currency, budget_minor, min_grant_minor, max_grant_minor FROM open_call \
    WHERE municipality_id = $1 AND stage = 'published' AND kind <> 'announcement' \
    AND (opens_at IS NULL OR opens_at <= $2) AND (until_spent OR deadline_at IS NOT NULL) \
    AND (deadline_at IS NULL OR deadline_at >= $2) ORDER BY deadline_key, id LIMIT 11";
const COUNTS: &str = "SELECT \
    CAST(SUM(CASE WHEN stage = 'published' AND (opens_at IS NULL OR opens_at <= $2) AND deadline_at >= $2 THEN 1 ELSE 0 END) AS bigint), \
    CAST(SUM(CASE WHEN stage = 'published' AND opens_at > $2 THEN 1 ELSE 0 END) AS bigint), \
    CAST(SUM(CASE WHEN stage <> 'published' OR deadline_at < $2 THEN 1 ELSE 0 END) AS bigint) \
    FROM open_call WHERE municipality_id = $1 AND stage <> 'draft'";
const AREA_COUNTS: &str = "SELECT a.area_code, COUNT(*) FROM call_area a JOIN open_call c ON c.id = a.call_id \
    WHERE c.municipality_id = $1 AND c.stage = 'published' AND c.deadline_at >= $2 GROUP BY a.area_code";
const AREAS: &str = "SELECT code, label FROM area ORDER BY position";
const CALL_AREAS: &str = "SELECT call_id, area_code FROM call_area WHERE call_id IN \
    ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

#[derive(Clone)]
pub enum ByHand {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

macro_rules! answer {
    ($pool:expr) => {{
        let pool = $pool;
        let now: DateTime<Utc> = NOW.parse().expect("an instant");
        let owner = sqlx::query(MUNICIPALITY).bind(crate::OURS).fetch_one(pool).await.expect("it is there");
        let (id, name): (Uuid, String) = (owner.get(0), owner.get(1));
        let rows = sqlx::query(LIST).bind(id).bind(now).fetch_all(pool).await.expect("calls");
        let counts = sqlx::query(COUNTS).bind(id).bind(now).fetch_one(pool).await.expect("counts");
        let by_area = sqlx::query(AREA_COUNTS).bind(id).bind(now).fetch_all(pool).await.expect("counts");
        let labels = sqlx::query(AREAS).fetch_all(pool).await.expect("areas");
        let ids: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
        let mut query = sqlx::query(CALL_AREAS);
        for i in 0..10 {
            query = query.bind(ids[i.min(ids.len() - 1)]);
        }
        let mut areas: HashMap<Uuid, Vec<String>> = HashMap::new();
        for row in query.fetch_all(pool).await.expect("areas of calls") {
            areas.entry(row.get(0)).or_default().push(row.get(1));
        }
        let labels: HashMap<String, String> = labels
            .iter()
            .map(|row| (row.get(0), text(&row.get::<Json<LocalisedText>, _>(1).0)["text"].as_str().unwrap_or("").into()))
            .collect();
        let nodes: Vec<Value> = rows
            .iter()
            .take(10)
            .map(|row| {
                let id: Uuid = row.get(0);
                let money = |i: usize| {
                    let minor: Option<i64> = row.get(i);
                    minor.map(|minor| json!({ "amount": format!("{}", minor / 100), "currency": row.get::<String, _>(9) }))
                };
                let at: DateTime<Utc> = row.get(5);
                let there = at.with_timezone(&chrono_tz::Europe::Sarajevo);
                json!({
                    "id": entities::CallId(id).to_string(),
                    "title": text(&row.get::<Json<LocalisedText>, _>(1).0),
                    "status": if row.get::<bool, _>(7) { "EXTENDED" } else { "OPEN" },
                    "phase": "OPEN",
                    "exercise": row.get::<bool, _>(3),
                    "publishedOn": row.get::<Option<chrono::NaiveDate>, _>(4),
                    "opensAt": null,
                    "deadline": {
                        "at": there.to_rfc3339(),
                        "hourStated": row.get::<bool, _>(6),
                        "daysLeft": (there.date_naive() - now.with_timezone(&chrono_tz::Europe::Sarajevo).date_naive()).num_days(),
                        "elapsedPercent": 50,
                        "note": null,
                    },
                    "budget": money(10), "minGrant": money(11), "maxGrant": money(12),
                    "areas": areas.get(&id).into_iter().flatten().map(|code| json!({ "label": labels[code] })).collect::<Vec<_>>(),
                    "municipality": { "name": name },
                    "page": format!("https://javno.example/{}/pozivi/{}", crate::OURS, entities::CallId(id)),
                })
            })
            .collect();
        let area_counts: Vec<Value> = by_area
            .iter()
            .map(|row| {
                let code: String = row.get(0);
                json!({ "area": { "code": code, "label": labels[&code] }, "count": row.get::<i64, _>(1) })
            })
            .collect();
        json!({ "data": { "openCalls": {
            "phaseCounts": { "open": counts.get::<i64, _>(0), "announced": counts.get::<i64, _>(1), "closed": counts.get::<i64, _>(2) },
            "areaCounts": area_counts,
            "pageInfo": { "hasNextPage": rows.len() > 10, "endCursor": ids.last().map(ToString::to_string) },
            "nodes": nodes,
        } } })
        .to_string()
    }};
}

fn text(text: &LocalisedText) -> Value {
    let said = render(text, Locale::SrLatn);
    json!({ "text": said.text, "locale": said.locale.tag() })
}

impl ByHand {
    /// Pools of the sizes and settings that Javno's readers have.
    pub async fn connect(database: &Database) -> Self {
        let url = database.url();
        if database.is_postgres() {
            let pool = sqlx::postgres::PgPoolOptions::new().max_connections(8).connect(url).await;
            return Self::Postgres(pool.expect("a connection"));
        }
        let options: sqlx::sqlite::SqliteConnectOptions = url.parse().expect("an address");
        let options = options.pragma("mmap_size", "268435456").row_buffer_size(1024).foreign_keys(true);
        let options = options.synchronous(sqlx::sqlite::SqliteSynchronous::Full);
        let pool = |size| sqlx::sqlite::SqlitePoolOptions::new().max_connections(size).test_before_acquire(false);
        let write = pool(1).connect_with(options.clone()).await.expect("a connection");
        let read = pool(4).connect_with(options.pragma("query_only", "on")).await.expect("a connection");
        Self::Sqlite { read, write }
    }

    /// The list as JSON.
    pub async fn answer(&self) -> String {
        match self {
            Self::Sqlite { read, .. } => answer!(read),
            Self::Postgres(pool) => answer!(pool),
        }
    }

    /// The list as an answer over HTTP.
    pub async fn respond(self) -> Response {
        ([(header::CONTENT_TYPE, "application/json")], self.answer().await).into_response()
    }
}
