//! Writing consultations at the desk. Each reads: proof, load, rule, save, record.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{
    ConsultationContent, ConsultationField, ConsultationId, ConsultationStage, Happening, LocalisedText, consultation,
    municipality,
};

use super::rules::{Facts, check, content, differences, promised};
use super::store::acts::{self, Mended};
use super::store::desk::{self, by_hand};
use super::store::save::{NewConsultation, insert, rewrite};
use super::store::whole::Whole;
use super::types::input::{
    CancelConsultationInput, CancelConsultationPayload, CorrectConsultationInput, CorrectConsultationPayload,
    CreateConsultationInput, CreateConsultationPayload, DeleteConsultationInput, DeleteConsultationPayload,
    DiscardActInput, DiscardActPayload, DiscardConsultationChangesInput, DiscardConsultationChangesPayload,
    ExtendConsultationInput, ExtendConsultationPayload, PublishAdoptedActInput, PublishAdoptedActPayload,
    PublishConsultationInput, PublishConsultationPayload, SaveActInput, SaveActPayload, SaveConsultationInput,
    SaveConsultationPayload, SetUsualRulesInput, SetUsualRulesPayload, WordActPartInput, WordActPartPayload,
};
use super::types::mended;
use super::types::{DeskConsultation, UsualRules, usual_now};
use crate::clock::{day, zone};
use crate::comments::types::{facts_in, record_adopted, record_facts, record_other_facts};
use crate::documents::rules::keep_waiting;
use crate::edited::{moment, required, required_address, until};
use crate::error::{Error, Reason};
use crate::gate::Turn;
use crate::mend::{FieldError, Problem, mendable};
use crate::municipalities::types::{Municipality, set_usual_rules};
use crate::scope::{As, Tx};
use crate::viewer::{Admin, Editor};

/// What this slice changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsultationMutation;

/// A consultation that an editor holds, so that nobody else changes it meanwhile.
struct Held {
    tx: Tx<Editor>,
    before: Whole,
    owner: Arc<municipality::Model>,
}

/// The consultation with this id, for the editor whose desk it is at, and his proof.
async fn mine(ctx: &Context<'_>, id: &ID) -> Result<(As<Editor>, consultation::Model), Error> {
    let turn = Turn::of(ctx);
    let mine = desk::of_mine::<Editor>(turn.scope(), id.parse()?).await?;
    by_hand(turn.scope())?;
    Ok(mine)
}

/// Takes the consultation with this id up, if it is still what the editor has read.
async fn hold(ctx: &Context<'_>, id: &ID, version: i32) -> Result<Held, Error> {
    let (editor, row) = mine(ctx, id).await?;
    take_up(ctx, editor, &row, version).await
}

async fn take_up(
    ctx: &Context<'_>,
    editor: As<Editor>,
    row: &consultation::Model,
    version: i32,
) -> Result<Held, Error> {
    let owner = Municipality::load(ctx, row.municipality_id).await?;
    let tx = Turn::of(ctx).scope().begin(editor).await?;
    let before = desk::locked(&tx, row.id, version, zone(&owner.time_zone)).await?;
    Ok(Held { tx, before, owner })
}

/// Only a draft, or one that goes on.
fn written_on(stage: ConsultationStage) -> Result<(), Error> {
    match stage {
        ConsultationStage::Draft | ConsultationStage::Published => Ok(()),
        _ => Err(Error::Refused(Reason::NotPublished)),
    }
}

impl Held {
    fn stage(&self) -> ConsultationStage {
        self.before.new.consultation.stage
    }

    /// Only a draft.
    fn draft(self) -> Result<Self, Error> {
        if self.stage() == ConsultationStage::Draft { Ok(self) } else { Err(Error::Refused(Reason::NotADraft)) }
    }

    /// Only a consultation that the public relies on and that goes on: what has its report is over.
    fn published(self) -> Result<Self, Error> {
        match self.stage() {
            ConsultationStage::Published => Ok(self),
            _ => Err(Error::Refused(Reason::NotPublished)),
        }
    }

