//! Who listens to what is public hears what anyone hears, whoever he is and wherever he works: no right of his makes him hear
//! of a draft, of a comment that waits or of an organisation that is proposed. Every public subscription is asked by everybody
//! there is, and goes on from a place for him as it does for anyone.

use std::collections::BTreeSet;

use entities::{CallStage, ConsultationStage, OrganisationOrigin};
use serde_json::{Value, json};
use tests::Listener;
use tests::given::latin;

use crate::access::roots;
use crate::access_actors::everybody;
use crate::comments::{PUBLISH, REJECT, Square};

/// What of a public subscription is asked, `PLACE` where it goes on from.
fn questions(of: &str) -> [(&'static str, String); 5] {
    let ask = |field: &str, arguments: &str, shown: &str| {
        format!("subscription {{ {field}({arguments} PLACE) {{ cursor change {shown} }} }}")
    };
    let here = r#"municipality: "trebinje""#;
    let both = "consultation { change } comment { change commentId comment { text } }";
    [
        ("openCallChanged", ask("openCallChanged", here, "callId call { title { text } }")),
        ("consultationChanged", ask("consultationChanged", here, "consultationId consultation { title { text } }")),
        ("commentChanged", ask("commentChanged", &format!("consultation: \"{of}\""), "commentId comment { text }")),
        (
            "discussionChanged",
            format!("subscription {{ discussionChanged(consultation: \"{of}\" PLACE) {{ cursor {both} }} }}"),
        ),
        ("organisationChanged", ask("organisationChanged", here, "organisationId organisation { name { text } }")),
    ]
}

/// The last that is told of everything.
const LAST: &str = "KRAJ";

/// All that a listener hears up to the last.
async fn heard(listener: &mut Listener) -> Vec<Value> {
    let mut all = Vec::new();
    loop {
        all.push(listener.data().await);
        if all.last().is_some_and(|event| event.to_string().contains(LAST)) {
            return all;
        }
    }
}

#[tokio::test]
async fn everybody_hears_of_what_is_public_what_anyone_hears() {
    let square = Square::new(|_| {}).await;
    let (town, trebinje) = (&square.town, &square.owner);
    let teslic = town.municipality("teslic").await;
    let moderator = square.moderator().await;
    let actors = everybody(town, trebinje, &teslic).await;
    let questions = questions(&square.of());
    let mut known: BTreeSet<_> = questions.iter().map(|(field, _)| (*field).to_owned()).collect();
    // Only of one's own desk: `desk_live.rs`.
    known.insert("deskChanged".into());
    assert_eq!(known, roots(town, "subscriptionType").await, "each root field needs a question here");
    let mut listeners = Vec::new();
    for (field, question) in &questions {
        for (who, actor) in &actors {
            listeners.push((*field, *who, actor.listen(&question.replace("PLACE", "")).await));
        }
    }

    for (title, stage) in [("NACRT", CallStage::Draft), ("POZIV", CallStage::Published), (LAST, CallStage::Published)] {
        town.call(trebinje, |new| (new.call.title, new.call.stage) = (latin(title), stage)).await;
    }
    let stages = [ConsultationStage::Draft, ConsultationStage::Published, ConsultationStage::Published];
    for (title, stage) in ["NACRT", "RASPRAVA", LAST].into_iter().zip(stages) {
        let shape = |given: &mut tests::debates::Given| {
            (given.new.consultation.title, given.new.consultation.stage) = (latin(title), stage);
        };
        town.consultation(trebinje, shape).await;
    }
    let origins = [OrganisationOrigin::Proposed, OrganisationOrigin::Desk, OrganisationOrigin::Desk];
    for (name, origin) in ["PREDLOG", "UDRUGA", LAST].into_iter().zip(origins) {
        town.organisation_like(trebinje, |new| (new.content.name, new.origin) = (Some(latin(name)), origin)).await;
    }
    square.say("key 1", "UVREDA").await;
    let refused = square.waiting(&moderator, "PENDING").await;
    moderator.data(REJECT, json!({ "comments": refused })).await;
    for (key, words) in [("key 2", "KOMENTAR"), ("key 3", LAST)] {
        square.say(key, words).await;
        let waiting = square.waiting(&moderator, "PENDING").await;
        moderator.data(PUBLISH, json!({ "comments": waiting })).await;
    }

    let mut public: Option<(&str, Vec<Value>)> = None;
    for (field, who, mut listener) in listeners {
        let all = heard(&mut listener).await;
        assert!(
            !all.iter()
                .any(|event| ["NACRT", "PREDLOG", "UVREDA"].iter().any(|hidden| event.to_string().contains(hidden))),
            "{who}: {all:?}"
        );
        match &public {
            Some((of, told)) if *of == field => assert_eq!(&all, told, "{who}: {field}"),
            // The first is anyone.
            _ => {
                assert_eq!((who, all.len()), ("anyone", 2), "{field}: {all:?}");
                public = Some((field, all));
            }
        }
    }
    // From the beginning it is the same: what was hidden then is told to nobody since.
    for (field, question) in &questions {
        let question = question.replace("PLACE", "resumeAfter: \"ev0\"");
        let mut told = None;
        for (who, actor) in &actors {
            let all = heard(&mut actor.listen(&question).await).await;
            let told = told.get_or_insert_with(|| all.clone());
            assert_eq!(&all, told, "{who}: {field}");
            assert!(!all.iter().any(|event| event.to_string().contains("NACRT")), "{who}: {all:?}");
        }
    }
}
