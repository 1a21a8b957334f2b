//! What the desk of consultations writes: changes that wait to be published.

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
        let pending = column("pending").json_binary().to_owned();
        manager.alter_table(Table::alter().table("consultation").add_column(pending).to_owned()).await?;
        also_takes(manager, "journal", "kind", &["consultation_deleted"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("consultation").drop_column("pending").to_owned()).await
    }
}
