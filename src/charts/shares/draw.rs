use std::sync::Arc;

use egui::{Color32, Galley, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use egui_plot::{AxisHints, GridMark, Plot};

use crate::charts::frame::{Fit, Frame, Placed, one_line, one_line_to_the_left, place, wrapped};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};
use crate::charts::wording::NO_BREAK;

use super::model::ShareChart;
use super::rows::{BarRow, Beside, Mark, RowKey};

/// Bars are drawn this much thicker than the text beside them is tall, at most.
const ROOMIEST_PITCH: f32 = 2.9;

/// Draws the chart into all of `ui`'s available space.
pub fn draw(ui: &mut Ui, chart: &ShareChart, style: Style, fit: Fit, groups: &mut Groups) {
    let rect = ui.available_rect_before_wrap();
    let frame = frame_of(chart);
    match fit {
        Fit::Page => {
            let style = style_for_page(ui, chart, &frame, style, rect);
            let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
            draw_inner(ui, chart, style, fit, inner, groups);
        }
        Fit::Scroll => {
            let placed = Placed::new(ui, &frame, style, rect.width());
            let room = rect.height() - placed.outer_height();
            let rows = Sizes::fitting(ui, chart, style, room).rows_height(chart);
            if room >= rows.min(rect.height() * LEAST_ROOM) {
                let inner = placed.paint(ui, rect, groups);
                scrolled_ui(ui, inner, rows, style, |ui| {
                    let inner = ui.available_rect_before_wrap();
                    draw_inner(ui, chart, style, fit, inner, groups);
                });
            } else {
                // Little is left between title and source: everything scrolls together.
                scrolled_ui(ui, rect, placed.outer_height() + rows, style, |ui| {
                    let rect = ui.available_rect_before_wrap();
                    let inner = Placed::new(ui, &frame, style, rect.width()).paint(ui, rect, groups);
                    draw_inner(ui, chart, style, fit, inner, groups);
                });
            }
        }
    }
    ui.advance_cursor_after_rect(rect);
}

/// The bars get at least this part of the height; else texts shrink on a page, and scroll in a window.
const LEAST_ROOM: f32 = 0.42;

/// Returns the style at which the texts leave the bars their room on a page: the foot shrinks first, then all text.
fn style_for_page(ui: &Ui, chart: &ShareChart, frame: &Frame<'_>, style: Style, rect: Rect) -> Style {
    let leaves_room = |style: Style| {
        let room = rect.height() - Placed::new(ui, frame, style, rect.width()).outer_height();
        let rows = Sizes::fitting(ui, chart, style, 0.0).rows_height(chart);
        // Bars fold when there is no room for all of them, rows of words don't.
        room >= if chart.empty.is_some() { rows } else { rows.min(rect.height() * LEAST_ROOM) }
    };
    let feet = [1.0, 0.85, 0.72].map(|factor| Style { foot_scale: style.foot_scale * factor, ..style });
    let all = [0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.36, 0.3].map(|factor| Style {
        foot_scale: style.foot_scale * 0.72,
        text_scale: style.text_scale * factor,
        ..style
    });
    let [.., smallest] = all;
    feet.into_iter().chain(all).find(|style| leaves_room(*style)).unwrap_or(smallest)
}

fn draw_inner(ui: &mut Ui, chart: &ShareChart, style: Style, fit: Fit, inner: Rect, groups: &mut Groups) {
    match &chart.empty {
        Some(reason) => {
            let bottom = draw_reason(ui, reason, style, inner, groups);
            if !chart.rows.is_empty() {
                let rest = Rect::from_min_max(pos2(inner.left(), bottom), inner.max);
                Bars::new(ui, chart, style, fit, rest).draw_rows(ui, groups);
            }
        }
        None => Bars::new(ui, chart, style, fit, inner).draw(ui, groups),
    }
}

/// Shows content that needs `height` points in `rect`, scrolled when that is more than there is.
fn scrolled_ui(ui: &mut Ui, rect: Rect, height: f32, style: Style, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        egui::ScrollArea::vertical().id_salt("bars").auto_shrink(false).show(ui, |ui| {
            // A few points too many are better squeezed than scrolled.
            let height = if height < rect.height() * 1.08 { rect.height() - 1.0 } else { height };
            let bar = if height > rect.height() { style.length(12.0) } else { 0.0 };
            let size = vec2(ui.available_width() - bar, height.max(rect.height() - 1.0));
            let (inner, _) = ui.allocate_exact_size(size, Sense::hover());
            ui.scope_builder(egui::UiBuilder::new().max_rect(inner), content);
        });
    });
}

