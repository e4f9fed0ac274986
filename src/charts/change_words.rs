//! How a change of the members of a bloc is said: the same on the date's slider and on the years of a trend.

use crate::analysis::MembershipChange;
use crate::data::Dataset;
use crate::model::Iso3;

use super::wording::and_words;

/// More names than this are counted in place of being listed.
const MOST_NAMES: usize = 8;

/// Returns what changed in a bloc, for example "FORGE begins with 35 countries".
#[must_use]
pub fn change_words(dataset: &Dataset, change: &MembershipChange) -> String {
    let bloc = dataset.bloc(&change.bloc).map_or(change.bloc.as_str(), |bloc| bloc.short_name.as_str());
    if change.begins() {
        let countries = if change.members == 1 { "country" } else { "countries" };
        return format!("{bloc} begins with {} {countries}", change.members);
    }
    if change.ends() {
        return format!("{bloc} ends");
    }
    let verb = |countries: &[Iso3], one: &str, several: &str| {
        let verb = if countries.len() == 1 { one } else { several };
        format!("{} {verb} {bloc}", names(dataset, countries))
    };
    let joined = (!change.joined.is_empty()).then(|| verb(&change.joined, "joins", "join"));
    let left = (!change.left.is_empty()).then(|| verb(&change.left, "leaves", "leave"));
    joined.into_iter().chain(left).collect::<Vec<_>>().join("; ")
}

fn names(dataset: &Dataset, countries: &[Iso3]) -> String {
    if countries.len() > MOST_NAMES {
        return format!("{} countries", countries.len());
    }
    let mut names: Vec<String> = countries.iter().map(|iso3| dataset.country_name(*iso3)).collect();
    names.sort();
    and_words(&names.iter().map(String::as_str).collect::<Vec<_>>())
}
