use crate::analysis::{Answer, SupplierName};
use crate::charts::table::{Cell, ChartTable};

use super::contributions::{ContributionBar, ContributionKey, Contributions};
use super::lorenz::LorenzPicture;
use super::model::{ConcentrationChart, Picture};
use super::stages::{HhiMark, StagesPicture};

/// Returns the numbers drawn, in the order drawn.
pub(super) fn table(chart: &ConcentrationChart, answer: &Answer) -> ChartTable {
    match &chart.picture {
        Picture::Stages(stages) => of_stages(stages),
        Picture::Lorenz(lorenz) => of_lorenz(lorenz),
        Picture::Contributions(contributions) => of_contributions(contributions, answer),
        Picture::Nothing => ChartTable::default(),
    }
}

/// Returns what every row has in common: what Shares says of the same stage and year, and the measures in words.
pub(super) fn context(chart: &ConcentrationChart, shared: &[(String, Cell)]) -> Vec<(String, Cell)> {
    let is_of_one = |name: &str| !matches!(chart.picture, Picture::Stages(_)) || !OF_ROWS.contains(&name);
    let shared = shared.iter().filter(|(name, _)| is_of_one(name)).map(|(name, cell)| {
        let is_source = name == "Source";
        let source = || Cell::text(format!("{}{GOVERNANCE}", chart.source_line));
        (name.clone(), if is_source { source() } else { cell.clone() })
    });
    let numbers = chart.readings.iter().flat_map(|reading| {
        let (before, after) = reading.values;
        let cell = |name: String, value: f64| (name, Cell::Number(value));
        let of = &chart.heading;
        let before = before.map(|value| cell(format!("{} ({})", reading.name, of_words(of)), value));
        let after = after.map(|value| cell(format!("{} once blocs act ({})", reading.name, of_words(of)), value));
        before.into_iter().chain(after)
    });
    shared.chain(numbers).collect()
}

/// Where the measure of governance is from, which a picture may have no room for: it says so where it has.
const GOVERNANCE: &str = ". Governance: World Bank, Worldwide Governance Indicators";

/// Columns that rows of several stages and years have themselves.
const OF_ROWS: [&str; 5] = ["Form", "Stage", "Year", "Edition", "Basis"];

/// Returns which stage and year measures are of.
fn of_words(heading: &str) -> &str {
    heading.split_once(": ").map_or(heading, |(_, of)| of)
}

fn number(value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, Cell::Number)
}

fn columns(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn of_stages(stages: &StagesPicture) -> ChartTable {
    let after = stages.after_name.unwrap_or("Each bloc as one supplier");
    let mut columns = columns(&["Stage", "Year", "Edition", "HHI lower", "HHI upper", "HHI status"]);
    columns.extend(["HHI lower", "HHI upper", "HHI status"].map(|name| format!("{name}, {}", after.to_lowercase())));
    columns.push("Note".to_owned());
    let cells = |mark: Option<HhiMark>| {
        let status = mark.map_or("", |mark| match (mark.published_only, mark.upper) {
            (true, _) => "of published producers",
            (false, Some(_)) => "interval",
            (false, None) => "no interval",
        });
        [number(mark.map(|mark| mark.lower)), number(mark.and_then(|mark| mark.upper)), Cell::text(status)]
    };
    let rows = stages.stages.iter().flat_map(|line| {
        line.years.iter().map(move |year| {
            let start = [Cell::text(&line.name), Cell::Number(f64::from(year.year)), Cell::text(&year.edition)];
            let note = [Cell::text(year.words.clone().unwrap_or_default())];
            start.into_iter().chain(cells(year.before)).chain(cells(year.after)).chain(note).collect()
        })
    });
    ChartTable { columns, rows: rows.collect(), context: Vec::new() }
}

fn kind_and_code(name: &SupplierName) -> [Cell; 2] {
    match name {
        SupplierName::Country { iso3, .. } => [Cell::text("country"), Cell::text(iso3.as_str())],
        SupplierName::Bloc { id, .. } => [Cell::text("bloc"), Cell::text(id.as_str())],
    }
}

fn of_lorenz(lorenz: &LorenzPicture) -> ChartTable {
    let rows = lorenz.curves.iter().flat_map(|curve| {
        curve.steps.iter().map(move |step| {
            let [kind, code] = kind_and_code(&step.of);
            let numbers = [step.share(), step.to.0, step.to.1].map(Cell::Number);
            let start = [Cell::text(&curve.name), kind, Cell::text(step.of.text()), code];
            start.into_iter().chain(numbers).collect()
        })
    });
    ChartTable {
        columns: columns(&[
            "Curve",
            "Kind",
            "Name",
            "Code",
            "Share of named supply",
            "Share of suppliers, smallest first",
            "Share of supply",
        ]),
        rows: rows.collect(),
        context: Vec::new(),
    }
}

fn of_contributions(contributions: &Contributions, answer: &Answer) -> ChartTable {
    let status = |key: &ContributionKey| {
        let ContributionKey::Country(iso3) = key else { return Cell::Empty };
        let figures = answer.figures.as_ref().ok();
        let of = figures.and_then(|figures| figures.suppliers.iter().find(|supplier| supplier.iso3 == *iso3));
        of.map_or(Cell::Empty, |of| Cell::text(of.quantity.status().id()))
    };
    let rows = contributions.rows.iter().map(|row| {
        let (kind, code) = match &row.key {
            ContributionKey::Country(iso3) => ("country", Cell::text(iso3.as_str())),
            ContributionKey::Bloc(id) => ("bloc", Cell::text(id.as_str())),
            ContributionKey::Other | ContributionKey::Folded => ("other", Cell::Empty),
        };
        let most = |bar: &ContributionBar| number(bar.most.or(bar.value));
        vec![
            Cell::text(kind),
            Cell::text(&row.name),
            code,
            number(row.share.value),
            number(row.points.value),
            most(&row.points),
            status(&row.key),
        ]
    });
    ChartTable {
        columns: columns(&["Kind", "Name", "Code", "Share", "Points of the HHI", "Most points", "Status"]),
        rows: rows.collect(),
        context: Vec::new(),
    }
}
