use crate::analysis::answer;
use crate::charts::{About, Asked, Kept, Kind, Scope, with_corrections_of_its_own};

use super::{PairChart, chart};

impl Kind for PairChart {
    const ABOUT: About = About {
        id: "compare",
        name: "Compare",
        gloss: "Two settings side by side, A and B, with one scale and the difference written out",
        key: Some('9'),
        has_tiles: false,
        scope: |_| Scope::ONE,
        choices: Vec::new,
    };

    fn of(asked: Asked<'_>, _kept: &mut Kept) -> Self {
        let (dataset, question) = (asked.dataset, &asked.of_its_mineral());
        let other = asked.options.other.as_ref().map(|other| with_corrections_of_its_own(dataset, other));
        let (a, b) = (answer(dataset, question), answer(dataset, other.as_ref().unwrap_or(question)));
        chart(dataset, &a, &b)
    }
}
