//! Pages of the directory: the list of a municipality's organisations, and each of them.

pub(super) mod list;
pub(super) mod one;

use entities::{Activity, LocalisedText, OrganisationForm};
use maud::{Markup, html};

use super::Context;
use crate::locale::render as in_locale;

/// A text, marked with its language where that is not the page's.
fn words(context: &Context<'_>, text: &LocalisedText) -> Markup {
    let said = in_locale(text, context.locale);
    let other = (said.locale != context.locale).then(|| said.locale.tag());
    html! { span lang=[other] { (said.text) } }
}

/// The key of a legal form's name.
const fn form_key(form: OrganisationForm) -> &'static str {
    match form {
        OrganisationForm::Association => "directory.formAssociation",
        OrganisationForm::Foundation => "directory.formFoundation",
        OrganisationForm::Federation => "directory.formFederation",
        OrganisationForm::Network => "directory.formNetwork",
        OrganisationForm::SportsClub => "directory.formSportsClub",
        OrganisationForm::CulturalSociety => "directory.formCulturalSociety",
        OrganisationForm::RedCross => "directory.formRedCross",
        OrganisationForm::ReligiousCommunity => "directory.formReligiousCommunity",
        OrganisationForm::InformalGroup => "directory.formInformalGroup",
        OrganisationForm::Other => "directory.formOther",
    }
}

/// The key of a state of activity; none where nobody has said.
const fn activity_key(activity: Activity) -> Option<&'static str> {
    match activity {
        Activity::Active => Some("directory.activityActive"),
        Activity::Dormant => Some("directory.activityDormant"),
        Activity::Dissolved => Some("directory.activityDissolved"),
        Activity::Unknown => None,
    }
}
