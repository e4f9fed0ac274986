use std::mem::Discriminant;

use super::{Command, Document};

/// How many steps can be undone.
const STEPS: usize = 200;

/// A step of the history: what it was called and the document it leads to, back or forth.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    label: String,
    document: Document,
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
                self.open = Some(Step { label, document: before.clone() });
                self.going_on = going_on;
            }
        }
    }

    /// Ends the open step, unless it led back to where it began.
    pub fn settle(&mut self, now: Option<&Document>) {
        if let Some(step) = self.open.take()
            && Some(&step.document) != now
        {
            self.past.push(step);
            if self.past.len() > STEPS {
                self.past.remove(0);
            }
        }
    }

    /// Takes the last step back; `now` becomes what redo leads to. Nothing when there is no step.
    pub fn undo(&mut self, now: &Document) -> Option<Document> {
        self.settle(Some(now));
        let step = self.past.pop()?;
        self.future.push(Step { label: step.label, document: now.clone() });
        Some(step.document)
    }

    /// Takes the last undone step again. Nothing when there is none.
    pub fn redo(&mut self, now: &Document) -> Option<Document> {
        let step = self.future.pop()?;
        self.past.push(Step { label: step.label, document: now.clone() });
        Some(step.document)
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
