//! The report as a PDF: set once for each language, and kept. It is set anew where it would be another: where a name had to be
//! erased.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use entities::{ConsultationId, Locale, consultation_report, report_print};
use tokio::sync::Semaphore;

use super::POLICY;
use super::words::Words;
use crate::error::Error;
use crate::http::files::{self, File, Kept};
use crate::http::pages::Context;
use crate::http::pages::debates::files::marks;
use crate::http::pages::layout::notice;
use crate::locale::messages::Messages;
use crate::reports::print::{Comment, FORM, Group, LONGEST, MOST, Section, Sheet, pdf};
use crate::reports::store::prints::{Printed, forget, keep, kept};
use crate::reports::store::read::{Of, Reading, Said};
use crate::reports::types::page_of;
use crate::storage::Shelf;
use crate::tasks::aside;

/// One is set at a time: it takes a processor for some seconds, and memory.
static SETTING: Semaphore = Semaphore::const_new(1);

/// The PDF: the one that is kept, or a new one.
pub(super) async fn served(
    context: &Context<'_>,
    id: ConsultationId,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    let (report, made_of, many) = state(context, id).await?;
    if many > MOST {
        return Ok(too_long(context, id));
    }
    let found = kept(&context.scope, report.id, context.locale, &made_of).await?;
    let row = match found {
        Some(row) => Some(row),
        None => made(context, id).await?,
    };
    let Some(row) = row else { return Ok(too_long(context, id)) };
    let name = format!("izvjestaj-{}.pdf", context.owner.slug);
    let file = File {
        key: &row.storage_key,
        name: &name,
        media_type: "application/pdf",
        size: u64::try_from(row.size_bytes).unwrap_or_default(),
        sha256: &row.sha256,
    };
    files::served(&context.app.storage, &file, method, headers, Kept::AWhile).await
}

/// Which report, of what it would be made now, and how many comments it has.
async fn state(
    context: &Context<'_>,
    id: ConsultationId,
) -> Result<(consultation_report::Model, String, usize), Error> {
    let _turn = context.app.long_reads.turn().await?;
    let reading = begun(context, id).await?;
    Ok((there(&reading)?, made_of(context, &reading), reading.told.comments()))
}

async fn begun(context: &Context<'_>, id: ConsultationId) -> Result<Reading, Error> {
    Reading::begin(context.scope.clone(), context.owner.id, id, Of::Finished).await
}

fn there(reading: &Reading) -> Result<consultation_report::Model, Error> {
    reading.told.report.clone().ok_or_else(|| Error::NotFound("There is no such report.".into()))
}

fn made_of(context: &Context<'_>, reading: &Reading) -> String {
    // What is set in sentences of no language, for a test, is not what readers of that locale are given afterwards.
    let own = std::ptr::eq(context.say, Messages::of(context.locale));
    format!("{FORM}.{}{}", reading.told.made_of, if own { "" } else { ".pseudo" })
}

/// Sets it and keeps it; nothing where it has too much text.
async fn made(context: &Context<'_>, id: ConsultationId) -> Result<Option<report_print::Model>, Error> {
    // Whoever waits here keeps no connection to the database.
    let setting = SETTING.acquire().await.map_err(Error::internal)?;
    // Somebody else may have set it meanwhile. This asks another reader, so before the turn to keep one.
    let (report, made_of, _) = state(context, id).await?;
    if let Some(row) = kept(&context.scope, report.id, context.locale, &made_of).await? {
        return Ok(Some(row));
    }
    let turn = context.app.long_reads.turn().await?;
    let mut reading = begun(context, id).await?;
    let (report, made_of) = (there(&reading)?, self::made_of(context, &reading));
    let sheet = sheet(context, &mut reading).await?;
    drop((reading, turn));
    let Some(sheet) = sheet else { return Ok(None) };
    let (ident, made_at) = (format!("{} {}", report.id, context.locale.tag()), report.made_at);
    let setting_it = move || {
        // Taken along, because it goes on when nobody waits for it any more.
        let _setting = setting;
        pdf(&sheet, &ident, made_at)
    };
    let bytes = Bytes::from(aside(setting_it).await.map_err(Error::internal)?.map_err(Error::internal)?);
    let size = bytes.len();
    let (key, sha256) = context.app.storage.keep(Shelf::ReportPrints, bytes).await?;
    let printed = Printed {
        municipality: report.municipality_id,
        report: report.id,
        locale: context.locale,
        made_of,
        key,
        sha256,
        size,
    };
    let (db, now) = (&context.app.db, context.app.clock.now());
    let (row, before) = keep(db, now, printed).await?;
    context.app.storage.forget(before).await;
    // Whoever had to erase something while it was set has not found it to take it away. Where nobody can say, it goes, too.
    if state(context, id).await.is_ok_and(|(_, of, _)| of == row.made_of) {
        return Ok(Some(row));
    }
    forget(db, now, &row.storage_key).await?;
    context.app.storage.forget([row.storage_key]).await;
    Err(Error::Busy)
}

