//! Lists of results among the news of calls. Each is news of its own: most readers of news show nothing again that they have
//! shown, so that whoever has read of the call would never be told who got what.

use std::cmp::Reverse;

use async_graphql::dataloader::Loader as _;
use entities::{ResultOutcome, call_area, open_call, result_list};

use super::told::{MOST, Told, among as hanging, line, named, on_calls, owners, title, words};
use super::{Reader, Subject};
use crate::clock::{Tz, zone};
use crate::edited::ends;
use crate::error::Error;
use crate::http::pages::results::stage_key;
use crate::http::pages::say;
use crate::results::store::load::{ResultLoader, Row, RowsOf};
use crate::results::store::newest::newest;

/// These calls and the lists of results that stand, together the newest.
pub(super) async fn among(reader: &Reader<'_>, mut told: Vec<Told>) -> Result<Vec<Told>, Error> {
    let most = reader.app.config.operation.page_rows.min(MOST);
    let lists = newest(&reader.scope, reader.municipality(), reader.area.as_deref(), most).await?;
    if lists.is_empty() {
        return Ok(told);
    }
    told.extend(of_lists(reader, &lists).await?);
    told.sort_by_key(|one| Reverse(one.published));
    told.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(told)
}

pub(super) async fn of_lists(
    reader: &Reader<'_>,
    lists: &[(result_list::Model, open_call::Model)],
) -> Result<Vec<Told>, Error> {
    if lists.is_empty() {
        return Ok(Vec::new());
    }
    let calls: Vec<_> = lists.iter().map(|(_, call)| call.clone()).collect();
    let owners = owners(reader, calls.iter().map(|call| call.municipality_id)).await?;
    let areas = on_calls::<call_area::Entity>(reader, &calls).await?;
    let keys: Vec<_> = lists.iter().map(|(list, _)| RowsOf(list.id)).collect();
    let rows = ResultLoader(reader.scope.clone()).load(&keys).await?;
    let told = |(list, call): &(result_list::Model, open_call::Model)| {
        let owner = owners.get(&call.municipality_id)?;
        let zone = zone(&owner.time_zone);
        let page = format!("/{}/{}/{}", owner.slug, Subject::Calls.one(), call.id);
        let rows = rows.get(&RowsOf(list.id)).map(|rows| rows.as_slice()).unwrap_or_default();
        Some(Told {
            id: list.id.0,
            title: line(reader, stage_key(list.stage), &title(reader, &call.title, call.exercise)),
            page: format!("{}#rezultati", reader.address(&page, owner.default_locale, None)),
            author: reader.name_of(owner),
            published: list.published_at.with_timezone(&zone).fixed_offset(),
            updated: list.published_at,
            changes: 0,
            areas: named(reader, owner, hanging(&areas, call.id).iter().map(|area| &area.area_code)),
            lines: lines(reader, list, call, rows, zone),
            dates: Vec::new(),
            cancelled: None,
        })
    };
    Ok(lists.iter().filter_map(told).collect())
}

/// Until when it may be objected to, what was corrected, who gets how much.
fn lines(
    reader: &Reader<'_>,
    list: &result_list::Model,
    call: &open_call::Model,
    rows: &[Row],
    zone: Tz,
) -> Vec<String> {
    let (say, locale) = (reader.say, reader.say.locale());
    let money = |minor: i64| say::money(minor, call.currency, locale);
    let until = |at| say::until(at, ends(at, zone).hour.is_some(), zone, say);
    let objections = list.objections_until.map(|at| say.fill("results.objectionsUntil", &[("until", &until(at))]));
    let mut lines: Vec<_> = objections.into_iter().collect();
    lines.extend(list.reason.as_ref().map(|reason| line(reader, "results.corrected", &words(reader, reason))));
    let approved = || rows.iter().map(|one| &one.row).filter(|row| row.outcome == ResultOutcome::Approved);
    lines.extend(approved().map(|row| {
        let project = row.project.as_ref().map(|project| words(reader, project));
        let said = [project, row.approved_minor.map(money)].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let who = words(reader, &row.organisation);
        if said.is_empty() { who } else { format!("{who}: {said}") }
    }));
    let sum: i64 = approved().filter_map(|row| row.approved_minor).sum();
    lines.extend((sum > 0).then(|| say.fill("results.approvedInAll", &[("sum", &money(sum))])));
    lines
}
