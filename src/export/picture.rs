use egui::{Frame, Margin, Ui, UiBuilder, vec2};

use crate::analysis::{answer, chain};
use crate::charts::fonts::Fallback;
use crate::charts::groups::{Groups, NamedGroup};
use crate::charts::shift::{self, Shift};
use crate::charts::style::Style;
use crate::charts::{Chart, Fit, Looking, chart};
use crate::data::Dataset;

use super::sheet::Sheet;
use super::xlsx::{about_chart, to_xlsx};
use super::{
    ExportError, FileFormat, Labels, Picture, Pixels, Recipe, SvgOptions, paint_with, to_pdf, to_pixels, to_png, to_svg,
};

/// Space around the chart, in points.
const MARGIN_PT: f32 = 26.0;
/// The tiles take at most this part of the height.
const MOST_OF_TILES: f32 = 0.28;

/// A picture made by a recipe, ready to be written in any format.
#[derive(Debug, Clone)]
pub struct Made {
    picture: Picture,
    labels: Labels,
    svg: String,
    /// Pixels per point at the recipe's scale.
    pixels_per_point: f32,
    /// The chart, for its numbers and words.
    pub chart: Chart,
}

/// Makes the picture of a recipe from a dataset. The same recipe and data give the same bytes.
///
/// # Errors
/// [`ExportError`] when the page has no area, the drawing cannot be put into a file, or its data are not open.
pub fn make(dataset: &Dataset, recipe: &Recipe) -> Result<Made, ExportError> {
    make_with(dataset, recipe, &Fallback::system())
}

/// Makes a picture as [`make`] does, taking fonts for what ours lack from the given place.
///
/// # Errors
/// As [`make`].
pub fn make_with(dataset: &Dataset, recipe: &Recipe, fallback: &Fallback) -> Result<Made, ExportError> {
    recipe.check_open(dataset)?;
    let (chart, tiles) = models(dataset, recipe);
    let Sheet { page, pixels_per_point, rim_pt } = Sheet::of(recipe);
    let style = Style::new(recipe.theme, recipe.text_scale);
    let draw = |ui: &mut Ui| sheet_ui(ui, rim_pt, &chart, &tiles, style);
    let picture = paint_with(&page, |context| style.apply(context), draw, fallback)?;
    let recipe_json = serde_json::to_string(recipe).map_err(|source| ExportError::Recipe { source })?;
    let labels = Labels { title: chart.title().to_owned(), description: chart.description().to_owned(), recipe_json };
    let svg = to_svg(&picture, &labels, SvgOptions::default())?;
    Ok(Made { picture, labels, svg, pixels_per_point, chart })
}

impl Made {
    /// Returns the shapes of the picture, for a look at where they are.
    #[must_use]
    pub fn picture(&self) -> &Picture {
        &self.picture
    }

    /// Returns the picture as SVG.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// Returns the bytes of a file of the given format: the picture, or the numbers it draws.
    ///
    /// # Errors
    /// As the format's own function.
    pub fn bytes(&self, format: FileFormat) -> Result<Vec<u8>, ExportError> {
        match format {
            FileFormat::Png => self.png(),
            FileFormat::Svg => Ok(self.svg.as_bytes().to_vec()),
            FileFormat::Pdf => self.pdf(),
            FileFormat::Csv => Ok(self.chart.table().to_csv().into_bytes()),
            FileFormat::Xlsx => {
                let table = self.chart.table();
                to_xlsx(&table.names().collect::<Vec<_>>(), table.whole_rows(), &about_chart(&self.chart, &self.labels))
            }
        }
    }

    /// Returns the picture as PNG.
    ///
    /// # Errors
    /// [`ExportError`] when it would have too many pixels.
    pub fn png(&self) -> Result<Vec<u8>, ExportError> {
        to_png(&self.svg, &self.picture.faces, &self.picture.page, self.pixels_per_point, &self.labels)
    }

