//! What anyone hears: of a draft nothing, of a municipality what is its own, through each root field that can be listened
//! to, live and gone on from a place, here and at another instance.

use std::collections::BTreeSet;

use entities::CallStage::{self, Draft, Published};
use entities::{CallId, OriginId};
use javno::calls::store::save::NewCall;
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use tests::given::{a_call, came_from, in_full, latin, with_a_file};
use tests::{Listener, Town};

use crate::access::{PRIVATE, answered, everything, plant, roots, types, without_end};

/// The last event of all, which everybody hears who hears anything.
const LAST: &str = "KRAJ";

/// What a listener hears up to the last event; `seen` where an event shows more of its call than that there is one.
async fn heard(listener: &mut Listener, names: &[(CallId, &str)]) -> String {
    let mut said = Vec::new();
    loop {
        let data = listener.data().await;
        let event = data.as_object().and_then(|data| data.values().next()).expect("an event").clone();
        if event["call"]["title"]["text"] == LAST {
            return if said.is_empty() { "nothing".into() } else { said.join(", ") };
        }
        let name = names.iter().find(|(id, _)| event["callId"] == id.to_string()).map_or("?", |(_, name)| name);
        let shown = event["call"]["title"]["text"].as_str().unwrap_or("-");
        said.push(format!("{name} {} {shown}", event["change"].as_str().unwrap_or("?").to_lowercase()));
    }
}

/// The same call, as it is next.
fn next(new: &mut NewCall, title: &str, stage: CallStage) -> NewCall {
    new.call.title = latin(title);
    new.call.stage = stage;
    new.call.source_hash = title.into();
    new.clone()
}

