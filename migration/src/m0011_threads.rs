//! What comments need once they are many: a refused comment whose replies can be read keeps its place, a name is committed to
//! apart from the text, supports are confirmed, and each public list has an index of its own.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, also_takes, column};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in new_columns() {
            // One statement each, because SQLite adds no two.
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        let db = manager.get_connection();
        // How many can be read beneath each: replies, and replies to these.
        let beneath = "SELECT count(*) FROM comment AS below WHERE below.state = 'published' AND (below.parent_id = comment.id \
                       OR below.parent_id IN (SELECT id FROM comment AS middle WHERE middle.parent_id = comment.id))";
        db.execute_unprepared(&format!("UPDATE comment SET replies = ({beneath})")).await?;
        db.execute_unprepared("UPDATE comment SET standing = (state = 'published' OR replies > 0)").await?;
        for name in ["comment_by_state", "comment_by_answered", "comment_by_anchor", "comment_by_support"] {
            manager.drop_index(Index::drop().name(name).table("comment").to_owned()).await?;
        }
        for (name, columns) in LISTS {
            // In plain words: a condition with a parameter in it is not seen to be this one.
            let create = format!("CREATE INDEX {name} ON comment ({columns}) WHERE parent_id IS NULL AND standing");
            db.execute_unprepared(&create).await?;
        }
        db.execute_unprepared(
            "CREATE INDEX comment_by_address ON comment (municipality_id, email, state) WHERE email IS NOT NULL",
        )
        .await?;
        db.execute_unprepared("CREATE INDEX comment_flag_open ON comment_flag (comment_id) WHERE settled_at IS NULL")
            .await?;
        also_takes(manager, "letter", "kind", &["comment_confirm", "comment_news", "support_confirm"]).await?;
        also_takes(manager, "journal", "kind", HAPPENINGS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in LISTS {
            manager.drop_index(Index::drop().name(*name).table("comment").to_owned()).await?;
        }
        Ok(())
    }
}

/// The public lists, each in its order; none holds a reply, nor what nobody may see.
const LISTS: &[(&str, &str)] = &[
    ("comment_list", "consultation_id, received_at, id"),
    ("comment_list_by_anchor", "consultation_id, anchor_key, received_at, id"),
    ("comment_list_by_support", "consultation_id, supports, id"),
    ("comment_list_by_answer", "consultation_id, answer_id, received_at, id"),
];

const HAPPENINGS: &[&str] =
    &["comment_changed", "comment_redacted", "comment_erased", "comment_flagged", "comment_supported"];

fn new_columns() -> [(&'static str, ColumnDef); 6] {
    [
        ("comment", column("replies").integer().required().default(0).to_owned()),
        ("comment", column("standing").boolean().required().default(false).to_owned()),
        ("comment_revision", column("author_salt").string().to_owned()),
        ("comment_revision", column("author").text().to_owned()),
        ("comment_support", column("confirmed_at").timestamp_with_time_zone().to_owned()),
        ("comment_support", column("secret_hash").var_binary(32).to_owned()),
    ]
}