    /// Returns the picture as the pixels that its PNG has.
    ///
    /// # Errors
    /// As [`Made::png`].
    pub fn pixels(&self) -> Result<Pixels, ExportError> {
        to_pixels(&self.svg, &self.picture.faces, &self.picture.page, self.pixels_per_point)
    }

    /// Returns the picture as pixels, at most `width_px` wide and `height_px` high, for a preview.
    ///
    /// # Errors
    /// [`ExportError`] when that is no size.
    pub fn preview(&self, width_px: f32, height_px: f32) -> Result<Pixels, ExportError> {
        let page = &self.picture.page;
        to_pixels(&self.svg, &self.picture.faces, page, (width_px / page.width_pt).min(height_px / page.height_pt))
    }

    /// Returns the picture as PDF.
    ///
    /// # Errors
    /// [`ExportError`] when the page cannot be written.
    pub fn pdf(&self) -> Result<Vec<u8>, ExportError> {
        to_pdf(&self.picture, &self.labels)
    }
}

/// Returns the models that a recipe draws.
fn models(dataset: &Dataset, recipe: &Recipe) -> (Chart, Shift) {
    let question = &recipe.question;
    let mut chart = chart(dataset, question, recipe.chart, &recipe.chart_options());
    if let Some(title) = &recipe.title {
        chart.set_title(title);
    }
    if let Some(note) = &recipe.note {
        chart.add_note(note);
    }
    let tiles = if recipe.show_shift && recipe.chart.has_tiles() {
        shift::shift(&answer(dataset, question), &chain(dataset, question))
    } else {
        Shift::default()
    };
    (chart, tiles)
}

/// Draws the sheet: its ground, and the page inside its rim.
fn sheet_ui(ui: &mut Ui, rim_pt: f32, chart: &Chart, tiles: &Shift, style: Style) -> Vec<NamedGroup> {
    let mut groups = Groups::new();
    ui.painter().rect_filled(ui.max_rect(), 0.0, style.colours().background);
    let inner = ui.max_rect().shrink(rim_pt);
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| page_ui(ui, chart, tiles, style, &mut groups));
    groups.finish()
}

/// Draws the page: the chart, and the tiles at its foot.
fn page_ui(ui: &mut Ui, chart: &Chart, tiles: &Shift, style: Style, groups: &mut Groups) {
    let page = ui.available_size();
    let colours = style.colours();
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let tile_style = style_of_tiles(ui, tiles, style);
    let foot = if tiles.tiles.is_empty() { 0.0 } else { shift::least_height(ui, tiles, tile_style, page.x) };
    let body = vec2(page.x - 2.0 * MARGIN_PT, page.y - foot - 1.6 * MARGIN_PT);
    #[expect(clippy::cast_possible_truncation, reason = "a small constant")]
    let margin = Margin::symmetric(MARGIN_PT as i8, (MARGIN_PT * 0.8) as i8);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.allocate_ui(body, |ui| {
            // Nobody stands in a year of a page.
            chart.draw(ui, &Looking::default(), style, Fit::Page, groups);
        });
    });
    if foot > 0.0 {
        Frame::new().fill(colours.panel).show(ui, |ui| {
            ui.allocate_ui(vec2(page.x, foot), |ui| shift::draw(ui, tiles, tile_style, groups));
        });
    }
}

/// Returns the style at which the tiles leave most of the page to the chart: their text shrinks until they do.
fn style_of_tiles(ui: &Ui, tiles: &Shift, style: Style) -> Style {
    let page = ui.available_size();
    let sizes = (0..12).map(|step| Style { text_scale: style.text_scale * 0.9_f32.powi(step), ..style });
    let fits = |style: &Style| {
        shift::least_height(ui, tiles, *style, page.x) <= page.y * MOST_OF_TILES
            && !shift::is_cramped(ui, tiles, *style, page.x)
    };
    let smallest = sizes.clone().next_back().unwrap_or(style);
    sizes.into_iter().find(fits).unwrap_or(smallest)
}
