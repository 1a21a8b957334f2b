//! Consultations in few words: `town.debate(&trebinje, |_| {})`.

use chrono::TimeDelta;
use entities::{
    ActId, ActVersionId, AnchorId, AnchorKey, AnchorKind, ConfirmEmail, ConsultationId, ConsultationKind,
    ConsultationStage, Locale, Moderation, Supports, Words, act_anchor, act_version, consultation, consultation_act,
    municipality,
};
use javno::clock::Clock as _;
use sea_orm::IntoActiveModel as _;

use crate::given::{cyrillic, latin};
use crate::{Town, instant};

/// A consultation with one act of so many articles.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The consultation: open now, for two weeks, moderated before anything is published.
    pub row: consultation::Model,
    /// Its articles, in order.
    pub articles: Vec<act_anchor::Model>,
}

impl Town {
    /// A consultation of this municipality on a decision of three articles.
    ///
    /// # Panics
    /// The database refused.
    pub async fn debate(&self, owner: &municipality::Model, shape: impl FnOnce(&mut consultation::Model)) -> Draft {
        let (id, now) = (ConsultationId::new(), self.clock.now());
        let mut row = consultation::Model {
            id,
            municipality_id: owner.id,
            source_key: id.to_string(),
            source_hash: String::new(),
            version: 1,
            kind: ConsultationKind::PublicDebate,
            stage: ConsultationStage::Published,
            exercise: false,
            title: cyrillic("Нацрт одлуке о комуналном реду"),
            summary: None,
            responsible_body: None,
            areas: Words::default(),
            legal_basis: None,
            contact: None,
            comment_note: None,
            published_on: Some(now.date_naive()),
            opens_at: Some(now - TimeDelta::hours(1)),
            opens_hour_stated: true,
            closes_at: Some(now + TimeDelta::days(14)),
            closes_hour_stated: true,
            dates_note: None,
            answer_due_on: None,
            online_counts: true,
            moderation: Moderation::Pre,
            moderation_first: None,
            anonymous_allowed: true,
            attachments_allowed: false,
            confirm_email: ConfirmEmail::Never,
            supports: Supports::None,
            source_url: None,
            closes_key: instant("2026-12-08T10:00:00Z"),
            published_key: now.date_naive(),
            search_text: String::new(),
            pending: None,
            created_at: now,
            saved_at: now,
            saved_by: None,
        };
        shape(&mut row);
        let act = consultation_act::Model {
            id: ActId::new(),
            municipality_id: owner.id,
            consultation_id: id,
            position: 1,
            title: latin("Odluka"),
            waits: false,
        };
        let version = act_version::Model {
            id: ActVersionId::new(),
            municipality_id: owner.id,
            consultation_id: id,
            act_id: act.id,
            number: 1,
            locale: Locale::SrCyrl,
            published_at: Some(now),
            note: None,
        };
        let article = |number: i32| act_anchor::Model {
            id: AnchorId::new(),
            municipality_id: owner.id,
            consultation_id: id,
            version_id: version.id,
            key: AnchorKey::new(),
            parent_id: None,
            position: number,
            depth: 0,
            kind: AnchorKind::Article,
            label: Some(cyrillic(&format!("Члан {number}."))),
            heading: None,
            text: Some(cyrillic("Текст члана.")),
        };
        let articles: Vec<_> = (1..=3).map(article).collect();
        let tx = self.begin().await;
        tx.insert(row.clone().into_active_model()).await.expect("a consultation");
        tx.insert(act.into_active_model()).await.expect("an act");
        tx.insert(version.clone().into_active_model()).await.expect("a version");
        let rows = articles.iter().cloned().map(sea_orm::IntoActiveModel::into_active_model).collect();
        tx.insert_all::<act_anchor::ActiveModel>(rows).await.expect("articles");
        if row.stage != ConsultationStage::Draft {
            javno::comments::store::texts::record(&tx, owner.id, id).await.expect("it is recorded");
        }
        tx.commit().await.expect("a consultation");
        Draft { row, articles }
    }
}
