//! What a call came from, a consultation or an earlier call of its municipality, and what is said there of what came of it.

use entities::{CallField, CallId, ConsultationId, ConsultationStage, CorrectionId, Locale, OriginId, Role};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use tests::Town;
use tests::given::{came_from, cyrillic, in_full, latin};
use tests::people::Person;

use crate::desk_calls::{CREATE, Desk, PUBLISH, SAVE, change, done, text, with, written};
use crate::desk_files::fetch;
use crate::import::Desk as Console;
use crate::pages::words;

const CORRECT: &str = "mutation ($input: CorrectCallInput!) { correctCall(input: $input) {
    call { id version changes { field } } errors { code field problem } } }";
const COPY: &str = "mutation ($input: CopyCallInput!) { copyCall(input: $input) {
    call { id content { origin } } errors { code field problem } } }";
const DISCARD: &str = "mutation ($input: DiscardCallChangesInput!) { discardCallChanges(input: $input) {
    call { version content { origin } } errors { code } } }";
const ORIGIN: &str = "origin { id kind title { text } page }";

/// What is written of a call, with what it came from.
fn from(id: &impl ToString) -> Value {
    with(written(), &json!({ "origin": id.to_string() }))
}

/// What is there to come from: a consultation, and a call that is published.
async fn given(desk: &Desk) -> (ConsultationId, CallId) {
    let debate = desk.town.consultation(&desk.trebinje, |_| {}).await.id;
    let earlier = desk.town.call(&desk.trebinje, |new| new.call.title = latin("Poziv od lani")).await.id;
    (debate, earlier)
}

/// A published call that came from there: its id and version.
async fn published(editor: &Person<'_>, origin: &impl ToString) -> (Value, i64) {
    let created = done(editor, CREATE, json!({ "municipality": "trebinje", "content": from(origin) })).await;
    let (id, version) = (created["call"]["id"].clone(), &created["call"]["version"]);
    let published = done(editor, PUBLISH, json!({ "id": id, "version": version })).await;
    (id, published["call"]["version"].as_i64().expect("a version"))
}

/// Saves what is written of a published call and publishes the change; its version then.
async fn correct(editor: &Person<'_>, id: &Value, version: i64, content: Value) -> i64 {
    let saved = done(editor, SAVE, json!({ "id": id, "version": version, "content": content })).await;
    let reason = text("Pogrešno je navedeno.");
    let input = json!({ "id": id, "version": saved["call"]["version"], "reason": reason });
    done(editor, CORRECT, input).await["call"]["version"].as_i64().expect("a version")
}

/// The calls that came from a consultation, as everybody reads them.
async fn of_debate(desk: &Desk, id: ConsultationId) -> Value {
    let query = "query ($id: ID!) { consultation(id: $id) { calls { id } } }";
    desk.town.data(query, json!({ "id": id.to_string() })).await["consultation"]["calls"].take()
}

/// The calls that follow a call, as everybody reads them.
async fn following(desk: &Desk, id: CallId) -> Value {
    desk.public(&json!(id.to_string()), "followUps { id }").await["followUps"].take()
}

/// Says what did not come in, by the database itself.
async fn execute(desk: &Desk, sql: &str) {
    let db = desk.town.database().connect().await;
    db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    db.close().await.expect("closing");
}

