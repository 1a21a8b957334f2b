//! Sets a report as a PDF.
