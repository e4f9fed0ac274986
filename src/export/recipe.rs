use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::charts::ladder::LadderOptions;
use crate::charts::palette::Theme;
use crate::charts::trend::TrendOptions;
use crate::charts::{ChartKind, ChartOptions, Choices, Compare};
use crate::data::Dataset;
use crate::model::{EditionChoice, EditionId, OwnBloc, Question};

use super::ExportError;

/// How to make a picture again: the question and everything that decides its look. Every picture carries its recipe.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// Version of this structure.
    pub recipe_version: u32,
    /// Version of the program that made the picture.
    pub app_version: String,
    /// Fingerprint of the dataset.
    pub dataset: String,
    /// The file of a person's own that the figures are of; nothing for bundled ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnData>,
    /// The question.
    pub question: Question,
    /// The question of B, where two settings are compared; `question` is that of A.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Box<Question>>,
    /// The file of a person's own that the figures of B are of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_own: Option<OwnData>,
    /// The switched-on blocs that a person made, in full.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_blocs: Vec<OwnBloc>,
    /// The kind of chart.
    pub chart: ChartKind,
    /// Whether reserves stand beside production.
    pub compare_reserves: bool,
    /// The edition or dataset that stands beside the shown one, in place of reserves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare_edition: Option<EditionId>,
    /// What a trend shows.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub trend: TrendOptions,
    /// What a shift shows.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub ladder: LadderOptions,
    /// What is chosen of the kind of chart, where it declares its choices.
    #[serde(default, skip_serializing_if = "Choices::is_usual")]
    pub choices: Choices,
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
    /// Light, dark or for paper.
    pub theme: Theme,
    /// The views that stand on the same page after this one, without tiles; the size of the page is this one's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Self>,
}

/// A file of a person's own, as a recipe states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnData {
    /// Its name, without folders.
    pub file_name: String,
    /// SHA-256 of its content, in hexadecimal.
    pub fingerprint: String,
    /// Names of countries in it that a person assigned, as written, and what to: its figures depend on them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
}

impl OwnData {
    /// Returns the file that a question's figures are of; nothing for bundled ones and for a file that is not open.
    fn of(dataset: &Dataset, question: &Question) -> Option<Self> {
        let EditionChoice::Of(edition) = &question.edition else { return None };
        let file = dataset.opened_file(edition)?;
        let (file_name, names) = (file.file_name.clone(), file.names.clone());
        Some(Self { file_name, fingerprint: file.fingerprint.clone(), names })
    }
}

/// Returns the blocs of a person's own that any of the questions switches on.
fn own_blocs_of(dataset: &Dataset, questions: &[&Question]) -> Vec<OwnBloc> {
    let is_on = |own: &&OwnBloc| questions.iter().any(|question| question.blocs.contains(&own.bloc.id));
    dataset.own_blocs().iter().filter(is_on).cloned().collect()
}

/// Returns whether options are what they usually are.
fn is_usual<T: Default + PartialEq>(options: &T) -> bool {
    *options == T::default()
}

/// What every version of a recipe states.
#[derive(Deserialize)]
struct Stated {
    recipe_version: u64,
    #[serde(default)]
    app_version: String,
}

impl Recipe {
    /// The version of recipes that this program writes.
    pub const VERSION: u32 = 5;
    /// Least and most of width and height, in pixels.
    pub const SIDES_PX: (u32, u32) = (200, 16_000);
    /// Least and most of the scale of pixels.
    pub const SCALES: (f32, f32) = (0.1, 8.0);
    /// The most views that stand on a page with another one.
    pub const MOST_BESIDE: usize = 11;
    /// Least and most of the scale of text.
    pub const TEXT_SCALES: (f32, f32) = (0.5, 4.0);

    /// Reads a recipe as [`recipe_in`](super::recipe_in) finds it, or as it stands in a file of its own.
    ///
    /// # Errors
    /// [`ExportError::NoRecipe`] when it is none, [`ExportError::RecipeNewer`] when a later program wrote it, and
    /// [`ExportError::RecipeRange`] for sizes that no picture is made with.
    pub fn read(json: &str) -> Result<Self, ExportError> {
        let stated: Stated = serde_json::from_str(json).map_err(|source| ExportError::NoRecipe { source })?;
        if stated.recipe_version > u64::from(Self::VERSION) {
            return Err(ExportError::RecipeNewer {
                version: stated.recipe_version,
                known: Self::VERSION,
                app_version: format!("Lodescope {}", stated.app_version),
            });
        }
        let recipe: Self = serde_json::from_str(json).map_err(|source| ExportError::NoRecipe { source })?;
        recipe.check()?;
        Ok(recipe)
    }

