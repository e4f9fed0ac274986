use super::super::mapping::ValueColumn;
use super::super::words::Words;
use super::super::words_fold::{without_brackets, year_in, years_in};
use super::super::words_lists::ColumnWord;
use super::columns::Column;
use super::roles::Roles;

/// The columns with values, and how they were found.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) columns: Vec<ValueColumn>,
    /// Whether each column is of a year.
    pub(super) is_wide: bool,
    /// Whether names and cells leave no doubt.
    pub(super) is_sure: bool,
    pub(super) reason: String,
    /// Why a person must say what the numbers are, where neither a name nor a unit does.
    pub(super) doubt: Option<String>,
}

/// Returns the columns with values.
pub(super) fn find(columns: &[Column], roles: &Roles, words: &Words<'_>) -> Values {
    let free: Vec<(usize, &Column)> = columns.iter().enumerate().filter(|(index, _)| !roles.has(*index)).collect();
    let mut values = of_free(&free, roles, words);
    if values.is_wide {
        marked(&mut values, columns);
    } else if let [one] = &mut values.columns[..] {
        one.status = roles.status;
    }
    values
}

/// Gives each column of a year the one beside it that holds its marks.
fn marked(values: &mut Values, columns: &[Column]) {
    let of_years: Vec<usize> = values.columns.iter().map(|value| value.column).collect();
    for value in &mut values.columns {
        let Some(year) = value.year else { continue };
        let behind = value.column.saturating_add(1);
        let is_of_year = |column: &Column| column.names_marks() && year_in(&column.name) == Some(year);
        let beside = columns.get(behind).filter(|column| !of_years.contains(&behind) && column.is_of_marks(year));
        value.status = columns.iter().position(is_of_year).or(beside.map(|_| behind));
    }
}

fn of_free(free: &[(usize, &Column)], roles: &Roles, words: &Words<'_>) -> Values {
    wide(free, roles, words)
        .or_else(|| crossed(free, roles, words))
        .or_else(|| named(free, roles, words))
        .or_else(|| unnamed(free, roles, words))
        .or_else(|| shares(free))
        .unwrap_or_else(|| Values { reason: "No column holds mostly numbers".to_owned(), ..Values::default() })
}

