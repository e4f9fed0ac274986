use crate::analysis::{
    Counted, Figures, LimitEffect, Listing, PublishedRow, ScenarioKind, ShareInterval, SupplierShare, Unpublished,
};
use crate::charts::facts::country_facts;
use crate::charts::palette::Series;
use crate::charts::supposed::{filler_words, limit_words};
use crate::charts::wording::{bound_mark, bound_words, ends_words, percent, share_text, shown_bound};
use crate::data::Dataset;
use crate::model::{BlocId, Bound, Iso3, Mode, Quantity, Question, quantity_text, quantity_words, status_words};

use super::second::Second;

/// One bar, or what stands in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRow {
    /// What the row is of.
    pub key: RowKey,
    /// Its name.
    pub label: String,
    /// What is drawn.
    pub mark: Mark,
    /// Short name of its switched-on bloc, beside the number: colour is never the only sign.
    pub bloc: Option<String>,
    /// What the mode does to it, where it takes it out: its bar is an outline then.
    pub taken_out: Option<&'static str>,
    /// What a limit leaves of it, where it is felt: the bar is an outline from there on.
    pub limited: Option<Limited>,
    /// What stands beside the bar: reserves, or the figure of another edition or dataset.
    pub beside: Option<Beside>,
    /// How its share changed since an earlier year, where that is told.
    pub change: Option<RowChange>,
    /// What a hover says: pairs of what and how much.
    pub hover: Vec<(String, String)>,
}

/// What a limit leaves of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Limited {
    /// The share of the whole before that is left, 0 to 1.
    pub share: f64,
    /// The same as a text.
    pub text: String,
    /// The limit, in words.
    pub words: String,
}

/// How a share changed since an earlier year, or why nobody can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowChange {
    /// By how much, or the reason.
    pub text: String,
    /// The year that is compared with, for where there is room.
    pub since: Option<String>,
}

impl RowChange {
    /// Returns the change with the year that is compared with.
    #[must_use]
    pub fn whole(&self) -> String {
        self.since.as_ref().map_or_else(|| self.text.clone(), |since| format!("{} {since}", self.text))
    }
}

/// What a row is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKey {
    /// A country.
    Country(Iso3),
    /// The publisher's "Other countries", or what is left of a printed total.
    Other,
    /// A switched-on bloc, as one supplier.
    Bloc(BlocId),
    /// Small suppliers that did not fit, folded into one row.
    Folded(Vec<Iso3>),
}

/// What is drawn in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A bar.
    Bar {
        /// Its length as a share, 0 to 1 (a negative residual has none).
        share: f64,
        /// Its text.
        text: String,
        /// How the number is bounded, as far as the text shows it.
        bound: Bound,
        /// Its colours, each with the share it stands for: one for a supplier, several for suppliers folded into a row.
        parts: Vec<(Series, f64)>,
    },
    /// A bar with a band behind it: how far it reaches as memberships that are not sure count.
    Band {
        /// The number at the chosen confidence level, 0 to 1.
        share: f64,
        /// The least over all levels, where the bar ends, 0 to 1.
        low: f64,
        /// The most, where the band ends, 0 to 1.
        high: f64,
        /// Its text.
        text: String,
        /// Its colour.
        series: Series,
    },
    /// Words, where no number is published.
    Words(String),
}

/// Reserves, or the figure of another edition or dataset, beside a bar.
#[derive(Debug, Clone, PartialEq)]
pub enum Beside {
    /// A bar.
    Bar {
        /// What it is of, for example "reserves".
        what: String,
        /// Its length as a share, 0 to 1.
        share: f64,
        /// Its text.
        text: String,
        /// How the number is bounded, as far as the text shows it.
        bound: Bound,
    },
    /// Words, where no number is published.
    Words(String),
}

impl BarRow {
    /// Returns the number that the row's bar ends at, 0 for words.
    #[must_use]
    pub fn share(&self) -> f64 {
        match self.mark {
            Mark::Bar { share, .. } => share.max(0.0),
            Mark::Band { high, .. } => high,
            Mark::Words(_) => 0.0,
        }
    }
}

/// What rows are made from.
pub(super) struct RowSource<'a> {
    pub dataset: &'a Dataset,
    pub question: &'a Question,
    pub figures: &'a Figures,
    pub second: Option<Second<'a>>,
    pub series_of: &'a dyn Fn(Option<&BlocId>) -> Series,
}

