//! What is said in a consultation, page by page, with the answers; and the form to say more, without any script.
//!
//! The form cannot solve the task that a widget solves: what comes from it waits longer, until its address is confirmed, and is never
//! lost.

mod form;
mod list;
mod send;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use entities::{
    AnchorKey, AnchorKind, CommentId, ConsultationId, act_anchor, act_version, comment, consultation,
    consultation_channel,
};
use maud::{Markup, html};
use serde::Deserialize;

pub(super) use self::form::problem;
pub(super) use self::list::answer;
pub(in crate::http::pages) use self::list::disposition_key;
pub(in crate::http::pages) use self::send::sent;
use super::one::{edge, here};
use super::words;
use crate::app::App;
use crate::clock::{Tz, zone};
use crate::comments::rules::words::shown_name;
use crate::comments::store;
use crate::consultations::rules::{Facts, Status, status};
use crate::error::{Error, Reason};
use crate::http::pages::ask::answered;
use crate::http::pages::layout::{About, page};
use crate::http::pages::{Choice, Context, POLICY, in_time, shown};
use crate::locale::messages::Messages;
use crate::locale::render as in_locale;
use crate::scope::Scope;

/// What is filled in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::http::pages) struct Filled {
    pub(super) key: String,
    /// When the form was handed out, signed.
    pub(super) since: String,
    /// The part that stood in it, as it was read there: which one, and in which text of its act.
    pub(super) part: String,
    pub(super) text: String,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) email: String,
    /// Nobody sees this field; a program that fills in whatever it finds fills it in too.
    pub(super) website: String,
    /// There where it is only shown again, in another language.
    jezik: Option<String>,
}

/// How much was said about which part, and whether more may be.
pub(super) struct Talk {
    of: consultation::Model,
    counts: HashMap<AnchorKey, (i32, i32)>,
    open: bool,
}

impl Talk {
    /// What was said in this consultation.
    pub(super) async fn about(context: &Context<'_>, of: &consultation::Model) -> Result<Self, Error> {
        let counted = store::counts(&context.scope, of.id).await?;
        let counts = counted.iter().map(|row| (row.anchor_key, (row.published, row.answered))).collect();
        let open = status(&Facts::from(of), context.scope.now) == Status::Open;
        Ok(Self { of: of.clone(), counts, open })
    }

    /// The link to what is said of the data of whoever comments, as long as somebody may: a widget leads here.
    pub(super) fn privacy(&self, context: &Context<'_>) -> Markup {
        let to = path(context, &self.of, None);
        html! {
            @if self.open {
                p.hint { a href={ (to) (if to.contains('?') { "&" } else { "?" }) "pisem=1#privatnost" } { (context.say.say("comment.privacy")) } }
            }
        }
    }

    /// The link to what is said about a part, or to all; nothing where nothing was said and nothing more may be.
    pub(super) fn link(&self, context: &Context<'_>, part: Option<&act_anchor::Model>) -> Markup {
        let messages = context.say;
        let (published, answered) = match part {
            Some(part) => self.counts.get(&part.key).copied().unwrap_or_default(),
            None => self.counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1)),
        };
        let to = path(context, &self.of, part.map(|part| part.key));
        html! {
            @if published > 0 {
                a href=(to) {
                    (messages.count("comment.said", published.into()))
                    @if answered > 0 { " · " (messages.count("comment.answered", answered.into())) }
                }
            } @else if self.open {
                a href={ (to) (if to.contains('?') { "&" } else { "?" }) "pisem=1#pisem" } { (messages.say("comment.comment")) }
            } @else if part.is_none() {
                (messages.say("comment.none"))
            }
        }
    }
}

/// A consultation, and what the reader has chosen of it.
struct Asked {
    row: consultation::Model,
    /// The part that is talked about.
    part: Option<act_anchor::Model>,
    /// The number of the newest text of its act, where the part stands here as an earlier one had it.
    newer: Option<i32>,
    /// The comment that is replied to.
    to: Option<comment::Model>,
    /// The comment whose replies alone are shown.
    beneath: Option<comment::Model>,
    /// What somebody has written about, and nobody can read any more.
    gone: Option<Gone>,
    channels: Arc<Vec<consultation_channel::Model>>,
    zone: Tz,
    open: bool,
}

/// What went while somebody wrote about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gone {
    /// The part of the act.
    Part,
    /// The comment to which he replies.
    Comment,
}

