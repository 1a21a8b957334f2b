//! What is wrong with Javno in a page. Pure: the page, its parts and what this server knows are given.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use content_security_policy::{
    CheckResult, CspList, Destination, Initiator, ParserMetadata, Policy, PolicyDisposition, PolicySource, Request,
};
use url::Url;

use super::page::{Fetched, Parts, SOURCES, Tag};
use crate::scalars::{origin, web_address};

/// What this server knows.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its own address.
    pub home: Url,
    /// The releases that are kept under names of their own, beside `v1`.
    pub releases: Vec<String>,
    /// The scripts that the one of the template may load, and it itself before them.
    pub scripts: Vec<String>,
    /// The municipalities that publish here.
    pub places: Vec<Place>,
}

/// A municipality and its sites.
#[derive(Clone, Debug)]
pub struct Place {
    slug: String,
    origins: Vec<String>,
}

impl Place {
    /// A municipality with this website and these other sites.
    #[must_use]
    pub fn new(slug: String, website: Option<&str>, others: &[String]) -> Self {
        let website = website.and_then(web_address).map(|url| url.origin().ascii_serialization());
        Self { slug, origins: website.into_iter().chain(others.iter().filter_map(|text| origin(text))).collect() }
    }

    /// Its sites, by their origins.
    #[must_use]
    pub fn sites(&self) -> &[String] {
        &self.origins
    }

    /// The address of a page that somebody typed, where it is one of these sites'. What browsers add by themselves may be
    /// left out.
    #[must_use]
    pub fn page(&self, typed: &str) -> Option<Url> {
        let read = |scheme| web_address(&format!("{scheme}{}", typed.trim()));
        let ours = |url: &Url| self.origins.contains(&url.origin().ascii_serialization()) && url.password().is_none();
        ["", "https://", "http://"].into_iter().filter_map(read).find(ours)
    }
}

/// A mistake, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The line of the page; none where it is in no line.
    pub line: Option<usize>,
    /// What is wrong.
    pub mistake: Mistake,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is said in words in the messages of this name, with what it carries in the gaps")]
