//! What the journal tells of official acts: which fields were saved, without a word of what nobody outside sees yet; what
//! became of what when it was published; lists that were brought, mended and thrown away; and to whom.

use entities::{
    CallField, Change, ConsultationField, ConsultationStage, Detail, Happening, Locale, OrganisationField, Role,
};
use javno::organisations::store::save::{held, put};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::ActiveEnum;
use serde_json::{Value, json};
use tests::Town;
use tests::given::{a_consultation, latin, with_an_act};
use tests::organisations::known_in_full;
use tests::people::Person;

use crate::desk_calls::{CREATE, Desk, SAVE, done, text, with, written};
use crate::desk_debates;
use crate::desk_files::fetch;
use crate::desk_imports::{bring, mutation};
use crate::desk_kept::{CORRECT, upload};
use crate::results;

const TOLD: &str = "kind title reason changes { field before after }";

/// Each act in a line, the newest first.
fn lines(acts: &Value) -> String {
    let line = |act: &Value| {
        let changes = act["changes"].as_array().expect("changes").iter();
        let changes = changes.map(|one| match (&one["before"], &one["after"]) {
            (Value::Null, Value::Null) => format!(" {}", one["field"]),
            (before, after) => format!(" {}: {before} → {after}", one["field"]),
        });
        let reason = act["reason"].as_str().map(|why| format!(" ({why})")).unwrap_or_default();
        format!("{} {}{}{reason}", act["kind"], act["title"], changes.collect::<String>()).replace('"', "")
    };
    acts.as_array().expect("acts").iter().map(line).collect::<Vec<_>>().join("\n")
}

async fn history(person: &Person<'_>, id: &Value) -> String {
    let query = format!(
        "query ($id: ID!) {{ desk(municipality: \"trebinje\") {{ call(id: $id) {{ history(first: 50) {{ nodes {{ {TOLD} }} }} }} }} }}"
    );
    lines(&person.data(&query, json!({ "id": id })).await["desk"]["call"]["history"]["nodes"])
}

/// The newest acts of the journal of these kinds.
async fn journal(admin: &Person<'_>, of: &[&str]) -> String {
    let query = format!("{{ desk(municipality: \"trebinje\") {{ journal(first: 50) {{ nodes {{ {TOLD} }} }} }} }}");
    let mut acts = admin.data(&query, json!({})).await["desk"]["journal"]["nodes"].take();
    acts.as_array_mut().expect("acts").retain(|act| of.contains(&act["kind"].as_str().unwrap_or("?")));
    lines(&acts)
}

