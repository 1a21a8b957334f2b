//! Finishing a consultation. Reads: proof, rule, save.

use async_graphql::{Context, Object};
use entities::{ConsultationId, LocalisedText};

use super::rules::{LONGEST, SHORTEST};
use super::store;
use super::types::{FinishConsultationInput, FinishConsultationPayload};
use crate::consultations::types::Consultation;
use crate::edited::worded;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::written_in;
use crate::mend::{FieldError, Problem, UserError, mendable};
use crate::municipalities::types::Municipality;

/// What this slice changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReportMutation;

#[Object]
impl ReportMutation {
    /// Finishes a consultation with its report, for good. For moderators: the report says what they have decided and answered,
    /// so it is theirs to stand for.
    async fn finish_consultation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and what is said of it.")] input: FinishConsultationInput,
    ) -> Result<FinishConsultationPayload, Error> {
        let (finished, mut errors) = mendable(Box::pin(finish(ctx, input)).await)?;
        let consultation = match finished {
            Some(Ok(consultation)) => Some(consultation),
            Some(Err(in_the_way)) => {
                errors.extend(in_the_way);
                None
            }
            None => None,
        };
        Ok(FinishConsultationPayload { consultation, errors })
    }
}

async fn finish(
    ctx: &Context<'_>,
    input: FinishConsultationInput,
) -> Result<Result<Consultation, Vec<UserError>>, Error> {
    let turn = Turn::of(ctx);
    let scope = turn.scope();
    let id: ConsultationId = input.consultation.parse()?;
    let (moderator, row) = store::of_mine(scope, id).await?;
    let words = summary(&input.summary)?;
    let owner = Municipality::load(ctx, row.municipality_id).await?;
    let locale = input.summary_locale.map_or_else(|| written_in(&words, owner.default_locale), |tag| tag.0);
    let summary = worded("summary", LocalisedText::new(locale, words), input.summary_overrides, LONGEST)?;
    let tx = scope.begin(moderator).await?;
    match store::finish(&tx, (id, input.version), summary).await? {
        Ok(row) => {
            tx.commit().await?;
            Ok(Ok(Consultation::new(row, None)))
        }
        Err(in_the_way) => {
            let said = in_the_way.iter().map(|found| {
                let params = if found.count > 0 { vec![found.count.to_string()] } else { Vec::new() };
                UserError::refused(found.reason, params)
            });
            Ok(Err(said.collect()))
        }
    }
}

/// What can be wrong with what a municipality says of it all.
fn summary(text: &str) -> Result<String, Error> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    let problem = match text.chars().count() {
        0 => FieldError::new("summary", Problem::Required),
        count if count < SHORTEST => FieldError::new("summary", Problem::TooShort).with([SHORTEST.to_string()]),
        count if count > LONGEST => FieldError::new("summary", Problem::TooLong).with([LONGEST.to_string()]),
        _ => return Ok(text),
    };
    Err(Error::Invalid(vec![problem]))
}
