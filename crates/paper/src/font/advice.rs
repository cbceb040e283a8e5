//! Where to find a glyph that the shipped fonts lack.

/// What to do about a character without a glyph.
pub(crate) fn advice(character: char) -> String {
    let font = match u32::from(character) {
        0x0590..=0x05ff | 0xfb1d..=0xfb4f => "Noto Sans Hebrew",
        0x0600..=0x06ff | 0x0750..=0x077f | 0x08a0..=0x08ff | 0xfb50..=0xfdff | 0xfe70..=0xfefe => {
            "Noto Sans Arabic"
        }
        0x0700..=0x074f => "Noto Sans Syriac",
        0x0780..=0x07bf => "Noto Sans Thaana",
        0x0900..=0x097f | 0xa8e0..=0xa8ff => "Noto Sans Devanagari",
        0x0980..=0x09ff => "Noto Sans Bengali",
        0x0a00..=0x0a7f => "Noto Sans Gurmukhi",
        0x0a80..=0x0aff => "Noto Sans Gujarati",
        0x0b80..=0x0bff => "Noto Sans Tamil",
        0x0c00..=0x0c7f => "Noto Sans Telugu",
        0x0c80..=0x0cff => "Noto Sans Kannada",
        0x0d00..=0x0d7f => "Noto Sans Malayalam",
        0x0e00..=0x0e7f => "Noto Sans Thai",
        0x10a0..=0x10ff | 0x1c90..=0x1cbf | 0x2d00..=0x2d2f => "Noto Sans Georgian",
        0x0530..=0x058f => "Noto Sans Armenian",
        0x1200..=0x139f => "Noto Sans Ethiopic",
        0x3040..=0x30ff | 0x31f0..=0x31ff => "Noto Sans JP",
        0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7af => "Noto Sans KR",
        0x2e80..=0x2fdf
        | 0x3000..=0x303f
        | 0x3100..=0x312f
        | 0x3400..=0x9fff
        | 0xf900..=0xfaff
        | 0xff00..=0xffef
        | 0x2_0000..=0x3_ffff => "Noto Sans JP, SC, TC or KR",
        0x1_f000..=0x1_faff | 0x2600..=0x27bf => "Noto Emoji",
        _ => "a font that has it, such as one of the Noto fonts",
    };
    format!(
        "write it in another way, or put {font} (a static .ttf file) into a folder and name that with --fonts"
    )
}

/// Whether a character belongs to a script that is written from right to left.
pub(crate) const fn is_right_to_left(character: char) -> bool {
    matches!(
        character as u32,
        0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_names_a_font_or_says_that_there_is_none() {
        for (character, expected) in [
            ('य', "Noto Sans Devanagari"),
            ('こ', "Noto Sans JP"),
            ('漢', "Noto Sans JP, SC, TC or KR"),
            ('😀', "Noto Emoji"),
            ('م', "Noto Sans Arabic"),
            ('ש', "Noto Sans Hebrew"),
        ] {
            assert!(advice(character).contains(expected), "{character}: {}", advice(character));
        }
        assert!(is_right_to_left('ש') && !is_right_to_left('य'));
    }
}
