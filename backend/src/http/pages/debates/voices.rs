//! What a reader says to a comment without writing one: that he supports it, or that it should not stand there. Two forms
//! without any script; a widget leads to them.

use std::sync::Arc;

use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Form, Router};
use entities::{CommentId, CommentReason, CommentState, Supports, comment, consultation};
use maud::{Markup, html};
use serde::Deserialize;

use super::one::here;
use super::receipt::reason_key;
use super::talk::{nameless, path, problem};
use crate::app::App;
use crate::comments::store;
use crate::comments::voices::{self, LONGEST, Supported};
use crate::consultations::rules::{Facts, Status, status};
use crate::error::{Error, Reason};
use crate::http::address::Client;
use crate::http::pages::ask::{answered, by_our_form};
use crate::http::pages::layout::{About, FORM, page};
use crate::http::pages::lead::Lead;
use crate::http::pages::{Choice, Context, in_time};
use crate::secret::Secret;

/// Where both forms are.
pub(in crate::http::pages) fn router() -> Router<Arc<App>> {
    Router::new().route("/{slug}/rasprava/{id}/komentari/{comment}/{says}", get(asked).post(said))
}

type Where = (String, String, String, Says);

/// What is filled in, in either form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Filled {
    key: String,
    email: String,
    /// Which text was read.
    revision: Option<i32>,
    /// There where a support is taken back.
    povuci: Option<String>,
    reason: Option<CommentReason>,
    words: String,
    /// There where it is only shown again, in another language.
    jezik: Option<String>,
}

/// What is said: the last word of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Says {
    #[serde(rename = "podrska")]
    Support,
    #[serde(rename = "prijava")]
    Report,
}

impl Says {
    const fn title(self) -> &'static str {
        match self {
            Self::Support => "voices.supportTitle",
            Self::Report => "voices.flagTitle",
        }
    }

    const fn place(self) -> &'static str {
        match self {
            Self::Support => "podrska",
            Self::Report => "prijava",
        }
    }
}

/// The comment that it is said to.
struct Voice {
    of: consultation::Model,
    row: comment::Model,
    says: Says,
}

/// The form, which has a key of its own.
async fn asked(
    State(app): State<Arc<App>>,
    place: Result<Path<Where>, PathRejection>,
    Query(choice): Query<Choice>,
) -> Response {
    let messages = choice.messages();
    let shown = Box::pin(async {
        let Path(place) = place.map_err(nowhere)?;
        let context = Context::new(&app, &place.0, choice).await?;
        let voice = Voice::of(&context, &place).await?;
        voice.form(&context, &Filled::default(), None)
    });
    answered(StatusCode::OK, in_time(&app, shown).await, messages)
}

/// What became of it, or the form once more with what is wrong.
async fn said(
    State(app): State<Arc<App>>,
    place: Result<Path<Where>, PathRejection>,
    Query(choice): Query<Choice>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    filled: Result<Form<Filled>, FormRejection>,
) -> Response {
    let messages = choice.messages();
    let mut status = StatusCode::OK;
    let shown = Box::pin(async {
        by_our_form(&app, &headers)?;
        let Form(filled) = filled.map_err(|_| Error::Invalid(Vec::new()))?;
        let Path(place) = place.map_err(nowhere)?;
        let mut context = Context::new(&app, &place.0, choice).await?;
        let voice = Voice::of(&context, &place).await?;
        if filled.jezik.is_some() {
            context.typed = true;
            return voice.form(&context, &filled, None);
        }
        match voice.say(&context, &filled, client).await {
            Ok(done) => voice.done(&context, &filled, done),
            Err(wrong @ (Error::Invalid(_) | Error::Refused(_))) => {
                status = StatusCode::UNPROCESSABLE_ENTITY;
                context.typed = true;
                voice.form(&context, &filled, Some(&wrong))
            }
            // It says something else than he has read: he reads that, and decides anew.
            Err(wrong @ Error::Outrun(_)) => {
                status = StatusCode::CONFLICT;
                context.typed = true;
                Voice::of(&context, &place).await?.form(&context, &filled, Some(&wrong))
            }
            // What somebody has written is shown to him again, and not lost for what others send from where he is.
            Err(wrong @ Error::RateLimited { .. }) if voice.says == Says::Report => {
                status = StatusCode::TOO_MANY_REQUESTS;
                context.typed = true;
                voice.form(&context, &filled, Some(&wrong))
            }
            Err(error) => Err(error),
        }
    });
    let shown = in_time(&app, shown).await;
    answered(status, shown, messages)
}

/// Nothing else is said to a comment.
fn nowhere(_: PathRejection) -> Error {
    Error::NotFound("There is no such page.".into())
}

