//! The issues met in a file, and what was understood of it.

mod detail;
mod list;
mod names;
mod understood;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Id, Key, Modifiers, Rect, RichText, ScrollArea, TextEdit, Ui, UiBuilder, vec2};

use crate::charts::style::{Style, TextRank};
use crate::data::open::{Issues, Opened};
use crate::data::{DataIssue, IssueKind};
use crate::model::counted;
use crate::session::Command;

use super::View;
use super::large_dialog::large_dialog_ui;
use super::search_list::{Entry, SearchList};
use super::widgets::{chip_ui, command_button_ui};

/// What is chosen on the panel: nothing that outlives it.
#[derive(Clone, Default)]
struct Choice {
    /// The issues that it is of: those of a file that is read again are others.
    of: (PathBuf, usize, u64),
    kind: Option<IssueKind>,
    text: String,
    /// The issue shown, by its place in the list of all.
    shown: Option<usize>,
    /// The issues that are listed, for what kind and text.
    listed: Option<(Option<IssueKind>, String, Arc<Vec<usize>>)>,
}

/// The panel over one file.
struct Panel<'a> {
    view: &'a View<'a>,
    opened: &'a Opened,
    style: Style,
}

/// Shows the issues met in a file, and what was understood of it.
pub fn issues_ui(ui: &Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let of = view.session.issues_of.as_ref();
    let opened = view.session.opened.iter().find(|opened| Some(&opened.path) == of);
    let Some(opened) = opened.or_else(|| view.session.opened.last()) else {
        large_dialog_ui(ui, view, ("Issues", ""), commands, |ui, _| {
            ui.label("No file of your own is open; open one, and what was not understood is shown here");
        });
        return;
    };
    let panel = Panel { view, opened, style: view.style() };
    let id = Id::unique("issues panel");
    let kept = ui.data(|data| data.get_temp::<Choice>(id));
    let of = (opened.path.clone(), opened.issues.list.as_ptr().addr(), opened.issues.total());
    let mut choice = kept.filter(|choice| choice.of.0 == of.0).unwrap_or_default();
    if choice.of != of {
        let has_kind = |kind: &IssueKind| opened.issues.counts.iter().any(|count| count.kind == *kind);
        let kind = choice.kind.filter(has_kind);
        choice = Choice { of, kind, text: choice.text, ..Choice::default() };
    }
    let path = opened.path.display().to_string();
    large_dialog_ui(ui, view, ("Issues", &path), commands, |ui, commands| panel.show_ui(ui, &mut choice, commands));
    ui.data_mut(|data| data.insert_temp(id, choice));
}

