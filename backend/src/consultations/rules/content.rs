//! From what an editor writes of a consultation to rows, and back. Pure.

use chrono::{DateTime, Utc};
use entities::{
    ChannelContent, ChannelId, ConsultationContent, ConsultationDocumentRole, ConsultationId, ConsultationSessionId,
    ConsultationStage, LocalisedText, Moderation, Moment, PaperContent, SessionContent, UsualRules, Words,
    consultation, consultation_channel, consultation_document, consultation_session, municipality,
};

use super::{closes_key, published_key};
use crate::clock::{day, zone};
use crate::consultations::store::save::NewConsultation;
use crate::documents::rules::take_in;
use crate::edited::{from, until};
use crate::locale::fold::fold;

/// A draft in which nothing is written yet.
#[must_use]
pub fn blank(owner: &municipality::Model, now: DateTime<Utc>) -> NewConsultation {
    let (id, usual) = (ConsultationId::new(), ConsultationContent::default());
    let consultation = consultation::Model {
        id,
        municipality_id: owner.id,
        // What is written here comes from no file: its own id tells it from all others.
        source_key: id.to_string(),
        source_hash: String::new(),
        version: 1,
        kind: usual.kind,
        stage: ConsultationStage::Draft,
        exercise: false,
        title: LocalisedText::new(owner.default_locale, ""),
        summary: None,
        responsible_body: None,
        areas: Words::default(),
        legal_basis: None,
        contact: None,
        comment_note: None,
        published_on: None,
        opens_at: None,
        opens_hour_stated: false,
        closes_at: None,
        closes_hour_stated: false,
        dates_note: None,
        answer_due_on: None,
        online_counts: usual.online_counts,
        moderation: usual.moderation,
        moderation_first: usual.moderation_first,
        anonymous_allowed: usual.anonymous_allowed,
        attachments_allowed: usual.attachments_allowed,
        confirm_email: usual.confirm_email,
        supports: usual.supports,
        source_url: None,
        closes_key: closes_key(None),
        published_key: published_key(None, None, None),
        search_text: String::new(),
        pending: None,
        created_at: now,
        saved_at: now,
        saved_by: None,
    };
    NewConsultation {
        consultation,
        zone: zone(&owner.time_zone),
        acts: Vec::new(),
        sessions: Vec::new(),
        channels: Vec::new(),
        documents: Vec::new(),
        files: Vec::new(),
    }
}

/// With the rules that are usual in its municipality, whatever was written of them.
pub const fn as_usual(content: &mut ConsultationContent, usual: UsualRules) {
    content.moderation = usual.moderation;
    content.moderation_first = usual.moderation_first;
    content.confirm_email = usual.confirm_email;
}

/// With this as the act that was adopted, in place of what was before.
pub fn adopt(content: &mut ConsultationContent, name: LocalisedText, url: String) {
    let known = content.documents.iter().position(|paper| paper.role == ConsultationDocumentRole::Adopted);
    let id = known.and_then(|at| content.documents[at].id);
    let paper =
        PaperContent { id, role: ConsultationDocumentRole::Adopted, name: Some(name), url: Some(url), file: None };
    match known {
        Some(at) => content.documents[at] = paper,
        None => content.documents.push(paper),
    }
}

