//! What hangs on consultations that a desk shows together.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Context;
use entities::{ActVersionId, ConsultationId, PersonId, act_anchor, consultation, municipality};
use tokio::sync::OnceCell;

use crate::accounts::types::names_of;
use crate::clock::{Tz, zone};
use crate::consultations::rules::due::Counts;
use crate::consultations::store::desk;
use crate::consultations::store::whole::{Whole, parts, wholes};
use crate::error::Error;
use crate::gate::Turn;
use crate::scope::As;
use crate::viewer::Official;

/// Consultations that are shown together: what hangs on them is looked up once for all, when the first of them is asked for
/// it.
#[derive(Debug)]
pub(super) struct Bundle {
    pub(super) owner: Arc<municipality::Model>,
    pub(super) official: As<Official>,
    rows: Vec<Arc<consultation::Model>>,
    wholes: OnceCell<HashMap<ConsultationId, Arc<Whole>>>,
    parts: OnceCell<HashMap<ActVersionId, Vec<act_anchor::Model>>>,
    counts: OnceCell<HashMap<ConsultationId, Counts>>,
    names: OnceCell<HashMap<PersonId, String>>,
}

impl Bundle {
    /// None of it looked up yet.
    pub(super) fn new(
        owner: Arc<municipality::Model>,
        official: As<Official>,
        rows: Vec<Arc<consultation::Model>>,
    ) -> Self {
        Self {
            owner,
            official,
            rows,
            wholes: OnceCell::new(),
            parts: OnceCell::new(),
            counts: OnceCell::new(),
            names: OnceCell::new(),
        }
    }

    /// Where its days begin.
    pub(super) fn zone(&self) -> Tz {
        zone(&self.owner.time_zone)
    }

    async fn all(&self, ctx: &Context<'_>) -> Result<&HashMap<ConsultationId, Arc<Whole>>, Error> {
        let all = self.wholes.get_or_try_init(|| async {
            let rows = self.rows.iter().map(|row| (**row).clone()).collect();
            let found = wholes(&self.official, Turn::of(ctx).scope().reader(), rows, self.zone()).await?;
            Ok::<_, Error>(found.into_iter().map(|(id, new)| (id, Arc::new(new))).collect())
        });
        all.await
    }

    /// One with all that belongs to it.
    pub(super) async fn whole(&self, ctx: &Context<'_>, id: ConsultationId) -> Result<Arc<Whole>, Error> {
        let found = self.all(ctx).await?.get(&id).cloned();
        found.ok_or_else(|| Error::NotFound("There is no such consultation any more.".into()))
    }

    /// The parts of the texts that hold and of those that are being made.
    pub(super) async fn parts(
        &self,
        ctx: &Context<'_>,
    ) -> Result<&HashMap<ActVersionId, Vec<act_anchor::Model>>, Error> {
        let all = self.all(ctx).await?;
        let found = self.parts.get_or_try_init(|| async {
            let of = |whole: &Arc<Whole>| -> Vec<ActVersionId> {
                let both = |act| [whole.published(act), whole.being_made(act)];
                whole.new.acts.iter().flat_map(both).flatten().map(|version| version.id).collect()
            };
            let versions: Vec<_> = all.values().flat_map(of).collect();
            parts(&self.official, Turn::of(ctx).scope().reader(), &versions).await
        });
        found.await
    }

    /// How many comments of one wait, are read, and are not answered.
    pub(super) async fn counts(&self, ctx: &Context<'_>, id: ConsultationId) -> Result<Counts, Error> {
        let all = self.counts.get_or_try_init(|| async {
            let ids: Vec<_> = self.rows.iter().map(|row| row.id).collect();
            desk::counts(&self.official, Turn::of(ctx).scope().reader(), Some(&ids)).await
        });
        Ok(all.await?.get(&id).copied().unwrap_or_default())
    }

    /// What somebody is called who has written in one of them.
    pub(super) async fn name(&self, ctx: &Context<'_>, person: PersonId) -> Result<Option<String>, Error> {
        let all = self.names.get_or_try_init(|| async {
            let mut people: Vec<_> = self.rows.iter().filter_map(|row| row.saved_by).collect();
            people.sort_unstable();
            people.dedup();
            names_of(Turn::of(ctx).scope(), people).await
        });
        Ok(all.await?.get(&person).cloned())
    }
}
