use std::io::Write;
use std::path::Path;

use anyhow::Context as _;

use crate::charts::listing::Listing;
use crate::charts::observations::{Observations, nothing_words};
use crate::charts::table::Separated;
use crate::charts::{ChartKind, ChartOptions, Compare, chart};
use crate::data::{Dataset, Table};
use crate::export::{FileFormat, TableFile};
use crate::model::EditionChoice;

use super::CliError;
use super::arguments::TableArguments;
use super::export::{asked, comparable, of_revisable_year, picked_choices, picked_kind};
use super::question::{commodity, rules};

/// Writes the table that the arguments ask for: the numbers of a question's chart, or all figures.
///
/// # Errors
/// An argument that names nothing, a table without a row (nothing is written), or a file that cannot be written.
pub fn run(dataset: &Dataset, arguments: &TableArguments, to: &mut impl Write) -> Result<(), CliError> {
    let target = target(&arguments.out)?;
    let table = if arguments.all_figures { all_figures(dataset, arguments)? } else { of_chart(dataset, arguments)? };
    match target {
        Target::File(format) => table.write(&arguments.out, format).map_err(CliError::failed),
        Target::Output => {
            let separated = if arguments.tsv { Separated::Tabs } else { Separated::Commas };
            // In large pieces: a line each would be a call of the system each.
            let mut buffer = std::io::BufWriter::with_capacity(1 << 16, to);
            let printed = table.print(separated, &mut buffer).and_then(|()| buffer.flush());
            printed.context("the table could not be printed").map_err(CliError::failed)
        }
    }
}

/// Where a table goes.
enum Target {
    File(FileFormat),
    Output,
}

fn target(out: &Path) -> Result<Target, CliError> {
    if out == Path::new("-") {
        return Ok(Target::Output);
    }
    let format = FileFormat::of_path(out).filter(|format| format.is_table());
    format.map(Target::File).ok_or_else(|| {
        CliError::argument(
            format!("the ending of '{}' names no format of a table", out.display()),
            "use .csv or .xlsx, or - for the standard output",
        )
    })
}

fn of_chart(dataset: &Dataset, arguments: &TableArguments) -> Result<TableFile, CliError> {
    let asked = asked(dataset, &arguments.question, &arguments.kind)?;
    let kind = picked_kind(&arguments.kind)?;
    let asked = of_revisable_year(dataset, asked, kind, arguments.question.year.is_some());
    arguments.second.check(kind)?;
    let second = |asked| arguments.second.question(dataset, asked, &arguments.question).map(Box::new);
    let other = (kind == ChartKind::Pair).then(|| second(&asked)).transpose()?;
    let edition = arguments.kind.compare.as_deref().map(|name| comparable(dataset, kind, name)).transpose()?;
    let compare = Compare::stored(!arguments.kind.no_reserves, edition.as_ref());
    let choices = picked_choices(&arguments.kind, kind)?;
    let (trend, ladder) = (arguments.kind.trend(), arguments.kind.ladder());
    let chart = chart(dataset, &asked, kind, &ChartOptions { compare, trend, ladder, choices, other });
    let listing = Listing::of_chart(&chart);
    if listing.is_empty() {
        return Err(CliError::NoAnswer { reason: listing.empty_words() });
    }
    Ok(TableFile::new(dataset, chart.title(), listing))
}

/// Returns all figures, of the mineral, form, stage and year that are given.
fn all_figures(dataset: &Dataset, arguments: &TableArguments) -> Result<TableFile, CliError> {
    let words = &arguments.question;
    let mut asked = rules(dataset, words)?;
    let mineral = words.mineral.as_ref().map(|text| commodity(dataset, text)).transpose()?;
    if let Some(mineral) = mineral {
        asked.commodity = mineral.id.clone();
    }
    let form = match (&words.form, mineral) {
        (Some(text), Some(_)) => Some(super::question::form(dataset, &asked, text)?),
        (Some(_), None) => return Err(CliError::argument("--form is given without its mineral", "add --mineral")),
        (None, _) => None,
    };
    let is_wanted = |table: &Table| {
        mineral.is_none_or(|mineral| table.key.commodity == mineral.id)
            && form.as_ref().is_none_or(|form| table.key.form == *form)
            && words.stage.is_none_or(|stage| table.key.stage == stage)
    };
    let mut all = Observations::those(dataset, &asked, &is_wanted);
    if let Some(year) = words.year {
        all.keep_year(year);
    }
    let title = title(dataset, mineral.map(|mineral| mineral.in_sentence.as_str()), &asked.edition);
    let listing = Listing::of_observations(all, nothing_words(dataset, &asked, mineral.is_some()));
    if listing.is_empty() {
        let narrowed = form.is_some() || words.stage.is_some() || words.year.is_some();
        let reason =
            if narrowed { "no figure is of this form, stage and year".to_owned() } else { listing.empty_words() };
        return Err(CliError::NoAnswer { reason });
    }
    Ok(TableFile::new(dataset, &title, listing))
}

fn title(dataset: &Dataset, mineral: Option<&str>, edition: &EditionChoice) -> String {
    let edition = match edition {
        EditionChoice::Newest => "every edition",
        EditionChoice::Of(id) => dataset.edition(id).map_or(id.as_str(), |of| &of.short_name),
    };
    format!("Figures of {} in {edition}", mineral.unwrap_or("every mineral"))
}
