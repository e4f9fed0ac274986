use std::collections::{BTreeMap, BTreeSet};

use super::file::ParquetFile;
use super::rows::RowText;
use crate::data::open::interpret::line;
use crate::data::open::opened::Issues;
use crate::data::open::{Limits, OpenError};

/// Completes the rows that issues show. Only the columns that a mapping names are read of all rows; of these few, the
/// others are read, too.
pub(super) fn complete(
    issues: &mut Issues,
    file: &ParquetFile,
    first_rows: &[u64],
    limits: &Limits,
) -> Result<(), OpenError> {
    let shown = issues.list.iter().filter(|issue| !issue.line.is_empty());
    let rows: BTreeSet<u64> = shown.filter_map(|issue| u64::try_from(issue.row).ok()).collect();
    let columns: Vec<usize> = (0..file.columns().len()).collect();
    let mut lines: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut row = RowText::new(limits);
    for (group, (first, count)) in first_rows.iter().zip(file.group_rows()).enumerate() {
        let numbers: Vec<u64> = rows.range(*first..first.saturating_add(count)).copied().collect();
        let in_group = |number: &u64| usize::try_from(number - first).ok();
        let chosen: Vec<usize> = numbers.iter().filter_map(in_group).collect();
        if chosen.is_empty() {
            continue;
        }
        let mut numbers = numbers.into_iter();
        let mut pieces = file.chosen(group, &columns, &chosen)?;
        while let Some(piece) = pieces.next()? {
            for (index, number) in (0..piece.num_rows()).zip(&mut numbers) {
                row.take(&piece, index);
                lines.insert(usize::try_from(number).unwrap_or(usize::MAX), line(&row.cells));
            }
        }
    }
    for issue in issues.list.iter_mut().filter(|issue| !issue.line.is_empty()) {
        if let Some(line) = lines.get(&issue.row) {
            issue.line.clone_from(line);
        }
    }
    Ok(())
}
