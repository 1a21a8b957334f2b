//! The studio: questions beside what the site will look like, and under it what to do.

use entities::municipality;
use maud::{DOCTYPE, Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::Studio;
use super::advice::{Copied, Step, Way, steps};
use super::answers::{AS_THE_PAGE, Cms, Job, SPOKEN};
use super::{check, paste};
use crate::doctor::check::sites;
use crate::doctor::say::{at_desk, command};
use crate::http::pages::layout::{OFFERED, head};
use crate::http::pages::social::{self, Told};
use crate::locale::Locale;
use crate::locale::messages::Messages;
use crate::municipalities::types::Municipality;

pub(super) fn render(studio: &Studio<'_>) -> Markup {
    let say = studio.say;
    frame(
        studio,
        say.say("studio.studioTitle"),
        &html! {
            h1 { (say.say("studio.studioTitle")) }
            p { (say.say("studio.lead")) }
            div.studio {
                (questions(studio))
                section.preview aria-labelledby="pregled" {
                    h2 id="pregled" { (say.say("studio.preview")) }
                    iframe src={ "/studio/pregled" (studio.query()) } title=(say.say("studio.preview")) loading="lazy" {}
                }
            }
            div id="savjet" { (advice(studio)) }
            (check::part(studio))
            script src="/studio/studio.js" defer {}
        },
    )
}

/// What the studio's pages have around them.
pub(super) fn frame(studio: &Studio<'_>, title: &str, body: &Markup) -> Markup {
    let say = studio.say;
    let (whole, home) = (format!("{title} · Javno"), &studio.app.config.public_url);
    // Whoever has it from a colleague gets his answers too; they are in the address, and no preview needs them.
    let url = format!("{}/studio", studio.server());
    let description = say.say("studio.lead");
    let told = Told { kind: "website", site: "Javno", locale: studio.locale, title: &whole, description, url: &url };
    html! {
        (DOCTYPE)
        html lang=(studio.locale.tag()) {
            head {
                (head(&whole, description))
                (social::head(home, &told))
                link rel="stylesheet" href="/studio/studio.css";
            }
            body {
                a.skip href="#sadrzaj" { (say.say("page.skip")) }
                header.top {
                    a.owner href="/" { "Javno" }
                    nav aria-label=(say.say("page.language")) {
                        @for (locale, name) in OFFERED {
                            a href={ "?" (studio.answers.query(Some(locale))) } lang=(locale.tag()) hreflang=(locale.tag())
                                aria-current=[(say.locale() == locale).then_some("true")] { (name) }
                        }
                    }
                }
                main.wide id="sadrzaj" { (body) }
            }
        }
    }
}

fn questions(studio: &Studio<'_>) -> Markup {
    let (say, answers) = (studio.say, &studio.answers);
    html! {
        form.questions action="/studio" method="get" {
            input type="hidden" name="lang" value=(studio.locale.tag());
            label { span { (say.say("studio.place")) }
                select name="opstina" {
                    @for row in &studio.places {
                        option value=(row.slug) selected[row.slug == answers.slug] { (Municipality::name_for(row, Some(studio.locale))) }
                    }
                }
            }
            fieldset { legend { (say.say("studio.jobs")) }
                @for job in Job::ALL {
                    label.tick { input type="checkbox" name=(job.word()) value="da" checked[answers.jobs.contains(&job)]; span { (say.say(job.name())) } }
                }
            }
            label { span { (say.say("studio.cms")) }
                select name="cms" {
                    @for cms in Cms::ALL { option value=(cms.word()) selected[cms == answers.cms] { (cms_name(cms, say)) } }
                }
            }
            fieldset { legend { (say.say("studio.template")) }
                @for (value, yes, key) in [("da", true, "studio.yes"), ("ne", false, "studio.no")] {
                    label.tick { input type="radio" name="predlozak" value=(value) checked[answers.template == yes]; span { (say.say(key)) } }
                }
            }
            fieldset { legend { (say.say("studio.script")) }
                label.tick { input type="radio" name="pismo" value=(AS_THE_PAGE) checked[answers.speaks.is_none()]; span { (say.say("studio.likePage")) } }
                @for (value, locale) in SPOKEN {
                    label.tick { input type="radio" name="pismo" value=(value) checked[answers.speaks == Some(locale)]; span lang=(locale.tag()) { (own_name(locale)) } }
                }
            }
            fieldset.colours { legend { (say.say("studio.colours")) }
                @for (name, key, colour) in [
                    ("boja", "studio.accent", answers.colours.accent),
                    ("slova", "studio.ink", answers.colours.ink),
                    ("pozadina", "studio.paper", answers.colours.paper),
                ] {
                    label { input type="color" name=(name) value=(colour); span { (say.say(key)) } }
                }
            }
            button.main { (say.say("studio.show")) }
        }
    }
}

/// What a language is called by those who speak it.
fn own_name(locale: Locale) -> &'static str {
    OFFERED.into_iter().find(|(offered, _)| *offered == locale).map_or("", |(_, name)| name)
}