    /// Keeps what waits to be published from now on, or that nothing does; and says which fields are others with it.
    async fn keep(&self, pending: Option<ConsultationContent>) -> Result<(), Error> {
        let before = &self.before.new;
        let waiting = |pending: &Option<ConsultationContent>| match pending {
            Some(pending) => content::write(pending, before),
            None => before.clone(),
        };
        let fields = changed(&waiting(&before.consultation.pending), &waiting(&pending));
        desk::keep_pending(&self.tx, &self.before, pending).await?;
        desk::record_saving(&self.tx, &before.consultation, fields).await
    }

    /// Only one that has its report.
    fn finished(self) -> Result<Self, Error> {
        if self.stage() == ConsultationStage::Finished { Ok(self) } else { Err(Error::Refused(Reason::NotOver)) }
    }

    /// A draft, or one that goes on.
    fn written_on(self) -> Result<Self, Error> {
        written_on(self.stage()).map(|()| self)
    }

    /// Lets go of it: everything is kept.
    async fn done(self, ctx: &Context<'_>) -> Result<DeskConsultation, Error> {
        let id = self.before.new.consultation.id;
        self.tx.commit().await?;
        shown(ctx, &self.owner, id).await
    }
}

async fn shown(
    ctx: &Context<'_>,
    owner: &Arc<municipality::Model>,
    id: ConsultationId,
) -> Result<DeskConsultation, Error> {
    let found = DeskConsultation::now(ctx, owner, id).await?;
    found.ok_or_else(|| Error::NotFound("There is no such consultation any more.".into()))
}

fn complete(content: &ConsultationContent, before: Option<&ConsultationContent>) -> Result<(), Error> {
    let missing = check::missing(content, before);
    if missing.is_empty() { Ok(()) } else { Err(Error::Invalid(missing)) }
}

/// Publishes what became of a consultation, its waiting texts among it where `texts` says so, with the reason.
async fn publish_change(
    held: &Held,
    new: NewConsultation,
    reason: &LocalisedText,
    kind: Happening,
    texts: bool,
) -> Result<(), Error> {
    let (row, before) = (new.consultation.clone(), &held.before.new);
    let said = facts_in(before.facts())?;
    let mut changed = Box::pin(rewrite(&held.tx, before, new, Some(reason))).await?;
    record_other_facts(&held.tx, row.municipality_id, row.id, &said).await?;
    if texts {
        changed.extend(acts::publish(&held.tx, &held.before, Some(reason)).await?);
    }
    if changed.is_empty() {
        return Err(Error::Refused(Reason::NothingChanged));
    }
    desk::record(&held.tx, kind, &row, &changed, Some(&reason.original.text));
    Ok(())
}

