//! What the keepers of the directory ask: what is due, what was written last anywhere, and in which state an import found
//! what it changed.

use sea_orm_migration::prelude::*;

use crate::columns::{code, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let state = code("before_state", 16, &["proposed", "listed", "withdrawn", "merged"]);
        let rows = Table::alter().table("organisation_import_row").add_column(state).to_owned();
        manager.alter_table(rows).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in
            ["organisation_everywhere_by_saving", "organisation_status_by_end", "organisation_import_row_by_fate"]
        {
            manager.drop_index(Index::drop().name(name).to_owned()).await?;
        }
        let rows = Table::alter().table("organisation_import_row").drop_column("before_state").to_owned();
        manager.alter_table(rows).await
    }
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("organisation", "organisation_everywhere_by_saving", &["saved_at", "id"]),
        index("organisation_status", "organisation_status_by_end", &["municipality_id", "valid_until"]),
        index("organisation_import_row", "organisation_import_row_by_fate", &["import_id", "fate", "number"]),
    ]
}
