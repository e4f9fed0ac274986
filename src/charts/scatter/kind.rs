use crate::charts::{About, Asked, ChartKind, Choice, Kept, Kind, Scope};

use super::{Scale, ScatterChart, chart};

impl Kind for ScatterChart {
    const ABOUT: About = About {
        id: "scatter",
        name: "Scatter",
        gloss: "Who has much in the ground and produces little, and who the other way round",
        key: Some('7'),
        has_tiles: false,
        // It is of production, whatever stage is asked about.
        scope: |_| Scope { mineral: true, stage: false, year: true },
        choices: || vec![Choice::among::<Scale>()],
    };

    fn of(asked: Asked<'_>, _kept: &mut Kept) -> Self {
        chart(asked.dataset, &asked.of_its_mineral(), asked.options.choices.of::<Scale>(ChartKind::Scatter))
    }
}
