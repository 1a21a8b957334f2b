//! What a call came from: the consultation, or the earlier call that it follows, of the same municipality.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, also_takes, column, index, to, to_call};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "call_origin";

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(TABLE)
            .col(column("call_id").uuid().required().primary_key())
            .col(column("municipality_id").uuid().required())
            .col(column("consultation_id").uuid())
            .col(column("earlier_id").uuid())
            .col(column("title").json_binary().required())
            // One of the two, and no call comes from itself.
            .check(Expr::cust("(consultation_id IS NULL) <> (earlier_id IS NULL)"))
            .check(Expr::cust("earlier_id <> call_id"))
            .foreign_key(&mut to_call(TABLE))
            .foreign_key(to(TABLE, "consultation_id", "consultation").on_delete(ForeignKeyAction::Cascade))
            .foreign_key(to(TABLE, "earlier_id", "open_call").on_delete(ForeignKeyAction::Cascade))
            .to_owned();
        manager.create_table(table).await?;
        // What came of a thing, the newest first; and what goes with it when it goes.
        manager.create_index(index(TABLE, "call_origin_by_consultation", &["consultation_id", "call_id"])).await?;
        manager.create_index(index(TABLE, "call_origin_by_earlier", &["earlier_id", "call_id"])).await?;
        also_takes(manager, "call_correction", "field", &["origin"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}
