//! A consultation counts whoever supports and reports its comments under a key of its own, which goes when nobody is to be counted
//! any more.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, column, to};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(voice_key()).await
    }

    // Whoever was counted under a key is counted once more then: without it nobody can tell who it was.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("voice_key").to_owned()).await
    }
}

fn voice_key() -> TableCreateStatement {
    Table::create()
        .table("voice_key")
        .col(column("consultation_id").uuid().required().primary_key())
        .col(column("municipality_id").uuid().required())
        .col(column("key").var_binary(32).required())
        .foreign_key(&mut to("voice_key", "consultation_id", "consultation"))
        .to_owned()
}
