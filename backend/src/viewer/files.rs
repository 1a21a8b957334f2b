//! Which tables name files, and where those lie.

use entities::{call_file, consultation_file, report_print};
use sea_orm::EntityTrait;

use crate::storage::Shelf;

/// A table whose rows name files. The server may ask which files it names, to sweep up those that nothing does.
pub trait NamesFiles: EntityTrait {
    /// The column with the key of the file.
    const KEY: Self::Column;
    /// Where the files lie.
    const SHELF: Shelf;
}

impl NamesFiles for call_file::Entity {
    const KEY: Self::Column = call_file::Column::StorageKey;
    const SHELF: Shelf = Shelf::CallFiles;
}

impl NamesFiles for report_print::Entity {
    const KEY: Self::Column = report_print::Column::StorageKey;
    const SHELF: Shelf = Shelf::ReportPrints;
}

impl NamesFiles for consultation_file::Entity {
    const KEY: Self::Column = consultation_file::Column::StorageKey;
    const SHELF: Shelf = Shelf::ConsultationFiles;
}
