use std::collections::BTreeSet;
use std::rc::Rc;

use super::correct::Cells;
use super::fault::Fault;
use super::figure::{Columns, Figure, Found, Wording};
use super::frame::{TextFrame, TextRow};
use super::spelling::{folded, folded_detail, tidy};
use super::usgs_words::unit;
use super::{DataError, IssueKind};

/// What is known of a wide file besides its cells.
pub(super) struct WideFile<'a> {
    /// The chapter, where the file is of one commodity and does not name it.
    pub(super) chapter: &'a str,
    /// The year of the edition.
    pub(super) edition_year: i16,
    /// Returns a country's name without the mark of an estimate that is glued to it, where there is one.
    pub(super) unmarked: &'a dyn Fn(&str) -> Option<String>,
}

/// The columns of a wide file.
struct Wide {
    commodity: Option<String>,
    country: String,
    detail: String,
    unit: Option<String>,
    figures: Vec<FigureColumn>,
}

/// A column of figures.
struct FigureColumn {
    /// Its header, for example `Prod_kt_est_2023`.
    header: String,
    /// What it counts, for example "Production" or "Reserves ore".
    statistic: String,
    /// The unit in the header; empty where it has none.
    unit: String,
    year: String,
    is_estimated: bool,
    /// The header of its notes.
    notes: String,
}

/// Returns whether a table has the wide layout of the editions up to 2025: years stand side by side.
pub(super) fn is_wide(frame: &TextFrame) -> bool {
    frame.columns().any(|column| folded(column) == "country")
        && frame.columns().any(|column| statistic(column).is_some())
}

/// Returns what stands in a file of a wide layout: each cell of a column of figures, in the order of the rows.
///
/// A cell is set aside when its whole column is empty under the row's heading: the publisher gives all headings the
/// same columns, used or not. Rows without a country and without figures are the blank tails of spreadsheets.
pub(super) fn figures(frame: &TextFrame, file: &WideFile<'_>) -> Result<Vec<Found>, DataError> {
    let wide = Wide::of(frame, file)?;
    let mut used: BTreeSet<(String, String, &str)> = BTreeSet::new();
    for row in frame.rows() {
        for column in wide.figures.iter().filter(|column| !tidy(row.text(&column.header)).is_empty()) {
            let (chapter, detail) = wide.heading(row, file);
            used.insert((chapter, folded_detail(&detail), &column.header));
        }
    }
    let mut found = Vec::new();
    for row in frame.rows() {
        let is_blank = tidy(row.text(&wide.country)).is_empty();
        for column in &wide.figures {
            let (chapter, detail) = wide.heading(row, file);
            if is_blank {
                found.extend(wide.homeless(row, column));
            } else if used.contains(&(chapter, folded_detail(&detail), column.header.as_str())) {
                found.push(Found::Figure(Box::new(wide.figure(row, column, file))));
            } else {
                found.push(Found::Aside("empty cells of columns that the table does not use"));
            }
        }
    }
    Ok(found)
}

/// Returns what a column counts, by the first word of its header.
fn statistic(header: &str) -> Option<&'static str> {
    match words(header).next()?.as_str() {
        "prod" => Some("Production"),
        "cap" => Some("Capacity"),
        "reserves" | "reserve" => Some("Reserves"),
        _ => None,
    }
}

