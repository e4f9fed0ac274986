use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::{Mode, ModelError};

/// What a ladder shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "snake_case")]
pub struct LadderOptions {
    /// What its rows are.
    pub of: LadderOf,
    /// What they are ranked by; nothing for what the mode is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<LadderSort>,
}

/// What the rows of a ladder are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LadderOf {
    /// Every bloc by itself, for the mineral on screen.
    #[default]
    Blocs,
    /// Every mineral, for the blocs that are on.
    Minerals,
}

impl LadderOf {
    /// Both, the usual one first.
    pub const ALL: [Self; 2] = [Self::Blocs, Self::Minerals];

    /// Returns the word used in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Blocs => "blocs",
            Self::Minerals => "minerals",
        }
    }

    /// Returns the name on a button.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocs => "All blocs",
            Self::Minerals => "All minerals",
        }
    }

    /// Returns one line that says what it shows.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        match self {
            Self::Blocs => "What every bloc by itself shifts of this mineral",
            Self::Minerals => "Which minerals the blocs that are on shift most, in reserves, mining and refining",
        }
    }
}

/// What the rows of a ladder are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LadderSort {
    /// Change of the HHI.
    Hhi,
    /// Share.
    Share,
    /// Quantity.
    Quantity,
    /// Name.
    Name,
}

impl LadderSort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Hhi, Self::Share, Self::Quantity, Self::Name];

    /// Returns the word used in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Hhi => "hhi",
            Self::Share => "share",
            Self::Quantity => "quantity",
            Self::Name => "name",
        }
    }

    /// Returns the name on a button.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hhi => "HHI",
            Self::Share => "Share",
            Self::Quantity => "Quantity",
            Self::Name => "Name",
        }
    }
}

impl LadderOptions {
    /// Returns what rows are ranked by: what was chosen, else the change of the HHI, or what is lost or covered where
    /// blocs stop selling or alone sell. Quantities of different minerals are not compared: their shares are.
    #[must_use]
    pub fn sorted_by(self, mode: Mode) -> LadderSort {
        match (self.sort, self.of) {
            (Some(LadderSort::Quantity), LadderOf::Minerals) => LadderSort::Share,
            (Some(sort), _) => sort,
            (None, _) if mode == Mode::One => LadderSort::Hhi,
            (None, _) => LadderSort::Share,
        }
    }
}

impl FromStr for LadderOf {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        word("rows of a shift", text, &Self::ALL, Self::id)
    }
}

impl FromStr for LadderSort {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        word("order", text, &Self::ALL, Self::id)
    }
}

fn word<T: Copy>(what: &'static str, text: &str, all: &[T], id: fn(T) -> &'static str) -> Result<T, ModelError> {
    all.iter().copied().find(|value| id(*value) == text).ok_or_else(|| ModelError::NotAWord {
        what,
        text: text.to_owned(),
        valid: all.iter().map(|value| id(*value)).collect::<Vec<_>>().join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_command_line_use_the_same_words() {
        for of in LadderOf::ALL {
            assert_eq!(serde_json::to_string(&of).unwrap(), format!("\"{}\"", of.id()));
            assert_eq!(of.id().parse(), Ok(of));
        }
        for sort in LadderSort::ALL {
            assert_eq!(serde_json::to_string(&sort).unwrap(), format!("\"{}\"", sort.id()));
            assert_eq!(sort.id().parse(), Ok(sort));
        }
        assert_eq!(serde_json::from_str::<LadderOptions>("{}").unwrap(), LadderOptions::default());
        assert!("ton".parse::<LadderSort>().unwrap_err().to_string().contains("hhi, share"));
    }

    #[test]
    fn what_is_lost_comes_first_where_blocs_stop_selling() {
        let usual = LadderOptions::default();
        assert_eq!(usual.sorted_by(Mode::One), LadderSort::Hhi);
        assert_eq!(usual.sorted_by(Mode::Withhold), LadderSort::Share);
        let tonnes = LadderOptions { of: LadderOf::Minerals, sort: Some(LadderSort::Quantity) };
        assert_eq!(tonnes.sorted_by(Mode::One), LadderSort::Share);
    }
}
