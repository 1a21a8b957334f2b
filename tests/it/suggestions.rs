//! What people outside say of a directory: it waits until its address is confirmed and an official has decided, and nothing
//! of it is anybody else's to read.

use entities::{ConfirmedBy, Role, municipality, organisation, organisation_suggestion};
use insta::assert_snapshot;
use javno::challenge::{BITS, solve};
use javno::organisations::suggestions::care;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use tests::Town;
use tests::given::on;
use tests::organisations::known_in_full;
use tests::people::Person;

pub(crate) const SUGGEST: &str = "mutation($input: SuggestOrganisationInput!) { suggestOrganisation(input: $input) {
    received errors { field problem reason params } } }";
const QUEUE: &str = "query($state: SuggestionState) { desk(municipality: \"trebinje\") {
    organisationSuggestions(state: $state) { nodes { id kind state email message signals organisationVersion keepsAlready replacesKeeper
        organisationName organisation { id } settledBy reason
        facts { field before value consent } differences { field now proposed consent moved } } }
    organisationSuggestionsDue { kind count since } } }";
pub(crate) const APPROVE: &str =
    "mutation($input: ApproveOrganisationSuggestionInput!) { approveOrganisationSuggestion(input: $input) {
    suggestion { state organisationId differences { field } settledBy } errors { field problem reason } } }";
pub(crate) const REFUSE: &str =
    "mutation($input: RefuseOrganisationSuggestionInput!) { refuseOrganisationSuggestion(input: $input) {
    suggestion { state reason } errors { field problem reason } } }";
pub(crate) const SHOWN: &str =
    "query($id: ID!) { organisation(id: $id) { name { text } representative confirmedOn confirmedBy
    contact { phone email } areas { code } changes { field before after } } }";
/// What a browser says that shows our own form.
pub(crate) const OURS: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("origin", "https://javno.example")];

/// What the button sends with which somebody says that his address is his.
pub(crate) const CONFIRM: [(&str, &str); 1] = [("do", "confirm")];

/// A town with a directory in which one organisation is, whose keeper is `ana@rijeka.example`.
pub(crate) struct Directory {
    pub(crate) town: Town,
    pub(crate) owner: municipality::Model,
    pub(crate) known: organisation::Model,
}

impl Directory {
    pub(crate) async fn new() -> Self {
        let town = Town::new().await;
        let owner = town.municipality("trebinje").await;
        let known = town.organisation(&owner, known_in_full).await;
        Self { town, owner, known }
    }

    pub(crate) async fn keeper(&self) -> Person<'_> {
        self.town.official(&self.owner, &[Role::DirectoryKeeper]).await
    }

    /// Says it with the work done that is asked for.
    pub(crate) async fn say(&self, mut input: Value) -> Value {
        let key = input["idempotencyKey"].as_str().expect("a key").to_owned();
        let (task, solution) = self.town.worked(self.owner.id, &key);
        (input["challenge"], input["solution"], input["openFor"]) = (json!(task), json!(solution), json!(20_000));
        self.send(input).await
    }

    pub(crate) async fn send(&self, input: Value) -> Value {
        self.town.data(SUGGEST, json!({ "input": input })).await["suggestOrganisation"].take()
    }

    pub(crate) async fn claim(&self, key: &str, email: &str) -> Value {
        let id = self.known.id.to_string();
        let input = json!({ "kind": "CLAIM", "organisation": id, "email": email, "message": "Predsjednica.",
            "idempotencyKey": key });
        self.say(input).await
    }

    /// What stands in the queue.
    pub(crate) async fn queue(&self, by: &Person<'_>, state: &str) -> Vec<Value> {
        let desk = by.data(QUEUE, json!({ "state": state })).await;
        desk["desk"]["organisationSuggestions"]["nodes"].as_array().expect("a queue").clone()
    }

    /// The path of the link in the only unread letter.
    pub(crate) async fn link(&self) -> String {
        let letters = self.town.unread().await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        path_in(&letters[0].text)
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> (u16, String) {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut request = axum::http::Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let done = self.town.request(request.body(axum::body::Body::from(body)).expect("a request")).await;
        (done.status.as_u16(), done.text())
    }

    pub(crate) async fn rows(&self) -> Vec<organisation_suggestion::Model> {
        let tx = self.town.begin().await;
        let rows = tx.find::<organisation_suggestion::Entity>().all(tx.connection()).await.expect("rows");
        tx.commit().await.expect("read");
        rows
    }

    pub(crate) async fn record(&self) -> organisation::Model {
        let tx = self.town.begin().await;
        let row = tx.find::<organisation::Entity>().filter(organisation::Column::Id.eq(self.known.id));
        let row = row.one(tx.connection()).await.expect("a row").expect("a row");
        tx.commit().await.expect("read");
        row
    }

    /// One whose representative, Ana Anić, only officials know.
    async fn unnamed(&self) -> String {
        let named = |content: &mut entities::OrganisationContent| {
            (content.representative, content.representative_public) = (Some("Ana Anić".into()), false);
        };
        self.town.organisation(&self.owner, named).await.id.to_string()
    }

    pub(crate) async fn shown(&self) -> Value {
        self.town.data(SHOWN, json!({ "id": self.known.id.to_string() })).await["organisation"].take()
    }

    pub(crate) async fn care(&self) -> usize {
        use javno::clock::Clock as _;
        care::everywhere(&self.town.app.db, self.town.clock.now()).await.expect("care")
    }
}

