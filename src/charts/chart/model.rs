use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::data::Dataset;
use crate::model::{ModelError, Question};

use super::{About, Asked, Chart, ChartKind, ChartOptions, Kept, Scope};

/// Returns the chart of a kind that answers a question.
#[must_use]
pub fn chart(dataset: &Dataset, question: &Question, kind: ChartKind, options: &ChartOptions) -> Chart {
    chart_keeping(dataset, question, kind, options, &mut Kept::default())
}

/// Returns the chart of a kind as [`chart`] does; what takes longer than the chart is taken from `kept`, and kept there
/// for the next one.
#[must_use]
pub fn chart_keeping(
    dataset: &Dataset,
    question: &Question,
    kind: ChartKind,
    options: &ChartOptions,
    kept: &mut Kept,
) -> Chart {
    Chart::of(kind, Asked { dataset, question, options }, kept)
}

impl ChartKind {
    /// Returns the word used in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.about().id
    }

    /// Returns the name on the view strip.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// Returns one line that says what it shows.
    #[must_use]
    pub fn gloss(self) -> &'static str {
        self.about().gloss
    }

    /// Returns whether the tiles with the shift of one stage in one year belong under it, where so much is chosen besides.
    #[must_use]
    pub fn has_tiles(self, options: &ChartOptions) -> bool {
        self.about().has_tiles && self.scope(options) == Scope::ONE
    }

    /// Returns what of the question it is about, where so much is chosen besides.
    #[must_use]
    pub fn scope(self, options: &ChartOptions) -> Scope {
        let About { scope, .. } = self.about();
        scope(options)
    }
}

#[expect(clippy::derivable_impls, reason = "the list of kinds is made by a macro that knows no usual one")]
impl Default for ChartKind {
    fn default() -> Self {
        Self::Shares
    }
}

impl fmt::Display for ChartKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id())
    }
}

impl FromStr for ChartKind {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        Self::ALL.iter().copied().find(|kind| kind.id() == text).ok_or_else(|| ModelError::NotAWord {
            what: "kind of chart",
            text: text.to_owned(),
            valid: Self::ALL.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(", "),
        })
    }
}

impl Serialize for ChartKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for ChartKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
