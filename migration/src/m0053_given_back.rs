//! What a file's row was to a record is kept beside what the record was before a list wrote it: with it the record is given back
//! to its file when the list is taken back.

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
        let new = column("before_hash").string().to_owned();
        manager.alter_table(Table::alter().table("organisation_import_row").add_column(new).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rows = Table::alter().table("organisation_import_row").drop_column("before_hash").to_owned();
        manager.alter_table(rows).await
    }
}
