//! What a form for comments says of the data of whoever fills it in: who is responsible and where to reach him, why and on what
//! basis, what is published and what is not, how long it is kept, what must be filled in, and where to complain.
//!
//! A widget has room for two sentences of it; here it stands in full.

use entities::{ConfirmEmail, consultation};
use maud::{Markup, html};

use super::words;
use crate::comments::rules::kept::{FORGOTTEN_AFTER, UNCONFIRMED_FOR};
use crate::http::pages::Context;
use crate::scalars::web_address;

/// The country whose law and whose agency for the protection of personal data are named.
const KNOWN: &str = "BA";

/// All that is said of the data of whoever comments on this consultation.
pub(super) fn notice(context: &Context<'_>, of: &consultation::Model) -> Markup {
    let (owner, messages) = (&context.owner, context.say);
    let say = |key| messages.say(key);
    let named = |key| messages.fill(key, &[("name", context.name())]);
    let asked = of.confirm_email != ConfirmEmail::Never;
    let known = owner.country == KNOWN;
    let site = owner.website.as_deref().filter(|site| web_address(site).is_some());
    let host = context.app.config.public_url.host_str().unwrap_or_default();
    let days = |time: chrono::TimeDelta| time.num_days().to_string();
    let email = messages.fill(
        "privacy.dataKeptEmail",
        &[("unconfirmed", &days(UNCONFIRMED_FOR)), ("cancelled", &days(FORGOTTEN_AFTER))],
    );
    let needed = if of.anonymous_allowed { "privacy.dataNeededText" } else { "privacy.dataNeededName" };
    let rows: [(&'static str, Markup); 10] = [
        (
            "privacy.dataController",
            html! {
                (context.name())
                @if let Some(contact) = &of.contact { "\n" (say("contact")) ": " (words(context, contact)) }
                @if let Some(site) = site { "\n" a href=(site) rel="noopener" { (site) } }
            },
        ),
        ("privacy.dataPurpose", html! { (say("privacy.dataPurposeIs")) }),
        (
            "privacy.dataBasis",
            html! {
                (named("privacy.dataBasisIs"))
                @if known { "\n" (say("privacy.dataLaw")) }
                @if let Some(basis) = &of.legal_basis { "\n" (words(context, basis)) }
            },
        ),
        ("privacy.dataPublished", html! { (say("comment.privacyShown")) " " (say("privacy.dataErased")) }),
        (
            "privacy.dataHidden",
            html! { @if asked { (say("privacy.dataHiddenEmail")) " " } (say("privacy.dataHiddenAddress")) },
        ),
        ("privacy.dataKept", html! { (say("privacy.dataKeptText")) @if asked { " " (email) } }),
        (
            "privacy.dataNeeded",
            html! {
                (say(needed))
                @if of.confirm_email == ConfirmEmail::Always { " " (say("privacy.dataNeededEmail")) }
            },
        ),
        (
            "privacy.dataWhere",
            html! { (messages.fill("privacy.dataWhereIs", &[("name", context.name()), ("host", host)])) },
        ),
        ("privacy.dataRights", html! { (say("privacy.dataRightsAre")) }),
        (
            "privacy.dataComplaint",
            html! { (say(if known { "privacy.dataComplaintIs" } else { "privacy.dataComplaintOther" })) },
        ),
    ];
    html! {
        section.privacy id="privatnost" aria-labelledby="privatnost-naslov" {
            h2 id="privatnost-naslov" { (say("comment.privacy")) }
            dl.facts { @for (key, said) in rows { div { dt { (say(key)) } dd { span { (said) } } } } }
        }
    }
}
