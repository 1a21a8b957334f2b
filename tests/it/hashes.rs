//! What is kept in place of a secret (of a session, a token, a code on paper, a link in a letter) is shown to nobody, not even
//! to whose it is: with it nobody comes in, and still it tells who is who. Every column of bytes is asked for, or it stands
//! here with why it is not.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use entities::{RecoveryCodeId, Role, SignInLinkId, Supports, recovery_code, sign_in_link};
use javno::clock::Clock as _;
use javno::secret::Secret;
use sea_orm::{ConnectionTrait as _, DbBackend, IntoActiveModel as _, Iterable as _};
use serde_json::json;
use tests::Town;

use crate::access::{everything, types, without_end};
use crate::access_people::all_that_is_hers;
use crate::commenters::{REPORT, SUPPORT};
use crate::comments::Square;
use crate::desk_files::fetch;
use crate::tables::{columns, names, rows, text};

/// Columns of bytes that are not asked for, and why.
const DECIDED: &[(&str, &str, &str)] = &[
    ("comment_band", "band", "how alike texts are: of what everybody reads"),
    ("log_entry", "hashes", "told to everybody: the log"),
    ("passkey", "credential_id", "told to the browser that asks for the key; it is no secret of it"),
    ("rate_count", "key_hash", "of the server's own: no field of the API shows the table"),
    ("rate_key", "key", "of the server's own: no field of the API shows the table"),
    ("voice_key", "key", "of the server's own: no field of the API shows the table"),
];

