//! Documents of calls that are files here, in all their versions.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, call_child, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(call_file()).await?;
        let by_call =
            Index::create().table("call_file").name("call_file_by_call").col("call_id").col("version").to_owned();
        manager.create_index(by_call).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("call_file").to_owned()).await
    }
}

fn call_file() -> TableCreateStatement {
    // Nothing is done when a document is deleted: one that has files cannot be.
    let mut to_document = ForeignKey::create()
        .name("call_file_document_fkey")
        .from("call_file", ("municipality_id", "document_id"))
        .to("call_document", ("municipality_id", "id"))
        .to_owned();
    call_child("call_file")
        .col(column("document_id").uuid().required())
        .col(column("version").integer().required())
        .col(column("name").string().required())
        .col(column("media_type").string().required())
        .col(column("size_bytes").big_integer().required())
        .col(column("sha256").string().required())
        .col(column("storage_key").string().required().unique_key())
        .col(column("uploaded_at").timestamp_with_time_zone().required())
        .col(column("replaced_at").timestamp_with_time_zone())
        .index(
            Index::create()
                .unique()
                .name("call_file_version_key")
                .col("municipality_id")
                .col("document_id")
                .col("version"),
        )
        .foreign_key(&mut to_document)
        .to_owned()
}
