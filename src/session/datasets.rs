use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::{Fixed, answer, opening_question, placed};
use crate::data::open::{Given, LookedAt, Opened};
use crate::data::{Dataset, Table};
use crate::model::{CommodityId, EditionChoice, EditionId, Question};

use super::document::Document;
use super::file_command::file_name;
use super::workspace::{Workspace, WorkspaceDataset};
use super::{Command, Dialog, FileCommand, MappingDraft, Session};

/// How many files are remembered as recently opened.
const RECENT: usize = 12;

/// Datasets that are open from now on, as the shell has read and joined them.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// All datasets that are open now, in the order in which they were opened.
    pub opened: Vec<Arc<Opened>>,
    /// Why they are others than before.
    pub news: News,
}

/// Why other datasets are open than before.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// A file was opened, or read again.
    Opened {
        /// The file.
        path: PathBuf,
        /// Whether it is to be shown.
        show: bool,
    },
    /// A dataset was closed.
    Closed {
        /// The file.
        path: PathBuf,
    },
    /// A workspace was opened.
    Workspace {
        /// Its file.
        path: PathBuf,
        /// What it holds.
        workspace: Box<Workspace>,
        /// Datasets of it that could not be opened.
        absent: Vec<WorkspaceDataset>,
    },
}

impl Arrival {
    /// Returns what happened, in a few words.
    pub(super) fn text(&self) -> String {
        match &self.news {
            News::Opened { path, .. } => format!("Open {}", file_name(path)),
            News::Closed { path } => format!("Close {}", file_name(path)),
            News::Workspace { path, .. } => format!("Open workspace {}", file_name(path)),
        }
    }
}

/// Returns whether a person must say what the columns of a file mean before it is opened: where no sheet is of a known
/// layout, and where one beside those looks like a table. A file of which nothing is understood at all is opened, to say
/// why it cannot be.
#[must_use]
pub fn needs_mapping(looked: &LookedAt) -> bool {
    let is_known = |sheet: &&crate::data::open::SheetLook| sheet.guess.layout.is_known();
    let (known, guessed): (Vec<_>, Vec<_>) = looked.sheets.iter().partition(is_known);
    let has_values = |sheet: &&crate::data::open::SheetLook| !sheet.guess.mapping.values.is_empty();
    let has_any = |sheet: &&crate::data::open::SheetLook| {
        let mapping = &sheet.guess.mapping;
        let is_column = |given: &Given| matches!(given, Given::Column(_));
        has_values(sheet) || [&mapping.country, &mapping.mineral, &mapping.year].into_iter().any(is_column)
    };
    guessed.iter().any(has_values) || known.is_empty() && guessed.iter().any(has_any)
}

impl Session {
    /// Returns the open dataset of a file.
    #[must_use]
    pub fn dataset_of(&self, path: &Path) -> Option<&Arc<Opened>> {
        self.opened.iter().find(|opened| opened.path == path)
    }

    /// Returns the open dataset that an edition was taken from.
    #[must_use]
    pub fn dataset_with(&self, edition: &EditionId) -> Option<&Arc<Opened>> {
        self.opened.iter().find(|opened| opened.editions.iter().any(|of| of.id == *edition))
    }

