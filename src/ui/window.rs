use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use crate::charts::Looking;
use crate::charts::groups::Groups;
use crate::charts::palette::{Series, home_slot};
use crate::charts::shift;
use crate::charts::style::Style;
use crate::data::Dataset;
use crate::model::BlocId;
use crate::session::{Command, Results, Session, Trial};

use super::{Notice, Preview, ReadingView, blocs, centre, dialogs, minerals, notices, present, top_bar};

/// What a frame shows.
pub struct View<'a> {
    /// The data.
    pub dataset: &'a Dataset,
    /// What the user decided.
    pub session: &'a Session,
    /// What follows from it.
    pub results: &'a Results,
    /// The picture in the export dialog.
    pub preview: &'a Preview,
    /// What came of a mapping of the file on the page, which may have changed since.
    pub trial: Option<&'a Trial>,
    /// What the shell has to say.
    pub notices: &'a [Notice],
    /// What is being read, if anything is.
    pub reading: Option<ReadingView>,
    /// Whether a file dialog is open or a file is being written.
    pub busy: bool,
}

impl View<'_> {
    /// Returns what the person stands in and has marked.
    #[must_use]
    pub fn looking(&self) -> Looking {
        let belonging = self.results.belonging().clone();
        Looking { year: Some(self.session.question().year), marked: self.session.marked.clone(), belonging }
    }

    /// Returns how the window looks.
    #[must_use]
    pub fn style(&self) -> Style {
        Style::new(self.session.document.theme, self.session.document.text_scale)
    }

    /// Returns the colour of a bloc: that of the chart for one that is on, else its own.
    #[must_use]
    pub fn bloc_colour(&self, id: &BlocId) -> egui::Color32 {
        let on = self.results.series.iter().find(|(bloc, _)| bloc == id);
        let series = on.map_or_else(|| Series::Bloc(home_slot(self.dataset, id)), |(_, series)| *series);
        self.style().colours().series(series)
    }
}

/// Shows the window and returns what the user asked for.
pub fn window_ui(ui: &mut Ui, view: &View<'_>) -> Vec<Command> {
    let mut commands = Vec::new();
    let style = view.style();
    style.apply(ui.ctx());
    ui.set_style(ui.ctx().global_style());
    if view.session.presenting {
        present::present_ui(ui, view, &mut commands);
        return commands;
    }
    let width = ui.available_width();
    let panel =
        |fill, horizontal, vertical| Frame::new().fill(fill).inner_margin(Margin::symmetric(horizontal, vertical));
    let colours = style.colours();
    Panel::top("top bar")
        .frame(panel(colours.panel, 12, 6))
        .show(ui, |ui| top_bar::top_bar_ui(ui, view, &mut commands));
    shift_panel_ui(ui, view);
    // Each size of text has widths of its own, so that none is kept for another.
    let scale = format!("{:.0}", view.session.document.text_scale * 100.0);
    Panel::left(format!("minerals {scale}"))
        .frame(panel(colours.panel, 10, 10))
        .default_size((style.length(262.0)).min(width * 0.235))
        .size_range(egui::Rangef::new((style.length(170.0)).min(width * 0.22), width * 0.36))
        .show(ui, |ui| minerals::minerals_ui(ui, view, &mut commands));
    Panel::right(format!("blocs {scale}"))
        .frame(panel(colours.panel, 12, 10))
        .default_size((style.length(292.0)).min(width * 0.265))
        .size_range(egui::Rangef::new((style.length(220.0)).min(width * 0.26), width * 0.40))
        .show(ui, |ui| blocs::blocs_ui(ui, view, &mut commands));
    // What its content asks for may be wider.
    let centre = ui.available_rect_before_wrap();
    egui::CentralPanel::default()
        .frame(panel(colours.background, 22, 12))
        .show(ui, |ui| centre::centre_ui(ui, view, &mut commands));
    dialogs::dialogs_ui(ui, view, &mut commands);
    notices::notices_ui(ui, view, centre, &mut commands);
    notices::drop_ui(ui, style);
    commands
}

/// Tiles that would take more of the height than this leave their notes out.
const MOST_OF_TILES: f32 = 0.22;

/// Shows the tiles at the window's foot.
fn shift_panel_ui(ui: &mut Ui, view: &View<'_>) {
    let document = &view.session.document;
    if view.results.shift.tiles.is_empty() || !document.has_tiles() || document.shows_table {
        return;
    }
    let style = view.style();
    let width = ui.available_width();
    let (tiles, height) = shift::fitted(ui, &view.results.shift, style, width, ui.available_height() * MOST_OF_TILES);
    let room = ui.available_height() * 0.4;
    Panel::bottom("shift")
        .resizable(false)
        .exact_size(height.min(room))
        .frame(Frame::new().fill(style.colours().panel))
        .show(ui, |ui| {
            let tiles_ui = |ui: &mut Ui| {
                ui.allocate_ui(egui::vec2(width, height), |ui| {
                    shift::draw(ui, &tiles, style, &mut Groups::new());
                });
            };
            if height <= room {
                tiles_ui(ui);
            } else {
                ScrollArea::vertical().id_salt("shift").auto_shrink(false).show(ui, tiles_ui);
            }
        });
}
