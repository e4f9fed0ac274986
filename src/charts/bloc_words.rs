//! What is said of a bloc's share: the same in legend and panel.

use crate::analysis::{BlocShare, Figures};

use super::wording::share_words;

/// A residual below this can't hide a member that would be seen.
const SEEN: f64 = 1e-3;

/// Returns the share of a switched-on bloc in words. Where no member of it is named, that is said in place of a zero.
#[must_use]
pub fn bloc_share_words(bloc: &BlocShare, figures: &Figures) -> String {
    if bloc.members.is_empty() {
        return "no members".to_owned();
    }
    if !bloc.producers.is_empty() {
        return share_words(bloc.share);
    }
    if figures.has_members_elsewhere(bloc) {
        "counted in a bloc above".to_owned()
    } else if figures.other.share > SEEN {
        "none named".to_owned()
    } else {
        share_words(bloc.share)
    }
}
