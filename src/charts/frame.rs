//! What stands around every chart: title block, legend, notes and source line; and how texts are measured and placed.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, FontId, Galley, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::groups::Groups;
use super::palette::Series;
use super::pattern::{fill_residual, fill_series, swatch_size};
use super::style::{Style, TextRank};

/// How a chart uses the height it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// A page: everything inside it, small suppliers folded when there is no room.
    Page,
    /// A scrolled view: as tall as all rows need.
    Scroll,
}

/// What stands around a chart.
pub struct Frame<'a> {
    /// What the data say.
    pub title: &'a str,
    /// Stage, unit, year.
    pub subtitle: &'a str,
    /// Switched-on blocs with their colour.
    pub legend: &'a [(Series, String)],
    /// What a reader must know.
    pub notes: &'a [String],
    /// Source, edition, denominator, blocs.
    pub source_line: &'a str,
}

/// Returns the [`Frame`] of a chart, from the fields that every kind has by these names.
macro_rules! frame_of {
    ($chart:expr) => {
        $crate::charts::frame::Frame {
            title: &$chart.title,
            subtitle: &$chart.subtitle,
            legend: &$chart.legend,
            notes: &$chart.notes,
            source_line: &$chart.source_line,
        }
    };
}
pub(in crate::charts) use frame_of;

/// Returns a text laid out in one row of at most `width` points, shortened with an ellipsis.
pub fn one_line(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    one_line_aligned(ui, text, font, colour, width, Align::LEFT)
}

/// Returns a text as [`one_line`] does, to be placed by its right end, which it keeps in a viewer with another font.
pub fn one_line_to_the_left(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    one_line_aligned(ui, text, font, colour, width, Align::RIGHT)
}

fn one_line_aligned(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32, align: Align) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    job.halign = align;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Returns a text laid out in as many rows as it takes within `width` points.
pub fn wrapped(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    ui.fonts_mut(|fonts| fonts.layout(text.to_owned(), font, colour, width.max(1.0)))
}

/// Paints a galley at a position and returns its size.
pub fn place(ui: &Ui, at: Pos2, galley: Arc<Galley>) -> Vec2 {
    let size = galley.size();
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    size
}

