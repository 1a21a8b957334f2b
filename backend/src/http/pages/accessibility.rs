//! What a municipality says of the accessibility of these pages and of the widgets: in the order of the European Union's
//! model statement, with what is known not to be accessible and whom to tell.

use chrono::NaiveDate;
use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use super::Context;
use super::layout::{About, page};
use super::say::date;
use crate::error::Error;
use crate::municipalities::rules::settings::{Reached, reached};
use crate::scalars::web_address;

/// The page's word in the address.
pub(super) const WORD: &str = "pristupacnost";
/// The standard that public websites are measured by, and the guidelines that go further than it asks.
const NORM: &str = "EN 301 549 V3.2.1";
const GUIDE: &str = "WCAG 2.2 AA";
/// When the pages and the widgets were last looked at as a whole.
const REVIEWED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 29);

/// What stands in an address of a mailbox as it is; in `mailto:` the rest would say something else.
const MAILBOX: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_').remove(b'+');

/// Where a click leads that reaches whoever has this address or number.
fn link(contact: &str) -> Option<String> {
    Some(match reached(contact)? {
        Reached::Mail(address) => format!("mailto:{}", utf8_percent_encode(&address, MAILBOX)),
        Reached::Phone(number) => format!("tel:{number}"),
    })
}

pub(super) fn render(context: &Context<'_>) -> Result<Markup, Error> {
    let Context { say, owner, locale, .. } = context;
    let name = context.name();
    let reviewed = REVIEWED.map(|day| date(day, *locale)).unwrap_or_default();
    let lead = say.fill("accessibility.accLead", &[("name", name), ("norm", NORM), ("guide", GUIDE)]);
    let title = say.say("accessibility.accTitle");
    let reach = owner.accessibility_contact.as_deref().and_then(link);
    let website = owner.website.as_deref().filter(|url| web_address(url).is_some());
    let body = html! {
        article {
            h1 { (title) }
            p { (lead) }
            h2 { (say.say("accessibility.accStatus")) }
            p { (say.say("accessibility.accPartly")) }
            h2 { (say.say("accessibility.accNot")) }
            ul {
                @for what in ["accessibility.accFiles", "accessibility.accLanguage", "accessibility.accOthers"] {
                    li { (say.say(what)) }
                }
            }
            h2 { (say.say("accessibility.accMade")) }
            p { (say.fill("accessibility.accHow", &[("date", &reviewed)])) }
            h2 { (say.say("accessibility.accContact")) }
            p { (say.fill("accessibility.accTell", &[("name", name)])) }
            @match (owner.accessibility_contact.as_deref(), reach) {
                (Some(contact), Some(reach)) => { p { a href=(reach) { (contact) } } }
                _ => {
                    p { (say.say("accessibility.accNoContact")) }
                    @if let Some(website) = website {
                        p { a href=(website) { (website) } }
                    }
                }
            }
            h2 { (say.say("accessibility.accEnforce")) }
            p { (say.say("accessibility.accOmbud")) }
        }
    };
    let path = format!("/{}/{WORD}", owner.slug);
    let about = About {
        title: title.to_owned(),
        data: json!({
            "@context": "https://schema.org", "@type": "WebPage", "name": title, "inLanguage": locale.tag(),
            "url": context.address(&path), "dateModified": REVIEWED,
        }),
        description: lead,
        path,
        chosen: String::new(),
        follows: None,
    };
    Ok(page(context, &about, &body))
}
