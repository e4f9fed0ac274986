use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::data::Dataset;
use crate::data::open::{OpenOptions, Opened, Progress};
use crate::session::{Arrival, Joined, News, Session};
use crate::ui::ReadingView;

use super::reading::{Found, Job, read};
use super::tasks::{Outcome, Slot};

/// Reads files and joins datasets, each on a thread of its own and one at a time; the dataset on screen stays as it is
/// until another is whole.
pub struct Opening {
    /// The bundled data.
    base: Dataset,
    reading: Slot<Found>,
    joining: Slot<Joined>,
    jobs: VecDeque<Job>,
    /// The job that is being done.
    job: Option<Job>,
    progress: Progress,
    /// What is to be joined.
    changes: VecDeque<Change>,
}

/// A change of what is open.
pub enum Change {
    /// A dataset more, or one read again.
    Opened { opened: Box<Opened>, show: bool },
    /// A dataset less.
    Closed { path: PathBuf },
    /// Others in place of all.
    Workspace { opened: Vec<Opened>, news: News },
}

/// What has become of reading.
pub enum Read {
    /// Something was found.
    Found(Found),
    /// It ended without a result: a fault of the program.
    Lost(PathBuf),
}

impl Opening {
    /// Returns one with nothing to do.
    pub fn new(base: Dataset) -> Self {
        Self {
            base,
            reading: Slot::new("read"),
            joining: Slot::new("join"),
            jobs: VecDeque::new(),
            job: None,
            progress: Progress::default(),
            changes: VecDeque::new(),
        }
    }

    /// Puts a job at the end of the queue. Of a file that is read or waits to be read already, only the newest job counts.
    pub fn read(&mut self, job: Job) {
        self.jobs.retain(|waiting| waiting.path() != job.path());
        if self.job.as_ref().is_some_and(|running| running.path() == job.path()) {
            self.progress.cancel();
        }
        self.jobs.push_back(job);
    }

    /// Gives up what is read and what waits to be read.
    pub fn cancel(&mut self) {
        self.jobs.clear();
        self.progress.cancel();
    }

    /// Puts a change of what is open at the end of the queue.
    pub fn change(&mut self, change: Change) {
        self.changes.push_back(change);
    }

    /// Returns what is being read, for the window.
    pub fn view(&self) -> Option<ReadingView> {
        let job = self.job.as_ref()?;
        Some(ReadingView {
            name: file_name(job.path()),
            part: self.progress.part(),
            rows: self.progress.rows(),
            waiting: self.jobs.len(),
        })
    }

    /// Begins the next job and takes what the last one found.
    pub fn poll_reading(&mut self, context: &egui::Context, options: &OpenOptions) -> Option<Read> {
        let read_now = match self.reading.poll() {
            Outcome::Done(found) => self.job.take().map(|_| Read::Found(found)),
            Outcome::Lost => self.job.take().map(|job| Read::Lost(job.path().to_path_buf())),
            Outcome::Pending => None,
        };
        if !self.reading.is_busy()
            && let Some(job) = self.jobs.pop_front()
        {
            self.progress = Progress::default();
            let (options, progress) = (options.clone(), self.progress.clone());
            self.job = Some(job.clone());
            if !self.reading.start(context, move || read(&job, &options, &progress)) {
                return self.job.take().map(|job| Read::Lost(job.path().to_path_buf()));
            }
        }
        read_now
    }

    /// Begins to join the next change for a session, and takes what was joined.
    pub fn poll_joining(&mut self, context: &egui::Context, session: &Session) -> Option<Joined> {
        match self.joining.poll() {
            // The next change starts from what this one leads to, which the session takes over first.
            Outcome::Done(joined) => return Some(joined),
            Outcome::Lost => tracing::error!("datasets could not be joined, by a fault of the program"),
            Outcome::Pending => {}
        }
        if !self.joining.is_busy()
            && let Some(change) = self.changes.pop_front()
        {
            let (base, session) = (self.base.clone(), session.clone());
            self.joining.start(context, move || {
                let arrival = arrival(session.opened.clone(), change);
                Joined::of(&base, session, arrival)
            });
        }
        None
    }

    /// Prepares what was joined once more, for a session that has changed since.
    pub fn join_again(&mut self, context: &egui::Context, joined: Joined, session: &Session) {
        let session = session.clone();
        self.joining.start(context, move || joined.again(session));
    }

    /// Returns whether anything is under way.
    pub fn is_busy(&self) -> bool {
        self.reading.is_busy() || self.joining.is_busy() || !self.jobs.is_empty() || !self.changes.is_empty()
    }
}

/// Returns what is open after a change.
fn arrival(mut open: Vec<Arc<Opened>>, change: Change) -> Arrival {
    match change {
        Change::Opened { opened, show } => {
            let (path, opened) = (opened.path.clone(), Arc::new(*opened));
            match open.iter_mut().find(|known| known.path == path) {
                Some(known) => *known = opened,
                None => open.push(opened),
            }
            Arrival { opened: open, news: News::Opened { path, show } }
        }
        Change::Closed { path } => {
            open.retain(|known| known.path != path);
            Arrival { opened: open, news: News::Closed { path } }
        }
        Change::Workspace { opened, news } => Arrival { opened: opened.into_iter().map(Arc::new).collect(), news },
    }
}

/// Returns a file's name, without folders.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
