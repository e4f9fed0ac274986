use crate::charts::kinds::ChartKind;
use crate::charts::{About, Asked, Choice, Kept, Kind, Scope};

use super::choices::{Shows, Thresholds};
use super::model::{ConcentrationChart, chart};

impl Kind for ConcentrationChart {
    const ABOUT: About = About {
        id: "concentration",
        name: "Concentration",
        gloss: "How concentrated supply is: the HHI of all stages and years, Lorenz curve, contributions, and what each means",
        key: Some('5'),
        has_tiles: false,
        // The measures beside each picture are of one stage and year.
        scope: |_| Scope::ONE,
        choices: || vec![Choice::among::<Shows>(), Choice::among::<Thresholds>()],
    };

    fn of(asked: Asked<'_>, _kept: &mut Kept) -> Self {
        let choices = &asked.options.choices;
        let (shows, thresholds) = (choices.of(ChartKind::Concentration), choices.of(ChartKind::Concentration));
        chart(asked.dataset, &asked.of_its_mineral(), shows, thresholds)
    }
}
