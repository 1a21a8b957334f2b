//! Commenting, moderating, answering. Each reads: proof, load, rule, save.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_graphql::{Context, Object};
use chrono::{Days, NaiveDate};
use entities::{
    AnswerId, AttachedFile, AttachedFiles, CommentId, CommentOrigin, CommentReason, CommentState, ConfirmEmail,
    ConsultationId, Locale, LocalisedText, Signal, comment, ids,
};

use super::rules::pile::OfNoPeople;
use super::rules::seen::{Seen, Under, answer_drawn, comment_drawn};
use super::rules::{Policy, Verdict, files, fits, words};
use super::store::answers::{self, Answer};
use super::store::forgetting::{self, Forgotten, Left};
use super::store::held::{self, Locked};
use super::store::masses::{self, Common, Masses, Settled};
use super::store::save::{self, Coming};
use super::store::{covered, settle};
use super::types::input::{
    AnswerCommentsInput, AnswerCommentsPayload, ChangeCommentInput, ChangeCommentPayload, CommentRead, CommentToAnswer,
    EnterCommentInput, EnterCommentPayload, EraseCommentInput, EraseCommentPayload, PublishCommentsInput,
    PublishCommentsPayload, RedactAnswerInput, RedactAnswerPayload, RedactCommentInput, RedactCommentPayload,
    RejectCommentsInput, RejectCommentsPayload, RejectHeldCommentsInput, RejectHeldCommentsPayload, ReportCommentInput,
    ReportCommentPayload, SpanInput, SubmitCommentInput, SubmitCommentPayload, SupportCommentInput,
    SupportCommentPayload, WithdrawCommentInput, WithdrawCommentPayload,
};
use super::types::now::outrun;
use super::types::{DeskComment, Receipt, key};
use super::{store, voices, write};
use crate::challenge::Proof;
use crate::clock::{day, zone};
use crate::edited::worded;
use crate::error::{Error, Reason};
use crate::gate::Turn;
use crate::locale::guess::guessed;
use crate::locale::written_in;
use crate::mail::Address;
use crate::mend::{FieldError, Problem, mendable};
use crate::municipalities::types::Municipality;
use crate::once;
use crate::rate::{Asker, Over, Writes};
use crate::scope::Tx;
use crate::storage::Storage;
use crate::viewer::Moderator;

/// What this slice changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct CommentMutation;

/// How many comments are decided about at once.
const MOST: usize = 100;
/// Nothing that is entered came longer ago.
const LONGEST_WAY: Days = Days::new(366);

