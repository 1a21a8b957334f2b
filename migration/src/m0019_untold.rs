//! What everybody reads of how an organisation is reached, and who represents it, stands in its record alone: whoever takes
//! a telephone or a name back finds it in no change of before. That it changed, and when, stays.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let forget = Query::update()
            .table("organisation_change")
            .value("before", Option::<String>::None)
            .value("after", Option::<String>::None)
            .and_where(Expr::col("field").is_in(["contact", "representative"]))
            .to_owned();
        manager.execute(forget).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}
