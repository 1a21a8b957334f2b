//! Who represents an organisation: comes to it by an official's word, says what it is as by a link, and sees nothing else.

use chrono::TimeDelta;
use entities::{Role, SuggestionKind, organisation, organisation_representative};
use insta::assert_snapshot;
use javno::accounts::care;
use javno::clock::Clock as _;
use serde_json::{Value, json};
use tests::people::Person;

use crate::suggestions::{APPROVE, CONFIRM, Directory, OURS};

const MIRA: &str = "Mira@Most.example";
const MINE: &str = "{ viewer { name memberships { roles } organisations { organisation { id name { text } } } } }";
const OPENED: &str = "query($id: ID!) { representedOrganisation(id: $id) { organisation { confirmedOn }
    facts { field value } representativeConsent sent { kind state message reason facts { field before value } } } }";
const EDIT: &str = "mutation($input: EditRepresentedOrganisationInput!) { editRepresentedOrganisation(input: $input) {
    organisation { sent { state } } errors { field problem reason } } }";
const ALL_IS_TRUE: &str = "mutation($id: ID!) { confirmRepresentedOrganisation(input: { organisation: $id }) {
    organisation { organisation { confirmedOn confirmedBy } } errors { code } } }";
const NAMED: &str = "query($id: ID!) { desk(municipality: \"trebinje\") { organisation(id: $id) { version
    content { keeperEmail } representatives { id email endedAt } history { nodes { kind by title changes { before after } } } } } }";
const END: &str = "mutation($id: ID!) { endRepresentation(input: { id: $id }) {
    organisation { version representatives { email endedAt } } errors { code reason } } }";
const REFUSE: &str =
    "mutation($id: ID!) { refuseOrganisationSuggestion(input: { id: $id, reason: \"To je stara adresa.\" }) {
    errors { code } } }";

impl Directory {
    /// What the keeper sees of who represents it.
    async fn named(&self, keeper: &Person<'_>) -> Value {
        let id = json!({ "id": self.known.id.to_string() });
        keeper.data(NAMED, id).await["desk"]["organisation"].take()
    }

    /// Somebody claims the organisation from an address of his, and the keeper agrees.
    async fn claimed_by(&self, keeper: &Person<'_>, email: &str) {
        self.claim("a claim", email).await;
        assert_eq!(self.post(&self.link().await, &CONFIRM, &OURS).await.0, 200);
        let waits = &self.queue(keeper, "WAITING").await[0];
        let agreed = json!({ "id": waits["id"], "organisationVersion": waits["organisationVersion"] });
        let approved = keeper.data(APPROVE, json!({ "input": agreed })).await["approveOrganisationSuggestion"].take();
        assert_eq!(approved["suggestion"]["state"], "APPROVED", "{approved}");
    }

    async fn edit(&self, by: &Person<'_>, facts: Value) -> Value {
        let input = json!({ "organisation": self.known.id.to_string(), "facts": facts });
        by.data(EDIT, json!({ "input": input })).await["editRepresentedOrganisation"].take()
    }

    fn id(&self) -> Value {
        json!({ "id": self.known.id.to_string() })
    }
}

