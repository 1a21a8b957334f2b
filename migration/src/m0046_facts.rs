//! The daily care looks which logs do not say yet what their consultations say: the last entry that does is found without
//! reading the others, of which a long log has many thousands.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The same words as in `comments/store/facts.rs`: a database takes such an index only where it is asked so.
const FACTS: &str = "substr(body, 10, 6) = 'facts\"'";

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = "CREATE INDEX log_entry_facts ON log_entry (consultation_id, number)";
        manager.get_connection().execute_unprepared(&format!("{index} WHERE {FACTS}")).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("log_entry_facts").table("log_entry").to_owned()).await
    }
}