    /// Puts a file at the head of those recently opened.
    pub(super) fn remember(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_path_buf());
        self.recent.truncate(RECENT);
    }

    /// Shows the page on which the columns of an open file are mapped, with the mapping that it was read by.
    pub(super) fn map_columns(&mut self, path: &Path) {
        let Some(opened) = self.dataset_of(path) else { return };
        let sheets = opened.sheets.iter().map(|sheet| sheet.look.clone()).collect();
        let draft = MappingDraft::of(LookedAt { path: path.to_path_buf(), sheets });
        self.edit_mapping(&draft);
    }

    /// Takes datasets over from the shell; `dataset` has them already.
    pub(super) fn take(&mut self, dataset: &Dataset, arrival: &Arrival) {
        match &arrival.news {
            News::Opened { path, show } => self.take_opened(dataset, arrival, path, *show),
            News::Closed { path } => self.take_closed(dataset, arrival, path),
            News::Workspace { path, workspace, absent } => {
                self.opened.clone_from(&arrival.opened);
                self.take_workspace(path, workspace, absent);
            }
        }
        if self.issues_of.as_deref().is_some_and(|path| self.dataset_of(path).is_none()) {
            self.issues_of = None;
            if self.dialog == Some(Dialog::Issues) {
                self.dialog = None;
            }
        }
    }

    fn take_opened(&mut self, dataset: &Dataset, arrival: &Arrival, path: &Path, show: bool) {
        let now = arrival.opened.iter().find(|opened| opened.path == path).cloned();
        let before = self.dataset_of(path).map(|opened| editions_of(opened));
        // A file that a workspace missed may have turned up elsewhere.
        let missed = self.absent.iter().position(|absent| absent.path.file_name() == path.file_name());
        let missed = missed.map(|index| self.absent.remove(index).editions);
        let closed = self.forget_closed(path);
        self.opened.clone_from(&arrival.opened);
        self.remember(path);
        if self.mapping.as_ref().is_some_and(|draft| draft.looked.path == path) {
            self.mapping = None;
            self.dialog = self.dialog.filter(|dialog| *dialog != Dialog::Mapping);
        }
        let Some(now) = now else { return };
        for old in before.iter().chain(&missed).chain(&closed) {
            self.rekey(old, &editions_of(&now));
        }
        let Some(edition) = now.editions.first().map(|edition| edition.id.clone()).filter(|_| show) else {
            let mut next = self.document.clone();
            next.questions_mut().for_each(|question| keep_place(dataset, question));
            self.document = next;
            return;
        };
        let mut next = self.document.clone();
        next.question.edition = EditionChoice::Of(edition);
        // The mineral that the app opens on was chosen by nobody.
        let is_opening = |opening: Question| opening.commodity == next.question.commodity;
        if opening_question(dataset).is_some_and(is_opening)
            && let Some(best) = best(dataset, &next.question)
        {
            (next.question, next.group) = (best, None);
        }
        show_edition(dataset, &mut next);
        self.filter.clear();
        self.change(next, &Command::File(FileCommand::Take(Box::new(arrival.clone()))));
    }

    fn take_closed(&mut self, dataset: &Dataset, arrival: &Arrival, path: &Path) {
        let closed = self.dataset_of(path).map(|opened| editions_of(opened)).unwrap_or_default();
        self.remember_closed(path);
        self.opened.clone_from(&arrival.opened);
        // What is gone stands beside nothing any more, here and in what undo and redo bring back.
        let forget = |document: &mut Document| {
            for compared in document.compared_mut() {
                *compared = compared.take().filter(|edition| !closed.contains(edition));
            }
        };
        forget(&mut self.document);
        self.history.for_each_document(forget);
        let mut next = self.document.clone();
        // The question on screen is led elsewhere below.
        for question in next.questions_mut().skip(1) {
            if let EditionChoice::Of(edition) = &question.edition
                && closed.contains(edition)
            {
                question.edition = EditionChoice::Newest;
                keep_place(dataset, question);
            }
        }
        self.change(next.clone(), &Command::File(FileCommand::Take(Box::new(arrival.clone()))));
        if let EditionChoice::Of(edition) = &next.question.edition
            && closed.contains(edition)
        {
            next.question.edition = EditionChoice::Newest;
            show_edition(dataset, &mut next);
            self.change(next, &Command::File(FileCommand::Take(Box::new(arrival.clone()))));
        }
    }

    /// Gives the editions of a file that has changed their new identifiers, here and in what undo and redo bring back.
    pub(super) fn rekey(&mut self, old: &[EditionId], new: &[EditionId]) {
        let rename = |document: &mut Document| {
            for question in document.questions_mut() {
                if let EditionChoice::Of(edition) = &question.edition
                    && let Some((_, now)) = old.iter().zip(new).find(|(before, _)| *before == edition)
                {
                    question.edition = EditionChoice::Of(now.clone());
                }
            }
            for edition in document.compared_mut().flatten() {
                if let Some((_, now)) = old.iter().zip(new).find(|(before, _)| *before == edition) {
                    edition.clone_from(now);
                }
            }
        };
        rename(&mut self.document);
        self.history.for_each_document(rename);
    }

    /// Makes a document the one shown, as a step that can be undone.
    pub(super) fn change(&mut self, next: Document, command: &Command) {
        if next != self.document {
            self.history.record(command, crate::charts::wording::uncapitalised(&command.text()), &self.document);
            self.document = next;
        }
    }
}

fn editions_of(opened: &Opened) -> Vec<EditionId> {
    opened.editions.iter().map(|edition| edition.id.clone()).collect()
}

/// Keeps form, stage and year as far as the tables now have them.
fn keep_place(dataset: &Dataset, question: &mut Question) {
    let fixed = if dataset.series_of(question).is_empty() { Fixed::Nothing } else { Fixed::Form };
    if let Some(placed) = placed(dataset, question, fixed) {
        *question = placed;
    }
}

/// Puts a document to what its edition has: the mineral on screen where it has that, else the one it says most of.
pub(super) fn show_edition(dataset: &Dataset, document: &mut Document) {
    let question = &mut document.question;
    let has_figures = |question: &Question| answer(dataset, question).figures.is_ok();
    let same = {
        let mut same = question.clone();
        keep_place(dataset, &mut same);
        (!dataset.tables_of(&same).is_empty()).then_some(same)
    };
    if let Some(same) = same.clone().filter(has_figures) {
        *question = same;
        return;
    }
    if let Some(best) = best(dataset, question).or(same) {
        *question = best;
        document.group = None;
    }
}

/// Returns the question put to the mineral that its edition has the most figures of, the first by name of several. The newest edition opens on the mineral that the app opens on.
fn best(dataset: &Dataset, question: &Question) -> Option<Question> {
    if question.edition == EditionChoice::Newest {
        let opening = opening_question(dataset)?;
        let Question { commodity, form, stage, year, .. } = opening;
        return Some(Question { commodity, form, stage, year, ..question.clone() });
    }
    let figures = |table: &Table| table.years.iter().map(|year| year.countries.len()).sum::<usize>();
    // By identifier: whether any of its tables has shares, and how many figures those have.
    let mut of_minerals: BTreeMap<&CommodityId, (bool, usize)> = BTreeMap::new();
    for table in dataset.tables.iter().filter(|table| question.edition.admits(&table.key.edition)) {
        let of_mineral = of_minerals.entry(&table.key.commodity).or_default();
        of_mineral.0 |= table.not_additive.is_none();
        of_mineral.1 += figures(table);
    }
    // Of equals the last is taken, so that they are turned round.
    let (fullest, _) = of_minerals.into_iter().rev().max_by_key(|(_, of_mineral)| *of_mineral)?;
    let wished = Question { commodity: fullest.clone(), year: i16::MAX, ..question.clone() };
    placed(dataset, &wished, Fixed::Nothing)
}
