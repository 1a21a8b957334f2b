//! What everybody there is learns of what is private where he follows or listens: through news and calendars, through what is
//! told of a page that is put into another, and at the desk.

use std::collections::BTreeSet;

use serde_json::Value;
use tests::HOME;
use url::form_urlencoded::byte_serialize;

use crate::access_actors::{Actor, everybody};
use crate::access_world::{Asked, HIDDEN, REFUSALS, ROOTS, SAID, SHOWN, World, stands, word};

/// The columns whose canaries stand in a text.
fn found<'a>(world: &'a World, text: &str) -> BTreeSet<&'a str> {
    // Long lines of a calendar go on in the next.
    let text = text.replace("\r\n ", "");
    world.planted.iter().filter(|(_, canary)| stands(&text, canary)).map(|(at, _)| at.as_str()).collect()
}

/// All that can be followed, and what is told of each page that can stand in a frame.
fn paths(world: &World) -> Vec<String> {
    let about = |name: &str| word(&world.about[name]).to_owned();
    let (call, debate) =
        (format!("trebinje/pozivi/{}", about("call")), format!("trebinje/rasprava/{}", about("consultation")));
    let organisation = format!("trebinje/organizacija/{}", about("organisation"));
    let mut all = Vec::new();
    for list in ["trebinje/pozivi", "trebinje/rasprave", "pozivi", "rasprave"] {
        all.extend(["atom", "rss", "json", "ics"].map(|ending| format!("/{list}.{ending}")));
    }
    for one in [&call, &debate] {
        all.extend(["atom", "rss", "json"].map(|ending| format!("/{one}/novosti.{ending}")));
        all.push(format!("/{one}/kalendar.ics"));
    }
    for page in ["trebinje/pozivi", "trebinje/rasprave", "trebinje/organizacije", &call, &debate, &organisation] {
        let url: String = byte_serialize(format!("{HOME}{page}").as_bytes()).collect();
        all.extend(["json", "xml"].map(|format| format!("/oembed?format={format}&url={url}")));
    }
    all
}

/// What stands there for somebody.
async fn followed(actor: &Actor<'_>, paths: &[String]) -> String {
    let mut learnt = String::new();
    for path in paths {
        learnt += &actor.get(path).await.text();
    }
    learnt
}

#[tokio::test]
async fn what_is_followed_tells_nobody_more_than_everybody_may_ask_for() {
    let world = World::new().await;
    let town = &world.town;
    let teslic = town.municipality("teslic").await;
    let actors = everybody(town, &world.trebinje, &teslic).await;
    let paths = paths(&world);
    world.change(&HIDDEN).await;
    for (who, actor) in &actors {
        assert_eq!(found(&world, &followed(actor, &paths).await), BTreeSet::new(), "{who}");
    }
    // Of a comment that waits nothing either; then it is published, too.
    for more in [&SHOWN[..], &[SAID]] {
        world.change(more).await;
        let mut asked = String::new();
        for (field, of) in ROOTS {
            asked += &world.learnt("anyone", &Actor::Anyone(town), &Asked::of_all(field, of)).await;
        }
        let open = found(&world, &asked);
        for (who, actor) in &actors {
            let told = found(&world, &followed(actor, &paths).await);
            assert!(told.is_subset(&open), "{who}: {:?}", told.difference(&open));
            for at in ["open_call.title", "consultation.title", "organisation.name", "call_event.place"] {
                assert!(told.contains(at), "{who} has followed well: {at} is not among {told:?}");
            }
        }
    }
}

/// All that somebody hears at the desk of Trebinje from the beginning until something happens to the last: what of it he is
/// refused he leaves out, and listens again.
async fn heard(world: &World, who: &str, actor: &Actor<'_>, last: &str) -> String {
    const ROOT: &str = "deskChanged";
    let mut without = BTreeSet::new();
    'anew: loop {
        let selection = world.selection("DeskEvent", ROOT, &[], &without);
        let asked = format!("{ROOT}(municipality: \"trebinje\", resumeAfter: \"ev0\") {{ {selection} }}");
        let mut listener = actor.listen(&format!("subscription {{ {asked} }}")).await;
        let mut learnt = String::new();
        while let Some(heard) = listener.next().await {
            let mut refused = false;
            for error in heard.data["errors"].as_array().into_iter().flatten() {
                let code = error["extensions"]["code"].as_str().unwrap_or_default();
                assert!(REFUSALS.contains(&code), "{who}: {error}");
                let way = error["path"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let way = way.collect::<Vec<_>>().join(".");
                refused |= way.len() > ROOT.len() && without.insert(way);
            }
            if refused {
                continue 'anew;
            }
            learnt += &heard.data.to_string();
            if heard.data["data"][ROOT]["subjectId"] == *last {
                break;
            }
        }
        return learnt;
    }
}

#[tokio::test]
async fn nobody_hears_more_at_a_desk_than_he_may_read_there() {
    let world = World::new().await;
    let town = &world.town;
    let teslic = town.municipality("teslic").await;
    let actors = everybody(town, &world.trebinje, &teslic).await;
    world.change(&HIDDEN).await;
    let last = town.call(&world.trebinje, |_| {}).await.id.to_string();
    let mut listening = Vec::new();
    for (who, actor) in &actors {
        let heard = heard(&world, who, actor, &last).await;
        let mut read = String::new();
        let fields = world.fields("Desk").iter();
        for field in fields.filter(|field| ["call", "consultation", "journal"].contains(&word(&field["name"]))) {
            read += &world.learnt(who, actor, &Asked::of_desk("trebinje", field)).await;
        }
        let (heard, read) = (found(&world, &heard), found(&world, &read));
        assert!(heard.is_subset(&read), "{who}: {:?}", heard.difference(&read));
        if heard.contains("open_call.title") && heard.contains("consultation.title") {
            listening.push(*who);
        } else {
            assert_eq!(heard, BTreeSet::new(), "{who}");
        }
    }
    let desk = ["editor", "moderator", "evaluator", "keeper", "webmaster", "admin", "READ_DESK", "WRITE_CALLS"];
    assert_eq!(listening, desk, "whoever works there hears of all of it");
}
