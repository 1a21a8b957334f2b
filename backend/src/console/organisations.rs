//! `javno organisations`: a list as an office has it comes into a directory, or is taken back out of it.

use std::io::Write;
use std::path::PathBuf;

use entities::{Complaint, ImportId, ImportState, RowFate};
use indicatif::{ProgressBar, ProgressStyle};

use crate::app::App;
use crate::error::Error;
use crate::municipalities::types::Municipality;
use crate::organisations::intake::columns::list;
use crate::organisations::store::import::{LONGEST, Plan, Tally, hold, preview, step, tally, undo};
use crate::scope::at_the_console;

/// A list, and where it goes.
#[derive(Clone, Debug, clap::Args)]
pub struct Import {
    /// CSV or XLSX.
    pub file: PathBuf,
    /// Slug of the municipality: `trebinje`.
    #[arg(long)]
    pub municipality: String,
    /// Say what would happen, and change nothing.
    #[arg(long)]
    pub dry: bool,
    /// Take addresses, e-mail and telephones into the directory, where everybody reads them: the organisations publish them
    /// themselves, or have agreed to it.
    #[arg(long)]
    pub publish_contacts: bool,
}

/// An import that is taken back.
#[derive(Clone, Debug, clap::Args)]
pub struct Undo {
    /// Its id, `imp_…`, as it was said.
    pub import: String,
    /// Slug of the municipality.
    #[arg(long)]
    pub municipality: String,
}

/// Imports a list; what became of its rows. Each bad cell is named in `report`.
///
/// # Errors
/// The file cannot be read, there is no such municipality, or the database refused: then the rows before are in, and the
/// import can be taken back.
pub async fn import(app: &App, what: &Import, report: &mut (dyn Write + Send)) -> Result<(ImportId, Tally), Error> {
    let bytes =
        std::fs::read(&what.file).map_err(|error| Error::BadRequest(format!("{}: {error}.", what.file.display())))?;
    let owner = Municipality::named(&app.gate.anyone(), &what.municipality).await?;
    let name = what.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = list(&bytes)?;
    let tx = at_the_console().begin(&app.db, app.clock.now()).await?;
    let plan = Plan { publish_contacts: what.publish_contacts, ..Plan::default() };
    let (import, rows) = preview(&tx, &owner, &name, read, plan).await?;
    if !import.other_sheets.0.is_empty() {
        say(report, &format!("sheets that are not read: {}", import.other_sheets.0.join(", ")))?;
    }
    if import.other_columns > 0 {
        say(report, &format!("columns that are not read, right of the others: {}", import.other_columns))?;
    }
    for (heading, meaning) in import.headings.0.iter().zip(&import.mapping.0) {
        let meaning = meaning.map_or_else(|| "left out".to_owned(), |meaning| format!("{meaning:?}"));
        say(report, &format!("column “{heading}”: {meaning}"))?;
    }
    for row in &rows {
        for Complaint { cell, code, found, refuses, kept } in &row.complaints.0 {
            let what = match (refuses, kept) {
                (true, _) => "REFUSED",
                (_, true) => "doubtful",
                _ => "left out",
            };
            say(report, &format!("{name}!{cell}: {what} {code} “{found}”"))?;
        }
        if row.fate == RowFate::Suspect {
            say(report, &format!("{name}!{}: may be there under another name; left out", row.number))?;
        }
    }
    if import.contacts > 0 {
        let becomes = if import.publish_contacts {
            "they come into the directory, where everybody reads them"
        } else {
            "they are left out; take them with --publish-contacts, if the organisations publish them themselves or have agreed"
        };
        say(report, &format!("rows with an address, e-mail or a telephone: {}; {becomes}", import.contacts))?;
    }
    let counted = tally(&rows);
    let id = import.id;
    if what.dry {
        return Ok((id, counted));
    }
    tx.commit().await?;
    let bar = bar(import.rows_total);
    loop {
        let tx = at_the_console().begin(&app.db, app.clock.now()).await?;
        let held = hold(&tx, id).await?;
        let now = Box::pin(step(&tx, &owner, held, LONGEST)).await?;
        tx.commit().await?;
        bar.set_position(now.rows_done.try_into().unwrap_or_default());
        if now.state == ImportState::Done {
            break;
        }
    }
    bar.finish_and_clear();
    Ok((id, counted))
}

/// Takes an import back; how many organisations were left as they are, because somebody has changed them since.
///
/// # Errors
/// There is no such import, or the database refused.
pub async fn take_back(app: &App, what: &Undo) -> Result<usize, Error> {
    let id: ImportId = what.import.parse()?;
    let owner = Municipality::named(&app.gate.anyone(), &what.municipality).await?;
    let mut kept = 0;
    loop {
        let tx = at_the_console().begin(&app.db, app.clock.now()).await?;
        let import = hold(&tx, id).await?;
        if import.municipality_id != owner.id {
            return Err(Error::NotFound("This import went into another directory.".into()));
        }
        let (now, left) = Box::pin(undo(&tx, import, LONGEST)).await?;
        tx.commit().await?;
        kept += left.changed_since;
        if now.state == ImportState::Undone {
            return Ok(kept);
        }
    }
}

fn say(report: &mut (dyn Write + Send), what: &str) -> Result<(), Error> {
    writeln!(report, "{what}").map_err(Error::internal)
}

fn bar(rows: i32) -> ProgressBar {
    let bar = ProgressBar::new(rows.try_into().unwrap_or_default());
    match ProgressStyle::with_template("{bar:40} {pos}/{len} rows  {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
