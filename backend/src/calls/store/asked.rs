//! Questions that a file of the desk brings with their call. They keep the day on which they were asked and answered there;
//! nobody is written to, because nobody who asked is in a file.

use entities::{Change, Detail, Happening, QuestionId, QuestionState, call_question, open_call};
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};

use crate::calls::rules::asking::{Asked, not_here};
use crate::error::Error;
use crate::scope::Tx;
use crate::viewer::Opens;

/// Those of a file's questions that this call, which is here, does not have yet.
///
/// # Errors
/// See [`not_here`]; or the database refused.
pub(super) async fn new_ones<R: Opens<call_question::Entity>>(
    tx: &Tx<R>,
    call: &open_call::Model,
    asked: Vec<Asked>,
) -> Result<Vec<Asked>, Error> {
    if asked.is_empty() {
        return Ok(asked);
    }
    let here = tx.find::<call_question::Entity>().filter(call_question::Column::CallId.eq(call.id));
    not_here(call, &here.all(tx.connection()).await?, asked, tx.now())
}

/// Writes these questions down, each an act as it is when an official enters and answers one.
///
/// # Errors
/// The database refused.
pub(super) async fn put<R: Opens<call_question::Entity>>(
    tx: &Tx<R>,
    call: &open_call::Model,
    asked: Vec<Asked>,
) -> Result<(), Error> {
    let row = |asked: Asked| call_question::Model {
        id: QuestionId::new(),
        municipality_id: call.municipality_id,
        call_id: call.id,
        asked_at: asked.asked_at,
        asker: None,
        email: None,
        read_in: None,
        question: asked.question,
        state: asked.state,
        answer: asked.answer,
        answered_at: asked.answered_at,
        // Whoever answered did so at another desk, or before this one was.
        answered_by: None,
        version: 1,
    };
    let rows: Vec<_> = asked.into_iter().map(row).collect();
    for row in &rows {
        let (kind, changes) = match (row.state, &row.answer) {
            (QuestionState::Answered, Some(answer)) => {
                let after = Some(answer.original.text.clone());
                (Happening::QuestionAnswered, vec![Change { field: "answer".into(), before: None, after }])
            }
            (QuestionState::Withheld, _) => (Happening::QuestionWithheld, Vec::new()),
            _ => (Happening::QuestionEntered, Vec::new()),
        };
        let title = format!("{}: {}", call.title.original.text, row.question.original.text);
        tx.record(kind, call.municipality_id, call.id, Detail { title: Some(title), changes, reason: None });
    }
    tx.insert_all::<call_question::ActiveModel>(rows.into_iter().map(call_question::Model::into_active_model).collect())
        .await
}
