use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::{Fixed, answer, opening_question, placed, revisable_year};
use crate::charts::ladder::LadderOptions;
use crate::charts::palette::Theme;
use crate::charts::trend::TrendOptions;
use crate::charts::{ChartKind, Choices, Compare, Marked};
use crate::data::Dataset;
use crate::data::open::{OpenOptions, Opened};
use crate::model::{BlocId, Commodity, CommodityId, EditionChoice, EditionId, Question};

use super::datasets::show_edition;
use super::document::{Dialog, Document, TEXT_SCALES};
use super::history::Taken;
use super::undo_label::undo_label;
use super::{
    BlocWork, Command, Effect, ExportChoices, History, Leaving, MappingDraft, PaneCommand, Panes, TableChoices,
    Workspace, WorkspaceDataset,
};

/// All that the user decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// What undo covers.
    pub document: Document,
    /// Text that narrows the list.
    pub filter: String,
    /// Whether Present is on.
    pub presenting: bool,
    /// Whether the screen is blanked in Present.
    pub blank: bool,
    /// Whether membership changes are played.
    pub playing: bool,
    /// Text that narrows the panel of blocs.
    pub bloc_filter: String,
    /// The country or bloc that is emphasised in every view.
    pub marked: Option<Marked>,
    /// The bloc whose whole card is shown.
    pub shown_bloc: Option<BlocId>,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// What is to be exported.
    pub export: ExportChoices,
    /// The datasets that are open beside the bundle, in the order in which they were opened.
    pub opened: Vec<Arc<Opened>>,
    /// What was decided about reading files: limits, saved mappings, assigned names.
    pub options: OpenOptions,
    /// The file whose columns are being mapped.
    pub mapping: Option<MappingDraft>,
    /// What was decided on the page of a file that was left without opening it: it goes on there the next time.
    pub(super) left_mapping: Option<MappingDraft>,
    /// What is under way with blocs of the person's own.
    pub work: BlocWork,
    /// The file whose issues are shown.
    pub issues_of: Option<PathBuf>,
    /// How tables are looked through.
    pub table: TableChoices,
    /// Files opened before, the last first.
    pub recent: Vec<PathBuf>,
    /// The path typed in the dialog Open.
    pub open_path: String,
    /// The path typed in the dialog Save workspace.
    pub save_path: String,
    /// The file of the workspace.
    pub workspace: Option<PathBuf>,
    /// The workspace as it was last saved or opened.
    pub(super) saved: Option<Workspace>,
    /// Datasets of the workspace that could not be opened; they stay in it.
    pub absent: Vec<WorkspaceDataset>,
    /// Datasets that were closed, the last closed last: undo may lead back to them.
    pub(super) closed: Vec<WorkspaceDataset>,
    /// What waits until it is decided whether unsaved work is kept.
    pub leaving: Option<Leaving>,
    pub(super) history: History,
}

impl Session {
    /// Returns the session the app opens with, or nothing for a dataset without tables.
    #[must_use]
    pub fn opening(dataset: &Dataset) -> Option<Self> {
        let question = opening_question(dataset)?;
        Some(Self {
            document: Document {
                wished_stage: question.stage,
                question,
                view: ChartKind::default(),
                shows_table: false,
                compare_reserves: true,
                compare_edition: None,
                trend: TrendOptions::default(),
                ladder: LadderOptions::default(),
                choices: Choices::default(),
                other: None,
                panes: Panes::default(),
                own_blocs: Vec::new(),
                bloc_order: Vec::new(),
                group: None,
                theme: Theme::default(),
                text_scale: 1.0,
            },
            filter: String::new(),
            presenting: false,
            blank: false,
            playing: false,
            bloc_filter: String::new(),
            marked: None,
            shown_bloc: None,
            dialog: None,
            export: ExportChoices::default(),
            opened: Vec::new(),
            options: OpenOptions::default(),
            mapping: None,
            left_mapping: None,
            work: BlocWork::default(),
            issues_of: None,
            table: TableChoices::default(),
            recent: Vec::new(),
            open_path: String::new(),
            save_path: String::new(),
            workspace: None,
            saved: None,
            absent: Vec::new(),
            closed: Vec::new(),
            leaving: None,
            history: History::default(),
        })
    }

    /// Returns the question.
    #[must_use]
    pub fn question(&self) -> &Question {
        &self.document.question
    }

