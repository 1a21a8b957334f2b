//! Who gets what of a desk: every root field that reads or writes, and every field of the desk itself, for everybody there
//! is. A root field without a row here fails.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use entities::{CallStage, ConsultationStage, QuestionState, Role, journal, municipality};
use javno::organisations::store::save::{held, withdraw};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Map, Value, json};
use tests::Town;
use tests::given::latin;

use crate::access::{roots, types};
use crate::access_actors::{Actor, REPRESENTATIVE, everybody};
use crate::access_given::{brought, call, claimed, commented, invited, pend};

/// Makes what a row names, afresh for each who asks: a call, a question, an invitation, a person of Trebinje.
pub(crate) async fn given(town: &Town, trebinje: &municipality::Model, used: &[&str]) -> Value {
    let mut variables = Map::new();
    for name in used {
        let id = match *name {
            "draft" => call(town, trebinje, CallStage::Draft).await.to_string(),
            "published" | "changed" => {
                let stage = CallStage::Published;
                let id = call(town, trebinje, stage).await;
                if *name == "changed" {
                    pend(town, id).await;
                }
                id.to_string()
            }
            "hidden" | "debate" => {
                let stage = if *name == "debate" { ConsultationStage::Published } else { ConsultationStage::Draft };
                town.consultation(trebinje, |given| given.new.consultation.stage = stage).await.id.to_string()
            }
            "mended" => {
                let pending = entities::ConsultationContent {
                    title: Some(latin("Drugi naslov")),
                    closes: "2026-12-31".parse().ok().map(|day| entities::Moment { day, hour: None }),
                    ..entities::ConsultationContent::default()
                };
                town.consultation(trebinje, |given| given.new.consultation.pending = Some(pending)).await.id.to_string()
            }
            // Of this there is none.
            "act" => "act_01h455vb4pex5vsknk084sn02q".into(),
            // Nor of this.
            "part" => "part_01h455vb4pex5vsknk084sn02q".into(),
            "waiting" | "said" => commented(town, trebinje, *name == "said").await,
            "question" => {
                let call = call(town, trebinje, CallStage::Published).await;
                town.question(trebinje, call, |row| row.state = QuestionState::Waiting).await.id.to_string()
            }
            "known" | "other" => town.organisation(trebinje, |_| {}).await.id.to_string(),
            "gone" => {
                let row = town.organisation(trebinje, |_| {}).await;
                let tx = town.begin().await;
                let standing = held(&tx, row.id).await.expect("an organisation");
                withdraw(&tx, standing, None).await.expect("taken out");
                tx.commit().await.expect("taken out");
                row.id.to_string()
            }
            "list" | "taken" => brought(town, trebinje, *name == "taken").await,
            "suggestion" => claimed(town, trebinje).await,
            "mine" => {
                let about = town.organisation(trebinje, |_| {}).await;
                town.representative(&about, REPRESENTATIVE).await;
                about.id.to_string()
            }
            "right" => {
                let about = town.organisation(trebinje, |_| {}).await;
                town.representative(&about, REPRESENTATIVE).await.id.to_string()
            }
            "invitation" => invited(town, trebinje).await.to_string(),
            "person" => town.official(trebinje, &[Role::Editor]).await.row.id.to_string(),
            // Of things of one's own there is none with these ids.
            "session" => "ses_01h455vb4pex5vsknk084sn02q".into(),
            "passkey" => "key_01h455vb4pex5vsknk084sn02q".into(),
            "identity" => "idy_01h455vb4pex5vsknk084sn02q".into(),
            "token" => "tok_01h455vb4pex5vsknk084sn02q".into(),
            other => panic!("${other} is not known here"),
        };
        variables.insert((*name).into(), id.into());
    }
    variables.into()
}

pub(crate) const VARIABLES: [&str; 25] = [
    "mine",
    "right",
    "known",
    "other",
    "gone",
    "list",
    "taken",
    "suggestion",
    "mended",
    "act",
    "part",
    "waiting",
    "said",
    "hidden",
    "debate",
    "draft",
    "published",
    "changed",
    "question",
    "invitation",
    "person",
    "session",
    "passkey",
    "identity",
    "token",
];

