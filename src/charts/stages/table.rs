use crate::analysis::{Answer, Counted, Figures};
use crate::charts::figure_rows::{self, FigureRow};
use crate::charts::stated;
use crate::charts::supposed::supposed_context;
use crate::charts::table::{Cell, ChartTable, LEFT_OUT};
use crate::model::Question;

use super::actors::{Actor, ActorKey, Picked};
use super::columns::step_name;
use super::parts::{Stage, folded};

/// Columns before the figures, and after them.
const OF_STAGE: [&str; 7] = ["Step", "Stage", "Form", "Year", "Edition", "Basis", "Drawn as"];
const OF_ALL: [&str; 6] =
    ["HHI lower", "HHI upper", "HHI lower with blocs", "HHI upper with blocs", "Largest supplier", "Note"];
const COLUMNS: usize = OF_STAGE.len() + figure_rows::COLUMNS.len() + OF_ALL.len();

/// Returns every supplier of every stage in the order in which they are drawn, those folded into one band after that band.
pub(super) fn table(stages: &[Stage<'_>], actors: &[Actor], drawn: &[Picked]) -> ChartTable {
    let columns = OF_STAGE.into_iter().chain(figure_rows::COLUMNS).chain(OF_ALL).chain(stated::NAMES);
    stated::table(columns, stages.iter().flat_map(|stage| rows_of(stage, actors, drawn)).collect())
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

/// A row of figures, and what draws it.
struct OwnRow<'a> {
    drawn_as: String,
    row: FigureRow<'a>,
}

/// Returns what all rows of an answer begin with: its stage, form, year and edition.
pub(in crate::charts) fn start_of(answer: &Answer) -> [Cell; 4] {
    [
        Cell::text(answer.subject.stage.id_words()),
        Cell::text(answer.question.form.as_str()),
        Cell::Number(f64::from(answer.question.year)),
        Cell::text(answer.edition_id()),
    ]
}

fn rows_of(stage: &Stage<'_>, actors: &[Actor], drawn: &[Picked]) -> Vec<Vec<Cell>> {
    let step = Cell::text(step_name(stage.step));
    let Some(answer) = stage.answer else {
        return vec![stated::row_of_words([step], COLUMNS, "No table is published here")];
    };
    let start: Vec<Cell> = std::iter::once(step).chain(start_of(answer)).collect();
    let figures = match &answer.figures {
        Ok(figures) => figures,
        Err(refusal) => return vec![stated::row_of_words(start, COLUMNS, &refusal.to_string())],
    };
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
    rows.map(|OwnRow { drawn_as, row }| {
        let before = start.iter().cloned().chain([Cell::text(&figures.basis), Cell::text(drawn_as)]);
        let after = hhi.iter().cloned().chain([Cell::text(row.note)]).chain(stated::cells(row.quantity));
        before.chain(row.cells).chain(after).collect()
    })
    .collect()
}

/// Returns the rows of a stage: what is drawn from the top down, then who has nothing and who has no number.
fn own_rows<'a>(figures: &'a Figures, actors: &[Actor], drawn: &[Picked]) -> Vec<OwnRow<'a>> {
    let as_drawn = |row: FigureRow<'a>, drawn_as: &str| OwnRow { drawn_as: drawn_as.to_owned(), row };
    let country = |iso3, drawn_as: &str| Some(as_drawn(figure_rows::country(figures, iso3)?, drawn_as));
    let bloc = |id, drawn_as: &str| Some(as_drawn(figure_rows::bloc(figures, figures.bloc(id)?), drawn_as));
    let mut rows: Vec<OwnRow<'a>> = Vec::new();
    let mut told = Vec::new();
    for actor in actors {
        match &actor.key {
            ActorKey::Country(iso3) => {
                if let Some(row) = country(*iso3, &actor.label) {
                    told.push(*iso3);
                    rows.push(row);
                }
            }
            ActorKey::Bloc(id) => rows.extend(bloc(id, &actor.label)),
            ActorKey::Others(bloc) => {
                let folded = folded(figures, drawn, bloc.as_ref()).into_iter().map(|(supplier, _)| supplier.iso3);
                let new: Vec<_> = folded.filter(|iso3| !told.contains(iso3)).collect();
                rows.extend(new.iter().filter_map(|iso3| country(*iso3, &actor.full_name())));
                told.extend(new);
            }
            ActorKey::Residual => {
                rows.extend(figure_rows::residual(figures).map(|row| as_drawn(row, &actor.label)));
            }
        }
    }
    let is_drawn = |key: &ActorKey| actors.iter().any(|actor| actor.key == *key);
    if !is_drawn(&ActorKey::Residual) && figures.other.quantity.is_some() {
        rows.extend(figure_rows::residual(figures).map(|row| as_drawn(row, "")));
    }
    // Members of a bloc that is drawn, who has nothing, and who has no number.
    let left = figures.suppliers.iter().map(|supplier| supplier.iso3);
    let left = left.chain(figures.unpublished.iter().map(|row| row.iso3)).filter(|iso3| !told.contains(iso3));
    rows.extend(left.filter_map(|iso3| {
        let counted = figures.suppliers.iter().find(|of| of.iso3 == iso3 && of.value > 0.0).map(|of| &of.counted);
        let in_bloc = counted.and_then(Counted::bloc).and_then(|id| figures.bloc_name(id)).unwrap_or_default();
        country(iso3, in_bloc)
    }));
    let undrawn = figures.blocs.iter().filter(|bloc| !is_drawn(&ActorKey::Bloc(bloc.id.clone())));
    rows.extend(undrawn.filter_map(|of| bloc(&of.id, "")));
    rows
}
