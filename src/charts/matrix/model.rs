use crate::analysis::KeptStage;
use crate::charts::ChartOptions;
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::table::ChartTable;
use crate::charts::wording::estimates_words;
use crate::data::Dataset;
use crate::model::{BlocId, Question, Unit, whole_text};

use super::cells::{MatrixCell, STAR};
use super::grid::{Grid, MatrixRow, RowKey};
use super::lines::{Known, Line, Shared, lines, otherwise};
use super::options::{Chosen, Columns, Order};
use super::order::{by_mean_place, clustered};
use super::{MatrixColumn, Scale, blocs, countries, reliance, table, words};

/// Countries beyond so many are one column.
const MOST_COUNTRIES: usize = 60;

/// The Matrix: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixChart {
    /// What the data say.
    pub title: String,
    /// The measure, stage, unit and year.
    pub subtitle: String,
    /// Switched-on blocs with their colour.
    pub legend: Vec<(Series, String)>,
    /// Rows and columns.
    pub grid: Grid,
    /// The sentence in place of a grid, where there is none.
    pub empty: Option<String>,
    /// Source, editions, denominator, blocs and date.
    pub source_line: String,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// The chart as a table.
    pub table: ChartTable,
}

/// What a matrix is made from.
pub(super) struct Source<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) question: &'a Question,
    pub(super) kept: &'a KeptStage,
    pub(super) chosen: Chosen,
    /// The blocs that are on, with their series, in order.
    pub(super) on: Vec<(BlocId, Series)>,
    /// The minerals, by name.
    pub(super) lines: Vec<Line<'a>>,
    /// Blocs that have members but no number of any mineral.
    pub(super) without: Vec<String>,
}

/// Returns the chart of a question; what is known of minerals is taken from `kept` and kept there. Limits on single
/// countries are left out: each bears on one mineral alone.
#[must_use]
pub fn chart(
    dataset: &Dataset,
    question: &Question,
    options: &ChartOptions,
    kept: &mut Option<KeptStage>,
) -> MatrixChart {
    let published = Question { caps: Vec::new(), ..question.clone() };
    let kept = KeptStage::of(kept, dataset, &published);
    let mut on: Vec<BlocId> = Vec::new();
    for id in question.blocs.iter().filter(|id| dataset.bloc(id).is_some()) {
        if !on.contains(id) {
            on.push(id.clone());
        }
    }
    let chosen = Chosen::of(options);
    let lines = lines(dataset, kept, chosen.group);
    let on = bloc_slots(dataset, &on);
    let mut source = Source { dataset, question, kept, chosen, on, lines, without: Vec::new() };
    let grid = source.grid();
    let empty = words::empty(&source, &grid);
    let mut chart = MatrixChart {
        title: words::title(&source, &grid),
        subtitle: words::subtitle(&source),
        legend: if empty.is_none() { words::legend(&source, &grid) } else { Vec::new() },
        empty,
        source_line: words::source_line(&source),
        notes: Vec::new(),
        description: String::new(),
        table: ChartTable::default(),
        grid,
    };
    if chart.empty.is_none() {
        chart.notes = words::notes(&source, &chart.grid);
    }
    chart.table = table::table(&source, &chart.grid, &chart.source_line);
    chart.description = words::description(&chart);
    chart
}

