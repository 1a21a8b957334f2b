//! The report as a PDF: set once for each language, and kept. It is set anew where it would be another: where a name had to be
//! erased. A long one is set in volumes, each when it is asked for.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use entities::{ConsultationId, Locale, ReportId, consultation_report};

use super::POLICY;
use super::words::Words;
use crate::app::App;
use crate::config::seconds;
use crate::error::Error;
use crate::http::files::{self, File, Kept};
use crate::http::pages::debates::files::marks;
use crate::http::pages::layout::notice_in;
use crate::http::pages::{Choice, Context};
use crate::locale::messages::Messages;
use crate::reports::print::{Comment, FORM, Group, Row, Section, Sheet, Way, pdf};
use crate::reports::rules::volumes::{Volume, Volumes};
use crate::reports::store::prints::{Printed, keep, kept};
use crate::reports::store::read::{Of, Reading, Said, Told};
use crate::reports::types::page_of;
use crate::tasks::aside;

/// Whoever is told that it is being set comes again after so many seconds.
const AGAIN: HeaderValue = HeaderValue::from_static("5");

/// One volume of a report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Of which consultation.
    pub(super) of: ConsultationId,
    /// Which volume, from 1.
    pub(super) volume: usize,
}

/// A volume as it would be set now.
struct State {
    report: consultation_report::Model,
    made_of: String,
    volumes: Volumes,
    volume: Volume,
}

/// The PDF: the one that is kept, or a new one; or that it is being made, where that takes longer than anybody waits.
pub(super) async fn served(
    app: &Arc<App>,
    context: &Context<'_>,
    wanted: Wanted,
    (method, headers): (&Method, &HeaderMap),
) -> Result<Response, Error> {
    let patience = seconds(app.config.print.patience_seconds);
    // Somebody may erase something while it is set: then once more.
    for _ in 0..2 {
        let report = match found(context, wanted, (method, headers)).await? {
            Ok(response) => return Ok(response),
            Err(report) => report,
        };
        let work = set(Arc::clone(app), context.owner.slug.clone(), context.choice.clone(), wanted);
        let which = (report, context.locale, wanted.volume);
        if !app.printing.done(&app.tasks, which, patience, Box::pin(work)).await? {
            return Ok(preparing(context, wanted));
        }
    }
    found(context, wanted, (method, headers)).await?.map_err(|_| Error::Busy)
}

/// The one that is kept, on its way to its reader; where there is none, of which report.
async fn found(
    context: &Context<'_>,
    wanted: Wanted,
    (method, headers): (&Method, &HeaderMap),
) -> Result<Result<Response, ReportId>, Error> {
    let State { report, made_of, volumes, .. } = state(context, wanted).await?;
    let row = kept(&context.scope, (report.id, context.locale, wanted.volume), &made_of).await?;
    let Some(row) = row else { return Ok(Err(report.id)) };
    let volume = if volumes.is_whole() { String::new() } else { format!("-{}", wanted.volume) };
    let name = format!("izvjestaj-{}{volume}.pdf", context.owner.slug);
    let file = File {
        key: &row.storage_key,
        name: &name,
        media_type: "application/pdf",
        size: u64::try_from(row.size_bytes).unwrap_or_default(),
        sha256: &row.sha256,
    };
    files::served(&context.app.storage, &file, method, headers, Kept::AWhile).await.map(Ok)
}

/// Which report, how it is divided, and of what this volume would be made now.
async fn state(context: &Context<'_>, wanted: Wanted) -> Result<State, Error> {
    let _turn = context.app.long_reads.turn().await?;
    let reading = begun(context, wanted.of).await?;
    state_of(context, &reading, wanted.volume).await
}

async fn begun(context: &Context<'_>, id: ConsultationId) -> Result<Reading, Error> {
    Reading::begin(context.scope.clone(), context.owner.id, id, Of::Finished).await
}

async fn state_of(context: &Context<'_>, reading: &Reading, number: usize) -> Result<State, Error> {
    let none = || Error::NotFound("There is no such report, or it has not so many volumes.".into());
    let report = reading.told.report.clone().ok_or_else(none)?;
    let volumes = reading.volumes(context.app.config.print).await?;
    let volume = volumes.volume(number).ok_or_else(none)?;
    // What is set in sentences of no language, for a test, is not what readers of that locale are given afterwards.
    let own = std::ptr::eq(context.say, Messages::of(context.locale));
    let part = match &volume {
        Volume::Whole | Volume::First => format!("of{}", volumes.count()),
        Volume::Comments(some) => format!("{}to{}of{}", some.start, some.end, volumes.count()),
    };
    let made_of = format!("{FORM}.{}.{part}{}", reading.told.made_of, if own { "" } else { ".pseudo" });
    Ok(State { report, made_of, volumes, volume })
}