#[Object]
impl CommentMutation {
    /// Says something in a consultation. Anybody may; nobody needs an account. What is odd about how it came makes it wait
    /// longer, and is never a reason to lose it.
    async fn submit_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What, about what, as whom.")] input: SubmitCommentInput,
    ) -> Result<SubmitCommentPayload, Error> {
        let (receipt, errors) = mendable(Box::pin(submit(ctx, input)).await)?;
        Ok(SubmitCommentPayload { receipt, errors })
    }

    /// Enters a comment that came on paper or by e-mail, or was said at a session. Everybody can read it from then on. Whoever said it
    /// gets a receipt as everybody does: it is yours to hand over. For moderators.
    async fn enter_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What, about what, by whom.")] input: EnterCommentInput,
    ) -> Result<EnterCommentPayload, Error> {
        let (row, errors) = mendable(Box::pin(enter(ctx, input)).await)?;
        let comments = row.clone().map(|row| at_the_desk(vec![row]));
        Ok(EnterCommentPayload { comments, receipt: row.map(|row| Receipt::new(row, None)), errors })
    }

    /// Lets everybody read comments. For moderators.
    async fn publish_comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: PublishCommentsInput,
    ) -> Result<PublishCommentsPayload, Error> {
        Ok(mendable(settle(ctx, &input.comments, Verdict::Publish).await)?.into())
    }

    /// Refuses comments, for a reason that whoever wrote them is told. For moderators.
    async fn reject_comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: RejectCommentsInput,
    ) -> Result<RejectCommentsPayload, Error> {
        Ok(mendable(settle(ctx, &input.comments, Verdict::Reject(input.reason.into())).await)?.into())
    }

    /// Refuses comments that are held, by what they have in common: what programs send in thousands. Some at a time; ask again
    /// until none is left, or stop in between. Each is refused as if it had been named: it stays, with the reason that whoever
    /// wrote it is told. What carries nothing but what people leave as well (`perhapsPeople`) is not refused by its signals, and
    /// to name no others is a `BAD_REQUEST`: whoever wrote it would be refused unread. For moderators.
    async fn reject_held_comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: RejectHeldCommentsInput,
    ) -> Result<RejectHeldCommentsPayload, Error> {
        let (settled, errors) = mendable(Box::pin(reject_held(ctx, input)).await)?;
        let number = |count: u64| i32::try_from(count).map_err(Error::internal);
        let Settled { done, left } = settled.unwrap_or_default();
        Ok(RejectHeldCommentsPayload { rejected: number(done)?, left: number(left)?, errors })
    }

    /// Answers comments: what becomes of what they say, and why. Everybody reads it under each of them. For moderators.
    async fn answer_comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, what and why.")] input: AnswerCommentsInput,
    ) -> Result<AnswerCommentsPayload, Error> {
        let answered = async {
            let words = write::text("reason", &input.reason)?;
            let drawn = input.idempotency_key.as_deref();
            drawn.map_or(Ok(()), once::printable)?;
            let by = Turn::of(ctx).scope().viewer.person();
            let id = drawn.map_or_else(AnswerId::new, |drawn| answer_drawn(by, drawn));
            let (tx, locked) = held(ctx, answering(&input.comments, id)?).await?;
            let owner = Municipality::load(ctx, tx.proof().municipality()).await?;
            let locale = input.reason_locale.map_or_else(|| written_in(&words, owner.default_locale), |tag| tag.0);
            let reason = LocalisedText::new(locale, words);
            let reason = worded("reason", reason, input.reason_overrides, words::LONGEST)?;
            let disposition = input.disposition.into();
            let rows = answers::answer(&tx, locked, Answer { id, disposition, reason }).await?;
            tx.commit().await?;
            Ok(at_the_desk(rows))
        };
        Ok(mendable(Box::pin(answered).await)?.into())
    }

    /// Covers parts of a comment's text with a mark that everybody sees, or takes files off it, of which a mark stays as
    /// well. What stood there is forgotten here; whoever holds the receipt can still prove it. For moderators.
    async fn redact_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, which parts of it and why.")] input: RedactCommentInput,
    ) -> Result<RedactCommentPayload, Error> {
        let redacted = async {
            let spans = places(&input.spans);
            let (off, reason) = (input.files, CommentReason::from(input.reason));
            let wrong = |field| Err(Error::Invalid(vec![FieldError::new(field, Problem::OutOfRange)]));
            let (tx, locked) = hold(ctx, std::slice::from_ref(&input.comment)).await?;
            fitting(reason, &locked)?;
            // Only files go: the text stays as it is.
            let text = |row: &comment::Model| match &row.text {
                Some(text) if spans.is_empty() && !off.is_empty() => Some(text.clone()),
                text => words::covered(text.as_deref()?, &spans),
            };
            let all = |row: &comment::Model| row.files.clone().unwrap_or_default().0;
            let files = |row: &comment::Model| files::taken_off(&all(row), &off, reason);
            if locked.rows.iter().any(|row| text(row).is_none()) {
                return wrong("spans");
            }
            if locked.rows.iter().any(|row| files(row).is_none()) {
                return wrong("files");
            }
            let before: Vec<_> = locked.rows.iter().flat_map(all).collect();
            let left = |row: &comment::Model| Some(Left { text: text(row)?, files: files(row)? });
            let forgotten = forgetting::redact(&tx, locked, left, reason).await?;
            tx.commit().await?;
            forget(ctx, &before, &forgotten).await;
            Ok(at_the_desk(forgotten.rows))
        };
        Ok(mendable(Box::pin(redacted).await)?.into())
    }

    /// Covers parts of the reason of the answer that stands under a comment, with a mark that everybody sees; also when the report is
    /// there. What stood there is forgotten here, and with it all other wordings of the reason. What becomes of what was said stays.
    /// For moderators.
    async fn redact_answer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which, which parts of it and why.")] input: RedactAnswerInput,
    ) -> Result<RedactAnswerPayload, Error> {
        let redacted = async {
            let reason = CommentReason::from(input.reason);
            // An answer nobody has entered for somebody else.
            if !fits(reason, CommentOrigin::Online) {
                return Err(no_reason());
            }
            let turn = Turn::of(ctx);
            let scope = turn.scope();
            let row = store::at_a_desk(scope, input.comment.parse()?).await?;
            let tx = scope.begin(store::of_mine(scope, row.id).await?).await?;
            let forgotten = covered::cover(&tx, &row, &input.read, &places(&input.spans), reason).await?;
            tx.commit().await?;
            forget(ctx, &[], &forgotten).await;
            Ok(at_the_desk(forgotten.rows))
        };
        Ok(mendable(Box::pin(redacted).await)?.into())
    }

    /// Forgets whoever wrote a comment, with the files that he sent; his words stay, under a pseudonym, because they are a
    /// public record. Or all of it, where the words themselves are somebody's private affair. The log stays valid. For
    /// moderators.
    async fn erase_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and how much of it.")] input: EraseCommentInput,
    ) -> Result<EraseCommentPayload, Error> {
        let erased = async {
            let (tx, locked) = hold(ctx, std::slice::from_ref(&input.comment)).await?;
            let before: Vec<_> = locked.rows.iter().flat_map(comment::Model::attached).cloned().collect();
            let forgotten = forgetting::erase(&tx, locked, input.what.into()).await?;
            tx.commit().await?;
            forget(ctx, &before, &forgotten).await;
            Ok(at_the_desk(forgotten.rows))
        };
        Ok(mendable(Box::pin(erased).await)?.into())
    }

    /// Writes a comment anew. Whoever holds its receipt may, for an hour, while nobody has refused or answered it; then it
    /// goes where it would go if it came now. Where officials have covered something of it, it always waits for them.
    async fn change_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and what it says now.")] input: ChangeCommentInput,
    ) -> Result<ChangeCommentPayload, Error> {
        let turn = Turn::of(ctx);
        let ChangeCommentInput { code, name, text, idempotency_key } = input;
        let said = (&*text, &*idempotency_key);
        let changed = write::change(turn.scope(), &code, name.as_deref(), said, pace(ctx));
        let (receipt, errors) = mendable(Box::pin(changed).await.map(|row| Receipt::new(row, None)))?;
        Ok(ChangeCommentPayload { receipt, errors })
    }

    /// Supports a comment, or takes that back; everybody once. Where the municipality counts addresses, it counts when the
    /// letter is answered.
    async fn support_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and by whom.")] input: SupportCommentInput,
    ) -> Result<SupportCommentPayload, Error> {
        let turn = Turn::of(ctx);
        let supported = async {
            let by = (input.email.as_deref().map(str::trim), asker(ctx).map(|client| client.0));
            let how = (input.back.unwrap_or(false), input.idempotency_key.as_str(), input.revision);
            let reader = input.locale.map(|tag| tag.0);
            let writes = pace(ctx).map(|(writes, _)| writes);
            voices::support(turn.scope(), key(ctx)?, input.comment.parse()?, (by, reader), how, writes).await
        };
        let (state, errors) = mendable(Box::pin(supported).await)?;
        Ok(SupportCommentPayload { state: state.map(Into::into), errors })
    }

    /// Tells officials that a comment should not stand there. It stays until one of them has looked; who said so, nobody
    /// learns. Whoever sends many in a minute gets `RATE_LIMITED`: nobody was told of that one then, so send it again later.
    async fn report_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: ReportCommentInput,
    ) -> Result<ReportCommentPayload, Error> {
        let turn = Turn::of(ctx);
        let reported = async {
            let what = (input.reason.into(), input.words.as_deref());
            let by = (asker(ctx).map(|client| client.0), input.idempotency_key.as_str());
            let writes = pace(ctx).map(|(writes, _)| writes);
            voices::flag(turn.scope(), key(ctx)?, input.comment.parse()?, what, by, writes).await
        };
        let (done, errors) = mendable(Box::pin(reported).await)?;
        Ok(ReportCommentPayload { received: done.is_some(), errors })
    }

    /// Takes a comment back. Whoever holds its receipt may, as long as he may write it anew. The log keeps that it came.
    async fn withdraw_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: WithdrawCommentInput,
    ) -> Result<WithdrawCommentPayload, Error> {
        let turn = Turn::of(ctx);
        let withdrawn = write::withdraw(turn.scope(), &input.code, &input.idempotency_key);
        let (receipt, errors) = mendable(Box::pin(withdrawn).await.map(|row| Receipt::new(row, None)))?;
        Ok(WithdrawCommentPayload { receipt, errors })
    }
}

