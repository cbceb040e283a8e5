//! A veil over the key: whoever looks at the page's source does not read the answers by accident. It keeps nobody out
//! who wants in, as the page itself lifts it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The multiplier and the increment of Knuth's MMIX generator, cut to 32 bits: any stream of bytes will do.
const FACTOR: u32 = 0x4c95_7f2d;
const STEP: u32 = 0xf767_814f;

/// Bytes changed by a stream that starts with a number, as Base64.
pub(crate) fn veiled(text: &str, start: u32) -> String {
    let mut state = start;
    let bytes = text.bytes().map(|byte| {
        state = state.wrapping_mul(FACTOR).wrapping_add(STEP);
        let [mask, ..] = state.to_be_bytes();
        byte ^ mask
    });
    STANDARD.encode(bytes.collect::<Vec<u8>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_veil_hides_and_can_be_lifted() {
        let text = "the key is B, naïve";
        let veil = STANDARD.decode(veiled(text, 7)).unwrap();
        assert!(!veil.windows(3).any(|three| three == b"key"));
        let mut state = 7_u32;
        let lift = |byte: u8| {
            state = state.wrapping_mul(FACTOR).wrapping_add(STEP);
            byte ^ u8::try_from(state >> 24).unwrap()
        };
        assert_eq!(String::from_utf8(veil.into_iter().map(lift).collect()).unwrap(), text);
        assert_ne!(veiled("a", 1), veiled("a", 2));
    }
}
