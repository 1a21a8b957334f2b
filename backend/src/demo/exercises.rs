//! Exercise calls: invented, labelled as exercises wherever they are shown, dated around today so that every state of a
//! call can be seen at any time.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use entities::{
    CallEventKind, CallField, CallId, CallKind, CallStage, CorrectionId, Currency, DeadlineId, DocumentId,
    DocumentRole, EventId, LegalForms, Locale, LocalisedText, LotId, Words, call_correction, call_deadline,
    call_document, call_event, call_lot, municipality, open_call,
};

use crate::calls::rules::{deadline_key, published_key};
use crate::calls::store::save::NewCall;
use crate::clock::{Tz, at_hour, day, end_of_day, zone};
use crate::locale::fold::fold;
use crate::storage::rules::FileKind;

/// What differs from one exercise to the next. Days count from today.
struct Exercise {
    title: &'static str,
    summary: &'static str,
    areas: &'static [&'static str],
    published: i64,
    deadline: Option<i64>,
    hour: Option<u32>,
    money: (Option<i64>, Option<i64>, Option<i64>),
    stage: CallStage,
}

const SOCIAL: Exercise = Exercise {
    title: "Javni poziv za sufinansiranje projekata udruženja građana u oblasti socijalne zaštite",
    summary: "Podržavaju se projekti koji olakšavaju svakodnevni život starijih i nemoćnih lica, porodica u stanju \
              socijalne potrebe i djece bez roditeljskog staranja.",
    areas: &["social", "youth_children"],
    published: -26,
    deadline: Some(2),
    hour: Some(15),
    money: (None, Some(5_000), Some(15_000)),
    stage: CallStage::Published,
};

const YOUTH: Exercise = Exercise {
    title: "Konkurs za omladinske inicijative u mjesnim zajednicama",
    summary: "Podržavaju se inicijative mladih od 15 do 30 godina koje uređuju zajednički prostor, oživljavaju domove \
              kulture ili povezuju mjesne zajednice.",
    areas: &["youth_children"],
    published: -14,
    deadline: Some(21),
    hour: Some(15),
    money: (Some(45_000), Some(1_000), Some(3_000)),
    stage: CallStage::Published,
};

const ENVIRONMENT: Exercise = Exercise {
    title: "Javni poziv organizacijama civilnog društva za zaštitu životne sredine",
    summary: "Podržava se čišćenje i uređenje obala, pošumljavanje, praćenje kvaliteta vazduha i nastava na otvorenom.",
    areas: &["environment"],
    published: -5,
    deadline: Some(36),
    hour: Some(12),
    money: (Some(60_000), None, None),
    stage: CallStage::Published,
};

const STATE: &str = "Ovo je vježba: ovako izgleda poziv u ovom stanju. Pravi poziv ovdje kaže šta se podržava.";

/// The exercises of the trainings' municipalities: two have every state, the others three open calls.
pub(super) fn of(owner: &municipality::Model, now: DateTime<Utc>) -> Vec<NewCall> {
    let place = Place { owner, now, zone: zone(&owner.time_zone) };
    if !owner.partner {
        return Vec::new();
    }
    let mut calls = vec![place.call(&SOCIAL), place.rich(place.call(&YOUTH)), place.call(&ENVIRONMENT)];
    if ["trebinje", "teslic"].contains(&owner.slug.as_str()) {
        calls.extend(place.every_state());
    }
    calls
}

struct Place<'a> {
    owner: &'a municipality::Model,
    now: DateTime<Utc>,
    zone: Tz,
}

fn text(latin: &str) -> LocalisedText {
    LocalisedText::new(Locale::SrLatn, latin)
}

