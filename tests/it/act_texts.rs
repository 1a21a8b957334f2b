//! Published texts of acts in the log: what everybody read stays what it was, or it is noticed.

use chrono::TimeDelta;
use entities::{
    ActVersionId, AnchorId, AnchorKey, AnchorKind, ConsultationId, ConsultationStage, Locale, Moderation, act_anchor,
    act_version, consultation_act, log_entry, log_head,
};
use javno::app::App;
use javno::scope::{Operator, Tx};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::{Value, json};
use tests::debates::{a_consultation, articles, with_an_act};
use tests::given::cyrillic;
use tests::{Town, config};

use crate::comments::{Square, verified};
use crate::desk_calls::{done, text};
use crate::desk_debates::{Desk, act, article, mutation, written};

/// An act with its one version, as it lies in the database.
#[derive(Clone)]
struct Rows {
    act: consultation_act::Model,
    version: act_version::Model,
    parts: Vec<act_anchor::Model>,
}

/// What somebody does to rows past the application.
type Change = fn(&mut Rows);

impl Rows {
    async fn of(town: &Town, of: ConsultationId) -> Self {
        let tx = town.begin().await;
        let act = tx.find::<consultation_act::Entity>().filter(consultation_act::Column::ConsultationId.eq(of));
        let act = act.one(tx.connection()).await.expect("read").expect("an act");
        let version = tx.find::<act_version::Entity>().filter(act_version::Column::ConsultationId.eq(of));
        let version = version.one(tx.connection()).await.expect("read").expect("a version");
        let parts = tx.find::<act_anchor::Entity>().filter(act_anchor::Column::VersionId.eq(version.id));
        let parts = parts.order_by_asc(act_anchor::Column::Position).all(tx.connection()).await.expect("read");
        tx.commit().await.expect("read");
        Self { act, version, parts }
    }

    /// Puts this in the place of whatever is there, past the application.
    async fn put(self, town: &Town) {
        use {act_anchor::Column::VersionId, act_version::Column::ActId, act_version::Column::Id};

        let Self { act, version, parts } = self;
        let tx = town.begin().await;
        let others = Condition::all().add(ActId.eq(act.id)).add(Id.ne(version.id));
        tx.delete::<act_version::Entity>(others).await.expect("another version");
        tx.delete::<act_anchor::Entity>(Condition::all().add(VersionId.eq(version.id))).await.expect("parts");
        tx.update(act.into_active_model().reset_all()).await.expect("the act");
        tx.update(version.into_active_model().reset_all()).await.expect("the version");
        tx.insert_all(parts.into_iter().map(act_anchor::Model::into_active_model).collect()).await.expect("parts");
        tx.commit().await.expect("put");
    }
}

