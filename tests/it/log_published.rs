//! Rules, ways to comment and documents in the log: whoever publishes others records it, on whatever way, and nobody changes
//! them unseen.

use entities::{
    ChannelKind, ConsultationDocumentRole, ConsultationFileId, ConsultationId, ConsultationStage, Moderation, Role,
    Words, consultation, consultation_channel, consultation_document, consultation_file,
};
use javno::import::Summary;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _};
use serde_json::{Value, json};
use tests::Town;
use tests::debates::{a_consultation, with_everything};
use tests::files::pdf;
use tests::given::latin;

use crate::desk_calls::{done, text, with};
use crate::desk_debates::{Desk, mutation, written};
use crate::desk_debates_files::{correct, path, upload};
use crate::import;
use crate::log_facts::{entries, told};
use crate::report::Hall;

/// What the log says of the consultation itself, each time that it does; and the whole file is what was signed.
async fn facts(town: &Town, of: &str) -> Vec<Value> {
    let (said, right) = told(town, of).await;
    assert!(right && !said.contains("proves nothing"), "{said}");
    let mut all = entries(town, of).await;
    all.retain(|entry| entry["what"] == "facts");
    all
}

/// What of the last two is another.
fn others(all: &[Value]) -> Vec<&'static str> {
    let [.., was, is] = all else { panic!("once: {all:?}") };
    let parts = ["facts", "sessions", "also", "channels", "documents"];
    parts.into_iter().filter(|part| was[*part] != is[*part]).collect()
}

#[tokio::test]
async fn every_rule_way_and_document_that_an_official_publishes_is_recorded_with_it() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, mut version) = desk.published(&editor).await;
    let of = id.as_str().expect("an id").to_owned();
    let first = facts(&desk.town, &of).await;
    assert_eq!((first.len(), &first[0]["form"], &first[0]["documents"]), (1, &json!(2), &json!([])));
    assert_eq!(first[0]["channels"].as_array().map(Vec::len), Some(1));

    let mut so_many = 1;
    let save = async |version: &Value, more: Value| {
        let input = json!({ "id": id, "version": version, "content": with(written(), &more) });
        done(&editor, &mutation("saveConsultation"), input).await["consultation"]["version"].clone()
    };
    let rules = json!({ "moderation": "POST", "supports": "CLIENT" });
    let ways = json!({ "channels": [
        { "kind": "COUNTER", "text": text("Šalter 3") }, { "kind": "POST", "text": text("Na adresu Grada") } ] });
    let session =
        json!({ "sessions": [{ "starts": { "day": "2026-12-02", "hour": "17:00" }, "place": text("Sala") }] });
    // Each in the place of what was written before.
    for (more, changed) in [
        (rules, vec!["also"]),
        (ways, vec!["also", "channels"]),
        (session, vec!["sessions", "channels"]),
        (json!({ "areas": ["environment"] }), vec!["sessions", "also"]),
        (json!({ "title": text("Nacrt odluke o igralištima") }), vec!["facts", "also"]),
    ] {
        let saved = save(&version, more.clone()).await;
        assert_eq!(facts(&desk.town, &of).await.len(), so_many, "nobody outside reads it yet: {more}");
        version = correct(&editor, &id, &saved, "Ispravka").await;
        let now = facts(&desk.town, &of).await;
        so_many += 1;
        assert_eq!((now.len(), others(&now)), (so_many, changed), "{more}");
    }

    // A document with its file, another file in its place, and none at all.
    let sent = upload(&editor, &path(&id, "?role=EXPLANATION&name=Obrazlo%C5%BEenje"), &pdf(20)).await;
    let document = sent["document"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(facts(&desk.town, &of).await.len(), so_many, "it waits");
    correct(&editor, &id, &sent["version"], "Dodato obrazloženje.").await;
    let added = facts(&desk.town, &of).await;
    desk.town.clock.advance(chrono::TimeDelta::minutes(1));
    let sent = upload(&editor, &path(&id, &format!("/{document}")), &pdf(30)).await;
    assert_eq!(facts(&desk.town, &of).await.len(), so_many + 1, "it waits");
    version = correct(&editor, &id, &sent["version"], "Pogrešna tabela.").await;
    let replaced = facts(&desk.town, &of).await;
    let saved = save(&version, json!({ "documents": [] })).await;
    version = correct(&editor, &id, &saved, "Nije za javnost.").await;
    let taken_off = facts(&desk.town, &of).await;
    so_many += 3;
    let files = |all: &[Value]| {
        let documents = all.last().and_then(|last| last["documents"].as_array().cloned()).expect("documents");
        documents.iter().map(|one| one["files"].as_array().map_or(0, Vec::len)).collect::<Vec<_>>()
    };
    assert_eq!(
        (taken_off.len(), files(&added), files(&replaced), files(&taken_off)),
        (so_many, vec![1], vec![2], vec![])
    );
    assert_eq!((others(&added), others(&replaced)), (vec!["documents"], vec!["documents"]));
    let (was, is) = (&added[so_many - 3]["documents"][0], &replaced[so_many - 2]["documents"][0]);
    assert_eq!((&was["document"], &is["document"]), (&json!(document), &json!(document)));
    assert_ne!(was["files"][0], is["files"][0], "that it was replaced is said of the first");

    let reason = text("Na molbu građana");
    let closes = json!({ "day": "2026-12-20", "hour": "15:00" });
    let input = json!({ "id": id, "version": version, "closes": closes, "reason": reason });
    version = done(&editor, &mutation("extendConsultation"), input).await["consultation"]["version"].take();
    assert_eq!(others(&facts(&desk.town, &of).await), ["facts"]);
    let input = json!({ "id": id, "version": version, "reason": reason });
    done(&editor, &mutation("cancelConsultation"), input).await;
    let now = facts(&desk.town, &of).await;
    assert_eq!((now.len(), others(&now)), (so_many + 2, vec!["also"]), "that it is not held");
}

