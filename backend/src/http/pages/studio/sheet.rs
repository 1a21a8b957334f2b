//! "Which way fits our municipality": one page to print, for a training or for the desk of whoever decides.

use maud::{Markup, html};

use super::Studio;
use super::advice::{Copied, Way, steps};
use super::page::{cms_name, frame, known_sites, step};
use super::paste;

pub(super) fn render(studio: &Studio<'_>) -> Markup {
    let (say, answers) = (studio.say, &studio.answers);
    let way = Way::of(answers.cms, answers.template);
    let tick = |yes: bool| if yes { "✓" } else { "" };
    frame(
        studio,
        say.say("studio.sheet"),
        &html! {
        h1 { (say.say("studio.sheetTitle")) }
        dl.facts {
            div { dt { (say.say("studio.place")) } dd { (studio.place_name()) } }
            div { dt { (say.say("studio.jobs")) } dd { @for (i, job) in answers.jobs.iter().enumerate() { @if i > 0 { ", " } (say.say(job.name())) } } }
            div { dt { (say.say("studio.cms")) } dd { (cms_name(answers.cms, say)) } }
            div { dt { (say.say("studio.template")) } dd { (say.say(if answers.template { "studio.yes" } else { "studio.no" })) } }
            div { dt { (say.say("studio.advice")) } dd { (say.say(way.name())) } }
        }
        h2 { (say.say("studio.whoDoes")) }
        // What may be tried besides is tried at a screen.
        ol {
            @for one in steps(way, answers.cms).into_iter().filter(|(_, copied)| *copied != Copied::Frames) {
                li { (step(studio, way, one)) }
            }
            li { p { (say.say("studio.officialDoes")) } }
        }
        // Whoever has the sheet on paper alone has these from nowhere else.
        @if let Some(known) = known_sites(studio, way) { (known) }
        @if let Some(policy) = paste::policy(way, &studio.server()) {
            p { (say.say("studio.policy")) ": " (say.say("studio.policyHow")) }
            div.copy { pre tabindex="0" { code { (policy) } } }
        }
        h2 { (say.say("studio.ways")) }
        div.scroll { table {
            thead { tr { th scope="col" { (say.say("studio.way")) } th scope="col" { (say.say("studio.goodFor")) } th scope="col" { (say.say("studio.live")) } th scope="col" { (say.say("studio.noTemplate")) } } }
            tbody { @for one in Way::ALL {
                tr aria-current=[(one == way).then_some("true")] {
                    th scope="row" { (say.say(one.name())) }
                    td { (say.say(one.why())) }
                    td.mark { (tick(one != Way::Plain)) }
                    td.mark { (tick(!one.has_script())) }
                }
            } }
        } }
        h2 { (say.say("studio.gain")) }
        ul { li { (say.say("studio.gain1")) } li { (say.say("studio.gain2")) } li { (say.say("studio.gain3")) } }
        h2 { (say.say("studio.risk")) }
        ul { li { (say.say("studio.risk1")) } li { (say.say("studio.risk2")) } li { (say.say("studio.risk3")) } }
        },
    )
}
