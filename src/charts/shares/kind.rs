use crate::analysis::{answer, edition_beside, reserves_beside};
use crate::charts::{About, Asked, ChartKind, ChartOptions, Choice, Compare, Kept, Kind, Scope};

use super::bloc_rows::{BAND_NOTE, has_band};
use super::{
    Chosen, Form, MultiplesOf, Over, ShareChart, Show, Since, Sort, Values, chart_chosen, multiples, stacked, treemap,
};

impl Kind for ShareChart {
    const ABOUT: About = About {
        id: "shares",
        name: "Shares",
        gloss: "Who has how much in one year, largest first",
        key: Some('1'),
        has_tiles: true,
        scope,
        choices: || {
            vec![
                Choice::among::<Form>(),
                Choice::among::<Over>().only_with(Form::Stacked),
                Choice::among::<MultiplesOf>().only_with(Form::Multiples),
                Choice::among::<Values>().only_with(Form::Bars),
                Choice::among::<Sort>().only_with(Form::Bars),
                Choice::among::<Since>().only_with(Sort::Change),
                Choice::among::<Show>().only_with(Form::Bars),
            ]
        },
    };

    fn of(asked: Asked<'_>, kept: &mut Kept) -> Self {
        let mut chart = match Form::chosen(&asked.options.choices) {
            Form::Bars => return bars(asked),
            Form::Stacked => stacked::chart(asked, asked.options.choices.of::<Over>(ChartKind::Shares)),
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

/// Returns what of a question the chosen form is about.
fn scope(options: &ChartOptions) -> Scope {
    let choices = &options.choices;
    match Form::chosen(choices) {
        Form::Bars | Form::Treemap => Scope::ONE,
        Form::Stacked => match choices.of::<Over>(ChartKind::Shares) {
            Over::Stages => Scope { stage: false, ..Scope::ONE },
            Over::Years => Scope { year: false, ..Scope::ONE },
        },
        Form::Multiples => Scope { mineral: !Form::is_of_all_minerals(choices), ..Scope::ONE },
    }
}

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
    let chosen = Chosen::of(asked.options);
    let mut chart = chart_chosen(dataset, &answer(dataset, question), beside.as_ref(), chosen);
    chart.notes.extend(has_band(&chart.rows).then(|| BAND_NOTE.to_owned()));
    // What was asked for and is not drawn is said; that reserves are missing is usual.
    chart.notes.extend(refusal);
    chart
}
