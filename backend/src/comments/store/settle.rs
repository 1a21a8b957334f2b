//! What officials decide and answer, for many comments at once: rows, counts and entries of the log in one transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entities::{
    AnswerId, AttachedFile, AttachedFiles, Change, CommentId, CommentReason, CommentRevisionId, CommentState,
    ConsultationId, ConsultationStage, Detail, Disposition, Happening, LetterKind, LocalisedText, comment,
    comment_flag, comment_revision, consultation, official_answer,
};
use sea_orm::sea_query::{Expr, ExprTrait as _, LockType};
use sea_orm::{
    ActiveEnum as _, ColumnTrait as _, Condition, IntoActiveModel as _, NotSet, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Set, Unchanged,
};

use super::count::Tally;
use super::save::{forget_bands, keep_bands, letter, said_for_nobody};
use super::{log, prints};
use crate::comments::rules::log::{Content, Entry, Erased, Unnamed};
use crate::comments::rules::seen::Seen;
use crate::comments::rules::{Verdict, decide, files, words};
use crate::error::{Error, Reason};
use crate::ledger::{Commitment, Salt};
use crate::locale::fold::fold;
use crate::scope::Tx;
use crate::viewer::Moderator;

/// Comments as they were read, held with their logs until the transaction is over.
#[derive(Debug)]
pub struct Locked {
    logs: BTreeMap<ConsultationId, log::Held>,
    /// In the order asked.
    pub rows: Vec<comment::Model>,
    /// Those that stand as they are: they were reported, and an official says that they may stay.
    stand: Vec<comment::Model>,
}

/// A comment that is not as it was read.
#[derive(Clone, Debug)]
pub struct Outrun {
    /// As it is now.
    pub row: comment::Model,
    /// As it was read.
    pub seen: Seen,
    /// What stands under it now.
    pub answer: Option<official_answer::Model>,
}

/// Holds these comments against whoever else would decide about them, if all of them are as they were read; else those that
/// are not. First their logs, then they, each in one order: so of two who decide at once one waits, and not both for both.
///
/// # Errors
/// One is not there, or not this municipality's; or the database fails.
pub async fn locked(tx: &Tx<Moderator>, seen: &[Seen]) -> Result<Result<Locked, Vec<Outrun>>, Error> {
    let ids: Vec<_> = seen.iter().map(|seen| seen.id).collect();
    let these = || tx.find::<comment::Entity>().filter(comment::Column::Id.is_in(ids.clone()));
    let of = these().select_only().column(comment::Column::ConsultationId).distinct();
    let of: Vec<ConsultationId> = of.into_tuple().all(tx.connection()).await?;
    let mut logs = BTreeMap::new();
    for of in of.into_iter().collect::<BTreeSet<_>>() {
        logs.insert(of, log::hold(tx, tx.proof().municipality(), of).await?);
    }
    // Without keeping those waiting who reply, because no key is changed.
    let rows = these().order_by_asc(comment::Column::Id).lock(LockType::NoKeyUpdate).all(tx.connection()).await?;
    let mut found: HashMap<_, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    let take =
        |seen: &Seen| found.remove(&seen.id).ok_or_else(|| Error::NotFound("There is no such comment here.".into()));
    let rows: Vec<_> = seen.iter().map(take).collect::<Result<_, _>>()?;
    if rows.iter().zip(seen).all(|(row, seen)| seen.is_so(row.revision, row.answer_id)) {
        return Ok(Ok(Locked { logs, rows, stand: Vec::new() }));
    }
    let others = rows.into_iter().zip(seen).filter(|(row, seen)| !seen.is_so(row.revision, row.answer_id)).collect();
    Ok(Err(with_answers(tx, others).await?))
}

/// What stands under each of them now.
async fn with_answers(tx: &Tx<Moderator>, others: Vec<(comment::Model, &Seen)>) -> Result<Vec<Outrun>, Error> {
    let answers = answers_under(tx, others.iter().map(|(row, _)| row)).await?;
    let one = |(row, seen): (comment::Model, &Seen)| {
        let answer = row.answer_id.and_then(|id| answers.get(&id)).cloned();
        Outrun { row, seen: *seen, answer }
    };
    Ok(others.into_iter().map(one).collect())
}

