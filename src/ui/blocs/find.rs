use crate::model::{Bloc, Iso3};
use crate::ui::View;

/// A country is looked for by so many letters or more: fewer are in the names of half the world.
const LEAST_LETTERS: usize = 3;

/// A bloc that was looked for.
pub(super) struct Found<'a> {
    /// Its place in the panel, from 0.
    pub(super) index: usize,
    /// The bloc.
    pub(super) bloc: &'a Bloc,
    /// The member that was looked for, where the bloc's own name does not hold the text.
    pub(super) member: Option<Iso3>,
}

/// Returns the blocs whose name holds the text, then those with a member on the date whose name or code does.
pub(super) fn find<'a>(view: &View<'a>, panel: &[&'a Bloc], text: &str) -> Vec<Found<'a>> {
    let wanted = text.trim().to_lowercase();
    let is_named =
        |bloc: &Bloc| [&bloc.short_name, &bloc.name].iter().any(|name| name.to_lowercase().contains(&wanted));
    let is_wanted = |iso3: &&Iso3| {
        iso3.as_str().eq_ignore_ascii_case(&wanted)
            || (wanted.chars().count() >= LEAST_LETTERS
                && view.dataset.country_name(**iso3).to_lowercase().contains(&wanted))
    };
    let member = |bloc: &Bloc| view.results.blocs.get(&bloc.id)?.countries.iter().find(is_wanted).copied();
    let mut found: Vec<Found<'_>> = panel
        .iter()
        .enumerate()
        .filter_map(|(index, bloc)| {
            let member = if is_named(bloc) { None } else { Some(member(bloc)?) };
            Some(Found { index, bloc, member })
        })
        .collect();
    // Stable: the order of the panel within each.
    found.sort_by_key(|found| found.member.is_some());
    found
}
