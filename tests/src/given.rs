//! What is given before something is asked: municipalities and calls, in few words. Consultations are in
//! [`debates`](crate::debates).

use chrono::NaiveDate;
use entities::{
    CallEventKind, CallField, CallId, CallKind, CallOrigin, CallStage, CorrectionId, Currency, DeadlineId, DocumentId,
    DocumentRole, EventId, FileId, LegalForm, LegalForms, Locale, LocalisedText, LotId, MunicipalityId,
    MunicipalityKind, OriginId, OwnAreas, OwnDays, QuestionId, QuestionState, Words, call_correction, call_deadline,
    call_document, call_event, call_file, call_lot, call_question, municipality, open_call,
};
use javno::calls::rules::{deadline_key, published_key};
use javno::calls::store::save::{NewCall, save};
use javno::clock::{Clock as _, zone};
use javno::locale::fold::fold;
use javno::locale::script::to_cyrillic;

use sea_orm::IntoActiveModel as _;

pub use crate::debates::{Given, a_consultation, articles, with_an_act, with_everything};
use crate::{NOW, Town, instant};

/// A text in Latin letters, as most are written.
#[must_use]
pub fn latin(text: &str) -> LocalisedText {
    LocalisedText::new(Locale::SrLatn, text)
}

/// A text in Cyrillic letters.
#[must_use]
pub fn cyrillic(text: &str) -> LocalisedText {
    LocalisedText::new(Locale::SrCyrl, text)
}

/// A day, written as in ISO 8601.
///
/// # Panics
/// It is none.
#[must_use]
pub fn on(day: &str) -> NaiveDate {
    day.parse().expect("a day")
}

impl Town {
    /// A municipality that is named as its slug.
    ///
    /// # Panics
    /// The database refused.
    pub async fn municipality(&self, slug: &str) -> municipality::Model {
        self.municipality_like(slug, |_| {}).await
    }

    /// A municipality, shaped.
    ///
    /// # Panics
    /// The database refused.
    pub async fn municipality_like(
        &self,
        slug: &str,
        shape: impl FnOnce(&mut municipality::Model),
    ) -> municipality::Model {
        let name_latin = slug.split('-').map(capitalised).collect::<Vec<_>>().join(" ");
        let mut row = municipality::Model {
            id: MunicipalityId::new(),
            slug: slug.to_owned(),
            name_cyrillic: to_cyrillic(&name_latin),
            kind: MunicipalityKind::City,
            entity: Some("RS".into()),
            country: "BA".into(),
            website: Some(format!("https://{slug}.example")),
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
            search_text: fold(&name_latin),
            name_latin,
        };
        shape(&mut row);
        let tx = self.begin().await;
        javno::municipalities::store::save(&tx, row.clone()).await.expect("a municipality");
        tx.commit().await.expect("a municipality");
        row
    }

    /// A call of a municipality, shaped: `town.call(&trebinje, |new| new.call.title = latin("…"))`.
    ///
    /// # Panics
    /// The database refused.
    pub async fn call(&self, owner: &municipality::Model, shape: impl FnOnce(&mut NewCall)) -> open_call::Model {
        let mut new = a_call(owner);
        shape(&mut new);
        self.calls([new]).await.remove(0)
    }

    /// A question about a call, shaped; it waits to be answered.
    ///
    /// # Panics
    /// The database refused.
    pub async fn question(
        &self,
        owner: &municipality::Model,
        call: CallId,
        shape: impl FnOnce(&mut call_question::Model),
    ) -> call_question::Model {
        let mut row = call_question::Model {
            id: QuestionId::new(),
            municipality_id: owner.id,
            call_id: call,
            asked_at: self.clock.now(),
            asker: Some("Udruženje Izvor".into()),
            email: Some("izvor@udruzenje.example".into()),
            read_in: None,
            question: latin("Mogu li se prijaviti dva projekta?"),
            state: QuestionState::Waiting,
            answer: None,
            answered_at: None,
            answered_by: None,
            version: 1,
        };
        shape(&mut row);
        let tx = self.begin().await;
        tx.insert(row.clone().into_active_model()).await.expect("a question");
        tx.commit().await.expect("a question");
        row
    }

