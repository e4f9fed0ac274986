use crate::analysis::{Figures, Trend, TrendYear};
use crate::charts::figure_rows::{self, FigureRow};
use crate::charts::stated;
use crate::charts::supposed::supposed_context;
use crate::charts::table::{Cell, ChartTable, LEFT_OUT};
use crate::model::{BlocId, ConfidenceLevel, Iso3};

use super::events::EventMark;
use super::form::{As, TrendForm};
use super::form_words::{Placed, in_table};
use super::notes::said_of_years;
use super::options::Measure;
use super::series::{Reader, SeriesKey};

/// Columns before the figures, and after them.
const OF_YEAR: [&str; 2] = ["Year", "Edition"];
const OF_ALL: [&str; 5] = ["HHI lower", "HHI upper", "HHI lower with blocs", "HHI upper with blocs", "Note"];
const COLUMNS: usize = OF_YEAR.len() + figure_rows::COLUMNS.len() + OF_ALL.len();

/// Returns all countries and blocs of all years, whatever is drawn.
pub(super) fn table(reader: &Reader<'_>, form: TrendForm) -> ChartTable {
    let trend = reader.trend;
    let with_levels = trend.with_figures().any(|(_, figures)| figures.certainty.is_some());
    let columns = OF_YEAR.into_iter().chain(figure_rows::COLUMNS).chain(OF_ALL).chain(stated::NAMES);
    let mut columns: Vec<String> = columns.map(str::to_owned).collect();
    let mut rows: Vec<Vec<Cell>> = trend.years.iter().flat_map(|year| rows_of(year, with_levels)).collect();
    if with_levels {
        columns.extend(ConfidenceLevel::ALL.map(|level| format!("Share with {}", level.in_sentence())));
    }
    columns.extend(shown_names(form).iter().map(|name| (*name).to_owned()));
    if form.shown_as != As::Values {
        add_shown(&mut rows, reader, form);
    }
    stated::table(columns, rows)
}

/// Returns the columns of what is drawn besides shares and quantities: the index of each row, or its place.
fn shown_names(form: TrendForm) -> &'static [&'static str] {
    match form.shown_as {
        As::Values => &[],
        As::Index if form.options.measure == Measure::Share => &["Index of share", "Index is 100 in", "Bound of index"],
        As::Index => &["Index of quantity", "Index is 100 in", "Bound of index"],
        As::Rank => &["Rank", "Best rank", "Worst rank"],
    }
}

/// Adds the cells of those columns.
fn add_shown(rows: &mut [Vec<Cell>], reader: &Reader<'_>, form: TrendForm) {
    let mut known: Vec<Shown> = Vec::new();
    for row in rows {
        let (year, of) = (row.first().cloned(), row.get(KIND..=CODE).unwrap_or_default().to_vec());
        if !known.iter().any(|shown| shown.of == of) {
            let placed = key_of(&of).map(|key| in_table(reader, form, &key)).unwrap_or_default();
            known.push(Shown { of: of.clone(), placed });
        }
        let of_row = known.iter().find(|shown| shown.of == of);
        let is_of_year = |at: i16| year == Some(Cell::Number(f64::from(at)));
        let placed = of_row.and_then(|shown| shown.placed.iter().find(|(at, _)| is_of_year(*at)));
        row.extend(placed.map_or([const { Cell::Empty }; 3], |(_, placed)| shown_cells(*placed)));
    }
}

/// What is drawn of the rows of one kind, name and code, by year.
struct Shown {
    of: Vec<Cell>,
    placed: Vec<(i16, Placed)>,
}

fn shown_cells(placed: Placed) -> [Cell; 3] {
    match (placed.base, placed.ends) {
        (Some(base), _) => [Cell::Number(placed.value), Cell::Number(f64::from(base)), Cell::text(placed.bound.id())],
        (None, ends) => {
            let (best, worst) = ends.unwrap_or((placed.value, placed.value));
            [Cell::Number(placed.value), Cell::Number(best), Cell::Number(worst)]
        }
    }
}

/// The columns of kind and code.
const KIND: usize = OF_YEAR.len() + figure_rows::KIND;
const CODE: usize = OF_YEAR.len() + figure_rows::CODE;

