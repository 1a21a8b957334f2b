//! What was found, in words, for whoever looks after the site.

use url::Url;

use super::fetch::{NoPage, SECONDS};
use super::rules::{EMBEDS, Finding, Mistake};
use crate::locale::Locale;
use crate::locale::messages::Messages;

/// All that was found.
pub(super) fn said(page: &Url, found: &[Finding], home: &Url, locale: Locale) -> String {
    let say = Messages::of(locale);
    if found.is_empty() {
        return format!("{page}\n{}\n", say.say("doctor.doctorFine"));
    }
    let mut out = format!("{page}\n{}\n", number(found.len(), say));
    for (text, number) in sentences(found, home, say).iter().zip(1..) {
        out += &format!("{number}. {text}\n");
    }
    out
}

/// How much was found.
pub(super) fn number(found: usize, say: &Messages) -> String {
    say.count("doctor.doctorFound", i64::try_from(found).unwrap_or(i64::MAX))
}

/// What was found, one sentence each.
pub(super) fn sentences(found: &[Finding], home: &Url, say: &Messages) -> Vec<String> {
    let said = |finding: &Finding| {
        let text = sentence(&finding.mistake, home, say);
        match finding.line {
            Some(line) => say.fill("doctor.doctorLine", &[("line", &line.to_string()), ("text", &text)]),
            None => text,
        }
    };
    found.iter().map(said).collect()
}

/// Why a page could not be had. Nothing of what lies behind a name is told: whoever asks may be anybody.
pub(super) fn no_page(why: &NoPage, address: &Url, slug: &str, home: &Url, say: &Messages) -> String {
    let host = [("name", address.host_str().unwrap_or_default())];
    match why {
        NoPage::NotOfTheWeb(_) => say.fill("doctor.doctorNoWeb", &[("address", address.as_str())]),
        NoPage::NoAddress(name) => say.fill("doctor.doctorNoHost", &[("name", name)]),
        NoPage::Private(name, _) => say.fill("doctor.doctorPrivate", &[("name", name)]),
        NoPage::NoAnswer(_) => say.fill("doctor.doctorSilent", &host),
        NoPage::Elsewhere => say.say("doctor.doctorRedirects").to_owned(),
        NoPage::TooLong => say.say("doctor.doctorLong").to_owned(),
        NoPage::TooSlow => say.fill("doctor.doctorSlow", &[("seconds", &SECONDS.to_string())]),
        NoPage::OtherSite(there) => {
            let origin = there.origin().ascii_serialization();
            let (page, command) = (at_desk(home, slug), command(slug, &origin));
            say.fill("doctor.doctorElsewhere", &[("origin", &origin), ("page", &page), ("command", &command)])
        }
    }
}

/// Where a webmaster enters the sites of his municipality.
pub(crate) fn at_desk(home: &Url, slug: &str) -> String {
    format!("{home}desk/{slug}/opstina")
}

/// How whoever runs the server enters another of them.
pub(crate) fn command(slug: &str, origin: &str) -> String {
    format!("javno municipality set {slug} --origin {origin}")
}

/// The script as it is pasted.
fn script(home: &Url) -> String {
    format!("<script async src=\"{home}w/v1/javno.js\"></script>")
}

/// A link as it is pasted, wherever an editor keeps nothing else.
fn link(home: &Url) -> String {
    format!("<a href=\"{home}OPSTINA/pozivi?embed=open-calls\">Javni pozivi</a>")
}

