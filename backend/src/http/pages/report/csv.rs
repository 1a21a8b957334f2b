//! The comments of a report as a table, and what its columns and codes mean; its numbers and sessions as another.
//!
//! It begins with a byte order mark, or Excel reads Cyrillic as something else, and is parted by semicolons, as Excel wants it
//! wherever a number has a decimal comma: with commas a whole row would stand in one cell. A cell that a table would read as a formula
//! gets a `'` before it.

use async_graphql::resolver_utils::{EnumType, enum_value};
use entities::{AttachedFile, AuthorKind, CommentOrigin, CommentReason, Disposition};

use super::Form;
use super::words::{Words, disposition_key, reason_key};
use crate::comments::rules::words::shown_name;
use crate::comments::types::{
    AuthorKind as ShownKind, CommentOrigin as ShownOrigin, CommentReason as ShownReason,
    Disposition as ShownDisposition,
};
use crate::error::Error;
use crate::http::pages::Context;
use crate::reports::store::read::Said;

pub(super) const MEDIA: &str = "text/csv; charset=utf-8";
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The columns, each with the key of what it means.
const COLUMNS: [(&str, &str); 19] = [
    ("number", "report.columnNumber"),
    ("comment", "report.columnComment"),
    ("reply_to", "report.columnReplyTo"),
    ("part", "report.columnPart"),
    ("part_name", "report.columnPartName"),
    ("author_kind", "report.columnAuthorKind"),
    ("author", "report.columnAuthor"),
    ("origin", "report.columnOrigin"),
    ("received_at", "report.columnReceived"),
    ("language", "report.columnLanguage"),
    ("text", "report.columnText"),
    ("supports", "report.columnSupports"),
    ("disposition", "report.columnDisposition"),
    ("reason", "report.columnReason"),
    ("answered_at", "report.columnAnswered"),
    ("files", "report.columnFiles"),
    ("files_taken_off", "report.columnFilesOff"),
    ("received_on", "report.columnReceivedOn"),
    ("changed_at", "report.columnChanged"),
];

/// Why an official takes a file off. None came with what an official entered.
const REASONS: [CommentReason; 8] = [
    CommentReason::OffTopic,
    CommentReason::Insult,
    CommentReason::Hate,
    CommentReason::PersonalData,
    CommentReason::Advertising,
    CommentReason::Duplicate,
    CommentReason::Unlawful,
    CommentReason::Unreadable,
];

/// A table that is being written.
pub(super) struct Table;

impl Form for Table {
    const MEDIA: &'static str = MEDIA;

    fn begin(&mut self, _: &Words<'_>) -> Result<Vec<u8>, Error> {
        Ok([MARK, &lines([COLUMNS.map(|(name, _)| name.to_owned())])?].concat())
    }

    fn said(&mut self, words: &Words<'_>, some: &[Said]) -> Result<Vec<u8>, Error> {
        lines(some.iter().map(|one| cells(words, one)))
    }

    fn end(&mut self, _: &Words<'_>) -> Result<Vec<u8>, Error> {
        Ok(Vec::new())
    }
}

