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
use crate::organisations::rules::{form_of, jib};
use crate::scalars::web_address;
use crate::table::faults::Faults;

/// The longest name, in characters.
const NAME: usize = 300;

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
            match meaning {
                ColumnMeaning::Status => status = row.status(column, cell),
                ColumnMeaning::StatusUntil => until = row.day(column, cell),
                meaning => row.take(column, cell, meaning),
            }
        }
    }
    if let Some(kind) = status {
        row.content.statuses =
            vec![StatusContent { kind, valid_from: None, valid_until: until, act: None, act_url: None }];
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
            ColumnMeaning::Seat => self.content.seat = Some(self.text(cell)),
            ColumnMeaning::Address => self.content.address = Some(self.text(cell)),
            ColumnMeaning::Territory => self.content.territory = Some(self.text(cell)),
            ColumnMeaning::Founded => self.content.founded = self.year(column, cell),
            ColumnMeaning::RegisteredOn => self.content.registered_on = self.day(column, cell),
            ColumnMeaning::Phone => {
                let digits = cell.chars().filter(char::is_ascii_digit).count();
                // Where a word stands beside the number, it is somebody's name, and his own number.
                let named = cell.split(|c: char| !c.is_alphabetic()).any(|word| {
                    let word = word.to_lowercase();
                    !word.is_empty()
                        && !["tel", "telefon", "fax", "faks", "mob", "lok", "тел", "факс", "моб"].contains(&&*word)
                });
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
        let folded = fold(cell);
        let is = |stem: &str| folded.contains(&format!(" {stem}"));
        if is("javn") {
            Some(InterestKind::Public)
        } else if is("lokaln") || is("opst") || is("grad") || is("interes") || folded.trim() == "da" {
            Some(InterestKind::Local)
        } else {
            if folded.trim() != "ne" {
                self.faults.complain(column, "status_unknown", cell, false);
            }
            None
        }
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
    use super::area_of;
    use crate::municipalities::types::Area;

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
