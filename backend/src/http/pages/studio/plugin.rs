//! The WordPress plugin as WordPress takes it: a ZIP with one folder.

use std::io::{self, Write as _};

use rawzip::{CompressionMethod, ZipArchiveWriter};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../widgets/wordpress"]
struct Plugin;

/// The plugin. Small enough to be made whenever somebody asks; a cache before us holds it for a day.
pub(super) fn zip() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for name in Plugin::iter() {
        let Some(file) = Plugin::get(&name) else { continue };
        let path = format!("javno/{name}");
        let (mut entry, config) =
            archive.new_file(&path).compression_method(CompressionMethod::DEFLATE).start().map_err(io::Error::other)?;
        let packed = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
        let mut writer = config.wrap(packed);
        writer.write_all(&file.data)?;
        let (packed, described) = writer.finish().map_err(io::Error::other)?;
        packed.finish()?;
        entry.finish(described).map_err(io::Error::other)?;
    }
    archive.finish().map_err(io::Error::other)?;
    Ok(bytes)
}
