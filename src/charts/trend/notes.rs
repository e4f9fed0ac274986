use crate::analysis::{Answer, Figures, Trend, gap_words};
use crate::charts::wording::uncapitalised;
use crate::model::{Bound, Status};

use super::form::TrendForm;
use super::model::{CORRECTED, apart_words};
use super::options::{By, Shape, TrendOptions};
use super::reach::reach_note;
use super::series::{Reader, TrendSeries};
use super::words::years_words;

/// Returns what a reader must know.
pub(super) fn notes(reader: &Reader<'_>, form: TrendForm, series: &[TrendSeries]) -> Vec<String> {
    let (trend, options) = (reader.trend, form.options);
    if trend.newest().is_none() {
        return Vec::new();
    }
    let mut notes = Vec::new();
    if options.by == By::Bloc && !reader.by_bloc {
        notes.push("No bloc is on, so countries are shown".to_owned());
    }
    notes.extend(editions_note(trend));
    for between in &trend.breaks {
        if let Some(words) = between.apart.and_then(apart_words) {
            notes.push(format!("{} and {} are not joined: {words}", between.from, between.to));
        }
    }
    for year in &trend.years {
        if let Err(refusal) = &year.answer.figures {
            notes.push(format!("{}: {refusal}", year.year));
        }
    }
    notes.extend(corrections(trend));
    if options.shape == Shape::Lines && has_hollow_marks(series) {
        notes.push("Hollow marks are bounds: at most, at least or between".to_owned());
    }
    notes.extend(reach_note(reader, form, series));
    notes.extend(not_drawn(reader, options));
    notes.extend(gaps(trend));
    notes.extend(said_of_years(trend, &|answer| answer.problems.iter().collect()));
    notes
}

/// Explains the dashed lines at which another edition begins to speak, where there are any.
pub(in crate::charts) fn editions_note(trend: &Trend) -> Option<String> {
    let has_lines = trend.breaks.iter().any(|between| between.edition_changes);
    has_lines.then(|| {
        "Dashed lines between years: another edition, with figures revised, so both sides are not strictly comparable".to_owned()
    })
}

fn has_hollow_marks(series: &[TrendSeries]) -> bool {
    series.iter().flat_map(|series| &series.points).any(|point| point.bound != Bound::Exact)
}

/// Says what is corrected, each correction once with its years.
pub(in crate::charts) fn corrections(trend: &Trend) -> Vec<String> {
    let mut found: Vec<(String, Vec<i16>)> = Vec::new();
    for year in &trend.years {
        for correction in &year.corrections {
            let country =
                if correction.country.is_empty() { String::new() } else { format!(" of {}", correction.country) };
            collect(&mut found, format!("{}{country}", correction.change), year.year);
        }
    }
    let words = |(change, years): (String, Vec<i16>)| format!("{CORRECTED} {}: {change}", years_words(&years));
    found.into_iter().map(words).collect()
}

/// Adds a year to those of a text.
fn collect<T: PartialEq>(found: &mut Vec<(T, Vec<i16>)>, what: T, year: i16) {
    match found.iter_mut().find(|(known, _)| *known == what) {
        Some((_, years)) if years.last() == Some(&year) => {}
        Some((_, years)) => years.push(year),
        None => found.push((what, vec![year])),
    }
}

/// Says which countries are named without a number, each once, with its years where they are not all.
pub(in crate::charts) fn gaps(trend: &Trend) -> Vec<String> {
    let mut found: Vec<((Status, &str), Vec<i16>)> = Vec::new();
    for (year, figures) in trend.with_figures() {
        for unpublished in &figures.unpublished {
            collect(&mut found, (unpublished.status(), unpublished.name.as_str()), year.year);
        }
        if let Some(quantity) = figures.other.quantity.as_ref().filter(|quantity| quantity.value().is_none()) {
            collect(&mut found, (quantity.status(), "other countries"), year.year);
        }
    }
    let all = trend.with_figures().count();
    let name = |(name, years): (&str, &[i16])| {
        if years.len() == all { name.to_owned() } else { format!("{name} ({})", years_words(years)) }
    };
    GAPS.into_iter()
        .filter_map(|status| {
            let of_status = found.iter().filter(|((known, _), _)| *known == status);
            let names: Vec<String> = of_status.map(|((_, of), years)| name((of, years.as_slice()))).collect();
            (!names.is_empty()).then(|| format!("{}: {}", gap_words(status), names.join(", ")))
        })
        .collect()
}

/// What stands in place of numbers.
const GAPS: [Status; 5] =
    [Status::Withheld, Status::NotAvailable, Status::NotApplicable, Status::IncludedElsewhere, Status::Qualitative];

/// Says how many countries have no line.
fn not_drawn(reader: &Reader<'_>, options: TrendOptions) -> Option<String> {
    let rest = |figures: &Figures| {
        let rest = figures.suppliers.iter().filter(|supplier| supplier.value > 0.0 && reader.is_rest(supplier));
        rest.map(|supplier| supplier.iso3).collect::<Vec<_>>()
    };
    let mut names: Vec<_> = reader.trend.with_figures().flat_map(|(_, figures)| rest(figures)).collect();
    names.sort_unstable();
    names.dedup();
    match (options.shape, names.len()) {
        (Shape::Stacked, _) | (_, 0) => None,
        (Shape::Lines, 1) => Some("One smaller supplier has no line; the table has it".to_owned()),
        (Shape::Lines, count) => Some(format!("{count} smaller suppliers have no line; the table has them")),
    }
}

/// Returns what the answers say of such as a reader must know, each once, with its years where it is not said of all.
pub(in crate::charts) fn said_of_years(
    trend: &Trend,
    said: &dyn for<'a> Fn(&'a Answer) -> Vec<&'a String>,
) -> Vec<String> {
    // Said for all years together.
    let is_gap = |problem: &str| {
        GAPS.into_iter()
            .any(|status| problem.strip_prefix(gap_words(status)).is_some_and(|rest| rest.starts_with(": ")))
    };
    let mut found: Vec<(&String, Vec<i16>)> = Vec::new();
    for (year, _) in trend.with_figures() {
        for problem in said(&year.answer).into_iter().filter(|problem| !is_gap(problem)) {
            collect(&mut found, problem, year.year);
        }
    }
    let all = trend.with_figures().count();
    let mut notes: Vec<String> = Vec::new();
    let mut last: Option<Vec<i16>> = None;
    for (problem, years) in found {
        let is_of_all = years.len() == all;
        match notes.last_mut().filter(|_| !is_of_all && last.as_ref() == Some(&years)) {
            Some(note) => {
                note.push_str("; ");
                note.push_str(&uncapitalised(problem));
            }
            None if is_of_all => notes.push(problem.clone()),
            None => notes.push(format!("{}: {problem}", years_words(&years))),
        }
        last = (!is_of_all).then_some(years);
    }
    notes
}
