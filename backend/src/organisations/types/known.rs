//! Who is meant by a name, for the other slices.

use entities::{LocalisedText, MunicipalityId, OrganisationContent, OrganisationId};

use crate::error::Error;
use crate::organisations::rules;
use crate::organisations::rules::same::{Known, Registry};
use crate::organisations::store;
use crate::scope::Scope;

/// Whom a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This organisation: the tax number is its own, or it alone is called exactly so.
    Surely(OrganisationId),
    /// Perhaps this one; somebody has to say.
    Perhaps(OrganisationId),
    /// None of the directory.
    Nobody,
}

/// Who is in a directory.
#[derive(Debug)]
pub(crate) struct Directory(Registry);

impl Directory {
    /// That of a municipality.
    pub(crate) async fn of(scope: &Scope, municipality: MunicipalityId) -> Result<Self, Error> {
        Ok(Self(store::known::registry(scope, municipality).await?))
    }

    /// Whether this organisation is in it.
    pub(crate) fn has(&self, id: OrganisationId) -> bool {
        self.0.has(id)
    }

    /// Whom a name means, with the tax number that stands beside it.
    pub(crate) fn who(&self, name: &LocalisedText, jib: Option<&str>) -> Meant {
        let row = OrganisationContent {
            name: Some(name.clone()),
            jib: jib.map(str::to_owned),
            ..OrganisationContent::default()
        };
        match self.0.find(&row) {
            Known::Is(id, _) => Meant::Surely(id),
            Known::MayBe(id) => Meant::Perhaps(id),
            Known::Not => Meant::Nobody,
        }
    }
}

/// A tax number as a cell of a list has it: its digits, and whether the last of them is doubtful.
///
/// # Errors
/// It is none: the code of why.
pub(crate) fn tax_number(text: &str) -> Result<(String, bool), &'static str> {
    rules::jib(text).map(|jib| (jib.digits, jib.doubtful)).map_err(rules::JibFault::code)
}

/// The one organisation of a municipality's directory that is called exactly so; none where there are several.
pub(crate) async fn called(
    scope: &Scope,
    municipality: MunicipalityId,
    name: &str,
) -> Result<Option<OrganisationId>, Error> {
    store::known::called(scope, municipality, name).await
}
