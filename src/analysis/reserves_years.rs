use crate::data::Dataset;
use crate::model::{Mode, Question, Stage, Unit};

use super::{Answer, Fixed, Span, answer, placed, reserves_beside};

/// The stages whose production reserves can be compared with, nearest to the ground first.
const STAGES: [Stage; 4] = [Stage::Mine, Stage::Production, Stage::Smelter, Stage::Refinery];

/// A mineral's production, and its reserves where they can stand beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductionAndReserves {
    /// Production in the question's year, or the nearest that its table has.
    pub production: Answer,
    /// Reserves of the nearest year, or a sentence that says why they cannot be compared.
    pub reserves: Result<Answer, String>,
}

/// Returns the production of a mineral that its reserves can be compared with: of the question's form where it has some,
/// and of the stage nearest to the ground. Blocs and rules are the question's; what it only supposes is left out.
#[must_use]
pub fn production_and_reserves(dataset: &Dataset, question: &Question) -> ProductionAndReserves {
    let published = Question { mode: Mode::One, caps: Vec::new(), ..question.clone() };
    let at = |stage: Stage| placed(dataset, &Question { stage, ..published.clone() }, Fixed::Stage);
    let mut asked: Vec<Question> = STAGES.into_iter().filter_map(at).collect();
    asked.sort_by_key(|asked| asked.form != question.form);
    let comparable = asked.iter().find_map(|asked| Some((asked, reserves_beside(dataset, asked).ok()?)));
    if let Some((asked, reserves)) = comparable {
        return ProductionAndReserves { production: answer(dataset, asked), reserves: Ok(reserves) };
    }
    let Some(nearest) = asked.first() else {
        let why = "No production is published that reserves could be compared with".to_owned();
        return ProductionAndReserves { production: answer(dataset, &published), reserves: Err(why) };
    };
    ProductionAndReserves { production: answer(dataset, nearest), reserves: reserves_beside(dataset, nearest) }
}

/// Returns for how many years reserves would last at the production of one year (R/P, as in the BP Statistical Review of
/// World Energy), with the ends it can lie between; nothing where the units differ or no production is known.
#[must_use]
pub fn years_of_reserves((reserves, unit): (Span, Unit), (production, per_year): (Span, Unit)) -> Option<Span> {
    if unit.base() != per_year.base() {
        return None;
    }
    let ratio = reserves.over(production)?;
    let factor = unit.factor() / per_year.factor();
    Some(Span { value: ratio.value * factor, low: ratio.low * factor, high: ratio.high * factor })
}

#[cfg(test)]
mod tests {
    use crate::model::Bound;

    use super::*;

    fn exactly(value: f64) -> Span {
        Span { value, low: value, high: value }
    }

    #[test]
    fn years_are_reserves_over_production_in_one_unit() {
        let years = |reserves, production| years_of_reserves(reserves, production).map(|years| years.value);
        let (kt, t) = (Unit::ThousandTonnes, Unit::Tonnes);
        assert_eq!(years((exactly(44.0), kt), (exactly(440.0), t)), Some(100.0));
        assert_eq!(years((exactly(44.0), t), (exactly(0.0), t)), None);
        assert_eq!(years((exactly(44.0), Unit::ThousandCarats), (exactly(4.0), t)), None);
    }

    #[test]
    fn open_reserves_last_at_least_so_long() {
        let open = Span { value: 50.0, low: 50.0, high: f64::INFINITY };
        let years = years_of_reserves((open, Unit::Tonnes), (exactly(2.0), Unit::Tonnes)).unwrap();
        assert_eq!((years.low, years.bound()), (25.0, Bound::AtLeast));
    }
}