/// The log of a consultation as everybody can take it away.
pub(crate) async fn log(town: &Town, of: &str) -> String {
    let answer = town.get(&format!("/log/{of}.ndjson")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.text()
}

pub(crate) async fn key(town: &Town) -> String {
    town.get("/log/key").await.text().trim().to_owned()
}

async fn entries(tx: &Tx<Operator>, of: ConsultationId) -> Vec<log_entry::Model> {
    let rows = tx.find::<log_entry::Entity>().filter(log_entry::Column::ConsultationId.eq(of));
    rows.order_by_asc(log_entry::Column::Number).all(tx.connection()).await.expect("entries")
}

/// How many entries the log of a consultation has, whether anybody may see it or not.
async fn recorded(town: &Town, of: ConsultationId) -> usize {
    let tx = town.begin().await;
    let number = entries(&tx, of).await.len();
    tx.commit().await.expect("read");
    number
}

#[tokio::test]
async fn whatever_is_changed_in_a_published_text_is_noticed() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let sent = square.say("key 1", "Примједба.").await;
    let proof = sent["receipt"]["proof"].as_str().expect("a proof").to_owned();
    let (key, rows) = (square.key().await, Rows::of(&square.town, square.draft.row.id).await);
    let check = async || verified(&[&square.log().await, &proof], Some(&key));
    assert!(check().await.1);

    let other = "what is shown is not what was published";
    let gone = "everybody may read it, and it is not shown";
    let changes: [(Change, String); 14] = [
        // One letter is of the other alphabet.
        (|rows| rows.parts[1].text = Some(cyrillic("Текст члaна.")), format!(", Члан 2.: {other}")),
        (|rows| rows.parts[1].text = None, format!(", Члан 2.: {other}")),
        (|rows| rows.parts[1].label = Some(cyrillic("Члан 12.")), format!(", Члан 2.: {other}")),
        (|rows| rows.parts[0].heading = Some(cyrillic("Предмет")), format!(", Члан 1.: {other}")),
        (|rows| rows.parts[2].kind = AnchorKind::Paragraph, format!(", Члан 3.: {other}")),
        (|rows| rows.parts[2].depth = 1, format!(", Члан 3.: {other}")),
        (|rows| rows.parts[2].key = AnchorKey::new(), format!(", Члан 3.: {other}")),
        (|rows| (rows.parts[0].position, rows.parts[1].position) = (2, 1), format!(", Члан 1.: {other}")),
        (|rows| drop(rows.parts.remove(1)), format!(", Члан 2.: {gone}")),
        (
            |rows| {
                let (id, key) = (AnchorId::new(), AnchorKey::new());
                let more = act_anchor::Model { id, key, position: 4, ..rows.parts[2].clone() };
                rows.parts.push(more);
            },
            ", Члан 3.: it is shown, and it was not published with this text".to_owned(),
        ),
        (|rows| rows.version.number = 2, format!(", what is said of it: {other}")),
        (
            |rows| rows.version.published_at = rows.version.published_at.map(|at| at - TimeDelta::days(1)),
            format!(", what is said of it: {other}"),
        ),
        (|rows| rows.version.published_at = None, format!(": {gone}")),
        (|rows| rows.act.title = cyrillic("Закон"), format!(", its title: {other}")),
    ];
    for (change, noticed) in changes {
        let mut changed = rows.clone();
        change(&mut changed);
        changed.put(&square.town).await;
        let (said, right) = check().await;
        assert!(!right && said.contains(&format!("version 1 of the act “Odluka”{noticed}")), "{noticed}: {said}");
        rows.clone().put(&square.town).await;
        let (said, right) = check().await;
        assert!(right, "put back after {noticed}: {said}");
    }

    // A text that nobody published stands where the last one is read.
    let tx = square.town.begin().await;
    let version = act_version::Model { id: ActVersionId::new(), number: 2, ..rows.version.clone() };
    let part = act_anchor::Model { id: AnchorId::new(), version_id: version.id, ..rows.parts[0].clone() };
    tx.insert(version.into_active_model()).await.expect("a version");
    tx.insert(part.into_active_model()).await.expect("a part");
    tx.commit().await.expect("put");
    let (said, right) = check().await;
    assert!(!right && said.contains("nothing says that it was published"), "{said}");
    rows.clone().put(&square.town).await;

    // A wording for another script is no other text.
    let mut beside = rows.clone();
    beside.parts[0].text = rows.parts[0].text.clone().map(|text| text.with(Locale::SrLatn, "Rukom."));
    beside.put(&square.town).await;
    assert!(check().await.1);
}

#[tokio::test]
async fn every_text_that_an_official_publishes_is_recorded_with_it() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (id, version) = desk.published(&editor).await;
    let of = id.as_str().expect("an id");
    let key = key(&desk.town).await;
    let lines = async || log(&desk.town, of).await.lines().count() - 1;
    assert_eq!(lines().await, 2, "the text, and what is said of the consultation");

    let acts = desk.at_desk(&editor, &id, "acts { id }").await;
    let mut input = act(&id, &version, &[article(1, "Паркови су свачији.")]);
    input["act"] = acts["acts"][0]["id"].clone();
    let kept = done(&editor, &mutation("saveAct"), input).await;
    assert_eq!(lines().await, 2, "nobody reads yet what is being made");
    let reason = text("Poslije rasprave");
    let input = json!({ "id": id, "version": kept["consultation"]["version"], "reason": reason });
    let corrected = done(&editor, &mutation("correctConsultation"), input).await;
    assert_eq!(lines().await, 3);
    let closes = json!({ "day": "2026-12-20", "hour": "15:00" });
    let input =
        json!({ "id": id, "version": corrected["consultation"]["version"], "closes": closes, "reason": reason });
    done(&editor, &mutation("extendConsultation"), input).await;
    assert_eq!(lines().await, 4, "no text was published, and until when comments are taken");

    let file = log(&desk.town, of).await;
    let (said, right) = verified(&[&file], Some(&key));
    assert!(right && said.contains("4 entries"), "{said}");
    let said: Vec<Value> = file.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let entry: Value = serde_json::from_str(said[3]["entry"].as_str().expect("an entry")).expect("JSON");
    let told = json!([entry["what"], entry["number"], entry["parts"][0]["label"]]);
    assert_eq!(told, json!(["act_text", 2, "Члан 1."]));
    assert!(file.contains("Паркови су јавна добра.") && file.contains("Паркови су свачији."), "both texts are in it");
}

#[tokio::test]
async fn a_text_of_three_hundred_articles_costs_as_many_statements_as_one_of_three() {
    let cost = async |many: usize| {
        let desk = Desk::new().await;
        let editor = desk.editor().await;
        let input = json!({ "municipality": "trebinje", "content": written() });
        let made = done(&editor, &mutation("createConsultation"), input).await["consultation"].take();
        let parts: Vec<_> = (1..=many).map(|number| article(number, "Текст члана.")).collect();
        let kept = done(&editor, &mutation("saveAct"), act(&made["id"], &made["version"], &parts)).await;
        let input = json!({ "id": made["id"], "version": kept["consultation"]["version"] });
        desk.town.statements();
        done(&editor, &mutation("publishConsultation"), input).await;
        let statements = desk.town.statements().len();
        let of: ConsultationId = made["id"].as_str().expect("an id").parse().expect("an id");
        let tx = desk.town.begin().await;
        let entries = entries(&tx, of).await;
        tx.commit().await.expect("read");
        assert_eq!(entries.len(), 2);
        assert!(entries[0].body.len() < 600 + 160 * many, "{} bytes for {many}", entries[0].body.len());
        statements
    };
    assert_eq!(cost(3).await, cost(300).await);
}

