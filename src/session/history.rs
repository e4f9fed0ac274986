use std::collections::BTreeMap;
use std::mem::Discriminant;
use std::path::PathBuf;

use super::{Command, Document};

/// How many steps can be undone.
const STEPS: usize = 200;

/// A name of a country that was assigned, or forgotten, in a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The name, as it is kept.
    pub key: String,
    /// What it stands for on the step's other side; nothing where it is not assigned there.
    pub stands_for: Option<String>,
    /// The file that is read again with it.
    pub of: Option<PathBuf>,
}

/// A step of the history: what it was called and the document it leads to, back or forth.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    label: String,
    document: Document,
    assignment: Option<Assignment>,
}

/// Where undo or redo leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The document.
    pub document: Document,
    /// The file that is to be read again, as a name in it stands for something else now.
    pub reread: Option<PathBuf>,
}

/// Undo and redo. A step begins with a first change and ends when the pointer and keys are quiet, so that one drag is
/// one step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    open: Option<Step>,
    /// What goes on in the open step, where that is a thing that goes on.
    going_on: Option<Discriminant<Command>>,
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// Records that `command`, which is called `label`, is about to change `before`. One that goes on with the open
    /// step belongs to it, and gives it its name.
    pub fn record(&mut self, command: &Command, label: String, before: &Document) {
        self.future.clear();
        let going_on = command.goes_on().then(|| std::mem::discriminant(command));
        match &mut self.open {
            Some(step) if step.label == label => {}
            Some(step) if going_on.is_some() && going_on == self.going_on => step.label = label,
            _ => {
                self.settle(None);
                self.open = Some(Step { label, document: before.clone(), assignment: None });
                self.going_on = going_on;
            }
        }
    }

    /// Records that a name is about to be assigned, or forgotten, as a step of its own.
    pub fn record_assignment(&mut self, label: String, now: &Document, assignment: Assignment) {
        self.settle(Some(now));
        self.future.clear();
        self.keep(Step { label, document: now.clone(), assignment: Some(assignment) });
    }

    /// Ends the open step, unless it led back to where it began.
    pub fn settle(&mut self, now: Option<&Document>) {
        if let Some(step) = self.open.take()
            && Some(&step.document) != now
        {
            self.keep(step);
        }
    }

    fn keep(&mut self, step: Step) {
        self.past.push(step);
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
    }

    /// Takes the last step back; `now` becomes what redo leads to, and assigned `names` are as they were. Nothing when
    /// there is no step.
    pub fn undo(&mut self, now: &Document, names: &mut BTreeMap<String, String>) -> Option<Taken> {
        self.settle(Some(now));
        let (taken, back) = self.past.pop()?.take(now, names);
        self.future.push(back);
        Some(taken)
    }

    /// Takes the last undone step again. Nothing when there is none.
    pub fn redo(&mut self, now: &Document, names: &mut BTreeMap<String, String>) -> Option<Taken> {
        let (taken, back) = self.future.pop()?.take(now, names);
        self.past.push(back);
        Some(taken)
    }

    /// Returns whether undo would take back the assignment of a name.
    #[must_use]
    pub fn undoes_assignment(&self) -> bool {
        self.open.is_none() && self.past.last().is_some_and(|step| step.assignment.is_some())
    }

    /// Returns whether redo would assign a name again.
    #[must_use]
    pub fn redoes_assignment(&self) -> bool {
        self.future.last().is_some_and(|step| step.assignment.is_some())
    }

    /// Changes every document that undo or redo can bring back.
    pub fn for_each_document(&mut self, mut change: impl FnMut(&mut Document)) {
        for step in self.open.iter_mut().chain(&mut self.past).chain(&mut self.future) {
            change(&mut step.document);
        }
    }

    /// Returns what undo would take back, for its menu entry.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.open.as_ref().or(self.past.last()).map(|step| step.label.as_str())
    }

    /// Returns what redo would take again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }
}

impl Step {
    /// Returns where the step leads to and the step that leads back from there; a name that it assigns is assigned.
    fn take(self, now: &Document, names: &mut BTreeMap<String, String>) -> (Taken, Self) {
        let reread = self.assignment.as_ref().and_then(|assignment| assignment.of.clone());
        let assignment = self.assignment.map(|assignment| {
            let stood_for = assign(names, &assignment.key, assignment.stands_for);
            Assignment { stands_for: stood_for, ..assignment }
        });
        let back = Self { label: self.label, document: now.clone(), assignment };
        (Taken { document: self.document, reread }, back)
    }
}

/// Lets a name stand for something, or for nothing, and returns what it stood for.
pub(super) fn assign(names: &mut BTreeMap<String, String>, key: &str, stands_for: Option<String>) -> Option<String> {
    match stands_for {
        Some(subject) => names.insert(key.to_owned(), subject),
        None => names.remove(key),
    }
}
