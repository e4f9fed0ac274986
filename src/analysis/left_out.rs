use std::collections::{BTreeMap, BTreeSet};

use crate::data::{Dataset, IssueKind, LeftOut, Table, TableKey};
use crate::model::EditionId;

/// Says which rows of a person's file are not in the figures of a table and year, or may not be: shares are of the rest.
#[must_use]
pub fn left_out(dataset: &Dataset, key: &TableKey, year: i16) -> Vec<String> {
    let Some(file) = dataset.opened_file(&key.edition) else { return Vec::new() };
    let all: Vec<&LeftOut> = dataset.left_out(key, year).collect();
    sentences(&all, &file.file_name, "; shares are of the rest")
}

/// So much of what was not understood is written out for several tables together.
const WRITTEN: usize = 5;

/// Says which rows of a person's file are not in some of its tables, each with its years, or may not be.
#[must_use]
pub fn left_out_of_tables(dataset: &Dataset, edition: &EditionId, tables: &[&Table]) -> Vec<String> {
    let Some(file) = dataset.opened_file(edition) else { return Vec::new() };
    let years: BTreeMap<_, BTreeSet<i16>> = tables
        .iter()
        .map(|table| {
            let key = (&table.key.commodity, &table.key.form, table.key.stage);
            (key, table.years.iter().map(|year| year.year).collect())
        })
        .collect();
    let is_of = |of: &&LeftOut| {
        let has = |years: &BTreeSet<i16>| of.year.is_none_or(|year| years.contains(&year));
        match &of.table {
            Some((commodity, form, stage)) => years.get(&(commodity, form, *stage)).is_some_and(has),
            None => years.values().any(has),
        }
    };
    // Of each year and table they are taken down apart.
    let mut all: Vec<LeftOut> = Vec::new();
    for of in file.left_out.iter().filter(is_of) {
        let sort = |of: &LeftOut| (of.kind, of.is_counted, of.is_placed());
        let Some(known) = all.iter_mut().find(|known| sort(known) == sort(of)) else {
            all.push(of.clone());
            continue;
        };
        known.rows += of.rows;
        known.has_more |= of.has_more;
        for written in &of.written {
            if known.written.len() >= WRITTEN {
                known.has_more |= !known.written.contains(written);
            } else if !known.written.contains(written) {
                known.written.push(written.clone());
            }
        }
    }
    sentences(&all.iter().collect::<Vec<_>>(), &file.file_name, "")
}

/// Returns what was left out in sentences; `rest` is said of rows whose place is known.
fn sentences(all: &[&LeftOut], file: &str, rest: &str) -> Vec<String> {
    let counted = all.iter().filter(|rows| rows.is_counted).map(|of| {
        let (name, their) = if of.rows == 1 { ("names", "its amount counts") } else { ("name", "their amounts count") };
        let names = written(of, " (", ")");
        format!(
            "{} {name} no country that is recognised{names}: {their} in “Other countries” and in no country’s share",
            rows_words(of.rows, file)
        )
    });
    let unread = all.iter().filter(|rows| is_unread(rows.kind)).map(|of| match of.kind {
        IssueKind::Overflow => format!("Rows of {file} beyond the limits were not read and may belong here"),
        _ => format!("A part of {file} was not read and may belong here"),
    });
    let dropped = [true, false].into_iter().filter_map(|is_placed| {
        let mut of: Vec<&LeftOut> = all.iter().copied().filter(|of| !of.is_counted && !is_unread(of.kind)).collect();
        of.retain(|of| of.is_placed() == is_placed);
        of.sort_by_key(|of| of.kind);
        let count = of.iter().map(|of| of.rows).sum();
        let reason = |of: &&LeftOut| format!("{}{}", of.kind.left_out_reason(), written(of, ": ", ""));
        let reasons: Vec<String> = of.iter().map(reason).collect();
        let were = if count == 1 { "was" } else { "were" };
        let so = if is_placed { rest } else { " and may belong here" };
        let words = format!("{} {were} left out ({}){so}", rows_words(count, file), reasons.join("; "));
        (count > 0).then_some(words)
    });
    counted.chain(dropped).chain(unread).collect()
}

/// Returns whether what was left out was not looked at, so that nobody knows how many rows it has.
fn is_unread(kind: IssueKind) -> bool {
    matches!(kind, IssueKind::Overflow | IssueKind::UnreadPart)
}

fn rows_words(rows: u64, file: &str) -> String {
    if rows == 1 { format!("1 row of {file}") } else { format!("{rows} rows of {file}") }
}

/// Returns what was not understood, as written, between two texts; nothing where nothing is written.
fn written(of: &LeftOut, before: &str, after: &str) -> String {
    if of.written.is_empty() {
        return String::new();
    }
    let more = if of.has_more { " and others" } else { "" };
    format!("{before}{}{more}{after}", of.written.join(", "))
}

#[cfg(test)]
mod tests {
    use crate::model::{CommodityId, FormId, Stage};

    use super::*;

    #[test]
    fn rows_are_said_with_what_is_known_of_them() {
        let of = |rows, kind, year| LeftOut {
            table: Some((CommodityId::new("cobalt").unwrap(), FormId::new("cobalt").unwrap(), Stage::Mine)),
            year,
            kind,
            rows,
            written: vec!["Freedonia".to_owned()],
            has_more: false,
            is_counted: false,
        };
        let unknown = of(1, IssueKind::UnknownCountry, Some(2024));
        let twice = LeftOut { written: Vec::new(), ..of(2, IssueKind::Duplicate, Some(2024)) };
        let no_year = LeftOut { has_more: true, ..of(2, IssueKind::UnknownYear, None) };
        let counted = LeftOut { is_counted: true, ..of(2, IssueKind::UnknownCountry, Some(2024)) };
        let beyond = LeftOut { written: Vec::new(), ..of(0, IssueKind::Overflow, None) };
        assert_eq!(
            sentences(&[&twice, &beyond, &unknown, &no_year, &counted], "a.csv", "; shares are of the rest"),
            [
                "2 rows of a.csv name no country that is recognised (Freedonia): their amounts count in “Other \
                 countries” and in no country’s share",
                "3 rows of a.csv were left out (country not recognised: Freedonia; stands twice in a table and year); \
                 shares are of the rest",
                "2 rows of a.csv were left out (year not recognised: Freedonia and others) and may belong here",
                "Rows of a.csv beyond the limits were not read and may belong here",
            ]
        );
        assert_eq!(
            sentences(&[&unknown], "a.csv", "; shares are of the rest"),
            ["1 row of a.csv was left out (country not recognised: Freedonia); shares are of the rest"]
        );
    }
}
