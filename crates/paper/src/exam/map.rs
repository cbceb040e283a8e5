//! Where the bubbles of an answer sheet are.

use mockexam_model::FormCode;
use serde::Serialize;

/// Where everything that a scanner needs is on the sheets of a form. All distances are thousandths of a
/// millimetre, places count from the top left corner of the page. It holds no key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetMap {
    /// Code of the exam.
    pub exam: String,
    /// Code of the form.
    pub form: FormCode,
    /// Width and height of a page.
    pub page_size: (i64, i64),
    /// How many pages.
    pub pages: u16,
    /// Centres of the four corner marks: top left, top right, bottom right, bottom left.
    pub fiducials: [(i64, i64); 4],
    /// Length of a side of a corner mark.
    pub fiducial_side: i64,
    /// Outer diameter of a bubble.
    pub bubble_diameter: i64,
    /// The questions in order.
    pub questions: Vec<QuestionBubbles>,
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
