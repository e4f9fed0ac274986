use egui::{Align2, Area, Frame, Id, Order, ProgressBar, Rect, ScrollArea, Ui};

use crate::charts::style::{Style, TextRank};
use crate::session::{Command, FileCommand};

use super::View;
use super::issue_words::rows_words;

/// Something the shell has to say: done, or not done and why.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notice {
    /// What it is dismissed by.
    pub id: u64,
    /// What happened.
    pub message: String,
    /// What to do, where something can be done.
    pub hint: Option<String>,
    /// Whether it went wrong.
    pub failed: bool,
    /// Whether it stays until it is dismissed.
    pub stays: bool,
    /// What can be done about it at once.
    pub actions: Vec<Command>,
}

/// What is being read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingView {
    /// The file.
    pub name: String,
    /// The part that is read, 0 to 1, where it is known.
    pub part: Option<f32>,
    /// The rows read.
    pub rows: u64,
    /// How many files wait to be read after it.
    pub waiting: usize,
}

impl Notice {
    /// Returns a notice of something done.
    #[must_use]
    pub fn done(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    /// Returns a notice of something that went wrong, with what to do.
    #[must_use]
    pub fn failed(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()), failed: true, ..Self::default() }
    }
}

/// How far notices are from the edges of what they stand in, in points.
const AROUND: f32 = 8.0;

/// Notices take no more than this of the height of what they stand in; older ones are then scrolled to.
const MOST_OF_HEIGHT: f32 = 0.45;

/// The same below a dialog, which is what a person works in.
const MOST_BELOW_DIALOG: f32 = 0.25;

/// Where the height is kept that notices take of a window with a dialog.
const HEIGHT: &str = "height of notices";

/// Returns how much of the window's foot a dialog leaves to the notices below it, in points.
pub fn height_of_notices(ui: &Ui) -> f32 {
    ui.data(|data| data.get_temp(Id::unique(HEIGHT))).unwrap_or(0.0)
}

/// Shows what is being read and notices: at the foot of the centre, above the tiles, or below a dialog, which leaves
/// them that room.
pub fn notices_ui(ui: &mut Ui, view: &View<'_>, centre: Rect, commands: &mut Vec<Command>) {
    let has_dialog = view.session.dialog.is_some();
    let mut height = 0.0;
    if !view.notices.is_empty() || view.reading.is_some() {
        let screen = ui.ctx().content_rect();
        let place = if has_dialog { screen } else { centre };
        let notices = listed_ui(ui, view, place.shrink(AROUND), commands);
        height = if has_dialog { notices.height() + AROUND } else { 0.0 };
    }
    if (height - height_of_notices(ui)).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(Id::unique(HEIGHT), height));
        ui.ctx().request_repaint();
    }
}

/// Shows notices at the lower left of a place and returns where they are.
fn listed_ui(ui: &Ui, view: &View<'_>, place: Rect, commands: &mut Vec<Command>) -> Rect {
    let style = view.style();
    // The frame of each is outside of this.
    let width = style.length(480.0).min(place.width()) - 16.0;
    let area = Area::new(Id::unique("notices")).order(Order::Tooltip);
    let shown = area.pivot(Align2::LEFT_BOTTOM).fixed_pos(place.left_bottom()).constrain(false).show(ui.ctx(), |ui| {
        ui.set_max_width(width);
        // Not to be as high as in the frame before, when there was less to say.
        let most = place.height() * if view.session.dialog.is_some() { MOST_BELOW_DIALOG } else { MOST_OF_HEIGHT };
        let area = ScrollArea::vertical().max_height(most).min_scrolled_height(most).stick_to_bottom(true);
        area.show(ui, |ui| {
            for notice in view.notices {
                Frame::popup(ui.style()).show(ui, |ui| {
                    ui.set_width(width);
                    notice_ui(ui, notice, style, commands);
                });
            }
            if let Some(reading) = &view.reading {
                Frame::popup(ui.style()).show(ui, |ui| {
                    ui.set_width(width);
                    reading_ui(ui, reading, style, commands);
                });
            }
        });
    });
    shown.response.rect
}

fn notice_ui(ui: &mut Ui, notice: &Notice, style: Style, commands: &mut Vec<Command>) {
    let colours = style.colours();
    let colour = if notice.failed { colours.worse } else { colours.text };
    ui.label(egui::RichText::new(&notice.message).color(colour));
    if let Some(hint) = &notice.hint {
        ui.label(egui::RichText::new(hint).color(colours.text_muted));
    }
    if notice.stays || !notice.actions.is_empty() {
        ui.horizontal_wrapped(|ui| {
            let dismiss = Command::File(FileCommand::Dismiss(notice.id));
            for action in &notice.actions {
                if ui.button(action.text()).on_hover_text(action.tooltip()).clicked() {
                    commands.extend([action.clone(), dismiss.clone()]);
                }
            }
            let all = Command::File(FileCommand::DismissAll);
            let keys = all.shortcuts().first().map(|shortcut| shortcut.text()).unwrap_or_default();
            let hint = format!("{} ({keys} takes all away)", dismiss.tooltip());
            if ui.button(dismiss.text()).on_hover_text(hint).clicked() {
                commands.push(dismiss);
            }
        });
    }
}

fn reading_ui(ui: &mut Ui, reading: &ReadingView, style: Style, commands: &mut Vec<Command>) {
    let rows = rows_words(reading.rows);
    ui.label(format!("Reading {}", reading.name));
    let words = match reading.part {
        Some(part) if reading.rows > 0 => format!("{:.0} %, {rows}", part * 100.0),
        Some(part) => format!("{:.0} %", part * 100.0),
        None if reading.rows > 0 => rows,
        None => "Opening…".to_owned(),
    };
    if let Some(part) = reading.part {
        ui.add(ProgressBar::new(part).desired_height(style.length(6.0)));
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(egui::RichText::new(words).color(style.colours().text_muted));
        let cancel = Command::File(FileCommand::CancelReading);
        if ui.button(cancel.text()).on_hover_text(cancel.tooltip()).clicked() {
            commands.push(cancel);
        }
        if reading.waiting > 0 {
            let more = format!("{} more to read", reading.waiting);
            ui.label(egui::RichText::new(more).color(style.colours().text_muted));
        }
    });
}

/// Shows that files held over the window would be opened.
pub fn drop_ui(ui: &Ui, style: Style) {
    let count = ui.ctx().input(|input| input.raw.hovered_files.len());
    if count == 0 {
        return;
    }
    let screen = ui.ctx().content_rect();
    let colours = style.colours();
    let words = if count == 1 { "Drop to open".to_owned() } else { format!("Drop to open {count} files") };
    let words = egui::RichText::new(words).font(style.font(TextRank::Title)).color(colours.accent);
    Area::new(Id::unique("drop")).order(Order::Tooltip).fixed_pos(screen.min).show(ui.ctx(), |ui| {
        ui.painter().rect_filled(screen, 0.0, colours.background.gamma_multiply(0.85));
        let inner = screen.shrink(style.length(24.0).min(48.0));
        ui.painter().rect_stroke(inner, 8.0, egui::Stroke::new(2.0, colours.accent), egui::StrokeKind::Inside);
        ui.put(screen, egui::Label::new(words));
    });
}