/// The name of a system, as its users call it.
pub(super) fn cms_name(cms: Cms, say: &Messages) -> &str {
    cms.brand().unwrap_or_else(|| match cms {
        Cms::Builder => say.say("studio.cmsBuilder"),
        Cms::Files => say.say("studio.cmsFiles"),
        _ => say.say("studio.cmsOther"),
    })
}

fn advice(studio: &Studio<'_>) -> Markup {
    let (say, answers) = (studio.say, &studio.answers);
    let way = Way::of(answers.cms, answers.template);
    let server = studio.server();
    let address = format!("{server}/studio{}", studio.query());
    html! {
        h2 { (say.say("studio.advice")) ": " (say.say(way.name())) }
        p { (say.say(way.why())) }
        (what_to_do(studio, way))
        (beside(studio, way, &server))
        (others(studio, way, &server))
        (readable(studio))
        p.onward {
            a.button href={ "mailto:?subject=" (encoded(say.say("studio.mailSubject"))) "&body=" (encoded(&address)) } { (say.say("studio.sendOn")) }
            a.button href={ "/studio/list" (studio.query()) } { (say.say("studio.sheet")) }
        }
    }
}

/// The steps of a way, and where it works.
fn what_to_do(studio: &Studio<'_>, way: Way) -> Markup {
    html! {
        ol.todo { @for step in steps(way, studio.answers.cms) { li { (self::step(studio, way, step)) } } }
        @if let Some(known) = known_sites(studio, way) { (known) }
    }
}

