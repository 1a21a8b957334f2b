//! A directory as far as it says who is who, for whoever has nothing but a name.

use entities::{LocalisedText, MunicipalityId, OrganisationContent, OrganisationId, organisation};
use sea_orm::{QueryOrder as _, QuerySelect as _};

use crate::error::Error;
use crate::organisations::rules::same::{Named, Registry};
use crate::scope::Scope;

/// The organisations of a municipality that everybody can read. One statement.
pub(crate) async fn registry(scope: &Scope, municipality: MunicipalityId) -> Result<Registry, Error> {
    use organisation::Column;

    type Row = (OrganisationId, LocalisedText, Option<LocalisedText>, Option<String>);
    let rows = scope.published_in::<organisation::Entity>(municipality).order_by_asc(Column::Id);
    let rows = rows.select_only().columns([Column::Id, Column::Name, Column::ShortName, Column::Jib]);
    let rows: Vec<Row> = rows.into_tuple().all(scope.reader()).await?;
    let whole = |(id, name, _, jib): &Row| {
        let content = OrganisationContent { name: Some(name.clone()), jib: jib.clone(), ..Default::default() };
        (*id, content)
    };
    // By its short name somebody may be meant, but several may be called so.
    let short = |(id, _, short, jib): &Row| {
        let name = short.as_ref()?.original.text.clone();
        Some(Named { id: *id, name, jib: jib.clone(), listed: false })
    };
    Ok(Registry::new(rows.iter().map(whole), rows.iter().filter_map(short)))
}
