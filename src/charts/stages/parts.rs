use crate::analysis::{Answer, BlocShare, Counted, Figures, ShareInterval, Step, SupplierShare};
use crate::charts::bloc_words::{bloc_share_words, no_number_words};
use crate::charts::wording::{
    bound_mark, bound_of_sum, bound_words, ends_words, is_open, percent, share_text, shown_bound,
};
use crate::model::{BlocId, Bound, Iso3, Quantity, Unit, quantity_text, quantity_words, status_words};

use super::actors::{ActorKey, At, Part, Picked};

/// A step of the supply chain and what is known of it.
#[derive(Clone, Copy)]
pub(in crate::charts) struct Stage<'a> {
    /// The step of the supply chain that it stands for; nothing for capacity, or a year of a stage.
    pub(in crate::charts) step: Option<Step>,
    pub(in crate::charts) answer: Option<&'a Answer>,
    /// The figures, where there are shares.
    pub(in crate::charts) figures: Option<&'a Figures>,
}

impl<'a> Stage<'a> {
    pub(in crate::charts) fn of(step: Option<Step>, answer: Option<&'a Answer>) -> Self {
        Self { step, answer, figures: answer.and_then(|answer| answer.figures.as_ref().ok()) }
    }

    /// Returns what is said of an actor here. Nothing is above it yet.
    pub(in crate::charts) fn at(&self, key: &ActorKey, drawn: &[Picked]) -> At {
        let Some(figures) = self.figures else { return At::NoStage };
        match key {
            ActorKey::Country(iso3) => country(figures, *iso3),
            ActorKey::Bloc(id) => figures.bloc(id).map_or(At::NotListed, |of| bloc(figures, of)),
            ActorKey::Others(bloc) => others(figures, drawn, bloc.as_ref()),
            ActorKey::Residual => residual(figures),
        }
    }
}

/// Returns the countries that are not drawn by themselves nor in a bloc that is, and have something, with the part of
/// each that counts in a bloc, or in none, 0 to 1.
pub(super) fn folded<'a>(
    figures: &'a Figures,
    drawn: &[Picked],
    bloc: Option<&BlocId>,
) -> Vec<(&'a SupplierShare, f64)> {
    let is_drawn = |key: &ActorKey| drawn.iter().any(|picked| picked.key == *key);
    if bloc.is_some_and(|bloc| is_drawn(&ActorKey::Bloc(bloc.clone()))) {
        return Vec::new();
    }
    let own = figures.suppliers.iter().filter(|of| of.value > 0.0 && !is_drawn(&ActorKey::Country(of.iso3)));
    own.map(|supplier| (supplier, part_in(&supplier.counted, bloc))).filter(|(_, part)| *part > 1e-9).collect()
}

/// Returns the part of a supplier that counts in a bloc, or in none of those that are on, 0 to 1.
pub(in crate::charts) fn part_in(counted: &Counted, bloc: Option<&BlocId>) -> f64 {
    match bloc {
        Some(bloc) => counted.part_in(bloc),
        None => f64::from(u8::from(!counted.is_in_bloc())),
    }
}

/// Returns whether a bloc, or who is in none, has countries that are folded at some stage.
pub(super) fn is_folded(stages: &[Stage<'_>], drawn: &[Picked], bloc: Option<&BlocId>) -> bool {
    stages.iter().filter_map(|stage| stage.figures).any(|figures| !folded(figures, drawn, bloc).is_empty())
}

/// What stands behind a share that can be so much more or less that it is no more than that of what is published.
pub(in crate::charts) const OF_PUBLISHED: char = '*';

/// Returns a share as short as a label needs it.
pub(in crate::charts) fn short_share(share: ShareInterval) -> String {
    if share.value > 0.0 && shown_bound(share) == Bound::Range && is_open(share) {
        return format!("{}{OF_PUBLISHED}", percent(share.value));
    }
    share_text(share)
}

fn published(quantity: &Quantity, unit: Unit) -> (String, String) {
    let words = quantity_words(quantity, unit);
    let estimated = if quantity.estimated { format!(", {}", status_words(quantity.status())) } else { String::new() };
    ("Published".to_owned(), format!("{words}{estimated}"))
}

fn country(figures: &Figures, iso3: Iso3) -> At {
    let Some(supplier) = figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3) else {
        let unpublished = figures.unpublished.iter().find(|unpublished| unpublished.iso3 == iso3);
        return unpublished.map_or(At::NotListed, |of| At::Words(quantity_words(&of.quantity, figures.unit)));
    };
    let ends = ends_words(supplier.share).map_or_else(String::new, |ends| format!(" ({ends})"));
    let of = quantity_text(figures.total, figures.unit);
    let mut hover = vec![
        published(&supplier.quantity, figures.unit),
        ("Share".to_owned(), format!("{} of {of}{ends}", share_text(supplier.share))),
    ];
    let blocs: Vec<&str> = supplier.counted.blocs().iter().filter_map(|id| figures.bloc_name(id)).collect();
    if !blocs.is_empty() {
        hover.push(("Counts in".to_owned(), blocs.join(", ")));
    }
    if !supplier.note.is_empty() {
        hover.push(("Note".to_owned(), supplier.note.clone()));
    }
    At::Share(Part {
        share: supplier.share.value,
        above: 0.0,
        bound: shown_bound(supplier.share),
        name: None,
        text: short_share(supplier.share),
        hover,
    })
}

