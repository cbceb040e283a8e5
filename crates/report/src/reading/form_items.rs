//! form_items.csv: a row per form and question.

use super::source::{self, Source};
use super::table::Table;
pub(crate) use crate::results::form_items::FILE;
use mockexam_analysis::{FormItem, Interval};
use mockexam_model::{Diagnostic, FormCode, ItemId};
use std::collections::BTreeMap;

/// Reads the table.
pub(crate) fn read(source: Source<'_>) -> Result<BTreeMap<FormCode, Vec<FormItem>>, Diagnostic> {
    let mut table = Table::open(FILE, source::open(source, FILE)?)?;
    let [form, question, item, n] = table.columns(["form", "question", "item", "n"])?;
    let statistics = table.known([
        "facility",
        "facility_low",
        "facility_high",
        "discrimination",
        "discrimination_low",
        "discrimination_high",
    ]);
    let mut forms: BTreeMap<FormCode, Vec<FormItem>> = BTreeMap::new();
    while let Some(row) = table.next()? {
        let code = row.read(form, "the code of a form", |text| FormCode::new(text).ok())?;
        let [facility, low, high, discrimination, least, most] = row.statistics(statistics)?;
        let interval = |(low, high)| Interval { low, high };
        forms.entry(code).or_default().push(FormItem {
            question: row.read(question, "a number", |text| text.parse().ok())?,
            item: row.read(item, "an item", |text| ItemId::new(text).ok())?,
            n: row.count(n)?,
            facility,
            facility_interval: low.zip(high).map(interval),
            discrimination,
            discrimination_interval: least.zip(most).map(interval),
        });
    }
    Ok(forms)
}
