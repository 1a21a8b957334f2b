//! What is said in a consultation, page by page, with the answers; and the form to say more, without any script.
//!
//! The form cannot solve the task that a widget solves: what comes from it waits longer, until its address is confirmed, and is never
//! lost.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::connection::CursorType as _;
use axum::extract::rejection::FormRejection;
use axum::extract::{OriginalUri, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Form};
use entities::{
    AnchorKey, AnchorKind, AuthorKind, CommentId, CommentState, ConfirmEmail, Disposition, Locale, act_anchor,
    act_version, comment, consultation, consultation_act, consultation_channel, official_answer,
};
use maud::{Markup, html};
use serde::Deserialize;

use super::one::{channel_row, edge, here};
use super::threads::{REPLIES, Threads};
use super::{act, files, later, privacy, turning, voices, words};
use crate::app::App;
use crate::challenge::{ChallengeKey, Proof};
use crate::clock::{Tz, day, zone};
use crate::comments::store::{self, AnswerOf, CommentOrder, Criteria, RepliesTo};
use crate::comments::write::{self, Sent};
use crate::consultations::rules::{Facts, Status, status};
use crate::error::{Error, Reason};
use crate::http::address::Client;
use crate::http::pages::ask::{answered, by_our_form};
use crate::http::pages::layout::{About, FORM, page};
use crate::http::pages::lead::Lead;
use crate::http::pages::report::way_key;
use crate::http::pages::{Choice, Context, POLICY, in_time, say, shown};
use crate::locale::messages::Messages;
use crate::locale::render as in_locale;
use crate::mend::{FieldError, Problem};
use crate::page::PageArgs;
use crate::rate::{Asker, Over};
use crate::secret::Secret;

/// What is filled in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::http::pages) struct Filled {
    pub(super) key: String,
    /// When the form was handed out, signed.
    pub(super) since: String,
    pub(super) text: String,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) email: String,
    /// Nobody sees this field; a program that fills in whatever it finds fills it in too.
    pub(super) website: String,
    /// There where it is only shown again, in another language.
    jezik: Option<String>,
}

/// What can be wrong in the form, in its order.
const FIELDS: [&str; 3] = ["text", "name", "email"];

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
    /// The comment that is replied to.
    to: Option<comment::Model>,
    /// The comment whose replies alone are shown.
    beneath: Option<comment::Model>,
    channels: Arc<Vec<consultation_channel::Model>>,
    zone: Tz,
    open: bool,
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
        let talk = Asked::of(&context, &id).await?;
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

