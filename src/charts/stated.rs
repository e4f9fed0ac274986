//! What a publisher says of an amount besides one number, as cells of a table: only with them can a file be read back.

use crate::model::{Amount, Bound, Quantity};

use super::table::{Cell, ChartTable};

/// Names of the columns. A table has those of them that say something.
pub(super) const NAMES: [&str; 4] = ["Bound of value", "Least value", "Most value", "In words"];

/// What the column with the year that an edition speaks of is called, before the edition's name.
pub(super) const YEAR_IN: &str = "Year in";

/// Returns the cells of a quantity: its bound where it is no number itself, the ends of a range, and a word.
pub(super) fn cells(quantity: Option<&Quantity>) -> [Cell; 4] {
    let bound = quantity.and_then(Quantity::bound).filter(|bound| *bound != Bound::Exact);
    let (low, high) = match quantity.map(|quantity| &quantity.amount) {
        Some(Amount::Range { low, high }) => (Cell::Number(*low), Cell::Number(*high)),
        _ => (Cell::Empty, Cell::Empty),
    };
    let word = match quantity.map(|quantity| &quantity.amount) {
        Some(Amount::Qualitative(word)) => Cell::text(word),
        _ => Cell::Empty,
    };
    [bound.map_or(Cell::Empty, |bound| Cell::text(bound.id())), low, high, word]
}

/// Takes out those of these columns in which nothing stands.
pub(super) fn drop_empty(table: &mut ChartTable) {
    let is_kept: Vec<bool> = table
        .columns
        .iter()
        .enumerate()
        .map(|(index, name)| {
            !NAMES.iter().chain([&YEAR_IN]).any(|known| name.starts_with(known))
                || table.rows.iter().any(|row| row.get(index).is_some_and(|cell| *cell != Cell::Empty))
        })
        .collect();
    let mut kept = is_kept.iter();
    table.columns.retain(|_| kept.next().copied().unwrap_or(true));
    for row in &mut table.rows {
        let mut kept = is_kept.iter();
        row.retain(|_| kept.next().copied().unwrap_or(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_columns_that_say_something_stay() {
        let quantity = |amount| Quantity { amount, estimated: false };
        let rows = [Amount::Exact(5.0), Amount::AtLeast(6.0), Amount::Withheld]
            .map(|amount| std::iter::once(Cell::text("x")).chain(cells(Some(&quantity(amount)))).collect::<Vec<_>>());
        let columns = ["Name"].into_iter().chain(NAMES).map(str::to_owned).collect();
        let mut table = ChartTable { columns, rows: rows.to_vec(), context: Vec::new() };
        drop_empty(&mut table);
        assert_eq!(table.columns, ["Name", "Bound of value"]);
        assert_eq!(table.rows[1], [Cell::text("x"), Cell::text("at_least")]);
        assert_eq!(table.rows[2], [Cell::text("x"), Cell::Empty]);
        let range = cells(Some(&quantity(Amount::Range { low: 1.0, high: 2.0 })));
        assert_eq!(range, [Cell::text("range"), Cell::Number(1.0), Cell::Number(2.0), Cell::Empty]);
        assert_eq!(cells(Some(&quantity(Amount::Qualitative("Large".to_owned()))))[3], Cell::text("Large"));
    }
}