/// What stands under these comments.
async fn answers_under<'a>(
    tx: &Tx<Moderator>,
    rows: impl IntoIterator<Item = &'a comment::Model>,
) -> Result<HashMap<AnswerId, official_answer::Model>, Error> {
    let ids: BTreeSet<_> = rows.into_iter().filter_map(|row| row.answer_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = tx.find::<official_answer::Entity>().filter(official_answer::Column::Id.is_in(ids));
    Ok(found.all(tx.connection()).await?.into_iter().map(|row| (row.id, row)).collect())
}

impl Locked {
    /// Comments of one consultation, held with its log.
    pub(super) fn of(of: ConsultationId, held: log::Held, rows: Vec<comment::Model>) -> Self {
        Self { logs: BTreeMap::from([(of, held)]), rows, stand: Vec::new() }
    }

    /// Adds entries to the logs of their consultations.
    async fn record(&mut self, tx: &Tx<Moderator>, entries: Vec<(ConsultationId, Entry)>) -> Result<(), Error> {
        let mut by_log: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (of, entry) in entries {
            by_log.entry(of).or_default().push(entry);
        }
        for (of, entries) in by_log {
            if let Some(held) = self.logs.get_mut(&of) {
                log::append(tx, held, &entries).await?;
            }
        }
        Ok(())
    }
}

/// That none of these consultations has its report: what stands in a report is decided. Whoever holds the logs knows that it
/// stays so, because whoever finishes holds them too.
///
/// # Errors
/// One has, or the database fails.
pub async fn unfinished(tx: &Tx<Moderator>, of: impl IntoIterator<Item = ConsultationId>) -> Result<(), Error> {
    let finished = tx.find::<consultation::Entity>().filter(consultation::Column::Id.is_in(of));
    let finished = finished.filter(consultation::Column::Stage.eq(ConsultationStage::Finished));
    match finished.count(tx.connection()).await? {
        0 => Ok(()),
        _ => Err(Error::Refused(Reason::FinishedAlready)),
    }
}

/// That a consultation has no report and was not cancelled: what is entered into it will stand in a report. Whoever holds its
/// log knows that it stays so.
///
/// # Errors
/// It is over for good, or the database fails.
pub async fn goes_on(tx: &Tx<Moderator>, of: ConsultationId) -> Result<(), Error> {
    all_go_on(tx, vec![of]).await
}

/// The same of several, with as many statements as of one.
async fn all_go_on(tx: &Tx<Moderator>, of: Vec<ConsultationId>) -> Result<(), Error> {
    unfinished(tx, of.iter().copied()).await?;
    let over = tx.find::<consultation::Entity>().filter(consultation::Column::Id.is_in(of));
    let over = over.filter(consultation::Column::Stage.ne(ConsultationStage::Published));
    match over.count(tx.connection()).await? {
        0 => Ok(()),
        _ => Err(Error::Refused(Reason::NotPublished)),
    }
}

/// Decides whether comments may be read.
///
/// # Errors
/// About one there is nothing to decide, its consultation is finished, or the database fails.
pub async fn settle(tx: &Tx<Moderator>, mut locked: Locked, verdict: Verdict) -> Result<Vec<comment::Model>, Error> {
    let at = tx.now();
    dismiss(tx, &mut locked, verdict).await?;
    if locked.rows.is_empty() {
        return Ok(locked.stand);
    }
    let of: Vec<_> = locked.logs.keys().copied().collect();
    match verdict {
        // What can be read is owed a report, which a consultation that was cancelled never has.
        Verdict::Publish => all_go_on(tx, of).await?,
        Verdict::Reject(_) => unfinished(tx, of).await?,
    }
    let (mut entries, mut tally) = (Vec::new(), Tally::default());
    let reason = match verdict {
        Verdict::Publish => None,
        Verdict::Reject(reason) => Some(reason),
    };
    for row in &mut locked.rows {
        let was = row.state;
        row.state = decide(was, row.state_reason, verdict).map_err(|_| Error::Refused(Reason::NothingToDecide))?;
        let (comment, revision) = (row.id.to_string(), row.revision);
        entries.push((
            row.consultation_id,
            match reason {
                None => Entry::Published { comment, revision, at },
                Some(reason) => Entry::Rejected { comment, revision, reason, at },
            },
        ));
        (row.state_reason, row.decided_at) = (reason, Some(at));
        if reason.is_none() {
            row.published_at.get_or_insert(at);
        }
        row.standing = reason.is_none() || row.replies > 0;
        tally.comment(row, i32::from(reason.is_none()) - i32::from(was == CommentState::Published));
    }
    locked.record(tx, entries).await?;
    let rows = std::mem::take(&mut locked.rows);
    let set = comment::ActiveModel { state_reason: Set(reason), decided_at: Set(Some(at)), ..Default::default() };
    let (state, standing) = match verdict {
        Verdict::Publish => (CommentState::Published, Expr::value(true)),
        Verdict::Reject(_) => (CommentState::Rejected, comment::Column::Replies.gt(0)),
    };
    let set = comment::ActiveModel { state: Set(state), ..set };
    let mut more = vec![(comment::Column::Standing, standing)];
    if reason.is_none() {
        let since = comment::Column::PublishedAt;
        more.push((since, Expr::expr(since.into_expr()).if_null(at)));
    }
    tx.change::<comment::Entity, _>(these(&rows), set, more).await?;
    // Whoever reported one is answered with this.
    answer_flags(tx, rows.iter().map(|row| row.id)).await?;
    // After the rows themselves: one that is decided with its replies keeps what they make of it.
    tally.keep(tx).await?;
    let kind = if reason.is_none() { Happening::CommentPublished } else { Happening::CommentRejected };
    for row in &rows {
        tx.record(kind, row.municipality_id, row.id, told(reason));
    }
    tell(tx, &rows, BTreeSet::new());
    Ok(rows.into_iter().chain(locked.stand).collect())
}

/// What everybody reads already and somebody has reported may stay: nothing of it changes but that nobody waits any more.
async fn dismiss(tx: &Tx<Moderator>, locked: &mut Locked, verdict: Verdict) -> Result<(), Error> {
    let read = |row: &comment::Model| verdict == Verdict::Publish && row.state == CommentState::Published;
    let read: Vec<_> = locked.rows.iter().filter(|row| read(row)).map(|row| row.id).collect();
    if read.is_empty() {
        return Ok(());
    }
    let flagged = tx.find::<comment_flag::Entity>().filter(open_flags(read)).select_only();
    let flagged = flagged.column(comment_flag::Column::CommentId).distinct();
    let flagged: Vec<CommentId> = flagged.into_tuple().all(tx.connection()).await?;
    answer_flags(tx, flagged.iter().copied()).await?;
    locked.stand = locked.rows.extract_if(.., |row| flagged.contains(&row.id)).collect();
    Ok(())
}

fn open_flags(of: impl IntoIterator<Item = CommentId>) -> Condition {
    let its = comment_flag::Column::CommentId.is_in(of);
    Condition::all().add(its).add(comment_flag::Column::SettledAt.is_null())
}

async fn answer_flags(tx: &Tx<Moderator>, of: impl IntoIterator<Item = CommentId>) -> Result<(), Error> {
    let settled = comment_flag::ActiveModel { settled_at: Set(Some(tx.now())), ..Default::default() };
    tx.change::<comment_flag::Entity, _>(open_flags(of), settled, []).await?;
    Ok(())
}

fn these(rows: &[comment::Model]) -> Condition {
    Condition::all().add(comment::Column::Id.is_in(rows.iter().map(|row| row.id)))
}

fn told(reason: Option<CommentReason>) -> Option<Detail> {
    reason.map(|reason| Detail { reason: Some(reason.to_value()), ..Detail::default() })
}

/// Tells those whose address is known that something became of their comments: one letter each, however many they are, and
/// none to those who were `told` of it already.
pub fn tell(tx: &Tx<Moderator>, rows: &[comment::Model], mut told: BTreeSet<String>) {
    for row in rows.iter().filter(|row| row.email_confirmed_at.is_some()) {
        let Some(email) = &row.email else { continue };
        let Ok(to) = email.parse() else { continue };
        if told.insert(email.clone()) {
            tx.post(letter(LetterKind::CommentNews, to, row, tx.now()));
        }
    }
}

/// What a municipality says to comments.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which answer it is.
    pub id: AnswerId,
    /// What becomes of what they say.
    pub disposition: Disposition,
    /// Why.
    pub reason: LocalisedText,
}

