use std::cmp::{Ordering, Reverse};

use crate::analysis::{Answer, Counted, Figures};
use crate::charts::source_line::published_word;
use crate::charts::table::ChartTable;
use crate::charts::wording::{capitalised, estimates_words, quantity_in_sentence};
use crate::data::Dataset;
use crate::model::{Iso3, Unit};

use super::arranged_table::arranged_table;
use super::changes::{Changed, Changes};
use super::folding::with_folds;
use super::options::{Chosen, Sort, Values};
use super::quantities::Quantities;
use super::rows::{BarRow, Beside, Mark, RowKey};
use super::second::Second;

/// What is chosen of the bars, and what is needed for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arrangement {
    chosen: Chosen,
    /// How shares changed, where bars stand by that.
    changes: Option<Changes>,
    /// What stands beside, where its quantities are told.
    beside: Option<Answer>,
}

/// The groups of rows, in their order whatever they are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Bloc,
    Numbered,
    OnlyBeside,
    Other,
    Silent,
}

impl Arrangement {
    pub(super) fn of(dataset: &Dataset, answer: &Answer, beside: Option<&Answer>, chosen: Chosen) -> Self {
        Self {
            chosen,
            changes: (chosen.sort == Sort::Change).then(|| Changes::of(dataset, answer, chosen.since)),
            beside: beside.filter(|_| chosen.values == Values::Quantity).cloned(),
        }
    }

    /// Returns the rows in the order that is chosen, as many as are chosen.
    pub(super) fn arranged(&self, rows: Vec<BarRow>, answer: &Answer) -> Vec<BarRow> {
        let Ok(figures) = &answer.figures else { return self.listed(rows) };
        let mut rows = rows;
        let numbered = rows.iter().filter(|row| rank(row, figures) == Rank::Numbered);
        let small: Vec<RowKey> = match self.chosen.show.most() {
            Some(most) => numbered.skip(most).map(|row| row.key.clone()).collect(),
            None => Vec::new(),
        };
        self.sort(&mut rows, figures);
        // One country by itself keeps its name: a fold of it would take as much room.
        if small.len() > 1 {
            rows = with_small_folded(&rows, &small, figures);
        }
        self.tell_all(&mut rows, answer);
        rows
    }

    /// Returns rows of words as published: they are sorted by name at most.
    fn listed(&self, mut rows: Vec<BarRow>) -> Vec<BarRow> {
        if self.chosen.sort == Sort::Name {
            rows.sort_by_key(by_name);
        }
        rows
    }

    fn sort(&self, rows: &mut [BarRow], figures: &Figures) {
        // Stable: what is equal stays in the order of size.
        match self.chosen.sort {
            Sort::Size => {}
            Sort::Name => rows.sort_by_key(|row| {
                let rank = rank(row, figures);
                (rank, if rank == Rank::Bloc { String::new() } else { by_name(row) })
            }),
            Sort::Bloc => {
                let beside = self.beside_figures();
                rows.sort_by_key(|row| (rank(row, figures), group(&row.key, figures, beside)));
            }
            Sort::Change => rows.sort_by(|one, other| {
                let ranks = (rank(one, figures), rank(other, figures));
                let by_rank = ranks.0.cmp(&ranks.1);
                if ranks == (Rank::Numbered, Rank::Numbered) { self.by_change(one, other, figures) } else { by_rank }
            }),
        }
    }

