//! Sets a report, or a volume of it, as a PDF: typst, as a library. What people wrote goes in as data beside the template, so none of it is ever
//! read as markup; the template can read that and nothing else, neither a file nor the network nor the clock.
//!
//! It keeps a processor busy, and memory with it: whoever calls it does so aside, one at a time, and with no more than a volume
//! may have ([`crate::config::PrintLimits`]).

use std::sync::LazyLock;

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Grows whenever the template or the sentences make another PDF of the same report: those that were kept are not good any more.
pub const FORM: u32 = 7;

const TEMPLATE: &str = include_str!("report.typ");
const DATA: &str = "report.json";

/// Libertinus Serif has both scripts, with the forms of letters that Serbian wants.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 3] = [
        include_bytes!("../../../assets/fonts/LibertinusSerif-Regular.otf"),
        include_bytes!("../../../assets/fonts/LibertinusSerif-Bold.otf"),
        include_bytes!("../../../assets/fonts/LibertinusSerif-Italic.otf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// Name and value of a line of a table.
pub type Row = (String, String);

/// A report, or a volume of it, in the words of its reader, ready to be set. What is empty is not shown.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// Its language: `sr`.
    pub lang: String,
    /// Its script: `cyrl`.
    pub script: String,
    /// Whose it is.
    pub place: String,
    /// What it is.
    pub heading: String,
    /// What was consulted on.
    pub title: String,
    /// That it is an exercise, or only a draft.
    pub badge: Option<String>,
    /// Which volume this is, where there are several.
    pub volume: Option<String>,
    /// Where the others are.
    pub volumes: Vec<Way>,
    /// What is known of the consultation.
    pub facts: Vec<Row>,
    /// What the municipality says in its own words, each with what that is called.
    pub texts: Vec<Row>,
    /// What the numbers are called.
    pub numbers_title: String,
    /// The numbers.
    pub numbers: Vec<Group>,
    /// What the sessions are called.
    pub meetings_title: String,
    /// The sessions.
    pub meetings: Vec<String>,
    /// What the comments are called.
    pub comments_title: String,
    /// What is said where there are none.
    pub nothing: Option<String>,
    /// Where the comments on each part of the act stand, if not here: the part, and which they are.
    pub contents: Vec<Row>,
    /// What is said instead of a text that was erased.
    pub erased: String,
    /// What is said by part of the act.
    pub sections: Vec<Section>,
    /// What stands at the foot of every page.
    pub foot: String,
}

/// A way to another volume.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// What it is called.
    pub name: String,
    /// What stands in it.
    pub about: Option<String>,
    /// Its address.
    pub url: String,
}

/// Numbers that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Of what.
    pub title: String,
    /// The numbers.
    pub rows: Vec<Row>,
}

/// What is said about a part of the act.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// What the part is called.
    pub title: String,
    /// What is said.
    pub comments: Vec<Comment>,
}

/// A comment.
#[derive(Clone, Debug, Serialize)]
pub struct Comment {
    /// Its number in the report.
    pub number: usize,
    /// How many others it stands under.
    pub depth: u8,
    /// Who said it.
    pub who: String,
    /// When, and how it came.
    pub when: String,
    /// Its language: `sr`.
    pub lang: String,
    /// What was said; nothing where it was erased.
    pub text: Option<String>,
    /// What becomes of it, and why.
    pub answer: Option<Row>,
}

/// Why a report was not set.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    /// The template does not fit the data.
    #[error("the report could not be set: {0}")]
    Template(String),
    /// The data is none.
    #[error("the report could not be written down")]
    Data(#[from] serde_json::Error),
}

