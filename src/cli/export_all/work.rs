use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

use anyhow::Context as _;

use crate::cli::CliError;
use crate::cli::error::with_causes;
use crate::data::Dataset;
use crate::export::{ExportError, FileFormat, Pixels, Recipe, SheetCell, file_stem, make, write_atomically};

use super::pages::Pages;
use super::plan::{Job, Plan};

/// Pictures are drawn on at most this many threads.
const MOST_THREADS: usize = 4;

/// What became of a picture.
enum Outcome {
    /// It is in its file; with its thumbnail, where one was wished for.
    Drawn(Option<Pixels>),
    /// There is nothing to draw, and why.
    Refused(String),
    /// It could not be drawn or written, and why.
    Failed(String),
}

/// What was done, and what was not.
#[derive(Debug, Default)]
pub struct Done {
    /// How many pictures are in their files.
    pub drawn: usize,
    /// Places of pictures that there is nothing of, and why, in order.
    pub refused: Vec<(usize, String)>,
    /// Places of pictures that could not be drawn or written, and why, in order.
    pub failed: Vec<(usize, String)>,
    /// How many pages of the contact sheet are in their files.
    pub pages: usize,
    /// What of the contact sheet could not be drawn or written, and why.
    pub failed_pages: Vec<String>,
}

/// Draws the pictures on some threads. What fails costs nothing of the rest.
///
/// # Errors
/// When no thread can be started.
pub fn draw(dataset: &Dataset, plan: &Plan, folder: &Path, format: FileFormat) -> Result<Done, CliError> {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(plan.jobs.len());
    let mut pages = plan.sheet.as_ref().map(|sheet| Pages::new(sheet, folder));
    let mut done = Done::default();
    std::thread::scope(|scope| {
        // A thread waits until what it drew is taken: thumbnails don't pile up while a page is made.
        let (sender, receiver) = sync_channel(threads);
        for number in 0..threads {
            let (sender, next) = (sender.clone(), &next);
            std::thread::Builder::new()
                .name(format!("export {number}"))
                .spawn_scoped(scope, move || work(dataset, plan, next, folder, format, &sender))
                .context("no thread could be started")
                .map_err(CliError::failed)?;
        }
        drop(sender);
        let mut progress = Progress::new(plan.jobs.len());
        for (place, outcome) in receiver {
            let Some(job) = plan.jobs.get(place) else { continue };
            progress.tell(&plan.name(job));
            let cell = done.take(place, outcome);
            if let (Some(pages), Some(at), Some(cell)) = (&mut pages, job.cell, cell) {
                pages.take(at, cell);
            }
        }
        Ok(())
    })?;
    if let Some(pages) = pages {
        (done.pages, done.failed_pages) = pages.finish();
    }
    done.refused.sort();
    done.failed.sort();
    Ok(done)
}

impl Done {
    /// Notes what became of a picture, and returns what stands on the contact sheet of it.
    fn take(&mut self, place: usize, outcome: Outcome) -> Option<SheetCell> {
        match outcome {
            Outcome::Drawn(thumbnail) => {
                self.drawn += 1;
                thumbnail.map(SheetCell::Picture)
            }
            Outcome::Refused(reason) => {
                self.refused.push((place, reason.clone()));
                Some(SheetCell::Words(reason))
            }
            Outcome::Failed(reason) => {
                let words = format!("Could not be drawn. {reason}");
                self.failed.push((place, reason));
                Some(SheetCell::Words(words))
            }
        }
    }
}

/// Draws one picture after the other until there is none left.
fn work(
    dataset: &Dataset,
    plan: &Plan,
    next: &AtomicUsize,
    folder: &Path,
    format: FileFormat,
    to: &SyncSender<(usize, Outcome)>,
) {
    loop {
        let place = next.fetch_add(1, Ordering::Relaxed);
        let Some(job) = plan.jobs.get(place) else { return };
        let outcome = one(dataset, plan, job, folder, format).unwrap_or_else(|problem| {
            let problem = anyhow::Error::from(problem);
            Outcome::Failed(with_causes(&problem))
        });
        if to.send((place, outcome)).is_err() {
            return;
        }
    }
}

/// Draws a picture into its file. Nothing but its thumbnail is kept of it.
fn one(
    dataset: &Dataset,
    plan: &Plan,
    Job { recipe, .. }: &Job,
    folder: &Path,
    format: FileFormat,
) -> Result<Outcome, ExportError> {
    let made = make(dataset, recipe)?;
    if let Some(reason) = made.chart.empty() {
        return Ok(Outcome::Refused(reason.to_owned()));
    }
    write_atomically(&folder.join(file_name(recipe, format)), &made.bytes(format)?)?;
    let thumbnail = plan.sheet.as_ref().map(|sheet| {
        let size = sheet.thumbnail_px();
        made.preview(size.x, size.y)
    });
    thumbnail.transpose().map(Outcome::Drawn)
}

fn file_name(recipe: &Recipe, format: FileFormat) -> String {
    let stem = file_stem(&recipe.question, recipe.chart, &recipe.chart_options());
    format!("{stem}.{}", format.extension())
}

/// The line that says how far the work is, where somebody watches.
struct Progress {
    total: usize,
    count: usize,
    is_watched: bool,
}

impl Progress {
    fn new(total: usize) -> Self {
        Self { total, count: 0, is_watched: std::io::stderr().is_terminal() }
    }

    fn tell(&mut self, name: &str) {
        self.count += 1;
        if self.is_watched {
            let _closed = clear_line();
            let _closed = write!(std::io::stderr(), "{} of {}: {name}", self.count, self.total);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_watched {
            let _closed = clear_line();
        }
    }
}

/// Goes back to the start of a terminal's line and clears what stood there.
fn clear_line() -> std::io::Result<()> {
    std::io::stderr().write_all(b"\r\x1b[K")
}