pub(crate) fn path_in(text: &str) -> String {
    let links = text.split("https://javno.example").skip(1).filter_map(|rest| rest.split_whitespace().next());
    // Where one signs in is told beside it.
    links.into_iter().find(|path| !path.starts_with("/desk")).expect("a link").to_owned()
}

/// All that the form for the edit sends where nothing was touched.
const UNTOUCHED: [(&str, &str); 21] = [
    ("do", "edit"),
    ("facts.name", "Удружење „Чиста ријека“"),
    ("facts.shortName", "UČR"),
    ("facts.legalForm", "association"),
    ("facts.description", "Čisti obale i uči djecu o vodi."),
    ("areas-shown", "1"),
    ("facts.areas", "environment"),
    ("facts.areas", "youth_children"),
    ("facts.activity", "active"),
    ("facts.seat", "Trebinje"),
    ("facts.address", "Vuka Karadžića 5"),
    ("facts.territory", "Istočna Hercegovina"),
    ("facts.website", "https://rijeka.example/"),
    ("facts.phone", "059 220 000"),
    ("facts.email", "info@rijeka.example"),
    ("facts.registeringBody", "Основни суд у Требињу"),
    ("facts.registerNumber", "F-1-12/2009"),
    ("facts.registeredOn", "2009-03-12"),
    ("facts.jib", "4401017720006"),
    ("facts.representative", "Ana Anić"),
    ("facts.representativeConsent", "1"),
];

/// The same, but for these.
pub(crate) fn but(changed: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> =
        UNTOUCHED.into_iter().filter(|(key, _)| !changed.iter().any(|(other, _)| other == key)).collect();
    all.push(("facts.founded", "2009"));
    all.extend(changed);
    all
}

