//! The few kinds of column and key that every table is made of.

use sea_orm_migration::prelude::*;

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
