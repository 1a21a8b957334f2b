//! Reports at the desk: whether one may be made, and what it would say.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entities::municipality;
use url::Url;

use super::ReportNumbers;
use crate::config::Config;
use crate::consultations::types::Consultation;
use crate::error::{Error, Reason};
use crate::gate::Turn;
use crate::locale::Locale;
use crate::reports::rules::obstacles;
use crate::reports::store;
use crate::viewer::Moderator;

/// What stands between a consultation and its report.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ReportObstacle {
    /// What: `NOT_OVER`, `COMMENTS_WAIT`, `COMMENTS_UNANSWERED`, `CHANGES_WAIT`, `TEXTS_WAIT`, `NOT_PUBLISHED` or
    /// `FINISHED_ALREADY`.
    pub reason: Reason,
    /// How many comments or texts it is about; 0 where it is about none.
    pub count: i32,
}

/// The report of a consultation before it is made.
#[derive(Clone, Debug, SimpleObject)]
pub struct DeskReport {
    /// The consultation.
    pub consultation: Consultation,
    /// Which version of it this is: `finishConsultation` wants to know what you have read.
    pub version: i32,
    /// What stands in the way; nothing where it may be finished.
    pub obstacles: Vec<ReportObstacle>,
    /// What would be counted now.
    pub numbers: ReportNumbers,
    /// The whole as it would be read now, for this desk alone.
    pub preview: Url,
}

/// A municipality's desk: reports of consultations.
#[derive(Clone, Debug)]
pub struct DeskReports {
    owner: Arc<municipality::Model>,
    locale: Option<Locale>,
}

impl DeskReports {
    /// The reports of this municipality's consultations.
    pub(crate) const fn new(owner: Arc<municipality::Model>, locale: Option<Locale>) -> Self {
        Self { owner, locale }
    }
}

/// A municipality's desk: reports of consultations.
#[Object]
impl DeskReports {
    /// What the report of a consultation would say now, and what stands in its way. For moderators.
    async fn report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "`con_…`.")] consultation: ID,
    ) -> Result<DeskReport, Error> {
        let turn = Turn::of(ctx);
        let scope = turn.scope();
        scope.acting::<Moderator>(self.owner.id)?;
        let (moderator, row) = store::of_mine(scope, consultation.parse()?).await?;
        if row.municipality_id != self.owner.id {
            return Err(Error::NotFound("There is no such consultation at your desk.".into()));
        }
        let numbers = store::count(&moderator, scope.reader(), row.id).await?;
        let unpublished = store::unpublished(&moderator, scope.reader(), &row).await?;
        let in_the_way = obstacles(row.stage, Consultation::status_of(&row, scope.now), &numbers, unpublished);
        let config = ctx.data_unchecked::<Arc<Config>>();
        let lang = self.locale.map(|locale| format!("?lang={}", locale.tag())).unwrap_or_default();
        let preview = config.public_url.join(&format!("desk/izvjestaj/{}{lang}", row.id)).map_err(Error::internal)?;
        let obstacle = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
        Ok(DeskReport {
            version: row.version,
            obstacles: in_the_way
                .iter()
                .map(|found| ReportObstacle { reason: found.reason, count: obstacle(found.count) })
                .collect(),
            numbers: (&numbers).into(),
            preview,
            consultation: Consultation::new(row, self.locale),
        })
    }
}