fn frame_of(chart: &ShareChart) -> Frame<'_> {
    Frame {
        title: &chart.title,
        subtitle: &chart.subtitle,
        legend: &chart.legend,
        notes: &chart.notes,
        source_line: &chart.source_line,
    }
}

/// Draws the sentence that stands in place of bars.
/// Returns where it ends.
fn draw_reason(ui: &Ui, reason: &str, style: Style, rect: Rect, groups: &mut Groups) -> f32 {
    let mark = groups.begin(ui);
    let width = rect.width().min(style.length(520.0));
    let galley = wrapped(ui, reason, style.font(TextRank::Body), style.colours().text, width);
    let top = rect.top() + style.length(16.0);
    let height = place(ui, pos2(rect.left(), top), galley).y;
    groups.end(ui, mark, "empty", reason);
    top + height + style.length(16.0)
}

/// Where reserves stand in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BesideLayout {
    /// Nowhere: the chart has none.
    None,
    /// A bar with its text under the main bar.
    Below,
    /// A thin bar under the main bar, its text behind the main bar's: for when rows are many.
    Inline,
}

/// Heights that follow from the size of text.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    text: f32,
    small: f32,
    beside: BesideLayout,
}

impl Sizes {
    /// Returns the roomier sizes when all rows fit into `room` points with them, else the tighter ones.
    fn fitting(ui: &Ui, chart: &ShareChart, style: Style, room: f32) -> Self {
        let height = |rank| ui.fonts_mut(|fonts| fonts.row_height(&style.font(rank)));
        let has_beside = chart.rows.iter().any(|row| row.beside.is_some());
        let beside = if has_beside { BesideLayout::Below } else { BesideLayout::None };
        let sizes = Self { text: height(TextRank::Body), small: height(TextRank::Small), beside };
        if has_beside && sizes.rows_height(chart) > room {
            Self { beside: BesideLayout::Inline, ..sizes }
        } else {
            sizes
        }
    }

    /// The height that reserves take in a row.
    fn beside_height(&self) -> f32 {
        match self.beside {
            BesideLayout::None => 0.0,
            BesideLayout::Below => self.small * 0.95,
            BesideLayout::Inline => self.small * 0.45,
        }
    }

    /// The least distance from row to row at which no text touches another.
    fn least_pitch(&self) -> f32 {
        match self.beside {
            BesideLayout::None => self.text * 1.08,
            BesideLayout::Below | BesideLayout::Inline => self.text * 0.95 + self.beside_height(),
        }
    }

    /// The height that all rows take at least, with their axis; that of a few rows where a sentence stands instead.
    fn rows_height(&self, chart: &ShareChart) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let count = chart.rows.len() as f32 + if chart.empty.is_some() { 4.0 } else { 0.0 };
        count * self.least_pitch() + self.axis_height()
    }

    fn axis_height(&self) -> f32 {
        self.small * 1.5
    }
}

/// A row with its texts laid out.
struct PlacedRow {
    row: BarRow,
    label: Arc<Galley>,
    value: Arc<Galley>,
    bloc: Option<Arc<Galley>>,
    beside: Option<Arc<Galley>>,
}

impl PlacedRow {
    /// The width of what stands behind the bar.
    fn behind(&self, gap: f32, layout: BesideLayout) -> f32 {
        let inline = self.beside.iter().filter(|_| layout == BesideLayout::Inline);
        gap + self.value.size().x + self.bloc.iter().chain(inline).map(|text| text.size().x + gap).sum::<f32>()
    }
}

/// The bars, placed.
struct Bars {
    style: Style,
    rows: Vec<PlacedRow>,
    rect: Rect,
    zero_x: f32,
    /// Points per whole (a share of 1).
    scale: f32,
    pitch: f32,
    sizes: Sizes,
}

