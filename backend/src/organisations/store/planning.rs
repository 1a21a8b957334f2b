//! What is to become of the rows of a list: looked up in the directory as it is now. Nothing comes into it.

use std::collections::HashMap;

use entities::{
    Complaint, Complaints, Happening, ImportId, ImportState, Mapping, OrganisationContent, OrganisationId,
    OrganisationState, RowFate, Words, municipality, organisation, organisation_area, organisation_import,
    organisation_import_row, organisation_merge, organisation_status,
};
use sea_orm::{ColumnTrait as _, Condition, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::import::{Imports, note};
use crate::error::{Error, Reason};
use crate::locale::Locale;
use crate::municipalities::types::Area;
use crate::organisations::intake::cells::{Reading, read};
use crate::organisations::intake::columns::guess;
use crate::organisations::rules::content::content;
use crate::organisations::rules::merge::merged;
use crate::organisations::rules::same::{Known, Named, Names, Registry, name};
use crate::scope::Tx;
use crate::table::{Table, cell_name};

/// So many rows are written in a statement.
const AT_ONCE: usize = 200;

/// How a list is read.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What each column holds; guessed where it is left out.
    pub mapping: Option<Mapping>,
    /// Whether addresses (street and number), e-mail and telephones come into the directory, where everybody reads them.
    /// Nobody asked those whose they are, and a small organisation is at somebody's home: it is not done unless somebody
    /// says that they are published contacts.
    pub publish_contacts: bool,
}

/// Looks at a list and keeps what is to become of it.
///
/// # Errors
/// The database refused.
pub async fn preview<R: Imports>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    file_name: &str,
    table: Table,
    plan: Plan,
) -> Result<(organisation_import::Model, Vec<organisation_import_row::Model>), Error> {
    let mapping = plan.mapping.unwrap_or_else(|| guess(&table.headings));
    let mut import = organisation_import::Model {
        id: ImportId::new(),
        municipality_id: owner.id,
        file_name: file_name.chars().take(200).collect(),
        state: ImportState::Previewed,
        headings: Words(table.headings),
        other_sheets: Words(table.others),
        other_columns: i32::try_from(table.other_columns).unwrap_or(i32::MAX),
        mapping,
        contacts: 0,
        publish_contacts: plan.publish_contacts,
        rows_total: i32::try_from(table.rows.len()).unwrap_or(i32::MAX),
        rows_done: 0,
        made_at: tx.now(),
        made_by: tx.actor(),
        done_at: None,
        undone_at: None,
        forgotten_at: None,
    };
    tx.insert(import.clone().into_active_model()).await?;
    let rows = judge(tx, owner, &mut import, table.rows).await?;
    note(tx, Happening::OrganisationsBrought, &import);
    Ok((import, rows))
}

/// Looks at a list again, of which each column holds something else, or because the directory is not what it was. What
/// was decided about its rows is forgotten: it was decided about something else.
///
/// # Errors
/// Its rows are being taken, or were; or the database refused.
pub async fn plan_again<R: Imports>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    mut import: organisation_import::Model,
    mapping: Mapping,
    publish_contacts: bool,
) -> Result<organisation_import::Model, Error> {
    use organisation_import_row::Column;

    if import.state != ImportState::Previewed {
        return Err(Error::Refused(Reason::ImportBegun));
    }
    let of_it = Column::ImportId.eq(import.id);
    let rows = tx.find::<organisation_import_row::Entity>().filter(of_it.clone()).order_by_asc(Column::Number);
    let rows: Vec<(i32, Words)> =
        rows.select_only().columns([Column::Number, Column::Cells]).into_tuple().all(tx.connection()).await?;
    tx.delete::<organisation_import_row::Entity>(Condition::all().add(of_it)).await?;
    (import.mapping, import.publish_contacts) = (mapping, publish_contacts);
    judge(tx, owner, &mut import, rows.into_iter().map(|(number, cells)| (number, cells.0)).collect()).await?;
    Ok(import)
}

