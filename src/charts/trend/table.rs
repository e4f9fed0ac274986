use crate::analysis::{Counted, Figures, ShareInterval, Trend, TrendYear};
use crate::charts::stated;
use crate::charts::supposed::supposed_context;
use crate::charts::table::{Cell, ChartTable, LEFT_OUT};
use crate::model::{BlocId, ConfidenceLevel, Iso3, Quantity};

use super::events::EventMark;
use super::form::{As, TrendForm};
use super::form_words::{Placed, in_table};
use super::notes::said_of_years;
use super::options::Measure;
use super::series::{Reader, SeriesKey};

/// Columns of the table.
const COLUMNS: [&str; 18] = [
    "Year",
    "Edition",
    "Kind",
    "Name",
    "Code",
    "Value",
    "Unit",
    "Share",
    "Least share",
    "Most share",
    "Bound of share",
    "Status",
    "Bloc",
    "HHI lower",
    "HHI upper",
    "HHI lower with blocs",
    "HHI upper with blocs",
    "Note",
];

/// Returns all countries and blocs of all years, whatever is drawn.
pub(super) fn table(reader: &Reader<'_>, form: TrendForm) -> ChartTable {
    let trend = reader.trend;
    let with_levels = trend.with_figures().any(|(_, figures)| figures.certainty.is_some());
    let mut table = ChartTable {
        columns: COLUMNS.into_iter().chain(stated::NAMES).map(str::to_owned).collect(),
        rows: trend.years.iter().flat_map(|year| rows_of(year, with_levels)).collect(),
        context: Vec::new(),
    };
    if with_levels {
        table.columns.extend(ConfidenceLevel::ALL.map(|level| format!("Share with {}", level.in_sentence())));
    }
    add_shown(&mut table, reader, form);
    stated::drop_empty(&mut table);
    table
}

/// Adds what is drawn besides shares and quantities: the index of each row, or its place.
fn add_shown(table: &mut ChartTable, reader: &Reader<'_>, form: TrendForm) {
    let names: &[&str] = match form.shown_as {
        As::Values => return,
        As::Index if form.options.measure == Measure::Share => &["Index of share", "Index is 100 in", "Bound of index"],
        As::Index => &["Index of quantity", "Index is 100 in", "Bound of index"],
        As::Rank => &["Rank", "Best rank", "Worst rank"],
    };
    table.columns.extend(names.iter().map(|name| (*name).to_owned()));
    let mut known: Vec<Shown> = Vec::new();
    for row in &mut table.rows {
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
const KIND: usize = 2;
const CODE: usize = 4;

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
    let left_out = said_of_years(trend, &|answer| &answer.left_out).join(". ");
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

/// A row's own cells: kind, name, code, value, unit, share, its ends and bound, status, bloc.
type Own = [Cell; 11];

/// A row, with what else is known of it.
struct OwnRow<'a> {
    own: Own,
    note: String,
    quantity: Option<&'a Quantity>,
    bloc: Option<&'a BlocId>,
}

fn rows_of(year: &TrendYear, with_levels: bool) -> Vec<Vec<Cell>> {
    let edition = year.edition().map(|edition| edition.id.to_string()).unwrap_or_default();
    let start = [Cell::Number(f64::from(year.year)), Cell::text(edition)];
    let figures = match &year.answer.figures {
        Ok(figures) => figures,
        Err(refusal) => {
            let mut row = start.to_vec();
            row.resize(COLUMNS.len() - 1, Cell::Empty);
            row.push(Cell::text(refusal.to_string()));
            row.extend(stated::cells(None));
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
        .map(|OwnRow { own, note, quantity, bloc }| {
            let cells = start.iter().cloned().chain(own).chain(hhi.iter().cloned()).chain([Cell::text(note)]);
            let levels = with_levels.then(|| level_cells(figures, bloc)).into_iter().flatten();
            cells.chain(stated::cells(quantity)).chain(levels).collect()
        })
        .collect()
}

fn own_rows(figures: &Figures) -> Vec<OwnRow<'_>> {
    let unit = || Cell::text(figures.unit.id());
    let bloc_names = |counted: &Counted| {
        let names = counted.blocs().iter().filter_map(|id| figures.bloc_name(id));
        Cell::text(names.collect::<Vec<_>>().join("; "))
    };
    let share_cells = |share: ShareInterval| {
        [Cell::Number(share.value), Cell::Number(share.low), Cell::Number(share.high), Cell::text(share.bound().id())]
    };
    let mut rows: Vec<OwnRow<'_>> = Vec::new();
    for supplier in &figures.suppliers {
        let [share, low, high, bound] = share_cells(supplier.share);
        let (name, code) = (Cell::text(&supplier.name), Cell::text(supplier.iso3.as_str()));
        let status = Cell::text(supplier.quantity.status().id());
        let (value, bloc) = (Cell::Number(supplier.value), bloc_names(&supplier.counted));
        let own = [Cell::text("country"), name, code, value, unit(), share, low, high, bound, status, bloc];
        rows.push(OwnRow { own, note: supplier.note.clone(), quantity: Some(&supplier.quantity), bloc: None });
    }
    if figures.other.value != 0.0 || figures.other.quantity.is_some() {
        let (own, quantity) = (other_row(figures), figures.other.quantity.as_ref());
        rows.push(OwnRow { own, note: String::new(), quantity, bloc: None });
    }
    for unpublished in &figures.unpublished {
        let (name, code) = (Cell::text(&unpublished.name), Cell::text(unpublished.iso3.as_str()));
        let (status, bloc) = (Cell::text(unpublished.status().id()), bloc_names(&unpublished.counted));
        let [value, share, low, high, bound] = [const { Cell::Empty }; 5];
        let own = [Cell::text("country"), name, code, value, unit(), share, low, high, bound, status, bloc];
        let quantity = Some(&unpublished.quantity);
        rows.push(OwnRow { own, note: unpublished.note.clone(), quantity, bloc: None });
    }
    for bloc in &figures.blocs {
        let [share, low, high, bound] = share_cells(bloc.share);
        let (name, code) = (Cell::text(&bloc.name), Cell::text(bloc.id.as_str()));
        let value = Cell::Number(bloc.quantity.value);
        let own = [Cell::text("bloc"), name, code, value, unit(), share, low, high, bound, Cell::Empty, Cell::Empty];
        rows.push(OwnRow { own, note: String::new(), quantity: None, bloc: Some(&bloc.id) });
    }
    rows
}

fn other_row(figures: &Figures) -> Own {
    let other = &figures.other;
    let number = |value: f64| if other.has_number() { Cell::Number(value) } else { Cell::Empty };
    let bound = if other.has_number() { Cell::text(other.bound.id()) } else { Cell::Empty };
    let status = other.quantity.as_ref().map(|quantity| quantity.status().id()).unwrap_or_default();
    [
        Cell::text("other"),
        Cell::text(other.name()),
        Cell::Empty,
        number(other.value),
        Cell::text(figures.unit.id()),
        number(other.share),
        Cell::Empty,
        Cell::Empty,
        bound,
        Cell::text(status),
        Cell::Empty,
    ]
}
