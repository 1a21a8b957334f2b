//! What has to be said about a row of somebody else's data: taken as it is, mended, incomplete, or refused. Nothing is
//! dropped silently and nothing is invented.

use std::fmt;

/// Something to know about a row that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which field of the row.
    pub field: &'static str,
    /// Mended or missing.
    pub kind: RemarkKind,
    /// What and why.
    pub text: String,
}

/// What became of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// Its meaning was clear and its form was put right; the source's letters are kept.
    Repaired,
    /// It is not there; readers are told so.
    Missing,
    /// There is no place for it here.
    LeftOut,
}

impl Remark {
    /// The field was put right.
    pub fn repaired(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, kind: RemarkKind::Repaired, text: text.into() }
    }

    /// There is no place for the field.
    pub fn left_out(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, kind: RemarkKind::LeftOut, text: text.into() }
    }

    /// The field is not there.
    pub fn missing(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, kind: RemarkKind::Missing, text: text.into() }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            RemarkKind::Repaired => "repaired",
            RemarkKind::Missing => "missing",
            RemarkKind::LeftOut => "left out",
        };
        write!(f, "{kind} {}: {}", self.field, self.text)
    }
}

/// Why a row was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which field of the row.
    pub field: &'static str,
    /// What is wrong with it and what to do.
    pub text: String,
}

impl Refusal {
    /// The field cannot be taken.
    pub fn new(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, text: text.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "REFUSED {}: {}", self.field, self.text)
    }
}
