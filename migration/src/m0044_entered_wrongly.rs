//! Whoever enters what came on paper may err: a reason of its own, that says nothing of whoever wrote it.

use sea_orm_migration::prelude::*;

use crate::columns::also_takes_where_it_stands;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        also_takes_where_it_stands(manager, "comment", "state_reason", &["entered_wrongly"]).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
