//! What the user decided.
//!
//! In: [`Command`]s. Out: the [`Session`] they lead to, and [`Effect`]s for the shell to carry out. [`Session::update`]
//! is the only writer; every change of the question can be undone by name.

mod bloc_command;
mod bloc_draft;
mod bloc_summaries;
mod blocs;
mod closed;
mod command;
mod datasets;
mod document;
mod effect;
mod export_choices;
mod file_command;
mod history;
mod issues_table;
mod joined;
mod keeping;
mod known_mark;
mod mapping;
mod mapping_roles;
mod own_bloc_command;
mod own_blocs;
mod pair;
mod panes;
mod playing;
mod restoring;
mod results;
mod state;
mod table;
mod timeline;
mod undo_label;
mod unsaved;
mod workspace;

pub use bloc_command::BlocCommand;
pub use bloc_draft::{BlocDraft, DraftFault, DraftMember, member_name};
pub use bloc_summaries::BlocSummary;
pub use closed::NotOpen;
pub use command::{Command, Key, Shortcut};
pub use datasets::{Arrival, News, needs_mapping};
pub use document::{Dialog, Document, TEXT_SCALES};
pub use effect::Effect;
pub use export_choices::{ExportChoices, SIZE_PRESETS, Views};
pub use file_command::FileCommand;
pub use history::History;
pub use issues_table::issues_table;
pub use joined::{Joined, TakenOver};
pub use keeping::Leaving;
pub use mapping::{MappingDraft, Trial};
pub use mapping_roles::{COLUMN_ROLES, add_value, give_role, given, given_mut, roles_of, shared_status};
pub use own_bloc_command::{BlocExport, FoundBlocs, OwnBlocCommand};
pub use own_blocs::{ArrivedBloc, BlocEffect, BlocWork, Fate, arriving, whole};
pub use pair::{Other, PairCommand, Side};
pub use panes::{PaneCommand, Panes, ViewLayout};
pub use playing::PlayCommand;
pub use results::{DraftResults, PaneResults, Results};
pub use state::Session;
pub use table::{TableAsked, TableChoices, TableResults, TableWork};
pub use timeline::Timeline;
pub use unsaved::Unsaved;
pub use workspace::{Workspace, WorkspaceDataset, WorkspaceError, mapped_by_hand};
