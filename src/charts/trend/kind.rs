use crate::analysis::trend;
use crate::charts::{About, Asked, Choice, Kept, Kind, Scope};
use crate::model::Question;

use super::{As, AxisScale, BlocEvents, TrendChart, TrendForm, chart};

impl Kind for TrendChart {
    const ABOUT: About = About {
        id: "trend",
        name: "Trend",
        gloss: "How shares or quantities changed over the years",
        key: Some('2'),
        has_tiles: false,
        scope: |_| Scope { year: false, ..Scope::ONE },
        choices: || vec![Choice::among::<As>(), Choice::among::<AxisScale>(), Choice::among::<BlocEvents>()],
    };

    fn of(asked: Asked<'_>, _kept: &mut Kept) -> Self {
        let (dataset, question) = (asked.dataset, &asked.of_its_mineral());
        let form = TrendForm::chosen(asked.options.trend, &asked.options.choices);
        let mut chart = chart(dataset, &trend(dataset, question), form);
        chart.notes.extend(supposed_note(question));
        chart
    }
}

/// Says that what is only supposed is not drawn, where a question supposes something.
pub(in crate::charts) fn supposed_note(question: &Question) -> Option<String> {
    let is_of_blocs = question.caps_here().next().is_none();
    let note = if is_of_blocs {
        "What blocs withhold or cover is not drawn over the years: each is one supplier here"
    } else {
        "What is only supposed is not drawn over the years: each bloc is one supplier here, and no country is limited"
    };
    question.is_hypothetical().then(|| note.to_owned())
}
