use std::collections::BTreeMap;

use crate::analysis::{Counted, Figures, Members, SupplierShare, members};
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::wording::{bound_mark, bound_of_sum, percent, share_text, shown_bound};
use crate::data::Dataset;
use crate::model::{BlocId, Iso3, Mode, Question, quantity_words, status_words};

use super::{PanelRow, Piece};

/// So many suppliers have a bar of their own.
const NAMED: usize = 3;

/// The blocs that are on, and what they do to suppliers of any mineral.
pub(super) struct Acting {
    mode: Mode,
    /// With their members on the date, at the level.
    active: Vec<(BlocId, Members)>,
    /// With their colours.
    pub(super) slots: Vec<(BlocId, Series)>,
    names: BTreeMap<BlocId, String>,
    overlap: crate::model::Overlap,
}

impl Acting {
    pub(super) fn of(dataset: &Dataset, question: &Question) -> Self {
        let mut on: Vec<BlocId> = Vec::new();
        for id in question.blocs.iter().filter(|id| dataset.bloc(id).is_some()) {
            if !on.contains(id) {
                on.push(id.clone());
            }
        }
        let name = |id: &BlocId| (id.clone(), dataset.bloc(id).map_or_else(String::new, |of| of.short_name.clone()));
        let of_bloc = |id: &BlocId| (id.clone(), members(dataset, id, question.as_of, question.confidence));
        Self {
            mode: question.mode,
            active: on.iter().map(of_bloc).collect(),
            slots: bloc_slots(dataset, &on),
            names: on.iter().map(name).collect(),
            overlap: question.overlap,
        }
    }

    /// Returns the short names of the blocs, in order.
    pub(super) fn names(&self) -> Vec<&str> {
        self.slots.iter().filter_map(|(id, _)| self.name(id)).collect()
    }

    /// Returns where a country counts.
    pub(super) fn counted(&self, iso3: Iso3) -> Counted {
        Counted::of(iso3, &self.active, self.overlap)
    }

    /// Returns what the mode does to a supplier, where it takes it out.
    fn taken_out(&self, is_member: bool) -> Option<&'static str> {
        match self.mode {
            _ if self.active.is_empty() => None,
            Mode::Withhold if is_member => Some("lost"),
            Mode::Only if !is_member => Some("left out"),
            _ => None,
        }
    }

    /// Returns the pieces of a supplier's bar: one for each bloc that it counts in, or one by itself.
    fn pieces(&self, supplier: &SupplierShare) -> Vec<Piece> {
        let counted = self.counted(supplier.iso3);
        let is_filled = self.taken_out(counted.is_member()).is_none();
        let share = supplier.share.value;
        let piece = |series, part: f64| Piece { series, share: share * part, is_filled };
        if share <= 0.0 {
            return Vec::new();
        }
        if counted.blocs().is_empty() {
            return vec![piece(Series::NonMember, 1.0)];
        }
        let of_bloc = |id: &BlocId| piece(self.series(id), counted.part_in(id));
        counted.blocs().iter().map(of_bloc).collect()
    }

    fn series(&self, id: &BlocId) -> Series {
        self.slots.iter().find(|(slot, _)| slot == id).map_or(Series::NonMember, |(_, series)| *series)
    }

    /// Returns the short name of a bloc that is on.
    pub(super) fn name(&self, id: &BlocId) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// Returns what the mode does to a supplier, and the blocs that it counts in.
    fn aside(&self, iso3: Iso3) -> String {
        let counted = self.counted(iso3);
        let names: Vec<&str> = counted.blocs().iter().filter_map(|id| self.name(id)).collect();
        let contested = matches!(counted, Counted::Contested(_)).then(|| "contested".to_owned());
        let blocs = contested.or_else(|| (!names.is_empty()).then(|| names.join(" and ")));
        let taken_out = self.taken_out(counted.is_member()).map(str::to_owned);
        taken_out.into_iter().chain(blocs).collect::<Vec<_>>().join(", ")
    }

    /// Returns the bars of a mineral: the largest suppliers, and the rest in one.
    pub(super) fn rows(&self, id: &str, figures: &Figures) -> Vec<PanelRow> {
        let suppliers: Vec<&SupplierShare> = figures.suppliers.iter().filter(|of| of.share.value > 0.0).collect();
        // A rest of one is that one.
        let is_all = suppliers.len() == NAMED + 1 && figures.other.value == 0.0 && figures.other.has_number();
        let named = if is_all && figures.unpublished.is_empty() { NAMED + 1 } else { NAMED };
        let (largest, small) = suppliers.split_at(named.min(suppliers.len()));
        let row = |supplier: &&SupplierShare| PanelRow {
            id: format!("{id}-{}", supplier.iso3.as_str().to_lowercase()),
            label: supplier.name.clone(),
            pieces: self.pieces(supplier),
            text: share_text(supplier.share),
            bound: Some(shown_bound(supplier.share)),
            aside: self.aside(supplier.iso3),
            countries: vec![supplier.iso3],
        };
        let mut rows: Vec<PanelRow> = largest.iter().map(row).collect();
        rows.extend(self.rest(id, small, figures));
        rows
    }

    /// Returns the bar of what is left: smaller suppliers, what is not attributed, and in words who has no number.
    fn rest(&self, id: &str, small: &[&SupplierShare], figures: &Figures) -> Option<PanelRow> {
        let silent = silent(figures);
        let share = rest_share(small, figures);
        if small.is_empty() && figures.other.value == 0.0 && silent.is_empty() {
            return None;
        }
        let mut sums: BTreeMap<(Series, bool), f64> = BTreeMap::new();
        for piece in small.iter().flat_map(|supplier| self.pieces(supplier)) {
            *sums.entry((piece.series, piece.is_filled)).or_insert(0.0) += piece.share;
        }
        if figures.other.share > 0.0 {
            sums.insert((Series::Residual, self.taken_out(false).is_none()), figures.other.share);
        }
        let pieces = sums.into_iter().map(|((series, is_filled), share)| Piece { series, share, is_filled });
        let has_number = !small.is_empty() || figures.other.value != 0.0;
        let bounds = small.iter().map(|supplier| shown_bound(supplier.share));
        let bound = bound_of_sum(bounds.chain((figures.other.value != 0.0).then_some(figures.other.bound)));
        let silent = silent.join(", ");
        Some(PanelRow {
            id: format!("{id}-rest"),
            label: "Rest".to_owned(),
            pieces: pieces.collect(),
            text: if has_number { format!("{}{}", bound_mark(bound), percent(share)) } else { silent.clone() },
            bound: has_number.then_some(bound),
            aside: if has_number { silent } else { String::new() },
            countries: small.iter().map(|supplier| supplier.iso3).collect(),
        })
    }
}

