//! What the user decided.
//!
//! In: [`Command`]s. Out: the [`Session`] they lead to, and [`Effect`]s for the shell to carry out. [`Session::update`]
//! is the only writer; every change of the question can be undone by name.

mod command;
mod document;
mod export_choices;
mod history;
mod mapping;
mod results;
mod state;
mod table;

pub use command::{Command, Key, Shortcut};
pub use document::{Dialog, Document, TEXT_SCALES};
pub use export_choices::{ExportChoices, SIZE_PRESETS};
pub use history::History;
pub use mapping::{MappingDraft, Trial};
pub use results::{BlocSummary, Results};
pub use state::{Effect, Session};
pub use table::{TableChoices, TableResults};
