use crate::data::open::{CountryFit, MemberNames};
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

/// Returns the blocs whose name holds the text, then those with a member on the date that it finds by code or
/// any spelling.
pub(super) fn find<'a>(view: &View<'a>, panel: &[&'a Bloc], text: &str) -> Vec<Found<'a>> {
    let wanted = text.trim().to_lowercase();
    let is_named =
        |bloc: &Bloc| [&bloc.short_name, &bloc.name].iter().any(|name| name.to_lowercase().contains(&wanted));
    // The tables stand in the program; were they unreadable, it would not have started.
    let names = MemberNames::new(&view.session.options.names).ok();
    let countries = names.map(|names| names.search(&wanted)).unwrap_or_default();
    let is_long = !wanted.is_ascii() || wanted.len() >= LEAST_LETTERS;
    let fit =
        |iso3: Iso3| countries.get(&iso3).map(|found| &found.fit).filter(|fit| is_long || **fit == CountryFit::Whole);
    let member = |bloc: &Bloc| {
        let members = &view.results.blocs.get(&bloc.id)?.countries;
        let (_, best) = members.iter().filter_map(|iso3| Some((fit(*iso3)?, *iso3))).min()?;
        Some(best)
    };
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
