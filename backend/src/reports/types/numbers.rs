//! The numbers of a report.

use async_graphql::SimpleObject;

use crate::comments::types::{CommentReason, Disposition};

/// How many were refused for a reason.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct CountByReason {
    /// The reason.
    pub reason: CommentReason,
    /// How many.
    pub count: i32,
}

/// Of how many comments something becomes.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct CountByDisposition {
    /// What becomes of them.
    pub disposition: Disposition,
    /// How many.
    pub count: i32,
}

/// What is counted in a report. A reply counts as a comment; one whose address was never confirmed does not.
#[derive(Clone, Debug, SimpleObject)]
pub struct ReportNumbers {
    /// Everything that came.
    pub received: i32,
    /// Of that: through the form.
    pub online: i32,
    /// Of that: on paper or by post.
    pub paper: i32,
    /// Of that: said at sessions.
    pub session: i32,
    /// Of that: by e-mail.
    pub email: i32,
    /// Of what came: nobody has decided about it. In a report nothing.
    pub waiting: i32,
    /// Of what came: taken back.
    pub withdrawn: i32,
    /// Of what came: refused, by reason; reasons that nothing was refused for are left out.
    pub rejected: Vec<CountByReason>,
    /// Of what came: everybody can read it.
    pub published: i32,
    /// Of what everybody can read: by citizens under a name.
    pub by_citizens: i32,
    /// Of what everybody can read: without a name.
    pub anonymously: i32,
    /// Of what everybody can read: for organisations.
    pub by_organisations: i32,
    /// So many organisations.
    pub organisations: i32,
    /// Of what everybody can read: so many different addresses of mailboxes were confirmed by those who said it. That is all
    /// that is known of how many people they are; null in a report that was made before this was counted.
    pub addresses: Option<i32>,
    /// Of what everybody can read: said by whoever left no address that he confirmed, or was forgotten since. Of how many
    /// people, nobody knows.
    pub without_address: Option<i32>,
    /// Of what everybody can read: what becomes of it; what becomes of nothing is left out.
    pub answered: Vec<CountByDisposition>,
    /// Of what everybody can read: without an answer. In a report nothing.
    pub unanswered: i32,
    /// Sessions.
    pub sessions: i32,
    /// How many came to them; null where nobody counted at any.
    pub attendance: Option<i32>,
}

impl From<&entities::ReportNumbers> for ReportNumbers {
    fn from(all: &entities::ReportNumbers) -> Self {
        let short = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
        let by_reason = |&(reason, count): &(entities::CommentReason, i64)| CountByReason {
            reason: reason.into(),
            count: short(count),
        };
        let by_disposition = |&(disposition, count): &(entities::Disposition, i64)| CountByDisposition {
            disposition: disposition.into(),
            count: short(count),
        };
        Self {
            received: short(all.received()),
            online: short(all.online),
            paper: short(all.paper),
            session: short(all.session),
            email: short(all.email),
            waiting: short(all.waiting),
            withdrawn: short(all.withdrawn),
            rejected: all.rejected.iter().map(by_reason).collect(),
            published: short(all.published),
            by_citizens: short(all.by_citizens),
            anonymously: short(all.anonymously),
            by_organisations: short(all.by_organisations),
            organisations: short(all.organisations),
            addresses: all.addresses.map(short),
            without_address: all.without_address.map(short),
            answered: all.answered.iter().map(by_disposition).collect(),
            unanswered: short(all.unanswered),
            sessions: short(all.sessions),
            attendance: all.attendance.map(short),
        }
    }
}
