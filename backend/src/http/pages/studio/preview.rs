//! A page that looks a little like the site, with the real widgets in it: by itself, in a frame of the studio.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::Studio;
use super::answers::{Answers, Colours};
use super::paste;

/// The site's colours, as a stylesheet. Nothing in it is what somebody typed: colours have been read.
pub(super) fn style(answers: &Answers) -> String {
    let Colours { accent, ink, paper } = answers.colours;
    format!(
        "body{{margin:0;font:16px/1.5 sans-serif;color:{ink};background:{paper}}}header{{background:{accent};color:{};padding:14px 20px;font-weight:700}}main{{padding:8px 20px 32px}}a{{color:{accent}}}\n{}",
        accent.text_on(),
        paste::colours(answers),
    )
}

/// Only this very style, our own script, and what it asks for.
pub(super) fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
}

pub(super) fn render(studio: &Studio<'_>, style: &str) -> Markup {
    let answers = &studio.answers;
    let tongue = studio.tongue();
    html! {
        (DOCTYPE)
        html lang=(tongue.locale().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (studio.place_name()) }
                link rel="icon" href="data:,";
                style { (PreEscaped(style)) }
                script src="/w/v1/javno.js" async {}
            }
            body {
                header { (studio.place_name()) }
                main {
                    @for &job in &answers.jobs {
                        h1 { (tongue.say(job.name())) }
                        p { a href={ (paste::hosted(&studio.server(), answers, job)) "?embed=" (job.widget()) } { (studio.behind(job)) } }
                    }
                }
            }
        }
    }
}