#[tokio::test]
async fn the_act_that_was_adopted_is_a_document_like_any_other() {
    let (hall, _) = Hall::finished().await;
    let editor = hall.town.official(&hall.owner, &[Role::Editor]).await;
    for (number, url) in [(1, "https://grad.example/odluka-1"), (2, "https://grad.example/odluka-2")] {
        assert_eq!(hall.adopt(&editor, url).await["errors"], json!([]));
        let now = facts(&hall.town, &hall.of()).await;
        assert_eq!((now.len(), now[number - 1]["documents"].as_array().map(Vec::len)), (number, Some(1)));
    }
    assert_eq!(others(&facts(&hall.town, &hall.of()).await), ["documents"]);
}

#[tokio::test]
async fn what_a_list_from_elsewhere_changes_is_recorded_with_it() {
    let desk = import::Desk::new().await;
    let list = desk.path("consultations.json");
    let bring = async |place: &str, areas: &[&str]| {
        let row = json!({ "municipality": "Trebinje", "title": "Rasprava o sportu", "script": "sr-Latn",
            "act_type": "odluka", "place": place, "area_codes": areas });
        std::fs::write(&list, json!([row]).to_string()).expect("a file");
        let said = desk.import_files(std::slice::from_ref(&list)).await;
        let Ok(Summary { new, changed, same, refused, .. }) = said.outcome else { panic!("{}", said.report) };
        let found = desk.town.data("{ consultations { nodes { id } } }", json!({})).await;
        let of = found["consultations"]["nodes"][0]["id"].as_str().expect("an id").to_owned();
        let all = facts(&desk.town, &of).await;
        ((new, changed, same, refused), all)
    };
    let (count, now) = bring("Pošta i e-pošta", &["sport"]).await;
    assert_eq!((count, now.len()), ((1, 0, 0, 0), 1));
    assert_eq!(now[0]["channels"].as_array().map(Vec::len), Some(2));
    let (count, now) = bring("Pošta i e-pošta", &["sport"]).await;
    assert_eq!((count, now.len()), ((0, 0, 1, 0), 1), "nothing became another");
    let (count, now) = bring("E-mail i protokol Gradske uprave", &["sport"]).await;
    assert_eq!((count, others(&now)), ((0, 1, 0, 0), vec!["channels"]));
    let (count, now) = bring("E-mail i protokol Gradske uprave", &["culture", "sport"]).await;
    assert_eq!((count, now.len(), others(&now)), ((0, 1, 0, 0), 3, vec!["also"]));
}

