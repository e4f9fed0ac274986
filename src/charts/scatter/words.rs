use std::fmt::Write;

use crate::analysis::{Answer, Figures};
use crate::charts::facts::country_facts;
use crate::charts::shares::{share_of_words, supply_words, whole_words};
use crate::charts::wording::{
    bound_words, capitalised, known_words, percent_that_holds, quantity_in_sentence, sentence_name, share_text,
};
use crate::data::Dataset;
use crate::model::Bound;

use super::axis::{Scale, years_text};
use super::model::ScatterChart;
use super::points::{Held, Point, PointKey, Unplaced};

/// What years of reserves are and are not.
pub(super) const OF_YEARS: &str = "Years are reserves over the production of one year: no forecast, as both change";

/// Returns what the largest producer has of both.
pub(super) fn title(production: &Answer, reserves: &Answer, sides: (&Figures, &Figures)) -> String {
    let Some(largest) = sides.0.suppliers.first() else { return plain_title(production) };
    let (question, subject) = (&production.question, &production.subject.in_sentence);
    let share = known_words(largest.share, percent_that_holds);
    let whole = whole_words(production, sides.0, &supply_words(question.stage, subject));
    let name = sentence_name(&largest.name);
    let produced = match production.subject.stage.stated() {
        Some(stage) => format!("{name} {} {share} of {whole} in {}", stage.verb(), question.year),
        None => format!("{name} has {share} of {whole} for {}", question.year),
    };
    match sides.1.suppliers.iter().find(|of| of.iso3 == largest.iso3) {
        Some(of) => {
            let whole = whole_words(reserves, sides.1, "reserves");
            format!("{produced} and has {} of {whole}", known_words(of.share, percent_that_holds))
        }
        None => format!("{produced}; what it has of reserves is not published"),
    }
}

/// Returns what a picture without marks is of.
pub(super) fn plain_title(production: &Answer) -> String {
    let subject = &production.subject;
    let name = subject.form.as_ref().map_or_else(|| subject.name.clone(), |form| format!("{}: {form}", subject.name));
    format!("{name}, reserves and {}, {}", subject.stage.in_sentence(), production.question.year)
}

/// Returns what both axes and areas are.
pub(super) fn subtitle(production: &Answer, reserves: &Answer, sides: (&Figures, &Figures)) -> String {
    let total = quantity_in_sentence(sides.1.total, sides.1.unit);
    let (year, of) = (reserves.question.year, production.question.year);
    let year = if year == of { String::new() } else { format!(", {year}") };
    let upward = share_of_words(production, sides.0);
    let hollow = if sides.0.blocs.is_empty() { "" } else { "; hollow squares are whole blocs" };
    format!("{upward}, against share of reserves, {total}{year}. Areas are production{hollow}")
}

/// Returns the words of the axes: across and upward.
pub(super) fn axis_names(production: &Answer) -> (String, String) {
    ("Share of reserves".to_owned(), format!("Share of {}", production.subject.stage.in_sentence()))
}

/// Fills in what is said of a point.
pub(super) fn tell(point: &mut Point, dataset: &Dataset, production: &Answer, reserves_year: i16) {
    let question = &production.question;
    let stage = production.subject.stage.in_sentence();
    let side = |held: &Held| format!("{}, {}", share_text(held.share), held.words);
    point.hover = vec![
        (format!("{} {}", capitalised(stage), question.year), side(&point.production)),
        (format!("Reserves {reserves_year}"), side(&point.reserves)),
    ];
    let years = point.years.filter(|years| years.value > 0.0).map(|years| {
        let bound = if years.bound() == Bound::Range { "about " } else { bound_words(years.bound()) };
        format!("{bound}{}", years_text(years.value))
    });
    if let Some(years) = &years {
        point.hover.push(("Reserves over production".to_owned(), years.clone()));
    }
    if let Some(bloc) = &point.bloc {
        point.hover.push(("Bloc".to_owned(), bloc.clone()));
    }
    if let PointKey::Country(iso3) = point.key {
        point.hover.extend(country_facts(dataset, iso3, &question.commodity, question.year));
    }
    let bloc = point.bloc.as_ref().map_or_else(String::new, |bloc| format!(", {bloc}"));
    let years = years.map_or_else(String::new, |years| format!(", {years} of reserves"));
    let (of_production, of_reserves) = (share_text(point.production.share), share_text(point.reserves.share));
    point.spoken = format!("{}{bloc}: {of_production} of {stage}, {of_reserves} of reserves{years}", point.name);
}

/// Returns what has no mark, by reason, in one sentence each: nothing where all have one.
pub(super) fn unplaced_words(unplaced: &[Unplaced]) -> String {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for of in unplaced {
        let words = named(of);
        match reasons.iter_mut().find(|(reason, _)| *reason == of.reason) {
            Some((_, names)) => names.push(words),
            None => reasons.push((&of.reason, vec![words])),
        }
    }
    let mut text = String::new();
    for (reason, names) in reasons {
        let begin = if text.is_empty() { "Not placed: " } else { ". " };
        let reason = if text.is_empty() { reason.to_owned() } else { capitalised(reason) };
        // Writing to a text does not fail.
        let _never = write!(text, "{begin}{reason}: {}", names.join(", "));
    }
    text
}

/// Returns a name with the share that is known of it.
fn named(of: &Unplaced) -> String {
    let share =
        |held: &Held, what: &str| (held.share.value > 0.0).then(|| format!("{} of {what}", share_text(held.share)));
    let production = of.production.as_ref().and_then(|held| share(held, "production"));
    let reserves = of.reserves.as_ref().and_then(|held| share(held, "reserves"));
    let shares: Vec<String> = production.into_iter().chain(reserves).collect();
    if shares.is_empty() { of.name.clone() } else { format!("{} ({})", of.name, shares.join(", ")) }
}

/// Returns the notes on bounds and years.
pub(super) fn own_notes(points: &[Point], scale: Scale) -> Vec<String> {
    let ends = |point: &Point| [point.reserves.ends(), point.production.ends()].into_iter().flatten();
    let names: Vec<&str> =
        points.iter().filter(|point| ends(point).next().is_some()).map(|point| point.name.as_str()).collect();
    let any = |is: fn((f64, f64)) -> bool| points.iter().flat_map(ends).any(is);
    let arrow = match (any(|(_, high)| high.is_infinite()), scale == Scale::Log && any(|(low, _)| low <= 0.0)) {
        (false, false) => "",
        (true, false) => "; at an arrow no end is known",
        (false, true) => "; an arrow goes on to zero, which a log scale does not have",
        (true, true) => "; at an arrow no end is known, or it goes on to zero, which a log scale does not have",
    };
    let words = format!("Whiskers show how far a figure can reach ({}){arrow}", names.join(", "));
    let bounded = (!names.is_empty()).then_some(words);
    bounded.into_iter().chain([OF_YEARS.to_owned()]).collect()
}

/// A description tells so many marks.
const MOST: usize = 8;

/// Returns the chart in words.
pub(super) fn description(chart: &ScatterChart) -> String {
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let points: Vec<&str> = chart.points.iter().take(MOST).map(|point| point.spoken.as_str()).collect();
    let more = chart.points.len().saturating_sub(MOST);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let unplaced = if chart.unplaced_words.is_empty() { String::new() } else { format!(" {}.", chart.unplaced_words) };
    let scale = if chart.across.scale == Scale::Log { "log" } else { "linear" };
    format!("{}. {}. Marks on a {scale} scale: {}{more}.{unplaced}", chart.title, chart.subtitle, points.join("; "))
}