/// Gives a painted text a place among what a screen reader reads.
pub fn read_aloud(ui: &Ui, rect: Rect, name: impl egui::AsIdSalt, text: &str) {
    let response = ui.interact(rect, ui.scope_id().with(name), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

/// The gap above and below the sentence that stands in place of a picture, in points of the usual text.
const AROUND_REASON: f32 = 16.0;

fn reason_text(ui: &Ui, reason: &str, style: Style, width: f32) -> Arc<Galley> {
    wrapped(ui, reason, style.font(TextRank::Body), style.colours().text, width.min(style.length(520.0)))
}

/// Returns the height that the sentence in place of a picture takes, with the gaps around it.
pub fn reason_height(ui: &Ui, reason: &str, style: Style, width: f32) -> f32 {
    reason_text(ui, reason, style, width).size().y + style.length(2.0 * AROUND_REASON)
}

/// Draws the sentence that stands in place of a picture, and returns where what follows begins.
pub fn draw_reason(ui: &Ui, reason: &str, style: Style, rect: Rect, groups: &mut Groups) -> f32 {
    let mark = groups.begin(ui);
    let galley = reason_text(ui, reason, style, rect.width());
    let gap = style.length(AROUND_REASON);
    let at = pos2(rect.left(), rect.top() + gap);
    read_aloud(ui, Rect::from_min_size(at, galley.size()), "reason", reason);
    let height = place(ui, at, galley).y;
    groups.end(ui, mark, "empty", reason);
    at.y + height + gap
}

/// Where the entries of a legend stand.
struct LegendPlaces {
    places: Vec<Vec2>,
    rows: usize,
    height: f32,
}

/// The texts around a chart, laid out for a width, so that their height is known before anything is painted.
pub struct Placed<'a> {
    frame: &'a Frame<'a>,
    style: Style,
    title: Arc<Galley>,
    subtitle: Arc<Galley>,
    legend: Vec<(Option<Series>, Arc<Galley>)>,
    foot: Vec<Arc<Galley>>,
    width: f32,
}

impl<'a> Placed<'a> {
    /// Lays the texts out for `width` points.
    pub fn new(ui: &Ui, frame: &'a Frame<'a>, style: Style, width: f32) -> Self {
        Self::with_legend_rows(ui, frame, style, width, usize::MAX)
    }

    /// Lays the texts out as [`Placed::new`] does, with a legend of at most so many rows: blocs that have no room in them
    /// are counted. One row at least.
    pub fn with_legend_rows(ui: &Ui, frame: &'a Frame<'a>, style: Style, width: f32, rows: usize) -> Self {
        let mut placed = Self::laid_out(ui, frame, style, width);
        if placed.legend_places().rows <= rows {
            return placed;
        }
        let is_bloc = |(series, _): &(Option<Series>, Arc<Galley>)| {
            matches!(series, Some(Series::Bloc(_) | Series::StripedBloc(_)))
        };
        let (blocs, others): (Vec<_>, Vec<_>) = std::mem::take(&mut placed.legend).into_iter().partition(is_bloc);
        for kept in (0..blocs.len()).rev() {
            let words = match blocs.len() - kept {
                1 => "and 1 more bloc".to_owned(),
                count => format!("and {count} more blocs"),
            };
            let words = one_line(ui, &words, style.font(TextRank::Body), style.colours().text_muted, width);
            placed.legend = blocs.iter().take(kept).cloned().chain([(None, words)]).chain(others.clone()).collect();
            if placed.legend_places().rows <= rows {
                break;
            }
        }
        placed
    }

    /// Returns how many rows the legend has.
    pub fn legend_rows(&self) -> usize {
        self.legend_places().rows
    }

    fn laid_out(ui: &Ui, frame: &'a Frame<'a>, style: Style, width: f32) -> Self {
        let colours = style.colours();
        let foot_font = style.font(TextRank::Foot);
        let body = style.font(TextRank::Body);
        let room = width - swatch_size(style).x - style.length(7.0);
        let legend = frame
            .legend
            .iter()
            .map(|(series, text)| (Some(*series), one_line(ui, text, body.clone(), colours.text, room)))
            .collect();
        let notes = frame.notes.join(". ");
        let foot = [notes.as_str(), frame.source_line]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| wrapped(ui, text, foot_font.clone(), colours.text_muted, width))
            .collect();
        Self {
            frame,
            style,
            title: wrapped(ui, frame.title, style.font(TextRank::Title), colours.text, width),
            subtitle: wrapped(ui, frame.subtitle, body, colours.text_muted, width),
            legend,
            foot,
            width,
        }
    }

    fn gap(&self) -> f32 {
        self.style.length(4.0)
    }

    /// Returns the width of a swatch with the space behind it.
    fn swatch_width(&self) -> f32 {
        swatch_size(self.style).x + self.style.length(5.0)
    }

    /// Returns where the legend's entries stand, relative to its own corner.
    fn legend_places(&self) -> LegendPlaces {
        let between = self.style.length(20.0);
        let row_height = self.legend.first().map_or(0.0, |(_, galley)| galley.size().y) + self.gap();
        let (mut x, mut y, mut rows) = (0.0, 0.0, usize::from(!self.legend.is_empty()));
        let mut places = Vec::with_capacity(self.legend.len());
        for (series, galley) in &self.legend {
            let width = self.swatch_of(*series) + galley.size().x;
            if x > 0.0 && x + width > self.width {
                x = 0.0;
                y += row_height;
                rows += 1;
            }
            places.push(vec2(x, y));
            x += width + between;
        }
        LegendPlaces { places, rows, height: if self.legend.is_empty() { 0.0 } else { y + row_height } }
    }

    /// Returns the width of an entry's swatch with the space behind it.
    fn swatch_of(&self, series: Option<Series>) -> f32 {
        if series.is_some() { self.swatch_width() } else { 0.0 }
    }

    /// Returns the height above the chart.
    fn head_height(&self) -> f32 {
        self.title.size().y + self.subtitle.size().y + self.legend_places().height + 3.0 * self.gap()
    }

    /// Returns the height below the chart.
    fn foot_height(&self) -> f32 {
        self.foot.iter().map(|galley| galley.size().y + self.gap() / 2.0).sum::<f32>() + self.gap()
    }

    /// Returns the height that everything around the chart takes.
    pub fn outer_height(&self) -> f32 {
        self.head_height() + self.foot_height()
    }

    /// Paints the head at the top of `rect` and the foot at its end, and returns the room between them.
    pub fn paint(self, ui: &Ui, rect: Rect, groups: &mut Groups) -> Rect {
        let gap = self.gap();
        let LegendPlaces { places, .. } = self.legend_places();
        let mut y = rect.top();
        let mark = groups.begin(ui);
        y += place(ui, pos2(rect.left(), y), Arc::clone(&self.title)).y + gap / 2.0;
        groups.end(ui, mark, "title", self.frame.title);
        let mark = groups.begin(ui);
        y += place(ui, pos2(rect.left(), y), Arc::clone(&self.subtitle)).y + gap;
        groups.end(ui, mark, "subtitle", self.frame.subtitle);
        let mark = groups.begin(ui);
        let size = swatch_size(self.style);
        for ((series, galley), place_at) in self.legend.iter().zip(places) {
            let corner = pos2(rect.left(), y) + place_at;
            if let Some(series) = series {
                let swatch = Rect::from_min_size(corner + vec2(0.0, (galley.size().y - size.y) / 2.0), size);
                match series {
                    Series::Residual => fill_residual(ui, swatch, self.style),
                    series => fill_series(ui, swatch, *series, self.style),
                }
            }
            place(ui, corner + vec2(self.swatch_of(*series), 0.0), Arc::clone(galley));
        }
        let has_beside = self.legend.iter().any(|(series, _)| *series == Some(Series::Beside));
        groups.end(ui, mark, "legend", if has_beside { "Blocs and what stands beside" } else { "Blocs" });
        let mut y = rect.bottom() - self.foot_height() + gap;
        let mark = groups.begin(ui);
        for (index, galley) in self.foot.iter().enumerate() {
            let place_at = Rect::from_min_size(pos2(rect.left(), y), galley.size());
            read_aloud(ui, place_at, ("foot", index), galley.text());
            y += place(ui, pos2(rect.left(), y), Arc::clone(galley)).y + gap / 2.0;
        }
        groups.end(ui, mark, "source", self.frame.source_line);
        let top = rect.top() + self.head_height();
        Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), (rect.bottom() - self.foot_height()).max(top)))
    }
}
