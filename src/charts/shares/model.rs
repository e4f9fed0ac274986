use crate::analysis::{Answer, Figures, Refusal, Scenario, ScenarioKind};
use crate::charts::bloc_words::{bloc_share_words, rest_entry};
use crate::charts::facts::CountryColumns;
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::source_line::{
    membership_words, own_file, printed_words, program_words, published_word, shares_words, source_of,
    uncorrected_words,
};
use crate::charts::supposed::{limits_in_title, mode_note, territories_words};
use crate::charts::table::ChartTable;
use crate::charts::wording::{
    and_words, bound_words, estimates_words, known_words, name_in_sentence, percent_in_sentence, percent_that_holds,
    quantity_in_sentence, sentence_name,
};
use crate::data::Dataset;
use crate::model::{BlocId, Denominator, Mode, Stage, Unit, quantity_text, quantity_words};

use super::arrange::Arrangement;
use super::describe::description;
use super::folding::{folded, with_zeros_folded};
use super::numbers::{listed_table, table, table_context};
use super::options::Chosen;
use super::picture::Picture;
use super::rows::{BarRow, RowKey, RowSource, listed_rows};
use super::second::Second;

/// The Shares chart: everything that is drawn, in words, order and colour, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareChart {
    /// What the data say.
    pub title: String,
    /// Stage, unit, year, estimated or not.
    pub subtitle: String,
    /// Switched-on blocs with their colour.
    pub legend: Vec<(Series, String)>,
    /// What is drawn of the shares.
    pub picture: Picture,
    /// The bars, in order.
    pub rows: Vec<BarRow>,
    /// The sentence in place of bars, where there are none.
    pub empty: Option<String>,
    /// Source, edition, denominator, blocs and date.
    pub source_line: String,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// The chart as a table.
    pub table: ChartTable,
    rows_with_zeros_folded: Vec<BarRow>,
    answer: Answer,
    arrangement: Arrangement,
}

/// Returns the chart of an answer, with another beside it where one is given: of reserves, or of the same stage in
/// another edition or dataset.
#[must_use]
pub fn chart(dataset: &Dataset, answer: &Answer, beside: Option<&Answer>) -> ShareChart {
    chart_coloured(dataset, answer, beside, &answer.question.blocs)
}

/// Returns the chart as [`chart`] does, with what is chosen of its bars.
#[must_use]
pub fn chart_chosen(dataset: &Dataset, answer: &Answer, beside: Option<&Answer>, chosen: Chosen) -> ShareChart {
    arranged(dataset, answer, beside, (&answer.question.blocs, chosen))
}

/// Returns the chart as [`chart`] does, with the colours that blocs have when those given are switched on.
#[must_use]
pub fn chart_coloured(dataset: &Dataset, answer: &Answer, beside: Option<&Answer>, coloured: &[BlocId]) -> ShareChart {
    arranged(dataset, answer, beside, (coloured, Chosen::USUAL))
}

