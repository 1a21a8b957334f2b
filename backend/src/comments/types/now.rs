//! What stands there now in place of what was read: `extensions.now` beside the code `CONFLICT`.

use std::sync::Arc;

use async_graphql::Value;
use async_graphql::resolver_utils::enum_value;
use entities::{comment, official_answer};
use serde_json::json;

use super::Disposition;
use crate::comments::store::held::Outrun;
use crate::error::Error;

/// Names each comment that is not as it was read, with its text where that is another, and with the answer under it.
pub(in crate::comments) fn outrun(others: &[Outrun]) -> Error {
    let one = |Outrun { row, seen, answer }: &Outrun| {
        json!({
            "comment": row.id.to_string(),
            "revision": row.revision,
            "text": row.text.as_deref().filter(|_| row.revision != seen.revision),
            "answer": answer.as_ref().map(answered),
        })
    };
    let now = Value::from_json(others.iter().map(one).collect());
    now.map_or_else(Error::internal, |now| Error::Outrun(Arc::new(now)))
}

/// Names the comment that has another text than was read, with what stands there for everybody.
pub(in crate::comments) fn reworded(row: &comment::Model) -> Error {
    let now = json!([{ "comment": row.id.to_string(), "revision": row.revision, "text": row.text }]);
    Value::from_json(now).map_or_else(Error::internal, |now| Error::Outrun(Arc::new(now)))
}

fn answered(answer: &official_answer::Model) -> serde_json::Value {
    let reason = &answer.reason.original;
    json!({
        "id": answer.id.to_string(),
        "disposition": enum_value(Disposition::from(answer.disposition)),
        "reason": { "text": reason.text, "locale": reason.locale.tag() },
    })
}
