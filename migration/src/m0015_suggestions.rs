//! What people outside say of a directory, and the letters about it.

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
        manager.create_table(suggestion()).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        also_takes(manager, "letter", "kind", &["suggest_link", "suggest_yearly", "suggest_news"]).await?;
        let happenings = ["suggestion_received", "suggestion_approved", "suggestion_refused"];
        also_takes(manager, "journal", "kind", &happenings).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("organisation_suggestion").to_owned()).await
    }
}

fn suggestion() -> TableCreateStatement {
    // Only what is proposed is about nothing that is there.
    let about = Expr::col("kind").eq("proposal").or(Expr::col("organisation_id").is_not_null());
    let open = Expr::col("state").is_in(["unconfirmed", "waiting"]);
    tenant_table("organisation_suggestion")
        .col(column("organisation_id").uuid())
        .col(code("kind", 16, &["proposal", "claim", "edit", "correction", "yearly"]).required())
        .col(code("state", 16, &["unconfirmed", "waiting", "approved", "refused"]).required())
        .col(column("own").boolean().required())
        .col(column("facts").json_binary().required())
        .col(column("message").text())
        .col(column("email").string())
        .col(column("confirmed_at").timestamp_with_time_zone())
        .col(column("signals").json_binary().required())
        .col(code("locale", 8, LOCALES).required())
        .col(column("secret_hash").var_binary(32).unique_key())
        .col(column("received_at").timestamp_with_time_zone().required())
        .col(column("settled_at").timestamp_with_time_zone())
        .col(column("settled_by").uuid())
        .col(column("reason").text())
        // An import that is undone takes with it what it brought, and what was said of that.
        .foreign_key(
            to("organisation_suggestion", "organisation_id", "organisation").on_delete(ForeignKeyAction::Cascade),
        )
        .check(about)
        .check(Expr::col("settled_at").is_null().eq(open))
        .to_owned()
}

fn indexes() -> [IndexCreateStatement; 2] {
    let table = "organisation_suggestion";
    [
        index(table, "organisation_suggestion_queue", &["municipality_id", "state", "received_at", "id"]),
        index(table, "organisation_suggestion_of", &["organisation_id", "kind", "received_at"]),
    ]
}
