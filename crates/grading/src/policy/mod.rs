//! How a response to a question becomes points.

mod rows;
mod rule;
#[cfg(test)]
mod tests;

pub(crate) use rule::Rule;
