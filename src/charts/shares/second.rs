use crate::analysis::{Answer, Figures, SupplierShare};
use crate::charts::source_line::source_beside;
use crate::charts::table::Cell;
use crate::charts::wording::{bound_mark, percent, quantity_in_sentence, share_text, shown_bound};
use crate::model::{Bound, Iso3, Quantity, quantity_words};

use super::rows::Beside;

/// What stands beside the bars: reserves, or the same in another edition or dataset.
#[derive(Debug, Clone, Copy)]
pub(super) struct Second<'a> {
    shown: &'a Answer,
    answer: &'a Answer,
    pub(super) figures: &'a Figures,
}

impl<'a> Second<'a> {
    /// Returns what stands beside an answer; nothing where the other one has no figures.
    pub(super) fn of(shown: &'a Answer, answer: &'a Answer) -> Option<Self> {
        answer.figures.as_ref().ok().map(|figures| Self { shown, answer, figures })
    }

    /// Returns whether it is another stage of the same mineral; else it is the same stage after somebody else.
    pub(super) fn is_reserves(&self) -> bool {
        self.answer.question.stage != self.shown.question.stage
    }

    /// Returns what its numbers are of, before one of them.
    pub(super) fn name(&self) -> String {
        match (self.is_reserves(), self.is_of_another_year()) {
            (true, _) => "reserves".to_owned(),
            (false, true) => format!("{}:", self.answer.question.year),
            (false, false) => format!("{}:", edition_name(self.answer)),
        }
    }

    /// Returns what its numbers are of, where a year is told that differs.
    pub(super) fn label(&self) -> String {
        match (self.is_reserves(), self.is_of_another_year()) {
            (true, _) => "Reserves".to_owned(),
            (false, true) => format!("{}, {}", self.answer.question.year, edition_name(self.answer)),
            (false, false) => edition_name(self.answer),
        }
    }

    fn is_of_another_year(&self) -> bool {
        self.answer.question.year != self.shown.question.year
    }

    /// Returns the words for a country that it does not name.
    fn absent(&self) -> String {
        if self.is_reserves() { "not published".to_owned() } else { format!("not in {}", edition_name(self.answer)) }
    }

    /// Returns the words for a country that only it names.
    pub(super) fn absent_from_shown(&self) -> String {
        format!("not in {}", edition_name(self.shown))
    }

