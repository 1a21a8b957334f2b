//! Of a list so many columns are read, from the left. How many of the others hold something is kept, so that nobody takes it for
//! the whole.

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
        let new = column("other_columns").integer().default(0).required();
        manager.alter_table(Table::alter().table("organisation_import").add_column(new).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("organisation_import").drop_column("other_columns").to_owned()).await
    }
}
