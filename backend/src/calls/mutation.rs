//! Writing calls at the desk. Each reads: proof, load, rule, save, record.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{
    CallContent, CallId, CallStage, Change, Detail, Happening, LocalisedText, QuestionId, QuestionState, call_question,
    municipality,
};

use super::asking::{self, NewQuestion};
use super::rules::{Facts, check, content, differences, may_be_extended, status};
use super::store::save::{NewCall, insert, rewrite};
use super::store::whole::whole;
use super::store::{desk, origin};
use super::types::input::{
    AnswerQuestionInput, AnswerQuestionPayload, AskQuestionInput, AskQuestionPayload, CancelCallInput,
    CancelCallPayload, CopyCallInput, CopyCallPayload, CorrectCallInput, CorrectCallPayload, CreateCallInput,
    CreateCallPayload, DeleteDraftInput, DeleteDraftPayload, DiscardCallChangesInput, DiscardCallChangesPayload,
    EnterQuestionInput, EnterQuestionPayload, ExtendCallInput, ExtendCallPayload, PublishCallInput, PublishCallPayload,
    SaveCallInput, SaveCallPayload, WithholdQuestionInput, WithholdQuestionPayload,
};
use super::types::{DeskCall, DeskQuestion};
use crate::clock::{day, zone};
use crate::documents::rules::keep_waiting;
use crate::edited::{TEXT, moment, name, required, required_words, until, worded};
use crate::error::{Error, Reason};
use crate::gate::Turn;
use crate::locale::written_in;
use crate::mend::{FieldError, Problem, mendable};
use crate::municipalities::types::Municipality;
use crate::rate::{Asker, Writes};
use crate::scope::Tx;
use crate::viewer::Editor;

/// What this slice changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct CallMutation;

/// A call that an editor holds, so that nobody else changes it meanwhile.
struct Held {
    tx: Tx<Editor>,
    before: NewCall,
    owner: Arc<municipality::Model>,
}

/// Takes the call with this id up, if it is still what the editor has read.
async fn hold(ctx: &Context<'_>, id: &ID, version: i32) -> Result<Held, Error> {
    let turn = Turn::of(ctx);
    let (editor, row) = desk::of_mine::<Editor>(turn.scope(), id.parse()?).await?;
    let owner = Municipality::load(ctx, row.municipality_id).await?;
    let tx = turn.scope().begin(editor).await?;
    let before = desk::locked(&tx, row.id, version, zone(&owner.time_zone)).await?;
    Ok(Held { tx, before, owner })
}

impl Held {
    /// Keeps what waits to be published from now on, or that nothing does; and says which fields are others with it.
    async fn keep(&self, pending: Option<CallContent>) -> Result<(), Error> {
        let waiting = |pending: &Option<CallContent>| match pending {
            Some(pending) => content::write(pending, &self.before),
            None => self.before.clone(),
        };
        let changed = differences(&waiting(&self.before.call.pending), &waiting(&pending));
        desk::keep_pending(&self.tx, &self.before, pending).await?;
        desk::record_saving(&self.tx, &self.before.call, &changed).await
    }

    /// That it came from nothing that is not there.
    async fn settle_origin(&self, content: &mut CallContent, stood: &[&CallContent]) -> Result<(), Error> {
        let of = (self.owner.id, Some(self.before.call.id));
        let there = origin::settle(self.tx.proof(), self.tx.connection(), of, content, stood).await?;
        if there { Ok(()) } else { Err(origin::unknown()) }
    }

    fn stage(&self) -> CallStage {
        self.before.call.stage
    }

    /// Only a draft.
    fn draft(self) -> Result<Self, Error> {
        if self.stage() == CallStage::Draft { Ok(self) } else { Err(Error::Refused(Reason::NotADraft)) }
    }

    /// Only a call that the public relies on.
    fn published(self) -> Result<Self, Error> {
        match self.stage() {
            CallStage::Draft | CallStage::Cancelled => Err(Error::Refused(Reason::NotPublished)),
            _ => Ok(self),
        }
    }

