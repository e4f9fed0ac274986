use std::collections::BTreeSet;

use crate::charts::Word;
use crate::charts::editions::edition_names;
use crate::charts::palette::Series;
use crate::charts::source_line::{bloc_name, membership_of, program_words, shares_words, uncorrected_words};
use crate::charts::supposed::territories_words;
use crate::charts::wording::{and_words, capitalised, sentence_name};
use crate::model::{BlocId, EditionChoice, ImportReliance, Stage, date_text};

use super::cells::STAR;
use super::model::Source;
use super::options::{Chosen, Columns, Group, Order};
use super::{ColumnKey, Grid, MatrixChart, MatrixColumn, Measure};

/// Returns what the two numbers under a column count.
pub(super) fn counted(chosen: Chosen) -> [&'static str; 2] {
    match (chosen.columns, chosen.measure) {
        (Columns::Countries, _) => ["Largest supplier of", "Over 30\u{a0}% of"],
        (Columns::Blocs, Measure::Share | Measure::Lost) => ["Over 50\u{a0}% of", "Over 30\u{a0}% of"],
        (Columns::Blocs, Measure::Change) => ["+100 or more", "+500 or more"],
    }
}

/// Returns what the colours are of.
pub(super) fn unit_words(chosen: Chosen, stage: Stage) -> String {
    match chosen.measure {
        Measure::Share => format!("Share of {}, %", stage.in_sentence()),
        Measure::Lost => format!("Lost share of {}, %", stage.in_sentence()),
        Measure::Change => "Change of the HHI, points".to_owned(),
    }
}

/// Returns the sentence in place of a grid, where there is none.
pub(super) fn empty(source: &Source<'_>, grid: &Grid) -> Option<String> {
    let stage = source.question.stage.in_sentence();
    let of = if source.chosen.group == Group::All { "any mineral" } else { "any of these minerals" };
    if grid.rows.iter().all(|row| row.words.is_some()) {
        return Some(format!("No {stage} of {of} can be put into shares here"));
    }
    if grid.supplier_count() > 0 {
        return None;
    }
    Some(match source.chosen.columns {
        Columns::Countries => format!("No country is named with {stage} of {of}"),
        Columns::Blocs => format!("No bloc has members with {stage} of {of} on {}", date_text(source.question.as_of)),
    })
}

/// Returns what the data say: who is first of how many minerals.
pub(super) fn title(source: &Source<'_>, grid: &Grid) -> String {
    let stage = source.question.stage;
    let shared = grid.rows.iter().filter(|row| row.words.is_none()).count();
    let most = grid.columns.iter().filter_map(|column| Some((column, column.counts?.0)));
    let most =
        most.min_by_key(|(column, count)| (std::cmp::Reverse(*count), column.rank)).filter(|(_, count)| *count > 0);
    let Some((column, count)) = most else {
        return format!("{} of minerals by {}", capitalised(stage.in_sentence()), source.chosen.noun(2));
    };
    let minerals = |count: usize| if count == 1 { "mineral".to_owned() } else { format!("{count} minerals") };
    let of = match (count == shared, shared) {
        (true, 1) => "the one mineral here".to_owned(),
        (true, _) => format!("all {}", minerals(shared)),
        (false, _) => format!("{count} of {}", minerals(shared)),
    };
    let name = &column.name;
    match (source.chosen.columns, source.chosen.measure) {
        (Columns::Countries, Measure::Lost) => {
            format!("Without {}, the largest supplier of {of} is gone", crate::charts::wording::name_in_sentence(name))
        }
        (Columns::Countries, _) => format!("{} {} more of {of} than anyone else", sentence_name(name), stage.verb()),
        (Columns::Blocs, Measure::Lost) => {
            format!("Without {name}, over half of {} of {of} is lost", stage.in_sentence())
        }
        (Columns::Blocs, Measure::Share) => {
            format!("Members of {name} {} over half of {of}", stage.verb())
        }
        (Columns::Blocs, Measure::Change) => {
            format!("As one supplier, {name} raises the HHI of {of} by 100 or more")
        }
    }
}

