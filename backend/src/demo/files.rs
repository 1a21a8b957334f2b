//! The files of the exercises: small, real, and each says of itself that it is an exercise.

use std::convert::Infallible;

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use entities::{FileId, call_file};
use futures_util::stream;

use crate::calls::store::save::NewCall;
use crate::error::Error;
use crate::storage::rules::FileKind;
use crate::storage::{Shelf, Storage};

const FILES: [(&str, &[u8]); 3] = [
    ("Smjernice (vježba).pdf", include_bytes!("../../data/demo/smjernice.pdf")),
    ("Obrazac projektnog prijedloga (vježba).docx", include_bytes!("../../data/demo/obrazac.docx")),
    ("Obrazac budžeta (vježba).xlsx", include_bytes!("../../data/demo/budzet.xlsx")),
];

/// The file of this media type.
fn file(media_type: &str) -> Option<(&'static str, &'static [u8])> {
    FILES.into_iter().find(|(name, _)| FileKind::of_name(name).is_ok_and(|kind| kind.media_type() == media_type))
}

/// Gives each document of a call that says what kind of file it is that file, in as many versions as it has had.
pub(super) async fn give(storage: &Storage, call: &mut NewCall, now: DateTime<Utc>) -> Result<(), Error> {
    let yesterday = now - TimeDelta::days(1);
    for document in &call.documents {
        let Some((name, bytes)) = document.media_type.as_deref().and_then(file) else { continue };
        for version in 1..=document.version {
            let coming = stream::iter([Ok::<_, Infallible>(Bytes::from_static(bytes))]);
            let stored = storage.take(Shelf::CallFiles, name, coming, storage.most).await?;
            let holds = version == document.version;
            call.files.push(call_file::Model {
                id: FileId::new(),
                municipality_id: document.municipality_id,
                call_id: document.call_id,
                document_id: document.id,
                version,
                name: stored.name,
                media_type: stored.media_type.to_owned(),
                size_bytes: i64::try_from(stored.size).map_err(Error::internal)?,
                sha256: stored.sha256,
                storage_key: stored.key,
                uploaded_at: if version == 1 { now - TimeDelta::days(14) } else { yesterday },
                replaced_at: (!holds).then_some(yesterday),
            });
        }
    }
    Ok(())
}
