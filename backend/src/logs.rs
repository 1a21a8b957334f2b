//! What the server writes down about itself: on standard error, as text for a person or as JSON for a collector.
//!
//! No bodies, tokens, addresses of callers or query strings: a line names the request by its id and says what went
//! wrong here, never what was asked.

use std::panic::PanicHookInfo;

use serde::{Deserialize, Serialize};
use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// How a line looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// For a person.
    #[default]
    Text,
    /// One object a line.
    Json,
}

/// What is written down, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogConfig {
    /// `text` or `json`.
    pub format: Format,
    /// As in `RUST_LOG`, which wins where it is set: `warn`, or `warn,javno=info` for a line per request.
    pub filter: String,
}

impl Default for LogConfig {
    fn default() -> Self {
        Self { format: Format::Text, filter: "warn".into() }
    }
}

/// What writes lines of this look to `writer`.
pub fn subscriber<W>(format: Format, filter: EnvFilter, writer: W) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer).with_ansi(false);
    match format {
        Format::Text => Box::new(lines.finish()),
        Format::Json => Box::new(lines.json().flatten_event(true).with_span_list(false).finish()),
    }
}

/// Begins to write to standard error, for the whole process. A panic becomes a line like any other.
///
/// # Errors
/// The filter cannot be read.
pub fn start(config: &LogConfig) -> Result<(), Box<dyn std::error::Error>> {
    let filter = match EnvFilter::try_from_default_env() {
        Ok(filter) => filter,
        Err(_) => config.filter.parse().map_err(|error| format!("log.filter “{}”: {error}", config.filter))?,
    };
    tracing::subscriber::set_global_default(subscriber(config.format, filter, std::io::stderr))?;
    std::panic::set_hook(Box::new(panicked));
    Ok(())
}

/// Writes a panic down. Inside of a request the line has its id, as every line there.
pub fn panicked(panic: &PanicHookInfo<'_>) {
    let message = panic.payload_as_str().unwrap_or("(no message)");
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(panic = message, place, "a panic");
}
