use crate::analysis::{answer, edition_beside, reserves_beside};
use crate::charts::{About, Asked, Choice, Compare, Kept, Kind, Scope};

use super::{Form, MultiplesOf, ShareChart, chart, multiples, treemap};

impl Kind for ShareChart {
    const ABOUT: About = About {
        id: "shares",
        name: "Shares",
        gloss: "Who has how much in one year, largest first",
        key: Some('1'),
        has_tiles: true,
        scope: |options| Scope { mineral: !Form::is_of_all_minerals(&options.choices), ..Scope::ONE },
        choices: || vec![Choice::among::<Form>(), Choice::among::<MultiplesOf>().only_with(Form::Multiples)],
    };

    fn of(asked: Asked<'_>, kept: &mut Kept) -> Self {
        let mut chart = match Form::chosen(&asked.options.choices) {
            Form::Bars => return bars(asked),
            Form::Treemap => treemap::chart(asked.dataset, &asked.of_its_mineral()),
            Form::Multiples => multiples::chart(asked, kept),
        };
        if asked.options.compare.edition().is_some() {
            chart.notes.push(BESIDE_BARS_ONLY.to_owned());
        }
        chart
    }
}

/// What is said where another edition was asked for beside what has no room for it.
const BESIDE_BARS_ONLY: &str = "Another edition stands beside bars only";

fn bars(asked: Asked<'_>) -> ShareChart {
    let (dataset, question) = (asked.dataset, &asked.of_its_mineral());
    let (beside, refusal) = match &asked.options.compare {
        Compare::Nothing => (None, None),
        Compare::Reserves => (reserves_beside(dataset, question).ok(), None),
        Compare::Edition(edition) => match edition_beside(dataset, question, edition) {
            Ok(answer) => (Some(answer), None),
            Err(refusal) => (None, Some(refusal)),
        },
    };
    let mut chart = chart(dataset, &answer(dataset, question), beside.as_ref());
    // What was asked for and is not drawn is said; that reserves are missing is usual.
    chart.notes.extend(refusal);
    chart
}
