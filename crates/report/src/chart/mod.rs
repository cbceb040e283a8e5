//! Charts as inline SVG: the same bytes for the same figures, colours left to the style sheet.

mod bar;
mod bins;
mod curves;
mod histogram;
mod svg;

pub(crate) use bar::{Thousandths, bar, meter};
pub(crate) use bins::Bins;
pub(crate) use curves::{Line, STYLES, Scale, bins, curves, small_histogram, stock_bar};
pub(crate) use histogram::{Labels, histogram};
