//! What surrounds a list of organisations: true the moment after a change, and read of the database once.

use entities::{Happening, OrganisationContent, OrganisationId, Role, municipality, organisation, organisation_area};
use javno::organisations::rules::content::rows;
use javno::organisations::store::merge::merge;
use javno::organisations::store::save::{add, held, put, withdraw};
use sea_orm::{ConnectionTrait as _, IntoActiveModel as _, Statement, TransactionTrait as _};
use serde_json::{Value, json};
use tests::Town;
use tests::given::latin;
use tests::organisations::an_organisation;

use crate::desk_calls::done;
use crate::desk_imports::{bring, mutation};

fn question(filter: &str) -> String {
    let fields = "totalCount facets { areas { area { code } count } seats { seat count } } alphabet { letter count }";
    format!(r#"{{ organisations(filter: {filter}, locale: "sr-Latn") {{ {fields} }} }}"#)
}

async fn counted(town: &Town, filter: &str) -> Value {
    town.data(&question(filter), json!({})).await["organisations"].clone()
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

/// Writes so many organisations at once, as an import would, and one that is called otherwise, whose id is told.
async fn many(town: &Town, owner: &municipality::Model, number: usize) -> OrganisationId {
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
    template.id
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

/// The ids of a list, page by page as far as it goes.
async fn walk(town: &Town, filter: &str, order: &str, forward: bool) -> Vec<String> {
    let (mut ids, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let (page, more, end) = if forward {
            ("first: 100, after: $cursor", "hasNextPage", "endCursor")
        } else {
            ("last: 100, before: $cursor", "hasPreviousPage", "startCursor")
        };
        let query = format!(
            "query ($cursor: String) {{ organisations(filter: {filter}, orderBy: {order}, locale: \"sr-Cyrl\", {page}) {{
                pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} nodes {{ id }} }} }}"
        );
        let data = town.data(&query, json!({ "cursor": cursor })).await["organisations"].clone();
        let nodes = data["nodes"].as_array().expect("organisations");
        let mut page: Vec<_> = nodes.iter().map(|node| node["id"].as_str().expect("an id").to_owned()).collect();
        if !forward {
            page.reverse();
        }
        ids.extend(page);
        if data["pageInfo"][more] != true {
            return ids;
        }
        cursor = data["pageInfo"][end].clone();
    }
}

#[tokio::test]
async fn a_frequent_word_is_listed_in_the_order_of_the_whole_list() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let other = many(&town, &trebinje, 450).await;
    let tx = town.begin().await;
    withdraw(&tx, held(&tx, other).await.expect("an organisation"), None).await.expect("withdrawn");
    tx.commit().await.expect("withdrawn");
    for order in ["NAME", "LAST_CHANGED"] {
        for forward in [true, false] {
            let all = walk(&town, r#"{ municipality: "trebinje" }"#, order, forward).await;
            assert_eq!(all.len(), 450);
            for filter in [
                r#"{ municipality: "trebinje", text: "udruz" }"#,
                r#"{ municipality: "trebinje", areas: ["sport", "culture"] }"#,
                r#"{ text: "удружење" }"#,
            ] {
                assert_eq!(walk(&town, filter, order, forward).await, all, "{filter} {order} {forward}");
            }
        }
    }
}

