use crate::data::Dataset;
use crate::model::Question;

use super::{MineralSteps, Supplies};

/// The steps of every mineral, kept while blocs are switched: they are read again only when figures are read otherwise.
#[derive(Debug, Clone)]
pub struct KeptSteps {
    dataset: Dataset,
    /// The supplies.
    pub supplies: Supplies,
    /// Where those of each mineral stand.
    pub minerals: Vec<MineralSteps>,
}

impl KeptSteps {
    /// Returns the steps of every mineral: those that were kept where they are of the same figures, else new ones, which
    /// are kept in their place.
    pub fn of<'a>(kept: &'a mut Option<Self>, dataset: &Dataset, question: &Question) -> &'a Self {
        let is_same = |kept: &Self| {
            let like = &kept.supplies.like;
            kept.dataset.has_tables_of(dataset)
                && kept.supplies.are_read_like(question)
                && (&like.commodity, &like.form, like.year) == (&question.commodity, &question.form, question.year)
        };
        let same = kept.take().filter(is_same);
        kept.insert(same.unwrap_or_else(|| {
            let (supplies, minerals) = Supplies::of_steps(dataset, question);
            Self { dataset: dataset.clone(), supplies, minerals }
        }))
    }
}