#[tokio::test]
async fn a_proposal_is_seen_once_its_address_is_confirmed_and_listed_once_an_official_agrees() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    let given = town.data("{ suggestionBox(municipality: \"trebinje\") { challenge bits } }", json!({})).await;
    let challenge = given["suggestionBox"]["challenge"].as_str().expect("a task");
    let input = json!({
        "kind": "PROPOSAL", "municipality": "trebinje", "own": true, "email": "ana@izvor.example", "message": "Pozdrav.",
        "facts": { "name": "Udruženje „Izvor“", "legalForm": "ASSOCIATION", "areas": ["sport", "culture"],
            "phone": "059 111 222", "contactConsent": true, "representative": "Ana Anić", "founded": 2019 },
        "challenge": challenge, "solution": solve(challenge, "key 1", BITS), "openFor": 20_000, "website": "",
        "idempotencyKey": "key 1",
    });
    assert_eq!(directory.say(input.clone()).await, json!({ "received": true, "errors": [] }));
    assert_eq!(directory.say(input.clone()).await, json!({ "received": true, "errors": [] }), "sent again");
    let mut changed = input.clone();
    changed["message"] = json!("Drugo.");
    assert_eq!(directory.say(changed).await["errors"][0]["reason"], "KEY_USED_OTHERWISE");
    assert!(directory.queue(&keeper, "WAITING").await.is_empty(), "nobody has confirmed it");

    let letters = town.unread().await;
    assert_eq!(letters.len(), 1, "once");
    assert!(!letters[0].text.contains("Izvor") && !letters[0].text.contains("Pozdrav"), "{}", letters[0].text);
    let path = path_in(&letters[0].text);
    for _ in 0..2 {
        let page = town.get(&path).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"), "looking spends nothing");
    }
    assert_eq!(directory.post(&path, &CONFIRM, &[("sec-fetch-site", "cross-site")]).await.0, 403);
    assert_eq!(directory.post(&path, &[], &OURS).await.0, 422, "nothing was pressed");
    assert_eq!(directory.post(&path, &CONFIRM, &OURS).await.0, 200);
    assert_eq!(directory.post(&path, &CONFIRM, &OURS).await.0, 410, "once");
    assert_eq!(town.get(&path).await.status, 410);

    let waits = directory.queue(&keeper, "WAITING").await;
    assert_eq!(waits.len(), 1);
    assert_eq!((&waits[0]["email"], &waits[0]["signals"]), (&json!("ana@izvor.example"), &json!([])));
    let differences = waits[0]["differences"].to_string();
    assert!(differences.contains("Udruženje „Izvor“") && differences.contains("culture,sport"), "{differences}");
    assert!(!town.get("/trebinje/organizacije").await.text().contains("Izvor"), "it is not listed");

    let approved = keeper.data(APPROVE, json!({ "input": { "id": waits[0]["id"] } })).await;
    let approved = &approved["approveOrganisationSuggestion"];
    assert_eq!((&approved["suggestion"]["state"], &approved["errors"]), (&json!("APPROVED"), &json!([])));
    let id = &approved["suggestion"]["organisationId"];
    let shown = town.data(SHOWN, json!({ "id": id })).await["organisation"].take();
    assert_snapshot!(shown, @r#"{"areas":[{"code":"culture"},{"code":"sport"}],"changes":[],"confirmedBy":"ORGANISATION","confirmedOn":"2026-11-24","contact":{"email":null,"phone":"059 111 222"},"name":{"text":"Udruženje „Izvor“"},"representative":null}"#);
    let told = town.unread().await;
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains(id.as_str().expect("an id")), "{}", told[0].text);
    let again = keeper.data(APPROVE, json!({ "input": { "id": waits[0]["id"] } })).await;
    assert_eq!(again["approveOrganisationSuggestion"]["errors"][0]["reason"], "NOTHING_TO_DECIDE");
}

#[tokio::test]
async fn whoever_proposes_what_is_not_his_keeps_nothing() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    for (key, own) in [("key 1", true), ("key 2", false)] {
        let facts = json!({ "name": format!("Udruženje {key}") });
        let input = json!({ "kind": "PROPOSAL", "municipality": "trebinje", "own": own, "email": "ana@izvor.example",
            "facts": facts, "idempotencyKey": key });
        directory.say(input).await;
        let path = directory.link().await;
        directory.post(&path, &CONFIRM, &OURS).await;
        let waits = directory.queue(&keeper, "WAITING").await;
        let approved = keeper.data(APPROVE, json!({ "input": { "id": waits[0]["id"] } })).await;
        let id = approved["approveOrganisationSuggestion"]["suggestion"]["organisationId"].as_str().expect("an id");
        let id = id.parse::<entities::OrganisationId>().expect("an id");
        town.unread().await;
        let tx = town.begin().await;
        let row = tx.find::<organisation::Entity>().filter(organisation::Column::Id.eq(id));
        let row = row.one(tx.connection()).await.expect("a row").expect("a row");
        tx.commit().await.expect("read");
        assert_eq!((row.keeper_email.is_some(), row.confirmed_by.is_some()), (own, own), "{key}");
    }
}

