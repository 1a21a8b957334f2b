//! Commenting, moderating, answering. Each reads: proof, load, rule, save.

use async_graphql::{Context, ID, Object};
use entities::{AnchorId, CommentId, CommentOrigin, CommentState, ConsultationId, Locale, LocalisedText, ids};
use serde::{Deserialize, Serialize};

use super::rules::challenge::{ChallengeKey, Proof, signals};
use super::rules::{DEEPEST, NoAuthor, Policy, Verdict, arrival, author, words};
use super::store;
use super::store::save::{self, Coming};
use super::types::input::{
    AnswerCommentsInput, AnswerCommentsPayload, CommentRead, EnterCommentInput, EnterCommentPayload,
    PublishCommentsInput, PublishCommentsPayload, RejectCommentsInput, RejectCommentsPayload, SubmitCommentInput,
    SubmitCommentPayload,
};
use super::types::{DeskComment, Receipt, key};
use crate::consultations::types::Consultation;
use crate::error::{Error, Reason};
use crate::gate::Turn;
use crate::locale::written_in;
use crate::mend::{FieldError, Problem, mendable};
use crate::municipalities::types::Municipality;
use crate::once::{Begun, Key};
use crate::scope::Tx;
use crate::viewer::Moderator;

/// What this slice changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct CommentMutation;

/// What is answered again to whoever sends the same again.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    code: String,
}

/// How many comments are decided about at once.
const MOST: usize = 100;

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

    /// Enters a comment that came on paper or was said at a session. Everybody can read it from then on. For moderators.
    async fn enter_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What, about what, by whom.")] input: EnterCommentInput,
    ) -> Result<EnterCommentPayload, Error> {
        Ok(mendable(Box::pin(enter(ctx, input)).await)?.into())
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

    /// Answers comments: what becomes of what they say, and why. Everybody reads it under each of them. For moderators.
    async fn answer_comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, what and why.")] input: AnswerCommentsInput,
    ) -> Result<AnswerCommentsPayload, Error> {
        let answered = async {
            let reason = text("reason", &input.reason)?;
            let (tx, rows) = hold(ctx, &input.comments).await?;
            let owner = Municipality::load(ctx, rows[0].municipality_id).await?;
            let reason = LocalisedText::new(written_in(&reason, owner.default_locale), reason);
            let rows = save::answer(&tx, rows, input.disposition.into(), reason).await?;
            tx.commit().await?;
            Ok(rows.into_iter().map(|row| DeskComment::new(row, None)).collect())
        };
        Ok(mendable(answered.await)?.into())
    }
}

/// What can be wrong with a text that everybody reads.
fn text(field: &str, text: &str) -> Result<String, Error> {
    let tidy = words::tidy(text);
    let problem = match tidy.chars().count() {
        0 => FieldError::new(field, Problem::Required),
        count if count < words::SHORTEST => {
            FieldError::new(field, Problem::TooShort).with([words::SHORTEST.to_string()])
        }
        count if count > words::LONGEST => FieldError::new(field, Problem::TooLong).with([words::LONGEST.to_string()]),
        _ => return Ok(tidy),
    };
    Err(Error::Invalid(vec![problem]))
}

/// As what somebody comments, and under what name.
fn named(
    kind: entities::AuthorKind,
    name: Option<&str>,
    policy: Policy,
) -> Result<(entities::AuthorKind, Option<String>), Error> {
    let wrong = |field: &str, problem| Err(Error::Invalid(vec![FieldError::new(field, problem)]));
    match author(kind, name, policy) {
        Ok(Some(name)) if name.chars().count() > words::LONGEST_NAME => {
            let error = FieldError::new("name", Problem::TooLong).with([words::LONGEST_NAME.to_string()]);
            Err(Error::Invalid(vec![error]))
        }
        Ok(name) => Ok((kind, name)),
        Err(NoAuthor::NameMissing) => wrong("name", Problem::Required),
        Err(NoAuthor::NotAnonymous) => wrong("authorKind", Problem::NotAllowed),
    }
}

