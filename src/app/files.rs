//! What the shell does with files: reading, joining, workspaces.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::data::Dataset;
use crate::data::open::{LookedAt, Opened};
use crate::export::{OwnData, Recipe};
use crate::model::EditionChoice;
use crate::session::{Command, Dialog, Effect, FileCommand, News, TakenOver, ViewLayout, Workspace, mapped_by_hand};
use crate::ui::{Notice, opened_words};

use super::opening::{Change, Opening, Read, file_name};
use super::reading::{Found, FoundWorkspace, Job, Show, Trouble};
use super::saving::{Kept, ask_files, ask_folder, ask_where, keep, with_ending};
use super::shell::{Shell, typed_path};
use super::tasks::{Outcome, Slot};

/// What a system's file dialog was asked for.
enum Asked {
    /// Files or a folder to open.
    Open(Vec<PathBuf>),
    /// Where to save the workspace.
    Save(PathBuf),
    /// The dialog was left, or there is none.
    Nothing,
}

/// What the shell does with files, at the moment.
pub struct Files {
    pub opening: Opening,
    asking: Slot<Asked>,
    keeping: Slot<Kept>,
    /// Files whose columns are to be mapped, after the one on the page.
    drafts: VecDeque<LookedAt>,
    /// Whether the next dataset that is read is shown: none was of those opened together.
    shows_next: bool,
    /// What the window was last called.
    title: String,
    /// Whether closing was decided.
    quitting: bool,
}

impl Files {
    pub fn new(base: Dataset) -> Self {
        Self {
            opening: Opening::new(base),
            asking: Slot::new("ask"),
            keeping: Slot::new("keep"),
            drafts: VecDeque::new(),
            shows_next: false,
            title: "Lodescope".to_owned(),
            quitting: false,
        }
    }

    /// Returns whether a file dialog is open or a workspace is being written.
    pub fn is_busy(&self) -> bool {
        self.asking.is_busy() || self.keeping.is_busy()
    }
}

impl Shell {
    /// Opens files named on the command line.
    pub fn open(&mut self, context: &egui::Context, paths: Vec<PathBuf>) {
        if !paths.is_empty() {
            self.apply(context, &[Command::File(FileCommand::Open(paths))]);
        }
    }

    /// Takes dropped files, and what background work with files has finished.
    pub(super) fn collect_files(&mut self, context: &egui::Context) {
        let dropped: Vec<PathBuf> =
            context.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        if !dropped.is_empty() {
            self.apply(context, &[Command::File(FileCommand::Open(dropped))]);
        }
        self.hold_open(context);
        let options = self.session.options.clone();
        match self
            .files
            .opening
            .poll_reading(context, &crate::data::open::OpenOptions { program: self.program.clone(), ..options })
        {
            Some(Read::Found(found)) => self.take_found(context, found),
            Some(Read::Lost(path)) => self.not_opened(&path, "Reading stopped by a fault of the program", false),
            None => {}
        }
        if let Some(joined) = self.files.opening.poll_joining(context, &self.session) {
            match joined.taken_over(&self.session) {
                Ok(taken) => self.show_taken_over(context, taken),
                Err(joined) => self.files.opening.join_again(context, *joined, &self.session),
            }
        }
        self.collect_asked(context);
        self.next_draft(context);
        self.name_window(context);
        if self.files.opening.is_busy() {
            context.request_repaint_after(std::time::Duration::from_millis(100));
        }
    }

    /// Shows other data than before, which were made ready in the background.
    fn show_taken_over(&mut self, context: &egui::Context, taken: TakenOver) {
        let TakenOver { session, dataset, results, news } = taken;
        // Those before may be the last to hold a large file.
        self.letting_go.put((
            std::mem::replace(&mut self.session, session),
            std::mem::replace(&mut self.dataset, dataset),
            std::mem::replace(&mut self.results, results),
        ));
        self.say_news(&news);
        context.request_repaint();
    }

    /// Carries out what was asked of files.
    pub(super) fn carry_out_files(&mut self, context: &egui::Context, effect: &Effect) {
        match effect {
            Effect::OpenPaths(paths) => {
                self.files.shows_next = true;
                for path in paths {
                    self.files.opening.read(Job::Path(absolute(path)));
                }
            }
            Effect::OpenMapped { path, mapped } => {
                self.files.opening.read(Job::Mapped { path: path.clone(), mapped: mapped.clone() });
            }
            Effect::Reread { path } => {
                let mapped = self.session.dataset_of(path).map_or_else(BTreeMap::new, |opened| mapped_by_hand(opened));
                self.files.opening.read(Job::Again { path: path.clone(), mapped });
            }
            Effect::CancelReading => self.files.opening.cancel(),
            Effect::CloseDataset(path) => self.files.opening.change(Change::Closed { path: path.clone() }),
            Effect::DismissAll => self.notices.dismiss_all(),
            Effect::Dismiss(notice) => self.notices.dismiss(*notice),
            Effect::BrowseFiles => {
                self.files.asking.start(context, || ask_files().map_or(Asked::Nothing, Asked::Open));
            }
            Effect::BrowseFolder => {
                self.files.asking.start(context, || ask_folder().map_or(Asked::Nothing, Asked::Open));
            }
            Effect::BrowseSave => {
                let name = format!("study.{}", Workspace::EXTENSION);
                let ask = move || ask_where("Save workspace", &name, "Lodescope workspace", Workspace::EXTENSION);
                self.files.asking.start(context, move || ask().map_or(Asked::Nothing, Asked::Save));
            }
            Effect::SaveWorkspace(path) => self.keep(context, path.clone()),
            Effect::SaveWorkspaceAtPath => {
                let path = with_ending(absolute(&typed_path(&self.session.save_path)), Workspace::EXTENSION);
                if self.may_replace(&path) {
                    self.keep(context, path);
                }
            }
            _ => {}
        }
        context.request_repaint();
    }