#[tokio::test]
async fn of_words_the_database_is_asked_only_across_directories_and_where_few_have_them() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    many(&town, &trebinje, 450).await;
    for (text, total, everywhere) in [
        ("udruzenje", 450, false),
        // Of 450 eleven begin so.
        ("44", 11, true),
        ("udruženje 44", 11, true),
        ("удружење бил", 337, false),
        ("udruženje ničega", 0, true),
        ("udruženje 44 bileća", 7, true),
    ] {
        for (place, asked) in [(r#"municipality: "trebinje","#, false), ("", everywhere)] {
            counted(&town, &format!("{{ {place} }}")).await;
            town.statements();
            let found = counted(&town, &format!(r#"{{ {place} text: "{text}" }}"#)).await;
            assert_eq!(found["totalCount"], total, "{text}");
            let read = town.statements();
            let words = read.iter().filter(|sql| sql.contains(" MATCH ") || sql.contains("AS tsquery"));
            assert_eq!(words.count() > 0, asked, "{place} {text}: {read:#?}");
        }
    }
}

#[tokio::test]
async fn of_many_organisations_only_the_changed_one_is_read_again() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    many(&town, &trebinje, 600).await;
    let rijeka = |content: &mut OrganisationContent| {
        (content.name, content.seat) = (Some(latin("Klub Rijeka")), Some(latin("Foča")));
    };
    let rijeka = town.organisation(&trebinje, rijeka).await;
    let frequent = r#"{ municipality: "trebinje", text: "udruz" }"#;
    let before = counted(&town, frequent).await;

    let tx = town.begin().await;
    let standing = held(&tx, rijeka.id).await.expect("an organisation");
    let content = OrganisationContent {
        name: Some(latin("Udruženje Žabac")),
        seat: Some(latin("Čajniče")),
        areas: vec!["environment".into()],
        ..standing.content.clone()
    };
    put(&tx, standing, content, None).await.expect("changed");
    tx.commit().await.expect("changed");
    town.statements();
    let after = counted(&town, frequent).await;
    let read = town.statements();
    let of_organisations = |sql: &&String| sql.contains("\"cyrillic_key\"");
    assert!(read.iter().any(|sql| of_organisations(&sql)), "it was not read: {read:#?}");
    assert!(read.iter().filter(of_organisations).all(|sql| sql.contains("\"id\" IN (")), "all were read: {read:#?}");

    assert_eq!(after["totalCount"].as_i64(), before["totalCount"].as_i64().map(|count| count + 1));
    let seats = json!([
        { "seat": "Bileća", "count": 450 }, { "seat": "Foča", "count": 150 }, { "seat": "Čajniče", "count": 1 },
    ]);
    assert_eq!(after["facets"]["seats"], seats);
    // A list that was brought and not taken, and that two records are two organisations, changes nothing of it; nor does that
    // a list is taken to its end, or taken back: it has told of each of its records.
    let db = town.database().connect().await;
    for kind in [
        "organisations_brought",
        "organisations_distinct",
        "organisations_import_edited",
        "organisations_imported",
        "organisations_import_undone",
    ] {
        let sql = format!(
            "INSERT INTO journal (at, municipality_id, kind, subject_id) \
             SELECT at, municipality_id, '{kind}', subject_id FROM journal ORDER BY position DESC LIMIT 1"
        );
        db.execute_unprepared(&sql).await.expect("an event");
    }
    db.close().await.expect("closing");
    town.statements();
    assert_eq!(counted(&town, frequent).await, after);
    let read = town.statements();
    assert!(!read.iter().any(|sql| sql.contains("organisation_status")), "they were read again: {read:#?}");
    let under = r#"{ municipality: "trebinje", text: "udruz zab", letter: "U" }"#;
    assert_eq!(counted(&town, under).await["totalCount"], 1);
    // The same as a server reads that has read nothing of it before.
    let neighbour = town.neighbour().await;
    let asked: String = question(frequent).bytes().map(|byte| format!("%{byte:02X}")).collect();
    let told = neighbour.get(&format!("/graphql?query={asked}")).await.json();
    assert_eq!(told["data"]["organisations"], after);
}

#[tokio::test]
async fn after_a_merger_or_a_list_only_what_they_touched_is_read_again() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let keeper = town.official(&trebinje, &[Role::DirectoryKeeper]).await;
    many(&town, &trebinje, 600).await;
    let called = async |name: &str| town.organisation(&trebinje, |content| content.name = Some(latin(name))).await.id;
    let (zmaj, orao) = (called("Klub Zmaj").await, called("Klub Orao").await);
    let klub = r#"{ municipality: "trebinje", text: "klub" }"#;
    assert_eq!(counted(&town, klub).await["totalCount"], 2);
    let read_again = async |expected: usize| {
        town.settled().await;
        town.statements();
        assert_eq!(counted(&town, klub).await["totalCount"], expected);
        let read = town.statements();
        let of_organisations: Vec<_> = read.iter().filter(|sql| sql.contains("\"cyrillic_key\"")).collect();
        assert!(!of_organisations.is_empty(), "nothing was read: {read:#?}");
        assert!(of_organisations.iter().all(|sql| sql.contains("\"id\" IN (")), "all were read: {read:#?}");
    };

    let tx = town.begin().await;
    let both = [held(&tx, zmaj).await, held(&tx, orao).await].map(|standing| standing.expect("an organisation"));
    let [into, from] = both;
    Box::pin(merge(&tx, into, from, &[])).await.expect("one organisation");
    tx.commit().await.expect("one organisation");
    read_again(1).await;

    let list = "Naziv;Mjesto\nKlub Sova;Foča\nKlub Roda;Foča\n";
    let id = bring(&town, &keeper, "a.csv", list.as_bytes()).await.json()["import"].clone();
    done(&keeper, &mutation("runOrganisationImport"), json!({ "id": id })).await;
    read_again(3).await;
    done(&keeper, &mutation("undoOrganisationImport"), json!({ "id": id })).await;
    read_again(1).await;
}