pub(in crate::http::pages) async fn sent(
    State(app): State<Arc<App>>,
    Path((slug, id)): Path<(String, String)>,
    Query(choice): Query<Choice>,
    (Extension(client), over): (Extension<Client>, Option<Extension<Over>>),
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    filled: Result<Form<Filled>, FormRejection>,
) -> Response {
    let messages = choice.messages();
    if let (Some(Extension(over)), Ok(Form(filled)), Ok(())) = (over, &filled, by_our_form(&app, &headers)) {
        return later::again(&uri, filled, over, messages.unwrap_or_else(|| Locale::SrLatn.into()));
    }
    let (mut there, mut status) = (None, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = Box::pin(async {
        by_our_form(&app, &headers)?;
        let Form(filled) = filled.map_err(|_| Error::Invalid(Vec::new()))?;
        let mut context = Context::new(&app, &slug, Choice { pisem: Some(String::new()), ..choice }).await?;
        context.typed = true;
        let talk = Asked::of(&context, &id).await?;
        if filled.jezik.is_some() {
            status = StatusCode::OK;
            return talk.render(&context, &filled, None).await;
        }
        match talk.submit(&context, &filled, client).await {
            Ok(code) => {
                there = Some(format!("/{slug}/potvrda/{code}{}", context.lang()));
                Ok(html! {})
            }
            Err(wrong @ (Error::Invalid(_) | Error::Refused(_))) => talk.render(&context, &filled, Some(&wrong)).await,
            Err(error) => Err(error),
        }
    });
    let shown = in_time(&app, shown).await;
    match there {
        // Whoever loads the receipt again sends nothing again.
        Some(there) => (StatusCode::SEE_OTHER, [(header::LOCATION, there)]).into_response(),
        None => answered(status, shown, messages),
    }
}

impl Asked {
    async fn of(context: &Context<'_>, id: &str) -> Result<Self, Error> {
        let scope = &context.scope;
        let row = here(context, id).await?;
        let part = match &context.choice.dio {
            Some(key) => Some(part(context, &row, key.parse()?).await?),
            None => None,
        };
        let comment = async |id: &Option<String>| match id {
            Some(id) => store::comment(scope, row.id, id.parse::<CommentId>()?).await.map(Some),
            None => Ok::<_, Error>(None),
        };
        let (to, beneath) = (comment(&context.choice.odgovor).await?, comment(&context.choice.odgovori).await?);
        let channels = edge::<consultation_channel::Entity>(context, &row).await?;
        let open = status(&Facts::from(&row), scope.now) == Status::Open;
        Ok(Self { row, part, to, beneath, channels, zone: zone(&context.owner.time_zone), open })
    }

    /// The code of the receipt.
    async fn submit(&self, context: &Context<'_>, filled: &Filled, client: Client) -> Result<String, Error> {
        let some = |text: &'_ str| !text.trim().is_empty();
        let kind = match &*filled.kind {
            "ANONYMOUS" => AuthorKind::Anonymous,
            "ORGANISATION" => AuthorKind::Organisation,
            _ => AuthorKind::Citizen,
        };
        let sent = Sent {
            consultation: self.row.id,
            part: self.part.as_ref().filter(|_| self.to.is_none()).map(|part| part.id),
            reply_to: self.to.as_ref().map(|to| to.id),
            kind,
            name: Some(&*filled.name).filter(|name| some(name) && kind != AuthorKind::Anonymous),
            email: Some(&*filled.email).filter(|email| some(email)),
            text: &filled.text,
            locale: Some(context.locale),
            proof: Proof { honeypot: Some(&filled.website), since: Some(&filled.since), ..Proof::default() },
            key: &filled.key,
            pace: Some((&context.app.writes, Some(Asker(client.counted())))),
            over: false,
        };
        Ok(write::submit(&context.scope, &context.app.key, sent).await?.code)
    }

    /// What is talked about, in words.
    fn about(&self, context: &Context<'_>) -> String {
        let words = |text: &entities::LocalisedText| in_locale(text, context.locale).text.into_owned();
        match (&self.to, &self.part) {
            (Some(to), _) => nameless(to, context.say).to_owned(),
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
            (Some(above), _) => messages.fill("page.repliesTo", &[("name", nameless(above, messages))]),
            (None, Some(_)) => messages.fill("receipt.about", &[("part", &self.about(context))]),
            (None, None) => messages.say("comment.allComments").to_owned(),
        };
        let writes = choice.pisem.is_some() || self.to.is_some();
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
            (list)
            @if writes && self.open { (self.form(context, filled, wrong)?) }
            @else if self.open {
                p { a.button href=(self.writing(context, None)) { (messages.say("comment.comment")) } }
            } @else {
                p.legal { (messages.say("comment.over")) }
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

    async fn list(&self, context: &Context<'_>) -> Result<Markup, Error> {
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
                    @if self.open && row.depth < crate::comments::rules::DEEPEST {
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

    /// The form, with what was filled in and what is wrong with it. Its key is a new one where nothing was filled in, or
    /// where something else was received under it.
    fn form(&self, context: &Context<'_>, filled: &Filled, wrong: Option<&Error>) -> Result<Markup, Error> {
        let (messages, about) = (context.say, self.about(context));
        let used = matches!(wrong, Some(Error::Refused(Reason::KeyUsedOtherwise)));
        let key = if filled.key.is_empty() || used { Secret::draw()?.reveal().to_owned() } else { filled.key.clone() };
        let (ours, sent) = (ChallengeKey::of(&context.app.key), (&*filled.since, &*filled.key));
        let since = ours.hand_out_again(self.row.id, sent, &key, context.scope.now);
        let label = if self.to.is_some() { "receipt.yourReply" } else { "comment.yours" };
        let of = |field: &str| match wrong {
            Some(Error::Invalid(fields)) => fields.iter().find(|wrong| wrong.field == field),
            _ => None,
        };
        let complaint = |field: &str| {
            html! { @if let Some(wrong) = of(field) { p.wrong id={ (field) "-wrong" } { (problem(wrong, messages)) } } }
        };
        let lead = Lead::default();
        // What is wrong with no field is heard above them all.
        let nowhere = wrong.is_some() && FIELDS.into_iter().all(|field| of(field).is_none());
        let kinds = [
            ("CITIZEN", "comment.asCitizen"),
            ("ANONYMOUS", "comment.asAnonymous"),
            ("ORGANISATION", "comment.asOrganisation"),
        ];
        let kinds = kinds.iter().filter(|(kind, _)| *kind != "ANONYMOUS" || self.row.anonymous_allowed);
        let action = self.writing(context, self.to.as_ref().map(|to| to.id));
        Ok(html! {
            form.ask id=(FORM) method="post" action=(action.trim_end_matches("#pisem")) {
                input type="hidden" name="key" value=(key);
                input type="hidden" name="since" value=(since);
                @if let Some(wrong) = wrong {
                    p.wrong role="alert" tabindex="-1" autofocus[lead.to(nowhere)] {
                        (messages.say(match wrong {
                            Error::Refused(_) if used => "comment.sentBefore",
                            Error::Refused(_) => "comment.over",
                            _ => "comment.notSent",
                        }))
                    }
                }
                label for="text" { (messages.fill(label, &[("part", &about), ("name", &about)])) }
                textarea id="text" name="text" rows="6" required aria-describedby="note text-wrong"
                    aria-invalid=[of("text").map(|_| "true")] autofocus[lead.to(of("text").is_some())] { (filled.text) }
                (complaint("text"))
                p.hint id="note" { @if let Some(note) = &self.row.comment_note { (words(context, note)) } }
                fieldset {
                    legend { (messages.say("comment.as")) }
                    @for (kind, name) in kinds {
                        label { input type="radio" name="kind" value=(kind)
                            checked[*kind == filled.kind || (filled.kind.is_empty() && *kind == "CITIZEN")]; " " (messages.say(name)) }
                    }
                }
                label for="name" { (messages.say("comment.shownName")) }
                input id="name" name="name" value=(filled.name) autocomplete="name" aria-describedby="name-wrong"
                    aria-invalid=[of("name").map(|_| "true")] autofocus[lead.to(of("name").is_some())];
                (complaint("name"))
                @if self.row.confirm_email != ConfirmEmail::Never {
                    label for="email" {
                        (messages.say(if self.row.confirm_email == ConfirmEmail::Always { "receipt.email" } else { "page.askEmail" }))
                    }
                    input id="email" name="email" type="email" value=(filled.email) autocomplete="email"
                        aria-describedby="email-use email-wrong" aria-invalid=[of("email").map(|_| "true")]
                        autofocus[lead.to(of("email").is_some())];
                    (complaint("email"))
                    p.hint id="email-use" { (messages.say("receipt.emailUse")) }
                }
                div.trap {
                    label for="website" { (messages.say("page.askTrap")) }
                    input id="website" name="website" value=(filled.website) autocomplete="off" tabindex="-1";
                }
                div.legal {
                    (messages.say(if self.row.online_counts { "debate.onlineIsRemark" } else { "debate.onlineIsNoRemark" }))
                    ul.docs { @for channel in self.channels.iter() { (channel_row(context, channel)) } }
                }
                @if self.row.attachments_allowed { p.hint { (messages.say("receipt.filesLater")) } }
                p.hint {
                    (messages.say("comment.privacyShown")) " " (messages.fill("comment.privacyKept", &[("name", context.name())]))
                    " " a href="#privatnost" { (messages.say("comment.privacy")) }
                }
                button { (messages.say("comment.send")) }
            }
            (privacy::notice(context, &self.row))
        })
    }
}

/// Under what name somebody comments, or that he does without one.
pub(super) fn nameless<'a>(row: &'a comment::Model, messages: &'a Messages) -> &'a str {
    row.author_name.as_deref().unwrap_or_else(|| messages.say("receipt.nameless"))
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
pub(super) fn answer(context: &Context<'_>, answer: &official_answer::Model, zone: Tz) -> Markup {
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

/// The part with this key as it stands in the last version of its act.
async fn part(context: &Context<'_>, row: &consultation::Model, key: AnchorKey) -> Result<act_anchor::Model, Error> {
    let acts = edge::<consultation_act::Entity>(context, row).await?;
    let versions = edge::<act_version::Entity>(context, row).await?;
    let texts = act::texts(context, &acts, &versions).await?;
    let mut parts = texts.iter().flat_map(act::Told::parts);
    let found = parts.find(|part| part.key == key && part.kind != AnchorKind::Chapter);
    found.cloned().ok_or_else(|| Error::NotFound("There is no such part here.".into()))
}

/// What is wrong with a field, in words.
pub(super) fn problem(wrong: &FieldError, messages: &Messages) -> String {
    let n = [("n", wrong.params.first().map(String::as_str).unwrap_or_default())];
    match wrong.problem {
        Problem::TooShort => messages.fill("comment.tooShort", &n),
        Problem::TooLong => messages.fill("comment.tooLong", &n),
        Problem::NotAnAddress => messages.say("page.askNoAddress").to_owned(),
        Problem::Required => messages.say("comment.required").to_owned(),
        _ => messages.say("comment.notSent").to_owned(),
    }
}