/// What an editor writes, as it stands in the rows of a consultation.
#[must_use]
pub fn read(new: &NewConsultation) -> ConsultationContent {
    let (row, zone) = (&new.consultation, new.zone);
    let on = |at: DateTime<Utc>, stated: bool| {
        let hour = stated.then(|| at.with_timezone(&zone).time());
        Moment { day: day(at, zone), hour }
    };
    let session = |row: &consultation_session::Model| SessionContent {
        id: Some(row.id),
        starts: on(row.starts_at, row.hour_stated),
        place: row.place.as_ref().map(plain),
        audience: row.audience.as_ref().map(plain),
        minutes_url: row.minutes_url.clone(),
        attendance: row.attendance,
    };
    let channel = |row: &consultation_channel::Model| ChannelContent { kind: row.kind, text: written(&row.text) };
    let paper = |row: &consultation_document::Model| PaperContent {
        id: Some(row.id),
        role: row.role,
        name: written(&row.name),
        url: row.url.clone(),
        file: None,
    };
    let text = |text: &Option<LocalisedText>| text.as_ref().map(plain);
    ConsultationContent {
        kind: row.kind,
        title: written(&row.title),
        summary: text(&row.summary),
        responsible_body: text(&row.responsible_body),
        areas: row.areas.0.clone(),
        legal_basis: text(&row.legal_basis),
        contact: text(&row.contact),
        comment_note: text(&row.comment_note),
        published_on: row.published_on,
        opens: row.opens_at.map(|at| on(at, row.opens_hour_stated)),
        closes: row.closes_at.map(|at| on(at, row.closes_hour_stated)),
        dates_note: text(&row.dates_note),
        answer_due_on: row.answer_due_on,
        online_counts: row.online_counts,
        moderation: row.moderation,
        moderation_first: row.moderation_first,
        anonymous_allowed: row.anonymous_allowed,
        attachments_allowed: row.attachments_allowed,
        confirm_email: row.confirm_email,
        supports: row.supports,
        sessions: new.sessions.iter().map(session).collect(),
        channels: new.channels.iter().map(channel).collect(),
        documents: new.documents.iter().map(paper).collect(),
        exercise: row.exercise,
    }
}

/// Without the letters of the source: they are kept where the words stay the same.
fn plain(text: &LocalisedText) -> LocalisedText {
    let mut text = text.clone();
    text.original.as_written = None;
    for translation in &mut text.translations {
        translation.as_written = None;
    }
    text
}

/// A text that must be there, if anybody has written it.
fn written(text: &LocalisedText) -> Option<LocalisedText> {
    let blank = text.all().all(|wording| wording.text.trim().is_empty());
    (!blank).then(|| plain(text))
}

/// The letters of the source stay beside words that stay.
fn kept(new: Option<&LocalisedText>, old: Option<&LocalisedText>) -> Option<LocalisedText> {
    let mut text = new?.clone();
    if let Some(old) = old.map(|old| &old.original)
        && (old.locale, &old.text) == (text.original.locale, &text.original.text)
    {
        text.original.as_written.clone_from(&old.as_written);
    }
    Some(text)
}

/// The consultation with this written in place of what stood there. What no editor writes stays, and so do its acts.
#[must_use]
pub fn write(content: &ConsultationContent, base: &NewConsultation) -> NewConsultation {
    let (mut new, old, zone) = (base.clone(), &base.consultation, base.zone);
    let row = &mut new.consultation;
    let nameless = || LocalisedText::new(old.title.original.locale, "");
    row.kind = content.kind;
    row.title = kept(content.title.as_ref(), Some(&old.title)).unwrap_or_else(nameless);
    row.summary = kept(content.summary.as_ref(), old.summary.as_ref());
    row.responsible_body = kept(content.responsible_body.as_ref(), old.responsible_body.as_ref());
    row.areas.0.clone_from(&content.areas);
    row.legal_basis = kept(content.legal_basis.as_ref(), old.legal_basis.as_ref());
    row.contact = kept(content.contact.as_ref(), old.contact.as_ref());
    row.comment_note = kept(content.comment_note.as_ref(), old.comment_note.as_ref());
    row.published_on = content.published_on;
    row.opens_at = content.opens.map(|moment| from(moment, zone));
    row.opens_hour_stated = content.opens.is_some_and(|moment| moment.hour.is_some());
    row.closes_at = content.closes.map(|moment| until(moment, zone));
    row.closes_hour_stated = content.closes.is_some_and(|moment| moment.hour.is_some());
    row.dates_note = kept(content.dates_note.as_ref(), old.dates_note.as_ref());
    row.answer_due_on = content.answer_due_on;
    row.online_counts = content.online_counts;
    row.moderation = content.moderation;
    row.moderation_first = first(content);
    row.anonymous_allowed = content.anonymous_allowed;
    row.attachments_allowed = content.attachments_allowed;
    row.confirm_email = content.confirm_email;
    row.supports = content.supports;
    row.exercise = content.exercise;
    row.closes_key = closes_key(row.closes_at);
    row.published_key = published_key(row.published_on, row.opens_at, row.closes_at);
    new.sessions = content.sessions.iter().map(|session| write_session(session, base)).collect();
    new.sessions.sort_by_key(|session| session.starts_at);
    new.channels = content.channels.iter().zip(1..).map(|(one, position)| write_channel(one, position, base)).collect();
    new.documents = content.documents.iter().zip(1..).map(|(one, position)| write_paper(one, position, base)).collect();
    let of = (base.consultation.municipality_id, base.consultation.id);
    for paper in &content.documents {
        if let (Some(id), Some(file)) = (paper.id, &paper.file) {
            take_in(file, id, of, (&mut new.documents, &mut new.files), zone);
        }
    }
    new.consultation.search_text = search_text(&new);
    new
}

