//! `javno import FILE…`: municipalities, calls, consultations and organisations from JSON.
//!
//! A file is read row by row, so its size does not matter; what is wrong with a row is said at once, with its line. All
//! files go into one transaction: whatever stops the import (broken JSON, a wrong type, a full disk) leaves the
//! database as it was.
//!
//! Rows are written in the order of the files, which is anybody's, and held from then on. So one import waits for the other:
//! else two with the same rows in opposite order would wait for each other. The logs of consultations, which whoever comments and
//! decides holds too, are written last and in the order of their ids, as everybody holds more than one.

mod read;

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use entities::{ConsultationId, LocalisedText, MunicipalityId, municipality};
use indicatif::{ProgressBar, ProgressStyle};
use sea_orm::{ConnectionTrait as _, DbBackend};
use tokio::sync::mpsc;

use self::read::{Fault, FileKind, Row};
use crate::app::App;
use crate::calls::intake::CallRow;
use crate::calls::intake::written::WrittenRow;
use crate::consultations::intake::ConsultationRow;
use crate::consultations::intake::written::WrittenRow as WrittenConsultation;
use crate::consultations::store::save::Untold;
use crate::edited::{EditedText, required};
use crate::error::Error;
use crate::locale::fold::fold;
use crate::locale::written_in;
use crate::municipalities::intake::{MunicipalityRow, shared_areas};
use crate::municipalities::rules::settings::left_to_itself;
use crate::municipalities::types::Saved;
use crate::organisations::intake::OrganisationRow;
use crate::remarks::{Refusal, Remark, RemarkKind};
use crate::scalars::LocaleTag;
use crate::scope::{Operator, Tx, at_the_console};
use crate::{calls, consultations, municipalities, organisations};

/// The lock of whoever imports. Any number will do that nobody else in the database uses.
const IMPORTING: i64 = 0x6a61_766e_6f05;

/// Why nothing was imported. The database is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be opened or read.
    #[error("{file}: {source}. Nothing was changed.")]
    File {
        /// Which file.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is not what an import takes.
    #[error("{file}:{fault} Nothing was changed.")]
    Content {
        /// Which file.
        file: String,
        /// Where and what.
        fault: Fault,
    },
    /// The database refused.
    #[error("The database refused: {0}. Nothing was changed.")]
    Database(#[from] Error),
    /// The report could not be written.
    #[error("The report cannot be written: {0}. Nothing was changed.")]
    Report(#[from] std::io::Error),
}

/// How files are imported.
#[derive(Clone, Copy, Debug, Default)]
pub struct How<'a> {
    /// Why published calls are changed that a desk's files change; everybody reads it beside what became of what.
    pub reason: Option<&'a str>,
    /// Whether e-mail addresses of organisations come into the directory, where everybody reads them. Nobody asked those whose
    /// they are, so they do not unless somebody says that they are published ones.
    pub publish_contacts: bool,
}

/// What an import did, over all files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows that were not there before.
    pub new: usize,
    /// Rows that were there and differed.
    pub changed: usize,
    /// Rows that were there just so.
    pub same: usize,
    /// Rows that were not taken.
    pub refused: usize,
    /// Fields that were put right.
    pub repaired: usize,
    /// Fields that the source does not have.
    pub missing: usize,
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { new, changed, same, refused, repaired, missing } = self;
        write!(f, "{new} new, {changed} changed, {same} unchanged, {refused} refused; ")?;
        write!(f, "{repaired} repairs, {missing} facts missing at the source")
    }
}

/// Imports the files, municipalities before calls, and writes what is to be said about each row to `report`.
///
/// # Errors
/// See [`ImportError`]; then nothing is changed.
pub async fn import(
    app: &App,
    files: &[PathBuf],
    how: How<'_>,
    report: &mut (dyn Write + Send),
) -> Result<Summary, ImportError> {
    let tx = at_the_console().begin(&app.db, app.clock.now()).await?;
    alone(&tx).await?;
    // Whoever waited writes when it is his turn, not when he came: else he would write with a time before those he waited for.
    let tx = tx.at(app.clock.now());
    let mut summary = Summary::default();
    let mut course = Course::default();
    let mut files = files.iter().map(|file| Ok((kind_of(file)?, file))).collect::<Result<Vec<_>, ImportError>>()?;
    // Calls need their municipalities, in whatever order somebody's shell names the files.
    files.sort_by_key(|(kind, _)| *kind != FileKind::Municipalities);
    for (kind, file) in files {
        import_file((&tx, how), file, kind, &mut course, &mut summary, report).await?;
    }
    for untold in course.untold.into_values() {
        untold.record(&tx).await?;
    }
    tx.commit().await?;
    Ok(summary)
}

