//! Everything that goes through the real router, on SQLite and, where `TEST_DATABASE_URL` names a server, on PostgreSQL.

#![expect(clippy::large_futures, reason = "a test waits for one thing at a time; nobody moves its future about")]

mod accept;
mod accept_bodies;
mod access;
mod access_live;
mod answers;
mod call;
mod calls;
mod defaults;
mod documents;
mod door;
mod edge;
mod execution;
mod files;
mod files_kept;
mod files_s3;
mod files_sent;
mod guard;
mod health;
mod http;
mod import;
mod import_changes;
mod import_faults;
mod leaving;
mod live;
mod mail;
mod outbox;
mod pages;
mod paging;
mod people;
mod post;
mod rate;
mod resume;
mod schema;
mod search;
mod sending;
mod socket;
mod socket_ends;
mod statements;
mod status;
mod stays;
mod tables;
mod tenancy;
mod tidy;
mod writing;
