//! Where the lines of a paragraph end: all ends are chosen together, so that no line is much shorter, or looser, than the others.
//!
//! The best ends up to a place are found from the best ends up to the places before it, as Knuth and Plass do ("Breaking
//! paragraphs into lines", Software: Practice and Experience 11, 1981), with costs in integers.

use super::stretch::{Segment, width};
use crate::layout::Flow;

/// A place where a line may end: behind so many segments, and behind the n-th part (from 1) of the one that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) segment: usize,
    pub(super) part: usize,
}

/// What each line costs, so that a paragraph is not made longer for a little evenness.
const LINE: i64 = 2_500;

/// A hyphen at the end of a line, where lines are ragged and where they are not.
const RAGGED_HYPHEN: i64 = 900;
const JUSTIFIED_HYPHEN: i64 = 250;

/// One more, if the line above ends with a hyphen, too.
const HYPHENS_IN_A_ROW: i64 = 3_000;

/// A last line that is shorter than an eighth of the others.
const SHORT_END: i64 = 600;

/// A last line with nothing but the end of a parted word.
const REMNANT: i64 = 2_500;

/// Where the lines end, the last place being the end of the paragraph. Each segment fits on a line.
pub(super) fn breaks(segments: &[Segment], room: i64, flow: Flow) -> Vec<Place> {
    let paragraph = Measured::new(segments, room, flow);
    let places = paragraph.places();
    // The cheapest way to each place: its cost, and the place before it.
    let mut best: Vec<Option<(i64, usize)>> = vec![None; places.len()];
    best[0] = Some((0, 0));
    for end in 1..places.len() {
        for start in (0..end).rev() {
            // No line is the middle of a word.
            if places[start].part > 0 && places[end].part > 0 && places[start].segment == places[end].segment
            {
                continue;
            }
            let Some(line) = paragraph.line(places[start], places[end]).filter(|line| line.visible <= room)
            else {
                break;
            };
            let Some((before, _)) = best[start] else { continue };
            let cost = before + paragraph.cost(&line, places[start], places[end]);
            if best[end].is_none_or(|(known, _)| cost < known) {
                best[end] = Some((cost, start));
            }
        }
    }
    let mut ends = Vec::new();
    let mut at = places.len() - 1;
    while at > 0 {
        ends.push(places[at]);
        at = best[at].map_or(at - 1, |(_, start)| start);
    }
    ends.reverse();
    ends
}

/// A paragraph in numbers.
struct Measured<'a> {
    segments: &'a [Segment],
    room: i64,
    flow: Flow,
    /// Width before each segment, spaces included; and of all at last.
    before: Vec<i64>,
    /// Spaces before each segment.
    gaps: Vec<i64>,
}

/// A possible line.
struct Candidate {
    visible: i64,
    /// Spaces between its words.
    gaps: i64,
}

impl<'a> Measured<'a> {
    fn new(segments: &'a [Segment], room: i64, flow: Flow) -> Self {
        let mut paragraph = Self { segments, room, flow, before: vec![0], gaps: vec![0] };
        let (mut before, mut gaps) = (0, 0);
        for segment in segments {
            before += width(&segment.words) + width(&segment.spaces);
            gaps += i64::from(!segment.spaces.is_empty());
            paragraph.before.push(before);
            paragraph.gaps.push(gaps);
        }
        paragraph
    }

    fn places(&self) -> Vec<Place> {
        let mut places = vec![Place { segment: 0, part: 0 }];
        for (index, segment) in self.segments.iter().enumerate() {
            let parts = (1..=segment.hyphens.len()).map(|part| Place { segment: index, part });
            places.extend(parts);
            places.push(Place { segment: index + 1, part: 0 });
        }
        places
    }

    /// The line between two places; none if there are no such.
    fn line(&self, start: Place, end: Place) -> Option<Candidate> {
        let hyphen = |place: Place| {
            let index = place.part.checked_sub(1)?;
            self.segments.get(place.segment)?.hyphens.get(index)
        };
        let mut from = *self.before.get(start.segment)?;
        if let Some(hyphen) = hyphen(start) {
            from += width(&self.segments[start.segment].words) - hyphen.tail.width();
        }
        let (to, gaps) = match hyphen(end) {
            Some(hyphen) => (self.before[end.segment] + hyphen.head.width(), self.gaps[end.segment]),
            None => {
                let last = self.segments.get(end.segment.checked_sub(1)?)?;
                let visible = self.before[end.segment] - width(&last.spaces);
                (visible, self.gaps[end.segment] - i64::from(!last.spaces.is_empty()))
            }
        };
        Some(Candidate { visible: to - from, gaps: (gaps - self.gaps[start.segment]).max(0) })
    }

    fn cost(&self, line: &Candidate, start: Place, end: Place) -> i64 {
        let room = self.room.max(1);
        let spare = room - line.visible;
        let is_last = end.segment == self.segments.len();
        let mut cost = LINE;
        cost += match self.flow {
            _ if is_last && start.segment == 0 && start.part == 0 => 0,
            _ if is_last && line.visible < room / 8 => SHORT_END,
            _ if is_last => 0,
            Flow::Justified => looseness(spare, line.gaps),
            Flow::Ragged | Flow::Plain => squared(spare * 100 / room),
        };
        if is_last && start.part > 0 && start.segment + 1 == end.segment {
            cost += REMNANT;
        }
        if end.part > 0 {
            cost += if self.flow == Flow::Justified { JUSTIFIED_HYPHEN } else { RAGGED_HYPHEN };
            cost += if start.part > 0 { HYPHENS_IN_A_ROW } else { 0 };
        }
        cost
    }
}

/// How much wider than usual the gaps of a justified line are.
fn looseness(spare: i64, gaps: i64) -> i64 {
    // A space of 250 that grows by as much again costs as much as a line.
    squared(spare / gaps.max(1) / 5)
}

const fn squared(value: i64) -> i64 {
    value * value
}
