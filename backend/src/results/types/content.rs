//! A list of results as it is edited: what comes in is what goes out.

use async_graphql::{ID, InputObject, SimpleObject};
use entities::{
    Locale, LocalisedText, OrganisationId, ResultContent as Stored, ResultEntry as StoredEntry, result_list,
};
use rust_decimal::Decimal;

use super::{ResultOutcome, ResultReason, ResultStage};
use crate::clock::Tz;
use crate::edited::{Check, Moment, Override, ends, shown};
use crate::error::Error;
use crate::locale::written_in;
use crate::mend::{FieldError, Problem};
use crate::organisations::types::tax_number;
use crate::results::rules::{HIGHEST_RANK, MOST_ROWS, MOST_TENTHS, NAME, NOTE};
use crate::results::store::load::Row;
use crate::scalars::Date;

/// What is written by hand beside the words of a row, for readers of other locales than its own: its other script where the
/// one that makes itself would not do, and translations.
#[derive(Clone, Debug, Default, SimpleObject, InputObject)]
#[graphql(input_name = "ResultWordingsInput")]
pub struct ResultWordings {
    /// Beside who applied.
    #[graphql(default)]
    pub organisation: Vec<Override>,
    /// Beside the project.
    #[graphql(default)]
    pub project: Vec<Override>,
    /// Beside what is said.
    #[graphql(default)]
    pub note: Vec<Override>,
}

/// One application in a list that is being made.
#[derive(Clone, Debug, Default, SimpleObject, InputObject)]
#[graphql(input_name = "ResultEntryInput")]
pub struct ResultEntryContent {
    /// Its rank.
    pub rank: Option<i32>,
    /// Who applied, as the list writes it.
    pub organisation: Option<String>,
    /// Its tax number.
    pub jib: Option<String>,
    /// With what.
    pub project: Option<String>,
    /// Points, with at most one decimal.
    pub points: Option<Decimal>,
    /// What was asked, in the call's currency.
    pub asked: Option<Decimal>,
    /// What was approved.
    pub approved: Option<Decimal>,
    /// What became of it.
    pub outcome: Option<ResultOutcome>,
    /// Why it was not judged.
    pub reason: Option<ResultReason>,
    /// What is said beside it.
    pub note: Option<String>,
    /// What is written by hand beside its words. Left out, it stays beside whatever stands as it stood in this place, and goes
    /// with what does not.
    pub others: Option<ResultWordings>,
    /// Its lot, by the lot's place in the call, from 1.
    pub lot: Option<i32>,
    /// Which organisation of the directory it is, where somebody has said so; null leaves it to what is sure.
    pub linked: Option<ID>,
    /// It is none of the directory.
    #[graphql(default)]
    pub unlinked: bool,
}

/// A list that is being made.
#[derive(Clone, Debug, Default, SimpleObject, InputObject)]
#[graphql(input_name = "ResultsContentInput")]
pub struct ResultsContent {
    /// Which kind of list.
    pub stage: Option<ResultStage>,
    /// The day on the list; that of publication where it is left out.
    pub published_on: Option<Date>,
    /// Until when it may be objected to; only of a preliminary list.
    pub objections: Option<Moment>,
    /// Where the decision can be read.
    pub decision_url: Option<String>,
    /// Its rows, in their order.
    #[graphql(default)]
    pub rows: Vec<ResultEntryContent>,
}

/// What is written beside one text.
type Wordings = Vec<Override>;

/// What a list is written in, and what its lots are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Here<'a> {
    pub(crate) latin: Locale,
    pub(crate) lots: usize,
    /// What stands there: words that stay keep the letters of their source.
    pub(crate) before: &'a Stored,
}

