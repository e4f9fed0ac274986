use crate::charts::{About, Asked, Choice, Kept, Kind, Scope};

use super::{BlocCells, Columns, CountryCells, Group, MatrixChart, Order, chart};

impl Kind for MatrixChart {
    const ABOUT: About = About {
        id: "matrix",
        name: "Matrix",
        gloss: "All minerals against countries or blocs: who has how much of what",
        key: Some('6'),
        has_tiles: false,
        scope: |_| Scope { mineral: false, stage: true, year: true },
        choices: || {
            vec![
                Choice::among::<Columns>(),
                Choice::among::<CountryCells>().only_with(Columns::Countries),
                Choice::among::<BlocCells>().only_with(Columns::Blocs),
                Choice::among::<Order>(),
                Choice::among::<Group>(),
            ]
        },
    };

    fn of(asked: Asked<'_>, kept: &mut Kept) -> Self {
        chart(asked.dataset, asked.question, asked.options, &mut kept.stage)
    }
}
