//! Which way leads into which site, from what editors and systems were found to keep (`docs/embedding.md`).

use super::answers::Cms;

/// The ways, from the one that needs most rights to the one that needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Our plugin: a block, and addresses on lines of their own.
    Plugin,
    /// An address on a line of its own, of which the system makes a frame (oEmbed).
    Address,
    /// The script in the template, our element in the page.
    Element,
    /// The script in the template, a box with attributes in the page.
    Box,
    /// The script in the template, a link in the page, which every editor keeps.
    Link,
    /// A frame, where scripts of others are not let in.
    Frame,
    /// A link to the hosted page: nothing is needed for it.
    Plain,
}

impl Way {
    /// All of them, for who wants to compare.
    pub(super) const ALL: [Self; 7] =
        [Self::Plugin, Self::Address, Self::Element, Self::Box, Self::Link, Self::Frame, Self::Plain];

    /// What can be done with this site, best first.
    pub(super) const fn of(cms: Cms, template: bool) -> Self {
        match (cms, template) {
            (Cms::WordPress, true) => Self::Plugin,
            (Cms::WordPress, false) => Self::Address,
            (Cms::Files, true) => Self::Element,
            (Cms::Joomla, true) => Self::Box,
            (Cms::Drupal | Cms::Dnn | Cms::Other, true) => Self::Link,
            (Cms::Builder, _) | (Cms::Files, false) => Self::Frame,
            (Cms::Joomla | Cms::Drupal | Cms::Dnn | Cms::Other, false) => Self::Plain,
        }
    }

    /// Whether the script stands in the site's template, so that what concerns scripts concerns it.
    pub(super) const fn has_script(self) -> bool {
        matches!(self, Self::Plugin | Self::Element | Self::Box | Self::Link)
    }

    /// The key of its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Plugin => "studio.wayPlugin",
            Self::Address => "studio.wayAddress",
            Self::Element => "studio.wayElement",
            Self::Box => "studio.wayBox",
            Self::Link => "studio.wayLink",
            Self::Frame => "studio.wayFrame",
            Self::Plain => "studio.wayPlain",
        }
    }

    /// The key of why it was chosen, and of what it is good for.
    pub(super) const fn why(self) -> &'static str {
        match self {
            Self::Plugin => "studio.whyPlugin",
            Self::Address => "studio.whyAddress",
            Self::Element => "studio.whyElement",
            Self::Box => "studio.whyBox",
            Self::Link => "studio.whyLink",
            Self::Frame => "studio.whyFrame",
            Self::Plain => "studio.whyPlain",
        }
    }
}

/// What is copied in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copied {
    Nothing,
    /// Where the plugin is taken from.
    Plugin,
    /// What the plugin is told.
    Settings,
    /// The script of the template.
    Script,
    /// What goes into the page, once for each job.
    Pages,
    /// The same as frames, whatever the way.
    Frames,
}

/// A step: the key of what to do, and what to copy.
pub(super) type Step = (&'static str, Copied);

/// What to do, in this order.
pub(super) fn steps(way: Way, cms: Cms) -> Vec<Step> {
    let template = match cms {
        Cms::Joomla => "studio.templateJoomla",
        Cms::Drupal => "studio.templateDrupal",
        Cms::Dnn => "studio.templateDnn",
        Cms::WordPress | Cms::Builder | Cms::Files | Cms::Other => "studio.templateOther",
    };
    match way {
        Way::Plugin => vec![
            ("studio.stepPlugin", Copied::Plugin),
            ("studio.stepSettings", Copied::Settings),
            ("studio.stepLine", Copied::Pages),
        ],
        Way::Address => vec![("studio.stepLine", Copied::Pages), ("studio.stepLook", Copied::Nothing)],
        Way::Element => vec![(template, Copied::Script), ("studio.stepElement", Copied::Pages)],
        Way::Box | Way::Link => vec![(template, Copied::Script), ("studio.stepSource", Copied::Pages)],
        Way::Frame => vec![("studio.stepFrame", Copied::Pages), ("studio.stepLook", Copied::Nothing)],
        // Most editors take a frame away, and whoever may not change the template cannot know before he has tried.
        Way::Plain => vec![
            ("studio.stepPlain", Copied::Pages),
            ("studio.stepFrameToo", Copied::Frames),
            ("studio.stepAsk", Copied::Nothing),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::{Cms, Copied, Way, steps};

    #[test]
    fn every_site_has_a_way_and_the_ways_are_the_measured_ones() {
        let told: Vec<_> = Cms::ALL.iter().map(|&cms| (cms, Way::of(cms, true), Way::of(cms, false))).collect();
        let expected = [
            (Cms::WordPress, Way::Plugin, Way::Address),
            (Cms::Joomla, Way::Box, Way::Plain),
            (Cms::Drupal, Way::Link, Way::Plain),
            (Cms::Dnn, Way::Link, Way::Plain),
            (Cms::Builder, Way::Frame, Way::Frame),
            (Cms::Files, Way::Element, Way::Frame),
            (Cms::Other, Way::Link, Way::Plain),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn whoever_may_change_nothing_is_asked_to_change_no_template() {
        for cms in Cms::ALL {
            for template in [true, false] {
                let way = Way::of(cms, template);
                let steps = steps(way, cms);
                let scripted = steps.iter().any(|(_, copied)| *copied == Copied::Script);
                assert!(template || !scripted, "{cms:?}");
                assert!(
                    steps.iter().any(|(_, copied)| *copied == Copied::Pages),
                    "{cms:?}: nothing to put into a page"
                );
                assert_eq!(scripted, matches!(way, Way::Element | Way::Box | Way::Link), "{cms:?}");
                let framed = steps.iter().any(|(_, copied)| *copied == Copied::Frames);
                assert_eq!(framed, way == Way::Plain, "{cms:?}: who is left with a link may try a frame");
            }
        }
    }
}