/// What is kept in place of a secret in every row of every such column, and which columns these are. Where a row has none it
/// is given one.
async fn kept(town: &Town) -> Vec<(String, Vec<u8>)> {
    let db = town.database().connect().await;
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let mut kept = Vec::new();
    for table in names(&db).await {
        for (column, what) in columns(&db, &table).await {
            let what = what.to_lowercase();
            if !["bytea", "blob", "varbinary", "binary"].iter().any(|kind| what.starts_with(kind))
                || DECIDED.iter().any(|(of, one, _)| *of == table && *one == column)
                // Ids are bytes on SQLite.
                || what.starts_with("uuid")
                || what.contains("(16)") && !column.contains("hash")
            {
                continue;
            }
            let canary: String =
                format!("{table}.{column} umjesto tajne").bytes().map(|byte| format!("{byte:02x}")).collect();
            let literal = if sqlite { format!("x'{canary}'") } else { format!("'\\x{canary}'::bytea") };
            let sql = format!(r#"UPDATE "{table}" SET "{column}" = {literal} WHERE "{column}" IS NULL"#);
            db.execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
            let hex = if sqlite { format!("hex(\"{column}\")") } else { format!("encode(\"{column}\", 'hex')") };
            for row in rows(&db, &format!(r#"SELECT {hex} AS what FROM "{table}""#)).await {
                let hex = text(&row, "what");
                let bytes = (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex"));
                kept.push((format!("{table}.{column}"), bytes.collect()));
            }
        }
    }
    db.close().await.expect("closing");
    kept
}

/// However bytes may be written in an answer.
fn written(bytes: &[u8]) -> [String; 6] {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let numbers = format!("{bytes:?}").replace(' ', "");
    let plain = String::from_utf8_lossy(bytes).into_owned();
    [hex.to_uppercase(), hex, STANDARD_NO_PAD.encode(bytes), URL_SAFE_NO_PAD.encode(bytes), numbers, plain]
}

#[tokio::test]
async fn what_is_kept_in_place_of_a_secret_is_in_no_answer() {
    let town = Town::configured(without_end).await;
    let square = Square::of_town(town, |row| row.supports = Supports::Client).await;
    let (town, trebinje) = (&square.town, &square.owner);
    let teslic = town.municipality("teslic").await;
    let hers = town.official(trebinje, &Role::iter().collect::<Vec<_>>()).await;
    all_that_is_hers(town, trebinje, &hers).await;
    let tx = town.begin().await;
    let (now, secret) = (town.clock.now(), Secret::draw().expect("a secret"));
    let code = recovery_code::Model {
        id: RecoveryCodeId::new(),
        person_id: hers.row.id,
        created_at: now,
        code_hash: secret.hash(),
        spent_at: None,
    };
    tx.insert(code.into_active_model()).await.expect("a code");
    let link = sign_in_link::Model {
        id: SignInLinkId::new(),
        person_id: hers.row.id,
        created_at: now,
        token_hash: Secret::draw().expect("a secret").hash(),
        expires_at: now + chrono::TimeDelta::minutes(10),
        spent_at: None,
    };
    tx.insert(link.into_active_model()).await.expect("a link");
    tx.commit().await.expect("both");
    let about = town.organisation(trebinje, |_| {}).await;
    town.representative(&about, "ana@most.example").await;
    town.suggestion(trebinje, |_| {}).await;
    let sent = square.say("key 1", "Члан 1. треба допунити.").await;
    let waiting = square.waiting(&hers, "PENDING").await;
    let comment = waiting[0]["id"].clone();
    hers.data(crate::comments::PUBLISH, json!({ "comments": waiting })).await;
    let flag = json!({ "comment": comment, "reason": "INSULT", "words": "Vrijeđa.", "idempotencyKey": "r" });
    town.data(REPORT, json!({ "input": flag })).await;
    town.data(SUPPORT, json!({ "input": { "comment": comment, "idempotencyKey": "s" } })).await;
    let colleague = town.official(trebinje, &[Role::Admin]).await;
    let neighbour = town.official(&teslic, &[Role::Admin]).await;

    let kept = kept(town).await;
    let columns: BTreeSet<_> = kept.iter().map(|(at, _)| at.as_str()).collect();
    insta::assert_snapshot!(columns.into_iter().collect::<Vec<_>>().join("\n"), @r"
    api_token.token_hash
    comment.secret_hash
    comment_flag.by_hash
    comment_support.by_hash
    comment_support.secret_hash
    idempotency.key_hash
    idempotency.parameters_hash
    invitation.token_hash
    letter.address_hash
    organisation_suggestion.secret_hash
    recovery_code.code_hash
    session.token_hash
    sign_in_link.token_hash
    ");

    let types = types(town).await;
    let of = |name: &str, depth: usize| everything(&types, name, depth);
    let desk = format!(
        "{{ desk(municipality: \"trebinje\") {{ people {{ {} }} invitations {{ {} }} journal {{ nodes {{ {} }} }}
        organisationSuggestions {{ nodes {{ {} }} }} organisations {{ nodes {{ {} }} }} comments {{ nodes {{ {} }} }} }} }}",
        of("Member", 2),
        of("Invitation", 2),
        of("Act", 2),
        of("DeskOrganisationSuggestion", 1),
        of("DeskOrganisation", 2),
        of("DeskComment", 2),
    );
    let public = format!(
        "query ($of: ID!, $code: String!) {{ comments(consultation: $of) {{ {} }} consultation(id: $of) {{ {} }}
        organisations {{ {} }} receipt(code: $code) {{ {} }} commentBox(consultation: $of) {{ {} }} }}",
        of("CommentConnection", 4),
        of("Consultation", 3),
        of("OrganisationConnection", 3),
        of("Receipt", 2),
        of("CommentBox", 2),
    );
    let code = json!({ "of": square.of(), "code": sent["receipt"]["code"] });
    let questions = [(format!("{{ viewer {{ {} }} }}", of("Viewer", 2)), json!({})), (desk, json!({})), (public, code)];
    let mut learnt = String::new();
    for (question, variables) in &questions {
        learnt += &town.ask(question, variables.clone()).await.to_string();
        for person in [&hers, &colleague, &neighbour] {
            learnt += &person.ask(question, variables.clone()).await.to_string();
        }
    }
    for path in ["/desk/export/journal.csv?municipality=trebinje", "/desk/export/journal.json?municipality=trebinje"] {
        learnt += &fetch(&hers, path).await.text();
    }
    learnt += &square.log().await;
    learnt += &town.get(&format!("/trebinje/rasprava/{}/komentari", square.of())).await.text();
    // They were asked well: all that is no secret is there.
    for shown in ["Telefon", "novi@opstina.example", "https://login.trebinje.example", "ana@most.example", "Члан 1."]
    {
        assert!(learnt.contains(shown), "{shown}");
    }
    let leaked: Vec<_> = kept
        .iter()
        .filter(|(_, bytes)| written(bytes).iter().any(|said| learnt.contains(said)))
        .map(|(at, _)| at)
        .collect();
    assert!(leaked.is_empty(), "{leaked:?}");
}
