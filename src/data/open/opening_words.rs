use std::collections::{BTreeMap, BTreeSet};

use crate::data::IssueKind;
use crate::model::{CommodityId, FormId};

use super::mapping::{Given, Mapping};
use super::opened::{Issues, Opened};
use super::sheet::Head;
use super::words::Words;

/// Names that are likened to those of countries at most, of one file.
const NAMES_LIKENED: usize = 100;
/// Headers of columns named in a table's label.
const COLUMNS_NAMED: usize = 2;

/// Returns what to call a sheet's tables in a citation: the file, the sheet and the columns that the values stand in.
pub(super) fn label(file: &str, sheet: &str, head: &Head, mapping: &Mapping) -> String {
    let mut parts = vec![file.to_owned()];
    if !sheet.is_empty() && sheet != file {
        parts.push(sheet.to_owned());
    }
    let rows = || mapping.header.above..mapping.header.above.saturating_add(mapping.header.rows);
    let name = |column: usize| {
        let cells: Vec<&str> =
            rows().map(|row| head.text(row, column).trim()).filter(|cell| !cell.is_empty()).collect();
        cells.join(" ")
    };
    let columns: Vec<String> = mapping
        .values
        .iter()
        .map(|value| name(value.column))
        .filter(|name| !name.is_empty())
        .take(COLUMNS_NAMED + 1)
        .collect();
    if (1..=COLUMNS_NAMED).contains(&columns.len()) {
        parts.push(columns.join(" and "));
    }
    parts.join(", ")
}

/// Returns what is weighed of each mineral, as far as the names in the sheet's first rows say it.
pub(super) fn bases(
    head: &Head,
    mapping: &Mapping,
    words: &Words<'_>,
) -> BTreeMap<(CommodityId, FormId), BTreeSet<String>> {
    let mut names: BTreeSet<&str> = mapping.values.iter().filter_map(|value| value.mineral.as_deref()).collect();
    match &mapping.mineral {
        Given::Nowhere => {}
        Given::Same(name) | Given::Assumed(name) => {
            names.insert(name);
        }
        Given::Column(column) => {
            let first = mapping.header.above.saturating_add(mapping.header.rows);
            names.extend((first..head.rows.len()).map(|row| head.text(row, *column)));
        }
    }
    let mut bases: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for mineral in names.into_iter().filter_map(|name| words.mineral_name(name)) {
        let of = (mineral.commodity.clone(), mineral.form.clone());
        bases.entry(of).or_default().insert(mineral.basis.clone());
    }
    // What some names of a mineral state and others do not is stated of none.
    for of in bases.values_mut().filter(|of| of.contains("")) {
        of.clear();
    }
    bases
}

/// Adds to issues of countries which name a person may have meant: offered, never applied.
pub(super) fn mended(issues: &mut Issues, words: &Words<'_>) {
    let mut likened: BTreeMap<String, String> = BTreeMap::new();
    for issue in issues.list.iter_mut().filter(|issue| issue.kind == IssueKind::UnknownCountry) {
        if !likened.contains_key(&issue.value) && likened.len() < NAMES_LIKENED {
            likened.insert(issue.value.clone(), mend(&issue.value, words));
        }
        if let Some(mend) = likened.get(&issue.value).filter(|mend| !mend.is_empty()) {
            mend.clone_into(&mut issue.mend);
        }
    }
}

fn mend(name: &str, words: &Words<'_>) -> String {
    if words.is_group(name) {
        return "A group of countries is never added to its members; take the row out.".to_owned();
    }
    match words.countries_like(name)[..] {
        [] => String::new(),
        [one] => format!("Did you mean {one}? Assign the name to it."),
        [one, other, ..] => format!("Did you mean {one} or {other}? Assign the name to the one meant."),
    }
}

/// Returns why nothing of a file can be used: its most frequent issue, with what to do.
pub(super) fn nothing_usable(opened: &Opened) -> String {
    let mut values = opened.sheets.iter().flat_map(|sheet| &sheet.look.guess.mapping.values).peekable();
    if values.peek().is_some() && values.all(|value| value.unit.as_deref() == Some("%")) {
        return "it holds shares only, which cannot be added up or compared; add a column with the quantities, for example \
                in tonnes"
            .to_owned();
    }
    // Of kinds as frequent, the first of the file.
    let of = |kind| opened.issues.list.iter().position(|issue| issue.kind == kind);
    let most = opened
        .issues
        .counts
        .iter()
        .max_by_key(|of_kind| (of_kind.count, std::cmp::Reverse(of(of_kind.kind).unwrap_or(usize::MAX))));
    let first = most.and_then(|most| Some((most, opened.issues.list.iter().find(|issue| issue.kind == most.kind)?)));
    let Some((most, issue)) = first else {
        return "no row has a country, a year and a value that are understood; map its columns by hand".to_owned();
    };
    let title = issue.kind.title();
    let mut letters = title.chars();
    let title = letters.next().map(|first| format!("{}{}", first.to_lowercase(), letters.as_str())).unwrap_or_default();
    let (count, rows) = (most.count, if most.count == 1 { "row" } else { "rows" });
    let example = if issue.value.trim().is_empty() {
        format!("in row {}", issue.row)
    } else {
        format!("“{}” in row {}", issue.value.trim(), issue.row)
    };
    format!("{title} in {count} {rows}, first {example}; map its columns by hand, or mend the file")
}
