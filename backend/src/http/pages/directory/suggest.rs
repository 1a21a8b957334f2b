//! The forms with which anybody proposes an organisation, claims his own, or tells of a mistake, without any script.
//!
//! A form cannot solve the task that a widget solves, but says when it was handed out: officials see that, and nothing is lost for
//! it.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use axum::{Form as Sent, Router};
use entities::{SuggestionKind, organisation};
use maud::{Markup, html};

use super::form::{Filled, Form};
use crate::app::App;
use crate::challenge::{ChallengeKey, Proof};
use crate::error::{Error, Reason};
use crate::http::address::Client;
use crate::http::pages::ask::{answered, by_our_form};
use crate::http::pages::layout::{About, FORM, LANGUAGE, page};
use crate::http::pages::lead::Lead;
use crate::http::pages::{Choice, Context, in_time};
use crate::locale::render as in_locale;
use crate::organisations::store;
use crate::organisations::suggestions::write;
use crate::rate::Asker;
use crate::secret::Secret;

/// The word of each form in addresses.
const PROPOSE: &str = "predlozi";
const CLAIM: &str = "preuzmi";
const CORRECT: &str = "ispravi";

pub(in crate::http::pages) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/{slug}/organizacije/predlozi", get(propose).post(proposed))
        .route("/{slug}/organizacije/{id}/{what}", get(form).post(sent))
}

type Asked = Result<Sent<Vec<(String, String)>>, FormRejection>;

/// The address of a form about an organisation, or of the one for an organisation that is not there.
pub(super) fn path(context: &Context<'_>, kind: SuggestionKind, about: Option<&organisation::Model>) -> String {
    let slug = &context.owner.slug;
    match (kind, about) {
        (SuggestionKind::Claim, Some(row)) => format!("/{slug}/organizacije/{}/{CLAIM}", row.id),
        (_, Some(row)) => format!("/{slug}/organizacije/{}/{CORRECT}", row.id),
        (_, None) => format!("/{slug}/organizacije/{PROPOSE}"),
    }
}

async fn propose(State(app): State<Arc<App>>, Path(slug): Path<String>, Query(choice): Query<Choice>) -> Response {
    show(&app, &slug, choice, None).await
}

async fn form(
    State(app): State<Arc<App>>,
    Path((slug, id, what)): Path<(String, String, String)>,
    Query(choice): Query<Choice>,
) -> Response {
    show(&app, &slug, choice, Some((&id, &what))).await
}

async fn show(app: &App, slug: &str, choice: Choice, about: Option<(&str, &str)>) -> Response {
    let messages = choice.messages();
    let shown = Box::pin(async {
        let context = Context::new(app, slug, choice).await?;
        let asks = Asks::of(&context, about).await?;
        asks.render(&context, &Filled::default(), None)
    });
    answered(StatusCode::OK, in_time(app, shown).await, messages)
}

async fn proposed(
    State(app): State<Arc<App>>,
    Path(slug): Path<String>,
    Query(choice): Query<Choice>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    filled: Asked,
) -> Response {
    take(&app, (&slug, None), choice, (client, &headers), filled).await
}

async fn sent(
    State(app): State<Arc<App>>,
    Path((slug, id, what)): Path<(String, String, String)>,
    Query(choice): Query<Choice>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    filled: Asked,
) -> Response {
    take(&app, (&slug, Some((&id, &what))), choice, (client, &headers), filled).await
}

async fn take(
    app: &App,
    (slug, about): (&str, Option<(&str, &str)>),
    choice: Choice,
    (client, headers): (Client, &HeaderMap),
    filled: Asked,
) -> Response {
    let messages = choice.messages();
    let mut status = StatusCode::OK;
    let shown = Box::pin(async {
        by_our_form(app, headers)?;
        let Sent(filled) = filled.map_err(|_| Error::Invalid(Vec::new()))?;
        let filled = Filled(filled);
        let mut context = Context::new(app, slug, choice).await?;
        let asks = Asks::of(&context, about).await?;
        if filled.ticked(LANGUAGE) {
            context.typed = true;
            return asks.render(&context, &filled, None);
        }
        match asks.submit(&context, &filled, client).await {
            Ok(()) => Ok(asks.received(&context, &filled)),
            Err(wrong @ (Error::Invalid(_) | Error::Refused(_))) => {
                status = StatusCode::UNPROCESSABLE_ENTITY;
                context.typed = true;
                asks.render(&context, &filled, Some(&wrong))
            }
            Err(wrong @ Error::RateLimited { .. }) => {
                status = StatusCode::TOO_MANY_REQUESTS;
                context.typed = true;
                asks.render(&context, &filled, Some(&wrong))
            }
            Err(error) => Err(error),
        }
    });
    let shown = in_time(app, shown).await;
    answered(status, shown, messages)
}

/// What somebody wants, and of which organisation.
struct Asks {
    kind: SuggestionKind,
    about: Option<organisation::Model>,
}

impl Asks {
    async fn of(context: &Context<'_>, about: Option<(&str, &str)>) -> Result<Self, Error> {
        let nothing = || Error::NotFound("There is no such page.".into());
        let Some((id, what)) = about else { return Ok(Self { kind: SuggestionKind::Proposal, about: None }) };
        let kind = match what {
            CLAIM => SuggestionKind::Claim,
            CORRECT => SuggestionKind::Correction,
            _ => return Err(nothing()),
        };
        let row = store::by_id(&context.scope, id.parse()?).await?;
        let here = row.filter(|row| row.municipality_id == context.owner.id).ok_or_else(nothing)?;
        Ok(Self { kind, about: Some(here) })
    }

