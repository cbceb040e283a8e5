//! Items that all forms have in common, so that results of different forms can be put on one scale.

use super::filter::with_filter;
use super::reader::Reader;
use super::{Anchors, Mode};
use crate::quota::Filter;
use mockexam_model::ItemId;
use std::ops::Range;
use toml::Spanned;

with_filter! {
    /// Anchors as they are written: named one by one, or a number and a set to draw from.
    AnchorsFile {
        items: Option<Spanned<Vec<Spanned<String>>>>,
        count: Option<Spanned<u16>>,
    }
}

impl Reader<'_> {
    pub(super) fn anchors(
        &mut self,
        written: Spanned<AnchorsFile>,
        mode: Mode,
        questions: usize,
        excluded: &[(ItemId, Range<usize>)],
    ) -> Option<Anchors> {
        let span = written.span();
        let mut file = written.into_inner();
        let filter = self.filter(file.take_filter())?;
        if mode.shares_selection() || mode == Mode::OwnDraw {
            let fact = match mode {
                Mode::OwnDraw => "forms that are each drawn on their own have no anchors",
                _ => "scrambled forms have all items in common, so there is nothing to anchor",
            };
            self.fault(span, fact, "write mode = \"disjoint\" or mode = \"overlapping\" in [forms]");
            return None;
        }
        match (file.items, file.count) {
            (Some(items), None) => {
                if filter != Filter::default() {
                    let help = "leave topic, level … out, or write count = 8 in place of the items";
                    self.fault(span, "anchors that are named one by one are drawn from no set", help);
                }
                let place = items.span();
                let items = self.items(items.into_inner());
                self.contradictions(&items, excluded);
                self.number_of_anchors(place, items.len(), questions)?;
                Some(Anchors::Named(items))
            }
            (None, Some(count)) => {
                let number = usize::from(*count.get_ref());
                self.number_of_anchors(count.span(), number, questions)?;
                Some(Anchors::Drawn { count: number, filter: Box::new(filter), span: count.span() })
            }
            (None, None) | (Some(_), Some(_)) => {
                let help = "write items = [\"…\", \"…\"], or count = 8 and, if you like, topic, level …";
                self.fault(span, "anchors are either named or counted", help);
                None
            }
        }
    }

    fn number_of_anchors(&mut self, span: Range<usize>, number: usize, questions: usize) -> Option<()> {
        if number == 0 {
            self.fault(span, "no anchors", "name or count at least one, or leave [anchors] out");
        } else if number >= questions {
            let fact = format!("{number} of {questions} questions on every form leave none that differs");
            self.fault(span, &fact, "take fewer anchors, or make scrambled forms");
        } else {
            return Some(());
        }
        None
    }
}