impl RowSource<'_> {
    /// Returns all rows: blocs with memberships that are not sure; suppliers with a number, largest first; those that only stand beside; "Other countries"; then
    /// those without one.
    pub fn rows(&self) -> Vec<BarRow> {
        let mut rows = self.bloc_rows();
        rows.extend(self.figures.suppliers.iter().map(|supplier| self.supplier_row(supplier)));
        let only_beside =
            self.second.iter().flat_map(|second| second.only_here().into_iter().map(move |of| (second, of)));
        rows.extend(only_beside.map(|(second, supplier)| self.row_beside(second, supplier)));
        rows.extend(self.other_row());
        rows.extend(self.figures.unpublished.iter().map(|unpublished| self.unpublished_row(unpublished)));
        rows
    }

    /// Returns the names of the blocs that a country counts in, or that contest it.
    pub(super) fn bloc_names(&self, counted: &Counted) -> Option<String> {
        let name = |id: &BlocId| self.figures.bloc_name(id);
        match counted {
            Counted::Alone => None,
            Counted::In(bloc) => name(bloc).map(str::to_owned),
            Counted::Split(blocs) => Some(blocs.iter().filter_map(name).collect::<Vec<_>>().join(" and ")),
            Counted::Contested(_) => Some("contested".to_owned()),
        }
    }

    /// Returns what is known of a country beside its figures.
    fn facts(&self, iso3: Iso3) -> Vec<(String, String)> {
        country_facts(self.dataset, iso3, &self.question.commodity, self.question.year)
    }

    /// Returns where a country counts, for a hover.
    fn counted_words(&self, counted: &Counted) -> Option<String> {
        let names = self.bloc_names(counted)?;
        Some(match counted {
            Counted::Split(_) => format!("{names}, with an equal part in each"),
            Counted::Contested(blocs) => {
                let names: Vec<&str> = blocs.iter().filter_map(|id| self.figures.bloc_name(id)).collect();
                format!("none: it is in {}", names.join(" and "))
            }
            Counted::Alone | Counted::In(_) => names,
        })
    }

    /// Returns what the mode does to a supplier where it takes it out.
    fn taken_out(&self, is_member: bool) -> Option<&'static str> {
        match self.question.mode {
            _ if self.figures.blocs.is_empty() => None,
            Mode::Withhold if is_member => Some("lost"),
            Mode::Only if !is_member => Some("left out"),
            _ => None,
        }
    }

    /// Returns what limits leave of a country; of several the tightest.
    fn limited(&self, iso3: Iso3) -> Option<Limited> {
        let of_country = self.figures.limits.iter().filter(|limit| limit.cap.country == iso3);
        let limited = of_country.filter_map(|limit| match &limit.effect {
            LimitEffect::Leaves { share, .. } => Some(Limited {
                share: share.value,
                text: format!("{}{}", bound_mark(shown_bound(*share)), percent(share.value)),
                words: limit_words(limit),
            }),
            _ => None,
        });
        limited.min_by(|one, other| one.share.total_cmp(&other.share))
    }

    /// Says what is left of a supplier, and what it would have to do to fill what is lost.
    fn push_supposed(&self, iso3: Iso3, hover: &mut Vec<(String, String)>) {
        let Some(scenario) = self.figures.scenario.as_ref().filter(|of| of.kind == ScenarioKind::Lost) else { return };
        if let Some(left) = scenario.left_of(iso3) {
            let quantity = quantity_text(left.quantity.value, self.figures.unit);
            let bound = bound_words(left.quantity.bound());
            let share = share_text(left.share);
            hover.push(("Hypothetically".to_owned(), format!("{bound}{quantity}, {share} of what is left")));
        }
        let growth = scenario.gap.as_ref().and_then(|gap| gap.growth);
        if let (Some(filler), Some(growth)) = (scenario.filler(iso3), growth) {
            hover.push(("To fill the gap".to_owned(), filler_words(filler, growth, self.figures.unit)));
        }
    }

    /// Returns the colours of a supplier's bar, with the share that each stands for.
    fn parts(&self, supplier: &SupplierShare) -> Vec<(Series, f64)> {
        let blocs = supplier.counted.blocs();
        if blocs.is_empty() {
            return vec![((self.series_of)(None), supplier.share.value)];
        }
        let part = |id: &BlocId| supplier.share.value * supplier.counted.part_in(id);
        blocs.iter().map(|id| ((self.series_of)(Some(id)), part(id))).collect()
    }

    fn supplier_row(&self, supplier: &SupplierShare) -> BarRow {
        let mut hover = vec![(
            "Published".to_owned(),
            with_estimate(&supplier.quantity, quantity_words(&supplier.quantity, self.figures.unit)),
        )];
        hover.push(("Share".to_owned(), share_sentence(supplier.share, self.figures)));
        self.push_supposed(supplier.iso3, &mut hover);
        let beside = self.second.map(|second| second.beside(supplier.iso3, &mut hover));
        let bloc = self.bloc_names_with_doubt(supplier);
        let limited = self.limited(supplier.iso3);
        let left = limited.as_ref().map(|limited| format!(" → {}", limited.text));
        push_bloc_and_note(&mut hover, self.counted_words(&supplier.counted), &supplier.note);
        hover.extend(self.facts(supplier.iso3));
        BarRow {
            key: RowKey::Country(supplier.iso3),
            label: supplier.name.clone(),
            mark: Mark::Bar {
                share: supplier.share.value,
                text: format!("{}{}", share_text(supplier.share), left.unwrap_or_default()),
                bound: shown_bound(supplier.share),
                parts: self.parts(supplier),
            },
            bloc,
            taken_out: self.taken_out(supplier.counted.is_member()),
            limited,
            beside,
            change: None,
            hover,
        }
    }

    /// Returns the row of a country that only another edition or dataset names.
    fn row_beside(&self, second: &Second<'_>, supplier: &SupplierShare) -> BarRow {
        let words = second.absent_from_shown();
        let mut hover = vec![("Published".to_owned(), words.clone())];
        let beside = Some(second.beside(supplier.iso3, &mut hover));
        push_bloc_and_note(&mut hover, self.counted_words(&supplier.counted), &supplier.note);
        hover.extend(self.facts(supplier.iso3));
        BarRow {
            key: RowKey::Country(supplier.iso3),
            label: supplier.name.clone(),
            mark: Mark::Words(words),
            bloc: self.bloc_names(&supplier.counted),
            taken_out: self.taken_out(supplier.counted.is_member()),
            limited: None,
            beside,
            change: None,
            hover,
        }
    }

    fn unpublished_row(&self, unpublished: &Unpublished) -> BarRow {
        let words = quantity_words(&unpublished.quantity, self.figures.unit);
        let mut hover = vec![("Published".to_owned(), words.clone())];
        let beside = self.second.map(|second| second.beside(unpublished.iso3, &mut hover));
        let bloc = self.bloc_names(&unpublished.counted);
        push_bloc_and_note(&mut hover, self.counted_words(&unpublished.counted), &unpublished.note);
        hover.extend(self.facts(unpublished.iso3));
        BarRow {
            key: RowKey::Country(unpublished.iso3),
            label: unpublished.name.clone(),
            mark: Mark::Words(words),
            bloc,
            taken_out: self.taken_out(unpublished.counted.is_member()),
            limited: self.limited(unpublished.iso3),
            beside,
            change: None,
            hover,
        }
    }

    fn other_row(&self) -> Option<BarRow> {
        let other = &self.figures.other;
        let mut hover = Vec::new();
        if let Some(quantity) = &other.quantity {
            hover.push(("Published".to_owned(), with_estimate(quantity, quantity_words(quantity, self.figures.unit))));
        }
        let without_number = other.quantity.as_ref().filter(|quantity| quantity.value().is_none());
        let mark = if other.value != 0.0 {
            hover.push(("Share".to_owned(), format!("{} of the total", percent(other.share))));
            hover.push((
                "Counts as".to_owned(),
                "not a country: in the total, and as the interval of the HHI".to_owned(),
            ));
            let text = format!("{}{}", bound_mark(other.bound), percent(other.share));
            Mark::Bar { share: other.share, text, bound: other.bound, parts: vec![(Series::Residual, other.share)] }
        } else if self.second.is_some_and(|second| second.figures.other.share > 0.0)
            && without_number.is_none()
            && other.quantity.is_some()
        {
            Mark::Bar { share: 0.0, text: percent(0.0), bound: Bound::Exact, parts: Vec::new() }
        } else if let Some(quantity) = without_number {
            Mark::Words(quantity_words(quantity, self.figures.unit))
        } else if let Some(second) =
            self.second.filter(|second| !second.is_reserves() && second.figures.other.share > 0.0)
        {
            Mark::Words(second.absent_from_shown())
        } else {
            return None;
        };
        let beside = self.second.and_then(|second| second.beside_other(&mut hover));
        let taken_out = self.taken_out(false);
        let label = other.name().to_owned();
        Some(BarRow {
            key: RowKey::Other,
            label,
            mark,
            bloc: None,
            taken_out,
            limited: None,
            beside,
            change: None,
            hover,
        })
    }
}

