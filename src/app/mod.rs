//! The shell: the event loop, background work, file dialogs, notices, preferences.
//!
//! In: a dataset. Out: a window until it is closed. The shell asks the session to change and carries out its effects; it
//! decides nothing about figures or pictures.

mod blocs;
mod files;
mod frame_times;
mod icon;
mod library;
mod looking_through;
mod notices;
mod opening;
mod playing;
mod preferences;
mod reading;
mod saving;
mod shell;
mod tasks;
mod trying;

pub use shell::{Shell, run};
