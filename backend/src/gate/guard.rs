//! The lexical guard: what a document may look like before any parser sees it.
//!
//! The parser of async-graphql descends once per bracket, and a 3 KB document of nested list literals overflows its
//! stack and takes the whole process down (seen from depth 400 in debug builds and about 1,600 in release). No limit that
//! runs after parsing helps, nor does catching panics. So every document, on every transport, is first read byte by byte.

use async_graphql::{Value as ConstValue, Variables};
use serde::{Deserialize, Serialize};

/// How large a document may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentLimits {
    /// In bytes.
    pub bytes: usize,
    /// Names, numbers, strings and punctuation marks.
    pub tokens: usize,
    /// Brackets of any kind that are open at once.
    pub nesting: usize,
    /// Values in its variables, those in lists and objects among them. Their text counts towards `bytes`.
    pub values: usize,
}

impl Default for DocumentLimits {
    fn default() -> Self {
        Self { bytes: 64 * 1024, tokens: 4_000, nesting: 64, values: 4_000 }
    }
}

/// Why a document is not even parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// Too long.
    #[error("This document is longer than {0} bytes.")]
    Bytes(usize),
    /// Too many tokens.
    #[error("This document has more than {0} tokens.")]
    Tokens(usize),
    /// Too many variables.
    #[error("The variables hold more than {0} values.")]
    Values(usize),
    /// Variables too long.
    #[error("The variables are longer than {0} bytes.")]
    Variables(usize),
    /// Brackets too deep.
    #[error("This document is nested deeper than {0} brackets.")]
    Nesting(usize),
}

/// Reads a document once, from left to right, without recursion.
///
/// # Errors
/// The first limit that it passes.
pub fn scan(document: &str, limits: &DocumentLimits) -> Result<(), TooMuch> {
    if document.len() > limits.bytes {
        return Err(TooMuch::Bytes(limits.bytes));
    }
    let bytes = document.as_bytes();
    let (mut at, mut tokens, mut open) = (0, 0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        let end = match byte {
            b'#' => {
                at += line(&bytes[at..]);
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {
                at += 1;
                continue;
            }
            b'"' => at + string(&bytes[at..]),
            b'{' | b'[' | b'(' => {
                open += 1;
                at + 1
            }
            b'}' | b']' | b')' => {
                open = open.saturating_sub(1);
                at + 1
            }
            _ if is_word(byte) => at + bytes[at..].iter().take_while(|&&byte| is_word(byte)).count(),
            _ => at + 1,
        };
        tokens += 1;
        if open > limits.nesting {
            return Err(TooMuch::Nesting(limits.nesting));
        }
        if tokens > limits.tokens {
            return Err(TooMuch::Tokens(limits.tokens));
        }
        at = end;
    }
    Ok(())
}

/// Measures variables. They live as long as what asks with them, which for a subscription is long. How deep they are was
/// limited where they were parsed.
///
/// # Errors
/// The first limit that they pass.
pub fn measure(variables: &Variables, limits: &DocumentLimits) -> Result<(), TooMuch> {
    fn walk(value: &ConstValue, values: &mut usize, bytes: &mut usize, limits: &DocumentLimits) -> Result<(), TooMuch> {
        (*values, *bytes) = (values.saturating_sub(1), bytes.saturating_sub(1));
        match value {
            ConstValue::String(text) => *bytes = bytes.saturating_sub(text.len()),
            ConstValue::List(items) => items.iter().try_for_each(|item| walk(item, values, bytes, limits))?,
            ConstValue::Object(fields) => {
                for (name, field) in fields {
                    *bytes = bytes.saturating_sub(name.len());
                    walk(field, values, bytes, limits)?;
                }
            }
            _ => {}
        }
        match (*values, *bytes) {
            (0, _) => Err(TooMuch::Values(limits.values)),
            (_, 0) => Err(TooMuch::Variables(limits.bytes)),
            _ => Ok(()),
        }
    }
    let (mut values, mut bytes) = (limits.values + 1, limits.bytes + 1);
    for (name, value) in &**variables {
        bytes = bytes.saturating_sub(name.len());
        walk(value, &mut values, &mut bytes, limits)?;
    }
    Ok(())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// Length of a comment, up to its line's end.
fn line(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(bytes.len())
}

/// Length of a string or block string; what is not closed runs to the end.
fn string(bytes: &[u8]) -> usize {
    let block = bytes.starts_with(b"\"\"\"");
    let (quote, start): (&[u8], usize) = if block { (b"\"\"\"", 3) } else { (b"\"", 1) };
    let mut at = start;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if block && rest.starts_with(b"\\\"\"\"") {
            at += 4;
        } else if !block && rest[0] == b'\\' {
            at += 2;
        } else if rest.starts_with(quote) {
            return at + quote.len();
        } else if !block && (rest[0] == b'\n' || rest[0] == b'\r') {
            // A plain string ends with its line; the parser will say so.
            return at;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use async_graphql::Variables;
    use serde_json::json;

    use super::{DocumentLimits, TooMuch, measure, scan};

    const LIMITS: DocumentLimits = DocumentLimits { bytes: 200, tokens: 10, nesting: 3, values: 5 };

    #[test]
    fn brackets_are_counted_where_they_are_brackets() {
        for fine in
            ["{a{b{c}}}", "{a(b:[1])}", "{a(b:\"[[[[[[[[\")}", "{a(b:\"\"\"[[[[ \\\"\"\" [[[\"\"\")}", "{a # [[[[[[\n}"]
        {
            assert_eq!(scan(fine, &LIMITS), Ok(()), "{fine}");
        }
        for deep in ["{a{b{c{d}}}}", "{a(b:[[[1]]])}", "((((", "{a(b:\"\\\"\" [[[", "\"unclosed\n[[[["] {
            assert_eq!(scan(deep, &LIMITS), Err(TooMuch::Nesting(3)), "{deep}");
        }
    }

    #[test]
    fn tokens_and_bytes_are_counted() {
        assert_eq!(scan("a b c d e f g h i j", &LIMITS), Ok(()));
        assert_eq!(scan("a b c d e f g h i j k", &LIMITS), Err(TooMuch::Tokens(10)));
        assert_eq!(scan(&"x".repeat(200), &LIMITS), Ok(()));
        assert_eq!(scan(&"x".repeat(201), &LIMITS), Err(TooMuch::Bytes(200)));
    }

    #[test]
    fn variables_are_counted_and_weighed() {
        let measured = |json: serde_json::Value| measure(&Variables::from_json(json), &LIMITS);
        assert_eq!(measured(json!({ "a": [1, 2, 3], "b": null })), Ok(()));
        assert_eq!(measured(json!({ "a": [1, 2, 3, { "b": 4 }] })), Err(TooMuch::Values(5)));
        assert_eq!(measured(json!({ "a": "x".repeat(150) })), Ok(()));
        assert_eq!(measured(json!({ "a": "x".repeat(201) })), Err(TooMuch::Variables(200)));
        assert_eq!(measured(json!({ "a": { "x".repeat(201): 1 } })), Err(TooMuch::Variables(200)));
    }

    #[test]
    fn any_text_is_read_to_its_end() {
        for text in ["", "\"", "\"\\", "\"\"\"", "\"\"\"\\\"\"\"", "#", "ђ\"ђ", "\u{0}", "}}}}"] {
            assert_eq!(scan(text, &LIMITS), Ok(()), "{text:?}");
        }
    }
}
