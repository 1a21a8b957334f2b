//! Listening over HTTP: events as they come, by server-sent events for widgets and by WebSocket for developers.

pub(super) mod crowd;
pub(super) mod sse;
mod talk;
pub(super) mod ws;
