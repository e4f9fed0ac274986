//! Many pictures by one command.
//!
//! In: the words of `export --all`. Out: a file for each mineral and kind of chart, contact sheets of them, and what
//! could not be drawn and why.

mod kinds;
mod pages;
mod plan;
mod work;

use std::io::Write as _;
use std::path::Path;

use crate::data::Dataset;
use crate::export::FileFormat;
use crate::model::counted;

use super::CliError;
use super::arguments::ExportArguments;
use plan::{Plan, plan};
use work::{Done, draw};

/// Draws every mineral into a folder, in one kind of chart or several: one line of progress, then what there is nothing to
/// draw of and why.
///
/// # Errors
/// An argument that names nothing, a folder that cannot be made, or, once all others are drawn, a file that could not be
/// made or written.
pub fn run(dataset: &Dataset, arguments: &ExportArguments) -> Result<(), CliError> {
    let many = &arguments.many;
    let usual = (!many.charts.is_empty() || many.contact_sheet).then_some(FileFormat::Png);
    let format = many
        .format
        .or(usual)
        .ok_or_else(|| CliError::argument("--all needs a format", "add --format png, svg, pdf, csv or xlsx"))?;
    let plan = plan(dataset, arguments)?;
    let folder = &arguments.out;
    std::fs::create_dir_all(folder).map_err(|problem| {
        CliError::failed(anyhow::anyhow!("the folder could not be created: {problem}: {}", folder.display()))
    })?;
    let done = draw(dataset, &plan, folder, format)?;
    // Nothing is left to do when even the standard error is closed.
    let _closed = tell(&plan, &done, folder);
    failure(&plan, &done).map_or(Ok(()), Err)
}

/// Says what is drawn, and what there is nothing of.
fn tell(plan: &Plan, done: &Done, folder: &Path) -> std::io::Result<()> {
    let mut stderr = std::io::stderr().lock();
    let (one, several) = if plan.names_kinds { ("picture", "pictures") } else { ("mineral", "minerals") };
    let mut drawn = counted(done.drawn as u64, one, several);
    if plan.sheet.is_some() {
        drawn = format!("{drawn} and {} of a contact sheet", counted(done.pages as u64, "page", "pages"));
    }
    writeln!(stderr, "{drawn} drawn, {} without figures: {}", done.refused.len(), folder.display())?;
    by_reason(plan, &done.refused).iter().try_for_each(|line| writeln!(stderr, "  {line}"))
}

/// Returns the failure to be told at the end, where anything failed.
fn failure(plan: &Plan, done: &Done) -> Option<CliError> {
    let mut lines = failures(plan, &done.failed);
    lines.extend(done.failed_pages.iter().cloned());
    if lines.is_empty() {
        return None;
    }
    let message = match (done.failed.len(), plan.jobs.len()) {
        (0, _) => "the contact sheet could not be drawn".to_owned(),
        (failed, all) => format!("{failed} of {} could not be drawn", counted(all as u64, "picture", "pictures")),
    };
    let hint = lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n");
    Some(CliError::Failed { problem: anyhow::Error::msg(message), hint })
}

/// Returns a line for each reason with all pictures that it kept from being drawn.
fn failures(plan: &Plan, places: &[(usize, String)]) -> Vec<String> {
    let mut lines: Vec<(&str, Vec<String>)> = Vec::new();
    for (place, reason) in places {
        let Some(job) = plan.jobs.get(*place) else { continue };
        match lines.iter_mut().find(|(said, _)| said == reason) {
            Some((_, names)) => names.push(plan.name(job)),
            None => lines.push((reason, vec![plan.name(job)])),
        }
    }
    lines.into_iter().map(|(reason, names)| format!("{}: {reason}", names.join("; "))).collect()
}

/// Returns a line for each mineral and reason, in order: a reason that several kinds of charts give is said once.
fn by_reason(plan: &Plan, places: &[(usize, String)]) -> Vec<String> {
    let mut lines: Vec<(Option<&str>, Vec<&str>, &str)> = Vec::new();
    for (place, reason) in places {
        let Some(job) = plan.jobs.get(*place) else { continue };
        let (mineral, kind) = (job.mineral.as_deref(), job.kind.name());
        match lines.iter_mut().find(|(of, _, said)| *of == mineral && said == reason) {
            Some((_, kinds, _)) => kinds.push(kind),
            None => lines.push((mineral, vec![kind], reason)),
        }
    }
    let line = |(mineral, kinds, reason): (Option<&str>, Vec<&str>, &str)| match mineral {
        Some(mineral) if plan.names_kinds => format!("{mineral} ({}): {reason}", kinds.join(", ")),
        Some(mineral) => format!("{mineral}: {reason}"),
        None => format!("{}: {reason}", kinds.join(", ")),
    };
    lines.into_iter().map(line).collect()
}
