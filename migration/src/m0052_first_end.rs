//! When a list was taken to its end for the first time stays known, also while somebody decides about rows of it later: from
//! then on its days are counted. Of lists that are open again it was taken out; the journal still tells.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "UPDATE organisation_import SET done_at = (SELECT MIN(journal.at) FROM journal \
            WHERE journal.subject_id = organisation_import.id AND journal.kind = 'organisations_imported') \
            WHERE state = 'running' AND done_at IS NULL";
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
