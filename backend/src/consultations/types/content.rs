//! What an editor reads and writes of a consultation: one shape for both ways.

use async_graphql::{ID, InputObject, SimpleObject};
use entities::{
    ChannelContent, ConsultationContent as Stored, ConsultationDocumentId, ConsultationSessionId, LocalisedText,
    PaperContent, SessionContent,
};

use super::{ChannelKind, ConfirmEmail, ConsultationDocumentRole, ConsultationKind, Moderation, Supports};
use crate::consultations::rules::check::unworkable;
use crate::edited::{Check, EditedText, LIST, Moment, NAME, TITLE, shown};
use crate::error::Error;
use crate::locale::Locale;
use crate::mend::Problem;
use crate::municipalities::types::Area;
use crate::scalars::{Date, LocaleTag};

/// When and where people meet, as it is edited.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "ConsultationSessionContentInput")]
pub struct ConsultationSessionContent {
    /// `mtg_…`; null for a new one.
    pub id: Option<ID>,
    /// When it begins.
    pub starts: Moment,
    /// Where.
    pub place: Option<EditedText>,
    /// For whom; null where it is for everybody.
    pub audience: Option<EditedText>,
    /// Minutes, so that those who were absent get the same information.
    pub minutes_url: Option<String>,
    /// How many came.
    pub attendance: Option<i32>,
}

/// A way to comment other than the form, as it is edited.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "ConsultationChannelContentInput")]
pub struct ConsultationChannelContent {
    /// Which way.
    pub kind: ChannelKind,
    /// Where exactly, until when, marked with what; no letters while nobody has written it.
    pub text: EditedText,
}

/// A document, as it is edited.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "ConsultationDocumentContentInput")]
pub struct ConsultationDocumentContent {
    /// `cdoc_…`; null for a new one.
    pub id: Option<ID>,
    /// What it is.
    pub role: ConsultationDocumentRole,
    /// Its name; no letters while nobody has written it.
    pub name: EditedText,
    /// Where it can be had.
    pub url: Option<String>,
}

/// Everything of a consultation that an editor writes, but the texts of its acts. Nothing but the kind must be there before
/// it is published.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "ConsultationContentInput")]
pub struct ConsultationContent {
    /// In what form is asked.
    pub kind: ConsultationKind,
    /// As on the notice.
    pub title: Option<EditedText>,
    /// What it is about, in a few sentences.
    pub summary: Option<EditedText>,
    /// The department or team that holds it.
    pub responsible_body: Option<EditedText>,
    /// Codes of the areas of work that it is about.
    #[graphql(default)]
    pub areas: Vec<String>,
    /// The law or decision it rests on.
    pub legal_basis: Option<EditedText>,
    /// Office, address, hours.
    pub contact: Option<EditedText>,
    /// What is said beside the form for comments.
    pub comment_note: Option<EditedText>,
    /// The day on the notice; of a draft, the day on which it is published where it is left out.
    pub published_on: Option<Date>,
    /// From when comments are taken, if later than publication.
    pub opens: Option<Moment>,
    /// Until when comments are taken.
    pub closes: Option<Moment>,
    /// What is said of the dates in words.
    pub dates_note: Option<EditedText>,
    /// Until when every comment is to be answered.
    pub answer_due_on: Option<Date>,
    /// Whether a comment made here stands for one that came the way the law names.
    #[graphql(default)]
    pub online_counts: bool,
    /// When a comment can be read by everybody.
    #[graphql(default_with = "Moderation::Pre")]
    pub moderation: Moderation,
    /// How many of somebody are looked at first; goes with `FIRST_N`.
    pub moderation_first: Option<i32>,
    /// Whether somebody may comment without a name.
    #[graphql(default = true)]
    pub anonymous_allowed: bool,
    /// Whether a file may be sent with a comment.
    #[graphql(default)]
    pub attachments_allowed: bool,
    /// Whether an e-mail address has to be confirmed.
    #[graphql(default_with = "ConfirmEmail::Never")]
    pub confirm_email: ConfirmEmail,
    /// Who may support a comment.
    #[graphql(default_with = "Supports::None")]
    pub supports: Supports,
    /// When and where people meet; one that is left out is removed.
    #[graphql(default)]
    pub sessions: Vec<ConsultationSessionContent>,
    /// The other ways to comment, in their order.
    #[graphql(default)]
    pub channels: Vec<ConsultationChannelContent>,
    /// Documents, in their order; one that is left out is removed.
    #[graphql(default)]
    pub documents: Vec<ConsultationDocumentContent>,
    /// An exercise of a training, not a real consultation.
    #[graphql(default)]
    pub exercise: bool,
}

