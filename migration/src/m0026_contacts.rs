//! Whether the e-mail addresses and telephones of a list are for everybody is asked of whoever imports it; as long as nobody
//! has said so, they are not. What was imported before nobody was asked about.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "organisation_import";

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            column("contacts").integer().default(0).required(),
            column("publish_contacts").boolean().default(false).required(),
        ] {
            manager.alter_table(Table::alter().table(TABLE).add_column(column).to_owned()).await?;
        }
        let begun = Query::update()
            .table(TABLE)
            .value("publish_contacts", true)
            .and_where(Expr::col("state").ne("previewed"))
            .to_owned();
        manager.execute(begun).await?;
        // Of lists that wait it is not known how many carry some: asked is as if all did.
        let waiting = Query::update()
            .table(TABLE)
            .value("contacts", Expr::col("rows_total"))
            .and_where(Expr::col("state").eq("previewed"))
            .to_owned();
        manager.execute(waiting).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["publish_contacts", "contacts"] {
            manager.alter_table(Table::alter().table(TABLE).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
