//! From what a letter says to the message that is sent: plain text, headers of our own making.

use chrono::{DateTime, Utc};
use entities::LetterId;
use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use url::Url;

use super::address::Address;
use super::config::{MailConfig, Misconfigured};
use crate::error::Error;
use crate::locale::messages::Messages;

/// The longest subject: what follows is cut off by every reader's list.
const SUBJECT: usize = 150;

/// What a letter says. Plain text: it reads the same everywhere, and nothing in it can be anything else.
#[derive(Clone, Debug)]
pub struct Composed {
    /// In whose sentences it speaks: the reader's own, where his language is known, and not those of whoever caused it.
    pub say: &'static Messages,
    /// Its subject, one line.
    pub subject: String,
    /// Its paragraphs, with an empty line between them.
    pub text: String,
    /// What the reader may do: in words, and where.
    pub action: Option<(String, Url)>,
    /// Where a reader who wants no more of these says so; a POST there is enough.
    pub unsubscribe: Option<Url>,
}

/// From whom letters come.
#[derive(Debug)]
pub(super) struct Desk {
    from: Mailbox,
    home: Url,
    host: String,
}

impl Desk {
    pub(super) fn new(config: &MailConfig, home: &Url) -> Result<Self, Misconfigured> {
        let address: Address =
            config.from.parse().map_err(|_| Misconfigured::Setting("from is not an e-mail address"))?;
        let name = Some(one_line(&config.from_name)).filter(|name| !name.is_empty());
        let host = home.host_str().unwrap_or("localhost").to_owned();
        Ok(Self { from: Mailbox::new(name, address.0), home: home.clone(), host })
    }

    /// The address that every link begins with.
    pub(super) fn home(&self) -> &Url {
        &self.home
    }

    /// The message. Every try of one letter bears the same id, so that whoever gets it twice can see that it is one.
    pub(super) fn message(
        &self,
        id: LetterId,
        to: &Address,
        composed: &Composed,
        now: DateTime<Utc>,
    ) -> Result<Message, Error> {
        let mut message = Message::builder()
            .message_id(Some(format!("<{id}@{}>", self.host)))
            .date(now.into())
            .from(self.from.clone())
            .to(Mailbox::new(None, to.0.clone()))
            .subject(one_line(&composed.subject))
            .header(AutoSubmitted);
        if let Some(address) = &composed.unsubscribe {
            message = message.header(ListUnsubscribe(address.clone())).header(ListUnsubscribePost);
        }
        let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(self.text(composed));
        message.singlepart(text).map_err(Error::internal)
    }

    fn text(&self, composed: &Composed) -> String {
        let say = composed.say;
        let mut text = composed.text.trim_end().to_owned();
        if let Some((label, address)) = &composed.action {
            text += &format!("\n\n{label}:\n{address}");
        }
        // What stands below `-- ` is known to every reader's program as not the letter itself.
        text += &format!("\n\n-- \n{}\n", say.fill("mail.foot", &[("host", &self.host)]));
        if let Some(address) = &composed.unsubscribe {
            text += &format!("{}: {address}\n", say.say("mail.unsubscribe"));
        }
        text
    }
}

/// A text of others as one line of ours: in a subject a line break could begin a header, in a letter a sentence that
/// nobody here wrote.
#[must_use]
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().take(SUBJECT).collect()
}

/// Nobody wrote this, so that nobody's machine answers it.
#[derive(Clone, Debug)]
struct AutoSubmitted;

/// Where to say that one wants no more.
#[derive(Clone, Debug)]
struct ListUnsubscribe(Url);

/// And that a POST there is enough.
#[derive(Clone, Debug)]
struct ListUnsubscribePost;

/// Headers that are only written.
macro_rules! header {
    ($header:ident $name:literal $value:expr) => {
        impl Header for $header {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Err("it is only written".into())
            }

            fn display(&self) -> HeaderValue {
                let value: fn(&Self) -> String = $value;
                HeaderValue::new(Self::name(), value(self))
            }
        }
    };
}
header! { AutoSubmitted "Auto-Submitted" |_| "auto-generated".into() }
header! { ListUnsubscribe "List-Unsubscribe" |header| format!("<{}>", header.0) }
header! { ListUnsubscribePost "List-Unsubscribe-Post" |_| "List-Unsubscribe=One-Click".into() }