impl Place<'_> {
    fn on(&self, days: i64) -> chrono::NaiveDate {
        let today = day(self.now, self.zone);
        let shift = Days::new(days.unsigned_abs());
        (if days < 0 { today.checked_sub_days(shift) } else { today.checked_add_days(shift) }).unwrap_or(today)
    }

    fn at(&self, days: i64, hour: Option<u32>) -> DateTime<Utc> {
        match hour.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0)) {
            Some(hour) => at_hour(self.on(days), hour, self.zone),
            None => end_of_day(self.on(days), self.zone),
        }
    }

    fn call(&self, exercise: &Exercise) -> NewCall {
        let id = CallId::new();
        let published_on = Some(self.on(exercise.published));
        let deadline_at = exercise.deadline.map(|days| self.at(days, exercise.hour));
        let (budget, min, max) = exercise.money;
        let hundredths = |sum: Option<i64>| sum.map(|sum| sum * 100);
        let call = open_call::Model {
            id,
            municipality_id: self.owner.id,
            source_key: format!("exercise {}", exercise.title),
            source_hash: format!("{published_on:?}"),
            version: 1,
            kind: CallKind::Projects,
            stage: exercise.stage,
            exercise: true,
            title: text(exercise.title),
            summary: Some(text(exercise.summary)),
            eligibility: Some(text("udruženja, fondacije").with(Locale::En, "associations, foundations")),
            contact: None,
            legal_basis: None,
            reference_number: None,
            published_on,
            opens_at: None,
            deadline_at,
            deadline_hour_stated: exercise.deadline.is_some() && exercise.hour.is_some(),
            deadline_note: None,
            extended: false,
            until_spent: false,
            questions_until: None,
            objections_until: None,
            results_expected_on: None,
            currency: Some(Currency::Bam),
            budget_minor: hundredths(budget),
            min_grant_minor: hundredths(min),
            max_grant_minor: hundredths(max),
            co_funding_percent: None,
            min_months: None,
            max_months: Some(6),
            eligible_forms: LegalForms::default(),
            seat_in: None,
            registered_before: None,
            areas_as_written: Words::default(),
            source_url: None,
            deadline_key: deadline_key(deadline_at),
            published_key: published_key(published_on, deadline_at),
            search_text: fold(exercise.title) + &fold(exercise.summary),
            pending: None,
            saved_at: self.now,
            saved_by: None,
        };
        let deadlines = deadline_at.map(|at| self.deadline(&call, 1, at, None)).into_iter().collect();
        NewCall {
            zone: self.zone,
            areas: exercise.areas.iter().map(|&code| code.to_owned()).collect(),
            lots: Vec::new(),
            deadlines,
            documents: Vec::new(),
            events: Vec::new(),
            files: Vec::new(),
            corrections: Vec::new(),
            origins: Vec::new(),
            call,
        }
    }

    fn deadline(
        &self,
        call: &open_call::Model,
        position: i32,
        at: DateTime<Utc>,
        reason: Option<&str>,
    ) -> call_deadline::Model {
        call_deadline::Model {
            id: DeadlineId::new(),
            municipality_id: self.owner.id,
            call_id: call.id,
            position,
            at,
            hour_stated: call.deadline_hour_stated,
            set_on: Some(self.on(-1)),
            reason: reason.map(text),
        }
    }

    /// With lots, documents, events, dates and a correction: everything that a detail view can show.
    fn rich(&self, mut new: NewCall) -> NewCall {
        let call_id = new.call.id;
        new.call.co_funding_percent = Some(10);
        new.call.questions_until = Some(self.at(14, None));
        new.call.results_expected_on = Some(self.on(52));
        new.call.reference_number = Some("02-400-118/26".into());
        new.call.contact =
            Some(text("Odjeljenje za društvene djelatnosti, kancelarija 14, radnim danom od 8.00 do 15.00"));
        new.call.legal_basis = Some(text("Zakon o lokalnoj samoupravi i Odluka o budžetu"));
        let lots = [("Uređenje prostora", 30_000, 3_000), ("Kultura i druženje", 15_000, 2_000)];
        new.lots = lots
            .into_iter()
            .zip(1..)
            .map(|((title, budget, max), position)| call_lot::Model {
                id: LotId::new(),
                municipality_id: self.owner.id,
                call_id,
                position,
                title: text(title),
                area_code: None,
                budget_minor: Some(budget * 100),
                min_grant_minor: Some(100_000),
                max_grant_minor: Some(max * 100),
                cap_per_applicant_minor: Some(max * 200),
            })
            .collect();
        let documents = [
            ("Smjernice za podnosioce prijava", DocumentRole::Read, Some(FileKind::Pdf)),
            ("Obrazac projektnog prijedloga", DocumentRole::Form, Some(FileKind::Docx)),
            ("Obrazac budžeta", DocumentRole::Form, Some(FileKind::Xlsx)),
            ("Rješenje o registraciji", DocumentRole::Bring, None),
        ];
        new.documents = documents
            .into_iter()
            .zip(1..)
            .map(|((name, role, kind), position)| call_document::Model {
                id: DocumentId::new(),
                municipality_id: self.owner.id,
                call_id,
                position,
                role,
                name: text(name),
                url: None,
                media_type: kind.map(|kind| kind.media_type().to_owned()),
                size_bytes: None,
                version: if position == 2 { 2 } else { 1 },
                replaced_on: (position == 2).then(|| self.on(-1)),
                removed_on: None,
            })
            .collect();
        new.events = vec![call_event::Model {
            id: EventId::new(),
            municipality_id: self.owner.id,
            call_id,
            kind: CallEventKind::InfoSession,
            // Within the week that a desk looks ahead, at whatever hour that is.
            starts_at: self.at(6, Some(10)),
            hour_stated: true,
            place: Some(text("Velika sala, prvi sprat")),
            minutes_url: None,
        }];
        new.corrections = vec![self.correction(
            &new.call,
            CallField::MaxGrant,
            "2500 BAM",
            "3000 BAM",
            "Odlukom od juče povećan je najveći iznos po projektu.",
        )];
        new
    }

    fn correction(
        &self,
        call: &open_call::Model,
        field: CallField,
        before: &str,
        after: &str,
        reason: &str,
    ) -> call_correction::Model {
        call_correction::Model {
            id: CorrectionId::new(),
            municipality_id: self.owner.id,
            call_id: call.id,
            at: self.now - TimeDelta::days(1),
            field,
            before: Some(before.to_owned()),
            after: Some(after.to_owned()),
            reason: Some(text(reason)),
        }
    }

    /// One call in each state that time and officials can bring about.
    fn every_state(&self) -> Vec<NewCall> {
        let make = |areas, title, stage, published, deadline| {
            self.call(&Exercise { title, summary: STATE, areas, stage, published, deadline, ..ENVIRONMENT })
        };
        use CallStage::{Cancelled, Contracted, Evaluating, Final, Preliminary, Published};

        let mut extended =
            make(&["culture"], "Javni poziv za programe kulturno-umjetničkih društava", Published, -40, Some(9));
        let old = self.at(-6, extended.call.deadline_hour_stated.then_some(12));
        extended.call.extended = true;
        extended.deadlines = vec![
            self.deadline(&extended.call, 1, old, None),
            self.deadline(&extended.call, 2, self.at(9, Some(12)), Some("Mali broj prijava do prvobitnog roka.")),
        ];
        extended.corrections = vec![self.correction(
            &extended.call,
            CallField::Deadline,
            &old.to_rfc3339(),
            &self.at(9, Some(12)).to_rfc3339(),
            "Mali broj prijava do prvobitnog roka.",
        )];

        let today = self.call(&Exercise {
            title: "Javni poziv za sportske klubove i školski sport",
            summary: STATE,
            areas: &["sport", "youth_children"],
            published: -20,
            deadline: Some(0),
            hour: None,
            ..ENVIRONMENT
        });

        let mut spent =
            make(&["civil_society"], "Javni poziv za hitne popravke prostorija udruženja", Published, -60, None);
        spent.call.until_spent = true;

        let mut announced =
            make(&["youth_children"], "Javni poziv za ljetne kampove i radionice za djecu", Published, -1, Some(45));
        announced.call.opens_at = Some(self.at(10, Some(8)));

        let mut objections = make(
            &["women_gender"],
            "Javni poziv za projekte ženskih udruženja: preliminarna lista",
            Preliminary,
            -70,
            Some(-30),
        );
        objections.call.objections_until = Some(self.at(5, None));

        let mut status = make(
            &["civil_society"],
            "Javni konkurs za status udruženja od interesa za lokalnu zajednicu",
            Published,
            -40,
            Some(-1),
        );
        status.call.kind = CallKind::Status;
        status.call.budget_minor = None;
        status.call.max_months = None;

        vec![
            extended,
            today,
            spent,
            announced,
            objections,
            status,
            make(&["culture"], "Javni poziv za njegovanje tradicije i starih zanata", Evaluating, -60, Some(-12)),
            make(&["civil_society"], "Javni poziv za volonterske programe", Preliminary, -90, Some(-50)),
            make(&["disability"], "Javni poziv za podršku licima sa invaliditetom", Final, -120, Some(-80)),
            make(&["veterans"], "Javni poziv za boračka udruženja", Contracted, -200, Some(-160)),
            make(&["civil_society"], "Javni poziv za međunarodnu saradnju udruženja", Cancelled, -30, Some(12)),
        ]
    }
}