    /// Returns undo's and redo's history, for their labels.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Returns the minerals of the list: those of the group whose name holds the filter's text, by name.
    #[must_use]
    pub fn listed<'a>(&self, dataset: &'a Dataset) -> Vec<&'a Commodity> {
        let wanted = self.filter.trim().to_lowercase();
        let mentions = |commodity: &Commodity| {
            commodity.name.to_lowercase().contains(&wanted)
                || commodity.symbol.as_ref().is_some_and(|symbol| symbol.to_lowercase() == wanted)
                || dataset
                    .forms
                    .iter()
                    .any(|form| form.commodity == commodity.id && form.name.to_lowercase().contains(&wanted))
        };
        dataset
            .commodities
            .iter()
            .filter(|commodity| self.document.group.as_ref().is_none_or(|group| belongs(commodity, group)))
            .filter(|commodity| wanted.is_empty() || mentions(commodity))
            .filter(|commodity| self.has_tables(dataset, commodity))
            .collect()
    }

    /// Returns whether the chosen edition has a mineral, or a bundled one where none is chosen.
    fn has_tables(&self, dataset: &Dataset, commodity: &Commodity) -> bool {
        !dataset.tables_of(&Question { commodity: commodity.id.clone(), ..self.question().clone() }).is_empty()
    }

    /// Ends the open undo step: to be called when the pointer and keys are quiet.
    pub fn settle(&mut self) {
        // All that is played is one step.
        if self.playing {
            return;
        }
        self.history.settle(Some(&self.document));
    }

    /// Applies a command. The only place where a session changes.
    pub fn update(&mut self, dataset: &Dataset, command: &Command) -> Option<Effect> {
        self.stop_playing_for(command);
        match command {
            Command::Undo => {
                let earlier = self.history.undo(&self.document, &mut self.options.names);
                self.go_to(earlier)
            }
            Command::Redo => {
                let later = self.history.redo(&self.document, &mut self.options.names);
                self.go_to(later)
            }
            Command::Filter(text) => {
                self.filter.clone_from(text);
                None
            }
            Command::FilterBlocs(text) => {
                self.bloc_filter.clone_from(text);
                None
            }
            Command::ShowBloc(id) => {
                self.shown_bloc = Some(id.clone());
                self.dialog = (!self.presenting).then_some(Dialog::BlocCard);
                None
            }
            Command::Play(command) => {
                self.play(dataset, *command);
                None
            }
            Command::Present => {
                self.leave_draft();
                (self.presenting, self.dialog) = (true, None);
                Some(Effect::FullScreen(true))
            }
            Command::Mark(marked) => {
                self.marked = (self.marked.as_ref() != Some(marked)).then(|| marked.clone());
                None
            }
            // Where one looks is no choice to take back.
            Command::Pane(command @ (PaneCommand::Activate(_) | PaneCommand::Next)) => {
                self.document.change_panes(*command);
                None
            }
            Command::Leave => self.leave(),
            Command::ToggleBlank => {
                self.blank = self.presenting && !self.blank;
                None
            }
            Command::Open(dialog) => {
                self.dialog = (!self.presenting).then_some(*dialog);
                None
            }
            Command::EditExport(choices) => {
                self.export = (**choices).clone();
                None
            }
            Command::PickTable(of) => {
                self.table.of = *of;
                None
            }
            Command::ChooseRows(choice) => {
                self.table.set_choice((**choice).clone());
                None
            }
            Command::SaveExport => Some(Effect::SaveExport),
            Command::SaveExportAtPath => Some(Effect::SaveExportAtPath),
            Command::CopyTable => Some(Effect::CopyTable),
            Command::CopyPicture => Some(Effect::CopyPicture),
            Command::EditMapping(draft) => {
                self.edit_mapping(draft);
                None
            }
            Command::ApplyMapping => self.apply_mapping(),
            Command::AssignName { name, subject } => self.assign_name(name, subject),
            Command::ShowIssues(of) => {
                self.issues_of = Some(of.clone());
                self.dialog = (!self.presenting).then_some(Dialog::Issues);
                None
            }
            Command::ExportIssues => self.issues_of.clone().map(|of| Effect::ExportIssues { of }),
            Command::CopyIssues => self.issues_of.clone().map(|of| Effect::CopyIssues { of }),
            Command::OwnBloc(command) => self.update_own_blocs(dataset, command),
            Command::File(command) => self.update_files(dataset, command),
            Command::Quit => self.quit(),
            _ => {
                self.choose(dataset, command);
                None
            }
        }
    }

    /// Goes where undo or redo leads.
    fn go_to(&mut self, taken: Option<Taken>) -> Option<Effect> {
        let Taken { document, reread } = taken?;
        self.document = document;
        let path = reread.filter(|path| self.dataset_of(path).is_some())?;
        Some(Effect::Reread { path })
    }

    fn leave(&mut self) -> Option<Effect> {
        if let Some(left) = self.dialog {
            match left {
                Dialog::Mapping => self.left_mapping = self.mapping.take(),
                Dialog::Bloc => self.leave_draft(),
                Dialog::BlocsFound => self.work.found = None,
                Dialog::Unsaved | Dialog::SaveWorkspace => self.leaving = None,
                _ => {}
            }
            self.close(left);
            return None;
        }
        if std::mem::take(&mut self.playing) {
            self.settle();
            return None;
        }
        if self.marked.take().is_some() {
            return None;
        }
        if !self.presenting {
            if !self.bloc_filter.is_empty() {
                self.bloc_filter.clear();
                return None;
            }
            if self.document.shows_table && self.table.clear_filter() {
                return None;
            }
            if self.filter.is_empty() {
                return Some(Effect::DismissAll);
            }
            self.filter.clear();
            return None;
        }
        (self.presenting, self.blank) = (false, false);
        Some(Effect::FullScreen(false))
    }

    /// Applies a choice that can be undone.
    fn choose(&mut self, dataset: &Dataset, command: &Command) {
        let mut next = self.document.clone();
        let question = &mut next.question;
        match command {
            Command::PickMineral(id) if *id == question.commodity => {}
            Command::PickMineral(id) => show(dataset, &mut next, id),
            Command::StepMineral(step) => {
                if let Some(id) = self.neighbour(dataset, *step) {
                    // Before a class both sides go on together.
                    let both = self.presenting && next.pair_is_of_one_mineral();
                    show(dataset, &mut next, &id);
                    if both {
                        next.switch_side();
                        show(dataset, &mut next, &id);
                        next.switch_side();
                    }
                }
            }
            Command::PickForm(form) => {
                question.form = form.clone();
                place(dataset, question, Fixed::Form);
            }
            Command::PickStage(stage) => {
                question.stage = *stage;
                place(dataset, question, Fixed::Stage);
                next.wished_stage = *stage;
            }
            Command::PickYear(year) => question.year = *year,
            Command::ToggleBloc(id) => next.toggle_bloc(dataset, id),
            Command::ToggleBlocAt(index) => {
                if let Some(bloc) = next.panel(dataset).get(*index) {
                    next.toggle_bloc(dataset, &bloc.id);
                }
            }
            Command::Bloc(command) => next.change_blocs(dataset, command),
            Command::Pair(command) => next.change_pair(*command),
            Command::Pane(command) => next.change_panes(*command),
            Command::PickView(ChartKind::Pair) => next.open_pair(),
            Command::SwitchBlocsOff => question.blocs.clear(),
            Command::PickDate(date) => question.as_of = *date,
            Command::PickConfidence(level) => question.confidence = *level,
            Command::PickDenominator(denominator) => question.denominator = *denominator,
            Command::PickView(view) => {
                next.view = *view;
                next.shows_table = false;
                if *view == ChartKind::Editions {
                    question.year = revisable_year(dataset, question);
                }
            }
            Command::ShowTable => next.shows_table = true,
            Command::PickTrend(options) => next.trend = *options,
            Command::PickLadder(options) => next.ladder = *options,
            Command::Choose { kind, choice, value } => {
                next.choices.choose(*kind, choice, value);
            }
            Command::PickMode(mode) => question.mode = *mode,
            Command::PickOverlap(overlap) => question.overlap = *overlap,
            Command::PickEdition(choice) => {
                question.edition.clone_from(choice);
                keep_place(dataset, question);
                let is_own = matches!(choice, EditionChoice::Of(edition) if edition.is_own());
                if (is_own || *choice == EditionChoice::Newest) && dataset.tables_of(question).is_empty() {
                    show_edition(dataset, &mut next);
                }
            }
            Command::ToggleCorrection(id) => {
                if !question.uncorrected.remove(id) {
                    question.uncorrected.insert(id.clone());
                }
                keep_place(dataset, question);
            }
            Command::SwitchCorrections(on) => {
                let changing = dataset.corrections.iter().filter(|correction| !on && correction.changes_figures());
                question.uncorrected = changing.map(|correction| correction.id.clone()).collect();
                keep_place(dataset, question);
            }
            Command::ToggleReserves => next.set_compare(match next.compare() {
                Compare::Reserves => &Compare::Nothing,
                _ => &Compare::Reserves,
            }),
            Command::PickCompare(compare) => next.set_compare(compare),
            Command::PickGroup(group) => next.group.clone_from(group),
            Command::PickTheme(theme) => next.theme = theme.of_window(),
            Command::PickTextScale(scale) => next.text_scale = scale.clamp(1.0, 2.5),
            Command::TextLarger => next.text_scale = neighbouring_scale(next.text_scale, true),
            Command::TextSmaller => next.text_scale = neighbouring_scale(next.text_scale, false),
            _ => {}
        }
        if next != self.document {
            self.history.record(command, undo_label(dataset, &next, command), &self.document);
            self.document = next;
        }
    }

    /// Returns the mineral `step` places further in the list, staying at its ends.
    fn neighbour(&self, dataset: &Dataset, step: isize) -> Option<CommodityId> {
        let listed = self.listed(dataset);
        let now = listed.iter().position(|commodity| commodity.id == self.document.question.commodity);
        let last = listed.len().checked_sub(1)?;
        let mut next = now.map_or(0, |now| now.saturating_add_signed(step).min(last));
        // A class has no use for a slide that says there is nothing to show.
        while self.presenting && next > 0 && next < last && !self.has_figures(dataset, listed.get(next)?) {
            next = next.saturating_add_signed(step.signum());
        }
        listed.get(next).filter(|_| Some(next) != now).map(|commodity| commodity.id.clone())
    }

    /// Returns whether a mineral has shares to show, at the stage it would be shown at.
    fn has_figures(&self, dataset: &Dataset, commodity: &Commodity) -> bool {
        let mut document = self.document.clone();
        show(dataset, &mut document, &commodity.id);
        document.question.commodity == commodity.id && answer(dataset, &document.question).figures.is_ok()
    }
}