async fn judge<R: Imports>(
    tx: &Tx<R>,
    owner: &municipality::Model,
    import: &mut organisation_import::Model,
    table: Vec<(i32, Vec<String>)>,
) -> Result<Vec<organisation_import_row::Model>, Error> {
    let registry = registry(tx, owner).await?;
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    import.contacts = 0;
    for (number, cells) in table {
        let (content, complaints) = read(reading(&import.mapping, owner), number, &cells);
        let reachable = content.phone.is_some() || content.email.is_some() || content.address.is_some();
        let row = judged(import, number, cells, &content, complaints, &registry, &mut seen);
        import.contacts += i32::from(reachable && row.fate != RowFate::Refused);
        rows.push(row);
    }
    tx.update(sea_orm::ActiveModelTrait::reset_all(import.clone().into_active_model())).await?;
    for some in rows.chunks(AT_ONCE) {
        tx.insert_all(some.iter().cloned().map(organisation_import_row::Model::into_active_model).collect()).await?;
    }
    Ok(rows)
}

fn reading<'a>(mapping: &'a Mapping, owner: &municipality::Model) -> Reading<'a> {
    let latin = match owner.default_locale {
        Locale::SrCyrl => Locale::SrLatn,
        locale => locale,
    };
    Reading { mapping, latin, areas: Area::shared() }
}

/// What a row says for the directory, read as its columns are taken to be, and what is to be said of its cells.
#[must_use]
pub fn reads(
    import: &organisation_import::Model,
    owner: &municipality::Model,
    number: i32,
    cells: &[String],
) -> (OrganisationContent, Vec<Complaint>) {
    let (mut content, complaints) = read(reading(&import.mapping, owner), number, cells);
    withhold(import, &mut content);
    (content, complaints)
}

/// Leaves contacts in the list of which nobody has said that they are for everybody; the others are.
fn withhold(import: &organisation_import::Model, content: &mut OrganisationContent) {
    if !import.publish_contacts {
        (content.phone, content.email, content.address) = (None, None, None);
    }
    content.address_public = content.address.is_some();
}

/// The rows of a list so far: an organisation stands in it once.
#[derive(Debug, Default)]
struct Seen {
    by_jib: HashMap<String, i32>,
    by_name: HashMap<String, Vec<(Option<String>, i32)>>,
}

impl Seen {
    /// The row before that is the same organisation, with or without its tax number; else it is noted.
    fn before(&mut self, content: &OrganisationContent, number: i32) -> Option<i32> {
        if let Some(row) = content.jib.as_ref().and_then(|jib| self.by_jib.get(jib)) {
            return Some(*row);
        }
        let called = self.by_name.entry(name(content)).or_default();
        let same = |jib: &Option<String>| jib.is_none() || content.jib.is_none() || *jib == content.jib;
        if let Some((_, row)) = called.iter().find(|(jib, _)| same(jib)) {
            return Some(*row);
        }
        called.push((content.jib.clone(), number));
        if let Some(jib) = &content.jib {
            self.by_jib.insert(jib.clone(), number);
        }
        None
    }
}

/// What a row is to the directory, and to the rows before it.
fn judged(
    import: &organisation_import::Model,
    number: i32,
    cells: Vec<String>,
    content: &OrganisationContent,
    mut complaints: Vec<Complaint>,
    registry: &Registry,
    seen: &mut Seen,
) -> organisation_import_row::Model {
    let mut fate = RowFate::New;
    let mut organisation_id = None;
    if complaints.iter().any(|complaint| complaint.refuses) {
        fate = RowFate::Refused;
    } else if let Some(before) = seen.before(content, number) {
        complaints.push(refusal(number, "same_as_row", before.to_string()));
        fate = RowFate::Refused;
    } else {
        match registry.find(content) {
            Known::Is(id, there) => {
                organisation_id = Some(id);
                // By its address it is known, though that is not published.
                let mut told = content.clone();
                withhold(import, &mut told);
                fate = if merged(there, &told) == *there { RowFate::Same } else { RowFate::Changed };
            }
            Known::MayBe(id) => (fate, organisation_id) = (RowFate::Suspect, Some(id)),
            Known::Not => {}
        }
    }
    organisation_import_row::Model {
        import_id: import.id,
        number,
        municipality_id: import.municipality_id,
        cells: Words(cells),
        fate,
        choice: None,
        complaints: Complaints(complaints),
        organisation_id,
        taken: false,
        before: None,
        before_hash: None,
        before_state: None,
    }
}

/// Why a whole row cannot be taken.
pub(crate) fn refusal(number: i32, code: &str, found: String) -> Complaint {
    Complaint { cell: cell_name(0, number), code: code.into(), found, refuses: true, kept: false }
}

