use crate::analysis::{Figures, SupplierShare};
use crate::charts::stated;
use crate::charts::table::{Cell, ChartTable};
use crate::charts::wording::shown_bound;
use crate::model::{Quantity, Question};

use super::blocs::Blocs;
use super::minerals::{Mineral, Minerals};
use super::suppliers::Acting;

/// What stands before the numbers of a mineral, and after them.
const OF_MINERAL: [&str; 6] = ["Mineral", "Id", "Form", "Stage", "Figure year", "Edition"];
const OF_SUPPLIER: [&str; 9] =
    ["Supplier", "Code", "Drawn as", "Share", "Bound of share", "Value", "Unit", "Status", "Bloc"];

/// Returns every supplier of every mineral in the order drawn, and as what: by itself, or in the rest; a line for each
/// mineral without shares says why.
pub(super) fn of_minerals(
    minerals: &Minerals<'_>,
    question: &Question,
    acting: &Acting,
    source_line: &str,
) -> ChartTable {
    let columns = OF_MINERAL.iter().chain(&OF_SUPPLIER).chain(&["Remark"]).chain(&stated::NAMES);
    let mut rows = Vec::new();
    for mineral in &minerals.shared {
        rows.extend(rows_of(mineral, acting));
    }
    for of in &minerals.refused {
        let mut row = vec![Cell::text(&of.commodity.name), Cell::text(of.commodity.id.as_str())];
        row.extend(of.supply.map_or_else(|| vec![Cell::Empty; 4], supply_cells));
        rows.push(stated::row_of_words(row, OF_MINERAL.len() + OF_SUPPLIER.len() + 1, &of.reason));
    }
    let mut context = vec![
        ("Year", Cell::Number(f64::from(question.year))),
        ("Mode", Cell::text(question.mode.id())),
        ("Blocs", Cell::text(acting.names().join("; "))),
        ("Source", Cell::text(source_line)),
    ];
    if question.mode.is_hypothetical() && !acting.slots.is_empty() {
        context.push(("HYPOTHETICAL", Cell::text(question.mode.gloss())));
    }
    let context = context.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect();
    ChartTable { context, ..stated::table(columns.copied(), rows) }
}

fn supply_cells(supply: &crate::analysis::Supply) -> Vec<Cell> {
    vec![
        Cell::text(supply.form.as_str()),
        Cell::text(supply.told.id_words()),
        Cell::Number(f64::from(supply.year)),
        supply.edition.as_ref().map_or(Cell::Empty, |edition| Cell::text(edition.as_str())),
    ]
}

fn rows_of(mineral: &Mineral<'_>, acting: &Acting) -> Vec<Vec<Cell>> {
    let Mineral { commodity, supply, figures } = *mineral;
    let mut head = vec![Cell::text(&commodity.name), Cell::text(commodity.id.as_str())];
    head.extend(supply_cells(supply));
    let id = format!("mineral-{}", commodity.id);
    let drawn = acting.rows(&id, figures);
    let drawn_as = |supplier: &SupplierShare| {
        let own = format!("{id}-{}", supplier.iso3.as_str().to_lowercase());
        let is_own = drawn.iter().any(|row| row.id == own);
        let not_drawn = supplier.share.value <= 0.0;
        Cell::text(if is_own {
            supplier.name.as_str()
        } else if not_drawn {
            ""
        } else {
            "Rest"
        })
    };
    let bloc = |iso3| {
        let counted = acting.counted(iso3);
        let names: Vec<&str> = counted.blocs().iter().filter_map(|id| acting.name(id)).collect();
        Cell::text(names.join("; "))
    };
    let unit = || Cell::text(figures.unit.id());
    let line = |cells: [Cell; OF_SUPPLIER.len()], note: &str, quantity: Option<&Quantity>| {
        let tail = std::iter::once(Cell::text(note)).chain(stated::cells(quantity));
        head.iter().cloned().chain(cells).chain(tail).collect::<Vec<Cell>>()
    };
    let of_supplier = |supplier: &SupplierShare| {
        let cells = [
            Cell::text(&supplier.name),
            Cell::text(supplier.iso3.as_str()),
            drawn_as(supplier),
            Cell::Number(supplier.share.value),
            Cell::text(shown_bound(supplier.share).id()),
            Cell::Number(supplier.value),
            unit(),
            Cell::text(supplier.quantity.status().id()),
            bloc(supplier.iso3),
        ];
        line(cells, &supplier.note, Some(&supplier.quantity))
    };
    let mut rows: Vec<Vec<Cell>> = figures.suppliers.iter().map(of_supplier).collect();
    rows.extend(other_cells(figures).map(|cells| line(cells, "", figures.other.quantity.as_ref())));
    rows.extend(figures.unpublished.iter().map(|of| {
        let mut cells = [const { Cell::Empty }; OF_SUPPLIER.len()];
        let [name, code, _, _, _, _, _, status, of_bloc] = &mut cells;
        (*name, *code) = (Cell::text(&of.name), Cell::text(of.iso3.as_str()));
        (*status, *of_bloc) = (Cell::text(of.status().id()), bloc(of.iso3));
        line(cells, &of.note, Some(&of.quantity))
    }));
    rows
}