async fn submit(ctx: &Context<'_>, input: SubmitCommentInput) -> Result<Receipt, Error> {
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let of: ConsultationId = input.consultation.parse()?;
    let consultation = store::consultation(scope, of).await?;
    let words = text("text", &input.text)?;
    let name = input.name.as_deref().map(words::one_line);
    let kind = entities::AuthorKind::from(input.author_kind);
    let sent = (&input.consultation, &input.part, &input.reply_to, kind, &name, &words);
    let drawn = input.idempotency_key.as_str();
    let once = Key::new("submitComment", drawn, &sent)?;
    let owner = Municipality::load(ctx, consultation.municipality_id).await?;
    let writing = match once.begin::<Kept>(scope, owner.id).await? {
        Begun::Before(Kept { code }) => {
            let row = store::by_code(scope, &code).await?;
            return row.map(|row| Receipt::new(row, None)).ok_or_else(|| Error::NotFound("It is gone.".into()));
        }
        Begun::Now(writing) => writing,
    };
    // From here on it depends on the moment: whoever sends again what was kept is not asked this again.
    if !Consultation::is_open(&consultation, scope.now) {
        return Err(Error::Refused(Reason::CommentsNotTaken));
    }
    let author = named(kind, name.as_deref(), Policy::from(&consultation))?;
    let (part, reply_to) = places(ctx, of, input.part.as_ref(), input.reply_to.as_ref()).await?;
    let proof = Proof {
        challenge: input.challenge.as_deref(),
        solution: input.solution.as_deref(),
        open_for: input.open_for,
        honeypot: input.website.as_deref(),
    };
    let odd = signals(&proof, &ChallengeKey::of(key(ctx)?), of, drawn, scope.now);
    let state = arrival(Policy::from(&consultation), CommentOrigin::Online, &odd);
    let locale = input.locale.map_or_else(|| written_in(&words, owner.default_locale), |tag| tag.0);
    let coming = Coming {
        consultation,
        part,
        reply_to,
        id: CommentId::new(),
        author,
        origin: CommentOrigin::Online,
        state: (state, odd),
        locale,
        text: words,
        code: ids::code().map_err(Error::internal)?,
    };
    let row = save::receive(&writing, coming).await?;
    writing.commit(&Kept { code: row.code.clone() }).await?;
    Ok(Receipt::new(row, None))
}

/// The part and the comment that these ids name, if both are of this consultation.
async fn places(
    ctx: &Context<'_>,
    of: ConsultationId,
    part: Option<&ID>,
    reply_to: Option<&ID>,
) -> Result<(Option<entities::act_anchor::Model>, Option<entities::comment::Model>), Error> {
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let part = match part {
        Some(id) => Some(store::part(scope, of, id.parse::<AnchorId>()?).await?),
        None => None,
    };
    let reply_to = match reply_to {
        Some(id) => Some(store::comment(scope, of, id.parse::<CommentId>()?).await?),
        None => None,
    };
    if reply_to.as_ref().is_some_and(|to| to.depth >= DEEPEST) {
        return Err(Error::Refused(Reason::TooDeep));
    }
    Ok((part, reply_to))
}

async fn enter(ctx: &Context<'_>, input: EnterCommentInput) -> Result<Vec<DeskComment>, Error> {
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let of: ConsultationId = input.consultation.parse()?;
    let consultation = store::consultation(scope, of).await?;
    let moderator = scope.acting::<Moderator>(consultation.municipality_id)?;
    let origin = CommentOrigin::from(input.origin);
    if origin == CommentOrigin::Online {
        return Err(Error::Invalid(vec![FieldError::new("origin", Problem::NotAllowed)]));
    }
    let words = text("text", &input.text)?;
    // On paper some are signed by nobody, whatever is settled for the form.
    let policy = Policy { anonymous_allowed: true, ..Policy::from(&consultation) };
    let author = named(input.author_kind.into(), input.name.as_deref(), policy)?;
    let (part, _) = places(ctx, of, input.part.as_ref(), None).await?;
    let owner = Municipality::load(ctx, consultation.municipality_id).await?;
    let locale: Locale = written_in(&words, owner.default_locale);
    let tx = scope.begin(moderator).await?;
    let coming = Coming {
        consultation,
        part,
        reply_to: None,
        id: CommentId::new(),
        author,
        origin,
        state: (CommentState::Published, Vec::new()),
        locale,
        text: words,
        code: ids::code().map_err(Error::internal)?,
    };
    let row = save::receive(&tx, coming).await?;
    tx.commit().await?;
    Ok(vec![DeskComment::new(row, None)])
}

/// The comments that a moderator has read, held until the transaction is over.
async fn hold(
    ctx: &Context<'_>,
    read: &[CommentRead],
) -> Result<(Tx<Moderator>, Vec<entities::comment::Model>), Error> {
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let read: Vec<_> =
        read.iter().map(|read| Ok((read.id.parse::<CommentId>()?, read.revision))).collect::<Result<_, Error>>()?;
    if read.is_empty() || read.len() > MOST {
        return Err(Error::BadRequest(format!("Name 1 to {MOST} comments.")));
    }
    let moderator = store::of_mine(scope, read[0].0).await?;
    let tx = scope.begin(moderator).await?;
    let rows = save::locked(&tx, &read).await?;
    Ok((tx, rows))
}

async fn settle(ctx: &Context<'_>, read: &[CommentRead], verdict: Verdict) -> Result<Vec<DeskComment>, Error> {
    let (tx, mut rows) = hold(ctx, read).await?;
    // Logs are added to in one order too, whoever decides.
    rows.sort_by_key(|row| row.consultation_id);
    let mut settled = Vec::with_capacity(rows.len());
    for row in rows {
        settled.push(DeskComment::new(save::settle(&tx, row, verdict).await?, None));
    }
    tx.commit().await?;
    Ok(settled)
}
