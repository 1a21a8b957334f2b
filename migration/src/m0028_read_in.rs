//! Letters speak as their reader does, whatever he wrote in: of a comment and of a question it is kept in which locale the page
//! was where it was written. Of what came before, letters go on to speak as it is written.

use sea_orm_migration::prelude::*;

use crate::columns::{LOCALES, code};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 2] = ["comment", "call_question"];

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            let read_in = code("read_in", 8, LOCALES);
            manager.alter_table(Table::alter().table(table).add_column(read_in).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.alter_table(Table::alter().table(table).drop_column("read_in").to_owned()).await?;
        }
        Ok(())
    }
}
