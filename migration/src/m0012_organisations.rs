//! The directory of organisations, the imports that fill it, and the indexes by which it is searched.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{Required as _, also_takes, code, column, index, tenant_table, to};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        for table in
            [import(), organisation(backend), area(), status(), change(), merge(), import_row(), spelling(backend)]
        {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        for sql in full_text(backend) {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        also_takes(manager, "journal", "kind", HAPPENINGS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            manager.drop_table(Table::drop().table("organisation_words").to_owned()).await?;
        }
        for table in [
            "organisation_spelling",
            "organisation_import_row",
            "organisation_merge",
            "organisation_change",
            "organisation_status",
            "organisation_area",
            "organisation",
            "organisation_import",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// A column that is compared byte by byte, as SQLite does: what is in it was made to be sorted so.
fn bytewise(name: &'static str, backend: DbBackend) -> ColumnDef {
    let mut column = column(name);
    column.string();
    if backend == DbBackend::Postgres {
        column.extra(r#"COLLATE "C""#);
    }
    column.required()
}

fn organisation(backend: DbBackend) -> TableCreateStatement {
    let forms = &[
        "association",
        "foundation",
        "federation",
        "network",
        "sports_club",
        "cultural_society",
        "red_cross",
        "religious_community",
        "informal_group",
        "other",
    ];
    // When and by whom are said together or not at all.
    let confirmed = Expr::col("confirmed_on").is_null().eq(Expr::col("confirmed_by").is_null());
    tenant_table("organisation")
        .col(column("source_key").string().required())
        .col(column("source_hash").string().required())
        .col(column("version").integer().required())
        .col(code("state", 16, &["proposed", "listed", "withdrawn", "merged"]).required())
        .col(code("origin", 16, &["imported", "desk", "proposed"]).required())
        .col(column("exercise").boolean().required())
        .col(column("name").json_binary().required())
        .col(column("short_name").json_binary())
        .col(code("legal_form", 24, forms))
        .col(column("registering_body").json_binary())
        .col(column("register_number").string())
        .col(column("jib").string())
        .col(column("seat").json_binary())
        .col(column("address").json_binary())
        .col(column("territory").json_binary())
        .col(column("founded").integer())
        .col(column("registered_on").date())
        .col(column("phone").string())
        .col(column("email").string())
        .col(column("website").string())
        .col(column("description").json_binary())
        .col(column("representative").string())
        .col(column("representative_public").boolean().required())
        .col(column("keeper_email").string())
        .col(column("internal_note").string())
        .col(code("activity", 16, &["active", "dormant", "dissolved", "unknown"]).required())
        .col(column("confirmed_on").date())
        .col(code("confirmed_by", 16, &["organisation", "municipality"]))
        .col(column("source_url").string())
        .col(column("import_id").uuid())
        .col(bytewise("latin_key", backend))
        .col(bytewise("cyrillic_key", backend))
        .col(column("seat_key").string().required())
        .col(column("search_text").text().required())
        .col(column("search_row").big_integer().required().unique_key())
        .col(column("created_at").timestamp_with_time_zone().required())
        .col(column("saved_at").timestamp_with_time_zone().required())
        .col(column("saved_by").uuid())
        .index(Index::create().unique().name("organisation_source_key").col("municipality_id").col("source_key"))
        .index(Index::create().unique().name("organisation_jib_key").col("municipality_id").col("jib"))
        .foreign_key(&mut to("organisation", "import_id", "organisation_import"))
        .check(confirmed)
        .to_owned()
}

/// The composite key from a child to its organisation, with which it goes.
fn with_its_organisation(table: &'static str) -> ForeignKeyCreateStatement {
    to(table, "organisation_id", "organisation").on_delete(ForeignKeyAction::Cascade).to_owned()
}

fn child(name: &'static str) -> TableCreateStatement {
    tenant_table(name)
        .col(column("organisation_id").uuid().required())
        .foreign_key(&mut with_its_organisation(name))
        .to_owned()
}

fn area() -> TableCreateStatement {
    Table::create()
        .table("organisation_area")
        .col(column("municipality_id").uuid().required())
        .col(column("organisation_id").uuid().required())
        .col(column("area_code").string().required())
        .primary_key(Index::create().col("municipality_id").col("organisation_id").col("area_code"))
        .foreign_key(&mut with_its_organisation("organisation_area"))
        .foreign_key(
            ForeignKey::create()
                .name("organisation_area_area_fkey")
                .from("organisation_area", "area_code")
                .to("area", "code"),
        )
        .to_owned()
}

fn status() -> TableCreateStatement {
    child("organisation_status")
        .col(code("kind", 16, &["public", "local"]).required())
        .col(column("valid_from").date())
        .col(column("valid_until").date())
        .col(column("act").json_binary())
        .col(column("act_url").string())
        .to_owned()
}

fn change() -> TableCreateStatement {
    child("organisation_change")
        .col(column("at").timestamp_with_time_zone().required())
        .col(code("field", 24, FIELDS).required())
        .col(column("before").text())
        .col(column("after").text())
        .col(column("reason").json_binary())
        .to_owned()
}

fn merge() -> TableCreateStatement {
    Table::create()
        .table("organisation_merge")
        .col(column("old_id").uuid().required().primary_key())
        .col(column("municipality_id").uuid().required())
        .col(column("new_id").uuid().required())
        .col(column("at").timestamp_with_time_zone().required())
        .col(column("by").uuid())
        .col(column("before").json_binary().required())
        .foreign_key(&mut to("organisation_merge", "old_id", "organisation"))
        .foreign_key(&mut to("organisation_merge", "new_id", "organisation"))
        .to_owned()
}

fn import() -> TableCreateStatement {
    tenant_table("organisation_import")
        .col(column("file_name").string().required())
        .col(code("state", 16, &["previewed", "running", "done", "undoing", "undone"]).required())
        .col(column("headings").json_binary().required())
        .col(column("mapping").json_binary().required())
        .col(column("rows_total").integer().required())
        .col(column("rows_done").integer().required())
        .col(column("made_at").timestamp_with_time_zone().required())
        .col(column("made_by").uuid())
        .col(column("done_at").timestamp_with_time_zone())
        .col(column("undone_at").timestamp_with_time_zone())
        .to_owned()
}

fn import_row() -> TableCreateStatement {
    // Which organisation it became is no reference: an organisation that an undone import brought is gone, its row is not.
    Table::create()
        .table("organisation_import_row")
        .col(column("import_id").uuid().required())
        .col(column("number").integer().required())
        .col(column("municipality_id").uuid().required())
        .col(column("cells").json_binary().required())
        .col(code("fate", 16, &["new", "changed", "same", "suspect", "refused"]).required())
        .col(code("choice", 16, &["add", "change", "skip"]))
        .col(column("complaints").json_binary().required())
        .col(column("organisation_id").uuid())
        .col(column("taken").boolean().required())
        .col(column("before").json_binary())
        .primary_key(Index::create().col("import_id").col("number"))
        .foreign_key(
            to("organisation_import_row", "import_id", "organisation_import").on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn spelling(backend: DbBackend) -> TableCreateStatement {
    Table::create()
        .table("organisation_spelling")
        .col(column("municipality_id").uuid().required())
        .col(bytewise("key", backend))
        .col(bytewise("word", backend))
        .primary_key(Index::create().col("municipality_id").col("key").col("word"))
        .foreign_key(
            ForeignKey::create()
                .name("organisation_spelling_municipality_fkey")
                .from("organisation_spelling", "municipality_id")
                .to("municipality", "id"),
        )
        .to_owned()
}

/// One index per way that lists are read, each ending in the key that breaks ties.
fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("organisation", "organisation_by_latin", &["municipality_id", "latin_key", "id"]),
        index("organisation", "organisation_by_cyrillic", &["municipality_id", "cyrillic_key", "id"]),
        index("organisation", "organisation_everywhere_by_latin", &["latin_key", "id"]),
        index("organisation", "organisation_everywhere_by_cyrillic", &["cyrillic_key", "id"]),
        index("organisation", "organisation_by_saving", &["municipality_id", "saved_at", "id"]),
        index("organisation", "organisation_by_seat", &["municipality_id", "seat_key"]),
        index("organisation", "organisation_by_import", &["import_id"]),
        index("organisation_area", "organisation_area_by_area", &["area_code", "municipality_id", "organisation_id"]),
        index("organisation_area", "organisation_area_by_organisation", &["organisation_id"]),
        index("organisation_status", "organisation_status_by_organisation", &["organisation_id", "valid_from"]),
        index("organisation_change", "organisation_change_by_organisation", &["organisation_id", "at"]),
        index("organisation_merge", "organisation_merge_by_new", &["new_id"]),
        index("organisation_import", "organisation_import_by_time", &["municipality_id", "made_at", "id"]),
        index("organisation_spelling", "organisation_spelling_everywhere", &["key", "word"]),
    ]
}

/// The index of words. The words are folded by us, so both databases are told to take them as they are: what one finds the
/// other finds. SQLite keeps it in a table of its own, which triggers fill; the municipality is a word there, because it
/// is with the words that it is sought.
fn full_text(backend: DbBackend) -> &'static [&'static str] {
    match backend {
        DbBackend::Sqlite => &[
            "CREATE VIRTUAL TABLE organisation_words USING fts5(municipality, words, content = '', \
             contentless_delete = 1, detail = column, prefix = '2 3', \
             tokenize = \"unicode61 remove_diacritics 0\")",
            "CREATE TRIGGER organisation_words_new AFTER INSERT ON organisation BEGIN \
             INSERT INTO organisation_words (rowid, municipality, words) \
             VALUES (new.search_row, hex(new.municipality_id), new.search_text); END",
            "CREATE TRIGGER organisation_words_changed AFTER UPDATE OF search_text, search_row, municipality_id \
             ON organisation BEGIN \
             DELETE FROM organisation_words WHERE rowid = old.search_row; \
             INSERT INTO organisation_words (rowid, municipality, words) \
             VALUES (new.search_row, hex(new.municipality_id), new.search_text); END",
            "CREATE TRIGGER organisation_words_gone AFTER DELETE ON organisation BEGIN \
             DELETE FROM organisation_words WHERE rowid = old.search_row; END",
        ],
        _ => &["CREATE INDEX organisation_words ON organisation USING gin \
             (array_to_tsvector(string_to_array(btrim(search_text), ' ')))"],
    }
}

const FIELDS: &[&str] = &[
    "name",
    "short_name",
    "legal_form",
    "registration",
    "jib",
    "seat",
    "territory",
    "founded",
    "contact",
    "description",
    "representative",
    "activity",
    "areas",
    "statuses",
    "merged",
];

const HAPPENINGS: &[&str] = &[
    "organisation_proposed",
    "organisation_listed",
    "organisation_changed",
    "organisation_confirmed",
    "organisation_withdrawn",
    "organisation_merged",
    "organisations_imported",
    "organisations_import_undone",
];
