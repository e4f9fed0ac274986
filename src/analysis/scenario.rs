use crate::model::{Iso3, Mode};

use super::answer::{BlocShare, Scenario, SupplierName, SupplierShare};
use super::base::{Base, Entry};
use super::{Concentration, Counted, Residual, ShareInterval, concentration};

/// Returns the concentration of countries by themselves.
pub(super) fn concentration_before(base: &Base<'_>, suppliers: &[SupplierShare]) -> Option<Concentration> {
    let shares = suppliers.iter().map(|supplier| (supplier_name(supplier), supplier.share)).collect();
    concentration_in(base, shares, 0.0)
}

/// Returns the concentration once the switched-on blocs do what the mode says, and what is lost or covered by it.
///
/// With sᵢ the shares of countries, b those of blocs, L = Σ sᵢ of all members, wherever they count, and ρ the residual:
/// as one supplier each, 10⁴ (Σ b² + Σ sᵢ² of countries that count in none), and as upper end 10⁴ (ρ² + 2 ρ b) more, b
/// being the largest bloc with members that may be in the residual; without them, 10⁴ Σ sᵢ² / (1 − L)² of the others, and
/// as upper end 10⁴ (ρ / (1 − L))² more; from them alone, 10⁴ Σ sᵢ² / L² of the members.
pub(super) fn outcome(
    mode: Mode,
    base: &Base<'_>,
    suppliers: &[SupplierShare],
    blocs: &[BlocShare],
    counted: impl Fn(&Entry<'_>) -> Counted,
) -> (Option<Concentration>, Option<Scenario>) {
    let is_member = |entry: &Entry<'_>| counted(entry).is_member();
    let is_hidden = blocs.iter().any(|bloc| base.may_hide(&bloc.members));
    let scenario = |as_blocs| {
        let part = |entry: &Entry<'_>| if is_member(entry) { 1.0 } else { 0.0 };
        let (share, quantity) = base.part_with_hidden(part, is_hidden);
        Some(Scenario { share, quantity, as_blocs })
    };
    match mode {
        Mode::One => {
            let together = blocs.iter().map(|bloc| (bloc_name(bloc), bloc.share));
            let rest = suppliers.iter().filter(|supplier| !supplier.counted.is_in_bloc());
            let rest = rest.map(|supplier| (supplier_name(supplier), supplier.share));
            let hiding = blocs.iter().filter(|bloc| base.may_hide(&bloc.members));
            let joined = hiding.map(|bloc| bloc.share.value).fold(0.0, f64::max);
            (concentration_in(base, together.chain(rest).collect(), joined), None)
        }
        Mode::Withhold => {
            let left = base.without(is_member);
            (left.and_then(|left| concentration_in(&left, shares_in(&left, suppliers), 0.0)), scenario(None))
        }
        Mode::Only => {
            let Some(covered) = base.only(is_member) else { return (None, scenario(None)) };
            let as_blocs = blocs.iter().map(|bloc| {
                let part = |entry: &Entry<'_>| counted(entry).part_in(&bloc.id);
                (bloc_name(bloc), covered.share_of_parts(|_, entry| part(entry)))
            });
            // A contested member is a supplier of its own beside them.
            let own = suppliers.iter().filter(|of| of.counted.is_member() && !of.counted.is_in_bloc());
            let own: Vec<Iso3> = own.map(|of| of.iso3).collect();
            let alone = shares_in(&covered, suppliers).into_iter();
            let alone =
                alone.filter(|(name, _)| matches!(name, SupplierName::Country { iso3, .. } if own.contains(iso3)));
            let as_blocs = concentration_in(&covered, as_blocs.chain(alone).collect(), 0.0);
            (concentration_in(&covered, shares_in(&covered, suppliers), 0.0), scenario(as_blocs))
        }
    }
}

/// Returns the concentration of shares of a base: with an interval only where nothing is open and the whole is the
/// rows' sum. `joined` is the share of the largest supplier that may have the residual too.
fn concentration_in(base: &Base<'_>, shares: Vec<(SupplierName, ShareInterval)>, joined: f64) -> Option<Concentration> {
    let of_sum = base.printed.is_none();
    let rho = if of_sum { base.other.value / base.total } else { 0.0 };
    concentration(shares, Residual { share: rho, joined }, of_sum && !base.is_open(), base.is_open())
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
