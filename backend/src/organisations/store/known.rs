//! A directory as far as it says who is who, for whoever has nothing but a name.

use entities::{LocalisedText, MunicipalityId, OrganisationContent, OrganisationId, organisation};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::error::Error;
use crate::locale::fold::fold;
use crate::organisations::rules::same::{Named, Registry};
use crate::scope::Scope;

/// So many words of a name are sought.
const MOST_WORDS: usize = 12;

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

/// The one organisation of a municipality that everybody can read and that is called exactly so, in whatever script; none
/// where there are several. One statement: the names that hold the same words.
pub(crate) async fn called(
    scope: &Scope,
    municipality: MunicipalityId,
    name: &str,
) -> Result<Option<OrganisationId>, Error> {
    use organisation::Column;

    let folded = fold(name);
    if folded.is_empty() {
        return Ok(None);
    }
    let mut rows = scope.published_in::<organisation::Entity>(municipality);
    for word in folded.split_whitespace().take(MOST_WORDS) {
        rows = rows.filter(Column::SearchText.contains(format!(" {word}")));
    }
    let rows = rows.select_only().columns([Column::Id, Column::Name]);
    let rows: Vec<(OrganisationId, LocalisedText)> = rows.into_tuple().all(scope.reader()).await?;
    let mut same = rows.into_iter().filter(|(_, name)| name.all().any(|text| fold(&text.text) == folded));
    Ok(same.next().filter(|_| same.next().is_none()).map(|(id, _)| id))
}
