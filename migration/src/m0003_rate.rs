//! What instances tell each other about busy clients, and the key under which they speak of them.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(rate_key()).await?;
        manager.create_table(rate_count()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("rate_count").to_owned()).await?;
        manager.drop_table(Table::drop().table("rate_key").to_owned()).await
    }
}

fn rate_key() -> TableCreateStatement {
    Table::create()
        .table("rate_key")
        .col(column("day").date().required().primary_key())
        .col(column("key").var_binary(32).required())
        .to_owned()
}

fn rate_count() -> TableCreateStatement {
    Table::create()
        .table("rate_count")
        .col(column("minute").big_integer().required())
        .col(column("key_hash").var_binary(16).required())
        .col(column("count").big_integer().required())
        .primary_key(Index::create().col("minute").col("key_hash"))
        .to_owned()
}
