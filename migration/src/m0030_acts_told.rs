//! The journal tells of lists that were brought, and that they or lists of results were thrown away; and of whoever is called
//! otherwise it keeps his id alone, as of whoever was invited.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::also_takes;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const KINDS: [&str; 4] =
    ["results_discarded", "organisations_brought", "organisations_import_edited", "organisations_import_discarded"];

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let unnamed = match manager.get_database_backend() {
            DbBackend::Sqlite => "json_remove(detail, '$.title', '$.changes')",
            _ => "detail - 'title' - 'changes'",
        };
        let sql = format!("UPDATE journal SET detail = {unnamed} WHERE kind = 'person_renamed' AND detail IS NOT NULL");
        manager.get_connection().execute_unprepared(&sql).await?;
        also_takes(manager, "journal", "kind", &KINDS).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