#[tokio::test]
async fn what_is_odd_is_told_and_what_is_wrong_is_said_at_once() {
    let directory = Directory::new().await;
    let keeper = directory.keeper().await;
    let known = directory.known.id.to_string();
    let wrong = json!({ "kind": "PROPOSAL", "municipality": "trebinje", "own": true, "email": "ana", "idempotencyKey": "k",
        "facts": { "jib": "4401017720006", "founded": 2030, "phone": "1", "website": "nemamo" } });
    let said = directory.say(wrong).await;
    let said: Vec<_> = said["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|one| format!("{} {} {}", one["field"], one["problem"], one["params"]).replace(&known, "[known]"))
        .collect();
    assert_snapshot!(said.join("\n").replace('"', ""), @"
    facts.name REQUIRED []
    facts.founded OUT_OF_RANGE [1800,2026]
    facts.website NOT_AN_ADDRESS []
    facts.contactConsent REQUIRED []
    facts.jib TAKEN [[known]]
    email NOT_AN_ADDRESS []
    ");
    let taken = json!({ "kind": "PROPOSAL", "municipality": "trebinje", "email": "a@b.example", "idempotencyKey": "k",
        "facts": { "name": "Ista", "jib": "4401017720006" } });
    let said = directory.say(taken).await;
    assert_eq!((&said["errors"][0]["problem"], &said["errors"][0]["params"][0]), (&json!("TAKEN"), &json!(known)));
    let foreign = json!({ "kind": "CORRECTION", "organisation": known, "email": "a@b.example", "idempotencyKey": "k",
        "facts": { "representative": "Neko Drugi", "representativeConsent": true } });
    assert_eq!(directory.say(foreign).await["errors"][0]["problem"], "NOT_ALLOWED");
    // Who represents it is not published: no answer tells whether somebody has guessed it.
    for guess in ["Ana Anić", "Neko Drugi", ""] {
        let guess = json!({ "kind": "CORRECTION", "organisation": directory.unnamed().await, "email": "a@b.example",
            "idempotencyKey": "k", "message": "Ovo.", "facts": { "representative": guess } });
        let said = directory.say(guess).await;
        assert_eq!((&said["received"], &said["errors"][0]["problem"]), (&json!(false), &json!("NOT_ALLOWED")));
    }
    let mute = json!({ "kind": "CORRECTION", "organisation": known, "email": "a@b.example", "idempotencyKey": "k" });
    assert_eq!(directory.say(mute).await["errors"][0]["field"], "message");
    assert!(directory.rows().await.is_empty(), "nothing was kept");

    let trap = json!({ "kind": "CORRECTION", "organisation": known, "email": "a@b.example", "idempotencyKey": "k",
        "message": "Adresa je stara.", "website": "spam", "openFor": 10 });
    assert_eq!(directory.send(trap.clone()).await["received"], true, "the answer does not tell");
    for (key, spoilt) in [("trapped", json!("spam")), ("idle", json!(""))] {
        let mut one = trap.clone();
        (one["idempotencyKey"], one["website"]) = (json!(key), spoilt.clone());
        let said = if spoilt == "" { directory.send(one).await } else { directory.say(one).await };
        assert_eq!(said["received"], true, "{key}");
    }
    let odd: Vec<_> = directory.rows().await.into_iter().map(|row| row.signals.0.len()).collect();
    assert_eq!((odd.len(), odd.contains(&3)), (3, true), "it is kept");
    assert!(directory.town.unread().await.is_empty(), "nobody is written to at no cost");
    assert!(directory.queue(&keeper, "WAITING").await.is_empty());
    for (query, input) in [
        (
            "nobody",
            json!({ "kind": "CLAIM", "organisation": "org_01h455vb4pex5vsknk084sn02q", "email": "a@b.example",
            "message": "Mi.", "idempotencyKey": "k" }),
        ),
        (
            "nowhere",
            json!({ "kind": "PROPOSAL", "municipality": "nigdje", "email": "a@b.example",
            "facts": { "name": "Ista" }, "idempotencyKey": "k" }),
        ),
    ] {
        assert!(directory.town.refusal(SUGGEST, json!({ "input": input })).await.starts_with("NOT_FOUND"), "{query}");
    }
}

#[tokio::test]
async fn the_keeper_gets_a_link_at_once_and_what_he_edits_waits() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    let mine = directory.claim("key 1", "Ana@rijeka.example").await;
    let path = directory.link().await;
    let stranger = directory.claim("key 2", "ivo@stranac.example").await;
    assert_eq!(mine, stranger, "the answer does not tell whose address it is");
    let confirm = directory.link().await;
    assert!(!town.get(&confirm).await.text().contains("facts.name"), "a stranger sees no form");

    let page = town.get(&path).await.text();
    for known in ["Удружење „Чиста ријека“", "4401017720006", "2009-03-12", "value=\"environment\" checked"]
    {
        assert!(page.contains(known), "{known}: {page}");
    }
    assert!(!page.contains("Zvati prije podne"), "the note is the officials' own");
    let (status, page) =
        directory.post(&path, &but(&[("facts.founded", "3000"), ("facts.seat", "Ljubinje")]), &OURS).await;
    assert!(
        status == 422 && page.contains("value=\"Ljubinje\"") && page.contains("facts.founded-wrong"),
        "{status} {page}"
    );
    let changed =
        but(&[("facts.phone", "059 333 444"), ("facts.seat", "Ljubinje"), ("facts.representative", "Ivo Ivić")]);
    let unnamed: Vec<_> = changed.into_iter().filter(|(key, _)| *key != "facts.representativeConsent").collect();
    let (status, page) = directory.post(&path, &unnamed, &OURS).await;
    assert!(status == 422 && page.contains("facts.contactConsent-wrong"), "{status} {page}");
    let agreed = [unnamed.as_slice(), &[("facts.contactConsent", "1")]].concat();
    assert_eq!(directory.post(&path, &agreed, &OURS).await.0, 200);
    assert_eq!(directory.post(&path, &agreed, &OURS).await.0, 410, "once");
    assert_eq!(directory.shown().await["contact"]["phone"], "059 220 000", "it waits");

    let waits = directory.queue(&keeper, "WAITING").await;
    assert_eq!(waits.len(), 1, "the stranger has confirmed nothing");
    let edit = &waits[0];
    assert_snapshot!(edit["differences"], @r#"[{"consent":false,"field":"SEAT","moved":false,"now":"Trebinje","proposed":"Ljubinje"},{"consent":false,"field":"PHONE","moved":false,"now":"059 220 000","proposed":"059 333 444"},{"consent":false,"field":"REPRESENTATIVE","moved":false,"now":"Ana Anić","proposed":"Ivo Ivić"}]"#);
    // Somebody changes the record meanwhile: what was not seen is not agreed to.
    let tx = town.begin().await;
    let standing = javno::organisations::store::save::held(&tx, directory.known.id).await.expect("an organisation");
    let mut now = standing.content.clone();
    now.phone = Some("059 999 999".into());
    javno::organisations::store::save::put(&tx, standing, now, None).await.expect("a change");
    tx.commit().await.expect("a change");
    let seen = json!({ "id": edit["id"], "organisationVersion": edit["organisationVersion"] });
    assert!(keeper.refusal(APPROVE, json!({ "input": seen })).await.starts_with("CONFLICT"));
    let edit = &directory.queue(&keeper, "WAITING").await[0];
    let phone = edit["differences"].as_array().expect("differences").iter().find(|one| one["field"] == "PHONE");
    assert_eq!(phone.expect("the telephone")["moved"], true);
    let some = json!({ "id": edit["id"], "organisationVersion": edit["organisationVersion"],
        "fields": ["PHONE", "REPRESENTATIVE"] });
    let approved = keeper.data(APPROVE, json!({ "input": some })).await["approveOrganisationSuggestion"].take();
    assert_eq!(approved["suggestion"]["differences"], json!([{ "field": "SEAT" }]), "{approved}");
    let shown = directory.shown().await;
    assert_eq!((&shown["contact"]["phone"], &shown["representative"]), (&json!("059 333 444"), &json!(null)));
    assert_eq!(directory.record().await.representative.as_deref(), Some("Ivo Ivić"), "officials know it");
    assert_eq!(shown["confirmedOn"], "2026-02-01", "not all of it was agreed to");
    assert_eq!(town.unread().await.len(), 1, "he is told");
}

#[tokio::test]
async fn a_stranger_gets_the_link_when_an_official_agrees_and_a_reason_when_she_does_not() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    for (key, email) in [("key 1", "ivo@stranac.example"), ("key 2", "eva@rijeka.example")] {
        directory.claim(key, email).await;
        let path = directory.link().await;
        let (_, page) = directory.post(&path, &[("do", "true")], &OURS).await;
        assert!(page.contains("value=\"confirm\""), "it asks first whether the address is his: {page}");
        assert_eq!(directory.post(&path, &CONFIRM, &OURS).await.0, 200);
    }
    assert_eq!(
        directory.record().await.confirmed_on,
        Some(on("2026-02-01")),
        "confirming an address confirms no record"
    );
    let waits = directory.queue(&keeper, "WAITING").await;
    assert_eq!(waits.iter().map(|one| &one["keepsAlready"]).collect::<Vec<_>>(), [&json!(false), &json!(false)]);
    assert!(waits.iter().all(|one| one["replacesKeeper"] == true), "somebody else keeps it: {waits:?}");
    let short = keeper.data(REFUSE, json!({ "input": { "id": waits[0]["id"], "reason": " " } })).await;
    assert_eq!(short["refuseOrganisationSuggestion"]["errors"][0]["problem"], "REQUIRED");
    let refused = json!({ "input": { "id": waits[0]["id"], "reason": "Niste upisani kao zastupnik." } });
    assert_eq!(
        keeper.data(REFUSE, refused.clone()).await["refuseOrganisationSuggestion"]["suggestion"]["state"],
        "REFUSED"
    );
    assert_eq!(
        keeper.data(REFUSE, refused).await["refuseOrganisationSuggestion"]["errors"][0]["reason"],
        "NOTHING_TO_DECIDE"
    );
    let told = town.unread().await;
    assert!(told.len() == 1 && told[0].text.contains("Niste upisani kao zastupnik."), "{told:?}");
    let agreed = json!({ "input": { "id": waits[1]["id"], "organisationVersion": waits[1]["organisationVersion"] } });
    keeper.data(APPROVE, agreed).await;
    assert_eq!(directory.record().await.keeper_email.as_deref(), Some("eva@rijeka.example"));
    let tx = town.begin().await;
    let told = tx.find::<entities::journal::Entity>();
    let told = told.filter(entities::journal::Column::Kind.eq(entities::Happening::SuggestionApproved));
    let told = told.one(tx.connection()).await.expect("the journal").expect("an act").detail.expect("what was done");
    tx.commit().await.expect("read");
    let told = (told.changes[0].before.as_deref(), told.changes[0].after.as_deref());
    assert_eq!(told, (Some("a…@rijeka.example"), Some("e…@rijeka.example")), "the journal knows of both");
    let path = directory.link().await;
    assert!(town.get(&path).await.text().contains("facts.name"));
    // Whose organisation it was gets no further with a link of his own.
    assert_eq!(directory.post(&path, &but(&[]), &OURS).await.0, 200, "nothing was touched: it is confirmed");
    let record = directory.record().await;
    assert_eq!((record.confirmed_on, record.confirmed_by), (Some(on("2026-11-24")), Some(ConfirmedBy::Organisation)));
    assert_eq!(town.get(&path).await.status, 410);
    let due = keeper.data(QUEUE, json!({})).await;
    assert_eq!(due["desk"]["organisationSuggestionsDue"], json!([]));
}
