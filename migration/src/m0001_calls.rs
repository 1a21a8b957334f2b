//! Municipalities, areas of work, and open calls with all that hangs on them.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, call_child, code, column, tenant_table, to_call};

const LOCALES: &[&str] = &["sr-Cyrl", "sr-Latn", "bs", "hr", "en"];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            municipality(),
            area(),
            open_call(),
            call_area(),
            call_lot(),
            call_deadline(),
            call_document(),
            call_event(),
            call_correction(),
        ] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "call_correction",
            "call_event",
            "call_document",
            "call_deadline",
            "call_lot",
            "call_area",
            "open_call",
            "area",
            "municipality",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn municipality() -> TableCreateStatement {
    Table::create()
        .table("municipality")
        .col(column("id").uuid().required().primary_key())
        .col(column("slug").string().required().unique_key())
        .col(column("name_latin").string().required())
        .col(column("name_cyrillic").string().required())
        .col(code("kind", 16, &["municipality", "city", "city_part", "district"]).required())
        .col(column("entity").string())
        .col(column("country").string().required())
        .col(column("website").string())
        .col(column("allowed_origins").json_binary().required())
        .col(column("time_zone").string().required())
        .col(code("default_locale", 8, LOCALES).required())
        .col(column("partner").boolean().required())
        .col(column("own_areas").json_binary().required())
        .col(column("source_url").string())
        .col(column("search_text").string().required())
        .to_owned()
}

fn area() -> TableCreateStatement {
    Table::create()
        .table("area")
        .col(column("code").string().required().primary_key())
        .col(column("position").integer().required())
        .col(column("label").json_binary().required())
        .to_owned()
}

fn to_area(from: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().name(format!("{from}_area_fkey")).from(from, "area_code").to("area", "code").to_owned()
}

fn open_call() -> TableCreateStatement {
    tenant_table("open_call")
        .col(column("source_key").string().required())
        .col(column("source_hash").string().required())
        .col(column("version").integer().required())
        .col(code("kind", 16, &["projects", "status", "other", "announcement"]).required())
        .col(
            code("stage", 16, &["draft", "published", "evaluating", "preliminary", "final", "contracted", "cancelled"])
                .required(),
        )
        .col(column("exercise").boolean().required())
        .col(column("title").json_binary().required())
        .col(column("summary").json_binary())
        .col(column("eligibility").json_binary())
        .col(column("contact").json_binary())
        .col(column("legal_basis").json_binary())
        .col(column("reference_number").string())
        .col(column("published_on").date())
        .col(column("opens_at").timestamp_with_time_zone())
        .col(column("deadline_at").timestamp_with_time_zone())
        .col(column("deadline_hour_stated").boolean().required())
        .col(column("deadline_note").json_binary())
        .col(column("extended").boolean().required())
        .col(column("until_spent").boolean().required())
        .col(column("questions_until").timestamp_with_time_zone())
        .col(column("objections_until").timestamp_with_time_zone())
        .col(column("results_expected_on").date())
        .col(code("currency", 3, &["BAM", "EUR", "RSD", "USD"]))
        .col(column("budget_minor").big_integer())
        .col(column("min_grant_minor").big_integer())
        .col(column("max_grant_minor").big_integer())
        .col(column("co_funding_percent").integer())
        .col(column("min_months").integer())
        .col(column("max_months").integer())
        .col(column("areas_as_written").json_binary().required())
        .col(column("source_url").string())
        .col(column("deadline_key").timestamp_with_time_zone().required())
        .col(column("published_key").date().required())
        .col(column("search_text").text().required())
        .index(Index::create().unique().name("open_call_source_key").col("municipality_id").col("source_key"))
        .to_owned()
}

