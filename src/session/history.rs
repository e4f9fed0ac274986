use super::Document;

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
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// Records that `before` is about to change by what is called `label`.
    pub fn record(&mut self, label: &str, before: &Document) {
        self.future.clear();
        match &self.open {
            Some(step) if step.label == label => {}
            _ => {
                self.settle(None);
                self.open = Some(Step { label: label.to_owned(), document: before.clone() });
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
