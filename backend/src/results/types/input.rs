//! What the mutations of results take and give back.

use std::sync::Arc;

use async_graphql::{ID, Value};
use entities::organisation;
use serde_json::json;

use super::{CallResults, DeskResults, ResultColumn, ResultsContent};
use crate::edited::EditedText;
use crate::error::Error;
use crate::mend::{inputs, payloads};

inputs! {
    /// A list that is pasted, or how the columns of the one that was brought are to be read.
    ReadResultsInput {
        /// Of which call, `call_…`.
        call: ID,
        /// The version of the draft that you have read; 0 where there is none yet.
        version: i32,
        /// The list, as it is copied from a spreadsheet or as CSV; null reads anew what was brought.
        text: Option<String>,
        /// What each column holds, from the left; guessed from the headings where it is left out.
        columns: Option<Vec<Option<ResultColumn>>>
    }
    /// What is written of a list.
    SaveResultsInput {
        /// Of which call, `call_…`.
        call: ID,
        /// The version of the draft that you have read; 0 where there is none yet.
        version: i32,
        /// All of it.
        content: ResultsContent
    }
    /// Which list is to be published.
    PublishResultsInput {
        /// Of which call, `call_…`.
        call: ID,
        /// The version of the draft that you have read.
        version: i32,
        /// Why, where it corrects a list of its own stage; everybody reads it.
        reason: Option<EditedText>
    }
    /// Which draft is to be thrown away.
    DiscardResultsInput {
        /// Of which call, `call_…`.
        call: ID,
        /// The version of the draft that you have read.
        version: i32
    }
    /// Whose a published row is.
    LinkResultInput {
        /// `row_…`.
        row: ID,
        /// Where it led when you read it, `org_…`; null where it led to none.
        before: Option<ID>,
        /// `org_…`; null where it is none of the directory.
        organisation: Option<ID>
    }
}

payloads! {
    /// A list was read.
    ReadResultsPayload {
        /// As it stands at the desk now.
        results: DeskResults
    }
    /// A list was saved.
    SaveResultsPayload {
        /// As it stands at the desk now.
        results: DeskResults
    }
    /// A list was published.
    PublishResultsPayload {
        /// As everybody reads it.
        results: CallResults
    }
    /// A draft was thrown away.
    DiscardResultsPayload {
        /// As it stands at the desk now.
        results: DeskResults
    }
    /// A row leads to an organisation, or to none.
    LinkResultPayload {
        /// The list in which it stands.
        results: CallResults
    }
}

/// Somebody else has said otherwise meanwhile: the row leads there, or to none.
pub(in crate::results) fn leads_now(to: Option<&organisation::Model>) -> Error {
    let name = to.map(|to| &to.name.original);
    let now = json!({
        "organisation": to.map(|to| to.id.to_string()),
        "name": name.map(|name| json!({ "text": name.text, "locale": name.locale.tag() })),
    });
    Value::from_json(now).map_or_else(Error::internal, |now| Error::Outrun(Arc::new(now)))
}
