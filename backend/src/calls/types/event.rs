//! What a listener is told.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use chrono::{DateTime, Utc};
use entities::{CallId, Happening};

use super::{Calls, OpenCall};
use crate::error::Error;
use crate::events::{Happened, Place};
use crate::gate::Turn;
use crate::locale::Locale;

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OpenCallChange {
    /// It can be read now and could not before.
    Published,
    /// It is not what it was: a correction, a later deadline, a result.
    Changed,
    /// It cannot be read any more.
    Withdrawn,
}

/// Something happened to a call.
#[derive(Clone, Debug)]
pub struct OpenCallEvent {
    pub(crate) happened: Arc<Happened>,
    pub(crate) locale: Option<Locale>,
}

/// Something happened to a call.
#[Object]
impl OpenCallEvent {
    /// Where to go on after a connection was lost: give it as `resumeAfter`, to any instance and at any time.
    async fn cursor(&self) -> String {
        Place(self.happened.row.position).to_string()
    }

    /// When it happened.
    async fn at(&self) -> DateTime<Utc> {
        self.happened.row.at
    }

    /// What became of the call.
    async fn change(&self) -> OpenCallChange {
        match self.happened.row.kind {
            Happening::CallPublished => OpenCallChange::Published,
            Happening::CallWithdrawn => OpenCallChange::Withdrawn,
            _ => OpenCallChange::Changed,
        }
    }

    /// Id of the call, also of one that cannot be read any more.
    async fn call_id(&self) -> ID {
        CallId(self.happened.row.subject_id).to_string().into()
    }

    /// The call as it is now; null where it cannot be read any more.
    async fn call(&self, ctx: &Context<'_>) -> Option<Result<OpenCall, Error>> {
        if self.happened.row.kind == Happening::CallWithdrawn {
            return None;
        }
        let found = Turn::of(ctx).loader::<Calls>().load_one(CallId(self.happened.row.subject_id)).await.transpose()?;
        Some(found.map(|row| OpenCall::new(row, self.locale)))
    }
}
