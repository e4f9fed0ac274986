//! What a row of any chart does where something can be marked: what it is called, how it answers a pointer or the focus, and
//! the ground of a name that stands out.
//!
//! In: where the row is, what a click on it would mark, and a look. Out: shapes in an `egui::Ui`, and its response.

mod draw;

pub(in crate::charts) use draw::{draw_name_ground, row_ui};
