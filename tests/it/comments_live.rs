//! What everybody hears of comments: of what nobody could ever read nothing, of one that is gone nothing but that.

use entities::{ConsultationId, ConsultationStage, Happening};
use serde_json::{Value, json};
use tests::Listener;

use crate::comments::{ANSWER, PUBLISH, REJECT, Square};

const CHANGED: &str =
    "subscription($of: ID!) { commentChanged(consultation: $of, locale: \"sr-Latn\") { change commentId part replyTo
    comment { text author answer { disposition reason { text } } replies { nodes { text } } } } }";

/// What happens to the consultation and what is said in it, in one.
const DISCUSSED: &str = "subscription($of: ID!) { discussionChanged(consultation: $of, locale: \"sr-Latn\") { cursor at
    consultation { change consultation { title { text } } } comment { change comment { text } } } }";

async fn next(listener: &mut Listener) -> Value {
    listener.data().await["commentChanged"].take()
}

#[tokio::test]
async fn what_anyone_hears_of_comments() {
    let square = Square::new(|_| {}).await;
    let neighbour = square.town.neighbour().await;
    let elsewhere = square.town.debate(&square.owner, |_| {}).await;
    let of = json!({ "of": square.of() });
    let mut here = square.town.listen(CHANGED, of.clone()).await;
    let mut there = neighbour.listen(CHANGED, of.clone()).await;
    let mut deaf = square.town.listen(CHANGED, json!({ "of": elsewhere.row.id.to_string() })).await;
    let moderator = square.moderator().await;

    // What is refused before anybody read it was never there.
    square.say("key 1", "УВРЕДА").await;
    let refused = square.waiting(&moderator, "PENDING").await;
    moderator.data(REJECT, json!({ "comments": refused })).await;

    let mut input = square.as_the_form("key 2", "Члан 2. треба допунити.").await;
    input["part"] = json!(square.draft.articles[1].id.to_string());
    square.send(input).await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    let mut told = vec![next(&mut here).await];
    assert_eq!(next(&mut there).await, told[0], "at another instance");
    assert_eq!(told[0]["part"], square.draft.articles[1].key.to_string());
    moderator.data(ANSWER, json!({ "comments": waiting, "reason": "Прихваћено за став 1." })).await;
    told.push(next(&mut here).await);
    moderator.data(REJECT, json!({ "comments": waiting })).await;
    told.push(next(&mut here).await);
    let said = |event: &Value| {
        format!("{} {} {}", event["change"], event["comment"]["text"], event["comment"]["answer"]["reason"]["text"])
    };
    insta::assert_snapshot!(told.iter().map(said).collect::<Vec<_>>().join("\n"), @r#"
    "PUBLISHED" "Члан 2. треба допунити." null
    "ANSWERED" "Члан 2. треба допунити." "Prihvaćeno za stav 1."
    "REJECTED" null null
    "#);

    // Whoever comes back is told what is so now, and still nothing of what nobody read.
    let mut again = square.town.listen_after(CHANGED, of, "ev0").await;
    let again = [next(&mut again).await, next(&mut again).await, next(&mut again).await];
    insta::assert_snapshot!(again.iter().map(said).collect::<Vec<_>>().join("\n"), @r#"
    "PUBLISHED" null null
    "ANSWERED" null null
    "REJECTED" null null
    "#);

    // In another consultation of the same municipality nothing of it was heard: this is the first.
    let mut last = square.as_the_form("key 3", "Друга расправа").await;
    last["consultation"] = json!(elsewhere.row.id.to_string());
    square.send(last).await;
    let waiting = square.waiting(&moderator, "HELD").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    assert_eq!(next(&mut deaf).await["comment"]["text"], "Друга расправа");
}

#[tokio::test]
async fn nobody_listens_to_a_draft() {
    let square = Square::new(|row| row.stage = ConsultationStage::Draft).await;
    for question in [CHANGED, DISCUSSED] {
        let mut listener = square.town.listen(question, json!({ "of": square.of() })).await;
        let refused = listener.next().await;
        assert!(format!("{refused:?}").contains("NOT_FOUND"), "{refused:?}");
    }
}

#[tokio::test]
async fn what_anyone_hears_of_a_consultation_and_of_its_comments_in_one() {
    let square = Square::new(|_| {}).await;
    let neighbour = square.town.neighbour().await;
    let elsewhere = square.town.debate(&square.owner, |_| {}).await;
    let of = json!({ "of": square.of() });
    let mut here = square.town.listen(DISCUSSED, of.clone()).await;
    let mut there = neighbour.listen(DISCUSSED, of.clone()).await;
    let moderator = square.moderator().await;
    let extended = async |id: ConsultationId| {
        let tx = square.town.begin().await;
        tx.emit(Happening::ConsultationExtended, square.owner.id, id);
        tx.commit().await.expect("it is told");
    };

    // Nothing of another one, and nothing of what was refused before anybody read it.
    extended(elsewhere.row.id).await;
    square.say("key 1", "УВРЕДА").await;
    let refused = square.waiting(&moderator, "PENDING").await;
    moderator.data(REJECT, json!({ "comments": refused })).await;
    square.say("key 2", "Члан 2. треба допунити.").await;
    let waiting = square.waiting(&moderator, "PENDING").await;
    moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    extended(square.draft.row.id).await;
    let mut told = Vec::new();
    for _ in 0..2 {
        let event = here.data().await["discussionChanged"].take();
        assert_eq!(event, there.data().await["discussionChanged"].take(), "at another instance");
        told.push(event);
    }
    let said = |event: &Value| {
        let (consultation, comment) = (&event["consultation"], &event["comment"]);
        let title = &consultation["consultation"]["title"]["text"];
        format!("{} {title}, {} {}", consultation["change"], comment["change"], comment["comment"]["text"])
    };
    insta::assert_snapshot!(told.iter().map(said).collect::<Vec<_>>().join("\n"), @r#"
    null null, "PUBLISHED" "Члан 2. треба допунити."
    "CHANGED" "Nacrt odluke o komunalnom redu", null null
    "#);

    // Whoever comes back is told the same from where he was.
    let mut again = square.town.listen_after(DISCUSSED, of, told[0]["cursor"].as_str().expect("a place")).await;
    assert_eq!(again.data().await["discussionChanged"].take(), told[1]);
}