/// Returns the cells of what belongs to no named country.
fn other_cells(figures: &Figures) -> Option<[Cell; OF_SUPPLIER.len()]> {
    let other = &figures.other;
    if other.quantity.is_none() && other.value == 0.0 {
        return None;
    }
    let has_number = other.has_number();
    let number = |value: f64| if has_number { Cell::Number(value) } else { Cell::Empty };
    let word = |word: &str| if has_number { Cell::text(word) } else { Cell::Empty };
    Some([
        Cell::text(other.name()),
        Cell::Empty,
        word("Rest"),
        number(other.share),
        word(other.bound.id()),
        number(other.value),
        word(figures.unit.id()),
        other.quantity.as_ref().map_or(Cell::Empty, |quantity| Cell::text(quantity.status().id())),
        Cell::Empty,
    ])
}

/// Returns every member drawn, bloc by bloc, with the share that counts in the bloc; a line for each bloc first, with its
/// sum.
pub(super) fn of_blocs(blocs: &Blocs, figures: &Figures, context: &[(String, Cell)], source_line: &str) -> ChartTable {
    let unit = figures.unit.id();
    let columns = ["Bloc", "Id", "Member", "Code", "Share", "Bound of share"].map(str::to_owned);
    let mut columns = columns.to_vec();
    columns.extend([format!("Value ({unit})"), "Status".to_owned(), "Remark".to_owned()]);
    let mut rows = Vec::new();
    for (bloc, members) in blocs.members() {
        let words = (bloc.producers.is_empty() && members.is_empty()).then(|| blocs.words_of(bloc)).flatten();
        let number = |value: f64| if words.is_some() { Cell::Empty } else { Cell::Number(value) };
        rows.push(vec![
            Cell::text(&bloc.name),
            Cell::text(bloc.id.as_str()),
            Cell::text("All members"),
            Cell::Empty,
            number(bloc.share.value),
            if words.is_some() { Cell::Empty } else { Cell::text(shown_bound(bloc.share).id()) },
            number(bloc.quantity.value),
            Cell::Empty,
            words.map_or(Cell::Empty, Cell::text),
        ]);
        rows.extend(members.into_iter().map(|(row, iso3, value, status)| {
            vec![
                Cell::text(&bloc.name),
                Cell::text(bloc.id.as_str()),
                Cell::text(&row.label),
                Cell::text(iso3.as_str()),
                row.bound.map_or(Cell::Empty, |_| Cell::Number(row.share())),
                row.bound.map_or(Cell::Empty, |bound| Cell::text(bound.id())),
                value.map_or(Cell::Empty, Cell::Number),
                Cell::text(status.id()),
                Cell::text(&row.aside),
            ]
        }));
    }
    let context = context.iter().cloned().map(|(name, cell)| match name.as_str() {
        "Source" => (name, Cell::text(source_line)),
        _ => (name, cell),
    });
    ChartTable { columns, rows, context: context.collect() }
}
