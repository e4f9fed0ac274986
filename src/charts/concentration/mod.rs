//! **Concentration**: how concentrated a supply is, at every stage and in every year, by its Lorenz curve, and by what each
//! supplier contributes; beside it the measures of one stage and year, each with what it means.
//!
//! In: a dataset, a question, and what is chosen among [`Shows`] and [`Thresholds`]. Out: a [`ConcentrationChart`], and its
//! picture.

mod choices;
mod contributions;
mod draw;
mod kind;
mod lorenz;
mod model;
mod readings;
mod setting;
mod stages;
mod table;
mod words;

pub use choices::{Shows, Thresholds};
pub use contributions::{ContributionBar, ContributionKey, ContributionRow, Contributions};
pub use lorenz::{LorenzCurve, LorenzPicture, LorenzStep};
pub use model::{ConcentrationChart, Picture};
pub use readings::Reading;
pub use stages::{HhiMark, StageLine, StageYear, StagesPicture};
