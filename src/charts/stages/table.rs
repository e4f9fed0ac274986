use crate::analysis::{Counted, Figures, ShareInterval};
use crate::charts::stated;
use crate::charts::supposed::supposed_context;
use crate::charts::table::{Cell, ChartTable, LEFT_OUT};
use crate::model::{BlocId, Iso3, Quantity, Question};

use super::actors::{Actor, ActorKey, Picked};
use super::columns::step_name;
use super::parts::{Stage, folded};

/// Columns of the table.
const COLUMNS: [&str; 24] = [
    "Step",
    "Stage",
    "Form",
    "Year",
    "Edition",
    "Basis",
    "Drawn as",
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
    "Largest supplier",
    "Note",
];

/// Returns every supplier of every stage in the order in which they are drawn, those folded into one band after that band.
pub(super) fn table(stages: &[Stage<'_>], actors: &[Actor], drawn: &[Picked]) -> ChartTable {
    let rows = stages.iter().flat_map(|stage| rows_of(stage, actors, drawn));
    let mut table = ChartTable {
        columns: COLUMNS.into_iter().chain(stated::NAMES).map(str::to_owned).collect(),
        rows: rows.collect(),
        context: Vec::new(),
    };
    stated::drop_empty(&mut table);
    table
}

/// Returns what every row has in common.
pub(in crate::charts) fn table_context(
    name: &str,
    question: &Question,
    stages: &[Stage<'_>],
    source_line: &str,
) -> Vec<(String, Cell)> {
    let mut left_out: Vec<String> =
        stages.iter().filter_map(|stage| stage.answer).flat_map(|answer| answer.left_out.iter().cloned()).collect();
    left_out.dedup();
    let left_out = (!left_out.is_empty()).then(|| (LEFT_OUT.to_owned(), Cell::text(left_out.join(". "))));
    [("Mineral", Cell::text(name)), ("Source", Cell::text(source_line))]
        .into_iter()
        .map(|(name, cell)| (name.to_owned(), cell))
        .chain(left_out)
        .chain(supposed_context(question, None))
        .collect()
}

/// A row's own cells: drawn as, kind, name, code, value, unit, share, its ends and bound, status, bloc.
type Own = [Cell; 12];
pub(in crate::charts) type OwnRow<'a> = (Own, String, Option<&'a Quantity>);

fn rows_of(stage: &Stage<'_>, actors: &[Actor], drawn: &[Picked]) -> Vec<Vec<Cell>> {
    let step = Cell::text(step_name(stage.step));
    let without = |start: Vec<Cell>, words: String| {
        let mut row = start;
        row.resize(COLUMNS.len() - 1, Cell::Empty);
        row.push(Cell::text(words));
        row.extend(stated::cells(None));
        vec![row]
    };
    let Some(answer) = stage.answer else { return without(vec![step], "No table is published here".to_owned()) };
    let edition = answer.subject.edition.as_ref().map(|edition| edition.id.to_string()).unwrap_or_default();
    let mut start = vec![
        step,
        Cell::text(answer.subject.stage.id_words()),
        Cell::text(answer.question.form.as_str()),
        Cell::Number(f64::from(answer.question.year)),
        Cell::text(edition),
    ];
    let figures = match &answer.figures {
        Ok(figures) => figures,
        Err(refusal) => return without(start, refusal.to_string()),
    };
    start.push(Cell::text(&figures.basis));
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let after = figures.after.as_ref().map(|after| after.hhi);
    let hhi = [
        Cell::Number(figures.before.hhi.lower),
        number(figures.before.hhi.upper),
        number(after.map(|hhi| hhi.lower)),
        number(after.and_then(|hhi| hhi.upper)),
        figures.before.largest.first().map_or(Cell::Empty, |largest| Cell::text(largest.name.text())),
    ];
    let rows = own_rows(figures, actors, drawn).into_iter();
    rows.map(|(own, note, quantity)| {
        let cells = start.iter().cloned().chain(own).chain(hhi.iter().cloned()).chain([Cell::text(note)]);
        cells.chain(stated::cells(quantity)).collect()
    })
    .collect()
}

fn share_cells(share: ShareInterval) -> [Cell; 4] {
    [Cell::Number(share.value), Cell::Number(share.low), Cell::Number(share.high), Cell::text(share.bound().id())]
}

/// Returns the rows of a stage: what is drawn from the top down, then who has nothing and who has no number.
fn own_rows<'a>(figures: &'a Figures, actors: &[Actor], drawn: &[Picked]) -> Vec<OwnRow<'a>> {
    let mut rows: Vec<OwnRow<'a>> = Vec::new();
    let mut told = Vec::new();
    for actor in actors {
        match &actor.key {
            ActorKey::Country(iso3) => {
                if let Some(row) = country(figures, *iso3, &actor.label) {
                    told.push(*iso3);
                    rows.push(row);
                }
            }
            ActorKey::Bloc(id) => rows.extend(bloc(figures, id, &actor.label)),
            ActorKey::Others => {
                let folded = folded(figures, drawn).into_iter().map(|(supplier, _)| supplier.iso3);
                let new: Vec<_> = folded.filter(|iso3| !told.contains(iso3)).collect();
                rows.extend(new.iter().filter_map(|iso3| country(figures, *iso3, &actor.label)));
                told.extend(new);
            }
            ActorKey::Residual => rows.extend(residual(figures, &actor.label)),
        }
    }
    let is_drawn = |key: &ActorKey| actors.iter().any(|actor| actor.key == *key);
    if !is_drawn(&ActorKey::Residual) && figures.other.quantity.is_some() {
        rows.extend(residual(figures, ""));
    }
    // Members of a bloc that is drawn, who has nothing, and who has no number.
    let left = figures.suppliers.iter().map(|supplier| supplier.iso3);
    let left = left.chain(figures.unpublished.iter().map(|row| row.iso3)).filter(|iso3| !told.contains(iso3));
    rows.extend(left.filter_map(|iso3| {
        let counted = figures.suppliers.iter().find(|of| of.iso3 == iso3 && of.value > 0.0).map(|of| &of.counted);
        let bloc = counted.and_then(Counted::bloc).and_then(|id| figures.bloc_name(id)).unwrap_or_default();
        country(figures, iso3, bloc)
    }));
    let undrawn = figures.blocs.iter().filter(|bloc| !is_drawn(&ActorKey::Bloc(bloc.id.clone())));
    rows.extend(undrawn.filter_map(|of| bloc(figures, &of.id, "")));
    rows
}