fn arranged(
    dataset: &Dataset,
    answer: &Answer,
    beside: Option<&Answer>,
    (coloured, chosen): (&[BlocId], Chosen),
) -> ShareChart {
    let second = beside.and_then(|beside| Second::of(answer, beside));
    let slots = bloc_slots(dataset, coloured);
    let series_of = |bloc: Option<&BlocId>| {
        bloc.and_then(|id| slots.iter().find(|(slot, _)| slot == id)).map_or(Series::NonMember, |(_, series)| *series)
    };
    let mut chart = ShareChart {
        title: title(answer),
        subtitle: String::new(),
        legend: Vec::new(),
        picture: Picture::Bars,
        rows: Vec::new(),
        empty: None,
        source_line: source_line(answer, None),
        notes: answer.problems.clone(),
        description: String::new(),
        table: ChartTable::default(),
        rows_with_zeros_folded: Vec::new(),
        answer: answer.clone(),
        arrangement: Arrangement::of(dataset, answer, beside, chosen),
    };
    match &answer.figures {
        Ok(figures) => {
            let source = RowSource { dataset, question: &answer.question, figures, second, series_of: &series_of };
            chart.rows = source.rows();
            let shares = subtitle(answer, figures, second);
            chart.subtitle = chart.arrangement.subtitle(shares, &scenario_words(figures), answer, figures);
            chart.legend = legend(figures, series_of);
            chart.notes.splice(0..0, mode_note(&answer.question, figures));
            if let Some(second) = second {
                chart.legend.extend(second.legend_words().map(|words| (Series::Beside, words)));
                chart.notes.extend(second.notes());
                chart.source_line = source_line(answer, Some(second));
            }
            let question = &answer.question;
            let beside = CountryColumns { dataset, commodity: &question.commodity, year: question.year };
            chart.table = table(figures, second, &beside);
        }
        Err(refusal) => {
            chart.empty = Some(refusal.to_string());
            if let Some(listing) = &answer.listing {
                chart.rows = listed_rows(listing);
                chart.table = listed_table(listing);
            }
            chart.notes.retain(|note| *note != refusal.to_string());
            chart.subtitle = subtitle_without_figures(answer, refusal);
        }
    }
    chart.rows = chart.arrangement.arranged(chart.rows, answer);
    chart.table = chart.arrangement.table(chart.table, &chart.rows, answer);
    chart.notes.extend(chart.arrangement.notes(answer));
    chart.fold_zeros();
    chart.description = description(&chart, chart.arrangement.order_words());
    chart.table.context = table_context(dataset, answer, &chart.source_line);
    chart
}

impl ShareChart {
    /// Returns the rows for a page that has room for `count`, the smallest suppliers folded into one row.
    #[must_use]
    pub fn rows_within(&self, count: usize) -> Vec<BarRow> {
        let mut rows = folded(&self.rows, count, &self.answer);
        self.arrangement.tell_new(&mut rows, &self.rows, &self.answer);
        rows
    }

    fn fold_zeros(&mut self) {
        self.rows_with_zeros_folded = with_zeros_folded(&self.rows, &self.answer);
        self.arrangement.tell_new(&mut self.rows_with_zeros_folded, &self.rows, &self.answer);
    }

    /// Returns the whole that the axis divides, and its unit, where it tells quantities in place of shares.
    pub(super) fn whole(&self) -> Option<(f64, Unit)> {
        self.arrangement.whole(&self.answer)
    }

    /// Puts rows in place of those of blocs.
    pub(in crate::charts) fn set_bloc_rows(&mut self, blocs: Vec<BarRow>) {
        self.rows.retain(|row| !matches!(row.key, RowKey::Bloc(_)));
        self.rows.splice(0..0, blocs);
        self.fold_zeros();
    }

    /// Returns it without bars: something else is drawn.
    pub(super) fn without_rows(self) -> Self {
        Self { rows: Vec::new(), rows_with_zeros_folded: Vec::new(), ..self }
    }

    /// Returns the sentences of the source line, as far as they are of the answer itself.
    #[must_use]
    pub fn source_parts(&self) -> Vec<String> {
        source_parts(&self.answer, None)
    }

    /// Returns the answer that it shows.
    #[must_use]
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// Returns the rows with suppliers of nothing in one row, when there are several.
    #[must_use]
    pub fn rows_with_zeros_folded(&self) -> &[BarRow] {
        &self.rows_with_zeros_folded
    }
}