    async fn submit(&self, context: &Context<'_>, filled: &Filled, client: Client) -> Result<(), Error> {
        let given = filled.given();
        let sent = write::Sent {
            kind: self.kind,
            municipality: Some(context.owner.id),
            organisation: self.about.as_ref().map(|row| row.id),
            own: filled.ticked("own"),
            given: &given,
            message: Some(filled.get("message")),
            email: filled.get("email"),
            locale: Some(context.locale),
            proof: Proof { honeypot: Some(filled.get("fax")), since: Some(filled.get("since")), ..Proof::default() },
            tasked: false,
            key: filled.get("key"),
            pace: Some((&context.app.writes, Some(Asker(client.counted())))),
        };
        write::submit(&context.scope, &context.app.key, sent).await.map(|_| ())
    }

    /// The form, with what was filled in and what is wrong with it. Its key is a new one where nothing was filled in, or
    /// where something else was received under it.
    fn render(&self, context: &Context<'_>, filled: &Filled, wrong: Option<&Error>) -> Result<Markup, Error> {
        let say = context.say;
        let used = matches!(wrong, Some(Error::Refused(Reason::KeyUsedOtherwise)));
        let key = filled.get("key");
        let key = if key.is_empty() || used { Secret::draw()?.reveal().to_owned() } else { key.to_owned() };
        let (ours, sent) = (ChallengeKey::of(&context.app.key), (filled.get("since"), filled.get("key")));
        let since = ours.hand_out_again(context.owner.id, sent, &key, context.scope.now);
        let form = Form { context, filled, wrong, lead: Lead::default() };
        let (lead, send) = match self.kind {
            SuggestionKind::Claim => ("suggest.claimLead", "suggest.claimSend"),
            SuggestionKind::Correction => ("suggest.correctLead", "suggest.correctSend"),
            _ => ("suggest.proposeLead", "suggest.proposeSend"),
        };
        let body = html! {
            (self.head(context))
            p.lead { (say.say(lead)) }
            form.ask id=(FORM) method="post" action={ (path(context, self.kind, self.about.as_ref())) (context.lang()) } {
                input type="hidden" name="key" value=(key);
                input type="hidden" name="since" value=(since);
                (form.top())
                @match self.kind {
                    SuggestionKind::Claim => (form.text("message", "suggest.claimWho", Some("suggest.claimWhoHint"), true)),
                    SuggestionKind::Correction => (form.text("message", "suggest.correctWhat", None, true)),
                    _ => {
                        (form.facts(false))
                        h2 { (say.say("suggest.partYou")) }
                        (form.consent("own", "suggest.isOwn"))
                        (form.text("message", "suggest.yourNote", None, false))
                    }
                }
                (form.sender())
                button.main { (say.say(send)) }
            }
        };
        Ok(page(context, &self.page(context), &body))
    }

    /// What is to be done next: the answer is the same whosever address it is.
    fn received(&self, context: &Context<'_>, filled: &Filled) -> Markup {
        let say = context.say;
        let back = match &self.about {
            Some(row) => format!("/{}/organizacija/{}", context.owner.slug, row.id),
            None => format!("/{}/organizacije", context.owner.slug),
        };
        let body = html! {
            h1 { (say.say("suggest.sentTitle")) }
            p role="status" tabindex="-1" autofocus { (say.fill("suggest.sentText", &[("address", filled.get("email").trim())])) }
            p.hint { (say.say("suggest.sentHint")) }
            p.back { a href={ (back) (context.lang()) } { "← " (say.say("directory.orgDirectory")) } }
        };
        page(context, &self.page(context), &body)
    }

    const fn title(&self) -> &'static str {
        match self.kind {
            SuggestionKind::Claim => "suggest.claimLink",
            SuggestionKind::Correction => "suggest.correctTitle",
            _ => "suggest.proposeTitle",
        }
    }

    fn head(&self, context: &Context<'_>) -> Markup {
        let (slug, lang) = (&context.owner.slug, context.lang());
        html! {
            @match &self.about {
                Some(row) => {
                    @let name = in_locale(&row.name, context.locale);
                    p.back { a href={ "/" (slug) "/organizacija/" (row.id) (lang) } lang=(name.locale.tag()) { "← " (name.text) } }
                }
                None => p.back { a href={ "/" (slug) "/organizacije" (lang) } { "← " (context.say.say("directory.orgAll")) } }
            }
            h1 { (context.say.say(self.title())) }
        }
    }

    fn page(&self, context: &Context<'_>) -> About {
        About {
            follows: None,
            title: context.say.say(self.title()).to_owned(),
            description: String::new(),
            path: path(context, self.kind, self.about.as_ref()),
            chosen: String::new(),
            data: serde_json::Value::Null,
        }
    }
}

/// On the page of an organisation: the ways to say something of it.
pub(super) fn ways(context: &Context<'_>, row: &organisation::Model) -> Markup {
    let say = context.say;
    let lang = context.lang();
    html! {
        aside.ways {
            h2 { (say.say("suggest.selfTitle")) }
            p {
                a.button href={ (path(context, SuggestionKind::Claim, Some(row))) (lang) } rel="nofollow" { (say.say("suggest.claimLink")) }
                " "
                a.button href={ (path(context, SuggestionKind::Correction, Some(row))) (lang) } rel="nofollow" { (say.say("suggest.correctLink")) }
            }
        }
    }
}
