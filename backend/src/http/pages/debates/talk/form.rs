//! The form in which somebody says something or replies, with what he has filled in.

use entities::ConfirmEmail;
use maud::{Markup, html};

use super::{Asked, Filled, Gone};
use crate::challenge::ChallengeKey;
use crate::error::{Error, Reason};
use crate::http::pages::Context;
use crate::http::pages::debates::one::channel_row;
use crate::http::pages::debates::{privacy, words};
use crate::http::pages::layout::FORM;
use crate::http::pages::lead::Lead;
use crate::locale::messages::Messages;
use crate::mend::{FieldError, Problem};
use crate::secret::Secret;

/// What can be wrong in the form, in its order.
const FIELDS: [&str; 3] = ["text", "name", "email"];

impl Asked {
    /// The form, with what was filled in and what is wrong with it. Its key is a new one where nothing was filled in, or
    /// where something else was received under it.
    pub(super) fn form(&self, context: &Context<'_>, filled: &Filled, wrong: Option<&Error>) -> Result<Markup, Error> {
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
        // Whatever is replied to may go while somebody replies: what it is about stays.
        let part = match &self.to {
            Some(to) => to.anchor_id,
            None => self.part.as_ref().map(|part| part.id),
        };
        let said = match (self.gone, wrong) {
            (Some(Gone::Comment), _) => Some("receipt.replyGone"),
            (Some(Gone::Part), _) => Some("receipt.partGone"),
            (None, Some(_)) if used => Some("comment.sentBefore"),
            (None, Some(_)) => Some("comment.notSent"),
            (None, None) => None,
        };
        let action = self.writing(context, self.to.as_ref().map(|to| to.id));
        Ok(html! {
            form.ask id=(FORM) method="post" action=(action.trim_end_matches("#pisem")) {
                input type="hidden" name="key" value=(key);
                input type="hidden" name="since" value=(since);
                // What is read here, and no other text of it that is published while somebody writes.
                @if let Some(part) = part { input type="hidden" name="part" value=(part); }
                @if let Some(said) = said {
                    p.wrong role="alert" tabindex="-1" autofocus[lead.to(nowhere)] { (messages.say(said)) }
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

    /// What was written when comments were taken no more. It is his, and stays where he can take it from, also in another language.
    pub(super) fn too_late(&self, context: &Context<'_>, filled: &Filled) -> Markup {
        let messages = context.say;
        let here = self.writing(context, self.to.as_ref().map(|to| to.id));
        html! {
            form.ask id=(FORM) method="post" action=(here.trim_end_matches("#pisem")) {
                p.wrong role="alert" tabindex="-1" autofocus { (messages.say("receipt.lateKept")) }
                label for="text" { (messages.say("receipt.newText")) }
                textarea id="text" name="text" rows="6" readonly { (filled.text) }
            }
            @if let Some(contact) = &self.row.contact { p { (messages.say("contact")) ": " (words(context, contact)) } }
        }
    }
}

/// What is wrong with a field, in words.
pub(in crate::http::pages::debates) fn problem(wrong: &FieldError, messages: &Messages) -> String {
    let n = [("n", wrong.params.first().map(String::as_str).unwrap_or_default())];
    match wrong.problem {
        Problem::TooShort => messages.fill("comment.tooShort", &n),
        Problem::TooLong => messages.fill("comment.tooLong", &n),
        Problem::NotAnAddress => messages.say("page.askNoAddress").to_owned(),
        Problem::Required => messages.say("comment.required").to_owned(),
        _ => messages.say("comment.notSent").to_owned(),
    }
}