pub(super) fn subtitle(source: &Source<'_>) -> String {
    let question = source.question;
    let mark = if source.chosen.measure == Measure::Lost { "HYPOTHETICAL: " } else { "" };
    let columns = source.chosen.noun(2);
    let what = match source.chosen.measure {
        Measure::Share => format!("Minerals by {columns}, share of {}", question.stage.in_sentence()),
        Measure::Lost => {
            format!("Minerals by {columns}, share of {} lost when each stops selling", question.stage.in_sentence())
        }
        Measure::Change => {
            format!(
                "Minerals by {columns}, change of the HHI of {} with each as one supplier",
                question.stage.in_sentence()
            )
        }
    };
    let group = match source.chosen.group {
        Group::All => String::new(),
        group => format!("; {}", group.name()),
    };
    let figures = if question.edition == EditionChoice::Newest { ", newest edition of each figure" } else { "" };
    format!("{mark}{what}{group}; {} or the nearest year{figures}", question.year)
}

/// Returns the blocs that are on and have a colour among the heads.
pub(super) fn legend(source: &Source<'_>, grid: &Grid) -> Vec<(Series, String)> {
    let name = |(id, series): &(BlocId, Series)| Some((*series, source.dataset.bloc(id)?.short_name.clone()));
    let is_seen = |series: &Series| grid.columns.iter().any(|column| column.series == Some(*series));
    source.on.iter().filter_map(name).filter(|(series, _)| is_seen(series)).collect()
}

/// Returns what a reader must know.
pub(super) fn notes(source: &Source<'_>, grid: &Grid) -> Vec<String> {
    let mut notes = vec![marks_note(grid)];
    let question = source.question;
    match source.chosen.measure {
        Measure::Share => {}
        Measure::Lost => notes.push(format!(
            "Only supposed: the {} at the head of a column stops selling. Nothing says that it will be so",
            source.chosen.noun(1)
        )),
        Measure::Change => notes.push(
            "US Merger Guidelines (2023): 100 points or more raise a market that is highly concentrated significantly"
                .to_owned(),
        ),
    }
    if source.chosen.columns == Columns::Blocs && !source.without.is_empty() {
        let names: Vec<&str> = source.without.iter().map(String::as_str).collect();
        notes.push(format!("No member of {} has a number here", and_words(&names)));
    }
    if question.stage == Stage::Refinery {
        notes.push("Where no refinery production is published: that of smelters, else of other plants".to_owned());
    }
    if question.mode.is_hypothetical() && !question.blocs.is_empty() {
        notes.push("What the blocs that are on do makes no difference here: each column is by itself".to_owned());
    }
    if !question.caps.is_empty() {
        notes.push("Limits on single countries are left out here".to_owned());
    }
    if source.chosen.order == Order::Clustered {
        notes.push(
            "Clustered: minerals by average linkage of Bray–Curtis dissimilarity, columns by the mean place of what \
             they have"
                .to_owned(),
        );
    }
    if source.kept.supplies.list().iter().any(|supply| supply.has_left_out) {
        let left_out = "Rows of some minerals were left out when the file was read: their own charts say which";
        notes.push(left_out.to_owned());
    }
    notes.extend(reliance_note(source, grid));
    notes
}

/// Returns what the marks of cells mean, those that there are.
fn marks_note(grid: &Grid) -> String {
    const MARKS: [(&str, &str); 6] = [
        ("W", "withheld"),
        ("NA", "not available"),
        ("–", "not applicable"),
        ("inc", "counted in another row"),
        ("…", "in words only"),
        ("?", "not published"),
    ];
    let marked = |cell: &&super::MatrixCell| cell.is_without_number;
    let found: BTreeSet<&str> =
        grid.rows.iter().flat_map(|row| &row.cells).filter(marked).map(|cell| cell.text.as_str()).collect();
    let mut parts = vec!["Blank: not named".to_owned()];
    parts.extend(MARKS.iter().filter(|(mark, _)| found.contains(mark)).map(|(mark, words)| format!("{mark}: {words}")));
    let has_star =
        grid.rows.iter().any(|row| row.hhi.ends_with(STAR) || row.cells.iter().any(|cell| cell.text.ends_with(STAR)));
    if has_star {
        parts.push(format!("{STAR} of what is published: producers exist whose figures are not"));
    }
    parts.join("; ")
}