impl ResultsContent {
    /// What is written, looked through.
    ///
    /// # Errors
    /// Everything that cannot be taken, said at once.
    pub(crate) fn taken(self, here: Here<'_>) -> Result<Stored, Error> {
        let mut check = Check::default();
        let content = Stored {
            stage: self.stage.map(Into::into),
            published_on: check.day("publishedOn", self.published_on),
            objections: check.moment("objections", self.objections),
            decision_url: check.address("decisionUrl", self.decision_url.as_deref()),
            entries: Vec::new(),
            table: here.before.table.clone(),
        };
        if self.rows.len() > MOST_ROWS {
            check.wrong_with("rows", Problem::TooLong, MOST_ROWS);
            return check.finished(content);
        }
        let rows = self.rows.into_iter().enumerate();
        let entries = rows.map(|(at, row)| row.taken(&mut check, at, here)).collect();
        check.finished(Stored { entries, ..content })
    }
}

impl ResultEntryContent {
    fn taken(self, check: &mut Check, at: usize, here: Here<'_>) -> StoredEntry {
        let field = |name: &str| format!("rows.{at}.{name}");
        let before = here.before.entries.get(at);
        let mut line = |name: &str, text: Option<&str>, most, old: Option<&LocalisedText>, others: Option<Wordings>| {
            let words = check.word(&field(name), text, most)?;
            let same = old.filter(|old| old.original.text == words).cloned();
            let mut text = same.unwrap_or_else(|| LocalisedText::new(written_in(&words, here.latin), words));
            if let Some(others) = others {
                text.translations.clear();
                text = check.with_others(&field(name), text, others, most, true);
            }
            Some(text)
        };
        let old = |text: fn(&StoredEntry) -> Option<&LocalisedText>| before.and_then(text);
        let others = |of: fn(&ResultWordings) -> &Wordings| self.others.as_ref().map(|others| of(others).clone());
        let [organisation, project, note] = [
            (
                "organisation",
                &self.organisation,
                NAME,
                old(|row| row.organisation.as_ref()),
                others(|all| &all.organisation),
            ),
            ("project", &self.project, NAME, old(|row| row.project.as_ref()), others(|all| &all.project)),
            ("note", &self.note, NOTE, old(|row| row.note.as_ref()), others(|all| &all.note)),
        ]
        .map(|(name, text, most, old, others)| line(name, text.as_deref(), most, old, others));
        let jib = self.jib.as_deref().filter(|jib| !jib.trim().is_empty()).and_then(|jib| match tax_number(jib) {
            Ok((digits, _)) => Some(digits),
            Err(_) => {
                check.wrong(&field("jib"), Problem::NotATaxNumber);
                None
            }
        });
        let most = i32::try_from(here.lots).unwrap_or(i32::MAX);
        let linked = self.linked.filter(|_| !self.unlinked).and_then(|id| match id.parse::<OrganisationId>() {
            Ok(id) => Some(id),
            Err(_) => {
                check.wrong(&field("linked"), Problem::Unknown);
                None
            }
        });
        StoredEntry {
            rank: check.number(&field("rank"), self.rank, 1, HIGHEST_RANK),
            organisation,
            jib,
            project,
            points_tenths: tenths(check, &field("points"), self.points),
            asked: sum(check, &field("asked"), self.asked),
            approved: sum(check, &field("approved"), self.approved),
            outcome: self.outcome.map(Into::into),
            reason: self.reason.map(Into::into),
            note,
            lot: check.number(&field("lot"), self.lot, 1, most),
            linked,
            unlinked: self.unlinked,
        }
    }
}

/// Points in tenths. A list has one decimal; more are not cut off in silence.
fn tenths(check: &mut Check, field: &str, points: Option<Decimal>) -> Option<i32> {
    let tenths = points?.checked_mul(Decimal::TEN).filter(|tenths| tenths.fract().is_zero());
    let tenths = tenths.and_then(|tenths| i32::try_from(tenths).ok()).filter(|all| (0..=MOST_TENTHS).contains(all));
    if tenths.is_none() {
        let range = ["0".to_owned(), (MOST_TENTHS / 10).to_string()];
        check.wrong.push(FieldError::new(field, Problem::OutOfRange).with(range));
    }
    tenths
}

