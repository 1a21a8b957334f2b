//! What programs send in thousands: officials find what people sent among it, and refuse the rest some at a time.

use chrono::TimeDelta;
use entities::{
    CommentId, CommentReason, CommentState, ConsultationStage, Happening, Signal, Signals, comment, comment_band,
    consultation,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, Unchanged};
use serde_json::{Value, json};
use tests::people::Person;

use crate::comments::{SUBMIT, Square, verified};

const COUNTS: &str = "query($filter: DeskCommentFilter!) { desk(municipality: \"trebinje\") {
    commentCounts(filter: $filter) { all perhapsPeople signals { signal count } at } } }";
const REJECT: &str = "mutation($input: RejectHeldCommentsInput!) { rejectHeldComments(input: $input) {
    rejected left errors { code reason } } }";

async fn counts(by: &Person<'_>, filter: Value) -> Value {
    by.data(COUNTS, json!({ "filter": filter })).await["desk"]["commentCounts"].take()
}

impl Square {
    /// What programs sent, as it would be after so many more of the first.
    async fn swollen(&self, first: &comment::Model, more: usize) {
        let tx = self.town.begin().await;
        let bands = tx.find::<comment_band::Entity>().filter(comment_band::Column::CommentId.eq(first.id));
        let bands = bands.all(tx.connection()).await.expect("bands");
        let ids: Vec<_> = (0..more).map(|_| CommentId::new()).collect();
        for some in ids.chunks(200) {
            let row = |id: &CommentId| comment::Model { id: *id, code: id.to_string(), ..first.clone() };
            tx.insert_all(some.iter().map(|id| row(id).into_active_model()).collect()).await.expect("comments");
            let theirs = some.iter().flat_map(|id| {
                bands.iter().map(|band| comment_band::Model { comment_id: *id, ..band.clone() }.into_active_model())
            });
            tx.insert_all(theirs.collect()).await.expect("bands");
        }
        tx.commit().await.expect("comments");
    }

    /// Makes a comment one that is held for this.
    async fn held_for(&self, id: &Value, signals: Vec<Signal>) {
        let tx = self.town.begin().await;
        let row = comment::ActiveModel {
            id: Unchanged(id.as_str().expect("an id").parse().expect("an id")),
            state: Set(CommentState::Held),
            signals: Set(Signals(signals)),
            ..Default::default()
        };
        tx.update(row).await.expect("a comment");
        tx.commit().await.expect("a comment");
    }

    async fn so_many(&self, state: CommentState) -> usize {
        self.rows().await.iter().filter(|row| row.state == state).count()
    }

    /// As a moderator asks: those that carry one of these, told of at that time.
    fn carrying(&self, signals: &[&str], as_of: &Value) -> Value {
        json!({ "input": { "consultation": self.of(), "signals": signals, "asOf": as_of, "reason": "ADVERTISING" } })
    }
}

