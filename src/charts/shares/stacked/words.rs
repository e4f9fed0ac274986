use crate::analysis::{Answer, Apart, Figures, HHI_OF_PUBLISHED, Trend};
use crate::charts::shares::model::ShareChart;
use crate::charts::source_line::published_word;
use crate::charts::stages::{Stage, problems, signs_words, weigh_different};
use crate::charts::trend::{self as told, years_words};
use crate::charts::wording::{capitalised, estimates_words, quantity_in_sentence, uncapitalised};
use crate::model::Edition;

use super::Over;
use super::model::{Stacked, StackedBar};

/// Returns what shares are of: the total with its unit, and what is weighed, with how much of it is estimated.
pub(super) fn total(figures: &Figures) -> (String, String) {
    let basis = format!("{}{}", figures.basis, estimates_words(figures.estimates));
    (quantity_in_sentence(figures.total, figures.unit), basis.trim_start_matches(", ").to_owned())
}

/// Returns the form of a stage, where it is not what the mineral is called, and its edition.
pub(super) fn form_and_edition(answer: &Answer, subject: &str) -> Vec<String> {
    let form = Some(&answer.subject.in_sentence).filter(|form| *form != subject).map(|form| capitalised(form));
    form.into_iter().chain(answer.subject.edition.as_ref().map(|edition| edition.short_name.clone())).collect()
}

/// Returns the shortest name of an edition: the publisher stands in the source line.
pub(super) fn short_edition(edition: &Edition) -> String {
    let rest = edition.short_name.split_once(' ').map(|(_, rest)| rest).filter(|rest| rest.contains(' '));
    rest.map_or_else(|| edition.short_name.clone(), str::to_owned)
}

/// Returns a bar in words.
pub(super) fn spoken(bar: &StackedBar) -> String {
    if let Some(missing) = &bar.missing {
        return format!("{}: {missing}", bar.label);
    }
    let of = [&bar.total, &bar.basis].map(String::as_str);
    let of: Vec<&str> = of.into_iter().filter(|words| !words.is_empty()).collect();
    let segments: Vec<String> = bar.segments.iter().map(super::Segment::full_text).collect();
    let gaps: Vec<String> = bar.gaps.iter().map(|gap| format!("; {}", uncapitalised(gap))).collect();
    format!("{}, {}: {}{}", bar.label, of.join(" "), segments.join(", "), gaps.concat())
}

/// Returns the chart in words.
pub(super) fn description(chart: &ShareChart, stacked: &Stacked) -> String {
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let bars: Vec<&str> = stacked.bars.iter().map(|bar| bar.spoken.as_str()).collect();
    let of = if stacked.over == Over::Stages { "stage" } else { "year" };
    format!("{}. {}. A bar of 100\u{a0}% for each {of}. {}.", chart.title, chart.subtitle, bars.join(". "))
}

/// Returns what shares are of, and of which years.
pub(super) fn subtitle_of_years(trend: &Trend) -> String {
    let years: Vec<i16> = trend.years.iter().map(|year| year.year).collect();
    let Some((newest, figures)) = trend.newest() else {
        return format!("No figures for shares, {}", years_words(&years));
    };
    let published = published_word(newest.edition(), figures);
    let alone = if years.len() == 1 { "; only this year is published" } else { "" };
    format!(
        "Shares of each year’s own total: {published}{}, {}{alone}",
        trend.subject.stage.in_sentence(),
        years_words(&years)
    )
}

/// Returns what a reader must know of bars of stages.
pub(super) fn notes_of_stages(stacked: &Stacked, read: &[Stage<'_>]) -> Vec<String> {
    let with: Vec<&Stage<'_>> = read.iter().filter(|stage| stage.figures.is_some()).collect();
    let mut notes = Vec::new();
    if weigh_different(&with) {
        notes.push("Stages weigh different things, as told beside each: compare shares, not quantities".to_owned());
    }
    notes.extend(of_bars(stacked));
    notes.extend(problems(&with));
    without_hhi(notes)
}

/// Returns what a reader must know of bars of years.
pub(super) fn notes_of_years(stacked: &Stacked, trend: &Trend) -> Vec<String> {
    let mut notes: Vec<String> = told::editions_note(trend).into_iter().collect();
    for between in &trend.breaks {
        let why = match between.apart {
            Some(Apart::Unit) => "they are counted in different units",
            Some(Apart::Basis) => "different things are weighed",
            _ => continue,
        };
        notes.push(format!("{} and {} are not comparable: {why}", between.from, between.to));
    }
    notes.extend(of_bars(stacked));
    notes.extend(told::corrections(trend));
    notes.extend(told::gaps(trend));
    notes.extend(told::said_of_years(trend, &|answer| {
        answer.problems.iter().filter(|problem| *problem != HHI_OF_PUBLISHED).collect()
    }));
    notes
}

/// Leaves out what is said of an HHI, which stacked bars do not show.
fn without_hhi(mut notes: Vec<String>) -> Vec<String> {
    notes.retain(|note| !note.ends_with(HHI_OF_PUBLISHED));
    notes
}

/// Explains signs at numbers, and bars that are longer than the whole.
fn of_bars(stacked: &Stacked) -> Vec<String> {
    let texts: Vec<&str> =
        stacked.bars.iter().flat_map(|bar| &bar.segments).map(|segment| segment.text.as_str()).collect();
    let longer = stacked.longest > 1.0 + 5e-4;
    let longer =
        longer.then(|| "A bar is longer than 100\u{a0}% where rows add up to more than the printed total".to_owned());
    signs_words(&texts).into_iter().chain(longer).collect()
}
