//! What a report says beside its summary: what was changed because of the debate, and who signed it.

use sea_orm_migration::prelude::*;

use crate::columns::column;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMNS: [&str; 2] = ["changes", "signed_by"];

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in COLUMNS {
            let new = column(name).json_binary().to_owned();
            manager.alter_table(Table::alter().table("consultation_report").add_column(new).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in COLUMNS {
            manager.alter_table(Table::alter().table("consultation_report").drop_column(name).to_owned()).await?;
        }
        Ok(())
    }
}