fn bloc_names(figures: &Figures, counted: &Counted) -> Cell {
    let names = counted.blocs().iter().filter_map(|id| figures.bloc_name(id));
    Cell::text(names.collect::<Vec<_>>().join("; "))
}

/// Returns the cells of a country, its note, and what is published of it; nothing where it is not named.
pub(in crate::charts) fn country<'a>(figures: &'a Figures, iso3: Iso3, drawn_as: &str) -> Option<OwnRow<'a>> {
    let (code, unit) = (Cell::text(iso3.as_str()), Cell::text(figures.unit.id()));
    if let Some(of) = figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3) {
        let [share, low, high, bound] = share_cells(of.share);
        let status = Cell::text(of.quantity.status().id());
        let (drawn, kind, name) = (Cell::text(drawn_as), Cell::text("country"), Cell::text(&of.name));
        let (value, bloc) = (Cell::Number(of.value), bloc_names(figures, &of.counted));
        let own = [drawn, kind, name, code, value, unit, share, low, high, bound, status, bloc];
        return Some((own, of.note.clone(), Some(&of.quantity)));
    }
    let of = figures.unpublished.iter().find(|row| row.iso3 == iso3)?;
    let [drawn, value, share, low, high, bound] = [const { Cell::Empty }; 6];
    let (kind, name, status) = (Cell::text("country"), Cell::text(&of.name), Cell::text(of.status().id()));
    let bloc = bloc_names(figures, &of.counted);
    let own = [drawn, kind, name, code, value, unit, share, low, high, bound, status, bloc];
    Some((own, of.note.clone(), Some(&of.quantity)))
}

fn bloc<'a>(figures: &'a Figures, id: &BlocId, drawn_as: &str) -> Option<OwnRow<'a>> {
    let of = figures.bloc(id)?;
    let [share, low, high, bound] = share_cells(of.share);
    let (drawn, kind, name) = (Cell::text(drawn_as), Cell::text("bloc"), Cell::text(&of.name));
    let (code, value, unit) =
        (Cell::text(of.id.as_str()), Cell::Number(of.quantity.value), Cell::text(figures.unit.id()));
    let own = [drawn, kind, name, code, value, unit, share, low, high, bound, Cell::Empty, Cell::Empty];
    Some((own, String::new(), None))
}

/// Returns the cells of what is not attributed to a country, where there is any.
pub(in crate::charts) fn residual<'a>(figures: &'a Figures, drawn_as: &str) -> Option<OwnRow<'a>> {
    let other = &figures.other;
    if other.value == 0.0 && other.quantity.is_none() {
        return None;
    }
    let number = |value: f64| if other.has_number() { Cell::Number(value) } else { Cell::Empty };
    let bound = if other.has_number() { Cell::text(other.bound.id()) } else { Cell::Empty };
    let status = other.quantity.as_ref().map(|quantity| quantity.status().id()).unwrap_or_default();
    let (drawn, kind, name) = (Cell::text(drawn_as), Cell::text("other"), Cell::text(other.name()));
    let (value, unit, share) = (number(other.value), Cell::text(figures.unit.id()), number(other.share));
    let [code, low, high, bloc] = [const { Cell::Empty }; 4];
    let own = [drawn, kind, name, code, value, unit, share, low, high, bound, Cell::text(status), bloc];
    Some((own, String::new(), other.quantity.as_ref()))
}