impl Bars {
    fn new(ui: &Ui, chart: &ShareChart, style: Style, fit: Fit, rect: Rect) -> Self {
        let sizes = Sizes::fitting(ui, chart, style, rect.height());
        let room = (rect.height() - sizes.axis_height()).max(sizes.least_pitch());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive count of rows")]
        let capacity = (room / sizes.least_pitch()).floor() as usize;
        let shown = match fit {
            Fit::Page => chart.rows_within(capacity.max(2)),
            Fit::Scroll => chart.rows.clone(),
        };
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let count = shown.len().max(1) as f32;
        let pitch = (room / count).min(sizes.least_pitch().max(sizes.text * ROOMIEST_PITCH));
        let rows: Vec<PlacedRow> =
            shown.into_iter().map(|row| lay_out(ui, row, style, rect.width(), sizes.beside)).collect();
        let gap = style.length(7.0);
        let label_width = rows.iter().map(|row| row.label.size().x).fold(0.0, f32::max);
        let zero_x = rect.left() + label_width + gap;
        let scale = scale(&rows, rect.right() - zero_x, gap, sizes.beside, chart.largest_share());
        Self { style, rows, rect, zero_x, scale, pitch, sizes }
    }

    fn draw(&self, ui: &mut Ui, groups: &mut Groups) {
        self.draw_grid(ui);
        self.draw_rows(ui, groups);
        self.draw_zero_line(ui);
    }

    fn draw_rows(&self, ui: &mut Ui, groups: &mut Groups) {
        for (index, row) in self.rows.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
            let top = self.rect.top() + index as f32 * self.pitch;
            let band = Rect::from_min_max(pos2(self.rect.left(), top), pos2(self.rect.right(), top + self.pitch));
            self.draw_row(ui, row, band, groups);
        }
    }

    /// The height the rows take together.
    fn rows_height(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a chart has fewer rows than f32 can count")]
        let count = self.rows.len() as f32;
        count * self.pitch
    }

    /// The value axis and its light grid, by `egui_plot`: it chooses the steps that fit.
    fn draw_grid(&self, ui: &mut Ui) {
        let end = f64::from((self.rect.right() - self.zero_x) / self.scale);
        let plot_rect = Rect::from_min_max(
            pos2(self.zero_x, self.rect.top()),
            pos2(self.rect.right(), self.rect.top() + self.rows_height() + self.sizes.axis_height()),
        );
        let colours = self.style.colours();
        let step = share_step(f64::from(self.style.length(64.0) / self.scale));
        ui.scope_builder(egui::UiBuilder::new().max_rect(plot_rect), |ui| {
            let visuals = &mut ui.style_mut().visuals.widgets;
            visuals.noninteractive.fg_stroke.color = colours.text_muted;
            ui.style_mut().text_styles.insert(egui::TextStyle::Body, self.style.font(TextRank::Small));
            let axis = AxisHints::new_x().formatter(percent_tick).label_spacing(egui::Rangef::new(40.0, 60.0));
            Plot::new("share axis")
                .width(plot_rect.width())
                .height(plot_rect.height())
                .show_axes([true, false])
                .custom_x_axes(vec![axis])
                .show_grid([true, false])
                .x_grid_spacer(move |input| share_marks(input.bounds, step))
                .grid_spacing(egui::Rangef::new(1.0, 2.0))
                .grid_color(colours.grid)
                .grid_fade(0.0)
                .show_background(false)
                .show_crosshair(false)
                .set_margin_fraction(egui::Vec2::ZERO)
                .default_x_bounds(0.0, end)
                .default_y_bounds(0.0, 1.0)
                .auto_bounds([false, false])
                .allow_zoom(false)
                .allow_drag(false)
                .allow_scroll(false)
                .allow_boxed_zoom(false)
                .allow_double_click_reset(false)
                .allow_axis_zoom_drag(false)
                .sense(Sense::hover())
                .show(ui, |plot| plot.set_plot_bounds_x(0.0..=end));
        });
    }

    fn draw_zero_line(&self, ui: &Ui) {
        let stroke = Stroke::new(1.0, self.style.colours().axis);
        let bottom = self.rect.top() + self.rows_height();
        ui.painter().line_segment([pos2(self.zero_x, self.rect.top()), pos2(self.zero_x, bottom)], stroke);
    }

    fn draw_row(&self, ui: &mut Ui, row: &PlacedRow, band: Rect, groups: &mut Groups) {
        let name = spoken(&row.row);
        let response = ui.interact(band, ui.scope_id().with(("bar", row_id(&row.row))), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        if response.hovered() {
            ui.painter().rect_filled(band, 4.0, self.style.colours().field_hovered);
        }
        let mark = groups.begin(ui);
        let gap = self.style.length(7.0);
        let small_height = self.sizes.beside_height();
        let roomy = (self.pitch - small_height) * 0.62;
        let main_height = self.sizes.text.max(roomy).min(self.pitch - small_height);
        let content = main_height + small_height;
        let top = band.top() + (self.pitch - content) / 2.0;
        let middle = top + main_height / 2.0;
        let thickness = main_height * 0.82;
        place(ui, pos2(self.zero_x - gap, middle - row.label.size().y / 2.0), Arc::clone(&row.label));
        let mut x = self.zero_x;
        if let Mark::Bar { parts, .. } = &row.row.mark {
            for (series, share) in parts {
                #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
                let length = share.max(0.0) as f32 * self.scale;
                let bar = Rect::from_min_size(pos2(x, middle - thickness / 2.0), vec2(length, thickness));
                ui.painter().rect_filled(bar, 0.0, self.style.colours().series(*series));
                x += length;
            }
        }
        x += gap;
        x += place(ui, pos2(x, middle - row.value.size().y / 2.0), Arc::clone(&row.value)).x + gap;
        for text in row.bloc.iter().chain(row.beside.iter().filter(|_| self.sizes.beside == BesideLayout::Inline)) {
            x += place(ui, pos2(x, middle - text.size().y / 2.0), Arc::clone(text)).x + gap;
        }
        self.draw_beside(ui, row, top + main_height, small_height);
        groups.end(ui, mark, row_id(&row.row), &name);
        // A tooltip that was open would stay above a dialog.
        let covered = ui.ctx().memory(|memory| memory.top_modal_layer().is_some());
        if !covered && !row.row.hover.is_empty() {
            response.on_hover_ui_at_pointer(|ui| hover_card_ui(ui, &row.row, self.style));
        }
    }

    /// Draws reserves under the bar: a thin hatched bar, or words.
    fn draw_beside(&self, ui: &Ui, row: &PlacedRow, top: f32, height: f32) {
        let (Some(beside), Some(text)) = (&row.row.beside, &row.beside) else { return };
        let gap = self.style.length(5.0);
        // A little nearer to its own bar than to the next.
        let inline = self.sizes.beside == BesideLayout::Inline;
        let middle = top + height * if inline { 0.5 } else { 0.42 };
        let mut x = self.zero_x;
        if let Beside::Bar { share, .. } = beside {
            #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
            let length = share.max(0.0) as f32 * self.scale;
            let thickness = height * if inline { 0.72 } else { 0.5 };
            let bar = Rect::from_min_size(pos2(x, middle - thickness / 2.0), vec2(length, thickness));
            hatch(ui, bar, self.style.colours().text_muted, self.style.length(4.5));
            x += length;
        }
        if !inline {
            place(ui, pos2(x + gap, middle - text.size().y / 2.0), Arc::clone(text));
        }
    }
}