/// Answers comments of one consultation with one answer. A comment under which another was read gets this instead. What was
/// given before under the same id goes to these as well; where it stands already nothing changes, and nobody is told twice.
///
/// # Errors
/// A comment cannot be read by everybody, its consultation is finished, something else was given under this id, or the
/// database fails.
pub async fn answer(tx: &Tx<Moderator>, mut locked: Locked, given: Answer) -> Result<Vec<comment::Model>, Error> {
    unfinished(tx, locked.logs.keys().copied()).await?;
    let Some(first) = locked.rows.first() else { return Err(Error::Refused(Reason::NothingToDecide)) };
    let (municipality, of, at) = (first.municipality_id, first.consultation_id, tx.now());
    if locked.rows.iter().any(|row| row.consultation_id != of) {
        return Err(Error::BadRequest("One answer is for comments of one consultation.".into()));
    }
    let stands = standing(tx, of, &given).await?;
    let Answer { id, disposition, reason } = given;
    locked.stand = locked.rows.extract_if(.., |row| row.answer_id == Some(id)).collect();
    if locked.rows.is_empty() {
        return Ok(locked.stand);
    }
    if locked.rows.iter().any(|row| row.state != CommentState::Published) {
        return Err(Error::Refused(Reason::CommentNotPublished));
    }
    let before = answers_under(tx, &locked.rows).await?;
    let told = if stands.is_some() { told_of(tx, id, &locked.rows).await? } else { BTreeSet::new() };
    let salt = match &stands {
        Some(row) => Salt(row.salt.clone()),
        None => Salt::draw()?,
    };
    let to = locked.rows.iter().map(|row| (row.id, row.revision));
    let why = serde_json::to_string(&reason).map_err(Error::internal)?;
    let entry = Entry::answered((id, 1), to, disposition, (&salt, &why), at);
    locked.record(tx, vec![(of, entry)]).await?;
    if stands.is_some() {
        let again = official_answer::ActiveModel { id: Unchanged(id), answered_at: Set(at), ..Default::default() };
        tx.update(again).await?;
    } else {
        let row = official_answer::Model {
            id,
            municipality_id: municipality,
            consultation_id: of,
            disposition,
            reason,
            revision: 1,
            salt: salt.0,
            answered_at: at,
            answered_by: tx.actor(),
        };
        tx.insert(row.into_active_model()).await?;
    }
    let (mut tally, mut rows) = (Tally::default(), locked.rows);
    for row in &mut rows {
        let replaced = row.answer_id.replace(id);
        if replaced.is_none() {
            tally.answer(row);
        }
        let detail = replaced.and_then(|id| before.get(&id)).map(|old| instead(old.disposition, disposition));
        tx.record(Happening::CommentAnswered, municipality, row.id, detail);
    }
    let set = comment::ActiveModel { answer_id: Set(Some(id)), ..Default::default() };
    tx.change::<comment::Entity, _>(these(&rows), set, []).await?;
    tally.keep(tx).await?;
    tell(tx, &rows, told);
    Ok(rows.into_iter().chain(locked.stand).collect())
}