#[tokio::test]
async fn a_call_says_what_it_came_from_and_the_other_what_came_of_it() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (debate, earlier) = given(&desk).await;
    let created = done(&editor, CREATE, json!({ "municipality": "trebinje", "content": from(&debate) })).await;
    let (id, version) = (created["call"]["id"].clone(), created["call"]["version"].clone());
    let drafted = format!(
        r#"query ($id: ID!) {{ desk(municipality: "trebinje") {{ call(id: $id) {{ content {{ origin }} preview {{ {ORIGIN} }} }} }} }}"#
    );
    let drafted = editor.data(&drafted, json!({ "id": id })).await["desk"]["call"].take();
    assert_eq!(drafted["content"]["origin"], debate.to_string());
    assert_eq!(drafted["preview"]["origin"]["title"]["text"], "Javna rasprava o Nacrtu odluke");
    assert_eq!(of_debate(&desk, debate).await, json!([]), "a draft is nobody's but the desk's");

    done(&editor, PUBLISH, json!({ "id": id, "version": version })).await;
    let expected = json!({
        "id": debate.to_string(), "kind": "CONSULTATION", "title": { "text": "Javna rasprava o Nacrtu odluke" },
        "page": format!("https://javno.example/trebinje/rasprava/{debate}"),
    });
    assert_eq!(desk.public(&id, ORIGIN).await["origin"], expected);
    assert_eq!(of_debate(&desk, debate).await, json!([{ "id": id }]));

    let (other, _) = published(&editor, &earlier).await;
    let expected = json!({
        "id": earlier.to_string(), "kind": "CALL", "title": { "text": "Poziv od lani" },
        "page": format!("https://javno.example/trebinje/pozivi/{earlier}"),
    });
    assert_eq!(desk.public(&other, ORIGIN).await["origin"], expected);
    assert_eq!(following(&desk, earlier).await, json!([{ "id": other }]));
}

#[tokio::test]
async fn another_origin_of_a_published_call_waits_and_is_told_with_its_reason() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (debate, earlier) = given(&desk).await;
    let (id, version) = published(&editor, &debate).await;

    let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": from(&earlier) })).await;
    let before = "Nastao iz rasprave: Javna rasprava o Nacrtu odluke";
    let change = json!({ "field": "ORIGIN", "before": before, "after": "Nastavak poziva: Poziv od lani" });
    assert_eq!(saved["call"]["changes"], json!([change]));
    assert_eq!(desk.public(&id, ORIGIN).await["origin"]["id"], debate.to_string(), "not yet");
    let discarded = done(&editor, DISCARD, json!({ "id": id, "version": saved["call"]["version"] })).await;
    assert_eq!(discarded["call"]["content"]["origin"], debate.to_string());

    let version = discarded["call"]["version"].as_i64().expect("a version");
    let version = correct(&editor, &id, version, from(&earlier)).await;
    assert_eq!(desk.public(&id, ORIGIN).await["origin"]["id"], earlier.to_string());
    assert_eq!((of_debate(&desk, debate).await, following(&desk, earlier).await), (json!([]), json!([{ "id": id }])));
    correct(&editor, &id, version, written()).await;
    let corrected = desk.public(&id, "origin { id } corrections { field before after reason { text } }").await;
    let reason = json!({ "text": "Pogrešno je navedeno." });
    let after = "Nastavak poziva: Poziv od lani";
    let expected = json!({ "origin": null, "corrections": [
        { "field": "ORIGIN", "before": before, "after": after, "reason": reason },
        { "field": "ORIGIN", "before": after, "after": null, "reason": reason },
    ] });
    assert_eq!(corrected, expected);
    assert_eq!(following(&desk, earlier).await, json!([]));
}

#[tokio::test]
async fn what_does_not_change_is_no_change_also_under_another_title() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (debate, _) = given(&desk).await;
    let (id, version) = published(&editor, &debate).await;
    execute(&desk, r#"UPDATE consultation SET title = '{"original":{"locale":"sr-Latn","text":"Nova"}}'"#).await;
    let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": from(&debate) })).await;
    assert_eq!(saved["call"]["changes"], json!([]));
    assert_eq!(desk.public(&id, ORIGIN).await["origin"]["title"]["text"], "Nova", "it is told as it is called now");
}