fn title(answer: &Answer) -> String {
    let question = &answer.question;
    let subject = &answer.subject.in_sentence;
    let Ok(figures) = &answer.figures else {
        let name = answer
            .subject
            .form
            .as_ref()
            .map_or_else(|| answer.subject.name.clone(), |form| format!("{}: {form}", answer.subject.name));
        return format!("{name}, {}, {}", answer.subject.stage.in_sentence(), question.year);
    };
    if let Some(title) = figures.scenario.as_ref().and_then(|scenario| scenario_title(answer, figures, scenario)) {
        return title;
    }
    let Some(largest) = figures.suppliers.first() else { return answer.subject.name.clone() };
    if figures.other.share > largest.share.value {
        let part = percent_in_sentence(figures.other.share);
        let stock = answer.subject.stage.stated().filter(|stage| !stage.is_flow());
        let kind = stock.map_or_else(String::new, |stage| format!("{} of ", stage.in_sentence()));
        let whole = whole_words(answer, figures, &format!("{kind}{subject}"));
        return format!("{part} of {whole} in {} is not attributed to a country", question.year);
    }
    let share = known_words(largest.share, percent_that_holds);
    let whole = whole_words(answer, figures, &supply_words(question.stage, subject));
    let name = sentence_name(&largest.name);
    match answer.subject.stage.stated() {
        Some(stage) => format!("{name} {} {share} of {whole} in {}", stage.verb(), question.year),
        // Who mined it, or sold it, nothing says.
        None => format!("{name} has {share} of {whole} for {}", question.year),
    }
}

/// Returns what shares are of, for example "the world’s cobalt"; of a file of a person's own that states no world total,
/// no more than is in it.
pub(in crate::charts) fn whole_words(answer: &Answer, figures: &Figures, of: &str) -> String {
    match own_file(answer.subject.edition.as_ref(), figures) {
        Some(file) => format!("the {of} in {file}"),
        None => format!("the world’s {of}"),
    }
}

/// Returns what is shared out, for example "reserves of cobalt".
pub(in crate::charts) fn supply_words(stage: Stage, subject: &str) -> String {
    match stage {
        Stage::Reserves => format!("reserves of {subject}"),
        Stage::Capacity => format!("capacity for {subject}"),
        _ => subject.to_owned(),
    }
}

/// Returns what would follow if it were as is supposed; nothing where no bloc is on and no limit is felt.
fn scenario_title(answer: &Answer, figures: &Figures, scenario: &Scenario) -> Option<String> {
    let question = &answer.question;
    let names: Vec<String> = figures.blocs.iter().map(|bloc| name_in_sentence(&bloc.name)).collect();
    let blocs = and_words(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let part = known_words(scenario.share, percent_that_holds);
    let supply = supply_words(question.stage, &answer.subject.in_sentence);
    let whole = whole_words(answer, figures, &supply);
    let when = match answer.subject.stage.stated() {
        Some(stage) if stage.is_flow() => format!(" {} in", stage.verb()),
        Some(_) => " in".to_owned(),
        None => " for".to_owned(),
    };
    let of = format!("{part} of {whole}{when} {}", question.year);
    let withheld = (question.mode == Mode::Withhold && !names.is_empty()).then(|| format!("out {blocs}"));
    let limited = limits_in_title(figures);
    Some(match (scenario.kind, withheld, limited) {
        (ScenarioKind::Covered, _, None) => format!("Members of {blocs} alone cover {of}"),
        (ScenarioKind::Covered, _, Some(limited)) => format!("Members of {blocs} alone, with {limited}, cover {of}"),
        (ScenarioKind::Lost, None, None) => return None,
        (ScenarioKind::Lost, Some(without), None) => format!("With{without}, {of} would be lost"),
        (ScenarioKind::Lost, None, Some(limited)) => format!("With {limited}, {of} would be lost"),
        (ScenarioKind::Lost, Some(without), Some(limited)) => {
            format!("With{without} and with {limited}, {of} would be lost")
        }
    })
}

/// Returns how much is lost or covered, as the subtitle of what is only supposed begins.
pub(in crate::charts) fn scenario_words(figures: &Figures) -> String {
    let Some(scenario) = &figures.scenario else { return String::new() };
    let quantity = quantity_in_sentence(scenario.quantity.value, figures.unit);
    let done = if scenario.kind == ScenarioKind::Covered { "covered" } else { "lost" };
    format!("HYPOTHETICAL: {}{quantity} {done}. ", bound_words(scenario.quantity.bound()))
}

fn subtitle(answer: &Answer, figures: &Figures, second: Option<Second<'_>>) -> String {
    let production = format!("{}{}", scenario_words(figures), share_of_words(answer, figures));
    second.map_or_else(|| production.clone(), |second| format!("{production}; {}", second.subtitle_words()))
}

/// Returns what the bars are shares of: stage, total, basis and year.
pub(in crate::charts) fn share_of_words(answer: &Answer, figures: &Figures) -> String {
    let question = &answer.question;
    let basis = if figures.basis.is_empty() { String::new() } else { format!(" {}", figures.basis) };
    let published = published_word(answer.subject.edition.as_ref(), figures);
    format!(
        "Share of {published}{}, {}{basis}, {}{}",
        answer.subject.stage.in_sentence(),
        quantity_in_sentence(figures.total, figures.unit),
        question.year,
        estimates_words(figures.estimates),
    )
}

fn subtitle_without_figures(answer: &Answer, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotAdditive { .. } | Refusal::OnlyOne { .. } => "As published, country by country".to_owned(),
        _ => answer.subject.edition.as_ref().map_or_else(String::new, |edition| edition.name.clone()),
    }
}

