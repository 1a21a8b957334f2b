//! What a municipality says of itself: who answers where something cannot be used, its own days off, and who said it last.

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
        for new in new_columns() {
            manager.alter_table(Table::alter().table("municipality").add_column(new).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["saved_by", "settled", "version", "own_days", "accessibility_contact"] {
            manager.alter_table(Table::alter().table("municipality").drop_column(name).to_owned()).await?;
        }
        Ok(())
    }
}

fn new_columns() -> [ColumnDef; 5] {
    [
        column("accessibility_contact").string().to_owned(),
        column("own_days").json_binary().default("[]").required(),
        column("version").integer().default(1).required(),
        column("settled").boolean().default(false).required(),
        column("saved_by").uuid().to_owned(),
    ]
}
