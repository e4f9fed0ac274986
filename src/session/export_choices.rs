use crate::charts::palette::Theme;
use crate::data::Dataset;
use crate::export::{A4_LANDSCAPE_PX, A4_PORTRAIT_PX, FileFormat, Recipe, file_stem};

use super::Document;

/// What a person chose for the picture to save.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportChoices {
    /// The format of a picture, or of its numbers.
    pub format: FileFormat,
    /// The format of a table that is looked through.
    pub table_format: FileFormat,
    /// Width in pixels at scale 1.
    pub width: u32,
    /// Height in pixels at scale 1.
    pub height: u32,
    /// How many times as many pixels.
    pub scale: f32,
    /// Scale of all text, relative to the picture.
    pub text_scale: f32,
    /// Light, dark or for paper.
    pub theme: Theme,
    /// Which of the centre's views are saved.
    pub views: Views,
    /// Whether the tiles stand under the chart.
    pub show_shift: bool,
    /// A title of one's own; the chart's own when empty.
    pub title: String,
    /// A line of one's own above the source line.
    pub note: String,
    /// A path typed by hand, for computers without a file dialog.
    pub path: String,
}

/// Which of several views are saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Views {
    /// The one whose controls are shown.
    #[default]
    This,
    /// All of them, a file each.
    Each,
    /// All of them on one page.
    Page,
}

impl Views {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::This, Self::Each, Self::Page];

    /// Returns the name on a button.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::This => "This view",
            Self::Each => "All, a file each",
            Self::Page => "All on one page",
        }
    }
}

/// Sizes offered by name: what it is for, width, height.
pub const SIZE_PRESETS: [(&str, u32, u32); 6] = [
    ("Slide 1920 × 1080", 1920, 1080),
    ("4K 3840 × 2160", 3840, 2160),
    ("Square 1080 × 1080", 1080, 1080),
    ("4:3 1600 × 1200", 1600, 1200),
    ("A4 landscape at 300 dpi", A4_LANDSCAPE_PX.0, A4_LANDSCAPE_PX.1),
    ("A4 portrait at 300 dpi", A4_PORTRAIT_PX.0, A4_PORTRAIT_PX.1),
];

impl ExportChoices {
    /// Returns which views are saved of a document: of one view, that one; of numbers, no page.
    #[must_use]
    pub fn views_of(&self, document: &Document) -> Views {
        if document.panes.is_one() || self.views == Views::Page && self.format.is_table() {
            return Views::This;
        }
        self.views
    }

    /// Returns the recipe of the picture chosen for a document: of the view whose controls are shown, or of the page of
    /// all views.
    #[must_use]
    pub fn recipe(&self, dataset: &Dataset, document: &Document) -> Recipe {
        if self.views_of(document) != Views::Page {
            return self.recipe_of_view(dataset, document);
        }
        let mut views = self.recipes(dataset, document).into_iter();
        let Some(first) = views.next() else { return self.recipe_of_view(dataset, document) };
        Recipe { beside: views.collect(), ..first }
    }

    /// Returns the recipes of all views of a document, in order.
    #[must_use]
    pub fn recipes(&self, dataset: &Dataset, document: &Document) -> Vec<Recipe> {
        document.in_places().iter().map(|view| self.recipe_of_view(dataset, view)).collect()
    }

    fn recipe_of_view(&self, dataset: &Dataset, document: &Document) -> Recipe {
        let own = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let recipe = Recipe {
            chart: document.view,
            compare_reserves: document.compare_reserves,
            compare_edition: document.compare_edition.clone(),
            trend: document.trend,
            ladder: document.ladder,
            choices: document.choices.of_kind(document.view),
            show_shift: self.show_shift,
            title: own(&self.title),
            note: own(&self.note),
            width_px: self.width,
            height_px: self.height,
            scale: self.scale,
            text_scale: self.text_scale,
            theme: self.theme,
            ..Recipe::slide(dataset, document.chart_question().clone())
        };
        match document.second_question() {
            Some(other) => recipe.compared_with(dataset, other.clone()),
            None => recipe,
        }
    }

    /// Returns the name offered for the file: what is shown, blocs and date of membership, safe on every system.
    #[must_use]
    pub fn file_name(&self, document: &Document) -> String {
        let stem = file_stem(document.chart_question(), document.view, &document.chart_options());
        let ending = self.format.extension();
        match self.views_of(document) {
            Views::This => format!("{stem}.{ending}"),
            Views::Each | Views::Page => format!("{stem}_{}-views.{ending}", document.panes.layout().count()),
        }
    }
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            format: FileFormat::Png,
            table_format: FileFormat::Xlsx,
            width: 1920,
            height: 1080,
            scale: 1.0,
            text_scale: 1.0,
            theme: Theme::Light,
            views: Views::default(),
            show_shift: true,
            title: String::new(),
            note: String::new(),
            path: String::new(),
        }
    }
}
