//! Entities and migrations agree, on the database that this suite runs on.

use std::collections::{BTreeMap, BTreeSet};

use entities::{
    Activity, AnchorKind, CallEventKind, CallField, CallKind, CallStage, ChannelKind, ConfirmEmail, ConfirmedBy,
    ConsultationDocumentRole, ConsultationField, ConsultationKind, ConsultationStage, Currency, DocumentRole,
    Happening, ImportState, InterestKind, LetterKind, Locale, Moderation, MunicipalityKind, OrganisationField,
    OrganisationForm, OrganisationOrigin, OrganisationState, QuestionState, ResultOutcome, ResultReason, ResultStage,
    Role, RowChoice, RowFate, SuggestionKind, SuggestionState, Supports, act_anchor, act_version, api_token, area,
    call_area, call_correction, call_deadline, call_document, call_event, call_file, call_lot, call_origin,
    call_question, comment, comment_band, comment_count, comment_flag, comment_organisation, comment_revision,
    comment_support, consultation, consultation_act, consultation_change, consultation_channel, consultation_document,
    consultation_file, consultation_report, consultation_session, idempotency, identity, invitation, journal, letter,
    log_entry, log_head, membership, municipality, official_answer, open_call, organisation, organisation_area,
    organisation_change, organisation_distinct, organisation_import, organisation_import_row, organisation_merge,
    organisation_representative, organisation_spelling, organisation_status, organisation_suggestion, passkey, person,
    rate_count, rate_key, recovery_code, report_print, result_draft, result_list, result_recipient, result_row,
    server_key, session, sign_in_link, voice_key,
};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::sea_query::TableCreateStatement;
use sea_orm::{
    ActiveEnum, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, Iterable as _, QueryResult, Schema,
    Statement,
};
use tests::given::{in_full, with_everything};
use tests::organisations::known_in_full;
use tests::{Database, Town};

/// The tables as the entities have them.
fn of_entities(schema: &Schema) -> Vec<TableCreateStatement> {
    fn of<E: EntityTrait>(schema: &Schema, entity: E) -> TableCreateStatement {
        schema.create_table_from_entity(entity)
    }
    vec![
        of(schema, act_anchor::Entity),
        of(schema, act_version::Entity),
        of(schema, api_token::Entity),
        of(schema, area::Entity),
        of(schema, call_area::Entity),
        of(schema, call_correction::Entity),
        of(schema, call_deadline::Entity),
        of(schema, call_document::Entity),
        of(schema, call_event::Entity),
        of(schema, call_file::Entity),
        of(schema, call_lot::Entity),
        of(schema, call_origin::Entity),
        of(schema, call_question::Entity),
        of(schema, comment::Entity),
        of(schema, comment_count::Entity),
        of(schema, comment_band::Entity),
        of(schema, comment_flag::Entity),
        of(schema, comment_organisation::Entity),
        of(schema, comment_revision::Entity),
        of(schema, comment_support::Entity),
        of(schema, log_entry::Entity),
        of(schema, log_head::Entity),
        of(schema, official_answer::Entity),
        of(schema, server_key::Entity),
        of(schema, consultation::Entity),
        of(schema, consultation_act::Entity),
        of(schema, consultation_change::Entity),
        of(schema, consultation_channel::Entity),
        of(schema, consultation_document::Entity),
        of(schema, consultation_file::Entity),
        of(schema, consultation_report::Entity),
        of(schema, consultation_session::Entity),
        of(schema, idempotency::Entity),
        of(schema, identity::Entity),
        of(schema, invitation::Entity),
        of(schema, journal::Entity),
        of(schema, letter::Entity),
        of(schema, membership::Entity),
        of(schema, municipality::Entity),
        of(schema, open_call::Entity),
        of(schema, organisation::Entity),
        of(schema, organisation_area::Entity),
        of(schema, organisation_change::Entity),
        of(schema, organisation_distinct::Entity),
        of(schema, organisation_import::Entity),
        of(schema, organisation_import_row::Entity),
        of(schema, organisation_merge::Entity),
        of(schema, organisation_representative::Entity),
        of(schema, organisation_spelling::Entity),
        of(schema, organisation_status::Entity),
        of(schema, organisation_suggestion::Entity),
        of(schema, passkey::Entity),
        of(schema, person::Entity),
        of(schema, rate_count::Entity),
        of(schema, rate_key::Entity),
        of(schema, recovery_code::Entity),
        of(schema, report_print::Entity),
        of(schema, result_draft::Entity),
        of(schema, result_list::Entity),
        of(schema, result_recipient::Entity),
        of(schema, result_row::Entity),
        of(schema, session::Entity),
        of(schema, sign_in_link::Entity),
        of(schema, voice_key::Entity),
    ]
}

