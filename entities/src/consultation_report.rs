//! `consultation_report`: what a municipality says of a consultation when it is over. One for each, and it never changes.
//!
//! Comments and answers do not stand here a second time: whoever reads the report reads them where they are. The numbers do,
//! because they count also what nobody may read.
//!
//! The log of the consultation commits to all of it: a number that is counted later is nothing in the rows of before.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{CommentReason, ConsultationId, Disposition, LocalisedText, MunicipalityId, PersonId, ReportId};

/// What was counted when the report was made. A comment that was never confirmed came from nobody, and is in none of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct ReportNumbers {
    /// What came through the form.
    pub online: i64,
    /// What came on paper or by post.
    pub paper: i64,
    /// What was said at sessions.
    pub session: i64,
    /// What came by e-mail.
    #[serde(default)]
    pub email: i64,
    /// What nobody has decided about yet.
    pub waiting: i64,
    /// What was taken back.
    pub withdrawn: i64,
    /// What was refused, by reason.
    pub rejected: Vec<(CommentReason, i64)>,
    /// What everybody can read.
    pub published: i64,
    /// Of that: said by citizens under a name.
    pub by_citizens: i64,
    /// Of that: said without a name.
    pub anonymously: i64,
    /// Of that: said for organisations.
    pub by_organisations: i64,
    /// So many organisations.
    pub organisations: i64,
    /// Of what everybody can read: so many different addresses were confirmed. That is all that is known of how many people
    /// they are; none in a report that was made before they were counted.
    #[serde(default)]
    pub addresses: Option<i64>,
    /// Of what everybody can read: said by whoever left no confirmed address, or was forgotten; of how many, nobody knows.
    #[serde(default)]
    pub without_address: Option<i64>,
    /// Of what everybody can read: answered, by what becomes of it.
    pub answered: Vec<(Disposition, i64)>,
    /// Of what everybody can read: not answered.
    pub unanswered: i64,
    /// Sessions that were held.
    pub sessions: i64,
    /// How many came to them; none where nobody counted at any.
    pub attendance: Option<i64>,
}

impl ReportNumbers {
    /// Everything that came.
    #[must_use]
    pub const fn received(&self) -> i64 {
        self.online + self.paper + self.session + self.email
    }
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation_report")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportId,
    /// Whose consultation.
    pub municipality_id: MunicipalityId,
    /// Which consultation.
    #[sea_orm(unique)]
    pub consultation_id: ConsultationId,
    /// What the municipality says of it all.
    #[sea_orm(column_type = "JsonBinary")]
    pub summary: LocalisedText,
    /// What was changed in the text because of it; none where nobody has written it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub changes: Option<LocalisedText>,
    /// Who signed it, with his office; none where nobody has written it.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub signed_by: Option<LocalisedText>,
    /// What was counted.
    #[sea_orm(column_type = "JsonBinary")]
    pub numbers: ReportNumbers,
    /// How many entries the log had.
    pub log_size: i64,
    /// When it was made.
    pub made_at: DateTimeUtc,
    /// By whom.
    pub made_by: Option<PersonId>,
}

/// No relation is declared: rows are joined by the stores.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
