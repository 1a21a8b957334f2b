//! What a webmaster copies. Each is whole as it stands: a link is always inside, for readers without scripts and for
//! editors that drop what is around it.

use maud::html;

use super::advice::Way;
use super::answers::{Answers, Colours, Job};
use super::colour::Colour;

/// As high as a first view is, so that nothing jumps while it loads.
const HEIGHT: u16 = 760;

/// A frame that may run its own script and open what does not stay in it: as a page like any other, in which forms can be sent.
const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

/// What makes frames as high as what is in them, where a site runs a script of its own. Whoever spoke before it listened is asked.
pub(super) const GROWS: &str = r#"<script>
addEventListener("message", ({ source, data }) => {
  for (const frame of document.querySelectorAll("iframe.javno"))
    if (source === frame.contentWindow && data.javno === "height") frame.style.height = `${data.value}px`;
});
for (const { contentWindow } of document.querySelectorAll("iframe.javno"))
  contentWindow.postMessage({ javno: "ready" }, "*");
</script>"#;

/// The address of a job's hosted page.
pub(super) fn hosted(server: &str, answers: &Answers, job: Job) -> String {
    format!("{server}/{}/{}", answers.slug, job.word())
}

/// The script of the template.
pub(super) fn script(server: &str) -> String {
    format!(r#"<script async src="{server}/w/v1/javno.js"></script>"#)
}

/// The script of one release, which a browser runs only if not a letter of it has changed.
pub(super) fn pinned(server: &str, release: &str, integrity: &str) -> String {
    format!(
        r#"<script async src="{server}/w/{release}/javno.js" integrity="{integrity}" crossorigin="anonymous"></script>"#
    )
}

/// What a Content-Security-Policy needs besides what it has; nothing where nothing of ours runs in the page.
pub(super) fn policy(way: Way, server: &str) -> Option<String> {
    match way {
        Way::Plugin | Way::Element | Way::Box | Way::Link => Some(format!("script-src {server}; connect-src {server}")),
        Way::Address | Way::Frame => Some(format!("frame-src {server}")),
        Way::Plain => None,
    }
}

/// The rule that keeps the place of what the script makes of a box or a link before it runs: neither is our element yet.
pub(super) fn place(way: Way, answers: &Answers) -> Option<String> {
    let before = |job: &Job| match way {
        Way::Box => Some(format!("[data-javno=\"{}\"]", job.widget())),
        // Inside of the element the link comes back where something fails, beside what says so.
        Way::Plugin | Way::Link => Some(format!(":not(javno-{name}) > a[href*=\"embed={name}\"]", name = job.widget())),
        _ => None,
    };
    let names: Option<Vec<_>> = answers.jobs.iter().map(before).collect();
    Some(format!("{} {{\n  display: block;\n  min-height: {HEIGHT}px;\n}}", names?.join(",\n")))
}

/// The rule that gives the widgets the site's colours, where they differ from the site's own text and links.
pub(super) fn colours(answers: &Answers) -> String {
    let Colours { accent, ink, paper } = answers.colours;
    let accent = accent.readable_on(paper);
    let names: Vec<_> = answers.jobs.iter().map(|job| format!("javno-{}", job.widget())).collect();
    format!(
        "{} {{\n  display: block;\n  min-height: {HEIGHT}px;\n  --javno-accent: {accent};\n  --javno-accent-ink: {};\n  --javno-ink: {};\n}}",
        names.join(", "),
        accent.text_on(),
        ink.readable_on(paper),
    )
}

/// What goes into the page for one job. `name` is what the link is called.
pub(super) fn page(way: Way, server: &str, answers: &Answers, job: Job, name: &str) -> String {
    let there = hosted(server, answers, job);
    let (widget, slug) = (job.widget(), &answers.slug);
    let speaks = answers.speaks.map(entities::Locale::tag);
    let name = html! { (name) }.into_string();
    let link = format!(r#"<a href="{there}">{name}</a>"#);
    // Where nothing but an address is copied, it says the language itself.
    let spoken = speaks.map(|lang| format!("{there}?lang={lang}")).unwrap_or_else(|| there.clone());
    // What is to speak as the page does is told what it speaks where the page does not tell.
    let usual = answers.usual.filter(|_| speaks.is_none()).map(entities::Locale::tag);
    let said = |before: &str| {
        let named = speaks.map(|lang| format!(" {before}lang=\"{lang}\""));
        named.or_else(|| usual.map(|lang| format!(" {before}usual-lang=\"{lang}\""))).unwrap_or_default()
    };
    match way {
        Way::Plugin => usual.map(|lang| format!("{there}?usual-lang={lang}")).unwrap_or(spoken),
        Way::Address => spoken,
        Way::Element => format!(
            "<javno-{widget} municipality=\"{slug}\"{} style=\"display: block; min-height: {HEIGHT}px\">\n  {link}\n</javno-{widget}>",
            said("")
        ),
        Way::Box => format!(
            "<div data-javno=\"{widget}\" data-municipality=\"{slug}\"{} style=\"min-height: {HEIGHT}px\">\n  {link}\n</div>",
            said("data-")
        ),
        Way::Link => {
            let named = speaks.map(|lang| format!("&amp;lang={lang}"));
            let lang = named.or_else(|| usual.map(|lang| format!("&amp;usual-lang={lang}"))).unwrap_or_default();
            format!(r#"<a href="{there}?embed={widget}{lang}">{name}</a>"#)
        }
        Way::Frame => {
            let lang = speaks.map(|lang| format!("lang={lang}&amp;")).unwrap_or_default();
            format!(
                "<iframe class=\"javno\" src=\"{there}?{lang}frame=1\" title=\"{name}\" sandbox=\"{SANDBOX}\" style=\"width: 100%; height: {HEIGHT}px; border: 0\" loading=\"lazy\"></iframe>"
            )
        }
        Way::Plain => format!(r#"<a href="{spoken}">{name}</a>"#),
    }
}

/// What a check of two colours says: what is on what, and how well it can be read.
pub(super) struct Read {
    /// The key of what is on what.
    pub what: &'static str,
    pub contrast: f32,
    /// The nearest that can be read, where this cannot.
    pub better: Option<Colour>,
}

/// Whether text and links can be read on the page.
pub(super) fn checks(Colours { accent, ink, paper }: Colours) -> [Read; 2] {
    [("studio.readInk", ink), ("studio.readAccent", accent)].map(|(what, colour)| {
        let mended = colour.readable_on(paper);
        Read { what, contrast: colour.contrast(paper), better: Some(mended).filter(|mended| *mended != colour) }
    })
}

#[cfg(test)]
mod tests {
    use entities::Locale;

    use super::{Answers, GROWS, Job, SANDBOX, Way, checks, colours, page, place, policy};
    use crate::http::pages::studio::answers::Typed;
    use crate::http::pages::studio::colour::Colour;

    fn answers() -> Answers {
        Answers { slug: "trebinje".to_owned(), ..Answers::of(&Typed::default(), |_| false) }
    }

    #[test]
    fn what_is_copied_leads_to_the_hosted_page_whatever_becomes_of_it() {
        for way in Way::ALL {
            for job in Job::ALL {
                let copied = page(way, "https://javno.example", &answers(), job, "Ime");
                let there = format!("https://javno.example/trebinje/{}", job.word());
                assert!(copied.contains(&there), "{way:?}: {copied}");
            }
        }
    }

    #[test]
    fn a_language_stands_in_it_where_one_was_chosen_and_nowhere_else() {
        for way in Way::ALL {
            let as_the_page = page(way, "https://javno.example", &answers(), Job::Calls, "Ime");
            assert!(!as_the_page.contains("lang"), "{way:?}: {as_the_page}");
            let chosen = Answers { speaks: Some(Locale::SrCyrl), ..answers() };
            let chosen = page(way, "https://javno.example", &chosen, Job::Calls, "Ime");
            assert!(chosen.contains("sr-Cyrl"), "{way:?}: {chosen}");
        }
    }

    #[test]
    fn what_a_municipality_speaks_stands_in_it_where_a_script_cannot_tell_and_nothing_was_chosen() {
        let bosnian = Answers { usual: Some(Locale::Bs), ..answers() };
        for (way, hint) in [
            (Way::Plugin, "pozivi?usual-lang=bs"),
            (Way::Element, " usual-lang=\"bs\""),
            (Way::Box, " data-usual-lang=\"bs\""),
            (Way::Link, "&amp;usual-lang=bs"),
        ] {
            let copied = page(way, "https://javno.example", &bosnian, Job::Calls, "Ime");
            assert!(copied.contains(hint), "{way:?}: {copied}");
        }
        for way in Way::ALL {
            // A hosted page knows it by itself.
            let hosted = matches!(way, Way::Address | Way::Frame | Way::Plain);
            let copied = page(way, "https://javno.example", &bosnian, Job::Calls, "Ime");
            assert_eq!(copied.contains("usual-lang"), !hosted, "{way:?}: {copied}");
            let chosen = Answers { speaks: Some(Locale::Hr), ..bosnian.clone() };
            let copied = page(way, "https://javno.example", &chosen, Job::Calls, "Ime");
            assert!(!copied.contains("usual-lang") && copied.contains("hr"), "{way:?}: {copied}");
        }
    }

    #[test]
    fn every_way_keeps_its_place_and_says_what_a_policy_needs() {
        let frame = Some("frame-src https://javno.example");
        let script = Some("script-src https://javno.example; connect-src https://javno.example");
        for (way, needs) in [
            (Way::Plugin, script),
            (Way::Address, frame),
            (Way::Element, script),
            (Way::Box, script),
            (Way::Link, script),
            (Way::Frame, frame),
            (Way::Plain, None),
        ] {
            assert_eq!(policy(way, "https://javno.example").as_deref(), needs, "{way:?}");
            let copied = page(way, "https://javno.example", &answers(), Job::Calls, "Ime");
            let kept = copied.contains("height: 760px")
                || place(way, &answers()).is_some_and(|rule| rule.contains("min-height: 760px"));
            // WordPress sizes its own frames, and a plain link becomes nothing else.
            assert_eq!(kept, !matches!(way, Way::Address | Way::Plain), "{way:?}: {copied}");
        }
    }

    #[test]
    fn what_is_copied_of_frames_is_what_the_manual_says() {
        let manual = include_str!("../../../../../docs/embedding.md");
        let copied = page(Way::Frame, "https://JAVNO", &answers(), Job::Calls, "Javni pozivi");
        let sandbox = format!("sandbox=\"{SANDBOX}\"");
        assert!(copied.contains(&sandbox) && manual.contains(&sandbox), "{copied}");
        assert!(manual.contains(GROWS), "{GROWS}");
    }

    #[test]
    fn a_name_is_text_whatever_stands_in_it() {
        for way in [Way::Element, Way::Box, Way::Link, Way::Frame, Way::Plain] {
            let copied = page(way, "https://javno.example", &answers(), Job::Calls, "Grad \"A\" <b>");
            assert!(!copied.contains("\"A\"") && !copied.contains("<b>"), "{way:?}: {copied}");
        }
    }

    #[test]
    fn colours_that_cannot_be_read_are_named_and_not_handed_on() {
        let mut answers = answers();
        answers.colours.accent = Colour::read("#ffcc00").expect("a colour");
        let [ink, accent] = checks(answers.colours);
        assert!(ink.better.is_none() && ink.contrast > 10.0);
        let better = accent.better.expect("yellow cannot be read on white");
        assert!(colours(&answers).contains(&format!("--javno-accent: {better};")));
    }
}
