use crate::analysis::{KeptStage, answer};
use crate::charts::palette::Series;
use crate::charts::shares::form::Form;
use crate::charts::shares::model::{ShareChart, chart as bars};
use crate::charts::shares::picture::Picture;
use crate::charts::{Asked, Kept};
use crate::model::Question;

use super::blocs::Blocs;
use super::minerals::Minerals;
use super::suppliers::Acting;
use super::{table, words};

/// Returns the chart that answers what is asked as small charts.
pub fn chart(asked: Asked<'_>, kept: &mut Kept) -> ShareChart {
    if Form::is_of_all_minerals(&asked.options.choices) {
        return of_minerals(asked, kept);
    }
    of_blocs(asked)
}

/// Returns a small chart for each mineral. Limits on single countries are left out: each bears on one mineral alone.
fn of_minerals(asked: Asked<'_>, kept: &mut Kept) -> ShareChart {
    let Asked { dataset, question, .. } = asked;
    let published = Question { caps: Vec::new(), ..question.clone() };
    let kept = KeptStage::of(&mut kept.stage, dataset, &published);
    let minerals = Minerals::of(dataset, &published, kept);
    let acting = Acting::of(dataset, &published);
    let multiples = minerals.multiples(dataset, &published, &acting);
    let mut chart = bars(dataset, &answer(dataset, &published), None).without_rows();
    chart.empty = words::empty(&minerals, question);
    chart.title = words::title_of_minerals(&minerals, question);
    chart.subtitle = words::subtitle_of_minerals(&minerals, question, &acting, multiples.scale_end());
    chart.source_line = words::source_line_of_minerals(dataset, &minerals, question, &acting);
    chart.legend = if chart.empty.is_none() { words::legend(&acting, &multiples) } else { Vec::new() };
    chart.notes = words::notes_of_minerals(&minerals, question, &acting);
    chart.table = table::of_minerals(&minerals, question, &acting, &chart.source_line);
    chart.description = words::description(&chart, &multiples);
    chart.picture = Picture::Multiples(multiples);
    chart
}

/// Returns a small chart for each bloc; rows of words where the mineral can't be put into shares.
fn of_blocs(asked: Asked<'_>) -> ShareChart {
    let blocs = Blocs::of(asked.dataset, &asked.of_its_mineral());
    let Ok(figures) = &blocs.answer().figures else { return blocs.chart };
    let multiples = blocs.multiples();
    let question = &blocs.answer().question;
    let mut chart = blocs.chart.clone().without_rows();
    chart.title = words::title_of_blocs(&blocs, figures);
    chart.subtitle = words::subtitle_of_blocs(&blocs, figures, multiples.scale_end());
    chart.notes.extend(words::notes_of_blocs(&blocs));
    // Those in no bloc are not drawn.
    chart.legend.retain(|(series, _)| *series != Series::NonMember);
    if multiples.panels.is_empty() {
        chart.empty = Some(words::no_bloc(&blocs, question));
    }
    if !blocs.are_on {
        chart.source_line = words::source_line_by_itself(&blocs.chart, question);
    }
    chart.table = table::of_blocs(&blocs, figures, &chart.table.context, &chart.source_line);
    chart.description = words::description(&chart, &multiples);
    chart.picture = Picture::Multiples(multiples);
    chart
}
