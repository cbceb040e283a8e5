//! Work that is shared by all processors and gives the same on one.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Below so many things, starting threads costs more than it saves.
const WORTH_IT: usize = 64;

/// Parts that each processor takes, one after the other: one that is slower takes fewer.
const PARTS: usize = 16;

/// What `work` makes of each thing, in order. Each must hang on its thing alone.
pub(crate) fn in_parallel<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    by_parts(things, |part| part.iter().map(&work).collect())
}

/// What `work` makes of stretches of things, in order. What comes of a thing must not hang on the others of its stretch.
pub(crate) fn by_parts<T: Sync, R: Send>(things: &[T], work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    if things.len() < WORTH_IT || threads == 1 {
        return work(things);
    }
    let parts: Vec<&[T]> = things.chunks(things.len().div_ceil(threads * PARTS)).collect();
    let (next, work) = (AtomicUsize::new(0), &work);
    let take = || {
        let mut made = Vec::new();
        while let Some((number, part)) = next_of(&parts, &next) {
            made.push((number, work(part)));
        }
        made
    };
    let mut made: Vec<(usize, Vec<R>)> = Vec::with_capacity(parts.len());
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(take)).collect();
        for thread in running {
            match thread.join() {
                Ok(parts) => made.extend(parts),
                // A bug must reach the one who called, as it would without threads.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    made.sort_unstable_by_key(|(number, _)| *number);
    let mut all = Vec::with_capacity(things.len());
    made.into_iter().for_each(|(_, part)| all.extend(part));
    all
}

/// The next part that nobody has taken.
fn next_of<'t, T>(parts: &[&'t [T]], next: &AtomicUsize) -> Option<(usize, &'t [T])> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    parts.get(number).map(|part| (number, *part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_stays() {
        for length in [0, 1, WORTH_IT - 1, WORTH_IT, 1001] {
            let things: Vec<usize> = (0..length).collect();
            assert_eq!(in_parallel(&things, |n| n * 2), (0..length).map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
