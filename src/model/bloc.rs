use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::word::from_word;
use super::{BlocId, Iso3, ModelError, PartialDate};

/// A group of states that act, or say they act, together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bloc {
    /// Its identifier.
    pub id: BlocId,
    /// Full name.
    pub name: String,
    /// Name short enough for a chart.
    pub short_name: String,
    /// What sort of group it is.
    pub kind: BlocKind,
    /// What it is, in one plain sentence.
    pub about: String,
}

/// A bloc that a person made, with all that it is: a workspace and a recipe keep it in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnBloc {
    /// What it is; its identifier begins with [`BlocId::OWN`].
    pub bloc: Bloc,
    /// Its members.
    pub members: Vec<Membership>,
    /// Its place among the colours of blocs, from 0; nothing takes a free one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<u8>,
}

impl OwnBloc {
    /// Gives the bloc another identifier.
    pub fn rename(&mut self, id: &BlocId) {
        self.bloc.id.clone_from(id);
        for membership in &mut self.members {
            membership.bloc.clone_from(id);
        }
    }
}

/// The sort of a bloc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlocKind {
    /// Formed for minerals.
    MineralAlliance,
    /// Frameworks of one state with others.
    BilateralFramework,
    /// Partnerships on raw materials.
    RawMaterialPartnership,
    /// A transport corridor.
    Corridor,
    /// Joint research.
    Research,
    /// A union of states.
    Union,
    /// A trade agreement or area.
    TradeBloc,
    /// A political group.
    Political,
    /// A security alliance.
    Security,
    /// A development programme.
    Development,
    /// A meeting: a fixed list of who came.
    Event,
    /// Proposed and not formed.
    Proposal,
    /// Made by a person in this program.
    Own,
}

impl BlocKind {
    const WORDS: [(Self, &'static str, &'static str); 13] = [
        (Self::MineralAlliance, "mineral_alliance", "Mineral alliance"),
        (Self::BilateralFramework, "bilateral_framework", "Bilateral frameworks"),
        (Self::RawMaterialPartnership, "raw_material_partnership", "Raw-material partnership"),
        (Self::Corridor, "corridor", "Corridor"),
        (Self::Research, "research", "Research"),
        (Self::Union, "union", "Union"),
        (Self::TradeBloc, "trade_bloc", "Trade bloc"),
        (Self::Political, "political", "Political group"),
        (Self::Security, "security", "Security alliance"),
        (Self::Development, "development", "Development programme"),
        (Self::Event, "event", "Event"),
        (Self::Proposal, "proposal", "Proposal, not formed"),
        (Self::Own, "own", "Own bloc"),
    ];

    /// Returns the name as shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, _, name)| name)
    }

    /// Returns the word used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        Self::WORDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, id, _)| id)
    }
}

impl FromStr for BlocKind {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("kind of bloc", text, &Self::WORDS.map(|(kind, ..)| kind), Self::id)
    }
}

/// Who a membership speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Member {
    /// A country or territory.
    Country(Iso3),
    /// The European Union as a member: stands for its members on the same date (written `X-EU`).
    EuropeanUnion,
    /// An organisation, which produces nothing (written `X-` and its name).
    Organisation(String),
    /// Members that exist but are not named in public material (written `X-UNKNOWN`).
    Unnamed,
}

impl fmt::Display for Member {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(iso3) => write!(formatter, "{iso3}"),
            Self::EuropeanUnion => formatter.write_str("X-EU"),
            Self::Organisation(name) => write!(formatter, "X-{name}"),
            Self::Unnamed => formatter.write_str("X-UNKNOWN"),
        }
    }
}

impl FromStr for Member {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        match text.strip_prefix("X-") {
            Some("EU") => Ok(Self::EuropeanUnion),
            Some("UNKNOWN") => Ok(Self::Unnamed),
            Some(name) if !name.is_empty() => Ok(Self::Organisation(name.to_owned())),
            _ => Iso3::new(text).map(Self::Country),
        }
    }
}

/// How sure a membership is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Official, or several sources agree.
    Confirmed,
    /// One press source, inherited, or disputed.
    Reported,
    /// The membership itself is unclear.
    Unknown,
}

impl Confidence {
    /// All, surest first.
    pub const ALL: [Self; 3] = [Self::Confirmed, Self::Reported, Self::Unknown];

    /// Returns the word used in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Reported => "reported",
            Self::Unknown => "unknown",
        }
    }
}

impl FromStr for Confidence {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("confidence", text, &Self::ALL, Self::id)
    }
}

/// Which memberships count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfidenceLevel {
    /// Only confirmed ones.
    Confirmed,
    /// Confirmed and reported ones.
    #[default]
    Reported,
    /// All of them.
    Unknown,
}

impl ConfidenceLevel {
    /// All levels, strictest first.
    pub const ALL: [Self; 3] = [Self::Confirmed, Self::Reported, Self::Unknown];

    /// Returns whether a membership of this confidence counts.
    #[must_use]
    pub fn admits(self, confidence: Confidence) -> bool {
        match self {
            Self::Confirmed => confidence == Confidence::Confirmed,
            Self::Reported => confidence != Confidence::Unknown,
            Self::Unknown => true,
        }
    }

    /// Returns the word used on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Reported => "reported",
            Self::Unknown => "unknown",
        }
    }

    /// Returns which members count, inside a sentence.
    #[must_use]
    pub fn in_sentence(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed members only",
            Self::Reported => "confirmed and reported members",
            Self::Unknown => "confirmed, reported and unclear members",
        }
    }
}

impl FromStr for ConfidenceLevel {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        from_word("confidence level", text, &Self::ALL, Self::id)
    }
}

/// One spell of one member in one bloc.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The bloc.
    pub bloc: BlocId,
    /// The member.
    pub member: Member,
    /// When it joined; nothing when the date was not found, which counts as a member since the bloc began.
    pub joined: Option<PartialDate>,
    /// From when on it was no longer a member.
    pub left: Option<PartialDate>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it was read: the text of the source.
    pub source: String,
}

impl Membership {
    /// Returns whether the spell covers `date`: joined on its first possible day, left exclusive.
    #[must_use]
    pub fn covers(&self, date: jiff::civil::Date) -> bool {
        self.joined.is_none_or(|joined| joined.first_day() <= date)
            && self.left.is_none_or(|left| date < left.first_day())
    }
}
