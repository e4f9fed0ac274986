use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use egui::accesskit::{Role, Toggled};
use egui::{ColorImage, Event, Key, Modifiers, OutputCommand, ViewportCommand, ViewportId, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use lodescope::analysis::answer;
use lodescope::app::Shell;
use lodescope::data::{Dataset, embedded};
use lodescope::model::Question;

static DATASET: LazyLock<Dataset> = LazyLock::new(|| embedded().unwrap());

/// Background work that takes longer than this has failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// The window without a display. After every deed it has run until it is still; an input without an accessible name or
/// a character without a glyph panics.
pub struct TestWindow {
    harness: Harness<'static, Shell>,
}

impl TestWindow {
    /// Opens the window at a usual size.
    pub fn open() -> Self {
        Self::open_at(1440.0, 900.0)
    }

    /// Opens the window at a size in points.
    pub fn open_at(width: f32, height: f32) -> Self {
        let mut harness = Harness::builder()
            .with_size(vec2(width, height))
            .with_max_steps(16)
            // The shell sets the fonts before the first frame, so no text is ever laid out without them.
            .build_eframe(|creation| Shell::new(&creation.egui_ctx, DATASET.clone()).unwrap());
        harness.run();
        Self { harness }
    }

    pub fn dataset() -> &'static Dataset {
        &DATASET
    }

    pub fn question(&self) -> &Question {
        self.harness.state().session.question()
    }

    pub fn session(&self) -> &lodescope::session::Session {
        &self.harness.state().session
    }

    pub fn session_mut(&mut self) -> &mut lodescope::session::Session {
        &mut self.harness.state_mut().session
    }

    /// Gives the window a library of blocs at a place of its own.
    pub fn read_library(&mut self, path: &Path) {
        let context = self.harness.ctx.clone();
        self.harness.state_mut().read_library(&context, Some(path.to_path_buf()));
        self.harness.run();
    }

    pub fn run(&mut self) {
        self.harness.run();
    }

    // What is shown.

    /// Returns what every node says, labels by their text, in reading order.
    pub fn texts(&self) -> Vec<String> {
        self.harness
            .root()
            .children_recursive()
            .filter_map(|node| {
                let node = node.accesskit_node();
                match node.role() {
                    Role::TextRun => None,
                    Role::Label => node.value(),
                    _ => node.label(),
                }
            })
            .collect()
    }

    /// Returns whether something shown says this, among other things.
    pub fn says(&self, text: &str) -> bool {
        self.texts().iter().any(|said| said.contains(text))
    }

    #[track_caller]
    pub fn assert_says(&self, text: &str) {
        assert!(self.says(text), "nothing says {text:?}; what is said: {:#?}", self.texts());
    }

    #[track_caller]
    pub fn assert_silent(&self, text: &str) {
        let said: Vec<String> = self.texts().into_iter().filter(|said| said.contains(text)).collect();
        assert!(said.is_empty(), "{said:#?}");
    }

    /// Returns what the one text says that begins like this.
    #[track_caller]
    pub fn text_from(&self, beginning: &str) -> String {
        let found: Vec<String> = self.texts().into_iter().filter(|said| said.starts_with(beginning)).collect();
        assert_eq!(found.len(), 1, "{beginning:?}: {found:#?} of {:#?}", self.texts());
        found.into_iter().next().unwrap()
    }

    /// Returns the tile that begins with this label.
    #[track_caller]
    pub fn hhi_tile(&self) -> String {
        self.text_from("How concentrated (HHI): ")
    }

    /// Returns the chart in words; its title comes first.
    #[track_caller]
    pub fn chart(&self) -> String {
        self.harness.get_by_role(Role::Figure).accesskit_node().label().unwrap()
    }

    /// Returns where the chart is.
    #[track_caller]
    pub fn chart_rect(&self) -> egui::Rect {
        self.harness.get_by_role(Role::Figure).rect()
    }

    /// Returns where something is painted in this colour.
    pub fn places_of(&self, colour: egui::Color32) -> Vec<egui::Rect> {
        fn collect(shape: &egui::Shape, colour: egui::Color32, into: &mut Vec<egui::Rect>) {
            let is_of = match shape {
                egui::Shape::Vec(shapes) => return shapes.iter().for_each(|shape| collect(shape, colour, into)),
                egui::Shape::Rect(shape) => shape.fill == colour || shape.stroke.color == colour,
                egui::Shape::Circle(shape) => shape.fill == colour || shape.stroke.color == colour,
                egui::Shape::LineSegment { stroke, .. } => stroke.color == colour,
                egui::Shape::Path(shape) => {
                    shape.fill == colour || shape.stroke.color == egui::epaint::ColorMode::Solid(colour)
                }
                _ => false,
            };
            if is_of {
                into.push(shape.visual_bounding_rect());
            }
        }
        let mut places = Vec::new();
        self.harness.output().shapes.iter().for_each(|of| collect(&of.shape, colour, &mut places));
        places
    }

    /// Returns where the tiles begin.
    #[track_caller]
    pub fn tiles_top(&self) -> f32 {
        let beginning = "How concentrated (HHI): ";
        let is_tile = |node: &Node<'_>| {
            let node = node.accesskit_node();
            [node.label(), node.value()].into_iter().flatten().any(|said| said.starts_with(beginning))
        };
        self.harness.root().children_recursive().find(is_tile).unwrap().rect().top()
    }

    /// Returns where the dialog on screen ends.
    #[track_caller]
    pub fn dialog_bottom(&self) -> f32 {
        let dialog = self.harness.ctx.memory(egui::Memory::top_modal_layer).unwrap();
        self.harness.ctx.memory(|memory| memory.area_rect(dialog.id)).unwrap().bottom()
    }

    /// Returns the minerals listed on screen, in order, by name.
    pub fn listed(&self) -> Vec<String> {
        let names: Vec<&str> = DATASET.commodities.iter().map(|commodity| commodity.name.as_str()).collect();
        self.harness
            .query_all_by_role(Role::Button)
            .filter_map(|row| row.accesskit_node().label())
            .filter_map(|said| said.split_once(", ").map(|(name, _)| name.to_owned()))
            .filter(|name| names.contains(&name.as_str()))
            .collect()
    }

    /// Returns whether the row of a mineral is in view and the chosen one.
    pub fn is_chosen(&self, name: &str) -> bool {
        let beginning = format!("{name}, ");
        self.harness.query_all_by_role(Role::Button).any(|row| {
            let row = row.accesskit_node();
            row.toggled() == Some(Toggled::True) && row.label().is_some_and(|said| said.starts_with(&beginning))
        })
    }

    pub fn has(&self, role: Role, name: &str) -> bool {
        self.harness.query_all_by_role_and_label(role, name).next().is_some()
    }

    #[track_caller]
    pub fn node<'a>(&'a self, role: Role, name: &'a str) -> Node<'a> {
        self.harness.get_by_role_and_label(role, name)
    }

    #[track_caller]
    pub fn is_on(&self, role: Role, name: &str) -> bool {
        self.node(role, name).accesskit_node().toggled() == Some(Toggled::True)
    }

    #[track_caller]
    pub fn is_disabled(&self, role: Role, name: &str) -> bool {
        self.node(role, name).accesskit_node().is_disabled()
    }

    /// Returns the name of what has the keyboard's focus.
    pub fn focused(&self) -> Option<String> {
        let mut nodes = self.harness.root().children_recursive();
        nodes.find(|node| node.accesskit_node().is_focused())?.accesskit_node().label()
    }

    // What a person does.

    /// Clicks with the pointer in the middle of what has this name.
    #[track_caller]
    pub fn click(&mut self, role: Role, name: &str) {
        self.node(role, name).click();
        self.settle();
    }

    #[track_caller]
    pub fn click_button(&mut self, name: &str) {
        self.click(Role::Button, name);
    }

    /// Clicks the first of several buttons with this name.
    #[track_caller]
    pub fn click_first(&mut self, name: &str) {
        self.harness.run();
        self.harness.get_all_by_role_and_label(Role::Button, name).next().unwrap().click();
        self.settle();
    }

    /// Clicks the n-th, counted from 0, of several with this name.
    #[track_caller]
    pub fn click_nth(&mut self, role: Role, name: &str, index: usize) {
        self.harness.get_all_by_role_and_label(role, name).nth(index).unwrap().click();
        self.settle();
    }

    /// Clicks at a place, whatever is there.
    pub fn click_at(&mut self, x: f32, y: f32) {
        let pos = egui::pos2(x, y);
        self.harness.hover_at(pos);
        self.harness.drag_at(pos);
        self.harness.drop_at(pos);
        self.settle();
    }

    /// Clicks the row of a mineral that is in view.
    #[track_caller]
    pub fn click_mineral(&mut self, name: &str) {
        let beginning = format!("{name}, ");
        self.harness
            .query_all_by_role(Role::Button)
            .find(|row| row.accesskit_node().label().is_some_and(|said| said.starts_with(&beginning)))
            .unwrap_or_else(|| panic!("{name} is not in {:?}", self.listed()))
            .click();
        self.settle();
    }

    /// Shows a mineral through the palette, wherever it is in the list.
    #[track_caller]
    pub fn show(&mut self, name: &str) {
        self.press_ctrl(Key::K);
        self.paste(name);
        self.press(Key::Enter);
        assert_eq!(DATASET.commodity(&self.question().commodity).unwrap().name, name);
    }

    /// Opens a menu and clicks one of its entries.
    #[track_caller]
    pub fn pick_from_menu(&mut self, menu: &str, entry: &str) {
        self.open_menu(menu);
        let entry = self.menu_entry(entry);
        self.click_button(&entry);
    }

    /// Opens a menu of the menu bar.
    #[track_caller]
    pub fn open_menu(&mut self, menu: &str) {
        // The first of that name in reading order: Present is a menu and a button.
        self.harness.get_all_by_role_and_label(Role::Button, menu).next().unwrap().click();
        self.settle();
    }

    /// Returns the whole name of a menu entry: its text with the keys, and the mark of one that is chosen.
    #[track_caller]
    pub fn menu_entry(&self, text: &str) -> String {
        let wanted = |said: &str| {
            let said = said.trim_start_matches(['✓', ' ', '\u{a0}']);
            said == text
                || said.strip_prefix(text).is_some_and(|keys| keys.starts_with(" Ctrl") || keys.starts_with(" F"))
        };
        // The last in reading order: menus lie above the window, which has an Undo too.
        self.harness
            .query_all_by_role(Role::Button)
            .filter_map(|entry| entry.accesskit_node().label())
            .rfind(|said| wanted(said))
            .unwrap_or_else(|| panic!("{text} is not among {:#?}", self.texts()))
    }

    /// Opens a combo box and clicks one of its choices.
    #[track_caller]
    pub fn choose(&mut self, combo: &str, choice: &str) {
        self.click(Role::ComboBox, combo);
        self.click_button(choice);
    }

    /// Opens a long combo box, searches its choices and takes the first one found.
    #[track_caller]
    pub fn choose_by_search(&mut self, combo: &str, text: &str) {
        self.click(Role::ComboBox, combo);
        self.paste(text);
        self.press(Key::Enter);
    }

    /// Clicks into a field, replaces what is in it by pasting, and stays in it.
    #[track_caller]
    pub fn fill(&mut self, field: &str, text: &str) {
        self.select_all(field);
        self.paste(text);
    }

    /// Clicks into a field, replaces what is in it by typing, and stays in it.
    #[track_caller]
    pub fn type_into(&mut self, field: &str, text: &str) {
        self.select_all(field);
        self.type_text(text);
    }

    #[track_caller]
    fn select_all(&mut self, field: &str) {
        self.click(Role::TextInput, field);
        self.press_ctrl(Key::A);
    }

    pub fn paste(&mut self, text: &str) {
        self.harness.input_mut().events.push(Event::Paste(text.to_owned()));
        self.harness.run();
    }

    /// Types a text, one character a frame.
    pub fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            let key = Key::from_name(&character.to_ascii_uppercase().to_string());
            if let Some(key) = key {
                self.key_event(key, true, Modifiers::NONE);
            }
            self.harness.input_mut().events.push(Event::Text(character.to_string()));
            if let Some(key) = key {
                self.key_event(key, false, Modifiers::NONE);
            }
            self.harness.step();
        }
        self.harness.run();
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_ctrl(&mut self, key: Key) {
        self.press_with(Modifiers::COMMAND, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        for pressed in [true, false] {
            self.key_event(key, pressed, modifiers);
            self.harness.step();
        }
        self.harness.run();
    }

    /// Holds a key down so long that the keyboard sends it `times` times.
    pub fn hold(&mut self, key: Key, times: usize) {
        for _ in 0..times {
            self.key_event(key, true, Modifiers::NONE);
            self.harness.step();
        }
        self.key_event(key, false, Modifiers::NONE);
        self.harness.run();
    }

    fn key_event(&mut self, key: Key, pressed: bool, modifiers: Modifiers) {
        let event = Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.harness.input_mut().events.push(event);
    }

    /// Drops files on the window.
    pub fn drop_files(&mut self, paths: &[&Path]) {
        self.harness.input_mut().hovered_files.clear();
        for path in paths {
            self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_path_buf())));
        }
        self.harness.run();
    }

    /// Holds so many files over the window.
    pub fn hold_files(&mut self, count: usize) {
        self.harness.input_mut().hovered_files = vec![egui::HoveredFile::default(); count];
        // They are an event in every frame, so that it is never still.
        self.harness.run_steps(3);
    }

    /// Asks the window to close, as its frame's button does, and returns whether it does.
    pub fn closes(&mut self) -> bool {
        let viewport = self.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        viewport.events.push(egui::ViewportEvent::Close);
        self.harness.step();
        let commands = &self.harness.output().viewport_output[&ViewportId::ROOT].commands;
        let closes = !commands.contains(&ViewportCommand::CancelClose);
        self.harness.run();
        closes
    }

    /// Gives the focus to what has this name.
    #[track_caller]
    pub fn focus(&mut self, role: Role, name: &str) {
        self.node(role, name).focus();
        self.harness.run();
    }

    /// Clicks what has this name, and lets no more time pass than that takes.
    #[track_caller]
    pub fn click_only(&mut self, role: Role, name: &str) {
        self.node(role, name).click();
        self.harness.step();
    }

    /// Lets a quarter of a second pass.
    pub fn pass_frame(&mut self) {
        self.harness.step();
    }

    /// Presses the pointer at the first place, moves it over the others and lets go at the last.
    pub fn drag(&mut self, over: &[egui::Pos2]) {
        let [first, .., last] = over else { panic!("a drag has a beginning and an end") };
        self.harness.hover_at(*first);
        self.harness.step();
        self.harness.drag_at(*first);
        self.harness.step();
        for at in over {
            self.harness.hover_at(*at);
            self.harness.step();
        }
        self.harness.drop_at(*last);
        self.settle();
    }

    /// Returns the whole name of a menu entry that begins with this text.
    #[track_caller]
    pub fn menu_entry_with(&self, text: &str) -> String {
        let said = self.harness.query_all_by_role(Role::Button).filter_map(|entry| entry.accesskit_node().label());
        said.into_iter().find(|said| said.starts_with(text)).unwrap()
    }

    /// Clicks a link and returns the address that it asks the system to open.
    #[track_caller]
    pub fn link_after_click(&mut self, name: &str) -> Option<String> {
        self.node(Role::Link, name).click();
        let mut address = None;
        for _ in 0..6 {
            self.harness.step();
            address =
                address.or(self.harness.output().platform_output.commands.iter().find_map(|command| match command {
                    OutputCommand::OpenUrl(open) => Some(open.url.clone()),
                    _ => None,
                }));
        }
        address
    }

    /// Presses a key for one frame and waits for nothing: for going through much in little time.
    pub fn tap(&mut self, key: Key) {
        self.one_frame(Modifiers::NONE, key);
    }

    /// Rests the pointer on what has this name until its explanation shows.
    #[track_caller]
    pub fn hover(&mut self, role: Role, name: &str) {
        self.node(role, name).hover();
        self.harness.run();
        self.harness.run_steps(4);
    }

    /// After a click: runs until all is still, and takes the pointer away so that no explanation opens over the next thing.
    fn settle(&mut self) {
        self.harness.run();
        self.harness.remove_cursor();
        self.harness.run();
    }

    // What comes back from outside.

    /// Presses a key and returns what that frame put on the clipboard.
    pub fn clipboard_after(&mut self, modifiers: Modifiers, key: Key) -> Option<String> {
        self.one_frame(modifiers, key);
        self.harness.output().platform_output.commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    }

    /// Presses a key and returns the picture that comes onto the clipboard some frames later.
    #[track_caller]
    pub fn picture_after(&mut self, modifiers: Modifiers, key: Key) -> ColorImage {
        self.one_frame(modifiers, key);
        let since = Instant::now();
        loop {
            let commands = &self.harness.output().platform_output.commands;
            if let Some(image) = commands.iter().find_map(|command| match command {
                OutputCommand::CopyImage(image) => Some(image.clone()),
                _ => None,
            }) {
                return image;
            }
            assert!(since.elapsed() < PATIENCE, "no picture was copied");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
    }

    /// Presses a key and returns whether that frame asked for full screen, or to leave it.
    pub fn full_screen_after(&mut self, key: Key) -> Option<bool> {
        self.one_frame(Modifiers::NONE, key);
        self.harness.output().viewport_output[&ViewportId::ROOT].commands.iter().find_map(|command| match command {
            ViewportCommand::Fullscreen(on) => Some(*on),
            _ => None,
        })
    }

    fn one_frame(&mut self, modifiers: Modifiers, key: Key) {
        for pressed in [true, false] {
            self.key_event(key, pressed, modifiers);
        }
        self.harness.step();
    }

    /// Runs frames until this is so: for work in the background.
    #[track_caller]
    pub fn wait_until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !is_so(self) {
            assert!(start.elapsed() < PATIENCE, "{what} did not come about; what is said: {:#?}", self.texts());
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.harness.run();
    }

    /// Runs frames until something shown says this: for work in the background.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        let start = Instant::now();
        while !self.says(text) {
            assert!(start.elapsed() < PATIENCE, "nothing says {text:?} yet; what is said: {:#?}", self.texts());
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
    }
}

/// A file dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|problem| problem.to_string())
    }
}

/// Returns the lower HHI of a question as the tile says it: before, and with the blocs.
pub fn hhi_words(question: &Question) -> (String, String) {
    let figures = answer(&DATASET, question).figures.unwrap();
    let after = figures.after.as_ref().unwrap_or(&figures.before);
    let words = |value: f64| lodescope::model::whole_text(value);
    (words(figures.before.hhi.lower), words(after.hhi.lower))
}
