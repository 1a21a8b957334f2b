//! From the cells of a row to what is written of an organisation, with everything that is wrong with them. A cell that
//! cannot be taken is left out and named; a row without a name is refused.

use chrono::Datelike as _;
use entities::{
    Activity, ColumnMeaning, Complaint, InterestKind, Locale, LocalisedText, Mapping, OrganisationContent,
    StatusContent, area,
};

use crate::locale::fold::fold;
use crate::locale::written_in;
use crate::mail::Address;
use crate::notices::{ReadDate, date, mended};
use crate::organisations::rules::seat::seat_and_street;
use crate::organisations::rules::{form_of, jib};
use crate::scalars::web_address;
use crate::table::faults::Faults;
use crate::table::{is_cut, is_error};

/// The longest name, in characters.
const NAME: usize = 300;

/// What may stand beside a number and is nobody's name, folded.
const BESIDE_A_NUMBER: &str = "tel telefon telefoni fax faks telefax telefaks fiksni mob mobil mobilni mobitel gsm sms viber \
    whatsapp centrala lok lokal kontakt kancelarija ured kucni broj brojevi br i ili te";

/// What cells are read with.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// What each column holds.
    pub mapping: &'a Mapping,
    /// In what a text in Latin letters is written there.
    pub latin: Locale,
    /// The list of areas.
    pub areas: &'a [area::Model],
}

/// What a row says, and what is wrong with it.
#[must_use]
pub fn read(reading: Reading<'_>, number: i32, cells: &[String]) -> (OrganisationContent, Vec<Complaint>) {
    let mut row = Row { reading, content: OrganisationContent::default(), faults: Faults::of(number) };
    let mut until = None;
    let mut status = None;
    for (column, (cell, meaning)) in cells.iter().zip(&reading.mapping.0).enumerate() {
        if let Some(meaning) = meaning.filter(|_| !cell.is_empty()) {
            if is_cut(cell) {
                row.faults.doubt(column, "cell_cut", cell);
            }
            match meaning {
                _ if is_error(cell) => row.faults.complain(column, "cell_error", cell, false),
                ColumnMeaning::Status => status = row.status(column, cell),
                ColumnMeaning::StatusUntil => until = row.day(column, cell).map(|day| (column, cell, day)),
                meaning => row.take(column, cell, meaning),
            }
        }
    }
    match (status, until) {
        (Some(kind), until) => {
            let valid_until = until.map(|(.., day)| day);
            row.content.statuses =
                vec![StatusContent { kind, valid_from: None, valid_until, act: None, act_url: None }];
        }
        (None, Some((column, cell, _))) => row.faults.complain(column, "status_missing", cell, false),
        (None, None) => {}
    }
    if row.content.name.is_none() {
        let column = reading.mapping.0.iter().position(|meaning| *meaning == Some(ColumnMeaning::Name));
        row.faults.complain(column.unwrap_or_default(), "name_missing", "", true);
    }
    let in_sport = row.content.areas.iter().any(|code| code == "sport");
    if let (None, Some(name)) = (row.content.legal_form, &row.content.name) {
        row.content.legal_form = form_of(&name.original.text, in_sport);
    }
    (row.content, row.faults.into())
}

struct Row<'a> {
    reading: Reading<'a>,
    content: OrganisationContent,
    faults: Faults,
}

