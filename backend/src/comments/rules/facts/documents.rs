//! The documents of a consultation in its log: what is said of each, and every file that it has been. So a document that is
//! replaced leaves the old one in the list, and one that was replaced without a word is found.

use chrono::{DateTime, NaiveDate, Utc};
use entities::{consultation_document, consultation_file};
use sea_orm::ActiveEnum as _;
use serde::{Deserialize, Serialize};

use super::{Fault, said};
use crate::comments::rules::texts::Wording;
use crate::ledger::Fingerprint;

/// A document, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Which, `cdoc_…`.
    pub document: String,
    /// Of what is said of it: [`About`].
    pub about: Fingerprint,
    /// Of each file that it has been, first to last; the last one holds: [`File`].
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub files: Vec<Fingerprint>,
}

/// A document as everybody reads it: what is held against that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Which.
    pub document: String,
    /// What is said of it: an [`About`] as JSON.
    pub about: String,
    /// Each file that it has been: a [`File`] as JSON.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub files: Vec<String>,
}

/// What is said of a document: what the log has the hash of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it is, such as `draft`.
    pub role: String,
    /// Its name.
    pub name: Wording,
    /// Where it can be had, where that is elsewhere.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// The media type of what lies elsewhere.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub media_type: Option<String>,
    /// Its size in bytes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub size_bytes: Option<i64>,
    /// Grows when it is replaced.
    pub version: i32,
    /// When the present version replaced the one before.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub replaced_on: Option<NaiveDate>,
}

/// A file that a document is or was: what the log has the hash of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Which, `cfile_…`.
    pub file: String,
    /// First, second… version, from 1.
    pub version: i32,
    /// What it is called.
    pub name: String,
    /// What it is, such as `application/pdf`.
    pub media_type: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// When it came.
    pub uploaded_at: DateTime<Utc>,
    /// When the next one replaced it; none for the one that holds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub replaced_at: Option<DateTime<Utc>>,
}

/// The documents that are on the list, in their order.
pub(super) fn all(
    documents: &[consultation_document::Model],
    files: &[consultation_file::Model],
) -> Result<Vec<Shown>, serde_json::Error> {
    let mut listed: Vec<_> = documents.iter().filter(|row| row.removed_on.is_none()).collect();
    listed.sort_by_key(|row| (row.position, row.id));
    listed.into_iter().map(|row| Shown::of(row, files)).collect()
}

/// Holds what is shown against what was recorded: how many things fit, and what is wrong.
pub(super) fn against(recorded: &[Recorded], shown: &[Shown]) -> (u64, Vec<Fault>) {
    let (mut fit, mut faults, mut left) = (0, Vec::new(), recorded.iter().collect::<Vec<_>>());
    let mut others = false;
    for is in shown {
        match left.iter().position(|was| was.document == is.document) {
            Some(at) => {
                let (more, wrong) = left.remove(at).against(is);
                fit += more;
                faults.extend(wrong);
            }
            None => {
                faults.push(Fault::Unrecorded(is.called()));
                others = true;
            }
        }
    }
    others |= !left.is_empty();
    faults.extend(left.iter().map(|was| Fault::Missing(format!("the document {}", was.document))));
    let was = recorded.iter().map(|one| &one.document);
    if !others && was.ne(shown.iter().map(|one| &one.document)) {
        faults.push(Fault::Published("the documents of the consultation, their order".to_owned()));
    }
    (fit, faults)
}

impl Shown {
    fn of(row: &consultation_document::Model, files: &[consultation_file::Model]) -> Result<Self, serde_json::Error> {
        let about = About {
            role: row.role.to_value(),
            name: Wording::of(&row.name),
            url: row.url.clone(),
            media_type: row.media_type.clone(),
            size_bytes: row.size_bytes,
            version: row.version,
            replaced_on: row.replaced_on,
        };
        let mut its: Vec<_> = files.iter().filter(|file| file.document_id == row.id).collect();
        its.sort_by_key(|file| (file.version, file.id));
        let files = its.into_iter().map(|file| said(&File::of(file))).collect::<Result<_, _>>()?;
        Ok(Self { document: row.id.to_string(), about: said(&about)?, files })
    }

