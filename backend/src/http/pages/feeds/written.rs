//! News in the forms that readers of news take. What somebody wrote goes out as HTML with everything escaped: readers take
//! it for HTML whether it is or not.

use std::collections::BTreeMap;

use atom_syndication as atom;
use chrono::{DateTime, Utc};
use serde_json::json;

use super::told::Told;
use super::{Reader, Subject};

/// When nothing was published yet, nothing was changed either.
fn newest(told: &[Told]) -> DateTime<Utc> {
    Told::newest(told).unwrap_or_default()
}

fn urn(told: &Told) -> String {
    told.id.urn().to_string()
}

/// RFC 4287.
pub(super) fn atom(reader: &Reader<'_>, subject: Subject, told: &[Told]) -> String {
    let link = |rel: &str, href: String, media: Option<&str>| atom::Link {
        rel: rel.into(),
        href,
        mime_type: media.map(Into::into),
        ..atom::Link::default()
    };
    let author = |name: &str| atom::Person { name: name.to_owned(), ..atom::Person::default() };
    let entry = |told: &Told| atom::Entry {
        id: urn(told),
        title: atom::Text::plain(told.title.clone()),
        updated: told.updated.with_timezone(told.published.offset()),
        published: Some(told.published),
        authors: vec![author(&told.author)],
        categories: told
            .areas
            .iter()
            .map(|(code, label)| atom::Category { term: code.clone(), label: Some(label.clone()), scheme: None })
            .collect(),
        links: vec![link("alternate", told.page.clone(), Some("text/html"))],
        content: Some(atom::Content {
            value: Some(told.html().into_string()),
            content_type: Some("html".into()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    };
    let address = reader.list(subject, ".atom");
    let feed = atom::Feed {
        title: atom::Text::plain(reader.title(subject)),
        id: address.clone(),
        updated: newest(told).fixed_offset(),
        lang: Some(reader.locale.tag().into()),
        links: vec![
            link("self", address, Some("application/atom+xml")),
            link("alternate", reader.list(subject, ""), Some("text/html")),
        ],
        entries: told.iter().map(entry).collect(),
        ..atom::Feed::default()
    };
    feed.to_string()
}

/// RSS 2.0, with the address of its own that the RSS Advisory Board asks for.
pub(super) fn rss(reader: &Reader<'_>, subject: Subject, told: &[Told]) -> String {
    let item = |told: &Told| rss::Item {
        title: Some(told.title.clone()),
        link: Some(told.page.clone()),
        guid: Some(rss::Guid { value: urn(told), permalink: false }),
        pub_date: Some(told.published.to_rfc2822()),
        description: Some(told.html().into_string()),
        categories: told.areas.iter().map(|(_, label)| rss::Category { name: label.clone(), domain: None }).collect(),
        ..rss::Item::default()
    };
    let own = rss::extension::Extension {
        name: "atom:link".into(),
        attrs: BTreeMap::from([
            ("rel".into(), "self".into()),
            ("href".into(), reader.list(subject, ".rss")),
            ("type".into(), "application/rss+xml".into()),
        ]),
        ..Default::default()
    };
    let channel = rss::Channel {
        title: reader.title(subject),
        link: reader.list(subject, ""),
        description: reader.title(subject),
        language: Some(reader.locale.tag().into()),
        last_build_date: Some(newest(told).to_rfc2822()),
        ttl: Some("60".into()),
        namespaces: BTreeMap::from([("atom".into(), "http://www.w3.org/2005/Atom".into())]),
        extensions: BTreeMap::from([("atom".into(), BTreeMap::from([("link".into(), vec![own])]))]),
        items: told.iter().map(item).collect(),
        ..rss::Channel::default()
    };
    channel.to_string()
}

/// JSON Feed 1.1.
pub(super) fn json(reader: &Reader<'_>, subject: Subject, told: &[Told]) -> String {
    let item = |told: &Told| {
        json!({
            "id": urn(told),
            "url": told.page,
            "title": told.title,
            "content_html": told.html().into_string(),
            "content_text": told.lines.join("\n"),
            "date_published": told.published.to_rfc3339(),
            "date_modified": told.updated.with_timezone(told.published.offset()).to_rfc3339(),
            "authors": [{ "name": told.author }],
            "tags": told.areas.iter().map(|(_, label)| label).collect::<Vec<_>>(),
        })
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": reader.title(subject),
        "home_page_url": reader.list(subject, ""),
        "feed_url": reader.list(subject, ".json"),
        "language": reader.locale.tag(),
        "items": told.iter().map(item).collect::<Vec<_>>(),
    });
    feed.to_string()
}
