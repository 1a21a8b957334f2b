//! When comments of a municipality can usually be read: what its new consultations begin with.

use sea_orm_migration::prelude::*;

use crate::columns::column;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rules = column("usual_rules").json_binary().to_owned();
        manager.alter_table(Table::alter().table("municipality").add_column(rules).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("municipality").drop_column("usual_rules").to_owned()).await
    }
}