/// All organisations of a directory, to look rows up in. Four statements.
async fn registry<R: Imports>(tx: &Tx<R>, owner: &municipality::Model) -> Result<Registry, Error> {
    let rows = tx.find::<organisation::Entity>().filter(organisation::Column::MunicipalityId.eq(owner.id));
    let rows = rows.filter(organisation::Column::State.eq(OrganisationState::Listed)).all(tx.connection()).await?;
    let mut areas: HashMap<OrganisationId, Vec<organisation_area::Model>> = HashMap::new();
    let all = tx.find::<organisation_area::Entity>();
    for area in all.filter(organisation_area::Column::MunicipalityId.eq(owner.id)).all(tx.connection()).await? {
        areas.entry(area.organisation_id).or_default().push(area);
    }
    let mut statuses: HashMap<OrganisationId, Vec<organisation_status::Model>> = HashMap::new();
    let all = tx.find::<organisation_status::Entity>();
    for status in all.filter(organisation_status::Column::MunicipalityId.eq(owner.id)).all(tx.connection()).await? {
        statuses.entry(status.organisation_id).or_default().push(status);
    }
    let whole = |row: &organisation::Model| {
        let none = (Vec::new(), Vec::new());
        let (areas, statuses) = (areas.get(&row.id).unwrap_or(&none.0), statuses.get(&row.id).unwrap_or(&none.1));
        content(row, areas, statuses)
    };
    let others = named(tx, owner, false).await?;
    Ok(Registry::new(rows.iter().map(|row| (row.id, whole(row))), others))
}

/// The names and tax numbers of a directory as it is now. Two statements.
pub(crate) async fn names<R: Imports>(tx: &Tx<R>, owner: &municipality::Model) -> Result<Names, Error> {
    let mut names = Names::default();
    named(tx, owner, true).await?.into_iter().for_each(|one| names.add(one));
    Ok(names)
}

/// Everybody in a directory, as far as it says who that is; or all but those that are listed.
async fn named<R: Imports>(tx: &Tx<R>, owner: &municipality::Model, listed: bool) -> Result<Vec<Named>, Error> {
    use organisation::Column;

    let merges = tx.find::<organisation_merge::Entity>();
    let merges = merges.filter(organisation_merge::Column::MunicipalityId.eq(owner.id)).all(tx.connection()).await?;
    let led: HashMap<_, _> = merges.into_iter().map(|merge| (merge.old_id, merge.new_id)).collect();
    let mut rows = tx.find::<organisation::Entity>().filter(Column::MunicipalityId.eq(owner.id));
    if !listed {
        rows = rows.filter(Column::State.ne(OrganisationState::Listed));
    }
    let rows = rows.select_only().columns([Column::Id, Column::Name, Column::Jib, Column::State]);
    let rows: Vec<(OrganisationId, entities::LocalisedText, Option<String>, OrganisationState)> =
        rows.order_by_asc(Column::Id).into_tuple().all(tx.connection()).await?;
    let one = |(id, name, jib, state): (OrganisationId, entities::LocalisedText, Option<String>, OrganisationState)| {
        let into = led.get(&id).filter(|_| state == OrganisationState::Merged).copied();
        let listed = state == OrganisationState::Listed || into.is_some();
        Named { id: into.unwrap_or(id), name: name.original.text, jib, listed }
    };
    Ok(rows.into_iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use entities::{Locale, LocalisedText, OrganisationContent};

    use super::Seen;

    #[test]
    fn an_organisation_stands_in_a_list_once_with_or_without_its_number() {
        let row = |name: &str, jib: Option<&str>| OrganisationContent {
            name: Some(LocalisedText::new(Locale::SrLatn, name)),
            jib: jib.map(Into::into),
            ..OrganisationContent::default()
        };
        let mut seen = Seen::default();
        for (number, name, jib, expected) in [
            (1, "Klub Most", Some("4401017720006"), None),
            (2, "КЛУБ МОСТ", None, Some(1)),
            (3, "Sasvim drugo ime", Some("4401017720006"), Some(1)),
            // Two that are called the same are two where their numbers say so.
            (4, "Klub Most", Some("4200211100005"), None),
            (5, "Klub Zmaj", None, None),
            (6, "Klub Zmaj", Some("4200225150005"), Some(5)),
        ] {
            assert_eq!(seen.before(&row(name, jib), number), expected, "{number}");
        }
    }
}
