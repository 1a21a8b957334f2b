//! What is asked across all directories takes as long with many as with few.
//!
//! PostgreSQL writes what is new to a list beside an index of this kind, and reads all of that list with every question until
//! it is cleared away: up to 4 MB, five times as long as the index itself takes among 200,000 organisations, and most after
//! an import. Without the list each organisation is written a little slower and none is sought slower.
//!
//! Where in the journal something last happened to any organisation is found in an index, on both databases: without one
//! every entry behind it was read, and of a server that collects comments there are many.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The same words as in `organisations/store/tallies.rs`: a database takes such an index only where it is asked so.
const OF_ORGANISATIONS: &str = "kind >= 'organisation' AND kind < 'organisatioo'";

/// One after the other, on PostgreSQL alone.
async fn on_postgres(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        for sql in statements {
            manager.get_connection().execute_unprepared(sql).await?;
        }
    }
    Ok(())
}

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = format!("CREATE INDEX journal_of_all_organisations ON journal (position) WHERE {OF_ORGANISATIONS}");
        manager.get_connection().execute_unprepared(&index).await?;
        // What waits in the list already goes into the index now.
        let at_once = [
            "ALTER INDEX organisation_words SET (fastupdate = off)",
            "SELECT gin_clean_pending_list('organisation_words')",
        ];
        on_postgres(manager, &at_once).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        on_postgres(manager, &["ALTER INDEX organisation_words RESET (fastupdate)"]).await?;
        manager.drop_index(Index::drop().name("journal_of_all_organisations").table("journal").to_owned()).await
    }
}