impl Voice {
    async fn of(context: &Context<'_>, (_, id, comment, says): &Where) -> Result<Self, Error> {
        let of = here(context, id).await?;
        let row = store::comment(&context.scope, of.id, comment.parse::<CommentId>()?).await?;
        if row.state != CommentState::Published || row.text.is_none() {
            return Err(Error::NotFound("Nobody can read this comment.".into()));
        }
        Ok(Self { of, row, says: *says })
    }

    /// What became of a support; nothing of a report.
    async fn say(&self, context: &Context<'_>, filled: &Filled, client: Client) -> Result<Option<Supported>, Error> {
        let (scope, key) = (&context.scope, &context.app.key);
        let client = Some(client.counted());
        match self.says {
            Says::Support => {
                let how = (filled.povuci.is_some(), &*filled.key, filled.revision);
                let by = ((Some(filled.email.trim()), client), Some(context.locale));
                let writes = Some(&*context.app.writes);
                voices::support(scope, key, self.row.id, by, how, writes).await.map(Some)
            }
            Says::Report => {
                let required = || crate::mend::FieldError::new("reason", crate::mend::Problem::Required);
                let reason = filled.reason.ok_or_else(|| Error::Invalid(vec![required()]))?;
                let (what, by) = ((reason, Some(&*filled.words)), (client, &*filled.key));
                voices::flag(scope, key, self.row.id, what, by, Some(&*context.app.writes)).await?;
                Ok(None)
            }
        }
    }

    fn path(&self, context: &Context<'_>) -> String {
        address(context, &self.of, &self.row, self.says)
    }

    fn form(&self, context: &Context<'_>, filled: &Filled, wrong: Option<&Error>) -> Result<Markup, Error> {
        let messages = context.say;
        let open = status(&Facts::from(&self.of), context.scope.now) == Status::Open;
        let refused = match (self.says, wrong) {
            (Says::Support, _) if self.of.supports == Supports::None => Some("voices.noSupports"),
            (Says::Support, _) if !open => Some("comment.over"),
            (_, Some(Error::Refused(Reason::KeyUsedOtherwise))) => Some("comment.sentBefore"),
            (_, Some(Error::Refused(_))) => Some("comment.over"),
            _ => None,
        };
        let used = refused == Some("comment.sentBefore");
        let again = match wrong {
            Some(Error::RateLimited { retry_after }) => {
                Some(messages.fill("comment.limited", &[("n", &retry_after.div_ceil(60).to_string())]))
            }
            Some(Error::Outrun(_)) => Some(messages.say("voices.supportChanged").to_owned()),
            _ => None,
        };
        let form = match self.says {
            Says::Support => self.supporting(context, filled, wrong),
            Says::Report => reporting(context, filled, wrong),
        };
        // Nothing was kept under the key before, or something else was.
        let key = Secret::draw()?;
        let body = html! {
            (self.head(context))
            @if let Some(refused) = refused {
                p.wrong role="alert" tabindex="-1" autofocus[wrong.is_some()] { (messages.say(refused)) }
            }
            @if let Some(again) = again { p.wrong role="alert" tabindex="-1" autofocus { (again) } }
            @if refused.is_none() || used {
                form.ask id=(FORM) method="post" action={ (self.path(context)) (context.lang()) } {
                    input type="hidden" name="key" value=(key.reveal());
                    @if self.says == Says::Support { input type="hidden" name="revision" value=(self.row.revision); }
                    (form)
                }
            }
        };
        Ok(page(context, &self.about(context), &body))
    }

    fn supporting(&self, context: &Context<'_>, filled: &Filled, wrong: Option<&Error>) -> Markup {
        let messages = context.say;
        let by_letter = self.of.supports == Supports::ConfirmedEmail;
        html! {
            p.lead { (messages.say("voices.supportLead")) }
            @if by_letter {
                label for="email" { (messages.say("receipt.email")) }
                input id="email" name="email" type="email" value=(filled.email) autocomplete="email" required
                    aria-describedby="email-use email-wrong" aria-invalid=[of(wrong, "email").map(|_| "true")]
                    autofocus[of(wrong, "email").is_some()];
                @if let Some(wrong) = of(wrong, "email") { p.wrong id="email-wrong" { (problem(wrong, messages)) } }
                p.hint id="email-use" { (messages.say("voices.supportByLetter")) }
            }
            button { (messages.say("voices.support")) }
        }
    }

