//! What an official agrees to of what people outside say, and what everybody reads of it afterwards.

use chrono::TimeDelta;
use entities::{
    Locale, OrganisationChangeId, OrganisationField, Suggested, SuggestedFacts, SuggestedField, SuggestionKind,
    SuggestionState, organisation_change, person,
};
use javno::import::{How, import};
use javno::locale::messages::Messages;
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{IntoActiveModel as _, Set};
use serde_json::{Value, json};
use tests::given::{cyrillic, latin};
use tests::organisations::known_in_full;

use crate::suggestions::{APPROVE, Directory, OURS, SHOWN, but};

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
async fn what_was_proposed_and_agreed_to_does_not_come_again_with_a_file() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    let name = Suggested {
        field: SuggestedField::Name,
        before: None,
        value: Some("Udruženje „Izvor“".into()),
        consent: false,
    };
    let waits = town.suggestion(&directory.owner, |row| row.facts = SuggestedFacts(vec![name])).await;
    let approved = keeper.data(APPROVE, json!({ "input": { "id": waits.id.to_string() } })).await;
    let id = approved["approveOrganisationSuggestion"]["suggestion"]["organisationId"].clone();
    town.unread().await;
    // However it is spelt there; and of what an official has agreed to a file changes nothing.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("organisations.json");
    let rows = json!([{ "name": "УДРУЖЕЊЕ „ИЗВОР“", "script": "Cyrl", "municipality": "Trebinje", "founded": "1999" }]);
    std::fs::write(&file, rows.to_string()).expect("a file");
    let mut report = Vec::new();
    let summary = import(&town.app, &[file], How::default(), &mut report).await.expect("an import");
    assert_eq!((summary.new, summary.changed, summary.same), (0, 0, 1), "{}", String::from_utf8_lossy(&report));
    let query = "{ organisations(filter: { text: \"izvor\" }) { nodes { id name { text } founded } } }";
    let found = town.data(query, json!({})).await["organisations"]["nodes"].take();
    assert_eq!(found, json!([{ "id": id, "name": { "text": "Udruženje „Izvor“" }, "founded": null }]));
}