fn bloc(figures: &Figures, bloc: &BlocShare) -> At {
    if bloc.members.is_empty() || bloc.producers.is_empty() && figures.has_members_elsewhere(bloc) {
        return At::Words(bloc_share_words(bloc, figures));
    }
    if let Some(words) = no_number_words(bloc, figures) {
        return At::Words(words.to_owned());
    }
    let ends = ends_words(bloc.share).map_or_else(String::new, |ends| format!(" ({ends})"));
    let quantity = quantity_text(bloc.quantity.value, figures.unit);
    let mut hover = vec![
        ("Share".to_owned(), format!("{}{ends}", share_text(bloc.share))),
        ("Quantity".to_owned(), format!("{}{quantity}", bound_words(bloc.quantity.bound()))),
    ];
    let producers = member_words(figures, &bloc.id);
    if !producers.is_empty() {
        hover.push(("Members with a number".to_owned(), producers));
    }
    At::Share(Part {
        share: bloc.share.value,
        above: 0.0,
        bound: shown_bound(bloc.share),
        name: None,
        text: short_share(bloc.share),
        hover,
    })
}

/// Returns the members that count in a bloc and have something, largest first.
fn member_words(figures: &Figures, bloc: &BlocId) -> String {
    let parts = figures.suppliers.iter().map(|of| (of, of.share.value * of.counted.part_in(bloc)));
    let members = parts.filter(|(_, share)| *share > 0.0).map(|(of, share)| format!("{} {}", of.name, percent(share)));
    members.collect::<Vec<_>>().join(", ")
}

fn others(figures: &Figures, drawn: &[Picked], bloc: Option<&BlocId>) -> At {
    let folded = folded(figures, drawn, bloc);
    let name = match folded.as_slice() {
        [] => return At::NotListed,
        [(only, _)] => only.name.clone(),
        several => format!("{} others", several.len()),
    };
    let share: f64 = folded.iter().map(|(supplier, part)| supplier.share.value * part).sum();
    let bound = bound_of_sum(folded.iter().map(|(supplier, _)| shown_bound(supplier.share)));
    let names: Vec<String> =
        folded.iter().map(|(of, part)| format!("{} {}", of.name, percent(of.share.value * part))).collect();
    let text = format!("{}{}", bound_mark(bound), percent(share));
    let hover = vec![("Share".to_owned(), text.clone()), ("Countries".to_owned(), names.join(", "))];
    At::Share(Part { share, above: 0.0, bound, name: Some(name), text, hover })
}

fn residual(figures: &Figures) -> At {
    let other = &figures.other;
    if let Some(quantity) = other.quantity.as_ref().filter(|_| !other.has_number()) {
        return At::Words(quantity_words(quantity, figures.unit));
    }
    // Rounding can make it negative: nothing then.
    if other.value <= 0.0 {
        return At::NotListed;
    }
    let text = format!("{}{}", bound_mark(other.bound), percent(other.share));
    let mut hover: Vec<(String, String)> =
        other.quantity.iter().map(|quantity| published(quantity, figures.unit)).collect();
    hover.push(("Share".to_owned(), text.clone()));
    hover.push(("Counts as".to_owned(), "not a country: in the total, and as the interval of the HHI".to_owned()));
    At::Share(Part { share: other.share, above: 0.0, bound: other.bound, name: None, text, hover })
}
