use std::io::Write;

use anyhow::Context as _;

use crate::analysis::{Answer, all_questions, answer, chain};
use crate::charts::shares;
use crate::charts::shift::shift;
use crate::charts::supposed::filler_words;
use crate::charts::table::Cell;
use crate::data::Dataset;

use super::CliError;
use super::answer_json::answer_json;
use super::arguments::AnswerArguments;
use super::question::{question, rules};

/// Prints the answer to the question that the arguments ask.
///
/// # Errors
/// An argument that names nothing, or a question without an answer: its JSON is printed all the same.
pub fn run(dataset: &Dataset, arguments: &AnswerArguments, to: &mut impl Write) -> Result<(), CliError> {
    if arguments.all {
        let like = rules(dataset, &arguments.question)?;
        for asked in all_questions(dataset, &like) {
            let answered = answer(dataset, &asked);
            if arguments.json || arguments.jsonl {
                print_json(&answered, false, to).map_err(CliError::failed)?;
            } else {
                print_line(dataset, &answered, to)
                    .context("the answer could not be printed")
                    .map_err(CliError::failed)?;
            }
        }
        return Ok(());
    }
    let asked = question(dataset, &arguments.question)?;
    let answered = answer(dataset, &asked);
    if arguments.json || arguments.jsonl {
        print_json(&answered, !arguments.jsonl, to).map_err(CliError::failed)?;
    } else if answered.figures.is_ok() || answered.listing.as_ref().is_some_and(|listing| !listing.rows.is_empty()) {
        print_text(dataset, &answered, to).context("the answer could not be printed").map_err(CliError::failed)?;
    }
    match answered.figures {
        Ok(_) => Ok(()),
        Err(refusal) => Err(CliError::NoAnswer { reason: refusal.to_string() }),
    }
}

fn print_json(answer: &Answer, pretty: bool, to: &mut impl Write) -> anyhow::Result<()> {
    let json = answer_json(answer);
    if pretty { serde_json::to_writer_pretty(&mut *to, &json) } else { serde_json::to_writer(&mut *to, &json) }
        .context("the answer could not be printed")?;
    writeln!(to).context("the answer could not be printed")
}

/// Prints one answer in one line: its title and HHI, or why there is none.
fn print_line(dataset: &Dataset, answer: &Answer, to: &mut impl Write) -> std::io::Result<()> {
    match &answer.figures {
        Ok(figures) => {
            let title = shares::chart(dataset, answer, None).title;
            writeln!(to, "{title}; HHI {:.0}", figures.before.hhi.lower)
        }
        Err(refusal) => writeln!(to, "{refusal}"),
    }
}

/// Prints an answer for people: title, table, the shift, problems, source.
fn print_text(dataset: &Dataset, answer: &Answer, to: &mut impl Write) -> std::io::Result<()> {
    let chart = shares::chart(dataset, answer, None);
    writeln!(to, "{}\n{}\n", chart.title, chart.subtitle)?;
    let rows: Vec<Vec<String>> = std::iter::once(chart.table.columns.clone())
        .chain(chart.table.rows.iter().map(|row| row.iter().enumerate().map(|(at, cell)| text(at, cell)).collect()))
        .map(|row: Vec<String>| row.into_iter().take(7).collect())
        .collect();
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..7).map(width).collect();
    for row in &rows {
        let padded = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            let is_number = at == 2 || at == 3;
            if is_number { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        writeln!(to, "{}", padded.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    writeln!(to)?;
    for tile in shift(answer, &chain(dataset, &answer.question)).tiles {
        writeln!(to, "{}", tile.spoken())?;
    }
    print_gap(answer, to)?;
    if !chart.notes.is_empty() {
        writeln!(to)?;
    }
    for problem in &chart.notes {
        writeln!(to, "Note: {problem}")?;
    }
    writeln!(to, "\n{}", chart.source_line)
}

/// Prints what each supplier would have to do to fill what is lost.
fn print_gap(answer: &Answer, to: &mut impl Write) -> std::io::Result<()> {
    let Ok(figures) = &answer.figures else { return Ok(()) };
    let gap = figures.scenario.as_ref().and_then(|scenario| scenario.gap.as_ref());
    let Some((gap, growth)) = gap.and_then(|gap| Some((gap, gap.growth?))) else { return Ok(()) };
    writeln!(to, "\nTo fill the gap, hypothetically")?;
    for filler in &gap.suppliers {
        writeln!(to, "  {}: {}", filler.name, filler_words(filler, growth, figures.unit))?;
    }
    Ok(())
}

/// Returns a cell as printed: shares in per cent.
fn text(at: usize, cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(value) if at == 3 => format!("{:.2} %", value * 100.0),
        Cell::Number(value) => value.to_string(),
        Cell::Empty => String::new(),
    }
}
