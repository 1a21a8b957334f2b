//! What is said, page by page: a comment with what replies to it and with its answer.

use async_graphql::connection::CursorType as _;
use entities::{AuthorKind, CommentState, Disposition, act_anchor, comment, official_answer};
use maud::{Markup, html};

use super::{Asked, nameless, path};
use crate::clock::{Tz, day};
use crate::comments::rules::DEEPEST;
use crate::comments::store::{self, AnswerOf, CommentOrder, Criteria, RepliesTo};
use crate::error::Error;
use crate::http::pages::debates::threads::{REPLIES, Threads};
use crate::http::pages::debates::{files, turning, voices, words};
use crate::http::pages::report::way_key;
use crate::http::pages::{Context, say};
use crate::page::PageArgs;

impl Asked {
    /// A page of it.
    pub(super) async fn list(&self, context: &Context<'_>) -> Result<Markup, Error> {
        let Context { scope, say: messages, choice, .. } = context;
        // Of replies the first is the first, as everywhere.
        let order = if self.beneath.is_some() { CommentOrder::Oldest } else { CommentOrder::Newest };
        let args = PageArgs { after: choice.poslije.clone(), before: choice.prije.clone(), ..PageArgs::default() };
        let args = args.page(order.name(), context.app.config.operation.page_rows)?;
        let criteria = Criteria {
            consultation: self.row.id,
            part: self.part.as_ref().map(|part| part.key).filter(|_| self.beneath.is_none()),
            answered: None,
            reply_to: self.beneath.as_ref().map(|above| above.id),
        };
        let found = store::list(scope, &criteria, order, &args).await?;
        let threads = Threads::of(context, &found.rows).await?;
        let here = match &self.beneath {
            Some(above) => self.beneath_it(context, above.id),
            None => path(context, &self.row, criteria.part),
        };
        let cursor = |row: Option<&comment::Model>| row.map(|row| order.cursor(row).encode_cursor());
        let before = cursor(found.rows.first()).filter(|_| found.has_previous);
        let after = cursor(found.rows.last()).filter(|_| found.has_next);
        Ok(html! {
            @if let Some(above) = &self.beneath {
                ul.comments { (self.said(context, &Threads::of_none(context, above).await?, above)) }
            }
            @if found.rows.is_empty() { p.nothing { (messages.say("comment.none")) } }
            ul.comments { @for row in &found.rows { (self.said(context, &threads, row)) } }
            (turning(context, &here, before, after))
        })
    }

    /// A comment with what replies to it.
    fn said(&self, context: &Context<'_>, threads: &Threads, row: &comment::Model) -> Markup {
        let messages = context.say;
        let at = match row.received_on {
            Some(on) => say::date(on, messages.locale()),
            None => say::moment(row.received_at, true, self.zone, messages),
        };
        // There is one more among them where there are more than are shown.
        let found = threads.replies.get(&RepliesTo(row.id, REPLIES)).map(Vec::as_slice).unwrap_or_default();
        let most = usize::try_from(REPLIES).unwrap_or(usize::MAX);
        let (replies, more) = (&found[..found.len().min(most)], found.len() > most);
        // What was refused or taken back only keeps the place of what replies to it.
        let shown = Some(row).filter(|row| row.state == CommentState::Published);
        html! {
            li.comment id=(row.id) {
                @if let Some(row) = shown { p.meta {
                    b { (nameless(row, messages)) }
                    @if row.author_kind == AuthorKind::Organisation { span { (messages.say("comment.asOrganisation")) } }
                    span { (at) }
                    @if let Some(way) = way_key(row.origin) { span { (messages.say(way)) } }
                    @if let Some(at) = row.changed_at {
                        span { (messages.say("debate.fateChanged")) " " (say::date(day(at, self.zone), messages.locale())) }
                    }
                    @if row.parent_id.is_none() {
                        @if let Some(part) = threads.part(row).filter(|_| self.part.is_none()) {
                            span { (self.leading_to(context, part, threads.of_before(row).is_none())) }
                        }
                        @if let Some(number) = threads.of_before(row) { span { (messages.fill("receipt.onVersion", &[("n", &number.to_string())])) } }
                        @if row.answer_id.is_none() { span { (messages.say("comment.waiting")) } }
                    }
                } }
                // That nothing is there any more is said in the page's words, not in the author's.
                @let text = shown.and_then(|row| row.text.as_deref());
                p.kept lang=[text.map(|_| row.locale.tag())] { (text.unwrap_or_else(|| messages.say("comment.removed"))) }
                @if let Some(row) = shown { (files::list(context, row)) }
                @if let Some(found) = shown.and_then(|row| row.answer_id).and_then(|id| threads.answers.get(&AnswerOf(id))) {
                    (answer(context, found, self.zone))
                }
                @if let Some(row) = shown { p.meta.voices {
                    @if self.open && row.depth < DEEPEST {
                        a href=(self.writing(context, Some(row.id))) { (messages.say("comment.reply")) }
                    }
                    @if row.text.is_some() { (voices::links(context, &self.row, row, self.open)) }
                } }
                @if !replies.is_empty() {
                    ul.comments { @for reply in replies { (self.said(context, threads, reply)) } }
                }
                @if more { p { a href=(self.beneath_it(context, row.id)) { (messages.say("page.allReplies")) } } }
            }
        }
    }

    /// What a part is called, leading to it where it stands in the act; a part of a text of before is read with what is said of it.
    fn leading_to(&self, context: &Context<'_>, part: &act_anchor::Model, holds: bool) -> Markup {
        let up = format!("/{}/rasprava/{}{}#{}", context.owner.slug, self.row.id, context.lang(), part.key);
        let to = if holds { up } else { path(context, &self.row, Some(part.key)) };
        html! {
            a href=(to) {
                @match part.label.as_ref().or(part.heading.as_ref()) {
                    Some(name) => (words(context, name)),
                    None => (context.say.say("report.aboutPart")),
                }
            }
        }
    }
}

/// What becomes of what a comment says.
pub(in crate::http::pages) const fn disposition_key(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Accepted => "comment.isAccepted",
        Disposition::PartlyAccepted => "comment.isPartlyAccepted",
        Disposition::NotAccepted => "comment.isNotAccepted",
        Disposition::Noted => "comment.isNoted",
        Disposition::OutOfScope => "comment.isOutOfScope",
    }
}

/// What the municipality says to a comment.
pub(in crate::http::pages::debates) fn answer(
    context: &Context<'_>,
    answer: &official_answer::Model,
    zone: Tz,
) -> Markup {
    let messages = context.say;
    let tone = match answer.disposition {
        Disposition::Accepted => "badge ok",
        Disposition::PartlyAccepted => "badge part",
        Disposition::NotAccepted | Disposition::Noted | Disposition::OutOfScope => "badge",
    };
    html! {
        div.answer {
            p.meta {
                b { (messages.say("comment.official")) }
                span class=(tone) { (messages.say(disposition_key(answer.disposition))) }
                span { (say::date(day(answer.answered_at, zone), messages.locale())) }
            }
            p { (words(context, &answer.reason)) }
        }
    }
}