#[tokio::test]
async fn what_nobody_reads_here_no_call_comes_from() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (debate, earlier) = given(&desk).await;
    let teslic = desk.town.municipality("teslic").await;
    let theirs = (desk.town.consultation(&teslic, |_| {}).await.id, desk.town.call(&teslic, |_| {}).await.id);
    let hide = |given: &mut tests::given::Given| given.new.consultation.stage = ConsultationStage::Draft;
    let hidden = desk.town.consultation(&desk.trebinje, hide).await.id;
    let draft = done(&editor, CREATE, json!({ "municipality": "trebinje", "content": from(&debate) })).await;
    let draft = (draft["call"]["id"].clone(), draft["call"]["version"].clone());
    let (id, version) = published(&editor, &earlier).await;
    let said = |id: &Value| id.as_str().expect("an id").to_owned();
    for origin in [
        String::new(),
        "poziv".into(),
        desk.trebinje.id.to_string(),
        ConsultationId::new().to_string(),
        CallId::new().to_string(),
        theirs.0.to_string(),
        theirs.1.to_string(),
        hidden.to_string(),
        said(&draft.0),
        said(&id),
    ] {
        let refused = json!([{ "code": "INVALID", "field": "origin", "problem": "UNKNOWN", "params": [] }]);
        let saved = json!({ "id": id, "version": version, "content": from(&origin) });
        assert_eq!(change(&editor, SAVE, saved).await["errors"], refused, "{origin}");
        // Only from itself another call may come.
        if origin == said(&id) {
            continue;
        }
        let saved = json!({ "id": draft.0, "version": draft.1, "content": from(&origin) });
        assert_eq!(change(&editor, SAVE, saved).await["errors"], refused, "{origin}");
        let created = json!({ "municipality": "trebinje", "content": from(&origin) });
        assert_eq!(change(&editor, CREATE, created).await["errors"], refused, "{origin}");
    }
    assert_eq!(desk.public(&id, ORIGIN).await["origin"]["id"], earlier.to_string(), "nothing of it was taken");
}

#[tokio::test]
async fn no_call_follows_one_that_follows_it() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (first, version) = desk.published(&editor).await;
    let first_id = first.as_str().expect("an id").to_owned();
    let (second, _) = published(&editor, &first_id).await;
    let (third, _) = published(&editor, &second.as_str().expect("an id").to_owned()).await;
    for later in [&second, &third] {
        let content = from(&later.as_str().expect("an id").to_owned());
        let saved = change(&editor, SAVE, json!({ "id": first, "version": version, "content": content })).await;
        assert_eq!(saved["errors"][0]["field"], "origin", "{saved}");
    }
}

#[tokio::test]
async fn what_is_gone_or_withdrawn_is_named_no_more_and_nothing_breaks() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (debate, earlier) = given(&desk).await;
    let (id, _) = published(&editor, &earlier).await;
    let path = format!("/trebinje/pozivi/{}", id.as_str().expect("an id"));
    assert!(words(&desk.town, &path).await.contains("Nastavak poziva\nPoziv od lani"));
    // Withdrawn, it does not exist for anybody; its desk keeps what was written.
    execute(&desk, &format!("UPDATE open_call SET stage = 'draft' WHERE {}", last_years(&desk))).await;
    assert_eq!(desk.public(&id, ORIGIN).await["origin"], Value::Null);
    assert!(!words(&desk.town, &path).await.contains("Nastavak poziva"));
    let at_desk =
        r#"query ($id: ID!) { desk(municipality: "trebinje") { call(id: $id) { version content { origin } } } }"#;
    let at_desk = editor.data(at_desk, json!({ "id": id })).await["desk"]["call"].take();
    assert_eq!(at_desk["content"]["origin"], earlier.to_string());

    // What was chosen and is gone before it is published is refused then, and named.
    let version = at_desk["version"].as_i64().expect("a version");
    let saved = done(&editor, SAVE, json!({ "id": id, "version": version, "content": from(&debate) })).await;
    for table in ["log_entry", "log_head", "consultation"] {
        execute(&desk, &format!("DELETE FROM {table}")).await;
    }
    let input = json!({ "id": id, "version": saved["call"]["version"], "reason": text("Iz rasprave.") });
    let refused = change(&editor, CORRECT, input).await;
    assert_eq!(refused["errors"], json!([{ "code": "INVALID", "field": "origin", "problem": "UNKNOWN" }]));
    let copied = done(&editor, COPY, json!({ "id": id })).await;
    assert_eq!(copied["call"]["content"]["origin"], Value::Null);

    // With the thing itself goes what is said of it.
    execute(&desk, &format!("DELETE FROM open_call WHERE {}", last_years(&desk))).await;
    assert_eq!(desk.public(&id, "origin { id } title { text }").await["origin"], Value::Null);
    done(&editor, SAVE, json!({ "id": id, "version": saved["call"]["version"], "content": written() })).await;
}

