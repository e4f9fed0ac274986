use std::time::Duration;

use crate::session::{Command, PlayCommand};

/// How long each day is shown, in seconds.
const SECONDS_A_STEP: f64 = 1.0;

/// Tells when the next day is to be shown while membership changes are played. Between two days nothing is painted.
#[derive(Debug, Default)]
pub(super) struct Player {
    /// When the next day is due, in seconds of the context's time.
    due: Option<f64>,
}

impl Player {
    /// Returns the step that is due, if one is, and sees to it that a frame comes when the next one is.
    pub(super) fn frame(&mut self, context: &egui::Context, is_playing: bool) -> Option<Command> {
        if !is_playing {
            self.due = None;
            return None;
        }
        let now = context.input(|input| input.time);
        let due = *self.due.get_or_insert(now + SECONDS_A_STEP);
        let is_due = now >= due;
        let next = if is_due { now + SECONDS_A_STEP } else { due };
        self.due = Some(next);
        context.request_repaint_after(Duration::from_secs_f64((next - now).max(0.0)));
        is_due.then_some(Command::Play(PlayCommand::Step))
    }
}