fn reliance_note(source: &Source<'_>, grid: &Grid) -> Option<String> {
    let column = grid.columns.iter().position(|column| column.key == ColumnKey::Reliance)?;
    let years = source.lines.iter().flat_map(|line| source.dataset.import_reliance_of(&line.commodity.id));
    let years: BTreeSet<i16> = years.map(|row: &ImportReliance| row.year).collect();
    let year = years.last()?;
    let has_exporter = grid.rows.iter().any(|row| row.cells.get(column).is_some_and(|cell| cell.text == "E"));
    let exporter = if has_exporter { "; E: net exporter" } else { "" };
    Some(format!(
        "US import reliance: net imports in % of what the United States consumed in {year}, no part of the colours{exporter}"
    ))
}

pub(super) fn source_line(source: &Source<'_>) -> String {
    let used: Vec<_> = source.lines.iter().filter_map(super::lines::Line::shares).collect();
    let is_used = |id| used.iter().any(|of| of.supply.edition.as_ref() == Some(id));
    let editions: Vec<_> = source.dataset.editions.iter().rev().filter(|edition| is_used(&edition.id)).collect();
    let of_series = editions.chunk_by(|one, next| one.series == next.series);
    let names: Vec<String> = of_series.map(|editions| edition_names(editions.iter().copied())).collect();
    let mut parts = Vec::new();
    if !names.is_empty() {
        parts.push(format!("Source: {}", names.join("; ")));
    }
    parts.push(shares_words(source.question.denominator).to_owned());
    parts.extend(match source.chosen.columns {
        Columns::Countries => {
            let name = |(id, _): &(BlocId, Series)| Some(bloc_name(id, &source.dataset.bloc(id)?.short_name));
            let names: Vec<String> = source.on.iter().filter_map(name).collect();
            membership_of("Blocs", source.question, &names)
        }
        Columns::Blocs => {
            let members = capitalised(source.question.confidence.in_sentence());
            Some(format!("{members} as of {}", date_text(source.question.as_of)))
        }
    });
    let mut assumed: Vec<String> = used.iter().filter_map(|of| of.supply.assumption.clone()).collect();
    assumed.sort();
    assumed.dedup();
    parts.extend(assumed);
    parts.extend(territories_words(source.question));
    parts.extend(uncorrected_words(source.question));
    parts.push(program_words());
    parts.join(". ")
}

/// Returns the chart in words: title, subtitle, the first columns and rows.
pub(super) fn description(chart: &MatrixChart) -> String {
    const MOST: usize = 6;
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let mut columns: Vec<&MatrixColumn> = chart.grid.columns.iter().filter(|column| column.is_supplier()).collect();
    columns.sort_by_key(|column| column.rank);
    let columns: Vec<String> = columns.iter().take(MOST).map(|column| chart.grid.spoken_head(column)).collect();
    let shared: Vec<_> = chart.grid.rows.iter().filter(|row| row.words.is_none()).collect();
    let rows: Vec<String> = shared.iter().take(MOST).map(|row| chart.grid.spoken_row(row)).collect();
    let without = chart.grid.rows.len() - shared.len();
    let without = if without > 0 { format!(" {without} without shares.") } else { String::new() };
    format!(
        "{}. {}. {} rows and {} columns. First columns: {}. First rows: {}.{without}",
        chart.title,
        chart.subtitle,
        shared.len(),
        chart.grid.columns.len(),
        columns.join("; "),
        rows.join("; ")
    )
}
