use crate::charts::{About, Asked, ChartKind, Choice, Kept, Kind, Scope};

use super::{MapChart, Shows, chart};

impl Kind for MapChart {
    const ABOUT: About = About {
        id: "map",
        name: "Map",
        gloss: "Where in the world it is, by share, quantity or bloc",
        key: Some('3'),
        // A map needs the room; what blocs shift is told by other views.
        has_tiles: false,
        scope: |_| Scope::ONE,
        choices: || vec![Choice::among::<Shows>()],
    };

    fn of(asked: Asked<'_>, _kept: &mut Kept) -> Self {
        chart(asked.dataset, &asked.of_its_mineral(), asked.options.choices.of(ChartKind::Map))
    }
}
