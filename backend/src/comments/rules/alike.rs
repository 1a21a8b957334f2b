//! Which comments say nearly the same: copies of one letter in which everybody changes his street. Pure.
//!
//! A text is taken as the set of its runs of three words, blind to script, and of that set a few numbers are kept such that two
//! texts share one the sooner, the more runs they share (MinHash with locality-sensitive hashing: Broder 1997, Indyk and Motwani
//! 1998). So what is like a comment is found by an index, however many comments there are.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::locale::fold::fold;

/// So many words in a run.
const RUN: usize = 3;
/// So many numbers of a text are kept.
pub const BANDS: usize = 5;
/// Each is made of so many least hashes. With five of four, texts that share nine runs of ten share a number nearly surely
/// (0.99), those that share eight in 93 of 100 cases, half in 28, three in 4.
const ROWS: usize = 4;

/// The numbers of a text, each with its place. Two texts that share one say nearly the same; a text of no words has none.
#[must_use]
pub fn bands(text: &str) -> Vec<Vec<u8>> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let runs: BTreeSet<String> = match words.len() {
        0 => return Vec::new(),
        // Too short for a run: as a whole.
        few if few < RUN => BTreeSet::from([words.join(" ")]),
        _ => words.windows(RUN).map(|run| run.join(" ")).collect(),
    };
    let mut least = [[u64::MAX; ROWS]; BANDS];
    for run in runs {
        let (mut hash, step) = two(&run);
        for at in least.iter_mut().flatten() {
            *at = hash.min(*at);
            hash = hash.wrapping_add(step);
        }
    }
    least.iter().enumerate().map(|(place, rows)| band(place, rows)).collect()
}

/// Two numbers of a run, of which all others are made: the first, and the step to the next.
fn two(run: &str) -> (u64, u64) {
    let hash = Sha256::digest(run.as_bytes());
    let number = |at: usize| hash[at..at + 8].iter().fold(0, |all, byte| (all << 8) | u64::from(*byte));
    (number(0), number(8) | 1)
}

fn band(place: usize, rows: &[u64; ROWS]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for row in rows {
        hash.update(row.to_be_bytes());
    }
    let mut band = vec![u8::try_from(place).unwrap_or(u8::MAX)];
    band.extend_from_slice(&hash.finalize()[..8]);
    band
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(one: &str, other: &str) -> usize {
        let other = bands(other);
        bands(one).iter().filter(|band| other.contains(band)).count()
    }

    const LETTER: &str = "Poštovani, protivim se odluci o zabrani saobraćaja u centru grada jer će stanovnici {street} ostati \
        bez pristupa svojim kućama, a trgovci bez kupaca. Tražim da se član 12. briše i da se prije odluke napravi studija \
        o saobraćaju, kao što zakon nalaže. Predlažem i da se izgradi parking kod stadiona prije nego što se išta zabrani.";

    fn letter(street: &str) -> String {
        LETTER.replace("{street}", street)
    }

    #[test]
    fn what_differs_in_script_and_marks_alone_is_the_same() {
        for (one, other) in
            [("Члан 12. треба БРИСАТИ!", "clan 12 treba brisati"), ("Да", "da."), ("Слажем се", "slažem  se")]
        {
            assert_eq!(shared(one, other), BANDS, "{one}");
        }
    }

    #[test]
    fn copies_of_a_letter_are_found_though_each_names_another_street() {
        let first = letter("Dositejeve ulice");
        let streets =
            ["Jovana Dučića", "Vuka Karadžića", "naselja Tini", "Gorice", "Starog grada", "Hrupjela", "Zasada"];
        for street in streets {
            assert!(shared(&first, &letter(street)) > 0, "{street}");
        }
    }

    #[test]
    fn what_says_something_else_is_not_found() {
        let others = [
            "Podržavam odluku o zabrani saobraćaja u centru grada, predlažem samo duži prelazni rok za trgovce.",
            "Član 12. treba dopuniti: vozila hitne pomoći i vatrogasaca moraju imati pristup u svako doba.",
            "Protivim se odluci.",
            "Da",
            "Poštovani, predlažem da se član 5. izmijeni tako da radno vrijeme bašta bude do 23 časa.",
        ];
        for (at, one) in others.iter().enumerate() {
            assert_eq!(shared(one, &letter("Gorice")), 0, "{one}");
            for other in &others[..at] {
                assert_eq!(shared(one, other), 0, "{one} / {other}");
            }
        }
        assert_eq!(bands(" … "), Vec::<Vec<u8>>::new());
    }

    #[test]
    fn the_numbers_of_a_text_stay_what_they_are() {
        // They lie in databases: another way of counting would find no older copies.
        let told: Vec<String> = bands("Члан 12. треба брисати").iter().map(|band| in_hex(band)).collect();
        assert_eq!(
            told,
            [
                "00d9568e12f5c711cb",
                "01929a4ac7c21c191d",
                "0274f988e34e6bb51a",
                "0329b2a1e9f7508295",
                "04e102ab8c64e63b11",
            ]
        );
    }

    fn in_hex(band: &[u8]) -> String {
        band.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
