//! The facts of an organisation as a form without a script: what was filled in stays filled in, and what is wrong is said
//! beside the field.

use entities::{Activity, OrganisationContent, OrganisationForm, SuggestedField as Field};
use maud::{Markup, html};
use sea_orm::{ActiveEnum as _, Iterable as _};

use super::{activity_key, form_key};
use crate::error::{Error, Reason};
use crate::http::pages::Context;
use crate::http::pages::lead::Lead;
use crate::locale::messages::Messages;
use crate::mend::{FieldError, Problem};
use crate::organisations::suggestions::rules::facts::{Given, LINE, TEXT, name_of, stated};

/// What was filled in, as a browser sends it.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled(pub(super) Vec<(String, String)>);

impl Filled {
    /// A form in which everything stands that is known.
    pub(super) fn of(content: &OrganisationContent) -> Self {
        let mut all: Vec<_> = Field::iter()
            .filter(|field| *field != Field::Areas)
            .filter_map(|field| Some((full_name(field), stated(content, field)?)))
            .collect();
        all.extend(content.areas.iter().map(|code| (full_name(Field::Areas), code.clone())));
        all.extend(content.representative_public.then(|| ("facts.representativeConsent".to_owned(), "1".to_owned())));
        Self(all)
    }

    /// What stands in a field; nothing where it was not there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(key, other)| key == name && other == value)
    }

    pub(super) fn ticked(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// The facts. A browser sends nothing of boxes that are not ticked, so `areas` stand here wherever they were shown.
    pub(super) fn given(&self) -> Given {
        let lines = self.0.iter().filter_map(|(key, value)| {
            let field = Field::iter().find(|field| full_name(*field) == *key)?;
            (field != Field::Areas).then(|| (field, value.clone()))
        });
        let mut facts: std::collections::BTreeMap<_, _> = lines.collect();
        if self.ticked("areas-shown") {
            let areas = self.0.iter().filter(|(key, _)| *key == full_name(Field::Areas));
            facts.insert(Field::Areas, areas.map(|(_, code)| code.as_str()).collect::<Vec<_>>().join(","));
        }
        let named = facts.contains_key(&Field::Representative);
        Given {
            facts,
            representative_consent: named.then(|| self.ticked("facts.representativeConsent")),
            contact_consent: self.ticked("facts.contactConsent"),
        }
    }
}

fn full_name(field: Field) -> String {
    format!("facts.{}", name_of(field))
}

/// A form that is shown: in whose words, with what was filled in, and with what is wrong with it.
pub(super) struct Form<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) filled: &'a Filled,
    pub(super) wrong: Option<&'a Error>,
    pub(super) lead: Lead,
}