#[tokio::test]
async fn documents_that_a_list_does_not_have_stay_or_go_and_the_log_says_so() {
    let town = Town::new().await;
    let owner = town.municipality("trebinje").await;
    let mut given = a_consultation(&owner);
    with_everything(&mut given);
    let of = town.save_consultation(given.clone()).await.id.to_string();
    let first = facts(&town, &of).await;
    let documents = |all: &[Value]| all.last().and_then(|last| last["documents"].as_array().map(Vec::len));
    assert_eq!((first.len(), documents(&first)), (1, Some(2)));
    let mut again = |hash: &str, title: &str| {
        given.texts.clear();
        given.changes.clear();
        (given.new.consultation.source_hash, given.new.consultation.title) = (hash.to_owned(), latin(title));
        given.clone()
    };
    town.save_consultation(again("second", "Drugi naslov")).await;
    let second = facts(&town, &of).await;
    assert_eq!((second.len(), others(&second)), (2, vec!["facts"]));
    // What is a file here stays, whatever the list has; what is only named goes with the list.
    let mut fewer = again("third", "Drugi naslov");
    (fewer.new.documents, fewer.new.files) = (Vec::new(), Vec::new());
    town.save_consultation(fewer).await;
    let third = facts(&town, &of).await;
    assert_eq!((third.len(), others(&third), documents(&third)), (3, vec!["documents"], Some(1)));
}

/// A consultation with its ways and documents, as it lies in the database.
#[derive(Clone)]
struct Rows {
    consultation: consultation::Model,
    channels: Vec<consultation_channel::Model>,
    documents: Vec<consultation_document::Model>,
    files: Vec<consultation_file::Model>,
}

impl Rows {
    async fn of(town: &Town, of: ConsultationId) -> Self {
        let tx = town.begin().await;
        let row = tx.find::<consultation::Entity>().filter(consultation::Column::Id.eq(of));
        let consultation = row.one(tx.connection()).await.expect("read").expect("a consultation");
        let channels = tx.find::<consultation_channel::Entity>().all(tx.connection()).await.expect("read");
        let documents = tx.find::<consultation_document::Entity>().all(tx.connection()).await;
        let mut documents = documents.expect("read");
        documents.sort_by_key(|row| row.position);
        let files = tx.find::<consultation_file::Entity>().all(tx.connection()).await.expect("read");
        tx.commit().await.expect("read");
        Self { consultation, channels, documents, files }
    }

    /// Puts this in the place of whatever is there, past the application.
    async fn put(self, town: &Town) {
        let Self { consultation, channels, documents, files } = self;
        let of = consultation.id;
        let tx = town.begin().await;
        tx.update(consultation.into_active_model().reset_all()).await.expect("the consultation");
        macro_rules! instead {
            ($($entity:ident)*) => {
                $(
                    let its = Condition::all().add($entity::Column::ConsultationId.eq(of));
                    tx.delete::<$entity::Entity>(its).await.expect("rows");
                )*
            };
        }
        instead! { consultation_file consultation_document consultation_channel }
        let channels = channels.into_iter().map(consultation_channel::Model::into_active_model);
        tx.insert_all(channels.collect()).await.expect("ways");
        let documents = documents.into_iter().map(consultation_document::Model::into_active_model);
        tx.insert_all(documents.collect()).await.expect("documents");
        let files = files.into_iter().map(consultation_file::Model::into_active_model);
        tx.insert_all(files.collect()).await.expect("files");
        tx.commit().await.expect("put");
    }
}

/// What somebody does to rows past the application.
type Change = fn(&mut Rows);

