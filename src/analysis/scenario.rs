use crate::model::Mode;

use super::answer::{BlocShare, Scenario, SupplierName, SupplierShare};
use super::base::{Base, Entry};
use super::{Concentration, Counted, ShareInterval, concentration};

/// Returns the concentration of countries by themselves.
pub(super) fn concentration_before(base: &Base<'_>, suppliers: &[SupplierShare]) -> Option<Concentration> {
    let shares = suppliers.iter().map(|supplier| (supplier_name(supplier), supplier.share)).collect();
    concentration_in(base, shares)
}

/// Returns the concentration once the switched-on blocs do what the mode says, and what is lost or covered by it.
///
/// With sᵢ the shares of countries, b those of blocs, L = Σ b and ρ the residual: as one supplier each,
/// 10⁴ (Σ b² + Σ sᵢ² of countries in none); without them, 10⁴ Σ sᵢ² / (1 − L)² of countries in none, and as upper end
/// 10⁴ (ρ / (1 − L))² more; from them alone, 10⁴ Σ sᵢ² / L² of their countries.
pub(super) fn outcome(
    mode: Mode,
    base: &Base<'_>,
    suppliers: &[SupplierShare],
    blocs: &[BlocShare],
    counted: impl Fn(&Entry<'_>) -> Counted,
) -> (Option<Concentration>, Option<Scenario>) {
    let is_member = |entry: &Entry<'_>| counted(entry).is_member();
    let scenario = |as_blocs| {
        Some(Scenario {
            share: base.share(|_, entry| is_member(entry)),
            quantity: base.quantity_of_parts(|entry| if is_member(entry) { 1.0 } else { 0.0 }),
            as_blocs,
        })
    };
    match mode {
        Mode::One => {
            let together = blocs.iter().map(|bloc| (bloc_name(bloc), bloc.share));
            let rest = suppliers.iter().filter(|supplier| !supplier.counted.is_member());
            let rest = rest.map(|supplier| (supplier_name(supplier), supplier.share));
            (concentration_in(base, together.chain(rest).collect()), None)
        }
        Mode::Withhold => {
            let left = base.without(is_member);
            (left.and_then(|left| concentration_in(&left, shares_in(&left, suppliers))), scenario(None))
        }
        Mode::Only => {
            let Some(covered) = base.only(is_member) else { return (None, scenario(None)) };
            let as_blocs = blocs.iter().map(|bloc| {
                let part = |entry: &Entry<'_>| counted(entry).part_in(&bloc.id);
                (bloc_name(bloc), covered.share_of_parts(|_, entry| part(entry)))
            });
            let as_blocs = concentration_in(&covered, as_blocs.collect());
            (concentration_in(&covered, shares_in(&covered, suppliers)), scenario(as_blocs))
        }
    }
}

/// Returns the concentration of shares of a base: with an interval only where nothing is open and the whole is the
/// rows' sum.
fn concentration_in(base: &Base<'_>, shares: Vec<(SupplierName, ShareInterval)>) -> Option<Concentration> {
    let of_sum = base.printed.is_none();
    let rho = if of_sum { base.other.value / base.total } else { 0.0 };
    concentration(shares, rho, of_sum && !base.is_open(), base.is_open())
}

/// Returns the suppliers of a part of the rows, with their shares of that part.
fn shares_in(base: &Base<'_>, suppliers: &[SupplierShare]) -> Vec<(SupplierName, ShareInterval)> {
    let named = base.entries.iter().enumerate().filter_map(|(index, entry)| {
        let supplier = suppliers.iter().find(|supplier| supplier.iso3 == entry.iso3)?;
        Some((supplier_name(supplier), base.share(|other, _| other == index)))
    });
    named.collect()
}

fn supplier_name(supplier: &SupplierShare) -> SupplierName {
    SupplierName::Country { iso3: supplier.iso3, name: supplier.name.clone() }
}

fn bloc_name(bloc: &BlocShare) -> SupplierName {
    SupplierName::Bloc { id: bloc.id.clone(), name: bloc.name.clone() }
}
