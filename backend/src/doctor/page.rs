//! The parts of a page that matter to Javno, each with its line.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use url::Url;

/// A page as it came.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Where it was in the end, behind all redirects.
    pub address: Url,
    /// The status of the answer.
    pub status: u16,
    /// Its `Content-Security-Policy` headers.
    pub policies: Vec<String>,
    /// Its text.
    pub body: String,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name in small letters.
    pub name: String,
    /// Its attributes, the names in small letters.
    pub attributes: Vec<(String, String)>,
    /// The line that it begins in, from 1.
    pub line: usize,
    /// It ends with `/>`.
    pub self_closing: bool,
    /// The innermost embed that it stands in, by its place among [`Parts::embeds`].
    pub within: Option<usize>,
}

impl Tag {
    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The parts of a page.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Scripts with an address, whatever attribute holds it.
    pub scripts: Vec<Tag>,
    /// Elements of ours and boxes that become them.
    pub embeds: Vec<Tag>,
    /// Links.
    pub links: Vec<Tag>,
    /// Frames, and the older elements that show another page.
    pub frames: Vec<Tag>,
    /// Policies in the head, each with its line.
    pub policies: Vec<(String, usize)>,
    /// Comments, each with its line.
    pub comments: Vec<(String, usize)>,
    /// Lines in which markup of ours is shown as text.
    pub escaped: Vec<usize>,
}

/// Attributes in which a script's address stands: its own, and those to which optimisers move it.
pub const SOURCES: [&str; 5] = ["src", "data-src", "data-rocket-src", "data-litespeed-src", "data-pmdelayedscript"];

/// An embed that is not closed yet: its place among the embeds, its name, and how many of that name are open in it.
struct Open {
    embed: usize,
    name: String,
    depth: usize,
}

impl Parts {
    /// Takes a page apart. There is no page that could not be.
    #[must_use]
    pub fn of(html: &str) -> Self {
        let starts: Vec<usize> = std::iter::once(0).chain(html.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let line = |at: usize| starts.partition_point(|start| *start <= at);
        let (mut parts, mut open) = (Self::default(), Vec::<Open>::new());
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        // What stands in a script is no markup.
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => parts.begun(read(&tag, line(tag.span.start)), &mut open),
                Token::EndTag(tag) => {
                    let Some(last) = open.last_mut().filter(|last| last.name.as_bytes() == &**tag.name) else {
                        continue;
                    };
                    last.depth -= 1;
                    if last.depth == 0 {
                        open.pop();
                    }
                }
                Token::Comment(comment) => {
                    parts.comments.push((String::from_utf8_lossy(&comment).into_owned(), line(comment.span.start)));
                }
                _ => {}
            }
        }
        let shown = |line: &str| {
            let begins = ["&lt;javno-", "&lt;div data-javno="].iter().any(|mark| line.contains(mark));
            begins || (line.contains("&lt;script") && line.contains("javno.js"))
        };
        parts.escaped = html.lines().zip(1..).filter(|(text, _)| shown(text)).map(|(_, line)| line).collect();
        parts
    }

    fn begun(&mut self, mut tag: Tag, open: &mut Vec<Open>) {
        tag.within = open.last().map(|last| last.embed);
        if let Some(last) = open.last_mut().filter(|last| last.name == tag.name) {
            last.depth += 1;
        }
        match &*tag.name {
            name if name.starts_with("javno-") || tag.get("data-javno").is_some() => {
                open.push(Open { embed: self.embeds.len(), name: name.to_owned(), depth: 1 });
                self.embeds.push(tag);
            }
            "script" if SOURCES.iter().any(|name| tag.get(name).is_some()) => self.scripts.push(tag),
            "a" if tag.get("href").is_some() => self.links.push(tag),
            "iframe" | "frame" | "embed" if tag.get("src").is_some() => self.frames.push(tag),
            "object" if tag.get("data").is_some() => self.frames.push(tag),
            "meta" if tag.get("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("content-security-policy")) => {
                let policy = tag.get("content").unwrap_or_default().to_owned();
                self.policies.push((policy, tag.line));
            }
            _ => {}
        }
    }
}

fn read(tag: &StartTag<usize>, line: usize) -> Tag {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
    Tag { name: text(&tag.name), attributes, line, self_closing: tag.self_closing, within: None }
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn every_part_knows_its_line_and_what_it_stands_in() {
        let html = "<!doctype html>\n<meta http-equiv=Content-Security-Policy content=\"script-src &#39;self&#39;\">\n\
            <p><JAVNO-open-calls\n municipality=x><a href=/1>a</a></javno-open-calls>\n<a href='/2?a&amp;b'>b</a>\n\
            <div data-javno=directory><p><a href=/3>c</a></div><!-- <script src=/x></script> -->\n\
            <script data-rocket-src=/y></script><script>if (a) b()</script>\n&lt;javno-directory>";
        let parts = Parts::of(html);
        let links: Vec<_> =
            parts.links.iter().map(|tag| (tag.get("href").unwrap_or(""), tag.line, tag.within)).collect();
        assert_eq!(links, [("/1", 4, Some(0)), ("/2?a&b", 5, None), ("/3", 6, Some(1))]);
        let embeds: Vec<_> = parts.embeds.iter().map(|tag| (&*tag.name, tag.line)).collect();
        assert_eq!(embeds, [("javno-open-calls", 3), ("div", 6)]);
        assert_eq!(parts.policies, [("script-src 'self'".to_owned(), 2)]);
        assert_eq!((parts.comments.len(), parts.comments[0].1), (1, 6));
        assert_eq!((parts.scripts.len(), parts.scripts[0].line), (1, 7));
        assert_eq!(parts.escaped, [8]);
    }
}
