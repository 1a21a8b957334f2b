//! What the desk of open calls writes: changes that wait to be published, who may apply, questions, and names for
//! everything that can be corrected.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{Required as _, call_child, code, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in new_columns() {
            // One statement each, because SQLite adds no two.
            manager.alter_table(Table::alter().table("open_call").add_column(column).to_owned()).await?;
        }
        let removed = column("removed_on").date().to_owned();
        manager.alter_table(Table::alter().table("call_document").add_column(removed).to_owned()).await?;
        let db = manager.get_connection();
        let postgres = db.get_database_backend() == DbBackend::Postgres;
        // Of calls that are there already it is not known when they were written: their day of publication will do.
        let midnight =
            if postgres { "published_key::timestamp AT TIME ZONE 'UTC'" } else { "published_key || 'T00:00:00+00:00'" };
        db.execute_unprepared(&format!("UPDATE open_call SET saved_at = {midnight}")).await?;
        manager.create_table(call_question()).await?;
        corrections(manager).await?;
        for index in [
            index("open_call", "open_call_by_saving", &["municipality_id", "saved_at", "id"]),
            index("call_question", "call_question_by_call", &["call_id", "asked_at"]),
            index("journal", "journal_by_subject", &["subject_id", "position"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("call_question").to_owned()).await
    }
}

fn index(table: &'static str, name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().table(table).name(name).to_owned();
    for &column in columns {
        index.col(column);
    }
    index
}

fn new_columns() -> Vec<ColumnDef> {
    let with_default =
        |mut column: ColumnDef, value: &'static str| column.not_null().default(Expr::val(value)).to_owned();
    vec![
        with_default(column("eligible_forms").json_binary().to_owned(), "[]"),
        column("seat_in").json_binary().to_owned(),
        column("registered_before").date().to_owned(),
        column("pending").json_binary().to_owned(),
        with_default(column("saved_at").timestamp_with_time_zone().to_owned(), "1970-01-01T00:00:00+00:00"),
        column("saved_by").uuid().to_owned(),
    ]
}

fn call_question() -> TableCreateStatement {
    call_child("call_question")
        .col(column("asked_at").timestamp_with_time_zone().required())
        .col(column("asker").string())
        .col(column("email").string())
        .col(column("question").json_binary().required())
        .col(code("state", 16, &["waiting", "answered", "withheld"]).required())
        .col(column("answer").json_binary())
        .col(column("answered_at").timestamp_with_time_zone())
        .col(column("answered_by").uuid())
        .col(column("version").integer().required())
        .to_owned()
}

/// The check of `call_correction.field` learns the new codes. SQLite cannot change a check, so there the table is made
/// anew.
async fn corrections(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared("ALTER TABLE call_correction DROP CONSTRAINT IF EXISTS call_correction_field_check")
            .await?;
        let fields = FIELDS.map(|field| format!("'{field}'")).join(", ");
        let check = format!("CONSTRAINT call_correction_field_check CHECK (field IN ({fields}))");
        db.execute_unprepared(&format!("ALTER TABLE call_correction ADD {check}")).await?;
        return Ok(());
    }
    let columns = "id, municipality_id, call_id, at, field, before, after, reason";
    db.execute_unprepared(&format!(
        "CREATE TEMPORARY TABLE corrections_before AS SELECT {columns} FROM call_correction"
    ))
    .await?;
    manager.drop_table(Table::drop().table("call_correction").to_owned()).await?;
    let anew = call_child("call_correction")
        .col(column("at").timestamp_with_time_zone().required())
        .col(code("field", 16, &FIELDS).required())
        .col(column("before").string())
        .col(column("after").string())
        .col(column("reason").json_binary())
        .to_owned();
    manager.create_table(anew).await?;
    db.execute_unprepared(&format!("INSERT INTO call_correction ({columns}) SELECT {columns} FROM corrections_before"))
        .await?;
    db.execute_unprepared("DROP TABLE corrections_before").await?;
    manager.create_index(index("call_correction", "call_correction_by_call", &["call_id", "at"])).await
}

const FIELDS: [&str; 29] = [
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
    "kind",
    "contact",
    "legal_basis",
    "reference_number",
    "published_on",
    "opens",
    "deadline_note",
    "until_spent",
    "questions_until",
    "objections_until",
    "results_expected",
    "co_funding",
    "duration",
    "eligible_forms",
    "seat_in",
    "registered",
    "lots",
    "events",
    "cancellation",
];
