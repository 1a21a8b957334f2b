//! People who sign in, what they may do, and the journal's memory of who did what.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{Required as _, code, column, tenant_table};

const LOCALES: &[&str] = &["sr-Cyrl", "sr-Latn", "bs", "hr", "en"];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            person(),
            membership(),
            invitation(),
            sign_in_link(),
            session(),
            passkey(),
            recovery_code(),
            api_token(),
            identity(),
        ] {
            manager.create_table(table).await?;
        }
        for (table, name, columns) in [
            ("membership", "membership_by_person", &["person_id"][..]),
            ("session", "session_by_person", &["person_id"]),
            ("passkey", "passkey_by_person", &["person_id"]),
            ("recovery_code", "recovery_code_by_person", &["person_id"]),
            ("api_token", "api_token_by_person", &["person_id"]),
            ("sign_in_link", "sign_in_link_by_person", &["person_id"]),
        ] {
            let mut index = Index::create().table(table).name(name).to_owned();
            for &column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        journal(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "identity",
            "api_token",
            "recovery_code",
            "passkey",
            "session",
            "sign_in_link",
            "invitation",
            "membership",
            "person",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn person() -> TableCreateStatement {
    Table::create()
        .table("person")
        .col(column("id").uuid().required().primary_key())
        .col(column("email").string().required().unique_key())
        .col(column("name").string().required())
        .col(code("locale", 8, LOCALES).required())
        .col(column("created_at").timestamp_with_time_zone().required())
        .to_owned()
}

fn membership() -> TableCreateStatement {
    let roles = &["editor", "moderator", "evaluator", "directory_keeper", "webmaster", "admin"];
    Table::create()
        .table("membership")
        .col(column("municipality_id").uuid().required())
        .col(column("person_id").uuid().required())
        .col(code("role", 16, roles).required())
        .col(column("granted_at").timestamp_with_time_zone().required())
        .primary_key(Index::create().col("municipality_id").col("person_id").col("role"))
        .foreign_key(
            ForeignKey::create()
                .name("membership_municipality_fkey")
                .from("membership", "municipality_id")
                .to("municipality", "id"),
        )
        .foreign_key(&mut of_person("membership"))
        .to_owned()
}

fn invitation() -> TableCreateStatement {
    tenant_table("invitation")
        .col(column("email").string().required())
        .col(column("name").string().required())
        .col(column("roles").json_binary().required())
        .col(code("locale", 8, LOCALES).required())
        .col(column("token_hash").var_binary(32).unique_key())
        .col(column("invited_by").uuid())
        .col(column("created_at").timestamp_with_time_zone().required())
        .col(column("expires_at").timestamp_with_time_zone().required())
        .col(column("accepted_at").timestamp_with_time_zone())
        .col(column("revoked_at").timestamp_with_time_zone())
        .to_owned()
}

fn of_person(from: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{from}_person_fkey"))
        .from(from, "person_id")
        .to("person", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// Something that belongs to one person and to nobody else.
fn personal(name: &'static str) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(column("id").uuid().required().primary_key())
        .col(column("person_id").uuid().required())
        .col(column("created_at").timestamp_with_time_zone().required())
        .foreign_key(&mut of_person(name))
        .to_owned()
}

fn sign_in_link() -> TableCreateStatement {
    personal("sign_in_link")
        .col(column("token_hash").var_binary(32).required().unique_key())
        .col(column("expires_at").timestamp_with_time_zone().required())
        .col(column("spent_at").timestamp_with_time_zone())
        .to_owned()
}

fn session() -> TableCreateStatement {
    personal("session")
        .col(column("token_hash").var_binary(32).required().unique_key())
        .col(column("seen_at").timestamp_with_time_zone().required())
        .col(column("expires_at").timestamp_with_time_zone().required())
        .col(column("confirmed_at").timestamp_with_time_zone())
        .col(column("ended_at").timestamp_with_time_zone())
        .col(column("device").string())
        .col(column("ceremony").json_binary())
        .to_owned()
}

fn passkey() -> TableCreateStatement {
    personal("passkey")
        .col(column("name").string().required())
        .col(column("credential_id").var_binary(1024).required().unique_key())
        .col(column("credential").json_binary().required())
        .col(column("used_at").timestamp_with_time_zone())
        .to_owned()
}

fn recovery_code() -> TableCreateStatement {
    personal("recovery_code")
        .col(column("code_hash").var_binary(32).required().unique_key())
        .col(column("spent_at").timestamp_with_time_zone())
        .to_owned()
}

fn api_token() -> TableCreateStatement {
    personal("api_token")
        .col(column("municipality_id").uuid().required())
        .col(column("name").string().required())
        .col(column("scopes").json_binary().required())
        .col(column("token_hash").var_binary(32).required().unique_key())
        .col(column("expires_at").timestamp_with_time_zone().required())
        .col(column("used_at").timestamp_with_time_zone())
        .col(column("ended_at").timestamp_with_time_zone())
        .foreign_key(
            ForeignKey::create()
                .name("api_token_municipality_fkey")
                .from("api_token", "municipality_id")
                .to("municipality", "id"),
        )
        .to_owned()
}

fn identity() -> TableCreateStatement {
    personal("identity")
        .col(column("issuer").string().required())
        .col(column("subject").string().required())
        .index(Index::create().unique().name("identity_issuer_subject_key").col("issuer").col("subject"))
        .to_owned()
}

/// The journal learns who did something and what exactly, and of more kinds of acts. SQLite cannot change a check, so
/// there the table is made anew; its positions stay.
async fn journal(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared("ALTER TABLE journal DROP CONSTRAINT IF EXISTS journal_kind_check").await?;
        db.execute_unprepared("ALTER TABLE journal ADD COLUMN actor_id uuid, ADD COLUMN detail jsonb").await?;
        let kinds = KINDS.map(|kind| format!("'{kind}'")).join(", ");
        db.execute_unprepared(&format!(
            "ALTER TABLE journal ADD CONSTRAINT journal_kind_check CHECK (kind IN ({kinds}))"
        ))
        .await?;
        return Ok(());
    }
    manager.rename_table(Table::rename().table("journal", "journal_before").to_owned()).await?;
    manager
        .create_table(
            Table::create()
                .table("journal")
                .col(column("position").big_integer().auto_increment().primary_key().required())
                .col(column("at").timestamp_with_time_zone().required())
                .col(column("municipality_id").uuid().required())
                .col(code("kind", 32, &KINDS).required())
                .col(column("subject_id").uuid().required())
                .col(column("actor_id").uuid())
                .col(column("detail").json_binary())
                .foreign_key(
                    ForeignKey::create()
                        .name("journal_municipality_fkey")
                        .from("journal", "municipality_id")
                        .to("municipality", "id"),
                )
                .to_owned(),
        )
        .await?;
    let columns = "position, at, municipality_id, kind, subject_id";
    db.execute_unprepared(&format!("INSERT INTO journal ({columns}) SELECT {columns} FROM journal_before")).await?;
    // A position is never given twice, not even one whose row is gone.
    db.execute_unprepared(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'journal', seq FROM sqlite_sequence \
         WHERE name = 'journal_before' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'journal')",
    )
    .await?;
    manager.drop_table(Table::drop().table("journal_before").to_owned()).await?;
    let index = Index::create()
        .table("journal")
        .name("journal_by_municipality")
        .col("municipality_id")
        .col("position")
        .to_owned();
    manager.create_index(index).await
}

const KINDS: [&str; 25] = [
    "call_drafted",
    "call_edited",
    "call_published",
    "call_changed",
    "call_extended",
    "call_cancelled",
    "call_withdrawn",
    "draft_deleted",
    "document_added",
    "document_replaced",
    "question_asked",
    "question_entered",
    "question_answered",
    "question_withheld",
    "person_invited",
    "invitation_revoked",
    "invitation_accepted",
    "roles_changed",
    "person_renamed",
    "token_created",
    "token_revoked",
    "signed_in",
    "session_ended",
    "passkeys_changed",
    "municipality_changed",
];