/// How many of somebody are looked at first: there when, and only when, that is the moderation.
fn first(content: &ConsultationContent) -> Option<i32> {
    (content.moderation == Moderation::FirstN).then(|| content.moderation_first.unwrap_or(1))
}

/// Everything that a search finds a consultation by.
#[must_use]
pub fn search_text(new: &NewConsultation) -> String {
    let row = &new.consultation;
    let texts = [Some(&row.title), row.summary.as_ref(), row.responsible_body.as_ref()];
    let texts = texts.into_iter().flatten().chain(new.acts.iter().map(|act| &act.title));
    texts.flat_map(LocalisedText::all).map(|text| fold(&text.text)).collect()
}

fn write_session(session: &SessionContent, base: &NewConsultation) -> consultation_session::Model {
    let known = base.sessions.iter().find(|row| Some(row.id) == session.id);
    consultation_session::Model {
        id: known.map_or_else(ConsultationSessionId::new, |row| row.id),
        municipality_id: base.consultation.municipality_id,
        consultation_id: base.consultation.id,
        starts_at: from(session.starts, base.zone),
        hour_stated: session.starts.hour.is_some(),
        place: kept(session.place.as_ref(), known.and_then(|row| row.place.as_ref())),
        audience: kept(session.audience.as_ref(), known.and_then(|row| row.audience.as_ref())),
        minutes_url: session.minutes_url.clone(),
        attendance: session.attendance,
    }
}

fn write_channel(channel: &ChannelContent, position: i32, base: &NewConsultation) -> consultation_channel::Model {
    consultation_channel::Model {
        id: ChannelId::new(),
        municipality_id: base.consultation.municipality_id,
        consultation_id: base.consultation.id,
        position,
        kind: channel.kind,
        text: named(channel.text.as_ref(), None, base),
    }
}

fn write_paper(paper: &PaperContent, position: i32, base: &NewConsultation) -> consultation_document::Model {
    let known = base.documents.iter().find(|row| Some(row.id) == paper.id);
    let mut row = known.cloned().unwrap_or_else(|| consultation_document::Model {
        // One that waits has its id before it has its row.
        id: paper.id.unwrap_or_default(),
        municipality_id: base.consultation.municipality_id,
        consultation_id: base.consultation.id,
        position,
        role: paper.role,
        name: LocalisedText::new(base.consultation.title.original.locale, ""),
        url: None,
        media_type: None,
        size_bytes: None,
        version: 1,
        replaced_on: None,
        removed_on: None,
    });
    (row.position, row.role) = (position, paper.role);
    row.name = named(paper.name.as_ref(), known.map(|row| &row.name), base);
    row.url.clone_from(&paper.url);
    row
}

