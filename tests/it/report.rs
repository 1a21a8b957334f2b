//! A consultation is finished with its report, and not without.

use chrono::TimeDelta;
use entities::{
    ChannelId, ChannelKind, CommentId, ConsultationSessionId, Role, comment, consultation, consultation_channel,
    consultation_session, municipality,
};
use insta::assert_snapshot;
use javno::clock::Clock as _;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, Unchanged};
use serde_json::{Value, json};
use tests::Town;
use tests::consultations::Draft;
use tests::given::cyrillic;
use tests::people::Person;

const FINISH: &str = "mutation($input: FinishConsultationInput!) { finishConsultation(input: $input) {
    consultation { status report { summary { text } numbers { received published } } }
    errors { code reason field problem params } } }";
const DESK: &str = "query($of: ID!) { desk(municipality: \"trebinje\") { report(consultation: $of) { version
    obstacles { reason count } numbers { received online paper published waiting unanswered } } } }";
const PUBLIC: &str = "query($of: ID!) { consultation(id: $of, locale: \"sr-Latn\") { status answerDueOn unanswered
    report { madeAt logSize summary { text } page numbers { received online paper session waiting withdrawn published
        byCitizens anonymously byOrganisations organisations unanswered sessions attendance
        rejected { reason count } answered { disposition count } } } } }";

/// A town with a consultation that is over, unless it is shaped otherwise.
pub(crate) struct Hall {
    pub(crate) town: Town,
    pub(crate) owner: municipality::Model,
    pub(crate) draft: Draft,
}

impl Hall {
    pub(crate) async fn new() -> Self {
        Self::in_town(Town::new().await).await
    }

    pub(crate) async fn in_town(town: Town) -> Self {
        let owner = town.municipality("trebinje").await;
        let draft = town.debate(&owner, |row| row.answer_due_on = "2026-12-22".parse().ok()).await;
        Self { town, owner, draft }
    }

    pub(crate) fn of(&self) -> String {
        self.draft.row.id.to_string()
    }

    pub(crate) async fn moderator(&self) -> Person<'_> {
        self.town.official(&self.owner, &[Role::Moderator]).await
    }

    /// Enters a comment as if it had come on paper; its id.
    pub(crate) async fn paper(&self, by: &Person<'_>, input: Value) -> String {
        const ENTER: &str = "mutation($input: EnterCommentInput!) { enterComment(input: $input) {
            comments { comment { id } } errors { code field problem } } }";
        let mut all = json!({ "consultation": self.of(), "authorKind": "CITIZEN", "name": "Ана Марић", "origin": "PAPER",
            "text": "Треба допунити овај члан." });
        for (key, value) in input.as_object().expect("an input") {
            all[key] = value.clone();
        }
        let entered = by.data(ENTER, json!({ "input": all })).await;
        entered["enterComment"]["comments"][0]["comment"]["id"].as_str().expect("a comment").to_owned()
    }

    pub(crate) async fn answer(&self, by: &Person<'_>, comments: &[&str], disposition: &str, reason: &str) {
        const ANSWER: &str = "mutation($input: AnswerCommentsInput!) { answerComments(input: $input) {
            comments { state } errors { code reason } } }";
        let comments: Vec<_> = comments.iter().map(|id| json!({ "id": id, "revision": 1 })).collect();
        let input = json!({ "comments": comments, "disposition": disposition, "reason": reason });
        let answered = by.data(ANSWER, json!({ "input": input })).await;
        assert_eq!(answered["answerComments"]["errors"], json!([]));
    }

    /// The last day was earlier: so nobody's session is too old.
    pub(crate) async fn close(&self) {
        let closes_at = Set(Some(self.town.clock.now() - TimeDelta::minutes(1)));
        let row = consultation::ActiveModel { id: Unchanged(self.draft.row.id), closes_at, ..Default::default() };
        let tx = self.town.begin().await;
        tx.update(row).await.expect("a consultation");
        tx.commit().await.expect("a consultation");
    }

    /// People met about it on 3 December and some were counted; and there is a way beside the form.
    pub(crate) async fn meet(&self) {
        let (owner, of) = (self.owner.id, self.draft.row.id);
        let tx = self.town.begin().await;
        let session = consultation_session::Model {
            id: ConsultationSessionId::new(),
            municipality_id: owner,
            consultation_id: of,
            starts_at: tests::instant("2026-12-03T16:00:00Z"),
            hour_stated: true,
            place: Some(cyrillic("Велика сала")),
            audience: Some(cyrillic("Мјесне заједнице")),
            minutes_url: None,
            attendance: Some(34),
        };
        tx.insert(session.into_active_model()).await.expect("a session");
        let channel = consultation_channel::Model {
            id: ChannelId::new(),
            municipality_id: owner,
            consultation_id: of,
            position: 1,
            kind: ChannelKind::Counter,
            text: cyrillic("Шалтер 3, до 15 часова"),
        };
        tx.insert(channel.into_active_model()).await.expect("a way");
        tx.commit().await.expect("a session and a way");
    }

    pub(crate) async fn finish(&self, by: &Person<'_>, summary: &str) -> Value {
        self.finish_with(by, json!({ "summary": summary })).await
    }

    pub(crate) async fn finish_with(&self, by: &Person<'_>, words: Value) -> Value {
        let version = by.data(DESK, json!({ "of": self.of() })).await["desk"]["report"]["version"].clone();
        let mut input = words;
        (input["consultation"], input["version"]) = (self.of().into(), version);
        let mut done = by.data(FINISH, json!({ "input": input })).await;
        done["finishConsultation"].take()
    }

    /// Makes a comment what it would be if something else had happened to it.
    pub(crate) async fn make(&self, comment: &str, shape: impl FnOnce(&mut comment::ActiveModel)) {
        let tx = self.town.begin().await;
        let mut row = comment::ActiveModel { id: Unchanged(comment.parse().expect("an id")), ..Default::default() };
        shape(&mut row);
        tx.update(row).await.expect("a comment");
        tx.commit().await.expect("a comment");
    }
}