/// Which call is that of last year.
fn last_years(desk: &Desk) -> &'static str {
    if desk.town.database().is_postgres() { "title::text LIKE '%od lani%'" } else { "title LIKE '%od lani%'" }
}

#[tokio::test]
async fn a_copy_is_a_new_call_and_came_from_nothing_yet() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (debate, earlier) = given(&desk).await;
    let (id, version) = published(&editor, &debate).await;
    let copied = done(&editor, COPY, json!({ "id": id })).await;
    assert_eq!(copied["call"]["content"]["origin"], Value::Null);
    // Nor from what is chosen and not published.
    done(&editor, SAVE, json!({ "id": id, "version": version, "content": from(&earlier) })).await;
    let copied = done(&editor, COPY, json!({ "id": id })).await;
    assert_eq!(copied["call"]["content"]["origin"], Value::Null);
}

#[tokio::test]
async fn what_would_change_is_told_as_the_desk_speaks() {
    const SPOKEN: &str = "mutation ($input: SaveCallInput!, $locale: Locale) { saveCall(input: $input) {
        call { version changes(locale: $locale) { after } } errors { code } } }";
    let town = Town::new().await;
    let trebinje = town.municipality_like("trebinje", |row| row.default_locale = Locale::SrCyrl).await;
    let desk = Desk { town, trebinje };
    let editor = desk.editor().await;
    let (debate, _) = given(&desk).await;
    let (id, version) = desk.published(&editor).await;
    let mut version = json!(version);
    for (locale, said) in [
        (Value::Null, "Настао из расправе: Javna rasprava o Nacrtu odluke"),
        (json!("sr-Latn"), "Nastao iz rasprave: Javna rasprava o Nacrtu odluke"),
        (json!("en"), "Came from the consultation: Javna rasprava o Nacrtu odluke"),
    ] {
        let input = json!({ "id": id, "version": version, "content": from(&debate) });
        let saved = editor.data(SPOKEN, json!({ "input": input, "locale": locale })).await["saveCall"].take();
        assert_eq!(saved["call"]["changes"], json!([{ "after": said }]), "{saved}");
        version = saved["call"]["version"].clone();
    }
}

const CALLS: &str = "/desk/export/calls.json?municipality=trebinje";
const IMPORT: &str = "/desk/import/calls?municipality=trebinje&dry=0";

