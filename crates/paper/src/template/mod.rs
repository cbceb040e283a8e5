//! How documents are set: paper, margins, type and spacing.

mod pages;

pub use pages::{
    CoverStyle, Fold, LabelStyle, PageStyle, PaperLength, QuestionStyle, RemarkStyle, RunningStyle, Spread,
    TextAlign, TextStyle,
};

use crate::document::TextSize;
use crate::error::PaperError;
use crate::font::Family;
use crate::language::next_hole;
use crate::length::{Length, Size, from_mm, from_pt, from_type_pt};
use serde::{Deserialize, Deserializer, de::Error};

/// How documents are set. Read from TOML; unknown fields are refused.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Name for people.
    pub name: String,
    /// File of an image above the title of exam papers, if there is one; beside the template.
    #[serde(default)]
    pub logo: Option<String>,
    /// Width of the paper.
    #[serde(rename = "width_mm", deserialize_with = "from_mm")]
    pub width: Length,
    /// Height of the paper.
    #[serde(rename = "height_mm", deserialize_with = "from_mm")]
    pub height: Length,
    /// Distances from the edges to the text.
    #[serde(rename = "margins_mm")]
    pub margins: Margins,
    /// Sizes of type.
    #[serde(rename = "type_pt")]
    pub sizes: TypeSizes,
    /// Distances between things.
    #[serde(rename = "spacing_pt")]
    pub spacing: Spacing,
    /// The letters of running text.
    pub font: Family,
    /// How lines of running text are filled.
    #[serde(default)]
    pub text: TextStyle,
    /// How the pages of an exam paper are filled.
    pub pages: PageStyle,
    /// How questions look.
    pub questions: QuestionStyle,
    /// Running lines of an exam paper.
    pub running: RunningStyle,
}

/// Distances from the edges of the paper to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// Above the text.
    #[serde(deserialize_with = "from_mm")]
    pub top: Length,
    /// Below the text.
    #[serde(deserialize_with = "from_mm")]
    pub bottom: Length,
    /// Left of the text.
    #[serde(deserialize_with = "from_mm")]
    pub left: Length,
    /// Right of the text.
    #[serde(deserialize_with = "from_mm")]
    pub right: Length,
    /// From the top edge to the baseline of the header.
    #[serde(deserialize_with = "from_mm")]
    pub header: Length,
    /// From the bottom edge to the baseline of the footer.
    #[serde(deserialize_with = "from_mm")]
    pub footer: Length,
}

/// Sizes of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeSizes {
    /// Item ids and other remarks.
    #[serde(deserialize_with = "from_type_pt")]
    pub tiny: Length,
    /// Running lines, notes and tables.
    #[serde(deserialize_with = "from_type_pt")]
    pub small: Length,
    /// Stems and choices.
    #[serde(deserialize_with = "from_type_pt")]
    pub body: Length,
    /// Headings.
    #[serde(deserialize_with = "from_type_pt")]
    pub heading: Length,
    /// Titles.
    #[serde(deserialize_with = "from_type_pt")]
    pub title: Length,
    /// The letter of a form.
    #[serde(deserialize_with = "from_type_pt")]
    pub display: Length,
    /// Distance of baselines, in hundredths of the size, from 100.
    #[serde(deserialize_with = "from_hundredths")]
    pub leading_percent: u8,
}

/// Distances between things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spacing {
    /// Between questions.
    #[serde(deserialize_with = "from_pt")]
    pub question: Length,
    /// How much more than that may be given to fill a page.
    #[serde(deserialize_with = "from_pt")]
    pub question_stretch: Length,
    /// Between stem, statements and choices.
    #[serde(deserialize_with = "from_pt")]
    pub block: Length,
    /// Between choices.
    #[serde(deserialize_with = "from_pt")]
    pub choice: Length,
    /// Between paragraphs.
    #[serde(deserialize_with = "from_pt")]
    pub paragraph: Length,
    /// From the number of a question to its text.
    #[serde(deserialize_with = "from_pt")]
    pub number_indent: Length,
    /// From a letter to its text.
    #[serde(deserialize_with = "from_pt")]
    pub letter_indent: Length,
}

fn from_hundredths<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let percent = u8::deserialize(deserializer)?;
    if percent < 100 {
        Err(D::Error::custom("lines closer than 100 per cent touch each other"))
    } else {
        Ok(percent)
    }
}