    /// Calls, written in one transaction.
    ///
    /// # Panics
    /// The database refused.
    pub async fn calls(&self, calls: impl IntoIterator<Item = NewCall>) -> Vec<open_call::Model> {
        let tx = self.begin().await;
        let mut written = Vec::new();
        for new in calls {
            let new = completed(new);
            written.push(new.call.clone());
            Box::pin(save(&tx, new)).await.expect("a call");
        }
        tx.commit().await.expect("calls");
        written
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A call that is open for twenty days still, with nothing on it but its area. What follows from other facts (the search
/// text, the sort keys, its one deadline) is made when it is saved.
#[must_use]
pub fn a_call(owner: &municipality::Model) -> NewCall {
    let id = CallId::new();
    let call = open_call::Model {
        id,
        municipality_id: owner.id,
        source_key: id.to_string(),
        source_hash: id.to_string(),
        version: 1,
        kind: CallKind::Projects,
        stage: CallStage::Published,
        exercise: false,
        title: latin("Javni poziv za projekte udruženja"),
        summary: None,
        eligibility: None,
        contact: None,
        legal_basis: None,
        reference_number: None,
        published_on: Some(on("2026-11-10")),
        opens_at: None,
        deadline_at: Some(instant("2026-12-14T14:00:00Z")),
        deadline_hour_stated: true,
        deadline_note: None,
        extended: false,
        until_spent: false,
        questions_until: None,
        objections_until: None,
        results_expected_on: None,
        currency: Some(Currency::Bam),
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
        saved_at: instant(NOW),
        saved_by: None,
    };
    NewCall {
        call,
        zone: zone(&owner.time_zone),
        areas: vec!["culture".into()],
        lots: Vec::new(),
        deadlines: Vec::new(),
        documents: Vec::new(),
        events: Vec::new(),
        files: Vec::new(),
        corrections: Vec::new(),
        origins: Vec::new(),
    }
}

fn completed(mut new: NewCall) -> NewCall {
    let call = &mut new.call;
    call.deadline_key = deadline_key(call.deadline_at);
    call.published_key = published_key(call.published_on, call.deadline_at);
    if call.search_text.is_empty() {
        let texts = [Some(&call.title), call.summary.as_ref()].into_iter().flatten().flat_map(LocalisedText::all);
        call.search_text =
            texts.map(|text| fold(&text.text)).chain(call.areas_as_written.0.iter().map(|area| fold(area))).collect();
    }
    if let Some(at) = call.deadline_at.filter(|_| new.deadlines.is_empty()) {
        new.deadlines.push(call_deadline::Model {
            id: DeadlineId::new(),
            municipality_id: call.municipality_id,
            call_id: call.id,
            position: 1,
            at,
            hour_stated: call.deadline_hour_stated,
            set_on: call.published_on,
            reason: None,
        });
    }
    new
}

/// Gives a call one document more, a form that is nowhere yet.
pub fn with_a_form(new: &mut NewCall) -> DocumentId {
    let id = DocumentId::new();
    new.documents.push(call_document::Model {
        id,
        municipality_id: new.call.municipality_id,
        call_id: new.call.id,
        position: i32::try_from(new.documents.len() + 1).unwrap_or(i32::MAX),
        role: DocumentRole::Form,
        name: latin("Obrazac prijave"),
        url: None,
        media_type: None,
        size_bytes: None,
        version: 1,
        replaced_on: None,
        removed_on: None,
    });
    id
}

/// Gives the first document of a call a file, as its row tells of it; the bytes are nowhere.
pub fn with_a_file(new: &mut NewCall) {
    let document = &new.documents[0];
    let id = FileId::new();
    new.files.push(call_file::Model {
        id,
        municipality_id: document.municipality_id,
        call_id: document.call_id,
        document_id: document.id,
        version: 1,
        name: "obrazac.pdf".into(),
        media_type: "application/pdf".into(),
        size_bytes: 412_000,
        sha256: "0".repeat(64),
        storage_key: format!("call-files/{id}"),
        uploaded_at: instant("2026-11-20T09:00:00Z"),
        replaced_at: None,
    });
}

/// Says of a call what it came from.
pub fn came_from(new: &mut NewCall, id: OriginId, title: &str) {
    let origin = CallOrigin { id, title: latin(title) };
    new.origins = vec![javno::calls::rules::origin::write(&origin, &new.call)];
}

/// Gives a call everything that a call can have, two of a kind where there can be two.
pub fn in_full(new: &mut NewCall) {
    let (municipality_id, call_id) = (new.call.municipality_id, new.call.id);
    let call = &mut new.call;
    call.summary = Some(latin("Podržava se uređenje obala.").with(Locale::En, "Tidy river banks are supported."));
    call.eligibility = Some(latin("Udruženja i fondacije"));
    call.contact = Some(latin("Kancelarija 14, od 8.00 do 15.00"));
    call.legal_basis = Some(latin("Odluka o budžetu"));
    call.reference_number = Some("02-400-118/26".into());
    call.opens_at = Some(instant("2026-11-12T07:00:00Z"));
    call.questions_until = Some(instant("2026-12-07T22:59:59.999999Z"));
    call.objections_until = Some(instant("2027-01-10T22:59:59.999999Z"));
    call.results_expected_on = Some(on("2027-01-15"));
    call.budget_minor = Some(4_500_000);
    call.min_grant_minor = Some(100_000);
    call.max_grant_minor = Some(300_050);
    call.co_funding_percent = Some(10);
    call.min_months = Some(1);
    call.max_months = Some(6);
    call.extended = true;
    call.eligible_forms = LegalForms(vec![LegalForm::Association, LegalForm::Foundation]);
    call.seat_in = Some(latin("Sjedište na području grada"));
    call.registered_before = Some(on("2025-12-31"));
    call.areas_as_written = Words(vec!["zaštita okoliša".into()]);
    call.source_url = Some("https://trebinje.example/poziv".into());
    new.areas = vec!["culture".into(), "environment".into()];
    let deadline = |position, at: &str, reason: Option<&str>| call_deadline::Model {
        id: DeadlineId::new(),
        municipality_id,
        call_id,
        position,
        at: instant(at),
        hour_stated: true,
        set_on: Some(on("2026-11-10")),
        reason: reason.map(latin),
    };
    new.deadlines = vec![
        deadline(1, "2026-12-04T14:00:00Z", None),
        deadline(2, "2026-12-14T14:00:00Z", Some("Mali broj prijava.")),
    ];
    let lot = |position, title: &str| call_lot::Model {
        id: LotId::new(),
        municipality_id,
        call_id,
        position,
        title: latin(title),
        area_code: Some("environment".into()),
        budget_minor: Some(2_000_000),
        min_grant_minor: Some(100_000),
        max_grant_minor: Some(300_000),
        cap_per_applicant_minor: Some(600_000),
    };
    new.lots = vec![lot(1, "Uređenje prostora"), lot(2, "Druženje")];
    let document = |position, role, name: &str, url: Option<&str>| call_document::Model {
        id: DocumentId::new(),
        municipality_id,
        call_id,
        position,
        role,
        name: latin(name),
        url: url.map(str::to_owned),
        media_type: url.map(|_| "application/pdf".into()),
        size_bytes: url.map(|_| 412_000),
        version: 2,
        replaced_on: Some(on("2026-11-20")),
        removed_on: None,
    };
    new.documents = vec![
        document(1, DocumentRole::Form, "Obrazac prijave", Some("https://trebinje.example/obrazac.pdf")),
        document(2, DocumentRole::Bring, "Rješenje o registraciji", None),
    ];
    let event = |kind, at: &str| call_event::Model {
        id: EventId::new(),
        municipality_id,
        call_id,
        kind,
        starts_at: instant(at),
        hour_stated: true,
        place: Some(latin("Velika sala")),
        minutes_url: Some("https://trebinje.example/zapisnik.pdf".into()),
    };
    new.events = vec![
        event(CallEventKind::InfoSession, "2026-11-18T10:00:00Z"),
        event(CallEventKind::MentorSession, "2026-12-01T10:00:00Z"),
    ];
    new.corrections = vec![call_correction::Model {
        id: CorrectionId::new(),
        municipality_id,
        call_id,
        at: instant("2026-11-23T09:00:00Z"),
        field: CallField::MaxGrant,
        before: Some("2500 BAM".into()),
        after: Some("3000.5 BAM".into()),
        reason: Some(latin("Odluka skupštine.")),
    }];
}