impl ConsultationContent {
    /// As the desk shows it; what nobody has named yet is in this locale.
    pub(crate) fn of(stored: &Stored, usual: Locale) -> Self {
        let text = |text: &Option<LocalisedText>| shown(text.as_ref());
        let nameless = || EditedText { text: String::new(), locale: LocaleTag(usual), overrides: Vec::new() };
        let named = |name: &Option<LocalisedText>| shown(name.as_ref()).unwrap_or_else(nameless);
        let session = |session: &SessionContent| ConsultationSessionContent {
            id: session.id.map(|id| id.to_string().into()),
            starts: session.starts.into(),
            place: text(&session.place),
            audience: text(&session.audience),
            minutes_url: session.minutes_url.clone(),
            attendance: session.attendance,
        };
        let channel = |channel: &ChannelContent| ConsultationChannelContent {
            kind: channel.kind.into(),
            text: named(&channel.text),
        };
        let paper = |paper: &PaperContent| ConsultationDocumentContent {
            id: paper.id.map(|id| id.to_string().into()),
            role: paper.role.into(),
            name: named(&paper.name),
            url: paper.url.clone(),
        };
        Self {
            kind: stored.kind.into(),
            title: text(&stored.title),
            summary: text(&stored.summary),
            responsible_body: text(&stored.responsible_body),
            areas: stored.areas.clone(),
            legal_basis: text(&stored.legal_basis),
            contact: text(&stored.contact),
            comment_note: text(&stored.comment_note),
            published_on: stored.published_on.map(Date),
            opens: stored.opens.map(Into::into),
            closes: stored.closes.map(Into::into),
            dates_note: text(&stored.dates_note),
            answer_due_on: stored.answer_due_on.map(Date),
            online_counts: stored.online_counts,
            moderation: stored.moderation.into(),
            moderation_first: stored.moderation_first,
            anonymous_allowed: stored.anonymous_allowed,
            attachments_allowed: stored.attachments_allowed,
            confirm_email: stored.confirm_email.into(),
            supports: stored.supports.into(),
            sessions: stored.sessions.iter().map(session).collect(),
            channels: stored.channels.iter().map(channel).collect(),
            documents: stored.documents.iter().map(paper).collect(),
            exercise: stored.exercise,
        }
    }

    /// As it is stored, if it can be. What is missing may be; what is wrong may not. `known` is what was there: only its
    /// sessions and documents can be named.
    pub(crate) fn taken(self, known: &[&Stored]) -> Result<Stored, Error> {
        let mut check = Check::default();
        let lists = [
            ("areas", self.areas.len()),
            ("sessions", self.sessions.len()),
            ("channels", self.channels.len()),
            ("documents", self.documents.len()),
        ];
        for (field, length) in lists {
            if length > LIST {
                check.wrong_with(field, Problem::TooLong, LIST);
            }
        }
        let stored = Stored {
            kind: self.kind.into(),
            title: check.line("title", self.title, TITLE),
            summary: check.text("summary", self.summary),
            responsible_body: check.line("responsibleBody", self.responsible_body, TITLE),
            areas: check.areas(self.areas, Area::is_known),
            legal_basis: check.text("legalBasis", self.legal_basis),
            contact: check.text("contact", self.contact),
            comment_note: check.text("commentNote", self.comment_note),
            published_on: check.day("publishedOn", self.published_on),
            opens: check.moment("opens", self.opens),
            closes: check.moment("closes", self.closes),
            dates_note: check.text("datesNote", self.dates_note),
            answer_due_on: check.day("answerDueOn", self.answer_due_on),
            online_counts: self.online_counts,
            moderation: self.moderation.into(),
            moderation_first: check.number("moderationFirst", self.moderation_first, 1, 100),
            anonymous_allowed: self.anonymous_allowed,
            attachments_allowed: self.attachments_allowed,
            confirm_email: self.confirm_email.into(),
            supports: self.supports.into(),
            sessions: self
                .sessions
                .into_iter()
                .enumerate()
                .filter_map(|(at, session)| check.session(at, session, known))
                .collect(),
            channels: self.channels.into_iter().enumerate().map(|(at, channel)| check.channel(at, channel)).collect(),
            documents: self.documents.into_iter().enumerate().map(|(at, one)| check.paper(at, one, known)).collect(),
            exercise: self.exercise,
        };
        check.wrong.extend(unworkable(&stored, known));
        check.finished(stored)
    }
}

impl Check {
    fn session(&mut self, at: usize, session: ConsultationSessionContent, known: &[&Stored]) -> Option<SessionContent> {
        let field = |name: &str| format!("sessions.{at}.{name}");
        let id = session.id.map(|given| given.parse::<ConsultationSessionId>().ok());
        let is_it = |id| known.iter().flat_map(|known| &known.sessions).any(|known| known.id == Some(id));
        if id.is_some_and(|id| !id.is_some_and(is_it)) {
            self.wrong(&field("id"), Problem::Unknown);
        }
        Some(SessionContent {
            id: id.flatten(),
            starts: self.moment(&field("starts"), Some(session.starts))?,
            place: self.line(&field("place"), session.place, TITLE),
            audience: self.line(&field("audience"), session.audience, TITLE),
            minutes_url: self.address(&field("minutesUrl"), session.minutes_url.as_deref()),
            attendance: self.number(&field("attendance"), session.attendance, 0, 100_000),
        })
    }

    fn channel(&mut self, at: usize, channel: ConsultationChannelContent) -> ChannelContent {
        let text = self.text(&format!("channels.{at}.text"), Some(channel.text));
        ChannelContent { kind: channel.kind.into(), text }
    }

    fn paper(&mut self, at: usize, paper: ConsultationDocumentContent, known: &[&Stored]) -> PaperContent {
        let field = |name: &str| format!("documents.{at}.{name}");
        let id = paper.id.map(|given| given.parse::<ConsultationDocumentId>().ok());
        let is_it = |id| known.iter().flat_map(|known| &known.documents).any(|known| known.id == Some(id));
        if id.is_some_and(|id| !id.is_some_and(is_it)) {
            self.wrong(&field("id"), Problem::Unknown);
        }
        PaperContent {
            id: id.flatten(),
            role: paper.role.into(),
            name: self.line(&field("name"), Some(paper.name), NAME),
            url: self.address(&field("url"), paper.url.as_deref()),
            file: None,
        }
    }
}
