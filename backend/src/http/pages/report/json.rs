//! The report for programs, written as it is read: `docs/api.md` says what is in it.

use entities::LocalisedText;
use serde_json::{Value, json};

use super::Form;
use super::csv::code;
use super::words::Words;
use crate::comments::rules::words::shown_name;
use crate::comments::types::{AuthorKind, CommentOrigin, CommentReason, Disposition};
use crate::consultations::types::{ChannelKind, ConsultationKind};
use crate::error::Error;
use crate::reports::store::read::Said;

pub(super) const MEDIA: &str = "application/json";

/// A file that is being written.
#[derive(Default)]
pub(super) struct Programs {
    begun: bool,
}

impl Form for Programs {
    const MEDIA: &'static str = MEDIA;

    fn begin(&mut self, words: &Words<'_>) -> Result<Vec<u8>, Error> {
        let mut whole = serde_json::to_vec(&head(words)).map_err(Error::internal)?;
        // The comments are the last field: they are written as they are read.
        whole.pop();
        whole.extend_from_slice(b",\"comments\":[");
        Ok(whole)
    }

    fn said(&mut self, words: &Words<'_>, some: &[Said]) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        for one in some {
            out.extend_from_slice(if std::mem::replace(&mut self.begun, true) { b",\n" } else { b"\n" });
            serde_json::to_writer(&mut out, &comment(words, one)).map_err(Error::internal)?;
        }
        Ok(out)
    }

    fn end(&mut self, _: &Words<'_>) -> Result<Vec<u8>, Error> {
        Ok(b"\n]}\n".to_vec())
    }
}

fn head(words: &Words<'_>) -> Value {
    let (told, context) = (words.told, words.context);
    let (row, all) = (&told.consultation, &told.numbers);
    let report = told.report.as_ref();
    let rejected =
        all.rejected.iter().map(|(reason, n)| json!({ "reason": code::<CommentReason>(*reason), "count": n }));
    let answered =
        all.answered.iter().map(|(said, n)| json!({ "disposition": code::<Disposition>(*said), "count": n }));
    let text = |text: &Option<LocalisedText>| text.as_ref().map(|text| words.text(text));
    let sessions = told.meetings.iter().map(|session| {
        json!({
            "startsAt": session.starts_at,
            "hourStated": session.hour_stated,
            "place": text(&session.place),
            "audience": text(&session.audience),
            "attendance": session.attendance,
        })
    });
    let acts = told.acts.iter().map(|act| {
        json!({
            "id": act.row.id.to_string(),
            "title": words.text(&act.row.title),
            "version": act.version.as_ref().map(|version| version.number),
            "publishedAt": act.version.as_ref().map(|version| version.published_at),
        })
    });
    let channels = told.channels.iter();
    let channels = channels.map(|way| json!({ "kind": code::<ChannelKind>(way.kind), "text": words.text(&way.text) }));
    json!({
        "form": 1,
        "locale": context.locale.tag(),
        "id": report.map(|report| report.id.to_string()),
        "madeAt": report.map(|report| report.made_at),
        "logSize": report.map(|report| report.log_size),
        "summary": words.summary(),
        "changes": report.and_then(|report| text(&report.changes)),
        "signedBy": report.and_then(|report| text(&report.signed_by)),
        "municipality": { "slug": context.owner.slug, "name": context.name() },
        "consultation": {
            "id": row.id.to_string(),
            "kind": code::<ConsultationKind>(row.kind),
            "title": words.title(),
            "exercise": row.exercise,
            "opensAt": row.opens_at,
            "closesAt": row.closes_at,
            "answerDueOn": row.answer_due_on,
            "responsibleBody": text(&row.responsible_body),
            "legalBasis": text(&row.legal_basis),
        },
        "acts": acts.collect::<Vec<_>>(),
        "adopted": told.adopted.iter().map(|paper| json!({ "name": words.text(&paper.name), "url": paper.url }))
            .collect::<Vec<_>>(),
        "channels": channels.collect::<Vec<_>>(),
        "numbers": {
            "received": all.received(), "online": all.online, "paper": all.paper, "session": all.session, "email": all.email,
            "withdrawn": all.withdrawn, "rejected": rejected.collect::<Vec<_>>(),
            "published": all.published, "byCitizens": all.by_citizens, "anonymously": all.anonymously,
            "byOrganisations": all.by_organisations, "organisations": all.organisations,
            "addresses": all.addresses, "withoutAddress": all.without_address,
            "answered": answered.collect::<Vec<_>>(), "unanswered": all.unanswered,
            "sessions": all.sessions, "attendance": all.attendance,
        },
        "sessions": sessions.collect::<Vec<_>>(),
    })
}

fn comment(words: &Words<'_>, one: &Said) -> Value {
    let row = &one.row;
    let answer = one.answer.as_ref().map(|answer| {
        json!({
            "id": answer.id.to_string(),
            "disposition": code::<Disposition>(answer.disposition),
            "reason": words.text(&answer.reason),
            "answeredAt": answer.answered_at,
        })
    });
    json!({
        "number": one.number,
        "id": row.id.to_string(),
        "replyTo": row.parent_id.map(|id| id.to_string()),
        "part": row.anchor_key.map(|key| key.to_string()),
        "partName": words.section(&words.told.sections[one.section]),
        "authorKind": code::<AuthorKind>(row.author_kind),
        "author": shown_name(row),
        "origin": code::<CommentOrigin>(row.origin),
        "receivedAt": row.received_at,
        "receivedOn": row.received_on,
        "publishedAt": row.published_at,
        "changedAt": row.changed_at,
        "locale": row.locale.tag(),
        "text": row.text,
        "supports": row.supports,
        "files": words.files(row).map(|(file, url)| json!({
            "name": file.name, "mediaType": file.media_type, "sizeBytes": file.size_bytes, "sha256": file.sha256, "url": url,
        })).collect::<Vec<_>>(),
        "filesTakenOff": row.taken_off().iter().map(|mark| json!({
            "reason": mark.taken_off.map(code::<CommentReason>),
            "sha256": Some(&mark.sha256).filter(|sum| !sum.is_empty()),
        })).collect::<Vec<_>>(),
        "answer": answer,
    })
}
