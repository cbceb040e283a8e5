//! Sums over a form, how they are spread, and how far they may be apart between forms.

use super::file::{Amount, DifficultyFile, ParallelFile, Shares, Wide};
use super::reader::Reader;
use crate::quota::{Difficulty, Filter, Limit, Measure, Parallel};
use mockexam_bank::Band;
use std::ops::Range;
use toml::Spanned;

impl Reader<'_> {
    pub(super) fn limit(&mut self, measure: Measure, written: Option<Spanned<Wide>>) {
        let Some(written) = written else { return };
        let (span, Wide { min, max }) = (written.span(), written.into_inner());
        let (min, max) = (min.map_or(0, i64::from), max.map_or(i64::MAX, i64::from));
        self.sum(measure, (min, max), span);
    }

    fn sum(&mut self, measure: Measure, (min, max): (i64, i64), span: Range<usize>) {
        if min > max {
            self.fault(span, "min is larger than max", "swap the two numbers");
        } else {
            self.limits.push(Limit { measure, min, max, span });
        }
    }

    /// Bands become quotas; the mean is a target of its own.
    pub(super) fn difficulty(&mut self, written: DifficultyFile, questions: usize) -> Option<Difficulty> {
        let DifficultyFile { mean, tolerance, minimise, spread, easy, medium, hard } = written;
        for (band, amount) in Band::ALL.into_iter().zip([easy, medium, hard]) {
            if let Some(amount) = amount {
                let filter = Filter { bands: [band].into(), ..Filter::default() };
                self.add(filter, Amount::bounds(*amount.get_ref()), amount.span());
            }
        }
        let Some(mean) = mean else {
            for span in tolerance.map(|t| t.span()).into_iter().chain(spread.map(|s| s.span())) {
                self.fault(span, "a tolerance or a spread without a mean", "add mean = 0.65");
            }
            return None;
        };
        let span = mean.span();
        let target = self.share(*mean.get_ref(), &span)?;
        let within = match tolerance {
            Some(tolerance) => self.share(*tolerance.get_ref(), &tolerance.span())?,
            None => 10_000,
        };
        let length = i64::try_from(questions).unwrap_or(0);
        // Millionths of a mean over so many questions, as per mille of their sum.
        let (low, high) = ((target - within) * length, (target + within) * length);
        let (min, max) = (-(-low).div_euclid(1000), high.div_euclid(1000));
        self.limits.push(Limit { measure: Measure::Difficulty, min: min.max(0), max, span });
        if let Some(spread) = spread {
            self.spread(&spread, target, length);
        }
        Some(Difficulty { sum: (target * length + 500).div_euclid(1000), minimise })
    }

    /// A range of the standard deviation around the mean that is asked for, as one of the sum of squares.
    fn spread(&mut self, written: &Spanned<Shares>, target: i64, questions: i64) {
        let span = written.span();
        let Shares { min, max } = *written.get_ref();
        if min.is_none() && max.is_none() {
            self.fault(span, "a spread without min or max", "write spread = { min = 0.08, max = 0.18 }");
            return;
        }
        let mut end = |share: Option<f64>| match share {
            Some(share) => self.share(share, &span).map(Some),
            None => Some(None),
        };
        // A deviation in millionths, squared, is 10^-12; the squares of items are counted in 10^-4.
        let (Some(low), Some(high)) = (end(min), end(max)) else { return };
        let low = low.map_or(0, |low| (low * low * questions + SQUARES - 1).div_euclid(SQUARES));
        let high = high.map_or(i64::MAX, |high| (high * high * questions).div_euclid(SQUARES));
        self.sum(Measure::Spread { target }, (low, high), span);
    }

    /// A share from 0 to 1 in millionths, or a fault.
    fn share(&mut self, share: f64, span: &Range<usize>) -> Option<i64> {
        if !(0.0..=1.0).contains(&share) {
            self.fault(span.clone(), "a share is a number from 0 to 1", "write 0.65 for 65 of 100");
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "the range was just checked")]
        Some((share * 1_000_000.0).round() as i64)
    }

    pub(super) fn parallel(&mut self, written: ParallelFile, questions: usize) -> Vec<Parallel> {
        let ParallelFile { difficulty, bands, seconds, words } = written;
        let mut all = Vec::new();
        if let Some(written) = difficulty
            && let Some(share) = self.share(*written.get_ref(), &written.span())
        {
            let within = (share * i64::try_from(questions).unwrap_or(0)).div_euclid(1000);
            all.push(Parallel { measure: Measure::Difficulty, within, span: written.span() });
        }
        for (measure, written) in [(Measure::Seconds, seconds), (Measure::Words, words)] {
            all.extend(written.map(|w| Parallel { measure, within: (*w.get_ref()).into(), span: w.span() }));
        }
        if let Some(bands) = bands {
            all.extend(Band::ALL.map(|band| Parallel {
                measure: Measure::Band(band),
                within: (*bands.get_ref()).into(),
                span: bands.span(),
            }));
        }
        all
    }
}

/// Squares of millionths in one of the units in which [`Measure::Spread`] counts.
const SQUARES: i64 = 100_000_000;
