//! What of people and their keys is shown to whom: a canary in every column of text, and everybody asks for all there is.

use std::collections::BTreeSet;

use entities::{
    IdentityId, InvitationId, LetterId, LetterKind, Locale, PasskeyId, Role, Roles, TokenScope, identity, invitation,
    letter, municipality, passkey,
};
use sea_orm::{ConnectionTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};
use tests::Town;
use tests::people::Person;

use crate::access::{everything, types};
use crate::tables::{checked, columns};

/// Everything that belongs to a person, and what is on its way to somebody.
pub(crate) async fn all_that_is_hers(town: &Town, owner: &municipality::Model, hers: &Person<'_>) {
    let tx = town.begin().await;
    let now = tx.now();
    let passkey = passkey::Model {
        id: PasskeyId::new(),
        person_id: hers.row.id,
        created_at: now,
        name: "Telefon".into(),
        credential_id: vec![1],
        credential: json!({}),
        used_at: None,
    };
    tx.insert(passkey.into_active_model()).await.expect("a passkey");
    let identity = identity::Model {
        id: IdentityId::new(),
        person_id: hers.row.id,
        created_at: now,
        issuer: "https://login.trebinje.example".into(),
        subject: "s".into(),
    };
    tx.insert(identity.into_active_model()).await.expect("an identity");
    let invitation = invitation::Model {
        id: InvitationId::new(),
        municipality_id: owner.id,
        email: "novi@opstina.example".into(),
        name: "Novi".into(),
        roles: Roles(vec![Role::Editor]),
        locale: Locale::SrLatn,
        token_hash: None,
        invited_by: Some(hers.row.id),
        created_at: now,
        expires_at: now + chrono::TimeDelta::days(1),
        accepted_at: None,
        revoked_at: None,
    };
    tx.insert(invitation.into_active_model()).await.expect("an invitation");
    let letter = letter::Model {
        id: LetterId::new(),
        municipality_id: Some(owner.id),
        kind: LetterKind::SignIn,
        address: Some("novi@opstina.example".into()),
        address_hash: None,
        locale: Locale::SrLatn,
        subject_id: None,
        created_at: now,
        useless_after: now + chrono::TimeDelta::days(1),
        next_try_at: now + chrono::TimeDelta::days(1),
        tries: 0,
        sent_at: None,
        failed_at: None,
        last_error: None,
    };
    tx.insert(letter.into_active_model()).await.expect("a letter");
    tx.commit().await.expect("all of it");
    hers.program(owner, &[TokenScope::ReadDesk]).await;
}

/// The tables in which canaries are planted here, and the column that says whose a row is.
pub(crate) const PLANTED: [(&str, &str); 8] = [
    ("identity", "person_id"),
    ("passkey", "person_id"),
    ("session", "person_id"),
    ("api_token", "person_id"),
    ("invitation", ""),
    ("letter", ""),
    ("journal", ""),
    ("person", "id"),
];

/// Writes a canary into every column of text of these rows; returns `table.column` and its canary.
pub(crate) async fn plant(town: &Town, hers: &Person<'_>) -> Vec<(String, String)> {
    let db = town.database().connect().await;
    let herself = format!("SELECT id FROM person WHERE email LIKE '{}%' OR email LIKE '%kanarinac%'", hers.row.id);
    let mut planted = Vec::new();
    for (table, whose) in PLANTED {
        for (column, what) in columns(&db, table).await {
            let what = what.to_lowercase();
            let is_text = ["varchar", "character varying", "text", "json"].iter().any(|kind| what.starts_with(kind));
            // Codes, and lists of codes, hold no canary.
            let coded = ["roles", "scopes"].contains(&column.as_str());
            if !is_text || coded || !checked(&db, table, &column).await.is_empty() {
                continue;
            }
            let canary = format!("kanarinac-{table}-{column}");
            let value = if what.starts_with("json") {
                json!({ "is": canary, "title": canary }).to_string()
            } else {
                canary.clone()
            };
            let which = if whose.is_empty() { String::new() } else { format!(" WHERE {whose} IN ({herself})") };
            let done = db.execute_unprepared(&format!(r#"UPDATE "{table}" SET "{column}" = '{value}'{which}"#)).await;
            assert!(done.expect("a planted canary").rows_affected() > 0, "no row in {table}");
            planted.push((format!("{table}.{column}"), canary));
        }
    }
    db.close().await.expect("closing");
    planted
}

#[tokio::test]
async fn of_people_and_their_keys_everybody_sees_only_what_is_his_to_see() {
    let town = Town::new().await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let hers = town.official(&trebinje, &[Role::Editor]).await;
    all_that_is_hers(&town, &trebinje, &hers).await;
    // Something stands there that she did.
    let create = "mutation { createCall(input: { municipality: \"trebinje\", content: { kind: PROJECTS,
        title: { text: \"Poziv\", locale: \"sr-Latn\" } } }) { call { id } } }";
    let call = hers.data(create, json!({})).await["createCall"]["call"]["id"].take();
    let planted = plant(&town, &hers).await;
    assert!(planted.len() > 8, "{planted:?}");

    let types = types(&town).await;
    let viewer = format!("{{ viewer {{ {} }} }}", everything(&types, "Viewer", 1));
    let history = "nodes { by title reason changes { before after } }";
    let call_shown = format!(
        "query($id: ID!) {{ desk(municipality: \"trebinje\") {{ today {{ kind }} call(id: $id) {{ title savedBy
        history {{ {history} }} }} calls(first: 5) {{ nodes {{ title }} }} }} }}"
    );
    let people = format!(
        "{{ desk(municipality: \"trebinje\") {{ people {{ {} }} invitations {{ {} }} journal {{ {history} }} }} }}",
        everything(&types, "Member", 2),
        everything(&types, "Invitation", 2),
    );
    let public = format!(
        "{{ openCalls(first: 5) {{ {} }} municipality(slug: \"trebinje\") {{ {} }} }}",
        everything(&types, "OpenCallConnection", 3),
        everything(&types, "Municipality", 2),
    );
    let questions =
        [(viewer, json!({})), (call_shown, json!({ "id": call })), (people, json!({})), (public, json!({}))];
    let seen = |learnt: &str| -> BTreeSet<String> {
        planted.iter().filter(|(_, canary)| learnt.contains(canary.as_str())).map(|(at, _)| at.clone()).collect()
    };
    let mut learnt = String::new();
    for (question, variables) in &questions {
        learnt += &town.ask(question, variables.clone()).await.to_string();
    }
    assert_eq!(seen(&learnt), BTreeSet::new(), "anyone");
    for (who, person, expected) in [
        ("a colleague", town.official(&trebinje, &[Role::Editor]).await, vec!["journal.detail", "person.name"]),
        (
            "an administrator",
            town.official(&trebinje, &[Role::Admin]).await,
            vec![
                "identity.issuer",
                "invitation.email",
                "invitation.name",
                "journal.detail",
                "person.email",
                "person.name",
            ],
        ),
        ("the neighbour", town.official(&teslic, &[Role::Admin]).await, vec![]),
        (
            "she herself",
            hers,
            vec![
                "api_token.name",
                "identity.issuer",
                "journal.detail",
                "passkey.name",
                "person.email",
                "person.name",
                "session.device",
            ],
        ),
    ] {
        let mut learnt = String::new();
        for (question, variables) in &questions {
            let answer: Value = person.ask(question, variables.clone()).await;
            learnt += &answer.to_string();
        }
        assert_eq!(seen(&learnt), expected.into_iter().map(str::to_owned).collect(), "{who}");
    }
}