/// Returns rows of words for figures that cannot be put into shares: the quantity, and the note that tells what it is.
pub fn listed_rows(listing: &Listing) -> Vec<BarRow> {
    let row = |row: &PublishedRow| {
        let quantity = with_estimate(&row.quantity, quantity_words(&row.quantity, listing.unit));
        let what = if row.note.is_empty() { String::new() } else { format!("; {}", row.note.trim_end_matches('.')) };
        BarRow {
            key: RowKey::Country(row.iso3),
            label: row.name.clone(),
            mark: Mark::Words(format!("{quantity}{what}")),
            bloc: None,
            taken_out: None,
            limited: None,
            beside: None,
            change: None,
            hover: vec![("Published".to_owned(), quantity.clone()), ("Note".to_owned(), row.note.clone())],
        }
    };
    listing.rows.iter().map(row).collect()
}

fn with_estimate(quantity: &Quantity, words: String) -> String {
    if quantity.estimated { format!("{words}, {}", status_words(quantity.status())) } else { words }
}

/// Returns a share with the total it is taken of and the ends it can lie between.
fn share_sentence(share: ShareInterval, figures: &Figures) -> String {
    let of = quantity_text(figures.total, figures.unit);
    let ends = ends_words(share).map_or_else(String::new, |ends| format!(" ({ends})"));
    format!("{} of {of}{ends}", share_text(share))
}

fn push_bloc_and_note(hover: &mut Vec<(String, String)>, bloc: Option<String>, note: &str) {
    if let Some(bloc) = bloc {
        hover.push(("Counts in".to_owned(), bloc));
    }
    if !note.is_empty() {
        hover.push(("Note".to_owned(), note.to_owned()));
    }
}
