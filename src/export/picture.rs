use egui::{Frame, Margin, Rect, Ui, UiBuilder, Vec2, vec2};

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
    let beside: Vec<Chart> = recipe.beside.iter().map(|view| models(dataset, view).0).collect();
    let Sheet { page, pixels_per_point, rim_pt } = Sheet::of(recipe);
    let style = Style::new(recipe.theme, recipe.text_scale);
    let charts: Vec<&Chart> = std::iter::once(&chart).chain(&beside).collect();
    let draw = |ui: &mut Ui| sheet_ui(ui, rim_pt, &charts, &tiles, style);
    let picture = paint_with(&page, |context| style.apply(context), draw, fallback)?;
    let recipe_json = serde_json::to_string(recipe).map_err(|source| ExportError::Recipe { source })?;
    let words = |words: fn(&Chart) -> &str| charts.iter().map(|chart| words(chart)).collect::<Vec<_>>().join("; ");
    let labels = Labels { title: words(Chart::title), description: words(Chart::description), recipe_json };
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
    // Several views share the page's room, which tiles of one of them would take.
    let tiles = if recipe.show_shift && recipe.chart.has_tiles(&recipe.chart_options()) && recipe.beside.is_empty() {
        shift::shift(&answer(dataset, question), &chain(dataset, question))
    } else {
        Shift::default()
    };
    (chart, tiles)
}

/// Draws the sheet: its ground, and the page or pages inside its rim.
fn sheet_ui(ui: &mut Ui, rim_pt: f32, charts: &[&Chart], tiles: &Shift, style: Style) -> Vec<NamedGroup> {
    let mut groups = Groups::new();
    ui.painter().rect_filled(ui.max_rect(), 0.0, style.colours().background);
    let inner = ui.max_rect().shrink(rim_pt);
    let (columns, rows) = columns_and_rows(charts.len(), inner.size());
    // Nearly as if each were drawn on a page of its own, and the pages then brought together: text a little larger, as it
    // is read at the same distance.
    let smaller = Style { text_scale: style.text_scale * (columns * rows).powf(-0.42), ..style };
    let size = inner.size() / vec2(columns, rows);
    let (mut column, mut row) = (0.0, 0.0);
    for (place, chart) in charts.iter().enumerate() {
        let cell = Rect::from_min_size(inner.min + vec2(column, row) * size, size);
        ui.scope_builder(UiBuilder::new().max_rect(cell).id_salt(place), |ui| {
            page_ui(ui, chart, tiles, smaller, &mut groups);
        });
        column += 1.0;
        if column >= columns {
            (column, row) = (0.0, row + 1.0);
        }
    }
    groups.finish()
}

/// Returns how many pages stand beside each other, and how many above each other, so that each is about as wide as a slide.
fn columns_and_rows(count: usize, size: Vec2) -> (f32, f32) {
    const SLIDE: f32 = 16.0 / 10.0;
    #[expect(clippy::cast_precision_loss, reason = "a few views")]
    let all = (1..=count.max(1)).map(|columns| (columns as f32, count.max(1).div_ceil(columns) as f32));
    let stretch = |(columns, rows): &(f32, f32)| (size.x / columns / (size.y / rows) / SLIDE).ln().abs();
    all.min_by(|left, right| stretch(left).total_cmp(&stretch(right))).unwrap_or((1.0, 1.0))
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
