use crate::analysis::{Answer, Figures, Listing, ScenarioKind};
use crate::charts::facts::{CountryColumns, reliance_words};
use crate::charts::figure_rows::bloc_names;
use crate::charts::stated;
use crate::charts::supposed::supposed_context;
use crate::charts::table::{Cell, ChartTable, LEFT_OUT};
use crate::data::Dataset;
use crate::model::Iso3;

use super::second::Second;

/// Returns the numbers of suppliers, with what is known of each beside them.
pub(super) fn table(figures: &Figures, second: Option<Second<'_>>, beside: &CountryColumns<'_>) -> ChartTable {
    let unit = figures.unit.id();
    let mut columns = vec!["Country".to_owned(), "Code".to_owned(), format!("Value ({unit})"), "Share".to_owned()];
    columns.extend(["Bound of share", "Status", "Bloc"].map(str::to_owned));
    columns.extend(supposed_columns(figures));
    columns.extend(second.iter().flat_map(Second::columns));
    columns.push("Note".to_owned());
    columns.extend(stated::NAMES.map(str::to_owned));
    columns.extend(beside.names());
    let second_cells = |iso3: Iso3| second.map_or_else(Vec::new, |second| second.cells(iso3));
    let mut rows: Vec<Vec<Cell>> = figures
        .suppliers
        .iter()
        .map(|supplier| {
            let mut row = vec![
                Cell::text(&supplier.name),
                Cell::text(supplier.iso3.as_str()),
                Cell::Number(supplier.value),
                Cell::Number(supplier.share.value),
                Cell::text(supplier.share.bound().id()),
                Cell::text(supplier.quantity.status().id()),
                bloc_names(figures, &supplier.counted),
            ];
            row.extend(supposed_cells(figures, Some(supplier.iso3)));
            row.extend(second_cells(supplier.iso3));
            row.push(Cell::text(&supplier.note));
            row.extend(stated::cells(Some(&supplier.quantity)));
            row.extend(beside.cells(Some(supplier.iso3)));
            row
        })
        .collect();
    for supplier in second.iter().flat_map(Second::only_here) {
        let mut row = vec![Cell::text(&supplier.name), Cell::text(supplier.iso3.as_str())];
        row.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, bloc_names(figures, &supplier.counted)]);
        row.extend(supposed_cells(figures, None));
        row.extend(second_cells(supplier.iso3));
        // The note is the publisher's who is beside.
        row.push(Cell::text(&supplier.note));
        row.extend(stated::cells(None));
        row.extend(beside.cells(Some(supplier.iso3)));
        rows.push(row);
    }
    if let Some(other) = other_cells(figures, second) {
        let beside_other = second.map_or_else(Vec::new, |second| second.cells_of_other());
        let quantity = stated::cells(figures.other.quantity.as_ref());
        let known = std::iter::once(Cell::Empty).chain(quantity).chain(beside.cells(None));
        let supposed = supposed_cells(figures, None);
        rows.push(other.into_iter().chain(supposed).chain(beside_other).chain(known).collect());
    }
    rows.extend(figures.unpublished.iter().map(|unpublished| {
        let mut row = vec![
            Cell::text(&unpublished.name),
            Cell::text(unpublished.iso3.as_str()),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::text(unpublished.status().id()),
            bloc_names(figures, &unpublished.counted),
        ];
        row.extend(supposed_cells(figures, None));
        row.extend(second_cells(unpublished.iso3));
        row.push(Cell::text(&unpublished.note));
        row.extend(stated::cells(Some(&unpublished.quantity)));
        row.extend(beside.cells(Some(unpublished.iso3)));
        row
    }));
    stated::table(columns, rows)
}

/// Returns the columns of what is supposed, where something is: what is left of each supplier, and what it would have to
/// do to fill what is lost.
fn supposed_columns(figures: &Figures) -> Vec<String> {
    let unit = figures.unit.id();
    match figures.scenario.as_ref().map(|scenario| scenario.kind) {
        None => Vec::new(),
        Some(ScenarioKind::Covered) => vec![format!("Covered ({unit})"), "Share of what is covered".to_owned()],
        Some(ScenarioKind::Lost) => vec![
            format!("Left ({unit})"),
            "Share of what is left".to_owned(),
            format!("More to fill the gap ({unit})"),
            "Times as much alone to fill the gap".to_owned(),
        ],
    }
}