#[tokio::test]
async fn what_a_call_came_from_goes_out_and_comes_back() {
    let desk = Desk::new().await;
    let editor = desk.editor().await;
    let (debate, earlier) = given(&desk).await;
    published(&editor, &earlier).await;
    let (id, _) = published(&editor, &debate).await;
    let file = fetch(&editor, CALLS).await.json();
    let same = editor.post(IMPORT, &file).await.json();
    assert_eq!((&same["summary"]["same"], &same["summary"]["refused"]), (&json!(3), &json!(0)), "{same}");

    // Changed in the file, it waits like whatever else a file changes.
    let mut other = file.clone();
    other[2]["content"]["origin"] = other[1]["content"]["origin"].clone();
    let changed = editor.post(IMPORT, &other).await.json();
    assert_eq!((&changed["summary"]["changed"], &changed["summary"]["same"]), (&json!(1), &json!(2)), "{changed}");
    let waits = r#"query ($id: ID!) { desk(municipality: "trebinje") { call(id: $id) { changes { field after } } } }"#;
    let waits = editor.data(waits, json!({ "id": id })).await["desk"]["call"]["changes"].take();
    assert_eq!(waits, json!([{ "field": "ORIGIN", "after": "Nastavak poziva: Poziv od lani" }]));

    // In an empty desk the earlier call has another id, and is the same; the consultation is not there.
    let bare = Desk::new().await;
    let newcomer = bare.editor().await;
    let brought = newcomer.post(IMPORT, &file).await.json();
    assert_eq!((&brought["summary"]["new"], &brought["summary"]["refused"]), (&json!(2), &json!(1)), "{brought}");
    let named = json!([{ "field": "origin", "problem": "UNKNOWN", "params": [] }]);
    assert_eq!((&brought["remarks"][0]["row"], &brought["remarks"][0]["fields"]), (&json!(3), &named), "{brought}");
    let followed = "{ openCalls { nodes { title { text } followUps { origin { title { text } } } } } }";
    let followed = bare.town.data(followed, json!({})).await["openCalls"]["nodes"].take();
    let titles: Vec<_> = followed.as_array().expect("calls").iter().map(|call| &call["followUps"]).collect();
    assert!(titles.contains(&&json!([{ "origin": { "title": { "text": "Poziv od lani" } } }])), "{followed}");
}

#[tokio::test]
async fn at_the_console_what_is_not_here_is_left_out_and_remarked() {
    let desk = Desk::new().await;
    let (debate, earlier) = given(&desk).await;
    let editor = desk.editor().await;
    published(&editor, &earlier).await;
    published(&editor, &debate).await;
    let file = fetch(&editor, CALLS).await.json();
    let rows = file.as_array().expect("rows").clone();
    let console = Console::new().await;
    for (new, same) in [(3, 0), (0, 3)] {
        let said = console.import_rows(&rows).await;
        let summary = said.outcome.expect("an import");
        assert_eq!((summary.new, summary.same, summary.refused), (new, same, 0), "{}", said.report);
        let left = said.report.lines().filter(|line| line.contains("left out origin")).count();
        assert_eq!(left, 1, "{}", said.report);
    }
    let kinds = "{ openCalls { nodes { origin { kind } } } }";
    let kinds = console.town.data(kinds, json!({})).await["openCalls"]["nodes"].take();
    let of_calls = kinds.as_array().expect("calls").iter().filter(|call| call["origin"]["kind"] == "CALL").count();
    assert_eq!(of_calls, 1, "{kinds}");
}

#[tokio::test]
async fn at_most_twenty_are_shown_and_the_newest_first() {
    let desk = Desk::new().await;
    let (debate, _) = given(&desk).await;
    let mut calls = Vec::new();
    for day in 1..=22 {
        let shape = |new: &mut javno::calls::store::save::NewCall| {
            came_from(new, OriginId::Consultation(debate), "Rasprava");
            new.call.published_on = Some(tests::given::on(&format!("2026-10-{day:02}")));
        };
        calls.push(json!({ "id": desk.town.call(&desk.trebinje, shape).await.id.to_string() }));
    }
    calls.reverse();
    calls.truncate(20);
    assert_eq!(of_debate(&desk, debate).await, Value::from(calls));
}