impl NotSet {
    fn of(errors: &[SourceDiagnostic]) -> Self {
        Self::Template(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
    }
}

/// The report as a PDF that a screen reader can read (PDF/UA-1).
///
/// # Errors
/// See [`NotSet`].
pub fn pdf(sheet: &Sheet, ident: &str, made_at: DateTime<Utc>) -> Result<Vec<u8>, NotSet> {
    let desk = Desk::with(drawable(&serde_json::to_string(sheet)?).into_bytes())?;
    let set = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| NotSet::of(&errors));
    let made = set.and_then(|document| {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
        let standards = standards.map_err(|error| NotSet::Template(error.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            creator: Smart::Custom(Some("Javno".into())),
            timestamp: instant(made_at),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| NotSet::of(&errors))
    });
    // What it remembers for a document that is set again and again is of no use to us.
    comemo::evict(0);
    made
}

/// The same with a box for each letter that no font here has: the standard takes no document with one that is missing, and one
/// smiling face must not keep everybody from the print.
fn drawable(json: &str) -> String {
    let drawn = |c: char| FONTS.iter().any(|font| font.info().coverage.contains(c.into()));
    let unseen = |c: char| matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
    let drawable = |c: char| if c.is_ascii() || drawn(c) { c } else { '□' };
    json.chars().filter(|&c| !unseen(c)).map(drawable).collect()
}

fn instant(at: DateTime<Utc>) -> Option<Timestamp> {
    let small = |n: u32| u8::try_from(n).unwrap_or_default();
    let day = (at.year(), small(at.month()), small(at.day()));
    let hour = (small(at.hour()), small(at.minute()), small(at.second()));
    let at = Datetime::from_ymd_hms(day.0, day.1, day.2, hour.0, hour.1, hour.2)?;
    Some(Timestamp::new_utc(at))
}

/// All that the template can see.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    main: Source,
    data: (FileId, Bytes),
}

impl Desk {
    fn with(data: Vec<u8>) -> Result<Self, NotSet> {
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            main: Source::new(named("report.typ")?, TEMPLATE.to_owned()),
            data: (named(DATA)?, Bytes::new(data)),
        })
    }
}

fn named(name: &str) -> Result<FileId, NotSet> {
    let path = VirtualPath::new(name).map_err(|error| NotSet::Template(format!("{error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_no_font_has_keeps_nobody_from_the_print() {
        assert_eq!(drawable("Подржавам 👍🏽 ■■■■ ђ\u{FE0F}"), "Подржавам □ ■■■■ ђ");
        let comment = Comment {
            number: 1,
            depth: 0,
            who: "Ана 👩‍👧".into(),
            when: "5. 8. 2026.".into(),
            lang: "sr".into(),
            text: Some("Подржавам 👍 ■■■■ 漢字".into()),
            answer: Some(("Одговор".into(), "Хвала 🙂".into())),
        };
        let row = || ("Ред".to_owned(), "Вриједност".to_owned());
        let sheet = Sheet {
            lang: "sr".into(),
            script: "cyrl".into(),
            place: "Требиње".into(),
            heading: "Извјештај".into(),
            title: "Нацрт".into(),
            badge: None,
            volume: Some("Дио 2 од 3".into()),
            volumes: vec![
                Way { name: "Дио 1 од 3".into(), about: None, url: "https://javno.example/1.pdf".into() },
                Way {
                    name: "Дио 3 од 3".into(),
                    about: Some("коментари 1–2".into()),
                    url: "https://javno.example/3.pdf".into(),
                },
            ],
            facts: vec![row()],
            texts: vec![row(), row()],
            numbers_title: "Бројеви".into(),
            numbers: vec![Group { title: "Група".into(), rows: vec![row()] }],
            meetings_title: "Састанци".into(),
            meetings: vec!["Сала".into()],
            comments_title: "Коментари".into(),
            nothing: Some("Ништа".into()),
            contents: vec![row(), row()],
            erased: "Избрисано".into(),
            sections: vec![Section { title: "Члан 1.".into(), comments: vec![comment] }],
            foot: "Јавно".into(),
        };
        let made = pdf(&sheet, "con_1", "2026-11-24T10:00:00Z".parse().expect("an instant")).expect("a print");
        assert!(made.starts_with(b"%PDF"));
    }
}
