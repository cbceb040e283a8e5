//! Where everything that a scanner needs is on answer sheets.

use super::sheet::SheetSerial;
use mockexam_model::FormCode;
use serde::{Serialize, Serializer};

/// Where everything that a scanner needs is on the sheets of a form. It holds no key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetMap {
    /// Code of the exam.
    pub exam: String,
    /// Code of the form.
    pub form: FormCode,
    /// Number in the strip and in the QR code.
    #[serde(serialize_with = "as_text")]
    pub serial: SheetSerial,
    /// Where things are.
    pub layout: SheetLayout,
}

/// Places on the pages of a sheet. All distances are thousandths of a millimetre, and places count from the top left
/// corner of the page. Sheets of forms with like questions are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetLayout {
    /// Number of this geometry, which strip and QR code name too.
    pub number: u8,
    /// Width and height of a page.
    pub page_size: (i64, i64),
    /// How many pages.
    pub pages: u16,
    /// Centres of the four corner marks: top left, top right, bottom right, bottom left.
    pub fiducials: [(i64, i64); 4],
    /// Length of a side of a corner mark.
    pub fiducial_side: i64,
    /// The strip of bars.
    pub strip: StripPlace,
    /// The QR code.
    pub code: CodePlace,
    /// The bubbles of the candidate's number, digit by digit, each from 0 to 9.
    pub identity: Vec<Vec<(i64, i64)>>,
    /// Outer diameter of those.
    pub identity_diameter: i64,
    /// Outer diameter of a bubble of a question.
    pub bubble_diameter: i64,
    /// The questions in order.
    pub questions: Vec<QuestionBubbles>,
    /// Questions that are answered by a number, in order. Their bubbles are as large as those of the candidate's number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<NumberBubbles>,
}

/// Where the cells of the strip are. A bar is 1; the highest bit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StripPlace {
    /// Centre of the first cell.
    pub first: (i64, i64),
    /// From centre to centre.
    pub pitch: i64,
    /// Width and height of a cell.
    pub cell: (i64, i64),
    /// How many.
    pub cells: u8,
}

/// Where the QR code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CodePlace {
    /// Its top left corner.
    pub corner: (i64, i64),
    /// Length of its side.
    pub side: i64,
}

/// The bubbles of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionBubbles {
    /// Printed number of the question.
    pub number: u16,
    /// Letter of the part, where the question has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Page of the sheet, from 1.
    pub page: u16,
    /// The bubbles in order of their letters.
    pub bubbles: Vec<Bubble>,
}

/// A bubble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bubble {
    /// Letter inside.
    pub letter: char,
    /// Centre, from the left edge.
    pub x: i64,
    /// Centre, from the top edge.
    pub y: i64,
}

/// The bubbles of a question that is answered by a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberBubbles {
    /// Printed number of the question.
    pub number: u16,
    /// Page of the sheet, from 1.
    pub page: u16,
    /// The signs of the number from left to right, one at most in each column: the first is for a minus only.
    pub columns: Vec<Vec<SignBubble>>,
}

/// A bubble for a sign of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignBubble {
    /// Sign inside: a digit, a minus (U+2212), or the decimal mark of the language.
    pub sign: String,
    /// Centre, from the left edge.
    pub x: i64,
    /// Centre, from the top edge.
    pub y: i64,
}

fn as_text<S: Serializer>(serial: &SheetSerial, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(serial)
}
