//! What an official agrees to of what people outside say, and what everybody reads of it afterwards.

use entities::{
    OrganisationChangeId, OrganisationField, Suggested, SuggestedFacts, SuggestedField, SuggestionKind,
    organisation_change,
};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::IntoActiveModel as _;
use serde_json::{Value, json};

use crate::suggestions::{APPROVE, Directory, OURS, but};

#[tokio::test]
async fn who_edits_and_only_says_something_confirms_nothing_and_nothing_is_no_choice() {
    let directory = Directory::new().await;
    let keeper = directory.keeper().await;
    directory.claim("key 1", "ana@rijeka.example").await;
    let path = directory.link().await;
    let said = but(&[("message", "Adresa nije tačna.")]);
    assert_eq!(directory.post(&path, &said, &OURS).await.0, 200);
    let waits = &directory.queue(&keeper, "WAITING").await[0];
    let agreed = json!({ "id": waits["id"], "organisationVersion": waits["organisationVersion"], "fields": [] });
    let approved = keeper.data(APPROVE, json!({ "input": agreed })).await["approveOrganisationSuggestion"].take();
    assert_eq!(approved["suggestion"]["state"], "APPROVED", "{approved}");
    assert_eq!(directory.shown().await["confirmedOn"], "2026-02-01", "nobody has said that all is true");

    directory.claim("key 2", "ana@rijeka.example").await;
    directory.town.unread().await;
    let facts = vec![Suggested {
        field: SuggestedField::Seat,
        before: Some("Trebinje".into()),
        value: Some("Ljubinje".into()),
        consent: false,
    }];
    let edit = directory
        .town
        .suggestion(&directory.owner, |row| {
            (row.kind, row.organisation_id) = (SuggestionKind::Edit, Some(directory.known.id));
            row.facts = SuggestedFacts(facts);
        })
        .await;
    let version = directory.record().await.version;
    let agree = async |fields: Value| {
        let input = json!({ "id": edit.id.to_string(), "organisationVersion": version, "fields": fields });
        keeper.data(APPROVE, json!({ "input": input })).await["approveOrganisationSuggestion"].take()
    };
    for none in [json!([]), json!(["PHONE"])] {
        assert_eq!(agree(none).await["errors"][0]["field"], "fields");
    }
    assert_eq!(agree(json!(["SEAT"])).await["suggestion"]["state"], "APPROVED");
    assert_eq!(directory.shown().await["confirmedOn"], "2026-11-24", "all that it says is agreed to");
    directory.town.unread().await;
}

#[tokio::test]
async fn what_was_published_of_persons_before_is_told_no_more() {
    let directory = Directory::new().await;
    let tx = directory.town.begin().await;
    for (field, before, after) in [
        (OrganisationField::Representative, "Ana Anić", "Drugo"),
        (OrganisationField::Contact, "059 220 000", "Drugo"),
        // Seat and street were told together.
        (OrganisationField::Seat, "Trebinje", "Trebinje, Kod Ane 7"),
    ] {
        let change = organisation_change::Model {
            id: OrganisationChangeId::new(),
            municipality_id: directory.owner.id,
            organisation_id: directory.known.id,
            at: tx.now(),
            field,
            before: Some(before.into()),
            after: Some(after.into()),
            reason: None,
        };
        tx.insert(change.into_active_model()).await.expect("a change");
    }
    tx.commit().await.expect("changes");
    // As it was before comments were found by several numbers, and back: nothing stands in the way.
    let db = directory.town.database().connect().await;
    let later = Migrator::migrations().iter().rev().take_while(|one| one.name() != "m0017_alike").count();
    Migrator::down(&db, u32::try_from(later + 1).ok()).await.expect("down");
    Migrator::up(&db, None).await.expect("up");
    db.close().await.expect("closing");
    let mut told = directory.shown().await["changes"].as_array().expect("changes").clone();
    told.sort_by_key(|one| one["field"].to_string());
    let expected = json!([
        { "field": "CONTACT", "before": null, "after": null },
        { "field": "REPRESENTATIVE", "before": null, "after": null },
        { "field": "SEAT", "before": "Trebinje", "after": null },
    ]);
    assert_eq!(json!(told), expected);
}
