use egui::{Frame, Margin, Ui, vec2};

use crate::analysis::{answer, chain, reserves_beside};
use crate::charts::Fit;
use crate::charts::groups::{Groups, NamedGroup};
use crate::charts::shares::{self, ShareChart};
use crate::charts::shift::{self, Shift};
use crate::charts::style::Style;
use crate::data::Dataset;

use super::sheet::Sheet;
use super::{
    ExportError, FileFormat, Labels, Picture, Pixels, Recipe, SvgOptions, paint, to_pdf, to_pixels, to_png, to_svg,
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
    pub chart: ShareChart,
}

/// Makes the picture of a recipe from a dataset. The same recipe and data give the same bytes.
///
/// # Errors
/// [`ExportError`] when the page has no area or the drawing cannot be put into a file.
pub fn make(dataset: &Dataset, recipe: &Recipe) -> Result<Made, ExportError> {
    let (chart, tiles) = models(dataset, recipe);
    let Sheet { page, pixels_per_point } = Sheet::of(recipe);
    let style = Style::new(recipe.theme, recipe.text_scale);
    let picture = paint(&page, |context| style.apply(context), |ui| page_ui(ui, &chart, &tiles, style))?;
    let recipe_json = serde_json::to_string(recipe).map_err(|source| ExportError::Recipe { source })?;
    let labels = Labels { title: chart.title.clone(), description: chart.description.clone(), recipe_json };
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
            FileFormat::Csv => Ok(self.chart.table.to_csv().into_bytes()),
        }
    }

    /// Returns the picture as PNG.
    ///
    /// # Errors
    /// [`ExportError`] when it would have too many pixels.
    pub fn png(&self) -> Result<Vec<u8>, ExportError> {
        to_png(&self.svg, &self.picture.page, self.pixels_per_point, &self.labels)
    }

    /// Returns the picture as pixels, at most `width_px` wide and `height_px` high, for a preview.
    ///
    /// # Errors
    /// [`ExportError`] when that is no size.
    pub fn preview(&self, width_px: f32, height_px: f32) -> Result<Pixels, ExportError> {
        let page = &self.picture.page;
        to_pixels(&self.svg, page, (width_px / page.width_pt).min(height_px / page.height_pt))
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
fn models(dataset: &Dataset, recipe: &Recipe) -> (ShareChart, Shift) {
    let answered = answer(dataset, &recipe.question);
    let reserves = recipe.compare_reserves.then(|| reserves_beside(dataset, &recipe.question)).and_then(Result::ok);
    let mut chart = shares::chart(dataset, &answered, reserves.as_ref());
    if let Some(title) = &recipe.title {
        chart.title.clone_from(title);
    }
    chart.notes.extend(recipe.note.clone());
    let tiles =
        if recipe.show_shift { shift::shift(&answered, &chain(dataset, &recipe.question)) } else { Shift::default() };
    (chart, tiles)
}

/// Draws the page: the chart, and the tiles at its foot.
fn page_ui(ui: &mut Ui, chart: &ShareChart, tiles: &Shift, style: Style) -> Vec<NamedGroup> {
    let mut groups = Groups::new();
    let page = ui.available_size();
    let colours = style.colours();
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ui.painter().rect_filled(ui.max_rect(), 0.0, colours.background);
    let tile_style = style_of_tiles(ui, tiles, style);
    let foot = if tiles.tiles.is_empty() { 0.0 } else { shift::least_height(ui, tiles, tile_style, page.x) };
    let body = vec2(page.x - 2.0 * MARGIN_PT, page.y - foot - 1.6 * MARGIN_PT);
    #[expect(clippy::cast_possible_truncation, reason = "a small constant")]
    let margin = Margin::symmetric(MARGIN_PT as i8, (MARGIN_PT * 0.8) as i8);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.allocate_ui(body, |ui| shares::draw(ui, chart, style, Fit::Page, &mut groups));
    });
    if foot > 0.0 {
        Frame::new().fill(colours.panel).show(ui, |ui| {
            ui.allocate_ui(vec2(page.x, foot), |ui| shift::draw(ui, tiles, tile_style, &mut groups));
        });
    }
    groups.finish()
}

/// Returns the style at which the tiles leave most of the page to the chart: their text shrinks until they do.
fn style_of_tiles(ui: &Ui, tiles: &Shift, style: Style) -> Style {
    let page = ui.available_size();
    let sizes = (0..12).map(|step| Style { text_scale: style.text_scale * 0.9_f32.powi(step), ..style });
    let fits = |style: &Style| shift::least_height(ui, tiles, *style, page.x) <= page.y * MOST_OF_TILES;
    let smallest = sizes.clone().next_back().unwrap_or(style);
    sizes.into_iter().find(fits).unwrap_or(smallest)
}