impl Row<'_> {
    fn text(&self, cell: &str) -> LocalisedText {
        // What is mended in letters is kept in the text itself (`as_written`).
        mended("cell", written_in(cell, self.reading.latin), cell, &mut Vec::new())
    }

    fn take(&mut self, column: usize, cell: &str, meaning: ColumnMeaning) {
        match meaning {
            ColumnMeaning::Name if fold(cell).is_empty() => {}
            ColumnMeaning::Name if cell.chars().count() > NAME => {
                self.faults.complain(column, "name_too_long", cell, true);
            }
            ColumnMeaning::Name => self.content.name = Some(self.text(&cell.replace('\n', " "))),
            ColumnMeaning::ShortName => self.content.short_name = Some(self.text(cell)),
            ColumnMeaning::LegalForm => {
                self.content.legal_form = form_of(cell, true);
                if self.content.legal_form.is_none() {
                    self.faults.complain(column, "form_unknown", cell, false);
                }
            }
            ColumnMeaning::RegisteringBody => self.content.registering_body = Some(self.text(cell)),
            ColumnMeaning::RegisterNumber => self.content.register_number = Some(cell.to_owned()),
            ColumnMeaning::Jib => match jib(cell) {
                Ok(jib) => {
                    if jib.doubtful {
                        self.faults.doubt(column, "jib_check_digit", cell);
                    }
                    self.content.jib = Some(jib.digits);
                }
                Err(fault) => self.faults.complain(column, fault.code(), cell, false),
            },
            ColumnMeaning::Seat => self.seat(cell),
            ColumnMeaning::Address => self.content.address = Some(self.text(cell)),
            ColumnMeaning::Territory => self.content.territory = Some(self.text(cell)),
            ColumnMeaning::Founded => self.content.founded = self.year(column, cell),
            ColumnMeaning::RegisteredOn => self.content.registered_on = self.day(column, cell),
            ColumnMeaning::Phone => {
                let digits = cell.chars().filter(char::is_ascii_digit).count();
                // Where a word stands beside the number, it is somebody's name, and his own number.
                let folded = fold(cell);
                let mut words = folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
                let named = words.any(|word| !BESIDE_A_NUMBER.split(' ').any(|known| known == word));
                match digits {
                    6..=40 if !named => self.content.phone = Some(cell.to_owned()),
                    _ => self.faults.complain(column, "phone_unreadable", cell, false),
                }
            }
            ColumnMeaning::Email => match cell.parse::<Address>() {
                Ok(address) => self.content.email = Some(address.as_str().to_owned()),
                Err(_) => self.faults.complain(column, "email_unreadable", cell, false),
            },
            ColumnMeaning::Website => {
                let whole = if cell.contains("://") { cell.to_owned() } else { format!("https://{cell}") };
                match web_address(&whole).filter(|url| url.host_str().is_some_and(|host| host.contains('.'))) {
                    Some(url) => self.content.website = Some(url.to_string()),
                    None => self.faults.complain(column, "website_unreadable", cell, false),
                }
            }
            ColumnMeaning::Description => self.content.description = Some(self.text(cell)),
            ColumnMeaning::Areas => self.areas(column, cell),
            ColumnMeaning::Activity => match fold(cell).trim_start() {
                word if ["neaktiv", "ne ", "ugas"].iter().any(|stem| word.starts_with(stem)) || word == "ne" => {
                    self.content.activity = Activity::Dormant;
                }
                word if word.starts_with("aktiv") || word == "da" => self.content.activity = Activity::Active,
                _ => self.faults.complain(column, "activity_unknown", cell, false),
            },
            // A list of an office does not say that the person agreed to be named.
            ColumnMeaning::Representative => self.content.representative = Some(cell.to_owned()),
            ColumnMeaning::Note => self.content.internal_note = Some(cell.to_owned()),
            ColumnMeaning::Status | ColumnMeaning::StatusUntil => {}
        }
    }

    /// The place. A street beside it is an address, which is asked about before everybody reads it; a column of addresses says it
    /// better.
    fn seat(&mut self, cell: &str) {
        let (place, street) = seat_and_street(cell);
        self.content.seat = place.map(|place| self.text(&place));
        if self.content.address.is_none() {
            self.content.address = street.map(|street| self.text(&street));
        }
    }

    fn day(&mut self, column: usize, cell: &str) -> Option<chrono::NaiveDate> {
        match date(cell) {
            ReadDate::Day { day, .. } => Some(day),
            ReadDate::Impossible => {
                self.faults.complain(column, "day_impossible", cell, false);
                None
            }
            ReadDate::NotADate => {
                self.faults.complain(column, "day_unreadable", cell, false);
                None
            }
        }
    }

    fn year(&mut self, column: usize, cell: &str) -> Option<i32> {
        let alone = cell.trim_end_matches('.').parse::<i32>().ok();
        let of_a_day = || match date(cell) {
            ReadDate::Day { day, .. } => Some(day.year()),
            _ => None,
        };
        let year = alone.or_else(of_a_day).filter(|year| (1800..=2200).contains(year));
        if year.is_none() {
            self.faults.complain(column, "year_unreadable", cell, false);
        }
        year
    }

    fn status(&mut self, column: usize, cell: &str) -> Option<InterestKind> {
        interest(cell).unwrap_or_else(|code| {
            self.faults.complain(column, code, cell, false);
            None
        })
    }

    /// A cell may name several areas, in any language of ours, or by their codes.
    fn areas(&mut self, column: usize, cell: &str) {
        for named in cell.split([',', ';', '/', '\n']).filter(|named| !named.trim().is_empty()) {
            match area_of(self.reading.areas, named) {
                Ok(area) => self.content.areas.push(area.code.clone()),
                Err(code) => self.faults.complain(column, code, named.trim(), false),
            }
        }
        self.content.areas.sort_unstable();
        self.content.areas.dedup();
    }
}

