//! A long report is printed in volumes: in one language there may be several prints of it.
//!
//! SQLite cannot change a key, so there the table is made anew, with its rows. Nothing references it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{LOCALES, Required as _, code, column, tenant_table, to};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMNS: &str = "id, municipality_id, report_id, locale, made_of, storage_key, size_bytes, sha256, made_at";

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            let statements = [
                "ALTER TABLE report_print ADD COLUMN volume integer NOT NULL DEFAULT 1",
                "ALTER TABLE report_print ALTER COLUMN volume DROP DEFAULT",
                "ALTER TABLE report_print DROP CONSTRAINT report_print_once_key",
                "ALTER TABLE report_print ADD CONSTRAINT report_print_once_key UNIQUE (report_id, locale, volume)",
            ];
            return run(manager, statements).await;
        }
        let rows = format!("INSERT INTO report_print ({COLUMNS}, volume) SELECT {COLUMNS}, 1 FROM report_print_before");
        anew(manager, print(true), &rows).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What was made can be made again.
        run(manager, ["DELETE FROM report_print WHERE volume > 1"]).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            let statements = [
                "ALTER TABLE report_print DROP CONSTRAINT report_print_once_key",
                "ALTER TABLE report_print ADD CONSTRAINT report_print_once_key UNIQUE (report_id, locale)",
                "ALTER TABLE report_print DROP COLUMN volume",
            ];
            return run(manager, statements).await;
        }
        let rows = format!("INSERT INTO report_print ({COLUMNS}) SELECT {COLUMNS} FROM report_print_before");
        anew(manager, print(false), &rows).await
    }
}

/// One after the other.
async fn run<const N: usize>(manager: &SchemaManager<'_>, statements: [&str; N]) -> Result<(), DbErr> {
    for sql in statements {
        manager.get_connection().execute_unprepared(sql).await?;
    }
    Ok(())
}

/// The table anew, with its rows.
async fn anew(manager: &SchemaManager<'_>, table: TableCreateStatement, rows: &str) -> Result<(), DbErr> {
    run(manager, ["ALTER TABLE report_print RENAME TO report_print_before"]).await?;
    manager.create_table(table).await?;
    run(manager, [rows, "DROP TABLE report_print_before"]).await
}

fn print(in_volumes: bool) -> TableCreateStatement {
    let mut once = Index::create().unique().name("report_print_once_key").col("report_id").col("locale").to_owned();
    let mut table = tenant_table("report_print");
    table.col(column("report_id").uuid().required()).col(code("locale", 8, LOCALES).required());
    if in_volumes {
        table.col(column("volume").integer().required());
        once.col("volume");
    }
    table
        .col(column("made_of").string().required())
        .col(column("storage_key").string().required().unique_key())
        .col(column("size_bytes").big_integer().required())
        .col(column("sha256").string().required())
        .col(column("made_at").timestamp_with_time_zone().required())
        .index(&mut once)
        .foreign_key(&mut to("report_print", "report_id", "consultation_report"))
        .to_owned()
}