/// The answer that was given before under this id, which is the same in this consultation and in these words.
async fn standing(
    tx: &Tx<Moderator>,
    of: ConsultationId,
    given: &Answer,
) -> Result<Option<official_answer::Model>, Error> {
    let found = tx.find::<official_answer::Entity>().filter(official_answer::Column::Id.eq(given.id));
    let found = found.one(tx.connection()).await?;
    let same = |row: &official_answer::Model| {
        (row.consultation_id, row.disposition, &row.reason) == (of, given.disposition, &given.reason)
    };
    match found {
        Some(row) if !same(&row) => Err(Error::Refused(Reason::KeyUsedOtherwise)),
        found => Ok(found),
    }
}

/// The addresses of these that were told of this answer already, under another comment.
async fn told_of(tx: &Tx<Moderator>, id: AnswerId, rows: &[comment::Model]) -> Result<BTreeSet<String>, Error> {
    use comment::Column::{AnswerId, Email, EmailConfirmedAt};

    let theirs: BTreeSet<_> = rows.iter().filter_map(|row| row.email.clone()).collect();
    if theirs.is_empty() {
        return Ok(theirs);
    }
    let told = tx.find::<comment::Entity>().filter(AnswerId.eq(id)).filter(Email.is_in(theirs));
    let told = told.filter(EmailConfirmedAt.is_not_null()).select_only().column(Email).distinct();
    let told: Vec<String> = told.into_tuple().all(tx.connection()).await?;
    Ok(told.into_iter().collect())
}

