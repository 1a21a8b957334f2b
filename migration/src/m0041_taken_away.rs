//! The journal tells when somebody takes a file with what is not public away from a desk.

use sea_orm_migration::prelude::*;

use crate::columns::also_takes;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        also_takes(manager, "journal", "kind", &["taken_away"]).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        // Rows of it stay, and so does the word for them.
        Ok(())
    }
}
