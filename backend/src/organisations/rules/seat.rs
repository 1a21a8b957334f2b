//! What stands in a cell or a field of the seat: the name of a place, and often the street and the number in it. The place is
//! for everybody; where in it somebody lives is not.

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

#[cfg(test)]
mod tests {
    use super::seat_and_street;

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