    /// Returns an error unless all numbers are ones that pictures are made with.
    fn check(&self) -> Result<(), ExportError> {
        let sides = (f64::from(Self::SIDES_PX.0), f64::from(Self::SIDES_PX.1));
        #[expect(clippy::cast_precision_loss, reason = "a number of views")]
        let count = |count: usize| count as f64;
        let wide = |(least, most): (f32, f32)| (f64::from(least), f64::from(most));
        let numbers = [
            ("recipe_version", f64::from(self.recipe_version), (1.0, f64::from(Self::VERSION))),
            ("width_px", f64::from(self.width_px), sides),
            ("height_px", f64::from(self.height_px), sides),
            ("scale", f64::from(self.scale), wide(Self::SCALES)),
            ("text_scale", f64::from(self.text_scale), wide(Self::TEXT_SCALES)),
            ("views beside it", count(self.beside.len()), (0.0, count(Self::MOST_BESIDE))),
        ];
        if let Some((name, value, (least, most))) =
            numbers.into_iter().find(|(_, value, (least, most))| !(*least..=*most).contains(value))
        {
            return Err(ExportError::RecipeRange { name, value, least, most });
        }
        self.beside.iter().try_for_each(Self::check)
    }

    /// Returns the recipe as this program draws it from a dataset: what it states of both is then true again.
    #[must_use]
    pub fn made_here(self, dataset: &Dataset) -> Self {
        Self {
            recipe_version: Self::VERSION,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            dataset: dataset.fingerprint.clone(),
            own: OwnData::of(dataset, &self.question).or(self.own),
            own_blocs: own_blocs_of(
                dataset,
                &std::iter::once(&self.question).chain(self.other.as_deref()).collect::<Vec<_>>(),
            ),
            other_own: self.other.as_ref().and_then(|other| OwnData::of(dataset, other)).or(self.other_own),
            beside: self.beside.into_iter().map(|view| view.made_here(dataset)).collect(),
            ..self
        }
    }

    /// Returns an error unless the data that the picture shows are open: it would say nothing of them.
    ///
    /// # Errors
    /// [`ExportError::NotOpen`] for figures of a person's own file that is not part of the dataset.
    pub fn check_open(&self, dataset: &Dataset) -> Result<(), ExportError> {
        let check = |question: &Question, own: Option<&OwnData>| match &question.edition {
            EditionChoice::Of(edition) if edition.is_own() && dataset.edition(edition).is_none() => {
                let name = own.map_or_else(|| edition.own_name(), |own| own.file_name.clone());
                let fingerprint = own.map(|own| own.fingerprint.clone()).unwrap_or_default();
                Err(ExportError::NotOpen { name, fingerprint })
            }
            _ => Ok(()),
        };
        check(&self.question, self.own.as_ref())?;
        self.other.as_ref().map_or(Ok(()), |other| check(other, self.other_own.as_ref()))?;
        self.beside.iter().try_for_each(|view| view.check_open(dataset))
    }

    /// Returns the recipe of a picture that compares its question, as A, with another one, as B.
    #[must_use]
    pub fn compared_with(self, dataset: &Dataset, other: Question) -> Self {
        Self {
            chart: ChartKind::Pair,
            own_blocs: own_blocs_of(dataset, &[&self.question, &other]),
            other_own: OwnData::of(dataset, &other),
            other: Some(Box::new(other)),
            ..self
        }
    }

