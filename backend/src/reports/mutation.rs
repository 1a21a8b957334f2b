//! Finishing a consultation. Reads: proof, rule, save.

use async_graphql::{Context, Object};
use entities::{ConsultationId, LocalisedText};

use super::rules::{LONGEST, LONGEST_NAME, SHORTEST, Words};
use super::store;
use super::types::{FinishConsultationInput, FinishConsultationPayload};
use crate::consultations::types::Consultation;
use crate::edited::worded;
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::tidy::one_line;
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
    let (summary, changes, signed_by) = said(&input)?;
    let owner = Municipality::load(ctx, row.municipality_id).await?;
    let text = |text: String| LocalisedText::new(written_in(&text, owner.default_locale), text);
    let locale = input.summary_locale.map_or_else(|| written_in(&summary, owner.default_locale), |tag| tag.0);
    let summary = worded("summary", LocalisedText::new(locale, summary), input.summary_overrides, LONGEST)?;
    let words = Words { summary, changes: changes.map(text), signed_by: signed_by.map(text) };
    let tx = scope.begin(moderator).await?;
    match store::finish(&tx, (id, input.version), words).await? {
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

/// What a municipality says of it all, what was changed and who signs it; everything that is wrong with them is named at once.
fn said(input: &FinishConsultationInput) -> Result<(String, Option<String>, Option<String>), Error> {
    let mut wrong = Vec::new();
    let mut checked = |field: &str, text: &str, longest: usize| {
        let text = text.replace("\r\n", "\n").trim().to_owned();
        match text.chars().count() {
            0 => {}
            count if count < SHORTEST => {
                wrong.push(FieldError::new(field, Problem::TooShort).with([SHORTEST.to_string()]));
            }
            count if count > longest => {
                wrong.push(FieldError::new(field, Problem::TooLong).with([longest.to_string()]));
            }
            _ => {}
        }
        Some(text).filter(|text| !text.is_empty())
    };
    let summary = checked("summary", &input.summary, LONGEST);
    let changes = input.changes.as_deref().and_then(|text| checked("changes", text, LONGEST));
    let signed_by = input.signed_by.as_deref().map(one_line);
    let signed_by = signed_by.and_then(|name| checked("signedBy", &name, LONGEST_NAME));
    let summary = summary.unwrap_or_else(|| {
        wrong.push(FieldError::new("summary", Problem::Required));
        String::new()
    });
    if wrong.is_empty() { Ok((summary, changes, signed_by)) } else { Err(Error::Invalid(wrong)) }
}
