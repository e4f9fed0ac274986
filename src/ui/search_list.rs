//! Lists that open, with a field to search them where they are long, and fields that keep what is half typed.

use egui::{
    Button, ComboBox, Id, Key, Modifiers, PopupCloseBehavior, Response, RichText, Role, ScrollArea, TextEdit, Ui,
    WidgetInfo,
};

use crate::charts::style::Style;

/// One entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<T> {
    /// What picking it means.
    pub value: T,
    /// Its text.
    pub text: String,
    /// What stands at its right end.
    pub detail: String,
}

impl<T> Entry<T> {
    /// Returns an entry with a text alone.
    pub fn new(value: T, text: impl Into<String>) -> Self {
        Self { value, text: text.into(), detail: String::new() }
    }
}

/// A list that opens at a button.
#[derive(Debug, Clone, Copy)]
pub struct SearchList<'a> {
    /// Its name, for those who do not see it.
    pub name: &'a str,
    /// What the button says.
    pub chosen: &'a str,
    /// How wide the button is, in points.
    pub width: f32,
    /// How it looks.
    pub style: Style,
}

/// What was picked from a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked<T> {
    /// One of its entries.
    Entry(T),
    /// A text of one's own.
    Own(String),
}

/// A list longer than this has a field to search it.
const SHORT_LIST: usize = 12;

impl SearchList<'_> {
    /// Shows the list and returns the entry picked. The entries are asked for only while it is open.
    pub fn show_ui<T: Clone>(self, ui: &mut Ui, entries: impl FnOnce() -> Vec<Entry<T>>) -> Option<T> {
        match self.pick_ui(ui, false, entries)? {
            Picked::Entry(value) => Some(value),
            Picked::Own(_) => None,
        }
    }

    /// Shows the list and returns what was picked: an entry, or what was typed where that is none.
    pub fn show_or_type_ui<T: Clone>(self, ui: &mut Ui, entries: impl FnOnce() -> Vec<Entry<T>>) -> Option<Picked<T>> {
        self.pick_ui(ui, true, entries)
    }

    fn pick_ui<T: Clone>(
        self,
        ui: &mut Ui,
        is_open_to_own: bool,
        entries: impl FnOnce() -> Vec<Entry<T>>,
    ) -> Option<Picked<T>> {
        let mut picked = None;
        let height = self.style.length(300.0).min(ui.ctx().content_rect().height() * 0.6);
        let id = ui.scope_id().with(self.name);
        let combo = ComboBox::from_id_salt(self.name)
            .width(self.width)
            .height(height + self.style.length(60.0))
            .truncate()
            .selected_text(self.chosen)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let shown = combo.show_ui(ui, |ui| {
            let entries = entries();
            picked = if is_open_to_own || entries.len() > SHORT_LIST {
                self.long_ui(ui, id, &entries, is_open_to_own, height)
            } else {
                let clicked =
                    entries.iter().find(|entry| self.entry_ui(ui, entry, entry.text == self.chosen).clicked());
                clicked.map(|entry| Picked::Entry(entry.value.clone()))
            };
            if picked.is_some() {
                ui.close();
            }
        });
        if shown.inner.is_none() {
            // However it was left, it begins empty the next time.
            ui.data_mut(|data| data.remove::<(String, usize)>(id));
        }
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.name);
        info.current_text_value = Some(self.chosen.to_owned());
        shown.response.widget_info(|| info.clone());
        picked
    }

    /// Shows the entries that hold what is typed.
    fn long_ui<T: Clone>(
        self,
        ui: &mut Ui,
        id: Id,
        entries: &[Entry<T>],
        is_open_to_own: bool,
        height: f32,
    ) -> Option<Picked<T>> {
        ui.set_min_width(self.style.length(240.0).max(self.width));
        let (mut text, mut chosen) = ui.data_mut(|data| data.get_temp::<(String, usize)>(id)).unwrap_or_default();
        let hint = if is_open_to_own { "Search, or type your own" } else { "Search" };
        let response = ui.add(TextEdit::singleline(&mut text).hint_text(hint).desired_width(f32::INFINITY));
        let field = format!("Search {}", self.name);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(field));
        if !response.has_focus() && !response.lost_focus() {
            response.request_focus();
        }
        if response.changed() {
            chosen = 0;
        }
        let wanted = text.trim().to_lowercase();
        let found = found(entries, &wanted);
        let own =
            is_open_to_own && !wanted.is_empty() && !found.iter().any(|entry| entry.text.to_lowercase() == wanted);
        let last = (found.len() + usize::from(own)).saturating_sub(1);
        let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let moved = match (pressed(ui, Key::ArrowDown), pressed(ui, Key::ArrowUp)) {
            (true, _) => Some((chosen + 1).min(last)),
            (_, true) => Some(chosen.saturating_sub(1)),
            _ => None,
        };
        chosen = moved.unwrap_or(chosen).min(last);
        let entered = ui.input(|input| input.key_pressed(Key::Enter)).then_some(chosen);
        let clicked = self.rows_ui(ui, &found, own.then_some(text.trim()), (chosen, moved.is_some()), height);
        if found.is_empty() && !own {
            ui.label("Nothing has that name");
        }
        let typed = text.trim().to_owned();
        ui.data_mut(|data| data.insert_temp(id, (text, chosen)));
        let index = clicked.or(entered)?;
        match found.get(index) {
            Some(entry) => Some(Picked::Entry(entry.value.clone())),
            None => (own && index == found.len()).then_some(Picked::Own(typed)),
        }
    }

    /// Shows the rows in view, and returns the one clicked.
    fn rows_ui<T>(
        self,
        ui: &mut Ui,
        found: &[&Entry<T>],
        own: Option<&str>,
        (chosen, moved): (usize, bool),
        height: f32,
    ) -> Option<usize> {
        let mut clicked = None;
        let row = ui.spacing().interact_size.y;
        let mut area = ScrollArea::vertical().max_height(height).min_scrolled_height(height.min(row * 8.0));
        if moved {
            #[expect(clippy::cast_precision_loss, reason = "a list has fewer rows than f32 can count")]
            let top = (row + ui.spacing().item_spacing.y) * chosen as f32;
            area = area.scroll_offset(egui::vec2(0.0, (top - height / 2.0).max(0.0)));
        }
        area.show_rows(ui, row, found.len() + usize::from(own.is_some()), |ui, range| {
            for index in range {
                let response = match (found.get(index), own) {
                    (Some(entry), _) => self.entry_ui(ui, entry, index == chosen),
                    (None, Some(own)) => self.entry_ui(ui, &Entry::new((), format!("Use “{own}”")), index == chosen),
                    (None, None) => continue,
                };
                if response.clicked() {
                    clicked = Some(index);
                }
            }
        });
        clicked
    }

    fn entry_ui<T>(self, ui: &mut Ui, entry: &Entry<T>, is_chosen: bool) -> Response {
        let mut button = Button::selectable(is_chosen, &entry.text);
        if !entry.detail.is_empty() {
            button = button.right_text(RichText::new(&entry.detail).color(self.style.colours().text_muted));
        }
        ui.add_sized([ui.available_width(), ui.spacing().interact_size.y], button)
    }
}

