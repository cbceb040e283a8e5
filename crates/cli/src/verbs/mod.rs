//! The verbs, one file each.

pub(crate) mod assemble;
pub(crate) mod bank;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod explanation;
pub(crate) mod grade;
pub(crate) mod import;
pub(crate) mod new;
pub(crate) mod practice;
pub(crate) mod print;
pub(crate) mod report;
pub(crate) mod study;
pub(crate) mod study_pack;
pub(crate) mod verify;