/// Returns the points per whole at which no bar with its text runs out of `width`.
fn scale(rows: &[PlacedRow], width: f32, gap: f32, layout: BesideLayout, largest: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
    let widest = (width * 0.98) / (largest.max(0.01) as f32);
    rows.iter().fold(widest, |scale, row| {
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let share = row.row.share() as f32;
        let beside = match (&row.row.beside, &row.beside) {
            #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
            (Some(Beside::Bar { share, .. }), Some(text)) if *share > 0.0 && layout == BesideLayout::Below => {
                (width - text.size().x - gap).max(1.0) / *share as f32
            }
            _ => f32::INFINITY,
        };
        let main = if share > 0.0 { (width - row.behind(gap, layout)).max(1.0) / share } else { f32::INFINITY };
        scale.min(main).min(beside)
    })
}

fn lay_out(ui: &Ui, row: BarRow, style: Style, width: f32, layout: BesideLayout) -> PlacedRow {
    let colours = style.colours();
    let (value_text, value_font, value_colour) = match &row.mark {
        Mark::Bar { text, .. } => (text, style.font(TextRank::Strong), colours.text),
        Mark::Words(words) => (words, style.font(TextRank::Body), colours.text_muted),
    };
    let bloc =
        row.bloc.as_ref().map(|bloc| one_line(ui, bloc, style.font(TextRank::Small), colours.text_muted, width * 0.3));
    let beside = row.beside.as_ref().map(|beside| {
        let text = match beside {
            Beside::Bar { text, .. } if layout == BesideLayout::Inline => format!("reserves {text}"),
            Beside::Bar { text, .. } | Beside::Words(text) => text.clone(),
        };
        one_line(ui, &text, style.font(TextRank::Small), colours.text_muted, width * 0.4)
    });
    PlacedRow {
        label: one_line_to_the_left(ui, &row.label, style.font(TextRank::Body), colours.text, width * 0.3),
        value: one_line(ui, value_text, value_font, value_colour, width * if row.bloc.is_some() { 0.4 } else { 0.68 }),
        bloc,
        beside,
        row,
    }
}