/// The status that words give; none where they plainly say that there is none. What denies one status, or says that it ended or
/// is only asked for, does not say which other there is.
fn interest(cell: &str) -> Result<Option<InterestKind>, &'static str> {
    let folded = fold(cell);
    let words: Vec<&str> = folded.split_whitespace().collect();
    // Folded, `nije` is `ne`.
    let denies = |word: &&str| ["ne", "nema", "nemaju", "nisu", "bez"].contains(word);
    let has = |stems: &[&str]| words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    if words.iter().any(denies) {
        let plainly = words.iter().all(|word| denies(word) || ["status", "statusa"].contains(word));
        return if plainly { Ok(None) } else { Err("status_unknown") };
    }
    if has(&["neutvrd", "nepozn", "nejas", "ukin", "oduz", "istek", "izgub", "prest", "odben", "odbio", "zahtev"]) {
        Err("status_unknown")
    } else if has(&["javn"]) {
        Ok(Some(InterestKind::Public))
    } else if has(&["lokaln", "opst", "grad", "interes"]) || words == ["da"] {
        Ok(Some(InterestKind::Local))
    } else {
        Err("status_unknown")
    }
}

/// The area that is called so: by its code, its whole name, or one of the two things that its name joins (`kultura` of
/// `Kultura i umjetnost`), where no other area has that in its name. What only resembles a name is no name: somebody has to
/// say what is meant.
fn area_of<'a>(areas: &'a [area::Model], named: &str) -> Result<&'a area::Model, &'static str> {
    let folded = fold(named);
    let sought = folded.trim();
    let names = |area: &area::Model| -> Vec<String> {
        area.label.all().map(|label| fold(&label.text)).chain([fold(&area.code)]).collect()
    };
    if let Some(area) = areas.iter().find(|area| names(area).iter().any(|name| name.trim() == sought)) {
        return Ok(area);
    }
    let joins = |area: &&area::Model| {
        names(area).iter().any(|name| name.split(" i ").chain(name.split(" and ")).any(|part| part.trim() == sought))
    };
    // The beginning of a word is enough to resemble one.
    let stem: String = sought.chars().take(5).collect();
    let has = |area: &&area::Model| names(area).iter().any(|name| format!(" {name}").contains(&format!(" {stem}")));
    let alike = areas.iter().filter(has).count();
    match areas.iter().find(joins) {
        Some(area) if alike == 1 => Ok(area),
        _ if alike > 0 => Err("area_unclear"),
        _ => Err("area_unknown"),
    }
}

#[cfg(test)]
mod tests {
    use entities::{ColumnMeaning as Column, InterestKind, Locale, Mapping};

    use super::{Reading, area_of, interest, read};
    use crate::municipalities::types::Area;

