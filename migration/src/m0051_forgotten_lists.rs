//! What stood in a list that was brought is forgotten some weeks after it was taken, or taken back. That it was, and when, is
//! kept with the list.

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
        let new = column("forgotten_at").timestamp_with_time_zone().to_owned();
        manager.alter_table(Table::alter().table("organisation_import").add_column(new).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("organisation_import").drop_column("forgotten_at").to_owned()).await
    }
}
