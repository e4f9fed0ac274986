use crate::charts::{About, Asked, Kept, Kind, Scope};
use crate::model::Question;

use super::{LadderChart, LadderOf, chart};

impl Kind for LadderChart {
    const ABOUT: About = About {
        id: "shift",
        name: "Shift",
        gloss: "What every bloc shifts of this mineral, or which minerals these blocs shift most",
        key: Some('8'),
        has_tiles: false,
        scope: |options| {
            let one = options.ladder.of == LadderOf::Blocs;
            Scope { mineral: one, stage: one, year: true }
        },
        choices: Vec::new,
    };

    fn of(asked: Asked<'_>, kept: &mut Kept) -> Self {
        let Asked { dataset, question, options } = asked;
        if options.ladder.of == LadderOf::Blocs {
            return chart(dataset, question, options.ladder, &mut kept.steps);
        }
        // Limits are of one mineral, and all are asked about.
        let published = Question { caps: Vec::new(), ..question.clone() };
        let mut chart = chart(dataset, &published, options.ladder, &mut kept.steps);
        if !question.caps.is_empty() {
            chart
                .notes
                .push("Limits on single countries are left out here: shifts are of all that is published".into());
        }
        chart
    }
}