/// Spans, as they are counted here; those that are none are none of any text.
fn places(spans: &[SpanInput]) -> Vec<(usize, usize)> {
    let place = |at: i32| usize::try_from(at).unwrap_or(usize::MAX);
    spans.iter().map(|span| (place(span.from), place(span.to))).collect()
}

async fn submit(ctx: &Context<'_>, input: SubmitCommentInput) -> Result<Receipt, Error> {
    let scope = Turn::of(ctx).scope().clone();
    let sent = write::Sent {
        consultation: input.consultation.parse()?,
        part: input.part.map(|id| id.parse()).transpose()?,
        reply_to: input.reply_to.map(|id| id.parse()).transpose()?,
        kind: input.author_kind.into(),
        name: input.name.as_deref(),
        email: input.email.as_deref(),
        text: &input.text,
        locale: input.locale.map(|tag| tag.0),
        proof: Proof {
            challenge: input.challenge.as_deref(),
            solution: input.solution.as_deref(),
            open_for: input.open_for,
            honeypot: input.website.as_deref(),
            since: None,
        },
        key: &input.idempotency_key,
        pace: pace(ctx),
        over: ctx.data_opt::<Over>().is_some(),
    };
    let row = write::submit(&scope, key(ctx)?, sent).await?;
    Ok(Receipt::new(row, None))
}

