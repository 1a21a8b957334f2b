//! What officials write for each other about an organisation is no change for everybody: the journal has a word of its own for
//! it, and beside when a record was last saved stands when anybody could last see that it is another. Of what was saved before
//! nobody knows which it was.
//!
//! Lists for everybody go by the latter, those of a desk by the former: so one of the indexes is made for the other column.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, also_takes, column, index};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "organisation";
const COLUMN: &str = "changed_at";

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        also_takes(manager, "journal", "kind", &["organisation_edited"]).await?;
        let new = column(COLUMN).timestamp_with_time_zone().default("1970-01-01T00:00:00+00:00").required();
        manager.alter_table(Table::alter().table(TABLE).add_column(new).to_owned()).await?;
        let all = format!("UPDATE {TABLE} SET {COLUMN} = saved_at");
        manager.get_connection().execute_unprepared(&all).await?;
        manager.drop_index(Index::drop().name("organisation_everywhere_by_saving").to_owned()).await?;
        manager.create_index(index(TABLE, "organisation_by_change", &["municipality_id", COLUMN, "id"])).await?;
        manager.create_index(index(TABLE, "organisation_everywhere_by_change", &[COLUMN, "id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows of the new kind stay in the journal, and so does the word for them.
        for name in ["organisation_everywhere_by_change", "organisation_by_change"] {
            manager.drop_index(Index::drop().name(name).to_owned()).await?;
        }
        manager.create_index(index(TABLE, "organisation_everywhere_by_saving", &["saved_at", "id"])).await?;
        manager.alter_table(Table::alter().table(TABLE).drop_column(COLUMN).to_owned()).await
    }
}