const CONTENT: &str = r#"{ kind: PROJECTS, title: { text: "Poziv", locale: "sr-Latn" } }"#;
const DEBATE: &str =
    r#"{ kind: PUBLIC_DEBATE, title: { text: "Rasprava", locale: "sr-Latn" }, closes: { day: "2026-12-31" } }"#;
const KNOWN: &str = r#"{ name: { text: "Klub", locale: "sr-Latn" } }"#;
const REASON: &str = r#"{ text: "Zato.", locale: "sr-Latn" }"#;

/// Root fields that read; those about calls alone have more rows in `access.rs`.
fn reads() -> Vec<(&'static str, String)> {
    let desk = |fields: &str| format!(r#"desk(municipality: "trebinje") {{ {fields} }}"#);
    let mut rows: Vec<(&str, String)> = vec![
        ("areas", "areas { code }".into()),
        ("municipalities", "municipalities { nodes { slug } }".into()),
        ("municipality", r#"municipality(slug: "trebinje") { slug }"#.into()),
        ("node", "node(id: $draft) { id }".into()),
        ("node", "node(id: $published) { id }".into()),
        ("nodes", "nodes(ids: [$draft]) { id }".into()),
        ("consultation", "consultation(id: $hidden) { id }".into()),
        ("consultation", "consultation(id: $debate) { id }".into()),
        ("consultations", "consultations(first: 1) { nodes { id } }".into()),
        ("organisation", r#"organisation(id: "org_00000000000000000000000000") { id }"#.into()),
        ("organisations", "organisations(first: 1) { nodes { id } }".into()),
        ("comments", "comments(consultation: $debate) { nodes { id } }".into()),
        ("comments", "comments(consultation: $hidden) { nodes { id } }".into()),
        ("commentBox", "commentBox(consultation: $debate) { challenge }".into()),
        ("commentBox", "commentBox(consultation: $hidden) { challenge }".into()),
        ("suggestionBox", r#"suggestionBox(municipality: "trebinje") { challenge }"#.into()),
        ("receipt", r#"receipt(code: "aaaa-bbbb-cccc") { state }"#.into()),
        ("openCalls", "openCalls(first: 1) { nodes { id } }".into()),
        ("signIn", "signIn { oidc }".into()),
        ("viewer", "viewer { name sessions { id } }".into()),
        ("viewer", "viewer { organisations { since organisation { id } } }".into()),
        ("representedOrganisation", "representedOrganisation(id: $mine) { facts { value } sent { reason } }".into()),
    ];
    let fields = [
        "municipality { slug }",
        "roles",
        "people { person { email } }",
        "invitations { email }",
        "journal { nodes { kind } }",
        "today { kind }",
        "calls(first: 1) { nodes { title questions { asker } } }",
        "callCounts { count }",
        "call(id: $draft) { title content { kind } preview { id } }",
        "call(id: $draft) { history { nodes { by } } }",
        "consultationsDue { kind count }",
        "consultations(first: 1) { nodes { title waiting unanswered } }",
        "consultationCounts { count }",
        "usualRules { moderation }",
        "settings { version }",
        "consultation(id: $hidden) { title content { kind } acts { parts { text } } preview { id } }",
        "consultation(id: $hidden) { history { nodes { by } } }",
        r#"readAct(text: "Član 1.\nTekst.") { parts { label } }"#,
        "comments(first: 1) { nodes { signals flags { words } revisions { text author } alike } }",
        "commentCounts { all signals { signal count } }",
        "callResults(call: $published) { version content { rows { organisation } } }",
        "report(consultation: $debate) { obstacles { reason } preview }",
        "report(consultation: $hidden) { obstacles { reason } preview }",
        "organisations(first: 1) { nodes { content { internalNote } } }",
        "organisationCounts { listed }",
        "organisation(id: $gone) { content { keeperEmail } history { nodes { by } } }",
        "organisation(id: $gone) { representatives { email } }",
        "organisationDoubles { signs }",
        "organisationsDue { kind count }",
        "organisationsKeptApart { at }",
        "organisationImports(first: 1) { nodes { fileName } }",
        "organisationImport(id: $list) { columns { heading } rows { nodes { cells } } }",
        "organisationSuggestions(first: 1) { nodes { email message } }",
        "organisationSuggestion(id: $suggestion) { email message }",
        "organisationSuggestionsDue { kind count }",
    ];
    rows.extend(fields.map(|fields| ("desk", desk(fields))));
    rows
}

/// Root fields that write.
pub(crate) fn writes() -> Vec<(&'static str, String)> {
    let with =
        |field: &'static str, input: &str| (field, format!("{field}(input: {{ {input} }}) {{ errors {{ code }} }}"));
    vec![
        with("createCall", &format!(r#"municipality: "trebinje", content: {CONTENT}"#)),
        with("saveCall", &format!("id: $draft, version: 1, content: {CONTENT}")),
        with("publishCall", "id: $draft, version: 1"),
        with("correctCall", &format!("id: $changed, version: 1, reason: {REASON}")),
        with("discardCallChanges", "id: $changed, version: 1"),
        with(
            "extendCall",
            &format!(r#"id: $published, version: 1, reason: {REASON}, deadline: {{ day: "2027-01-15" }}"#),
        ),
        with("cancelCall", &format!("id: $published, version: 1, reason: {REASON}")),
        with("deleteDraft", "id: $draft, version: 1"),
        with("copyCall", "id: $published"),
        with("readResults", r#"call: $published, version: 0, text: "Organizacija;Ishod\nKlub;odobreno""#),
        with("saveResults", "call: $published, version: 0, content: { stage: FINAL }"),
        // Nothing is written yet that could be published or thrown away, and there is no such row.
        with("publishResults", "call: $published, version: 0"),
        with("discardResults", "call: $published, version: 0"),
        with("linkResult", r#"row: "row_01h455vb4pex5vsknk084sn02q""#),
        with("createConsultation", &format!(r#"municipality: "trebinje", content: {DEBATE}"#)),
        with("saveConsultation", &format!("id: $hidden, version: 1, content: {DEBATE}")),
        with(
            "saveAct",
            &format!(
                r#"consultation: $hidden, version: 1, title: {REASON}, locale: "sr-Latn", parts: [{{ kind: ARTICLE, text: "Tekst." }}]"#
            ),
        ),
        with("wordActPart", "consultation: $hidden, version: 1, part: $part, others: {}"),
        with("discardAct", "consultation: $hidden, version: 1, act: $act"),
        with("publishConsultation", "id: $hidden, version: 1"),
        with("correctConsultation", &format!("id: $mended, version: 1, reason: {REASON}")),
        with("discardConsultationChanges", "id: $mended, version: 1"),
        with(
            "extendConsultation",
            &format!(r#"id: $debate, version: 1, reason: {REASON}, closes: {{ day: "2027-01-15" }}"#),
        ),
        with("cancelConsultation", &format!("id: $debate, version: 1, reason: {REASON}")),
        // It is still open: whoever may is refused for that.
        with(
            "publishAdoptedAct",
            &format!(r#"id: $debate, version: 1, name: {REASON}, url: "https://grad.example/akt", reason: {REASON}"#),
        ),
        with("deleteConsultation", "id: $hidden, version: 1"),
        // Each who asks draws his own key.
        with("askQuestion", r#"call: $published, text: "Kada?", idempotencyKey: "KEY""#),
        with(
            "submitComment",
            r#"consultation: $debate, authorKind: CITIZEN, name: "Ana", text: "Prijedlog.", idempotencyKey: "KEY""#,
        ),
        with(
            "submitComment",
            r#"consultation: $hidden, authorKind: CITIZEN, name: "Ana", text: "Prijedlog.", idempotencyKey: "KEY""#,
        ),
        with(
            "enterComment",
            r#"consultation: $debate, authorKind: CITIZEN, name: "Ana", text: "Prijedlog.", origin: PAPER"#,
        ),
        with("publishComments", "comments: [{ id: $waiting, revision: 1 }]"),
        with("rejectComments", "comments: [{ id: $waiting, revision: 1 }], reason: INSULT"),
        with(
            "rejectHeldComments",
            r#"consultation: $debate, signals: [NO_WORK], asOf: "2026-11-24T10:00:00Z", reason: INSULT"#,
        ),
        with("answerComments", r#"comments: [{ id: $said, revision: 1 }], disposition: NOTED, reason: "Hvala.""#),
        with("redactComment", "comment: { id: $waiting, revision: 1 }, spans: [{ from: 0, to: 3 }], reason: INSULT"),
        // Under it there is no answer: whoever may is refused for that.
        with("redactAnswer", r#"comment: $said, read: "Hvala.", spans: [{ from: 0, to: 3 }], reason: INSULT"#),
        with("eraseComment", "comment: { id: $waiting, revision: 1 }, what: AUTHOR"),
        // Whoever has no receipt changes nothing.
        with("changeComment", r#"code: "aaaa-bbbb-cccc", text: "Drugo.", idempotencyKey: "KEY""#),
        with("withdrawComment", r#"code: "aaaa-bbbb-cccc", idempotencyKey: "KEY""#),
        with("supportComment", r#"comment: $said, idempotencyKey: "KEY""#),
        with("reportComment", r#"comment: $said, reason: INSULT, idempotencyKey: "KEY""#),
        with("reportComment", r#"comment: $waiting, reason: INSULT, idempotencyKey: "KEY""#),
        // It is still open: whoever may is refused for that.
        with("finishConsultation", r#"consultation: $debate, version: 1, summary: "Hvala.""#),
        with("finishConsultation", r#"consultation: $hidden, version: 1, summary: "Hvala.""#),
        with("createOrganisation", &format!(r#"municipality: "trebinje", content: {KNOWN}"#)),
        with("saveOrganisation", &format!("id: $known, version: 1, content: {KNOWN}")),
        with("withdrawOrganisation", &format!("id: $known, version: 1, reason: {REASON}")),
        with("relistOrganisation", "id: $gone, version: 2"),
        with("confirmOrganisation", "id: $known, version: 1"),
        with("mergeOrganisations", "into: $known, intoVersion: 1, from: $other, fromVersion: 1, take: []"),
        with("keepOrganisationsApart", "one: $known, other: $other"),
        with("planOrganisationImport", "id: $list, columns: [NAME, PHONE]"),
        with("decideOrganisationImport", "id: $list, choice: SKIP"),
        with("runOrganisationImport", "id: $list"),
        with("undoOrganisationImport", "id: $taken"),
        with("discardOrganisationImport", "id: $list"),
        with(
            "suggestOrganisation",
            r#"kind: PROPOSAL, municipality: "trebinje", facts: { name: "Izvor" }, email: "KEY@izvor.example", idempotencyKey: "KEY""#,
        ),
        with("approveOrganisationSuggestion", "id: $suggestion, organisationVersion: 1"),
        with("refuseOrganisationSuggestion", r#"id: $suggestion, reason: "Nije.""#),
        with("editRepresentedOrganisation", r#"organisation: $mine, message: "Nije tako.""#),
        with("confirmRepresentedOrganisation", "organisation: $mine"),
        with("endRepresentation", "id: $right"),
        with("enterQuestion", r#"call: $published, question: "Kada?""#),
        with("answerQuestion", &format!("id: $question, version: 1, answer: {REASON}")),
        with("withholdQuestion", "id: $question, version: 1"),
        with(
            "invitePerson",
            r#"municipality: "trebinje", email: "a@b.example", name: "A", roles: [EDITOR], locale: "sr-Latn""#,
        ),
        with("revokeInvitation", r#"municipality: "trebinje", id: $invitation"#),
        with(
            "setUsualRules",
            r#"municipality: "trebinje", before: { moderation: PRE, confirmEmail: NEVER }, moderation: POST, confirmEmail: NEVER"#,
        ),
        // As it is: nothing becomes another, and whoever comes next has read the same version.
        with(
            "setMunicipality",
            r#"municipality: "trebinje", version: 1, content: { defaultLocale: "sr-Latn", website: "https://trebinje.example" }"#,
        ),
        with("setRoles", r#"municipality: "trebinje", person: $person, before: [EDITOR], roles: [MODERATOR]"#),
        with("updateProfile", r#"name: "Ime", locale: "sr-Latn""#),
        with("endSession", "id: $session"),
        ("endOtherSessions", "endOtherSessions { errors { code } }".into()),
        with("removePasskey", "id: $passkey"),
        with("removeIdentity", "id: $identity"),
        ("newRecoveryCodes", "newRecoveryCodes { errors { code } }".into()),
        with("createApiToken", r#"municipality: "trebinje", name: "T", scopes: [READ_DESK], expiresOn: "2026-12-24""#),
        with("revokeApiToken", "id: $token"),
    ]
}

/// What became of a question in one word.
pub(crate) fn verdict(answer: &Value) -> String {
    if let Some(error) = answer["errors"].get(0) {
        return error["extensions"]["code"].as_str().unwrap_or("?").to_owned();
    }
    let root = answer["data"].as_object().and_then(|data| data.values().next()).unwrap_or(&Value::Null);
    match root["errors"].get(0).and_then(|error| error["code"].as_str()) {
        Some(code) => code.to_owned(),
        None if root.is_null() || *root == json!([null]) => "null".into(),
        None if ["call", "consultation", "organisation", "import"]
            .iter()
            .any(|one| root.get(*one).is_some_and(Value::is_null)) =>
        {
            "null".into()
        }
        None => "ok".into(),
    }
}

/// What an administrator does without an act in the journal that names him. Everything else that he does is one.
const UNTOLD: [&str; 7] = [
    // These are done as anybody: nobody is asked who he is, and the journal has them without a name.
    "askQuestion",
    "reportComment",
    "submitComment",
    "suggestOrganisation",
    "supportComment",
    // Here no comment is held for that, and nothing of the municipality becomes another.
    "rejectHeldComments",
    "setMunicipality",
];

/// How many acts of somebody stand in the journal.
async fn acts_of(town: &Town, actor: &Actor<'_>) -> usize {
    let Actor::Person(person) = actor else { return 0 };
    let tx = town.begin().await;
    let his = tx.find::<journal::Entity>().filter(journal::Column::ActorId.eq(person.row.id));
    his.all(tx.connection()).await.expect("the journal").len()
}

#[tokio::test]
async fn what_everybody_gets_through_each_root_field() {
    // All of them come from one address, which is no matter here.
    let town = Town::configured(|config| config.rate.comments_per_minute = 0).await;
    let (trebinje, teslic) = (town.municipality("trebinje").await, town.municipality("teslic").await);
    let actors = everybody(&town, &trebinje, &teslic).await;
    let (reads, writes) = (reads(), writes());
    let known = |rows: &[(&str, String)]| rows.iter().map(|row| row.0.to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(known(&reads), roots(&town, "queryType").await, "each root field needs a row here");
    assert_eq!(known(&writes), roots(&town, "mutationType").await, "each root field needs a row here");
    let all = types(&town).await;
    let desk = all.as_array().expect("types").iter().find(|kind| kind["name"] == "Desk").expect("the desk");
    for field in desk["fields"].as_array().expect("fields") {
        let name = field["name"].as_str().expect("a name");
        let asked = reads.iter().any(|(root, row)| *root == "desk" && row.contains(&format!("{{ {name}")));
        assert!(asked, "Desk.{name} needs a row here");
    }

    let (mut table, mut untold) = (String::new(), BTreeSet::new());
    for (name, _) in &actors {
        let _ = write!(table, "{name:<16}");
    }
    table += "\n";
    for (kind, rows) in [("query", reads), ("mutation", writes)] {
        for (root, row) in rows {
            let used: Vec<_> = VARIABLES.into_iter().filter(|name| row.contains(&format!("${name}"))).collect();
            let declared: Vec<_> = used.iter().map(|name| format!("${name}: ID!")).collect();
            let declared = if declared.is_empty() { String::new() } else { format!("({})", declared.join(", ")) };
            let query = format!("{kind}{declared} {{ {row} }}");
            for (who, actor) in &actors {
                let query = query.replace("KEY", &entities::QuestionId::new().to_string());
                let variables = given(&town, &trebinje, &used).await;
                let official = kind == "mutation" && *who == "admin";
                let told = if official { acts_of(&town, actor).await } else { 0 };
                let became = verdict(&actor.ask(&query, variables).await);
                if official && became == "ok" && acts_of(&town, actor).await == told {
                    untold.insert(root);
                }
                let _ = write!(table, "{became:<16}");
            }
            let said = row
                .replace(CONTENT, "…")
                .replace(DEBATE, "…")
                .replace(KNOWN, "…")
                .replace(REASON, "…")
                .replace(" { errors { code } }", "");
            let _ = writeln!(table, "{said}");
        }
    }
    assert_eq!(untold, UNTOLD.into_iter().collect(), "every official act stands in the journal");
    // Whoever was invited was written to, whoever had asked what an editor, the administrator and a program answered, and
    // whose claim the keeper and the administrator agreed to and refused; whoever proposed something without the work that a
    // form does was not.
    assert_eq!(town.unread().await.len(), 1 + 3 + 4);
    insta::assert_snapshot!(table, @r#"
    anyone          with a link     no role         representative  another's       unconfirmed     editor          moderator       evaluator       keeper          webmaster       admin           neighbour       READ_DESK       WRITE_CALLS     
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              areas { code }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              municipalities { nodes { slug } }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              municipality(slug: "trebinje") { slug }
    null            null            null            null            null            null            null            null            null            null            null            null            null            null            null            node(id: $draft) { id }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              node(id: $published) { id }
    null            null            null            null            null            null            null            null            null            null            null            null            null            null            null            nodes(ids: [$draft]) { id }
    null            null            null            null            null            null            null            null            null            null            null            null            null            null            null            consultation(id: $hidden) { id }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              consultation(id: $debate) { id }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              consultations(first: 1) { nodes { id } }
    null            null            null            null            null            null            null            null            null            null            null            null            null            null            null            organisation(id: "org_00000000000000000000000000") { id }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              organisations(first: 1) { nodes { id } }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              comments(consultation: $debate) { nodes { id } }
    NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       comments(consultation: $hidden) { nodes { id } }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              commentBox(consultation: $debate) { challenge }
    NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       commentBox(consultation: $hidden) { challenge }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              suggestionBox(municipality: "trebinje") { challenge }
    null            ok              null            null            null            null            null            null            null            null            null            null            null            null            null            receipt(code: "aaaa-bbbb-cccc") { state }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              openCalls(first: 1) { nodes { id } }
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              signIn { oidc }
    null            null            ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              FORBIDDEN       FORBIDDEN       viewer { name sessions { id } }
    null            null            ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              FORBIDDEN       FORBIDDEN       viewer { organisations { since organisation { id } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       ok              NOT_FOUND       UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       FORBIDDEN       FORBIDDEN       representedOrganisation(id: $mine) { facts { value } sent { reason } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { municipality { slug } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { roles }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { people { person { email } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { invitations { email } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { journal { nodes { kind } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { today { kind } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { calls(first: 1) { nodes { title questions { asker } } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { callCounts { count } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { call(id: $draft) { title content { kind } preview { id } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              desk(municipality: "trebinje") { call(id: $draft) { history { nodes { by } } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { consultationsDue { kind count } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { consultations(first: 1) { nodes { title waiting unanswered } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { consultationCounts { count } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { usualRules { moderation } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { settings { version } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { consultation(id: $hidden) { title content { kind } acts { parts { text } } preview { id } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              desk(municipality: "trebinje") { consultation(id: $hidden) { history { nodes { by } } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              desk(municipality: "trebinje") { readAct(text: "Član 1.\nTekst.") { parts { label } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { comments(first: 1) { nodes { signals flags { words } revisions { text author } alike } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { commentCounts { all signals { signal count } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              desk(municipality: "trebinje") { callResults(call: $published) { version content { rows { organisation } } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { report(consultation: $debate) { obstacles { reason } preview } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { report(consultation: $hidden) { obstacles { reason } preview } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisations(first: 1) { nodes { content { internalNote } } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisationCounts { listed } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisation(id: $gone) { content { keeperEmail } history { nodes { by } } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisation(id: $gone) { representatives { email } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisationDoubles { signs } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisationsDue { kind count } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisationsKeptApart { at } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisationImports(first: 1) { nodes { fileName } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisationImport(id: $list) { columns { heading } rows { nodes { cells } } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisationSuggestions(first: 1) { nodes { email message } } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       desk(municipality: "trebinje") { organisationSuggestion(id: $suggestion) { email message } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       ok              ok              desk(municipality: "trebinje") { organisationSuggestionsDue { kind count } }
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              createCall(input: { municipality: "trebinje", content: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              saveCall(input: { id: $draft, version: 1, content: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              publishCall(input: { id: $draft, version: 1 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              correctCall(input: { id: $changed, version: 1, reason: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              discardCallChanges(input: { id: $changed, version: 1 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              extendCall(input: { id: $published, version: 1, reason: …, deadline: { day: "2027-01-15" } })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              cancelCall(input: { id: $published, version: 1, reason: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              deleteDraft(input: { id: $draft, version: 1 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              copyCall(input: { id: $published })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              readResults(input: { call: $published, version: 0, text: "Organizacija;Ishod\nKlub;odobreno" })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              saveResults(input: { call: $published, version: 0, content: { stage: FINAL } })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED INVALID         FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       INVALID         NOT_FOUND       FORBIDDEN       INVALID         publishResults(input: { call: $published, version: 0 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED REFUSED         FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       REFUSED         NOT_FOUND       FORBIDDEN       REFUSED         discardResults(input: { call: $published, version: 0 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED NOT_FOUND       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       NOT_FOUND       NOT_FOUND       FORBIDDEN       NOT_FOUND       linkResult(input: { row: "row_01h455vb4pex5vsknk084sn02q" })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       createConsultation(input: { municipality: "trebinje", content: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       saveConsultation(input: { id: $hidden, version: 1, content: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       saveAct(input: { consultation: $hidden, version: 1, title: …, locale: "sr-Latn", parts: [{ kind: ARTICLE, text: "Tekst." }] })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED NOT_FOUND       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       NOT_FOUND       NOT_FOUND       FORBIDDEN       FORBIDDEN       wordActPart(input: { consultation: $hidden, version: 1, part: $part, others: {} })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED NOT_FOUND       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       NOT_FOUND       NOT_FOUND       FORBIDDEN       FORBIDDEN       discardAct(input: { consultation: $hidden, version: 1, act: $act })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       publishConsultation(input: { id: $hidden, version: 1 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       correctConsultation(input: { id: $mended, version: 1, reason: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       discardConsultationChanges(input: { id: $mended, version: 1 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       extendConsultation(input: { id: $debate, version: 1, reason: …, closes: { day: "2027-01-15" } })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       cancelConsultation(input: { id: $debate, version: 1, reason: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED REFUSED         FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       REFUSED         NOT_FOUND       FORBIDDEN       FORBIDDEN       publishAdoptedAct(input: { id: $debate, version: 1, name: …, url: "https://grad.example/akt", reason: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       deleteConsultation(input: { id: $hidden, version: 1 })
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              askQuestion(input: { call: $published, text: "Kada?", idempotencyKey: "KEY" })
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              submitComment(input: { consultation: $debate, authorKind: CITIZEN, name: "Ana", text: "Prijedlog.", idempotencyKey: "KEY" })
    NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       submitComment(input: { consultation: $hidden, authorKind: CITIZEN, name: "Ana", text: "Prijedlog.", idempotencyKey: "KEY" })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       enterComment(input: { consultation: $debate, authorKind: CITIZEN, name: "Ana", text: "Prijedlog.", origin: PAPER })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       publishComments(input: { comments: [{ id: $waiting, revision: 1 }] })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       rejectComments(input: { comments: [{ id: $waiting, revision: 1 }], reason: INSULT })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       rejectHeldComments(input: { consultation: $debate, signals: [NO_WORK], asOf: "2026-11-24T10:00:00Z", reason: INSULT })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       answerComments(input: { comments: [{ id: $said, revision: 1 }], disposition: NOTED, reason: "Hvala." })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       redactComment(input: { comment: { id: $waiting, revision: 1 }, spans: [{ from: 0, to: 3 }], reason: INSULT })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       REFUSED         FORBIDDEN       FORBIDDEN       FORBIDDEN       REFUSED         NOT_FOUND       FORBIDDEN       FORBIDDEN       redactAnswer(input: { comment: $said, read: "Hvala.", spans: [{ from: 0, to: 3 }], reason: INSULT })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       eraseComment(input: { comment: { id: $waiting, revision: 1 }, what: AUTHOR })
    NOT_FOUND       INVALID         NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       changeComment(input: { code: "aaaa-bbbb-cccc", text: "Drugo.", idempotencyKey: "KEY" })
    NOT_FOUND       ok              NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       withdrawComment(input: { code: "aaaa-bbbb-cccc", idempotencyKey: "KEY" })
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              supportComment(input: { comment: $said, idempotencyKey: "KEY" })
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              reportComment(input: { comment: $said, reason: INSULT, idempotencyKey: "KEY" })
    NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       reportComment(input: { comment: $waiting, reason: INSULT, idempotencyKey: "KEY" })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       REFUSED         FORBIDDEN       FORBIDDEN       FORBIDDEN       REFUSED         NOT_FOUND       FORBIDDEN       FORBIDDEN       finishConsultation(input: { consultation: $debate, version: 1, summary: "Hvala." })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       REFUSED         FORBIDDEN       FORBIDDEN       FORBIDDEN       REFUSED         NOT_FOUND       FORBIDDEN       FORBIDDEN       finishConsultation(input: { consultation: $hidden, version: 1, summary: "Hvala." })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       createOrganisation(input: { municipality: "trebinje", content: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       saveOrganisation(input: { id: $known, version: 1, content: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       withdrawOrganisation(input: { id: $known, version: 1, reason: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       relistOrganisation(input: { id: $gone, version: 2 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       confirmOrganisation(input: { id: $known, version: 1 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       mergeOrganisations(input: { into: $known, intoVersion: 1, from: $other, fromVersion: 1, take: [] })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       keepOrganisationsApart(input: { one: $known, other: $other })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       planOrganisationImport(input: { id: $list, columns: [NAME, PHONE] })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       decideOrganisationImport(input: { id: $list, choice: SKIP })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       runOrganisationImport(input: { id: $list })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       undoOrganisationImport(input: { id: $taken })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       discardOrganisationImport(input: { id: $list })
    ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              ok              suggestOrganisation(input: { kind: PROPOSAL, municipality: "trebinje", facts: { name: "Izvor" }, email: "KEY@izvor.example", idempotencyKey: "KEY" })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       approveOrganisationSuggestion(input: { id: $suggestion, organisationVersion: 1 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       refuseOrganisationSuggestion(input: { id: $suggestion, reason: "Nije." })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       ok              NOT_FOUND       UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       FORBIDDEN       FORBIDDEN       editRepresentedOrganisation(input: { organisation: $mine, message: "Nije tako." })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       ok              NOT_FOUND       UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       FORBIDDEN       FORBIDDEN       confirmRepresentedOrganisation(input: { organisation: $mine })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       endRepresentation(input: { id: $right })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              enterQuestion(input: { call: $published, question: "Kada?" })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              answerQuestion(input: { id: $question, version: 1, answer: … })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       ok              withholdQuestion(input: { id: $question, version: 1 })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       invitePerson(input: { municipality: "trebinje", email: "a@b.example", name: "A", roles: [EDITOR], locale: "sr-Latn" })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       revokeInvitation(input: { municipality: "trebinje", id: $invitation })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       setUsualRules(input: { municipality: "trebinje", before: { moderation: PRE, confirmEmail: NEVER }, moderation: POST, confirmEmail: NEVER })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       setMunicipality(input: { municipality: "trebinje", version: 1, content: { defaultLocale: "sr-Latn", website: "https://trebinje.example" } })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       FORBIDDEN       ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       setRoles(input: { municipality: "trebinje", person: $person, before: [EDITOR], roles: [MODERATOR] })
    UNAUTHENTICATED UNAUTHENTICATED ok              ok              ok              UNAUTHENTICATED ok              ok              ok              ok              ok              ok              ok              FORBIDDEN       FORBIDDEN       updateProfile(input: { name: "Ime", locale: "sr-Latn" })
    UNAUTHENTICATED UNAUTHENTICATED ok              ok              ok              UNAUTHENTICATED ok              ok              ok              ok              ok              ok              ok              FORBIDDEN       FORBIDDEN       endSession(input: { id: $session })
    UNAUTHENTICATED UNAUTHENTICATED ok              ok              ok              UNAUTHENTICATED ok              ok              ok              ok              ok              ok              ok              FORBIDDEN       FORBIDDEN       endOtherSessions
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       FORBIDDEN       FORBIDDEN       removePasskey(input: { id: $passkey })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       FORBIDDEN       FORBIDDEN       removeIdentity(input: { id: $identity })
    UNAUTHENTICATED UNAUTHENTICATED ok              ok              ok              UNAUTHENTICATED ok              ok              ok              ok              ok              ok              ok              FORBIDDEN       FORBIDDEN       newRecoveryCodes
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED ok              ok              ok              ok              ok              ok              NOT_FOUND       FORBIDDEN       FORBIDDEN       createApiToken(input: { municipality: "trebinje", name: "T", scopes: [READ_DESK], expiresOn: "2026-12-24" })
    UNAUTHENTICATED UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       UNAUTHENTICATED NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       NOT_FOUND       FORBIDDEN       FORBIDDEN       revokeApiToken(input: { id: $token })
    "#);
}
