//! Comments that say nearly the same are found by numbers of their texts, several to each, in place of one hash of the whole.
//! Those of before are found by nothing until they are written anew.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

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
        manager
            .create_index(index("comment_band", "comment_by_band", &["consultation_id", "band", "municipality_id"]))
            .await?;
        manager.drop_index(Index::drop().name("comment_by_likeness").table("comment").to_owned()).await?;
        manager.alter_table(Table::alter().table("comment").drop_column("like_hash").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("comment_band").to_owned()).await?;
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        let nothing = "00".repeat(16);
        let nothing = if postgres { format!("'\\x{nothing}'::bytea") } else { format!("x'{nothing}'") };
        let hash = column("like_hash").var_binary(16).not_null().default(Expr::cust(nothing)).to_owned();
        manager.alter_table(Table::alter().table("comment").add_column(hash).to_owned()).await?;
        // Of what was written meanwhile there is no hash: what is like no other stands in its place.
        let own = if postgres { "decode(replace(id::text, '-', ''), 'hex')" } else { "id" };
        let unlike = Query::update().table("comment").value("like_hash", Expr::cust(own)).to_owned();
        manager.execute(unlike).await?;
        manager.create_index(index("comment", "comment_by_likeness", &["consultation_id", "like_hash"])).await
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