#[tokio::test]
async fn what_anyone_hears_through_each_root_field() {
    let town = Town::new().await;
    let neighbour = town.neighbour().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let rows = [
        ("openCallChanged", ""),
        ("openCallChanged", r#"municipality: "trebinje""#),
        ("openCallChanged", r#"municipality: "teslic""#),
        ("openCallChanged", r#"areas: ["culture"]"#),
        ("openCallChanged", r#"areas: ["sport"]"#),
        ("openCallChanged", r#"municipality: "teslic", areas: ["sport"]"#),
    ];
    let mut known: BTreeSet<_> = rows.iter().map(|row| row.0.to_owned()).collect();
    // Refuses anyone: `desk_live.rs`.
    known.insert("deskChanged".into());
    // Of consultations: `access_debates.rs`.
    known.insert("consultationChanged".into());
    // Of comments: `comments_live.rs`.
    known.insert("commentChanged".into());
    known.insert("discussionChanged".into());
    // Of organisations: `organisations.rs`.
    known.insert("organisationChanged".into());
    assert_eq!(known, roots(&town, "subscriptionType").await, "each root field needs a row here");
    let query = |field: &str, arguments: &str, place: bool| {
        let all = [arguments, if place { "resumeAfter: \"ev0\"" } else { "" }].join(" ");
        let all = if all.trim().is_empty() { String::new() } else { format!("({all})") };
        format!("subscription {{ {field}{all} {{ change callId call {{ title {{ text }} }} }} }}")
    };
    let mut listeners = Vec::new();
    for (field, arguments) in rows {
        let (here, there) = (
            town.listen(&query(field, arguments, false), json!({})).await,
            neighbour.listen(&query(field, arguments, false), json!({})).await,
        );
        listeners.push((field, arguments, here, there));
    }

    // An event shows its call as it is when the event is told: each step waits until both instances have told it.
    let all = query("openCallChanged", "", false);
    let mut witnesses = [town.listen(&all, json!({})).await, neighbour.listen(&all, json!({})).await];
    let [mut draft, mut open, mut theirs, mut gone] = [&trebinje, &trebinje, &teslic, &trebinje].map(a_call);
    draft.areas = vec!["sport".into()];
    let names = [(draft.call.id, "draft"), (open.call.id, "open"), (theirs.call.id, "theirs"), (gone.call.id, "gone")];
    // Once withdrawn it is moved to another area: whoever listens to that one does not learn it.
    let mut moved = gone.clone();
    moved.areas = vec!["sport".into()];
    for (step, told) in [
        (next(&mut draft, "NACRT 1", Draft), false),
        (next(&mut draft, "NACRT 2", Draft), false),
        (next(&mut open, "OTVOREN 1", Published), true),
        (next(&mut theirs, "NJIHOV 1", Published), true),
        (next(&mut gone, "POVUČEN 1", Published), true),
        (next(&mut open, "OTVOREN 2", Published), true),
        (next(&mut theirs, "NJIHOV 2", Published), true),
        (next(&mut gone, "NACRT 3", Draft), true),
        (next(&mut moved, "NACRT 4", Draft), false),
    ] {
        town.calls([step]).await;
        for witness in witnesses.iter_mut().filter(|_| told) {
            witness.data().await;
        }
    }
    let mut table = String::new();
    let last = |owner| {
        let mut last = a_call(owner);
        last.areas = vec!["culture".into(), "sport".into()];
        next(&mut last, LAST, Published)
    };
    town.calls([last(&trebinje), last(&teslic)]).await;
    for (field, arguments, mut here, mut there) in listeners {
        let said = heard(&mut here, &names).await;
        assert_eq!(heard(&mut there, &names).await, said, "{arguments}: at another instance");
        let mut resumed = town.listen(&query(field, arguments, true), json!({})).await;
        let again = heard(&mut resumed, &names).await;
        for listener in [
            &mut town.listen_after(&query(field, arguments, false), json!({}), "ev0").await,
            &mut neighbour.listen(&query(field, arguments, true), json!({})).await,
            &mut neighbour.listen_after(&query(field, arguments, false), json!({}), "ev0").await,
        ] {
            assert_eq!(heard(listener, &names).await, again, "{arguments}");
        }
        table += &format!("{field}({arguments})\n    live     {said}\n    resumed  {again}\n");
    }
    insta::assert_snapshot!(table, @r#"
    openCallChanged()
        live     open published OTVOREN 1, theirs published NJIHOV 1, gone published POVUČEN 1, open changed OTVOREN 2, theirs changed NJIHOV 2, gone withdrawn -
        resumed  open published OTVOREN 2, theirs published NJIHOV 2, gone published -, open changed OTVOREN 2, theirs changed NJIHOV 2, gone withdrawn -
    openCallChanged(municipality: "trebinje")
        live     open published OTVOREN 1, gone published POVUČEN 1, open changed OTVOREN 2, gone withdrawn -
        resumed  open published OTVOREN 2, gone published -, open changed OTVOREN 2, gone withdrawn -
    openCallChanged(municipality: "teslic")
        live     theirs published NJIHOV 1, theirs changed NJIHOV 2
        resumed  theirs published NJIHOV 2, theirs changed NJIHOV 2
    openCallChanged(areas: ["culture"])
        live     open published OTVOREN 1, theirs published NJIHOV 1, gone published POVUČEN 1, open changed OTVOREN 2, theirs changed NJIHOV 2, gone withdrawn -
        resumed  open published OTVOREN 2, theirs published NJIHOV 2, open changed OTVOREN 2, theirs changed NJIHOV 2, gone withdrawn -
    openCallChanged(areas: ["sport"])
        live     gone withdrawn -
        resumed  gone withdrawn -
    openCallChanged(municipality: "teslic", areas: ["sport"])
        live     nothing
        resumed  nothing
    "#);
}

/// Everything that is heard from the beginning, in all ways, up to the last event.
async fn all_that_is_heard(town: &Town, query: &str) -> String {
    let neighbour = town.neighbour().await;
    let mut learnt = String::new();
    for mut listener in [
        town.listen_after(query, json!({}), "ev0").await,
        town.listen(query, json!({ "after": "ev0" })).await,
        neighbour.listen_after(query, json!({}), "ev0").await,
    ] {
        learnt += &until_the_last(&mut listener).await;
    }
    learnt
}

async fn until_the_last(listener: &mut Listener) -> String {
    let mut learnt = String::new();
    loop {
        let data = listener.data().await.to_string();
        learnt += &data;
        if data.contains(LAST) {
            return learnt;
        }
    }
}

#[tokio::test]
async fn nothing_of_a_draft_is_in_any_event() {
    let town = Town::configured(without_end).await;
    let trebinje = town.municipality("trebinje").await;
    let selection = everything(&types(&town).await, "OpenCallEvent", 5);
    let query = format!("subscription ($after: String) {{ openCallChanged(resumeAfter: $after) {{ {selection} }} }}");
    let mut new = a_call(&trebinje);
    in_full(&mut new);
    with_a_file(&mut new);
    let debate = town.consultation(&trebinje, |_| {}).await.id;
    came_from(&mut new, OriginId::Consultation(debate), "Rasprava");
    for (title, stage) in [("Prvi", Published), ("Drugi", Published), ("Nacrt", Draft)] {
        town.calls([next(&mut new, title, stage)]).await;
    }
    town.question(&trebinje, new.call.id, answered).await;
    let planted = plant(&town).await;
    let mut live = town.listen(&query, json!({})).await;
    // All of it happens once more, as if something had told of a draft that should not.
    let db = town.database().connect().await;
    db.execute_unprepared("INSERT INTO journal (at, municipality_id, kind, subject_id) SELECT at, municipality_id, kind, subject_id FROM journal ORDER BY position")
        .await
        .expect("told again");
    town.call(&trebinje, |new| new.call.title = latin(LAST)).await;

    let live = until_the_last(&mut live).await;
    assert!(live.contains(&new.call.id.to_string()), "it was told: {live}");
    let learnt = live + &all_that_is_heard(&town, &query).await;
    let leaked: Vec<_> = planted.iter().filter(|(_, canary)| learnt.contains(canary)).collect();
    assert!(leaked.is_empty() && !learnt.contains("kanarinac"), "a draft shows {leaked:?}");

    // The same listeners do hear it once it is published: they listened well.
    db.execute_unprepared("UPDATE open_call SET stage = 'published'").await.expect("published");
    db.close().await.expect("closing");
    let learnt = all_that_is_heard(&town, &query).await;
    let unheard = planted.iter().filter(|(_, canary)| !learnt.contains(canary)).map(|(at, _)| at.as_str());
    assert_eq!(unheard.collect::<BTreeSet<_>>(), PRIVATE.into());
}
