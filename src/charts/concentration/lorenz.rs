use crate::analysis::{Concentration, SupplierName, inequality, lorenz};
use crate::charts::palette::Series;
use crate::charts::wording::percent;
use crate::model::{BlocId, Iso3};

use super::contributions::series_of;
use super::setting::{BEFORE_NAME, Setting, after_name};
use super::words;

/// Lorenz curves.
#[derive(Debug, Clone, PartialEq)]
pub struct LorenzPicture {
    /// Countries by themselves, then suppliers once blocs act where that makes a difference: one or two of them.
    pub curves: Vec<LorenzCurve>,
    /// What the level axis and the upright one say.
    pub axes: (&'static str, &'static str),
    /// What the line of equal suppliers is called.
    pub equal_name: &'static str,
}

/// A Lorenz curve.
#[derive(Debug, Clone, PartialEq)]
pub struct LorenzCurve {
    /// Its name.
    pub name: String,
    /// Its Gini coefficient and how many suppliers it is of.
    pub label: String,
    /// Whether it is that of suppliers once blocs act.
    pub is_after: bool,
    /// Its steps, the smallest supplier first.
    pub steps: Vec<LorenzStep>,
    /// All of it in words.
    pub spoken: String,
}

/// A supplier of a Lorenz curve.
#[derive(Debug, Clone, PartialEq)]
pub struct LorenzStep {
    /// Who it is.
    pub of: SupplierName,
    /// Its colour's name.
    pub series: Series,
    /// Which part of suppliers, and of supply, is counted before it and with it.
    pub from: (f64, f64),
    /// The same with it.
    pub to: (f64, f64),
    /// Its name, with its share of what named suppliers have.
    pub text: String,
    /// The same with the number first, so that a name that is too long gives way.
    pub label: String,
    /// What a hover says: pairs of what and how much.
    pub hover: Vec<(String, String)>,
}

impl LorenzStep {
    /// Returns its share of what named suppliers have, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.to.1 - self.from.1
    }

    /// Returns the country that it is.
    #[must_use]
    pub fn country(&self) -> Option<Iso3> {
        if let SupplierName::Country { iso3, .. } = &self.of { Some(*iso3) } else { None }
    }
}

/// Returns the curves, or why there are none.
pub(super) fn lorenz_picture(setting: Setting<'_>, slots: &[(BlocId, Series)]) -> Result<LorenzPicture, String> {
    let before = curve(setting, &setting.figures.before, false, slots);
    let after = setting.after().map(|after| curve(setting, after, true, slots));
    let curves: Vec<LorenzCurve> = [before, after.flatten()].into_iter().flatten().collect();
    if curves.is_empty() {
        return Err(words::ONE_SUPPLIER.to_owned());
    }
    let is_all_named = setting.figures.other.share <= 0.0;
    let supply = if is_all_named { "Share of supply" } else { "Share of supply by named suppliers" };
    Ok(LorenzPicture { curves, axes: ("Share of suppliers, smallest first", supply), equal_name: "If all were equal" })
}

fn curve(setting: Setting<'_>, of: &Concentration, is_after: bool, slots: &[(BlocId, Series)]) -> Option<LorenzCurve> {
    let gini = inequality(of)?.gini;
    let points = lorenz(of);
    let suppliers = of.largest.iter().rev().zip(points.windows(2));
    let steps: Vec<LorenzStep> = suppliers
        .filter_map(|(supplier, ends)| {
            let [from, to] = ends else { return None };
            let share = percent(to.supply - from.supply);
            let upto = format!("{} of suppliers have {} of supply", percent(to.suppliers), percent(to.supply));
            Some(LorenzStep {
                of: supplier.name.clone(),
                series: series_of(&supplier.name, setting.figures, slots),
                from: (from.suppliers, from.supply),
                to: (to.suppliers, to.supply),
                text: format!("{} {share}", supplier.name.text()),
                label: format!("{share} {}", supplier.name.text()),
                hover: vec![("Of named supply".to_owned(), share), ("Up to here".to_owned(), upto)],
            })
        })
        .collect();
    let kind = setting.figures.scenario.as_ref().map(|scenario| scenario.kind);
    let name = if is_after { after_name(kind) } else { BEFORE_NAME };
    let label = format!("Gini {gini:.2}, {} suppliers", of.suppliers);
    let spoken = format!("{name}: {label}");
    Some(LorenzCurve { name: name.to_owned(), label, is_after, steps, spoken })
}
