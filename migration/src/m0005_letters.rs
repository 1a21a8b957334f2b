//! The outbox: letters that are to be sent.

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
        manager.create_table(letter()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("letter").to_owned()).await
    }
}

fn letter() -> TableCreateStatement {
    Table::create()
        .table("letter")
        .col(column("id").uuid().required().primary_key())
        .col(column("municipality_id").uuid())
        .col(code("kind", 16, &["sign_in", "invitation", "test"]).required())
        .col(column("address").string())
        .col(column("address_hash").var_binary(16))
        .col(code("locale", 8, &["sr-Cyrl", "sr-Latn", "bs", "hr", "en"]).required())
        .col(column("subject_id").uuid())
        .col(column("created_at").timestamp_with_time_zone().required())
        .col(column("useless_after").timestamp_with_time_zone().required())
        .col(column("next_try_at").timestamp_with_time_zone().required())
        .col(column("tries").integer().required())
        .col(column("sent_at").timestamp_with_time_zone())
        .col(column("failed_at").timestamp_with_time_zone())
        .col(column("last_error").string())
        .foreign_key(
            ForeignKey::create()
                .name("letter_municipality_fkey")
                .from("letter", "municipality_id")
                .to("municipality", "id"),
        )
        .to_owned()
}

/// Both hold only the few rows that are of use: those that wait, and those of the last hour.
fn indexes() -> [IndexCreateStatement; 2] {
    let waiting = Index::create()
        .table("letter")
        .name("letter_waiting")
        .col("next_try_at")
        .and_where(Expr::col("sent_at").is_null())
        .and_where(Expr::col("failed_at").is_null())
        .to_owned();
    let counted = Index::create()
        .table("letter")
        .name("letter_counted")
        .col("address_hash")
        .and_where(Expr::col("address_hash").is_not_null())
        .to_owned();
    [waiting, counted]
}