/// Least extent of the text area, in millimetres. Narrower columns cannot hold a table.
const LEAST_MM: u16 = 60;

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// [`PaperError::File`] for TOML that is no template, [`PaperError::NoRoom`] for margins that leave no room.
    pub fn parse(source: &str) -> Result<Self, PaperError> {
        let template: Self = toml::from_str(source).map_err(|error| PaperError::File {
            message: error.message().to_owned(),
            span: error.span().map(Into::into),
        })?;
        for text in template.running.texts() {
            check_holes(source, text)?;
        }
        if template.pages.columns > 1 && template.pages.cover == CoverStyle::Top {
            let message = "two columns need a cover on a page of its own: cover = \"page\"".to_owned();
            let span = source.find("cover =").map(|start| (start..start + 5).into());
            return Err(PaperError::File { message, span });
        }
        let least = Length::micrometres(i64::from(LEAST_MM) * 1000);
        let text = Size { width: template.column_width(), ..template.text_area() };
        for (what, extent) in [("width", text.width), ("height", text.height)] {
            if extent < least {
                return Err(PaperError::NoRoom { what, least_mm: LEAST_MM });
            }
        }
        Ok(template)
    }

    /// The shipped template for A4 paper.
    ///
    /// # Errors
    /// As [`Template::parse`]; never for the file that is shipped, which a test reads.
    pub fn a4() -> Result<Self, PaperError> {
        Self::parse(include_str!("../../../../templates/papers/a4.toml"))
    }

    /// Size of the paper.
    #[must_use]
    pub const fn paper(&self) -> Size {
        Size { width: self.width, height: self.height }
    }

    /// Size of a side of a sheet.
    #[must_use]
    pub fn sheet(&self) -> Size {
        let Size { width, height } = self.paper();
        let pages = i64::try_from(self.pages_on_a_side()).unwrap_or(1);
        Size { width: width * pages, height }
    }

    /// How many pages are beside each other on a side of a sheet.
    #[must_use]
    pub const fn pages_on_a_side(&self) -> usize {
        match self.pages.fold {
            Fold::None => 1,
            Fold::Booklet => 2,
        }
    }

    /// Size of the area between the margins.
    #[must_use]
    pub fn text_area(&self) -> Size {
        let margins = &self.margins;
        Size {
            width: self.width - margins.left - margins.right,
            height: self.height - margins.top - margins.bottom,
        }
    }

    /// Width of a column of questions.
    #[must_use]
    pub fn column_width(&self) -> Length {
        let columns = i64::from(self.pages.columns.max(1));
        (self.text_area().width - self.pages.column_gap * (columns - 1)) / columns
    }

    /// Type size in points.
    #[must_use]
    pub const fn size(&self, size: TextSize) -> Length {
        match size {
            TextSize::Tiny => self.sizes.tiny,
            TextSize::Small => self.sizes.small,
            TextSize::Body => self.sizes.body,
            TextSize::Heading => self.sizes.heading,
            TextSize::Title => self.sizes.title,
            TextSize::Display => self.sizes.display,
        }
    }

    /// Distance of baselines for a size.
    #[must_use]
    pub fn leading(&self, size: TextSize) -> Length {
        // Large type needs less.
        let percent = match size {
            TextSize::Title | TextSize::Display | TextSize::Heading => 118,
            TextSize::Tiny | TextSize::Small | TextSize::Body => i64::from(self.sizes.leading_percent),
        };
        self.size(size) * percent / 100
    }
}

/// Refuses a running line that names what nothing fills.
fn check_holes(source: &str, text: &str) -> Result<(), PaperError> {
    let mut rest = text;
    while let Some((_, name, after)) = next_hole(rest) {
        if !pages::RUNNING_HOLES.contains(&name) {
            let holes = pages::RUNNING_HOLES.map(|hole| format!("{{{hole}}}")).join(", ");
            let hole = format!("{{{name}}}");
            let span = source.find(&hole).map(|start| (start..start + hole.len()).into());
            let message = format!("nothing fills '{hole}' in a running line; there are {holes}");
            return Err(PaperError::File { message, span });
        }
        rest = after;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_shipped_templates_can_be_read() {
        for (name, source) in [
            ("A4", include_str!("../../../../templates/papers/a4.toml")),
            ("A4, two columns", include_str!("../../../../templates/papers/a4-two-column.toml")),
            ("Letter", include_str!("../../../../templates/papers/letter.toml")),
            ("Large print", include_str!("../../../../templates/papers/large-print.toml")),
            ("Dyslexia-friendly", include_str!("../../../../templates/papers/dyslexia-friendly.toml")),
            ("Draft", include_str!("../../../../templates/papers/draft.toml")),
            ("A5 booklet", include_str!("../../../../templates/papers/a5-booklet.toml")),
        ] {
            assert_eq!(Template::parse(source).unwrap().name, name);
        }
    }

    #[test]
    fn the_shipped_template_is_a4() {
        let a4 = Template::a4().unwrap();
        assert_eq!((a4.width, a4.height), (Length::micrometres(210_000), Length::micrometres(297_000)));
    }

    #[test]
    fn flawed_templates_are_refused() {
        let source = include_str!("../../../../templates/papers/a4.toml");
        let cases = [
            ("left = 22", "left = 190", "leave less than 60 mm of width"),
            ("body = ", "bodi = 1\nbody = ", "unknown field `bodi`"),
            ("width_mm = 210", "width_mm = -3", "a number between 0 and 2000"),
            ("width_mm = 210", "width_mm = nan", "a number between 0 and 2000"),
            ("width_mm = 210", "width_mm = 99999999999999", "a number between 0 and 2000"),
            ("width_mm = 210", "width_mm = \"wide\"", "a number is expected"),
            ("columns = 1", "columns = 3", "1 or 2 is expected"),
            ("columns = 1\ncolumn_gap_mm = 8", "columns = 2\ncolumn_gap_mm = 60", "less than 60 mm of width"),
            ("choice_columns = 1", "choice_columns = 3", "1, 2 or 4 is expected"),
            ("font = \"serif\"", "font = \"comic\"", "unknown variant `comic`, expected `serif` or `sans`"),
            (
                "header_left = \"{title}\"",
                "header_left = \"{titel}\"",
                "nothing fills '{titel}' in a running line",
            ),
            ("sides = 1\n", "", "missing field `sides`"),
        ];
        for (from, to, message) in cases {
            let broken = source.replacen(from, to, 1);
            assert_ne!(broken, source, "{from}");
            let error = Template::parse(&broken).unwrap_err().to_string();
            assert!(error.contains(message), "{to}: {error}");
        }
    }

    #[test]
    fn two_columns_need_a_cover() {
        let source = include_str!("../../../../templates/papers/a4-two-column.toml");
        let broken = source.replacen("cover = \"page\"", "cover = \"top\"", 1);
        let PaperError::File { message, span } = Template::parse(&broken).unwrap_err() else { panic!() };
        assert_eq!(message, "two columns need a cover on a page of its own: cover = \"page\"");
        assert!(broken[span.unwrap().start..].starts_with("cover = \"top\""));
    }
}