/// Sets a volume and keeps it, unless something in it was erased meanwhile.
async fn set(app: Arc<App>, slug: String, choice: Choice, wanted: Wanted) -> Result<(), Error> {
    // Whoever waits here keeps no connection to the database.
    let setting = app.printing.turn().await?;
    let context = Context::new(&app, &slug, choice).await?;
    let turn = app.long_reads.turn().await?;
    let mut reading = begun(&context, wanted.of).await?;
    let state = state_of(&context, &reading, wanted.volume).await?;
    let told = Arc::clone(&reading.told);
    let sheet = sheet(&context, &mut reading, &state, wanted).await?;
    drop((reading, turn));
    let ident = format!("{} {} {}", state.report.id, context.locale.tag(), wanted.volume);
    let made_at = state.report.made_at;
    let setting_it = move || {
        // Taken along, because it goes on when nobody waits for it any more.
        let _setting = setting;
        pdf(&sheet, &ident, made_at)
    };
    let bytes = Bytes::from(aside(setting_it).await.map_err(Error::internal)?.map_err(Error::internal)?);
    let printed = Printed {
        municipality: state.report.municipality_id,
        consultation: wanted.of,
        report: state.report.id,
        locale: context.locale,
        volume: wanted.volume,
        made_of: state.made_of,
        log_size: told.log_size,
        bytes,
    };
    keep(&app.db, &app.storage, app.clock.now(), printed).await.map(drop)
}

/// Everything that is to be set in a volume.
async fn sheet(context: &Context<'_>, reading: &mut Reading, state: &State, wanted: Wanted) -> Result<Sheet, Error> {
    let told = Arc::clone(&reading.told);
    let words = Words::of(context, &told);
    let sections = match &state.volume {
        Volume::First => Vec::new(),
        Volume::Whole => sections(&words, reading).await?,
        Volume::Comments(some) => {
            reading.only(some);
            sections(&words, reading).await?
        }
    };
    // What is said before the comments stands in the first volume alone.
    let first = !matches!(state.volume, Volume::Comments(_));
    let say = |key| words.say.say(key).to_owned();
    let (lang, script) = language(context.locale);
    let groups = words.groups().into_iter().map(|(title, rows)| Group { title: title.to_owned(), rows });
    let made = told.report.as_ref().map(|report| words.date(report.made_at)).unwrap_or_default();
    let divided = matches!(state.volume, Volume::First);
    Ok(Sheet {
        lang,
        script,
        place: context.name().to_owned(),
        heading: say("report.reportHeading"),
        title: words.title(),
        badge: words.badge().map(str::to_owned),
        volume: (!state.volumes.is_whole()).then(|| called(words.say, wanted.volume, &state.volumes)),
        volumes: ways(context, &state.volumes, wanted),
        facts: if first { words.facts() } else { Vec::new() },
        texts: if first { words.texts() } else { Vec::new() },
        numbers_title: say("report.numbersHeading"),
        numbers: if first { groups.collect() } else { Vec::new() },
        meetings_title: say("report.meetingsHeading"),
        meetings: if first { words.meetings() } else { Vec::new() },
        comments_title: say("report.commentsHeading"),
        nothing: told.sections.is_empty().then(|| say("report.commentsNone")),
        contents: if divided { contents(&words, &told, &state.volumes) } else { Vec::new() },
        erased: say("report.erased"),
        sections,
        foot: words.say.fill("report.reportMade", &[("date", &made)]),
    })
}

/// What is said by part of the act, of the comments that are read.
async fn sections(words: &Words<'_>, reading: &mut Reading) -> Result<Vec<Section>, Error> {
    let mut sections: Vec<Section> = Vec::new();
    let mut last = None;
    loop {
        let some = reading.next().await?;
        if some.is_empty() {
            return Ok(sections);
        }
        for one in &some {
            if last.replace(one.section) != Some(one.section) {
                let title = words.section(&words.told.sections[one.section]);
                sections.push(Section { title, comments: Vec::new() });
            }
            if let Some(section) = sections.last_mut() {
                section.comments.push(comment(words, one));
            }
        }
    }
}

