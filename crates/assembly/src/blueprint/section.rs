//! Parts of a paper with a heading and counts of their own.

use super::file::Amount;
use super::filter::{QuotaFile, with_filter};
use super::reader::Reader;
use super::{Order, Section};
use crate::quota::{Filter, Share};
use mockexam_model::RichText;
use std::ops::Range;
use toml::Spanned;

with_filter! {
    /// A section as it is written: what its items have in common, how many there are, and counts inside of it.
    SectionFile {
        title: Spanned<String>,
        intro: Option<Spanned<RichText>>,
        questions: Spanned<Amount>,
        order: Option<Spanned<Order>>,
        quota: Option<Vec<Spanned<QuotaFile>>>,
    }
}

impl Reader<'_> {
    /// Reads all sections and adds their counts. An item belongs to the first section that it fits.
    pub(super) fn sections(
        &mut self,
        written: Vec<Spanned<SectionFile>>,
        total: usize,
        span: Range<usize>,
    ) -> Vec<Section> {
        let number = written.len();
        let (mut sections, mut earlier) = (Vec::new(), Vec::new());
        let (mut least, mut most) = (0_usize, 0_usize);
        for (index, file) in written.into_iter().enumerate() {
            let place = file.span();
            let mut file = file.into_inner();
            self.line(&file.title, "the title of a section");
            let title = file.title.get_ref().clone();
            if sections.iter().any(|section: &Section| section.title == title) {
                let fact = format!("a second section '{title}'");
                self.fault(file.title.span(), &fact, "give each section a title of its own");
            }
            let Some(own) = self.filter(file.take_filter()) else { continue };
            if own == Filter::default() && index + 1 < number {
                let fact = "a section that takes all items leaves none to those behind it";
                self.fault(place, fact, "name its topics, levels …, or make it the last section");
            }
            let filter = Filter {
                section: Some(Box::new(Share {
                    title: title.clone(),
                    own: own.clone(),
                    earlier: earlier.clone(),
                })),
                ..Filter::default()
            };
            earlier.push(own);
            let (min, max) = file.questions.get_ref().bounds();
            least = least.saturating_add(min);
            most = most.saturating_add(max);
            self.add(filter.clone(), (min, max), file.questions.span());
            for quota in file.quota.take().unwrap_or_default() {
                self.quota_within(&filter, quota);
            }
            let order = file.order.and_then(|order| self.order_within(order));
            if let Some(intro) = &file.intro {
                self.text(intro);
            }
            let intro = file.intro.map(Spanned::into_inner).unwrap_or_default();
            sections.push(Section { title, intro, order, filter });
        }
        if number > 0 && (least > total || most < total) {
            let fact = if least > total {
                format!("the sections ask for at least {least} questions, the exam has {total}")
            } else {
                format!("the sections allow at most {most} questions, the exam has {total}")
            };
            self.fault(span, &fact, "make the counts of the sections and the number of questions fit");
        }
        sections
    }

    /// A count inside of a section.
    fn quota_within(&mut self, section: &Filter, quota: Spanned<QuotaFile>) {
        let before = self.quotas.len();
        self.quota(quota);
        for quota in &mut self.quotas[before..] {
            quota.filter.section.clone_from(&section.section);
        }
    }

    fn order_within(&mut self, order: Spanned<Order>) -> Option<Order> {
        if *order.get_ref() == Order::BySection {
            let help = "inside of a section: shuffled, easy-first or as-in-bank";
            self.fault(order.span(), "a section has no sections", help);
        }
        Some(order.into_inner())
    }

    /// The order of a paper. That of sections needs sections.
    pub(super) fn order(&mut self, order: Option<Spanned<Order>>, sections: &[Section]) -> Order {
        let Some(order) = order else { return Order::Shuffled };
        if *order.get_ref() == Order::BySection && sections.is_empty() {
            let help =
                "add [[section]] with title and questions, or choose shuffled, easy-first or as-in-bank";
            self.fault(order.span(), "an order by sections, and there are none", help);
        }
        order.into_inner()
    }
}
