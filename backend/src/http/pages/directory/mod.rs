//! Pages of the directory: the list of a municipality's organisations, and each of them.

mod form;
pub(super) mod link;
pub(super) mod list;
mod marks;
mod narrow;
pub(super) mod one;
mod sheet;
pub(super) mod suggest;

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader as _;
use entities::{
    Activity, InterestKind, LocalisedText, OrganisationForm, OrganisationId, organisation, organisation_area,
};
use maud::{Markup, html};

use super::Context;
use crate::error::Error;
use crate::locale::render as in_locale;
use crate::organisations::store::{HangsOnOrganisation, On, OrganisationLoader};

/// A text, marked with its language where that is not the page's.
fn words(context: &Context<'_>, text: &LocalisedText) -> Markup {
    let said = in_locale(text, context.locale);
    let other = (said.locale != context.locale).then(|| said.locale.tag());
    html! { span lang=[other] { (said.text) } }
}

/// What hangs on these organisations, in one statement.
async fn edges<E>(
    context: &Context<'_>,
    rows: &[organisation::Model],
) -> Result<HashMap<OrganisationId, Arc<Vec<E::Model>>>, Error>
where
    E: HangsOnOrganisation,
    E::Model: Send + Sync + 'static,
{
    let keys: Vec<_> = rows.iter().map(|row| On::<E>::organisation(row.id)).collect();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let mut found = OrganisationLoader(context.scope.clone()).load(&keys).await?;
    let of = |row: &organisation::Model| Some((row.id, found.remove(&On::<E>::organisation(row.id))?));
    Ok(rows.iter().filter_map(of).collect())
}

/// The names of these areas, in the municipality's order.
fn labels(context: &Context<'_>, areas: &[organisation_area::Model]) -> Vec<String> {
    let mut all = context.areas();
    all.retain(|area| areas.iter().any(|row| row.area_code == area.code));
    all.into_iter().map(|area| area.label).collect()
}

/// The key of a status's name.
const fn status_key(kind: InterestKind) -> &'static str {
    match kind {
        InterestKind::Public => "directory.orgStatusPublic",
        InterestKind::Local => "directory.orgStatusLocal",
    }
}

/// The key of a legal form's name.
const fn form_key(form: OrganisationForm) -> &'static str {
    match form {
        OrganisationForm::Association => "directory.orgFormAssociation",
        OrganisationForm::Foundation => "directory.orgFormFoundation",
        OrganisationForm::Federation => "directory.orgFormFederation",
        OrganisationForm::Network => "directory.orgFormNetwork",
        OrganisationForm::SportsClub => "directory.orgFormSportsClub",
        OrganisationForm::CulturalSociety => "directory.orgFormCulturalSociety",
        OrganisationForm::RedCross => "directory.orgFormRedCross",
        OrganisationForm::ReligiousCommunity => "directory.orgFormReligiousCommunity",
        OrganisationForm::InformalGroup => "directory.orgFormInformalGroup",
        OrganisationForm::Other => "directory.orgFormOther",
    }
}

/// The key of a state of activity; none where nobody has said.
const fn activity_key(activity: Activity) -> Option<&'static str> {
    match activity {
        Activity::Active => Some("directory.orgActivityActive"),
        Activity::Dormant => Some("directory.orgActivityDormant"),
        Activity::Dissolved => Some("directory.orgActivityDissolved"),
        Activity::Unknown => None,
    }
}
