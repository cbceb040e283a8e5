//! What a set of results says of the items of a bank, without any person.

use crate::reading::ResultSet;
use crate::reading::source::digest_of;
use mockexam_analysis::ItemAnalysis;
use mockexam_model::{Trial, TriedItem};

impl ResultSet<'_> {
    /// The counts of the sitting. The same exam and answer files are the same sitting, whatever was ruled later.
    #[must_use]
    pub fn trial(&self) -> Trial {
        let summary = &self.summary;
        let mut inputs: Vec<&str> = summary.inputs.iter().map(|input| input.sha256.as_str()).collect();
        inputs.sort_unstable();
        let digest = digest_of(&format!("{}\n{}", summary.exam.code, inputs.join("\n")));
        // Exams made elsewhere may have any code.
        let inert = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        Trial {
            sitting: digest.get(..16).unwrap_or_default().to_owned(),
            exam: summary.exam.code.chars().filter(inert).collect(),
            // What is void says nothing of an item.
            items: self.items.values().filter(|item| item.facility.is_some()).map(tried).collect(),
        }
    }

    /// Whether rows of the sitting still need a person.
    #[must_use]
    pub const fn is_provisional(&self) -> bool {
        self.summary.provisional
    }

    /// Whether a program made the responses up.
    #[must_use]
    pub const fn is_simulated(&self) -> bool {
        self.summary.simulated
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share of a count of people in millionths, clamped"
)]
fn tried(item: &ItemAnalysis) -> TriedItem {
    let right = item.facility.unwrap_or(0.0).clamp(0.0, 1.0) * item.n as f64 * 1_000_000.0;
    TriedItem {
        item: item.item.clone(),
        rev: item.rev,
        n: item.n,
        right: right.round() as u64,
        blank: item.blank,
        multiple: item.multiple,
        unreadable: item.unreadable,
        choices: item.choices.iter().map(|choice| (choice.choice.clone(), choice.count)).collect(),
    }
}