/// Returns the entries that hold a text, those that begin with it first.
fn found<'a, T>(entries: &'a [Entry<T>], wanted: &str) -> Vec<&'a Entry<T>> {
    let mut found: Vec<&Entry<T>> = entries
        .iter()
        .filter(|entry| {
            wanted.is_empty() || [&entry.text, &entry.detail].iter().any(|text| text.to_lowercase().contains(wanted))
        })
        .collect();
    if !wanted.is_empty() {
        found.sort_by_key(|entry| !entry.text.to_lowercase().starts_with(wanted));
    }
    found
}

/// Shows a field for a value that has a text, and returns the text when it was changed. What is half typed stays as it
/// is typed, until the field is left.
pub fn kept_text_ui(ui: &mut Ui, name: &str, value: &str, hint: &str, width: f32) -> Option<String> {
    let id = ui.scope_id().with(("kept text", name));
    let kept = ui.data_mut(|data| data.get_temp::<String>(id));
    let mut text = kept.unwrap_or_else(|| value.to_owned());
    let response = ui.add(TextEdit::singleline(&mut text).id(id.with("field")).hint_text(hint).desired_width(width));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    let changed = response.changed().then(|| text.clone());
    let is_typed_into = response.has_focus();
    ui.data_mut(|data| {
        if is_typed_into {
            data.insert_temp(id, text);
        } else {
            data.remove::<String>(id);
        }
    });
    changed
}