impl Form<'_> {
    fn say(&self) -> &'static Messages {
        self.context.say
    }

    fn wrong_with(&self, name: &str) -> Option<&FieldError> {
        match self.wrong {
            Some(Error::Invalid(fields)) => fields.iter().find(|wrong| wrong.field == name),
            _ => None,
        }
    }

    /// Whether the page opens at this field: it is the first that is wrong.
    fn leads_to(&self, name: &str) -> bool {
        self.lead.to(self.wrong_with(name).is_some())
    }

    /// What is said above all fields, where something is wrong; the page opens here where that is with none of them.
    pub(super) fn top(&self) -> Markup {
        let said = match self.wrong {
            None => return html! {},
            Some(Error::Refused(Reason::KeyUsedOtherwise)) => self.say().say("suggest.sentOther").to_owned(),
            Some(Error::RateLimited { retry_after }) => {
                self.say().fill("comment.limited", &[("n", &retry_after.div_ceil(60).to_string())])
            }
            Some(_) => self.say().say("suggest.problemTop").to_owned(),
        };
        let of_a_field = matches!(self.wrong, Some(Error::Invalid(fields)) if !fields.is_empty());
        html! { p.wrong role="alert" tabindex="-1" autofocus[self.lead.to(!of_a_field)] { (said) } }
    }

    /// What is wrong with a field, beneath it.
    fn complaint(&self, name: &str) -> Markup {
        let Some(wrong) = self.wrong_with(name) else { return html! {} };
        let known = wrong.params.first().filter(|_| wrong.problem == Problem::Taken);
        html! {
            p.wrong id={ (name) "-wrong" } {
                (problem(name, wrong, self.say()))
                @if let Some(id) = known {
                    " " a href={ "/" (self.context.owner.slug) "/organizacija/" (id) (self.context.lang()) } {
                        (self.say().say("suggest.jibSee"))
                    }
                }
            }
        }
    }

    /// A line of text.
    pub(super) fn line(&self, name: &str, label: &'static str, kind: &str, fills: &str, most: usize) -> Markup {
        let wrong = self.wrong_with(name).is_some();
        let required = matches!(name, "facts.name" | "email");
        html! {
            label for=(name) { (self.say().say(label)) }
            input id=(name) name=(name) type=(kind) value=(self.filled.get(name)) maxlength=(most) autocomplete=(fills)
                required[required] aria-invalid=[wrong.then_some("true")]
                aria-describedby=[wrong.then(|| format!("{name}-wrong"))] autofocus[self.leads_to(name)];
            (self.complaint(name))
        }
    }

    fn fact(&self, field: Field, label: &'static str, kind: &str) -> Markup {
        self.line(&full_name(field), label, kind, "off", LINE)
    }

    /// A text of some lines.
    pub(super) fn text(&self, name: &str, label: &'static str, hint: Option<&'static str>, needed: bool) -> Markup {
        let wrong = self.wrong_with(name).is_some();
        let hint_id = hint.map(|_| format!("{name}-hint"));
        let wrong_id = wrong.then(|| format!("{name}-wrong"));
        let described: Vec<_> = [hint_id.clone(), wrong_id].into_iter().flatten().collect();
        html! {
            label for=(name) { (self.say().say(label)) }
            textarea id=(name) name=(name) rows="5" maxlength=(TEXT) required[needed]
                aria-invalid=[wrong.then_some("true")]
                aria-describedby=[(!described.is_empty()).then(|| described.join(" "))] autofocus[self.leads_to(name)] {
                (self.filled.get(name))
            }
            (self.complaint(name))
            @if let (Some(hint), Some(id)) = (hint, hint_id) { p.hint id=(id) { (self.say().say(hint)) } }
        }
    }

    fn choice(&self, field: Field, label: &'static str, offered: Vec<(String, &'static str)>) -> Markup {
        let name = full_name(field);
        let wrong = self.wrong_with(&name).is_some();
        html! {
            label for=(name) { (self.say().say(label)) }
            select id=(name) name=(name) aria-invalid=[wrong.then_some("true")]
                aria-describedby=[wrong.then(|| format!("{name}-wrong"))] autofocus[self.leads_to(&name)] {
                option value="" { (self.say().say("suggest.notStated")) }
                @for (code, label) in offered {
                    option value=(code) selected[self.filled.get(&name) == code] { (self.say().say(label)) }
                }
            }
            (self.complaint(&name))
        }
    }

    pub(super) fn consent(&self, name: &str, label: &'static str) -> Markup {
        let wrong = self.wrong_with(name).is_some();
        html! {
            label.tick { input type="checkbox" name=(name) value="1" checked[self.filled.ticked(name)]
                aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then(|| format!("{name}-wrong"))]
                autofocus[self.leads_to(name)];
                span { (self.say().say(label)) } }
            (self.complaint(name))
        }
    }

    /// All facts of an organisation. What is proposed is there and works, or nobody would propose it; and whoever proposes
    /// it may be anybody, so he is told what is asked of its own people only.
    pub(super) fn facts(&self, with_activity: bool) -> Markup {
        let say = self.say();
        let forms = OrganisationForm::iter().map(|form| (form.to_value(), form_key(form))).collect();
        let activities = Activity::iter().filter_map(|one| Some((one.to_value(), activity_key(one)?))).collect();
        let areas = full_name(Field::Areas);
        html! {
            h2 { (say.say("suggest.partBasics")) }
            (self.fact(Field::Name, "directory.orgName", "text"))
            (self.fact(Field::ShortName, "directory.orgShort", "text"))
            (self.choice(Field::LegalForm, "directory.orgForm", forms))
            (self.text(&full_name(Field::Description), "suggest.describe", None, false))
            fieldset.many aria-describedby=[self.wrong_with(&areas).map(|_| format!("{areas}-wrong"))] {
                legend { (say.say("directory.orgAreas")) }
                input type="hidden" name="areas-shown" value="1";
                @for area in self.context.areas() {
                    label.tick { input type="checkbox" name=(areas) value=(area.code)
                        checked[self.filled.has(&areas, &area.code)] autofocus[self.leads_to(&areas)]; span { (area.label) } }
                }
            }
            (self.complaint(&areas))
            @if with_activity { (self.choice(Field::Activity, "directory.orgActivity", activities)) }
            h2 { (say.say("suggest.partReach")) }
            @if !with_activity { p.hint { (say.say("suggest.onlyOwn")) } }
            (self.fact(Field::Seat, "directory.orgSeat", "text"))
            (self.fact(Field::Address, "directory.orgAddress", "text"))
            (self.fact(Field::Territory, "directory.orgTerritory", "text"))
            (self.fact(Field::Website, "directory.orgWebsite", "text"))
            (self.fact(Field::Phone, "directory.orgPhone", "tel"))
            (self.fact(Field::Email, "directory.orgEmail", "email"))
            (self.consent("facts.contactConsent", "suggest.consentContact"))
            h2 { (say.say("suggest.partRegistered")) }
            (self.fact(Field::RegisteringBody, "directory.orgBody", "text"))
            (self.fact(Field::RegisterNumber, "directory.orgNumber", "text"))
            (self.fact(Field::RegisteredOn, "directory.orgRegistered", "date"))
            (self.fact(Field::Jib, "directory.orgJib", "text"))
            (self.fact(Field::Founded, "directory.orgFounded", "number"))
            h2 { (say.say("suggest.partPerson")) }
            @if !with_activity { p.hint { (say.say("suggest.onlyOwn")) } }
            (self.fact(Field::Representative, "directory.orgRepresentative", "text"))
            (self.consent("facts.representativeConsent", "suggest.consentPerson"))
            p.hint { (say.say("suggest.personHint")) }
        }
    }

    /// Who sends it, and what becomes of his address; with the field that nobody sees.
    pub(super) fn sender(&self) -> Markup {
        let say = self.say();
        html! {
            (self.line("email", "suggest.yourEmail", "email", "email", 254))
            p.hint { (say.say("suggest.yourEmailUse")) " " (say.fill("suggest.whoProcesses", &[("name", self.context.name())])) }
            div.trap {
                label for="fax" { (say.say("page.askTrap")) }
                input id="fax" name="fax" value=(self.filled.get("fax")) autocomplete="off" tabindex="-1";
            }
        }
    }
}

