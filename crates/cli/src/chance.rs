//! Signs that nobody can foretell: for seeds that nobody chose and for pseudonyms.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Digits and small letters, without those that are taken for others in handwriting.
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// At most twelve signs from the randomness that the system gives each process.
pub(crate) fn signs(count: usize) -> String {
    let mut random = RandomState::new().build_hasher().finish();
    let sign = |_| {
        let sign = SIGNS[usize::try_from(random & 31).unwrap_or(0)];
        random >>= 5;
        char::from(sign)
    };
    (0..count.min(12)).map(sign).collect()
}
