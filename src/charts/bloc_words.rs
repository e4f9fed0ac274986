//! What is said of a bloc's share: the same in legend, panel and trend.

use crate::analysis::{AtLevel, BlocShare, Certainty, Counted, Figures, SupplierShare};
use crate::model::ConfidenceLevel;

use super::palette::Series;
use super::wording::share_words;

/// A residual below this can't hide a member that would be seen.
const SEEN: f64 = 1e-3;

/// Returns the share of a switched-on bloc in words. Where no member of it is named, that is said in place of a zero.
#[must_use]
pub fn bloc_share_words(bloc: &BlocShare, figures: &Figures) -> String {
    if bloc.members.is_empty() {
        return "no members".to_owned();
    }
    if bloc.producers.is_empty() && figures.has_members_elsewhere(bloc) {
        let is_contested =
            |of: &SupplierShare| matches!(&of.counted, Counted::Contested(blocs) if blocs.contains(&bloc.id));
        let words =
            if figures.suppliers.iter().any(is_contested) { "all contested" } else { "counted in a bloc above" };
        return words.to_owned();
    }
    no_number_words(bloc, figures).map_or_else(|| share_words(bloc.share), str::to_owned)
}

/// Returns what stands in place of the zero of a bloc whose members may have something all the same; nothing for a bloc
/// that has a number, no members, or members that count elsewhere.
#[must_use]
pub fn no_number_words(bloc: &BlocShare, figures: &Figures) -> Option<&'static str> {
    if !bloc.producers.is_empty() || bloc.members.is_empty() || figures.has_members_elsewhere(bloc) {
        return None;
    }
    words_for_none(figures.unpublished.iter().any(|of| bloc.members.contains(&of.iso3)), figures.other.share)
}

/// Returns what stands in place of the zero of members of which none has a number, where `other_share` belongs to no named
/// country; nothing where a zero is one.
#[must_use]
pub fn words_for_none(is_one_named: bool, other_share: f64) -> Option<&'static str> {
    if is_one_named {
        // A member is named, without a number.
        Some("not published")
    } else {
        (other_share > SEEN).then_some("none named")
    }
}

/// Returns the entry of a legend for what is in none of the switched-on blocs, of which there are `blocs`.
#[must_use]
pub fn rest_entry(blocs: usize) -> (Series, String) {
    (Series::NonMember, if blocs == 1 { "not a member" } else { "in none of them" }.to_owned())
}

/// Returns what is so at each confidence level, for example "3.1 % confirmed, 70.0 % with reported": levels that say the
/// same as the one before are left out, and `words` may have none for a level.
#[must_use]
pub fn level_words(certainty: &Certainty, words: impl Fn(&AtLevel) -> Option<String>) -> String {
    let mut said: Vec<(String, &str)> = Vec::new();
    for at in &certainty.levels {
        let Some(words) = words(at) else { continue };
        if said.last().is_none_or(|(earlier, _)| *earlier != words) {
            said.push((words, level_word(at.level)));
        }
    }
    said.iter().map(|(words, level)| format!("{words} {level}")).collect::<Vec<_>>().join(", ")
}

/// Returns a level behind what is so at it.
pub(in crate::charts) fn level_word(level: ConfidenceLevel) -> &'static str {
    match level {
        ConfidenceLevel::Confirmed => "confirmed",
        ConfidenceLevel::Reported => "with reported",
        ConfidenceLevel::Unknown => "with unclear",
    }
}
