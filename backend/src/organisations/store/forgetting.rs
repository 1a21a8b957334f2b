//! Lists that were taken, taken back, or only looked at, so long ago that nobody needs what stood in them.

use entities::{Complaints, ImportState, RowChoice, Words, organisation_import, organisation_import_row};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set, Unchanged};

use super::import::discard;
use crate::error::Error;
use crate::organisations::rules::kept::KEPT_FOR;
use crate::scope::{Caretaker, Tx};

/// Throws away a list of which nothing was taken since it was brought, if there is one; whether there was. Each has a
/// transaction of its own: it may have thousands of rows.
///
/// # Errors
/// The database does not answer.
pub(in crate::organisations) async fn throw_away(tx: &Tx<Caretaker>) -> Result<bool, Error> {
    use organisation_import::Column::{Id, MadeAt, State};

    let untouched = Condition::all().add(State.eq(ImportState::Previewed)).add(MadeAt.lt(tx.now() - KEPT_FOR));
    // Whoever begins to take it meanwhile is waited for, and then it is none of these.
    let lists = tx.find::<organisation_import::Entity>().filter(untouched).order_by_asc(Id).lock_exclusive();
    let Some(list) = lists.one(tx.connection()).await? else { return Ok(false) };
    discard(tx, &list).await?;
    Ok(true)
}

/// Forgets what stood in the rows of such a list, what was said of their cells, and what organisations were before, if there is
/// one; whether there was. Which organisation a row is and what became of it stays. One that is open again since it was taken
/// to its end is over all the same: what was decided about later and is not taken is left out.
///
/// # Errors
/// The database does not answer.
pub(in crate::organisations) async fn forget(tx: &Tx<Caretaker>) -> Result<bool, Error> {
    use organisation_import::Column::{DoneAt, ForgottenAt, Id, State, UndoneAt};

    let long_ago = tx.now() - KEPT_FOR;
    let taken = State.is_in([ImportState::Done, ImportState::Running]);
    let done = Condition::all().add(taken).add(DoneAt.lt(long_ago));
    let undone = Condition::all().add(State.eq(ImportState::Undone)).add(UndoneAt.lt(long_ago));
    let lists = tx.find::<organisation_import::Entity>().filter(ForgottenAt.is_null());
    // Whoever goes on with one meanwhile is waited for; so is whoever takes one back, and then it is none of these.
    let lists = lists.filter(Condition::any().add(done).add(undone)).order_by_asc(Id).lock_exclusive();
    let Some(list) = lists.one(tx.connection()).await? else { return Ok(false) };
    let nothing = organisation_import_row::ActiveModel {
        cells: Set(Words(Vec::new())),
        complaints: Set(Complaints::default()),
        before: Set(None),
        before_hash: Set(None),
        ..Default::default()
    };
    let its = Condition::all().add(organisation_import_row::Column::ImportId.eq(list.id));
    tx.change::<organisation_import_row::Entity, _>(its.clone(), nothing, []).await?;
    let forgotten_at = Set(Some(tx.now()));
    let mut now = organisation_import::ActiveModel { id: Unchanged(list.id), forgotten_at, ..Default::default() };
    if list.state == ImportState::Running {
        let left_out = organisation_import_row::ActiveModel {
            choice: Set(Some(RowChoice::Skip)),
            taken: Set(true),
            ..Default::default()
        };
        let open = its.add(organisation_import_row::Column::Taken.eq(false));
        tx.change::<organisation_import_row::Entity, _>(open, left_out, []).await?;
        (now.state, now.rows_done) = (Set(ImportState::Done), Set(list.rows_total));
    }
    tx.update(now).await?;
    Ok(true)
}
