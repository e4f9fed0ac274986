//! What the shell does with blocs of a person's own: the library, files, and what it says of those that arrive.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::charts::wording::capitalised;
use crate::data::{BlocFormat, bloc_text};
use crate::export::{Recipe, write_atomically};
use crate::model::{BlocId, OwnBloc};
use crate::session::{BlocEffect, Command, Dialog, Document, Fate, FoundBlocs, OwnBlocCommand};
use crate::ui::Notice;

use super::library;
use super::opening::file_name;
use super::saving::{ask_where, with_ending};
use super::shell::{Shell, typed_path};

impl Shell {
    /// Reads the library from a file, to be offered; nothing of it is shown by itself.
    pub fn read_library(&mut self, context: &egui::Context, path: Option<PathBuf>) {
        self.library = path;
        let Some(path) = &self.library else { return };
        match library::read(path, &self.dataset) {
            Ok(blocs) => self.apply(context, &[Command::OwnBloc(OwnBlocCommand::LibraryIs(blocs))]),
            Err(problem) => self.notices.say(Notice {
                stays: true,
                ..Notice::failed("Your library of blocs could not be read; it stays as it is", problem)
            }),
        }
    }

    /// Carries out what was asked of blocs.
    pub(super) fn carry_out_blocs(&mut self, context: &egui::Context, effect: &BlocEffect) {
        match effect {
            BlocEffect::KeepInLibrary(own) => {
                self.change_library(
                    context,
                    &format!("{} is in your library", own.bloc.short_name),
                    |path, dataset| library::keep(path, dataset, own),
                );
            }
            BlocEffect::ForgetInLibrary(id) => {
                self.change_library(context, "It is out of your library", |path, dataset| {
                    library::forget(path, dataset, id)
                });
            }
            BlocEffect::BrowseExport(own, format) => {
                let (own, format) = ((**own).clone(), *format);
                self.save_blocs(context, move || {
                    let stem = own.bloc.id.as_str().trim_start_matches(BlocId::OWN).to_owned();
                    let name = format!("{stem}.{}", format.extension());
                    match ask_where("Export the bloc", &name, format.name(), format.extension()) {
                        Some(path) => written(&own, format, path),
                        None => Notice {
                            hint: Some("If no file dialog opened, type a path instead".to_owned()),
                            ..Notice::done("Nothing was saved")
                        },
                    }
                });
            }
            BlocEffect::Export(own, format, path) => {
                let path = ending(*format, typed_path(path));
                if self.may_replace(&path) {
                    let (own, format) = ((**own).clone(), *format);
                    self.save_blocs(context, move || written(&own, format, path));
                    if self.session.dialog == Some(Dialog::BlocExport) {
                        self.apply(context, &[Command::Leave]);
                    }
                }
            }
        }
    }

    fn save_blocs(&mut self, context: &egui::Context, work: impl FnOnce() -> Notice + Send + 'static) {
        if !self.saving.start(context, work) {
            self.say("Another file is being saved", Some("Wait for it to end, then save again".to_owned()), true);
        }
    }

    fn change_library(
        &mut self,
        context: &egui::Context,
        done: &str,
        change: impl FnOnce(&Path, &crate::data::Dataset) -> Result<Vec<OwnBloc>, String>,
    ) {
        let Some(path) = &self.library else {
            let hint = "Export the bloc to a file instead".to_owned();
            return self.say("This system has no folder for a library", Some(hint), true);
        };
        match change(path, &self.dataset) {
            Ok(blocs) => {
                self.apply(context, &[Command::OwnBloc(OwnBlocCommand::LibraryIs(blocs))]);
                self.say(done, None, false);
            }
            Err(problem) => {
                let notice = Notice::failed("The library could not be changed; it stays as it is", problem);
                self.notices.say(Notice { stays: true, ..notice });
            }
        }
    }

    /// Takes the blocs of a file that was read, or asks where some of its rows can't be used.
    pub(super) fn take_blocs(&mut self, context: &egui::Context, found: FoundBlocs) {
        let is_sound = found.file.grave().next().is_none();
        let words = self.arrival_words(&found.file.blocs);
        let name = file_name(&found.path);
        self.apply(context, &[Command::OwnBloc(OwnBlocCommand::Found(Box::new(found)))]);
        if is_sound {
            let (message, hint) = words;
            self.notices.say(Notice { hint, ..Notice::done(format!("{name}: {message}")) });
        }
    }

