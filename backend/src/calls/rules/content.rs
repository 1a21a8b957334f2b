//! From what an editor writes to rows, and back. Pure.

use chrono::{DateTime, Utc};
use entities::{
    CallContent, CallId, CallStage, Currency, DeadlineId, DocumentContent, EventContent, EventId, LegalForm,
    LegalForms, LocalisedText, LotContent, LotId, Moment, Words, call_deadline, call_document, call_event, call_lot,
    municipality, open_call,
};
use sea_orm::Iterable as _;

use super::{deadline_key, origin, published_key};
use crate::calls::store::save::NewCall;
use crate::clock::{day, zone};
use crate::documents::rules::take_in;
use crate::edited::{self, from, until};
use crate::locale::fold::fold;

/// The code of a kind of organisation, as it is stored.
#[must_use]
pub fn code(form: &LegalForm) -> String {
    serde_json::to_value(form).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A draft in which nothing is written yet.
#[must_use]
pub fn blank(owner: &municipality::Model, now: DateTime<Utc>) -> NewCall {
    let id = CallId::new();
    let call = open_call::Model {
        id,
        municipality_id: owner.id,
        // What is written here comes from no file: its own id tells it from all others.
        source_key: id.to_string(),
        source_hash: String::new(),
        version: 1,
        kind: CallContent::default().kind,
        stage: CallStage::Draft,
        exercise: false,
        title: LocalisedText::new(owner.default_locale, ""),
        summary: None,
        eligibility: None,
        contact: None,
        legal_basis: None,
        reference_number: None,
        published_on: None,
        opens_at: None,
        deadline_at: None,
        deadline_hour_stated: false,
        deadline_note: None,
        extended: false,
        until_spent: false,
        questions_until: None,
        objections_until: None,
        results_expected_on: None,
        currency: None,
        budget_minor: None,
        min_grant_minor: None,
        max_grant_minor: None,
        co_funding_percent: None,
        min_months: None,
        max_months: None,
        eligible_forms: LegalForms::default(),
        seat_in: None,
        registered_before: None,
        areas_as_written: Words::default(),
        source_url: None,
        deadline_key: deadline_key(None),
        published_key: published_key(None, None),
        search_text: String::new(),
        pending: None,
        saved_at: now,
        saved_by: None,
    };
    NewCall {
        call,
        zone: zone(&owner.time_zone),
        areas: Vec::new(),
        lots: Vec::new(),
        deadlines: Vec::new(),
        documents: Vec::new(),
        files: Vec::new(),
        events: Vec::new(),
        corrections: Vec::new(),
        origins: Vec::new(),
    }
}

/// What an editor writes, as it stands in the rows of a call.
#[must_use]
pub fn read(new: &NewCall) -> CallContent {
    let (call, zone) = (&new.call, new.zone);
    let there = |at: DateTime<Utc>| at.with_timezone(&zone).time();
    let on = |at: DateTime<Utc>, stated: bool| Moment { day: day(at, zone), hour: stated.then(|| there(at)) };
    let ends = |at: DateTime<Utc>| edited::ends(at, zone);
    let begins = |at: DateTime<Utc>| edited::begins(at, zone);
    let text = |text: &Option<LocalisedText>| text.as_ref().map(plain);
    CallContent {
        kind: call.kind,
        title: Some(plain(&call.title)).filter(|title| !is_blank(title)),
        summary: text(&call.summary),
        eligibility: text(&call.eligibility),
        contact: text(&call.contact),
        legal_basis: text(&call.legal_basis),
        origin: new.origins.first().and_then(origin::read),
        reference_number: call.reference_number.clone(),
        published_on: call.published_on,
        opens: call.opens_at.map(begins),
        deadline: call.deadline_at.map(|at| on(at, call.deadline_hour_stated)),
        deadline_note: text(&call.deadline_note),
        until_spent: call.until_spent,
        questions_until: call.questions_until.map(ends),
        objections_until: call.objections_until.map(ends),
        results_expected_on: call.results_expected_on,
        currency: call.currency,
        budget: call.budget_minor,
        min_grant: call.min_grant_minor,
        max_grant: call.max_grant_minor,
        co_funding_percent: call.co_funding_percent,
        min_months: call.min_months,
        max_months: call.max_months,
        eligible_forms: call.eligible_forms.clone(),
        seat_in: text(&call.seat_in),
        registered_before: call.registered_before,
        areas: new.areas.clone(),
        lots: new.lots.iter().map(lot).collect(),
        documents: new.documents.iter().map(|row| document(row, new)).collect(),
        events: new.events.iter().map(|event| read_event(event, on(event.starts_at, event.hour_stated))).collect(),
        exercise: call.exercise,
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

fn is_blank(text: &LocalisedText) -> bool {
    text.all().all(|wording| wording.text.trim().is_empty())
}

fn lot(row: &call_lot::Model) -> LotContent {
    LotContent {
        title: Some(plain(&row.title)).filter(|title| !is_blank(title)),
        area_code: row.area_code.clone(),
        budget: row.budget_minor,
        min_grant: row.min_grant_minor,
        max_grant: row.max_grant_minor,
        cap_per_applicant: row.cap_per_applicant_minor,
    }
}

/// Whether more is known of a document than its name.
fn is_had(row: &call_document::Model, of: &NewCall) -> bool {
    row.url.is_some() || is_file(row) || of.files.iter().any(|file| file.document_id == row.id)
}

fn is_file(row: &call_document::Model) -> bool {
    row.media_type.is_some() || row.size_bytes.is_some()
}

fn document(row: &call_document::Model, of: &NewCall) -> DocumentContent {
    DocumentContent {
        id: is_had(row, of).then_some(row.id),
        role: row.role,
        name: Some(plain(&row.name)).filter(|name| !is_blank(name)),
        url: row.url.clone(),
        file: None,
    }
}

fn read_event(row: &call_event::Model, starts: Moment) -> EventContent {
    EventContent {
        id: Some(row.id),
        kind: row.kind,
        starts,
        place: row.place.as_ref().map(plain),
        minutes_url: row.minutes_url.clone(),
    }
}

/// The call with this written in place of what stood there. What no editor writes stays: where it comes from, what it
/// was, what was corrected.
#[must_use]
pub fn write(content: &CallContent, base: &NewCall) -> NewCall {
    let (mut new, zone) = (base.clone(), base.zone);
    let call = &mut new.call;
    let locale = call.title.original.locale;
    let old = &base.call;
    call.kind = content.kind;
    call.title = kept(content.title.as_ref(), Some(&old.title)).unwrap_or_else(|| LocalisedText::new(locale, ""));
    call.summary = kept(content.summary.as_ref(), old.summary.as_ref());
    call.eligibility = kept(content.eligibility.as_ref(), old.eligibility.as_ref());
    call.contact = kept(content.contact.as_ref(), old.contact.as_ref());
    call.legal_basis = kept(content.legal_basis.as_ref(), old.legal_basis.as_ref());
    call.reference_number.clone_from(&content.reference_number);
    call.published_on = content.published_on;
    call.opens_at = content.opens.map(|moment| from(moment, zone));
    call.deadline_at = content.deadline.map(|moment| until(moment, zone));
    call.deadline_hour_stated = content.deadline.is_some_and(|moment| moment.hour.is_some());
    call.deadline_note = kept(content.deadline_note.as_ref(), old.deadline_note.as_ref());
    call.until_spent = content.until_spent;
    call.questions_until = content.questions_until.map(|moment| until(moment, zone));
    call.objections_until = content.objections_until.map(|moment| until(moment, zone));
    call.results_expected_on = content.results_expected_on;
    call.currency = content.currency.or_else(|| names_a_sum(content).then_some(Currency::Bam));
    call.budget_minor = content.budget;
    call.min_grant_minor = content.min_grant;
    call.max_grant_minor = content.max_grant;
    call.co_funding_percent = content.co_funding_percent;
    call.min_months = content.min_months;
    call.max_months = content.max_months;
    call.eligible_forms = content.eligible_forms.clone();
    call.seat_in = kept(content.seat_in.as_ref(), old.seat_in.as_ref());
    call.registered_before = content.registered_before;
    call.exercise = content.exercise;
    call.deadline_key = deadline_key(call.deadline_at);
    call.published_key = published_key(call.published_on, call.deadline_at);
    call.search_text = search_text(call);
    let is_draft = call.stage == CallStage::Draft;
    if let Some(at) = call.deadline_at {
        if is_draft {
            new.deadlines.clear();
        }
        if new.deadlines.last().is_none_or(|last| last.at != at) {
            call.extended |= new.deadlines.last().is_some_and(|last| last.at < at);
            new.deadlines.push(stated(&new.call, at, new.deadlines.len()));
        }
    } else if is_draft {
        new.deadlines.clear();
    }
    new.areas.clone_from(&content.areas);
    new.origins = content.origin.iter().map(|named| origin::write(named, &base.call)).collect();
    new.lots = content.lots.iter().zip(1..).map(|(lot, position)| write_lot(lot, position, base)).collect();
    let mut unused: Vec<_> = base.documents.iter().collect();
    new.documents = content
        .documents
        .iter()
        .zip(1..)
        .map(|(document, position)| write_document(document, position, base, &mut unused))
        .collect();
    let of = (base.call.municipality_id, base.call.id);
    for document in &content.documents {
        if let (Some(id), Some(file)) = (document.id, &document.file) {
            take_in(file, id, of, (&mut new.documents, &mut new.files), zone);
        }
    }
    new.events = content.events.iter().map(|event| write_event(event, base)).collect();
    new.events.sort_by_key(|event| event.starts_at);
    new
}

/// Whether a deadline waits to be published that is neither the one that stands nor this one: whoever moves the deadline
/// to this one would throw it away.
#[must_use]
pub fn another_deadline_waits(stands: &CallContent, pending: Option<&CallContent>, wanted: Moment) -> bool {
    let waits = pending.map(|pending| pending.deadline).filter(|waits| *waits != stands.deadline);
    waits.is_some_and(|waits| waits != Some(wanted))
}

/// Whether any sum is named. Where nothing else is said it is in convertible marks, as every notice means it.
#[must_use]
pub fn names_a_sum(content: &CallContent) -> bool {
    let of_lot = |lot: &LotContent| [lot.budget, lot.min_grant, lot.max_grant, lot.cap_per_applicant];
    let sums = [content.budget, content.min_grant, content.max_grant].into_iter();
    sums.chain(content.lots.iter().flat_map(of_lot)).any(|sum| sum.is_some())
}

/// Everything that a search finds a call by.
#[must_use]
pub fn search_text(call: &open_call::Model) -> String {
    let texts = [Some(&call.title), call.summary.as_ref()].into_iter().flatten().flat_map(LocalisedText::all);
    texts.map(|text| fold(&text.text)).chain(call.areas_as_written.0.iter().map(|area| fold(area))).collect()
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

fn stated(call: &open_call::Model, at: DateTime<Utc>, before: usize) -> call_deadline::Model {
    call_deadline::Model {
        id: DeadlineId::new(),
        municipality_id: call.municipality_id,
        call_id: call.id,
        position: i32::try_from(before).unwrap_or(i32::MAX - 1) + 1,
        at,
        hour_stated: call.deadline_hour_stated,
        set_on: None,
        reason: None,
    }
}

/// What nobody has named yet has a name of no letters.
fn named(name: Option<&LocalisedText>, old: Option<&LocalisedText>, base: &NewCall) -> LocalisedText {
    kept(name, old).unwrap_or_else(|| LocalisedText::new(base.call.title.original.locale, ""))
}

fn write_lot(lot: &LotContent, position: i32, base: &NewCall) -> call_lot::Model {
    call_lot::Model {
        id: LotId::new(),
        municipality_id: base.call.municipality_id,
        call_id: base.call.id,
        position,
        title: named(lot.title.as_ref(), None, base),
        area_code: lot.area_code.clone(),
        budget_minor: lot.budget,
        min_grant_minor: lot.min_grant,
        max_grant_minor: lot.max_grant,
        cap_per_applicant_minor: lot.cap_per_applicant,
    }
}

fn write_document(
    document: &DocumentContent,
    position: i32,
    base: &NewCall,
    unused: &mut Vec<&call_document::Model>,
) -> call_document::Model {
    // One without an id is the one that was called so, if there was one: it is not thrown away and made anew.
    let is_it = |row: &&call_document::Model| match document.id {
        Some(id) => row.id == id,
        None => {
            !is_had(row, base)
                && row.role == document.role
                && document.name.as_ref().is_some_and(|name| *name == plain(&row.name))
        }
    };
    let known = unused.iter().position(is_it).map(|at| unused.remove(at));
    let mut row = known.cloned().unwrap_or_else(|| call_document::Model {
        id: document.id.unwrap_or_default(),
        municipality_id: base.call.municipality_id,
        call_id: base.call.id,
        position,
        role: document.role,
        name: LocalisedText::new(base.call.title.original.locale, ""),
        url: None,
        media_type: None,
        size_bytes: None,
        version: 1,
        replaced_on: None,
        removed_on: None,
    });
    let name = named(document.name.as_ref(), Some(&row.name), base);
    (row.position, row.role, row.name) = (position, document.role, name);
    if document.url.is_some() || !is_file(&row) {
        row.url.clone_from(&document.url);
    }
    row
}

fn write_event(event: &EventContent, base: &NewCall) -> call_event::Model {
    let known = base.events.iter().find(|row| Some(row.id) == event.id);
    call_event::Model {
        id: known.map_or_else(EventId::new, |row| row.id),
        municipality_id: base.call.municipality_id,
        call_id: base.call.id,
        kind: event.kind,
        starts_at: from(event.starts, base.zone),
        hour_stated: event.starts.hour.is_some(),
        place: kept(event.place.as_ref(), known.and_then(|row| row.place.as_ref())),
        minutes_url: event.minutes_url.clone(),
    }
}

/// A draft that begins with what an old call says, but for what belongs to its year: it is another call, which came from no
/// consultation yet.
#[must_use]
pub fn copy(old: &NewCall, blank: &NewCall) -> NewCall {
    let written = old.call.pending.clone().unwrap_or_else(|| read(old));
    let documents = written.documents.iter();
    let anew = CallContent {
        origin: None,
        reference_number: None,
        published_on: None,
        opens: None,
        deadline: None,
        questions_until: None,
        objections_until: None,
        results_expected_on: None,
        registered_before: None,
        events: Vec::new(),
        documents: documents.map(|document| DocumentContent { id: None, file: None, ..document.clone() }).collect(),
        ..written.clone()
    };
    let mut new = write(&anew, blank);
    // The same file is not another one because another call names it.
    for (row, document) in new.documents.iter_mut().zip(&written.documents) {
        if let Some(known) = old.documents.iter().find(|known| Some(known.id) == document.id && row.url.is_some()) {
            row.media_type.clone_from(&known.media_type);
            row.size_bytes = known.size_bytes;
        }
    }
    new
}

/// Every kind of organisation, in the order in which it is stored.
#[must_use]
pub fn sorted(forms: &[LegalForm]) -> LegalForms {
    LegalForms(LegalForm::iter().filter(|form| forms.contains(form)).collect())
}

#[cfg(test)]
pub(crate) mod tests {
    use chrono::NaiveTime;
    use entities::{
        CallContent, CallStage, DocumentContent, DocumentRole, Locale, LocalisedText, Moment, MunicipalityId,
        MunicipalityKind, OwnAreas, OwnDays, Words, municipality,
    };

    use super::{another_deadline_waits, blank, read, write};

    /// A municipality.
    pub(crate) fn owner() -> municipality::Model {
        municipality::Model {
            id: MunicipalityId::new(),
            slug: "trebinje".into(),
            name_latin: "Trebinje".into(),
            name_cyrillic: "Требиње".into(),
            kind: MunicipalityKind::City,
            entity: Some("RS".into()),
            country: "BA".into(),
            website: None,
            allowed_origins: Words::default(),
            time_zone: "Europe/Sarajevo".into(),
            default_locale: Locale::SrLatn,
            partner: true,
            own_areas: OwnAreas::default(),
            usual_rules: None,
            accessibility_contact: None,
            own_days: OwnDays::default(),
            version: 1,
            settled: false,
            saved_by: None,
            source_url: None,
            search_text: String::new(),
        }
    }

    fn moment(day: &str, hour: Option<(u32, u32)>) -> Option<Moment> {
        let hour = hour.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
        Some(Moment { day: day.parse().expect("a day"), hour })
    }

    #[test]
    fn a_moment_is_the_same_when_it_comes_back_also_in_summer() {
        let base = blank(&owner(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        for (day, hour) in
            [("2026-12-14", None), ("2026-12-14", Some((15, 0))), ("2026-07-14", None), ("2026-07-14", Some((8, 30)))]
        {
            let written = CallContent {
                opens: moment(day, hour),
                deadline: moment(day, hour),
                questions_until: moment(day, hour),
                objections_until: moment(day, hour),
                ..CallContent::default()
            };
            assert_eq!(read(&write(&written, &base)), written, "{day} {hour:?}");
        }
        let told = write(&CallContent { deadline: moment("2026-12-14", None), ..CallContent::default() }, &base);
        assert_eq!(told.call.deadline_at, "2026-12-14T22:59:59.999999Z".parse().ok(), "until the end of the day");
        assert!(!told.call.deadline_hour_stated);
    }

    #[test]
    fn the_letters_of_the_source_stay_beside_words_that_stay() {
        let mut base = blank(&owner(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        base.call.title = LocalisedText::new(Locale::SrLatn, "UDRUŽENJA");
        base.call.title.original.as_written = Some("UDRUŽENjA".into());
        let mut content = read(&base);
        assert_eq!(write(&content, &base).call.title, base.call.title);
        content.title = Some(LocalisedText::new(Locale::SrLatn, "FONDACIJE"));
        assert_eq!(write(&content, &base).call.title.original.as_written, None);
    }

    #[test]
    fn a_file_stays_with_its_document_wherever_it_stands() {
        let mut base = blank(&owner(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        let named = |name: &str| Some(LocalisedText::new(Locale::SrLatn, name));
        let bring =
            DocumentContent { id: None, role: DocumentRole::Bring, name: named("Statut"), url: None, file: None };
        base = write(&CallContent { documents: vec![bring.clone(), bring.clone()], ..CallContent::default() }, &base);
        (base.documents[1].media_type, base.documents[1].size_bytes) = (Some("application/pdf".into()), Some(1));
        base.documents[1].version = 3;
        let (brought, file) = (base.documents[0].id, base.documents[1].id);
        let mut content = read(&base);
        assert_eq!((content.documents[0].id, content.documents[1].id), (None, Some(file)));
        content.documents.reverse();
        content.documents[0].name = named("Obrazac");
        let new = write(&content, &base);
        let rows: Vec<_> = new.documents.iter().map(|row| (row.id, row.position, row.version)).collect();
        assert_eq!(rows, [(file, 1, 3), (brought, 2, 1)]);
        assert_eq!(new.documents[0].media_type.as_deref(), Some("application/pdf"));
    }

    #[test]
    fn only_a_deadline_that_waits_and_is_another_is_in_the_way() {
        let on = |day: &str| Moment { day: day.parse().expect("a day"), hour: None };
        let with = |deadline| CallContent { deadline, ..CallContent::default() };
        let (stands, wanted) = (with(Some(on("2026-12-14"))), on("2027-01-15"));
        for (pending, expected) in [
            (None, false),
            (Some(with(Some(on("2026-12-14")))), false),
            (Some(with(Some(on("2027-01-15")))), false),
            (Some(with(Some(on("2027-02-01")))), true),
            (Some(with(None)), true),
        ] {
            assert_eq!(another_deadline_waits(&stands, pending.as_ref(), wanted), expected, "{pending:?}");
        }
    }

    #[test]
    fn a_published_deadline_stays_in_the_list_and_one_of_a_draft_does_not() {
        let base = blank(&owner(), "2026-11-24T10:00:00Z".parse().expect("an instant"));
        let until = |day: &str| CallContent { deadline: moment(day, None), ..CallContent::default() };
        let draft = write(&until("2026-12-21"), &write(&until("2026-12-14"), &base));
        assert_eq!((draft.deadlines.len(), draft.call.extended), (1, false));
        let mut published = draft;
        published.call.stage = CallStage::Published;
        let later = write(&until("2026-12-28"), &published);
        assert_eq!((later.deadlines.len(), later.call.extended), (2, true));
    }
}
