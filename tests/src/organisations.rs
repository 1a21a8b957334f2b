//! Organisations in few words: `town.organisation(&trebinje, |content| {})`.

use entities::{
    Activity, ConfirmedBy, InterestKind, Locale, OrganisationContent, OrganisationForm, OrganisationOrigin,
    RepresentativeId, Signals, StatusContent, SuggestedFacts, SuggestionId, SuggestionKind, SuggestionState,
    municipality, organisation, organisation_representative, organisation_suggestion,
};
use javno::clock::Clock as _;
use javno::organisations::store::save::{NewOrganisation, add};
use sea_orm::IntoActiveModel as _;

use crate::Town;
use crate::given::{cyrillic, latin, on};

/// An organisation of this municipality with nothing but a name.
#[must_use]
pub fn an_organisation(owner: &municipality::Model, name: &str) -> NewOrganisation {
    NewOrganisation {
        municipality_id: owner.id,
        source_key: format!("key of {name}"),
        source_hash: String::new(),
        origin: OrganisationOrigin::Imported,
        exercise: false,
        import_id: None,
        content: OrganisationContent { name: Some(latin(name)), ..OrganisationContent::default() },
    }
}

/// Fills in all that can be said of an organisation.
pub fn known_in_full(content: &mut OrganisationContent) {
    content.name = Some(cyrillic("Удружење „Чиста ријека“"));
    content.short_name = Some(latin("UČR"));
    content.legal_form = Some(OrganisationForm::Association);
    content.registering_body = Some(cyrillic("Основни суд у Требињу"));
    content.register_number = Some("F-1-12/2009".into());
    content.jib = Some("4401017720006".into());
    content.seat = Some(latin("Trebinje"));
    content.address = Some(latin("Vuka Karadžića 5"));
    content.address_public = true;
    content.territory = Some(latin("Istočna Hercegovina"));
    content.founded = Some(2009);
    content.registered_on = Some(on("2009-03-12"));
    content.phone = Some("059 220 000".into());
    content.email = Some("info@rijeka.example".into());
    content.website = Some("https://rijeka.example/".into());
    content.description = Some(latin("Čisti obale i uči djecu o vodi."));
    content.representative = Some("Ana Anić".into());
    content.representative_public = true;
    content.keeper_email = Some("ana@rijeka.example".into());
    content.internal_note = Some("Zvati prije podne.".into());
    content.activity = Activity::Active;
    content.confirmed_on = Some(on("2026-02-01"));
    content.confirmed_by = Some(ConfirmedBy::Organisation);
    content.source_url = Some("https://trebinje.example/spisak".into());
    content.areas = vec!["environment".into(), "youth_children".into()];
    content.statuses = vec![StatusContent {
        kind: InterestKind::Local,
        valid_from: Some(on("2025-01-01")),
        valid_until: Some(on("2026-12-31")),
        act: Some(latin("Odluka 01-022-5/25")),
        act_url: Some("https://trebinje.example/odluka.pdf".into()),
    }];
}

impl Town {
    /// An organisation in this municipality's directory.
    ///
    /// # Panics
    /// The database refused.
    pub async fn organisation(
        &self,
        owner: &municipality::Model,
        shape: impl FnOnce(&mut OrganisationContent),
    ) -> organisation::Model {
        self.organisation_like(owner, |new| shape(&mut new.content)).await
    }

    /// An organisation, shaped with all that surrounds it.
    ///
    /// # Panics
    /// The database refused.
    pub async fn organisation_like(
        &self,
        owner: &municipality::Model,
        shape: impl FnOnce(&mut NewOrganisation),
    ) -> organisation::Model {
        let mut new = an_organisation(owner, "Udruženje „Most“");
        shape(&mut new);
        if let Some(name) = &new.content.name {
            new.source_key = format!("{} {}", name.original.text, entities::OrganisationId::new());
        }
        let tx = self.begin().await;
        let row = add(&tx, new).await.expect("an organisation");
        tx.commit().await.expect("an organisation");
        row
    }

    /// That whoever has this address represents an organisation.
    ///
    /// # Panics
    /// The database refused.
    pub async fn representative(&self, about: &organisation::Model, email: &str) -> organisation_representative::Model {
        let row = organisation_representative::Model {
            id: RepresentativeId::new(),
            municipality_id: about.municipality_id,
            organisation_id: about.id,
            email: Some(email.to_owned()),
            since: self.clock.now(),
            named_by: None,
            ended_at: None,
            ended_by: None,
        };
        let tx = self.begin().await;
        tx.insert(row.clone().into_active_model()).await.expect("a representative");
        tx.commit().await.expect("a representative");
        row
    }

    /// What somebody outside says of this municipality's directory and has confirmed: a proposal that waits, unless it is
    /// shaped otherwise.
    ///
    /// # Panics
    /// The database refused.
    pub async fn suggestion(
        &self,
        owner: &municipality::Model,
        shape: impl FnOnce(&mut organisation_suggestion::Model),
    ) -> organisation_suggestion::Model {
        let mut row = organisation_suggestion::Model {
            id: SuggestionId::new(),
            municipality_id: owner.id,
            organisation_id: None,
            kind: SuggestionKind::Proposal,
            state: SuggestionState::Waiting,
            own: true,
            facts: SuggestedFacts::default(),
            message: None,
            email: Some("ana@izvor.example".into()),
            confirmed_at: Some(self.clock.now()),
            signals: Signals::default(),
            locale: Locale::SrLatn,
            secret_hash: None,
            received_at: self.clock.now(),
            settled_at: None,
            settled_by: None,
            reason: None,
        };
        shape(&mut row);
        let tx = self.begin().await;
        tx.insert(row.clone().into_active_model()).await.expect("a suggestion");
        tx.commit().await.expect("a suggestion");
        row
    }
}
