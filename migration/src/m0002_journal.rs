//! The journal: what happened, in the order in which it was committed.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, code, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(journal()).await?;
        let by_municipality = Index::create()
            .table("journal")
            .name("journal_by_municipality")
            .col("municipality_id")
            .col("position")
            .to_owned();
        manager.create_index(by_municipality).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("journal").to_owned()).await
    }
}

fn journal() -> TableCreateStatement {
    let kinds = &["call_published", "call_changed", "call_withdrawn", "municipality_changed"];
    Table::create()
        .table("journal")
        // Never given twice, not even after a row was rolled back: a reader may have seen it as the last one.
        .col(column("position").big_integer().auto_increment().primary_key().required())
        .col(column("at").timestamp_with_time_zone().required())
        .col(column("municipality_id").uuid().required())
        .col(code("kind", 32, kinds).required())
        .col(column("subject_id").uuid().required())
        .foreign_key(
            ForeignKey::create()
                .name("journal_municipality_fkey")
                .from("journal", "municipality_id")
                .to("municipality", "id"),
        )
        .to_owned()
}
