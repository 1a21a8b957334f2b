//! Records by which the rules are tried.

use entities::{Locale, LocalisedText, OrganisationContent};

/// One of which nothing is known but what it is called.
pub fn called(name: &str) -> OrganisationContent {
    OrganisationContent { name: Some(LocalisedText::new(Locale::SrLatn, name)), ..OrganisationContent::default() }
}

/// The same, with its tax number.
pub fn with_jib(name: &str, jib: &str) -> OrganisationContent {
    OrganisationContent { jib: Some(jib.into()), ..called(name) }
}
