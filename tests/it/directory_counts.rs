//! What surrounds a list of organisations: true the moment after a change, and read of the database once.

use entities::{Happening, OrganisationContent, OrganisationId, municipality, organisation, organisation_area};
use javno::organisations::rules::content::rows;
use javno::organisations::store::save::{add, held, withdraw};
use sea_orm::IntoActiveModel as _;
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;
use tests::organisations::an_organisation;

async fn counted(town: &Town, filter: &str) -> Value {
    let fields = "totalCount facets { areas { area { code } count } seats { seat count } } alphabet { letter count }";
    let query = format!(r#"{{ organisations(filter: {filter}, locale: "sr-Latn") {{ {fields} }} }}"#);
    town.data(&query, json!({})).await["organisations"].clone()
}

#[tokio::test]
async fn a_count_is_true_the_moment_after_a_change() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let of_trebinje = r#"{ municipality: "trebinje" }"#;
    assert_eq!(counted(&town, of_trebinje).await["totalCount"], 0);
    let most = town.organisation(&trebinje, |content| content.areas = vec!["sport".into()]).await;
    let one = counted(&town, of_trebinje).await;
    assert_eq!((&one["totalCount"], &one["facets"]["areas"][0]["count"]), (&json!(1), &json!(1)));
    assert_eq!(counted(&town, "{}").await["totalCount"], 1);

    let tx = town.begin().await;
    let standing = held(&tx, most.id).await.expect("an organisation");
    withdraw(&tx, standing, None).await.expect("withdrawn");
    // Nobody sees what is not written yet.
    assert_eq!(counted(&town, of_trebinje).await["totalCount"], 1);
    tx.commit().await.expect("withdrawn");
    assert_eq!(counted(&town, of_trebinje).await["totalCount"], 0);
    assert_eq!(counted(&town, r#"{ municipality: "trebinje", text: "most" }"#).await["totalCount"], 0);
}

#[tokio::test]
async fn a_directory_is_read_once_however_often_it_is_counted() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    town.organisation(&trebinje, |_| {}).await;
    town.statements();
    let first = counted(&town, r#"{ municipality: "trebinje" }"#).await;
    let reading = town.statements().len();
    assert_eq!(counted(&town, r#"{ municipality: "trebinje" }"#).await, first);
    let kept = town.statements().len();
    assert!(kept + 4 <= reading, "{reading} statements, then {kept}");
    // What happens elsewhere, or to something else, changes nothing here.
    town.organisation(&teslic, |_| {}).await;
    town.statements();
    assert_eq!(counted(&town, r#"{ municipality: "trebinje" }"#).await, first);
    assert_eq!(town.statements().len(), kept);
}

/// Writes so many organisations at once, as an import would.
async fn many(town: &Town, owner: &municipality::Model, number: usize) {
    let tx = town.begin().await;
    let template = add(&tx, an_organisation(owner, "Predložak")).await.expect("an organisation");
    let (mut all, mut areas) = (Vec::new(), Vec::new());
    for number in 0..number {
        let mut row = organisation::Model { id: OrganisationId::new(), ..template.clone() };
        row.source_key = number.to_string();
        let content = OrganisationContent {
            name: Some(latin(&format!("Udruženje {number}"))),
            seat: Some(latin(if number % 4 == 0 { "Foča" } else { "Bileća" })),
            areas: vec![if number % 2 == 0 { "sport" } else { "culture" }.into()],
            ..OrganisationContent::default()
        };
        let made = rows(row, content, &[]);
        all.push(made.organisation.into_active_model());
        areas.extend(made.areas.into_iter().map(organisation_area::Model::into_active_model));
    }
    for some in all.chunks(400) {
        tx.insert_all(some.to_vec()).await.expect("organisations");
    }
    tx.insert_all(areas).await.expect("areas");
    tx.record(Happening::OrganisationsImported, owner.id, template.id, None);
    tx.commit().await.expect("organisations");
}

#[tokio::test]
async fn more_hits_than_are_put_in_order_are_all_counted() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    many(&town, &trebinje, 1_200).await;
    town.organisation(&teslic, |content| content.name = Some(latin("Udruženje građana"))).await;
    let found = counted(&town, r#"{ municipality: "trebinje", text: "удруж" }"#).await;
    assert_eq!(found["totalCount"], 1_200);
    let facets = json!({
        "areas": [{ "area": { "code": "culture" }, "count": 600 }, { "area": { "code": "sport" }, "count": 600 }],
        "seats": [{ "seat": "Bileća", "count": 900 }, { "seat": "Foča", "count": 300 }],
    });
    assert_eq!(found["facets"], facets);
    let narrowed =
        counted(&town, r#"{ municipality: "trebinje", text: "udruz", areas: ["sport"], seat: ["Foča"] }"#).await;
    assert_eq!(narrowed["totalCount"], 300);
    assert_eq!(counted(&town, r#"{ text: "udruzenje" }"#).await["totalCount"], 1_201);
}
