//! People at the desk: who may see and change what about whom.

use entities::Role;
use serde_json::json;
use tests::{Town, steady};

const DESK: &str = r#"{ desk(municipality: "trebinje") { roles people { person { name } roles } } }"#;

#[tokio::test]
async fn a_desk_is_there_for_those_who_work_at_it() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let admin = town.official(&trebinje, &[Role::Admin]).await;
    let editor = town.official(&trebinje, &[Role::Editor]).await;
    let neighbour = town.official(&teslic, &[Role::Admin]).await;
    let unconfirmed = town.entered(false).await;

    insta::assert_json_snapshot!(steady(admin.data(DESK, json!({})).await), @"");
    let refusals = [
        town.refusal(DESK, json!({})).await,
        editor.refusal(DESK, json!({})).await,
        neighbour.refusal(DESK, json!({})).await,
        unconfirmed.refusal(DESK, json!({})).await,
    ];
    insta::assert_snapshot!(refusals.join("\n"), @"");
}
