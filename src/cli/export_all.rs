use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use anyhow::Context as _;

use crate::data::Dataset;
use crate::export::{ExportError, FileFormat, Recipe, file_stem, make, write_atomically};

use crate::model::counted;

use super::CliError;
use super::arguments::{ExportArguments, QuestionArguments};
use super::export::{checked_look, is_of_all_minerals, nothing_to_draw};
use super::question::{question, rules};

/// Pictures are drawn on at most this many threads.
const MOST_THREADS: usize = 4;

/// A picture to draw.
struct Job {
    name: String,
    recipe: Recipe,
}

/// What there is to draw.
struct Plan {
    jobs: Vec<Job>,
    /// Minerals without figures, and why.
    without: Vec<(String, String)>,
}

/// Draws every mineral into a folder: one line of progress, then which minerals have no figures and why.
///
/// # Errors
/// An argument that names nothing, or a file that cannot be made or written: the other files made so far stay.
pub fn run(dataset: &Dataset, arguments: &ExportArguments, format: FileFormat) -> Result<(), CliError> {
    let Plan { jobs, without } = plan(dataset, arguments)?;
    let folder = &arguments.out;
    std::fs::create_dir_all(folder).map_err(|problem| {
        CliError::failed(anyhow::anyhow!("the folder could not be created: {problem}: {}", folder.display()))
    })?;
    draw(dataset, &jobs, folder, format)?;
    // Nothing is left to do when even the standard error is closed.
    let _closed = tell(&jobs, &without, folder);
    Ok(())
}

/// Returns the pictures there are to draw, and the minerals without figures with the reason.
fn plan(dataset: &Dataset, arguments: &ExportArguments) -> Result<Plan, CliError> {
    let look = checked_look(dataset, arguments)?;
    if is_of_all_minerals(&arguments.kind)? {
        return Err(CliError::argument(
            "this chart is one picture of all minerals".to_owned(),
            "leave --all and --format out, and name a file with --out",
        ));
    }
    // What is wrong with the words of the question is said once.
    rules(dataset, &arguments.question)?;
    let mut plan = Plan { jobs: Vec::new(), without: Vec::new() };
    for commodity in &dataset.commodities {
        let of_mineral = QuestionArguments { mineral: Some(commodity.id.to_string()), ..arguments.question.clone() };
        let asked = question(dataset, &of_mineral)?;
        let recipe = look.recipe(dataset, asked, &of_mineral)?;
        match nothing_to_draw(dataset, &recipe) {
            None => plan.jobs.push(Job { name: commodity.name.clone(), recipe }),
            Some(reason) => plan.without.push((commodity.name.clone(), reason)),
        }
    }
    Ok(plan)
}

/// Draws the pictures on some threads, and stops at the first that fails.
fn draw(dataset: &Dataset, jobs: &[Job], folder: &Path, format: FileFormat) -> Result<(), CliError> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(jobs.len());
    std::thread::scope(|scope| {
        let (sender, receiver) = channel();
        for number in 0..threads {
            let sender = sender.clone();
            let (next, stop) = (&next, &stop);
            std::thread::Builder::new()
                .name(format!("export {number}"))
                .spawn_scoped(scope, move || work(dataset, jobs, next, stop, folder, format, &sender))
                .context("no thread could be started")
                .map_err(CliError::failed)?;
        }
        drop(sender);
        let drawn = follow(jobs, &receiver);
        stop.store(true, Ordering::Relaxed);
        drawn
    })
}

type Drawn = (usize, Result<(), ExportError>);

/// Draws one picture after the other until there is none left.
fn work(
    dataset: &Dataset,
    jobs: &[Job],
    next: &AtomicUsize,
    stop: &AtomicBool,
    folder: &Path,
    format: FileFormat,
    to: &Sender<Drawn>,
) {
    while !stop.load(Ordering::Relaxed) {
        let place = next.fetch_add(1, Ordering::Relaxed);
        let Some(Job { recipe, .. }) = jobs.get(place) else { return };
        let path = folder.join(format!(
            "{}.{}",
            file_stem(&recipe.question, recipe.chart, &recipe.chart_options()),
            format.extension()
        ));
        let made = make(dataset, recipe).and_then(|made| made.bytes(format));
        let drawn = made.and_then(|bytes| write_atomically(&path, &bytes));
        if to.send((place, drawn)).is_err() {
            return;
        }
    }
}

/// Shows how far the work is until all of it is done.
fn follow(jobs: &[Job], drawn: &Receiver<Drawn>) -> Result<(), CliError> {
    let mut stderr = std::io::stderr();
    let is_terminal = stderr.is_terminal();
    for (count, (place, result)) in drawn.iter().enumerate() {
        let name = jobs.get(place).map_or("", |job| job.name.as_str());
        if let Err(problem) = result {
            if is_terminal {
                let _closed = writeln!(stderr);
            }
            return Err(problem)
                .with_context(|| format!("{name} could not be drawn, after {count} of {}", jobs.len()))
                .map_err(CliError::failed);
        }
        if is_terminal {
            let _closed = clear_line(&mut stderr);
            let _closed = write!(stderr, "{} of {}: {name}", count + 1, jobs.len());
        }
    }
    if is_terminal {
        let _closed = clear_line(&mut stderr);
    }
    Ok(())
}

/// Goes back to the start of a terminal's line and clears what stood there.
fn clear_line(terminal: &mut impl std::io::Write) -> std::io::Result<()> {
    terminal.write_all(b"\r\x1b[K")
}

fn tell(jobs: &[Job], without: &[(String, String)], folder: &Path) -> std::io::Result<()> {
    let mut stderr = std::io::stderr().lock();
    let drawn = counted(jobs.len() as u64, "mineral", "minerals");
    writeln!(stderr, "{drawn} drawn, {} without figures: {}", without.len(), folder.display())?;
    without.iter().try_for_each(|(name, reason)| writeln!(stderr, "  {name}: {reason}"))
}
