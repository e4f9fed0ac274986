use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use egui::{Ui, ViewportCommand};

use crate::charts::fonts;
use crate::data::Dataset;
use crate::data::open::{assigned_names_file, keep_assigned_names};
use crate::export::{ExportError, Pixels, Recipe, table_stem};
use crate::session::{Command, Dialog, Effect, Results, Session, Views, issues_table};
use crate::ui::{Notice, Preview, View, commands_from_keys, window_ui};

use super::files::Files;
use super::frame_times::FrameTimes;
use super::icon::icon;
use super::looking_through::Sorting;
use super::notices::Notices;
use super::playing::Player;
use super::preferences::Preferences;
use super::saving::{Order, What, picture, preview, save, save_issues};
use super::tasks::{LettingGo, Outcome, Slot};
use super::trying::Trying;

/// Opens the window with these files and returns when it is closed.
///
/// # Errors
/// When there is no display to open a window on.
pub fn run(dataset: Dataset, files: Vec<PathBuf>) -> anyhow::Result<()> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Lodescope")
            .with_app_id("lodescope")
            .with_icon(icon())
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([1024.0, 700.0]),
        ..eframe::NativeOptions::default()
    };
    let create = move |context: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        let mut shell = Shell::new(&context.egui_ctx, dataset)?;
        if let Some(storage) = context.storage {
            Preferences::restore(storage, &mut shell.session);
        }
        shell.program = std::env::current_exe().ok();
        shell.read_library(&context.egui_ctx, super::library::usual_place());
        shell.open(&context.egui_ctx, files);
        Ok(Box::new(shell))
    };
    eframe::run_native("lodescope", options, Box::new(create))
        .map_err(|problem| anyhow!("{problem}"))
        .context("The window could not be opened")
}

/// The program with its window.
pub struct Shell {
    /// The bundled data and the open files together.
    pub(super) dataset: Dataset,
    /// What the user decided.
    pub session: Session,
    pub(super) results: Results,
    preview: Preview,
    pub(super) notices: Notices,
    pub(super) files: Files,
    /// The program itself, for reading in a process of its own.
    pub(super) program: Option<PathBuf>,
    /// The file of the person's library of blocs.
    pub(super) library: Option<PathBuf>,
    pub(super) saving: Slot<Notice>,
    /// The rows of a long table.
    pub(super) sorting: Sorting,
    /// What is no longer needed.
    pub(super) letting_go: LettingGo,
    copying: Slot<Result<Pixels, ExportError>>,
    drawing: Slot<(Recipe, Result<Pixels, ExportError>)>,
    trying: Trying,
    player: Player,
    /// The recipe of the preview on screen.
    drawn: Option<Recipe>,
    /// The file that the next Save may replace: it was said that it is there.
    replacing: Option<PathBuf>,
    /// How long frames take while files are read.
    frame_times: FrameTimes,
    /// How many frames were shown, as far as the start needs to know.
    frames: u8,
}

impl Shell {
    /// Returns the shell over a dataset, with the app's fonts set.
    ///
    /// # Errors
    /// When the dataset has no table to show.
    pub fn new(context: &egui::Context, dataset: Dataset) -> anyhow::Result<Self> {
        context.set_fonts(fonts::definitions());
        // Asked only for characters that ours lack.
        context.set_font_providers(vec![fonts::Fallback::system()]);
        let session = Session::opening(&dataset).context("The dataset has no table to show")?;
        let results = Results::of(&dataset, &session);
        Ok(Self {
            files: Files::new(dataset.clone()),
            program: None,
            dataset,
            session,
            results,
            preview: Preview::default(),
            notices: Notices::default(),
            library: None,
            saving: Slot::new("save"),
            sorting: Sorting::new(),
            letting_go: LettingGo::new(),
            copying: Slot::new("copy"),
            drawing: Slot::new("preview"),
            trying: Trying::new(),
            player: Player::default(),
            drawn: None,
            replacing: None,
            frame_times: FrameTimes::default(),
            frames: 0,
        })
    }

