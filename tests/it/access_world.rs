//! A town in which one of everything is, with a canary in every column of words about calls, consultations, comments,
//! organisations, results and people; and how somebody asks all that the schema offers, made from the schema itself, so that a
//! field of tomorrow is asked for too.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::TimeDelta;
use entities::{
    CommentState, ConfirmEmail, Moderation, OriginId, Role, SuggestionKind, Supports, comment, municipality,
};
use javno::clock::Clock as _;
use javno::organisations::store::save::{held, put};
use sea_orm::{ConnectionTrait as _, Set};
use serde_json::{Map, Value, json};
use tests::Town;
use tests::given::{came_from, in_full, latin, with_a_file, with_everything};
use tests::organisations::known_in_full;

use crate::access::without_end;
use crate::access_actors::{Actor, REPRESENTATIVE};
use crate::access_given::brought;
use crate::access_people::all_that_is_hers;
use crate::commenters::REPORT;
use crate::comments::ANSWER;
use crate::desk_calls::done;
use crate::{access, access_comments, access_debates, access_organisations, access_people, access_results};

/// Every root field that reads, but the desk, with what it is asked about, and the type that it gives.
pub(crate) const ROOTS: [(&str, &str); 18] = [
    ("areas", "Area"),
    ("commentBox(consultation: $consultation)", "CommentBox"),
    ("comments(consultation: $consultation)", "CommentConnection"),
    ("consultation(id: $consultation)", "Consultation"),
    ("consultations", "ConsultationConnection"),
    ("municipalities", "MunicipalityConnection"),
    (r#"municipality(slug: "trebinje")"#, "Municipality"),
    ("node(id: $call)", "OpenCall"),
    ("node(id: $consultation)", "Consultation"),
    ("nodes(ids: [$organisation])", "Organisation"),
    ("openCalls", "OpenCallConnection"),
    ("organisation(id: $organisation)", "Organisation"),
    ("organisations", "OrganisationConnection"),
    (r#"receipt(code: "aaaa-bbbb-cccc")"#, "Receipt"),
    ("representedOrganisation(id: $organisation)", "RepresentedOrganisation"),
    ("signIn", "SignInOptions"),
    (r#"suggestionBox(municipality: "trebinje")"#, "SuggestionBox"),
    ("viewer", "Viewer"),
];

/// What the fields are given that cannot be asked without.
const ARGUMENTS: [(&str, &str); 10] = [
    ("Desk.call", "id: $call"),
    ("Desk.callResults", "call: $call"),
    ("Desk.consultation", "id: $consultation"),
    ("Desk.organisation", "id: $organisation"),
    ("Desk.organisationImport", "id: $import"),
    ("Desk.organisationSuggestion", "id: $suggestion"),
    ("Desk.readAct", r#"text: "Član 1.""#),
    ("Desk.report", "consultation: $consultation"),
    ("DeskCall.warningsUntil", r#"deadline: { day: "2027-01-15" }"#),
    ("DeskConsultation.warningsUntil", r#"closes: { day: "2027-01-15" }"#),
];

/// No deeper: what comes below was come to on a shorter way.
const DEEPEST: usize = 6;

/// Where nothing is shown to who asks, which says nothing of the question.
pub(crate) const REFUSALS: [&str; 4] = ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "REFUSED"];

/// Nothing of it is for everybody yet, or any more.
pub(crate) const HIDDEN: [&str; 4] = [
    "UPDATE open_call SET stage = 'draft'",
    "UPDATE consultation SET stage = 'draft'",
    "UPDATE comment SET state = 'pending', standing = false WHERE email LIKE '%kanarinac%'",
    "UPDATE organisation SET state = 'withdrawn' WHERE source_key LIKE '%kanarinac%'",
];

/// All of it is, but the comment.
pub(crate) const SHOWN: [&str; 3] = [
    "UPDATE open_call SET stage = 'published'",
    "UPDATE consultation SET stage = 'published'",
    "UPDATE organisation SET state = 'listed' WHERE source_key LIKE '%kanarinac%'",
];

/// The comment is, too.
pub(crate) const SAID: &str = "UPDATE comment SET state = 'published', standing = true WHERE email LIKE '%kanarinac%'";

/// A town in which one of everything is, with a canary in every column of words.
pub(crate) struct World {
    pub(crate) town: Town,
    pub(crate) trebinje: municipality::Model,
    /// What questions are about.
    pub(crate) about: Map<String, Value>,
    types: Value,
    /// `table.column`, and what stands there.
    pub(crate) planted: Vec<(String, String)>,
}

impl World {
    pub(crate) async fn new() -> Self {
        // The question is what can be learnt at all, not in one breath; all of them come from one address.
        let town = Town::configured(|config| {
            without_end(config);
            config.operation.depth = 30;
            config.rate.comments_per_minute = 0;
        })
        .await;
        let trebinje = town.municipality("trebinje").await;
        let roles = [Role::Editor, Role::Moderator, Role::DirectoryKeeper];
        let hers = town.official(&trebinje, &roles).await;
        let consultation = town
            .consultation(&trebinje, |given| {
                with_everything(given);
                let row = &mut given.new.consultation;
                (row.moderation, row.supports) = (Moderation::Post, Supports::Client);
                (row.confirm_email, row.saved_by) = (ConfirmEmail::Never, Some(hers.row.id));
            })
            .await;
        let over = town.clock.now() - TimeDelta::days(1);
        let call = town
            .call(&trebinje, |new| {
                in_full(new);
                with_a_file(new);
                came_from(new, OriginId::Consultation(consultation.id), "Nacrt");
                (new.call.opens_at, new.call.deadline_at, new.call.saved_by) = (None, Some(over), Some(hers.row.id));
                new.deadlines[1].at = over;
            })
            .await;
        town.question(&trebinje, call.id, access::answered).await;
        let rows = json!([{ "organisation": "Klub", "outcome": "APPROVED", "approved": "100" }]);
        let input = json!({ "call": call.id.to_string(), "version": 0, "content": { "stage": "FINAL", "rows": rows } });
        let version = done(&hers, access_results::SAVE, input).await["results"]["version"].take();
        let input = json!({ "call": call.id.to_string(), "version": version });
        done(&hers, access_results::PUBLISH, input).await;

        let of = consultation.id.to_string();
        let sent = "mutation($of: ID!) { submitComment(input: { consultation: $of, authorKind: CITIZEN, name: \"Ana\",
            text: \"Prijedlog.\", idempotencyKey: \"k\" }) { receipt { code } errors { code field problem reason } } }";
        let sent = town.data(sent, json!({ "of": of })).await;
        assert_eq!(sent["submitComment"]["errors"], json!([]), "{sent}");
        let tx = town.begin().await;
        let published = comment::ActiveModel {
            state: Set(CommentState::Published),
            standing: Set(true),
            ..comment::ActiveModel::default()
        };
        tx.change::<comment::Entity, _>(sea_orm::Condition::all(), published, []).await.expect("published");
        let row = tx.find::<comment::Entity>().one(tx.connection()).await.expect("a comment").expect("a comment");
        tx.commit().await.expect("published");
        let voice =
            json!({ "comment": row.id.to_string(), "reason": "INSULT", "words": "Vrijeđa.", "idempotencyKey": "r" });
        town.data(REPORT, json!({ "input": voice })).await;
        let read = json!([{ "id": row.id.to_string(), "revision": 1 }]);
        hers.data(ANSWER, json!({ "comments": read, "reason": "Prihvaćeno." })).await;

        let organisation = town.organisation(&trebinje, known_in_full).await;
        let tx = town.begin().await;
        let standing = held(&tx, organisation.id).await.expect("an organisation");
        let mut now = standing.content.clone();
        now.territory = None;
        put(&tx, standing, now, Some(latin("Tako"))).await.expect("a change");
        tx.commit().await.expect("a change");
        let suggestion = town
            .suggestion(&trebinje, |said| {
                (said.kind, said.organisation_id) = (SuggestionKind::Correction, Some(organisation.id));
                said.message = Some("Nije tako.".into());
            })
            .await;
        town.representative(&organisation, REPRESENTATIVE).await;
        let import = brought(&town, &trebinje, false).await;
        all_that_is_hers(&town, &trebinje, &hers).await;

        let mut planted = [
            access::plant(&town).await,
            access_debates::plant(&town).await,
            access_comments::plant(&town).await,
            access_organisations::plant(&town).await,
            access_results::plant(&town).await,
            access_people::plant(&town, &hers).await,
        ]
        .concat();
        drop(hers);
        // By this address she is known who represents it: it is its own canary.
        for (_, canary) in planted.iter_mut().filter(|(at, _)| at == "organisation_representative.email") {
            REPRESENTATIVE.clone_into(canary);
        }
        let types = access::types(&town).await;
        let about = [
            ("call", call.id.to_string()),
            ("consultation", of),
            ("organisation", organisation.id.to_string()),
            ("suggestion", suggestion.id.to_string()),
            ("import", import),
        ];
        let about = about.into_iter().map(|(name, id)| (name.to_owned(), id.into())).collect();
        let world = Self { town, trebinje, about, types, planted };
        world.change(&[&format!("UPDATE organisation_representative SET email = '{REPRESENTATIVE}'")]).await;
        world
    }

    pub(crate) async fn change(&self, statements: &[&str]) {
        let db = self.town.database().connect().await;
        for sql in statements {
            let done = db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
            assert!(done.rows_affected() > 0, "{sql}");
        }
        db.close().await.expect("closing");
    }

    pub(crate) fn fields(&self, of: &str) -> &[Value] {
        let found = self.types.as_array().and_then(|all| all.iter().find(|kind| kind["name"] == of));
        found.and_then(|kind| kind["fields"].as_array()).map_or(&[], Vec::as_slice)
    }

    /// The selection of all that a type has, but what it has `without`: the ways, from the root, to fields that are refused.
    /// No type is entered below itself.
    pub(crate) fn selection(&self, of: &str, way: &str, above: &[&str], without: &BTreeSet<String>) -> String {
        let mut out = String::from("__typename ");
        for field in self.fields(of) {
            let name = word(&field["name"]);
            let kind = innermost(&field["type"]);
            let (deeper, below) = (format!("{way}.{name}"), [above, &[of]].concat());
            // Below the edges is what is below the nodes, too.
            if without.contains(&deeper) || way.ends_with(".edges") && name == "node" {
                continue;
            }
            let called = called(of, field);
            match word(&kind["kind"]) {
                "OBJECT" if below.len() < DEEPEST && !below.contains(&word(&kind["name"])) => {
                    let _ = write!(
                        out,
                        "{called} {{ {} }} ",
                        self.selection(word(&kind["name"]), &deeper, &below, without)
                    );
                }
                "OBJECT" | "INTERFACE" => {}
                _ => {
                    let _ = write!(out, "{called} ");
                }
            }
        }
        out
    }

    /// All that somebody learns through a field: what of it he is refused he leaves out, and asks again.
    pub(crate) async fn learnt(&self, who: &str, actor: &Actor<'_>, root: &Asked<'_>) -> String {
        let mut without = BTreeSet::new();
        loop {
            let query = root.query(&self.selection(root.of, &root.way, &[], &without));
            let used = self.about.iter().filter(|(name, _)| query.contains(&format!("${name}")));
            let used: Map<_, _> = used.map(|(name, id)| (name.clone(), id.clone())).collect();
            let declared: Vec<_> = used.keys().map(|name| format!("${name}: ID!")).collect();
            let declared = if declared.is_empty() { String::new() } else { format!("({})", declared.join(", ")) };
            let answer = actor.ask(&format!("query{declared} {{ {query} }}"), used.into()).await;
            let mut refused = false;
            for error in answer["errors"].as_array().into_iter().flatten() {
                let code = error["extensions"]["code"].as_str().unwrap_or_default();
                assert!(REFUSALS.contains(&code), "{who}: {}: {error}", root.field);
                let way = error["path"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let way = way.collect::<Vec<_>>().join(".");
                refused |= way.len() > root.way.len() && without.insert(way);
            }
            if !refused {
                return answer.to_string();
            }
        }
    }
}

/// A field that is asked for everything that it has.
pub(crate) struct Asked<'a> {
    pub(crate) field: String,
    pub(crate) of: &'a str,
    /// The way from the root to what it gives.
    pub(crate) way: String,
    pub(crate) before: String,
    after: &'static str,
}

impl<'a> Asked<'a> {
    pub(crate) fn of_all(field: &'a str, of: &'a str) -> Self {
        let name = field.split('(').next().unwrap_or(field);
        let node = ["node", "nodes"].contains(&name);
        let before = if node { format!("{field} {{ ... on {of} {{") } else { format!("{field} {{") };
        Self { field: field.into(), of, way: name.into(), before, after: if node { "} }" } else { "}" } }
    }

    pub(crate) fn of_desk(desk: &str, field: &'a Value) -> Self {
        let kind = innermost(&field["type"]);
        let (name, called) = (word(&field["name"]), called("Desk", field));
        let of = if word(&kind["kind"]) == "OBJECT" { word(&kind["name"]) } else { "" };
        let before = format!("desk(municipality: \"{desk}\") {{ {called} {}", if of.is_empty() { "" } else { "{" });
        Self {
            field: format!("{desk}: {called}"),
            of,
            way: format!("desk.{name}"),
            before,
            after: if of.is_empty() { "}" } else { "} }" },
        }
    }

    fn query(&self, selection: &str) -> String {
        let selection = if self.of.is_empty() { "" } else { selection };
        format!("{} {selection} {}", self.before, self.after)
    }
}

pub(crate) fn word(value: &Value) -> &str {
    value.as_str().expect("a word")
}

fn innermost(mut kind: &Value) -> &Value {
    while !kind["ofType"].is_null() {
        kind = &kind["ofType"];
    }
    kind
}

/// A field with the arguments that it cannot be asked without.
fn called(of: &str, field: &Value) -> String {
    let name = word(&field["name"]);
    let at = format!("{of}.{name}");
    let given = ARGUMENTS.iter().find(|(field, _)| *field == at).map(|(_, given)| *given);
    let needed = |one: &&Value| one["type"]["kind"] == "NON_NULL" && one["defaultValue"].is_null();
    let needs = field["args"].as_array().into_iter().flatten().find(needed).map(|one| &one["name"]);
    match (given, needs) {
        (Some(given), _) => format!("{name}({given})"),
        (None, None) => name.to_owned(),
        (None, Some(needs)) => panic!("{at} cannot be asked without {needs}: it needs a row here"),
    }
}

/// Whether a canary stands in a text, and not only the beginning of another.
pub(crate) fn stands(text: &str, canary: &str) -> bool {
    let goes_on = |next: char| next.is_ascii_alphanumeric() || ['_', '-'].contains(&next);
    text.match_indices(canary).any(|(at, _)| !text[at + canary.len()..].starts_with(goes_on))
}
