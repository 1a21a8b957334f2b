//! What a call came from, and the calls that came from something.

use async_graphql::{Context, Enum, ID, SimpleObject};
use entities::{OriginId, call_origin};
use url::Url;

use super::{Calls, OpenCall};
use crate::calls::rules::origin;
use crate::calls::store::CameFrom;
use crate::consultations::types::{Consultation, Consultations};
use crate::error::Error;
use crate::gate::Turn;
use crate::locale::Locale;
use crate::scalars::{Localised, localised};

/// What kind of thing a call came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum CallOriginKind {
    /// A consultation.
    Consultation,
    /// An earlier call, which it follows.
    Call,
}

/// What a call came from.
#[derive(Clone, Debug, SimpleObject)]
pub struct CallOrigin {
    /// A consultation, `con_…`, or an earlier call, `call_…`; `node` gives the rest of it.
    pub id: ID,
    /// Which of the two.
    pub kind: CallOriginKind,
    /// What it is called now.
    pub title: Localised,
    /// Where it can be read without any script.
    pub page: Url,
}

impl CallOrigin {
    /// It, where it can be read.
    pub(super) async fn of(
        ctx: &Context<'_>,
        row: &call_origin::Model,
        locale: Option<Locale>,
    ) -> Result<Option<Self>, Error> {
        let turn = Turn::of(ctx);
        let (id, kind, title, page) = match origin::id(row) {
            Some(OriginId::Consultation(id)) => {
                let Some(row) = turn.loader::<Consultations>().load_one(id).await? else { return Ok(None) };
                let (title, one) = (localised(&row.title, locale), Consultation::new(row, locale));
                (id.to_string(), CallOriginKind::Consultation, title, one.address(ctx).await?)
            }
            Some(OriginId::Call(id)) => {
                let Some(row) = turn.loader::<Calls>().load_one(id).await? else { return Ok(None) };
                let (title, one) = (localised(&row.title, locale), OpenCall::new(row, locale));
                (id.to_string(), CallOriginKind::Call, title, one.address(ctx).await?)
            }
            None => return Ok(None),
        };
        Ok(Some(Self { id: id.into(), kind, title, page }))
    }
}

/// The published calls that came from this, for a reader of this locale.
pub(crate) async fn calls_from(
    ctx: &Context<'_>,
    id: OriginId,
    locale: Option<Locale>,
) -> Result<Vec<OpenCall>, Error> {
    let found = Turn::of(ctx).loader::<Calls>().load_one(CameFrom(id)).await?.unwrap_or_default();
    Ok(found.iter().map(|row| OpenCall::new(row.clone(), locale)).collect())
}