/// Tables by name, columns by name: what a column holds, whether it must, and its place in the primary key.
type Tables = BTreeMap<String, BTreeMap<String, String>>;

pub(crate) async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
}

pub(crate) fn text(row: &QueryResult, column: &str) -> String {
    row.try_get("", column).unwrap_or_else(|error| panic!("{column}: {error}"))
}

pub(crate) async fn names(db: &DatabaseConnection) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        _ => "SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    };
    let names = rows(db, sql).await.iter().map(|row| text(row, "name")).collect::<Vec<_>>();
    // The index of words is no table of ours: SQLite keeps it in some of its own.
    names.into_iter().filter(|name| name != "seaql_migrations" && !name.starts_with("organisation_words")).collect()
}

pub(crate) async fn columns(db: &DatabaseConnection, table: &str) -> BTreeMap<String, String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => format!(
            "SELECT name, type || CASE WHEN \"notnull\" THEN ' required' ELSE '' END \
             || CASE WHEN pk > 0 THEN ' key ' || pk ELSE '' END AS what FROM pragma_table_info('{table}')"
        ),
        _ => format!(
            "SELECT attname::text AS name, format_type(atttypid, atttypmod) \
             || CASE WHEN attnotnull THEN ' required' ELSE '' END \
             || COALESCE(' key ' || (1 + array_position(indkey::int2[], attnum)), '') AS what \
             FROM pg_attribute LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary \
             WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped"
        ),
    };
    rows(db, &sql).await.iter().map(|row| (text(row, "name"), text(row, "what"))).collect()
}

/// The tables that have a column of this name.
pub(crate) async fn with_column(db: &DatabaseConnection, column: &str) -> Vec<String> {
    let tables = tables(db).await;
    tables.into_iter().filter(|(_, columns)| columns.contains_key(column)).map(|(table, _)| table).collect()
}

async fn tables(db: &DatabaseConnection) -> Tables {
    let mut tables = Tables::new();
    for name in names(db).await {
        let columns = columns(db, &name).await;
        tables.insert(name, columns);
    }
    tables
}

/// Every disagreement as one sentence.
fn disagreements(migrated: &Tables, entities: &Tables) -> Vec<String> {
    let flat = |tables: &Tables| -> BTreeMap<String, String> {
        let columns = tables.iter().flat_map(|(table, columns)| {
            let whole = std::iter::once((table.clone(), "a table".to_owned()));
            whole.chain(columns.iter().map(move |(column, what)| (format!("{table}.{column}"), what.clone())))
        });
        columns.collect()
    };
    let (migrated, entities) = (flat(migrated), flat(entities));
    let all: BTreeSet<_> = migrated.keys().chain(entities.keys()).collect();
    all.into_iter()
        .filter(|name| migrated.get(*name) != entities.get(*name))
        .map(|name| {
            let said = |tables: &BTreeMap<String, String>| tables.get(name).map_or("nothing", |what| what).to_owned();
            format!("{name}: migrated as {}, in the entity {}", said(&migrated), said(&entities))
        })
        .collect()
}

/// The tables of a scratch database that is made from these statements.
async fn made_of(statements: Vec<TableCreateStatement>) -> Tables {
    let scratch = Database::empty().await;
    let db = scratch.connect().await;
    for statement in statements {
        db.execute(&statement).await.expect("a table of an entity");
    }
    let made = tables(&db).await;
    db.close().await.expect("closing");
    made
}

