use anyhow::Context as _;

use crate::analysis::answer;
use crate::data::Dataset;
use crate::export::{ChartKind, FileFormat, Recipe, make, write_atomically};

use super::CliError;
use super::arguments::ExportArguments;
use super::question::{question, unknown};

/// Draws the chart of the question that the arguments ask into a file.
///
/// # Errors
/// An argument that names nothing, a question without an answer (nothing is written), or a file that cannot be written.
pub fn run(dataset: &Dataset, arguments: &ExportArguments) -> Result<(), CliError> {
    let format = FileFormat::of_path(&arguments.out).ok_or_else(|| {
        CliError::argument(
            format!("the ending of '{}' names no format", arguments.out.display()),
            "use .png, .svg, .pdf or .csv",
        )
    })?;
    let kinds = ChartKind::ALL.map(ChartKind::id);
    let chart = ChartKind::ALL
        .into_iter()
        .find(|kind| kind.id() == arguments.chart)
        .ok_or_else(|| unknown("chart", &arguments.chart, &kinds))?;
    for (name, factor, least, most) in
        [("--scale", arguments.scale, 0.1, 8.0), ("--text", arguments.text_scale, 0.5, 4.0)]
    {
        if !(least..=most).contains(&factor) {
            return Err(CliError::argument(
                format!("{name} {factor} is out of range"),
                format!("use {least} to {most}"),
            ));
        }
    }
    let asked = question(dataset, &arguments.question)?;
    let answered = answer(dataset, &asked);
    if let Err(refusal) = &answered.figures {
        return Err(CliError::NoAnswer { reason: refusal.to_string() });
    }
    let (width_px, height_px) = arguments.size;
    let recipe = Recipe {
        chart,
        compare_reserves: !arguments.no_reserves,
        show_shift: !arguments.no_shift,
        title: own_text(arguments.title.as_ref()),
        note: own_text(arguments.note.as_ref()),
        width_px,
        height_px,
        scale: arguments.scale,
        text_scale: arguments.text_scale,
        theme: arguments.theme,
        ..Recipe::slide(dataset, asked)
    };
    let made = make(dataset, &recipe).context("the picture could not be made").map_err(CliError::failed)?;
    let bytes = made.bytes(format).map_err(CliError::failed)?;
    write_atomically(&arguments.out, &bytes).map_err(CliError::failed)
}

/// Returns a text of one's own, or nothing for an empty one: the chart's own then stays.
fn own_text(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
