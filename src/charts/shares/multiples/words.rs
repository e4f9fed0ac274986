use std::collections::BTreeSet;

use crate::analysis::{Figures, LimitEffect};
use crate::charts::bloc_words::rest_entry;
use crate::charts::editions::edition_names;
use crate::charts::palette::Series;
use crate::charts::shares::model::{ShareChart, scenario_words, share_of_words, supply_words, whole_words};
use crate::charts::source_line::{bloc_name, membership_of, program_words, shares_words, uncorrected_words};
use crate::charts::supposed::{mode_note_of, territories_words};
use crate::charts::wording::{capitalised, known_words, name_in_sentence, percent_that_holds, unbroken};
use crate::data::Dataset;
use crate::model::{EditionChoice, Mode, Question, Stage, date_text};

use super::blocs::Blocs;
use super::minerals::{Mineral, Minerals};
use super::suppliers::Acting;
use super::{Multiples, Panel};

/// What is more than half of the world's.
const HALF: f64 = 0.5;

/// Returns the sentence in place of charts, where there are none.
pub(super) fn empty(minerals: &Minerals<'_>, question: &Question) -> Option<String> {
    let stage = question.stage.in_sentence();
    minerals.shared.is_empty().then(|| format!("No {stage} of any mineral can be put into shares here"))
}

/// Returns what the data say: of how many minerals one country has over half.
pub(super) fn title_of_minerals(minerals: &Minerals<'_>, question: &Question) -> String {
    let first = |of: &&Mineral<'_>| of.figures.suppliers.first().map(|first| first.share);
    let over = |end: fn(&crate::analysis::ShareInterval) -> f64| {
        minerals.shared.iter().filter_map(|of| first(&of)).filter(|share| end(share) > HALF).count()
    };
    let (sure, shown) = (over(|share| share.low), over(|share| share.value));
    let all = minerals.shared.len();
    let stage = question.stage;
    if sure == 0 {
        return format!("{} of minerals by the largest suppliers", capitalised(stage.in_sentence()));
    }
    let bound = if shown > sure { "at least " } else { "" };
    let noun = if all == 1 { "mineral" } else { "minerals" };
    format!("Of {bound}{sure} of {all} {noun}, one country {} over half", stage.verb())
}

/// Returns what the bars are: stage, year, scale.
pub(super) fn subtitle_of_minerals(minerals: &Minerals<'_>, question: &Question, acting: &Acting, end: f64) -> String {
    let is_supposed = question.mode.is_hypothetical() && !acting.slots.is_empty();
    let mark = if is_supposed { "HYPOTHETICAL: " } else { "" };
    let figures = if question.edition == EditionChoice::Newest { ", newest edition of each figure" } else { "" };
    let is_other = |of: &Mineral<'_>| of.supply.year != question.year;
    let nearest = if minerals.shared.iter().any(is_other) { " or the nearest year" } else { "" };
    format!(
        "{mark}The three largest suppliers of each mineral and the rest: shares of {}, {}{nearest}{figures}; {}",
        question.stage.in_sentence(),
        question.year,
        scale_words(end)
    )
}

/// Returns the scale of all bars, which ends at a share.
fn scale_words(end: f64) -> String {
    format!("all bars on one scale, {}", unbroken(&format!("0 to {:.0}\u{a0}%", end * 100.0)))
}

/// Returns the blocs that are on, with their colours, and what is not attributed where some is drawn.
pub(super) fn legend(acting: &Acting, multiples: &Multiples) -> Vec<(Series, String)> {
    let name = |(id, series): &(_, Series)| Some((*series, acting.name(id)?.to_owned()));
    let mut legend: Vec<(Series, String)> = acting.slots.iter().filter_map(name).collect();
    if !legend.is_empty() {
        legend.push(rest_entry(legend.len()));
    }
    let mut pieces = multiples.panels.iter().flat_map(|panel| &panel.rows).flat_map(|row| &row.pieces);
    if pieces.any(|piece| piece.series == Series::Residual) {
        legend.push((Series::Residual, "not attributed to a country".to_owned()));
    }
    legend
}

/// Returns what a reader must know.
pub(super) fn notes_of_minerals(minerals: &Minerals<'_>, question: &Question, acting: &Acting) -> Vec<String> {
    let mut notes: Vec<String> = mode_note_of(question.mode, &acting.names()).into_iter().collect();
    let is_partial = |of: &Mineral<'_>| of.figures.before.hhi.published_only;
    if minerals.shared.iter().any(is_partial) {
        notes.push("≤ at most, as producers exist whose figures are not published; ≥ at least; ≈ about".to_owned());
    }
    if question.stage == Stage::Refinery {
        notes.push("Where no refinery production is published: that of smelters, else of other plants".to_owned());
    }
    if !question.caps.is_empty() {
        notes.push("Limits on single countries are left out here".to_owned());
    }
    if minerals.shared.iter().any(|of| of.supply.has_left_out) {
        notes.push("Rows of some minerals were left out when the file was read: their own charts say which".to_owned());
    }
    notes
}

