use crate::data::Dataset;
use crate::model::{Governance, GovernanceDimension};

use super::Figures;

/// The HHI with each country's points weighted by how weakly it is governed, on the 0–10,000 scale.
///
/// 10⁴ Σ sᵢ² gᵢ, with g = (2.5 − w) / 5 cut to 0..1 and w the mean of the World Bank's six indicators: 0 is the best, 1 the
/// worst. The indicators are averaged as the European Commission's Methodology for establishing the EU list of critical raw
/// materials (2017) does, which scales them to 0..10. What is not known of g is taken from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct GovernedHhi {
    /// With every unknown g as 0, and without what is not attributed to a country.
    pub lower: f64,
    /// With every unknown g as 1, and what is not attributed as one country with g = 1 where an interval can be claimed.
    pub upper: f64,
    /// Names of suppliers of whom an indicator is missing, largest first.
    pub unknown: Vec<String>,
    /// The years of the indicators, the first and the last; nothing where none is known.
    pub years: Option<(i16, i16)>,
}

/// Returns the HHI of countries by themselves, weighted by how they were governed in a year, or in the newest one before it
/// that is known.
#[must_use]
pub fn governed_hhi(dataset: &Dataset, figures: &Figures, year: i16) -> GovernedHhi {
    let mut found = GovernedHhi { lower: 0.0, upper: 0.0, unknown: Vec::new(), years: None };
    for supplier in figures.suppliers.iter().filter(|supplier| supplier.value > 0.0) {
        let governance = dataset.governance_in(supplier.iso3, year);
        let (least, most) = weights(governance);
        let points = 1e4 * supplier.share.value * supplier.share.value;
        found.lower += points * least;
        found.upper += points * most;
        if most > least {
            found.unknown.push(supplier.name.clone());
        }
        if let Some(of) = governance {
            let (from, to) = found.years.unwrap_or((of.year, of.year));
            found.years = Some((from.min(of.year), to.max(of.year)));
        }
    }
    let hhi = figures.before.hhi;
    found.upper = (found.upper + hhi.upper.map_or(0.0, |upper| upper - hhi.lower)).min(1e4);
    found.lower = found.lower.min(1e4);
    found
}

/// Returns the least and the most that g can be.
fn weights(governance: Option<&Governance>) -> (f64, f64) {
    /// As many as there are dimensions.
    const INDICATORS: f64 = 6.0;
    let of = |unknown: f64| {
        let weight = |dimension: GovernanceDimension| {
            let score = governance.and_then(|governance| governance.score(dimension));
            score.map_or(unknown, |score| (2.5 - score.value()) / 5.0)
        };
        (GovernanceDimension::ALL.into_iter().map(weight).sum::<f64>() / INDICATORS).clamp(0.0, 1.0)
    };
    (of(0.0), of(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{answer, opening_question};
    use crate::data::embedded;
    use crate::model::GovernanceScore;

    fn governance(scores: [Option<&str>; 6]) -> Governance {
        let score = |text: Option<&str>| text.map(|text| text.parse::<GovernanceScore>().unwrap());
        Governance { iso3: crate::model::Iso3::new("AFG").unwrap(), year: 2023, dimensions: scores.map(score) }
    }

    #[test]
    fn a_weight_is_what_is_known_of_it() {
        assert_eq!(weights(None), (0.0, 1.0));
        let (least, most) = weights(Some(&governance([Some("0.00"); 6])));
        assert!((least - 0.5).abs() < 1e-12 && (most - 0.5).abs() < 1e-12);
        let mut scores = [Some("-2.50"); 6];
        scores[2] = None;
        let (least, most) = weights(Some(&governance(scores)));
        assert!((least - 5.0 / 6.0).abs() < 1e-12 && (most - 1.0).abs() < 1e-12, "{least} {most}");
        // Some are governed worse than the scale was made for.
        assert_eq!(weights(Some(&governance([Some("-3.10"); 6]))), (1.0, 1.0));
    }

    #[test]
    fn it_weighs_points_of_the_hhi_and_never_more_than_these() {
        let dataset = embedded().unwrap();
        let question = opening_question(&dataset).unwrap();
        let figures = answer(&dataset, &question).figures.unwrap();
        let found = governed_hhi(&dataset, &figures, question.year);
        let hhi = figures.before.hhi;
        assert!(0.0 < found.lower && found.lower <= found.upper && found.upper <= hhi.upper.unwrap(), "{found:?}");
        assert!(found.years.is_some());
        // By hand: every supplier's points times the mean of its six weights.
        let by_hand: f64 = figures
            .suppliers
            .iter()
            .filter_map(|supplier| {
                let of = dataset.governance_in(supplier.iso3, question.year)?;
                let mean = GovernanceDimension::ALL.map(|dimension| of.score(dimension).unwrap().value());
                Some(supplier.share.value.powi(2) * (2.5 - mean.iter().sum::<f64>() / 6.0) / 5.0 * 1e4)
            })
            .sum();
        assert!((found.lower - by_hand).abs() < 1e-6, "{} {by_hand}", found.lower);
    }
}
