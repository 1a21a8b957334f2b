//! An order of a tally: who stands at which place. Where few of many come and go, the few are compared and the rest is moved as
//! it stands.

use super::tally::Lines;

/// Numbers from the first key to the last.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranking {
    /// The numbers.
    lines: Vec<u32>,
    /// The place of each number.
    places: Vec<u32>,
}

impl Ranking {
    /// The numbers in their order.
    pub(super) fn lines(&self) -> &[u32] {
        &self.lines
    }

    /// The place of a number that stands in it.
    pub(super) fn place(&self, number: u32) -> usize {
        self.places[number as usize] as usize
    }

    /// Takes out those that are gone, all of which stand in it, and puts in those that come, none of which does then. There are
    /// so `many` numbers in all, and `key` tells the key of each that stands in it.
    pub(super) fn renew<K: Ord>(&mut self, gone: &Lines, come: &[u32], many: usize, key: impl Fn(u32) -> K) {
        let mut left: Vec<usize> = gone.iter().map(|number| self.place(number)).collect();
        left.sort_unstable();
        take_out(&mut self.lines, &left);
        let mut come = come.to_vec();
        come.sort_unstable_by_key(|number| key(*number));
        let before = |number: &u32| {
            let its = key(*number);
            self.lines.partition_point(|there| key(*there) < its)
        };
        let entered: Vec<usize> = come.iter().map(before).collect();
        put_in(&mut self.lines, &come, &entered);
        self.places.resize(many, 0);
        let Some(first) = left.first().into_iter().chain(entered.first()).min().copied() else { return };
        // Where as many come as go, whoever stands behind the last of them stays at his place.
        let end = if left.len() == come.len() {
            let behind = |places: &[usize], more: usize| places.last().map_or(0, |last| last + more);
            behind(&left, 1).max(behind(&entered, come.len()))
        } else {
            self.lines.len()
        };
        let from = u32::try_from(first).unwrap_or(u32::MAX);
        for (place, number) in (from..).zip(&self.lines[first..end]) {
            self.places[*number as usize] = place;
        }
    }
}

/// Takes out what stands at these places, which are in order.
fn take_out(lines: &mut Vec<u32>, places: &[usize]) {
    let Some(&first) = places.first() else { return };
    let mut to = first;
    for (at, place) in places.iter().enumerate() {
        let next = places.get(at + 1).copied().unwrap_or(lines.len());
        lines.copy_within(place + 1..next, to);
        to += next - place - 1;
    }
    lines.truncate(to);
}

/// Puts each of these in before what stands at its place. The places are in order.
fn put_in(lines: &mut Vec<u32>, come: &[u32], places: &[usize]) {
    let mut end = lines.len();
    lines.resize(end + come.len(), 0);
    // From behind, so that nothing is written over before it is moved.
    for (at, (number, place)) in come.iter().zip(places).enumerate().rev() {
        lines.copy_within(*place..end, place + at + 1);
        lines[place + at] = *number;
        end = *place;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_comes_and_goes_is_moved_and_the_rest_stays_in_order() {
        // Keys of the numbers, before and afterwards; who goes and who comes; the order then.
        let cases: [[&[u32]; 5]; 8] = [
            [&[], &[30, 10, 20], &[], &[0, 1, 2], &[1, 2, 0]],
            [&[10, 20, 30, 40], &[10, 20, 30, 40], &[0, 2], &[], &[1, 3]],
            [&[10, 20, 30, 40], &[10, 20, 30, 40], &[0, 1, 2, 3], &[], &[]],
            [&[10, 20, 30, 40], &[10, 20, 30, 40, 5, 25, 26, 50], &[], &[7, 6, 4, 5], &[4, 0, 1, 5, 6, 2, 3, 7]],
            [&[10, 20, 30, 40], &[10, 35, 30, 40], &[1], &[1], &[0, 2, 1, 3]],
            [&[10, 20, 30, 40], &[35, 20, 30, 5], &[0, 3], &[0, 3], &[3, 1, 2, 0]],
            [&[10, 20, 30, 40], &[45, 20, 30, 40, 15], &[0, 1], &[0, 4], &[4, 2, 3, 0]],
            [&[10, 20, 30, 40], &[10, 20, 30, 40], &[2], &[2], &[0, 1, 2, 3]],
        ];
        for [before, after, gone, come, expected] in cases {
            let mut ranking = Ranking::default();
            let all: Vec<u32> = (0..).take(before.len()).collect();
            ranking.renew(&Lines::new(), &all, before.len(), |number| before[number as usize]);
            ranking.renew(&gone.iter().collect(), come, after.len(), |number| after[number as usize]);
            assert_eq!(ranking.lines(), expected, "{before:?} {gone:?} {come:?}");
            for (place, number) in ranking.lines().iter().enumerate() {
                assert_eq!(ranking.place(*number), place, "{before:?} {gone:?} {come:?}");
            }
        }
    }

    #[test]
    fn where_one_of_many_changes_few_are_compared() {
        let mut keys: Vec<u32> = (0..100_000).map(|number| number * 2).collect();
        let mut ranking = Ranking::default();
        let all: Vec<u32> = (0..100_000).collect();
        ranking.renew(&Lines::new(), &all, keys.len(), |number| keys[number as usize]);
        keys[500] = 150_001;
        let asked = Cell::new(0);
        ranking.renew(&Lines::from_iter([500]), &[500], keys.len(), |number| {
            asked.set(asked.get() + 1);
            keys[number as usize]
        });
        assert!(asked.get() < 50, "{} keys were looked at", asked.get());
        assert_eq!((ranking.place(500), ranking.place(501), ranking.place(99_999)), (75_000, 500, 99_999));
    }
}
