//! What an official enters came on a day of its own, and by e-mail too.

use sea_orm_migration::prelude::*;

use crate::columns::{also_takes_where_it_stands, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        also_takes_where_it_stands(manager, "comment", "origin", &["email"]).await?;
        let came = column("received_on").date().to_owned();
        manager.alter_table(Table::alter().table("comment").add_column(came).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("comment").drop_column("received_on").to_owned()).await
    }
}
