use egui::{Align2, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, vec2};

use crate::charts::palette::{BLOC_COLOUR_NAMES, BLOC_COLOURS, Series};
use crate::charts::style::TextRank;
use crate::session::BlocDraft;

use super::Page;

impl Page<'_> {
    /// Shows what the bloc is called, what it is, and its colour.
    pub(super) fn fields_ui(&self, ui: &mut Ui, next: &mut BlocDraft) {
        let label = ui.label("Name").id;
        let name = ui.add(TextEdit::singleline(&mut next.name).desired_width(f32::INFINITY)).labelled_by(label);
        let is_new = self.draft.changes.is_none() && self.draft.name.is_empty() && self.draft.members.is_empty();
        if is_new && ui.memory(|memory| memory.focused().is_none()) && !name.lost_focus() {
            name.request_focus();
        }
        let label = ui.label("Short name").id;
        let field = TextEdit::singleline(&mut next.short_name).hint_text("As charts call it; the name if empty");
        ui.add(field.desired_width(f32::INFINITY)).labelled_by(label);
        let label = ui.label("What it is").id;
        let field = TextEdit::multiline(&mut next.about).hint_text("In a sentence, with where it comes from");
        ui.add(field.desired_rows(2).desired_width(f32::INFINITY)).labelled_by(label);
        ui.add_space(self.style.length(4.0));
        self.colours_ui(ui, next);
    }

    /// Shows the colours of blocs by number and name, and which bloc that is on has each.
    fn colours_ui(&self, ui: &mut Ui, next: &mut BlocDraft) {
        ui.label("Colour");
        let takers: Vec<Option<String>> = (0..BLOC_COLOURS).map(|slot| self.taker(slot)).collect();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = self.style.length(4.0);
            if ui.selectable_label(next.slot.is_none(), "Any free one").clicked() {
                next.slot = None;
            }
            for (slot, taker) in takers.iter().enumerate() {
                let picked = next.slot.is_some_and(|of| usize::from(of) % BLOC_COLOURS == slot);
                if self.swatch_ui(ui, slot, picked, taker.as_deref()) {
                    next.slot = u8::try_from(slot).ok();
                }
            }
        });
        let taken: Vec<String> = takers
            .iter()
            .enumerate()
            .filter_map(|(slot, taker)| Some(format!("{} {}", slot + 1, taker.as_ref()?)))
            .collect();
        let words = if taken.is_empty() {
            "No colour is taken: no other bloc is on".to_owned()
        } else {
            format!("Taken by blocs that are on: {}. The first of the panel keeps its colour", taken.join(", "))
        };
        ui.label(self.small(words));
    }

    /// Returns the other bloc that is on in a colour.
    fn taker(&self, slot: usize) -> Option<String> {
        let mut on = self.view.results.series.iter();
        let (id, _) =
            on.find(|(id, series)| *series == Series::Bloc(slot) && Some(id) != self.draft.changes.as_ref())?;
        self.view.dataset.bloc(id).map(|bloc| bloc.short_name.clone())
    }

    /// Shows a colour with its number and a mark where it is taken, and returns whether it was clicked.
    fn swatch_ui(&self, ui: &mut Ui, slot: usize, picked: bool, taker: Option<&str>) -> bool {
        let colours = self.style.colours();
        let side = self.style.length(26.0);
        let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
        let colour_name = BLOC_COLOUR_NAMES.get(slot).copied().unwrap_or_default();
        let state = taker.map_or_else(|| "free".to_owned(), |name| format!("taken by {name}"));
        let name = format!("Colour {}, {colour_name}, {state}", slot + 1);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, picked, &name));
        if ui.is_rect_visible(rect) {
            let fill = colours.series(Series::Bloc(slot));
            ui.painter().rect_filled(rect.shrink(3.0), 3.0, fill);
            let number = (slot + 1).to_string();
            let font = self.style.font(TextRank::Small);
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, number, font, colours.background);
            if taker.is_some() {
                // A mark at its corner, for those who see no difference in colour.
                let corner = rect.right_top() + vec2(-4.0, 4.0);
                ui.painter().circle(corner, 4.0, colours.text, Stroke::new(1.0, colours.background));
            }
            if picked || response.has_focus() || response.hovered() {
                let width = if picked { 2.0 } else { 1.0 };
                ui.painter().rect_stroke(rect, 4.0, Stroke::new(width, colours.text), StrokeKind::Inside);
            }
        }
        response.on_hover_text(name).clicked()
    }
}
