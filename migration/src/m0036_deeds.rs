//! What officials did to comments is read as a page: in a long log those entries are found without reading the others.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The same words as in `comments/store/log.rs`: a database takes such an index only where it is asked so.
const DEEDS: &str = "substr(body, 10, 6) IN ('reject', 'redact', 'withdr', 'erased')";

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = "CREATE INDEX log_entry_deeds ON log_entry (consultation_id, number, id)";
        manager.get_connection().execute_unprepared(&format!("{index} WHERE {DEEDS}")).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("log_entry_deeds").table("log_entry").to_owned()).await
    }
}