/// That an answer stands in place of another, for those who may read the journal.
fn instead(before: Disposition, after: Disposition) -> Detail {
    let [before, after] = [before, after].map(|one| Some(one.to_value()));
    Detail { changes: vec![Change { field: "disposition".to_owned(), before, after }], ..Detail::default() }
}

/// What a comment is to say after an official has covered something of it.
#[derive(Clone, Debug)]
pub struct Left {
    /// The text, with marks where something was covered.
    pub text: String,
    /// Its files, with marks for those that were taken off.
    pub files: Vec<AttachedFile>,
}

/// Comments of which something was forgotten.
#[derive(Clone, Debug)]
pub struct Forgotten {
    /// As they are now.
    pub rows: Vec<comment::Model>,
    /// Where the reports lie that were printed before, which say it still: nothing names them any more.
    pub printed: Vec<String>,
}

/// Covers part of a text, or takes files off. What was there is forgotten; whoever holds the receipt can still prove it.
///
/// # Errors
/// There is nothing to cover, or the database fails.
pub async fn redact(
    tx: &Tx<Moderator>,
    mut locked: Locked,
    left: impl Fn(&comment::Model) -> Option<Left>,
    reason: CommentReason,
) -> Result<Forgotten, Error> {
    let mut rows = std::mem::take(&mut locked.rows);
    for row in &mut rows {
        let Left { text, files } = left(row).ok_or(Error::Refused(Reason::NothingToDecide))?;
        (row.search_text, row.text) = (fold(&text), Some(text));
        row.files = Some(AttachedFiles(files)).filter(|files| !files.0.is_empty());
        forget_bands(tx, row.id).await?;
        keep_bands(tx, row).await?;
        forget(tx, row.id, Erased::Whole, false).await?;
        anew(tx, &mut locked, row, reason).await?;
        keep_text(tx, row).await?;
        tx.record(Happening::CommentRedacted, row.municipality_id, row.id, told(Some(reason)));
    }
    Ok(Forgotten { printed: prints::forget(tx, &rows).await?, rows })
}

/// Records what is left of a comment, as another text of it that an official made.
async fn anew(
    tx: &Tx<Moderator>,
    locked: &mut Locked,
    row: &mut comment::Model,
    reason: CommentReason,
) -> Result<(), Error> {
    row.revision += 1;
    let content = Content::shown(row).map_err(Error::internal)?.unwrap_or_default();
    let salt = Salt::draw()?;
    let entry = Entry::Redacted {
        comment: row.id.to_string(),
        revision: row.revision,
        content: Commitment::to(&salt, &content),
        reason,
        at: tx.now(),
    };
    locked.record(tx, vec![(row.consultation_id, entry)]).await?;
    let revision = comment_revision::Model {
        id: CommentRevisionId::new(),
        municipality_id: row.municipality_id,
        comment_id: row.id,
        number: row.revision,
        salt: Some(salt.0),
        content: Some(content),
        author_salt: None,
        author: None,
        written_at: tx.now(),
    };
    tx.insert(revision.into_active_model()).await
}

