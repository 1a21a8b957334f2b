//! Everything that goes through the real router, on SQLite and, where `TEST_DATABASE_URL` names a server, on PostgreSQL.

mod access;
mod calls;
mod documents;
mod execution;
mod http;
mod pages;
mod paging;
mod schema;
mod search;
mod statements;
mod status;
mod tables;
mod tenancy;