#[tokio::test]
async fn one_page_leads_to_the_other_and_back_in_the_letters_of_its_reader() {
    let desk = Desk::new().await;
    let town = &desk.town;
    let debate =
        town.consultation(&desk.trebinje, |given| given.new.consultation.title = cyrillic("О буџету")).await.id;
    let earlier = town.call(&desk.trebinje, |new| new.call.title = latin("Poziv od lani")).await.id;
    let origin = |id, title: &'static str| {
        move |new: &mut javno::calls::store::save::NewCall| {
            came_from(new, id, "Tako se zvalo tada");
            new.call.title = latin(title);
        }
    };
    let of_debate = town.call(&desk.trebinje, origin(OriginId::Consultation(debate), "Iz rasprave")).await.id;
    town.call(&desk.trebinje, origin(OriginId::Call(earlier), "Prvi nastavak")).await;
    let one = words(town, &format!("/trebinje/pozivi/{earlier}")).await;
    assert!(one.contains("Nastavlja ga poziv\nPrvi nastavak"), "{one}");
    let second = town.call(&desk.trebinje, origin(OriginId::Call(earlier), "Drugi nastavak")).await.id;
    for (path, said) in [
        (format!("pozivi/{of_debate}"), "Nastao iz rasprave\nO budžetu"),
        (format!("pozivi/{of_debate}?lang=sr-Cyrl"), "Настао из расправе\nО буџету"),
        (format!("pozivi/{of_debate}?lang=en"), "Came from the consultation\nO budžetu"),
        (format!("pozivi/{second}"), "Nastavak poziva\nPoziv od lani"),
        (format!("pozivi/{earlier}"), "Nastavljaju ga pozivi\nDrugi nastavak\nPrvi nastavak"),
        (format!("rasprava/{debate}"), "Pozivi koji su nastali iz ove rasprave\nIz rasprave\nOtvoren"),
    ] {
        let told = words(town, &format!("/trebinje/{path}")).await;
        assert!(told.contains(said) && !told.contains("tada"), "{path}: {told}");
    }
    let page = town.get(&format!("/trebinje/pozivi/{of_debate}?lang=en")).await.text();
    assert!(page.contains(&format!(r#"<a href="/trebinje/rasprava/{debate}?lang=en" lang="sr-Latn">"#)), "{page}");
}

#[tokio::test]
async fn only_editors_choose_it() {
    let desk = Desk::new().await;
    let (debate, _) = given(&desk).await;
    for role in [Role::Moderator, Role::Evaluator, Role::DirectoryKeeper, Role::Webmaster] {
        let other = desk.town.official(&desk.trebinje, &[role]).await;
        let input = json!({ "input": { "municipality": "trebinje", "content": from(&debate) } });
        assert!(other.refusal(CREATE, input).await.starts_with("FORBIDDEN"), "{role:?}");
    }
}

#[tokio::test]
async fn a_correction_is_told_as_its_municipality_writes_where_nobody_asks_otherwise() {
    let town = Town::new().await;
    let trebinje = town.municipality_like("trebinje", |row| row.default_locale = Locale::SrCyrl).await;
    let debate = town.consultation(&trebinje, |_| {}).await.id;
    let call = town.call(&trebinje, |new| {
        in_full(new);
        came_from(new, OriginId::Consultation(debate), "Nacrt");
        let told = javno::calls::rules::origin::told(&new.origins[0]);
        let mut events = new.corrections[0].clone();
        (events.id, events.field) = (CorrectionId::new(), CallField::Events);
        (events.before, events.after) = (Some("1.12.2026. Sala (info_session)".into()), None);
        (new.corrections[0].field, new.corrections[0].before) = (CallField::Origin, Some(told));
        new.corrections.push(events);
    });
    let call = call.await.id.to_string();
    for (locale, debate, session) in [
        ("null", "Настао из расправе: Nacrt", "(Информативни састанак)"),
        (r#""sr-Latn""#, "Nastao iz rasprave: Nacrt", "(Informativni sastanak)"),
    ] {
        let query = format!(
            "query ($id: ID!) {{ node(id: $id, locale: {locale}) {{ ... on OpenCall {{ corrections {{ field before }} }} }} }}"
        );
        let told = town.data(&query, json!({ "id": call })).await["node"]["corrections"].to_string();
        assert!(told.contains(debate) && told.contains(session), "{told}");
    }
}
