//! Whether what the store gives back is what was put into it.

use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt as _, TryStreamExt as _, try_unfold};
use sha2::{Digest as _, Sha256};

/// Somebody has exchanged the bytes of a file.
#[derive(Debug, thiserror::Error)]
#[error("what lies in the store is not what was put there")]
struct Exchanged;

/// A file that is being read.
struct Reading {
    bytes: BoxStream<'static, Result<Bytes, object_store::Error>>,
    hash: Sha256,
    /// What goes on only when more comes, or when all of it was right.
    held_back: Option<Bytes>,
    key: String,
    sha256: String,
}

/// The whole of a file, hashed as it goes. Where it is not what this hash is of, its last piece never goes out: whoever waits for it
/// sees that the file broke off, and keeps nothing.
pub(super) fn proven(
    bytes: BoxStream<'static, Result<Bytes, object_store::Error>>,
    key: &str,
    sha256: &str,
) -> BoxStream<'static, std::io::Result<Bytes>> {
    let (key, sha256) = (key.to_owned(), sha256.to_owned());
    let reading = Reading { bytes, hash: Sha256::new(), held_back: None, key, sha256 };
    try_unfold(Some(reading), |reading| async move {
        let Some(mut reading) = reading else { return Ok(None) };
        while let Some(piece) = reading.bytes.try_next().await.map_err(std::io::Error::other)? {
            reading.hash.update(&piece);
            if let Some(before) = reading.held_back.replace(piece) {
                return Ok(Some((before, Some(reading))));
            }
        }
        let Reading { hash, held_back, key, sha256, .. } = reading;
        let is: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        if is != sha256 {
            tracing::error!(key, sha256, is, "what lies in the store is not what was put there; it was not sent whole");
            return Err(std::io::Error::other(Exchanged));
        }
        Ok(held_back.map(|last| (last, None)))
    })
    .boxed()
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    #[tokio::test]
    async fn of_what_is_another_the_last_piece_stays_back() {
        let sha256: String = Sha256::digest(b"abcdef").iter().map(|byte| format!("{byte:02x}")).collect();
        for (pieces, went, whole) in [
            (&["abcdef"][..], "abcdef", true),
            (&["ab", "cd", "ef"], "abcdef", true),
            (&["", "abcdef", ""], "abcdef", true),
            (&["abcdeF"], "", false),
            (&["Ab", "cd", "ef"], "Abcd", false),
            (&["ab", "cd"], "ab", false),
            (&["abcdef", "g"], "abcdef", false),
            (&[], "", false),
        ] {
            let given = stream::iter(pieces.iter().map(|piece| Ok(Bytes::from_static(piece.as_bytes())))).boxed();
            let mut bytes = proven(given, "call-files/a", &sha256);
            let (mut got, mut ended_well) = (Vec::new(), true);
            while let Some(piece) = bytes.next().await {
                match piece {
                    Ok(piece) => got.extend(piece),
                    Err(_) => ended_well = false,
                }
            }
            assert_eq!((std::str::from_utf8(&got), ended_well), (Ok(went), whole), "{pieces:?}");
        }
    }
}