fn cells(words: &Words<'_>, one: &Said) -> [String; COLUMNS.len()] {
    let (row, answer) = (&one.row, one.answer.as_deref());
    let at = |at: chrono::DateTime<chrono::Utc>| {
        at.with_timezone(&words.zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    };
    [
        one.number.to_string(),
        row.id.to_string(),
        row.parent_id.map(|id| id.to_string()).unwrap_or_default(),
        row.anchor_key.map(|key| key.to_string()).unwrap_or_default(),
        words.section(&words.told.sections[one.section]),
        code::<ShownKind>(row.author_kind),
        shown_name(row).unwrap_or_default().into_owned(),
        code::<ShownOrigin>(row.origin),
        at(row.received_at),
        row.locale.tag().to_owned(),
        row.text.clone().unwrap_or_default(),
        row.supports.to_string(),
        answer.map(|answer| code::<ShownDisposition>(answer.disposition)).unwrap_or_default(),
        answer.map(|answer| words.text(&answer.reason)).unwrap_or_default(),
        answer.map(|answer| at(answer.answered_at)).unwrap_or_default(),
        words.files(row).map(|(_, url)| url).collect::<Vec<_>>().join(" "),
        row.taken_off().iter().filter_map(mark).collect::<Vec<_>>().join(" "),
        row.received_on.map(|on| on.to_string()).unwrap_or_default(),
        row.changed_at.map(at).unwrap_or_default(),
    ]
}

/// The mark of a file that was taken off: why and, where its sender is not forgotten, which it was: `INSULT:9f86…`.
fn mark(file: &AttachedFile) -> Option<String> {
    let reason = code::<ShownReason>(file.taken_off?);
    Some(if file.sha256.is_empty() { reason } else { format!("{reason}:{}", file.sha256) })
}

/// What columns and codes mean, in the reader's language.
pub(super) fn codebook(context: &Context<'_>) -> Result<Vec<u8>, Error> {
    let say = |key| context.say.say(key).to_owned();
    let row = |column: &str, code: String, meaning| [column.to_owned(), code, meaning];
    let head = [say("report.codebookColumn"), say("report.codebookCode"), say("report.codebookMeaning")];
    let columns = COLUMNS.into_iter().map(|(name, key)| row(name, String::new(), say(key)));
    let kinds = [
        (AuthorKind::Citizen, "report.authorCitizen"),
        (AuthorKind::Anonymous, "report.nobody"),
        (AuthorKind::Organisation, "report.whoOrganisations"),
    ];
    let kinds = kinds.into_iter().map(|(kind, key)| row("author_kind", code::<ShownKind>(kind), say(key)));
    let origins = [
        (CommentOrigin::Online, "report.originOnline"),
        (CommentOrigin::Paper, "report.receivedPaper"),
        (CommentOrigin::Session, "report.receivedSession"),
        (CommentOrigin::Email, "report.receivedEmail"),
    ];
    let origins = origins.into_iter().map(|(origin, key)| row("origin", code::<ShownOrigin>(origin), say(key)));
    let dispositions = [
        Disposition::Accepted,
        Disposition::PartlyAccepted,
        Disposition::NotAccepted,
        Disposition::Noted,
        Disposition::OutOfScope,
    ];
    let dispositions = dispositions
        .into_iter()
        .map(|said| row("disposition", code::<ShownDisposition>(said), say(disposition_key(said))));
    let reasons = REASONS.into_iter();
    let reasons = reasons.map(|why| row("files_taken_off", code::<ShownReason>(why), say(reason_key(why))));
    let rows = std::iter::once(head).chain(columns).chain(kinds).chain(origins).chain(dispositions).chain(reasons);
    Ok([MARK, &lines(rows)?].concat())
}

/// What was counted, and behind it each session with how many came: as the page says it, in the reader's language.
pub(super) fn numbers(words: &Words<'_>) -> Result<Vec<u8>, Error> {
    let say = |key| words.say.say(key).to_owned();
    let head = [say("report.numbersGroup"), say("report.numbersWhat"), say("report.numbersCount")];
    let groups = words.groups().into_iter();
    let counted =
        groups.flat_map(|(group, rows)| rows.into_iter().map(|(what, count)| [group.to_owned(), what, count]));
    let held = words.sessions().into_iter();
    let held = held.map(|(session, came)| {
        [say("report.meetingsHeading"), session, came.map(|count| count.to_string()).unwrap_or_default()]
    });
    Ok([MARK, &lines(std::iter::once(head).chain(counted).chain(held))?].concat())
}

/// A code as the API writes it.
pub(super) fn code<E: EnumType>(stored: impl Into<E>) -> String {
    match enum_value(stored.into()) {
        async_graphql::Value::Enum(name) => name.to_string(),
        _ => String::new(),
    }
}

fn lines<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> Result<Vec<u8>, Error> {
    let mut writer =
        ::csv::WriterBuilder::new().delimiter(b';').terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.map(harmless)).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(error.into_error()))
}

/// The cell as a table reads it as text, whatever it begins with.
fn harmless(cell: String) -> String {
    // Spaces before it do not keep a table from it.
    let risky = cell
        .trim_start_matches([' ', '\u{a0}', '\n'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if risky || cell.starts_with(['\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+381", "-2", "@SUM(A1)", "\tx", "\rx", " =1", "\n=1", "＝1"] {
            assert_eq!(harmless(cell.to_owned()), format!("'{cell}"));
        }
        for cell in ["", "Члан 1.", "2026-11-24", "a=b", "'"] {
            assert_eq!(harmless(cell.to_owned()), cell);
        }
    }
}
