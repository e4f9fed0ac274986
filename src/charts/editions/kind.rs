use crate::analysis::revisions;
use crate::charts::{About, Asked, Kept, Kind, Scope};

use super::{EditionsChart, chart};

impl Kind for EditionsChart {
    const ABOUT: About = About {
        id: "editions",
        name: "Editions",
        gloss: "The same figure in every edition that prints it, and what was revised",
        key: Some('I'),
        has_tiles: false,
        scope: |_| Scope::ONE,
        choices: Vec::new,
    };

    fn of(asked: Asked<'_>, _kept: &mut Kept) -> Self {
        let (dataset, question) = (asked.dataset, &asked.of_its_mineral());
        let mut chart = chart(dataset, &revisions(dataset, question), question);
        if question.is_hypothetical() {
            let is_of_blocs = question.caps_here().next().is_none();
            let note = if is_of_blocs {
                "What blocs withhold or cover changes no published figure, and is not drawn here"
            } else {
                "What is only supposed changes no published figure, and is not drawn here"
            };
            chart.notes.push(note.to_owned());
        }
        chart
    }
}