    /// Returns the views of the picture: this one, and those that stand beside it.
    #[must_use]
    pub fn views(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.beside.iter().flat_map(Self::views)).collect()
    }

    /// Changes each view of the picture.
    pub fn for_each_view(&mut self, change: &mut impl FnMut(&mut Self)) {
        change(self);
        self.beside.iter_mut().for_each(|view| view.for_each_view(change));
    }

    /// Returns the question of this view, and that of B where it compares two.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        std::iter::once(&self.question).chain(self.other.as_deref())
    }

    /// Returns the same to be changed.
    pub fn questions_mut(&mut self) -> impl Iterator<Item = &mut Question> {
        std::iter::once(&mut self.question).chain(self.other.as_deref_mut())
    }

    /// Returns the blocs of a person's own that any view carries.
    #[must_use]
    pub fn all_own_blocs(&self) -> Vec<OwnBloc> {
        self.views().iter().flat_map(|view| view.own_blocs.iter().cloned()).collect()
    }

    /// Returns what is chosen of the chart besides its question.
    #[must_use]
    pub fn chart_options(&self) -> ChartOptions {
        let compare = Compare::stored(self.compare_reserves, self.compare_edition.as_ref());
        let choices = self.choices.of_kind(self.chart);
        ChartOptions { compare, trend: self.trend, ladder: self.ladder, choices, other: self.other.clone() }
    }

    /// Returns the recipe as a file of its own: in lines, to be read and changed by hand.
    ///
    /// # Errors
    /// [`ExportError::Recipe`] when it cannot be written down.
    pub fn to_pretty_json(&self) -> Result<String, ExportError> {
        serde_json::to_string_pretty(self).map_err(|source| ExportError::Recipe { source })
    }

    /// Returns the recipe of a slide (1920 × 1080, light, with reserves and the shift) of a question.
    #[must_use]
    pub fn slide(dataset: &Dataset, question: Question) -> Self {
        Self {
            recipe_version: Self::VERSION,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            dataset: dataset.fingerprint.clone(),
            own: OwnData::of(dataset, &question),
            own_blocs: own_blocs_of(dataset, &[&question]),
            other: None,
            other_own: None,
            question,
            chart: ChartKind::Shares,
            compare_reserves: true,
            compare_edition: None,
            trend: TrendOptions::default(),
            ladder: LadderOptions::default(),
            choices: Choices::default(),
            show_shift: true,
            title: None,
            note: None,
            width_px: 1920,
            height_px: 1080,
            scale: 1.0,
            text_scale: 1.0,
            theme: Theme::Light,
            beside: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::opening_question;
    use crate::data::embedded;

    fn recipe() -> Recipe {
        let dataset = embedded().unwrap();
        let question = opening_question(&dataset).unwrap();
        Recipe {
            text_scale: 1.1,
            scale: 0.7,
            title: Some("“A” <b>\n\u{1f}".to_owned()),
            ..Recipe::slide(&dataset, question)
        }
    }

    #[test]
    fn a_recipe_is_read_as_written_in_one_line_or_many() {
        let recipe = recipe();
        assert_eq!(Recipe::read(&serde_json::to_string(&recipe).unwrap()).unwrap(), recipe);
        assert_eq!(Recipe::read(&recipe.to_pretty_json().unwrap()).unwrap(), recipe);
    }

    #[test]
    fn a_recipe_from_the_future_is_refused_with_what_to_do() {
        let future = r#"{"recipe_version": 90, "app_version": "9.1.0", "chart": "hologram"}"#;
        let error = Recipe::read(future).unwrap_err().to_string();
        for part in ["version 90", "up to ", "newer Lodescope", "Lodescope 9.1.0"] {
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn what_is_no_recipe_is_refused() {
        for other in ["", "{", "[]", "{}", r#"{"recipe_version": 1}"#, r#"{"recipe_version": -1}"#] {
            assert!(matches!(Recipe::read(other), Err(ExportError::NoRecipe { .. })), "{other}");
        }
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        let good = recipe();
        let bad = [
            Recipe { recipe_version: 0, ..good.clone() },
            Recipe { width_px: 0, ..good.clone() },
            Recipe { height_px: u32::MAX, ..good.clone() },
            Recipe { scale: 1e9, ..good.clone() },
            Recipe { text_scale: -1.0, ..good },
        ];
        for recipe in bad {
            let json = serde_json::to_string(&recipe).unwrap();
            assert!(matches!(Recipe::read(&json), Err(ExportError::RecipeRange { .. })), "{json}");
        }
    }
}
