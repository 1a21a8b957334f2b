//! What it costs to make the words of an organisation is known to PostgreSQL. Of an expression of its own functions it thinks
//! that they cost nothing, and of a beginning of a word that one row in fifty has it: where only so many were wanted, it read
//! all of 200,000 organisations and folded each, for a word that none had.
//!
//! SQLite's index of words is a table of its own and is read first in any case.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// In a language that is not put into the place where it is called: what it costs would go with it.
const WITH_ITS_COST: [&str; 3] = [
    "CREATE FUNCTION words_of(search_text text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 \
     AS $$ BEGIN RETURN array_to_tsvector(string_to_array(btrim(search_text), ' ')); END $$",
    "DROP INDEX organisation_words",
    "CREATE INDEX organisation_words ON organisation USING gin (words_of(search_text))",
];

/// As it was: the expression in the index itself.
const WITHOUT: [&str; 3] = [
    "DROP INDEX organisation_words",
    "DROP FUNCTION words_of(text)",
    "CREATE INDEX organisation_words ON organisation USING gin \
     (array_to_tsvector(string_to_array(btrim(search_text), ' ')))",
];

/// One after the other, on PostgreSQL alone.
async fn run(manager: &SchemaManager<'_>, statements: [&str; 3]) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        for sql in statements {
            manager.get_connection().execute_unprepared(sql).await?;
        }
    }
    Ok(())
}

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "`async_trait` wants the lifetimes as the trait has them")]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, WITH_ITS_COST).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, WITHOUT).await
    }
}