async fn enter(ctx: &Context<'_>, input: EnterCommentInput) -> Result<comment::Model, Error> {
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let of: ConsultationId = input.consultation.parse()?;
    let consultation = store::consultation(scope, of).await?;
    let moderator = scope.acting::<Moderator>(consultation.municipality_id)?;
    let origin = CommentOrigin::from(input.origin);
    if origin == CommentOrigin::Online {
        return Err(Error::Invalid(vec![FieldError::new("origin", Problem::NotAllowed)]));
    }
    let owner = Municipality::load(ctx, consultation.municipality_id).await?;
    let received_on = input.received_on.map(|on| on.0);
    came_on(received_on, day(scope.now, zone(&owner.time_zone)))?;
    let words = write::text("text", &input.text)?;
    // On paper some are signed by nobody, whatever is settled for the form.
    let policy = Policy { anonymous_allowed: true, ..Policy::from(&consultation) };
    let kind = input.author_kind.into();
    let author = (kind, write::named(kind, input.name.as_deref(), policy)?);
    let address = came_from(input.email.as_deref(), origin, policy)?;
    let (part, _) = write::places(scope, of, input.part.map(|id| id.parse()).transpose()?, None).await?;
    let locale: Locale = guessed(&words, owner.default_locale, owner.default_locale);
    let drawn = input.idempotency_key.as_deref();
    drawn.map_or(Ok(()), once::printable)?;
    let id = drawn.map_or_else(CommentId::new, |drawn| comment_drawn(scope.viewer.person(), of, drawn));
    let tx = scope.begin(moderator).await?;
    // Of two that are sent at once the second waits here, and finds the first.
    store::log::hold(&tx, consultation.municipality_id, of).await?;
    if let Some(before) = store::entered(&tx, id).await? {
        let by = (before.author_kind, before.author_name.as_deref(), before.email.as_deref());
        let entered = (before.origin, before.received_on, by, before.anchor_id);
        let by = (author.0, author.1.as_deref(), address.as_ref().map(Address::as_str));
        let now = (origin, received_on, by, part.as_ref().map(|part| part.id));
        // What was covered or forgotten since says nothing of what was sent.
        let same = before.revision > 1 || before.erased_at.is_some();
        let same = same || (entered == now && before.text.as_deref() == Some(words.as_str()));
        return if same { Ok(before) } else { Err(Error::Refused(Reason::KeyUsedOtherwise)) };
    }
    held::goes_on(&tx, of).await?;
    let organisation = write::said_for(scope, &consultation, kind, author.1.as_deref()).await?;
    // One letter is enough for all that is entered at a time: of several letters in an hour the last ones do not go.
    let tell = match &address {
        Some(address) => !store::told_just_now(&tx, of, address).await?,
        None => false,
    };
    let coming = Coming {
        consultation,
        part,
        reply_to: None,
        id,
        author,
        organisation,
        email: address,
        wrote_from_there: true,
        ask_at: None,
        origin,
        received_on,
        state: (CommentState::Published, Vec::new()),
        locale,
        read_in: None,
        text: words,
        code: ids::code().map_err(Error::internal)?,
    };
    let row = save::receive(&tx, coming).await?;
    if tell {
        settle::tell(&tx, std::slice::from_ref(&row), BTreeSet::new());
    }
    tx.commit().await?;
    Ok(row)
}

