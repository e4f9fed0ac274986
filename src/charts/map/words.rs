use crate::analysis::{Answer, Figures};
use crate::charts::chart::choice;
use crate::charts::shares::share_of_words;
use crate::charts::wording::{and_words, capitalised};
use crate::model::date_text;

use super::marks::MapMark;

choice! {
    /// What fills countries.
    Shows: "shows", "Show" {
        /// Shares.
        Share: "share", "Share", "Each country by its share, in fixed steps";
        /// Quantities.
        Quantity: "quantity", "Quantity", "Each country by its quantity, in steps that suit the numbers";
        /// Members of blocs.
        Blocs: "blocs", "Blocs", "Members of the blocs that are on, the paler the less they have";
        /// Members of several blocs.
        Contested: "contested", "Contested", "Countries in more than one of the blocs that are on";
    }
}

/// Returns what the map says, where it is of blocs.
pub(super) fn bloc_title(answer: &Answer, figures: &Figures, marks: &[MapMark], shows: Shows) -> String {
    let names: Vec<&str> = figures.blocs.iter().map(|bloc| bloc.name.as_str()).collect();
    let is_in = |mark: &&MapMark| mark.blocs.len() > usize::from(shows == Shows::Contested);
    let count = marks.iter().filter(is_in).count();
    let countries = if count == 1 { "1 country is".to_owned() } else { format!("{count} countries are") };
    let of = match (shows, names.len()) {
        (Shows::Contested, 2) => format!("in both {}", and_words(&names)),
        (Shows::Contested, _) => format!("in more than one of {}", and_words(&names)),
        _ => match names.as_slice() {
            [rest @ .., last] if !rest.is_empty() => format!("in {} or {last}", rest.join(", ")),
            _ => format!("in {}", names.concat()),
        },
    };
    capitalised(&format!("{countries} {of} as of {}", date_text(answer.question.as_of)))
}

/// Returns what the fills are of: stage, total, basis and year.
pub(super) fn fill_words(answer: &Answer, figures: &Figures, shows: Shows) -> String {
    let share = share_of_words(answer, figures);
    match shows {
        Shows::Share => share,
        Shows::Quantity => {
            let of = share.strip_prefix("Share of ").unwrap_or(&share);
            format!("Quantity by country: {of}")
        }
        Shows::Blocs => format!("Members, in colour the paler the less they have. {share}"),
        Shows::Contested => format!("Members of several blocs in stripes, of one pale. {share}"),
    }
}

/// Returns the reason why a map of blocs shows nothing.
pub(super) fn no_blocs(shows: Shows, on: usize) -> Option<String> {
    match (shows, on) {
        (Shows::Blocs, 0) => Some("No bloc is switched on, so that there are no members to show".to_owned()),
        (Shows::Contested, 0 | 1) => {
            Some("Contested are countries in more than one of the blocs that are on: switch on two or more".to_owned())
        }
        _ => None,
    }
}
