//! The reports of consultations, and where they lie when they are printed.

use sea_orm_migration::prelude::*;

use crate::columns::{LOCALES, Required as _, also_takes, code, column, tenant_table, to};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(report()).await?;
        manager.create_table(print()).await?;
        also_takes(manager, "letter", "kind", &["report"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("report_print").to_owned()).await?;
        manager.drop_table(Table::drop().table("consultation_report").to_owned()).await
    }
}

fn report() -> TableCreateStatement {
    tenant_table("consultation_report")
        .col(column("consultation_id").uuid().required().unique_key())
        .col(column("summary").json_binary().required())
        .col(column("numbers").json_binary().required())
        .col(column("log_size").big_integer().required())
        .col(column("made_at").timestamp_with_time_zone().required())
        .col(column("made_by").uuid())
        .foreign_key(&mut to("consultation_report", "consultation_id", "consultation"))
        .check(Expr::col("log_size").gte(0))
        .to_owned()
}

fn print() -> TableCreateStatement {
    tenant_table("report_print")
        .col(column("report_id").uuid().required())
        .col(code("locale", 8, LOCALES).required())
        .col(column("made_of").string().required())
        .col(column("storage_key").string().required().unique_key())
        .col(column("size_bytes").big_integer().required())
        .col(column("sha256").string().required())
        .col(column("made_at").timestamp_with_time_zone().required())
        .index(Index::create().unique().name("report_print_once_key").col("report_id").col("locale"))
        .foreign_key(&mut to("report_print", "report_id", "consultation_report"))
        .to_owned()
}