/// Returns the line that every picture carries.
pub(super) fn source_line_of_minerals(
    dataset: &Dataset,
    minerals: &Minerals<'_>,
    question: &Question,
    acting: &Acting,
) -> String {
    let used: BTreeSet<_> = minerals.shared.iter().filter_map(|of| of.supply.edition.as_ref()).collect();
    let editions: Vec<_> = dataset.editions.iter().rev().filter(|edition| used.contains(&edition.id)).collect();
    let of_series = editions.chunk_by(|one, next| one.series == next.series);
    let names: Vec<String> = of_series.map(|editions| edition_names(editions.iter().copied())).collect();
    let mut parts = Vec::new();
    if !names.is_empty() {
        parts.push(format!("Source: {}", names.join("; ")));
    }
    parts.push(shares_words(question.denominator).to_owned());
    let blocs: Vec<String> = acting.slots.iter().filter_map(|(id, _)| Some(bloc_name(id, acting.name(id)?))).collect();
    parts.extend(membership_of(lead(question.mode), question, &blocs));
    let assumed: BTreeSet<&String> = minerals.shared.iter().filter_map(|of| of.supply.assumption.as_ref()).collect();
    parts.extend(assumed.into_iter().cloned());
    parts.extend(territories_words(question));
    parts.extend(uncorrected_words(question));
    parts.push(program_words());
    parts.join(". ")
}

fn lead(mode: Mode) -> &'static str {
    match mode {
        Mode::One => "Blocs",
        Mode::Withhold => "Blocs that stop selling",
        Mode::Only => "Blocs bought from alone",
    }
}

/// Returns what the data say: what the bloc with the most has, or what is supposed.
pub(super) fn title_of_blocs(blocs: &Blocs, figures: &Figures) -> String {
    let answer = blocs.answer();
    let Some((bloc, _)) = blocs.list.first().filter(|(bloc, _)| !bloc.producers.is_empty()) else {
        return blocs.chart.title.clone();
    };
    if figures.scenario.is_some() {
        return blocs.chart.title.clone();
    }
    let (name, year) = (name_in_sentence(&bloc.name), answer.question.year);
    let share = known_words(bloc.share, percent_that_holds);
    let whole = whole_words(answer, figures, &supply_words(answer.question.stage, &answer.subject.in_sentence));
    if let [only] = bloc.producers.as_slice()
        && let Some(of) = figures.suppliers.iter().find(|of| of.iso3 == *only)
        && let Some(stage) = answer.subject.stage.stated()
    {
        let country = name_in_sentence(&of.name);
        return format!("Of members of {name}, {country} alone {} {share} of {whole} in {year}", stage.verb());
    }
    match answer.subject.stage.stated() {
        Some(stage) => format!("Members of {name} together {} {share} of {whole} in {year}", stage.verb()),
        None => format!("Members of {name} together have {share} of {whole} for {year}"),
    }
}

/// Returns what the bars are: stage, total, basis, year, scale.
pub(super) fn subtitle_of_blocs(blocs: &Blocs, figures: &Figures, end: f64) -> String {
    let words = share_of_words(blocs.answer(), figures);
    let of = words.strip_prefix("Share of ").unwrap_or(&words);
    format!("{}Members’ shares of {of}; {}", scenario_words(figures), scale_words(end))
}

/// Returns what a reader must know besides what the bars of all suppliers say.
pub(super) fn notes_of_blocs(blocs: &Blocs) -> Vec<String> {
    let mut notes = Vec::new();
    if !blocs.are_on {
        notes.push("No bloc is on, so each is shown by itself: a country can be in several".to_owned());
    }
    let is_felt = |limit: &crate::analysis::Limit| matches!(limit.effect, LimitEffect::Leaves { .. });
    let figures = blocs.answer().figures.as_ref();
    if figures.is_ok_and(|figures| figures.limits.iter().any(is_felt)) {
        notes.push("Beside the name of a bloc stands what it has before limits".to_owned());
    }
    notes
}

/// Returns the sentence in place of charts, where no bloc has anything.
pub(super) fn no_bloc(blocs: &Blocs, question: &Question) -> String {
    let (stage, date) = (blocs.answer().subject.stage.in_sentence(), date_text(question.as_of));
    let which = if blocs.are_on { "bloc that is on" } else { "bloc" };
    format!("No {which} has a member with {stage} of {} on {date}", blocs.answer().subject.in_sentence)
}

/// Returns the source line where every bloc is shown by itself: on which date, and at which level.
pub(super) fn source_line_by_itself(chart: &ShareChart, question: &Question) -> String {
    let mut parts = chart.source_parts();
    let members = capitalised(question.confidence.in_sentence());
    parts.insert(parts.len().saturating_sub(1), format!("{members} as of {}", date_text(question.as_of)));
    parts.join(". ")
}

/// Returns the charts in words: title, subtitle, the first ones, and how many have none.
pub(super) fn description(chart: &ShareChart, multiples: &Multiples) -> String {
    const MOST: usize = 6;
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let count = multiples.panels.len();
    let first: Vec<String> = multiples.panels.iter().take(MOST).map(Panel::spoken).collect();
    let more = if count > MOST { format!(", and {} more", count - MOST) } else { String::new() };
    let without = match multiples.without_count() {
        0 => String::new(),
        without => format!(" {without} without a chart."),
    };
    let noun = multiples.noun(count);
    format!("{}. {}. {count} {noun}: {}{more}.{without}", chart.title, chart.subtitle, first.join(". "))
}
