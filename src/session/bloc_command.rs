use crate::model::{BlocId, Cap, OwnBloc, Territories};

/// What a person can do with blocs besides switching them, and suppose of single countries.
#[derive(Debug, Clone, PartialEq)]
pub enum BlocCommand {
    /// Move a bloc up in the panel by so many places, or down for a negative number: the order decides in which of two
    /// blocs a country counts.
    Move(BlocId, isize),
    /// Switch a bloc on and all others off.
    SwitchOnAlone(BlocId),
    /// Add a bloc of one's own, or put another in place of the one with its identifier.
    Keep(Box<OwnBloc>),
    /// Take a bloc of one's own away.
    Remove(BlocId),
    /// Limit what a country sells of the mineral on screen, in place of an earlier limit.
    SetCap(Cap),
    /// Take a limit away.
    RemoveCap(Cap),
    /// Count dependent territories elsewhere.
    PickTerritories(Territories),
}

impl BlocCommand {
    /// Returns the command's name in menus and the palette; it is also what undo says it takes back.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Move(..) => "Move a bloc".to_owned(),
            Self::SwitchOnAlone(_) => "Switch on alone".to_owned(),
            Self::Keep(own) => format!("Change {}", own.bloc.short_name),
            Self::Remove(_) => "Delete".to_owned(),
            Self::SetCap(cap) => format!("Limit {} to {}", cap.country, cap.limit.text()),
            Self::RemoveCap(cap) => format!("Lift the limit on {}", cap.country),
            Self::PickTerritories(Territories::Own) => "Count territories by themselves".to_owned(),
            Self::PickTerritories(Territories::Parent) => "Count territories with their states".to_owned(),
        }
    }

    /// Returns one line on what the command does.
    pub(super) fn tooltip(&self) -> &'static str {
        match self {
            Self::Move(..) => "A country in two blocs counts in the one that stands first",
            Self::SwitchOnAlone(_) => "Switches this bloc on and all others off",
            Self::Keep(_) => "Keeps the bloc in this workspace",
            Self::Remove(_) => "Takes the bloc out of this workspace",
            Self::SetCap(_) => "What if a country sold no more than this: hypothetical",
            Self::RemoveCap(_) => "Takes the country’s figure as published again",
            Self::PickTerritories(Territories::Own) => {
                "New Caledonia, Greenland or Hong Kong are suppliers of their own"
            }
            Self::PickTerritories(Territories::Parent) => {
                "Figures of New Caledonia, Greenland or Hong Kong are added to those of their states"
            }
        }
    }
}
