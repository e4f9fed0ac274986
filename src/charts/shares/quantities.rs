use crate::analysis::{AtLevel, BlocShare, Estimates, Figures, LimitEffect, SupplierShare};
use crate::charts::bloc_words::level_words;
use crate::charts::wording::{bound_mark, bound_of_sum};
use crate::model::{Amount, Bound, Iso3, Quantity, quantity_text, quantity_words, status_words};

use super::rows::RowKey;

/// The quantities of an answer, as they stand at bars.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quantities<'a>(pub(super) &'a Figures);

impl<'a> Quantities<'a> {
    /// Returns the quantity of a row as published, or the sum of those that it stands for; nothing where none is a number.
    pub(super) fn of(self, key: &RowKey) -> Option<String> {
        match key {
            RowKey::Country(iso3) => self.supplier(*iso3).map(|of| self.published(&of.quantity)),
            RowKey::Other => self.other(),
            RowKey::Bloc(id) => self.0.bloc(id).map(|bloc| self.of_bloc(bloc)),
            RowKey::Folded(countries) => self.sum(countries),
        }
    }

    fn supplier(self, iso3: Iso3) -> Option<&'a SupplierShare> {
        self.0.suppliers.iter().find(|supplier| supplier.iso3 == iso3)
    }

    /// Returns a quantity as published; where only some are estimates, those say so.
    fn published(self, quantity: &Quantity) -> String {
        let words = quantity_words(quantity, self.0.unit);
        let is_zero = quantity.value() == Some(0.0);
        if quantity.estimated && !is_zero && self.0.estimates == Estimates::Some {
            format!("{words}, {}", status_words(quantity.status()))
        } else {
            words
        }
    }

    fn other(self) -> Option<String> {
        let other = &self.0.other;
        match &other.quantity {
            Some(quantity) => quantity.value().map(|_| self.published(quantity)),
            // What is left of a printed total.
            None => Some(format!("{}{}", bound_mark(other.bound), quantity_text(other.value, self.0.unit))),
        }
    }

    /// Returns what a bloc has: from the least to the most where that is not sure.
    fn of_bloc(self, bloc: &BlocShare) -> String {
        let ends = self.0.certainty.as_ref().and_then(|certainty| certainty.quantity_of(&bloc.id));
        ends.map_or_else(
            || quantity_text(bloc.quantity.value, self.0.unit),
            |ends| {
                let amount = Amount::Range { low: ends.low, high: ends.high };
                quantity_words(&Quantity { amount, estimated: false }, self.0.unit)
            },
        )
    }

    /// Returns what a bloc has at each confidence level; nothing where there is no difference.
    pub(super) fn levels(self, key: &RowKey) -> Option<String> {
        let (RowKey::Bloc(id), Some(certainty)) = (key, &self.0.certainty) else { return None };
        let words = |at: &AtLevel| {
            let found = at.blocs.iter().find(|of| of.id == *id)?;
            let none = found.members.is_empty();
            Some(if none { "no members".to_owned() } else { quantity_text(found.quantity.value, self.0.unit) })
        };
        Some(level_words(certainty, words))
    }

    fn sum(self, countries: &[Iso3]) -> Option<String> {
        let all: Vec<&SupplierShare> = countries.iter().filter_map(|iso3| self.supplier(*iso3)).collect();
        let bound = bound_of_sum(all.iter().map(|of| of.quantity.bound().unwrap_or(Bound::AtLeast)));
        let value: f64 = all.iter().map(|of| of.value).sum();
        (!all.is_empty()).then(|| format!("{}{}", bound_mark(bound), quantity_text(value, self.0.unit)))
    }

    /// Returns what limits leave of a country; of several the tightest.
    pub(super) fn left(self, key: &RowKey) -> Option<String> {
        let RowKey::Country(iso3) = key else { return None };
        let of_country = self.0.limits.iter().filter(|limit| limit.cap.country == *iso3);
        let left = of_country.filter_map(|limit| match &limit.effect {
            LimitEffect::Leaves { quantity, share } => Some((share.value, *quantity)),
            _ => None,
        });
        let (_, left) = left.min_by(|(one, _), (other, _)| one.total_cmp(other))?;
        Some(format!("{}{}", bound_mark(left.bound()), quantity_text(left.value, self.0.unit)))
    }
}