    /// Returns the countries with a number that only it names, largest share first: another edition's, as reserves stand
    /// beside those who produce.
    pub(super) fn only_here(&self) -> Vec<&'a SupplierShare> {
        let Ok(shown) = &self.shown.figures else { return Vec::new() };
        if self.is_reserves() {
            return Vec::new();
        }
        let is_shown = |iso3: Iso3| {
            shown.suppliers.iter().any(|supplier| supplier.iso3 == iso3)
                || shown.unpublished.iter().any(|unpublished| unpublished.iso3 == iso3)
        };
        self.figures.suppliers.iter().filter(|supplier| !is_shown(supplier.iso3)).collect()
    }

    /// Returns what stands beside a country's bar.
    pub(super) fn beside(&self, iso3: Iso3, hover: &mut Vec<(String, String)>) -> Beside {
        let Some(supplier) = self.figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3) else {
            let quantity = self.figures.unpublished.iter().find(|unpublished| unpublished.iso3 == iso3);
            let words = quantity.map(|unpublished| quantity_words(&unpublished.quantity, self.figures.unit));
            let named = self.is_reserves() || words.is_some();
            let words = words.unwrap_or_else(|| self.absent());
            hover.push((self.label(), words.clone()));
            return Beside::Words(if named { format!("{} {words}", self.name()) } else { words });
        };
        let quantity = quantity_words(&supplier.quantity, self.figures.unit);
        hover.push((self.label(), format!("{quantity}, {}", share_text(supplier.share))));
        Beside::Bar {
            what: self.name(),
            share: supplier.share.value,
            text: share_text(supplier.share),
            bound: shown_bound(supplier.share),
        }
    }

    /// Returns what stands beside the bar of "Other countries".
    pub(super) fn beside_other(&self, hover: &mut Vec<(String, String)>) -> Option<Beside> {
        let quantity = self.figures.other.quantity.as_ref()?;
        let words = quantity_words(quantity, self.figures.unit);
        if quantity.value().is_none() {
            hover.push((self.label(), words.clone()));
            return Some(Beside::Words(format!("{} {words}", self.name())));
        }
        let share = self.figures.other.share;
        let bound = self.figures.other.bound;
        let text = format!("{}{}", bound_mark(bound), percent(share));
        hover.push((self.label(), format!("{words}, {text}")));
        (share > 0.0).then(|| Beside::Bar { what: self.name(), share, text, bound })
    }

    /// Returns the names of its columns in the table of the numbers.
    pub(super) fn columns(&self) -> Vec<String> {
        if self.is_reserves() {
            let year = self.answer.question.year;
            return vec![format!("Share of reserves, {year}"), format!("Bound of reserves, {year}")];
        }
        let of = format!("{}, {}", self.answer.question.year, edition_name(self.answer));
        let unit = self.figures.unit.id();
        vec![format!("Value ({unit}), {of}"), format!("Share, {of}"), format!("Bound of share, {of}")]
    }

    /// Returns the cells of its columns for a country.
    pub(super) fn cells(&self, iso3: Iso3) -> Vec<Cell> {
        let Some(supplier) = self.figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3) else {
            return vec![Cell::Empty; self.columns().len()];
        };
        let value = (!self.is_reserves()).then_some(Cell::Number(supplier.value));
        let share = [Cell::Number(supplier.share.value), Cell::text(supplier.share.bound().id())];
        value.into_iter().chain(share).collect()
    }

    /// Returns the cells of its columns for "Other countries".
    pub(super) fn cells_of_other(&self) -> Vec<Cell> {
        let quantity = self.figures.other.quantity.as_ref().filter(|quantity| quantity.value().is_some());
        let number = |value: f64| quantity.map_or(Cell::Empty, |_| Cell::Number(value));
        let bound = quantity.and_then(Quantity::bound).map_or("", Bound::id);
        let value = (!self.is_reserves()).then(|| number(self.figures.other.value));
        value.into_iter().chain([number(self.figures.other.share), Cell::text(bound)]).collect()
    }

    /// Returns what the subtitle says of the thin bars.
    pub(super) fn subtitle_words(&self) -> String {
        let year = self.answer.question.year;
        let year = if self.is_of_another_year() { format!(" in {year}") } else { String::new() };
        let bound = match self.figures.suppliers.first().map(|supplier| shown_bound(supplier.share)) {
            Some(Bound::AtMost) => ", at most",
            _ => "",
        };
        if self.is_reserves() {
            return format!("thin bars: share of reserves{year}{bound}");
        }
        let total = quantity_in_sentence(self.figures.total, self.figures.unit);
        format!("thin bars: share of {total}{year} after {}{bound}", edition_name(self.answer))
    }

    /// Returns what the subtitle says of the thin bars where quantities stand at them.
    pub(super) fn quantity_words(&self) -> String {
        let total = quantity_in_sentence(self.figures.total, self.figures.unit);
        let year = if self.is_of_another_year() { format!(" in {}", self.answer.question.year) } else { String::new() };
        if self.is_reserves() {
            return format!("thin bars: reserves{year}, {total} in all");
        }
        format!("thin bars: of {total}{year} after {}", edition_name(self.answer))
    }

    /// Returns what the legend says of another edition or dataset; reserves are told in the subtitle.
    pub(super) fn legend_words(&self) -> Option<String> {
        (!self.is_reserves()).then(|| format!("{}, {}", self.answer.question.year, edition_name(self.answer)))
    }

    /// Returns what a reader must know of two editions or datasets side by side.
    pub(super) fn notes(&self) -> Vec<String> {
        let (Ok(shown), false) = (&self.shown.figures, self.is_reserves()) else { return Vec::new() };
        let total = |figures: &Figures, answer: &Answer| {
            let amount = quantity_in_sentence(figures.total, figures.unit);
            format!("{amount} in {} by {}", answer.question.year, edition_name(answer))
        };
        let mut notes = vec![format!(
            "Each bar is a share of its own total: {}, and {}",
            total(shown, self.shown),
            total(self.figures, self.answer)
        )];
        if shown.basis != self.figures.basis {
            let basis = |figures: &Figures, answer: &Answer| {
                let basis = if figures.basis.is_empty() { "not stated" } else { figures.basis.as_str() };
                format!("{basis} by {}", edition_name(answer))
            };
            notes.push(format!(
                "What is weighed may differ: {}, {}",
                basis(shown, self.shown),
                basis(self.figures, self.answer)
            ));
        }
        notes
    }

    /// Returns the source of reserves, or of another edition or dataset, and what is assumed of it.
    pub(super) fn source_words(&self) -> Vec<String> {
        let what = if self.is_reserves() { "Reserves" } else { "Thin bars" };
        let assumption = self.answer.subject.assumption.clone();
        let assumption = assumption.filter(|words| self.shown.subject.assumption.as_ref() != Some(words));
        source_beside(what, self.answer, self.shown).into_iter().chain(assumption).collect()
    }
}

fn edition_name(answer: &Answer) -> String {
    answer.subject.edition.as_ref().map_or_else(|| answer.question.edition.to_string(), |of| of.short_name.clone())
}