    /// Lets go of it: everything is kept.
    async fn done(self, ctx: &Context<'_>) -> Result<DeskCall, Error> {
        let id = self.before.call.id;
        self.tx.commit().await?;
        shown(ctx, &self.owner, id).await
    }
}

async fn shown(ctx: &Context<'_>, owner: &Arc<municipality::Model>, id: CallId) -> Result<DeskCall, Error> {
    let found = DeskCall::now(ctx, owner, id).await?;
    found.ok_or_else(|| Error::NotFound("There is no such call any more.".into()))
}

fn complete(content: &CallContent) -> Result<(), Error> {
    let missing = check::missing(content);
    if missing.is_empty() { Ok(()) } else { Err(Error::Invalid(missing)) }
}

/// Writes a draft that is not there yet.
async fn begin(ctx: &Context<'_>, owner: Arc<municipality::Model>, new: NewCall) -> Result<DeskCall, Error> {
    let (turn, id) = (Turn::of(ctx), new.call.id);
    let tx = turn.scope().begin(turn.scope().acting::<Editor>(owner.id)?).await?;
    let call = new.call.clone();
    Box::pin(insert(&tx, new)).await?;
    desk::record(&tx, Happening::CallDrafted, &call, &[], None);
    tx.commit().await?;
    shown(ctx, &owner, id).await
}

/// Publishes what became of a call, with the reason.
async fn publish_change(held: &Held, new: NewCall, reason: LocalisedText, kind: Happening) -> Result<(), Error> {
    let (call, why) = (new.call.clone(), reason.original.text.clone());
    let changed = Box::pin(rewrite(&held.tx, &held.before, new, Some(reason))).await?;
    if changed.is_empty() {
        return Err(Error::Refused(Reason::NothingChanged));
    }
    desk::record(&held.tx, kind, &call, &changed, Some(&why));
    Ok(())
}

#[Object]
impl CallMutation {
    /// Begins a call. Nobody outside sees it until it is published. For editors.
    async fn create_call(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where, and what is written so far.")] input: CreateCallInput,
    ) -> Result<CreateCallPayload, Error> {
        let created = async {
            let turn = Turn::of(ctx);
            turn.scope().viewer.signed()?;
            let owner = Municipality::named(turn.scope(), &input.municipality).await?;
            let editor = turn.scope().acting::<Editor>(owner.id)?;
            let mut taken = input.content.taken(&owner, &[])?;
            if !origin::settle(&editor, turn.scope().reader(), (owner.id, None), &mut taken, &[]).await? {
                return Err(origin::unknown());
            }
            let new = content::write(&taken, &content::blank(&owner, turn.scope().now));
            begin(ctx, Arc::new(owner), new).await
        };
        Ok(mendable(created.await)?.into())
    }