/// From where a comment came that an official enters: an address is shown to be somebody's only by a letter from there, and kept only
/// where the form asks for one, which says what becomes of it.
fn came_from(text: Option<&str>, origin: CommentOrigin, policy: Policy) -> Result<Option<Address>, Error> {
    let wrong = |problem| Error::Invalid(vec![FieldError::new("email", problem)]);
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    if origin != CommentOrigin::Email || policy.address == ConfirmEmail::Never {
        return Err(wrong(Problem::NotAllowed));
    }
    Ok(Some(text.parse().map_err(|_| wrong(Problem::NotAnAddress))?))
}

/// That nothing comes tomorrow, and that nobody has slipped a year.
fn came_on(on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Error> {
    let first = today.checked_sub_days(LONGEST_WAY).unwrap_or(today);
    match on {
        Some(on) if on < first || on > today => {
            let range = [first.to_string(), today.to_string()];
            Err(Error::Invalid(vec![FieldError::new("receivedOn", Problem::OutOfRange).with(range)]))
        }
        _ => Ok(()),
    }
}

/// What counts how fast things come, and who sends them; none where nobody counts.
fn pace<'a>(ctx: &'a Context<'_>) -> Option<(&'a Writes, Option<Asker>)> {
    ctx.data_opt::<Arc<Writes>>().map(|writes| (&**writes, asker(ctx)))
}

fn asker(ctx: &Context<'_>) -> Option<Asker> {
    ctx.data_opt().copied()
}

/// What no comment names any more goes at once, and not with the next sweep; and so do the reports that were printed with it.
async fn forget(ctx: &Context<'_>, before: &[AttachedFile], Forgotten { rows, printed }: &Forgotten) {
    let Some(storage) = ctx.data_opt::<Storage>() else { return };
    let named = rows.iter().filter_map(|row| row.files.as_ref()).flat_map(|files| files.0.clone());
    let unnamed = files::unnamed(before, Some(&AttachedFiles(named.collect())));
    storage.forget(unnamed.into_iter().chain(printed.iter().cloned())).await;
}