#[tokio::test]
async fn the_history_of_a_call_tells_which_fields_were_saved_and_what_became_of_what_was_published() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let created = done(&editor, CREATE, json!({ "municipality": "trebinje", "content": written() })).await;
    let id = created["call"]["id"].clone();
    let mut version = created["call"]["version"].clone();
    let mut save = async |more: Value| {
        let content = with(written(), &more);
        let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": content })).await;
        version = saved["call"]["version"].clone();
        version.clone()
    };
    save(json!({ "title": text("Tajni naslov") })).await;
    save(json!({ "title": text("Drugi tajni naslov") })).await;
    let version =
        save(json!({ "title": text("Drugi tajni naslov"), "budget": "47000", "contact": text("Soba 5") })).await;
    insta::assert_snapshot!(history(&editor, &id).await, @r"
    CALL_EDITED Drugi tajni naslov budget contact
    CALL_EDITED Tajni naslov title
    CALL_DRAFTED Javni poziv za kulturu
    ");

    let publish =
        "mutation ($input: PublishCallInput!) { publishCall(input: $input) { call { version } errors { code } } }";
    let published = done(&editor, publish, json!({ "id": id, "version": version })).await;
    let mut version = published["call"]["version"].clone();
    let mut save = async |more: Value| {
        let content =
            with(with(written(), &json!({ "title": text("Drugi tajni naslov"), "contact": text("Soba 5") })), &more);
        let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": content })).await;
        version = saved["call"]["version"].clone();
        version.clone()
    };
    save(json!({ "budget": "50000" })).await;
    let version = save(json!({ "budget": "51000", "maxGrant": "4000" })).await;
    let correct = json!({ "id": id, "version": version, "reason": text("Rebalans.") });
    let version = done(&editor, CORRECT, correct).await["call"]["version"].take();
    let discard = "mutation ($input: DiscardCallChangesInput!) { discardCallChanges(input: $input) { call { version } errors { code } } }";
    let content = with(
        written(),
        &json!({ "title": text("Treći"), "budget": "51000", "maxGrant": "4000", "contact": text("Soba 5") }),
    );
    let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": content })).await;
    desk.town.clock.advance(chrono::TimeDelta::minutes(11));
    done(&editor, discard, json!({ "id": id, "version": saved["call"]["version"] })).await;
    let told = history(&editor, &id).await;
    let newest = told.lines().take(6).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(newest, @r"
    CALL_EDITED Drugi tajni naslov title
    CALL_EDITED Drugi tajni naslov title
    CALL_CHANGED Drugi tajni naslov budget: 47000 BAM → 51000 BAM max_grant: 3000.5 BAM → 4000 BAM (Rebalans.)
    CALL_EDITED Drugi tajni naslov max_grant
    CALL_EDITED Drugi tajni naslov budget
    CALL_PUBLISHED Drugi tajni naslov
    ");
    assert!(!told.contains("Treći") && !told.contains("50000"), "what nobody outside has seen: {told}");
}

#[tokio::test]
async fn the_history_of_a_consultation_tells_of_its_text_too() {
    let desk = desk_debates::Desk::new().await;
    let editor = desk.editor().await;
    let input = json!({ "municipality": "trebinje", "content": desk_debates::written() });
    let made = done(&editor, &desk_debates::mutation("createConsultation"), input).await["consultation"].take();
    let content = with(desk_debates::written(), &json!({ "contact": text("Soba 5") }));
    let input = json!({ "id": made["id"], "version": made["version"], "content": content });
    let saved = done(&editor, &desk_debates::mutation("saveConsultation"), input).await["consultation"].take();
    let parts = [desk_debates::article(1, "Паркови су јавни.")];
    done(&editor, &desk_debates::mutation("saveAct"), desk_debates::act(&made["id"], &saved["version"], &parts)).await;
    let acts =
        desk.at_desk(&editor, &made["id"], &format!("history {{ nodes {{ {TOLD} }} }}")).await["history"]["nodes"]
            .take();
    let told: Vec<_> =
        acts.as_array().expect("acts").iter().map(|act| (&act["kind"], &act["changes"][0]["field"])).collect();
    let told =
        told.iter().map(|(kind, field)| format!("{kind} {field}").replace('"', "")).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(told, @r"
    CONSULTATION_EDITED acts
    CONSULTATION_EDITED contact
    CONSULTATION_DRAFTED null
    ");
}

#[tokio::test]
async fn a_list_that_is_brought_mended_and_thrown_away_is_an_act_each_time() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    town.organisation(&trebinje, |content| content.name = Some(latin("Planinarsko udruženje Ras"))).await;
    let list = "Naziv;Nešto\nKlub Most;059\nPlaninarsko ekološko udruženje Ras;\n";
    let brought = bring(&town, &keeper, "spisak.csv", list.as_bytes()).await.json()["import"].take();
    for columns in [json!(["NAME", "PHONE"]), json!(["NAME", null])] {
        done(&keeper, &mutation("planOrganisationImport"), json!({ "id": brought, "columns": columns })).await;
    }
    done(&keeper, &mutation("decideOrganisationImport"), json!({ "id": brought, "choice": "SKIP" })).await;
    let discard = "mutation ($input: DiscardOrganisationImportInput!) { discardOrganisationImport(input: $input) { errors { code } } }";
    done(&keeper, discard, json!({ "id": brought })).await;
    let kinds = ["ORGANISATIONS_BROUGHT", "ORGANISATIONS_IMPORT_EDITED", "ORGANISATIONS_IMPORT_DISCARDED"];
    insta::assert_snapshot!(journal(&admin, &kinds).await, @r"
    ORGANISATIONS_IMPORT_DISCARDED spisak.csv
    ORGANISATIONS_IMPORT_EDITED spisak.csv rows
    ORGANISATIONS_IMPORT_EDITED spisak.csv columns
    ORGANISATIONS_BROUGHT spisak.csv
    ");
    // The administrator takes it away, who did it beside it; nobody else of that desk, and nobody of the next, does.
    let csv = fetch(&admin, "/desk/export/journal.csv?municipality=trebinje").await.text();
    let json = fetch(&admin, "/desk/export/journal.json?municipality=trebinje").await.json();
    for kind in kinds {
        let row = csv.lines().find(|row| row.contains(kind)).expect("a row of the act");
        assert!(row.contains("spisak.csv") && row.contains("Mirjana Kovač"), "{row}");
        let act = json.as_array().expect("acts").iter().find(|act| act["kind"] == kind).expect("the act");
        assert_eq!(act["subject"], brought);
    }
    let teslic = town.municipality("teslic").await;
    for (person, status) in [(keeper, 403), (town.official(&teslic, &[Role::Admin]).await, 404)] {
        let answer = fetch(&person, "/desk/export/journal.csv?municipality=trebinje").await;
        assert_eq!(answer.status, status, "{}", answer.text());
        assert!(!answer.text().contains("spisak"), "{}", answer.text());
    }
}

#[tokio::test]
async fn results_that_are_thrown_away_or_published_leave_an_act() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let over = tests::instant("2026-11-01T12:00:00Z");
    let call = town.call(&trebinje, |new| new.call.deadline_at = Some(over)).await.id;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let named = |name: &str| {
        let input = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        format!(
            "mutation ($input: {input}!) {{ {name}(input: $input) {{ results {{ version }} errors {{ code reason }} }} }}"
        )
    };
    let input = json!({ "call": call.to_string(), "version": 0, "text": "Organizacija;Ishod\nKlub;odobreno" });
    let version = done(&admin, &named("readResults"), input).await["results"]["version"].take();
    done(&admin, &named("discardResults"), json!({ "call": call.to_string(), "version": version })).await;
    // Of lists that are published is told which took the place of which.
    let mut version = 2;
    for stage in ["PRELIMINARY", "FINAL"] {
        let rows = json!([{ "organisation": "Klub", "outcome": "APPROVED", "approved": "100" }]);
        let input =
            json!({ "call": call.to_string(), "version": version, "content": { "stage": stage, "rows": rows } });
        let saved = done(&admin, &named("saveResults"), input).await["results"]["version"].take();
        let publish = "mutation ($input: PublishResultsInput!) { publishResults(input: $input) { errors { code reason field problem } } }";
        done(&admin, publish, json!({ "call": call.to_string(), "version": saved })).await;
        version = saved.as_i64().expect("a version") + 1;
    }
    insta::assert_snapshot!(journal(&admin, &["RESULTS_PUBLISHED", "RESULTS_DISCARDED", "CALL_EDITED"]).await, @r"
    RESULTS_PUBLISHED Javni poziv za projekte udruženja results: preliminary 1 → final 2
    CALL_EDITED Javni poziv za projekte udruženja results
    RESULTS_PUBLISHED Javni poziv za projekte udruženja results: null → preliminary 1
    CALL_EDITED Javni poziv za projekte udruženja results
    RESULTS_DISCARDED Javni poziv za projekte udruženja
    CALL_EDITED Javni poziv za projekte udruženja results
    ");
}

#[tokio::test]
async fn a_file_of_a_call_is_told_of_once_for_each_version() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, _) = desk.published(&editor).await;
    let path = format!("/desk/calls/{}/documents", id.as_str().expect("an id"));
    let sent = upload(&editor, &format!("{path}?role=FORM&name=Obrazac"), &tests::files::pdf(20)).await;
    let document = sent["document"]["id"].as_str().expect("a document").to_owned();
    let correct = json!({ "id": id, "version": sent["version"], "reason": text("Dodat obrazac.") });
    done(&editor, CORRECT, correct).await;
    upload(&editor, &format!("{path}/{document}"), &tests::files::pdf(30)).await;
    let told = history(&editor, &id).await;
    let of_files: Vec<_> = told.lines().filter(|line| line.starts_with("DOCUMENT")).collect();
    insta::assert_snapshot!(of_files.join("\n"), @r"
    DOCUMENT_REPLACED Javni poziv za kulturu: Obrazac documents: Obrazac: obrazac.pdf → Obrazac: obrazac.pdf (2)
    DOCUMENT_ADDED Javni poziv za kulturu: Obrazac documents: null → Obrazac: obrazac.pdf
    ");
}

#[tokio::test]
async fn whose_a_published_row_was_and_is_stands_in_the_history_of_its_call() {
    let desk = results::Desk::new().await;
    let editor = desk.editor().await;
    desk.published(&editor, "FINAL", None).await;
    let id = json!(desk.call.to_string());
    let ask = "query ($id: ID!) { node(id: $id) { ... on OpenCall { results { rows { id } } } } }";
    let rows = desk.town.data(ask, json!({ "id": id })).await["node"]["results"]["rows"].take();
    let (rijeka, most) = (desk.rijeka.to_string(), desk.most.to_string());
    // Saying the same again is nothing that happened.
    let mut before = None;
    for whose in [Some(&rijeka), Some(&rijeka), Some(&most), None] {
        let input = json!({ "row": rows[2]["id"], "before": before, "organisation": whose });
        done(&editor, &results::mutation("linkResult", "stage"), input).await;
        before = whose;
    }
    let told = history(&editor, &id).await;
    let told: Vec<_> = told.lines().take_while(|line| line.starts_with("CALL_CHANGED")).collect();
    insta::assert_snapshot!(told.join("\n"), @"
    CALL_CHANGED Društvo ljubitelja čiste rijeke organisation: Udruženje „Most“ → null
    CALL_CHANGED Društvo ljubitelja čiste rijeke organisation: Udruženje ljubitelja čiste rijeke → Udruženje „Most“
    CALL_CHANGED Društvo ljubitelja čiste rijeke organisation: null → Udruženje ljubitelja čiste rijeke
    ");
}

/// What the history of an organisation tells.
async fn history_of(keeper: &Person<'_>, id: entities::OrganisationId) -> String {
    let query = format!(
        "{{ desk(municipality: \"trebinje\") {{ organisation(id: \"{id}\") {{ history(first: 50) {{ nodes {{ {TOLD} }} }} }} }} }}"
    );
    lines(&keeper.data(&query, json!({})).await["desk"]["organisation"]["history"]["nodes"])
}

/// Nothing is ever deleted from the journal, and whoever is named by an organisation, or had a street, may be sorry later.
#[tokio::test]
async fn of_persons_and_how_they_are_reached_the_history_tells_only_that_it_changed() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let id = town.organisation(&trebinje, known_in_full).await.id;
    let tx = town.begin().await;
    let standing = held(&tx, id).await.expect("an organisation");
    let mut now = standing.content.clone();
    now.representative = Some("Ivo Ivić".into());
    now.phone = Some("059 333 444".into());
    now.seat = Some(latin("Kod Ane 7, Ljubinje"));
    now.founded = Some(2010);
    put(&tx, standing, now, Some(latin("Nova skupština"))).await.expect("a change");
    tx.commit().await.expect("a change");
    insta::assert_snapshot!(history_of(&keeper, id).await, @"
    ORGANISATION_CHANGED Удружење „Чиста ријека“ seat: Trebinje → Ljubinje founded: 2009 → 2010 contact representative (Nova skupština)
    ORGANISATION_LISTED Удружење „Чиста ријека“
    ");
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    for path in ["journal.csv", "journal.json"] {
        let taken = fetch(&admin, &format!("/desk/export/{path}?municipality=trebinje")).await.text();
        assert!(taken.contains("2010"), "{taken}");
        for person in ["Anić", "Ivić", "059 220", "059 333", "rijeka.example", "Kod Ane", "Karadžića"] {
            assert!(!taken.contains(person), "{person} stands in {taken}");
        }
    }
}

#[tokio::test]
async fn what_the_journal_kept_of_persons_before_is_taken_out() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    let id = town.organisation(&trebinje, |content| content.seat = Some(latin("Ljubinje"))).await.id;
    let change = |field: &str, before: Option<&str>, after: Option<&str>| Change {
        field: field.into(),
        before: before.map(Into::into),
        after: after.map(Into::into),
    };
    let changes = vec![
        change("name", Some("Klub „Most“"), Some("Udruženje „Most“")),
        change("contact", Some("Vuka Karadžića 5, 059 220 000"), None),
        change("representative", None, Some("Ana Anić")),
        change("seat", Some("Trebinje, Kod Ane 7"), Some("Trebinje")),
        change("seat", Some("Ljubinje"), Some("Kod Ane 7")),
    ];
    let detail = Detail { title: Some("Most".into()), changes, reason: Some("Tako.".into()) };
    let tx = town.begin().await;
    tx.record(Happening::OrganisationChanged, trebinje.id, id, detail);
    tx.record(Happening::OrganisationConfirmed, trebinje.id, id, Detail::default());
    tx.commit().await.expect("what happened before");
    let db = town.database().connect().await;
    let later = Migrator::migrations().iter().rev().take_while(|one| one.name() != "m0048_unnamed_changes").count();
    Migrator::down(&db, u32::try_from(later + 1).ok()).await.expect("down");
    Migrator::up(&db, None).await.expect("up");
    db.close().await.expect("closing");
    insta::assert_snapshot!(history_of(&keeper, id).await, @"
    ORGANISATION_CONFIRMED null
    ORGANISATION_CHANGED Most name: Klub „Most“ → Udruženje „Most“ contact representative seat: null → Trebinje seat: Ljubinje → null (Tako.)
    ORGANISATION_LISTED Udruženje „Most“
    ");
}

/// What the journal calls otherwise than the fields of a thing are called: the desk has a word for each (`acts.tsx`).
const OTHERWISE: [&str; 19] = [
    "registered",
    "origin",
    "results",
    "columns",
    "rows",
    "moderation",
    "moderation_first",
    "confirm_email",
    "website",
    "default_locale",
    "allowed_origins",
    "accessibility_contact",
    "own_days",
    "own_areas",
    "wording_sr_cyrl",
    "wording_sr_latn",
    "wording_bs",
    "wording_hr",
    "wording_en",
];

#[test]
fn the_desk_has_a_word_for_every_field_that_the_journal_tells_of() {
    let messages = concat!(env!("CARGO_MANIFEST_DIR"), "/../widgets/src/desk/messages/sr-Latn.json");
    let messages: Value =
        serde_json::from_str(&std::fs::read_to_string(messages).expect("messages")).expect("messages");
    let acts =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../widgets/src/desk/acts.tsx")).expect("acts");
    let pascal = |code: &str| {
        let word = |word: &str| word[..1].to_uppercase() + &word[1..];
        code.split('_').map(word).collect::<String>()
    };
    let named = |code: &String| {
        let name = pascal(code);
        let said = |section: &str, key: String| messages[section].get(key).is_some();
        said("act", format!("field{name}"))
            || said("org", format!("public{name}"))
            || OTHERWISE.contains(&&**code) && acts.contains(&format!("{code}: m."))
    };
    fn codes<E: ActiveEnum<Value = String>>() -> Vec<String> {
        E::iter().map(|code| code.to_value()).collect()
    }
    let written = [
        "roles",
        "answer",
        "identity",
        "representative",
        "keeper_email",
        "name",
        "results",
        "organisation",
        "columns",
        "rows",
    ];
    // What is said of a municipality.
    let settings = ["website", "default_locale", "allowed_origins", "accessibility_contact", "own_days", "own_areas"];
    let usual = ["moderation", "moderation_first", "confirm_email"];
    let all = [codes::<CallField>(), codes::<ConsultationField>(), codes::<OrganisationField>()].concat();
    let wordings = Locale::ALL.map(|locale| format!("wording_{}", locale.tag().to_lowercase().replace('-', "_")));
    let written = written.into_iter().chain(settings).chain(usual).map(str::to_owned);
    let all = all.into_iter().chain(written).chain(wordings);
    assert_eq!(all.filter(|code| !named(code)).collect::<Vec<_>>(), Vec::<String>::new());
}

/// What came from outside is called by its name there, as what officials do is.
#[tokio::test]
async fn a_debate_that_was_brought_is_told_by_its_title() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let mut given = a_consultation(&trebinje);
    with_an_act(&mut given, &["Član 1.\nTekst."]);
    let act = given.new.acts[0].clone();
    town.save_consultation(given.clone()).await;
    town.version(&act, "Član 1.\nDrugi tekst.", true).await;
    given.new.consultation.stage = ConsultationStage::Cancelled;
    given.new.consultation.source_hash = "other".into();
    given.texts.clear();
    town.save_consultation(given).await;
    let kinds = ["CONSULTATION_PUBLISHED", "CONSULTATION_CHANGED", "CONSULTATION_CANCELLED"];
    insta::assert_snapshot!(journal(&admin, &kinds).await, @r"
    CONSULTATION_CANCELLED Javna rasprava o Nacrtu odluke
    CONSULTATION_CHANGED Javna rasprava o Nacrtu odluke
    CONSULTATION_CHANGED Javna rasprava o Nacrtu odluke
    CONSULTATION_PUBLISHED Javna rasprava o Nacrtu odluke
    ");
}