/// Returns the cells of those columns for a supplier; empty ones for what has no number.
fn supposed_cells(figures: &Figures, iso3: Option<Iso3>) -> Vec<Cell> {
    let Some(scenario) = &figures.scenario else { return Vec::new() };
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let left = iso3.map(|iso3| scenario.left_of(iso3).map_or((0.0, 0.0), |of| (of.quantity.value, of.share.value)));
    let filler = iso3.and_then(|iso3| scenario.filler(iso3));
    let mut cells = vec![number(left.map(|(left, _)| left)), number(left.map(|(_, share)| share))];
    if scenario.kind == ScenarioKind::Lost {
        cells.push(number(filler.map(|of| of.more.value)));
        cells.push(number(filler.map(|of| of.factor.value)));
    }
    cells
}

/// Returns what every row of the table has in common: the question, and where the figures are from.
pub(super) fn table_context(dataset: &Dataset, answer: &Answer, source_line: &str) -> Vec<(String, Cell)> {
    let question = &answer.question;
    let form = answer.subject.form.clone().unwrap_or_else(|| answer.subject.name.clone());
    let basis = answer.figures.as_ref().map(|figures| figures.basis.clone()).unwrap_or_default();
    let reliance = reliance_words(dataset, &question.commodity, Some(&question.form)).unwrap_or_default();
    let governance = dataset.governance_source().map(|source| source.attribution.clone()).unwrap_or_default();
    let supposed = supposed_context(question, answer.figures.as_ref().ok());
    let cells = [
        ("Mineral", Cell::text(&answer.subject.name)),
        ("Form", Cell::text(form)),
        ("Stage", Cell::text(answer.subject.stage.id_words())),
        ("Year", Cell::Number(f64::from(question.year))),
        ("Basis", Cell::text(basis)),
        ("Edition", Cell::text(answer.edition_id())),
        ("Mode", Cell::text(question.mode.id())),
        ("Source", Cell::text(source_line)),
        ("US net import reliance", Cell::text(reliance)),
        ("WGI source", Cell::text(governance)),
    ];
    let left_out = (!answer.left_out.is_empty()).then(|| (LEFT_OUT, Cell::text(answer.left_out.join(". "))));
    let cells = cells.into_iter().chain(left_out);
    let mut context: Vec<(String, Cell)> = cells.map(|(name, cell)| (name.to_owned(), cell)).collect();
    context.extend(answer.figures.iter().flat_map(by_confidence));
    context.extend(supposed);
    context
}

/// Returns the share of each bloc and the HHI at every confidence level, where that makes a difference.
fn by_confidence(figures: &Figures) -> Vec<(String, Cell)> {
    let levels = figures.certainty.iter().flat_map(|certainty| &certainty.levels);
    let mut cells = Vec::new();
    for at in levels {
        let level = at.level.in_sentence();
        cells.extend(
            at.blocs.iter().map(|bloc| (format!("{} with {level}", bloc.name), Cell::Number(bloc.share.value))),
        );
        if let Some(after) = &at.after {
            cells.push((format!("HHI with {level}"), Cell::Number(after.hhi.lower)));
        }
    }
    cells
}

/// Returns figures that cannot be put into shares, as published.
pub(super) fn listed_table(listing: &Listing) -> ChartTable {
    let value = format!("Value ({})", listing.unit.id());
    let columns = ["Country", "Code", &value, "Status", "Note"].into_iter().chain(stated::NAMES);
    let rows = listing.rows.iter().map(|row| {
        let own = [
            Cell::text(&row.name),
            Cell::text(row.iso3.as_str()),
            row.quantity.value().map_or(Cell::Empty, Cell::Number),
            Cell::text(row.quantity.status().id()),
            Cell::text(&row.note),
        ];
        own.into_iter().chain(stated::cells(Some(&row.quantity))).collect()
    });
    stated::table(columns, rows.collect())
}

fn other_cells(figures: &Figures, second: Option<Second<'_>>) -> Option<Vec<Cell>> {
    let other = &figures.other;
    let is_beside = second.is_some_and(|second| !second.is_reserves() && second.figures.other.share > 0.0);
    if other.quantity.is_none() && other.value == 0.0 && !is_beside {
        return None;
    }
    let status = other.quantity.as_ref().map_or("", |quantity| quantity.status().id());
    let number = |value: f64| if other.has_number() { Cell::Number(value) } else { Cell::Empty };
    Some(vec![
        Cell::text(other.name()),
        Cell::Empty,
        number(other.value),
        number(other.share),
        if other.has_number() { Cell::text(other.bound.id()) } else { Cell::Empty },
        Cell::text(status),
        Cell::Empty,
    ])
}