#[Object]
impl ConsultationMutation {
    /// Begins a consultation. Nobody outside sees it until it is published. For editors.
    async fn create_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where, and what is written so far.")] input: CreateConsultationInput,
    ) -> Result<CreateConsultationPayload, Error> {
        let created = async {
            let turn = Turn::of(ctx);
            turn.scope().viewer.signed()?;
            let owner = Arc::new(Municipality::named(turn.scope(), &input.municipality).await?);
            let editor = turn.scope().acting::<Editor>(owner.id)?;
            by_hand(turn.scope())?;
            let mut taken = input.content.taken(&[])?;
            if input.as_usual {
                content::as_usual(&mut taken, owner.usual_rules.unwrap_or_default());
            }
            let new = content::write(&taken, &content::blank(&owner, turn.scope().now));
            let tx = turn.scope().begin(editor).await?;
            let row = new.consultation.clone();
            Box::pin(insert(&tx, new)).await?;
            desk::record(&tx, Happening::ConsultationDrafted, &row, &[], None);
            tx.commit().await?;
            shown(ctx, &owner, row.id).await
        };
        Ok(mendable(Box::pin(created).await)?.into())
    }

    /// Says when comments on the consultations of a municipality can usually be read. New ones begin with that where
    /// `createConsultation` asks for it (`asUsual`); those that are there stay as they are. Where somebody else was faster,
    /// nothing is changed, and `extensions.now` has what is usual. For administrators.
    async fn set_usual_rules(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where, and what is usual.")] input: SetUsualRulesInput,
    ) -> Result<SetUsualRulesPayload, Error> {
        let set = async {
            let turn = Turn::of(ctx);
            turn.scope().viewer.signed()?;
            let owner = Municipality::named(turn.scope(), &input.municipality).await?;
            let admin = turn.scope().acting::<Admin>(owner.id)?;
            let rules = input.taken()?;
            let tx = turn.scope().begin(admin).await?;
            set_usual_rules(&tx, (&input.before).into(), rules).await?.map_err(usual_now)?;
            tx.commit().await?;
            Ok(UsualRules::from(rules))
        };
        Ok(mendable(Box::pin(set).await)?.into())
    }

    /// Saves what is written of a consultation, complete or not: of a draft at once, of a published one as changes that nobody
    /// outside sees until `correctConsultation`. For editors.
    async fn save_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and all that is written of it.")] input: SaveConsultationInput,
    ) -> Result<SaveConsultationPayload, Error> {
        let saved = async {
            let held = hold(ctx, &input.id, input.version).await?.written_on()?;
            let before = &held.before.new;
            let stands = content::read(before);
            let mut known = vec![&stands];
            known.extend(&before.consultation.pending);
            let mut taken = input.content.taken(&known)?;
            if held.stage() == ConsultationStage::Draft {
                if taken != stands {
                    let new = content::write(&taken, before);
                    let (row, changed) = (new.consultation.clone(), changed(before, &new));
                    Box::pin(rewrite(&held.tx, before, new, None)).await?;
                    desk::record_saving(&held.tx, &row, changed).await?;
                }
                return held.done(ctx).await;
            }
            // It was published on some day.
            taken.published_on = taken.published_on.or(stands.published_on);
            let waits = before.consultation.pending.as_ref().map(|pending| &*pending.documents);
            keep_waiting(&mut taken.documents, waits);
            let pending = (taken != stands).then_some(taken);
            if pending != before.consultation.pending {
                held.keep(pending).await?;
            }
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(saved).await)?.into())
    }

    /// Keeps the text of an act, mended by hand. What did not change keeps its keys, and with them its comments. Nobody
    /// outside sees it until the consultation is published, or its changes are. For editors.
    async fn save_act(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which consultation, and the whole text.")] input: SaveActInput,
    ) -> Result<SaveActPayload, Error> {
        let saved = async {
            let (editor, row) = mine(ctx, &input.consultation).await?;
            if row.version != input.version {
                return Err(Error::Conflict);
            }
            written_on(row.stage)?;
            let act = input.act.map(|id| id.parse()).transpose()?;
            let title = required("title", input.title)?;
            let text = Mended { act, title, locale: input.locale.0, parts: mended(input.parts)?, compared: None };
            let text = acts::compared(Turn::of(ctx).scope(), &editor, text).await?;
            let held = take_up(ctx, editor, &row, input.version).await?.written_on()?;
            acts::keep(&held.tx, &held.before, text).await?;
            written(&held).await?;
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(saved).await)?.into())
    }

    /// Writes beside a part of an act what readers of other locales get: its other script where the one that makes itself
    /// would not do, and translations. No word as it was written changes, so it is no other version; beside a published
    /// text everybody reads it at once. There only the same words in the other script are taken, letter by letter: all else,
    /// such as a translation or a name that is spelt otherwise, is `OTHER_WORDS` and belongs into another version with its
    /// reason (`saveAct`, `correctConsultation`). What stands there can always be taken away. For editors.
    async fn word_act_part(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which part, and all that is written beside it.")] input: WordActPartInput,
    ) -> Result<WordActPartPayload, Error> {
        let worded = async {
            let held = hold(ctx, &input.consultation, input.version).await?.written_on()?;
            let worded = input.others.taken("others")?;
            let beside = acts::word(&held.tx, &held.before, input.part.parse()?, &worded).await?;
            if !beside.changed.is_empty() {
                let row = &held.before.new.consultation;
                if beside.published {
                    acts::touch(&held.tx, row).await?;
                    desk::record_wording(&held.tx, row, &beside);
                } else {
                    written(&held).await?;
                }
            }
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(worded).await)?.into())
    }

    /// Throws the text of an act away that is being made; with it the act, where it never had another. For editors.
    async fn discard_act(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: DiscardActInput,
    ) -> Result<DiscardActPayload, Error> {
        let discarded = async {
            let held = hold(ctx, &input.consultation, input.version).await?.written_on()?;
            acts::discard(&held.tx, &held.before, input.act.parse()?).await?;
            written(&held).await?;
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(discarded).await)?.into())
    }

    /// Publishes a draft with the texts of its acts: everybody can read it from now on. For editors.
    async fn publish_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: PublishConsultationInput,
    ) -> Result<PublishConsultationPayload, Error> {
        let published = async {
            let held = hold(ctx, &input.id, input.version).await?.draft()?;
            let before = &held.before.new;
            let mut written = content::read(before);
            written.published_on.get_or_insert(day(held.tx.now(), before.zone));
            complete(&written, None)?;
            let mut new = content::write(&written, before);
            new.consultation.stage = ConsultationStage::Published;
            let row = new.consultation.clone();
            Box::pin(rewrite(&held.tx, before, new, None)).await?;
            acts::publish(&held.tx, &held.before, None).await?;
            record_facts(&held.tx, row.municipality_id, row.id).await?;
            desk::record(&held.tx, Happening::ConsultationPublished, &row, &[], None);
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(published).await)?.into())
    }

    /// Publishes the changes of a published consultation and the new texts of its acts. What was changed, and why, stands
    /// beside it from then on. The time for comments that was published never becomes shorter: that is refused with
    /// `SHORTENED`, and to open again what was over more than 366 days ago with `LONG_OVER`. For editors.
    async fn correct_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: CorrectConsultationInput,
    ) -> Result<CorrectConsultationPayload, Error> {
        let corrected = async {
            let held = hold(ctx, &input.id, input.version).await?.published()?;
            let reason = required("reason", input.reason)?;
            let before = &held.before.new;
            let working = before.consultation.pending.clone().unwrap_or_else(|| content::read(before));
            if before.consultation.pending.is_some() {
                complete(&working, Some(&content::read(before)))?;
            }
            let mut new = content::write(&working, before);
            new.consultation.pending = None;
            let (was, is) = (Facts::from(&before.consultation), Facts::from(&new.consultation));
            if promised::is_shorter(&was, &is, held.tx.now()) {
                return Err(Error::Refused(Reason::Shortened));
            }
            if promised::opens_too_late(&was, &is, held.tx.now()) {
                return Err(Error::Refused(Reason::LongOver));
            }
            let kind =
                if is_later(before, &new) { Happening::ConsultationExtended } else { Happening::ConsultationChanged };
            publish_change(&held, new, &reason, kind, true).await?;
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(corrected).await)?.into())
    }

    /// Throws away the changes of a published consultation that are not published; texts that are being made stay. For editors.
    async fn discard_consultation_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] input: DiscardConsultationChangesInput,
    ) -> Result<DiscardConsultationChangesPayload, Error> {
        let discarded = async {
            let held = hold(ctx, &input.id, input.version).await?.published()?;
            if held.before.new.consultation.pending.is_some() {
                held.keep(None).await?;
            }
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(discarded).await)?.into())
    }

    /// Moves the last day of a published consultation to a later day or hour, at once. What was over more than 366 days ago is
    /// not opened again: that is refused with `LONG_OVER`. For editors.
    async fn extend_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, until when, and why.")] input: ExtendConsultationInput,
    ) -> Result<ExtendConsultationPayload, Error> {
        let extended = async {
            let held = hold(ctx, &input.id, input.version).await?.published()?;
            let (closes, reason) = (moment("closes", input.closes)?, required("reason", input.reason)?);
            let before = &held.before.new;
            let at = until(closes, before.zone);
            let wrong = |problem| Err(Error::Invalid(vec![FieldError::new("closes", problem)]));
            if before.consultation.closes_at.is_none_or(|last| at <= last) {
                return wrong(Problem::NotLater);
            }
            if at < held.tx.now() {
                return wrong(Problem::Past);
            }
            let longer = ConsultationContent { closes: Some(closes), ..content::read(before) };
            let mut new = content::write(&longer, before);
            let (was, is) = (Facts::from(&before.consultation), Facts::from(&new.consultation));
            if promised::opens_too_late(&was, &is, held.tx.now()) {
                return Err(Error::Refused(Reason::LongOver));
            }
            if let Some(pending) = &mut new.consultation.pending {
                pending.closes = Some(closes);
            }
            publish_change(&held, new, &reason, Happening::ConsultationExtended, false).await?;
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(extended).await)?.into())
    }

    /// Says that a published consultation will not be held or not go on. It stays to be read, with the reason. Where somebody
    /// has said something that is not refused, a report is owed to him, and this is refused with `REPORT_OWED`. For editors.
    async fn cancel_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: CancelConsultationInput,
    ) -> Result<CancelConsultationPayload, Error> {
        let cancelled = async {
            let held = hold(ctx, &input.id, input.version).await?.published()?;
            let reason = required("reason", input.reason)?;
            let counts = desk::counted_for_good(&held.tx, &held.before.new.consultation).await?;
            if promised::owes_report(&counts) {
                return Err(Error::Refused(Reason::ReportOwed));
            }
            let mut new = held.before.new.clone();
            (new.consultation.stage, new.consultation.pending) = (ConsultationStage::Cancelled, None);
            publish_change(&held, new, &reason, Happening::ConsultationCancelled, false).await?;
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(cancelled).await)?.into())
    }

    /// Says which act was adopted in the end, and where it can be read. Only of a consultation that has its report: before, it
    /// stands among the documents that are edited (`NOT_OVER`). Said again, it stands in place of what was said before, and what
    /// changed and why stands beside it. For editors.
    async fn publish_adopted_act(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which, and what.")] input: PublishAdoptedActInput,
    ) -> Result<PublishAdoptedActPayload, Error> {
        let published = async {
            let held = hold(ctx, &input.id, input.version).await?.finished()?;
            let (name, url) = (required("name", input.name)?, required_address("url", &input.url)?);
            let reason = required("reason", input.reason)?;
            let before = &held.before.new;
            let mut written = content::read(before);
            content::adopt(&mut written, name, url);
            let new = content::write(&written, before);
            publish_change(&held, new, &reason, Happening::ConsultationChanged, false).await?;
            let row = &held.before.new.consultation;
            record_adopted(&held.tx, row.municipality_id, row.id).await?;
            held.done(ctx).await
        };
        Ok(mendable(Box::pin(published).await)?.into())
    }

    /// Throws a draft away. For editors.
    async fn delete_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: DeleteConsultationInput,
    ) -> Result<DeleteConsultationPayload, Error> {
        let deleted = async {
            let Held { tx, before, .. } = hold(ctx, &input.id, input.version).await?.draft()?;
            let row = &before.new.consultation;
            desk::delete(&tx, row.id).await?;
            desk::record(&tx, Happening::ConsultationDeleted, row, &[], None);
            tx.commit().await?;
            Ok(ID::from(row.id.to_string()))
        };
        Ok(mendable(deleted.await)?.into())
    }
}

/// That a text was written is told like any other saving.
async fn written(held: &Held) -> Result<(), Error> {
    let row = &held.before.new.consultation;
    acts::touch(&held.tx, row).await?;
    desk::record_saving(&held.tx, row, [ConsultationField::Acts]).await
}

/// Which fields are others when one became the other.
fn changed(before: &NewConsultation, now: &NewConsultation) -> Vec<ConsultationField> {
    differences(before, now).into_iter().map(|(field, ..)| field).collect()
}

fn is_later(before: &NewConsultation, now: &NewConsultation) -> bool {
    matches!(
        (before.consultation.closes_at, now.consultation.closes_at),
        (Some(before), Some(now)) if before < now
    )
}
