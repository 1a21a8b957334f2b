//! A draft act on its page: a table of contents, every part with its address, what a new version changed, and the way to the
//! versions before, each of which is read by itself.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use entities::{ActVersionId, AnchorKind, LocalisedText, act_anchor, act_version, consultation, consultation_act};
use maud::{Markup, html};

use super::one::edge;
use super::talk::Talk;
use super::words;
use crate::clock::{Tz, day, zone};
use crate::consultations::rules::act::versions::{Changed, Fate, PartFate};
use crate::consultations::store::{AnchorsOf, ConsultationLoader};
use crate::error::Error;
use crate::http::pages::layout::{About, page};
use crate::http::pages::{Context, say};
use crate::locale::render as in_locale;

/// An act with its last two texts.
pub(super) struct Told<'a> {
    act: &'a consultation_act::Model,
    version: Option<&'a act_version::Model>,
    before: Option<&'a act_version::Model>,
    /// All versions before, the newest first.
    older: Vec<&'a act_version::Model>,
    anchors: Arc<Vec<act_anchor::Model>>,
    changed: Arc<Vec<Changed>>,
}

/// The acts with their texts, all by one statement.
pub(super) async fn texts<'a>(
    context: &Context<'_>,
    acts: &'a [consultation_act::Model],
    versions: &'a [act_version::Model],
) -> Result<Vec<Told<'a>>, Error> {
    let lasts: Vec<_> = acts
        .iter()
        .map(|act| {
            let mut of_act = versions.iter().rev().filter(|version| version.act_id == act.id);
            (act, of_act.next(), of_act.collect::<Vec<_>>())
        })
        .collect();
    let wanted = lasts.iter().flat_map(|(_, version, older)| [*version, older.first().copied()]);
    let keys: Vec<_> = wanted.flatten().map(|version| AnchorsOf(version.id)).collect();
    let found =
        if keys.is_empty() { HashMap::new() } else { ConsultationLoader(context.scope.clone()).load(&keys).await? };
    let of = |version: Option<&act_version::Model>| {
        version.and_then(|version| found.get(&AnchorsOf(version.id)).cloned()).unwrap_or_default()
    };
    let mut told = Vec::with_capacity(lasts.len());
    for (act, version, older) in lasts {
        let before = older.first().copied();
        let anchors = of(version);
        let changed = match (before, version) {
            (Some(was), Some(is)) => context.app.comparisons.of((was.id, &of(before)), (is.id, &anchors)).await?,
            _ => Arc::default(),
        };
        told.push(Told { act, version, before, older, anchors, changed });
    }
    Ok(told)
}

/// `Verzija 2, objavljena 5. 8. 2026.`
fn called(context: &Context<'_>, version: &act_version::Model, zone: Tz) -> String {
    let messages = context.say;
    let published = version.published_at.map(|at| say::date(day(at, zone), messages.locale())).unwrap_or_default();
    messages.fill("debate.actVersion", &[("n", &version.number.to_string()), ("date", &published)])
}

/// Where a version is read by itself.
fn place(context: &Context<'_>, version: &act_version::Model) -> String {
    let lang = context.lang();
    let join = if lang.is_empty() { '?' } else { '&' };
    format!("/{}/rasprava/{}{lang}{join}verzija={}", context.owner.slug, version.consultation_id, version.id)
}

/// A version of an act by itself: what stood there when somebody commented.
pub(super) async fn by_itself(context: &Context<'_>, of: &consultation::Model, id: &str) -> Result<Markup, Error> {
    let messages = context.say;
    let (acts, versions) =
        tokio::try_join!(edge::<consultation_act::Entity>(context, of), edge::<act_version::Entity>(context, of))?;
    let id: ActVersionId = id.parse()?;
    let none = || Error::NotFound("There is no such version here.".into());
    let version = versions.iter().find(|version| version.id == id).ok_or_else(none)?;
    let of_it = acts.iter().filter(|act| act.id == version.act_id).cloned().collect::<Vec<_>>();
    let of_act = versions.iter().filter(|one| one.act_id == version.act_id);
    let newest = of_act.clone().map(|one| one.number).max().filter(|newest| *newest > version.number);
    let until: Vec<_> = of_act.filter(|one| one.number <= version.number).cloned().collect();
    let texts = texts(context, &of_it, &until).await?;
    let title = in_locale(&of.title, context.locale);
    let path = format!("/{}/rasprava/{}", context.owner.slug, of.id);
    let body = html! {
        p.back { a href={ (path) (context.lang()) } { "← " (title.text) } }
        h1 lang=(title.locale.tag()) { (title.text) }
        @if let Some(newest) = newest {
            p.nothing role="note" { (messages.fill("debate.versionBefore", &[("n", &newest.to_string())])) }
        }
        article { @for told in &texts { (shown(context, told, zone(&context.owner.time_zone), None)) } }
    };
    let about = About {
        follows: None,
        title: title.text.into_owned(),
        description: String::new(),
        path,
        chosen: format!("&verzija={}", version.id),
        data: serde_json::Value::Null,
    };
    Ok(page(context, &about, &body))
}

