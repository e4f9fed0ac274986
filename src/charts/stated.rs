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

/// Returns the table of these columns and rows, without those of [`NAMES`] and [`YEAR_IN`] in which nothing stands.
pub(super) fn table(columns: impl IntoIterator<Item = impl Into<String>>, rows: Vec<Vec<Cell>>) -> ChartTable {
    let columns = columns.into_iter().map(Into::into).collect();
    let mut table = ChartTable { columns, rows, context: Vec::new() };
    drop_empty(&mut table);
    table
}

/// Returns a row that begins with `start` and says in words why it has no figures, in the last of `columns` before
/// [`NAMES`].
pub(super) fn row_of_words(start: impl IntoIterator<Item = Cell>, columns: usize, words: &str) -> Vec<Cell> {
    let mut row: Vec<Cell> = start.into_iter().collect();
    row.resize(columns.saturating_sub(1), Cell::Empty);
    row.push(Cell::text(words));
    row.extend(cells(None));
    row
}

fn drop_empty(table: &mut ChartTable) {
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
        let table = table(["Name"].into_iter().chain(NAMES), rows.to_vec());
        assert_eq!(table.columns, ["Name", "Bound of value"]);
        assert_eq!(table.rows[1], [Cell::text("x"), Cell::text("at_least")]);
        assert_eq!(table.rows[2], [Cell::text("x"), Cell::Empty]);
        assert_eq!(row_of_words([Cell::text("x")], 3, "none").len(), 3 + NAMES.len());
        let range = cells(Some(&quantity(Amount::Range { low: 1.0, high: 2.0 })));
        assert_eq!(range, [Cell::text("range"), Cell::Number(1.0), Cell::Number(2.0), Cell::Empty]);
        assert_eq!(cells(Some(&quantity(Amount::Qualitative("Large".to_owned()))))[3], Cell::text("Large"));
    }
}