#[tokio::test]
async fn what_was_published_before_it_was_recorded_is_recorded_when_the_server_starts() {
    let square = Square::new(|row| row.moderation = Moderation::Post).await;
    let of = square.draft.row.id;
    // As a server that did not record it yet has left it.
    let tx = square.town.begin().await;
    tx.delete::<log_entry::Entity>(Condition::all().add(log_entry::Column::ConsultationId.eq(of))).await.expect("none");
    tx.delete::<log_head::Entity>(Condition::all().add(log_head::Column::ConsultationId.eq(of))).await.expect("none");
    tx.commit().await.expect("none");
    let draft = square.town.debate(&square.owner, |row| row.stage = ConsultationStage::Draft).await;
    let sent = square.say("key 1", "Примједба.").await;
    let proof = sent["receipt"]["proof"].as_str().expect("a proof").to_owned();
    let (key, before) = (square.key().await, square.log().await);
    let (said, right) = verified(&[&before], Some(&key));
    assert!(!right && said.contains("nothing says that it was published"), "{said}");
    let shortened = |file: &str| {
        let (first, rest) = file.split_once('\n').expect("lines");
        let mut first: Value = serde_json::from_str(first).expect("JSON");
        assert!(first.as_object_mut().and_then(|first| first.remove("texts")).is_some());
        format!("{first}\n{rest}")
    };
    let (said, right) = verified(&[&shortened(&before), &proof], Some(&key));
    assert!(right && said.contains("so of these it proves nothing"), "a file of before: {said}");

    for _ in 0..2 {
        let again = App::start(config(square.town.database()), square.town.clock.clone(), None).await;
        again.expect("it starts again").close().await.expect("closing");
    }
    let after = square.log().await;
    assert_eq!(after.lines().count(), before.lines().count() + 1, "once, and at the end");
    let (said, right) = verified(&[&after, &proof], Some(&key));
    assert!(
        right && said.contains("All 1 receipts stand in it") && !said.contains("texts of acts and reports"),
        "{said}"
    );
    let (said, right) = verified(&[&shortened(&after), &proof], Some(&key));
    assert!(!right && said.contains("it is not whole; take the log from the server anew"), "{said}");
    assert_eq!(recorded(&square.town, draft.row.id).await, 0, "a draft nobody reads");
}

#[tokio::test]
async fn a_text_of_a_draft_is_recorded_when_a_list_from_elsewhere_publishes_it() {
    let town = Town::new().await;
    let owner = town.municipality("trebinje").await;
    let mut given = a_consultation(&owner);
    given.new.consultation.stage = ConsultationStage::Draft;
    with_an_act(&mut given, &[&articles(2)]);
    let mut published = given.clone();
    published.texts.clear();
    published.new.consultation.stage = ConsultationStage::Published;
    published.new.consultation.source_hash = "another".into();
    let of = town.save_consultation(given).await.id;
    assert_eq!(recorded(&town, of).await, 0);
    town.save_consultation(published).await;
    assert_eq!(recorded(&town, of).await, 2, "and what is said of the consultation");
    let (said, right) = verified(&[&log(&town, &of.to_string()).await], Some(&key(&town).await));
    assert!(right, "{said}");
}

#[tokio::test]
async fn one_that_a_list_has_withdrawn_can_be_thrown_away() {
    let desk = Desk::new().await;
    let mut given = a_consultation(&desk.trebinje);
    with_an_act(&mut given, &[&articles(2)]);
    let mut withdrawn = given.clone();
    withdrawn.texts.clear();
    withdrawn.new.consultation.stage = ConsultationStage::Draft;
    withdrawn.new.consultation.source_hash = "another".into();
    let of = desk.town.save_consultation(given).await.id;
    assert_eq!(recorded(&desk.town, of).await, 2, "the text, and what is said of the consultation");
    desk.town.save_consultation(withdrawn).await;
    let editor = desk.editor().await;
    let delete = "mutation($input: DeleteConsultationInput!) { deleteConsultation(input: $input) { errors { code } } }";
    let version = desk.at_desk(&editor, &json!(of.to_string()), "version").await["version"].take();
    let input = json!({ "id": of.to_string(), "version": version });
    let deleted = editor.data(delete, json!({ "input": input })).await;
    assert_eq!(deleted["deleteConsultation"]["errors"], json!([]));
    assert_eq!(recorded(&desk.town, of).await, 0);
}
