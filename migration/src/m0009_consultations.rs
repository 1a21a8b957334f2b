//! Consultations: draft acts in versions of immutable anchors, and all that hangs on a consultation but its comments.

use sea_orm_migration::prelude::*;

use crate::columns::{LOCALES, Required as _, also_takes, code, column, index, tenant_table, to};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in
            [consultation(), act(), act_version(), act_anchor(), session(), channel(), document(), file(), change()]
        {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        also_takes(manager, "journal", "kind", HAPPENINGS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "consultation_change",
            "consultation_file",
            "consultation_document",
            "consultation_channel",
            "consultation_session",
            "act_anchor",
            "act_version",
            "consultation_act",
            "consultation",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn consultation() -> TableCreateStatement {
    let kinds = &["public_debate", "public_inspection", "proposals", "assembly", "consultation"];
    // The number is there when, and only when, it says something.
    let counted = Expr::col("moderation").eq("first_n").eq(Expr::col("moderation_first").is_not_null());
    tenant_table("consultation")
        .col(column("source_key").string().required())
        .col(column("source_hash").string().required())
        .col(column("version").integer().required())
        .col(code("kind", 24, kinds).required())
        .col(code("stage", 16, &["draft", "published", "finished", "cancelled"]).required())
        .col(column("exercise").boolean().required())
        .col(column("title").json_binary().required())
        .col(column("summary").json_binary())
        .col(column("responsible_body").json_binary())
        .col(column("legal_basis").json_binary())
        .col(column("contact").json_binary())
        .col(column("comment_note").json_binary())
        .col(column("published_on").date())
        .col(column("opens_at").timestamp_with_time_zone())
        .col(column("opens_hour_stated").boolean().required())
        .col(column("closes_at").timestamp_with_time_zone())
        .col(column("closes_hour_stated").boolean().required())
        .col(column("dates_note").json_binary())
        .col(column("answer_due_on").date())
        .col(column("online_counts").boolean().required())
        .col(code("moderation", 16, &["pre", "post", "first_n"]).required())
        .col(column("moderation_first").integer())
        .col(column("anonymous_allowed").boolean().required())
        .col(column("attachments_allowed").boolean().required())
        .col(code("confirm_email", 16, &["never", "when_given", "always"]).required())
        .col(code("supports", 16, &["none", "confirmed_email", "client"]).required())
        .col(column("source_url").string())
        .col(column("closes_key").timestamp_with_time_zone().required())
        .col(column("published_key").date().required())
        .col(column("search_text").text().required())
        .col(column("created_at").timestamp_with_time_zone().required())
        .col(column("saved_at").timestamp_with_time_zone().required())
        .col(column("saved_by").uuid())
        .index(Index::create().unique().name("consultation_source_key").col("municipality_id").col("source_key"))
        .check(counted)
        .to_owned()
}

/// The composite key from a child to its parent, with which it goes.
fn with(table: &'static str, column: &'static str, parent: &'static str) -> ForeignKeyCreateStatement {
    to(table, column, parent).on_delete(ForeignKeyAction::Cascade).to_owned()
}

fn child(name: &'static str) -> TableCreateStatement {
    tenant_table(name)
        .col(column("consultation_id").uuid().required())
        .foreign_key(&mut with(name, "consultation_id", "consultation"))
        .to_owned()
}

fn act() -> TableCreateStatement {
    child("consultation_act")
        .col(column("position").integer().required())
        .col(column("title").json_binary().required())
        .to_owned()
}

fn unique(name: &'static str, columns: [&'static str; 3]) -> IndexCreateStatement {
    let mut index = Index::create().unique().name(name).to_owned();
    for column in columns {
        index.col(column);
    }
    index
}

fn act_version() -> TableCreateStatement {
    child("act_version")
        .col(column("act_id").uuid().required())
        .col(column("number").integer().required())
        .col(code("locale", 8, LOCALES).required())
        .col(column("published_at").timestamp_with_time_zone())
        .col(column("note").json_binary())
        .index(&mut unique("act_version_number_key", ["municipality_id", "act_id", "number"]))
        .foreign_key(&mut with("act_version", "act_id", "consultation_act"))
        .to_owned()
}

fn act_anchor() -> TableCreateStatement {
    child("act_anchor")
        .col(column("version_id").uuid().required())
        .col(column("key").uuid().required())
        .col(column("parent_id").uuid())
        .col(column("position").integer().required())
        .col(column("depth").integer().required())
        .col(code("kind", 16, &["chapter", "article", "paragraph"]).required())
        .col(column("label").json_binary())
        .col(column("heading").json_binary())
        .col(column("text").json_binary())
        // What points at a part of a version names all three.
        .index(&mut unique("act_anchor_key_key", ["municipality_id", "version_id", "key"]))
        .foreign_key(&mut with("act_anchor", "version_id", "act_version"))
        .foreign_key(&mut with("act_anchor", "parent_id", "act_anchor"))
        .to_owned()
}

fn session() -> TableCreateStatement {
    child("consultation_session")
        .col(column("starts_at").timestamp_with_time_zone().required())
        .col(column("hour_stated").boolean().required())
        .col(column("place").json_binary())
        .col(column("audience").json_binary())
        .col(column("minutes_url").string())
        .col(column("attendance").integer())
        .to_owned()
}

fn channel() -> TableCreateStatement {
    let kinds = &["post", "counter", "email", "notebook", "form", "local_community"];
    child("consultation_channel")
        .col(column("position").integer().required())
        .col(code("kind", 16, kinds).required())
        .col(column("text").json_binary().required())
        .to_owned()
}

fn document() -> TableCreateStatement {
    child("consultation_document")
        .col(column("position").integer().required())
        .col(code("role", 16, &["draft", "explanation", "form", "other"]).required())
        .col(column("name").json_binary().required())
        .col(column("url").string())
        .col(column("media_type").string())
        .col(column("size_bytes").big_integer())
        .col(column("version").integer().required())
        .col(column("replaced_on").date())
        .col(column("removed_on").date())
        .to_owned()
}

fn file() -> TableCreateStatement {
    // Nothing is done when a document is deleted: one that has files cannot be.
    let mut to_document = ForeignKey::create()
        .name("consultation_file_document_fkey")
        .from("consultation_file", ("municipality_id", "document_id"))
        .to("consultation_document", ("municipality_id", "id"))
        .to_owned();
    child("consultation_file")
        .col(column("document_id").uuid().required())
        .col(column("version").integer().required())
        .col(column("name").string().required())
        .col(column("media_type").string().required())
        .col(column("size_bytes").big_integer().required())
        .col(column("sha256").string().required())
        .col(column("storage_key").string().required().unique_key())
        .col(column("uploaded_at").timestamp_with_time_zone().required())
        .col(column("replaced_at").timestamp_with_time_zone())
        .index(&mut unique("consultation_file_version_key", ["municipality_id", "document_id", "version"]))
        .foreign_key(&mut to_document)
        .to_owned()
}

fn change() -> TableCreateStatement {
    child("consultation_change")
        .col(column("at").timestamp_with_time_zone().required())
        .col(code("field", 24, FIELDS).required())
        .col(column("before").string())
        .col(column("after").string())
        .col(column("reason").json_binary())
        .to_owned()
}

/// One index per way that lists are read, each ending in the key that breaks ties.
fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("consultation", "consultation_by_closing", &["municipality_id", "closes_key", "id"]),
        index("consultation", "consultation_by_publication", &["municipality_id", "published_key", "id"]),
        index("consultation", "consultation_everywhere_by_closing", &["closes_key", "id"]),
        index("consultation", "consultation_everywhere_by_publication", &["published_key", "id"]),
        index("consultation", "consultation_by_saving", &["municipality_id", "saved_at", "id"]),
        index("consultation_act", "consultation_act_by_consultation", &["consultation_id", "position"]),
        index("act_version", "act_version_by_act", &["act_id", "number"]),
        index("act_version", "act_version_by_consultation", &["consultation_id"]),
        index("act_anchor", "act_anchor_by_version", &["version_id", "position"]),
        index("act_anchor", "act_anchor_by_consultation", &["consultation_id"]),
        // A version is deleted without reading all others for each of its parts.
        index("act_anchor", "act_anchor_by_parent", &["municipality_id", "parent_id"]),
        index("consultation_session", "consultation_session_by_consultation", &["consultation_id", "starts_at"]),
        index("consultation_channel", "consultation_channel_by_consultation", &["consultation_id", "position"]),
        index("consultation_document", "consultation_document_by_consultation", &["consultation_id", "position"]),
        index("consultation_file", "consultation_file_by_consultation", &["consultation_id", "version"]),
        index("consultation_change", "consultation_change_by_consultation", &["consultation_id", "at"]),
    ]
}

const FIELDS: &[&str] = &[
    "title",
    "kind",
    "summary",
    "responsible_body",
    "legal_basis",
    "contact",
    "comment_note",
    "published_on",
    "opens",
    "closes",
    "dates_note",
    "answer_due",
    "rules",
    "acts",
    "sessions",
    "channels",
    "documents",
    "cancellation",
    "other",
];

const HAPPENINGS: &[&str] = &[
    "consultation_drafted",
    "consultation_edited",
    "consultation_published",
    "consultation_changed",
    "consultation_extended",
    "consultation_cancelled",
    "consultation_finished",
    "consultation_withdrawn",
];
