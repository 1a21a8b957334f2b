//! Comments, what officials decide and answer, and the log in which nothing of that can be changed unnoticed.

use sea_orm_migration::prelude::*;

use crate::columns::{LOCALES, Required as _, also_takes, code, column, index, tenant_table, to};

const REASONS: &[&str] =
    &["off_topic", "insult", "hate", "personal_data", "advertising", "duplicate", "unlawful", "unreadable"];

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
            [answer(), comment(), revision(), count(), support(), flag(), log_head(), log_entry(), server_key()]
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
            "server_key",
            "log_entry",
            "log_head",
            "comment_flag",
            "comment_support",
            "comment_count",
            "comment_revision",
            "comment",
            "official_answer",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn of_consultation(name: &'static str) -> TableCreateStatement {
    tenant_table(name)
        .col(column("consultation_id").uuid().required())
        .foreign_key(&mut to(name, "consultation_id", "consultation"))
        .to_owned()
}

fn of_comment(name: &'static str) -> TableCreateStatement {
    tenant_table(name)
        .col(column("comment_id").uuid().required())
        .foreign_key(&mut to(name, "comment_id", "comment"))
        .to_owned()
}

fn answer() -> TableCreateStatement {
    of_consultation("official_answer")
        .col(
            code("disposition", 16, &["accepted", "partly_accepted", "not_accepted", "noted", "out_of_scope"])
                .required(),
        )
        .col(column("reason").json_binary().required())
        .col(column("revision").integer().required())
        .col(column("salt").string().required())
        .col(column("answered_at").timestamp_with_time_zone().required())
        .col(column("answered_by").uuid())
        .to_owned()
}

fn comment() -> TableCreateStatement {
    let states = &["unconfirmed", "held", "pending", "published", "rejected", "withdrawn"];
    // Whoever is nobody has no name, and whoever is somebody has one.
    let named = Expr::col("author_kind").eq("anonymous").eq(Expr::col("author_name").is_null());
    let counted = Expr::col("supports").gte(0);
    let shallow = Expr::col("depth").between(0, 2);
    of_consultation("comment")
        .col(column("version_id").uuid())
        .col(column("anchor_id").uuid())
        .col(column("anchor_key").uuid())
        .col(column("parent_id").uuid())
        .col(column("depth").integer().required())
        .col(code("author_kind", 16, &["citizen", "anonymous", "organisation"]).required())
        .col(column("author_name").string())
        .col(column("email").string())
        .col(column("email_confirmed_at").timestamp_with_time_zone())
        .col(code("origin", 16, &["online", "paper", "session"]).required())
        .col(code("state", 16, states).required())
        .col(code("state_reason", 16, REASONS))
        .col(column("signals").json_binary().required())
        .col(column("revision").integer().required())
        .col(code("locale", 8, LOCALES).required())
        .col(column("text").text())
        .col(column("search_text").text().required())
        .col(column("like_hash").var_binary(16).required())
        .col(column("supports").integer().required())
        .col(column("code").string().required().unique_key())
        .col(column("secret_hash").var_binary(32))
        .col(column("received_at").timestamp_with_time_zone().required())
        .col(column("decided_at").timestamp_with_time_zone())
        .col(column("published_at").timestamp_with_time_zone())
        .col(column("erased_at").timestamp_with_time_zone())
        .col(column("answer_id").uuid())
        .col(column("log_number").big_integer().required())
        .foreign_key(&mut to("comment", "version_id", "act_version"))
        .foreign_key(&mut to("comment", "anchor_id", "act_anchor"))
        .foreign_key(&mut to("comment", "parent_id", "comment"))
        .foreign_key(&mut to("comment", "answer_id", "official_answer"))
        .check(named)
        .check(counted)
        .check(shallow)
        .to_owned()
}

fn revision() -> TableCreateStatement {
    of_comment("comment_revision")
        .col(column("number").integer().required())
        .col(column("salt").string())
        .col(column("content").text())
        .col(column("written_at").timestamp_with_time_zone().required())
        .index(Index::create().unique().name("comment_revision_number_key").col("comment_id").col("number"))
        .to_owned()
}

/// How many can be read: counted when that changes, because nobody may wait for 200,000 to be counted.
fn count() -> TableCreateStatement {
    Table::create()
        .table("comment_count")
        .col(column("consultation_id").uuid().required())
        .col(column("anchor_key").uuid().required())
        .col(column("municipality_id").uuid().required())
        .col(column("published").integer().required())
        .col(column("answered").integer().required())
        .primary_key(Index::create().col("consultation_id").col("anchor_key"))
        .foreign_key(&mut to("comment_count", "consultation_id", "consultation"))
        .check(Expr::col("published").gte(0))
        .check(Expr::col("answered").gte(0))
        .to_owned()
}

fn support() -> TableCreateStatement {
    of_comment("comment_support")
        .col(column("by_hash").var_binary(32).required())
        .col(column("supported_at").timestamp_with_time_zone().required())
        .index(Index::create().unique().name("comment_support_once_key").col("comment_id").col("by_hash"))
        .to_owned()
}

fn flag() -> TableCreateStatement {
    of_comment("comment_flag")
        .col(code("reason", 16, REASONS).required())
        .col(column("words").text())
        .col(column("by_hash").var_binary(32).required())
        .col(column("flagged_at").timestamp_with_time_zone().required())
        .col(column("settled_at").timestamp_with_time_zone())
        .index(Index::create().unique().name("comment_flag_once_key").col("comment_id").col("by_hash"))
        .to_owned()
}

fn log_head() -> TableCreateStatement {
    Table::create()
        .table("log_head")
        .col(column("consultation_id").uuid().required().primary_key())
        .col(column("municipality_id").uuid().required())
        .col(column("size").big_integer().required())
        .foreign_key(&mut to("log_head", "consultation_id", "consultation"))
        .to_owned()
}

fn log_entry() -> TableCreateStatement {
    of_consultation("log_entry")
        .col(column("number").big_integer().required())
        .col(column("body").text().required())
        .col(column("hashes").var_binary(2048).required())
        .index(Index::create().unique().name("log_entry_number_key").col("consultation_id").col("number"))
        .to_owned()
}

fn server_key() -> TableCreateStatement {
    Table::create()
        .table("server_key")
        .col(column("purpose").string().required().primary_key())
        .col(column("private").string().required())
        .col(column("public").string().required())
        .col(column("made_at").timestamp_with_time_zone().required())
        .to_owned()
}

/// One index per way that lists are read, each ending in the key that breaks ties.
fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("comment", "comment_by_state", &["consultation_id", "state", "received_at", "id"]),
        index("comment", "comment_queue", &["municipality_id", "received_at", "id"]),
        index("comment", "comment_queue_by_state", &["municipality_id", "state", "received_at", "id"]),
        index("comment", "comment_by_answered", &["consultation_id", "state", "answer_id", "received_at", "id"]),
        index("comment", "comment_by_anchor", &["consultation_id", "anchor_key", "state", "received_at", "id"]),
        index("comment", "comment_by_support", &["consultation_id", "state", "supports", "id"]),
        index("comment", "comment_by_parent", &["parent_id", "received_at", "id"]),
        index("comment", "comment_by_likeness", &["consultation_id", "like_hash"]),
        index("comment", "comment_by_answer", &["answer_id"]),
        index("official_answer", "official_answer_by_consultation", &["consultation_id", "answered_at"]),
    ]
}

const HAPPENINGS: &[&str] = &[
    "comment_received",
    "comment_published",
    "comment_rejected",
    "comment_held",
    "comment_withdrawn",
    "comment_answered",
];
