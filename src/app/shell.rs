use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use egui::{Ui, ViewportCommand};

use crate::charts::fonts;
use crate::data::Dataset;
use crate::session::{Command, Effect, Results, Session};
use crate::ui::{Notice, Preview, View, commands_from_keys, window_ui};

use super::preferences::Preferences;

/// How long a notice stays.
const NOTICE_TIME: Duration = Duration::from_secs(6);

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When there is no display to open a window on.
pub fn run(dataset: Dataset) -> anyhow::Result<()> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Lodescope")
            .with_app_id("lodescope")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([1024.0, 700.0]),
        ..eframe::NativeOptions::default()
    };
    let create = move |context: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        let mut shell = Shell::new(&context.egui_ctx, dataset)?;
        if let Some(storage) = context.storage {
            Preferences::restore(storage, &mut shell.session);
        }
        Ok(Box::new(shell))
    };
    eframe::run_native("lodescope", options, Box::new(create))
        .map_err(|problem| anyhow!("{problem}"))
        .context("The window could not be opened")
}

/// The program with its window.
pub struct Shell {
    dataset: Dataset,
    /// What the user decided.
    pub session: Session,
    results: Results,
    preview: Preview,
    notices: Vec<(Instant, Notice)>,
}

impl Shell {
    /// Returns the shell over a dataset, with the app's fonts set.
    ///
    /// # Errors
    /// When the dataset has no table to show.
    pub fn new(context: &egui::Context, dataset: Dataset) -> anyhow::Result<Self> {
        context.set_fonts(fonts::definitions());
        let session = Session::opening(&dataset).context("The dataset has no table to show")?;
        let results = Results::of(&dataset, &session);
        Ok(Self { dataset, session, results, preview: Preview::default(), notices: Vec::new() })
    }

    /// Shows one frame and applies what the user asked for.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        let mut commands = commands_from_keys(&context, &self.session);
        self.apply(&context, &commands);
        self.notices.retain(|(since, _)| since.elapsed() < NOTICE_TIME);
        let notices: Vec<Notice> = self.notices.iter().map(|(_, notice)| notice.clone()).collect();
        let view = View {
            dataset: &self.dataset,
            session: &self.session,
            results: &self.results,
            preview: &self.preview,
            notices: &notices,
            busy: false,
        };
        commands = window_ui(ui, &view);
        let changed = !commands.is_empty();
        self.apply(&context, &commands);
        if context.input(|input| input.pointer.any_down() || !input.keys_down.is_empty()) {
            // The step ends with the drag.
        } else {
            self.session.settle();
        }
        if changed {
            context.request_repaint();
        } else if !self.notices.is_empty() {
            context.request_repaint_after(Duration::from_millis(500));
        }
    }

    fn apply(&mut self, context: &egui::Context, commands: &[Command]) {
        for command in commands {
            if let Some(effect) = self.session.update(&self.dataset, command) {
                self.carry_out(context, effect);
            }
        }
        if !commands.is_empty() {
            self.results.refresh(&self.dataset, &self.session);
        }
    }

    fn carry_out(&mut self, context: &egui::Context, effect: Effect) {
        match effect {
            Effect::CopyTable => {
                context.copy_text(self.results.chart.table.to_tsv());
                self.say("The table is copied", None, false);
            }
            Effect::FullScreen(on) => context.send_viewport_cmd(ViewportCommand::Fullscreen(on)),
            Effect::SaveExport | Effect::SaveExportAtPath => {}
            Effect::Quit => context.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn say(&mut self, message: &str, hint: Option<String>, failed: bool) {
        self.notices.push((Instant::now(), Notice { message: message.to_owned(), hint, failed }));
    }
}

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        Preferences::of(&self.session).store(storage);
    }
}
