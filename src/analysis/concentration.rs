use super::{ShareInterval, SupplierName};

/// The Herfindahl–Hirschman index (HHI) on the 0–10,000 scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hhi {
    /// 10⁴ Σ sᵢ² over named suppliers: the residual split among countless small ones.
    pub lower: f64,
    /// The same with the residual as one supplier; nothing where no interval can be claimed.
    pub upper: Option<f64>,
    /// Whether producers exist whose figures are not published, so that this is the index of published producers.
    pub published_only: bool,
}

/// How concentrated a supply is, by the United States merger guidelines of 2023 (1,000 and 1,800).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Up to 1,000.
    Low,
    /// Above 1,000, up to 1,800.
    Moderate,
    /// Above 1,800.
    High,
}

impl Band {
    /// The two thresholds, from the United States Merger Guidelines of December 2023, guideline 1.
    pub const THRESHOLDS: (f64, f64) = (1000.0, 1800.0);

    /// Returns the band of an index.
    #[must_use]
    pub fn of(hhi: f64) -> Self {
        Guidelines::Of2023.band(hhi)
    }

    /// Returns the band as an adverb, for a sentence about two of them.
    #[must_use]
    pub fn short_words(self) -> &'static str {
        match self {
            Self::Low => "not concentrated",
            Self::Moderate => "moderately concentrated",
            Self::High => "highly concentrated",
        }
    }

    /// Returns the band in words, with its threshold.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Low => "Not concentrated (up to 1,000)",
            Self::Moderate => "Moderately concentrated (above 1,000)",
            Self::High => "Highly concentrated (above 1,800)",
        }
    }
}

/// Which thresholds an index is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guidelines {
    /// Those of [`Band::THRESHOLDS`].
    Of2023,
    /// United States Horizontal Merger Guidelines of August 2010, section 5.3: 1,500 and 2,500.
    Of2010,
}

impl Guidelines {
    /// Returns the two thresholds, on the 0–10,000 scale.
    #[must_use]
    pub fn thresholds(self) -> (f64, f64) {
        match self {
            Self::Of2023 => Band::THRESHOLDS,
            Self::Of2010 => (1500.0, 2500.0),
        }
    }

    /// Returns the year that they are of.
    #[must_use]
    pub fn year(self) -> i16 {
        match self {
            Self::Of2023 => 2023,
            Self::Of2010 => 2010,
        }
    }

    /// Returns the band of an index by these thresholds: on a threshold it is in the lower one.
    #[must_use]
    pub fn band(self, hhi: f64) -> Band {
        let (moderate, high) = self.thresholds();
        if hhi > high {
            Band::High
        } else if hhi > moderate {
            Band::Moderate
        } else {
            Band::Low
        }
    }
}

impl Hhi {
    /// Returns the bands of both ends: the same twice where the interval stays within one.
    #[must_use]
    pub fn bands(&self) -> (Band, Band) {
        (Band::of(self.lower), Band::of(self.upper.unwrap_or(self.lower)))
    }
}

/// How many equal suppliers would be as concentrated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectiveSuppliers {
    /// 10⁴ / HHI lower (Adelman's numbers equivalent).
    pub hhi: f64,
    /// 10⁴ / HHI upper: the fewest it can be; nothing where no interval can be claimed.
    pub least: Option<f64>,
    /// exp(−Σ sᵢ ln sᵢ), the exponential of Shannon's entropy, where the residual is one supplier, or all that of the supplier
    /// that may have it: the fewest it can be. Between [`Self::least`] and more than [`Self::hhi`] (A. Rényi 1961: it falls
    /// with its order).
    pub shannon: f64,
}

/// A named supplier, as large as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Largest {
    /// Which.
    pub name: SupplierName,
    /// Its share.
    pub share: ShareInterval,
}

/// How concentrated a supply is.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    /// The HHI.
    pub hhi: Hhi,
    /// Share of the largest supplier, 0 to 1.
    pub cr1: f64,
    /// Share of the three largest.
    pub cr3: f64,
    /// Share of the five largest.
    pub cr5: f64,
    /// How many equal suppliers it works like.
    pub effective_suppliers: EffectiveSuppliers,
    /// The named suppliers with more than nothing, largest first.
    pub largest: Vec<Largest>,
    /// What is not attributed to a named supplier, where shares are of the rows' own sum.
    pub residual: Residual,
    /// How many named suppliers have more than nothing.
    pub suppliers: usize,
}

impl Concentration {
    /// Returns the supplier that may have more than the largest one, if any: of several the one that may have most. An end
    /// at the whole tells nothing of anybody.
    #[must_use]
    pub fn rival(&self) -> Option<&Largest> {
        /// Ends nearer than this are told apart in no picture.
        const SEEN: f64 = 5e-4;
        let (first, others) = self.largest.split_first()?;
        let can_have_more = |of: &&Largest| of.share.high < 1.0 - 2.0 * SEEN && of.share.high > first.share.high + SEEN;
        others.iter().filter(can_have_more).max_by(|a, b| a.share.high.total_cmp(&b.share.high))
    }
}

/// What is not attributed to a named supplier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Residual {
    /// Its share, ρ, 0 to 1.
    pub share: f64,
    /// The share of the largest supplier that may have it too, 0 to 1: a bloc with members that are not named. 0 where it
    /// belongs to others for sure.
    pub joined: f64,
}

/// Returns the concentration of suppliers with the given shares and a residual; `interval` says
/// whether an upper end may be claimed, `published_only` whether producers exist whose figures are not published.
/// Nothing when no supplier has more than nothing.
///
/// Over a printed total the rows can add up to more than the whole: ratios and the HHI then end at 1 and 10,000.
#[must_use]
pub fn concentration(
    shares: Vec<(SupplierName, ShareInterval)>,
    residual: Residual,
    interval: bool,
    published_only: bool,
) -> Option<Concentration> {
    let mut shares: Vec<_> = shares.into_iter().filter(|(_, share)| share.value > 0.0).collect();
    shares.sort_by(|(name_a, a), (name_b, b)| b.value.total_cmp(&a.value).then_with(|| name_a.cmp(name_b)));
    let first = |count: usize| shares.iter().take(count).map(|(_, share)| share.value).sum::<f64>().min(1.0);
    let squares: f64 = shares.iter().map(|(_, share)| share.value * share.value).sum();
    if squares <= 0.0 {
        return None;
    }
    let lower = (1e4 * squares).min(1e4);
    let rho = residual.share;
    let upper = interval.then_some((lower + 1e4 * (rho * rho + 2.0 * rho * residual.joined)).min(1e4));
    let entropy_of = |share: f64| -share * share.ln();
    let entropy: f64 = shares.iter().map(|(_, share)| entropy_of(share.value)).sum();
    let entropy = match (rho > 0.0, residual.joined > 0.0) {
        (false, _) => entropy,
        (true, false) => entropy + entropy_of(rho),
        (true, true) => entropy - entropy_of(residual.joined) + entropy_of(residual.joined + rho),
    };
    Some(Concentration {
        hhi: Hhi { lower, upper, published_only },
        cr1: first(1),
        cr3: first(3),
        cr5: first(5),
        effective_suppliers: EffectiveSuppliers {
            hhi: 1e4 / lower,
            least: upper.map(|upper| 1e4 / upper),
            shannon: entropy.exp(),
        },
        suppliers: shares.len(),
        largest: shares.into_iter().map(|(name, share)| Largest { name, share }).collect(),
        residual,
    })
}
