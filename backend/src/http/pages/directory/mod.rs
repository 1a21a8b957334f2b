//! Pages of the directory: the list of a municipality's organisations, and each of them.

mod form;
pub(super) mod link;
pub(super) mod list;
mod marks;
pub(super) mod one;
pub(super) mod suggest;

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