/// Returns the series that a row is of, by its kind, name and code.
fn key_of(named: &[Cell]) -> Option<SeriesKey> {
    let [Cell::Text(kind), _, Cell::Text(code)] = named else { return None };
    match kind.as_str() {
        "country" => Iso3::new(code).ok().map(SeriesKey::Country),
        "bloc" => BlocId::new(code.as_str()).ok().map(SeriesKey::Bloc),
        _ => None,
    }
}

/// Returns the share of a bloc at every confidence level, where that makes a difference.
fn level_cells(figures: &Figures, bloc: Option<&BlocId>) -> [Cell; ConfidenceLevel::ALL.len()] {
    let share = |level: ConfidenceLevel| {
        let at = figures.certainty.as_ref()?.at(level)?;
        at.blocs.iter().find(|of| Some(&of.id) == bloc).map(|of| Cell::Number(of.share.value))
    };
    ConfidenceLevel::ALL.map(|level| share(level).unwrap_or(Cell::Empty))
}

/// Returns what every row has in common.
pub(super) fn table_context(trend: &Trend, source_line: &str, events: &[EventMark]) -> Vec<(String, Cell)> {
    let subject = &trend.subject;
    let basis = trend.newest().map(|(_, figures)| figures.basis.clone()).unwrap_or_default();
    let cells = [
        ("Mineral", Cell::text(&subject.name)),
        ("Form", Cell::text(subject.form.clone().unwrap_or_else(|| subject.name.clone()))),
        ("Stage", Cell::text(trend.subject.stage.id_words())),
        ("Basis", Cell::text(basis)),
        ("Source", Cell::text(source_line)),
    ];
    let left_out = said_of_years(trend, &|answer| answer.left_out.iter().collect()).join(". ");
    let left_out = (!left_out.is_empty()).then(|| (LEFT_OUT, Cell::text(left_out)));
    let territories = supposed_context(&trend.question, None);
    let events: Vec<&str> = events.iter().flat_map(|event| &event.said).map(String::as_str).collect();
    let events = (!events.is_empty()).then(|| ("Bloc events", Cell::text(events.join(". "))));
    cells
        .into_iter()
        .chain(left_out)
        .chain(events)
        .map(|(name, cell)| (name.to_owned(), cell))
        .chain(territories)
        .collect()
}

/// A row of figures, and the bloc that it is of.
struct OwnRow<'a> {
    row: FigureRow<'a>,
    bloc: Option<&'a BlocId>,
}

fn rows_of(year: &TrendYear, with_levels: bool) -> Vec<Vec<Cell>> {
    let edition = year.edition().map(|edition| edition.id.to_string()).unwrap_or_default();
    let start = [Cell::Number(f64::from(year.year)), Cell::text(edition)];
    let figures = match &year.answer.figures {
        Ok(figures) => figures,
        Err(refusal) => {
            let mut row = stated::row_of_words(start, COLUMNS, &refusal.to_string());
            if with_levels {
                row.extend([const { Cell::Empty }; ConfidenceLevel::ALL.len()]);
            }
            return vec![row];
        }
    };
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let after = figures.after.as_ref().map(|after| after.hhi);
    let hhi = [
        Cell::Number(figures.before.hhi.lower),
        number(figures.before.hhi.upper),
        number(after.map(|hhi| hhi.lower)),
        number(after.and_then(|hhi| hhi.upper)),
    ];
    own_rows(figures)
        .into_iter()
        .map(|OwnRow { row, bloc }| {
            let after = hhi.iter().cloned().chain([Cell::text(row.note)]).chain(stated::cells(row.quantity));
            let levels = with_levels.then(|| level_cells(figures, bloc)).into_iter().flatten();
            start.iter().cloned().chain(row.cells).chain(after).chain(levels).collect()
        })
        .collect()
}

fn own_rows(figures: &Figures) -> Vec<OwnRow<'_>> {
    let suppliers = figures.suppliers.iter().map(|of| figure_rows::supplier(figures, of));
    let unpublished = figures.unpublished.iter().map(|of| figure_rows::unpublished(figures, of));
    let countries = suppliers.chain(figure_rows::residual(figures)).chain(unpublished);
    let blocs = figures.blocs.iter().map(|of| OwnRow { row: figure_rows::bloc(figures, of), bloc: Some(&of.id) });
    countries.map(|row| OwnRow { row, bloc: None }).chain(blocs).collect()
}
