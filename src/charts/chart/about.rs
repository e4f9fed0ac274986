use crate::analysis::{KeptStage, KeptSteps};
use crate::data::{Correction, Dataset};
use crate::model::Question;

use super::{ChartOptions, Choice};

/// What a kind of chart is called, and what of a question it is about.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// The word used in files and on the command line.
    pub id: &'static str,
    /// The name on the view strip.
    pub name: &'static str,
    /// One line that says what it shows.
    pub gloss: &'static str,
    /// The key that shows it, together with Ctrl.
    pub key: Option<char>,
    /// Whether the tiles with the shift of one stage in one year belong under it, where it is about one.
    pub has_tiles: bool,
    /// What of the question it is about, where so much is chosen besides.
    pub scope: fn(&ChartOptions) -> Scope,
    /// What can be chosen of it besides the question, in the order in which it is offered.
    pub choices: fn() -> Vec<Choice>,
}

/// What of a question a picture is about: the rest makes no difference to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// One mineral and form, not all of them.
    pub mineral: bool,
    /// One stage, not all of them.
    pub stage: bool,
    /// One year, not all of them.
    pub year: bool,
}

impl Scope {
    /// One mineral, stage and year.
    pub const ONE: Self = Self { mineral: true, stage: true, year: true };
}

/// What a chart is made from.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The data.
    pub dataset: &'a Dataset,
    /// The question, with the switches of all minerals' corrections.
    pub question: &'a Question,
    /// What is chosen besides.
    pub options: &'a ChartOptions,
}

impl Asked<'_> {
    /// Returns the question as a chart of its one mineral asks it: it switches off those corrections alone that the mineral
    /// and form have, as no others are to be told.
    #[must_use]
    pub fn of_its_mineral(&self) -> Question {
        with_corrections_of_its_own(self.dataset, self.question)
    }
}

/// Returns a question that switches off those corrections alone that its mineral and form have.
pub(in crate::charts) fn with_corrections_of_its_own(dataset: &Dataset, question: &Question) -> Question {
    let is_own = |correction: &&Correction| {
        let table = &correction.table;
        correction.changes_figures() && table.commodity == question.commodity && table.form == question.form
    };
    let own = dataset.corrections.iter().filter(is_own).map(|correction| &correction.id);
    let off = own.filter(|id| question.uncorrected.contains(*id)).cloned().collect();
    Question { uncorrected: off, ..question.clone() }
}

/// What is kept from one chart for the next: it takes longer than the chart.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The supplies of all minerals.
    pub steps: Option<KeptSteps>,
    /// The answers of all minerals at one stage.
    pub stage: Option<KeptStage>,
}

/// A kind of chart: what its folder provides for the list of kinds.
///
/// The chart also has public fields `title`, `notes`, `description`, `table` and `empty`, which all kinds share.
pub trait Kind: Sized {
    /// What it is called, and what of a question it is about.
    const ABOUT: About;

    /// Returns the chart that answers what is asked: pure, and without a pixel.
    fn of(asked: Asked<'_>, kept: &mut Kept) -> Self;
}