/// Everything that is to be set; nothing where it is too long.
async fn sheet(context: &Context<'_>, reading: &mut Reading) -> Result<Option<Sheet>, Error> {
    let told = std::sync::Arc::clone(&reading.told);
    let words = Words::of(context, &told);
    let section = |section| Section { title: words.section(section), comments: Vec::new() };
    let mut sections: Vec<Section> = told.sections.iter().map(section).collect();
    let mut long = 0;
    loop {
        let some = reading.next().await?;
        if some.is_empty() {
            break;
        }
        for one in &some {
            long += one.row.text.as_ref().map_or(0, String::len);
            long += one.answer.as_ref().map_or(0, |answer| answer.reason.original.text.len());
            sections[one.section].comments.push(comment(&words, one));
        }
        if long > LONGEST {
            return Ok(None);
        }
    }
    let say = |key| words.say.say(key).to_owned();
    let (lang, script) = language(context.locale);
    let groups = words.groups().into_iter().map(|(title, rows)| Group { title: title.to_owned(), rows });
    let made = told.report.as_ref().map(|report| words.date(report.made_at)).unwrap_or_default();
    Ok(Some(Sheet {
        lang,
        script,
        place: context.name().to_owned(),
        heading: say("report.reportHeading"),
        title: words.title(),
        badge: words.badge().map(str::to_owned),
        facts: words.facts(),
        texts: words.texts(),
        numbers_title: say("report.numbersHeading"),
        numbers: groups.collect(),
        meetings_title: say("report.meetingsHeading"),
        meetings: words.meetings(),
        comments_title: say("report.commentsHeading"),
        nothing: say("report.commentsNone"),
        erased: say("report.erased"),
        sections,
        foot: words.say.fill("report.reportMade", &[("date", &made)]),
    }))
}

fn comment(words: &Words<'_>, one: &Said) -> Comment {
    Comment {
        number: one.number,
        depth: one.depth,
        who: words.who(&one.row),
        when: {
            let names = words.files(&one.row).map(|(file, _)| file.name.as_str()).collect::<Vec<_>>().join(", ");
            let sent = (!names.is_empty()).then(|| format!("{}: {names}", words.say.say("receipt.files")));
            let said = [words.when(&one.row)].into_iter().chain(sent).chain(marks(words.say, &one.row));
            said.collect::<Vec<_>>().join(" · ")
        },
        lang: language(one.row.locale).0,
        text: one.row.text.clone(),
        answer: one.answer.as_ref().map(|answer| (words.disposition(answer.disposition), words.text(&answer.reason))),
    }
}

/// Language and script, as typst wants them.
fn language(locale: Locale) -> (String, String) {
    let (lang, script) = match locale {
        Locale::SrCyrl => ("sr", "cyrl"),
        Locale::SrLatn => ("sr", "latn"),
        Locale::Bs => ("bs", "latn"),
        Locale::Hr => ("hr", "latn"),
        Locale::En => ("en", "latn"),
    };
    (lang.to_owned(), script.to_owned())
}

/// That there is no PDF of it, and what there is.
fn too_long(context: &Context<'_>, id: ConsultationId) -> Response {
    let say = context.say;
    let way = format!("/{}{}", page_of(&context.owner.slug, id), context.lang());
    let told = notice(
        say.say("report.reportHeading"),
        &say.fill("report.tooLongToPrint", &[("form", "PDF")]),
        (&way, say.say("report.reportRead")),
        say,
    );
    let mut response = (StatusCode::NOT_FOUND, Body::from(told.into_string())).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}
