//! **Shares**: ranked bars, one a supplier, coloured by bloc, with reserves, or another edition or dataset, beside them; or
//! the same shares in another [`Form`].
//!
//! In: an [`Answer`](crate::analysis::Answer), and another for what stands beside. Out: a [`ShareChart`], and its picture.

mod arrange;
mod arranged_table;
mod bloc_rows;
mod changes;
mod describe;
mod draw;
mod folding;
mod form;
mod kind;
mod model;
pub mod multiples;
mod numbers;
mod options;
mod picture;
mod quantities;
mod rows;
mod second;
mod stacked;
pub mod treemap;

pub(in crate::charts) use bloc_rows::{BAND_NOTE, MOST_BLOC_ROWS, is_uncertain, rows_of_blocs};
pub use draw::draw;
pub(in crate::charts) use draw::{Bars, Lane, Sizes, among};
use draw::{mark_of, stands_out};
pub(in crate::charts) use folding::{LEAST_COUNTRIES, fold_silent, fold_small, is_none_of};
pub use form::{Form, MultiplesOf};
pub use model::{ShareChart, chart, chart_chosen, chart_coloured};
pub(in crate::charts) use model::{scenario_words, share_of_words, source_parts_of, supply_words, whole_words};
pub use options::{Chosen, Show, Since, Sort, Values};
pub use picture::Picture;
pub use rows::{BarRow, Beside, Mark, RowChange, RowKey};
pub use stacked::{BarOf, Over, Segment, SegmentKey, Stacked, StackedBar};