impl Source<'_> {
    /// Returns rows and columns in their order.
    fn grid(&mut self) -> Grid {
        let measure = self.chosen.measure;
        let shared: Vec<Option<Shared<'_>>> = self.lines.iter().map(Line::shares).collect();
        let about = (self.dataset, self.question);
        let (mut columns, mut cells, without) = match self.chosen.columns {
            Columns::Countries => {
                let (columns, cells) = countries::countries(about, &shared, measure, &self.on);
                (columns, cells, Vec::new())
            }
            Columns::Blocs => blocs::blocs(about, self.kept, &shared, measure, &self.on),
        };
        self.without = without;
        let reliances = self.lines.iter().zip(&mut cells).filter(|(line, _)| line.shares().is_some());
        let mut has_reliance = false;
        for (line, row) in reliances {
            let form = line.shares().map(|of| &of.supply.form);
            let cell = form.map(|form| reliance::cell(self.dataset, &line.commodity.id, form)).unwrap_or_default();
            has_reliance |= !cell.is_blank();
            row.push(cell);
        }
        if has_reliance {
            columns.push(reliance::column());
        } else {
            for row in &mut cells {
                row.pop();
            }
        }
        let mut rows: Vec<MatrixRow> =
            self.lines.iter().zip(cells).map(|(line, cells)| self.row(line, cells)).collect();
        self.rank(&mut rows);
        let grid = Grid {
            measure,
            scale: Scale::of(measure),
            counted: words::counted(self.chosen),
            unit_words: words::unit_words(self.chosen, self.question.stage),
            columns,
            rows,
        };
        ordered(grid.with_suppliers(self.most_suppliers()), self.chosen.order)
    }

    fn most_suppliers(&self) -> usize {
        match self.chosen.columns {
            Columns::Countries => MOST_COUNTRIES,
            Columns::Blocs => usize::MAX,
        }
    }

    fn row(&self, line: &Line<'_>, cells: Vec<MatrixCell>) -> MatrixRow {
        let shared = line.shares();
        let hhi = shared.map_or_else(String::new, |of| {
            let hhi = of.figures.before.hhi;
            let star = if hhi.published_only { STAR.to_string() } else { String::new() };
            let sign = if hhi.upper.is_some_and(|upper| upper - hhi.lower >= 0.5) { "≥" } else { "" };
            format!("{sign}{}{star}", whole_text(hhi.lower))
        });
        MatrixRow {
            key: RowKey::Mineral(line.commodity.id.clone()),
            name: line.commodity.name.clone(),
            otherwise: shared.map_or_else(String::new, |of| otherwise(of, self.question)),
            is_on: line.commodity.id == self.question.commodity,
            rank: 0,
            hhi,
            words: line.words(self.question.stage),
            cells,
            hover: self.figures_words(line),
            unit: shared.map_or(Unit::Tonnes, |of| of.figures.unit),
        }
    }

    /// Returns what a hover says of all cells of a mineral.
    fn figures_words(&self, line: &Line<'_>) -> Vec<(String, String)> {
        let of = |supply: &crate::analysis::Supply| {
            let form = self.dataset.form(&supply.commodity, &supply.form);
            let form = form.filter(|_| supply.form.as_str() != supply.commodity.as_str());
            let form = form.map_or_else(String::new, |form| format!(", {}", form.in_sentence));
            let edition = supply.edition.as_ref().and_then(|id| self.dataset.edition(id));
            let edition = edition.map_or_else(String::new, |edition| format!(", {}", edition.short_name));
            let stage = supply.told.stated().map_or("Stage not stated,", |stage| stage.short_name());
            format!("{stage} {}{form}{edition}", supply.year)
        };
        match &line.known {
            Known::NoTable => Vec::new(),
            Known::NoShares(supply, reason) => {
                vec![("Figures".to_owned(), of(supply)), ("No shares".to_owned(), reason.clone())]
            }
            Known::Shares(shared) => {
                let estimates = estimates_words(shared.figures.estimates);
                let mut pairs = vec![("Figures".to_owned(), format!("{}{estimates}", of(shared.supply)))];
                if !shared.figures.basis.is_empty() {
                    pairs.push(("Basis".to_owned(), shared.figures.basis.clone()));
                }
                pairs
            }
        }
    }

    /// Ranks rows by concentration, those without shares last.
    fn rank(&self, rows: &mut [MatrixRow]) {
        let hhi = |place: usize| self.lines.get(place).and_then(Line::shares).map(|of| of.figures.before.hhi.lower);
        let mut places: Vec<usize> = (0..rows.len()).collect();
        // Rows are by name already, and the sort is stable.
        places.sort_by(|one, other| hhi(*other).unwrap_or(-1.0).total_cmp(&hhi(*one).unwrap_or(-1.0)));
        for (rank, place) in places.into_iter().enumerate() {
            if let Some(row) = rows.get_mut(place) {
                row.rank = rank;
            }
        }
    }
}

/// Returns a grid, whose rows are by name and columns by rank, in an order. What is no supplier, and rows without shares,
/// stay last.
fn ordered(grid: Grid, order: Order) -> Grid {
    let suppliers = grid.supplier_count();
    let (shared, mut rest): (Vec<MatrixRow>, Vec<MatrixRow>) =
        grid.rows.into_iter().partition(|row| row.words.is_none());
    let (rows, mut columns): (Vec<MatrixRow>, Vec<usize>) = match order {
        Order::Total => {
            let mut rows = shared;
            rows.sort_by_key(|row| row.rank);
            (rows, (0..suppliers).collect())
        }
        Order::Name => {
            let mut columns: Vec<usize> = (0..suppliers).collect();
            columns.sort_by_key(|place| grid.columns.get(*place).map(|column| column.name.to_lowercase()));
            (shared, columns)
        }
        Order::Clustered => in_clusters(&shared, suppliers),
    };
    columns.extend(suppliers..grid.columns.len());
    let arranged = |row: &MatrixRow| {
        let cells = columns.iter().filter_map(|place| row.cells.get(*place)).cloned().collect();
        MatrixRow { cells, ..row.clone() }
    };
    let mut rows: Vec<MatrixRow> = rows.iter().map(arranged).collect();
    rows.append(&mut rest);
    let heads: Vec<MatrixColumn> = columns.iter().filter_map(|place| grid.columns.get(*place)).cloned().collect();
    Grid { columns: heads, rows, ..grid }
}

/// Returns rows and the places of columns so that what is alike stands together, the more concentrated end first.
fn in_clusters(rows: &[MatrixRow], suppliers: usize) -> (Vec<MatrixRow>, Vec<usize>) {
    let profile = |row: &MatrixRow| -> Vec<f64> {
        row.cells.iter().take(suppliers).map(|cell| cell.value.unwrap_or(0.0).max(0.0)).collect()
    };
    let profiles: Vec<Vec<f64>> = rows.iter().map(profile).collect();
    let mut order = clustered(&profiles);
    let rank = |place: Option<&usize>| place.and_then(|place| rows.get(*place)).map(|row| row.rank);
    if rank(order.first()) > rank(order.last()) {
        order.reverse();
    }
    let in_order: Vec<&[f64]> = order.iter().filter_map(|place| profiles.get(*place)).map(Vec::as_slice).collect();
    let columns = by_mean_place(&in_order, suppliers);
    (order.iter().filter_map(|place| rows.get(*place)).cloned().collect(), columns)
}