/// Waits until nobody else imports into this database, however long that takes. SQLite has one writer.
async fn alone(tx: &Tx<Operator>) -> Result<(), Error> {
    let connection = tx.connection();
    if connection.get_database_backend() == DbBackend::Postgres {
        connection.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
        connection.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({IMPORTING})")).await?;
        connection.execute_unprepared("SET LOCAL statement_timeout TO DEFAULT").await?;
    }
    Ok(())
}

/// What all files of one import have in common.
#[derive(Default)]
struct Course {
    /// Where each call and each consultation was read. A second row for the same one would undo the first, at every import
    /// anew.
    seen: HashMap<(MunicipalityId, String), String>,
    /// What the logs of consultations do not say yet, in the order in which they are held.
    untold: BTreeMap<ConsultationId, Untold>,
}

fn kind_of(path: &Path) -> Result<FileKind, ImportError> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|source| ImportError::File { file: name.clone(), source })?;
    read::kind(BufReader::new(file)).map_err(|fault| ImportError::Content { file: name, fault })
}

async fn import_file(
    (tx, how): (&Tx<Operator>, How<'_>),
    path: &Path,
    kind: FileKind,
    course: &mut Course,
    summary: &mut Summary,
    report: &mut (dyn Write + Send),
) -> Result<(), ImportError> {
    let name = path.display().to_string();
    let in_file = |source| ImportError::File { file: name.clone(), source };
    let file = File::open(path).map_err(in_file)?;
    let bar = progress(&name, file.metadata().map_err(in_file)?.len());

    let (send, mut rows) = mpsc::channel(64);
    let reader = BufReader::with_capacity(1 << 16, bar.wrap_read(file));
    let reading = tokio::task::spawn_blocking(move || match kind {
        FileKind::Municipalities => read::rows::<MunicipalityRow>(reader, &send, Parsed::Municipality),
        FileKind::Calls => read::rows::<CallRow>(reader, &send, Parsed::Call),
        FileKind::Consultations => {
            read::rows::<ConsultationRow>(reader, &send, |row| Parsed::Consultation(Box::new(row)))
        }
        FileKind::Organisations => {
            read::rows::<OrganisationRow>(reader, &send, |row| Parsed::Organisation(Box::new(row)))
        }
        FileKind::Written => read::rows::<WrittenRow>(reader, &send, |row| Parsed::Written(Box::new(row))),
        FileKind::WrittenConsultations => {
            read::rows::<WrittenConsultation>(reader, &send, |row| Parsed::WrittenConsultation(Box::new(row)))
        }
    });
    let mut taker = Taker::new(tx, how).await?;
    let mut taken = Ok(());
    while let Some(Row { line, number, parsed }) = rows.recv().await {
        let label = parsed.label().to_owned();
        let outcome = taker.take(parsed, course, &format!("{name}:{line}")).await;
        let said = match outcome {
            Ok(Ok((saved, remarks))) => {
                summary.count(saved, &remarks);
                remarks.iter().map(ToString::to_string).collect()
            }
            Ok(Err(refusal)) => {
                summary.refused += 1;
                vec![refusal.to_string()]
            }
            Err(error) => {
                taken = Err(error);
                break;
            }
        };
        for sentence in said {
            bar.suspend(|| writeln!(report, "{name}:{line} (row {number}) “{}”: {sentence}", shortened(&label)))?;
        }
    }
    // A reader that still sends stops when nobody listens any more.
    drop(rows);
    let read = reading.await.map_err(|panic| in_file(std::io::Error::other(panic)))?;
    bar.finish_and_clear();
    taken?;
    read.map_err(|fault| ImportError::Content { file: name, fault })
}

impl Summary {
    fn count(&mut self, saved: Saved, remarks: &[Remark]) {
        match saved {
            Saved::New => self.new += 1,
            Saved::Changed => self.changed += 1,
            Saved::Same => self.same += 1,
        }
        self.repaired += remarks.iter().filter(|remark| remark.kind == RemarkKind::Repaired).count();
        self.missing += remarks.iter().filter(|remark| remark.kind == RemarkKind::Missing).count();
    }
}

/// A row of either kind of file.
enum Parsed {
    Municipality(MunicipalityRow),
    Call(CallRow),
    Consultation(Box<ConsultationRow>),
    Written(Box<WrittenRow>),
    WrittenConsultation(Box<WrittenConsultation>),
    Organisation(Box<OrganisationRow>),
}

impl Parsed {
    fn label(&self) -> &str {
        match self {
            Self::Municipality(row) => row.label(),
            Self::Call(row) => row.label(),
            Self::Consultation(row) => row.label(),
            Self::Written(row) => row.label(),
            Self::WrittenConsultation(row) => row.label(),
            Self::Organisation(row) => row.label(),
        }
    }
}

/// Takes rows into the transaction.
struct Taker<'a> {
    tx: &'a Tx<Operator>,
    how: How<'a>,
    areas: Vec<String>,
    municipalities: HashMap<String, municipality::Model>,
}