    /// Shows one frame and applies what the user asked for.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        let mut commands = commands_from_keys(&context, &self.session);
        commands.extend(self.player.frame(&context, self.session.playing));
        self.apply(&context, &commands);
        self.collect(&context);
        self.collect_files(&context);
        self.draw_preview(&context);
        self.look_through(&context);
        self.letting_go.frame(&context);
        self.trying.frame(&context, &self.session);
        self.notices.let_go();
        let notices = self.notices.shown();
        let view = View {
            dataset: &self.dataset,
            session: &self.session,
            results: &self.results,
            preview: &self.preview,
            trial: self.trying.trial(&self.session),
            notices: &notices,
            reading: self.files.opening.view(),
            busy: self.saving.is_busy() || self.files.is_busy(),
        };
        commands = window_ui(ui, &view);
        let changed = !commands.is_empty();
        self.apply(&context, &commands);
        // An undo step ends with the drag or the held key.
        let is_quiet = context.input(|input| !input.pointer.any_down() && input.keys_down.is_empty());
        if is_quiet {
            self.session.settle();
        }
        if changed {
            context.request_repaint();
        } else if self.notices.will_change() {
            context.request_repaint_after(Duration::from_millis(500));
        }
    }

    pub(super) fn apply(&mut self, context: &egui::Context, commands: &[Command]) {
        for command in commands {
            if let Some(effect) = self.session.update(&self.dataset, command) {
                self.carry_out(context, &effect);
            }
            self.follow_blocs();
        }
        if !commands.is_empty() {
            self.results.refresh(&self.dataset, &self.session);
        }
    }

    /// Shows the blocs of the person's own that the document now has.
    pub(super) fn follow_blocs(&mut self) {
        let own = &self.session.document.own_blocs;
        if self.dataset.own_blocs() != own.as_slice() {
            self.dataset = self.dataset.with_blocs(own);
        }
    }

    pub(super) fn carry_out(&mut self, context: &egui::Context, effect: &Effect) {
        match effect {
            Effect::CopyTable if self.session.document.shows_table => self.copy_rows(context),
            Effect::CopyTable if self.results.chart.table().rows.is_empty() => {
                self.say("There is no table to copy", self.results.chart.empty().map(str::to_owned), true);
            }
            Effect::CopyTable => {
                context.copy_text(self.results.chart.table().to_tsv());
                self.say("The table is copied", None, false);
            }
            Effect::CopyPicture => self.copy_picture(context),
            Effect::FullScreen(on) => context.send_viewport_cmd(ViewportCommand::Fullscreen(*on)),
            Effect::SaveExport => self.save(context, None),
            Effect::SaveExportAtPath => {
                let path = typed_path(&self.session.export.path);
                if self.may_replace(&path) {
                    self.save(context, Some(path));
                }
            }
            Effect::CopyIssues { of } => {
                if let Some(opened) = self.session.dataset_of(of) {
                    context.copy_text(issues_table(opened).to_tsv());
                    self.say("The issues are copied", None, false);
                }
            }
            Effect::ExportIssues { of } => self.save_issues(context, of),
            Effect::Blocs(effect) => self.carry_out_blocs(context, effect),
            Effect::Quit => self.quit(context),
            other => self.carry_out_files(context, other),
        }
    }

    /// Returns whether a file may be written: there is none of that name, or it was said already that there is.
    pub(super) fn may_replace(&mut self, path: &Path) -> bool {
        let is_sure = self.replacing.take().as_deref() == Some(path);
        if path.exists() && !is_sure {
            let hint = "Press Save again to replace it".to_owned();
            self.say("A file of that name is there already", Some(hint), true);
            self.replacing = Some(path.to_path_buf());
            return false;
        }
        true
    }

    /// Starts saving the issues of a file, in the background.
    fn save_issues(&mut self, context: &egui::Context, of: &Path) {
        let Some(opened) = self.session.dataset_of(of).map(Arc::clone) else { return };
        if !self.saving.start(context, move || save_issues(&opened)) {
            self.say("Another file is being saved", Some("Wait for it to end, then save again".to_owned()), true);
        }
    }

    /// Starts saving what the export dialog shows, in the background.
    fn save(&mut self, context: &egui::Context, path: Option<PathBuf>) {
        if self.results.table.as_ref().is_some_and(|table| !table.is_listed()) {
            return self.say(
                "The figures are still being listed",
                Some("Save them when they are there".to_owned()),
                true,
            );
        }
        let (choices, document) = (&self.session.export, &self.session.document);
        let order = match self.table_file() {
            Some(table) => {
                let format = choices.table_format;
                let stem =
                    table_stem(&document.question, document.view, &document.chart_options(), self.session.table.of);
                Order { what: What::Table(table), format, file_name: format!("{stem}.{}", format.extension()), path }
            }
            None => Order {
                what: if choices.views_of(document) == Views::Each {
                    What::Pictures { dataset: self.dataset.clone(), recipes: choices.recipes(&self.dataset, document) }
                } else {
                    What::Picture {
                        dataset: self.dataset.clone(),
                        recipe: Box::new(choices.recipe(&self.dataset, document)),
                    }
                },
                format: choices.format,
                file_name: choices.file_name(document),
                path,
            },
        };
        if !self.saving.start(context, move || save(&order)) {
            self.say("Another file is being saved", Some("Wait for it to end, then save again".to_owned()), true);
        }
    }

    /// Starts drawing what the export dialog shows, for the clipboard.
    fn copy_picture(&mut self, context: &egui::Context) {
        let recipe = self.session.export.recipe(&self.dataset, &self.session.document);
        let dataset = self.dataset.clone();
        // Pressed again, it is the same picture that is being drawn.
        self.copying.start(context, move || picture(&dataset, &recipe));
    }

    /// Puts a picture that is drawn onto the clipboard.
    fn collect_copy(&mut self, context: &egui::Context) {
        match self.copying.poll() {
            Outcome::Done(Ok(pixels)) => {
                context.copy_image(color_image(&pixels));
                self.say("The picture is copied", None, false);
            }
            Outcome::Done(Err(problem)) => {
                self.say("The picture could not be copied", Some(problem.to_string()), true);
            }
            Outcome::Lost => self.say(
                "The picture could not be copied",
                Some("Drawing stopped by a fault of the program".to_owned()),
                true,
            ),
            Outcome::Pending => {}
        }
    }

    /// Takes what background work has finished.
    fn collect(&mut self, context: &egui::Context) {
        self.collect_copy(context);
        match self.saving.poll() {
            Outcome::Done(notice) => self.notices.say(notice),
            Outcome::Lost => self.say(
                "The file could not be saved",
                Some("Saving stopped by a fault of the program".to_owned()),
                true,
            ),
            Outcome::Pending => {}
        }
        match self.drawing.poll() {
            Outcome::Done((recipe, Ok(pixels))) => {
                let texture =
                    context.load_texture("export preview", color_image(&pixels), egui::TextureOptions::LINEAR);
                self.preview = Preview { texture: Some(texture), problem: None };
                self.drawn = Some(recipe);
            }
            Outcome::Done((recipe, Err(problem))) => {
                self.preview = Preview { texture: None, problem: Some(problem.to_string()) };
                self.drawn = Some(recipe);
            }
            Outcome::Lost => {
                let problem = Some("The preview could not be drawn, by a fault of the program".to_owned());
                self.preview = Preview { texture: None, problem };
                // Not to be tried again in every frame, only for another picture.
                self.drawn = Some(self.session.export.recipe(&self.dataset, &self.session.document));
            }
            Outcome::Pending => {}
        }
    }

    /// Keeps the export dialog's preview up to date while it is open; lets it go when it is closed.
    fn draw_preview(&mut self, context: &egui::Context) {
        if self.session.dialog != Some(Dialog::Export) || self.session.document.shows_table {
            (self.preview, self.drawn) = (Preview::default(), None);
            return;
        }
        let recipe = self.session.export.recipe(&self.dataset, &self.session.document);
        if self.drawn.as_ref() != Some(&recipe) {
            let dataset = self.dataset.clone();
            self.drawing.start(context, move || {
                let pixels = preview(&dataset, &recipe);
                (recipe, pixels)
            });
        }
    }

    pub(super) fn say(&mut self, message: &str, hint: Option<String>, failed: bool) {
        self.notices.say(Notice { hint, failed, ..Notice::done(message) });
    }
}

fn color_image(pixels: &Pixels) -> egui::ColorImage {
    egui::ColorImage::from_rgba_unmultiplied([pixels.width, pixels.height], &pixels.rgba)
}

/// Returns the path that a person typed; a leading `~/` is their own folder.
pub(super) fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        // The first two frames of the program make its glyphs, whatever is read.
        let is_reading = self.frames > 1 && self.files.opening.is_busy();
        self.frame_times.note(is_reading, frame.info().cpu_usage);
        match self.frames {
            0 => ui.ctx().request_repaint(),
            1 => tracing::info!("the first frame is on screen"),
            _ => {}
        }
        self.frames = self.frames.saturating_add(1);
        self.frame_ui(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        Preferences::of(&self.session).store(storage);
        // The command line has no part in the window's own storage.
        if let Some(file) = assigned_names_file()
            && let Err(problem) = keep_assigned_names(&file, &self.session.options.names)
        {
            tracing::warn!(%problem, "assigned names could not be kept for the command line");
        }
    }
}
