use serde::{Deserialize, Serialize};

use crate::charts::palette::Theme;
use crate::data::Dataset;
use crate::model::Question;

/// How to make a picture again: the question and everything that decides its look. Every picture carries its recipe.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// Version of this structure.
    pub recipe_version: u32,
    /// Version of the program that made the picture.
    pub app_version: String,
    /// Fingerprint of the dataset.
    pub dataset: String,
    /// The question.
    pub question: Question,
    /// The kind of chart.
    pub chart: ChartKind,
    /// Whether reserves stand beside production.
    pub compare_reserves: bool,
    /// Whether the tiles with the shift stand under the chart.
    pub show_shift: bool,
    /// A title in place of the chart's own.
    pub title: Option<String>,
    /// A line above the source line.
    pub note: Option<String>,
    /// Width in pixels at scale 1.
    pub width_px: u32,
    /// Height in pixels at scale 1.
    pub height_px: u32,
    /// How many times as many pixels.
    pub scale: f32,
    /// Scale of all text.
    pub text_scale: f32,
    /// Light or dark.
    pub theme: Theme,
}

/// The kinds of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// Ranked bars.
    Shares,
}

impl ChartKind {
    /// All kinds.
    pub const ALL: [Self; 1] = [Self::Shares];

    /// Returns the word used on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Shares => "shares",
        }
    }
}

impl Recipe {
    /// The version of recipes that this program writes.
    pub const VERSION: u32 = 2;

    /// Returns the recipe of a slide (1920 × 1080, light, with reserves and the shift) of a question.
    #[must_use]
    pub fn slide(dataset: &Dataset, question: Question) -> Self {
        Self {
            recipe_version: Self::VERSION,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            dataset: dataset.fingerprint.clone(),
            question,
            chart: ChartKind::Shares,
            compare_reserves: true,
            show_shift: true,
            title: None,
            note: None,
            width_px: 1920,
            height_px: 1080,
            scale: 1.0,
            text_scale: 1.0,
            theme: Theme::Light,
        }
    }
}
