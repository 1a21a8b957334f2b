//! Everything that goes through the real router, on SQLite and, where `TEST_DATABASE_URL` names a server, on PostgreSQL.

#![expect(clippy::large_futures, reason = "a test waits for one thing at a time; nobody moves its future about")]

mod accept;
mod accept_bodies;
mod access;
mod access_desk;
mod access_live;
mod answers;
mod call;
mod calls;
mod desk_calls;
mod desk_files;
mod desk_lists;
mod desk_live;
mod desk_public;
mod documents;
mod edge;
mod execution;
mod guard;
mod health;
mod http;
mod import;
mod import_changes;
mod import_faults;
mod leaving;
mod live;
mod pages;
mod paging;
mod people;
mod rate;
mod resume;
mod schema;
mod search;
mod sending;
mod socket;
mod socket_ends;
mod statements;
mod status;
mod tables;
mod tenancy;
mod tidy;
mod writing;
