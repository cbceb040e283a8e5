//! Who takes the score sheets, from several threads at once.

use crate::GradingError;
use mockexam_model::ScoreSheet;

/// Takes score sheets that are made by several threads at once.
///
/// Each thread fills a share of its own. After every stretch of rows the shares come back in the order of the rows, so that
/// nothing has to hang on how many threads there are.
pub trait Collector {
    /// What a thread fills.
    type Share: Send;
    /// Why something cannot be taken.
    type Error: From<GradingError> + Send;

    /// An empty share.
    fn share(&self) -> Self::Share;

    /// Adds the score sheet of a row. The sheet is used again for the next row.
    ///
    /// # Errors
    /// Whatever ends the run; what was taken so far must be thrown away.
    fn add(share: &mut Self::Share, sheet: &ScoreSheet) -> Result<(), Self::Error>;

    /// Takes out of a share what must stay in the order of the rows. The share is filled further.
    ///
    /// # Errors
    /// As [`Collector::add`].
    fn gather(&mut self, share: &mut Self::Share) -> Result<(), Self::Error>;

    /// Takes what is left in a share that is not filled any more: sums that are the same in every order.
    ///
    /// # Errors
    /// As [`Collector::add`].
    fn merge(&mut self, share: Self::Share) -> Result<(), Self::Error>;
}

/// Hands the score sheets to a function, one after the other in the order of the rows.
pub(crate) struct OneByOne<F>(pub(crate) F);

impl<E, F> Collector for OneByOne<F>
where
    E: From<GradingError> + Send,
    F: FnMut(&ScoreSheet) -> Result<(), E>,
{
    type Share = Vec<ScoreSheet>;
    type Error = E;

    fn share(&self) -> Self::Share {
        Vec::new()
    }

    fn add(share: &mut Self::Share, sheet: &ScoreSheet) -> Result<(), E> {
        share.push(sheet.clone());
        Ok(())
    }

    fn gather(&mut self, share: &mut Self::Share) -> Result<(), E> {
        share.drain(..).try_for_each(|sheet| (self.0)(&sheet))
    }

    fn merge(&mut self, _share: Self::Share) -> Result<(), E> {
        Ok(())
    }
}
