//! Which public writes were done already, so that one that is sent twice is done once; and letters that tell of an answer.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, also_takes, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let idempotency = Table::create()
            .table("idempotency")
            .col(column("key_hash").var_binary(32).required().primary_key())
            .col(column("parameters_hash").var_binary(32).required())
            .col(column("written_at").timestamp_with_time_zone().required())
            .col(column("answer").json_binary())
            .to_owned();
        manager.create_table(idempotency).await?;
        also_takes(manager, "letter", "kind", &["answer"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("idempotency").to_owned()).await
    }
}
