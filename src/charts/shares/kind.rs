use crate::analysis::{answer, edition_beside, reserves_beside};
use crate::charts::{About, Asked, Choice, Compare, Kept, Kind, Scope};

use super::{Chosen, ShareChart, Show, Since, Sort, Values, chart_chosen};

impl Kind for ShareChart {
    const ABOUT: About = About {
        id: "shares",
        name: "Shares",
        gloss: "Who has how much in one year, largest first",
        key: Some('1'),
        has_tiles: true,
        scope: |_| Scope::ONE,
        choices: || {
            vec![
                Choice::among::<Values>(),
                Choice::among::<Sort>(),
                Choice::among::<Since>().only_with(Sort::Change),
                Choice::among::<Show>(),
            ]
        },
    };

    fn of(asked: Asked<'_>, _kept: &mut Kept) -> Self {
        let (dataset, question) = (asked.dataset, &asked.of_its_mineral());
        let (beside, refusal) = match &asked.options.compare {
            Compare::Nothing => (None, None),
            Compare::Reserves => (reserves_beside(dataset, question).ok(), None),
            Compare::Edition(edition) => match edition_beside(dataset, question, edition) {
                Ok(answer) => (Some(answer), None),
                Err(refusal) => (None, Some(refusal)),
            },
        };
        let chosen = Chosen::of(asked.options);
        let mut chart = chart_chosen(dataset, &answer(dataset, question), beside.as_ref(), chosen);
        // What was asked for and is not drawn is said; that reserves are missing is usual.
        chart.notes.extend(refusal);
        chart
    }
}
