//! From an answer to a picture.
//!
//! In: an [`Answer`](crate::analysis::Answer). Out: a chart model (pure: words, order and colour names, no pixel), and
//! its drawing into an [`egui::Ui`], the same for the window and for every exported file. One folder a kind of chart;
//! the parts that all kinds share stand beside them.

pub mod bloc_words;
pub(crate) mod change_words;
mod chart;
pub mod concentration;
pub mod editions;
pub mod facts;
mod figure_rows;
pub(crate) mod fit;
pub mod fonts;
pub(crate) mod frame;
pub(crate) mod ground;
pub mod groups;
pub(crate) mod hover_card;
mod kinds;
pub mod ladder;
pub mod listing;
pub mod map;
pub(crate) mod marking;
pub mod matrix;
mod missing_glyphs;
pub mod observations;
pub mod pair;
pub mod palette;
pub(crate) mod pattern;
pub mod scatter;
pub mod shares;
pub mod shift;
pub mod source_line;
pub mod stages;
mod stated;
pub mod style;
pub mod supposed;
pub mod table;
pub mod trend;
pub mod wording;

pub(in crate::charts) use chart::choice;
pub(in crate::charts) use chart::with_corrections_of_its_own;
pub use chart::{
    About, Asked, Belonging, Canvas, ChartOptions, Choice, ChoiceValue, Choices, Clicked, Compare, Drawn, Emphasis,
    Kept, Kind, Looking, Marked, Scope, Word, chart, chart_keeping,
};

pub use frame::Fit;
pub use kinds::{Chart, ChartKind};
pub use missing_glyphs::{missing_glyph_issues, note_missing_glyphs};