    /// Saves what is written of a call, complete or not: of a draft at once, of a published call as changes that nobody
    /// outside sees until `correctCall`. For editors.
    async fn save_call(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which call, and all that is written of it.")] input: SaveCallInput,
    ) -> Result<SaveCallPayload, Error> {
        let saved = async {
            let held = hold(ctx, &input.id, input.version).await?;
            let stands = content::read(&held.before);
            let mut known = vec![&stands];
            known.extend(&held.before.call.pending);
            let mut taken = input.content.taken(&held.owner, &known)?;
            held.settle_origin(&mut taken, &known).await?;
            if held.stage() == CallStage::Draft {
                if taken != stands {
                    let new = content::write(&taken, &held.before);
                    let (call, changed) = (new.call.clone(), differences(&held.before, &new));
                    Box::pin(rewrite(&held.tx, &held.before, new, None)).await?;
                    desk::record_saving(&held.tx, &call, &changed).await?;
                }
                return held.done(ctx).await;
            }
            let held = held.published()?;
            // It was published on some day.
            taken.published_on = taken.published_on.or(stands.published_on);
            keep_waiting(&mut taken.documents, held.before.call.pending.as_ref().map(|pending| &*pending.documents));
            let pending = (taken != stands).then_some(taken);
            if pending != held.before.call.pending {
                held.keep(pending).await?;
            }
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(saved).await)?.into())
    }

    /// Publishes a draft: everybody can read it from now on. For editors.
    async fn publish_call(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: PublishCallInput,
    ) -> Result<PublishCallPayload, Error> {
        let published = async {
            let held = hold(ctx, &input.id, input.version).await?.draft()?;
            let mut written = content::read(&held.before);
            written.published_on.get_or_insert(day(held.tx.now(), held.before.zone));
            complete(&written)?;
            // What it came from may have gone since it was chosen.
            held.settle_origin(&mut written, &[]).await?;
            let mut new = content::write(&written, &held.before);
            new.call.stage = CallStage::Published;
            let call = new.call.clone();
            Box::pin(rewrite(&held.tx, &held.before, new, None)).await?;
            desk::record(&held.tx, Happening::CallPublished, &call, &[], None);
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(published).await)?.into())
    }

    /// Publishes the changes of a published call. What was changed, and why, stands beside it from then on. A deadline
    /// that has passed is not moved with it to a later day nor taken away: that is refused as by `extendCall`. For editors.
    async fn correct_call(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: CorrectCallInput,
    ) -> Result<CorrectCallPayload, Error> {
        let corrected = async {
            let held = hold(ctx, &input.id, input.version).await?.published()?;
            let reason = required("reason", input.reason)?;
            let mut pending = held.before.call.pending.clone().ok_or(Error::Refused(Reason::NothingChanged))?;
            complete(&pending)?;
            // What it came from may have gone since it was chosen.
            held.settle_origin(&mut pending, &[&content::read(&held.before)]).await?;
            let mut new = content::write(&pending, &held.before);
            new.call.pending = None;
            let later = matches!(
                (held.before.call.deadline_at, new.call.deadline_at),
                (Some(before), Some(after)) if before < after
            );
            // A deadline that is taken away is moved as well: whoever corrects once more sets any other.
            let gone = held.before.call.deadline_at.is_some() && new.call.deadline_at.is_none();
            if later || gone {
                may_be_extended(status(&Facts::from(&held.before.call), held.tx.now())).map_err(Error::Refused)?;
            }
            let kind = if later { Happening::CallExtended } else { Happening::CallChanged };
            publish_change(&held, new, reason, kind).await?;
            held.done(ctx).await
        };
        Ok(mendable(corrected.await)?.into())
    }

    /// Throws away the changes of a published call that are not published. For editors.
    async fn discard_call_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] input: DiscardCallChangesInput,
    ) -> Result<DiscardCallChangesPayload, Error> {
        let discarded = async {
            let held = hold(ctx, &input.id, input.version).await?.published()?;
            if held.before.call.pending.is_some() {
                held.keep(None).await?;
            }
            held.done(ctx).await
        };
        Ok(mendable(discarded.await)?.into())
    }

    /// Moves the deadline of a published call to a later day or hour, at once; the one before stays to be seen. Where
    /// another deadline was saved and waits to be published, it is refused with `CHANGES_WAIT`; where it has passed or a commission
    /// is at work, with `CALL_OVER`; where a list of results is out, with `RESULTS_OUT`. For editors.
    async fn extend_call(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, until when, and why.")] input: ExtendCallInput,
    ) -> Result<ExtendCallPayload, Error> {
        let extended = async {
            let held = hold(ctx, &input.id, input.version).await?.published()?;
            may_be_extended(status(&Facts::from(&held.before.call), held.tx.now())).map_err(Error::Refused)?;
            let (deadline, reason) = (moment("deadline", input.deadline)?, required("reason", input.reason)?);
            let stands = content::read(&held.before);
            if content::another_deadline_waits(&stands, held.before.call.pending.as_ref(), deadline) {
                return Err(Error::Refused(Reason::ChangesWait));
            }
            let at = until(deadline, held.before.zone);
            let wrong = |problem| Err(Error::Invalid(vec![FieldError::new("deadline", problem)]));
            if held.before.call.deadline_at.is_none_or(|before| at <= before) {
                return wrong(Problem::NotLater);
            }
            if at < held.tx.now() {
                return wrong(Problem::Past);
            }
            let written = CallContent { deadline: Some(deadline), ..stands };
            let mut new = content::write(&written, &held.before);
            if let Some(pending) = &mut new.call.pending {
                pending.deadline = Some(deadline);
            }
            publish_change(&held, new, reason, Happening::CallExtended).await?;
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(extended).await)?.into())
    }

    /// Says that a published call will not be held. It stays to be read, with the reason. For editors.
    async fn cancel_call(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: CancelCallInput,
    ) -> Result<CancelCallPayload, Error> {
        let cancelled = async {
            let held = hold(ctx, &input.id, input.version).await?.published()?;
            let reason = required("reason", input.reason)?;
            let mut new = held.before.clone();
            (new.call.stage, new.call.pending) = (CallStage::Cancelled, None);
            publish_change(&held, new, reason, Happening::CallCancelled).await?;
            held.done(ctx).await
        };
        Ok(mendable(cancelled.await)?.into())
    }

    /// Throws a draft away. For editors.
    async fn delete_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: DeleteDraftInput,
    ) -> Result<DeleteDraftPayload, Error> {
        let deleted = async {
            let Held { tx, before, .. } = hold(ctx, &input.id, input.version).await?.draft()?;
            desk::delete(&tx, before.call.id).await?;
            desk::record(&tx, Happening::DraftDeleted, &before.call, &[], None);
            tx.commit().await?;
            Ok(ID::from(before.call.id.to_string()))
        };
        Ok(mendable(deleted.await)?.into())
    }

    /// Begins a call from an old one, without what belongs to its year: dates, events, the number of its act, what it came
    /// from. For editors.
    async fn copy_call(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: CopyCallInput,
    ) -> Result<CopyCallPayload, Error> {
        let copied = async {
            let turn = Turn::of(ctx);
            let (editor, row) = desk::of_mine::<Editor>(turn.scope(), input.id.parse()?).await?;
            let owner = Municipality::load(ctx, row.municipality_id).await?;
            let old = whole(&editor, turn.scope().reader(), row, zone(&owner.time_zone)).await?;
            let new = content::copy(&old, &content::blank(&owner, turn.scope().now));
            begin(ctx, owner, new).await
        };
        Ok(mendable(copied.await)?.into())
    }

    /// Asks about an open call. Anybody may, while `questionsUntil`, or else the deadline, has not passed. Question and answer
    /// can be read by everybody when an official has answered; the name and the address never.
    async fn ask_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "About what, and what.")] input: AskQuestionInput,
    ) -> Result<AskQuestionPayload, Error> {
        let asked = async {
            let turn = Turn::of(ctx);
            let (name, email) = (input.name.as_deref(), input.email.as_deref());
            let new = NewQuestion::taken(input.call.parse()?, &input.text, name, email)?;
            let new = new.read_in(input.locale.map(|tag| tag.0));
            let pace = ctx.data_opt::<Arc<Writes>>().map(|writes| (&**writes, ctx.data_opt::<Asker>().copied()));
            Ok(asking::ask(turn.scope(), new, &input.idempotency_key, pace).await?.into())
        };
        Ok(mendable(asked.await)?.into())
    }

    /// Writes down a question that came by telephone or letter. For editors.
    async fn enter_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "About what, and what.")] input: EnterQuestionInput,
    ) -> Result<EnterQuestionPayload, Error> {
        let entered = async {
            let turn = Turn::of(ctx);
            let (editor, call) = desk::of_mine::<Editor>(turn.scope(), input.call.parse()?).await?;
            let owner = Municipality::load(ctx, call.municipality_id).await?;
            if call.stage == CallStage::Draft {
                return Err(Error::Refused(Reason::NotPublished));
            }
            let words = required_words("question", &input.question)?;
            let locale = input.question_locale.map_or_else(|| written_in(&words, owner.default_locale), |tag| tag.0);
            let question = LocalisedText::new(locale, words);
            let row = call_question::Model {
                id: QuestionId::new(),
                municipality_id: owner.id,
                call_id: call.id,
                asked_at: turn.scope().now,
                asker: name("asker", input.asker.as_deref())?,
                email: None,
                read_in: None,
                question: worded("question", question, input.question_overrides, TEXT)?,
                state: QuestionState::Waiting,
                answer: None,
                answered_at: None,
                answered_by: None,
                version: 1,
            };
            let tx = turn.scope().begin(editor).await?;
            desk::ask(&tx, row.clone()).await?;
            desk::record(&tx, Happening::QuestionEntered, &call, &[], None);
            tx.commit().await?;
            Ok(DeskQuestion::new(&row, None))
        };
        Ok(mendable(entered.await)?.into())
    }

    /// Answers a question; both can be read by everybody from then on. One that is answered already gets another answer.
    /// For editors.
    async fn answer_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and what.")] input: AnswerQuestionInput,
    ) -> Result<AnswerQuestionPayload, Error> {
        let answered = async {
            let answer = required("answer", input.answer)?;
            settle(ctx, &input.id, input.version, Happening::QuestionAnswered, |question| {
                (question.state, question.answer) = (QuestionState::Answered, Some(answer));
            })
            .await
        };
        Ok(mendable(answered.await)?.into())
    }

    /// Keeps a question, or one that was answered, from the public. For editors.
    async fn withhold_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: WithholdQuestionInput,
    ) -> Result<WithholdQuestionPayload, Error> {
        let withheld = settle(ctx, &input.id, input.version, Happening::QuestionWithheld, |question| {
            // Nobody writes to the address any more, so it is not kept.
            (question.state, question.email) = (QuestionState::Withheld, None);
        });
        Ok(mendable(withheld.await)?.into())
    }
}