/// Of each part of the act, which comments are about it and in which volume they stand.
fn contents(words: &Words<'_>, told: &Told, volumes: &Volumes) -> Vec<Row> {
    let mut from = 0;
    let row = |section: &crate::reports::rules::order::Section| {
        let comments = from..from + section.comments.len();
        from = comments.end;
        let which = numbered(words.say, comments.start + 1, comments.end);
        let volume = |number| called(words.say, number, volumes);
        let with = match volumes.with(&comments) {
            Some((first, last)) if first == last => format!(" · {}", volume(first)),
            Some((first, last)) => format!(" · {} – {}", volume(first), volume(last)),
            None => String::new(),
        };
        (words.section(section), format!("{which}{with}"))
    };
    told.sections.iter().map(row).collect()
}

/// The volumes to which this one leads: the first to all of them, any other to the first and to its neighbours.
fn ways(context: &Context<'_>, volumes: &Volumes, wanted: Wanted) -> Vec<Way> {
    let near = |number: usize| wanted.volume == 1 || number.abs_diff(wanted.volume) == 1 || number == 1;
    let all = links(context, wanted.of, volumes).into_iter();
    let others = all.filter(|(number, _)| *number != wanted.volume && near(*number));
    let whole = |way: Way| Way { url: context.address(&way.url), ..way };
    others.map(|(_, way)| whole(way)).collect()
}

/// Each volume of a divided report, with its number: what it is called, what stands in it, and its address on this server.
pub(super) fn links(context: &Context<'_>, of: ConsultationId, volumes: &Volumes) -> Vec<(usize, Way)> {
    let way = |volume: usize, about: Option<String>| {
        let url = address(context, Wanted { of, volume });
        (volume, Way { name: called(context.say, volume, volumes), about, url })
    };
    let parts = volumes.parts().map(|(number, first, last)| way(number, Some(numbered(context.say, first, last))));
    let first = (!volumes.is_whole()).then(|| way(1, None));
    first.into_iter().chain(parts).collect()
}

/// Where a volume is; the first has the address that the whole would have.
fn address(context: &Context<'_>, wanted: Wanted) -> String {
    let base = format!("/{}.pdf", page_of(&context.owner.slug, wanted.of));
    let lang = context.lang();
    match (wanted.volume, lang.strip_prefix('?')) {
        (1, _) => format!("{base}{lang}"),
        (volume, None) => format!("{base}?svezak={volume}"),
        (volume, Some(lang)) => format!("{base}?svezak={volume}&{lang}"),
    }
}

/// What a volume is called among all.
fn called(say: &Messages, volume: usize, volumes: &Volumes) -> String {
    say.fill("report.printPart", &[("n", &volume.to_string()), ("all", &volumes.count().to_string())])
}

/// Which comments these are.
fn numbered(say: &Messages, from: usize, to: usize) -> String {
    if from == to {
        return say.fill("report.printComment", &[("n", &to.to_string())]);
    }
    say.fill("report.printComments", &[("from", &from.to_string()), ("to", &to.to_string())])
}

fn comment(words: &Words<'_>, one: &Said) -> Comment {
    Comment {
        number: one.number,
        depth: one.depth,
        who: words.who(&one.row),
        when: {
            let names = words.files(&one.row).map(|(file, _)| file.name.as_str()).collect::<Vec<_>>().join(", ");
            let sent = (!names.is_empty()).then(|| format!("{}: {names}", words.say.say("receipt.files")));
            let said = [words.when_said(one)].into_iter().chain(sent).chain(marks(words.say, &one.row));
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

/// That it is being set, or waits for its turn.
fn preparing(context: &Context<'_>, wanted: Wanted) -> Response {
    let say = context.say;
    let told = notice_in(
        say.say("report.reportHeading"),
        &say.fill("report.printPreparing", &[("form", "PDF")]),
        (&address(context, wanted), say.say("retry")),
        say,
        |locale| match wanted.volume {
            1 => format!("?lang={}", locale.tag()),
            volume => format!("?svezak={volume}&lang={}", locale.tag()),
        },
    );
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, Body::from(told.into_string())).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::RETRY_AFTER, AGAIN);
    response
}
