//! How a report is divided for print: whole where it is as long as one PDF may be; else a first volume with all but the
//! comments, and the comments in those that follow. Pure.

use std::ops::Range;

use crate::config::PrintLimits;

/// What stands in one volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Volume {
    /// Everything: there is no other.
    Whole,
    /// Everything but the comments, and where those stand.
    First,
    /// These comments, counted from nought in the order of the report.
    Comments(Range<usize>),
}

/// The volumes of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volumes {
    /// Which comments stand together; one range, or none, where the report is whole.
    parts: Vec<Range<usize>>,
}

impl Volumes {
    /// Divides the comments, of each how long it is with its answer: every one stands in one volume, in their order, and each
    /// volume has as many as it may. One that is longer than a volume may be has its own.
    #[must_use]
    pub fn of(lengths: &[usize], most: PrintLimits) -> Self {
        let (mut parts, mut from, mut bytes) = (Vec::new(), 0, 0);
        for (at, &length) in lengths.iter().enumerate() {
            let full = at - from >= most.comments.max(1) || bytes + length > most.bytes;
            if full && at > from {
                parts.push(from..at);
                (from, bytes) = (at, 0);
            }
            bytes += length;
        }
        if from < lengths.len() {
            parts.push(from..lengths.len());
        }
        Self { parts }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        if self.is_whole() { 1 } else { self.parts.len() + 1 }
    }

    /// Whether the report is not divided.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.parts.len() < 2
    }

    /// What stands in one, counted from 1; none where there are not so many.
    #[must_use]
    pub fn volume(&self, number: usize) -> Option<Volume> {
        match number {
            0 => None,
            1 if self.is_whole() => Some(Volume::Whole),
            1 => Some(Volume::First),
            _ if self.is_whole() => None,
            _ => self.parts.get(number - 2).cloned().map(Volume::Comments),
        }
    }

    /// Each volume with comments of a divided report: its number, and which they are, counted from 1.
    pub fn parts(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        let parts = if self.is_whole() { &[][..] } else { &self.parts[..] };
        (2..).zip(parts).map(|(number, part)| (number, part.start + 1, part.end))
    }

    /// In which volumes of a divided report these comments stand, counted from nought: the first and the last of them.
    #[must_use]
    pub fn with(&self, comments: &Range<usize>) -> Option<(usize, usize)> {
        let mut with =
            (2..).zip(&self.parts).filter(|(_, part)| part.start < comments.end && comments.start < part.end);
        let (first, _) = with.next().filter(|_| !self.is_whole())?;
        Some((first, with.last().map_or(first, |(last, _)| last)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(comments: usize, bytes: usize) -> PrintLimits {
        PrintLimits { comments, bytes, ..PrintLimits::default() }
    }

    #[test]
    fn a_volume_has_as_many_comments_as_it_may_and_none_stands_in_two() {
        for (what, lengths, most, expected) in [
            ("nothing", vec![], limits(2, 10), vec![]),
            ("as many as fit", vec![1; 2], limits(2, 10), vec![(1, 2)]),
            ("one more", vec![1; 3], limits(2, 10), vec![(1, 2), (3, 3)]),
            ("twice as many", vec![1; 4], limits(2, 10), vec![(1, 2), (3, 4)]),
            ("long ones", vec![6, 4, 1, 9, 1], limits(9, 10), vec![(1, 2), (3, 4), (5, 5)]),
            ("one that is too long for any", vec![1, 99, 1], limits(9, 10), vec![(1, 1), (2, 2), (3, 3)]),
            ("only one, and too long", vec![99], limits(9, 10), vec![(1, 1)]),
            ("a limit that nobody can keep", vec![1; 2], limits(0, 10), vec![(1, 1), (2, 2)]),
        ] {
            let volumes = Volumes::of(&lengths, most);
            let count = if expected.len() < 2 { 1 } else { expected.len() + 1 };
            assert_eq!(volumes.count(), count, "{what}");
            let parts = if expected.len() < 2 { Vec::new() } else { expected.clone() };
            assert_eq!(volumes.parts().map(|(_, first, last)| (first, last)).collect::<Vec<_>>(), parts, "{what}");
            // Whoever takes all of them has every comment once.
            let all: Vec<_> = (1..=count)
                .flat_map(|number| match volumes.volume(number).expect("one of them") {
                    Volume::Whole => 0..lengths.len(),
                    Volume::First => 0..0,
                    Volume::Comments(some) => some,
                })
                .collect();
            assert_eq!(all, (0..lengths.len()).collect::<Vec<_>>(), "{what}");
            assert_eq!((volumes.volume(0), volumes.volume(count + 1)), (None, None), "{what}");
        }
        assert_eq!(PrintLimits::default().comments, 2_000, "as it was measured");
        assert_eq!(Volumes::of(&[2_000; 2_000], PrintLimits::default()).count(), 1);
        assert_eq!(Volumes::of(&[2_000; 200_000], PrintLimits::default()).count(), 101);
    }

    #[test]
    fn where_the_comments_of_a_section_stand_is_known() {
        let volumes = Volumes::of(&[1; 5], limits(2, 10));
        for (comments, with) in
            [(0..2, Some((2, 2))), (0..3, Some((2, 3))), (1..5, Some((2, 4))), (4..5, Some((4, 4))), (2..2, None)]
        {
            assert_eq!(volumes.with(&comments), with, "{comments:?}");
        }
        assert_eq!(Volumes::of(&[1; 2], limits(2, 10)).with(&(0..2)), None, "it is whole");
    }
}
