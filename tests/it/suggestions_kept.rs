//! What is kept of what people outside say, how long and where; and what an organisation is asked once a year.

use chrono::TimeDelta;
use entities::{SuggestionKind, SuggestionState, organisation_suggestion};
use serde_json::{Value, json};
use tests::given::latin;
use tests::organisations::known_in_full;

use crate::suggestions::{APPROVE, Directory, OURS, REFUSE, path_in};

#[tokio::test]
async fn once_a_year_an_organisation_is_asked_and_confirms_with_one_button() {
    let directory = Directory::new().await;
    let town = &directory.town;
    town.organisation(&directory.owner, |content| content.name = Some(latin("Bez adrese"))).await;
    let exercise = |new: &mut javno::organisations::store::save::NewOrganisation| {
        known_in_full(&mut new.content);
        (new.content.jib, new.exercise, new.content.name) = (None, true, Some(latin("Vježba")));
    };
    town.organisation_like(&directory.owner, exercise).await;
    assert_eq!(directory.care().await, 0, "it was confirmed in February");
    town.clock.advance(TimeDelta::days(69));
    assert_eq!(directory.care().await, 0, "it is a year, and not more");
    town.clock.advance(TimeDelta::days(1));
    assert_eq!(directory.care().await, 1);
    assert_eq!(directory.care().await, 0, "once");
    let letters = town.unread().await;
    assert!(letters.len() == 1 && letters[0].to.contains("ana@rijeka.example"), "{letters:?}");
    let path = path_in(&letters[0].text);
    let page = town.get(&path).await.text();
    assert!(page.contains("name=\"do\" value=\"true\""), "{page}");
    let before = directory.record().await.version;
    assert_eq!(directory.post(&path, &[("do", "true")], &OURS).await.0, 200);
    assert_eq!(directory.post(&path, &[("do", "true")], &OURS).await.0, 410, "once");
    let shown = directory.shown().await;
    assert_eq!((&shown["confirmedOn"], &shown["confirmedBy"]), (&json!("2027-02-02"), &json!("ORGANISATION")));
    assert_eq!(directory.record().await.version, before + 1);
    let keeper = directory.keeper().await;
    assert!(directory.queue(&keeper, "APPROVED").await.is_empty(), "nobody has to look at that");
    town.clock.advance(TimeDelta::days(200));
    assert_eq!(directory.care().await, 0, "not within the year");
    town.clock.advance(TimeDelta::days(166));
    assert_eq!(directory.care().await, 1, "a year later");
    assert_eq!(town.unread().await.len(), 1);
    // Nobody answers: he is not asked again before another year is over.
    town.clock.advance(TimeDelta::days(300));
    assert_eq!(directory.care().await, 0);
    assert!(directory.rows().await.iter().all(|row| row.email.is_none()), "and is forgotten");
    town.clock.advance(TimeDelta::days(66));
    assert_eq!(directory.care().await, 1);
    // The letter is never sent, because no server takes it: two days later it is asked again.
    town.clock.advance(TimeDelta::hours(47));
    assert_eq!(directory.care().await, 0);
    town.clock.advance(TimeDelta::hours(2));
    assert_eq!(directory.care().await, 1);
    town.letters().await;
    // No server wants the letter: a month later it is tried again, not before another year.
    let tx = town.begin().await;
    let failed = entities::letter::ActiveModel { failed_at: sea_orm::Set(Some(tx.now())), ..Default::default() };
    tx.change::<entities::letter::Entity, _>(sea_orm::Condition::all(), failed, []).await.expect("given up");
    tx.commit().await.expect("given up");
    town.clock.advance(TimeDelta::days(29));
    assert_eq!(directory.care().await, 0);
    town.clock.advance(TimeDelta::days(2));
    assert_eq!(directory.care().await, 1);
    town.letters().await;
}

#[tokio::test]
async fn what_nobody_confirms_is_deleted_and_who_said_what_is_forgotten() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    directory.claim("key 1", "ivo@stranac.example").await;
    let never = directory.link().await;
    let waiting = town.suggestion(&directory.owner, |row| row.message = Some("Čeka.".into())).await;
    let settled = town.suggestion(&directory.owner, |row| row.message = Some("Odlučeno.".into())).await;
    let refused = json!({ "input": { "id": settled.id.to_string(), "reason": "Nije naše." } });
    keeper.data(REFUSE, refused).await;
    town.unread().await;
    town.clock.advance(TimeDelta::days(7));
    directory.care().await;
    assert_eq!(directory.rows().await.len(), 3, "seven days are not over");
    town.clock.advance(TimeDelta::hours(1));
    directory.care().await;
    assert_eq!(directory.rows().await.len(), 2);
    assert_eq!(town.get(&never).await.status, 410);
    town.clock.advance(TimeDelta::days(23));
    directory.care().await;
    for row in directory.rows().await {
        let kept = row.email.is_some() && row.message.is_some();
        assert_eq!(kept, row.id == waiting.id, "{:?}", row.state);
        assert_eq!(row.reason, None);
    }
}

#[tokio::test]
async fn the_queue_costs_the_same_however_long_it_is() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    let mut costs = Vec::new();
    for count in [1, 12] {
        for number in 0..count {
            let about =
                town.organisation(&directory.owner, |content| content.name = Some(latin(&format!("{count} {number}"))));
            let about = about.await.id;
            let shape = |row: &mut organisation_suggestion::Model| {
                (row.kind, row.organisation_id) = (SuggestionKind::Claim, Some(about));
            };
            town.suggestion(&directory.owner, shape).await;
        }
        town.statements();
        assert!(directory.queue(&keeper, "WAITING").await.len() >= count);
        costs.push(town.statements().len());
    }
    assert_eq!(costs[0], costs[1], "{costs:?}");
}

#[tokio::test]
async fn what_is_not_confirmed_is_at_no_desk_and_what_is_decided_stays_with_its_desk() {
    let directory = Directory::new().await;
    let (town, keeper) = (&directory.town, directory.keeper().await);
    let unconfirmed = |row: &mut organisation_suggestion::Model| row.state = SuggestionState::Unconfirmed;
    let hidden = town.suggestion(&directory.owner, unconfirmed).await.id.to_string();
    let teslic = town.municipality("teslic").await;
    let neighbours = town.suggestion(&teslic, |_| {}).await.id.to_string();
    for id in [hidden, neighbours] {
        let one = "query($id: ID!) { desk(municipality: \"trebinje\") { organisationSuggestion(id: $id) { id } } }";
        assert_eq!(keeper.data(one, json!({ "id": id })).await["desk"]["organisationSuggestion"], Value::Null);
        let approve = keeper.refusal(APPROVE, json!({ "input": { "id": id } })).await;
        assert!(approve.starts_with("NOT_FOUND"), "{approve}");
        let refuse = keeper.refusal(REFUSE, json!({ "input": { "id": id, "reason": "Nije." } })).await;
        assert!(refuse.starts_with("NOT_FOUND"), "{refuse}");
    }
    let listed = directory.queue(&keeper, "UNCONFIRMED").await;
    assert!(listed.is_empty(), "{listed:?}");
}
