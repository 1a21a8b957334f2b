//! Where one goes on when a form has been sent and the page comes anew: a new page begins at its top, and whoever hears it
//! would have to find out by himself what it says now.

use std::cell::Cell;

/// Leads to the first thing that is to be heard, and to no other: a page has one focus. What is asked in the order in which
/// it stands is led to in that order.
#[derive(Debug, Default)]
pub(super) struct Lead(Cell<bool>);

impl Lead {
    /// Whether the page opens here: this is to be heard, and nothing before it was.
    pub(super) fn to(&self, heard: bool) -> bool {
        heard && !self.0.replace(true)
    }
}

#[cfg(test)]
mod tests {
    use super::Lead;

    #[test]
    fn the_first_of_what_is_to_be_heard_is_led_to_and_no_other() {
        let lead = Lead::default();
        assert_eq!([false, true, false, true].map(|heard| lead.to(heard)), [false, true, false, false]);
    }
}
