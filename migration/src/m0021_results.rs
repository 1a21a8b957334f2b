//! Results of calls: the list that is being made, the lists that are published, and whose record in the directory a row is
//! about. Of pairs of records a keeper says that they are two; and what a record was before another was put into it, which
//! nobody ever read, is forgotten.

use sea_orm_migration::prelude::*;

use crate::columns::{Required as _, also_takes, call_child, code, column, index, to, to_call};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [draft(), list(), row(), recipient(), distinct(), comment()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        let before = Table::alter().table("organisation_merge").drop_column("before").to_owned();
        manager.alter_table(before).await?;
        also_takes(manager, "journal", "kind", &["results_published", "organisations_distinct"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What is forgotten does not come back; an empty record stands in its place.
        let before = column("before").json_binary().not_null().default("{}").to_owned();
        manager.alter_table(Table::alter().table("organisation_merge").add_column(before).to_owned()).await?;
        for table in [
            "comment_organisation",
            "organisation_distinct",
            "result_recipient",
            "result_row",
            "result_list",
            "result_draft",
        ] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// What is being written stands apart from what is published: nothing that is not published can be read by mistake.
fn draft() -> TableCreateStatement {
    Table::create()
        .table("result_draft")
        .col(column("call_id").uuid().required().primary_key())
        .col(column("municipality_id").uuid().required())
        .col(column("version").integer().required())
        .col(column("content").json_binary().required())
        .col(column("saved_at").timestamp_with_time_zone().required())
        .col(column("saved_by").uuid())
        .foreign_key(&mut to_call("result_draft"))
        .to_owned()
}

fn list() -> TableCreateStatement {
    call_child("result_list")
        .col(column("number").integer().required())
        .col(code("stage", 16, &["preliminary", "final"]).required())
        .col(column("published_on").date().required())
        .col(column("published_at").timestamp_with_time_zone().required())
        .col(column("published_by").uuid())
        .col(column("objections_until").timestamp_with_time_zone())
        .col(column("decision_url").string())
        .col(column("reason").json_binary())
        .col(column("replaced_at").timestamp_with_time_zone())
        // Two who publish at once do not both publish the next.
        .index(Index::create().unique().name("result_list_number_key").col("call_id").col("number"))
        .to_owned()
}

fn row() -> TableCreateStatement {
    let reasons = &[
        "late",
        "wrong_form",
        "document_missing",
        "budget_limits",
        "wrong_duration",
        "registration",
        "outside_area",
        "no_continuity",
        "unreported",
        "other",
    ];
    call_child("result_row")
        .col(column("list_id").uuid().required())
        .col(column("entry_id").uuid().required())
        .col(column("position").integer().required())
        .col(column("rank").integer())
        .col(column("organisation").json_binary().required())
        .col(column("jib").string())
        .col(column("project").json_binary())
        .col(column("points_tenths").integer())
        .col(column("asked_minor").big_integer())
        .col(column("approved_minor").big_integer())
        .col(code("outcome", 16, &["approved", "reserve", "below_threshold", "disqualified", "withdrawn"]).required())
        .col(code("reason", 24, reasons))
        .col(column("note").json_binary())
        .col(column("lot").json_binary())
        .foreign_key(to("result_row", "list_id", "result_list").on_delete(ForeignKeyAction::Cascade))
        .to_owned()
}

/// A link goes with the record that it leads to; the row keeps the name as it was written.
fn recipient() -> TableCreateStatement {
    Table::create()
        .table("result_recipient")
        .col(column("row_id").uuid().required().primary_key())
        .col(column("municipality_id").uuid().required())
        .col(column("organisation_id").uuid().required())
        .foreign_key(to("result_recipient", "row_id", "result_row").on_delete(ForeignKeyAction::Cascade))
        .foreign_key(to("result_recipient", "organisation_id", "organisation").on_delete(ForeignKeyAction::Cascade))
        .to_owned()
}

/// For which organisation a comment is made; the comment keeps the name that was given.
fn comment() -> TableCreateStatement {
    let table = "comment_organisation";
    Table::create()
        .table(table)
        .col(column("comment_id").uuid().required().primary_key())
        .col(column("municipality_id").uuid().required())
        .col(column("organisation_id").uuid().required())
        .foreign_key(to(table, "comment_id", "comment").on_delete(ForeignKeyAction::Cascade))
        .foreign_key(to(table, "organisation_id", "organisation").on_delete(ForeignKeyAction::Cascade))
        .to_owned()
}

/// Two records that are two organisations, however alike they look: the one with the smaller id first.
fn distinct() -> TableCreateStatement {
    let table = "organisation_distinct";
    Table::create()
        .table(table)
        .col(column("one_id").uuid().required())
        .col(column("other_id").uuid().required())
        .col(column("municipality_id").uuid().required())
        .col(column("at").timestamp_with_time_zone().required())
        .col(column("by").uuid())
        .primary_key(Index::create().col("one_id").col("other_id"))
        .foreign_key(to(table, "one_id", "organisation").on_delete(ForeignKeyAction::Cascade))
        .foreign_key(to(table, "other_id", "organisation").on_delete(ForeignKeyAction::Cascade))
        .to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("result_row", "result_row_of_list", &["list_id", "position"]),
        index("result_row", "result_row_of_call", &["call_id"]),
        index("result_recipient", "result_recipient_of", &["organisation_id"]),
        index("comment_organisation", "comment_organisation_of", &["organisation_id"]),
    ]
}
