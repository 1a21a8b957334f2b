//! What rows of the access tests name: a call, a comment, a list, made afresh for each who asks.

use entities::{CallId, CallStage, InvitationId, Locale, Role, Roles, invitation, municipality};
use javno::organisations::store::import::{LONGEST, Plan, preview, step};
use sea_orm::IntoActiveModel as _;
use serde_json::json;
use tests::given::latin;
use tests::{NOW, Town, instant};

pub(crate) async fn call(town: &Town, owner: &municipality::Model, stage: CallStage) -> CallId {
    town.call(owner, |new| new.call.stage = stage).await.id
}

/// Writes changes that wait to be published.
pub(crate) async fn pend(town: &Town, id: CallId) {
    use sea_orm::{ColumnTrait as _, QueryFilter as _, Set, Unchanged};

    let tx = town.begin().await;
    let row = tx.find::<entities::open_call::Entity>().filter(entities::open_call::Column::Id.eq(id));
    let row = row.one(tx.connection()).await.expect("a call").expect("a call");
    let pending = entities::CallContent {
        title: Some(latin("Drugi naslov")),
        until_spent: true,
        ..entities::CallContent::default()
    };
    let changed =
        entities::open_call::ActiveModel { id: Unchanged(row.id), pending: Set(Some(pending)), ..Default::default() };
    tx.update(changed).await.expect("changes");
    tx.commit().await.expect("changes");
}

/// A comment that waits, or that everybody reads.
pub(crate) async fn commented(town: &Town, owner: &municipality::Model, published: bool) -> String {
    use entities::{CommentState, comment};
    use sea_orm::{ColumnTrait as _, QueryFilter as _, Set, Unchanged};

    let (of, _) = commented_on(town, owner).await;
    let tx = town.begin().await;
    let row = tx.find::<comment::Entity>().filter(comment::Column::ConsultationId.eq(of));
    let row = row.one(tx.connection()).await.expect("a comment").expect("a comment");
    if published {
        let state = Set(CommentState::Published);
        let changed = comment::ActiveModel { id: Unchanged(row.id), state, ..Default::default() };
        tx.update(changed).await.expect("published");
    }
    tx.commit().await.expect("a comment");
    row.id.to_string()
}

/// A consultation on which somebody has just commented, and the code of his receipt.
pub(crate) async fn commented_on(town: &Town, owner: &municipality::Model) -> (entities::ConsultationId, String) {
    let of = town.consultation(owner, |_| {}).await.id;
    let submit = "mutation($of: ID!) { submitComment(input: { consultation: $of, authorKind: CITIZEN, name: \"Ana\",
        text: \"Prijedlog.\", idempotencyKey: \"k\" }) { receipt { code } } }";
    let submit = submit.replace("\"k\"", &format!("\"{of}\""));
    let sent = town.data(&submit, json!({ "of": of.to_string() })).await;
    let code = sent["submitComment"]["receipt"]["code"].as_str().unwrap_or_else(|| panic!("{sent}")).to_owned();
    (of, code)
}

/// A list that was looked at, or taken.
pub(crate) async fn brought(town: &Town, owner: &municipality::Model, taken: bool) -> String {
    let table = javno::organisations::intake::columns::list(b"Naziv;Telefon\nKlub;\n").expect("a list");
    let tx = town.begin().await;
    let (import, _) = preview(&tx, owner, "a.csv", table, Plan::default()).await.expect("a look");
    let id = import.id.to_string();
    if taken {
        step(&tx, owner, import, LONGEST).await.expect("a step");
    }
    tx.commit().await.expect("a list");
    id
}

/// That somebody says an organisation is his, and an official has not decided.
pub(crate) async fn claimed(town: &Town, owner: &municipality::Model) -> String {
    let name = entities::OrganisationId::new().to_string();
    let about = town.organisation(owner, |content| content.name = Some(latin(&name))).await.id;
    let shape = |row: &mut entities::organisation_suggestion::Model| {
        (row.kind, row.organisation_id) = (entities::SuggestionKind::Claim, Some(about));
    };
    town.suggestion(owner, shape).await.id.to_string()
}

pub(crate) async fn invited(town: &Town, owner: &municipality::Model) -> InvitationId {
    let row = invitation::Model {
        id: InvitationId::new(),
        municipality_id: owner.id,
        email: "novi@opstina.example".into(),
        name: "Novi".into(),
        roles: Roles(vec![Role::Editor]),
        locale: Locale::SrLatn,
        token_hash: None,
        invited_by: None,
        created_at: instant(NOW),
        expires_at: instant(NOW) + chrono::TimeDelta::days(1),
        accepted_at: None,
        revoked_at: None,
    };
    let tx = town.begin().await;
    tx.insert(row.clone().into_active_model()).await.expect("an invitation");
    tx.commit().await.expect("an invitation");
    row.id
}
