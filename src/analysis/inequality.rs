use super::Concentration;

/// How unequal the named suppliers with more than nothing are, whatever is not attributed to them.
///
/// With n suppliers, pᵢ their shares of what they have together, in ascending order, and H = −Σ pᵢ ln pᵢ:
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inequality {
    /// Gini's coefficient, (2 Σ i pᵢ − (n + 1)) / n: 0 for equal suppliers, at most 1 − 1/n (C. Gini 1914; in this form A. Sen,
    /// On Economic Inequality, 1973).
    pub gini: f64,
    /// Theil's T, Σ pᵢ ln (n pᵢ) = ln n − H: 0 for equal suppliers, at most ln n (H. Theil, Economics and Information Theory,
    /// 1967).
    pub theil: f64,
    /// Pielou's evenness, H / ln n: 1 for equal suppliers, near 0 where one has nearly all (E. C. Pielou 1966).
    pub evenness: f64,
}

/// A point of a Lorenz curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LorenzPoint {
    /// Which part of the suppliers is counted up to here, the smallest first, 0 to 1.
    pub suppliers: f64,
    /// What they have of all that named suppliers have, 0 to 1.
    pub supply: f64,
}

/// Returns how unequal the named suppliers are; nothing for one alone, whom there is nobody to be unequal to.
#[must_use]
pub fn inequality(concentration: &Concentration) -> Option<Inequality> {
    inequality_of(&ascending(concentration))
}

/// Returns the Lorenz curve of the named suppliers with more than nothing: the origin, then a point for each supplier, the
/// smallest first (M. O. Lorenz 1905).
#[must_use]
pub fn lorenz(concentration: &Concentration) -> Vec<LorenzPoint> {
    lorenz_of(&ascending(concentration))
}

/// Returns the parts of what named suppliers have together, the smallest first.
fn ascending(concentration: &Concentration) -> Vec<f64> {
    let shares: Vec<f64> = concentration.largest.iter().rev().map(|supplier| supplier.share.value).collect();
    let sum: f64 = shares.iter().sum();
    shares.into_iter().map(|share| share / sum).collect()
}

fn inequality_of(parts: &[f64]) -> Option<Inequality> {
    if parts.len() < 2 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "countries of the world")]
    let count = parts.len() as f64;
    let (mut place, mut ranked, mut entropy) = (0.0, 0.0, 0.0);
    for part in parts {
        place += 1.0;
        ranked += place * part;
        entropy -= part * part.ln();
    }
    let most = count.ln();
    Some(Inequality {
        gini: ((2.0 * ranked - (count + 1.0)) / count).max(0.0),
        theil: (most - entropy).max(0.0),
        evenness: (entropy / most).min(1.0),
    })
}

fn lorenz_of(parts: &[f64]) -> Vec<LorenzPoint> {
    #[expect(clippy::cast_precision_loss, reason = "countries of the world")]
    let count = parts.len() as f64;
    let (mut place, mut supply) = (0.0, 0.0);
    let counted = parts.iter().map(|part| {
        place += 1.0;
        supply += part;
        // The last one makes it whole, whatever adding up did to the last digits.
        LorenzPoint { suppliers: place / count, supply: if place < count { supply } else { 1.0 } }
    });
    std::iter::once(LorenzPoint { suppliers: 0.0, supply: 0.0 }).chain(counted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(mut of: Vec<f64>) -> Vec<f64> {
        of.sort_by(f64::total_cmp);
        let sum: f64 = of.iter().sum();
        of.into_iter().map(|part| part / sum).collect()
    }

    #[test]
    fn worked_values() {
        // Shares of 10, 20, 30 and 40 %: Gini (2 (0.1 + 0.4 + 0.9 + 1.6) − 5) / 4 = 0.25, H = 1.2799.
        let found = inequality_of(&parts(vec![10.0, 20.0, 30.0, 40.0])).unwrap();
        assert!((found.gini - 0.25).abs() < 1e-12, "{found:?}");
        assert!((found.theil - 0.106_440).abs() < 1e-6, "{found:?}");
        assert!((found.evenness - 0.923_220).abs() < 1e-6, "{found:?}");
        let curve = lorenz_of(&parts(vec![10.0, 20.0, 30.0, 40.0]));
        let supplies: Vec<f64> = curve.iter().map(|point| (point.supply * 1e6).round() / 1e6).collect();
        assert_eq!(supplies, [0.0, 0.1, 0.3, 0.6, 1.0]);
    }

    #[test]
    fn one_supplier_is_unequal_to_nobody() {
        assert_eq!(inequality_of(&[1.0]), None);
        assert_eq!(lorenz_of(&[1.0]).len(), 2);
    }

    #[test]
    fn measures_keep_their_limits_and_agree_with_the_curve() {
        proptest::proptest!(|(of in proptest::collection::vec(0.001_f64..1e6, 2..40))| {
            let parts = parts(of);
            let count = f64::from(u32::try_from(parts.len()).unwrap());
            let found = inequality_of(&parts).unwrap();
            proptest::prop_assert!((0.0..=1.0 - 1.0 / count + 1e-9).contains(&found.gini));
            proptest::prop_assert!((0.0..=count.ln() + 1e-9).contains(&found.theil));
            proptest::prop_assert!((found.evenness - (1.0 - found.theil / count.ln())).abs() < 1e-9);
            // Gini is one less twice the area under the curve.
            let curve = lorenz_of(&parts);
            let area: f64 = curve.windows(2).map(|pair| f64::midpoint(pair[0].supply, pair[1].supply) / count).sum();
            proptest::prop_assert!((found.gini - (1.0 - 2.0 * area)).abs() < 1e-9, "{} {area}", found.gini);
            proptest::prop_assert!(curve.iter().all(|point| point.supply <= point.suppliers + 1e-9));
        });
    }

    #[test]
    fn equal_suppliers_are_equal_by_every_measure() {
        for count in 2..30 {
            let found = inequality_of(&parts(vec![7.0; count])).unwrap();
            assert!(found.gini < 1e-9 && found.theil < 1e-9 && found.evenness > 1.0 - 1e-9, "{count}: {found:?}");
        }
    }
}