/// Returns what smaller suppliers have, with what is not attributed.
fn rest_share(small: &[&SupplierShare], figures: &Figures) -> f64 {
    small.iter().map(|supplier| supplier.share.value).sum::<f64>() + figures.other.share
}

/// Returns how many have no number, by what stands in its place.
fn silent(figures: &Figures) -> Vec<String> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for unpublished in &figures.unpublished {
        *counts.entry(status_words(unpublished.status())).or_default() += 1;
    }
    let mut silent: Vec<String> = counts.into_iter().map(|(words, count)| format!("{count} {words}")).collect();
    if let Some(quantity) = figures.other.quantity.as_ref().filter(|quantity| quantity.value().is_none()) {
        silent.push(format!("other countries {}", quantity_words(quantity, figures.unit)));
    }
    silent
}

/// Returns what a hover says of the suppliers: the largest ones with their quantities, what is not attributed, and who
/// has no number.
pub(super) fn hover(figures: &Figures) -> Vec<(String, String)> {
    const MOST: usize = 8;
    let suppliers: Vec<&SupplierShare> = figures.suppliers.iter().filter(|of| of.share.value > 0.0).collect();
    let pair = |supplier: &&SupplierShare| {
        let quantity = quantity_words(&supplier.quantity, figures.unit);
        (supplier.name.clone(), format!("{}, {quantity}", share_text(supplier.share)))
    };
    let mut pairs: Vec<(String, String)> = suppliers.iter().take(MOST).map(pair).collect();
    if suppliers.len() > MOST {
        let more: f64 = suppliers.iter().skip(MOST).map(|supplier| supplier.share.value).sum();
        pairs.push((format!("{} more", suppliers.len() - MOST), percent(more)));
    }
    if figures.other.value != 0.0 {
        pairs.push((figures.other.name().to_owned(), percent(figures.other.share)));
    }
    let silent = figures.unpublished.iter();
    pairs.extend(silent.map(|of| (of.name.clone(), quantity_words(&of.quantity, figures.unit))));
    pairs
}
