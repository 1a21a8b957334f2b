//! The areas of work that a consultation is about: codes of the shared list, in one column, because they are always wanted
//! together with their consultation. A municipality has some dozens of those, so a filter reads them all.

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
        let areas = column("areas").json_binary().default("[]").required();
        manager.alter_table(Table::alter().table("consultation").add_column(areas).to_owned()).await?;
        also_takes(manager, "consultation_change", "field", &["areas"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("consultation").drop_column("areas").to_owned()).await
    }
}