#[tokio::test]
async fn a_consultation_is_finished_when_nothing_stands_in_the_way() {
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    let (first, second) = (hall.paper(&moderator, json!({})).await, hall.paper(&moderator, json!({})).await);
    hall.make(&second, |row| row.state = Set(entities::CommentState::Pending)).await;
    let told = moderator.data(DESK, json!({ "of": hall.of() })).await;
    assert_snapshot!(told["desk"]["report"], @r#"{"numbers":{"online":0,"paper":2,"published":1,"received":2,"unanswered":1,"waiting":1},"obstacles":[{"count":0,"reason":"NOT_OVER"},{"count":1,"reason":"COMMENTS_WAIT"},{"count":1,"reason":"COMMENTS_UNANSWERED"}],"version":1}"#);
    let refused = hall.finish(&moderator, "Све је речено.").await;
    assert_snapshot!(refused, @r#"{"consultation":null,"errors":[{"code":"REFUSED","field":null,"params":[],"problem":null,"reason":"NOT_OVER"},{"code":"REFUSED","field":null,"params":["1"],"problem":null,"reason":"COMMENTS_WAIT"},{"code":"REFUSED","field":null,"params":["1"],"problem":null,"reason":"COMMENTS_UNANSWERED"}]}"#);

    hall.close().await;
    hall.make(&second, |row| row.state = Set(entities::CommentState::Published)).await;
    assert_eq!(hall.finish(&moderator, "Све је речено.").await["errors"][0]["reason"], "COMMENTS_UNANSWERED");
    let public = hall.town.data(PUBLIC, json!({ "of": hall.of() })).await;
    assert_eq!(public["consultation"]["report"], Value::Null);
    hall.answer(&moderator, &[&first, &second], "PARTLY_ACCEPTED", "Прихваћено за став 1.").await;
    assert_eq!(hall.finish(&moderator, " ").await["errors"][0]["problem"], "REQUIRED");
    assert_snapshot!(hall.finish(&moderator, "Све је речено.").await, @r#"{"consultation":{"report":{"numbers":{"published":2,"received":2},"summary":{"text":"Све је речено."}},"status":"REPORT"},"errors":[]}"#);
    let public = hall.town.data(PUBLIC, json!({ "of": hall.of() })).await;
    assert_snapshot!(tests::steady(public)["consultation"].to_string().replace(&hall.of(), "con_…"), @r#"{"answerDueOn":"2026-12-22","report":{"logSize":6,"madeAt":"2026-11-24T10:00:00+00:00","numbers":{"anonymously":0,"answered":[{"count":2,"disposition":"PARTLY_ACCEPTED"}],"attendance":null,"byCitizens":2,"byOrganisations":0,"online":0,"organisations":0,"paper":2,"published":2,"received":2,"rejected":[],"session":0,"sessions":0,"unanswered":0,"waiting":0,"withdrawn":0},"page":"https://javno.example/trebinje/rasprava/con_…/izvjestaj","summary":{"text":"Sve je rečeno."}},"status":"REPORT","unanswered":0}"#);
    assert_eq!(hall.finish(&moderator, "Још једном.").await["errors"][0]["reason"], "FINISHED_ALREADY");

    // What stands in the report is decided.
    let read = json!([{ "id": first, "revision": 1 }]);
    let tx = hall.town.begin().await;
    let row = tx.find::<comment::Entity>().filter(comment::Column::Id.eq(first.parse::<CommentId>().expect("an id")));
    let row = row.one(tx.connection()).await.expect("read").expect("the first");
    tx.commit().await.expect("read");
    let under = row.answer_id.map(|id| id.to_string());
    let answered = json!([{ "id": first, "revision": 1, "answer": under }]);
    for (write, input) in [
        ("rejectComments", json!({ "comments": read, "reason": "INSULT" })),
        ("answerComments", json!({ "comments": answered, "disposition": "NOTED", "reason": "Ипак." })),
        (
            "enterComment",
            json!({ "consultation": hall.of(), "authorKind": "ANONYMOUS", "origin": "PAPER", "text": "Касно." }),
        ),
    ] {
        let kind = format!("{}{}Input", write[..1].to_uppercase(), &write[1..]);
        let ask = format!("mutation($input: {kind}!) {{ {write}(input: $input) {{ errors {{ reason }} }} }}");
        let refused = moderator.data(&ask, json!({ "input": input })).await;
        assert_eq!(refused[write]["errors"][0]["reason"], "FINISHED_ALREADY", "{write}");
    }
}

#[tokio::test]
async fn what_came_by_e_mail_or_days_before_is_told_so_everywhere_and_proven() {
    let hall = Hall::new().await;
    let moderator = hall.moderator().await;
    const ENTER: &str =
        "mutation($input: EnterCommentInput!) { enterComment(input: $input) { errors { field problem params } } }";
    let input = |on: &str| {
        json!({ "consultation": hall.of(), "authorKind": "CITIZEN", "name": "Ана Марић", "origin": "EMAIL",
            "text": "Треба допунити овај члан.", "receivedOn": on })
    };
    // Today is 24 November.
    for wrong in ["2026-11-25", "2025-11-22"] {
        let refused = moderator.data(ENTER, json!({ "input": input(wrong) })).await;
        let told =
            json!([{ "field": "receivedOn", "problem": "OUT_OF_RANGE", "params": ["2025-11-23", "2026-11-24"] }]);
        assert_eq!(refused["enterComment"]["errors"], told, "{wrong}");
    }
    let mailed = hall.paper(&moderator, json!({ "origin": "EMAIL", "receivedOn": "2026-11-17" })).await;
    let query = "query($of: ID!) { comments(consultation: $of) { nodes { origin receivedOn receivedAt came } } }";
    let shown = hall.town.data(query, json!({ "of": hall.of() })).await["comments"]["nodes"][0].clone();
    assert_eq!((&shown["origin"], &shown["receivedOn"]), (&json!("EMAIL"), &json!("2026-11-17")));
    assert_eq!(shown["came"], "2026-11-17", "the day that readers are shown");
    assert!(
        shown["receivedAt"].as_str().is_some_and(|at| at.starts_with("2026-11-24")),
        "when it was entered: {shown}"
    );
    let talk = hall.town.get(&format!("/trebinje/rasprava/{}/komentari?lang=sr-Latn", hall.of())).await.text();
    assert!(talk.contains("17. 11. 2026.") && talk.contains("e-poštom"), "{talk}");

    // The log says so too: a day that was changed in the database no longer fits.
    let log = async || {
        let mut reader = javno::comments::rules::export::Reader::default();
        let file = hall.town.get(&format!("/log/{}.ndjson", hall.of())).await.text();
        file.lines().for_each(|line| reader.take(line, None));
        reader.finish(&[]).faults
    };
    assert_eq!(log().await, Vec::new());
    hall.make(&mailed, |row| row.received_on = Set("2026-11-16".parse().ok())).await;
    assert!(matches!(log().await[..], [javno::comments::rules::export::Fault::Text(..)]), "{:?}", log().await);
    hall.make(&mailed, |row| row.received_on = Set("2026-11-17".parse().ok())).await;

    hall.answer(&moderator, &[&mailed], "NOTED", "Примљено к знању.").await;
    hall.close().await;
    let done = hall.finish(&moderator, "Кратка расправа.").await;
    assert_eq!(done["errors"], json!([]));
    let read =
        async |ending: &str| hall.town.get(&format!("/trebinje/rasprava/{}/izvjestaj{ending}", hall.of())).await.text();
    let json: Value = serde_json::from_str(&read(".json").await).expect("JSON");
    assert_eq!((&json["numbers"]["received"], &json["numbers"]["email"]), (&json!(1), &json!(1)));
    let csv = read(".csv").await;
    let (head, row) = csv.split_once("\r\n").expect("a heading");
    assert!(
        head.contains(";received_on;") && row.contains(";EMAIL;") && row.trim_end().ends_with(";2026-11-17;"),
        "{csv}"
    );
    let page = read("?lang=sr-Latn").await;
    assert!(page.contains("17. 11. 2026. · e-poštom"), "{page}");
}

#[tokio::test]
async fn what_is_over_leads_to_its_report_and_to_no_way_to_comment() {
    let hall = Hall::new().await;
    hall.meet().await;
    let moderator = hall.moderator().await;
    let comment = hall.paper(&moderator, json!({})).await;
    hall.answer(&moderator, &[&comment], "NOTED", "Примљено.").await;
    let path = format!("/trebinje/rasprava/{}", hall.of());
    let read = async |path: &str| hall.town.get(&format!("{path}?lang=sr-Latn")).await.text();
    let open = read(&path).await;
    assert!(open.contains("Kako poslati primjedbu") && open.contains("Šalter 3, do 15 časova"), "{open}");
    hall.close().await;
    let closed = read(&path).await;
    assert!(!closed.contains("Kako poslati primjedbu") && !closed.contains("Šalter 3"), "{closed}");
    assert_eq!(hall.finish(&moderator, "Све је речено.").await["errors"], json!([]));

    // The day of the report is told, and not the last one for comments, on its page and in the list.
    let (opens_at, closes_at) = (tests::instant("2026-11-10T08:00:00Z"), tests::instant("2026-11-20T22:59:59Z"));
    let row = consultation::ActiveModel {
        id: Unchanged(hall.draft.row.id),
        opens_at: Set(Some(opens_at)),
        closes_at: Set(Some(closes_at)),
        ..Default::default()
    };
    let tx = hall.town.begin().await;
    tx.update(row).await.expect("a consultation");
    tx.commit().await.expect("a consultation");
    let over = read(&path).await;
    assert!(over.contains("<b>Izvještaj je objavljen</b> <span>24. 11. 2026.</span>"), "{over}");
    let (above, _) = over.split_once("<dl class=\"facts\">").expect("facts");
    assert!(above.contains(&format!("{path}/izvjestaj?lang=sr-Latn\">Pročitajte izvještaj</a>")), "{above}");
    let listed = hall.town.get("/trebinje/rasprave?stanje=zavrsene&lang=sr-Latn").await.text();
    assert!(listed.contains("<b>Izvještaj je objavljen</b><span>24. 11. 2026.</span>"), "{listed}");
}
