use super::super::mapping::Header;
use super::super::marks::marked_year;
use super::super::sheet::Head;
use super::super::words::Words;
use super::numbers::is_number;

/// Header rows that a table has at most.
const MOST_ROWS: usize = 3;

/// What stands in a row, by counts of its cells.
#[derive(Debug, Default, Clone, Copy)]
struct RowKind {
    filled: usize,
    amounts: usize,
    years: usize,
    places: usize,
    minerals: usize,
    names: usize,
    opens_filled: bool,
}

impl RowKind {
    fn of(head: &Head, row: usize, words: &Words<'_>) -> Self {
        let mut kind = Self { opens_filled: !head.text(row, 0).trim().is_empty(), ..Self::default() };
        for cell in head.rows.get(row).iter().flat_map(|(_, cells)| cells.iter()).map(str::trim) {
            if cell.is_empty() {
                continue;
            }
            kind.filled += 1;
            if marked_year(cell, &[]).is_some_and(|(year, _)| (1800..=2100).contains(&year)) {
                kind.years += 1;
            } else if is_number(cell) {
                kind.amounts += 1;
            } else {
                kind.names += usize::from(words.column(cell).is_some());
                let is_place = words.subject(cell).is_some() || words.is_group(cell) || words.is_total(cell);
                kind.places += usize::from(is_place);
                kind.minerals += usize::from(words.mineral_name(cell).is_some());
            }
        }
        kind
    }

    /// Returns whether a row holds data, not names of columns.
    fn is_data(self, usual: usize) -> bool {
        let is_wide_enough = self.filled >= 2.max(usual / 3);
        let is_year_header = self.years >= 2 && self.amounts == 0 && self.places == 0;
        let says = self.amounts > 0 && self.names <= self.amounts
            || self.places > 0 && self.years > 0
            || self.minerals > 0 && self.years > 0;
        is_wide_enough && says && !is_year_header
    }
}

/// Returns where the header of a sheet stands.
pub(super) fn find(head: &Head, words: &Words<'_>) -> Header {
    let kinds: Vec<RowKind> = (0..head.rows.len()).map(|row| RowKind::of(head, row, words)).collect();
    let mut filled: Vec<usize> = kinds.iter().map(|kind| kind.filled).filter(|filled| *filled > 0).collect();
    filled.sort_unstable();
    let usual = filled.get(filled.len() / 2).copied().unwrap_or(0);
    let Some(first) = kinds.iter().position(|kind| kind.is_data(usual)) else {
        // A header without rows, or words only: the first row that is no title.
        let above = kinds.iter().position(|kind| kind.filled >= 2).unwrap_or(0);
        return Header { above, rows: usize::from(!kinds.is_empty()) };
    };
    let mut above = first;
    while above > 0 && first - above < MOST_ROWS {
        let Some(kind) = kinds.get(above - 1) else { break };
        let is_lowest = above == first;
        let is_name = kind.names > 0 || kind.years > 0 || !kind.opens_filled;
        let takes =
            if is_lowest { kind.filled >= 2 || usual < 2 && kind.filled > 0 } else { kind.filled >= 2 && is_name };
        if !takes || kind.is_data(usual) {
            break;
        }
        above -= 1;
    }
    Header { above, rows: first - above }
}

/// Returns the name of each column: of several header rows joined, a name of an upper row holding for the columns to its
/// right that have none, as under merged cells.
pub(super) fn names(head: &Head, header: Header) -> Vec<String> {
    let width = head.width();
    let mut names = vec![String::new(); width];
    let rows = header.above..header.above.saturating_add(header.rows);
    let last = rows.end.saturating_sub(1);
    for row in rows {
        let mut carried = "";
        for (column, name) in names.iter_mut().enumerate() {
            let cell = head.text(row, column).trim().trim_start_matches('\u{feff}');
            let is_carried = cell.is_empty() && row < last && !head.text(last, column).trim().is_empty();
            if !cell.is_empty() {
                carried = cell;
            }
            let part = if is_carried { carried } else { cell };
            if !part.is_empty() {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(part);
            }
        }
    }
    names
}
