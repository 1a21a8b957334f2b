//! Comments that say nearly the same are found by numbers of their texts, several to each, in place of one hash of the whole.
//! Those of before are found by nothing until they are written anew.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, column, index, to};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(band()).await?;
        manager.create_index(index("comment_band", "comment_by_band", &["consultation_id", "band"])).await?;
        manager.drop_index(Index::drop().name("comment_by_likeness").table("comment").to_owned()).await?;
        manager.alter_table(Table::alter().table("comment").drop_column("like_hash").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("comment_band").to_owned()).await
    }
}

fn band() -> TableCreateStatement {
    Table::create()
        .table("comment_band")
        .col(column("municipality_id").uuid().required())
        .col(column("consultation_id").uuid().required())
        .col(column("comment_id").uuid().required())
        .col(column("band").var_binary(9).required())
        .primary_key(Index::create().col("comment_id").col("band"))
        .foreign_key(to("comment_band", "comment_id", "comment").on_delete(ForeignKeyAction::Cascade))
        .to_owned()
}