impl<'a> Taker<'a> {
    async fn new(tx: &'a Tx<Operator>, how: How<'a>) -> Result<Self, ImportError> {
        let areas = shared_areas().iter().map(|area| area.code.clone()).collect();
        let municipalities = municipalities::store::everything(tx).await?;
        let municipalities =
            municipalities.into_iter().flat_map(|row| names(&row).map(move |name| (name, row.clone()))).collect();
        Ok(Self { tx, how, areas, municipalities })
    }

    async fn take(
        &mut self,
        row: Parsed,
        course: &mut Course,
        here: &str,
    ) -> Result<Result<(Saved, Vec<Remark>), Refusal>, ImportError> {
        match row {
            Parsed::Municipality(row) => match row.take() {
                Err(refusal) => Ok(Err(refusal)),
                Ok((row, mut remarks)) => {
                    if let Some(known) = self.municipalities.values().find(|known| known.slug == row.slug) {
                        remarks.extend(left_to_itself(known, &row));
                    }
                    let saved = municipalities::store::save(self.tx, row).await?;
                    Ok(Ok((saved, remarks)))
                }
            },
            Parsed::Written(row) => {
                let Some(owner) = self.municipalities.get(&squeezed(row.municipality())) else {
                    return Ok(Err(nowhere(row.municipality())));
                };
                let saved = match (row.take(owner), self.because(owner)) {
                    (Ok(written), Ok(reason)) => {
                        Box::pin(calls::store::save::save_written(self.tx, owner, written, reason.as_ref())).await
                    }
                    (Err(error), _) | (_, Err(error)) => Err(error),
                };
                match saved {
                    Ok(saved) => Ok(Ok(saved)),
                    Err(error) => Ok(Err(Refusal::of(error)?)),
                }
            }
            Parsed::WrittenConsultation(row) => {
                let Some(owner) = self.municipalities.get(&squeezed(row.municipality())) else {
                    return Ok(Err(nowhere(row.municipality())));
                };
                let saved = match row.take(owner) {
                    Ok(written) => Box::pin(consultations::store::brought::save(self.tx, owner, written)).await,
                    Err(error) => Err(error),
                };
                match saved {
                    Ok(saved) => Ok(Ok((saved, Vec::new()))),
                    Err(error) => Ok(Err(Refusal::of(error)?)),
                }
            }
            Parsed::Consultation(row) => {
                let Some(owner) = self.municipalities.get(&squeezed(row.municipality())) else {
                    return Ok(Err(nowhere(row.municipality())));
                };
                match row.take(owner, &self.areas) {
                    Err(refusal) => Ok(Err(refusal)),
                    Ok((new, mut remarks)) => {
                        let key = format!("consultation {}", new.consultation.source_key);
                        let known = (new.consultation.municipality_id, key);
                        if let Err(refusal) = course.once(known, here) {
                            return Ok(Err(refusal));
                        }
                        let (saved, kept, untold) =
                            Box::pin(consultations::store::save::save_untold(self.tx, new)).await?;
                        remarks.extend(kept);
                        course.untold.extend(untold.map(|untold| (untold.of(), untold)));
                        Ok(Ok((saved, remarks)))
                    }
                }
            }
            Parsed::Organisation(row) => {
                if row.municipality().is_empty() {
                    return Ok(Err(Refusal::new("municipality", "the row does not say in whose directory it belongs")));
                }
                let Some(owner) = self.municipalities.get(&squeezed(row.municipality())) else {
                    return Ok(Err(nowhere(row.municipality())));
                };
                match row.take(owner, &self.areas, self.how.publish_contacts) {
                    Err(refusal) => Ok(Err(refusal)),
                    Ok((new, mut remarks)) => {
                        let known = (new.municipality_id, format!("organisation {}", new.source_key));
                        if let Err(refusal) = course.once(known, here) {
                            return Ok(Err(refusal));
                        }
                        let (saved, kept) = Box::pin(organisations::store::save::save(self.tx, new)).await?;
                        remarks.extend(kept);
                        Ok(Ok((saved, remarks)))
                    }
                }
            }
            Parsed::Call(row) => {
                let Some(owner) = self.municipalities.get(&squeezed(row.municipality())) else {
                    return Ok(Err(nowhere(row.municipality())));
                };
                match row.take(owner, &self.areas) {
                    Err(refusal) => Ok(Err(refusal)),
                    Ok((new, remarks)) => {
                        let call = (new.call.municipality_id, new.call.source_key.clone());
                        if let Err(refusal) = course.once(call, here) {
                            return Ok(Err(refusal));
                        }
                        let saved = Box::pin(calls::store::save::save(self.tx, new)).await?;
                        Ok(Ok((saved, remarks)))
                    }
                }
            }
        }
    }
}