#[tokio::test]
async fn entities_and_tables_are_the_same() {
    let town = Town::new().await;
    let db = town.database().connect().await;
    let entities = made_of(of_entities(&Schema::new(db.get_database_backend()))).await;
    assert_eq!(disagreements(&tables(&db).await, &entities), Vec::<String>::new());
}

/// An entity as somebody might leave it: without `position` and `reason`, with a day for an instant and a name that may
/// be missing.
mod careless {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_deadline")]
    pub(super) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: entities::DeadlineId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: entities::MunicipalityId,
        pub call_id: entities::CallId,
        pub at: Date,
        pub hour_stated: Option<bool>,
        pub set_on: Option<Date>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(super) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn a_careless_entity_is_noticed_in_every_way() {
    let town = Town::new().await;
    let db = town.database().connect().await;
    let careless = Schema::new(db.get_database_backend()).create_table_from_entity(careless::Entity);
    let entities = made_of(vec![careless]).await;
    let mut migrated = tables(&db).await;
    migrated.retain(|table, _| table == "call_deadline");
    let noticed = disagreements(&migrated, &entities);
    let columns: Vec<_> = noticed.iter().filter_map(|sentence| sentence.split(':').next()).collect();
    let expected = ["at", "hour_stated", "municipality_id", "position", "reason"];
    assert_eq!(columns, expected.map(|column| format!("call_deadline.{column}")), "{noticed:#?}");
}

#[tokio::test]
async fn migrations_go_down_and_up_again() {
    let town = Town::new().await;
    let db = town.database().connect().await;
    let before = tables(&db).await;
    Migrator::down(&db, None).await.expect("down");
    assert_eq!(names(&db).await, Vec::<String>::new());
    Migrator::up(&db, None).await.expect("up");
    assert_eq!(tables(&db).await, before);
}

/// An id as the database writes it, and the statement that writes a municipality with that id into a database of before.
fn a_municipality_of_before(database: &Database) -> (&'static str, String) {
    let id = if database.is_postgres() {
        "'00000000-0000-0000-0000-000000000001'"
    } else {
        "x'00000000000000000000000000000001'"
    };
    let municipality = format!(
        "INSERT INTO municipality (id, slug, name_latin, name_cyrillic, kind, country, allowed_origins, time_zone, \
         default_locale, partner, own_areas, search_text) VALUES ({id}, 'trebinje', 'Trebinje', 'Trebinje', 'city', 'BA', \
         '[]', 'Europe/Sarajevo', 'sr-Latn', true, '[]', '')"
    );
    (id, municipality)
}

#[tokio::test]
async fn calls_of_before_the_desk_are_kept_with_their_corrections() {
    let database = Database::empty().await;
    let db = database.connect().await;
    Migrator::up(&db, Some(4)).await.expect("as it was before the desk");
    let (id, municipality) = a_municipality_of_before(&database);
    let text = r#"'{"original":{"locale":"sr-Latn","text":"Poziv"}}'"#;
    for sql in [
        municipality,
        format!(
            "INSERT INTO open_call (id, municipality_id, source_key, source_hash, version, kind, stage, exercise, title, \
             deadline_hour_stated, extended, until_spent, areas_as_written, deadline_key, published_key, search_text) \
             VALUES ({id}, {id}, 'key', 'hash', 1, 'projects', 'published', false, {text}, false, false, false, '[]', \
             '2026-12-14T14:00:00+00:00', '2026-11-10', '')"
        ),
        format!(
            "INSERT INTO call_correction (id, municipality_id, call_id, at, field, before, after) \
             VALUES ({id}, {id}, {id}, '2026-11-20T10:00:00+00:00', 'budget', '1 BAM', '2 BAM')"
        ),
    ] {
        db.execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    Migrator::up(&db, None).await.expect("as it is now");
    db.close().await.expect("closing");
    let town = Town::on(database).await;
    let calls = "{ openCalls { nodes { title { text } eligibleForms corrections { field before after } } } }";
    assert_eq!(
        town.data(calls, serde_json::json!({})).await["openCalls"]["nodes"],
        serde_json::json!([{
            "title": { "text": "Poziv" }, "eligibleForms": [],
            "corrections": [{ "field": "BUDGET", "before": "1 BAM", "after": "2 BAM" }],
        }])
    );
    let db = town.database().connect().await;
    let saved = "SELECT CAST(saved_at AS TEXT) AS what FROM open_call";
    let saved = text_of(&rows(&db, saved).await);
    assert!(saved.starts_with("2026-11-10"), "{saved}");
}

#[tokio::test]
async fn the_journal_of_before_consultations_is_kept_in_its_order() {
    let database = Database::empty().await;
    let db = database.connect().await;
    Migrator::up(&db, Some(7)).await.expect("as it was before consultations");
    let (id, municipality) = a_municipality_of_before(&database);
    let journal = |kind: &str| {
        format!(
            "INSERT INTO journal (at, municipality_id, kind, subject_id) \
             VALUES ('2026-11-20T10:00:00+00:00', {id}, '{kind}', {id})"
        )
    };
    for sql in [
        municipality,
        journal("call_published"),
        journal("call_changed"),
        "DELETE FROM journal WHERE kind = 'call_changed'".into(),
    ] {
        db.execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    assert!(db.execute_unprepared(&journal("consultation_published")).await.is_err(), "nobody knew of them");
    Migrator::up(&db, None).await.expect("as it is now");
    db.execute_unprepared(&journal("consultation_published")).await.expect("what happens to consultations");
    let all = rows(&db, "SELECT CAST(position AS TEXT) || ' ' || kind AS what FROM journal ORDER BY position").await;
    let all: Vec<_> = all.iter().map(|row| text(row, "what")).collect();
    // On PostgreSQL the refused row has taken a position with it.
    let next = if database.is_postgres() { 4 } else { 3 };
    assert_eq!(all, ["1 call_published".to_owned(), format!("{next} consultation_published")]);
    let indexes = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT name AS what FROM sqlite_master WHERE type = 'index' AND tbl_name = 'journal'",
        _ => "SELECT indexname::text AS what FROM pg_indexes WHERE tablename = 'journal'",
    };
    let indexes: Vec<_> = rows(&db, indexes).await.iter().map(|row| text(row, "what")).collect();
    assert!(
        ["journal_by_municipality", "journal_by_subject"].iter().all(|name| indexes.iter().any(|i| i == name)),
        "{indexes:?}"
    );
}

#[tokio::test]
async fn a_journal_of_before_loses_the_names_of_whoever_was_invited_and_nothing_else() {
    let database = Database::empty().await;
    let db = database.connect().await;
    Migrator::up(&db, Some(23)).await.expect("as it was when it kept them");
    let (id, municipality) = a_municipality_of_before(&database);
    db.execute_unprepared(&municipality).await.expect("a municipality");
    let kinds = ["person_invited", "invitation_revoked", "invitation_accepted", "roles_changed", "call_published"];
    for kind in kinds {
        let detail = r#"{"title":"Jovan","changes":[{"field":"roles","after":"editor"}]}"#;
        let sql = format!(
            "INSERT INTO journal (at, municipality_id, kind, subject_id, detail) \
             VALUES ('2026-11-20T10:00:00+00:00', {id}, '{kind}', {id}, '{detail}')"
        );
        db.execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    Migrator::up(&db, None).await.expect("as it is now");
    let all = rows(&db, "SELECT kind || ' ' || CAST(detail AS TEXT) AS what FROM journal ORDER BY position").await;
    let all: Vec<_> = all.iter().map(|row| text(row, "what")).collect();
    assert!(all.iter().all(|row| row.contains("editor")), "{all:?}");
    let named: Vec<_> = all.iter().filter(|row| row.contains("Jovan")).collect();
    assert!(named.len() == 1 && named[0].starts_with("call_published"), "{all:?}");
}

#[tokio::test]
async fn a_journal_of_before_loses_the_names_of_whoever_is_called_otherwise() {
    let database = Database::empty().await;
    let db = database.connect().await;
    Migrator::up(&db, Some(25)).await.expect("as it was when it kept them");
    let (id, municipality) = a_municipality_of_before(&database);
    db.execute_unprepared(&municipality).await.expect("a municipality");
    for kind in ["person_renamed", "token_created"] {
        let detail = r#"{"title":"Jovan","changes":[{"field":"name","before":"Jovan","after":"Ivo"}]}"#;
        let sql = format!(
            "INSERT INTO journal (at, municipality_id, kind, subject_id, detail) \
             VALUES ('2026-11-20T10:00:00+00:00', {id}, '{kind}', {id}, '{detail}')"
        );
        db.execute_unprepared(&sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    Migrator::up(&db, None).await.expect("as it is now");
    let all = rows(&db, "SELECT kind || ' ' || CAST(detail AS TEXT) AS what FROM journal ORDER BY position").await;
    let all: Vec<_> = all.iter().map(|row| text(row, "what")).collect();
    assert_eq!(all[0], "person_renamed {}");
    assert!(all[1].contains("Jovan") && all[1].contains("Ivo"), "{all:?}");
}

fn text_of(rows: &[QueryResult]) -> String {
    rows.first().map(|row| text(row, "what")).expect("a row")
}

/// The codes that the CHECK of a column lets in.
pub(crate) async fn checked(db: &DatabaseConnection, table: &str, column: &str) -> BTreeSet<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => format!("SELECT sql AS what FROM sqlite_master WHERE name = '{table}'"),
        _ => format!(
            "SELECT pg_get_constraintdef(c.oid) AS what FROM pg_constraint c \
             JOIN pg_attribute ON attrelid = conrelid AND conkey = ARRAY[attnum] \
             WHERE contype = 'c' AND conrelid = '{table}'::regclass AND attname = '{column}'"
        ),
    };
    let what = rows(db, &sql).await.first().map(|row| text(row, "what")).unwrap_or_default();
    let check = match db.get_database_backend() {
        DbBackend::Sqlite => {
            what.split_once(&format!("CHECK (\"{column}\"")).and_then(|(_, rest)| rest.split(')').next())
        }
        _ => Some(what.as_str()),
    };
    check.unwrap_or_default().split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Writes every code of the enum into the column, and one that is none.
async fn takes_the_codes_of<E: ActiveEnum<Value = String>>(db: &DatabaseConnection, table: &str, column: &str) {
    let codes: BTreeSet<String> = E::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(db, table, column).await, codes, "{table}.{column}");
    let set = async |code: &str| {
        let sql = format!(r#"UPDATE "{table}" SET "{column}" = '{code}'"#);
        db.execute_unprepared(&sql).await.map(|done| done.rows_affected())
    };
    for code in codes {
        let changed = set(&code).await.unwrap_or_else(|error| panic!("{table}.{column} = {code}: {error}"));
        assert!(changed > 0, "there is no row in {table} to try it on");
    }
    assert!(set("zzz").await.is_err(), "{table}.{column} takes any code");
}

#[tokio::test]
async fn a_column_of_codes_takes_its_enum_and_nothing_else() {
    let town = Town::new().await;
    let trebinje = town.municipality("trebinje").await;
    let call = town.call(&trebinje, in_full).await;
    town.official(&trebinje, &[Role::Editor]).await;
    town.question(&trebinje, call.id, |_| {}).await;
    town.consultation(&trebinje, with_everything).await;
    town.organisation(&trebinje, known_in_full).await;
    let db = town.database().connect().await;
    takes_the_codes_of::<OrganisationForm>(&db, "organisation", "legal_form").await;
    takes_the_codes_of::<OrganisationState>(&db, "organisation", "state").await;
    takes_the_codes_of::<OrganisationOrigin>(&db, "organisation", "origin").await;
    takes_the_codes_of::<Activity>(&db, "organisation", "activity").await;
    takes_the_codes_of::<ConfirmedBy>(&db, "organisation", "confirmed_by").await;
    takes_the_codes_of::<InterestKind>(&db, "organisation_status", "kind").await;
    let codes: BTreeSet<String> = OrganisationField::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "organisation_change", "field").await, codes);
    let codes: BTreeSet<String> = SuggestionKind::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "organisation_suggestion", "kind").await, codes);
    let codes: BTreeSet<String> = SuggestionState::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "organisation_suggestion", "state").await, codes);
    let codes: BTreeSet<String> = ImportState::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "organisation_import", "state").await, codes);
    let codes: BTreeSet<String> = RowFate::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "organisation_import_row", "fate").await, codes);
    let codes: BTreeSet<String> = RowChoice::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "organisation_import_row", "choice").await, codes);
    let codes: BTreeSet<String> = OrganisationState::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "organisation_import_row", "before_state").await, codes);
    takes_the_codes_of::<MunicipalityKind>(&db, "municipality", "kind").await;
    takes_the_codes_of::<Locale>(&db, "municipality", "default_locale").await;
    takes_the_codes_of::<CallKind>(&db, "open_call", "kind").await;
    takes_the_codes_of::<CallStage>(&db, "open_call", "stage").await;
    takes_the_codes_of::<Currency>(&db, "open_call", "currency").await;
    takes_the_codes_of::<DocumentRole>(&db, "call_document", "role").await;
    takes_the_codes_of::<CallEventKind>(&db, "call_event", "kind").await;
    takes_the_codes_of::<QuestionState>(&db, "call_question", "state").await;
    takes_the_codes_of::<Locale>(&db, "call_question", "read_in").await;
    takes_the_codes_of::<CallField>(&db, "call_correction", "field").await;
    takes_the_codes_of::<ConsultationKind>(&db, "consultation", "kind").await;
    takes_the_codes_of::<ConsultationStage>(&db, "consultation", "stage").await;
    // Not each goes with every row: the number that one of them needs stands beside it.
    let codes: BTreeSet<String> = Moderation::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "consultation", "moderation").await, codes);
    let lonely = "UPDATE consultation SET moderation = 'first_n', moderation_first = NULL";
    assert!(db.execute_unprepared(lonely).await.is_err(), "of how many is not said");
    takes_the_codes_of::<ConfirmEmail>(&db, "consultation", "confirm_email").await;
    takes_the_codes_of::<Supports>(&db, "consultation", "supports").await;
    takes_the_codes_of::<Locale>(&db, "act_version", "locale").await;
    takes_the_codes_of::<AnchorKind>(&db, "act_anchor", "kind").await;
    takes_the_codes_of::<ChannelKind>(&db, "consultation_channel", "kind").await;
    takes_the_codes_of::<ConsultationDocumentRole>(&db, "consultation_document", "role").await;
    takes_the_codes_of::<ConsultationField>(&db, "consultation_change", "field").await;
    let codes: BTreeSet<String> = ResultStage::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "result_list", "stage").await, codes);
    let codes: BTreeSet<String> = ResultOutcome::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "result_row", "outcome").await, codes);
    let codes: BTreeSet<String> = ResultReason::iter().map(|code| code.to_value()).collect();
    assert_eq!(checked(&db, "result_row", "reason").await, codes);
    takes_the_codes_of::<Happening>(&db, "journal", "kind").await;
    takes_the_codes_of::<Role>(&db, "membership", "role").await;
    town.post_letters([town.a_letter("ana@trebinje.example")]).await;
    assert_eq!(town.letters().await.len(), 1);
    takes_the_codes_of::<LetterKind>(&db, "letter", "kind").await;
    takes_the_codes_of::<Locale>(&db, "letter", "locale").await;
}

/// Every row of every table as text: two dumps are equal when nothing was changed.
pub(crate) async fn dump(town: &Town) -> BTreeMap<String, Vec<String>> {
    let db = town.database().connect().await;
    let mut all = BTreeMap::new();
    for table in names(&db).await {
        let what = match db.get_database_backend() {
            DbBackend::Sqlite => {
                let columns = columns(&db, &table).await;
                columns.keys().map(|column| format!("quote(\"{column}\")")).collect::<Vec<_>>().join(" || ' ' || ")
            }
            _ => "t::text".into(),
        };
        let rows = rows(&db, &format!("SELECT {what} AS what FROM \"{table}\" AS t ORDER BY 1")).await;
        all.insert(table, rows.iter().map(|row| text(row, "what")).collect());
    }
    db.close().await.expect("closing");
    all
}
