use egui::{Id, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::{one_line, place};
use crate::charts::style::TextRank;
use crate::data::DataIssue;

use super::super::issue_words::place_words;
use super::{Choice, Panel};

/// Where it is kept which issue is to be brought into view.
pub(super) const SCROLL_TO: &str = "issue to bring into view";

impl Panel<'_> {
    /// Shows the issues, one a row.
    pub(super) fn list_ui(&self, ui: &mut Ui, choice: &mut Choice, listed: &[usize], height: f32) {
        if listed.is_empty() {
            ui.label("No issue has that text");
            return;
        }
        let row = self.style.length(24.0);
        let scroll_to = ui.data_mut(|data| {
            let id = Id::unique(SCROLL_TO);
            let wanted = data.get_temp::<usize>(id);
            data.remove::<usize>(id);
            wanted
        });
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt("issues").max_height(height).auto_shrink(false);
        if let Some(at) = scroll_to.and_then(|wanted| listed.iter().position(|index| *index == wanted)) {
            #[expect(clippy::cast_precision_loss, reason = "a list has fewer rows than f32 can count")]
            let top = at as f32 * row;
            area = area.vertical_scroll_offset((top - height / 2.0).max(0.0));
        }
        area.show_rows(ui, row, listed.len(), |ui, range| {
            for index in listed.get(range).unwrap_or_default() {
                let Some(issue) = self.opened.issues.list.get(*index) else { continue };
                if self.issue_ui(ui, issue, *index, choice.shown == Some(*index), row) {
                    choice.shown = Some(*index);
                }
            }
        });
    }

    /// Shows one issue and returns whether it was clicked.
    fn issue_ui(&self, ui: &mut Ui, issue: &DataIssue, index: usize, is_shown: bool, height: f32) -> bool {
        let colours = self.style.colours();
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let response = ui.interact(rect, ui.scope_id().with(("issue", index)), Sense::click());
        let spoken = format!("{}: “{}”, {}", issue.kind.title(), issue.value, place_words(issue));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_shown, &spoken));
        if is_shown || response.hovered() || response.has_focus() {
            let fill = if is_shown { colours.selected } else { colours.field_hovered };
            ui.painter().rect_filled(rect, 4.0, fill);
        }
        let pad = self.style.length(6.0);
        let width = rect.width() - 4.0 * pad;
        let value = if issue.value.is_empty() { "(empty)".to_owned() } else { format!("“{}”", issue.value) };
        let cells = [
            (value, TextRank::Body, colours.text, 0.0, 0.32),
            (issue.kind.title().to_owned(), TextRank::Body, colours.text, 0.33, 0.64),
            (place_words(issue), TextRank::Small, colours.text_muted, 0.65, 1.0),
        ];
        for (text, rank, colour, from, to) in cells {
            let galley = one_line(ui, &text, self.style.font(rank), colour, (to - from) * width);
            place(ui, pos2(rect.left() + pad + from * width, rect.center().y - galley.size().y / 2.0), galley);
        }
        response.clicked()
    }
}
