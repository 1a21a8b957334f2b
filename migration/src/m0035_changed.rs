//! Of a comment that was written anew it is kept when: everybody who reads it sees that. What was changed before this is found
//! among the texts that each comment has had; with a file alone nothing was written anew.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::column;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let changed = column("changed_at").timestamp_with_time_zone().to_owned();
        manager.alter_table(Table::alter().table("comment").add_column(changed).to_owned()).await?;
        let words = |row: &str| match manager.get_database_backend() {
            DbBackend::Sqlite => format!("json_extract({row}.content, '$.text')"),
            _ => format!("({row}.content::jsonb ->> 'text')"),
        };
        // A text that an official made has no author of its own, and is no change of whoever wrote it.
        let sql = format!(
            "UPDATE comment SET changed_at = (SELECT MAX(later.written_at) FROM comment_revision later \
             JOIN comment_revision sooner ON sooner.comment_id = later.comment_id AND sooner.number = later.number - 1 \
             WHERE later.comment_id = comment.id AND later.author IS NOT NULL \
             AND ({} <> {} OR later.author <> sooner.author)) WHERE revision > 1",
            words("later"),
            words("sooner")
        );
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("comment").drop_column("changed_at").to_owned()).await
    }
}
