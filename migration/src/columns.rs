//! The few kinds of column and key that every table is made of.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DbBackend, Statement};

pub(crate) fn column(name: &'static str) -> ColumnDef {
    ColumnDef::new(name)
}

/// A column that must have a value; every other column may be null.
pub(crate) trait Required {
    fn required(self) -> ColumnDef;
}

impl Required for &mut ColumnDef {
    fn required(self) -> ColumnDef {
        self.not_null().to_owned()
    }
}

impl Required for ColumnDef {
    fn required(mut self) -> ColumnDef {
        self.not_null().to_owned()
    }
}

/// A code of a closed set: text with a CHECK, because both databases can do that and both can read it.
pub(crate) fn code(name: &'static str, length: u32, codes: &'static [&'static str]) -> ColumnDef {
    ColumnDef::new(name).string_len(length).check(Expr::col(name).is_in(codes.iter().copied())).to_owned()
}

/// A table that belongs to a municipality. `UNIQUE (municipality_id, id)` lets its children reference both columns, so
/// that a row of one municipality can never hang under another's.
pub(crate) fn tenant_table(name: &'static str) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(column("id").uuid().required().primary_key())
        .col(column("municipality_id").uuid().required())
        .index(Index::create().unique().name(format!("{name}_municipality_id_key")).col("municipality_id").col("id"))
        .foreign_key(
            ForeignKey::create()
                .name(format!("{name}_municipality_fkey"))
                .from(name, "municipality_id")
                .to("municipality", "id"),
        )
        .to_owned()
}

/// What a text can be written in.
pub(crate) const LOCALES: &[&str] = &["sr-Cyrl", "sr-Latn", "bs", "hr", "en"];

/// The composite key from a child to its parent. Nothing goes because something else does, unless it is said.
pub(crate) fn to(table: &'static str, column: &'static str, parent: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_fkey"))
        .from(table, ("municipality_id", column))
        .to(parent, ("municipality_id", "id"))
        .to_owned()
}

/// An index by which a list is read; it ends in the key that breaks ties.
pub(crate) fn index(table: &'static str, name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().table(table).name(name).to_owned();
    for &column in columns {
        index.col(column);
    }
    index
}

/// The composite key from a child of a call to its call.
pub(crate) fn to_call(name: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{name}_call_fkey"))
        .from(name, ("municipality_id", "call_id"))
        .to("open_call", ("municipality_id", "id"))
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// A child of a call: its rows are found by the call, in order.
pub(crate) fn call_child(name: &'static str) -> TableCreateStatement {
    tenant_table(name).col(column("call_id").uuid().required()).foreign_key(&mut to_call(name)).to_owned()
}

/// Lets a column of codes take more of them; those it takes already, it takes still.
///
/// SQLite cannot change a check, so there the table is made anew as it is, but for the check. Nothing may reference it.
pub(crate) async fn also_takes(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: &'static str,
    more: &[&str],
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let more: String = more.iter().map(|code| format!(", '{code}'")).collect();
    if db.get_database_backend() == DbBackend::Postgres {
        return check_anew(manager, table, column, &more).await;
    }
    let of = |kind: &str| {
        format!("SELECT sql FROM sqlite_master WHERE type = '{kind}' AND tbl_name = '{table}' AND sql IS NOT NULL")
    };
    let as_it_is = texts(manager, &of("table")).await?.concat();
    let indexes = texts(manager, &of("index")).await?;
    let widened = widened(&as_it_is, table, column, &more)?;
    db.execute_unprepared(&format!("ALTER TABLE {table} RENAME TO {table}_before")).await?;
    db.execute_unprepared(&widened).await?;
    db.execute_unprepared(&format!("INSERT INTO {table} SELECT * FROM {table}_before")).await?;
    // A number is never given twice, not even one whose row is gone.
    db.execute_unprepared(&format!("DELETE FROM sqlite_sequence WHERE name = '{table}'")).await?;
    db.execute_unprepared(&format!("UPDATE sqlite_sequence SET name = '{table}' WHERE name = '{table}_before'"))
        .await?;
    db.execute_unprepared(&format!("DROP TABLE {table}_before")).await?;
    for index in indexes {
        db.execute_unprepared(&index).await?;
    }
    Ok(())
}

/// The same for a table that others reference. SQLite reads what a table may hold from the text by which it was made, which
/// may be written anew where no row is stored otherwise by it: <https://www.sqlite.org/lang_altertable.html>.
pub(crate) async fn also_takes_where_it_stands(
    manager: &SchemaManager<'_>,
    table: &'static str,
    column: &'static str,
    more: &[&str],
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let more: String = more.iter().map(|code| format!(", '{code}'")).collect();
    if db.get_database_backend() == DbBackend::Postgres {
        return check_anew(manager, table, column, &more).await;
    }
    let its = format!("type = 'table' AND name = '{table}'");
    let as_it_is = texts(manager, &format!("SELECT sql FROM sqlite_master WHERE {its}")).await?.concat();
    let widened = widened(&as_it_is, table, column, &more)?.replace('\'', "''");
    db.execute_unprepared("PRAGMA writable_schema = ON").await?;
    db.execute_unprepared(&format!("UPDATE sqlite_master SET sql = '{widened}' WHERE {its}")).await?;
    db.execute_unprepared("PRAGMA writable_schema = RESET").await?;
    Ok(())
}

/// The text by which a table was made, with more codes in the check of a column.
fn widened(made_by: &str, table: &str, column: &str, more: &str) -> Result<String, DbErr> {
    let opening = format!("CHECK (\"{column}\" IN (");
    let widened = made_by.split_once(&opening).and_then(|(before, rest)| {
        let (codes, after) = rest.split_once(')')?;
        Some(format!("{before}{opening}{codes}{more}){after}"))
    });
    widened.ok_or_else(|| DbErr::Migration(format!("{table}.{column} has no check of codes")))
}

/// On PostgreSQL a check is dropped and made anew.
async fn check_anew(manager: &SchemaManager<'_>, table: &str, column: &str, more: &str) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let name = format!("{table}_{column}_check");
    let kept = texts(manager, &format!("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}'"))
        .await?
        .concat();
    let codes: Vec<_> = kept.split('\'').skip(1).step_by(2).map(|code| format!("'{code}'")).collect();
    db.execute_unprepared(&format!("ALTER TABLE {table} DROP CONSTRAINT {name}")).await?;
    let check = format!("CHECK ({column} IN ({}{more}))", codes.join(", "));
    db.execute_unprepared(&format!("ALTER TABLE {table} ADD CONSTRAINT {name} {check}")).await?;
    Ok(())
}

/// The first column of every row, as text.
async fn texts(manager: &SchemaManager<'_>, sql: &str) -> Result<Vec<String>, DbErr> {
    let db = manager.get_connection();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
