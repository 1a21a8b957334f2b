//! Compressing answers that are there whole. The layer that compresses pages would put six kilobytes around every body,
//! which is much for a stream that says nothing for hours.

use std::io::Write as _;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};

/// A smaller text would not become smaller by much.
const WORTH_IT: usize = 256;

/// How an answer may travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// The smallest; browsers take it over https.
    Brotli,
    /// Over plain http.
    Gzip,
}

impl Coding {
    /// What this caller takes; none where he takes the answer only as it is.
    pub(super) fn taken_by(headers: &HeaderMap) -> Option<Self> {
        let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
        let takes = |name: &str| {
            accepted.split(',').filter_map(|one| one.trim().strip_prefix(name)).any(|rest| match rest.trim_start() {
                "" => true,
                rest => rest.strip_prefix(";q=").is_some_and(|q| q.parse().is_ok_and(|q: f32| q > 0.0)),
            })
        };
        if takes("br") {
            Some(Self::Brotli)
        } else if takes("gzip") {
            Some(Self::Gzip)
        } else {
            None
        }
    }

    /// As it stands in `Content-Encoding`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The text in this coding: good and quick, because it is sent for a minute and not for a year.
    pub(super) fn code(self, plain: &[u8]) -> Bytes {
        // Writing to memory cannot fail.
        match self {
            Self::Brotli => {
                let mut writer = brotli::CompressorWriter::new(Vec::new(), 16 * 1024, 5, 20);
                let _ = writer.write_all(plain);
                writer.into_inner().into()
            }
            Self::Gzip => {
                let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
                let _ = writer.write_all(plain);
                writer.finish().unwrap_or_default().into()
            }
        }
    }
}

/// A text in the coding that this caller takes, and which.
pub(super) fn coded(headers: &HeaderMap, plain: Vec<u8>) -> (Bytes, Option<Coding>) {
    match Coding::taken_by(headers).filter(|_| plain.len() >= WORTH_IT) {
        Some(coding) => (coding.code(&plain), Some(coding)),
        None => (plain.into(), None),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::Coding;

    #[test]
    fn the_best_that_is_taken_is_chosen() {
        for (accepted, chosen) in [
            ("gzip, deflate, br", Some(Coding::Brotli)),
            ("gzip, deflate", Some(Coding::Gzip)),
            ("br;q=0.5, gzip;q=0.9", Some(Coding::Brotli)),
            ("br;q=0, gzip", Some(Coding::Gzip)),
            ("br ;q=0, gzip ;q=0", None),
            ("brotli, zstd", None),
            ("identity", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(Coding::taken_by(&headers), chosen, "{accepted}");
        }
    }
}
