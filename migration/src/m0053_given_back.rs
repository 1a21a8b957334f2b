//! What a file's row was to a record is kept beside what the record was before a list wrote it: with it the record is given back
//! to its file when the list is taken back. What lists wrote before that was noted still has the hash, by which it would be the
//! file's alone as soon as its list lets go of it.

use sea_orm_migration::prelude::*;

use crate::columns::column;

/// Only of records that are still in the hands of the list: it gives no others back.
const KEPT_BESIDE: &str = r#"UPDATE organisation_import_row SET before_hash = (SELECT source_hash FROM organisation
    WHERE organisation.id = organisation_import_row.organisation_id
    AND organisation.import_id = organisation_import_row.import_id)
    WHERE taken AND "before" IS NOT NULL"#;

const OF_A_LIST: &str = "UPDATE organisation SET source_hash = '' WHERE import_id IS NOT NULL";

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
        manager.alter_table(Table::alter().table("organisation_import_row").add_column(new).to_owned()).await?;
        for sql in [KEPT_BESIDE, OF_A_LIST] {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let rows = Table::alter().table("organisation_import_row").drop_column("before_hash").to_owned();
        manager.alter_table(rows).await
    }
}
