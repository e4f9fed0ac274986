use crate::analysis::{Answer, Trend, TrendYear, trend};
use crate::charts::Asked;
use crate::charts::palette::bloc_slots;
use crate::charts::shares::model::ShareChart;
use crate::charts::shares::picture::Picture;
use crate::charts::stages::{self, Actor, Of, Stage, pick, read_actors};
use crate::charts::trend::{self as told, years_words};

use super::model::{BarOf, Stacked, StackedBar, bar, begun, not_listed, without};
use super::segments::Suppliers;
use super::table::table;
use super::{Over, words};

/// At most so many years have bars: the newest ones.
const MOST: usize = 12;

/// Returns the chart of a stage with a bar for each year.
pub(super) fn chart(asked: Asked<'_>, own: &Answer) -> ShareChart {
    let dataset = asked.dataset;
    let mut trend = trend(dataset, &asked.of_its_mineral());
    let earlier = earlier_years(&mut trend);
    let read: Vec<Stage<'_>> = trend.years.iter().map(|year| Stage::of(None, Some(&year.answer))).collect();
    let slots = bloc_slots(dataset, &trend.question.blocs);
    let picked = pick(&read, Of::Countries, &slots);
    let actors = read_actors(dataset, &read, &picked, &slots);
    let suppliers = Suppliers { picked: &picked, slots: &slots };
    let stacked = Stacked::of(Over::Years, bars(&trend, &read, &suppliers, &actors));
    let mut chart = begun(asked, own);
    chart.title = told::share_title(&trend);
    chart.subtitle = words::subtitle_of_years(&trend);
    chart.legend = stages::legend(&read, &slots, Of::Countries);
    chart.empty = told::empty(&trend);
    if chart.empty.is_none() {
        chart.notes = words::notes_of_years(&stacked, &trend);
        chart.notes.extend(earlier);
    }
    chart.notes.extend(told::supposed_note(asked.question));
    chart.source_line = told::source_line(&trend);
    chart.description = words::description(&chart, &stacked);
    chart.table = table(&stacked, &read);
    chart.table.context = stages::table_context(&trend.subject.name, &trend.question, &read, &chart.source_line);
    chart.picture = Picture::Stacked(stacked);
    chart
}

/// Leaves no more years than have bars, and says which are left out.
fn earlier_years(trend: &mut Trend) -> Option<String> {
    let more = trend.years.len().saturating_sub(MOST);
    let left_out: Vec<TrendYear> = trend.years.drain(..more).collect();
    let (first, last) = (left_out.first()?.year, left_out.last()?.year);
    trend.breaks.retain(|between| between.from > last);
    let years = if first == last { first.to_string() } else { format!("{first} to {last}") };
    Some(format!("Without a bar: {years}, which the view Trend has"))
}

/// Returns the bars, and a row of words where years between them are not published.
fn bars(trend: &Trend, read: &[Stage<'_>], suppliers: &Suppliers<'_>, actors: &[Actor]) -> Vec<StackedBar> {
    let several = trend.editions().len() > 1;
    let mut bars = Vec::new();
    let mut before: Option<i16> = None;
    for (place, (year, stage)) in trend.years.iter().zip(read).enumerate() {
        bars.extend(before.and_then(|before| not_published(before, year.year)));
        before = Some(year.year);
        let mut bar = bar(stage, &year.answer, suppliers);
        bar.id = format!("year-{}", year.year);
        bar.of = BarOf::Year(year.year);
        bar.label = told::year_mark(year).text;
        bar.about = year.edition().filter(|_| several).map(words::short_edition).into_iter().collect();
        bar.gaps = not_listed(stage, actors, place).into_iter().collect();
        bar.is_of_other_edition = trend.breaks.iter().any(|between| between.to == year.year && between.edition_changes);
        bars.push(bar);
    }
    bars
}

/// Returns a row of words for the years between two, where there are any.
fn not_published(before: i16, year: i16) -> Option<StackedBar> {
    let missing: Vec<i16> = (before.saturating_add(1)..year).collect();
    let (first, last) = (missing.first()?, missing.last()?);
    let id = if first == last { format!("year-{first}") } else { format!("years-{first}-{last}") };
    Some(without(BarOf::YearsBetween, id, years_words(&missing), "Not published here".to_owned()))
}
