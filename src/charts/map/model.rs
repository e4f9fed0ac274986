use crate::analysis::{Answer, Figures, HHI_OF_PUBLISHED, answer};
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::shares::{self, ShareChart};
use crate::charts::table::ChartTable;
use crate::charts::wording::NO_BREAK;
use crate::data::Dataset;
use crate::data::map::world_map;
use crate::model::Question;

use super::marks::{MapMark, MarkSource, Step};
use super::notes::notes;
use super::steps::Steps;
use super::table::{step_words, table};
pub use super::words::Shows;
use super::words::{bloc_title, fill_words, no_blocs};

/// The Map: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct MapChart {
    /// What fills countries.
    pub shows: Shows,
    /// What the data say.
    pub title: String,
    /// What fills stand for, stage, unit and year.
    pub subtitle: String,
    /// Switched-on blocs with their colour, where they fill countries.
    pub legend: Vec<(Series, String)>,
    /// The steps of the fills, least first, with what each says; then what is no number.
    pub key: Vec<(Step, String)>,
    /// The countries: those with a number, largest first, those named without one, then the others by name.
    pub marks: Vec<MapMark>,
    /// The sentence in place of a map, where there is nothing to show.
    pub empty: Option<String>,
    /// Source, edition, denominator, blocs and date.
    pub source_line: String,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// The chart as a table.
    pub table: ChartTable,
}

impl MapChart {
    /// Returns whether blocs fill countries.
    #[must_use]
    pub fn is_of_blocs(&self) -> bool {
        matches!(self.shows, Shows::Blocs | Shows::Contested)
    }
}

/// How many strengths a bloc's colour has for members with a number above zero.
const STRENGTHS: usize = 4;

/// Returns the map of a question.
#[must_use]
pub fn chart(dataset: &Dataset, question: &Question, shows: Shows) -> MapChart {
    let found = answer(dataset, question);
    // Titles, notes and hovers are those of the bars: one figure is explained in one way.
    let shares = shares::chart(dataset, &found, None);
    // Fills by figures alone say nothing of blocs, and notes and source line need not.
    let is_plain = !matches!(shows, Shows::Blocs | Shows::Contested) && !question.is_hypothetical();
    let without = is_plain.then(|| {
        let plain = answer(dataset, &Question { blocs: Vec::new(), ..question.clone() });
        shares::chart(dataset, &plain, None)
    });
    let told = without.as_ref().unwrap_or(&shares);
    let mut chart = MapChart {
        shows,
        title: shares.title.clone(),
        subtitle: shares.subtitle.clone(),
        legend: Vec::new(),
        key: Vec::new(),
        marks: Vec::new(),
        empty: shares.empty.clone(),
        source_line: format!("{}. Map: Natural Earth, Equal Earth projection", told.source_line),
        notes: told.notes.clone(),
        description: String::new(),
        table: shares.table.clone(),
    };
    // No index is drawn.
    chart.notes.retain(|note| note != HHI_OF_PUBLISHED);
    match (&found.figures, world_map()) {
        (Ok(figures), Ok(map)) => {
            fill(&mut chart, dataset, &found, figures, &shares);
            chart.notes.extend(notes(dataset, figures, &chart.marks, map));
        }
        (Ok(_), Err(error)) => chart.empty = Some(error.to_string()),
        (Err(_), _) => {}
    }
    chart.description = description(&chart);
    chart
}

fn fill(chart: &mut MapChart, dataset: &Dataset, answer: &Answer, figures: &Figures, shares: &ShareChart) {
    let shows = chart.shows;
    let steps = if shows == Shows::Quantity {
        let numbers: Vec<f64> = figures.suppliers.iter().map(|supplier| supplier.value).collect();
        Steps::of_quantities(&numbers, figures.unit)
    } else {
        Steps::of_shares()
    };
    let slots = bloc_slots(dataset, &answer.question.blocs);
    let source = MarkSource { dataset, answer, figures, shares, steps: &steps, shows, slots: &slots };
    chart.marks = source.marks();
    chart.subtitle = format!("{}{}", shares::scenario_words(figures), fill_words(answer, figures, shows));
    chart.key = key(&steps, &chart.marks, shows);
    if chart.is_of_blocs() {
        chart.title = bloc_title(answer, figures, &chart.marks, shows);
        chart.legend.clone_from(&shares.legend);
        chart.empty = no_blocs(shows, figures.blocs.len());
    }
    let own = std::mem::take(&mut chart.table);
    chart.table = table(own, &chart.marks, &steps, shows);
}

/// Returns what fills say: every step, and of what is no number what the map has. Where blocs fill countries, those of
/// the strengths of their colours.
fn key(steps: &Steps, marks: &[MapMark], shows: Shows) -> Vec<(Step, String)> {
    match shows {
        Shows::Share | Shows::Quantity => {}
        Shows::Blocs => return strengths(steps, marks),
        Shows::Contested => return Vec::new(),
    }
    let above = (0..steps.texts.len()).map(Step::Above);
    let others = [Step::Zero, Step::NoNumber, Step::NotListed];
    let met = others.into_iter().filter(|step| marks.iter().any(|mark| mark.step == *step));
    above.chain(met).map(|step| (step, step_words(step, steps))).collect()
}

/// Returns what the strengths of a bloc's colour say: the two uppermost steps have the same.
fn strengths(steps: &Steps, marks: &[MapMark]) -> Vec<(Step, String)> {
    let texts = steps.texts.iter().take(STRENGTHS).cloned();
    let mut key: Vec<(Step, String)> = texts.enumerate().map(|(place, text)| (Step::Above(place), text)).collect();
    if let Some((_, text)) = key.last_mut()
        && let Some((from, unit)) = text.split_once('–').and_then(|(from, to)| Some((from, to.split_once(NO_BREAK)?.1)))
    {
        *text = format!("{from}{NO_BREAK}{unit} and more");
    }
    key.insert(0, (Step::NoNumber, "none or not listed".to_owned()));
    if marks.iter().any(|mark| !mark.is_listed() && mark.blocs.is_empty()) {
        key.push((Step::NotListed, "in none of them and not listed".to_owned()));
    }
    key
}

/// Returns the chart in words: title, subtitle, the largest countries, and how many more.
fn description(chart: &MapChart) -> String {
    const MOST: usize = 8;
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let is_told = |mark: &&MapMark| match chart.shows {
        Shows::Share | Shows::Quantity => mark.is_listed(),
        Shows::Blocs => !mark.blocs.is_empty(),
        Shows::Contested => mark.blocs.len() > 1,
    };
    let told: Vec<&MapMark> = chart.marks.iter().filter(is_told).collect();
    let first: Vec<String> = told.iter().take(MOST).map(|mark| mark.spoken()).collect();
    let more = told.len().saturating_sub(MOST);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let none = if told.is_empty() { "none" } else { "" };
    format!(
        "{}. {}. World map in the Equal Earth projection. Countries in order: {none}{}{more}.",
        chart.title,
        chart.subtitle,
        first.join("; ")
    )
}
