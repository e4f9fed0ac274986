use crate::analysis::answer;
use crate::charts::shares::{Picture, ShareChart};
use crate::data::Dataset;
use crate::model::Question;

use super::{Treemap, words};

/// Returns the chart that answers a question as a treemap; as rows of words where nothing can be put into shares.
pub fn chart(dataset: &Dataset, question: &Question) -> ShareChart {
    let answer = answer(dataset, question);
    let mut chart = crate::charts::shares::chart(dataset, &answer, None);
    let Ok(figures) = &answer.figures else { return chart };
    let rest = chart.legend.last().filter(|_| !figures.blocs.is_empty()).map(|(_, words)| words.clone());
    let map = Treemap::of(&chart.rows, figures, rest.as_deref());
    chart.subtitle = words::subtitle(&answer, figures);
    chart.notes = words::notes(&chart.notes, figures);
    chart.description = words::description(&chart.title, &chart.subtitle, &map);
    words::put_in_order(&mut chart.table, &map);
    chart.picture = Picture::Treemap(map);
    chart
}
