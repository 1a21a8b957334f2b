//! Takes streets out of older records, where they stand in what everybody reads: beside the place of the seat, and among the
//! words by which a record is found although nobody agreed to its address. Officials keep all of it.

use entities::{
    Happening, LocalisedText, OrganisationChangeId, OrganisationField, OrganisationId, organisation, organisation_area,
    organisation_change,
};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set, Unchanged};

use super::rules::content::{content, rows};
use super::rules::seat::{part, seat_and_street};
use crate::error::Error;
use crate::municipalities::types::Area;
use crate::scope::{Caretaker, Tx};

/// So many are looked at in one transaction.
const BATCH: u64 = 200;

/// Looks at some records behind one; how many said a street, and the last that was looked at, none where there are no more.
///
/// # Errors
/// The database does not answer.
pub(super) async fn hide(
    tx: &Tx<Caretaker>,
    after: Option<OrganisationId>,
) -> Result<(usize, Option<OrganisationId>), Error> {
    use organisation::Column::Id;

    let some = batch(tx, after).await?;
    // They are many and hardly any says one: only those that may are held, and what belongs to them is read.
    let suspects = some.iter().filter(|row| may_say(row)).map(|row| row.id);
    let suspects = tx.find::<organisation::Entity>().filter(Id.is_in(suspects)).order_by_asc(Id).lock_exclusive();
    let mut hidden = 0;
    for row in &suspects.all(tx.connection()).await? {
        hidden += usize::from(mend(tx, row).await?);
    }
    Ok((hidden, some.last().map(|row| row.id)))
}

/// Records behind one that have a seat, or an address that is not for everybody.
async fn batch(tx: &Tx<Caretaker>, after: Option<OrganisationId>) -> Result<Vec<organisation::Model>, Error> {
    use organisation::Column;

    let withheld = Condition::all().add(Column::Address.is_not_null()).add(Column::AddressPublic.eq(false));
    let seated = Condition::any().add(Column::Seat.is_not_null()).add(withheld);
    let rows = tx.find::<organisation::Entity>().filter(seated);
    let rows = match after {
        Some(after) => rows.filter(Column::Id.gt(after)),
        None => rows,
    };
    Ok(rows.order_by_asc(Column::Id).limit(BATCH).all(tx.connection()).await?)
}

/// Whether a record may say a street: it has one that is not for everybody, or one stands in some wording of its seat.
fn may_say(row: &organisation::Model) -> bool {
    let withheld = row.address.is_some() && !row.address_public;
    let mut seats = row.seat.iter().flat_map(LocalisedText::all);
    withheld || seats.any(|seat| seat_and_street(&seat.text).1.is_some())
}

/// Writes what the record is without a street for everybody, if it said one. That is no change of what the organisation is, so
/// its version stays, and whoever edits it goes on.
async fn mend(tx: &Tx<Caretaker>, row: &organisation::Model) -> Result<bool, Error> {
    let areas = tx.find::<organisation_area::Entity>().filter(organisation_area::Column::OrganisationId.eq(row.id));
    let areas = areas.all(tx.connection()).await?;
    let mut now = content(row, &areas, &[]);
    part(&mut now);
    let words = Area::words(&now.areas);
    let mended = rows(row.clone(), now, &words).organisation;
    let said = |row: &organisation::Model| {
        let places = (row.seat.clone(), row.seat_key.clone());
        (places, row.address.clone(), row.address_public, row.search_text.clone())
    };
    if said(&mended) == said(row) {
        return Ok(false);
    }
    // Whoever keeps what was published, with the street in it, asks for what has changed since.
    let changed_at = if mended.seat == row.seat { Unchanged(row.changed_at) } else { Set(tx.now()) };
    tx.update(organisation::ActiveModel {
        id: Unchanged(row.id),
        seat: Set(mended.seat),
        address: Set(mended.address),
        address_public: Set(mended.address_public),
        seat_key: Set(mended.seat_key),
        search_text: Set(mended.search_text),
        internal_note: Set(mended.internal_note),
        changed_at,
        ..Default::default()
    })
    .await?;
    // Whoever knows the directory reads it anew.
    tx.record(Happening::OrganisationChanged, row.municipality_id, row.id, None);
    Ok(true)
}

/// Takes streets out of what became of what, in some changes of seats behind one: also where the seat has become another since.
/// That it changed, when, and between which places, stays. The last that was looked at, none where there are no more.
///
/// # Errors
/// The database does not answer.
pub(super) async fn forget(
    tx: &Tx<Caretaker>,
    after: Option<OrganisationChangeId>,
) -> Result<Option<OrganisationChangeId>, Error> {
    use organisation_change::Column;

    let rows = tx.find::<organisation_change::Entity>().filter(Column::Field.eq(OrganisationField::Seat));
    let rows = match after {
        Some(after) => rows.filter(Column::Id.gt(after)),
        None => rows,
    };
    let some = rows.order_by_asc(Column::Id).limit(BATCH).all(tx.connection()).await?;
    for row in &some {
        let [was, became] = [&row.before, &row.after].map(|seat| seat.as_deref().and_then(told));
        if (&was, &became) == (&row.before, &row.after) {
            continue;
        }
        tx.update(organisation_change::ActiveModel {
            id: Unchanged(row.id),
            before: Set(was),
            after: Set(became),
            ..Default::default()
        })
        .await?;
        // Whoever knows what became of it reads it anew.
        tx.record(Happening::OrganisationChanged, row.municipality_id, row.organisation_id, None);
    }
    Ok(some.last().map(|row| row.id))
}

/// What is told of a seat.
fn told(seat: &str) -> Option<String> {
    seat_and_street(seat).0
}
