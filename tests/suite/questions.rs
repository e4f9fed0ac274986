//! Questions of the bundled data.

use lodescope::analysis::{Fixed, opening_question, placed};
use lodescope::data::Dataset;
use lodescope::model::{BlocId, CommodityId, Question};

/// Returns what the window asks when a mineral is picked and these blocs are on.
pub fn of_mineral(dataset: &Dataset, mineral: &str, blocs: &[&str]) -> Question {
    let blocs = blocs.iter().map(|bloc| BlocId::new(*bloc).unwrap()).collect();
    let commodity = CommodityId::new(mineral).unwrap();
    let wished = Question { commodity, blocs, ..opening_question(dataset).unwrap() };
    placed(dataset, &wished, Fixed::Nothing).unwrap()
}
