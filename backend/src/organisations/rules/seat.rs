//! What stands in a cell or a field of the seat: the name of a place, and often the street and the number in it. The place is
//! for everybody; where in it somebody lives is not.

use entities::{LocalisedText, OrganisationContent};

/// Whether a word is the number of a post office, as it stands before or behind the name of its town.
fn is_post_code(word: &str) -> bool {
    word.chars().filter(char::is_ascii_digit).count() == 5 && !word.contains(['/', '.'])
}

/// A part with the number of its post office in one word: `71 000` is written as often as `71000`.
fn joined(part: &str) -> String {
    let digits = |word: &str, count: usize| word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words: Vec<String> = Vec::new();
    for word in part.split_whitespace() {
        match words.last_mut() {
            Some(last) if digits(last.as_str(), 2) && digits(word, 3) => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

/// Whether words name a street: there is a number among them that is no post office's, or `bb`, or they say so.
fn is_street(part: &str) -> bool {
    // `b. b.` is written as often as `b.b.`.
    let lower = part.to_lowercase().replace("b. b", "b.b").replace("б. б", "б.б");
    let mut words = lower.split_whitespace().map(|word| word.trim_matches(['.', '(', ')']));
    words.any(|word| {
        (word.contains(|c: char| c.is_ascii_digit()) && !is_post_code(word))
            || matches!(word, "bb" | "b.b" | "бб" | "б.б" | "ul" | "ulica" | "ул" | "улица")
            || word.starts_with("ul.")
            || word.starts_with("ул.")
    })
}

/// The place and the street of a seat, each where there is one. What names no street stays as it is written.
#[must_use]
pub fn seat_and_street(text: &str) -> (Option<String>, Option<String>) {
    let parts = text.split([',', ';', '\n']).map(joined).filter(|part| !part.is_empty());
    let (streets, places): (Vec<_>, Vec<_>) = parts.partition(|part| is_street(part));
    if streets.is_empty() {
        return (Some(text.to_owned()), None);
    }
    let place = |part: String| part.split_whitespace().filter(|word| !is_post_code(word)).collect::<Vec<_>>().join(" ");
    let places: Vec<_> = places.into_iter().map(place).filter(|place| !place.is_empty()).collect();
    ((!places.is_empty()).then(|| places.join(", ")), Some(streets.join(", ")))
}

/// Takes a street out of the seat, where everybody would read it, and puts it where officials alone do: it is the address, to
/// which nobody has agreed; where another one stands there, the seat as it was written is among their notes. Nothing is lost.
pub fn part(content: &mut OrganisationContent) {
    let Some(seat) = &content.seat else { return };
    let parted: Vec<_> = seat.all().map(|one| (one, seat_and_street(&one.text))).collect();
    let street = parted.iter().find_map(|(one, (_, street))| Some((one.locale, &one.text, street.clone()?)));
    let Some((locale, written, street)) = street else { return };
    match &content.address {
        None => {
            content.address = Some(LocalisedText::new(locale, street));
            content.address_public = false;
        }
        Some(address) if address.original.text == street => {}
        Some(_) => note(&mut content.internal_note, written),
    }
    let places = parted.into_iter().filter_map(|(one, (place, _))| Some((one.locale, place?)));
    content.seat = places.fold(None, |seat: Option<LocalisedText>, (locale, place)| {
        Some(match seat {
            Some(seat) => seat.with(locale, place),
            None => LocalisedText::new(locale, place),
        })
    });
}

/// Puts a text behind what officials noted, unless it stands there.
fn note(noted: &mut Option<String>, text: &str) {
    match noted {
        Some(noted) if noted.contains(text) => {}
        Some(noted) => *noted = format!("{noted}\n{text}"),
        None => *noted = Some(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use entities::{Locale, LocalisedText, OrganisationContent};

    use super::{part, seat_and_street};

    #[test]
    fn a_street_in_the_seat_is_an_address_that_nobody_agreed_to_and_nothing_is_lost() {
        let text = |text: &str| LocalisedText::new(Locale::SrLatn, text);
        // Seat, address and whether it is for everybody, note; and the same as they are then.
        for (seat, address, public, note, expected) in [
            ("Trebinje", Some("Trg 1"), true, None, (Some("Trebinje"), Some("Trg 1"), true, None)),
            ("Trg 1, Trebinje", None, false, None, (Some("Trebinje"), Some("Trg 1"), false, None)),
            // What was agreed to was another one, or none.
            ("Trg 1, Trebinje", None, true, None, (Some("Trebinje"), Some("Trg 1"), false, None)),
            ("Trg 1, Trebinje", Some("Trg 1"), true, None, (Some("Trebinje"), Some("Trg 1"), true, None)),
            (
                "Trg 1, Trebinje",
                Some("Obala 9"),
                true,
                None,
                (Some("Trebinje"), Some("Obala 9"), true, Some("Trg 1, Trebinje")),
            ),
            (
                "Trg 1, Trebinje",
                Some("Obala 9"),
                true,
                Some("Zvati."),
                (Some("Trebinje"), Some("Obala 9"), true, Some("Zvati.\nTrg 1, Trebinje")),
            ),
            ("Teslić Karađorđeva 12a", None, false, None, (None, Some("Teslić Karađorđeva 12a"), false, None)),
        ] {
            let mut content = OrganisationContent {
                seat: Some(text(seat)),
                address: address.map(text),
                address_public: public,
                internal_note: note.map(str::to_owned),
                ..OrganisationContent::default()
            };
            part(&mut content);
            let words = |text: &Option<LocalisedText>| text.as_ref().map(|text| text.original.text.clone());
            let (place, street) = (words(&content.seat), words(&content.address));
            let found = (place.as_deref(), street.as_deref(), content.address_public, content.internal_note.as_deref());
            assert_eq!(found, expected, "{seat} {address:?} {public} {note:?}");
            let once = content.clone();
            part(&mut content);
            assert_eq!(content, once, "there is nothing left to part");
        }
    }

    #[test]
    fn a_street_in_another_wording_of_the_seat_is_taken_out_too() {
        let seat = LocalisedText::new(Locale::SrLatn, "Trebinje").with(Locale::SrCyrl, "Требиње, Трг 1");
        let mut content = OrganisationContent { seat: Some(seat), ..OrganisationContent::default() };
        part(&mut content);
        let place = LocalisedText::new(Locale::SrLatn, "Trebinje").with(Locale::SrCyrl, "Требиње");
        assert_eq!(content.seat, Some(place));
        assert_eq!(content.address, Some(LocalisedText::new(Locale::SrCyrl, "Трг 1")));
    }

    #[test]
    fn the_street_is_told_from_the_place() {
        for (text, place, street) in [
            ("Trebinje", Some("Trebinje"), None),
            ("89101 Trebinje", Some("89101 Trebinje"), None),
            ("71 000 Sarajevo", Some("71 000 Sarajevo"), None),
            ("Trg 1, 78 000 Banja Luka", Some("Banja Luka"), Some("Trg 1")),
            ("Istočno Sarajevo, Pale", Some("Istočno Sarajevo, Pale"), None),
            ("Vuka Karadžića 5, Trebinje", Some("Trebinje"), Some("Vuka Karadžića 5")),
            ("Trebinje, Vuka Karadžića 5", Some("Trebinje"), Some("Vuka Karadžića 5")),
            ("Вука Караџића бб, 89101 Требиње", Some("Требиње"), Some("Вука Караџића бб")),
            ("Svetosavska b.b.\nBiH-74260 Tešanj", Some("Tešanj"), Some("Svetosavska b.b.")),
            ("Ul. Kralja Petra, Brod", Some("Brod"), Some("Ul. Kralja Petra")),
            ("ul.Kralja Petra, Brod", Some("Brod"), Some("ul.Kralja Petra")),
            ("Брод, ул.Краља Петра", Some("Брод"), Some("ул.Краља Петра")),
            ("Svetosavska b. b., Trebinje", Some("Trebinje"), Some("Svetosavska b. b.")),
            ("Светосавска Б. Б., Требиње", Some("Требиње"), Some("Светосавска Б. Б.")),
            ("Trg slobode 1/II; Bijeljina", Some("Bijeljina"), Some("Trg slobode 1/II")),
            // Without a comma nobody can say where the one ends.
            ("Teslić Karađorđeva 12a", None, Some("Teslić Karađorđeva 12a")),
            ("Kod Ane 7", None, Some("Kod Ane 7")),
            // A club is no number.
            ("Bubamara", Some("Bubamara"), None),
        ] {
            assert_eq!(seat_and_street(text), (place.map(str::to_owned), street.map(str::to_owned)), "{text}");
        }
    }
}