fn words(header: &str) -> impl Iterator<Item = String> {
    header.split(['_', ' ']).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

impl FigureColumn {
    fn of(header: &str, edition_year: i16) -> Option<Self> {
        let mut statistic = statistic(header)?.to_owned();
        // Reserves have no year in most headers: they are those of the newest year of the edition.
        let mut column = Self {
            header: header.to_owned(),
            statistic: String::new(),
            unit: String::new(),
            year: edition_year.saturating_sub(1).to_string(),
            is_estimated: false,
            notes: String::new(),
        };
        for word in words(header).skip(1) {
            if is_year(&word) {
                column.year = word;
            } else if word == "est" {
                column.is_estimated = true;
            } else if unit(&word).is_some() {
                column.unit = word;
            } else {
                // "Sponge", "Pigment", "ore": more than one such column may stand in a file.
                statistic = format!("{statistic} {word}");
            }
        }
        column.statistic = statistic;
        Some(column)
    }
}

impl Wide {
    fn of(frame: &TextFrame, file: &WideFile<'_>) -> Result<Self, DataError> {
        let named = |name: &str| frame.columns().find(|column| folded(column) == name).map(str::to_owned);
        let Some(country) = named("country") else { return Err(frame.missing("Country")) };
        // One file prints its heading where the others print "Type".
        let after_country = frame.columns().skip_while(|column| *column != country).nth(1).map(str::to_owned);
        let Some(detail) = named("type").or(after_country) else { return Err(frame.missing("Type")) };
        let mut figures: Vec<FigureColumn> = Vec::new();
        for header in frame.columns() {
            if words(header).any(|word| word == "note" || word == "notes") {
                // Notes speak of the columns before them, whatever their own header says.
                for column in figures.iter_mut().filter(|column| column.notes.is_empty()) {
                    header.clone_into(&mut column.notes);
                }
            } else {
                figures.extend(FigureColumn::of(header, file.edition_year));
            }
        }
        Ok(Self { commodity: named("commodity"), country, detail, unit: named("unit_meas"), figures })
    }

    /// Returns the chapter and the detail of a row.
    fn heading(&self, row: TextRow<'_>, file: &WideFile<'_>) -> (String, String) {
        let chapter = self.commodity.as_ref().map_or_else(|| file.chapter.to_owned(), |column| tidy(row.text(column)));
        (chapter, tidy(row.text(&self.detail)))
    }

    fn figure(&self, row: TextRow<'_>, column: &FigureColumn, file: &WideFile<'_>) -> Figure {
        let (chapter, detail) = self.heading(row, file);
        let country = tidy(row.text(&self.country));
        let unmarked = (file.unmarked)(&country);
        let is_reserve = column.statistic.starts_with("Reserves");
        let heading_says_estimated = detail.to_lowercase().contains("estimated");
        let unit_column = self.unit.as_ref().unwrap_or(&column.header);
        Figure {
            row: row.number(),
            columns: Rc::new(Columns {
                country: self.country.clone(),
                detail: self.detail.clone(),
                unit: unit_column.clone(),
                year: column.header.clone(),
                value: column.header.clone(),
            }),
            chapter,
            commodity: String::new(),
            statistic: column.statistic.clone(),
            wording: Wording::SharedNotes {
                estimated: !is_reserve && (column.is_estimated || heading_says_estimated || unmarked.is_some()),
                may_be_reported: !column.is_estimated || self.stands_alone(row, column),
            },
            cells: Cells {
                country: unmarked.unwrap_or(country),
                detail,
                unit: self.unit.as_ref().map_or_else(|| column.unit.clone(), |unit| tidy(row.text(unit))),
                year: column.year.clone(),
                value: tidy(row.text(&column.header)),
                notes: if column.notes.is_empty() { String::new() } else { tidy(row.text(&column.notes)) },
                critical: String::new(),
            },
        }
    }

    /// Returns whether a figure is the only one of its statistic in the row.
    fn stands_alone(&self, row: TextRow<'_>, column: &FigureColumn) -> bool {
        let of_statistic = |other: &&FigureColumn| {
            other.statistic == column.statistic
                && other.header != column.header
                && !tidy(row.text(&other.header)).is_empty()
        };
        !self.figures.iter().any(|other| of_statistic(&other))
    }

    /// Returns the fault of a figure in a row that names no country.
    fn homeless(&self, row: TextRow<'_>, column: &FigureColumn) -> Option<Found> {
        let value = tidy(row.text(&column.header));
        (!value.is_empty()).then(|| Found::Fault {
            row: row.number(),
            fault: Fault {
                kind: IssueKind::UnknownCountry,
                column: self.country.clone().into(),
                value: String::new(),
                mend: format!("Name the country that the {value} in column '{}' belongs to.", column.header).into(),
            },
        })
    }
}

#[cfg(test)]
#[path = "usgs_wide_tests.rs"]
mod tests;