/// What is wrong with a field, in words.
fn problem(name: &str, wrong: &FieldError, say: &Messages) -> String {
    let n = [("n", wrong.params.first().map(String::as_str).unwrap_or_default())];
    let said = match (wrong.problem, name) {
        (Problem::Required, "facts.contactConsent") => "suggest.neededConsent",
        (Problem::Required, _) => "suggest.needed",
        (Problem::TooLong, _) => return say.fill("suggest.longer", &n),
        (Problem::TooShort, _) => return say.fill("suggest.shorter", &n),
        (Problem::NotAnAddress, "facts.website") => "suggest.noSite",
        (Problem::NotAnAddress, _) => "page.askNoAddress",
        (Problem::Taken, _) => "suggest.jibTaken",
        (Problem::OutOfRange, "facts.founded") => {
            let year = |at: usize| wrong.params.get(at).map(String::as_str).unwrap_or_default();
            return say.fill("suggest.noYear", &[("from", year(0)), ("to", year(1))]);
        }
        (Problem::OutOfRange, _) => "suggest.noDay",
        (Problem::Unknown, "facts.jib") => "suggest.noJib",
        (Problem::NotAllowed, _) => "suggest.notHere",
        _ => "suggest.noChoice",
    };
    say.say(said).to_owned()
}