    /// Orders the largest gain first, and those whose change nobody can tell last.
    fn by_change(&self, one: &BarRow, other: &BarRow, figures: &Figures) -> Ordering {
        let gain = |row: &BarRow| match self.changes.as_ref().and_then(|of| of.of_row(&row.key, figures)) {
            // By what is shown, and only then by what is behind it.
            Some(Changed::By(difference)) => Some(((difference.value * 1e3).round(), difference.exact)),
            _ => None,
        };
        match (gain(one), gain(other)) {
            (Some(one), Some(other)) => other.0.total_cmp(&one.0).then(other.1.total_cmp(&one.1)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }

    /// Puts what is chosen to the numbers of all rows.
    pub(super) fn tell_all(&self, rows: &mut [BarRow], answer: &Answer) {
        let Ok(figures) = &answer.figures else { return };
        for row in rows {
            self.tell(row, answer, figures);
        }
    }

    /// Puts what is chosen to the numbers of those rows that are none of `told`.
    pub(super) fn tell_new(&self, rows: &mut [BarRow], told: &[BarRow], answer: &Answer) {
        if self.chosen == Chosen::USUAL {
            return;
        }
        let Ok(figures) = &answer.figures else { return };
        let is_new = |row: &&mut BarRow| matches!(row.key, RowKey::Folded(_)) && !told.contains(row);
        for row in rows.iter_mut().filter(is_new) {
            self.tell(row, answer, figures);
        }
    }

    fn tell(&self, row: &mut BarRow, answer: &Answer, figures: &Figures) {
        if self.chosen.values == Values::Quantity {
            self.tell_quantity(row, answer, figures);
        }
        if matches!(row.mark, Mark::Bar { .. })
            && let Some(changes) = &self.changes
            && let Some(changed) = changes.of_row(&row.key, figures)
        {
            row.hover.extend(changes.hover(&row.key, &changed));
            row.change = Some(changes.at_bar(&changed));
        }
    }

    fn tell_quantity(&self, row: &mut BarRow, answer: &Answer, figures: &Figures) {
        let quantities = Quantities(figures);
        let is_sum = matches!(row.key, RowKey::Folded(_) | RowKey::Bloc(_));
        if let (Mark::Bar { text, .. } | Mark::Band { text, .. }, Some(quantity)) =
            (&mut row.mark, quantities.of(&row.key))
        {
            if is_sum {
                row.hover.push(("Quantity".to_owned(), quantity.clone()));
            }
            let left = quantities.left(&row.key).filter(|_| row.limited.is_some());
            *text = left.map_or_else(|| quantity.clone(), |left| format!("{quantity} → {left}"));
            if row.bloc.is_some()
                && let Some(levels) = quantities.levels(&row.key)
            {
                row.bloc = Some(levels);
            }
        }
        let second = self.second(answer);
        if let (Some(Beside::Bar { text, .. }), Some(second)) = (&mut row.beside, second)
            && let Some(quantity) = Quantities(second.figures).of(&row.key)
        {
            *text = quantity;
        }
    }

    fn second<'a>(&'a self, answer: &'a Answer) -> Option<Second<'a>> {
        self.beside.as_ref().and_then(|beside| Second::of(answer, beside))
    }

    fn beside_figures(&self) -> Option<&Figures> {
        self.beside.as_ref().and_then(|beside| beside.figures.as_ref().ok())
    }

    /// Returns the whole that the axis is divided by, and its unit, where it tells quantities: not where bars of another
    /// whole stand beside.
    pub(super) fn whole(&self, answer: &Answer) -> Option<(f64, Unit)> {
        let figures = answer.figures.as_ref().ok()?;
        let is_told = self.chosen.values == Values::Quantity && self.second(answer).is_none();
        (is_told && figures.total > 0.0).then_some((figures.total, figures.unit))
    }

    /// Returns the subtitle, which is usually `shares`: what the bars measure, and since when shares have changed.
    pub(super) fn subtitle(&self, shares: String, before: &str, answer: &Answer, figures: &Figures) -> String {
        let mut subtitle = match self.chosen.values {
            Values::Share => shares,
            Values::Quantity => {
                let quantity = format!("{before}{}", quantity_of_words(answer, figures));
                self.second(answer).map_or_else(
                    || quantity.clone(),
                    |second| {
                        format!(
                            "{quantity}; {}; each bar is as long as its share of its own total",
                            second.quantity_words()
                        )
                    },
                )
            }
        };
        if let Some(changes) = &self.changes {
            subtitle = format!("{subtitle}; {}", changes.subtitle_words());
        }
        subtitle
    }

    /// Returns what a reader must know of what is chosen.
    pub(super) fn notes(&self, answer: &Answer) -> Vec<String> {
        let Ok(figures) = &answer.figures else {
            let is_felt = !matches!(self.chosen.sort, Sort::Size | Sort::Name) || self.chosen.show.most().is_some();
            let note = "Figures that cannot be put into shares stand as published, none folded";
            return is_felt.then(|| note.to_owned()).into_iter().collect();
        };
        let mut notes = Vec::new();
        if self.chosen.sort == Sort::Bloc && figures.blocs.is_empty() {
            notes.push("No bloc is on, so bars stand by size".to_owned());
        }
        notes.extend(self.changes.iter().flat_map(|changes| changes.notes(answer)));
        notes
    }

    /// Returns in which order bars stand, for the chart in words.
    pub(super) fn order_words(&self) -> &'static str {
        match self.chosen.sort {
            Sort::Size => "largest first",
            Sort::Name => "by name",
            Sort::Bloc => "by bloc",
            Sort::Change => "largest gain first",
        }
    }

    /// Returns the table with the rows that are drawn, in their order, and with what changed.
    pub(super) fn table(&self, table: ChartTable, rows: &[BarRow], answer: &Answer) -> ChartTable {
        if self.chosen.sort == Sort::Size && self.chosen.show.most().is_none() {
            return table;
        }
        let figures = answer.figures.as_ref().ok();
        let changes = self.changes.as_ref().zip(figures);
        arranged_table(table, rows, changes, self.chosen.show.most().is_some())
    }
}

/// Returns the group that a row belongs to.
fn rank(row: &BarRow, figures: &Figures) -> Rank {
    match (&row.key, &row.mark) {
        (RowKey::Bloc(_), _) => Rank::Bloc,
        (RowKey::Country(_), Mark::Bar { .. }) => Rank::Numbered,
        (RowKey::Country(iso3), _) if figures.unpublished.iter().all(|of| of.iso3 != *iso3) => Rank::OnlyBeside,
        (RowKey::Other, _) => Rank::Other,
        (RowKey::Country(_) | RowKey::Folded(_), _) => Rank::Silent,
    }
}

fn by_name(row: &BarRow) -> String {
    row.label.to_lowercase()
}

/// Returns the place of the bloc that a row counts in: the switched-on blocs in their order, then countries that are parts
/// of several, those that several contest, and the others.
fn group(key: &RowKey, figures: &Figures, beside: Option<&Figures>) -> usize {
    let RowKey::Country(iso3) = key else { return 0 };
    let blocs = figures.blocs.len();
    let of = |figures: &Figures| counted(*iso3, figures).cloned();
    match of(figures).or_else(|| beside.and_then(of)) {
        Some(Counted::In(bloc)) => figures.blocs.iter().position(|of| of.id == bloc).unwrap_or(blocs),
        Some(Counted::Split(_)) => blocs,
        Some(Counted::Contested(_)) => blocs + 1,
        Some(Counted::Alone) | None => blocs + 2,
    }
}

fn counted(iso3: Iso3, figures: &Figures) -> Option<&Counted> {
    let numbered = figures.suppliers.iter().map(|of| (of.iso3, &of.counted));
    let mut all = numbered.chain(figures.unpublished.iter().map(|of| (of.iso3, &of.counted)));
    all.find(|(of, _)| *of == iso3).map(|(_, counted)| counted)
}

/// Returns the rows with those of `small` in one, and those without a number in another.
fn with_small_folded(rows: &[BarRow], small: &[RowKey], figures: &Figures) -> Vec<BarRow> {
    let mut found: Vec<&BarRow> = rows.iter().filter(|row| small.contains(&row.key)).collect();
    // Named by size, in whatever order bars stand.
    found.sort_by_key(|row| Reverse(row.share().to_bits()));
    with_folds(&rows.iter().collect::<Vec<_>>(), &found, figures)
}

/// Returns what quantities are of: stage, total, basis and year.
fn quantity_of_words(answer: &Answer, figures: &Figures) -> String {
    let basis = if figures.basis.is_empty() { String::new() } else { format!(" {}", figures.basis) };
    let published = published_word(answer.subject.edition.as_ref(), figures);
    format!(
        "{} by country, {}{basis} in all, {}{}",
        capitalised(&format!("{published}{}", answer.subject.stage.in_sentence())),
        quantity_in_sentence(figures.total, figures.unit),
        answer.question.year,
        estimates_words(figures.estimates),
    )
}
