//! What has no room: columns that become one, rows that become a sentence.

use crate::charts::wording::bound_of_sum;
use crate::model::Unit;

use super::cells::{Detail, MatrixCell, STAR, bound_sign, share_number};
use super::{ColumnKey, Grid, MatrixColumn, MatrixRow, Measure, RowKey};

/// So many of what is folded are named in a hover.
const MOST_NAMED: usize = 6;

impl Grid {
    /// Returns the grid with at most `rows` rows and `suppliers` columns of countries or blocs. Of a share the other
    /// countries become one column, so that rows still sum; what blocs have overlaps, and what is lost is no sum either:
    /// they are left out. Minerals become a row that says how many they are and what else is left out.
    #[must_use]
    pub fn within(&self, rows: usize, suppliers: usize) -> Self {
        let left = self.supplier_count().saturating_sub(suppliers);
        let grid = self.with_suppliers(suppliers);
        let is_summed = left > 0 && grid.columns.iter().any(|column| matches!(column.key, ColumnKey::Folded(_)));
        let left_out = if is_summed { 0 } else { left };
        if grid.rows.len() <= rows && left_out == 0 {
            return grid;
        }
        grid.with_rows(rows, left_out)
    }

    /// Returns the grid with the first columns by rank, the others folded or left out.
    pub(super) fn with_suppliers(&self, most: usize) -> Self {
        let is_over = |column: &MatrixColumn| column.is_supplier() && column.rank >= most;
        let over: Vec<bool> = self.columns.iter().map(is_over).collect();
        if !over.contains(&true) {
            return self.clone();
        }
        let is_country = |column: &MatrixColumn| matches!(column.key, ColumnKey::Country(_));
        let sums = self.measure == Measure::Share && self.columns.iter().any(is_country);
        let is_folded = |place: &usize| {
            let is_over = over.get(*place).copied().unwrap_or(false);
            is_over || matches!(self.columns.get(*place), Some(MatrixColumn { key: ColumnKey::Folded(_), .. }))
        };
        let (folded, kept): (Vec<usize>, Vec<usize>) = (0..self.columns.len()).partition(is_folded);
        // What is folded stands behind the last supplier.
        let suppliers =
            kept.iter().filter(|place| self.columns.get(**place).is_some_and(MatrixColumn::is_supplier)).count();
        let count: usize = folded
            .iter()
            .filter_map(|place| self.columns.get(*place))
            .map(|column| if let ColumnKey::Folded(count) = column.key { count } else { 1 })
            .sum();
        let mut columns: Vec<MatrixColumn> =
            kept.iter().filter_map(|place| self.columns.get(*place)).cloned().collect();
        if sums {
            columns.insert(suppliers, others_column(count));
        }
        let row = |row: &MatrixRow| {
            let mut cells: Vec<MatrixCell> = kept.iter().filter_map(|place| row.cells.get(*place)).cloned().collect();
            if sums && row.words.is_none() {
                cells.insert(suppliers.min(cells.len()), self.sum(row, &folded));
            }
            MatrixRow { cells, ..row.clone() }
        };
        Self { rows: self.rows.iter().map(row).collect(), columns, ..self.clone() }
    }

