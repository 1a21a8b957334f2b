//! What surrounds a list of organisations is counted in memory until something happens to one of them. When something last
//! did is asked of the journal at every question, so it is found at once, however much else happened since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The same words as in `organisations/store/tally.rs`: a database takes such an index only where it is asked so.
const OF_ORGANISATIONS: &str = "kind >= 'organisation' AND kind < 'organisatioo'";

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = "CREATE INDEX journal_of_organisations ON journal (municipality_id, position)";
        manager.get_connection().execute_unprepared(&format!("{index} WHERE {OF_ORGANISATIONS}")).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("journal_of_organisations").table("journal").to_owned()).await
    }
}
