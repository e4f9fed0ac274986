use std::path::Path;

use crate::data::open::{OpenError, OpenOptions, Opened, Preview, Progress, open_mapped, preview};
use crate::session::{MappingDraft, Session, Trial};

use super::tasks::{Outcome, Slot};

/// Tries the mapping on the page on its file, in the background, whenever it changes.
pub struct Trying {
    slot: Slot<Trial>,
    progress: Progress,
    /// What is being tried.
    asked: Option<(MappingDraft, OpenOptions)>,
    /// The last trial, with what was decided about reading files then.
    done: Option<(Trial, OpenOptions)>,
}

impl Trying {
    /// Returns one that has tried nothing.
    pub fn new() -> Self {
        Self { slot: Slot::new("try mapping"), progress: Progress::default(), asked: None, done: None }
    }

    /// Returns what came of a mapping of the file on the page; it may have changed since.
    pub fn trial(&self, session: &Session) -> Option<&Trial> {
        let draft = session.mapping.as_ref()?;
        self.done.as_ref().map(|(trial, _)| trial).filter(|trial| trial.path == draft.looked.path)
    }

    /// Takes what is finished and begins what is wanted.
    pub fn frame(&mut self, context: &egui::Context, session: &Session) {
        let outcome = self.slot.poll();
        let asked = if matches!(outcome, Outcome::Pending) { None } else { self.asked.take() };
        if let Some((draft, options)) = asked {
            match outcome {
                // What was given up halfway says nothing.
                Outcome::Done(_) if self.progress.is_cancelled() => {}
                Outcome::Done(trial) => self.done = Some((trial, options)),
                // Not to be tried again in every frame, only when the mapping changes.
                _ => {
                    let problem = "The mapping could not be tried, by a fault of the program".to_owned();
                    self.done = Some((trial(&draft, Err(problem), None), options));
                }
            }
        }
        let Some(draft) = &session.mapping else {
            self.progress.cancel();
            self.done = None;
            return;
        };
        let is_done = |(trial, options): &(Trial, OpenOptions)| trial.is_of(draft) && *options == session.options;
        if self.done.as_ref().is_some_and(is_done) {
            return;
        }
        if let Some((asked, options)) = &self.asked {
            if asked != draft || *options != session.options {
                self.progress.cancel();
            }
            return;
        }
        self.begin(context, draft, &session.options);
    }

    fn begin(&mut self, context: &egui::Context, draft: &MappingDraft, options: &OpenOptions) {
        self.progress = Progress::default();
        let (progress, work) = (self.progress.clone(), (draft.clone(), options.clone()));
        let started = self.slot.start(context, move || {
            let (draft, options) = work;
            let first = first_rows(&draft, &options, &progress);
            let whole = is_small(&draft.looked.path).then(|| whole(&draft, &options, &progress));
            trial(&draft, first, whole)
        });
        self.asked = started.then(|| (draft.clone(), options.clone()));
    }
}

/// What the whole file says; nothing where it says nothing.
type Whole = Option<Result<Opened, String>>;

fn trial(draft: &MappingDraft, preview: Result<Preview, String>, whole: Option<Whole>) -> Trial {
    Trial {
        is_empty: matches!(whole, Some(None)),
        path: draft.looked.path.clone(),
        sheet: draft.shown().map_or_else(String::new, |(sheet, _)| sheet.name.clone()),
        mappings: draft.decided(),
        preview,
        opened: whole.flatten(),
    }
}

fn first_rows(draft: &MappingDraft, options: &OpenOptions, progress: &Progress) -> Result<Preview, String> {
    let Some((sheet, mapping)) = draft.shown() else { return Ok(Preview::default()) };
    preview(sheet, mapping, options, progress).map_err(|problem| problem.to_string())
}

/// Returns what the whole file says. Where it says nothing at all, its first rows show why.
fn whole(draft: &MappingDraft, options: &OpenOptions, progress: &Progress) -> Whole {
    match open_mapped(&draft.looked.path, &draft.decided(), options, progress) {
        Err(OpenError::NothingUsable { .. }) => None,
        result => Some(result.map_err(|problem| problem.to_string())),
    }
}

/// Returns whether reading the whole file whenever its mapping changes takes no time that a person notices.
fn is_small(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= Trial::WHOLE_FILE_BYTES)
}