    /// What is wrong with cells of these columns, in row 7, as `B7 code`; and the statuses that are taken.
    fn wrong_with(columns: &[Column], cells: &[&str]) -> (Vec<String>, Vec<(InterestKind, Option<String>)>) {
        let mapping = Mapping(columns.iter().copied().map(Some).collect());
        let reading = Reading { mapping: &mapping, latin: Locale::SrLatn, areas: Area::shared() };
        let (content, complaints) = read(reading, 7, &cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        let said = complaints.iter().map(|one| format!("{} {}", one.cell, one.code)).collect();
        let day = |day: chrono::NaiveDate| day.to_string();
        (said, content.statuses.iter().map(|one| (one.kind, one.valid_until.map(day))).collect())
    }

    #[test]
    fn a_status_that_is_denied_is_none() {
        for (words, expected) in [
            ("Od javnog interesa", Ok(Some(InterestKind::Public))),
            ("ЈАВНИ ИНТЕРЕС", Ok(Some(InterestKind::Public))),
            ("Lokalni", Ok(Some(InterestKind::Local))),
            ("od interesa za Grad Trebinje", Ok(Some(InterestKind::Local))),
            ("од интереса за општину", Ok(Some(InterestKind::Local))),
            ("da", Ok(Some(InterestKind::Local))),
            ("Ne", Ok(None)),
            ("nije", Ok(None)),
            ("Nema", Ok(None)),
            ("НЕМА СТАТУС", Ok(None)),
            ("bez statusa", Ok(None)),
            // One is denied, and which other there is nobody says.
            ("Nije od javnog interesa", Err("status_unknown")),
            ("Није од јавног, већ од локалног интереса", Err("status_unknown")),
            ("Nema status od interesa", Err("status_unknown")),
            ("Status od javnog interesa ukinut 2021.", Err("status_unknown")),
            ("Odbijen zahtjev za javni interes", Err("status_unknown")),
            ("zlatni", Err("status_unknown")),
        ] {
            assert_eq!(interest(words), expected, "{words}");
        }
    }

    #[test]
    fn the_end_of_a_status_is_not_dropped_unnamed() {
        let columns = [Column::StatusUntil, Column::Name, Column::Status];
        for (cells, wrong, statuses) in [
            (["31.12.2027.", "Klub", "javni"], vec![], vec![(InterestKind::Public, Some("2027-12-31".to_owned()))]),
            (["", "Klub", "javni"], vec![], vec![(InterestKind::Public, None)]),
            (["", "Klub", "ne"], vec![], vec![]),
            (["31.12.2027.", "Klub", ""], vec!["A7 status_missing"], vec![]),
            (["31.12.2027.", "Klub", "ne"], vec!["A7 status_missing"], vec![]),
            (["31.12.2027.", "Klub", "zlatni"], vec!["C7 status_unknown", "A7 status_missing"], vec![]),
            (["uskoro", "Klub", ""], vec!["A7 day_unreadable"], vec![]),
        ] {
            let (said, taken) = wrong_with(&columns, &cells);
            assert_eq!((said.iter().map(String::as_str).collect::<Vec<_>>(), taken), (wrong, statuses), "{cells:?}");
        }
    }

    #[test]
    fn a_cell_that_was_cut_is_named_where_it_is_taken() {
        let (whole, cut) = ("a".repeat(4_000), format!("{}…", "a".repeat(4_000)));
        let columns = [Column::Name, Column::Description, Column::Note];
        assert_eq!(wrong_with(&columns, &["Klub", &whole, &cut]).0, ["C7 cell_cut"]);
    }

    #[test]
    fn a_telephone_is_taken_in_either_script_and_no_name_beside_it() {
        for (cell, taken) in [
            ("059 220 000", true),
            ("telefon: 059/220-000, faks 059 220 001", true),
            ("телефон: 059/220-000, факс 059 220 001", true),
            ("ТЕЛ. 059 220 000 и моб. 065 111 222", true),
            ("mobitel 065 111 222 (Viber)", true),
            ("мобител 065 111 222 или 065 111 223", true),
            ("tel. 059 220 000 lok. 12 i 13", true),
            ("Ranka 065 111 222", false),
            ("тел. 065 111 222 (Ранка)", false),
            ("predsjednik 065 111 222", false),
            ("телефон 059", false),
        ] {
            let (said, _) = wrong_with(&[Column::Name, Column::Phone], &["Klub", cell]);
            let expected: &[&str] = if taken { &[] } else { &["B7 phone_unreadable"] };
            assert_eq!(said, expected, "{cell}");
        }
    }

    #[test]
    fn an_error_of_a_spreadsheet_is_named_and_no_text() {
        let columns = [Column::Name, Column::Seat, Column::Founded, Column::Status];
        let (said, _) = wrong_with(&columns, &["Klub", "#REF!", "#N/A", "#VALUE!"]);
        assert_eq!(said, ["B7 cell_error", "C7 cell_error", "D7 cell_error"]);
        let (said, _) = wrong_with(&columns, &["#NAME?", "#1 u Trebinju", "", ""]);
        assert_eq!(said, ["A7 cell_error", "A7 name_missing"]);
    }

    #[test]
    fn an_area_is_named_and_not_guessed() {
        for (named, expected) in [
            ("Спорт и рекреација", Ok("sport")),
            ("sport", Ok("sport")),
            ("Kultura", Ok("culture")),
            ("умјетност", Ok("culture")),
            ("mladi", Ok("youth_children")),
            ("Ljudska prava", Ok("human_rights_minorities")),
            ("env", Err("area_unclear")),
            ("environment", Ok("environment")),
            // These are in the names of two, or of one and something else is meant.
            ("zaštita", Err("area_unclear")),
            ("Zaštita potrošača", Err("area_unclear")),
            ("Lica", Err("area_unclear")),
            ("sportski ribolov", Err("area_unclear")),
            ("Svemir", Err("area_unknown")),
        ] {
            assert_eq!(area_of(Area::shared(), named).map(|area| area.code.as_str()), expected, "{named}");
        }
    }
}