/// Returns whether a commodity belongs to a group of the list: a group of its own, or a critical-minerals list.
fn belongs(commodity: &Commodity, group: &str) -> bool {
    commodity.groups.iter().chain(&commodity.critical_lists).any(|of| of == group)
}

/// Shows a mineral at the stage last wished for, where it has it.
fn show(dataset: &Dataset, document: &mut Document, id: &CommodityId) {
    document.question.commodity = id.clone();
    document.question.stage = document.wished_stage;
    // A mineral that the chosen edition lacks is shown by the newest that has it, and one that only a person's own files
    // have by the last of these.
    if dataset.tables_of(&document.question).is_empty() {
        document.question.edition = EditionChoice::Newest;
    }
    if dataset.tables_of(&document.question).is_empty() {
        let of_mineral = |edition: &EditionId| {
            dataset.tables.iter().any(|table| table.key.commodity == *id && table.key.edition == *edition)
        };
        let own = dataset.editions.iter().rev().map(|edition| &edition.id).find(|edition| of_mineral(edition));
        if let Some(own) = own {
            document.question.edition = EditionChoice::Of(own.clone());
        }
    }
    place(dataset, &mut document.question, Fixed::Nothing);
}

/// Puts a question to the nearest table; leaves it as it is where there is none, and the answer says why.
fn place(dataset: &Dataset, question: &mut Question, fixed: Fixed) {
    if let Some(placed) = placed(dataset, question, fixed) {
        *question = placed;
    }
}

/// Keeps form, stage and year as far as the tables now have them.
fn keep_place(dataset: &Dataset, question: &mut Question) {
    let fixed = if dataset.series_of(question).is_empty() { Fixed::Nothing } else { Fixed::Form };
    place(dataset, question, fixed);
}

fn neighbouring_scale(now: f32, larger: bool) -> f32 {
    const SAME: f32 = 0.01;
    if larger {
        TEXT_SCALES.into_iter().find(|scale| *scale > now + SAME).unwrap_or(now)
    } else {
        TEXT_SCALES.into_iter().rev().find(|scale| *scale < now - SAME).unwrap_or(now)
    }
}
