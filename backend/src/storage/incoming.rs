//! A file on its way in: on the disk, counted and hashed as it comes.

use std::path::Path;

use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;

use super::NotTaken;
use crate::error::Reason;

/// A file of which some is here. It has no name on the disk, so that whatever happens nothing of it stays.
pub(super) struct Incoming {
    file: tokio::fs::File,
    size: u64,
    most: u64,
    hash: Sha256,
}

/// A file that is here.
pub(super) struct Received {
    pub(super) file: std::fs::File,
    pub(super) size: u64,
    pub(super) sha256: String,
}

impl Incoming {
    pub(super) fn begin(folder: &Path, most: u64) -> std::io::Result<Self> {
        let file = tokio::fs::File::from_std(tempfile::tempfile_in(folder)?);
        Ok(Self { file, size: 0, most, hash: Sha256::new() })
    }

    pub(super) async fn write(&mut self, bytes: &Bytes) -> Result<(), NotTaken> {
        self.size += bytes.len() as u64;
        if self.size > self.most {
            return Err(Reason::FileTooLarge.into());
        }
        self.hash.update(bytes);
        Ok(self.file.write_all(bytes).await?)
    }

    pub(super) async fn end(mut self) -> Result<Received, NotTaken> {
        if self.size == 0 {
            return Err(Reason::FileEmpty.into());
        }
        self.file.flush().await?;
        let sha256 = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Received { file: self.file.into_std().await, size: self.size, sha256 })
    }
}