pub enum Mistake {
    Status { status: u16 },
    Nothing,
    NoScript,
    Commented,
    Bundled { by: &'static str },
    MaybeBundled { by: &'static str },
    NoEmbed,
    Placeholder,
    RocketLoader,
    Delayed { by: &'static str },
    Consent { attribute: String },
    OtherServer { address: String },
    Version { address: String },
    Mixed,
    MixedFrame,
    Integrity,
    Module,
    Twice { first: usize },
    ScriptBlocked { file: String, rule: String },
    ConnectBlocked { rule: String },
    FrameBlocked { rule: String },
    UnknownEmbed { name: String },
    NoLink { name: String },
    SelfClosed { name: String },
    UnknownPlace { slug: String },
    Origin { slug: String, origin: String },
    Scheme,
    FrameMode,
    Sandbox,
    Escaped,
}

/// The embeds there are.
pub const EMBEDS: [&str; 3] = ["open-calls", "consultation", "directory"];

/// What our script has in it, whatever it was put together with: no other does.
pub const MARK: &str = "[data-javno]";

/// Files into which plugins put scripts together, and whether ours is in them. Those that could not be had are not here.
pub type Bundles = BTreeMap<Url, bool>;

/// The files to look into before anything is said of a page: where something of ours is to be shown, our script is missing,
/// and a plugin may have swallowed it.
#[must_use]
pub fn bundles(page: &Fetched, parts: &Parts, known: &Known) -> Vec<Url> {
    let look = Look { page, parts, known };
    if parts.scripts.iter().any(is_ours) || look.first_embed().is_none() {
        return Vec::new();
    }
    look.bundles().map(|(.., address)| address).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Everything that is wrong, in the order of the page.
#[must_use]
pub fn findings(page: &Fetched, parts: &Parts, known: &Known, bundles: &Bundles) -> Vec<Finding> {
    if !(200..300).contains(&page.status) {
        return vec![Finding { line: None, mistake: Mistake::Status { status: page.status } }];
    }
    let look = Look { page, parts, known };
    let mut found = Vec::new();
    look.scripts(bundles, &mut found);
    look.policies(&mut found);
    look.embeds(&mut found);
    look.links(&mut found);
    look.frames(&mut found);
    found.extend(parts.escaped.iter().map(|&line| Finding { line: Some(line), mistake: Mistake::Escaped }));
    found.sort_by_key(|finding| finding.line);
    found
}

struct Look<'a> {
    page: &'a Fetched,
    parts: &'a Parts,
    known: &'a Known,
}

fn at(line: usize, mistake: Mistake) -> Finding {
    Finding { line: Some(line), mistake }
}

/// The same address by https.
fn secured(url: &Url) -> Url {
    let mut secured = url.clone();
    if url.scheme() == "http" {
        // What begins with http may begin with https.
        let _ = secured.set_scheme("https");
    }
    secured
}

/// The address of a script, wherever an optimiser has put it.
fn source(tag: &Tag) -> Option<&str> {
    SOURCES.iter().find_map(|name| tag.get(name)).filter(|address| !address.is_empty())
}

/// Whether a tag is our script, as far as its name shows.
fn is_ours(tag: &Tag) -> bool {
    source(tag).is_some_and(|address| address.split(['?', '#']).next().unwrap_or_default().ends_with("javno.js"))
}

/// Who has put scripts together into one file.
fn bundler(address: &str) -> Option<&'static str> {
    let known = [
        ("/cache/autoptimize/", "Autoptimize"),
        ("/wp-content/cache/min/", "WP Rocket"),
        ("/wp-content/litespeed/", "LiteSpeed Cache"),
        ("/cache/wpfc-minified/", "WP Fastest Cache"),
        ("/siteground-optimizer-assets/", "SiteGround Optimizer"),
        ("/media/plg_jchoptimize/", "JCH Optimize"),
    ];
    known.iter().find(|(mark, _)| address.contains(mark)).map(|(_, name)| *name)
}

/// Who keeps a script back, by the type that it was given.
fn delayed(tag: &Tag) -> Option<Mistake> {
    let kind = tag.get("type").unwrap_or_default();
    match kind {
        "rocketlazyloadscript" => Some(Mistake::Delayed { by: "WP Rocket" }),
        "litespeed/javascript" => Some(Mistake::Delayed { by: "LiteSpeed Cache" }),
        "pmdelayedscript" => Some(Mistake::Delayed { by: "Perfmatters" }),
        "text/plain" => {
            // What consent waits for stands in another attribute; each plugin has its own.
            let attribute =
                tag.attributes.iter().find(|(name, _)| name.starts_with("data-") && !SOURCES.contains(&&**name));
            let attribute = attribute.map_or_else(|| "type".to_owned(), |(name, _)| name.clone());
            Some(Mistake::Consent { attribute })
        }
        // Cloudflare writes a number of its own before the type.
        _ if kind.split_once('-').is_some_and(|(number, rest)| {
            number.len() >= 16
                && number.chars().all(|c| c.is_ascii_hexdigit())
                && matches!(rest, "text/javascript" | "module" | "")
        }) =>
        {
            Some(Mistake::RocketLoader)
        }
        _ => None,
    }
}

impl Look<'_> {
    fn resolved(&self, address: &str) -> Option<Url> {
        self.page.address.join(address.trim()).ok()
    }

    /// The address that a browser loads for what stands in the page. Some pages have it ask for all of it by https.
    fn loaded(&self, address: &str) -> Option<Url> {
        let url = self.resolved(address)?;
        let policies = self.page.policies.iter().chain(self.parts.policies.iter().map(|(policy, _)| policy));
        let mut rules = policies.flat_map(|policy| policy.split([',', ';']));
        let upgraded = rules.any(|rule| rule.trim().eq_ignore_ascii_case("upgrade-insecure-requests"));
        Some(if upgraded { secured(&url) } else { url })
    }

    /// Whether a browser refuses to load this for want of https.
    fn is_mixed(&self, url: &Url) -> bool {
        self.page.address.scheme() == "https" && url.scheme() == "http"
    }

    fn is_home(&self, url: &Url) -> bool {
        url.as_str().starts_with(self.known.home.as_str())
    }

    /// Files into which a plugin has put scripts together: the line, the plugin, the address.
    fn bundles(&self) -> impl Iterator<Item = (usize, &'static str, Url)> {
        self.parts.scripts.iter().filter_map(|tag| {
            let address = source(tag)?;
            Some((tag.line, bundler(address)?, self.loaded(address)?))
        })
    }

    /// What could become a widget: elements, boxes, and links with `embed=`.
    fn first_embed(&self) -> Option<usize> {
        let embeds = self.parts.embeds.iter().map(|tag| tag.line);
        let links = self.parts.links.iter().filter(|link| self.embed_of(link).is_some()).map(|tag| tag.line);
        embeds.chain(links).min()
    }

    /// The address of a link that is to become a widget, and the word that says which.
    fn embed_of(&self, link: &Tag) -> Option<(Url, String)> {
        let url = self.resolved(link.get("href")?)?;
        let embed = url.query_pairs().find(|(key, _)| key == "embed").map(|(_, value)| value.into_owned())?;
        // Of other things than ours only the name of an embed of ours makes it one.
        (self.is_home(&url) || EMBEDS.contains(&&*embed)).then_some((url, embed))
    }

    fn scripts(&self, looked: &Bundles, found: &mut Vec<Finding>) {
        let ours: Vec<&Tag> = self.parts.scripts.iter().filter(|tag| is_ours(tag)).collect();
        if ours.is_empty() {
            let framed = self.parts.frames.iter().any(|frame| self.frame_of(frame).is_some());
            // A link that is to stay one is what the studio gives to whoever may change nothing else.
            let linked = self.parts.links.iter().any(|link| {
                let there = link.get("href").and_then(|href| self.resolved(href));
                there.is_some_and(|url| self.is_home(&url))
            });
            let commented = self.parts.comments.iter().find(|(text, _)| text.contains("javno.js"));
            match (commented, self.first_embed()) {
                (Some((_, line)), _) => found.push(at(*line, Mistake::Commented)),
                (None, Some(embed)) => found.push(self.swallowed(looked).unwrap_or(at(embed, Mistake::NoScript))),
                (None, None) if framed || linked || !self.parts.escaped.is_empty() => {}
                (None, None) => found.push(Finding { line: None, mistake: Mistake::Nothing }),
            }
        }
        for (i, tag) in ours.iter().enumerate() {
            found.extend(self.script(tag).map(|mistake| at(tag.line, mistake)));
            // Of a release not a letter changes; what is always the newest does.
            let changes = self.loaded(source(tag).unwrap_or_default()).is_some_and(|url| self.is_script(&url, "v1"));
            if tag.get("integrity").is_some() && changes {
                found.push(at(tag.line, Mistake::Integrity));
            }
            if i > 0 {
                found.push(at(tag.line, Mistake::Twice { first: ours[0].line }));
            }
        }
        if let (Some(first), None, true) = (ours.first(), self.first_embed(), self.parts.escaped.is_empty()) {
            found.push(at(first.line, Mistake::NoEmbed));
        }
    }

    /// The file that has our script in it; where one could not be looked into, that it may be there.
    fn swallowed(&self, looked: &Bundles) -> Option<Finding> {
        let known = self.bundles().find(|(.., file)| looked.get(file) == Some(&true));
        let known = known.map(|(line, by, _)| at(line, Mistake::Bundled { by }));
        known.or_else(|| {
            let (_, by, _) = self.bundles().find(|(.., file)| !looked.contains_key(file))?;
            Some(at(self.first_embed()?, Mistake::MaybeBundled { by }))
        })
    }

    /// Whether an address is that of the script in this version.
    fn is_script(&self, url: &Url, version: &str) -> bool {
        self.known.home.join(&format!("w/{version}/javno.js")).is_ok_and(|right| right.path() == url.path())
    }

    /// The version that an address of the script is of, where there is one.
    fn version(&self, url: &Url) -> Option<&str> {
        let mut all = std::iter::once("v1").chain(self.known.releases.iter().map(String::as_str));
        all.find(|version| self.is_script(url, version))
    }

    /// What keeps this script from running; the first that does.
    fn script(&self, tag: &Tag) -> Option<Mistake> {
        let url = self.loaded(source(tag)?)?;
        let home = &self.known.home;
        if url.host_str() == Some("javno") && home.host_str() != Some("javno") {
            return Some(Mistake::Placeholder);
        }
        if let Some(mistake) = delayed(tag) {
            return Some(mistake);
        }
        if self.is_mixed(&url) {
            return Some(Mistake::Mixed);
        }
        if url.host_str() != home.host_str() {
            return Some(Mistake::OtherServer { address: url.into() });
        }
        if self.version(&url).is_none() {
            return Some(Mistake::Version { address: url.into() });
        }
        // It finds out where it came from, and a module is not told.
        (tag.get("type") == Some("module")).then_some(Mistake::Module)
    }

    fn policies(&self, found: &mut Vec<Finding>) {
        let sent = self.page.policies.iter().map(|policy| (policy, PolicySource::Header, None));
        let written = self.parts.policies.iter().map(|(policy, line)| (policy, PolicySource::Meta, Some(*line)));
        let script = self.parts.scripts.iter().find(|tag| is_ours(tag));
        let frames: Vec<_> = self.parts.frames.iter().filter_map(|tag| Some((tag, self.frame_of(tag)?))).collect();
        let origin = self.known.home.origin().ascii_serialization();
        for (policy, from, line) in sent.chain(written) {
            // Each by itself: what one forbids no other allows again. A header may hold several.
            let list = match from {
                PolicySource::Header => CspList::parse(policy, from, PolicyDisposition::Enforce),
                PolicySource::Meta => CspList(vec![Policy::parse(policy, from, PolicyDisposition::Enforce)]),
            };
            let blocks = |url: &Url, to: Destination, nonce: &str| {
                let request = Request {
                    url: url.clone(),
                    current_url: url.clone(),
                    origin: self.page.address.origin(),
                    redirect_count: 0,
                    destination: to,
                    initiator: if to == Destination::None { Initiator::Fetch } else { Initiator::None },
                    nonce: nonce.to_owned(),
                    integrity_metadata: String::new(),
                    parser_metadata: ParserMetadata::ParserInserted,
                };
                list.should_request_be_blocked(&request).0 == CheckResult::Blocked
            };
            let rule = |name: &str| format!("{name} {origin}");
            let mut say = |mistake| found.push(Finding { line, mistake });
            let home = &self.known.home;
            if let (Some(script), Ok(data)) = (script, home.join("graphql")) {
                let url = source(script).and_then(|address| self.loaded(address));
                let version = url.as_ref().and_then(|url| self.version(url)).unwrap_or("v1");
                let nonce = script.get("nonce").unwrap_or_default();
                // A policy may name the one file, which then loads nothing of what it needs. A nonce it hands on.
                let blocked = self.known.scripts.iter().find(|file| {
                    let file = home.join(&format!("w/{version}/{file}"));
                    file.is_ok_and(|file| blocks(&file, Destination::Script, nonce))
                });
                if let Some(file) = blocked {
                    say(Mistake::ScriptBlocked { file: file.clone(), rule: rule("script-src") });
                }
                if blocks(&data, Destination::None, "") {
                    say(Mistake::ConnectBlocked { rule: rule("connect-src") });
                }
            }
            let blocked = frames.iter().filter_map(|(tag, url)| {
                let (to, name) = match &*tag.name {
                    "embed" => (Destination::Embed, "object-src"),
                    "object" => (Destination::Object, "object-src"),
                    "frame" => (Destination::Frame, "frame-src"),
                    _ => (Destination::IFrame, "frame-src"),
                };
                // Once it is asked for as it should be.
                blocks(&secured(url), to, "").then_some(name)
            });
            for name in blocked.collect::<BTreeSet<_>>() {
                say(Mistake::FrameBlocked { rule: rule(name) });
            }
        }
    }

    fn embeds(&self, found: &mut Vec<Finding>) {
        for (i, tag) in self.parts.embeds.iter().enumerate() {
            let boxed = tag.get("data-javno");
            let name = boxed.unwrap_or_else(|| tag.name.trim_start_matches("javno-"));
            let shown = if boxed.is_some() { format!("data-javno=\"{name}\"") } else { format!("<{}>", tag.name) };
            if !EMBEDS.contains(&name) {
                found.push(at(tag.line, Mistake::UnknownEmbed { name: shown }));
                continue;
            }
            if tag.self_closing {
                found.push(at(tag.line, Mistake::SelfClosed { name: shown }));
            } else if self.parts.links.iter().all(|link| link.within != Some(i)) {
                found.push(at(tag.line, Mistake::NoLink { name: shown }));
            }
            let slug = tag.get(if boxed.is_some() { "data-municipality" } else { "municipality" });
            self.place(tag.line, slug, name == "consultation", found);
        }
    }

    /// Whether there is such a municipality, and its widget may write from here where it is one that writes.
    fn place(&self, line: usize, slug: Option<&str>, writes: bool, found: &mut Vec<Finding>) {
        let Some(slug) = slug else { return };
        let Some(place) = self.known.places.iter().find(|place| place.slug == slug) else {
            found.push(at(line, Mistake::UnknownPlace { slug: slug.to_owned() }));
            return;
        };
        let origin = self.page.address.origin().ascii_serialization();
        if writes && !place.origins.contains(&origin) && origin != self.known.home.origin().ascii_serialization() {
            found.push(at(line, Mistake::Origin { slug: slug.to_owned(), origin }));
        }
    }

    fn links(&self, found: &mut Vec<Finding>) {
        for link in self.parts.links.iter().filter(|link| link.within.is_none()) {
            let Some((url, embed)) = self.embed_of(link) else { continue };
            if url.host_str() == Some("javno") && self.known.home.host_str() != Some("javno") {
                found.push(at(link.line, Mistake::Placeholder));
            } else if url.host_str() != self.known.home.host_str() {
                found.push(at(link.line, Mistake::OtherServer { address: url.into() }));
            } else if url.scheme() != self.known.home.scheme() {
                found.push(at(link.line, Mistake::Scheme));
            } else if !EMBEDS.contains(&&*embed) {
                found.push(at(link.line, Mistake::UnknownEmbed { name: format!("embed={embed}") }));
            } else {
                self.place(link.line, self.slug(&url).as_deref(), embed == "consultation", found);
            }
        }
    }

    /// The first word of a path here.
    fn slug(&self, url: &Url) -> Option<String> {
        let below = url.path().strip_prefix(self.known.home.path())?;
        below.split('/').next().filter(|slug| !slug.is_empty()).map(str::to_owned)
    }

    /// The address of a frame that is of this server, also where it is asked for without https.
    fn frame_of(&self, frame: &Tag) -> Option<Url> {
        let url = self.loaded(frame.get("src").or_else(|| frame.get("data"))?)?;
        (self.is_home(&url) || self.is_home(&secured(&url))).then_some(url)
    }

    fn frames(&self, found: &mut Vec<Finding>) {
        for frame in &self.parts.frames {
            let Some(url) = self.frame_of(frame) else { continue };
            if self.is_mixed(&url) {
                found.push(at(frame.line, Mistake::MixedFrame));
            }
            if !url.query_pairs().any(|(key, _)| key == "frame") {
                found.push(at(frame.line, Mistake::FrameMode));
            }
            let sandbox = frame.get("sandbox");
            if sandbox.is_some_and(|allowed| !allowed.split_ascii_whitespace().any(|word| word == "allow-scripts")) {
                found.push(at(frame.line, Mistake::Sandbox));
            }
            self.place(frame.line, self.slug(&url).as_deref(), true, found);
        }
    }
}
