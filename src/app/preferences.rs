use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::charts::palette::Theme;
use crate::data::open::Mapping;
use crate::session::Session;

/// Where preferences are kept in eframe's storage.
const KEY: &str = "lodescope preferences";

/// What is kept from one start to the next: how the window looks and how files were read, never what was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preferences {
    theme: Theme,
    text_scale: f32,
    /// Files opened before, the last first.
    #[serde(default)]
    recent: Vec<PathBuf>,
    /// Saved mappings, by the header that they are of.
    #[serde(default)]
    mappings: BTreeMap<String, Mapping>,
    /// Names of countries assigned by hand.
    #[serde(default)]
    names: BTreeMap<String, String>,
}

impl Preferences {
    /// Returns the preferences of a session.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        Self {
            theme: session.document.theme,
            text_scale: session.document.text_scale,
            // One that cannot be written down would cost all others.
            recent: session.recent.iter().filter(|path| path.to_str().is_some()).cloned().collect(),
            mappings: session.options.mappings.clone(),
            names: session.options.names.clone(),
        }
    }

    /// Applies stored preferences to a session that has just been opened. Unreadable ones are left aside with a line
    /// in the log: they are disposable.
    pub fn restore(storage: &dyn eframe::Storage, session: &mut Session) {
        let Some(text) = storage.get_string(KEY) else { return };
        match serde_json::from_str::<Self>(&text) {
            Ok(preferences) => {
                session.document.theme = preferences.theme.of_window();
                session.document.text_scale = preferences.text_scale.clamp(1.0, 2.5);
                session.recent = preferences.recent;
                session.options.mappings = preferences.mappings;
                session.options.names = preferences.names;
            }
            Err(problem) => tracing::warn!(%problem, "stored preferences could not be read; the usual ones are used"),
        }
    }

    /// Stores the preferences.
    pub fn store(&self, storage: &mut dyn eframe::Storage) {
        match serde_json::to_string(self) {
            Ok(text) => storage.set_string(KEY, text),
            Err(problem) => tracing::warn!(%problem, "preferences could not be stored"),
        }
    }
}