fn call_area() -> TableCreateStatement {
    Table::create()
        .table("call_area")
        .col(column("municipality_id").uuid().required())
        .col(column("call_id").uuid().required())
        .col(column("area_code").string().required())
        .primary_key(Index::create().col("municipality_id").col("call_id").col("area_code"))
        .foreign_key(&mut to_call("call_area"))
        .foreign_key(&mut to_area("call_area"))
        .to_owned()
}

fn call_lot() -> TableCreateStatement {
    call_child("call_lot")
        .col(column("position").integer().required())
        .col(column("title").json_binary().required())
        .col(column("area_code").string())
        .col(column("budget_minor").big_integer())
        .col(column("min_grant_minor").big_integer())
        .col(column("max_grant_minor").big_integer())
        .col(column("cap_per_applicant_minor").big_integer())
        .foreign_key(&mut to_area("call_lot"))
        .to_owned()
}

fn call_deadline() -> TableCreateStatement {
    call_child("call_deadline")
        .col(column("position").integer().required())
        .col(column("at").timestamp_with_time_zone().required())
        .col(column("hour_stated").boolean().required())
        .col(column("set_on").date())
        .col(column("reason").json_binary())
        .to_owned()
}

fn call_document() -> TableCreateStatement {
    call_child("call_document")
        .col(column("position").integer().required())
        .col(code("role", 16, &["read", "form", "bring", "named"]).required())
        .col(column("name").json_binary().required())
        .col(column("url").string())
        .col(column("media_type").string())
        .col(column("size_bytes").big_integer())
        .col(column("version").integer().required())
        .col(column("replaced_on").date())
        .to_owned()
}

fn call_event() -> TableCreateStatement {
    call_child("call_event")
        .col(code("kind", 16, &["debate", "info_session", "training", "mentor_session"]).required())
        .col(column("starts_at").timestamp_with_time_zone().required())
        .col(column("hour_stated").boolean().required())
        .col(column("place").json_binary())
        .col(column("minutes_url").string())
        .to_owned()
}

fn call_correction() -> TableCreateStatement {
    let fields: &[&str] = &[
        "title",
        "summary",
        "eligibility",
        "deadline",
        "budget",
        "min_grant",
        "max_grant",
        "documents",
        "areas",
        "other",
    ];
    call_child("call_correction")
        .col(column("at").timestamp_with_time_zone().required())
        .col(code("field", 16, fields).required())
        .col(column("before").string())
        .col(column("after").string())
        .col(column("reason").json_binary())
        .to_owned()
}

/// One index per way that lists are read, each ending in the key that breaks ties.
fn indexes() -> Vec<IndexCreateStatement> {
    let index = |table: &'static str, name: &'static str, columns: &[&'static str]| {
        let mut index = Index::create().table(table).name(name).to_owned();
        for &column in columns {
            index.col(column);
        }
        index
    };
    vec![
        index("open_call", "open_call_by_deadline", &["municipality_id", "deadline_key", "id"]),
        index("open_call", "open_call_by_publication", &["municipality_id", "published_key", "id"]),
        index("open_call", "open_call_everywhere_by_deadline", &["deadline_key", "id"]),
        index("open_call", "open_call_everywhere_by_publication", &["published_key", "id"]),
        // Holds all that decides the part of a list, so that counting reads no row.
        index(
            "open_call",
            "open_call_by_phase",
            &[
                "municipality_id",
                "stage",
                "kind",
                "deadline_key",
                "opens_at",
                "deadline_at",
                "until_spent",
                "published_on",
                "id",
            ],
        ),
        index("call_area", "call_area_by_area", &["area_code", "call_id"]),
        index("call_area", "call_area_by_call", &["call_id", "area_code"]),
        index("call_lot", "call_lot_by_call", &["call_id", "position"]),
        index("call_deadline", "call_deadline_by_call", &["call_id", "position"]),
        index("call_document", "call_document_by_call", &["call_id", "position"]),
        index("call_event", "call_event_by_call", &["call_id", "starts_at"]),
        index("call_correction", "call_correction_by_call", &["call_id", "at"]),
    ]
}