#[tokio::test]
async fn whose_claim_is_agreed_to_comes_by_a_letter_and_finds_his_organisation_and_no_desk() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    let ask = |email: &str| {
        let request = axum::http::Request::post("/desk/session/link").header("content-type", "application/json");
        let body = axum::body::Body::from(json!({ "email": email }).to_string());
        town.request(request.header("origin", "https://javno.example").body(body).expect("a request"))
    };
    ask(MIRA).await;
    assert!(town.unread().await.is_empty(), "she is nobody yet");
    directory.claimed_by(&keeper, MIRA).await;
    town.unread().await;

    ask("mira@most.example").await;
    let letter = town.unread().await.pop().expect("a letter with a link");
    assert_eq!(letter.to, "mira@most.example");
    let secret = letter.text.split_once("/desk/prijava#").expect("a link").1;
    let secret = secret.split_whitespace().next().expect("a secret");
    let body = json!({ "token": secret }).to_string();
    let spend = axum::http::Request::post("/desk/session/spend").header("content-type", "application/json");
    let spend = spend.header("origin", "https://javno.example").body(axum::body::Body::from(body));
    let entered = town.request(spend.expect("a request")).await;
    assert_eq!(entered.text(), r#"{"hasPasskey":false,"needsPasskey":true}"#, "as officials do");

    // She has a name that tells for whom she acts, and the organisation that she named.
    let tx = town.begin().await;
    let rows = tx.find::<entities::person::Entity>().all(tx.connection()).await.expect("people");
    tx.commit().await.expect("read");
    let hers = rows.iter().find(|row| row.email == "mira@most.example").expect("a person");
    assert_eq!(hers.name, "Удружење „Чиста ријека“");
    let named = directory.named(&keeper).await;
    assert_eq!(named["representatives"][0]["email"], "mira@most.example");
    assert_snapshot!(named["history"]["nodes"][0].to_string(), @r#"{"by":"Mirjana Kovač","changes":[{"after":"M…@Most.example","before":null}],"kind":"REPRESENTATIVE_NAMED","title":"Удружење „Чиста ријека“"}"#);
}

#[tokio::test]
async fn what_a_representative_says_waits_beside_what_stands_there_and_he_sees_what_became_of_it() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    town.representative(&directory.known, "mira@most.example").await;
    let mira = town.signed_in_as("mira@most.example").await;
    let mine = mira.data(MINE, json!({})).await["viewer"].take();
    assert_eq!(mine["memberships"], json!([]));
    assert_eq!(mine["organisations"][0]["organisation"]["id"], directory.known.id.to_string());

    // Of what others say of it she learns nothing.
    town.suggestion(&directory.owner, |said| {
        (said.kind, said.organisation_id) = (SuggestionKind::Claim, Some(directory.known.id));
        (said.email, said.message) = (Some("tajna@adresa.example".into()), Some("Tajna poruka.".into()));
    })
    .await;
    let wrong = directory.edit(&mira, json!({ "name": "", "phone": "059 111 222" })).await;
    assert_snapshot!(wrong["errors"].to_string(), @r#"[{"field":"facts.name","problem":"REQUIRED","reason":null},{"field":"facts.contactConsent","problem":"REQUIRED","reason":null}]"#);
    let sent = directory.edit(&mira, json!({ "seat": "Ljubinje", "shortName": "UČR" })).await;
    assert_eq!(sent["errors"], json!([]), "{sent}");
    let opened = mira.data(OPENED, directory.id()).await["representedOrganisation"].take();
    assert!(!opened.to_string().to_lowercase().contains("tajna"), "{opened}");
    assert_snapshot!(opened["sent"].to_string(), @r#"[{"facts":[{"before":"Trebinje","field":"SEAT","value":"Ljubinje"}],"kind":"EDIT","message":null,"reason":null,"state":"WAITING"}]"#);
    let stands = |field: &str| {
        let facts = opened["facts"].as_array().expect("facts").clone();
        facts.into_iter().find(|fact| fact["field"] == field).expect("a fact")["value"].take()
    };
    assert_eq!((stands("SEAT"), stands("PHONE")), (json!("Trebinje"), json!("059 220 000")), "nothing has changed");

    let queue = directory.queue(&keeper, "WAITING").await;
    let edit = queue.iter().find(|one| one["kind"] == "EDIT").expect("her edit");
    assert_snapshot!(json!([edit["email"], edit["differences"]]).to_string(), @r#"["mira@most.example",[{"consent":false,"field":"SEAT","moved":false,"now":"Trebinje","proposed":"Ljubinje"}]]"#);
    keeper.data(REFUSE, json!({ "id": edit["id"] })).await;
    assert_eq!(town.unread().await.len(), 1, "she is told, as whoever has a link");
    let opened = mira.data(OPENED, directory.id()).await["representedOrganisation"].take();
    assert_eq!(opened["sent"][0]["state"], "REFUSED");
    assert_eq!(opened["sent"][0]["reason"], "To je stara adresa.");

    // One click says that all is true, again and again.
    for _ in 0..2 {
        let done = mira.data(ALL_IS_TRUE, directory.id()).await["confirmRepresentedOrganisation"].take();
        let confirmed = json!({ "confirmedBy": "ORGANISATION", "confirmedOn": "2026-11-24" });
        assert_eq!(done, json!({ "errors": [], "organisation": { "organisation": confirmed } }));
    }
    assert_eq!(directory.record().await.saved_by, None, "no official has taken it in hand");

    // Five wait and no more, whatever they say.
    for seat in ["A", "B", "C", "D", "E"] {
        assert_eq!(directory.edit(&mira, json!({ "seat": seat })).await["errors"], json!([]));
    }
    let input = json!({ "organisation": directory.known.id.to_string(), "facts": { "seat": "F" } });
    let refusal = mira.refusal(EDIT, json!({ "input": input })).await;
    assert!(refusal.starts_with("RATE_LIMITED"), "{refusal}");
}

#[tokio::test]
async fn who_is_ended_sees_nothing_any_more_and_no_letter_gives_it_back() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    directory.claimed_by(&keeper, MIRA).await;
    let link = directory.link().await;
    let mira = town.signed_in_as("mira@most.example").await;
    mira.data(OPENED, directory.id()).await;
    let named = directory.named(&keeper).await;
    assert_eq!(named["content"]["keeperEmail"], MIRA);
    let right = json!({ "id": named["representatives"][0]["id"] });
    let stranger = town.official(&directory.owner, &[Role::Editor]).await;
    assert!(stranger.refusal(END, right.clone()).await.starts_with("FORBIDDEN"));
    assert!(mira.refusal(END, right.clone()).await.starts_with("NOT_FOUND"));

    let ended = keeper.data(END, right.clone()).await["endRepresentation"].take();
    assert_eq!(ended["errors"], json!([]));
    assert_eq!(ended["organisation"]["representatives"][0]["endedAt"], "2026-11-24T10:00:00+00:00");
    let again = keeper.data(END, right).await["endRepresentation"].take();
    assert_eq!(again["errors"][0]["reason"], "NOTHING_TO_DECIDE");
    for (question, variables) in [
        (OPENED, directory.id()),
        (ALL_IS_TRUE, directory.id()),
        (EDIT, json!({ "input": { "organisation": directory.known.id.to_string(), "message": "Ipak." } })),
    ] {
        let refusal = mira.refusal(question, variables).await;
        assert!(refusal.starts_with("NOT_FOUND"), "{refusal}");
    }
    assert_eq!(mira.data(MINE, json!({})).await["viewer"]["organisations"], json!([]));
    assert_eq!(directory.post(&link, &[("do", "true")], &OURS).await.0, 410, "nor by the link that she was sent");
    let named = directory.named(&keeper).await;
    assert!(named["content"]["keeperEmail"].is_null(), "nor by the next one");
    assert_snapshot!(named["history"]["nodes"][0].to_string(), @r#"{"by":"Mirjana Kovač","changes":[{"after":null,"before":"m…@most.example"}],"kind":"REPRESENTATIVE_ENDED","title":"Удружење „Чиста ријека“"}"#);

    // Thirty days later nobody knows who it was.
    town.clock.advance(TimeDelta::days(31));
    care::everywhere(&town.app.db, town.clock.now()).await.expect("care");
    let tx = town.begin().await;
    let rows = tx.find::<organisation_representative::Entity>().all(tx.connection()).await.expect("rows");
    tx.commit().await.expect("read");
    assert_eq!(rows.iter().map(|row| row.email.clone()).collect::<Vec<_>>(), [None]);
}

#[tokio::test]
async fn of_whoever_represents_nothing_any_more_is_kept_what_the_journal_needs() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    let other = town.organisation(&directory.owner, |_| {}).await;
    let official = town.official(&directory.owner, &[Role::Editor]).await;
    let (mira, ivo) = (town.signed_in_as("mira@most.example").await, town.signed_in_as("ivo@most.example").await);
    let (ana, iva) = (town.signed_in_as("ana@most.example").await, town.signed_in_as("iva@most.example").await);
    for (email, about) in [
        ("mira@most.example", &directory.known),
        ("ivo@most.example", &directory.known),
        ("ana@most.example", &directory.known),
        ("iva@most.example", &directory.known),
        (&*official.row.email, &directory.known),
    ] {
        let row = town.representative(about, email).await;
        if email == "mira@most.example" {
            assert_eq!(directory.edit(&mira, json!({ "seat": "Ljubinje" })).await["errors"], json!([]));
        }
        let ended = keeper.data(END, json!({ "id": row.id.to_string() })).await["endRepresentation"].take();
        assert_eq!(ended["errors"], json!([]));
    }
    // She still represents another one.
    town.representative(&other, "ana@most.example").await;
    // She worked at a desk once.
    let tx = town.begin().await;
    tx.emit(entities::Happening::InvitationAccepted, directory.owner.id, iva.row.id);
    tx.commit().await.expect("told");
    town.clock.advance(TimeDelta::days(29));
    assert_eq!(care::everywhere(&town.app.db, town.clock.now()).await.expect("care"), 0, "not yet");
    town.clock.advance(TimeDelta::days(2));
    assert_eq!(care::everywhere(&town.app.db, town.clock.now()).await.expect("care"), 5);
    assert_eq!(care::everywhere(&town.app.db, town.clock.now()).await.expect("care"), 0, "once");

    let tx = town.begin().await;
    let people = tx.find::<entities::person::Entity>().all(tx.connection()).await.expect("people");
    let sessions = tx.find::<entities::session::Entity>().all(tx.connection()).await.expect("sessions");
    let acts = tx.find::<entities::journal::Entity>().all(tx.connection()).await.expect("the journal");
    tx.commit().await.expect("read");
    let row = |id| people.iter().find(|row| row.id == id);
    for stays in [&ana, &iva, &official] {
        assert_eq!(row(stays.row.id), Some(&stays.row));
    }
    assert_eq!(row(ivo.row.id), None, "he did nothing");
    let left = row(mira.row.id).expect("the journal tells of what she did");
    assert_eq!((&*left.email, &*left.name), (&*mira.row.id.to_string(), "Удружење „Чиста ријека“"));
    assert!(acts.iter().any(|act| act.actor_id == Some(mira.row.id)));
    assert!(!sessions.iter().any(|row| [mira.row.id, ivo.row.id].contains(&row.person_id)));

    // Who represents it anew is somebody new.
    town.representative(&directory.known, "mira@most.example").await;
    let request = axum::http::Request::post("/desk/session/link").header("content-type", "application/json");
    let body = axum::body::Body::from(json!({ "email": "mira@most.example" }).to_string());
    town.request(request.header("origin", "https://javno.example").body(body).expect("a request")).await;
    assert!(town.unread().await.iter().any(|letter| letter.to == "mira@most.example"));
}

#[tokio::test]
async fn who_claims_it_from_somebody_represents_it_instead_of_him() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    // The address that letters go to, and somebody else.
    town.representative(&directory.known, "ana@rijeka.example").await;
    town.representative(&directory.known, "ivo@rijeka.example").await;
    directory.claimed_by(&keeper, MIRA).await;
    town.unread().await;
    let named = directory.named(&keeper).await;
    let still = named["representatives"].as_array().expect("representatives").iter();
    let still: Vec<_> = still.filter(|one| one["endedAt"].is_null()).map(|one| one["email"].clone()).collect();
    assert_eq!(still, ["mira@most.example", "ivo@rijeka.example"]);
}

#[tokio::test]
async fn a_representative_of_another_organisation_and_of_one_that_nobody_reads_finds_nothing() {
    let directory = Directory::new().await;
    let town = &directory.town;
    let other: organisation::Model = town.organisation(&directory.owner, |_| {}).await;
    town.representative(&other, "ivo@brod.example").await;
    let ivo = town.signed_in_as("ivo@brod.example").await;
    let refusal = ivo.refusal(OPENED, directory.id()).await;
    assert!(refusal.starts_with("NOT_FOUND"), "{refusal}");
    ivo.data(OPENED, json!({ "id": other.id.to_string() })).await;
    let tx = town.begin().await;
    let standing = javno::organisations::store::save::held(&tx, other.id).await.expect("an organisation");
    javno::organisations::store::save::withdraw(&tx, standing, None).await.expect("taken out");
    tx.commit().await.expect("taken out");
    let refusal = ivo.refusal(OPENED, json!({ "id": other.id.to_string() })).await;
    assert!(refusal.starts_with("NOT_FOUND"), "{refusal}");
    assert_eq!(ivo.data(MINE, json!({})).await["viewer"]["organisations"], json!([]));
}

#[tokio::test]
async fn who_represents_a_record_that_is_put_into_another_represents_that_once() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    let other = town.organisation(&directory.owner, |_| {}).await;
    town.representative(&directory.known, "mira@most.example").await;
    town.representative(&other, "mira@most.example").await;
    town.representative(&other, "ivo@brod.example").await;
    let merge =
        "mutation($into: ID!, $from: ID!) { mergeOrganisations(input: { into: $into, intoVersion: 1, from: $from,
        fromVersion: 1, take: [] }) { organisation { representatives { email endedAt } } errors { code } } }";
    let ids = json!({ "into": directory.known.id.to_string(), "from": other.id.to_string() });
    let merged = keeper.data(merge, ids).await["mergeOrganisations"].take();
    assert_snapshot!(merged["organisation"]["representatives"].to_string(), @r#"[{"email":"ivo@brod.example","endedAt":null},{"email":"mira@most.example","endedAt":null}]"#);
    let ivo = town.signed_in_as("ivo@brod.example").await;
    ivo.data(OPENED, directory.id()).await;
    let state = directory.record().await.state;
    assert_eq!(state, entities::OrganisationState::Listed);
}
