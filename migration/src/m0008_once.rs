//! Which public writes were done already, so that one that is sent twice is done once; and letters that tell of an answer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{Required as _, code, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let idempotency = Table::create()
            .table("idempotency")
            .col(column("key_hash").var_binary(32).required().primary_key())
            .col(column("parameters_hash").var_binary(32).required())
            .col(column("written_at").timestamp_with_time_zone().required())
            .col(column("answer").json_binary())
            .to_owned();
        manager.create_table(idempotency).await?;
        letters(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("idempotency").to_owned()).await
    }
}

/// The check of `letter.kind` learns the new code. SQLite cannot change a check, so there the table is made anew.
async fn letters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared("ALTER TABLE letter DROP CONSTRAINT IF EXISTS letter_kind_check").await?;
        let kinds = KINDS.map(|kind| format!("'{kind}'")).join(", ");
        let check = format!("CONSTRAINT letter_kind_check CHECK (kind IN ({kinds}))");
        db.execute_unprepared(&format!("ALTER TABLE letter ADD {check}")).await?;
        return Ok(());
    }
    let columns = "id, municipality_id, kind, address, address_hash, locale, subject_id, created_at, useless_after, \
                   next_try_at, tries, sent_at, failed_at, last_error";
    let aside = format!("CREATE TEMPORARY TABLE letters_before AS SELECT {columns} FROM letter");
    db.execute_unprepared(&aside).await?;
    manager.drop_table(Table::drop().table("letter").to_owned()).await?;
    manager.create_table(letter()).await?;
    db.execute_unprepared(&format!("INSERT INTO letter ({columns}) SELECT {columns} FROM letters_before")).await?;
    db.execute_unprepared("DROP TABLE letters_before").await?;
    for index in indexes() {
        manager.create_index(index).await?;
    }
    Ok(())
}

const KINDS: [&str; 4] = ["sign_in", "invitation", "test", "answer"];

fn letter() -> TableCreateStatement {
    Table::create()
        .table("letter")
        .col(column("id").uuid().required().primary_key())
        .col(column("municipality_id").uuid())
        .col(code("kind", 16, &KINDS).required())
        .col(column("address").string())
        .col(column("address_hash").var_binary(16))
        .col(code("locale", 8, &["sr-Cyrl", "sr-Latn", "bs", "hr", "en"]).required())
        .col(column("subject_id").uuid())
        .col(column("created_at").timestamp_with_time_zone().required())
        .col(column("useless_after").timestamp_with_time_zone().required())
        .col(column("next_try_at").timestamp_with_time_zone().required())
        .col(column("tries").integer().required())
        .col(column("sent_at").timestamp_with_time_zone())
        .col(column("failed_at").timestamp_with_time_zone())
        .col(column("last_error").string())
        .foreign_key(
            ForeignKey::create()
                .name("letter_municipality_fkey")
                .from("letter", "municipality_id")
                .to("municipality", "id"),
        )
        .to_owned()
}

/// As they were: both hold only the few rows that are of use.
fn indexes() -> [IndexCreateStatement; 2] {
    let waiting = Index::create()
        .table("letter")
        .name("letter_waiting")
        .col("next_try_at")
        .and_where(Expr::col("sent_at").is_null())
        .and_where(Expr::col("failed_at").is_null())
        .to_owned();
    let counted = Index::create()
        .table("letter")
        .name("letter_counted")
        .col("address_hash")
        .and_where(Expr::col("address_hash").is_not_null())
        .to_owned();
    [waiting, counted]
}
