//! The lexical guard: what a document may look like before any parser sees it.
//!
//! The parser of async-graphql descends once per bracket, and a 3 KB document of nested list literals overflows its
//! stack and takes the whole process down (seen from depth 400 in debug builds and about 1,600 in release). No limit that
//! runs after parsing helps, nor does catching panics. So every document, on every transport, is first read byte by byte.

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
}

impl Default for DocumentLimits {
    fn default() -> Self {
        Self { bytes: 64 * 1024, tokens: 4_000, nesting: 64 }
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
    use super::{DocumentLimits, TooMuch, scan};

    const LIMITS: DocumentLimits = DocumentLimits { bytes: 200, tokens: 10, nesting: 3 };

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
    fn any_text_is_read_to_its_end() {
        for text in ["", "\"", "\"\\", "\"\"\"", "\"\"\"\\\"\"\"", "#", "ђ\"ђ", "\u{0}", "}}}}"] {
            assert_eq!(scan(text, &LIMITS), Ok(()), "{text:?}");
        }
    }
}