/// The address of what is said about a part, or about the whole.
pub(super) fn path(context: &Context<'_>, of: &consultation::Model, part: Option<AnchorKey>) -> String {
    let lang = context.lang();
    let part = part.map(|key| format!("{}dio={key}", if lang.is_empty() { '?' } else { '&' }));
    format!("/{}/rasprava/{}/komentari{lang}{}", context.owner.slug, of.id, part.unwrap_or_default())
}

pub(in crate::http::pages) async fn read(
    State(app): State<Arc<App>>,
    Path((slug, id)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
) -> Response {
    let messages = choice.messages();
    let page = Box::pin(async {
        let context = Context::new(&app, &slug, choice).await?;
        let talk = Asked::of(&context, &id, None).await?;
        // A form has a key of its own, which nobody else may get.
        let fresh = context.choice.pisem.is_some() || talk.to.is_some();
        Ok((fresh, talk.render(&context, &Filled::default(), None).await?))
    });
    let mut fresh = false;
    let page = in_time(&app, async {
        page.await.map(|(form, page)| {
            fresh = form;
            page
        })
    })
    .await;
    if fresh {
        answered(StatusCode::OK, page, messages)
    } else {
        shown(&headers, page.map(|page| (page, HeaderValue::from_static(POLICY))), messages)
    }
}

impl Asked {
    /// What the address names; where a form was sent, the part is the one that stood in it. What is not there any more is not found
    /// where somebody only reads; whoever has written something about it keeps that.
    async fn of(context: &Context<'_>, id: &str, sent: Option<&Filled>) -> Result<Self, Error> {
        let (scope, choice) = (&context.scope, &context.choice);
        let row = here(context, id).await?;
        let comment = async |id: &Option<String>| match id {
            Some(id) => store::comment(scope, row.id, id.parse::<CommentId>()?).await.map(Some),
            None => Ok::<_, Error>(None),
        };
        let (to, no_comment) = unless_gone(comment(&choice.odgovor).await, Gone::Comment, sent)?;
        let beneath = comment(&choice.odgovori).await?;
        let read = sent.map(|filled| &*filled.part).filter(|part| !part.is_empty() && to.is_none());
        let versions = match (read, &choice.dio) {
            (None, None) => Arc::default(),
            _ => edge::<act_version::Entity>(context, &row).await?,
        };
        let part = match (read, &choice.dio) {
            (Some(id), _) => store::part(scope, row.id, id.parse()?).await.map(Some),
            (None, Some(key)) => newest(scope, &versions, row.id, key.parse()?).await.map(Some),
            (None, None) => Ok(None),
        };
        let (part, no_part) = unless_gone(part, Gone::Part, sent)?;
        let newer = part.as_ref().and_then(|part| newer(part, &versions));
        let channels = edge::<consultation_channel::Entity>(context, &row).await?;
        let open = status(&Facts::from(&row), scope.now) == Status::Open;
        let gone = no_comment.or(no_part);
        Ok(Self { row, part, newer, to, beneath, gone, channels, zone: zone(&context.owner.time_zone), open })
    }

    /// What is talked about, in words.
    fn about(&self, context: &Context<'_>) -> String {
        let words = |text: &entities::LocalisedText| in_locale(text, context.locale).text.into_owned();
        match (&self.to, &self.part) {
            (Some(to), _) => nameless(to, context.say).into_owned(),
            (None, Some(part)) => {
                [&part.label, &part.heading].into_iter().flatten().map(words).collect::<Vec<_>>().join(" ")
            }
            (None, None) => context.say.say("comment.whole").to_owned(),
        }
    }

    async fn render(&self, context: &Context<'_>, filled: &Filled, wrong: Option<&Error>) -> Result<Markup, Error> {
        let Context { owner, say: messages, choice, .. } = context;
        let title = in_locale(&self.row.title, context.locale);
        let up = format!("/{}/rasprava/{}{}", owner.slug, self.row.id, context.lang());
        let heading = match (&self.beneath, &self.part) {
            (Some(above), _) => messages.fill("page.repliesTo", &[("name", &nameless(above, messages))]),
            (None, Some(_)) => messages.fill("receipt.about", &[("part", &self.about(context))]),
            (None, None) => messages.say("comment.allComments").to_owned(),
        };
        let writes = choice.pisem.is_some() || self.to.is_some();
        // It may have been cancelled a moment ago.
        let open = self.open && !matches!(wrong, Some(Error::Refused(Reason::CommentsNotTaken)));
        let list = if writes {
            html! {}
        } else {
            self.list(context).await?
        };
        let body = html! {
            p.back { a href=(up) lang=(title.locale.tag()) { "← " (title.text) } }
            h1 { (heading) }
            @if let Some(text) = self.part.as_ref().and_then(|part| part.text.as_ref()) {
                blockquote { (words(context, text)) }
            }
            @if let Some(newest) = self.newer {
                p.nothing role="note" { (messages.fill("debate.versionBefore", &[("n", &newest.to_string())])) }
            }
            (list)
            @if writes && open { (self.form(context, filled, wrong)?) }
            @else if open {
                p { a.button href=(self.writing(context, None)) { (messages.say("comment.comment")) } }
            } @else if filled.text.is_empty() {
                p.legal { (messages.say("comment.over")) }
            } @else {
                (self.too_late(context, filled))
            }
        };
        let about = About {
            follows: None,
            title: heading,
            description: title.text.into_owned(),
            path: format!("/{}/rasprava/{}/komentari", owner.slug, self.row.id),
            chosen: self.chosen(writes),
            data: serde_json::Value::Null,
        };
        Ok(page(context, &about, &body))
    }

    /// What was chosen of all that was said; where somebody writes, that he does, and what he replies to.
    fn chosen(&self, writes: bool) -> String {
        let about = match (&self.beneath, &self.part) {
            (Some(above), _) => format!("&odgovori={}", above.id),
            (None, Some(part)) => format!("&dio={}", part.key),
            (None, None) => String::new(),
        };
        let to = self.to.as_ref().map(|to| format!("&odgovor={}", to.id)).unwrap_or_default();
        format!("{about}{}{to}", if writes { "&pisem=1" } else { "" })
    }

    /// Where one writes: about what is talked about, or a reply.
    fn writing(&self, context: &Context<'_>, to: Option<CommentId>) -> String {
        let here = path(context, &self.row, self.part.as_ref().map(|part| part.key));
        let more = to.map_or_else(|| "pisem=1".to_owned(), |to| format!("pisem=1&odgovor={to}"));
        format!("{here}{}{more}#pisem", if here.contains('?') { '&' } else { '?' })
    }

    /// Where the replies to a comment are read by themselves, page by page.
    fn beneath_it(&self, context: &Context<'_>, above: CommentId) -> String {
        let here = path(context, &self.row, None);
        format!("{here}{}odgovori={above}", if here.contains('?') { '&' } else { '?' })
    }
}

/// Under what name somebody comments, or that he does without one.
pub(super) fn nameless<'a>(row: &'a comment::Model, messages: &'a Messages) -> Cow<'a, str> {
    shown_name(row).unwrap_or_else(|| messages.say("receipt.nameless").into())
}

/// What was found. What is gone is no error where something was sent about it.
fn unless_gone<T>(
    found: Result<Option<T>, Error>,
    what: Gone,
    sent: Option<&Filled>,
) -> Result<(Option<T>, Option<Gone>), Error> {
    match found {
        Err(Error::NotFound(_)) if sent.is_some() => Ok((None, Some(what))),
        found => Ok((found?, None)),
    }
}

/// The part with this key, as it stands in the newest text that has it: what was said of it is read also where it stands in the text
/// that holds no more.
async fn newest(
    scope: &Scope,
    versions: &[act_version::Model],
    of: ConsultationId,
    key: AnchorKey,
) -> Result<act_anchor::Model, Error> {
    let number = |part: &act_anchor::Model| text_of(part, versions).map(|text| text.number);
    let found = store::parts(scope, of, key).await?;
    let found = found.into_iter().filter(|part| part.kind != AnchorKind::Chapter).max_by_key(number);
    found.ok_or_else(|| Error::NotFound("There is no such part here.".into()))
}

/// The text that a part stands in.
fn text_of<'a>(part: &act_anchor::Model, versions: &'a [act_version::Model]) -> Option<&'a act_version::Model> {
    versions.iter().find(|version| version.id == part.version_id)
}

/// The number of the newest text of its act, where a part stands in an earlier one.
fn newer(part: &act_anchor::Model, versions: &[act_version::Model]) -> Option<i32> {
    let text = text_of(part, versions)?;
    let newest = versions.iter().filter(|version| version.act_id == text.act_id).map(|version| version.number).max();
    newest.filter(|newest| *newest > text.number)
}
