//! What a listener is told.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use chrono::{DateTime, Utc};
use entities::{CallId, ConsultationId, Happening, municipality};

use super::{Calls, DeskCall, OpenCall};
use crate::accounts::types::{ActKind, names_of, subject_id};
use crate::consultations::types::DeskConsultation;
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

/// Something was done at a desk.
#[derive(Clone, Debug)]
pub struct DeskEvent {
    pub(crate) happened: Arc<Happened>,
    pub(crate) owner: Arc<municipality::Model>,
}

/// Something was done at a desk.
#[Object]
impl DeskEvent {
    /// Where to go on after a connection was lost: give it as `resumeAfter`.
    async fn cursor(&self) -> String {
        Place(self.happened.row.position).to_string()
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.happened.row.at
    }

    /// What.
    async fn kind(&self) -> ActKind {
        self.happened.row.kind.into()
    }

    /// To what.
    async fn subject_id(&self) -> ID {
        self.subject().into()
    }

    /// By whom; null where it was done at the console or came from outside.
    async fn by(&self, ctx: &Context<'_>) -> Option<Result<String, Error>> {
        let by = self.happened.row.actor_id?;
        let found = names_of(Turn::of(ctx).scope(), vec![by]).await;
        found.map(|mut found| found.remove(&by)).transpose()
    }

    /// The call as it is now; null where it is gone, or where it is about none.
    async fn call(&self, ctx: &Context<'_>) -> Option<Result<DeskCall, Error>> {
        let id = self.subject().parse::<CallId>().ok()?;
        DeskCall::now(ctx, &self.owner, id).await.transpose()
    }

    /// The consultation as it is now; null where it is gone, or where it is about none. Of a comment only its id is told,
    /// because not everybody here may read it.
    async fn consultation(&self, ctx: &Context<'_>) -> Option<Result<DeskConsultation, Error>> {
        let id = self.subject().parse::<ConsultationId>().ok()?;
        DeskConsultation::now(ctx, &self.owner, id).await.transpose()
    }
}

impl DeskEvent {
    fn subject(&self) -> String {
        subject_id(self.happened.row.kind, self.happened.row.subject_id)
    }
}
