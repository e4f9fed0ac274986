use crate::data::IssueKind;
use crate::data::open::sheet::Repair;

use super::plan::Plan;
use super::row::Cells;
use super::totals::{IF_OF_WORLD, LEFT_OUT};

/// What is wrong with a row or one of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: IssueKind,
    pub(super) column: Option<usize>,
    pub(super) value: String,
    pub(super) mend: String,
    /// Whether only a value was left out, others of the row being kept.
    pub(super) is_of_value: bool,
    /// What was done, where nothing was left out.
    pub(super) mended: Option<&'static str>,
}

impl Fault {
    /// Returns a fault.
    pub(super) fn of(kind: IssueKind, column: Option<usize>, value: &str, mend: String) -> Self {
        Self { kind, column, value: value.to_owned(), mend, is_of_value: false, mended: None }
    }

    /// Returns the fault of a word that is not known.
    pub(super) fn unknown(kind: IssueKind, column: Option<usize>, value: &str) -> Self {
        let is_empty = value.trim().is_empty();
        let mend = match kind {
            IssueKind::UnknownCountry if is_empty => "Write the country's name into each row",
            IssueKind::UnknownCountry => "Assign the name to a country, or write it as in the app's list",
            IssueKind::UnknownTable if is_empty => "Write the mineral's name into each row",
            IssueKind::UnknownTable => "Check which column has the mineral: this one has too many different names",
            IssueKind::UnknownUnit if is_empty => {
                "Write the unit, for example t or kt, or say on the mapping page what it is"
            }
            IssueKind::UnknownUnit if value == "%" => "Add a column with the quantities: shares alone are no amounts",
            IssueKind::UnknownUnit => "Write the unit as t, kt, Mt, kg or carats",
            IssueKind::UnknownYear => "Write the year with four digits, for example 2024",
            _ => "",
        };
        Self::of(kind, column, value, mend.to_owned())
    }

    /// Returns the fault of a figure that does not count beside the others.
    pub(super) fn dropped(kind: IssueKind, column: usize, value: &str) -> Self {
        let mend = match kind {
            IssueKind::MixedUnits => {
                "Write all figures of a mineral and stage in units of one kind, for example all in t and kt"
            }
            _ => "The first row counts: take out the other, or say on the mapping page that rows are added up",
        };
        Self::of(kind, Some(column), value, mend.to_owned())
    }

    /// Returns whether another fault says the same of the row.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.kind == other.kind && self.column == other.column && self.value == other.value
    }

    /// Returns what was done.
    pub(super) fn done(&self) -> String {
        let left_out = if self.is_of_value { "The value was left out." } else { "The row was left out." };
        self.mended.unwrap_or(left_out).to_owned()
    }
}

/// Returns that a row is a total of its table.
pub(super) fn table_total(column: usize, name: &str) -> Fault {
    let fault = Fault::of(IssueKind::TableTotal, Some(column), name, IF_OF_WORLD.to_owned());
    Fault { mended: Some(LEFT_OUT), ..fault }
}

/// Returns what was done so that a row could be read.
pub(super) fn repaired(repair: Repair) -> Fault {
    let (done, mend) = match repair {
        Repair::StrayQuote => (
            "A stray quotation mark was read as part of its cell.",
            "Double each quotation mark inside a cell, and close each one that opens a cell",
        ),
        Repair::BrokenText => {
            ("Bytes that are no text were replaced by \u{fffd}.", "Save the file again with one encoding, best UTF-8")
        }
        Repair::CutCell => ("A cell was cut at the limit of its size.", "Shorten the cell, or raise the limits"),
        Repair::CutRow => (
            "The end of the row, beyond the limits of columns and of length, was left out.",
            "Take out columns that are not needed, or mend a row without end; or raise the limits",
        ),
    };
    Fault { mended: Some(done), ..Fault::of(IssueKind::Repaired, None, "", mend.to_owned()) }
}

/// Returns the fault of a row that has more cells than the header has columns: a number that looks parted at its own
/// separator, else a note.
pub(super) fn cells_shifted(plan: &Plan<'_>, cells: &impl Cells) -> Option<Fault> {
    if plan.width == 0 {
        return None;
    }
    let extra = (plan.width..cells.count()).find(|column| !cells.cell(*column).trim().is_empty())?;
    let is_digits =
        |text: &str, least: usize| (least..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let parted = plan.values.iter().find(|value| {
        is_digits(cells.cell(value.column).trim(), 1) && is_digits(cells.cell(value.column.saturating_add(1)).trim(), 3)
    });
    let mend = "Put quotation marks around a cell that holds the sign between cells".to_owned();
    if let Some(value) = parted {
        let both = format!("{} | {}", cells.cell(value.column), cells.cell(value.column.saturating_add(1)));
        return Some(Fault::of(IssueKind::UnknownValue, Some(value.column), &both, mend));
    }
    let done = "The row has more cells than the header; it was read by the columns that the header names.";
    Some(Fault { mended: Some(done), ..Fault::of(IssueKind::ShiftedCells, Some(extra), cells.cell(extra), mend) })
}
