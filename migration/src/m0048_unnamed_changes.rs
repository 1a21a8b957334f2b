//! The journal keeps of what became of an organisation what everybody reads of it, and no more: of who represents it and how
//! it is reached, that it changed; of its seat, the place. What it kept before is taken out. Seat and street were told together
//! once, so of a seat stays what is the name of a municipality, or of a place where an organisation has its seat. That it
//! changed, when and by whom, stays.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A seat that is the name of a place, as an expression; null where it may be more.
fn place(seat: &str, postgres: bool) -> String {
    let (text, numbered) = if postgres {
        ("seat #>> '{original,text}'", "~ '[0-9]'")
    } else {
        ("json_extract(seat, '$.original.text')", "GLOB '*[0-9]*'")
    };
    format!(
        "CASE WHEN {seat} IN (SELECT name_latin FROM municipality) OR {seat} IN (SELECT name_cyrillic FROM municipality) \
         OR {seat} IN (SELECT {text} FROM organisation WHERE {text} IS NOT NULL AND NOT ({text} {numbered})) \
         THEN {seat} END"
    )
}

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        let field = if postgres { "change ->> 'field'" } else { "json_extract(value, '$.field')" };
        let [before, after] = ["before", "after"].map(|told| {
            let told =
                if postgres { format!("change ->> '{told}'") } else { format!("json_extract(value, '$.{told}')") };
            place(&format!("({told})"), postgres)
        });
        let (detail, any) = if postgres {
            (
                format!(
                    "jsonb_set(detail, '{{changes}}', (SELECT jsonb_agg(CASE \
                     WHEN {field} IN ('contact', 'representative') \
                     THEN change || '{{\"before\": null, \"after\": null}}'::jsonb \
                     WHEN {field} = 'seat' THEN change || jsonb_build_object('before', {before}, 'after', {after}) \
                     ELSE change END ORDER BY place) \
                     FROM jsonb_array_elements(detail -> 'changes') WITH ORDINALITY AS told (change, place)))"
                ),
                "jsonb_array_length(detail -> 'changes') > 0",
            )
        } else {
            (
                format!(
                    "json_set(detail, '$.changes', (SELECT json_group_array(json(CASE \
                     WHEN {field} IN ('contact', 'representative') \
                     THEN json_set(value, '$.before', NULL, '$.after', NULL) \
                     WHEN {field} = 'seat' THEN json_set(value, '$.before', {before}, '$.after', {after}) \
                     ELSE value END)) FROM json_each(detail, '$.changes')))"
                ),
                "json_array_length(detail, '$.changes') > 0",
            )
        };
        let kinds = "'organisation_listed', 'organisation_changed'";
        let sql = format!("UPDATE journal SET detail = {detail} WHERE kind IN ({kinds}) AND {any}");
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