/// The other ways, each with all that it takes: what an editor keeps somebody who uses it knows better than we.
fn others(studio: &Studio<'_>, advised: Way, server: &str) -> Markup {
    let say = studio.say;
    html! {
        section.others aria-labelledby="nacini" {
            h3 id="nacini" { (say.say("studio.otherWays")) }
            @for way in Way::ALL.into_iter().filter(|way| *way != advised) {
                details {
                    summary { (say.say(way.name())) }
                    p { (say.say(way.why())) }
                    (what_to_do(studio, way))
                    (beside(studio, way, server))
                }
            }
        }
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// A step with what it has to copy.
pub(super) fn step(studio: &Studio<'_>, way: Way, (key, copied): Step) -> Markup {
    let (say, answers) = (studio.say, &studio.answers);
    let server = studio.server();
    let pages = |way| {
        html! { @for &job in &answers.jobs { (copy(say, &paste::page(way, &server, answers, job, &studio.behind(job)))) } }
    };
    html! {
        p { (say.say(key)) }
        @match copied {
            Copied::Nothing => {}
            Copied::Plugin => { p { a.button href="/studio/javno-wordpress.zip" download { (say.say("studio.downloadPlugin")) } } }
            Copied::Settings => { (copy(say, &server)) (copy(say, &answers.slug)) }
            Copied::Script => { (copy(say, &paste::script(&server))) }
            Copied::Pages => { (pages(way)) }
            Copied::Frames => {
                (pages(Way::Frame))
                @if let Some(known) = known_sites(studio, Way::Frame) { (known) }
            }
        }
    }
}

/// What can be copied. Its button shows where there are scripts, which it needs.
fn copy(say: &Messages, text: &str) -> Markup {
    html! {
        div.copy {
            pre tabindex="0" { code { (text) } }
            button type="button" hidden data-done=(say.say("studio.copiedText")) { (say.say("studio.copyText")) }
        }
    }
}

/// On which sites frames are shown and comments taken: whoever pastes one elsewhere sees nothing, and nothing says why.
pub(super) fn known_sites(studio: &Studio<'_>, way: Way) -> Option<Markup> {
    let framed = matches!(way, Way::Frame | Way::Address);
    let writes = way.has_script() && studio.answers.jobs.contains(&Job::Debates);
    let owner = studio.place().filter(|_| framed || writes)?;
    let (known, command) = (sites(owner), command(&owner.slug, "https://…"));
    let command = ("command", &*command);
    let said = if known.is_empty() {
        studio.say.fill("studio.snippetNoSites", &[("name", studio.place_name()), command])
    } else {
        studio.say.fill("studio.snippetSites", &[("sites", &known.join(", ")), command])
    };
    Some(html! { p.hint { (said) " " (to_desk(studio, owner)) } })
}

/// The way to the page at the desk on which a municipality's sites are entered.
pub(super) fn to_desk(studio: &Studio<'_>, owner: &municipality::Model) -> Markup {
    let page = at_desk(&studio.app.config.public_url, &owner.slug);
    html! { a href=(page) { (studio.say.say("studio.atDesk")) } }
}

/// What else concerns it: the site's policy, how high a frame is, colours and the place it takes, one release for ever, who runs
/// no scripts.
fn beside(studio: &Studio<'_>, way: Way, server: &str) -> Markup {
    let (say, answers, files) = (studio.say, &studio.answers, &studio.app.files);
    html! {
        @if let Some(policy) = paste::policy(way, server) {
            details { summary { (say.say("studio.policy")) } p { (say.say("studio.policyHow")) } (copy(say, &policy)) }
        }
        @if way == Way::Frame {
            details { summary { (say.say("studio.grow")) } p { (say.say("studio.growHow")) } (copy(say, paste::GROWS)) }
        }
        @if way.has_script() {
            @let rules: Vec<_> = [Some(paste::colours(answers)), paste::place(way, answers)].into_iter().flatten().collect();
            details { summary { (say.say("studio.style")) } p { (say.say("studio.styleHow")) } (copy(say, &rules.join("\n"))) }
        }
        // The plugin puts in its script by itself.
        @if way.has_script() && way != Way::Plugin {
            details { summary { (say.say("studio.pin")) } p { (say.say("studio.pinHow")) }
                (copy(say, &paste::pinned(server, files.release(), files.integrity()))) }
        }
        @if way.has_script() { details { summary { (say.say("studio.without")) } p { (say.say("studio.withoutHow")) } } }
    }
}

/// Whether the site's colours can be read, and which could.
fn readable(studio: &Studio<'_>) -> Markup {
    let say = studio.say;
    html! {
        h3 { (say.say("studio.readable")) }
        ul.checks {
            @for read in paste::checks(studio.answers.colours) {
                @let ratio = [("ratio", &*number(read.contrast, studio.locale))];
                li {
                    (say.say(read.what)) ": "
                    @match read.better {
                        None => b.ok { "✓ " (say.fill("studio.readWell", &ratio)) },
                        Some(better) => b.bad { "✗ " (say.fill("studio.readBadly", &[ratio[0], ("colour", &better.to_string())])) },
                    }
                }
            }
        }
    }
}

/// One decimal, as the language writes it.
fn number(value: f32, locale: Locale) -> String {
    let text = format!("{value:.1}");
    if locale == Locale::En { text } else { text.replace('.', ",") }
}
