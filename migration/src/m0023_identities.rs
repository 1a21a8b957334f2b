//! A session may wait to make its person known in a city's directory until the second factor is given; and the journal tells
//! when somebody is known there, or not any more.

use sea_orm_migration::prelude::*;

use crate::columns::{also_takes, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let linking = column("linking").json_binary().to_owned();
        manager.alter_table(Table::alter().table("session").add_column(linking).to_owned()).await?;
        also_takes(manager, "journal", "kind", &["identities_changed"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("session").drop_column("linking").to_owned()).await
    }
}
