use crate::analysis::{Answer, Figures};
use crate::charts::shares::{BarRow, RowKey, ShareChart};
use crate::charts::table::{Cell, ChartTable};
use crate::model::Iso3;

use super::difference::{Difference, acting, of_hhi};
use super::facts::PairBloc;

/// Returns the numbers of both sides, and by how much they differ: a line a supplier, then a line a bloc.
pub(super) fn table(a: &ShareChart, b: &ShareChart, blocs: &[PairBloc<'_>], same_supply: bool) -> ChartTable {
    let sides = [a.answer(), b.answer()];
    let figures = sides.map(|side| side.figures.as_ref().ok());
    let unit = |figures: Option<&Figures>| figures.map_or("", |of| of.unit.id());
    let [in_a, in_b] = figures;
    let mut columns = ["Supplier", "Code", "Kind", "Share A", "Share B", "Share, B − A", "Share, least B − A"]
        .map(str::to_owned)
        .to_vec();
    columns.extend(["Share, most B − A", "Status of B − A"].map(str::to_owned));
    for (side, figures) in [("A", in_a), ("B", in_b)] {
        columns.push(format!("Bound of share {side}"));
        columns.push(format!("Value {side} ({})", unit(figures)));
        columns.push(format!("Status {side}"));
        columns.push(format!("Bloc {side}"));
    }
    let mut rows: Vec<Vec<Cell>> =
        suppliers(a, b).into_iter().map(|key| supplier_row(&key, figures, same_supply)).collect();
    rows.extend(blocs.iter().map(bloc_row));
    ChartTable { columns, rows, context: context(a, b, same_supply) }
}

/// A supplier of either side.
struct Supplier {
    key: RowKey,
    name: String,
}

/// Returns the suppliers of both sides: those of A, then those of B alone.
fn suppliers(a: &ShareChart, b: &ShareChart) -> Vec<Supplier> {
    let mut all: Vec<Supplier> = Vec::new();
    let is_supplier = |row: &&BarRow| !matches!(row.key, RowKey::Bloc(_));
    for row in a.rows.iter().chain(&b.rows).filter(is_supplier) {
        if !all.iter().any(|known| known.key == row.key) {
            all.push(Supplier { key: row.key.clone(), name: row.label.clone() });
        }
    }
    all
}

/// What a side says of a supplier: share, its bound, value, status and bloc.
fn half(key: &RowKey, figures: Option<&Figures>) -> [Cell; 5] {
    let empty = || [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    let Some(figures) = figures else { return empty() };
    let blocs = |counted: &crate::analysis::Counted| {
        let names = counted.blocs().iter().filter_map(|id| figures.bloc_name(id));
        Cell::text(names.collect::<Vec<_>>().join("; "))
    };
    match key {
        RowKey::Country(iso3) => {
            let is_it = |of: Iso3| of == *iso3;
            if let Some(of) = figures.suppliers.iter().find(|of| is_it(of.iso3)) {
                let share = Cell::Number(of.share.value);
                let bound = Cell::text(of.share.bound().id());
                let status = Cell::text(of.quantity.status().id());
                return [share, bound, Cell::Number(of.value), status, blocs(&of.counted)];
            }
            figures.unpublished.iter().find(|of| is_it(of.iso3)).map_or_else(empty, |of| {
                [Cell::Empty, Cell::Empty, Cell::Empty, Cell::text(of.status().id()), blocs(&of.counted)]
            })
        }
        RowKey::Other
            if figures.other.has_number() && (figures.other.quantity.is_some() || figures.other.value != 0.0) =>
        {
            let other = &figures.other;
            let status = other.quantity.as_ref().map_or("", |quantity| quantity.status().id());
            [
                Cell::Number(other.share),
                Cell::text(other.bound.id()),
                Cell::Number(other.value),
                Cell::text(status),
                Cell::Empty,
            ]
        }
        RowKey::Other | RowKey::Folded(_) | RowKey::Bloc(_) => empty(),
    }
}

fn supplier_row(supplier: &Supplier, figures: [Option<&Figures>; 2], same_supply: bool) -> Vec<Cell> {
    let key = &supplier.key;
    let [a, b] = figures;
    let difference = match (a, b) {
        (Some(a), Some(b)) => super::rows::difference(key, a, b, same_supply),
        _ => None,
    };
    let (code, kind) = match key {
        RowKey::Country(iso3) => (Cell::text(iso3.as_str()), "country"),
        RowKey::Other | RowKey::Folded(_) | RowKey::Bloc(_) => (Cell::Empty, "not attributed"),
    };
    line([Cell::text(&supplier.name), code, Cell::text(kind)], [half(key, a), half(key, b)], difference)
}

fn bloc_row(bloc: &PairBloc<'_>) -> Vec<Cell> {
    let halves = bloc.halves.map(|half| match half {
        Some(of) => [
            Cell::Number(of.share.value),
            Cell::text(of.share.bound().id()),
            Cell::Number(of.quantity.value),
            Cell::Empty,
            Cell::Empty,
        ],
        None => [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty],
    });
    line([Cell::text(bloc.name), Cell::text(bloc.id.as_str()), Cell::text("bloc")], halves, bloc.difference)
}

fn line(head: [Cell; 3], [a, b]: [[Cell; 5]; 2], difference: Option<Difference>) -> Vec<Cell> {
    let [share_a, rest_a @ ..] = a;
    let [share_b, rest_b @ ..] = b;
    // A bloc that is off on a side has nothing to compare.
    let is_compared = difference.is_some() || !matches!(head.last(), Some(Cell::Text(kind)) if kind == "bloc");
    let status = match difference {
        Some(of) if of.is_known() => of.bound().id(),
        Some(_) => "not known: what is not published could be all of it or nothing",
        None if is_compared => "not known: no number is published on both sides",
        None => "",
    };
    let status = [Cell::text(status)];
    head.into_iter()
        .chain([share_a, share_b])
        .chain(cells(difference))
        .chain(status)
        .chain(rest_a)
        .chain(rest_b)
        .collect()
}

/// Returns a difference and its ends.
fn cells(difference: Option<Difference>) -> [Cell; 3] {
    // Of the numbers in the table, which are not rounded.
    difference.filter(|of| of.is_known()).map_or([Cell::Empty, Cell::Empty, Cell::Empty], |of| {
        [Cell::Number(of.exact), Cell::Number(of.low), Cell::Number(of.high)]
    })
}

/// Returns what all lines have in common: what is asked on each side, and the numbers of the whole.
fn context(a: &ShareChart, b: &ShareChart, same_supply: bool) -> Vec<(String, Cell)> {
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let hhi = |answer: &Answer| {
        let figures = answer.figures.as_ref().ok();
        number(figures.and_then(acting).map(|of| of.hhi.lower))
    };
    let total = |answer: &Answer| number(answer.figures.as_ref().ok().map(|figures| figures.total));
    let lost = |answer: &Answer| {
        let scenario = answer.figures.as_ref().ok().and_then(|figures| figures.scenario.as_ref());
        number(scenario.map(|of| of.share.value))
    };
    let (one, other) = (a.answer(), b.answer());
    let [difference, least, most] = cells(of_hhi(one, other, same_supply));
    let mut cells = vec![
        ("HHI A".to_owned(), hhi(one)),
        ("HHI B".to_owned(), hhi(other)),
        ("HHI, B − A".to_owned(), difference),
        ("HHI, least B − A".to_owned(), least),
        ("HHI, most B − A".to_owned(), most),
        ("Total A".to_owned(), total(one)),
        ("Total B".to_owned(), total(other)),
        ("Share lost or covered A".to_owned(), lost(one)),
        ("Share lost or covered B".to_owned(), lost(other)),
    ];
    for (side, chart) in [("A", a), ("B", b)] {
        let question = &chart.answer().question;
        let blocs: Vec<&str> = question.blocs.iter().map(crate::model::BlocId::as_str).collect();
        cells.push((format!("Blocs {side}"), Cell::text(blocs.join("; "))));
        cells.push((format!("As of {side}"), Cell::text(question.as_of.to_string())));
        cells.push((format!("Members that count {side}"), Cell::text(question.confidence.id())));
        let common = chart.table.context.iter().map(|(name, cell)| (format!("{name} {side}"), cell.clone()));
        cells.extend(common);
    }
    cells
}
