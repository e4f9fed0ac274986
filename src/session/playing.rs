use jiff::civil::Date;

use crate::data::Dataset;

use super::{Command, Session, Timeline};

/// What a person, or time, does with playing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlayCommand {
    /// Step through the days on which members of the switched-on blocs change, or stop doing so.
    Switch,
    /// Go to the next of these days: time has come for it.
    Step,
}

impl PlayCommand {
    /// Returns the command's name in menus and the palette; it is also what undo says it takes back.
    pub(super) fn text() -> String {
        "Play membership changes".to_owned()
    }

    /// Returns one line on what the command does.
    pub(super) fn tooltip() -> &'static str {
        "Steps through the days on which members of the switched-on blocs change, one a second; Esc or Space stops"
    }
}

impl Session {
    /// Plays, steps on or stops.
    pub(super) fn play(&mut self, dataset: &Dataset, command: PlayCommand) {
        let timeline = Timeline::of(dataset, self.question());
        let now = self.question().as_of;
        let day = match command {
            PlayCommand::Switch if self.playing => None,
            PlayCommand::Switch => {
                // What was done before is a step of its own; all that is played is one.
                self.settle();
                timeline.opening(now)
            }
            PlayCommand::Step if !self.playing => return,
            PlayCommand::Step => timeline.next(now),
        };
        self.playing = day.is_some();
        if let Some(day) = day {
            self.read_on(day);
        }
        if timeline.next(self.question().as_of).is_none() {
            self.playing = false;
        }
        if !self.playing {
            self.settle();
        }
    }

    fn read_on(&mut self, day: Date) {
        let command = Command::Play(PlayCommand::Step);
        let label = crate::charts::wording::uncapitalised(&command.text());
        if self.document.question.as_of != day {
            self.history.record(&command, label, &self.document);
            self.document.question.as_of = day;
        }
    }

    /// Ends playing where a command would be undone by the next step, or hides what is played.
    pub(super) fn stop_playing_for(&mut self, command: &Command) {
        let ends = matches!(
            command,
            Command::PickDate(_)
                | Command::Undo
                | Command::Redo
                | Command::Open(_)
                | Command::File(_)
                | Command::ToggleBlank
                | Command::Quit
        );
        if self.playing && ends {
            self.playing = false;
            self.settle();
        }
    }
}