#[tokio::test]
async fn a_stranger_agrees_for_nobody_that_he_is_published() {
    let directory = Directory::new().await;
    let keeper = directory.keeper().await;
    let facts = json!({ "name": "Udruženje „Izvor“", "seat": "Kod Ane 7", "address": "Kod Ane 7", "phone": "059 111 222",
        "email": "ana@dom.example", "contactConsent": true, "representative": "Ana Anić",
        "representativeConsent": true });
    let input = json!({ "kind": "PROPOSAL", "municipality": "trebinje", "email": "ivo@stranac.example",
        "facts": facts, "idempotencyKey": "k" });
    for own in [json!(false), json!(null)] {
        let mut input = input.clone();
        input["own"] = own;
        let said = directory.say(input).await;
        let mut wrong: Vec<_> = said["errors"]
            .as_array()
            .expect("errors")
            .iter()
            .map(|one| format!("{} {}", one["field"], one["problem"]).replace('"', ""))
            .collect();
        wrong.sort();
        let expected =
            ["address", "email", "phone", "representative", "seat"].map(|one| format!("facts.{one} NOT_ALLOWED"));
        assert_eq!(wrong, expected, "{said}");
    }

    // One that waits since before that was asked: what it says of others is not shown, and not agreed to.
    let said = |field, value: &str| Suggested { field, before: None, value: Some(value.into()), consent: true };
    let waits = directory
        .town
        .suggestion(&directory.owner, |row| {
            (row.kind, row.organisation_id, row.own) = (SuggestionKind::Proposal, None, false);
            row.facts = SuggestedFacts(vec![
                said(SuggestedField::Name, "Udruženje „Izvor“"),
                said(SuggestedField::Seat, "Kod Ane 7, Ljubinje"),
                said(SuggestedField::Address, "Kod Ane 7"),
                said(SuggestedField::Phone, "059 111 222"),
                said(SuggestedField::Email, "ana@dom.example"),
                said(SuggestedField::Representative, "Ana Anić"),
            ]);
        })
        .await;
    let queue = directory.queue(&keeper, "WAITING").await;
    let shown = queue.iter().find(|one| one["id"] == waits.id.to_string()).expect("it waits").to_string();
    assert!(!shown.contains("Ana Anić") && !shown.contains("Kod Ane 7") && !shown.contains("059 111"), "{shown}");
    let approved = keeper.data(APPROVE, json!({ "input": { "id": waits.id.to_string() } })).await;
    let id = &approved["approveOrganisationSuggestion"]["suggestion"]["organisationId"];
    let read = directory.town.data(SHOWN, json!({ "id": id })).await["organisation"].take();
    assert_eq!(read["contact"], json!({ "phone": null, "email": null }), "{read}");
    assert_eq!(read["representative"], json!(null));
    let page = directory.town.get(&format!("/trebinje/organizacija/{}", id.as_str().expect("an id"))).await.text();
    assert!(!page.contains("Kod Ane 7") && page.contains("Ljubinje"), "{page}");
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

#[tokio::test]
async fn whoever_is_asked_once_a_year_is_asked_in_the_language_that_he_reads() {
    let directory = Directory::new().await;
    let (town, owner) = (&directory.town, &directory.owner);
    let kept_by = |name: &'static str, email: &'static str| {
        town.organisation(owner, move |content| {
            known_in_full(content);
            (content.jib, content.register_number) = (None, None);
            (content.name, content.keeper_email) = (Some(latin(name)), Some(email.into()));
        })
    };
    kept_by("Most", "Eva@most.example").await;
    let forgotten = kept_by("Kula", "iva@kula.example").await;
    kept_by("Vrelo", "mia@vrelo.example").await;
    town.clock.advance(TimeDelta::days(70));
    let ana = |locale, said_before: i64, confirmed: bool| {
        town.suggestion(owner, move |row| {
            (row.email, row.locale) = (Some("ana@rijeka.example".into()), locale);
            row.received_at -= TimeDelta::minutes(said_before);
            if !confirmed {
                (row.state, row.confirmed_at) = (SuggestionState::Unconfirmed, None);
            }
        })
    };
    ana(Locale::Bs, 30, true).await;
    ana(Locale::En, 20, true).await;
    // Who names an address has not shown that it is his.
    ana(Locale::SrCyrl, 10, false).await;
    town.suggestion(owner, |row| {
        (row.kind, row.organisation_id, row.email) = (SuggestionKind::Claim, Some(forgotten.id), None);
        (row.state, row.locale) = (SuggestionState::Approved, Locale::En);
        row.settled_at = Some(row.received_at);
    })
    .await;
    let eva = town.signed_in_as("eva@most.example").await;
    let reads = person::ActiveModel { locale: Set(Locale::SrCyrl), ..eva.row.clone().into_active_model() };
    let tx = town.begin().await;
    tx.update(reads).await.expect("what she reads");
    tx.commit().await.expect("what she reads");

    assert_eq!(directory.care().await, 4);
    let letters = town.unread().await;
    for (email, locale) in [
        ("ana@rijeka.example", Locale::En),
        ("Eva@most.example", Locale::SrCyrl),
        ("iva@kula.example", Locale::En),
        ("mia@vrelo.example", owner.default_locale),
    ] {
        let letter = letters.iter().find(|letter| letter.to.contains(email)).expect(email);
        let said = Messages::of(locale).say("mail.suggestYearlyOnce");
        assert!(letter.text.contains(said), "{email}: {}", letter.text);
    }
}

#[tokio::test]
async fn beside_a_proposal_stands_the_record_that_it_may_be() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    let most = town.organisation(&directory.owner, |content| content.name = Some(cyrillic("Клуб Мост"))).await;
    let other = town.municipality("teslic").await;
    town.organisation(&other, |content| content.name = Some(latin("Hor Zora"))).await;
    let mut proposals = Vec::new();
    for (kind, name) in [
        (SuggestionKind::Proposal, "Klub „Most“"),
        (SuggestionKind::Proposal, "Hor Zora"),
        (SuggestionKind::Correction, "Klub Most"),
    ] {
        let fact = Suggested { field: SuggestedField::Name, before: None, value: Some(name.into()), consent: false };
        let about = (kind == SuggestionKind::Correction).then_some(directory.known.id);
        let shape = |row: &mut entities::organisation_suggestion::Model| {
            (row.kind, row.organisation_id, row.facts) = (kind, about, SuggestedFacts(vec![fact]));
        };
        proposals.push(town.suggestion(&directory.owner, shape).await.id.to_string());
    }
    let query =
        "{ desk(municipality: \"trebinje\") { organisationSuggestions { nodes { id mayBe { id name { text } } } } } }";
    let shown = keeper.data(query, json!({})).await["desk"]["organisationSuggestions"]["nodes"].take();
    let beside = |id: &String| {
        let mut all = shown.as_array().expect("a queue").iter();
        all.find(|one| one["id"] == *id).expect("it waits")["mayBe"].clone()
    };
    assert_eq!(beside(&proposals[0]), json!({ "id": most.id.to_string(), "name": { "text": "Клуб Мост" } }));
    assert_eq!(beside(&proposals[1]), json!(null), "of another directory");
    assert_eq!(beside(&proposals[2]), json!(null), "it says what it is about");
    // Once it was decided about nobody has to look.
    let approved = keeper.data(APPROVE, json!({ "input": { "id": proposals[0] } })).await;
    assert_eq!(
        approved["approveOrganisationSuggestion"]["suggestion"]["state"], "APPROVED",
        "it was a note and no more"
    );
    let shown = keeper.data(query, json!({})).await["desk"]["organisationSuggestions"]["nodes"].take();
    assert!(shown.as_array().expect("a queue").iter().all(|one| one["mayBe"].is_null()), "{shown}");
    town.unread().await;
}
