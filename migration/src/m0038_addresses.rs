//! Street and number are how an organisation is reached, often at somebody's home: whoever takes them off finds them in no
//! change of before. Seat and street were told together, so of such a change only what is the name of a place stays: of a
//! municipality, or of where an organisation has its seat. That it changed, and when, stays.
//!
//! Of lists that wait it is not known how many carry addresses: asked is as if all did.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let seat = match manager.get_database_backend() {
            DbBackend::Sqlite => "json_extract(seat, '$.original.text')",
            _ => "seat #>> '{original,text}'",
        };
        for told in ["before", "after"] {
            let sql = format!(
                r#"UPDATE organisation_change SET "{told}" = NULL WHERE field = 'seat' AND "{told}" IS NOT NULL
                    AND "{told}" NOT IN (SELECT name_latin FROM municipality)
                    AND "{told}" NOT IN (SELECT name_cyrillic FROM municipality)
                    AND "{told}" NOT IN (SELECT {seat} FROM organisation WHERE {seat} IS NOT NULL)"#
            );
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        let waiting = Query::update()
            .table("organisation_import")
            .value("contacts", Expr::col("rows_total"))
            .and_where(Expr::col("state").eq("previewed"))
            .to_owned();
        manager.execute(waiting).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