    /// Closes the window for good.
    pub(super) fn quit(&mut self, context: &egui::Context) {
        self.files.quitting = true;
        context.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    /// Keeps the window open that is to be closed from outside while work is unsaved, and asks.
    fn hold_open(&mut self, context: &egui::Context) {
        let asked = context.input(|input| input.viewport().close_requested());
        if asked && !self.files.quitting && self.session.has_unsaved() {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.apply(context, &[Command::Quit]);
        }
    }

    fn name_window(&mut self, context: &egui::Context) {
        let title = self.session.title();
        if title != self.files.title {
            context.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.files.title = title;
        }
    }

    /// Shows the page for the next file whose columns are to be mapped.
    fn next_draft(&mut self, context: &egui::Context) {
        if self.session.mapping.is_none()
            && self.session.dialog.is_none()
            && !self.session.presenting
            && let Some(looked) = self.files.drafts.pop_front()
        {
            let draft = self.session.draft_of(looked);
            self.apply(context, &[Command::EditMapping(Box::new(draft))]);
        }
    }

    fn take_found(&mut self, context: &egui::Context, found: Found) {
        match found {
            Found::Opened { opened, show } => {
                let show = match show {
                    Show::Yes => true,
                    Show::FirstOfSeveral => std::mem::take(&mut self.files.shows_next),
                    Show::No => false,
                };
                self.files.opening.change(Change::Opened { opened, show });
            }
            Found::Unmapped(looked) => {
                self.files.drafts.retain(|waiting| waiting.path != looked.path);
                self.files.drafts.push_back(*looked);
            }
            Found::Recipe { path, recipe } => self.take_recipe(context, path, recipe),
            Found::Blocs(found) => self.take_blocs(context, found),
            Found::Workspace(found) => self.take_workspace(*found),
            Found::Failed { path, problem, is_over_limit } => self.not_opened(&path, &problem, is_over_limit),
            Found::Cancelled => self.notices.say(Notice {
                hint: Some("What is on screen stays as it was".to_owned()),
                ..Notice::done("Reading was cancelled")
            }),
        }
    }

    fn take_workspace(&mut self, found: FoundWorkspace) {
        let FoundWorkspace { path, workspace, opened, troubles, absent } = found;
        for trouble in troubles {
            let notice = match trouble {
                Trouble::Changed { path } => Notice {
                    hint: Some(format!(
                        "Its figures may differ from those that the workspace was saved with: {}",
                        path.display()
                    )),
                    ..Notice::done(format!("{} has changed since the workspace was saved", file_name(&path)))
                },
                Trouble::Absent { path, problem } => {
                    let message = format!("{} of the workspace could not be opened", file_name(&path));
                    Notice { actions: vec![Command::Open(Dialog::Open)], ..Notice::failed(message, problem) }
                }
            };
            self.notices.say(Notice { stays: true, ..notice });
        }
        let news = News::Workspace { path, workspace: Box::new(workspace), absent };
        self.files.opening.change(Change::Workspace { opened, news });
    }

    /// Shows the view of a picture, where its data are open.
    fn take_recipe(&mut self, context: &egui::Context, path: PathBuf, mut recipe: Box<Recipe>) {
        recipe.for_each_view(&mut |view| self.find_own_data(view));
        if let Err(problem) = recipe.check_open(&self.dataset) {
            let message = format!("The view of {} could not be shown", file_name(&path));
            let notice = Notice::failed(message, problem.to_string());
            self.notices.say(Notice { stays: true, actions: vec![Command::Open(Dialog::Open)], ..notice });
            return;
        }
        let is_other = recipe.own.is_none() && recipe.dataset != self.dataset.fingerprint;
        let hint = is_other
            .then(|| "It was drawn from other data than this program has, so that figures may differ".to_owned());
        let (count, places) = (recipe.views().len(), ViewLayout::Four.count());
        let of_views = (count > places).then(|| format!("The first {places} of its {count} views are shown"));
        let hints: Vec<String> = [hint, of_views, self.recipe_words(&recipe)].into_iter().flatten().collect();
        let hint = (!hints.is_empty()).then(|| hints.join(". "));
        let message = match count {
            1 => format!("This is the view of {}", file_name(&path)),
            _ => format!("These are the views of {}", file_name(&path)),
        };
        self.apply(context, &[Command::File(FileCommand::Restore(path, recipe))]);
        self.notices.say(Notice { hint, ..Notice::done(message) });
    }

    /// Lets a recipe ask the files that are open: the same one may be so under another name, which its content tells.
    fn find_own_data(&self, recipe: &mut Recipe) {
        let edition_of = |own: Option<&OwnData>, asked: &EditionChoice| {
            let (EditionChoice::Of(edition), Some(own)) = (asked, own) else { return None };
            let is_meant = |opened: &&Arc<Opened>| opened.fingerprint == own.fingerprint;
            let opened = self.session.opened.iter().find(is_meant).filter(|_| self.dataset.edition(edition).is_none());
            opened?.editions.first().map(|edition| EditionChoice::Of(edition.id.clone()))
        };
        if let Some(edition) = edition_of(recipe.own.as_ref(), &recipe.question.edition) {
            recipe.question.edition = edition;
        }
        if let Some(other) = &mut recipe.other
            && let Some(edition) = edition_of(recipe.other_own.as_ref(), &other.edition)
        {
            other.edition = edition;
        }
    }

    /// Says that a file could not be opened; it stays said until it is dismissed.
    fn not_opened(&mut self, path: &Path, problem: &str, is_over_limit: bool) {
        let mut actions = Vec::new();
        if is_over_limit {
            actions.push(Command::File(FileCommand::RaiseLimits(path.to_path_buf())));
        }
        if self.session.mapping.as_ref().is_some_and(|draft| draft.looked.path == path) {
            actions.push(Command::Open(Dialog::Mapping));
        }
        let message = format!("{} could not be opened", file_name(path));
        self.notices.say(Notice { stays: true, actions, ..Notice::failed(message, problem) });
    }

    fn say_news(&mut self, news: &News) {
        match news {
            News::Opened { path, .. } => {
                let Some(opened) = self.session.dataset_of(path) else { return };
                let has_more_to_show = opened.issues.total() > 0 && self.session.dialog != Some(Dialog::Issues);
                let actions = if has_more_to_show { vec![Command::ShowIssues(path.clone())] } else { Vec::new() };
                self.notices.say(Notice { actions, ..Notice::done(opened_words(opened)) });
            }
            News::Closed { path } => {
                self.notices.retire(&Command::ShowIssues(path.clone()));
                self.notices.say(Notice::done(format!("Closed {}", file_name(path))));
            }
            News::Workspace { path, .. } => {
                self.notices.say(Notice::done(format!("Opened {}", file_name(path))));
                self.say_absent_blocs();
                self.say_drafts();
            }
        }
    }

    /// Starts saving the workspace as it is now.
    fn keep(&mut self, context: &egui::Context, path: PathBuf) {
        let workspace = Workspace::of(&self.session, path.parent().unwrap_or(&path));
        if !self.files.keeping.start(context, move || keep(path, workspace)) {
            self.say(
                "The workspace is being saved already",
                Some("Wait for it to end, then save again".to_owned()),
                true,
            );
        }
    }

    fn collect_asked(&mut self, context: &egui::Context) {
        match self.files.asking.poll() {
            Outcome::Done(Asked::Open(paths)) => self.apply(context, &[Command::File(FileCommand::Open(paths))]),
            Outcome::Done(Asked::Save(path)) => self.keep(context, with_ending(absolute(&path), Workspace::EXTENSION)),
            Outcome::Done(Asked::Nothing) | Outcome::Lost => {
                let hint = "If no file dialog opened, type a path instead".to_owned();
                self.notices.say(Notice { hint: Some(hint), ..Notice::done("No file was chosen") });
            }
            Outcome::Pending => {}
        }
        match self.files.keeping.poll() {
            Outcome::Done(Kept::Saved(path, workspace)) => {
                let message = format!("Saved {}", path.display());
                self.apply(context, &[Command::File(FileCommand::Saved(path, workspace))]);
                self.notices.say(Notice::done(message));
            }
            Outcome::Done(Kept::Failed(problem)) => {
                self.notices.say(Notice { stays: true, ..Notice::failed("The workspace could not be saved", problem) });
            }
            Outcome::Lost => self.say(
                "The workspace could not be saved",
                Some("Saving stopped by a fault of the program".to_owned()),
                true,
            ),
            Outcome::Pending => {}
        }
    }
}

/// Returns a path that stays right wherever the program is: what a person typed, with their own folder for `~/`.
fn absolute(path: &Path) -> PathBuf {
    let path = path.to_str().map_or_else(|| path.to_path_buf(), typed_path);
    std::path::absolute(&path).unwrap_or(path)
}
