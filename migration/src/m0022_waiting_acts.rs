//! An act may come to a consultation that is published: it waits, unseen, until its first text is published with the other
//! changes.

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
        let waits = column("waits").boolean().default(false).required();
        manager.alter_table(Table::alter().table("consultation_act").add_column(waits).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("consultation_act").drop_column("waits").to_owned()).await
    }
}