    fn done(&self, context: &Context<'_>, filled: &Filled, done: Option<Supported>) -> Result<Markup, Error> {
        let messages = context.say;
        let told = match done {
            Some(Supported::Counted) => messages.say("page.confirmSupport").to_owned(),
            Some(Supported::TakenBack) => messages.say("voices.takenBack").to_owned(),
            Some(Supported::AskedByLetter) => messages.fill("voices.supportAsked", &[("email", filled.email.trim())]),
            None => messages.say("voices.flagDone").to_owned(),
        };
        let key = Secret::draw()?;
        let body = html! {
            (self.head(context))
            p role="status" tabindex="-1" autofocus { (told) }
            @if done == Some(Supported::Counted) {
                form.ask method="post" action={ (self.path(context)) (context.lang()) } {
                    input type="hidden" name="key" value=(key.reveal());
                    button name="povuci" value="1" { (messages.say("voices.takeBack")) }
                }
            }
        };
        Ok(page(context, &self.about(context), &body))
    }

    /// The way back, what it is about, and the comment itself.
    fn head(&self, context: &Context<'_>) -> Markup {
        let messages = context.say;
        let back = path(context, &self.of, None);
        let join = if back.contains('?') { '&' } else { '?' };
        html! {
            p.back { a href={ (back) (join) "odgovori=" (self.row.id) } { "← " (messages.say("voices.toComment")) } }
            h1 { (messages.say(self.says.title())) }
            p.meta { b { (nameless(&self.row, messages)) } }
            blockquote.kept lang=(self.row.locale.tag()) { (self.row.text.as_deref().unwrap_or_default()) }
        }
    }

    fn about(&self, context: &Context<'_>) -> About {
        About {
            follows: None,
            title: context.say.say(self.says.title()).to_owned(),
            description: String::new(),
            path: self.path(context),
            chosen: String::new(),
            data: serde_json::Value::Null,
        }
    }
}

fn reporting(context: &Context<'_>, filled: &Filled, wrong: Option<&Error>) -> Markup {
    let messages = context.say;
    let reasons = [
        (CommentReason::Insult, "insult"),
        (CommentReason::Hate, "hate"),
        (CommentReason::PersonalData, "personal_data"),
        (CommentReason::Advertising, "advertising"),
        (CommentReason::OffTopic, "off_topic"),
        (CommentReason::Duplicate, "duplicate"),
        (CommentReason::Unlawful, "unlawful"),
    ];
    let lead = Lead::default();
    html! {
        p.lead { (messages.say("voices.flagLead")) }
        fieldset.many aria-describedby="reason-wrong" {
            legend { (messages.say("voices.flagWhy")) }
            @for (reason, code) in reasons {
                label { input type="radio" name="reason" value=(code) required checked[filled.reason == Some(reason)]
                    autofocus[lead.to(of(wrong, "reason").is_some())]; " " (messages.say(reason_key(reason))) }
            }
        }
        @if let Some(wrong) = of(wrong, "reason") { p.wrong id="reason-wrong" role="alert" { (problem(wrong, messages)) } }
        label for="words" { (messages.say("voices.flagWords")) }
        textarea id="words" name="words" rows="3" maxlength=(LONGEST) aria-describedby="words-wrong"
            aria-invalid=[of(wrong, "words").map(|_| "true")] autofocus[lead.to(of(wrong, "words").is_some())] { (filled.words) }
        @if let Some(wrong) = of(wrong, "words") { p.wrong id="words-wrong" role="alert" { (problem(wrong, messages)) } }
        button { (messages.say("voices.flagSend")) }
    }
}

/// What is wrong with a field.
fn of<'a>(wrong: Option<&'a Error>, field: &str) -> Option<&'a crate::mend::FieldError> {
    match wrong {
        Some(Error::Invalid(fields)) => fields.iter().find(|wrong| wrong.field == field),
        _ => None,
    }
}

fn address(context: &Context<'_>, of: &consultation::Model, row: &comment::Model, says: Says) -> String {
    format!("/{}/rasprava/{}/komentari/{}/{}", context.owner.slug, of.id, row.id, says.place())
}

/// Beneath a comment: how many support it, and the ways to both forms.
pub(super) fn links(context: &Context<'_>, of: &consultation::Model, row: &comment::Model, open: bool) -> Markup {
    let messages = context.say;
    let to = |says| format!("{}{}", address(context, of, row, says), context.lang());
    let counted = of.supports != Supports::None;
    html! {
        @if counted && row.supports > 0 { span { (messages.count("voices.supports", row.supports.into())) } }
        @if counted && open { a href=(to(Says::Support)) rel="nofollow" { (messages.say("voices.support")) } }
        a href=(to(Says::Report)) rel="nofollow" { (messages.say("voices.flag")) }
    }
}
