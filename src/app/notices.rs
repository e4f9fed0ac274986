use std::time::{Duration, Instant};

use crate::session::Command;
use crate::ui::Notice;

/// How long a notice stays.
const NOTICE_TIME: Duration = Duration::from_secs(6);
/// How long a notice with a button stays.
const BUTTON_TIME: Duration = Duration::from_secs(20);
/// How many notices are kept.
const MOST: usize = 20;

/// What the shell has to say, the newest last.
#[derive(Default)]
pub struct Notices {
    kept: Vec<(Instant, Notice)>,
    said: u64,
}

impl Notices {
    /// Says something; the same said again takes its place.
    pub fn say(&mut self, notice: Notice) {
        self.kept.retain(|(_, known)| (&known.message, &known.hint) != (&notice.message, &notice.hint));
        self.said += 1;
        self.kept.push((Instant::now(), Notice { id: self.said, ..notice }));
        if self.kept.len() > MOST {
            self.kept.remove(0);
        }
    }

    /// Takes a notice away.
    pub fn dismiss(&mut self, id: u64) {
        self.kept.retain(|(_, notice)| notice.id != id);
    }

    /// Takes all away.
    pub fn dismiss_all(&mut self) {
        self.kept.clear();
    }

    /// Takes away those that offer what cannot be done any more.
    pub fn retire(&mut self, action: &Command) {
        self.kept.retain(|(_, notice)| !notice.actions.contains(action));
    }

    /// Lets go of those whose time is over.
    pub fn let_go(&mut self) {
        self.kept.retain(|(since, notice)| {
            let time = if notice.actions.is_empty() { NOTICE_TIME } else { BUTTON_TIME };
            notice.stays || since.elapsed() < time
        });
    }

    /// Returns those to be shown.
    pub fn shown(&self) -> Vec<Notice> {
        self.kept.iter().map(|(_, notice)| notice.clone()).collect()
    }

    /// Returns whether one will go by itself.
    pub fn will_change(&self) -> bool {
        self.kept.iter().any(|(_, notice)| !notice.stays)
    }
}