/// Returns the names of columns as a sentence lists them.
fn listed(columns: &[(usize, &Column)]) -> String {
    let name = |(index, column): &(usize, &Column)| match column.name.trim() {
        "" => format!("column {}", index + 1),
        name => format!("“{name}”"),
    };
    columns.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Returns columns that are each of a year.
fn wide(free: &[(usize, &Column)], roles: &Roles, words: &Words<'_>) -> Option<Values> {
    let is_of_year = |column: &Column| column.part(column.numbers) >= 0.5 || column.filled == 0;
    let of_years: Vec<(usize, &Column, i16)> = free
        .iter()
        .filter(|(_, column)| is_of_year(column) && !column.is_beside() && !column.names_marks())
        .filter_map(|(index, column)| Some((*index, *column, year_in(&column.name)?)))
        .collect();
    if of_years.is_empty() || of_years.len() < 2 && roles.year.is_some() {
        return None;
    }
    let columns: Vec<ValueColumn> = of_years
        .iter()
        .map(|(index, column, year)| {
            let name = without_year(&column.name);
            ValueColumn {
                year: Some(*year),
                mineral: roles.mineral.is_none().then(|| words.mineral_in(&name)).flatten(),
                stage: roles
                    .stage
                    .is_none()
                    .then(|| words.stage_in(&name))
                    .flatten()
                    .map(|stage| stage.id().to_owned()),
                unit: roles.unit.is_none().then(|| unit_in(&name, words)).flatten(),
                ..ValueColumn::plain(*index)
            }
        })
        .collect();
    let reason = match of_years.len() {
        1 => format!("The header “{}” has a year", of_years.first().map(|(_, column, _)| column.name.as_str())?),
        count => format!("{count} columns are named after a year"),
    };
    Some(Values { is_wide: true, is_sure: of_years.len() > 1 || columns.len() == 1, columns, reason, doubt: None })
}

/// Returns columns that are each of a country, or each of a mineral.
fn crossed(free: &[(usize, &Column)], roles: &Roles, words: &Words<'_>) -> Option<Values> {
    let numeric: Vec<(usize, &Column)> =
        free.iter().filter(|(_, column)| column.is_numeric() && !column.is_beside()).copied().collect();
    if roles.country.is_none() {
        let of_countries: Vec<ValueColumn> = numeric
            .iter()
            .filter(|(_, column)| {
                let name = bare(&column.name);
                words.subject(&name).is_some() || words.is_total(&name)
            })
            .map(|(index, column)| ValueColumn {
                country: Some(bare(&column.name)),
                unit: roles.unit.is_none().then(|| unit_in(&column.name, words)).flatten(),
                ..ValueColumn::plain(*index)
            })
            .collect();
        if of_countries.len() >= 2 {
            let reason = format!("{} columns are named after countries", of_countries.len());
            return Some(Values { columns: of_countries, is_wide: false, is_sure: false, reason, doubt: None });
        }
    }
    if roles.mineral.is_some() {
        return None;
    }
    let of_minerals: Vec<ValueColumn> = numeric
        .iter()
        .filter_map(|(index, column)| {
            // "Lithium (Li2O)" is a name by itself; a unit in brackets is no part of one.
            let is_name = |name: &String| words.mineral_name(name).is_some();
            let mineral = [column.name.clone(), bare(&column.name)].into_iter().find(is_name);
            Some(ValueColumn {
                mineral: Some(mineral.or_else(|| words.mineral_in(&column.name))?),
                stage: roles
                    .stage
                    .is_none()
                    .then(|| words.stage_in(&column.name))
                    .flatten()
                    .map(|of| of.id().to_owned()),
                unit: roles.unit.is_none().then(|| unit_in(&column.name, words)).flatten(),
                ..ValueColumn::plain(*index)
            })
        })
        .collect();
    let reason = match &of_minerals[..] {
        [] => return None,
        [one] => format!("The header names {}", one.mineral.as_deref().unwrap_or("a mineral")),
        several => format!("{} columns are named after minerals", several.len()),
    };
    Some(Values { is_sure: of_minerals.len() == 1, columns: of_minerals, is_wide: false, reason, doubt: None })
}

/// Returns columns whose names say that they hold amounts: one, or one for each stage.
fn named(free: &[(usize, &Column)], roles: &Roles, words: &Words<'_>) -> Option<Values> {
    let is_value = |column: &Column| {
        let is_named = column.word == Some(ColumnWord::Value) && !column.is_money()
            // "kg" above a column of numbers.
            || column.word.is_none() && words.measured(&column.name).is_some();
        is_named && (column.part(column.numbers) >= 0.3 || column.filled == 0)
    };
    let is_staged = |column: &Column| {
        column.word.is_none() && column.is_numeric() && !column.is_beside() && words.stage_in(&column.name).is_some()
    };
    let found: Vec<(usize, &Column)> =
        free.iter().filter(|(_, column)| is_value(column) || is_staged(column)).copied().collect();
    let column = |(index, column): &(usize, &Column)| ValueColumn {
        stage: roles.stage.is_none().then(|| words.stage_in(&column.name)).flatten().map(|of| of.id().to_owned()),
        unit: roles.unit.is_none().then(|| unit_in(&column.name, words)).flatten(),
        ..ValueColumn::plain(*index)
    };
    match &found[..] {
        [] => None,
        [one] => {
            let reason = format!("The header says “{}”", one.1.name);
            Some(Values { columns: vec![column(one)], is_wide: false, is_sure: true, reason, doubt: None })
        }
        several => {
            let columns: Vec<ValueColumn> = several.iter().map(column).collect();
            let stages: std::collections::BTreeSet<_> = columns.iter().map(|column| &column.stage).collect();
            if stages.len() == columns.len() {
                let reason = format!("{} columns are named after stages", columns.len());
                return Some(Values { columns, is_wide: false, is_sure: false, reason, doubt: None });
            }
            // Of several that say the same, the one with most numbers; a person can choose another.
            let most = several.iter().max_by_key(|(index, column)| (column.numbers, std::cmp::Reverse(*index)))?;
            let reason = format!("Of {} columns with values, “{}” has most numbers", several.len(), most.1.name);
            Some(Values { columns: vec![column(most)], is_wide: false, is_sure: false, reason, doubt: None })
        }
    }
}

/// Returns the one column of numbers, or of several the one with most. Without a unit it may hold anything, money too.
fn unnamed(free: &[(usize, &Column)], roles: &Roles, words: &Words<'_>) -> Option<Values> {
    let numeric: Vec<(usize, &Column)> = free
        .iter()
        .filter(|(_, column)| column.is_numeric() && !column.is_beside() && column.part(column.years) < 0.9)
        .copied()
        .collect();
    let (index, column) = numeric.iter().max_by_key(|(index, column)| (column.numbers, std::cmp::Reverse(*index)))?;
    let reason = if numeric.len() == 1 {
        format!("It is the only other column of numbers: {}", column.of_cells(column.numbers, "numbers"))
    } else {
        format!("Of {} columns of numbers it has most", numeric.len())
    };
    let value = ValueColumn {
        stage: roles.stage.is_none().then(|| words.stage_in(&column.name)).flatten().map(|of| of.id().to_owned()),
        unit: roles.unit.is_none().then(|| unit_in(&column.name, words)).flatten(),
        ..ValueColumn::plain(*index)
    };
    let has_unit = roles.unit.is_some() || value.unit.is_some();
    let doubt = (!has_unit).then(|| {
        let (columns, hold) = (listed(&numeric), if numeric.len() == 1 { "holds" } else { "hold" });
        format!("no header says which numbers are amounts, or in which unit: {columns} {hold} numbers")
    });
    Some(Values { columns: vec![value], is_wide: false, is_sure: numeric.len() == 1 && has_unit, reason, doubt })
}

/// Returns a column of shares or of money where nothing else has numbers: its unit then says why it cannot be used.
fn shares(free: &[(usize, &Column)]) -> Option<Values> {
    let is_meant = |column: &Column| column.is_numeric() && column.filled > 0 && column.part(column.years) < 0.9;
    let money: Vec<(usize, &Column)> =
        free.iter().filter(|(_, column)| column.is_money() && is_meant(column)).copied().collect();
    let (index, column) = free
        .iter()
        .find(|(_, column)| column.is_numeric() && column.word != Some(ColumnWord::Beside))
        .or_else(|| money.first())?;
    let (unit, reason, doubt) = if column.is_money() {
        let (columns, hold) = (listed(&money), if money.len() == 1 { "holds" } else { "hold" });
        let doubt = format!("{columns} {hold} money, which is no amount of a mineral, and no other column has numbers");
        ("money", format!("“{}” holds money, which is no amount of a mineral", column.name), Some(doubt))
    } else {
        ("%", format!("“{}” holds shares or ranks, which are no amounts", column.name), None)
    };
    let is_sure = doubt.is_none();
    let column = ValueColumn { unit: Some(unit.to_owned()), ..ValueColumn::plain(*index) };
    Some(Values { columns: vec![column], is_wide: false, is_sure, reason, doubt })
}

fn unit_in(name: &str, words: &Words<'_>) -> Option<String> {
    words.unit_in(name)
}

/// Returns a header without what stands in brackets.
fn bare(name: &str) -> String {
    let (outside, _) = without_brackets(name);
    outside
}

/// Returns a header without its year.
fn without_year(name: &str) -> String {
    years_in(name).fold(name.to_owned(), |name, year| name.replace(&year.to_string(), " "))
}
