use std::rc::Rc;

use super::correct::Cells;
use super::fault::Fault;

/// One cell of a publisher's file that has room for a figure, with everything that says what the figure is.
pub(super) struct Figure {
    /// The row's number in the file, the header being row 1.
    pub(super) row: usize,
    pub(super) columns: Rc<Columns>,
    pub(super) chapter: String,
    pub(super) commodity: String,
    pub(super) statistic: String,
    /// What corrections may change.
    pub(super) cells: Cells,
    pub(super) wording: Wording,
}

/// The columns in which a figure's particulars stand, for a person who looks for a fault.
pub(super) struct Columns {
    pub(super) country: String,
    pub(super) detail: String,
    pub(super) unit: String,
    pub(super) year: String,
    pub(super) value: String,
}

/// How the notes beside a figure say that it is an estimate, and what an empty cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    /// Each row is one figure, and its notes speak of it alone.
    OneFigure,
    /// A row holds several figures under one note.
    SharedNotes {
        /// Whether the column's header, the table's heading or a mark at the country's name makes it an estimate.
        estimated: bool,
        /// Whether "reported", without a year, means this figure.
        may_be_reported: bool,
    },
}

/// What a layout finds in a file.
pub(super) enum Found {
    Figure(Box<Figure>),
    /// No part of a table by country: of what.
    Aside(&'static str),
    Fault {
        row: usize,
        fault: Fault,
    },
}

impl Figure {
    /// Returns what to call the figure's table in a citation, `name` being the chapter or commodity.
    pub(super) fn label(&self, name: &str) -> String {
        let detail = super::spelling::without_rounded(&self.cells.detail);
        match self.wording {
            Wording::SharedNotes { .. } if !self.statistic.starts_with("Production") => {
                // The heading of such a row is that of its production.
                format!("{name}, {} ({detail})", self.statistic)
            }
            _ => format!("{name}, {detail}"),
        }
    }
}
