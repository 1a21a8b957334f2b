//! The results of a call, as an exercise: invented organisations of the municipality's directory applied, the commission
//! proposed, one of them objected, and it was decided. It is done as people do it, step by step and dated as if they had.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use entities::{
    Activity, CallId, Locale, LocalisedText, OrganisationContent, OrganisationForm, OrganisationOrigin, PersonId, Role,
    municipality,
};
use rust_decimal::Decimal;

use crate::clock::{day, zone};
use crate::db::Db;
use crate::edited::Moment;
use crate::error::Error;
use crate::organisations::store::save::{NewOrganisation, add};
use crate::results::types::{ResultEntryContent, ResultOutcome, ResultReason, ResultStage, ResultsContent};
use crate::results::write::{publish, save};
use crate::scalars::Date;
use crate::scope::{Operator, Scope, Tx};
use crate::viewer::{Signed, Viewer};

/// Whose exercise it is.
pub(super) const WHERE: &str = "teslic";
/// When it was proposed, until when it could be objected to, and when it was decided: days from today.
const DAYS: [i64; 3] = [-60, -52, -40];

/// The organisations that there are only in the exercise.
const APPLICANTS: [(&str, &str); 3] = [
    ("Udruženje „Primjer“", "Izmišljena organizacija, za vježbu: ovako izgleda zapis s dodijeljenim sredstvima."),
    ("Klub „Vježba“", "Izmišljena organizacija, za vježbu."),
    ("Udruženje „Ogled“", "Izmišljena organizacija, za vježbu."),
];

/// Who applied with what; points in tenths, what was asked, proposed and decided in whole marks.
struct Entry {
    who: &'static str,
    project: &'static str,
    points: Option<i64>,
    sums: (i64, Option<i64>, Option<i64>),
    outcome: ResultOutcome,
    reason: Option<ResultReason>,
}

const ENTRIES: [Entry; 4] = [
    Entry {
        who: "Udruženje „Primjer“",
        project: "Pristupačna autobuska stajališta",
        points: Some(920),
        sums: (8_000, Some(7_000), Some(7_500)),
        outcome: ResultOutcome::Approved,
        reason: None,
    },
    Entry {
        who: "Klub „Vježba“",
        project: "Personalna asistencija vikendom",
        points: Some(885),
        sums: (6_000, Some(6_000), Some(6_000)),
        outcome: ResultOutcome::Approved,
        reason: None,
    },
    Entry {
        who: "Udruženje „Ogled“",
        project: "Radionica znakovnog jezika",
        points: Some(710),
        sums: (4_500, None, None),
        outcome: ResultOutcome::Reserve,
        reason: None,
    },
    Entry {
        who: "Neformalna grupa „Proba“",
        project: "Izlet za sve",
        points: None,
        sums: (2_000, None, None),
        outcome: ResultOutcome::Disqualified,
        reason: Some(ResultReason::Registration),
    },
];

/// Writes the organisations that applied into the directory.
pub(super) async fn apply(tx: &Tx<Operator>, owner: &municipality::Model) -> Result<(), Error> {
    for (name, description) in APPLICANTS {
        let text = |text| Some(LocalisedText::new(Locale::SrLatn, text));
        let content = OrganisationContent {
            name: text(name),
            legal_form: Some(OrganisationForm::Association),
            description: text(description),
            seat: text(&owner.name_latin),
            activity: Activity::Active,
            areas: vec!["disability".into()],
            ..OrganisationContent::default()
        };
        let new = NewOrganisation {
            municipality_id: owner.id,
            source_key: format!("exercise {name}"),
            source_hash: String::new(),
            origin: OrganisationOrigin::Imported,
            exercise: true,
            import_id: None,
            content,
        };
        add(tx, new).await?;
    }
    Ok(())
}

/// Lets an official propose and decide.
pub(super) async fn decide(
    db: &Db,
    owner: &municipality::Model,
    official: PersonId,
    call: CallId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let [proposed, objected, decided] = DAYS;
    let today = day(now, zone(&owner.time_zone));
    let until = today.checked_sub_days(Days::new(objected.unsigned_abs())).unwrap_or(today);
    // The number of the draft goes on when a list is published.
    for (on, stage, read) in [(proposed, ResultStage::Preliminary, 0), (decided, ResultStage::Final, 2)] {
        let signed = Signed {
            person: official,
            session: None,
            confirmed: true,
            roles: vec![(owner.id, Role::Editor)],
            token: None,
        };
        let at = now + TimeDelta::days(on);
        let scope = Scope::of(db.clone(), at, Viewer::Signed(Arc::new(signed)));
        Box::pin(save(&scope, call, read, list(stage, until))).await?;
        Box::pin(publish(&scope, call, read + 1, None)).await?;
    }
    Ok(())
}

fn list(stage: ResultStage, until: NaiveDate) -> ResultsContent {
    let preliminary = stage == ResultStage::Preliminary;
    let row = |(rank, entry): (i32, &Entry)| {
        let (asked, first, last) = entry.sums;
        ResultEntryContent {
            rank: entry.points.map(|_| rank),
            organisation: Some(entry.who.into()),
            project: Some(entry.project.into()),
            points: entry.points.map(|tenths| Decimal::new(tenths, 1)),
            asked: Some(asked.into()),
            approved: (if preliminary { first } else { last }).map(Into::into),
            outcome: Some(entry.outcome),
            reason: entry.reason,
            ..ResultEntryContent::default()
        }
    };
    ResultsContent {
        stage: Some(stage),
        objections: preliminary.then_some(Moment { day: Date(until), hour: None }),
        rows: (1..).zip(&ENTRIES).map(row).collect(),
        ..ResultsContent::default()
    }
}