/// Forgets whoever wrote comments, with the files that he sent; or all of them.
///
/// # Errors
/// The database fails.
pub async fn erase(tx: &Tx<Moderator>, mut locked: Locked, what: Erased) -> Result<Forgotten, Error> {
    let mut rows = std::mem::take(&mut locked.rows);
    for row in &mut rows {
        if row.erased_at.is_some() && (what == Erased::Author || row.text.is_none()) {
            return Err(Error::Refused(Reason::NothingToDecide));
        }
        // Of what nobody can read the log does not say as what its author spoke either.
        let unnamed = (row.state == CommentState::Published).then(|| Unnamed::of(row));
        let entry = Entry::Erased { comment: row.id.to_string(), forgotten: what, unnamed, at: tx.now() };
        locked.record(tx, vec![(row.consultation_id, entry)]).await?;
        forget(tx, row.id, what, true).await?;
        said_for_nobody(tx, row.id).await?;
        // Nobody reads it there any more, but whoever is somebody has to have a name in the table.
        row.author_name = row.author_name.as_ref().map(|_| words::pseudonym(row.locale, row.log_number));
        (row.email, row.email_confirmed_at, row.erased_at) = (None, None, Some(tx.now()));
        if what == Erased::Whole {
            (row.text, row.files, row.search_text) = (None, None, String::new());
            forget_bands(tx, row.id).await?;
            forget_flags(tx, row.id).await?;
        } else {
            forget_files(tx, &mut locked, row).await?;
        }
        keep_text(tx, row).await?;
        let detail = Detail { reason: Some(format!("{what:?}").to_lowercase()), ..Detail::default() };
        tx.record(Happening::CommentErased, row.municipality_id, row.id, detail);
    }
    Ok(Forgotten { printed: prints::forget(tx, &rows).await?, rows })
}

/// Who reported a comment may have said again what stood in it. Of nothing that stands there nobody says any more that it
/// should not.
async fn forget_flags(tx: &Tx<Moderator>, id: CommentId) -> Result<(), Error> {
    answer_flags(tx, [id]).await?;
    let wordless = comment_flag::ActiveModel { words: Set(None), ..Default::default() };
    let its = Condition::all().add(comment_flag::Column::CommentId.eq(id));
    tx.change::<comment_flag::Entity, _>(its, wordless, []).await?;
    Ok(())
}

/// With whoever wrote it go the files that he sent, which may say who he is: what they were called, and what they were. Of
/// his words nothing is kept but the text that is read; the texts before it may name files that he took back.
async fn forget_files(tx: &Tx<Moderator>, locked: &mut Locked, row: &mut comment::Model) -> Result<(), Error> {
    use comment_revision::Column::{CommentId, Number};

    let files = row.files.take().unwrap_or_default();
    let Some(left) = files::forgotten(&files.0) else {
        row.files = Some(files).filter(|files| !files.0.is_empty());
        let before = Condition::all().add(CommentId.eq(row.id)).add(Number.lt(row.revision));
        let nothing = comment_revision::ActiveModel { content: Set(None), salt: Set(None), ..Default::default() };
        tx.change::<comment_revision::Entity, _>(before, nothing, []).await?;
        return Ok(());
    };
    row.files = Some(AttachedFiles(left));
    forget(tx, row.id, Erased::Whole, true).await?;
    anew(tx, locked, row, CommentReason::PersonalData).await
}

/// Forgets what the log has committed to, with the salts: nobody can find out any more what it was.
async fn forget(tx: &Tx<Moderator>, id: CommentId, what: Erased, author: bool) -> Result<(), Error> {
    let mut set = comment_revision::ActiveModel::default();
    if author {
        (set.author, set.author_salt) = (Set(None), Set(None));
    }
    if what == Erased::Whole {
        (set.content, set.salt) = (Set(None), Set(None));
    }
    let its = Condition::all().add(comment_revision::Column::CommentId.eq(id));
    tx.change::<comment_revision::Entity, _>(its, set, []).await?;
    Ok(())
}

async fn keep_text(tx: &Tx<Moderator>, row: &comment::Model) -> Result<(), Error> {
    tx.update(comment::ActiveModel {
        id: Unchanged(row.id),
        author_name: Set(row.author_name.clone()),
        email: Set(row.email.clone()),
        email_confirmed_at: Set(row.email_confirmed_at),
        // With the address goes what would confirm it.
        secret_hash: if row.email.is_some() { NotSet } else { Set(None) },
        erased_at: Set(row.erased_at),
        text: Set(row.text.clone()),
        files: Set(row.files.clone()),
        search_text: Set(row.search_text.clone()),
        revision: Set(row.revision),
        ..Default::default()
    })
    .await
}