/// Paints an outlined rectangle with diagonal lines: a pattern that needs no colour.
fn hatch(ui: &Ui, bar: Rect, colour: Color32, step: f32) {
    let stroke = Stroke::new(1.0, colour);
    let painter = ui.painter();
    let (height, mut offset) = (bar.height(), -bar.height());
    while offset < bar.width() {
        let from = offset.max(0.0);
        let to = (offset + height).min(bar.width());
        if to > from {
            let y = |x: f32| bar.bottom() - (x - offset);
            let start = pos2(bar.left() + from, y(from));
            painter.line_segment([start, pos2(bar.left() + to, y(to))], Stroke::new(0.8, colour));
        }
        offset += step;
    }
    painter.rect_stroke(bar, 0.0, stroke, StrokeKind::Inside);
}

fn hover_card_ui(ui: &mut Ui, row: &BarRow, style: Style) {
    ui.label(egui::RichText::new(&row.label).font(style.font(TextRank::Strong)));
    let (first, second) = (style.length(76.0), style.length(300.0));
    for (what, value) in &row.hover {
        ui.horizontal_top(|ui| {
            let what = wrapped(ui, what, style.font(TextRank::Body), style.colours().text_muted, first);
            let (place_at, _) = ui.allocate_exact_size(vec2(first, what.size().y), Sense::hover());
            place(ui, place_at.min, what);
            let value = wrapped(ui, value, style.font(TextRank::Body), style.colours().text, second);
            let (place_at, response) = ui.allocate_exact_size(value.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, value.text()));
            place(ui, place_at.min, Arc::clone(&value));
        });
    }
}

/// Returns the row as it is read aloud.
fn spoken(row: &BarRow) -> String {
    let (Mark::Bar { text, .. } | Mark::Words(text)) = &row.mark;
    let bloc = row.bloc.as_ref().map_or_else(String::new, |bloc| format!(", {bloc}"));
    let beside = match &row.beside {
        Some(Beside::Bar { text, .. }) => format!(", reserves {text}"),
        Some(Beside::Words(words)) => format!(", {words}"),
        None => String::new(),
    };
    format!("{} {text}{bloc}{beside}", row.label)
}

/// Returns the row's stable name in files.
fn row_id(row: &BarRow) -> String {
    match &row.key {
        RowKey::Country(iso3) => format!("country-{}", iso3.as_str().to_lowercase()),
        RowKey::Other => "other-countries".to_owned(),
        RowKey::Folded(_) => "folded-countries".to_owned(),
    }
}

/// Returns the round step, of shares, at which marks stand at least `least` apart.
fn share_step(least: f64) -> f64 {
    let steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5];
    steps.into_iter().find(|step| *step >= least).unwrap_or(1.0)
}

/// Returns the marks of the axis at a step.
fn share_marks((low, high): (f64, f64), step: f64) -> Vec<GridMark> {
    let mut marks = Vec::new();
    let mut number = (low / step).ceil();
    // Room behind the bars for texts is no room for more than the whole.
    while number * step <= high.min(1.0 + step * 1e-6) {
        marks.push(GridMark { value: number * step, step_size: step });
        number += 1.0;
    }
    marks
}

fn percent_tick(mark: GridMark, _range: &std::ops::RangeInclusive<f64>) -> String {
    let value = mark.value * 100.0;
    let decimals = usize::from(mark.step_size < 0.0095);
    format!("{value:.decimals$}{NO_BREAK}%")
}
