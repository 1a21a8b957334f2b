//! Consultations, given in few words.

use entities::{
    ActId, ChannelId, ChannelKind, ConfirmEmail, ConsultationChangeId, ConsultationDocumentId,
    ConsultationDocumentRole, ConsultationField, ConsultationFileId, ConsultationId, ConsultationKind,
    ConsultationSessionId, ConsultationStage, Locale, Moderation, Supports, Words, act_version, consultation,
    consultation_act, consultation_change, consultation_channel, consultation_document, consultation_file,
    consultation_session, municipality,
};
use javno::consultations::rules::act::{read, tree};
use javno::consultations::rules::{closes_key, published_key};
use javno::consultations::store::save::{NewConsultation, NewText, add_version, save};
use javno::locale::fold::fold;
use sea_orm::IntoActiveModel as _;

use crate::given::{latin, on};
use crate::{Town, instant};

/// A consultation that is given, with the texts of its acts.
#[derive(Clone, Debug)]
pub struct Given {
    /// The consultation with what hangs on it.
    pub new: NewConsultation,
    /// The texts of its first act, first to last.
    pub texts: Vec<String>,
    /// What was changed.
    pub changes: Vec<consultation_change::Model>,
}

/// A text of an act with so many articles, in Latin letters.
#[must_use]
pub fn articles(count: usize) -> String {
    (1..=count).map(|n| format!("Član {n}.\nOdredba broj {n} važi za sve.\n")).collect()
}

/// A consultation that is open for fourteen days still, with nothing on it.
#[must_use]
pub fn a_consultation(owner: &municipality::Model) -> Given {
    let id = ConsultationId::new();
    let closes_at = Some(instant("2026-12-08T22:59:59Z"));
    let published_on = Some(on("2026-11-20"));
    let title = latin("Javna rasprava o Nacrtu odluke");
    let consultation = consultation::Model {
        id,
        municipality_id: owner.id,
        source_key: id.to_string(),
        source_hash: id.to_string(),
        version: 1,
        kind: ConsultationKind::PublicDebate,
        stage: ConsultationStage::Published,
        exercise: false,
        title,
        summary: None,
        responsible_body: None,
        areas: Words::default(),
        legal_basis: None,
        contact: None,
        comment_note: None,
        published_on,
        opens_at: None,
        opens_hour_stated: false,
        closes_at,
        closes_hour_stated: false,
        dates_note: None,
        answer_due_on: None,
        online_counts: false,
        moderation: Moderation::Pre,
        moderation_first: None,
        anonymous_allowed: true,
        attachments_allowed: false,
        confirm_email: ConfirmEmail::WhenGiven,
        supports: Supports::Client,
        source_url: None,
        closes_key: closes_key(closes_at),
        published_key: published_key(published_on, None, closes_at),
        search_text: String::new(),
        pending: None,
        created_at: instant("2026-11-20T08:00:00Z"),
        saved_at: instant("2026-11-20T08:00:00Z"),
        saved_by: None,
    };
    let new = NewConsultation {
        zone: javno::clock::zone(&owner.time_zone),
        consultation,
        acts: Vec::new(),
        sessions: Vec::new(),
        channels: Vec::new(),
        documents: Vec::new(),
        files: Vec::new(),
    };
    Given { new, texts: Vec::new(), changes: Vec::new() }
}

