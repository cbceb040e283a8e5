//! Where things are on a sheet, in thousandths of a millimetre.

use crate::template::Template;

/// The parts of a sheet whose places depend on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Geometry {
    /// Width and height of the paper.
    pub(super) page: (i64, i64),
    /// Most rows of bubbles in a column.
    pub(super) most_rows: usize,
}

/// Corner marks of 7 mm stand 13 mm from the edges; nothing else may stand within 9.5 mm of an edge.
const CORNER: i64 = 13_000;
/// Length of a side of a corner mark.
pub(super) const FIDUCIAL_SIDE: i64 = 7_000;

/// Cells of the strip between the upper corner marks.
pub(super) const CELLS: u8 = 48;
/// From the centre of a cell to that of the next.
pub(super) const CELL_PITCH: i64 = 3_200;
/// Width and height of a cell.
pub(super) const CELL: (i64, i64) = (2_100, 3_400);

/// Digits of a candidate's number.
pub(super) const DIGITS: u8 = 8;
/// Centre of the bubble for 0 of the first digit.
pub(super) const FIRST_DIGIT: (i64, i64) = (24_000, 32_000);
/// From digit to digit, and from value to value.
pub(super) const DIGIT_PITCH: (i64, i64) = (6_200, 5_300);
/// Outer diameter of their bubbles.
pub(super) const DIGIT_DIAMETER: i64 = 4_000;

/// Side of a module of the QR code, of which there are 29 in a row.
pub(super) const MODULE: i64 = 720;
/// Modules in a row of a QR code of version 3.
pub(super) const MODULES: i64 = 29;
/// Upper edge of the QR code.
pub(super) const CODE_TOP: i64 = 22_000;

/// Left end of what stands beside the grid for the candidate's number.
pub(super) const BESIDE: i64 = 76_000;

impl Geometry {
    /// Sheets are made for A4 and for US Letter. Smaller paper gets the one for A4, which is then refused.
    pub(super) fn of(template: &Template) -> Self {
        let letter = Self { page: (215_900, 279_400), most_rows: 22 };
        let paper = template.paper();
        let is_wide = paper.width.to_micrometres() >= letter.page.0;
        let is_low = paper.height.to_micrometres() < 297_000;
        if is_wide && is_low { letter } else { Self { page: (210_000, 297_000), most_rows: 25 } }
    }

    /// Centres of the corner marks: top left, top right, bottom right, bottom left.
    pub(super) const fn fiducials(&self) -> [(i64, i64); 4] {
        let (right, foot) = (self.page.0 - CORNER, self.page.1 - CORNER);
        [(CORNER, CORNER), (right, CORNER), (right, foot), (CORNER, foot)]
    }

    /// Centre of the first cell of the strip, which stands in the middle of the paper.
    pub(super) fn first_cell(&self) -> (i64, i64) {
        (self.page.0 / 2 - CELL_PITCH * i64::from(CELLS - 1) / 2, CORNER)
    }

    /// Left and right end of everything else.
    pub(super) const fn sides(&self) -> (i64, i64) {
        (20_000, self.page.0 - 20_000)
    }

    /// Top left corner of the QR code.
    pub(super) const fn code(&self) -> (i64, i64) {
        (self.page.0 - 43_000, CODE_TOP)
    }

    /// Baseline of the last line.
    pub(super) const fn foot(&self) -> i64 {
        self.page.1 - 12_000
    }
}