#[tokio::test]
async fn whatever_is_changed_of_rules_ways_and_documents_behind_our_back_is_noticed() {
    let town = Town::new().await;
    let owner = town.municipality("trebinje").await;
    let row = town.consultation(&owner, with_everything).await;
    let of = row.id.to_string();
    facts(&town, &of).await;
    let whole = Rows::of(&town, row.id).await;
    let at = |name: &str| whole.documents.iter().position(|one| one.name.original.text == name).expect("a document");
    // As `with_everything` has them.
    assert_eq!((at("Nacrt"), at("Obrazloženje"), whole.files.len()), (0, 1, 1));

    let other = "what is shown is not what was published";
    let gone = "everybody may read it, and it is not shown";
    let new = "it is shown, and nothing says that it was published";
    let its = |name: &str| format!("the consultation, its {name}: {other}");
    let changes: [(Change, String); 22] = [
        (|rows| rows.consultation.moderation = Moderation::Post, its("moderation")),
        (
            |rows| {
                let row = &mut rows.consultation;
                (row.moderation, row.moderation_first) = (Moderation::FirstN, Some(2));
            },
            format!("the consultation, its moderation_first: {new}"),
        ),
        (|rows| rows.consultation.anonymous_allowed = false, its("anonymous_allowed")),
        (|rows| rows.consultation.attachments_allowed = true, its("attachments_allowed")),
        (|rows| rows.consultation.confirm_email = entities::ConfirmEmail::Never, its("confirm_email")),
        (|rows| rows.consultation.supports = entities::Supports::None, its("supports")),
        (|rows| rows.consultation.exercise = true, its("exercise")),
        (|rows| rows.consultation.areas = Words(vec!["sport".into()]), its("areas")),
        (|rows| rows.consultation.stage = ConsultationStage::Cancelled, its("cancellation")),
        (|rows| rows.consultation.source_url = None, format!("the consultation, its source_url: {gone}")),
        (
            |rows| rows.channels[0].text = latin("Šalter sala 2"),
            format!("the consultation, its channel counter: {new}"),
        ),
        (|rows| rows.channels[0].kind = ChannelKind::Post, format!("the consultation, its channel post: {new}")),
        (|rows| rows.channels.clear(), format!("the consultation, its channels: 1 of 1: {gone}")),
        (
            |rows| rows.documents[0].url = Some("https://drugi.example/nacrt.pdf".into()),
            format!("the document “Nacrt”, what is said of it: {other}"),
        ),
        (
            |rows| rows.documents[0].role = ConsultationDocumentRole::Adopted,
            format!("the document “Nacrt”, what is said of it: {other}"),
        ),
        (
            |rows| rows.documents[1].name = latin("Mišljenje"),
            format!("the document “Mišljenje”, what is said of it: {other}"),
        ),
        (|rows| rows.documents[0].removed_on = "2026-11-24".parse().ok(), format!(": {gone}")),
        (
            |rows| (rows.documents[0].position, rows.documents[1].position) = (2, 1),
            format!("the documents of the consultation, their order: {other}"),
        ),
        (|rows| rows.files[0].sha256 = "11".into(), format!("the document “Obrazloženje”, its file 1: {other}")),
        (|rows| rows.files[0].size_bytes = 2, format!("the document “Obrazloženje”, its file 1: {other}")),
        (|rows| rows.files.clear(), format!("the document “Obrazloženje”, its file 1: {gone}")),
        (
            |rows| {
                let last = &mut rows.files[0];
                last.replaced_at = Some(last.uploaded_at);
                let next = consultation_file::Model {
                    id: ConsultationFileId::new(),
                    version: 2,
                    storage_key: "another".into(),
                    replaced_at: None,
                    ..last.clone()
                };
                rows.files.push(next);
            },
            format!("the document “Obrazloženje”, its file 2: {new}"),
        ),
    ];
    for (change, noticed) in changes {
        let mut changed = whole.clone();
        change(&mut changed);
        changed.put(&town).await;
        let (said, right) = told(&town, &of).await;
        assert!(!right && said.contains(&noticed), "{noticed}: {said}");
        whole.clone().put(&town).await;
        let (said, right) = told(&town, &of).await;
        assert!(right, "put back after {noticed}: {said}");
    }
}