/// How the database would answer a statement, in its own words.
pub(crate) async fn plan(town: &Town, sql: &str) -> String {
    let db = town.database().connect().await;
    let tx = db.begin().await.expect("a transaction");
    let statement = if town.database().is_postgres() {
        // Of a small table it would read all; what is asked is whether it need not.
        let given = vec!["NULL"; (1..).take_while(|n| sql.contains(&format!("${n}"))).count()].join(", ");
        for set in [
            "plan_cache_mode = force_generic_plan",
            "enable_seqscan = off",
            "enable_bitmapscan = off",
            "enable_sort = off",
        ] {
            tx.execute_unprepared(&format!("SET LOCAL {set}")).await.expect("a setting");
        }
        tx.execute_unprepared(&format!("PREPARE asked AS {sql}")).await.expect("a statement");
        let given = if given.is_empty() { given } else { format!("({given})") };
        format!("EXPLAIN EXECUTE asked{given}")
    } else {
        format!("EXPLAIN QUERY PLAN {sql}")
    };
    let backend = tx.get_database_backend();
    let rows = tx.query_all_raw(Statement::from_string(backend, statement)).await.expect("a plan");
    let column = if town.database().is_postgres() { "QUERY PLAN" } else { "detail" };
    rows.iter().map(|row| row.try_get::<String>("", column).expect("a line")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn the_whole_list_is_walked_by_an_index_and_a_narrowed_one_is_fetched_by_ids() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    many(&town, &trebinje, 450).await;
    many(&town, &town.municipality("teslic").await, 450).await;
    if town.database().is_postgres() {
        // As PostgreSQL does by itself within a minute: it chooses among indexes by what it knows of the rows.
        let db = town.database().connect().await;
        db.execute_unprepared("ANALYZE").await.expect("statistics");
        db.close().await.expect("closing");
    }
    let nodes = |filter: &str, locale: &str| {
        format!(r#"{{ organisations(filter: {filter}, locale: "{locale}", first: 20) {{ nodes {{ id }} }} }}"#)
    };
    for (filter, locale, index) in [
        (r#"{ municipality: "trebinje" }"#, "sr-Latn", "organisation_by_latin"),
        (r#"{ municipality: "trebinje" }"#, "sr-Cyrl", "organisation_by_cyrillic"),
        (r#"{ municipality: "trebinje", letter: "U" }"#, "hr", "organisation_by_latin"),
        ("{}", "en", "organisation_everywhere_by_latin"),
    ] {
        town.statements();
        town.data(&nodes(filter, locale), json!({})).await;
        let read = town.statements();
        let walk = read.iter().find(|sql| sql.contains("ORDER BY") && sql.contains("LIMIT")).expect("a walk");
        let plan = plan(&town, walk).await;
        assert!(plan.contains(index) && !plan.contains("Sort") && !plan.contains("TEMP B-TREE"), "{walk}\n{plan}");
    }
    for narrowed in [r#"text: "udruz""#, r#"areas: ["sport"]"#, r#"seat: ["Bileća"]"#, r#"activity: [UNKNOWN]"#] {
        let filter = format!(r#"{{ municipality: "trebinje", {narrowed} }}"#);
        // The directory is in memory from here on.
        counted(&town, &filter).await;
        town.statements();
        town.data(&nodes(&filter, "sr-Latn"), json!({})).await;
        let read = town.statements();
        let of_organisations =
            read.iter().filter(|sql| sql.contains("FROM \"organisation\"") || sql.contains("FROM organisation"));
        let mut count = 0;
        for sql in of_organisations {
            count += 1;
            let by_ids = sql.contains("\"id\" IN (");
            assert!(by_ids || sql.contains(" MATCH ") || sql.contains("tsquery"), "{narrowed}: {sql}");
            assert!(by_ids || sql.contains("LIMIT"), "{narrowed}: {sql}");
        }
        assert!(count > 0, "{read:#?}");
    }
}

/// A word that few have, or none. Of a beginning of a word databases think that many have it, and that to read all rows until
/// the first of those are met is soon done.
#[tokio::test]
async fn a_rare_word_is_sought_in_the_index_across_all_directories() {
    let town = Town::new().await;
    many(&town, &town.municipality("trebinje").await, 900).await;
    let db = town.database().connect().await;
    db.execute_unprepared("ANALYZE").await.expect("statistics");
    for text in ["zabluda", "zabludu"] {
        town.statements();
        town.data(&question(&format!(r#"{{ text: "{text}" }}"#)), json!({})).await;
        let read = town.statements();
        let is_of_words = |sql: &&String| sql.contains(" MATCH ") || sql.contains("tsquery");
        for sql in read.iter().filter(is_of_words) {
            let given = [("$1", "'''zabluda'':* | ''zabludb'':* | ''zabludc'':*'"), ("$2", "'listed'"), ("$3", "200")];
            let sql = given.iter().fold(sql.clone(), |sql, (place, value)| sql.replace(place, value));
            let asked = if town.database().is_postgres() { "EXPLAIN" } else { "EXPLAIN QUERY PLAN" };
            let column = if town.database().is_postgres() { "QUERY PLAN" } else { "detail" };
            let statement = Statement::from_string(db.get_database_backend(), format!("{asked} {sql}"));
            let rows = db.query_all_raw(statement).await.expect("a plan");
            let lines = rows.iter().map(|row| row.try_get::<String>("", column).expect("a line"));
            let plan = lines.collect::<Vec<_>>().join("\n");
            let by_index = plan.contains("organisation_words") && !plan.contains("Seq Scan");
            assert!(by_index, "{sql}\n{plan}");
        }
        assert!(read.iter().any(|sql| is_of_words(&sql)), "{read:#?}");
    }
    db.close().await.expect("closing");
}

/// PostgreSQL would put what is new beside the index, and read all of that with every question.
#[tokio::test]
async fn what_is_new_goes_into_the_index_of_words_itself() {
    let town = Town::new().await;
    if !town.database().is_postgres() {
        return;
    }
    let db = town.database().connect().await;
    let options = "SELECT array_to_string(reloptions, ',') FROM pg_class WHERE relname = 'organisation_words'";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), options)).await.expect("an answer");
    let options: Option<String> = row.expect("the index").try_get_by_index(0).expect("its options");
    assert_eq!(options.as_deref(), Some("fastupdate=off"));
    db.close().await.expect("closing");
}

#[tokio::test]
async fn what_last_happened_to_any_organisation_is_found_in_an_index() {
    let town = Town::new().await;
    town.organisation(&town.municipality("trebinje").await, |content| content.name = Some(latin("Most"))).await;
    town.statements();
    counted(&town, "{}").await;
    let read = town.statements();
    let last = read.iter().find(|sql| sql.contains("FROM journal")).expect("the journal is asked");
    let plan = plan(&town, last).await;
    assert!(plan.contains("journal_of_all_organisations") && !plan.contains("Sort"), "{last}\n{plan}");
}
