use crate::analysis::{Answer, Figures, HHI_OF_PUBLISHED, Span, production_and_reserves, years_of_reserves};
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::shares;
use crate::charts::table::ChartTable;
use crate::charts::wording::uncapitalised;
use crate::data::Dataset;
use crate::model::{BlocId, Question};

use super::axis::{Axis, Scale, YearsLine, years_lines};
use super::points::{Point, Sides, Unplaced};
use super::table::table;
use super::words::{axis_names, description, own_notes, plain_title, subtitle, tell, title, unplaced_words};

/// The Scatter chart: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterChart {
    /// What the data say.
    pub title: String,
    /// Stage, totals, year.
    pub subtitle: String,
    /// Switched-on blocs with their colour.
    pub legend: Vec<(Series, String)>,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// Source, edition, denominator, blocs and date.
    pub source_line: String,
    /// The chart in words.
    pub description: String,
    /// The sentence in place of marks, where reserves cannot be compared.
    pub empty: Option<String>,
    /// The chart as a table.
    pub table: ChartTable,
    /// What lies across and upward.
    pub axis_names: (String, String),
    /// The axis of reserves.
    pub across: Axis,
    /// The axis of production.
    pub upward: Axis,
    /// Lines of equal years of reserves, the diagonal first.
    pub lines: Vec<YearsLine>,
    /// The marks: blocs, then countries, largest producer first.
    pub points: Vec<Point>,
    /// What has no mark.
    pub unplaced: Vec<Unplaced>,
    /// What has no mark, with the reasons, in a line under the marks.
    pub unplaced_words: String,
}

/// Returns the chart of a mineral's production and reserves in the question's year.
#[must_use]
pub fn chart(dataset: &Dataset, question: &Question, scale: Scale) -> ScatterChart {
    let found = production_and_reserves(dataset, question);
    let shares = shares::chart(dataset, &found.production, found.reserves.as_ref().ok());
    let mut chart = ScatterChart {
        title: plain_title(&found.production),
        subtitle: String::new(),
        legend: Vec::new(),
        notes: Vec::new(),
        source_line: shares.source_line.clone(),
        description: String::new(),
        empty: None,
        table: ChartTable::default(),
        axis_names: axis_names(&found.production),
        across: Axis::holding([], scale),
        upward: Axis::holding([], scale),
        lines: Vec::new(),
        points: Vec::new(),
        unplaced: Vec::new(),
        unplaced_words: String::new(),
    };
    match (&found.production.figures, &found.reserves) {
        (Err(refusal), _) => chart.empty = Some(refusal.to_string()),
        (Ok(_), Err(reason)) => chart.empty = Some(reason.clone()),
        (Ok(production), Ok(answer)) => match &answer.figures {
            Err(refusal) => chart.empty = Some(refusal.to_string()),
            Ok(reserves) => {
                chart.legend = shares.legend.into_iter().map(of_production).collect();
                fill(&mut chart, dataset, (&found.production, answer), (production, reserves));
            }
        },
    }
    // Limits on any stage: it is of production and reserves, whatever stage is asked about.
    let is_limited = question.caps.iter().any(|cap| cap.commodity == question.commodity);
    if is_limited || question.is_hypothetical() {
        let words = "What is only supposed of blocs and limits is left out here: shares are as published";
        chart.notes.insert(0, words.to_owned());
    }
    chart.description = description(&chart);
    chart.table.context = shares.table.context;
    chart
}

/// Fills in marks and words.
fn fill(
    chart: &mut ScatterChart,
    dataset: &Dataset,
    (production, reserves): (&Answer, &Answer),
    sides: (&Figures, &Figures),
) {
    let slots = bloc_slots(dataset, &production.question.blocs);
    let series_of = |bloc: Option<&BlocId>| {
        bloc.and_then(|id| slots.iter().find(|(slot, _)| slot == id)).map_or(Series::NonMember, |(_, series)| *series)
    };
    let scale = chart.across.scale;
    let all = Sides { production: sides.0, reserves: sides.1, scale, series_of: &series_of };
    (chart.points, chart.unplaced) = all.points();
    chart.points.iter_mut().for_each(|point| tell(point, dataset, production, reserves.question.year));
    chart.across = Axis::holding(chart.points.iter().flat_map(|of| of.reserves.reach()), scale);
    chart.upward = Axis::holding(chart.points.iter().flat_map(|of| of.production.reach()), scale);
    let exactly = |value: f64| Span { value, low: value, high: value };
    let world = years_of_reserves((exactly(sides.1.total), sides.1.unit), (exactly(sides.0.total), sides.0.unit));
    if let Some(world) = world {
        chart.lines = years_lines(&chart.across, &chart.upward, world.value);
    }
    chart.unplaced_words = unplaced_words(&chart.unplaced);
    chart.title = title(production, reserves, sides);
    chart.subtitle = subtitle(production, reserves, sides);
    chart.notes.clone_from(&production.problems);
    let of_reserves = reserves.problems.iter().filter(|problem| !production.problems.contains(problem));
    chart.notes.extend(of_reserves.map(|problem| format!("Reserves: {}", uncapitalised(problem))));
    // No index is drawn.
    chart.notes.retain(|note| note != HHI_OF_PUBLISHED && !note.ends_with(&uncapitalised(HHI_OF_PUBLISHED)));
    chart.notes.extend(own_notes(&chart.points, scale));
    chart.table = table(chart, sides);
    if chart.points.is_empty() {
        chart.empty = Some(format!("No country has a figure of both. {}", chart.unplaced_words));
    }
}

/// Says what a bloc's share in the legend is of.
fn of_production((series, words): (Series, String)) -> (Series, String) {
    let is_share = words.ends_with('%');
    (series, if is_share { format!("{words} of production") } else { words })
}
