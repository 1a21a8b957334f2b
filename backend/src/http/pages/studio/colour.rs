//! A colour, and whether one can be read on another (WCAG 2.2, 1.4.3 and 1.4.11).

use std::fmt;

use palette::color_difference::Wcag21RelativeContrast as _;
use palette::{FromColor as _, Oklch, Srgb};

/// Text has to stand out so far from what it is on.
pub(super) const ENOUGH: f32 = 4.5;

/// A colour as a stylesheet writes it: `#1a5fb4`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Colour(Srgb<u8>);

impl Colour {
    pub(super) const BLACK: Self = Self(Srgb::new(0, 0, 0));
    pub(super) const WHITE: Self = Self(Srgb::new(255, 255, 255));

    /// `#1a5fb4` or `#15b`, with or without `#`. Nothing else gets into a page.
    pub(super) fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok().map(Self)
    }

    /// From 1 (the same) to 21 (black on white).
    pub(super) fn contrast(self, other: Self) -> f32 {
        self.0.into_format::<f32>().relative_contrast(other.0.into_format::<f32>())
    }

    /// Black or white, whichever is read better on this.
    pub(super) fn text_on(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::BLACK) { Self::WHITE } else { Self::BLACK }
    }

    /// The nearest lightness of the same colour that can be read on `paper`; itself where it can be read already.
    pub(super) fn readable_on(self, paper: Self) -> Self {
        let darker = paper.text_on() == Self::BLACK;
        let Oklch { l, chroma, hue } = Oklch::from_color(self.0.into_format::<f32>());
        let steps = (0..=100_u8).map(|step| {
            let part = f32::from(step) / 100.0;
            let l = if darker { l * (1.0 - part) } else { l + (1.0 - l) * part };
            Self(Srgb::from_color(Oklch::new(l, chroma * (1.0 - part), hue)).into_format())
        });
        let enough = |one: &Self| one.contrast(paper) >= ENOUGH;
        std::iter::once(self).chain(steps).find(enough).unwrap_or_else(|| paper.text_on())
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0.red, self.0.green, self.0.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::{Colour, ENOUGH};

    fn colour(text: &str) -> Colour {
        Colour::read(text).expect("a colour")
    }

    #[test]
    fn contrasts_are_those_of_the_standard() {
        let told = |a, b| format!("{:.2}", colour(a).contrast(colour(b)));
        assert_eq!(told("#000", "#fff"), "21.00");
        assert_eq!(told("#777777", "#ffffff"), "4.48");
        assert_eq!(told("#767676", "#ffffff"), "4.54");
        assert_eq!(told("#fff", "#fff"), "1.00");
    }

    #[test]
    fn what_cannot_be_read_is_moved_as_little_as_needed() {
        for (accent, paper) in
            [("#ffcc00", "#ffffff"), ("#7fb2ff", "#fafafa"), ("#203040", "#000000"), ("#888", "#888")]
        {
            let (accent, paper) = (colour(accent), colour(paper));
            let mended = accent.readable_on(paper);
            assert!(mended.contrast(paper) >= ENOUGH, "{mended} on {paper}");
            assert!(mended.contrast(paper) < ENOUGH * 1.2, "{mended} on {paper} is further than needed");
        }
        assert_eq!(colour("#1a5fb4").readable_on(Colour::WHITE), colour("#1a5fb4"));
    }

    #[test]
    fn only_a_colour_gets_into_a_page() {
        for text in ["", "red", "#12", "#gggggg", "#fff;}body{display:none", "url(https://elsewhere.example)"] {
            assert_eq!(Colour::read(text), None, "{text}");
        }
        assert_eq!(colour(" 1A5FB4 ").to_string(), "#1a5fb4");
    }
}