/// A sum in hundredths.
fn sum(check: &mut Check, field: &str, sum: Option<Decimal>) -> Option<i64> {
    let minor = sum?.checked_mul(Decimal::ONE_HUNDRED).filter(|minor| minor.fract().is_zero());
    let minor = minor.and_then(|minor| i64::try_from(minor).ok()).filter(|minor| *minor >= 0);
    if minor.is_none() {
        check.wrong(field, Problem::NotPositive);
    }
    minor
}

fn plain(text: Option<&LocalisedText>) -> Option<String> {
    text.map(|text| text.original.text.clone())
}

/// What was written by hand beside these texts of a row.
fn by_hand(
    organisation: Option<&LocalisedText>,
    project: Option<&LocalisedText>,
    note: Option<&LocalisedText>,
) -> ResultWordings {
    let [organisation, project, note] =
        [organisation, project, note].map(|text| shown(text).map(|text| text.overrides).unwrap_or_default());
    ResultWordings { organisation, project, note }
}

fn points(tenths: Option<i32>) -> Option<Decimal> {
    tenths.map(|tenths| Decimal::new(tenths.into(), 1).normalize())
}

fn money(minor: Option<i64>) -> Option<Decimal> {
    minor.map(|minor| Decimal::new(minor, 2).normalize())
}

impl ResultEntryContent {
    /// A row that was published, as one would write it again. It leads where it led, as long as that is in the directory.
    pub(super) fn again(row: &Row, lots: &[LocalisedText], known: impl Fn(OrganisationId) -> bool) -> Self {
        let (row, to) = (&row.row, row.recipient.filter(|id| known(*id)));
        // A lot that is called otherwise by now is none of the call's.
        let lot = row.lot.as_ref().and_then(|lot| lots.iter().position(|one| one == lot));
        Self {
            rank: row.rank,
            organisation: plain(Some(&row.organisation)),
            jib: row.jib.clone(),
            project: plain(row.project.as_ref()),
            points: points(row.points_tenths),
            asked: money(row.asked_minor),
            approved: money(row.approved_minor),
            outcome: Some(row.outcome.into()),
            reason: row.reason.map(Into::into),
            note: plain(row.note.as_ref()),
            others: Some(by_hand(Some(&row.organisation), row.project.as_ref(), row.note.as_ref())),
            lot: lot.and_then(|at| i32::try_from(at + 1).ok()),
            linked: to.map(|id| id.to_string().into()),
            unlinked: false,
        }
    }
}

impl ResultsContent {
    /// A list that was published, as one would write it again. Its day is that of the correction.
    pub(super) fn again(list: &result_list::Model, zone: Tz, rows: Vec<ResultEntryContent>) -> Self {
        let until = |at| Moment::from(ends(at, zone));
        Self {
            stage: Some(list.stage.into()),
            published_on: None,
            objections: list.objections_until.map(until),
            decision_url: list.decision_url.clone(),
            rows,
        }
    }
}

impl From<&StoredEntry> for ResultEntryContent {
    fn from(row: &StoredEntry) -> Self {
        Self {
            rank: row.rank,
            organisation: plain(row.organisation.as_ref()),
            jib: row.jib.clone(),
            project: plain(row.project.as_ref()),
            points: points(row.points_tenths),
            asked: money(row.asked),
            approved: money(row.approved),
            outcome: row.outcome.map(Into::into),
            reason: row.reason.map(Into::into),
            note: plain(row.note.as_ref()),
            others: Some(by_hand(row.organisation.as_ref(), row.project.as_ref(), row.note.as_ref())),
            lot: row.lot,
            linked: row.linked.map(|id| id.to_string().into()),
            unlinked: row.unlinked,
        }
    }
}

impl From<&Stored> for ResultsContent {
    fn from(content: &Stored) -> Self {
        Self {
            stage: content.stage.map(Into::into),
            published_on: content.published_on.map(Date),
            objections: content.objections.map(Into::into),
            decision_url: content.decision_url.clone(),
            rows: content.entries.iter().map(Into::into).collect(),
        }
    }
}