/// What nobody has named yet has a name of no letters.
fn named(name: Option<&LocalisedText>, old: Option<&LocalisedText>, base: &NewConsultation) -> LocalisedText {
    kept(name, old).unwrap_or_else(|| LocalisedText::new(base.consultation.title.original.locale, ""))
}

#[cfg(test)]
pub(in crate::consultations) mod tests {
    use entities::{
        ChannelContent, ChannelKind, ConsultationContent, ConsultationDocumentRole, Locale, LocalisedText, Moderation,
        Moment, MunicipalityId, MunicipalityKind, PaperContent, SessionContent, municipality,
    };

    use super::{blank, read, write};

    fn text(words: &str) -> Option<LocalisedText> {
        Some(LocalisedText::new(Locale::SrCyrl, words))
    }

    fn moment(day: &str, hour: Option<&str>) -> Moment {
        Moment { day: day.parse().expect("a day"), hour: hour.map(|hour| hour.parse().expect("an hour")) }
    }

    pub(in crate::consultations) fn owner() -> municipality::Model {
        municipality::Model {
            id: MunicipalityId::new(),
            slug: "trebinje".into(),
            name_latin: "Trebinje".into(),
            name_cyrillic: "Требиње".into(),
            kind: MunicipalityKind::City,
            entity: Some("RS".into()),
            country: "BA".into(),
            website: None,
            allowed_origins: entities::Words::default(),
            time_zone: "Europe/Sarajevo".into(),
            default_locale: Locale::SrCyrl,
            partner: true,
            own_areas: entities::OwnAreas::default(),
            usual_rules: None,
            accessibility_contact: None,
            own_days: entities::OwnDays::default(),
            version: 1,
            settled: false,
            saved_by: None,
            source_url: None,
            search_text: String::new(),
        }
    }

    #[test]
    fn what_is_written_is_read_as_it_was_written() {
        let base = blank(&owner(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        assert_eq!(read(&base), ConsultationContent::default());
        let full = ConsultationContent {
            title: text("Нацрт одлуке"),
            summary: text("О чему се ради"),
            areas: vec!["environment".into(), "sport".into()],
            opens: Some(moment("2026-11-25", Some("08:00:00"))),
            closes: Some(moment("2026-12-14", None)),
            moderation: Moderation::FirstN,
            moderation_first: Some(3),
            sessions: vec![SessionContent {
                id: None,
                starts: moment("2026-12-01", Some("17:00:00")),
                place: text("Велика сала"),
                audience: None,
                minutes_url: None,
                attendance: Some(12),
            }],
            channels: vec![ChannelContent { kind: ChannelKind::Counter, text: text("Шалтер 3") }],
            documents: vec![PaperContent {
                id: None,
                role: ConsultationDocumentRole::Draft,
                name: text("Нацрт"),
                url: Some("https://trebinje.example/nacrt.pdf".into()),
                file: None,
            }],
            ..ConsultationContent::default()
        };
        let mut read = read(&write(&full, &base));
        assert!(read.sessions[0].id.take().is_some() && read.documents[0].id.take().is_some());
        assert_eq!(read, full);
        // The number says nothing without its moderation.
        let post = ConsultationContent { moderation: Moderation::Post, ..full };
        assert_eq!(write(&post, &base).consultation.moderation_first, None);
    }

    #[test]
    fn a_day_without_an_hour_lasts_until_its_end() {
        let base = blank(&owner(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        let content =
            ConsultationContent { closes: Some(moment("2026-12-14", None)), ..ConsultationContent::default() };
        let row = write(&content, &base).consultation;
        assert_eq!(row.closes_at.map(|at| at.to_rfc3339()).as_deref(), Some("2026-12-14T22:59:59.999999+00:00"));
        assert!(!row.closes_hour_stated);
    }
}
