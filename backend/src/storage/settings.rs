//! Where files lie, as an operator says it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::config::DatabaseUrl;
use crate::error::Error;

/// Where files lie: in a folder, or in a store that speaks S3.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StorageConfig {
    /// The folder. Where it is left out: `files` beside the SQLite file; with PostgreSQL, `files` where the process was
    /// started.
    pub folder: Option<PathBuf>,
    /// A bucket instead of the folder.
    pub s3: Option<S3Config>,
    /// The largest file, in bytes.
    pub file_bytes: u64,
}

impl Default for StorageConfig {
    fn default() -> Self {
        Self { folder: None, s3: None, file_bytes: 20 << 20 }
    }
}

/// A bucket.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3Config {
    /// Where the store answers.
    pub endpoint: Url,
    /// The bucket, which must be there.
    pub bucket: String,
    /// The region; most stores that are not Amazon's take any.
    #[serde(default = "any_region")]
    pub region: String,
    /// The id of the key.
    pub key_id: Secret,
    /// The key.
    pub secret: Secret,
}

fn any_region() -> String {
    "us-east-1".into()
}

/// A text that is never printed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// The store, and a folder for what is on its way into it.
pub(super) fn opened(config: &StorageConfig, database: &DatabaseUrl) -> Result<(Arc<dyn ObjectStore>, PathBuf), Error> {
    if let Some(s3) = &config.s3 {
        return Ok((Arc::new(bucket(s3)?), std::env::temp_dir()));
    }
    let folder = config.folder.clone().unwrap_or_else(|| beside(database));
    std::fs::create_dir_all(&folder).map_err(|error| Error::internal(NoFolder { folder: folder.clone(), error }))?;
    // What is acknowledged must survive a power cut.
    let store = LocalFileSystem::new_with_prefix(&folder).map_err(Error::internal)?.with_fsync(true);
    // On the same disk: a temporary folder may be in memory. Its file has no name there, so nothing can stay.
    Ok((Arc::new(store), folder))
}

#[derive(Debug, thiserror::Error)]
#[error("the folder for files, {}, cannot be made", folder.display())]
struct NoFolder {
    folder: PathBuf,
    #[source]
    error: std::io::Error,
}

fn bucket(s3: &S3Config) -> Result<impl ObjectStore + use<>, Error> {
    // The same as PostgreSQL's. Somebody may have chosen before; then that holds.
    let _ = rustls::crypto::ring::default_provider().install_default();
    AmazonS3Builder::new()
        .with_endpoint(s3.endpoint.as_str().trim_end_matches('/'))
        // A store in the same machine or network may have no certificate; which it is was written by the operator.
        .with_allow_http(s3.endpoint.scheme() == "http")
        .with_bucket_name(&s3.bucket)
        .with_region(&s3.region)
        .with_access_key_id(&s3.key_id.0)
        .with_secret_access_key(&s3.secret.0)
        .build()
        .map_err(Error::internal)
}

/// `files` beside the SQLite file.
fn beside(database: &DatabaseUrl) -> PathBuf {
    let file = database.0.strip_prefix("sqlite:").map(|rest| rest.trim_start_matches("//"));
    let file = file.and_then(|file| file.split('?').next()).map(Path::new);
    file.and_then(Path::parent).unwrap_or(Path::new("")).join("files")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{S3Config, Secret, beside};
    use crate::config::DatabaseUrl;

    #[test]
    fn files_lie_beside_the_database() {
        for (database, folder) in [
            ("sqlite://javno.sqlite", "files"),
            ("sqlite:javno.sqlite", "files"),
            ("sqlite://data/javno.sqlite?mode=rwc", "data/files"),
            ("sqlite:///var/lib/javno/javno.sqlite", "/var/lib/javno/files"),
            ("postgres://javno@db/javno", "files"),
        ] {
            assert_eq!(beside(&DatabaseUrl(database.into())), Path::new(folder), "{database}");
        }
    }

    #[test]
    fn a_key_is_never_printed() {
        let s3 = S3Config {
            endpoint: "https://s3.example".parse().expect("an address"),
            bucket: "javno".into(),
            region: "eu".into(),
            key_id: Secret("AKIA".into()),
            secret: Secret("s3cret".into()),
        };
        let printed = format!("{s3:?}");
        assert!(
            printed.contains("s3.example") && !printed.contains("AKIA") && !printed.contains("s3cret"),
            "{printed}"
        );
    }
}
