//! Work that is shared by all processors and gives the same on one.

use std::num::NonZero;
use std::thread;

/// Below so many things, starting threads costs more than it saves.
const WORTH_IT: usize = 64;

/// What `work` makes of each thing, in order. Each must hang on its thing alone.
pub(crate) fn in_parallel<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    if things.len() < WORTH_IT || threads == 1 {
        return things.iter().map(work).collect();
    }
    let work = &work;
    let mut made = Vec::with_capacity(things.len());
    thread::scope(|scope| {
        let parts = things.chunks(things.len().div_ceil(threads));
        let running: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        for thread in running {
            match thread.join() {
                Ok(part) => made.extend(part),
                // A bug must reach the one who called, as it would without threads.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    made
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