#[tokio::test]
async fn thousands_are_refused_some_at_a_time_and_what_people_sent_is_found_among_them() {
    let square = Square::new(|_| {}).await;
    square.flooded(1, |_| "Купите јефтино код нас, овдје и одмах.".to_owned()).await;
    let first = square.rows().await.remove(0);
    square.swollen(&first, 899).await;
    let moderator = square.moderator().await;
    let mut people = Vec::new();
    for (number, signals) in [vec![Signal::TooFast], vec![Signal::TooFast, Signal::TooMany]].into_iter().enumerate() {
        square.say(&format!("key {number}"), &format!("Члан {number} треба допунити.")).await;
        let waiting = square.waiting(&moderator, "PENDING").await;
        square.held_for(&waiting[0]["id"], signals).await;
        people.push(waiting[0]["id"].clone());
    }

    let held = json!({ "consultation": square.of(), "pile": "HELD" });
    square.cost();
    let told = counts(&moderator, held.clone()).await;
    let cost = square.cost();
    let at = &told["at"];
    assert_eq!((&told["all"], &told["perhapsPeople"]), (&json!(902), &json!(2)));
    assert_eq!(
        told["signals"],
        json!([{ "signal": "TOO_FAST", "count": 902 }, { "signal": "NO_CHALLENGE", "count": 900 },
            { "signal": "TOO_MANY", "count": 1 }])
    );
    let found = "query($filter: DeskCommentFilter!) { desk(municipality: \"trebinje\") {
        comments(filter: $filter, first: 100) { nodes { comment { id } } } } }";
    let listed = async |filter: Value| {
        let found = moderator.data(found, json!({ "filter": filter })).await;
        let nodes = found["desk"]["comments"]["nodes"].as_array().expect("comments").clone();
        nodes.iter().map(|one| one["comment"]["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed(json!({ "pile": "HELD", "perhapsPeople": true })).await, people, "what people sent comes first");
    assert_eq!(listed(json!({ "pile": "HELD", "signals": ["TOO_MANY"] })).await, people[1..]);
    assert_eq!(listed(json!({ "pile": "HELD", "signals": ["TOO_MANY", "NO_CHALLENGE"] })).await.len(), 100);

    // What comes after one was told how many they are is not decided about.
    square.town.clock.advance(TimeDelta::seconds(1));
    square.flooded(1, |_| "Нешто сасвим друго, послано послије.".to_owned()).await;

    let mut costs = Vec::new();
    for (rejected, left) in [(400, 500), (400, 100), (100, 0)] {
        square.cost();
        let done = moderator.data(REJECT, square.carrying(&["NO_CHALLENGE"], at)).await;
        assert_eq!(done["rejectHeldComments"], json!({ "rejected": rejected, "left": left, "errors": [] }));
        costs.push(square.cost());
    }
    assert!(costs.iter().all(|cost| *cost == costs[0]), "a hundred cost what four hundred do: {costs:?}");
    let done = moderator.data(REJECT, square.carrying(&["NO_CHALLENGE"], at)).await;
    assert_eq!(done["rejectHeldComments"]["rejected"], 0);

    // None is gone: each was refused, with its reason, in the journal and in the log.
    let rows = square.rows().await;
    let refused = rows.iter().filter(|row| row.state_reason == Some(CommentReason::Advertising));
    assert_eq!((refused.count(), square.so_many(CommentState::Rejected).await, rows.len()), (900, 900, 903));
    assert_eq!(square.acts(Happening::CommentRejected).await, 900);
    let log = square.log().await;
    assert_eq!(log.matches("\\\"what\\\":\\\"rejected\\\"").count(), 900, "{log}");
    let (said, right) = verified(&[&log], Some(&square.key().await));
    assert!(right, "{said}");
    assert_eq!(listed(json!({ "pile": "HELD" })).await.len(), 3, "those of people, and the one that came later");

    // However many there are, they are counted at one price.
    square.cost();
    counts(&moderator, held).await;
    assert_eq!(square.cost(), cost);
}

#[tokio::test]
async fn nobody_is_refused_unread_for_what_people_leave_as_well() {
    let square = Square::new(|_| {}).await;
    square.flooded(3, |number| format!("Купите јефтино код нас, понуда {number}.")).await;
    let moderator = square.moderator().await;
    let mut people = Vec::new();
    let left = [
        vec![Signal::TooMany],
        vec![Signal::NoScript],
        vec![Signal::StaleChallenge, Signal::TooFast],
        // A hall full of people.
        vec![Signal::NoScript, Signal::TooMany, Signal::ManyForms],
    ];
    for (number, signals) in left.into_iter().enumerate() {
        square.say(&format!("key {number}"), &format!("Члан {number} треба допунити.")).await;
        let waiting = square.waiting(&moderator, "PENDING").await;
        square.held_for(&waiting[0]["id"], signals).await;
        people.push(waiting[0]["id"].as_str().expect("an id").to_owned());
    }
    let told = counts(&moderator, json!({ "consultation": square.of(), "pile": "HELD" })).await;
    assert_eq!((&told["all"], &told["perhapsPeople"]), (&json!(7), &json!(3)));

    // What people leave as well is nothing that they have in common with each other and with no program.
    for signals in [&["TOO_MANY"][..], &["NO_SCRIPT", "STALE_CHALLENGE", "TOO_FAST", "TOO_MANY"]] {
        let refused = moderator.refusal(REJECT, square.carrying(signals, &told["at"])).await;
        assert!(refused.starts_with("BAD_REQUEST"), "{signals:?}: {refused}");
    }
    assert_eq!(square.so_many(CommentState::Rejected).await, 0);

    // Named beside what programs leave it takes nobody along.
    let signals = ["TOO_MANY", "NO_SCRIPT", "TOO_FAST", "NO_CHALLENGE"];
    let done = moderator.data(REJECT, square.carrying(&signals, &told["at"])).await;
    assert_eq!(done["rejectHeldComments"], json!({ "rejected": 3, "left": 0, "errors": [] }));
    let held: Vec<_> = square.rows().await.into_iter().filter(|row| row.state == CommentState::Held).collect();
    assert_eq!(held.len(), 4);
    assert!(held.iter().all(|row| people.contains(&row.id.to_string())), "whoever is perhaps somebody waits as before");

    // What is named of masses takes a hall along: somebody has looked at it.
    let done = moderator.data(REJECT, square.carrying(&["MANY_FORMS"], &told["at"])).await;
    assert_eq!(done["rejectHeldComments"], json!({ "rejected": 1, "left": 0, "errors": [] }));

    // What says what somebody has read is refused with it, whatever it carries.
    let mut alike = square.carrying(&["TOO_MANY"], &told["at"]);
    alike["input"]["likeTo"] = json!(people[0]);
    let done = moderator.data(REJECT, alike).await;
    assert_eq!(done["rejectHeldComments"], json!({ "rejected": 1, "left": 0, "errors": [] }));
}

#[tokio::test]
async fn those_alike_are_refused_and_no_others() {
    let square = Square::new(|_| {}).await;
    let letter = |number: usize| {
        format!(
            "Купите најјефтиније бицикле у граду, само код нас, у главној улици, сваког дана од осам до двадесет, уз \
            попуст за све који дођу са овом поруком и доведу још некога од пријатеља, комшија или родбине. Понуда {number}"
        )
    };
    square.flooded(5, letter).await;
    square.flooded(3, |number| format!("Кредит без жиранта за {number} минута.")).await;
    let moderator = square.moderator().await;
    let rows = square.rows().await;
    let filter = json!({ "consultation": square.of(), "pile": "HELD", "likeTo": rows[0].id.to_string() });
    let told = counts(&moderator, filter).await;
    assert_eq!(told["all"], 5);
    let input = json!({ "consultation": square.of(), "likeTo": rows[0].id.to_string(), "asOf": told["at"],
        "reason": "ADVERTISING" });
    let done = moderator.data(REJECT, json!({ "input": input })).await;
    assert_eq!(done["rejectHeldComments"], json!({ "rejected": 5, "left": 0, "errors": [] }));
    let left: Vec<_> = square.rows().await.into_iter().filter(|row| row.state == CommentState::Held).collect();
    assert!(
        left.len() == 3 && left.iter().all(|row| row.text.as_deref().is_some_and(|text| text.starts_with("Кредит")))
    );

    // Neither all that is held, nor what another consultation holds.
    let input = json!({ "consultation": square.of(), "asOf": told["at"], "reason": "ADVERTISING" });
    let refused = moderator.refusal(REJECT, json!({ "input": input })).await;
    assert!(refused.starts_with("BAD_REQUEST"), "{refused}");
    let elsewhere = square.town.debate(&square.owner, |_| {}).await;
    let mut input = square.carrying(&["NO_CHALLENGE"], &told["at"]);
    input["input"]["consultation"] = json!(elsewhere.row.id.to_string());
    let done = moderator.data(REJECT, input).await;
    assert_eq!(done["rejectHeldComments"]["rejected"], 0);
    assert_eq!(square.so_many(CommentState::Held).await, 3);
}

#[tokio::test]
async fn what_was_written_anew_since_is_another_comment() {
    let square = Square::new(|_| {}).await;
    let bare = json!({ "consultation": square.of(), "authorKind": "CITIZEN", "name": "Ана Марић",
        "text": "Прва верзија.", "idempotencyKey": "key 1" });
    let sent = square.town.data(SUBMIT, json!({ "input": bare })).await["submitComment"].take();
    assert_eq!(sent["receipt"]["state"], "HELD");
    let moderator = square.moderator().await;
    let at = counts(&moderator, json!({ "pile": "HELD" })).await["at"].take();
    square.town.clock.advance(TimeDelta::seconds(1));
    let changed = square.change(&sent["receipt"]["code"], "key 2", "Друга верзија, коју нико није видио.").await;
    assert_eq!(changed["errors"], json!([]));
    let done = moderator.data(REJECT, square.carrying(&["NO_CHALLENGE"], &at)).await;
    assert_eq!(done["rejectHeldComments"], json!({ "rejected": 0, "left": 0, "errors": [] }));
    let at = counts(&moderator, json!({ "pile": "HELD" })).await["at"].take();
    let done = moderator.data(REJECT, square.carrying(&["NO_CHALLENGE"], &at)).await;
    assert_eq!(done["rejectHeldComments"]["rejected"], 1, "now it was counted as it is");
}

#[tokio::test]
async fn two_who_refuse_at_once_refuse_each_once_and_nothing_after_the_report() {
    let square = Square::new(|_| {}).await;
    square.flooded(1, |_| "Купите јефтино код нас, овдје и одмах.".to_owned()).await;
    let first = square.rows().await.remove(0);
    square.swollen(&first, 599).await;
    let (ana, petar) = (square.moderator().await, square.moderator().await);
    let at = counts(&ana, json!({ "pile": "HELD" })).await["at"].take();
    let (one, other) = futures_util::future::join(
        ana.data(REJECT, square.carrying(&["NO_CHALLENGE"], &at)),
        petar.data(REJECT, square.carrying(&["NO_CHALLENGE"], &at)),
    )
    .await;
    let sum = |what: &str| [&one, &other].map(|done| done["rejectHeldComments"][what].as_u64().expect("a number"));
    assert_eq!(sum("rejected").iter().sum::<u64>(), 600);
    assert_eq!(square.acts(Happening::CommentRejected).await, 600);

    square.flooded(1, |_| "Још нешто.".to_owned()).await;
    let stage = Set(ConsultationStage::Finished);
    let row = consultation::ActiveModel { id: Unchanged(square.draft.row.id), stage, ..Default::default() };
    let tx = square.town.begin().await;
    tx.update(row).await.expect("a consultation");
    tx.commit().await.expect("a consultation");
    let at = counts(&ana, json!({ "pile": "HELD" })).await["at"].take();
    let late = ana.data(REJECT, square.carrying(&["NO_CHALLENGE"], &at)).await;
    assert_eq!(late["rejectHeldComments"]["errors"][0]["reason"], "FINISHED_ALREADY");
    assert_eq!(square.so_many(CommentState::Held).await, 1);
}
