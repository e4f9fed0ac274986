use std::collections::BTreeSet;

use crate::analysis::steps;
use crate::charts::{About, Asked, ChartKind, Choice, Kept, Kind, Scope};
use crate::data::Correction;
use crate::model::{Mode, Question};

use super::{Of, Shape, StagesChart, chart};

impl Kind for StagesChart {
    const ABOUT: About = About {
        id: "stages",
        name: "Stages",
        gloss: "How shares change from reserves to mine to refinery",
        key: Some('4'),
        has_tiles: false,
        scope: |_| Scope { stage: false, ..Scope::ONE },
        choices: || vec![Choice::among::<Shape>(), Choice::among::<Of>()],
    };

    fn of(asked: Asked<'_>, _kept: &mut Kept) -> Self {
        let dataset = asked.dataset;
        let published = as_published(asked);
        let choices = &asked.options.choices;
        let looks = (choices.of::<Shape>(ChartKind::Stages), choices.of::<Of>(ChartKind::Stages));
        let mut chart = chart(dataset, &published, &steps(dataset, &published), looks);
        chart.notes.extend(supposed_note(asked.question));
        chart
    }
}

/// Returns the question of all stages of a mineral: nothing is only supposed, and of corrections those alone are switched
/// off that some form of it has, as stages may be of several.
pub(in crate::charts) fn as_published(asked: Asked<'_>) -> Question {
    let question = asked.question;
    let is_own =
        |correction: &&Correction| correction.changes_figures() && correction.table.commodity == question.commodity;
    let own = asked.dataset.corrections.iter().filter(is_own).map(|correction| &correction.id);
    let uncorrected: BTreeSet<_> = own.filter(|id| question.uncorrected.contains(*id)).cloned().collect();
    Question { mode: Mode::One, caps: Vec::new(), uncorrected, ..question.clone() }
}

/// Says that what is only supposed is not drawn, where a question supposes something.
pub(in crate::charts) fn supposed_note(question: &Question) -> Option<String> {
    let is_limited = question.caps.iter().any(|cap| cap.commodity == question.commodity);
    (is_limited || question.is_hypothetical()).then(|| {
        "What is only supposed is not drawn from stage to stage: each bloc is one supplier here, and no country is limited"
            .to_owned()
    })
}
