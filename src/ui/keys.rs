use egui::{Context, Event, Modifiers};

use crate::session::{Command, Key, PlayCommand, Session, Shortcut};

/// Returns the commands that this frame's keys ask for. Letters and digits do nothing while a text is edited; a key
/// that is held down counts once where that matters.
#[must_use]
pub fn commands_from_keys(context: &Context, session: &Session) -> Vec<Command> {
    let typing = context.text_edit_focused();
    let mut commands = Vec::new();
    if session.playing && !typing && context.input_mut(|input| input.consume_key(Modifiers::NONE, egui::Key::Space)) {
        commands.push(Command::Play(PlayCommand::Switch));
    }
    let mut all = Command::simple();
    all.extend([Command::Leave, Command::PickTextScale(1.0)]);
    if typing {
        // The field undoes its own text.
        all.retain(|command| !matches!(command, Command::Undo | Command::Redo));
    }
    if session.dialog.is_some() {
        // The chart behind a dialog stays as it is.
        let (undoes, redoes) = (session.undoes_in_dialog(), session.redoes_in_dialog());
        all.retain(|command| match command {
            Command::ToggleReserves => false,
            Command::Undo => undoes,
            Command::Redo => redoes,
            _ => true,
        });
    }
    if egui::Popup::is_any_open(context) {
        // An open menu or choice is left first, and sees to that itself.
        all.retain(|command| *command != Command::Leave);
    }
    let mut bound: Vec<(Shortcut, Command)> = all
        .into_iter()
        .flat_map(|command| command.shortcuts().into_iter().map(move |shortcut| (shortcut, command.clone())))
        .collect();
    // egui takes Ctrl+Shift+Z for Ctrl+Z too, so those with Shift are asked first.
    bound.sort_by_key(|(shortcut, _)| !shortcut.shift);
    for (shortcut, command) in bound {
        if consume(context, shortcut) {
            commands.push(command);
        }
    }
    if session.presenting {
        commands.extend(presenting_keys(context));
    } else if session.dialog.is_none() {
        // With Alt they move what has the focus.
        let step = |key, step| {
            let pressed =
                context.input_mut(|input| !is_with_alt(input, key) && input.consume_key(Modifiers::NONE, key));
            pressed.then_some(step)
        };
        // Up and down mean nothing in a one-line field, so the list follows them from there too.
        let steps = [step(egui::Key::ArrowDown, 1), step(egui::Key::ArrowUp, -1)];
        commands.extend(steps.into_iter().flatten().map(Command::StepMineral));
        // A table turns its own pages.
        if !session.document.shows_table {
            let steps = [step(egui::Key::PageDown, 1), step(egui::Key::PageUp, -1)];
            commands.extend(steps.into_iter().flatten().map(Command::StepMineral));
        }
        if !typing {
            commands.extend(digit(context).map(Command::ToggleBlocAt));
        }
    }
    commands
}

/// Returns whether a key was pressed in this frame while Alt was held.
fn is_with_alt(input: &egui::InputState, wanted: egui::Key) -> bool {
    let is_it = |event: &Event| matches!(event, Event::Key { key, modifiers, .. } if *key == wanted && modifiers.alt);
    input.events.iter().any(is_it)
}

/// More steps than any list of minerals is long.
const WHOLE_LIST: isize = 10_000;

/// The keys of a clicker and of slide programs.
fn presenting_keys(context: &Context) -> Vec<Command> {
    use egui::Key::{
        ArrowDown, ArrowLeft, ArrowRight, ArrowUp, B, Backspace, End, Enter, Home, M, N, P, PageDown, PageUp, Period,
        Space,
    };
    let mut commands = Vec::new();
    for key in fresh_keys(context) {
        match key {
            PageDown | ArrowRight | ArrowDown | Space | Enter | N => commands.push(Command::StepMineral(1)),
            PageUp | ArrowLeft | ArrowUp | Backspace | P => commands.push(Command::StepMineral(-1)),
            Home => commands.push(Command::StepMineral(-WHOLE_LIST)),
            End => commands.push(Command::StepMineral(WHOLE_LIST)),
            M => commands.push(Command::Play(PlayCommand::Switch)),
            B | Period => commands.push(Command::ToggleBlank),
            _ => {}
        }
    }
    commands.extend(digit(context).map(Command::ToggleBlocAt));
    commands
}

/// Returns the bloc, counted from 0, that a digit key 1 to 9 asks for.
fn digit(context: &Context) -> Option<usize> {
    use egui::Key::{Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9};
    let keys = [Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9];
    let fresh = fresh_keys(context);
    keys.into_iter().position(|key| fresh.contains(&key))
}

/// Returns the keys pressed in this frame without modifiers, those held down from before left out.
fn fresh_keys(context: &Context) -> Vec<egui::Key> {
    context.input(|input| {
        input
            .events
            .iter()
            .filter_map(|event| match event {
                Event::Key { key, pressed: true, repeat: false, modifiers, .. } if modifiers.is_none() => Some(*key),
                _ => None,
            })
            .collect()
    })
}

fn consume(context: &Context, shortcut: Shortcut) -> bool {
    let Some(key) = egui_key(shortcut.key) else { return false };
    let mut modifiers = if shortcut.command { Modifiers::COMMAND } else { Modifiers::NONE };
    modifiers.shift = shortcut.shift;
    context.input_mut(|input| input.consume_key(modifiers, key))
}

fn egui_key(key: Key) -> Option<egui::Key> {
    match key {
        Key::Char('+') => Some(egui::Key::Plus),
        Key::Char('-') => Some(egui::Key::Minus),
        Key::Char('=') => Some(egui::Key::Equals),
        Key::Char(letter) => egui::Key::from_name(&letter.to_string()),
        Key::F(number) => egui::Key::from_name(&format!("F{number}")),
        Key::Escape => Some(egui::Key::Escape),
        Key::PageDown => Some(egui::Key::PageDown),
        Key::PageUp => Some(egui::Key::PageUp),
    }
}
