//! What comes in masses: copies of one letter are found as such, and the faster comments come, the more each costs.

use serde_json::{Value, json};

use crate::comments::{PUBLISH, Square};
use crate::suggestions::{Directory, SUGGEST};

const LETTER: &str = "Поштовани, противим се одлуци о забрани саобраћаја у центру града јер ће становници {street} остати без \
    приступа својим кућама, а трговци без купаца. Тражим да се члан 12. брише и да се прије одлуке направи студија о \
    саобраћају, као што закон налаже. Предлажем и да се изгради паркинг код стадиона прије него што се ишта забрани.";
const ALIKE: &str =
    "query($like: ID) { desk(municipality: \"trebinje\") { comments(filter: {likeTo: $like}, first: 50) {
    nodes { alike comment { id text } } } } }";

async fn alike(square: &Square, like: Option<&str>) -> Vec<(String, i64)> {
    let found = square.moderator().await.data(ALIKE, json!({ "like": like })).await;
    let told = |node: &Value| {
        let text = node["comment"]["text"].as_str().unwrap_or_default();
        (text.chars().take(9).collect(), node["alike"].as_i64().expect("a number"))
    };
    found["desk"]["comments"]["nodes"].as_array().expect("comments").iter().map(told).collect()
}

#[tokio::test]
async fn copies_of_a_letter_are_told_together_though_each_names_another_street() {
    let square = Square::new(|_| {}).await;
    for (number, street) in ["Јована Дучића", "Вука Караџића", "Горице"].into_iter().enumerate()
    {
        square.say(&format!("copy {number}"), &LETTER.replace("{street}", street)).await;
    }
    square.say("other", "Подржавам одлуку о забрани саобраћаја у центру града.").await;
    let latin = javno::locale::script::to_latin(&LETTER.replace("{street}", "Засада"));
    square.say("latin", &latin).await;
    let elsewhere = Square::new(|_| {}).await;
    elsewhere.say("copy", &LETTER.replace("{street}", "Горице")).await;

    let all = alike(&square, None).await;
    let counts: Vec<_> = all.iter().map(|(_, others)| *others).collect();
    assert_eq!(counts, [3, 3, 3, 0, 3], "{all:?}");
    let queue = square.moderator().await.data(ALIKE, json!({})).await;
    let nodes = &queue["desk"]["comments"]["nodes"];
    let first = nodes[0]["comment"]["id"].as_str().expect("an id");
    assert_eq!(alike(&square, Some(first)).await.len(), 4, "all of them, and nothing else");
    let other = nodes[3]["comment"]["id"].as_str().expect("an id");
    assert_eq!(alike(&square, Some(other)).await, [("Подржавам".to_owned(), 0)]);

    // What is erased is like nothing, and nothing is like it any more.
    const ERASE: &str =
        "mutation($c: CommentRead!) { eraseComment(input: {comment: $c, what: WHOLE}) { errors { code } } }";
    let moderator = square.moderator().await;
    moderator.data(ERASE, json!({ "c": { "id": first, "revision": 1 } })).await;
    let counts: Vec<_> = alike(&square, None).await.into_iter().map(|(_, others)| others).collect();
    assert_eq!(counts, [0, 2, 2, 0, 2]);
    assert_eq!(alike(&square, Some(first)).await, [(String::new(), 0)]);
}

