use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};

use crate::charts::Chart;
use crate::charts::table::Cell;

use super::{ExportError, Labels, SOFTWARE};

/// The rows that a sheet holds beside the header.
const MOST_ROWS: u32 = 1_048_575;
/// The signs that a cell holds.
const MOST_SIGNS: usize = 32_767;
/// The widest column, in signs.
const WIDEST: f64 = 60.0;

/// Returns a workbook of a table: numbers as numbers, texts as texts that no program runs, the header bold, in view and
/// with a filter, and a second sheet that says what the table is, as pairs of what and how.
///
/// # Errors
/// [`ExportError::TooManyRows`] for more rows than a sheet holds, [`ExportError::Xlsx`] when the file cannot be made.
pub fn to_xlsx(
    names: &[&str],
    rows: impl ExactSizeIterator<Item = Vec<Cell>>,
    about: &[(String, String)],
) -> Result<Vec<u8>, ExportError> {
    let count = u32::try_from(rows.len()).ok().filter(|count| *count <= MOST_ROWS);
    let Some(count) = count else { return Err(ExportError::TooManyRows { rows: rows.len(), limit: MOST_ROWS }) };
    workbook(names, rows, count, about).map_err(|source| ExportError::Xlsx { source })
}

fn workbook(
    names: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    count: u32,
    about: &[(String, String)],
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_author(SOFTWARE));
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name("Table")?;
    // Widths for what most cells of a column hold.
    let mut widths: Vec<usize> = names.iter().map(|name| name.chars().count() + 3).collect();
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(0, column, fitting(name), &bold)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for ((column, cell), width) in (0..).zip(&cells).zip(widths.iter_mut()) {
            *width = (*width).max(write_cell(sheet, row, column, cell)?);
        }
    }
    for (column, width) in (0..).zip(&widths) {
        sheet.set_column_width(column, width_of(*width))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    if let Some(last) = u16::try_from(names.len()).ok().and_then(|count| count.checked_sub(1)) {
        sheet.autofilter(0, 0, count, last)?;
    }
    write_about(workbook.add_worksheet().set_name("About")?, about, &bold)?;
    workbook.save_to_buffer()
}

/// Writes a cell and returns how many signs wide it is.
fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<usize, XlsxError> {
    match cell {
        Cell::Empty => Ok(0),
        Cell::Number(value) if value.is_finite() => {
            sheet.write_number(row, column, *value)?;
            Ok(value.to_string().len())
        }
        // What is no number is not made one.
        Cell::Number(value) => {
            sheet.write_string(row, column, value.to_string())?;
            Ok(0)
        }
        Cell::Text(text) => {
            sheet.write_string(row, column, fitting(text))?;
            Ok(text.chars().count())
        }
    }
}

fn write_about(sheet: &mut Worksheet, about: &[(String, String)], bold: &Format) -> Result<(), XlsxError> {
    const WHAT: f64 = 18.0;
    const HOW: f64 = 100.0;
    sheet.set_column_width(0, WHAT)?.set_column_width(1, HOW)?;
    for (row, (what, how)) in (0..).zip(about) {
        sheet.write_string_with_format(row, 0, fitting(what), bold)?.write_string(row, 1, fitting(how))?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a width of some signs")]
fn width_of(signs: usize) -> f64 {
    (signs as f64 + 1.0).min(WIDEST)
}

/// Returns a text as far as a cell holds it, with a sign that it goes on.
fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= MOST_SIGNS {
        return text.to_owned();
    }
    // A sign may take two places.
    text.chars().take(MOST_SIGNS / 2).chain(['…']).collect()
}

/// Returns what a chart's numbers are.
pub(super) fn about_chart(chart: &Chart, labels: &Labels) -> Vec<(String, String)> {
    let context = chart.table().context.iter().filter_map(|(name, cell)| match cell {
        Cell::Text(text) => Some((name.clone(), text.clone())),
        Cell::Number(value) => Some((name.clone(), value.to_string())),
        Cell::Empty => None,
    });
    let own = [("Title", chart.title()), ("In words", chart.description())];
    let last = [("Program", SOFTWARE), ("Recipe", labels.recipe_json.as_str())];
    let pair = |(what, how): (&str, &str)| (what.to_owned(), how.to_owned());
    own.map(pair).into_iter().chain(context).chain(last.map(pair)).collect()
}
