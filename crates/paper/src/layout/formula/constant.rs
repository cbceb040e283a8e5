//! Measures of STIX Two Math (its table MATH), in thousandths of an em.

/// Where bars of fractions and the middle of brackets lie above the baseline.
pub(super) const AXIS: i64 = 258;

/// Bars and the lines above roots.
pub(super) const RULE: i64 = 68;

/// Room at each side of a fraction, so that its bar does not touch its neighbours.
pub(super) const BESIDE_FRACTION: i64 = 60;

/// Baselines above and below a bar, at least, and their distance from it: in a line they are tighter than the font asks for,
/// so that most lines need not be parted for them.
pub(super) const FRACTION: Fraction = Fraction { up: 400, down: 360, gap: 90 };
pub(super) const DISPLAY_FRACTION: Fraction = Fraction { up: 640, down: 640, gap: 150 };

/// How far the parts of a fraction are apart.
pub(super) struct Fraction {
    pub(super) up: i64,
    pub(super) down: i64,
    pub(super) gap: i64,
}

pub(super) const SUPERSCRIPT_UP: i64 = 360;
pub(super) const SUPERSCRIPT_BELOW_TOP: i64 = 230;
pub(super) const SUPERSCRIPT_BOTTOM: i64 = 120;
pub(super) const SUBSCRIPT_DOWN: i64 = 210;
pub(super) const SUBSCRIPT_BELOW_BOTTOM: i64 = 160;
pub(super) const SUBSCRIPT_TOP: i64 = 368;
pub(super) const BETWEEN_SCRIPTS: i64 = 150;
pub(super) const BEHIND_SCRIPT: i64 = 40;

pub(super) const LIMIT_GAP: i64 = 135;
pub(super) const UPPER_LIMIT_UP: i64 = 300;
pub(super) const LOWER_LIMIT_DOWN: i64 = 670;

/// Sums and integrals that stand by themselves are so high.
pub(super) const DISPLAY_SIGN: i64 = 1_800;

pub(super) const ROOT_GAP: i64 = 85;
pub(super) const DISPLAY_ROOT_GAP: i64 = 170;
pub(super) const ABOVE_ROOT: i64 = 78;
pub(super) const BEFORE_DEGREE: i64 = 65;
pub(super) const BEHIND_DEGREE: i64 = -335;
/// Where the degree of a root starts, in hundredths of the height of its sign.
pub(super) const DEGREE_RISE: i64 = 55;

/// Between a letter and the bar over it: less than the font asks for, as for the mean of a sample.
pub(super) const BAR_GAP: i64 = 110;

/// Brackets are so much of what they enclose, in thousandths, or so much lower.
pub(super) const BRACKET_SHARE: i64 = 901;
pub(super) const BRACKET_SHORTFALL: i64 = 500;
