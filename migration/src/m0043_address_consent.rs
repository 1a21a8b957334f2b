//! Whether street and number of an organisation may be read by everybody is kept beside them. Of what stands in the directory
//! already nobody knows: a list was asked about telephones alone, a desk about nothing. So it is shown to officials until
//! somebody agrees: the organisation on its form, or an official who has asked it.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "organisation";
const COLUMN: &str = "address_public";

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let public = column(COLUMN).boolean().default(false).required();
        manager.alter_table(Table::alter().table(TABLE).add_column(public).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(TABLE).drop_column(COLUMN).to_owned()).await
    }
}
