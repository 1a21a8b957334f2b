//! The report as a page: what is read, and what is printed for the notice board.

use maud::{Markup, PreEscaped, html};

use super::words::Words;
use super::{Form, pdf};
use crate::error::Error;
use crate::http::pages::debates::{files, record};
use crate::http::pages::layout::{About, page};
use crate::reports::rules::volumes::Volumes;
use crate::reports::store::read::Said;
use crate::reports::types::page_of;
use crate::scalars::web_address;

/// Where the comments go; nothing that is shown can be this, because what is shown is escaped.
const COMMENTS: &str = "<!--comments-->";

/// A page that is being written.
#[derive(Default)]
pub(super) struct Page {
    section: Option<usize>,
    end: String,
    volumes: Option<Volumes>,
}

impl Form for Page {
    const MEDIA: &'static str = "text/html; charset=utf-8";
    const LEADS: bool = true;

    fn divided(&mut self, volumes: Volumes) {
        self.volumes = Some(volumes);
    }

    fn begin(&mut self, words: &Words<'_>) -> Result<Vec<u8>, Error> {
        let (told, context) = (words.told, words.context);
        let path = format!("/{}", page_of(&context.owner.slug, told.consultation.id));
        let about = About {
            follows: None,
            title: format!("{}: {}", words.say.say("report.reportHeading"), words.title()),
            description: words.summary().unwrap_or_default().chars().take(300).collect(),
            path,
            chosen: String::new(),
            // Whoever commented did so here, not for search engines.
            data: serde_json::Value::Null,
        };
        let whole = page(context, &about, &body(words, self.volumes.as_ref())).into_string();
        let (begin, end) = whole.split_once(COMMENTS).unwrap_or((&whole, ""));
        end.clone_into(&mut self.end);
        Ok(begin.as_bytes().to_vec())
    }

    fn said(&mut self, words: &Words<'_>, some: &[Said]) -> Result<Vec<u8>, Error> {
        let shown = html! {
            @for one in some {
                @if self.section.replace(one.section) != Some(one.section) {
                    @let section = &words.told.sections[one.section];
                    h3 id=[section.part.map(|key| key.to_string())] { (words.section(section)) }
                }
                (comment(words, one))
            }
        };
        Ok(shown.into_string().into_bytes())
    }

    fn end(&mut self, _: &Words<'_>) -> Result<Vec<u8>, Error> {
        Ok(std::mem::take(&mut self.end).into_bytes())
    }
}

fn body(words: &Words<'_>, volumes: Option<&Volumes>) -> Markup {
    let (told, context) = (words.told, words.context);
    let say = |key| words.say.say(key);
    let back = format!("/{}/rasprava/{}{}", context.owner.slug, told.consultation.id, context.lang());
    html! {
        p.back { a href=(back) { "← " (say("report.reportBack")) } }
        article.report {
            p.whose { (context.name()) }
            h1 { (say("report.reportHeading")) }
            p.about { (words.title()) }
            p.meta {
                @if let Some(badge) = words.badge() { span.badge { (badge) } }
                @if let Some(report) = &told.report {
                    span { (words.say.fill("report.reportMade", &[("date", &words.date(report.made_at))])) }
                }
            }
            dl.facts { @for (name, value) in words.facts() { div { dt { (name) } dd { (fact(&value)) } } } }
            @if told.report.is_some() { (forms(words, volumes)) }
            @for (name, text) in words.texts() {
                h2 { (name) }
                div.summary { (text) }
            }
            h2 { (say("report.numbersHeading")) }
            div.numbers {
                @for (title, rows) in words.groups() {
                    table {
                        caption { (title) }
                        tbody { @for (name, value) in rows { tr { th scope="row" { (name) } td { (value) } } } }
                    }
                }
            }
            @if !told.meetings.is_empty() {
                h2 { (say("report.meetingsHeading")) }
                ul.met { @for line in words.meetings() { li { (line) } } }
            }
            h2 { (say("report.commentsHeading")) }
            @if told.sections.is_empty() { p { (say("report.commentsNone")) } }
            (PreEscaped(COMMENTS))
        }
    }
}

/// A fact; sentences have the whole row, and keep their lines. An address on a line of its own can be followed.
fn fact(text: &str) -> Markup {
    let long = text.contains('\n') || text.chars().count() > 60;
    html! {
        @if long {
            span {
                @for (at, line) in text.lines().enumerate() {
                    @if at > 0 { "\n" }
                    @if web_address(line).is_some() { a href=(line) rel="noopener" { (line) } } @else { (line) }
                }
            }
        } @else { (text) }
    }
}

/// The other forms, to be taken away, and the record which proves that none of them says anything else than was published.
fn forms(words: &Words<'_>, volumes: Option<&Volumes>) -> Markup {
    let base = format!("/{}", page_of(&words.context.owner.slug, words.told.consultation.id));
    let forms = [
        (".pdf", "report.reportPrint", "PDF"),
        (".csv", "report.reportTable", "CSV"),
        ("-sifrarnik.csv", "report.reportCodebook", ""),
        ("-brojevi.csv", "report.reportNumbers", "CSV"),
        (".json", "report.reportPrograms", "JSON"),
    ];
    let of = words.told.consultation.id;
    let volumes = volumes.map(|volumes| pdf::links(words.context, of, volumes)).unwrap_or_default();
    html! {
        p.asks.forms {
            (words.say.say("report.reportForms")) ": "
            @for (at, (ending, key, form)) in forms.into_iter().enumerate() {
                @if at > 0 { " · " }
                a href={ (base) (ending) (words.context.lang()) } { (words.say.fill(key, &[("form", form)])) }
            }
        }
        @if !volumes.is_empty() {
            p.asks.volumes {
                (words.say.fill("report.printParts", &[("form", "PDF")])) ": "
                @for (number, way) in &volumes {
                    @if *number > 1 { " · " }
                    a href=(way.url) { (way.name) @if let Some(about) = &way.about { ": " (about) } }
                }
            }
        }
        p.asks { (words.say.fill("report.reportRecorded", &[("command", "javno verify")])) "." }
        (record::links(words.context, of))
    }
}

fn comment(words: &Words<'_>, one: &Said) -> Markup {
    let row = &one.row;
    let page = words.context.locale;
    let other = (row.locale != page).then(|| row.locale.tag());
    let deep = ["", "deep-1", "deep-2"][usize::from(one.depth.min(2))];
    html! {
        div.said class=(deep) id=(row.id) {
            p.meta { b { (one.number) ". " (words.who(row)) } span { (words.when_said(one)) } }
            @match &row.text {
                Some(text) => p.words lang=[other] { (text) },
                None => p.words { em { (words.say.say("report.erased")) } },
            }
            (files::list(words.context, row))
            @if let Some(answer) = &one.answer {
                @let reason = crate::locale::render(&answer.reason, page);
                @let other = (reason.locale != page).then(|| reason.locale.tag());
                div.answer {
                    p { b { (words.disposition(answer.disposition)) } }
                    p.words lang=[other] { (reason.text) }
                }
            }
        }
    }
}