/// The comments that a moderator has read, held until the transaction is over.
async fn hold(ctx: &Context<'_>, read: &[CommentRead]) -> Result<(Tx<Moderator>, Locked), Error> {
    let seen = |read: &CommentRead| Ok(Seen { id: read.id.parse()?, revision: read.revision, under: Under::Anything });
    held(ctx, read.iter().map(seen).collect::<Result<_, Error>>()?).await
}

/// The comments that a moderator answers, each with what she has read under it.
fn answering(read: &[CommentToAnswer], given: AnswerId) -> Result<Vec<Seen>, Error> {
    let seen = |one: &CommentToAnswer| {
        let read = one.answer.as_ref().map(|id| id.parse()).transpose()?;
        Ok(Seen { id: one.id.parse()?, revision: one.revision, under: Under::Answer { read, given } })
    };
    read.iter().map(seen).collect()
}

async fn held(ctx: &Context<'_>, seen: Vec<Seen>) -> Result<(Tx<Moderator>, Locked), Error> {
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let Some(first) = seen.first().filter(|_| seen.len() <= MOST) else {
        return Err(Error::BadRequest(format!("Name 1 to {MOST} comments.")));
    };
    let moderator = store::of_mine(scope, first.id).await?;
    let tx = scope.begin(moderator).await?;
    let locked = held::locked(&tx, &seen).await?.map_err(|others| outrun(&others))?;
    Ok((tx, locked))
}

async fn settle(ctx: &Context<'_>, read: &[CommentRead], verdict: Verdict) -> Result<Vec<DeskComment>, Error> {
    let (tx, locked) = hold(ctx, read).await?;
    if let Verdict::Reject(reason) = verdict {
        fitting(reason, &locked)?;
    }
    let rows = settle::settle(&tx, locked, verdict).await?;
    tx.commit().await?;
    Ok(at_the_desk(rows))
}

/// That this can be the reason of each of them.
fn fitting(reason: CommentReason, locked: &Locked) -> Result<(), Error> {
    if locked.rows.iter().all(|row| fits(reason, row.origin)) { Ok(()) } else { Err(no_reason()) }
}

fn no_reason() -> Error {
    Error::Invalid(vec![FieldError::new("reason", Problem::NotAllowed)])
}

/// What they have in common. Whoever says nothing of them would refuse those of people with those of programs.
fn in_common(like: Option<CommentId>, signals: Vec<Signal>) -> Result<Common, Error> {
    let bad = |what: &'static str| Error::BadRequest(what.into());
    match like {
        Some(one) => Ok(Common::Like(one, signals)),
        None if signals.is_empty() => Err(bad("Say what they have in common: `likeTo` or `signals`.")),
        None => OfNoPeople::among(signals).map(Common::Carry).ok_or_else(|| {
            bad("People leave these `signals` as well: read such comments and decide about each, or say `likeTo`.")
        }),
    }
}

async fn reject_held(ctx: &Context<'_>, input: RejectHeldCommentsInput) -> Result<Settled, Error> {
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let common = in_common(
        input.like_to.map(|id| id.parse()).transpose()?,
        input.signals.into_iter().map(Into::into).collect(),
    )?;
    let reason = CommentReason::from(input.reason);
    // What an official enters is never held.
    if !fits(reason, CommentOrigin::Online) {
        return Err(no_reason());
    }
    let consultation = store::consultation(scope, input.consultation.parse()?).await?;
    let moderator = scope.acting::<Moderator>(consultation.municipality_id)?;
    let tx = scope.begin(moderator).await?;
    let as_of = input.as_of.min(tx.now());
    let masses = Masses { of: consultation.id, common, as_of };
    let settled = masses::settle(&tx, masses, Verdict::Reject(reason)).await?;
    tx.commit().await?;
    Ok(settled)
}

fn at_the_desk(rows: Vec<comment::Model>) -> Vec<DeskComment> {
    rows.into_iter().map(|row| DeskComment::new(row, None)).collect()
}