    /// Returns what becomes of blocs that arrive now, and what there is to know of it.
    fn arrival_words(&self, blocs: &[OwnBloc]) -> (String, Option<String>) {
        arrival_words(&self.session.document, &self.dataset, blocs)
    }

    /// Returns what there is to know of the blocs of a recipe that is about to be shown.
    pub(super) fn recipe_words(&self, recipe: &Recipe) -> Option<String> {
        let own = recipe.all_own_blocs();
        let (_, renamed) = self.arrival_words(&own);
        let has = |id: &BlocId| own.iter().any(|own| own.bloc.id == *id);
        let views = recipe.views();
        let asked = views.iter().flat_map(|view| view.questions()).flat_map(|question| &question.blocs);
        let absent: BTreeSet<&BlocId> = asked.filter(|id| !has(id)).collect();
        let absent: Vec<&BlocId> = absent.into_iter().collect();
        joined([renamed, self.absent_words(&absent)])
    }

    /// Says which switched-on blocs of a workspace are not there.
    pub(super) fn say_absent_blocs(&mut self) {
        let on: Vec<&BlocId> = self.session.question().blocs.iter().collect();
        if let Some(words) = self.absent_words(&on) {
            let notice = Notice::failed("A bloc of the workspace is not there", words);
            self.notices.say(Notice { stays: true, ..notice });
        }
    }

    /// Says which blocs of a workspace are half made.
    pub(super) fn say_drafts(&mut self) {
        let drafts = self.session.work.left.clone();
        for (place, draft) in drafts.iter().enumerate() {
            let message = capitalised(&format!("{} is half made", draft.spoken_name()));
            let hint = Some("It is in the workspace as it was left".to_owned());
            let actions = vec![Command::OwnBloc(OwnBlocCommand::GoOn(place))];
            self.notices.say(Notice { hint, actions, ..Notice::done(message) });
        }
    }

    fn absent_words(&self, ids: &[&BlocId]) -> Option<String> {
        let absent: Vec<&str> = ids.iter().filter(|id| self.dataset.bloc(id).is_none()).map(|id| id.as_str()).collect();
        let is = if absent.len() == 1 { "is" } else { "are" };
        (!absent.is_empty()).then(|| {
            format!(
                "{} {is} switched on and not there; open the file of the bloc, or take it from your library",
                absent.join(", ")
            )
        })
    }
}

fn arrival_words(document: &Document, dataset: &crate::data::Dataset, blocs: &[OwnBloc]) -> (String, Option<String>) {
    let arrived = document.arriving(dataset, blocs);
    let names = |fits: &dyn Fn(&Fate) -> bool| -> Vec<&str> {
        arrived.iter().filter(|of| fits(&of.fate)).map(|of| of.own.bloc.short_name.as_str()).collect()
    };
    let added = names(&|fate| *fate != Fate::Known);
    let known = names(&|fate| *fate == Fate::Known);
    let message = match (added.as_slice(), known.as_slice()) {
        ([], _) => format!("{} is here already", known.join(", ")),
        (added, _) => format!("{} stands in the panel now", added.join(", ")),
    };
    // A bundled identifier is no clash: what comes under it was exported from there.
    let clashes: Vec<String> = arrived
        .iter()
        .filter(|of| of.came_as.is_own())
        .filter_map(|of| match &of.fate {
            Fate::Renamed(id) => Some(format!("{} is here with other members, so that it is now {id}", of.came_as)),
            _ => None,
        })
        .collect();
    (message, (!clashes.is_empty()).then(|| clashes.join("; ")))
}

fn joined(parts: [Option<String>; 2]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Returns a path that ends as a format of blocs does; an ending that names the other format decides.
fn ending(format: BlocFormat, path: PathBuf) -> PathBuf {
    if format_of(&path).is_some() { path } else { with_ending(path, format.extension()) }
}

fn format_of(path: &Path) -> Option<BlocFormat> {
    let ending = path.extension()?;
    BlocFormat::ALL.into_iter().find(|format| ending.eq_ignore_ascii_case(format.extension()))
}

fn written(own: &OwnBloc, format: BlocFormat, path: PathBuf) -> Notice {
    let path = ending(format, path);
    let format = format_of(&path).unwrap_or(format);
    match write_atomically(&path, bloc_text(std::slice::from_ref(own), format).as_bytes()) {
        Ok(()) => Notice::done(format!("Saved {}", path.display())),
        Err(problem) => Notice::failed("The bloc could not be exported", problem.to_string()),
    }
}
