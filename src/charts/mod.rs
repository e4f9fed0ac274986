//! Answers as pictures.
//!
//! In: an answer and a style. Out: a chart model without pixels, and its drawing with egui, the same for the window and
//! for an export. Here are the parts all kinds of chart share.

pub mod fonts;
pub mod groups;