impl Panel<'_> {
    fn show_ui(&self, ui: &mut Ui, choice: &mut Choice, commands: &mut Vec<Command>) {
        self.top_ui(ui, commands);
        if self.opened.issues.total() == 0 {
            ui.label(RichText::new("Every row was understood").font(self.style.font(TextRank::Strong)));
            ui.add_space(self.style.length(6.0));
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.understood_ui(ui, commands));
            return;
        }
        self.filter_ui(ui, choice);
        ui.separator();
        let listed = choice.listed(&self.opened.issues);
        step(ui, choice, &listed);
        let room = ui.available_rect_before_wrap();
        let gap = self.style.length(14.0);
        let is_wide = room.width() > self.style.length(760.0);
        if !is_wide {
            ScrollArea::vertical().id_salt("issues panel").auto_shrink(false).show(ui, |ui| {
                self.left_ui(ui, choice, &listed, room.height() * 0.6, commands);
                ui.separator();
                self.right_ui(ui, choice, commands);
            });
            return;
        }
        let width = (room.width() * 0.56).max(self.style.length(380.0));
        let left = Rect::from_min_size(room.min, vec2(width, room.height()));
        let right = Rect::from_min_max(room.min + vec2(width + gap, 0.0), room.max);
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
            self.left_ui(ui, choice, &listed, room.height(), commands);
        });
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            ScrollArea::vertical().id_salt("issue").auto_shrink(false).show(ui, |ui| {
                self.right_ui(ui, choice, commands);
            });
        });
        ui.painter().vline(left.right() + gap / 2.0, room.y_range(), egui::Stroke::new(1.0, self.style.colours().line));
    }

    /// Shows how many issues there are, which file they are of, and what can be done with the list.
    fn top_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let issues = &self.opened.issues;
        ui.horizontal_wrapped(|ui| {
            let files = &self.view.session.opened;
            if files.len() > 1 {
                let name = file_name(self.opened);
                let list =
                    SearchList { name: "File", chosen: &name, width: self.style.length(240.0), style: self.style };
                let entry = |opened: &Arc<Opened>| Entry {
                    value: opened.path.clone(),
                    text: file_name(opened),
                    detail: counted(opened.issues.total(), "issue", "issues"),
                };
                let picked: Option<PathBuf> = list.show_ui(ui, || files.iter().map(entry).collect());
                commands.extend(picked.map(Command::ShowIssues));
            }
            if issues.total() == 0 {
                return self.undo_ui(ui, commands);
            }
            let mut said = counted(issues.total(), "issue", "issues");
            let kept = u64::try_from(issues.list.len()).unwrap_or(u64::MAX);
            if kept < issues.total() {
                let most = counted(Issues::KEPT_OF_A_KIND, "issue", "issues");
                said = format!("{said}; of each kind, the first {most} are listed");
            }
            ui.label(RichText::new(said).font(self.style.font(TextRank::Strong)));
            if command_button_ui(ui, &Command::ExportIssues, &Command::ExportIssues.text(), !self.view.busy) {
                commands.push(Command::ExportIssues);
            }
            if command_button_ui(ui, &Command::CopyIssues, &Command::CopyIssues.text(), true) {
                commands.push(Command::CopyIssues);
            }
            self.undo_ui(ui, commands);
        });
    }

    /// Shows what undo and redo do with the names assigned here.
    fn undo_ui(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let session = self.view.session;
        let history = session.history();
        let undo = history.undo_label().filter(|_| session.undoes_in_dialog());
        let redo = history.redo_label().filter(|_| session.redoes_in_dialog());
        for (command, label) in [(Command::Undo, undo), (Command::Redo, redo)] {
            if let Some(label) = label
                && command_button_ui(ui, &command, &format!("{} {label}", command.text()), true)
            {
                commands.push(command);
            }
        }
    }

    /// Shows the kinds with their counts, and a field to narrow the list.
    fn filter_ui(&self, ui: &mut Ui, choice: &mut Choice) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(self.style.length(4.0), self.style.length(4.0));
            let issues = &self.opened.issues;
            if chip_ui(ui, choice.kind.is_none(), &format!("All {}", count_text(issues.total())), self.style) {
                choice.kind = None;
            }
            for count in &issues.counts {
                let text = format!("{} {}", count.kind.title(), count_text(count.count));
                if chip_ui(ui, choice.kind == Some(count.kind), &text, self.style) {
                    choice.kind = if choice.kind == Some(count.kind) { None } else { Some(count.kind) };
                }
            }
            let field = TextEdit::singleline(&mut choice.text)
                .hint_text("Find in cells and places")
                .desired_width(self.style.length(190.0));
            let response = ui.add(field);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Find in issues"));
        });
    }

    fn left_ui(&self, ui: &mut Ui, choice: &mut Choice, listed: &[usize], height: f32, commands: &mut Vec<Command>) {
        let top = ui.cursor().top();
        self.names_ui(ui, choice, height * 0.45, commands);
        let room = height - (ui.cursor().top() - top);
        self.list_ui(ui, choice, listed, room.max(self.style.length(100.0)));
    }

    fn right_ui(&self, ui: &mut Ui, choice: &mut Choice, commands: &mut Vec<Command>) {
        match choice.shown.and_then(|shown| self.opened.issues.list.get(shown)) {
            Some(issue) => {
                self.detail_ui(ui, issue, commands);
                ui.add_space(self.style.length(10.0));
                if ui.button("What was understood").clicked() {
                    choice.shown = None;
                }
            }
            None => self.understood_ui(ui, commands),
        }
    }

    fn small(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.style.font(TextRank::Small)).color(self.style.colours().text_muted)
    }

    fn strong(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).font(self.style.font(TextRank::Strong))
    }
}

impl Choice {
    /// Returns the issues of the kind chosen that hold the text typed, by their places in the list of all.
    fn listed(&mut self, issues: &Issues) -> Arc<Vec<usize>> {
        if let Some((kind, text, listed)) = &self.listed
            && *kind == self.kind
            && *text == self.text
        {
            return Arc::clone(listed);
        }
        let wanted = self.text.trim().to_lowercase();
        let is_meant = |issue: &DataIssue| {
            self.kind.is_none_or(|kind| kind == issue.kind)
                && (wanted.is_empty()
                    || [&issue.value, &issue.sheet, &issue.column, &issue.file]
                        .iter()
                        .any(|text| text.to_lowercase().contains(&wanted))
                    || issue.row.to_string() == wanted)
        };
        let listed = issues.list.iter().enumerate().filter(|(_, issue)| is_meant(issue)).map(|(index, _)| index);
        let listed = Arc::new(listed.collect::<Vec<_>>());
        self.shown = self.shown.filter(|shown| listed.contains(shown));
        self.listed = Some((self.kind, self.text.clone(), Arc::clone(&listed)));
        listed
    }
}

/// Goes through the list by the arrow keys.
fn step(ui: &Ui, choice: &mut Choice, listed: &[usize]) {
    let is_typing = ui.memory(|memory| memory.focused().is_some()) || egui::Popup::is_any_open(ui.ctx());
    if is_typing || listed.is_empty() {
        return;
    }
    let at = choice.shown.and_then(|shown| listed.iter().position(|index| *index == shown));
    let last = listed.len() - 1;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let next = if pressed(Key::ArrowDown) {
        Some(at.map_or(0, |at| (at + 1).min(last)))
    } else if pressed(Key::ArrowUp) {
        Some(at.map_or(0, |at| at.saturating_sub(1)))
    } else if pressed(Key::Home) {
        Some(0)
    } else if pressed(Key::End) {
        Some(last)
    } else {
        None
    };
    if let Some(index) = next.and_then(|next| listed.get(next)) {
        choice.shown = Some(*index);
        ui.data_mut(|data| data.insert_temp(Id::unique(list::SCROLL_TO), *index));
    }
}

fn file_name(opened: &Opened) -> String {
    opened.path.file_name().unwrap_or(opened.path.as_os_str()).to_string_lossy().into_owned()
}

#[expect(clippy::cast_precision_loss, reason = "a file has fewer rows than f64 can count")]
fn count_text(count: u64) -> String {
    crate::model::whole_text(count as f64)
}