fn legend(figures: &Figures, series_of: impl Fn(Option<&BlocId>) -> Series) -> Vec<(Series, String)> {
    let mut legend: Vec<(Series, String)> = figures
        .blocs
        .iter()
        .map(|bloc| (series_of(Some(&bloc.id)), format!("{}, {}", bloc.name, bloc_share_words(bloc, figures))))
        .collect();
    if !legend.is_empty() {
        legend.push(rest_entry(legend.len()));
    }
    legend
}

/// Returns the line that every picture carries: source, edition, denominator, blocs, date, rule, program.
fn source_line(answer: &Answer, second: Option<Second<'_>>) -> String {
    source_parts(answer, second).join(". ")
}

/// Returns the sentences of the source line of an answer by itself.
pub(in crate::charts) fn source_parts_of(answer: &Answer) -> Vec<String> {
    source_parts(answer, None)
}

/// Returns the sentences of the source line.
pub(super) fn source_parts(answer: &Answer, second: Option<Second<'_>>) -> Vec<String> {
    let question = &answer.question;
    let mut parts: Vec<String> = source_of(answer).into_iter().collect();
    parts.extend(answer.subject.assumption.clone());
    parts.extend(second.into_iter().flat_map(|second| second.source_words()));
    if let Ok(figures) = &answer.figures {
        let printed = printed_words(figures);
        parts.push(match (question.denominator, printed) {
            (Denominator::Sum, Some(printed)) => {
                let of_reserves = second.map_or_else(String::new, printed_reserves);
                format!("{}; printed world total {printed}{of_reserves}", shares_words(question.denominator))
            }
            (Denominator::Sum, None) => {
                format!("{}; no world total is printed", shares_words(question.denominator))
            }
            (Denominator::Printed, _) => format!(
                "{} {}; the rows add up to {}",
                shares_words(question.denominator),
                figures.printed.as_ref().map(|of| quantity_words(&of.quantity, figures.unit)).unwrap_or_default(),
                quantity_text(figures.own_sum, figures.unit)
            ),
        });
        let lead = match question.mode {
            Mode::One => "Blocs, each as one supplier",
            Mode::Withhold => "Blocs that stop selling",
            Mode::Only => "Blocs bought from alone",
        };
        parts.extend(membership_words(lead, question, figures));
    }
    parts.extend(territories_words(question));
    parts.extend(uncorrected_words(question));
    parts.push(program_words());
    parts
}

/// Returns the printed total of the reserves beside production, with a comma before, or nothing.
fn printed_reserves(second: Second<'_>) -> String {
    let printed = printed_words(second.figures).filter(|_| second.is_reserves());
    printed.map_or_else(String::new, |printed| format!(", of reserves {printed}"))
}