    fn called(&self) -> String {
        let named = serde_json::from_str::<About>(&self.about);
        named.map_or_else(
            |_| format!("the document {}", self.document),
            |about| format!("the document “{}”", about.name.text),
        )
    }
}

impl File {
    fn of(row: &consultation_file::Model) -> Self {
        Self {
            file: row.id.to_string(),
            version: row.version,
            name: row.name.clone(),
            media_type: row.media_type.clone(),
            size_bytes: row.size_bytes,
            sha256: row.sha256.clone(),
            uploaded_at: row.uploaded_at,
            replaced_at: row.replaced_at,
        }
    }
}

impl Recorded {
    /// What is recorded when this is shown.
    #[must_use]
    pub fn of(shown: &Shown) -> Self {
        Self {
            document: shown.document.clone(),
            about: Fingerprint::of(&shown.about),
            files: shown.files.iter().map(|file| Fingerprint::of(file)).collect(),
        }
    }

    fn against(&self, shown: &Shown) -> (u64, Vec<Fault>) {
        let (mut fit, mut faults, name) = (0, Vec::new(), shown.called());
        if self.about == Fingerprint::of(&shown.about) {
            fit += 1;
        } else {
            faults.push(Fault::Published(format!("{name}, what is said of it")));
        }
        for at in 0..self.files.len().max(shown.files.len()) {
            let file = || format!("{name}, its file {}", at + 1);
            match (self.files.get(at), shown.files.get(at)) {
                (Some(was), Some(is)) if *was == Fingerprint::of(is) => fit += 1,
                (Some(_), Some(_)) => faults.push(Fault::Published(file())),
                (Some(_), None) => faults.push(Fault::Missing(file())),
                (None, _) => faults.push(Fault::Unrecorded(file())),
            }
        }
        (fit, faults)
    }
}

#[cfg(test)]
mod tests {
    use entities::{
        ConsultationDocumentId, ConsultationDocumentRole, ConsultationFileId, ConsultationId, Locale, LocalisedText,
        MunicipalityId,
    };

    use super::*;

    type Rows = (Vec<consultation_document::Model>, Vec<consultation_file::Model>);

    fn document(position: i32, name: &str) -> consultation_document::Model {
        consultation_document::Model {
            id: ConsultationDocumentId::new(),
            municipality_id: MunicipalityId::new(),
            consultation_id: ConsultationId::new(),
            position,
            role: ConsultationDocumentRole::Form,
            name: LocalisedText::new(Locale::SrLatn, name),
            url: None,
            media_type: None,
            size_bytes: None,
            version: 1,
            replaced_on: None,
            removed_on: None,
        }
    }

    fn file(of: &consultation_document::Model, version: i32, replaced: bool) -> consultation_file::Model {
        let came: DateTime<Utc> = "2026-11-24T10:00:00Z".parse().expect("an instant");
        consultation_file::Model {
            id: ConsultationFileId::new(),
            municipality_id: of.municipality_id,
            consultation_id: of.consultation_id,
            document_id: of.id,
            version,
            name: "obrazac.pdf".into(),
            media_type: "application/pdf".into(),
            size_bytes: 20,
            sha256: format!("{version:064}"),
            storage_key: "lies here".into(),
            uploaded_at: came,
            replaced_at: replaced.then_some(came),
        }
    }

    /// A form that has had two files, a draft that lies elsewhere, and one that was taken off the list.
    fn rows() -> Rows {
        let (form, mut draft, mut off) = (document(1, "Obrazac"), document(2, "Nacrt"), document(3, "Stari"));
        draft.url = Some("https://grad.example/nacrt.pdf".into());
        off.removed_on = "2026-11-23".parse().ok();
        let files = vec![file(&form, 2, false), file(&form, 1, true), file(&off, 1, false)];
        (vec![draft, form, off], files)
    }

