use serde::{Deserialize, Serialize};

use crate::model::{Bloc, Membership, OwnBloc};

/// Blocs and who is in them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    /// Blocs, in the order of the panel: those formed for minerals first, a person's own last.
    pub blocs: Vec<Bloc>,
    /// Memberships, by bloc in the order of `blocs`, then as in the source.
    pub memberships: Vec<Membership>,
    /// A person's own blocs among them; never part of a bundle.
    #[serde(skip)]
    pub own: Vec<OwnBloc>,
}

impl Roster {
    /// Returns this roster with a person's own blocs behind; one that bears an identifier which is taken is left out.
    #[must_use]
    pub fn with(&self, own: &[OwnBloc]) -> Self {
        let mut roster = self.clone();
        for own in own {
            if roster.blocs.iter().any(|known| known.id == own.bloc.id) {
                continue;
            }
            roster.blocs.push(own.bloc.clone());
            roster.memberships.extend(own.members.iter().cloned());
        }
        roster.own = own.to_vec();
        roster
    }
}
