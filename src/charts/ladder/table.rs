use crate::analysis::Shift;
use crate::charts::table::Cell;

/// The names of the columns that [`shift_cells`] fills.
pub(super) const SHIFT_COLUMNS: [&str; 10] = [
    "Members with a number",
    "Share",
    "Bound of share",
    "Quantity",
    "Bound of quantity",
    "HHI before",
    "HHI after",
    "Most HHI after",
    "Change of HHI",
    "Of published producers",
];

/// Returns the numbers of a shift; empty cells where there is none.
pub(super) fn shift_cells(shift: Option<&Shift>) -> [Cell; 10] {
    let Some(shift) = shift else { return std::array::from_fn(|_| Cell::Empty) };
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    #[expect(clippy::cast_precision_loss, reason = "countries of the world")]
    let producers = shift.producers as f64;
    [
        Cell::Number(producers),
        Cell::Number(shift.share.value),
        Cell::text(shift.share.bound().id()),
        Cell::Number(shift.quantity.value),
        Cell::text(shift.quantity.bound().id()),
        Cell::Number(shift.before.lower),
        number(shift.after.map(|after| after.lower)),
        number(shift.after.and_then(|after| after.upper)),
        number(shift.change().map(|(change, _)| change)),
        Cell::text(if shift.is_of_published() { "yes" } else { "no" }),
    ]
}