/// Shapes a consultation that has one row in every table.
pub fn with_everything(given: &mut Given) {
    with_an_act(given, &[&articles(2)]);
    let row = &mut given.new.consultation;
    for text in [
        &mut row.summary,
        &mut row.responsible_body,
        &mut row.legal_basis,
        &mut row.contact,
        &mut row.comment_note,
        &mut row.dates_note,
    ] {
        *text = Some(latin("Riječi"));
    }
    row.source_url = Some("https://trebinje.example/rasprava".into());
    let (municipality_id, consultation_id) = (row.municipality_id, row.id);
    given.new.sessions.push(consultation_session::Model {
        id: ConsultationSessionId::new(),
        municipality_id,
        consultation_id,
        starts_at: instant("2026-11-27T16:00:00Z"),
        hour_stated: true,
        place: Some(latin("Velika sala")),
        audience: Some(latin("Građani")),
        minutes_url: Some("https://trebinje.example/zapisnik.pdf".into()),
        attendance: None,
    });
    given.new.channels.push(consultation_channel::Model {
        id: ChannelId::new(),
        municipality_id,
        consultation_id,
        position: 1,
        kind: ChannelKind::Counter,
        text: latin("Šalter sala"),
    });
    let document = |position, role, name| consultation_document::Model {
        id: ConsultationDocumentId::new(),
        municipality_id,
        consultation_id,
        position,
        role,
        name: latin(name),
        url: None,
        media_type: None,
        size_bytes: None,
        version: 1,
        replaced_on: None,
        removed_on: None,
    };
    given.new.documents.push(consultation_document::Model {
        url: Some("https://trebinje.example/nacrt.pdf".into()),
        media_type: Some("application/pdf".into()),
        size_bytes: Some(1),
        ..document(1, ConsultationDocumentRole::Draft, "Nacrt")
    });
    let here = document(2, ConsultationDocumentRole::Explanation, "Obrazloženje");
    given.new.files.push(consultation_file::Model {
        id: ConsultationFileId::new(),
        municipality_id,
        consultation_id,
        document_id: here.id,
        version: 1,
        name: "obrazlozenje.pdf".into(),
        media_type: "application/pdf".into(),
        size_bytes: 1,
        sha256: "00".into(),
        storage_key: here.id.to_string(),
        uploaded_at: instant("2026-11-20T08:00:00Z"),
        replaced_at: None,
    });
    given.new.documents.push(here);
    given.changes.push(consultation_change::Model {
        id: ConsultationChangeId::new(),
        municipality_id,
        consultation_id,
        at: instant("2026-11-22T08:00:00Z"),
        field: ConsultationField::Summary,
        before: Some("Ranije riječi".into()),
        after: Some("Riječi".into()),
        reason: Some(latin("Ispravka")),
    });
}

/// Gives it an act with these texts, first to last.
pub fn with_an_act(given: &mut Given, texts: &[&str]) {
    let row = &given.new.consultation;
    given.new.acts = vec![consultation_act::Model {
        id: ActId::new(),
        municipality_id: row.municipality_id,
        consultation_id: row.id,
        position: 1,
        title: latin("Nacrt odluke"),
        waits: false,
    }];
    given.texts = texts.iter().map(|text| (*text).to_owned()).collect();
}

impl Town {
    /// A consultation of a municipality, shaped. What follows from other facts (the search text, the sort keys) is made when
    /// it is saved.
    ///
    /// # Panics
    /// The database refused.
    pub async fn consultation(
        &self,
        owner: &municipality::Model,
        shape: impl FnOnce(&mut Given),
    ) -> consultation::Model {
        let mut given = a_consultation(owner);
        shape(&mut given);
        self.save_consultation(given).await
    }

    /// Writes a consultation; one with the same key is changed.
    ///
    /// # Panics
    /// The database refused.
    pub async fn save_consultation(&self, mut given: Given) -> consultation::Model {
        let row = &mut given.new.consultation;
        row.closes_key = closes_key(row.closes_at);
        row.published_key = published_key(row.published_on, row.opens_at, row.closes_at);
        row.search_text = fold(&row.title.original.text);
        let (row, acts) = (row.clone(), given.new.acts.clone());
        let tx = self.begin().await;
        Box::pin(save(&tx, given.new)).await.expect("a consultation");
        tx.insert_all(given.changes.into_iter().map(consultation_change::Model::into_active_model).collect())
            .await
            .expect("changes");
        for text in given.texts {
            let parts = tree(&read::plain(&text));
            add_version(&tx, &acts[0], NewText { locale: Locale::SrLatn, parts, note: None }).await.expect("a text");
        }
        tx.commit().await.expect("a consultation");
        row
    }

    /// Adds a version to an act, published or still being made.
    ///
    /// # Panics
    /// The database refused.
    pub async fn version(&self, act: &consultation_act::Model, text: &str, published: bool) -> act_version::Model {
        let tx = self.begin().await;
        let text = NewText { locale: Locale::SrLatn, parts: tree(&read::plain(text)), note: None };
        let mut version = add_version(&tx, act, text).await.expect("a text");
        if !published {
            version.published_at = None;
            tx.update(sea_orm::ActiveModelTrait::reset_all(version.clone().into_active_model()))
                .await
                .expect("unpublished");
        }
        tx.commit().await.expect("a text");
        version
    }
}
