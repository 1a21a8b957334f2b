//! Who represents an organisation: says what it is, after signing in, for as long as the keeper of the directory leaves it
//! so.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, also_takes, column, index, tenant_table, to};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(representative()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        also_takes(manager, "journal", "kind", &["representative_named", "representative_ended"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("organisation_representative").to_owned()).await
    }
}

fn representative() -> TableCreateStatement {
    let table = "organisation_representative";
    // Only of whoever does not represent it any more may it be forgotten who he was.
    let known = Expr::col("email").is_not_null().or(Expr::col("ended_at").is_not_null());
    tenant_table(table)
        .col(column("organisation_id").uuid().required())
        .col(column("email").string())
        .col(column("since").timestamp_with_time_zone().required())
        .col(column("named_by").uuid())
        .col(column("ended_at").timestamp_with_time_zone())
        .col(column("ended_by").uuid())
        .foreign_key(to(table, "organisation_id", "organisation").on_delete(ForeignKeyAction::Cascade))
        .check(known)
        .to_owned()
}

fn indexes() -> [IndexCreateStatement; 2] {
    let table = "organisation_representative";
    [
        index(table, "organisation_representative_of", &["organisation_id", "since", "id"]),
        index(table, "organisation_representative_who", &["email", "organisation_id"]),
    ]
}