/// Decides what becomes of a question.
async fn settle(
    ctx: &Context<'_>,
    id: &ID,
    version: i32,
    kind: Happening,
    decide: impl FnOnce(&mut call_question::Model),
) -> Result<DeskQuestion, Error> {
    let turn = Turn::of(ctx);
    let (editor, found) = desk::question_of_mine(turn.scope(), id.parse()?).await?;
    let call = desk::by_id(turn.scope(), &editor, found.call_id).await?;
    let call = call.ok_or_else(|| Error::NotFound("There is no such call any more.".into()))?;
    let tx = turn.scope().begin(editor).await?;
    let mut question = desk::locked_question(&tx, found.id, version).await?;
    let said = |question: &call_question::Model| {
        let public = question.state == QuestionState::Answered;
        question.answer.as_ref().filter(|_| public).map(|answer| answer.original.text.clone())
    };
    let before = said(&question);
    decide(&mut question);
    question.version += 1;
    if kind == Happening::QuestionAnswered {
        (question.answered_at, question.answered_by) = (Some(tx.now()), tx.actor());
        desk::tell_the_asker(&tx, &mut question);
    }
    desk::settle(&tx, question.clone()).await?;
    // What stood there for everybody to read stays in the journal when something else stands there.
    let change = Change { field: "answer".into(), before, after: said(&question) };
    let title = format!("{}: {}", call.title.original.text, question.question.original.text);
    tx.record(kind, call.municipality_id, call.id, Detail { title: Some(title), changes: vec![change], reason: None });
    tx.commit().await?;
    Ok(DeskQuestion::new(&question, None))
}
