use egui::{
    CursorIcon, DragAndDrop, Id, Key, LayerId, Modifiers, Order, Popup, Rect, Response, Sense, Stroke, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::charts::frame::one_line;
use crate::charts::style::{Style, TextRank};
use crate::model::{Bloc, BlocId};
use crate::session::{BlocCommand, Command};
use crate::ui::View;

/// What a row can be moved by, in places of the panel: over the rows that are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    /// To the row above; nothing for the first.
    pub(super) up: Option<isize>,
    /// To the row below; nothing for the last.
    pub(super) down: Option<isize>,
    /// To the top of the panel.
    pub(super) top: isize,
}

/// A bloc that is being dragged.
struct Dragged(BlocId);

/// A row that was shown: its place in the panel and where it is.
pub(super) struct Shown {
    pub(super) index: usize,
    pub(super) rect: Rect,
}

/// Shows the handle at which a row is dragged, with a menu for those who do not drag.
pub(super) fn handle_ui(
    ui: &mut Ui,
    view: &View<'_>,
    bloc: &Bloc,
    steps: Steps,
    commands: &mut Vec<Command>,
) -> Response {
    let style = view.style();
    let size = vec2(style.length(9.0), style.length(18.0));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let response = ui.interact(rect, Id::unique(("bloc handle", &bloc.id)), Sense::click_and_drag());
    let name = format!("Move {}", bloc.short_name);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.dnd_set_drag_payload(Dragged(bloc.id.clone()));
    let is_live = response.hovered() || response.has_focus() || response.dragged();
    let colour = if is_live { style.colours().text } else { style.colours().axis };
    for row in [-1.0, 0.0, 1.0] {
        for column in [-1.0, 1.0] {
            let at = rect.center() + vec2(column * style.length(2.0), row * style.length(4.0));
            ui.painter().circle_filled(at, style.length(1.1), colour);
        }
    }
    Popup::menu(&response).show(|ui| menu_ui(ui, bloc, steps, commands));
    let hint = "Drag to move it, or press Alt+Up and Alt+Down. Where a country is in two blocs and counts in the first, \
                the order decides which that is";
    response.on_hover_cursor(CursorIcon::Grab).on_hover_text(hint)
}

/// Shows the ways to move a bloc.
pub(super) fn menu_ui(ui: &mut Ui, bloc: &Bloc, steps: Steps, commands: &mut Vec<Command>) {
    let top = (steps.top > 0).then_some(steps.top);
    let entries =
        [("Move up", "Alt+Up", steps.up), ("Move down", "Alt+Down", steps.down), ("Move to the top", "", top)];
    for (text, keys, by) in entries {
        let button = egui::Button::new(text).shortcut_text(keys);
        if ui.add_enabled(by.is_some(), button).clicked() {
            commands.extend(by.map(|by| moved(&bloc.id, by)));
            ui.close();
        }
    }
}

/// Moves a bloc by the keys while something of its row has the focus.
pub(super) fn keys(ui: &Ui, bloc: &Bloc, steps: Steps, row: Rect, commands: &mut Vec<Command>) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
    let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
    let by = if up { steps.up } else { steps.down.filter(|_| down) };
    if let Some(by) = by {
        commands.push(moved(&bloc.id, by));
        ui.scroll_to_rect(row.expand2(vec2(0.0, row.height())), None);
    }
}

/// Shows where a dragged bloc would come to stand, and moves it there when it is let go.
pub(super) fn drop_ui(ui: &Ui, view: &View<'_>, shown: &[Shown], commands: &mut Vec<Command>) {
    let Some(dragged) = DragAndDrop::payload::<Dragged>(ui.ctx()) else { return };
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    let (style, area) = (view.style(), ui.clip_rect());
    let Some(last) = shown.last() else { return };
    name_ui(ui, view, style, &dragged.0, at);
    if !area.expand(style.length(12.0)).contains(at) {
        if ui.input(|input| input.pointer.any_released()) {
            DragAndDrop::clear_payload(ui.ctx());
        }
        return;
    }
    let below = shown.iter().find(|row| row.rect.center().y > at.y);
    let (place, y) = below.map_or((last.index + 1, last.rect.bottom()), |row| (row.index, row.rect.top()));
    let line = Stroke::new(style.length(2.0), style.colours().accent);
    ui.painter().hline(last.rect.left()..=last.rect.right(), y - style.length(1.5), line);
    // Near an edge, the rows beyond it come into view.
    let edge = style.length(20.0);
    if at.y < area.top() + edge {
        ui.scroll_with_delta(vec2(0.0, style.length(6.0)));
    } else if at.y > area.bottom() - edge {
        ui.scroll_with_delta(vec2(0.0, -style.length(6.0)));
    }
    if !ui.input(|input| input.pointer.any_released()) {
        return;
    }
    DragAndDrop::clear_payload(ui.ctx());
    let panel = view.session.document.panel(view.dataset);
    if let Some(from) = panel.iter().position(|bloc| bloc.id == dragged.0) {
        // It leaves its own place before it comes to the new one.
        let to = if place > from { place - 1 } else { place };
        let by = places(to, from);
        if by != 0 {
            commands.push(moved(&dragged.0, by));
        }
    }
}

/// Shows the name of a dragged bloc at the pointer.
fn name_ui(ui: &Ui, view: &View<'_>, style: Style, id: &BlocId, at: egui::Pos2) {
    let name = view.dataset.bloc(id).map_or(id.as_str(), |bloc| bloc.short_name.as_str());
    let colours = style.colours();
    let galley = one_line(ui, name, style.font(TextRank::Body), colours.text, style.length(220.0));
    let padding = vec2(style.length(6.0), style.length(3.0));
    let rect =
        Rect::from_min_size(at + vec2(style.length(12.0), -galley.size().y / 2.0), galley.size() + padding * 2.0);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("dragged bloc")));
    painter.rect(rect, 5.0, colours.background, Stroke::new(1.0, colours.axis), egui::StrokeKind::Inside);
    painter.galley(pos2(rect.left(), rect.top()) + padding, galley, colours.text);
}

/// Returns how many places lie between two, positive where the first is the upper one.
pub(super) fn places(to: usize, from: usize) -> isize {
    let signed = |place| isize::try_from(place).unwrap_or(isize::MAX);
    signed(from).saturating_sub(signed(to))
}

fn moved(id: &BlocId, by: isize) -> Command {
    Command::Bloc(BlocCommand::Move(id.clone(), by))
}
