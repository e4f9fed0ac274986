use serde::{Deserialize, Serialize};

use crate::charts::ChartKind;
use crate::model::{Question, Stage};

use super::Document;

/// One of the two settings that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

impl Side {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::A, Self::B];

    /// Returns its letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }

    /// Returns the other one.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// The setting that is compared with the one being edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Other {
    /// Its question.
    pub question: Question,
    /// The stage last chosen for it.
    pub wished_stage: Stage,
    /// Whether it is A; the document's own question is then B.
    pub is_first: bool,
}

/// What a person can do with two settings side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairCommand {
    /// Let the controls change this side.
    Edit(Side),
    /// Let the controls change the other side.
    Switch,
    /// Make A of B and B of A.
    Swap,
    /// Make the other side like this one.
    CopyFrom(Side),
}

impl PairCommand {
    /// The commands that stand in the palette.
    pub(super) const SIMPLE: [Self; 4] = [Self::Switch, Self::Swap, Self::CopyFrom(Side::A), Self::CopyFrom(Side::B)];

    /// Returns the command's name in the palette; it is also what undo says it takes back.
    pub(super) fn text(self) -> String {
        match self {
            Self::Edit(side) => format!("Compare: change side {}", side.letter()),
            Self::Switch => "Compare: change the other side".to_owned(),
            Self::Swap => "Compare: swap A and B".to_owned(),
            Self::CopyFrom(side) => format!("Compare: copy {} to {}", side.letter(), side.opposite().letter()),
        }
    }

    /// Returns one line on what the command does.
    pub(super) fn tooltip(self) -> &'static str {
        match self {
            Self::Edit(_) | Self::Switch => "Everything that is chosen then changes that side",
            Self::Swap => "A becomes B and B becomes A",
            Self::CopyFrom(Side::A) => "B becomes the same as A",
            Self::CopyFrom(Side::B) => "A becomes the same as B",
        }
    }
}

impl Document {
    /// Returns the side that the controls change; nothing outside Compare.
    #[must_use]
    pub fn side(&self) -> Option<Side> {
        let other = self.other.as_ref().filter(|_| self.view == ChartKind::Pair)?;
        Some(if other.is_first { Side::B } else { Side::A })
    }

    /// Returns the question that the chart asks: in Compare that of A.
    #[must_use]
    pub fn chart_question(&self) -> &Question {
        match (&self.other, self.side()) {
            (Some(other), Some(Side::B)) => &other.question,
            _ => &self.question,
        }
    }

    /// Returns the question of B, in Compare.
    #[must_use]
    pub fn second_question(&self) -> Option<&Question> {
        match (&self.other, self.side()) {
            (Some(other), Some(Side::A)) => Some(&other.question),
            (Some(_), Some(Side::B)) => Some(&self.question),
            _ => None,
        }
    }

    /// Shows two settings side by side; the first time B is a copy of A, and what is chosen changes B.
    pub(super) fn open_pair(&mut self) {
        self.view = ChartKind::Pair;
        self.shows_table = false;
        if self.other.is_none() {
            let (question, wished_stage) = (self.question.clone(), self.wished_stage);
            self.other = Some(Other { question, wished_stage, is_first: true });
        }
    }

    /// Puts A and B as a picture has them; B is what is chosen next.
    pub(super) fn set_pair(&mut self, a: &Question, b: &Question) {
        self.other = Some(Other { question: a.clone(), wished_stage: a.stage, is_first: true });
        self.question = b.clone();
        self.wished_stage = b.stage;
    }

    /// Applies a choice about two settings; opens them first where they are not shown.
    pub(super) fn change_pair(&mut self, command: PairCommand) {
        let is_open = self.view == ChartKind::Pair;
        self.open_pair();
        let side = self.side().unwrap_or(Side::B);
        match command {
            PairCommand::Edit(wanted) if wanted == side => {}
            PairCommand::Switch if !is_open => {}
            PairCommand::Edit(_) | PairCommand::Switch => self.switch_side(),
            PairCommand::Swap => {
                if let Some(other) = &mut self.other {
                    other.is_first = !other.is_first;
                }
            }
            PairCommand::CopyFrom(from) => {
                let Some(other) = &mut self.other else { return };
                if from == side {
                    other.question = self.question.clone();
                    other.wished_stage = self.wished_stage;
                } else {
                    self.question = other.question.clone();
                    self.wished_stage = other.wished_stage;
                }
            }
        }
    }

    /// Makes the other setting the one that is changed.
    pub(super) fn switch_side(&mut self) {
        if let Some(other) = &mut self.other {
            std::mem::swap(&mut self.question, &mut other.question);
            std::mem::swap(&mut self.wished_stage, &mut other.wished_stage);
            other.is_first = !other.is_first;
        }
    }

    /// Returns whether both settings are of the same mineral.
    pub(super) fn pair_is_of_one_mineral(&self) -> bool {
        let is_same = |other: &Other| other.question.commodity == self.question.commodity;
        self.side().is_some() && self.other.as_ref().is_some_and(is_same)
    }
}