    fn shown((documents, files): &Rows) -> Vec<Shown> {
        all(documents, files).expect("JSON")
    }

    fn found(change: impl FnOnce(&mut Rows)) -> Vec<String> {
        let mut rows = rows();
        let recorded: Vec<_> = shown(&rows).iter().map(Recorded::of).collect();
        change(&mut rows);
        against(&recorded, &shown(&rows)).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_everybody_is_shown_is_recorded_and_nothing_else() {
        let shown = shown(&rows());
        let told: Vec<_> = shown.iter().map(|one| (one.called(), one.files.len())).collect();
        let expected = [("the document “Obrazac”".to_owned(), 2), ("the document “Nacrt”".to_owned(), 0)];
        assert_eq!(told, expected, "in the order of the list, without what was taken off it");
        assert!(shown[0].files[0].contains(r#""version":1,"#) && shown[0].files[0].contains("replaced_at"));
        assert!(shown.iter().flat_map(|one| &one.files).all(|file| !file.contains("lies here")));
        let recorded: Vec<_> = shown.iter().map(Recorded::of).collect();
        let written = serde_json::to_string(&recorded).expect("JSON");
        assert!(!written.contains("Obrazac") && !written.contains("obrazac.pdf"), "only the hash of it: {written}");
        assert_eq!(serde_json::from_str::<Vec<Recorded>>(&written).expect("the same"), recorded);
        assert_eq!(against(&recorded, &shown), (4, Vec::new()), "two documents, two files");
    }

    #[test]
    fn says_which_document_and_which_file_is_another() {
        let (other, gone) = ("what is shown is not what was published", "everybody may read it, and it is not shown");
        let new = "it is shown, and nothing says that it was published";
        assert_eq!(found(|_| {}), Vec::<String>::new());
        let about = [format!("the document “Obrazac”, what is said of it: {other}")];
        assert_eq!(found(|rows| rows.0[1].role = ConsultationDocumentRole::Draft), about);
        assert_eq!(found(|rows| rows.0[1].version = 2), about);
        assert_eq!(found(|rows| rows.0[1].replaced_on = "2026-11-23".parse().ok()), about);
        assert_eq!(found(|rows| rows.0[0].url = None), [format!("the document “Nacrt”, what is said of it: {other}")]);
        for (at, number) in [(1, 1), (0, 2)] {
            let file = [format!("the document “Obrazac”, its file {number}: {other}")];
            assert_eq!(found(|rows| rows.1[at].sha256 = "00".into()), file);
            assert_eq!(found(|rows| rows.1[at].size_bytes = 21), file);
            assert_eq!(found(|rows| rows.1[at].name = "drugi.pdf".into()), file);
        }
        // Nothing says any more that it was replaced; or nothing is left of the one before.
        assert_eq!(
            found(|rows| rows.1[1].replaced_at = None),
            [format!("the document “Obrazac”, its file 1: {other}")]
        );
        assert_eq!(
            found(|rows| drop(rows.1.remove(1))),
            [
                format!("the document “Obrazac”, its file 1: {other}"),
                format!("the document “Obrazac”, its file 2: {gone}")
            ]
        );
        assert_eq!(
            found(|rows| {
                let more = file(&rows.0[0], 1, false);
                rows.1.push(more);
            }),
            [format!("the document “Nacrt”, its file 1: {new}")]
        );
        // It is put back onto the list.
        assert_eq!(found(|rows| rows.0[2].removed_on = None), [format!("the document “Stari”: {new}")]);
        let taken_off = found(|rows| rows.0[1].removed_on = "2026-11-24".parse().ok());
        assert!(taken_off[0].starts_with("the document cdoc_") && taken_off[0].ends_with(gone), "{taken_off:?}");
        assert_eq!(taken_off.len(), 1);
        assert_eq!(
            found(|rows| rows.0[1].position = 4),
            [format!("the documents of the consultation, their order: {other}")]
        );
        // What lies somewhere else is nobody's to know.
        assert_eq!(found(|rows| rows.1[0].storage_key = "lies there".into()), Vec::<String>::new());
    }
}
