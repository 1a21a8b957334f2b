//! Files: how they come in, where they lie and how they are read again.
//!
//! The bytes of a file lie in a store (the crate `object_store`: a folder, or whatever speaks S3) under a random key. What
//! the file is called, and who may have it, stands in a row of a slice's table, which names the key. So the bytes come
//! first and the row second: a row never names what is not there, and what no row names is swept up ([`sweep`]).
//!
//! [`Storage::take`] is the only way in. What may come in is decided in [`rules`]; `look` opens containers to find out.

mod incoming;
mod look;
mod proven;
pub mod rules;
pub mod settings;
pub mod sweep;

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::stream::{BoxStream, Stream, StreamExt as _, TryStreamExt as _};
use object_store::buffered::BufWriter;
use object_store::path::Path;
use object_store::{GetOptions, ObjectStore, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncWriteExt as _, BufReader};
use tokio::sync::Semaphore;

use self::incoming::{Incoming, Received};
use self::rules::FileKind;
use self::settings::{StorageConfig, opened};
use crate::config::DatabaseUrl;
use crate::error::{Error, Reason};
use crate::tasks::aside;

/// Files that are looked into at once; each takes a processor for up to a second.
const LOOKING: usize = 2;
/// So much of a file is in memory on its way to the store. The least that S3 takes as a part.
const PART: usize = 5 << 20;

/// Where files are. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    /// Where a file lies until it is known what it is.
    scratch: PathBuf,
    looking: Arc<Semaphore>,
    /// The largest file, in bytes.
    pub most: u64,
}

/// The part of the store in which the files of one table lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Documents of calls: `call_file`.
    CallFiles,
    /// Documents of consultations: `consultation_file`.
    ConsultationFiles,
    /// What was sent with comments: in the comment's own row.
    CommentFiles,
    /// Reports of consultations, printed: `report_print`.
    ReportPrints,
    /// Releases of the widgets. No row names them, and nothing sweeps here.
    Releases,
}

impl Shelf {
    /// What its keys begin with.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CallFiles => "call-files",
            Self::ConsultationFiles => "consultation-files",
            Self::CommentFiles => "comment-files",
            Self::ReportPrints => "report-prints",
            Self::Releases => "releases",
        }
    }
}