    /// Returns the sum of a row's cells.
    fn sum(&self, row: &MatrixRow, folded: &[usize]) -> MatrixCell {
        let of = |place: &usize| Some((self.columns.get(*place)?, row.cells.get(*place)?));
        let mut parts: Vec<(&MatrixColumn, &MatrixCell)> =
            folded.iter().filter_map(of).filter(|(_, cell)| !cell.is_blank()).collect();
        parts.sort_by(|(_, one), (_, other)| other.value.unwrap_or(-1.0).total_cmp(&one.value.unwrap_or(-1.0)));
        let is_without = parts.iter().any(|(_, cell)| cell.is_without_number);
        if parts.iter().all(|(_, cell)| cell.value.is_none()) {
            let detail = Detail::Words(named(&parts));
            return if is_without { MatrixCell::without_number("?", detail) } else { MatrixCell::default() };
        }
        let value: f64 = parts.iter().filter_map(|(_, cell)| cell.value).sum();
        let bound = bound_of_sum(parts.iter().filter_map(|(_, cell)| cell.bound));
        let has_star = is_without || parts.iter().any(|(_, cell)| cell.text.ends_with(STAR));
        let number = share_number(value);
        let text = if has_star {
            format!("{number}{STAR}")
        } else if number.starts_with('<') {
            number
        } else {
            format!("{}{number}", bound_sign(bound))
        };
        MatrixCell {
            value: Some(value),
            bound: Some(bound),
            text,
            step: self.scale.step(value),
            is_without_number: false,
            detail: Detail::Words(named(&parts)),
        }
    }

    /// Returns the grid with the mineral on screen and the first rows by rank, the others as a sentence; those without shares
    /// leave first.
    fn with_rows(mut self, most: usize, columns_left_out: usize) -> Self {
        let room = most.saturating_sub(1);
        let (mut shared, without): (Vec<MatrixRow>, Vec<MatrixRow>) =
            std::mem::take(&mut self.rows).into_iter().partition(|row| row.words.is_none());
        let all = shared.len();
        let mut ranked: Vec<(bool, usize)> = shared.iter().map(|row| (!row.is_on, row.rank)).collect();
        ranked.sort_unstable();
        if let Some(limit) = ranked.get(room).copied() {
            shared.retain(|row| (!row.is_on, row.rank) < limit);
        }
        let more = all - shared.len();
        let mut parts = Vec::new();
        if more > 0 {
            parts.push(format!("{more} more mineral{}", if more == 1 { "" } else { "s" }));
        }
        if !without.is_empty() {
            parts.push(format!(
                "{} mineral{} without shares",
                without.len(),
                if without.len() == 1 { "" } else { "s" }
            ));
        }
        if columns_left_out > 0 {
            parts.push(format!("{columns_left_out} more {}", self.supplier_noun(columns_left_out)));
        }
        self.rows = shared;
        if parts.is_empty() {
            return self;
        }
        self.rows.push(MatrixRow {
            key: RowKey::Folded,
            name: String::new(),
            otherwise: String::new(),
            is_on: false,
            rank: usize::MAX,
            hhi: String::new(),
            words: Some(format!("Not shown for want of room: {}", parts.join("; "))),
            cells: Vec::new(),
            hover: Vec::new(),
            unit: Unit::Tonnes,
        });
        self
    }

    fn supplier_noun(&self, count: usize) -> &'static str {
        let is_bloc = self.columns.iter().any(|column| matches!(column.key, ColumnKey::Bloc(_)));
        match (is_bloc, count) {
            (true, 1) => "bloc",
            (true, _) => "blocs",
            (false, 1) => "country",
            (false, _) => "countries",
        }
    }
}

/// Returns the column of countries without one of their own.
fn others_column(count: usize) -> MatrixColumn {
    MatrixColumn {
        key: ColumnKey::Folded(count),
        name: if count == 1 { "One other country".to_owned() } else { format!("{count} other countries") },
        series: None,
        rank: usize::MAX,
        counts: None,
    }
}

/// Returns the largest of what is folded.
fn named(parts: &[(&MatrixColumn, &MatrixCell)]) -> Vec<(String, String)> {
    let words = |(column, cell): &(&MatrixColumn, &MatrixCell)| {
        let text = if cell.value.is_some() { format!("{}\u{a0}%", cell.text) } else { "not published".to_owned() };
        (column.name.clone(), text)
    };
    let mut named: Vec<(String, String)> = parts.iter().take(MOST_NAMED).map(words).collect();
    if parts.len() > MOST_NAMED {
        named.push(("And".to_owned(), format!("{} more", parts.len() - MOST_NAMED)));
    }
    named
}
