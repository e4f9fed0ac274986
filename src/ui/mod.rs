//! What the session looks like.
//!
//! In: a [`View`] of the session and its results. Out: the [`Command`](crate::session::Command)s a person gave. Nothing
//! here changes the session.

mod bloc_editor;
mod bloc_files;
mod blocs;
mod centre;
mod choices;
mod corrections;
mod datasets;
mod dialogs;
mod export_dialog;
mod issue_words;
mod issues;
mod keys;
mod large_dialog;
mod mapping;
mod minerals;
mod not_open;
mod notices;
mod open_dialog;
mod pair;
mod panes;
mod present;
mod search_list;
mod strip;
mod table;
mod top_bar;
mod widgets;
mod window;

pub use datasets::opened_words;
pub use export_dialog::Preview;
pub use keys::commands_from_keys;
pub use notices::{Notice, ReadingView};
pub use table::table_words;
pub use window::{View, window_ui};
