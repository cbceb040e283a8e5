//! Charts as inline SVG: the same bytes for the same figures, colours left to the style sheet.

mod bar;
mod bins;
mod curves;
mod histogram;
mod map;
mod svg;
mod thirds;

pub(crate) use bar::{Thousandths, bar, bar_between, meter};
pub(crate) use bins::Bins;
pub(crate) use curves::{Line, STYLES, Scale, bins, curves, small_histogram, stock_bar};
pub(crate) use histogram::{Labels, histogram};
pub(crate) use map::{MapLabels, Spot, item_map};
pub(crate) use thirds::{Course, courses};
