use crate::charts::{Belonging, Marked};
use crate::data::Dataset;
use crate::model::Question;

/// Who belongs to what is marked, kept until something else is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct KnownMark {
    of: Option<Marked>,
    pub(super) belonging: Belonging,
}

impl KnownMark {
    /// Brings it up to date for a chart of a question, and of another one beside it, which are the same as last time.
    pub(super) fn refresh(
        &mut self,
        dataset: &Dataset,
        marked: Option<&Marked>,
        (question, beside): (&Question, Option<&Question>),
    ) {
        if self.of.as_ref() != marked {
            let belonging = marked.map(|marked| Belonging::of(dataset, marked, question, beside));
            *self = Self { of: marked.cloned(), belonging: belonging.unwrap_or_default() };
        }
    }
}
