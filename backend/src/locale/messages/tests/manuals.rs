//! What the manuals for officials and webmasters call a button or a part of the desk is what stands there.

use entities::Locale;

use super::glossary::{bare, desk};
use super::{keys, texts};
use crate::locale::messages::Messages;

/// The manuals that name what is on the screen, which they set in italics; the first of these only says so.
const MANUALS: [(Locale, &str, Option<&str>); 3] = [
    (Locale::En, include_str!("../../../../../docs/desk.md"), Some("italics")),
    (Locale::SrLatn, include_str!("../../../../../docs/desk.sr-Latn.md"), Some("kosim slovima")),
    (Locale::SrLatn, include_str!("../../../../../docs/embedding.sr-Latn.md"), None),
];

#[test]
fn a_manual_names_what_is_on_the_screen() {
    for (locale, manual, said) in MANUALS {
        let messages = Messages::of(locale);
        let mut on_screen: Vec<_> = desk(locale).values().map(|text| bare(text)).collect();
        on_screen.extend(keys(messages).iter().flat_map(|key| texts(messages, key)).map(bare));
        let named: Vec<_> = manual.split('*').skip(1).step_by(2).filter(|name| Some(*name) != said).collect();
        assert!(named.len() > 2, "{locale:?}: names are in italics");
        for name in named {
            assert!(on_screen.contains(&bare(name)), "{name:?} is nowhere in {locale:?}");
        }
    }
}
