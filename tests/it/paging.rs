//! Pages: every row once, in both directions, whatever happens in between.

use entities::municipality;
use javno::calls::store::save::NewCall;
use serde_json::{Value, json};
use tests::given::{a_call, latin, on};
use tests::{Town, instant};

use crate::calls::titles;

const PAGE: &str = "query ($by: OpenCallOrder!, $first: Int, $after: String, $last: Int, $before: String) {
    openCalls(orderBy: $by, first: $first, after: $after, last: $last, before: $before) {
        pageInfo { hasPreviousPage hasNextPage startCursor endCursor }
        edges { cursor }
        nodes { title { text } }
    }
}";

/// A call whose place in both orders is its `day`; equal days are ties.
fn numbered(owner: &municipality::Model, number: usize, day: usize) -> NewCall {
    let mut new = a_call(owner);
    new.call.title = latin(&format!("poziv {number:02}"));
    new.call.deadline_at = Some(instant(&format!("2026-12-{day:02}T14:00:00Z")));
    new.call.published_on = Some(on(&format!("2026-10-{day:02}")));
    new
}

/// Walks all pages of a list; the titles of each.
async fn walk(town: &Town, order: &str, size: i32, forward: bool) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let variables = if forward {
            json!({ "by": order, "first": size, "after": cursor })
        } else {
            json!({ "by": order, "last": size, "before": cursor })
        };
        let data = town.data(PAGE, variables).await;
        pages.push(titles(&data).into_iter().map(str::to_owned).collect());
        let info = &data["openCalls"]["pageInfo"];
        assert_eq!(
            info["endCursor"],
            data["openCalls"]["edges"].as_array().and_then(|all| all.last()).unwrap_or(&Value::Null)["cursor"]
        );
        let (more, next) = if forward { ("hasNextPage", "endCursor") } else { ("hasPreviousPage", "startCursor") };
        if info[more] == false {
            return pages;
        }
        cursor = info[next].clone();
    }
}

#[tokio::test]
async fn pages_cover_every_row_once_in_both_orders_and_directions() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    // 23 rows on five days: most are ties, and no page size below divides them.
    town.calls((0..23).map(|number| numbered(&trebinje, number, 1 + number % 5))).await;
    for order in ["DEADLINE_SOONEST", "NEWEST"] {
        let whole = walk(&town, order, 100, true).await.concat();
        assert_eq!(whole.len(), 23);
        for size in [1, 4, 22, 23] {
            let forward = walk(&town, order, size, true).await;
            assert_eq!(forward.concat(), whole, "{order}, {size} at a time");
            let mut backward = walk(&town, order, size, false).await;
            backward.reverse();
            assert_eq!(backward.concat(), whole, "{order}, {size} at a time, from the end");
        }
    }
}

#[tokio::test]
async fn rows_that_come_in_between_neither_repeat_nor_hide_others() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.calls((0..10).map(|number| numbered(&trebinje, number, 10 + number / 3))).await;
    let by = "DEADLINE_SOONEST";
    let first = town.data(PAGE, json!({ "by": by, "first": 4 })).await;
    assert_eq!(titles(&first), ["poziv 00", "poziv 01", "poziv 02", "poziv 03"]);
    // One before all, one among the ties of the row that the cursor names (its id is later), one at the end.
    town.calls([(20, 1), (21, 11), (22, 28)].map(|(number, day)| numbered(&trebinje, number, day))).await;
    let after = &first["openCalls"]["pageInfo"]["endCursor"];
    let rest = town.data(PAGE, json!({ "by": by, "first": 100, "after": after })).await;
    let expected = ["04", "05", "21", "06", "07", "08", "09", "22"].map(|number| format!("poziv {number}"));
    assert_eq!(titles(&rest), expected);
    let before = town.data(PAGE, json!({ "by": by, "last": 100, "before": after })).await;
    assert_eq!(titles(&before), ["poziv 20", "poziv 00", "poziv 01", "poziv 02"]);
}

#[tokio::test]
async fn a_cursor_stays_good_when_its_row_is_gone() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let calls = town.calls((0..4).map(|number| numbered(&trebinje, number, 1 + number))).await;
    let first = town.data(PAGE, json!({ "by": "NEWEST", "first": 2 })).await;
    assert_eq!(titles(&first), ["poziv 03", "poziv 02"]);
    let tx = town.begin().await;
    let gone = sea_orm::Condition::all().add(sea_orm::ColumnTrait::eq(&entities::open_call::Column::Id, calls[2].id));
    tx.delete::<entities::open_call::Entity>(gone).await.expect("deleted");
    tx.commit().await.expect("deleted");
    let after = &first["openCalls"]["pageInfo"]["endCursor"];
    let rest = town.data(PAGE, json!({ "by": "NEWEST", "first": 2, "after": after })).await;
    assert_eq!(titles(&rest), ["poziv 01", "poziv 00"]);
}

#[tokio::test]
async fn a_cursor_of_another_order_is_refused() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    town.calls((0..3).map(|number| numbered(&trebinje, number, 1 + number))).await;
    let first = town.data(PAGE, json!({ "by": "NEWEST", "first": 1 })).await;
    let after = &first["openCalls"]["pageInfo"]["endCursor"];
    let refusal = town.refusal(PAGE, json!({ "by": "DEADLINE_SOONEST", "first": 1, "after": after })).await;
    assert_eq!(refusal, "BAD_REQUEST: This cursor belongs to a list in another order.");
}

#[tokio::test]
async fn municipalities_come_in_pages_too() {
    let town = Town::new().await;
    for slug in ["teslic", "trebinje", "banja-luka", "brod", "rudo"] {
        town.municipality_like(slug, |row| row.partner = slug != "brod").await;
    }
    let query = "query ($after: String) {
        municipalities(first: 2, after: $after, filter: { partner: true }) {
            pageInfo { hasPreviousPage hasNextPage endCursor } nodes { slug }
        }
    }";
    let first = town.data(query, json!({})).await;
    insta::assert_json_snapshot!(tests::steady(first.clone()), @r#"
    {
      "municipalities": {
        "nodes": [
          {
            "slug": "banja-luka"
          },
          {
            "slug": "rudo"
          }
        ],
        "pageInfo": {
          "endCursor": "[cursor]",
          "hasNextPage": true,
          "hasPreviousPage": false
        }
      }
    }
    "#);
    let after = &first["municipalities"]["pageInfo"]["endCursor"];
    let second = town.data(query, json!({ "after": after })).await;
    insta::assert_json_snapshot!(tests::steady(second), @r#"
    {
      "municipalities": {
        "nodes": [
          {
            "slug": "teslic"
          },
          {
            "slug": "trebinje"
          }
        ],
        "pageInfo": {
          "endCursor": "[cursor]",
          "hasNextPage": false,
          "hasPreviousPage": true
        }
      }
    }
    "#);
}
