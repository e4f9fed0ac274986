use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::data::open::{Mapping, OpenOptions, Progress, open_mapped};
use crate::session::{Session, Trial};

use super::tasks::{Outcome, Slot};

/// Tries the mapping on the page on the first rows of its file, in the background, whenever it changes.
pub struct Trying {
    slot: Slot<(PathBuf, Trial)>,
    progress: Progress,
    /// What is being tried.
    asked: Option<(PathBuf, BTreeMap<String, Mapping>)>,
    /// The last trial, with the file that it is of.
    done: Option<(PathBuf, Trial)>,
}

impl Trying {
    /// Returns one that has tried nothing.
    pub fn new() -> Self {
        Self { slot: Slot::new("try mapping"), progress: Progress::default(), asked: None, done: None }
    }

    /// Returns what came of the mapping on the page, unless it is still being tried.
    pub fn trial(&self, session: &Session) -> Option<&Trial> {
        let draft = session.mapping.as_ref()?;
        let (path, trial) = self.done.as_ref()?;
        (*path == draft.looked.path && trial.mappings == draft.mappings).then_some(trial)
    }

    /// Takes what is finished and begins what is wanted.
    pub fn frame(&mut self, context: &egui::Context, session: &Session) {
        match self.slot.poll() {
            Outcome::Done(done) => self.done = Some(done),
            Outcome::Lost => {
                // Not to be tried again in every frame, only when the mapping changes.
                let result = Err("The mapping could not be tried, by a fault of the program".to_owned());
                self.done = self.asked.take().map(|(path, mappings)| (path, Trial { mappings, result }));
            }
            Outcome::Pending => {}
        }
        let Some(draft) = &session.mapping else {
            self.progress.cancel();
            self.done = None;
            return;
        };
        if self.trial(session).is_some() {
            return;
        }
        let wanted = (draft.looked.path.clone(), draft.mappings.clone());
        if self.slot.is_busy() {
            if self.asked.as_ref() != Some(&wanted) {
                self.progress.cancel();
            }
            return;
        }
        self.asked = Some(wanted.clone());
        let (path, mappings) = wanted;
        let mut options: OpenOptions = session.options.clone();
        options.limits.rows = options.limits.rows.min(Trial::ROWS);
        self.progress = Progress::default();
        let progress = self.progress.clone();
        self.slot.start(context, move || {
            let result = open_mapped(&path, &mappings, &options, &progress).map_err(|problem| problem.to_string());
            (path, Trial { mappings, result })
        });
    }
}
