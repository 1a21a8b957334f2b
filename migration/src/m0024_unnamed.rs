//! The journal keeps of whoever was invited, came, or has other roles his id alone: what he is called is looked up when it is
//! read. Names and addresses of before are taken out; what was done, by whom, and which roles it was about stays.

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
        let unnamed = match manager.get_database_backend() {
            DbBackend::Sqlite => "json_remove(detail, '$.title')",
            _ => "detail - 'title'",
        };
        let kinds = "'person_invited', 'invitation_revoked', 'invitation_accepted', 'roles_changed'";
        let sql = format!("UPDATE journal SET detail = {unnamed} WHERE kind IN ({kinds}) AND detail IS NOT NULL");
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
