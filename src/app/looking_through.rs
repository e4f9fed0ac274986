//! What the shell does with the table that is looked through.

use crate::export::TableFile;
use crate::session::{TableAsked, TableResults};
use crate::ui::table_words;

use super::shell::Shell;
use super::tasks::{Outcome, Slot};

/// More rows than this are not put onto the clipboard: other programs would stand still over them.
const MOST_COPIED: usize = 200_000;

/// Lists, narrows and sorts long tables in the background.
pub(super) struct Sorting {
    slot: Slot<TableResults>,
    /// The table that is being made.
    asked: Option<TableAsked>,
    /// The table that could not be made, by a fault of the program: not to be tried in every frame.
    given_up: Option<TableAsked>,
}

impl Sorting {
    /// Returns one with nothing to do.
    pub(super) fn new() -> Self {
        Self { slot: Slot::new("sort"), asked: None, given_up: None }
    }
}

impl Shell {
    /// Lists, narrows and sorts a long table in the background, and shows its rows when they are there.
    pub(super) fn look_through(&mut self, context: &egui::Context) {
        match self.sorting.slot.poll() {
            Outcome::Done(made) => {
                let old = match &mut self.results.table {
                    Some(table) => table.show(&self.dataset, made),
                    None => made,
                };
                self.letting_go.put(old);
            }
            Outcome::Lost => {
                self.sorting.given_up = self.sorting.asked.take();
                let hint = "Sorting stopped by a fault of the program".to_owned();
                self.say("The rows could not be sorted", Some(hint), true);
            }
            Outcome::Pending => {}
        }
        if self.sorting.slot.is_busy() {
            return;
        }
        let behind = self.results.table.as_ref().and_then(|table| table.behind(&self.dataset, &self.session));
        if let Some(work) = behind.filter(|work| self.sorting.given_up.as_ref() != Some(work.asked())) {
            self.sorting.asked = Some(work.asked().clone());
            self.sorting.slot.start(context, move || work.done());
        }
    }

    /// Returns the table that is looked through, to be saved; nothing while a chart is looked at.
    pub(super) fn table_file(&self) -> Option<TableFile> {
        let table = self.results.table.as_ref()?;
        let title = table_words(&self.dataset, &self.session, &self.results);
        Some(TableFile::new(&self.dataset, &title, table.listing.clone()))
    }

    /// Puts the rows shown of the table onto the clipboard.
    pub(super) fn copy_rows(&mut self, context: &egui::Context) {
        let Some(listing) = self.results.table.as_ref().map(|table| table.listing.clone()) else { return };
        if listing.is_empty() {
            return self.say("There is no row to copy", Some(listing.empty_words()), true);
        }
        if listing.len() > MOST_COPIED {
            let hint = "Save it as CSV or XLSX, or narrow it with a filter".to_owned();
            return self.say("The table is too long to copy", Some(hint), true);
        }
        context.copy_text(listing.to_tsv());
        let rows = if listing.len() == 1 {
            "The row is copied".to_owned()
        } else {
            format!("{} rows are copied", listing.len())
        };
        self.say(&rows, None, false);
    }
}