/// An act; with what is said about it, where that is asked for.
pub(super) fn shown(context: &Context<'_>, told: &Told<'_>, zone: Tz, talk: Option<&Talk>) -> Markup {
    let messages = context.say;
    let Some(version) = told.version else {
        return html! { h2 { (words(context, &told.act.title)) } p { (messages.say("debate.noActText")) } };
    };
    let title = in_locale(&told.act.title, context.locale);
    html! {
        section.act id=(told.act.id) {
            h2 lang=(title.locale.tag()) { (title.text) }
            p.meta { span { (called(context, version, zone)) } }
            @if !told.older.is_empty() {
                p.meta {
                    span { (messages.say("debate.versionsBefore")) ": " }
                    @for older in &told.older { a href=(place(context, older)) rel="nofollow" { (called(context, older, zone)) } " " }
                }
            }
            @if let Some(note) = &version.note { p { (words(context, note)) } }
            (contents(context, &told.anchors))
            (changes_shown(context, told))
            @for (i, anchor) in told.anchors.iter().enumerate() {
                (part(context, anchor, told.anchors.get(i.wrapping_sub(1)), talk))
            }
        }
    }
}

/// Chapters, and the articles in each, as links.
fn contents(context: &Context<'_>, anchors: &[act_anchor::Model]) -> Markup {
    let listed: Vec<_> = anchors.iter().filter(|anchor| anchor.kind != AnchorKind::Paragraph).collect();
    html! {
        @if listed.len() > 3 {
            details.contents open[listed.len() <= 40] {
                summary { (context.say.say("debate.contents")) }
                ol {
                    @for anchor in listed {
                        li.chapter[anchor.kind == AnchorKind::Chapter] {
                            a href={ "#" (anchor.key) } { (name(context, anchor)) }
                        }
                    }
                }
            }
        }
    }
}

/// `Član 12. Psi`.
fn name(context: &Context<'_>, anchor: &act_anchor::Model) -> Markup {
    let said: Vec<_> = [&anchor.label, &anchor.heading].into_iter().flatten().collect();
    html! { @for (i, text) in said.iter().enumerate() { @if i > 0 { " " } (words(context, text)) } }
}

/// A part, with its own address. What has only words says them beside its number.
fn part(
    context: &Context<'_>,
    anchor: &act_anchor::Model,
    before: Option<&act_anchor::Model>,
    talk: Option<&Talk>,
) -> Markup {
    let id = anchor.key.to_string();
    match anchor.kind {
        AnchorKind::Chapter => html! { h3 id=(id) { a href={ "#" (id) } { (name(context, anchor)) } } },
        AnchorKind::Article => html! {
            // What stands in no chapter stands where chapters do: levels of headings are not left out.
            @if anchor.depth == 0 { h3.article id=(id) { a href={ "#" (id) } { (name(context, anchor)) } } }
            @else { h4 id=(id) { a href={ "#" (id) } { (name(context, anchor)) } } }
            @if let Some(talk) = talk { p.talk { (talk.link(context, Some(anchor))) } }
            @if let Some(text) = &anchor.text { (lines(context, text, None, None)) }
        },
        AnchorKind::Paragraph => {
            // What stands outside of every chapter, behind one, has to be told from it.
            let apart = before.is_some_and(|before| before.depth > anchor.depth && anchor.depth == 0);
            html! {
                @if apart { hr; }
                @if let Some(text) = &anchor.text { (lines(context, text, anchor.label.as_ref(), Some(&id))) }
            }
        }
    }
}

/// Words, each line of them on its own.
fn lines(context: &Context<'_>, text: &LocalisedText, label: Option<&LocalisedText>, id: Option<&str>) -> Markup {
    let said = in_locale(text, context.locale);
    let other = (said.locale != context.locale).then(|| said.locale.tag());
    html! {
        p id=[id] lang=[other] {
            @if let Some(label) = label { (in_locale(label, context.locale).text) " " }
            @for (i, line) in said.text.split('\n').enumerate() { @if i > 0 { br; } (line) }
        }
    }
}

/// What the version before had otherwise.
fn changes_shown(context: &Context<'_>, told: &Told<'_>) -> Markup {
    let messages = context.say;
    let Some(before) = told.before else { return html! {} };
    let fate = |fate| {
        messages.say(match fate {
            PartFate::Added => "debate.fateAdded",
            PartFate::Changed => "debate.fateChanged",
            PartFate::Moved => "debate.fateMoved",
            PartFate::Removed => "debate.fateRemoved",
        })
    };
    // In the letters of the page: what is compared is what was written.
    let here = |text: &str| match told.version {
        Some(version) => in_locale(&LocalisedText::new(version.locale, text), context.locale).text.into_owned(),
        None => text.to_owned(),
    };
    html! {
        details.changes {
            summary { (messages.fill("debate.versionChanges", &[("n", &before.number.to_string())])) }
            @if told.changed.is_empty() { p { (messages.say("debate.versionSame")) } }
            ul.docs {
                @for changed in told.changed.iter() {
                    li {
                        div {
                            b {
                                @if let Some(article) = &changed.within { (here(article)) " " }
                                @match (&changed.label, &changed.label_before) {
                                    (Some(label), _) if changed.fate == PartFate::Removed => { (here(label)) }
                                    (Some(label), _) => { a href={ "#" (changed.key) } { (here(label)) } },
                                    (None, Some(label)) => { (here(label)) },
                                    (None, None) => {},
                                }
                            }
                            @if changed.fate == PartFate::Moved && let Some(label) = &changed.label_before {
                                p { (messages.fill("debate.movedFrom", &[("label", &here(label))])) }
                            } @else {
                                p {
                                    @for piece in &changed.words {
                                        @match piece.fate {
                                            Fate::Kept => { (here(&piece.text)) },
                                            Fate::Removed => { del { (here(&piece.text)) } },
                                            Fate::Added => { ins { (here(&piece.text)) } },
                                        }
                                    }
                                }
                            }
                        }
                        span { (fate(changed.fate)) }
                    }
                }
            }
        }
    }
}