impl Taker<'_> {
    /// The reason, in the script that its letters are of.
    fn because(&self, owner: &municipality::Model) -> Result<Option<LocalisedText>, Error> {
        let written = |text: &str| {
            let locale = LocaleTag(written_in(text, owner.default_locale));
            required("--reason", EditedText { text: text.to_owned(), locale, overrides: Vec::new() })
        };
        self.how.reason.map(written).transpose()
    }
}

impl Course {
    /// Notes where a row was read, unless another said the same.
    fn once(&mut self, what: (MunicipalityId, String), here: &str) -> Result<(), Refusal> {
        if let Some(there) = self.seen.get(&what) {
            let same = format!("the same title and source as {there}; keep one, or tell them apart");
            return Err(Refusal::new("title", same));
        }
        self.seen.insert(what, here.to_owned());
        Ok(())
    }
}

fn nowhere(name: &str) -> Refusal {
    Refusal::new("municipality", format!("“{name}” is not a municipality here; import it first, or correct its name"))
}

/// How a file may call a municipality: by name, by slug, or with its kind behind it („Brčko distrikt“).
fn names(row: &municipality::Model) -> impl Iterator<Item = String> + use<> {
    let with_kind = format!("{} distrikt", row.name_latin);
    let district = (row.kind == entities::MunicipalityKind::District).then_some(with_kind);
    [Some(row.name_latin.clone()), Some(row.name_cyrillic.clone()), Some(row.slug.clone()), district]
        .into_iter()
        .flatten()
        .map(|name| squeezed(&name))
}

/// „Banjaluka“ and „Banja Luka“ are one.
fn squeezed(name: &str) -> String {
    fold(name).split_whitespace().collect()
}

fn shortened(label: &str) -> String {
    match label.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &label[..end]),
        None => label.to_owned(),
    }
}

fn progress(name: &str, bytes: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg}  {bar:40} {bytes}/{total_bytes}  {eta} left");
    let bar = ProgressBar::new(bytes).with_message(name.to_owned());
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