fn sentence(mistake: &Mistake, home: &Url, say: &Messages) -> String {
    let (script, link) = (script(home), link(home));
    let file = ("script", "javno.js");
    let policy = ("policy", "Content-Security-Policy");
    let (secure, plain) = (("secure", "https://"), ("plain", "http://"));
    match mistake {
        Mistake::Status { status } => say.fill("doctor.doctorStatus", &[("status", &status.to_string())]),
        Mistake::Nothing => say.fill("doctor.doctorNothing", &[("script", &script), ("link", &link)]),
        Mistake::NoScript => say.fill("doctor.doctorNoScript", &[file, ("example", &script)]),
        Mistake::Commented => say.fill("doctor.doctorCommented", &[file]),
        Mistake::Bundled { by } => say.fill("doctor.doctorBundled", &[file, ("name", by)]),
        Mistake::MaybeBundled { by } => {
            say.fill("doctor.doctorMaybeBundled", &[file, ("name", by), ("example", &script)])
        }
        Mistake::NoEmbed => say.fill("doctor.doctorNoEmbed", &[file, ("example", &link)]),
        Mistake::Placeholder => say.fill("doctor.doctorPlaceholder", &[("word", "JAVNO"), ("home", home.as_str())]),
        Mistake::RocketLoader => {
            let gaps = [file, ("name", "Rocket Loader"), ("attribute", "data-cfasync=\"false\"")];
            say.fill("doctor.doctorRocketLoader", &gaps)
        }
        Mistake::Delayed { by } => say.fill("doctor.doctorDelayed", &[file, ("name", by)]),
        Mistake::Consent { attribute } => say.fill("doctor.doctorConsent", &[file, ("attribute", attribute)]),
        Mistake::OtherServer { address } => {
            say.fill("doctor.doctorOther", &[("address", address), ("home", home.as_str())])
        }
        Mistake::Version { address } => say.fill("doctor.doctorVersion", &[("address", address), ("example", &script)]),
        Mistake::Mixed => say.fill("doctor.doctorMixed", &[secure, plain, ("example", &script)]),
        Mistake::MixedFrame => say.fill("doctor.doctorMixedFrame", &[secure, plain]),
        Mistake::Integrity => say.fill("doctor.doctorIntegrity", &[file, ("attribute", "integrity")]),
        Mistake::Module => say.fill("doctor.doctorModule", &[file, ("attribute", "type=\"module\"")]),
        Mistake::Twice { first } => say.fill("doctor.doctorTwice", &[file, ("first", &first.to_string())]),
        Mistake::ScriptBlocked { file, rule } => {
            say.fill("doctor.doctorScript", &[("script", file), policy, ("rule", rule)])
        }
        Mistake::ConnectBlocked { rule } => say.fill("doctor.doctorConnect", &[policy, ("rule", rule)]),
        Mistake::FrameBlocked { rule } => say.fill("doctor.doctorFrame", &[policy, ("rule", rule)]),
        Mistake::UnknownEmbed { name } => {
            say.fill("doctor.doctorUnknown", &[("name", name), ("names", &EMBEDS.join(", "))])
        }
        Mistake::NoLink { name } => say.fill("doctor.doctorNoLink", &[("name", name), ("example", &link)]),
        Mistake::SelfClosed { name } => {
            let end = name.replace('<', "</");
            say.fill("doctor.doctorSelfClosed", &[("name", name), ("mark", "/>"), ("language", "HTML"), ("end", &end)])
        }
        Mistake::UnknownPlace { slug } => say.fill("doctor.doctorPlace", &[("name", slug)]),
        Mistake::Origin { slug, origin } => {
            let (page, command) = (at_desk(home, slug), command(slug, origin));
            say.fill("doctor.doctorOrigin", &[("origin", origin), ("page", &page), ("command", &command)])
        }
        Mistake::Scheme => say.fill("doctor.doctorScheme", &[secure, plain]),
        Mistake::FrameMode => say.fill("doctor.doctorFrameMode", &[("word", "?frame=1")]),
        Mistake::Sandbox => say.fill("doctor.doctorSandbox", &[("attribute", "sandbox"), ("word", "allow-scripts")]),
        Mistake::Escaped => say.fill("doctor.doctorEscaped", &[("language", "HTML"), ("example", &link)]),
    }
}
