//! What the server may ask for keeping house: which files are still somebody's, and nothing else of the rows that say so.

use entities::{AttachedFiles, CallContent, ConsultationContent, comment, consultation, open_call};
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QuerySelect as _};

use super::{As, Housekeeping};
use crate::db::Db;
use crate::error::Error;
use crate::viewer::NamesFiles;

impl As<Housekeeping> {
    /// Which of these files are named by rows of a table: that, and nothing else of the rows.
    ///
    /// # Errors
    /// The database does not answer.
    #[expect(clippy::disallowed_methods, reason = "this is where the server learns which files are still somebody's")]
    pub(crate) async fn named<E: NamesFiles>(
        self,
        db: &Db,
        keys: impl Iterator<Item = &str> + Send,
    ) -> Result<Vec<String>, Error> {
        let rows = E::find().filter(E::KEY.is_in(keys)).select_only().column(E::KEY);
        Ok(rows.into_tuple().all(db.reader()).await?)
    }

    /// Which files were sent with comments: that, and nothing else of the comments.
    ///
    /// # Errors
    /// The database does not answer.
    #[expect(clippy::disallowed_methods, reason = "this is where the server learns which files are still somebody's")]
    pub(crate) async fn attached(self, db: &Db) -> Result<Vec<String>, Error> {
        let rows = comment::Entity::find().filter(comment::Column::Files.is_not_null());
        let rows: Vec<Option<AttachedFiles>> =
            rows.select_only().column(comment::Column::Files).into_tuple().all(db.reader()).await?;
        Ok(rows.into_iter().flatten().flat_map(|files| files.0).map(|file| file.storage_key).collect())
    }

    /// Which files wait to be published with other changes of their calls and consultations: that, and nothing else of the
    /// changes.
    ///
    /// # Errors
    /// The database does not answer.
    #[expect(clippy::disallowed_methods, reason = "this is where the server learns which files are still somebody's")]
    pub(crate) async fn waiting(self, db: &Db) -> Result<Vec<String>, Error> {
        let rows = open_call::Entity::find().filter(open_call::Column::Pending.is_not_null());
        let rows: Vec<Option<CallContent>> =
            rows.select_only().column(open_call::Column::Pending).into_tuple().all(db.reader()).await?;
        let documents = rows.into_iter().flatten().flat_map(|content| content.documents);
        let of_calls = documents.filter_map(|document| Some(document.file?.storage_key));
        let rows = consultation::Entity::find().filter(consultation::Column::Pending.is_not_null());
        let rows: Vec<Option<ConsultationContent>> =
            rows.select_only().column(consultation::Column::Pending).into_tuple().all(db.reader()).await?;
        let documents = rows.into_iter().flatten().flat_map(|content| content.documents);
        Ok(of_calls.chain(documents.filter_map(|document| Some(document.file?.storage_key))).collect())
    }
}
