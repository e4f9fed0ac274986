//! **Trend**: shares or quantities of countries or blocs over the years, and concentration below; as they are, as an
//! index or as ranks.
//!
//! In: a [`Trend`](crate::analysis::Trend) and a [`TrendForm`]. Out: a [`TrendChart`], and its picture.

mod draw;
mod events;
mod form;
mod form_words;
mod hhi;
mod index;
mod kind;
mod model;
mod notes;
mod options;
mod pick;
mod rank;
mod reach;
mod scale;
mod series;
mod table;
mod words;

pub use draw::draw;
pub(in crate::charts) use draw::spread;
pub use events::EventMark;
pub use form::{As, AxisScale, BlocEvents, TrendForm};
pub use hhi::{HhiPanel, HhiPoint, HhiSeries};
pub use model::{AbsentMark, CardRow, EditionSpan, TrendChart, YearCard, YearMark, chart};
pub use options::{By, Measure, Shape, TrendOptions};
pub use scale::{Mapping, Scale, Tick};
pub use series::{Absent, Band, Marker, SeriesKey, TrendPoint, TrendSeries};

// What other pictures of the same years say.
pub(in crate::charts) use kind::supposed_note;
pub(in crate::charts) use model::year_mark;
pub(in crate::charts) use notes::{corrections, editions_note, gaps, said_of_years};
pub(in crate::charts) use words::{empty, share_title, source_line, years_words};
