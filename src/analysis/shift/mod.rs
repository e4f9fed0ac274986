//! **What blocs shift**, over many supplies at once.
//!
//! In: a dataset and a question, whose blocs act. Out: [`Supplies`], the rows of tables as columns, built once for an
//! edition, its corrections and what shares are taken of; and a [`Shift`] of each supply in one pass over them. Every
//! number is the one that [`answer`](super::answer) gives to the same question; this is only quicker.

mod acting;
mod kept;
mod matrix;
mod pass;
mod rows;
mod stage;
mod steps;
mod supplies;

pub use acting::Acting;
pub use kept::KeptSteps;
pub use matrix::{ShiftMatrix, shift_matrix};
pub use pass::{BlocPart, Shift};
pub use stage::{KeptStage, KnownAtStage, MineralAtStage};
pub use steps::{MineralSteps, Step};
pub use supplies::{Supplies, Supply};