/// A file that was taken and lies in the store. Until a row names its key it is nobody's, and swept up after a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Where it lies.
    pub key: String,
    /// What it was called, cleaned.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// Why a file was not taken. Nothing of it is left behind.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// It may not come in.
    #[error("the file is refused: {}", .0.as_str())]
    Refused(Reason),
    /// It did not come whole.
    #[error("the file broke off")]
    BrokeOff(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// There was no room for it, or the store did not take it.
    #[error("a file could not be kept")]
    NotKept(#[from] std::io::Error),
}

impl From<Reason> for NotTaken {
    fn from(reason: Reason) -> Self {
        Self::Refused(reason)
    }
}

impl From<NotTaken> for Error {
    fn from(error: NotTaken) -> Self {
        match error {
            NotTaken::Refused(reason) => Self::Refused(reason),
            NotTaken::BrokeOff(_) => Self::BadRequest("The body broke off.".into()),
            fault => Self::internal(fault),
        }
    }
}

/// An object that lies on a shelf.
#[derive(Clone, Debug)]
pub(crate) struct Lying {
    pub(crate) key: String,
    pub(crate) since: DateTime<Utc>,
}

impl Storage {
    /// Opens the store that the configuration names.
    ///
    /// # Errors
    /// The folder cannot be made, or the settings of S3 do not fit together. Whether S3 answers is not asked.
    pub fn open(config: &StorageConfig, database: &DatabaseUrl) -> Result<Self, Error> {
        let (store, scratch) = opened(config, database)?;
        Ok(Self { store, scratch, looking: Arc::new(Semaphore::new(LOOKING)), most: config.file_bytes })
    }

    /// Takes a file that is called `name`, if it is what its name says and may come in, and puts it into the store. It is
    /// never whole in memory, and read no further than `most` bytes.
    ///
    /// # Errors
    /// See [`NotTaken`].
    pub async fn take<S, E>(&self, shelf: Shelf, name: &str, bytes: S, most: u64) -> Result<Stored, NotTaken>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let name = rules::clean(name);
        let kind = FileKind::of_name(&name)?;
        let mut incoming = Incoming::begin(&self.scratch, most)?;
        let mut bytes = std::pin::pin!(bytes);
        while let Some(some) = bytes.next().await {
            incoming.write(&some.map_err(|error| NotTaken::BrokeOff(error.into()))?).await?;
        }
        let Received { file, size, sha256 } = incoming.end().await?;
        let file = self.looked_into(file, size, kind).await?;
        let name_of_it = entities::ids::storage_name().map_err(std::io::Error::other)?;
        let key = format!("{}/{name_of_it}", shelf.as_str());
        self.put(&key, file).await?;
        Ok(Stored { key, name, media_type: kind.media_type(), size, sha256 })
    }

    /// Keeps what this server itself has made: nobody's word for what it is has to be doubted.
    ///
    /// # Errors
    /// There is no room for it, or the store does not take it.
    pub async fn keep(&self, shelf: Shelf, bytes: Bytes) -> Result<(String, String), Error> {
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let key = format!("{}/{}", shelf.as_str(), entities::ids::storage_name().map_err(Error::internal)?);
        self.store.put(&Path::from(key.as_str()), bytes.into()).await.map_err(Error::internal)?;
        Ok((key, sha256))
    }

    /// Keeps what this server itself has made under a name that says what it is. What lies there already stays.
    ///
    /// # Errors
    /// There is no room for it, or the store does not take it.
    pub async fn keep_as(&self, shelf: Shelf, name: &str, bytes: Bytes) -> Result<(), Error> {
        let place = Path::from(format!("{}/{name}", shelf.as_str()));
        match self.store.head(&place).await {
            Ok(_) => Ok(()),
            Err(object_store::Error::NotFound { .. }) => {
                self.store.put(&place, bytes.into()).await.map(drop).map_err(Error::internal)
            }
            Err(error) => Err(Error::internal(error)),
        }
    }

    /// The whole of what was kept under a name.
    ///
    /// # Errors
    /// It is not there, or the store does not answer.
    pub async fn kept(&self, shelf: Shelf, name: &str) -> Result<Bytes, Error> {
        let place = Path::from(format!("{}/{name}", shelf.as_str()));
        let found = self.store.get(&place).await.map_err(Error::internal)?;
        found.bytes().await.map_err(Error::internal)
    }

    /// A file without a name, for what is too long to be kept in memory until it is sent.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn scratch(&self) -> std::io::Result<std::fs::File> {
        tempfile::tempfile_in(&self.scratch)
    }

    async fn looked_into(&self, file: std::fs::File, size: u64, kind: FileKind) -> Result<std::fs::File, NotTaken> {
        let place = Arc::clone(&self.looking).acquire_owned().await.map_err(std::io::Error::other)?;
        let looking = move || {
            // Taken along, because it goes on when nobody waits for it any more.
            let _place = place;
            look::look(file, size, kind)
        };
        Ok(aside(looking).await???)
    }

    async fn put(&self, key: &str, file: std::fs::File) -> Result<(), NotTaken> {
        let mut file = BufReader::with_capacity(1 << 16, tokio::fs::File::from_std(file));
        let writer = BufWriter::with_capacity(Arc::clone(&self.store), Path::from(key), PART);
        let mut writer = writer.with_max_concurrency(1);
        if let Err(error) = tokio::io::copy_buf(&mut file, &mut writer).await {
            // What was begun is nobody's; that it cannot be undone either is no news.
            let _ = writer.abort().await;
            return Err(error.into());
        }
        // Undoes it by itself where it fails, and panics when it is told to.
        Ok(writer.shutdown().await?)
    }

    /// The whole of a file of this size and hash: where it is another, it breaks off before its end, and that is logged.
    ///
    /// # Errors
    /// It is not there, or the store does not answer.
    pub async fn read_whole(
        &self,
        key: &str,
        size: u64,
        sha256: &str,
    ) -> Result<BoxStream<'static, std::io::Result<Bytes>>, Error> {
        Ok(proven::proven(self.read(key, 0..size).await?, key, sha256))
    }

    /// A part of a file, as it comes from the store. Whether it is what was put there cannot be known of a part.
    ///
    /// # Errors
    /// It is not there, or the store does not answer.
    pub async fn read(
        &self,
        key: &str,
        part: Range<u64>,
    ) -> Result<BoxStream<'static, Result<Bytes, object_store::Error>>, Error> {
        let options = GetOptions { range: Some(part.into()), ..GetOptions::default() };
        let found = self.store.get_opts(&Path::from(key), options).await.map_err(Error::internal)?;
        Ok(found.into_stream())
    }

    /// Everything that lies on a shelf.
    pub(crate) async fn lying(&self, shelf: Shelf) -> Result<Vec<Lying>, Error> {
        let all = self.store.list(Some(&Path::from(shelf.as_str())));
        let lying = all.map_ok(|object| Lying { key: object.location.into(), since: object.last_modified });
        lying.try_collect().await.map_err(Error::internal)
    }

    /// Removes what nothing names any more, as far as the store does it: what is left is swept up.
    pub(crate) async fn forget(&self, keys: impl IntoIterator<Item = String> + Send) {
        let keys: Vec<String> = keys.into_iter().collect();
        for key in keys {
            if let Err(error) = self.remove(&key).await {
                tracing::warn!(%error, "a file that nothing names could not be removed");
            }
        }
    }

    /// Takes a file out of the store for good.
    pub(crate) async fn remove(&self, key: &str) -> Result<(), Error> {
        self.store.delete(&Path::from(key)).await.map_err(Error::internal)
    }
}

/// That these bytes are a workbook which can be opened safely.
///
/// # Errors
/// They are not; or there is no room for them.
pub(crate) fn safe_workbook(bytes: &[u8]) -> Result<(), Error> {
    use std::io::Write as _;

    let mut file = tempfile::tempfile().map_err(Error::internal)?;
    file.write_all(bytes).map_err(Error::internal)?;
    let size = bytes.len().try_into().unwrap_or(u64::MAX);
    look::look(file, size, FileKind::Xlsx).map_err(Error::internal)?.map(drop).map_err(Error::Refused)
}