#[tokio::test]
async fn of_forty_copies_as_many_statements_tell_as_of_two() {
    let square = Square::new(|_| {}).await;
    let mut told = Vec::new();
    let mut sent = 0;
    for until in [2, 40] {
        for number in sent..until {
            square.say(&format!("copy {number}"), &LETTER.replace("{street}", &number.to_string())).await;
        }
        sent = until;
        let moderator = square.moderator().await;
        square.town.statements();
        let found = moderator.data(ALIKE, json!({})).await;
        told.push(square.town.statements().len());
        let nodes = found["desk"]["comments"]["nodes"].as_array().expect("comments");
        assert_eq!(nodes.len(), until);
        assert!(nodes.iter().all(|one| one["alike"].as_u64() > Some(0)), "{nodes:?}");
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn the_faster_comments_come_the_dearer_is_the_task_and_none_is_refused() {
    const BOX: &str = "query($of: ID!) { commentBox(consultation: $of) { bits } }";
    let square = Square::new(|_| {}).await;
    let before = square.as_the_form("before", "Почела сам да пишем прије навале.").await;
    let bits = async || square.town.data(BOX, json!({ "of": square.of() })).await["commentBox"]["bits"].as_u64();
    assert_eq!(bits().await, Some(17));
    // Nobody makes it dearer for nothing: not without work, nor by sending again what was received.
    for number in 0..60 {
        let sent = json!({ "consultation": square.of(), "authorKind": "ANONYMOUS", "text": format!("Спам {number}"),
            "idempotencyKey": format!("spam {number}") });
        assert_eq!(square.send(sent).await["receipt"]["state"], "HELD");
    }
    let first = square.as_the_form("first", "Први у навали.").await;
    for _ in 0..40 {
        square.send(first.clone()).await;
    }
    assert_eq!(bits().await, Some(17));
    for number in 1..30 {
        square.say(&format!("work {number}"), &format!("Навала {number}.")).await;
    }
    assert_eq!(bits().await, Some(18), "thirty in a minute: twice the work");
    let sent = square.send(before).await;
    assert_eq!(sent["errors"], json!([]));
    let moderator = square.moderator().await;
    let signals = "{ desk(municipality: \"trebinje\") { comments(filter: {state: HELD}, first: 100) { nodes { signals
        comment { text } } } } }";
    let held = moderator.data(signals, json!({})).await;
    let nodes = held["desk"]["comments"]["nodes"].as_array().expect("comments");
    let began = nodes.iter().find(|one| one["comment"]["text"] == "Почела сам да пишем прије навале.");
    // All of this test comes from one address: that alone is odd about it, and not that its task was the cheaper one.
    assert_eq!(began.map(|one| one["signals"].clone()), Some(json!(["TOO_MANY"])));
    square.town.clock.advance(chrono::TimeDelta::minutes(2));
    assert_eq!(bits().await, Some(17), "it is over");
    let sent = square.say("after", "И послије навале прима се као прије.").await;
    assert_eq!(sent["receipt"]["state"], "PENDING");
    let waiting = square.waiting(&moderator, "PENDING").await;
    assert_eq!(moderator.data(PUBLISH, json!({ "comments": waiting })).await["publishComments"]["errors"], json!([]));
}

#[tokio::test]
async fn what_is_sent_again_or_has_to_be_mended_is_not_counted_and_the_eleventh_suggestion_waits() {
    let directory = Directory::new().await;
    let proposal = |key: &str, name: &str| {
        json!({ "kind": "PROPOSAL", "municipality": "trebinje", "facts": { "name": name },
            "email": format!("{key}@izvor.example"), "idempotencyKey": key })
    };
    for _ in 0..15 {
        assert_eq!(directory.send(proposal("same", "Izvor")).await["received"], true);
        assert_eq!(directory.send(proposal("wrong", "")).await["received"], false);
    }
    for number in 2..=10 {
        let sent = directory.send(proposal(&format!("key-{number}"), &format!("Izvor {number}"))).await;
        assert_eq!(sent["errors"], json!([]), "{number}");
    }
    let refused = directory.town.ask(SUGGEST, json!({ "input": proposal("key-11", "Izvor 11") })).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "RATE_LIMITED");
    // None of it did the work that is asked for, so it is no dearer for anybody, and nobody was written to.
    let bits = directory.town.data("{ suggestionBox(municipality: \"trebinje\") { bits } }", json!({})).await;
    assert_eq!(bits["suggestionBox"]["bits"], 17);
    assert_eq!(directory.town.unread().await.len(), 0);
    directory.town.clock.advance(chrono::TimeDelta::minutes(1));
    assert_eq!(directory.send(proposal("key-11", "Izvor 11")).await["received"], true, "it was not lost");
}
