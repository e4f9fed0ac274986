use crate::model::{Iso3, Mode};

use super::answer::{BlocShare, SupplierName, SupplierShare};
use super::base::{Base, Entry};
use super::limits::{Left, Limits, is_taken_out};
use super::supposed::{Gap, GapFiller, LeftShare, Scenario, ScenarioKind};
use super::{Concentration, Counted, Residual, ShareInterval, Span, concentration};

/// Returns the concentration of countries by themselves.
pub(super) fn concentration_before(base: &Base<'_>, suppliers: &[SupplierShare]) -> Option<Concentration> {
    let shares = suppliers.iter().map(|supplier| (supplier_name(supplier), supplier.share)).collect();
    concentration_in(base, shares, 0.0)
}

/// What is supposed of a base: what blocs do, and limits on countries.
pub(super) struct Supposed<'a, Count> {
    pub(super) mode: Mode,
    pub(super) base: &'a Base<'a>,
    pub(super) suppliers: &'a [SupplierShare],
    pub(super) blocs: &'a [BlocShare],
    pub(super) limits: &'a Limits,
    /// Where a row counts among the blocs.
    pub(super) counted: Count,
}

impl<Count: Fn(&Entry<'_>) -> Counted> Supposed<'_, Count> {
    /// Returns the concentration once it is so, and what is lost or covered by it.
    ///
    /// With sᵢ the shares of countries, b those of blocs, L = Σ sᵢ of all members, wherever they count, and ρ the residual:
    /// as one supplier each, 10⁴ (Σ b² + Σ sᵢ² of countries that count in none), and as upper end 10⁴ (ρ² + 2 ρ b) more, b
    /// being the largest bloc with members that may be in the residual; without them, 10⁴ Σ sᵢ² / (1 − L)² of the others,
    /// and as upper end 10⁴ (ρ / (1 − L))² more; from them alone, 10⁴ Σ sᵢ² / L² of the members. Limits come first: each
    /// sᵢ then is what is left of it, and what they take away is lost too.
    pub(super) fn outcome(&self) -> (Option<Concentration>, Option<Scenario>) {
        if self.mode == Mode::Only {
            return self.covered();
        }
        let left = self.base.left(|entry| self.left_of(entry));
        let after = left.as_ref().and_then(|left| self.merged(left));
        let is_supposed = self.mode == Mode::Withhold || !self.limits.is_empty();
        (after, is_supposed.then(|| self.loss(left.as_ref())))
    }

    fn left_of(&self, entry: &Entry<'_>) -> Left {
        let is_gone = is_taken_out(self.mode, &(self.counted)(entry));
        if is_gone { Left::NOTHING } else { self.limits.left_of(entry.iso3) }
    }

    /// Returns the concentration of what is left with each bloc as one supplier.
    fn merged(&self, left: &Base<'_>) -> Option<Concentration> {
        let hides = |bloc: &BlocShare| left.may_hide(&bloc.members);
        let share =
            |bloc: &BlocShare| left.part_with_hidden(|entry| (self.counted)(entry).part_in(&bloc.id), hides(bloc)).0;
        let together: Vec<(&BlocShare, ShareInterval)> = self.blocs.iter().map(|bloc| (bloc, share(bloc))).collect();
        let hiding = together.iter().filter(|(bloc, _)| hides(bloc));
        let joined = hiding.map(|(_, share)| share.value).fold(0.0, f64::max);
        let rest = shares_in(left, self.suppliers.iter().filter(|supplier| !supplier.counted.is_in_bloc()));
        let together = together.into_iter().map(|(bloc, share)| (bloc_name(bloc), share));
        concentration_in(left, together.chain(rest).collect(), joined)
    }

    /// Returns what is lost, what is left, and who would have to grow by how much.
    fn loss(&self, left: Option<&Base<'_>>) -> Scenario {
        let share = self.base.share_lost(|entry| self.left_of(entry));
        let quantity = Span::sum(self.base.entries.iter().map(|entry| self.left_of(entry).lost(entry.span)));
        let hides = self.mode == Mode::Withhold && self.blocs.iter().any(|bloc| self.base.may_hide(&bloc.members));
        let hidden = if hides { self.base.other.high } else { self.limits.hidden_loss(self.base.other) };
        let (share, quantity) = self.base.with_hidden(share, quantity, hidden);
        Scenario {
            kind: ScenarioKind::Lost,
            share,
            quantity,
            as_blocs: None,
            left: left.map(left_shares).unwrap_or_default(),
            gap: gap(quantity, left, self.suppliers, |iso3| !self.limits.has(iso3)),
        }
    }

    /// Returns the concentration of what members alone sell, and how much that is.
    fn covered(&self) -> (Option<Concentration>, Option<Scenario>) {
        let share = self.base.share_kept(|_, entry| self.left_of(entry));
        let quantity = Span::sum(self.base.entries.iter().map(|entry| self.left_of(entry).kept(entry.span)));
        let hides = self.blocs.iter().any(|bloc| self.base.may_hide(&bloc.members));
        let (share, quantity) = self.base.with_hidden(share, quantity, if hides { self.base.other.high } else { 0.0 });
        let covered = self.base.only(|entry| self.left_of(entry));
        let after = covered
            .as_ref()
            .and_then(|covered| concentration_in(covered, shares_in(covered, self.suppliers.iter()), 0.0));
        let scenario = Scenario {
            kind: ScenarioKind::Covered,
            share,
            quantity,
            as_blocs: covered.as_ref().and_then(|covered| self.covered_as_blocs(covered)),
            left: covered.as_ref().map(left_shares).unwrap_or_default(),
            gap: None,
        };
        (after, Some(scenario))
    }

    fn covered_as_blocs(&self, covered: &Base<'_>) -> Option<Concentration> {
        let part = |entry: &Entry<'_>, bloc: &BlocShare| (self.counted)(entry).part_in(&bloc.id);
        let together =
            self.blocs.iter().map(|bloc| (bloc_name(bloc), covered.share_of_parts(|_, entry| part(entry, bloc))));
        // A contested member is a supplier of its own beside them.
        let is_own = |of: &&SupplierShare| of.counted.is_member() && !of.counted.is_in_bloc();
        let own = shares_in(covered, self.suppliers.iter().filter(is_own));
        concentration_in(covered, together.chain(own).collect(), 0.0)
    }
}

/// Returns what is left of each row, and its share of what is left in all.
fn left_shares(left: &Base<'_>) -> Vec<LeftShare> {
    let rows = left.entries.iter().enumerate();
    let shares = rows.map(|(index, entry)| LeftShare {
        iso3: entry.iso3,
        quantity: entry.span,
        share: left.share(|other, _| other == index),
    });
    shares.collect()
}

/// Returns who would have to grow by how much to fill a gap; nothing where nothing is lost.
fn gap(
    lost: Span,
    left: Option<&Base<'_>>,
    suppliers: &[SupplierShare],
    is_free: impl Fn(Iso3) -> bool,
) -> Option<Gap> {
    if lost.value <= 0.0 {
        return None;
    }
    let entries = left.map_or(&[] as &[Entry<'_>], |left| &left.entries);
    let free: Vec<&Entry<'_>> = entries.iter().filter(|entry| is_free(entry.iso3)).collect();
    let together = Span::sum(free.iter().map(|entry| entry.span));
    let growth = lost.over(together);
    let named = |supplier: &SupplierShare| {
        let entry = free.iter().find(|entry| entry.iso3 == supplier.iso3 && entry.span.value > 0.0)?;
        let factor = lost.over(entry.span)?;
        Some(GapFiller {
            iso3: supplier.iso3,
            name: supplier.name.clone(),
            more: entry.span.by(growth?),
            factor: Span { value: 1.0 + factor.value, low: 1.0 + factor.low, high: 1.0 + factor.high },
        })
    };
    Some(Gap { growth, suppliers: suppliers.iter().filter_map(named).collect() })
}

/// Returns the concentration of shares of a base: with an interval only where nothing is open and the whole is the
/// rows' sum. `joined` is the share of the largest supplier that may have the residual too.
fn concentration_in(base: &Base<'_>, shares: Vec<(SupplierName, ShareInterval)>, joined: f64) -> Option<Concentration> {
    let of_sum = base.printed.is_none();
    let rho = if of_sum { base.other.value / base.total } else { 0.0 };
    concentration(shares, Residual { share: rho, joined }, of_sum && !base.is_open(), base.is_open())
}

/// Returns suppliers with their shares of what is left of the rows; one of whom nothing is left has none.
fn shares_in<'a>(
    base: &Base<'_>,
    suppliers: impl Iterator<Item = &'a SupplierShare>,
) -> Vec<(SupplierName, ShareInterval)> {
    let suppliers: Vec<&SupplierShare> = suppliers.collect();
    let named = base.entries.iter().enumerate().filter_map(|(at, entry)| {
        let supplier = suppliers.iter().find(|supplier| supplier.iso3 == entry.iso3)?;
        Some((supplier_name(supplier), base.share(|other, _| other == at)))
    });
    named.collect()
}

fn supplier_name(supplier: &SupplierShare) -> SupplierName {
    SupplierName::Country { iso3: supplier.iso3, name: supplier.name.clone() }
}

fn bloc_name(bloc: &BlocShare) -> SupplierName {
    SupplierName::Bloc { id: bloc.id.clone(), name: bloc.name.clone() }
}
