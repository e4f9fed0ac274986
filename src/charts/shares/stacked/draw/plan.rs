use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Rangef, Ui};

use crate::charts::Looking;
use crate::charts::frame::wrapped;
use crate::charts::shares::stacked::{Segment, SegmentKey, Stacked, StackedBar};
use crate::charts::style::{Style, TextRank};
use crate::charts::wording::unbroken;

use super::labels::{PieceText, least_bar};

/// Names before bars, and totals behind them, take at most this part of the width each.
const MOST_OF_SIDE: f32 = 0.2;
/// Names and totals stand above bars where bars would have less than this, in points of the usual text.
const LEAST_OF_BAR: f32 = 330.0;
/// What stands between the names of pieces that have no room for theirs: nothing that can be seen before one with a sign.
const BEFORE_SIGN: &str = "\u{a0}\u{a0} ";
const BETWEEN_NAMES: &str = ", ";

/// A bar with its texts, laid out.
pub(super) struct Row {
    /// The name of the bar, and what it is about.
    pub(super) head: Vec<Arc<Galley>>,
    /// What shares are of, at its end.
    pub(super) end: Vec<Arc<Galley>>,
    /// The texts of its pieces; nothing where one has no room.
    pub(super) pieces: Vec<Option<PieceText>>,
    /// Under the bar: the pieces that have no room for a text, and who has no number.
    pub(super) below: Vec<Arc<Galley>>,
    /// What stands in place of a bar.
    pub(super) words: Option<Arc<Galley>>,
}

/// Where everything stands from left to right, and the texts whose sizes decide how high everything is.
pub(super) struct Plan {
    pub(super) rows: Vec<Row>,
    /// From the beginning of bars to their end, from the left edge.
    pub(super) x: Rangef,
    /// Where totals stand, beside bars.
    pub(super) end_x: f32,
    /// Whether names and totals stand beside bars, and not above.
    pub(super) is_wide: bool,
    /// The least height of a bar.
    pub(super) bar: f32,
    /// The least height between bars.
    pub(super) gap: f32,
    /// From a bar to what stands below it, with the ticks of its scale.
    pub(super) ticks: f32,
    /// The height of the axis below.
    pub(super) axis: f32,
}

fn height(texts: &[Arc<Galley>]) -> f32 {
    texts.iter().map(|text| text.size().y).sum()
}

fn width(texts: &[Arc<Galley>]) -> f32 {
    texts.iter().map(|text| text.size().x).fold(0.0, f32::max)
}

/// Lays texts out within a width, the first in bold.
fn column(ui: &Ui, texts: &[&str], room: f32, style: Style) -> Vec<Arc<Galley>> {
    let colours = style.colours();
    let laid_out = |(place, text): (usize, &&str)| {
        let (rank, colour) =
            if place == 0 { (TextRank::Strong, colours.text) } else { (TextRank::Small, colours.text_muted) };
        wrapped(ui, text, style.font(rank), colour, room)
    };
    texts.iter().filter(|text| !text.is_empty()).enumerate().map(laid_out).collect()
}

impl Plan {
    /// Lays the bars out for a width; pieces that are not of what is marked, where something is, are faded.
    pub(super) fn new(ui: &Ui, stacked: &Stacked, (style, marking): (Style, Option<&Looking>), whole: f32) -> Self {
        let between = style.length(10.0);
        let most = whole * MOST_OF_SIDE;
        let heads = |room: f32| stacked.bars.iter().map(move |bar| column(ui, &head_texts(bar), room, style));
        let ends = |room: f32| {
            stacked.bars.iter().map(move |bar| column(ui, &[bar.total.as_str(), bar.basis.as_str()], room, style))
        };
        let (head_width, end_width) = (
            heads(most).map(|texts| width(&texts)).fold(0.0, f32::max),
            ends(most).map(|texts| width(&texts)).fold(0.0, f32::max),
        );
        let (left, right) = (head_width + between, whole - end_width - between);
        // A word that is wider than its column is broken, which no label may be.
        let is_wide =
            right - left >= style.length(LEAST_OF_BAR) && stacked.bars.iter().all(|bar| fits(ui, bar, most, style));
        let x = if is_wide { Rangef::new(left, right) } else { Rangef::new(0.0, whole) };
        let mut plan = Self {
            rows: Vec::new(),
            x,
            end_x: right + between,
            is_wide,
            bar: least_bar(ui, style),
            gap: style.length(9.0),
            ticks: style.length(3.5),
            axis: style.length(18.0),
        };
        let scale = plan.scale(stacked.longest);
        plan.rows = stacked
            .bars
            .iter()
            .map(|bar| {
                let head =
                    if is_wide { column(ui, &head_texts(bar), most, style) } else { above(ui, bar, whole, style) };
                let end = if is_wide {
                    column(ui, &[bar.total.as_str(), bar.basis.as_str()], most, style)
                } else {
                    Vec::new()
                };
                row(ui, bar, (head, end), (style, marking), (scale, x.span()))
            })
            .collect();
        plan
    }

    /// Returns the points of a whole (a share of 1).
    #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
    pub(super) fn scale(&self, longest: f64) -> f32 {
        self.x.span() / longest.max(1.0) as f32
    }

    /// Returns the height of what stands above a bar.
    pub(super) fn above(&self, row: &Row) -> f32 {
        if self.is_wide { 0.0 } else { height(&row.head) }
    }

    /// Returns the height of a row whose bar is so high.
    pub(super) fn row_height(&self, row: &Row, bar: f32) -> f32 {
        let drawn = row.words.as_ref().map_or(bar + self.ticks, |words| words.size().y);
        let own = self.above(row) + drawn + height(&row.below);
        if self.is_wide { own.max(height(&row.head)).max(height(&row.end)) } else { own }
    }

    /// Returns the height of all rows with bars so high, and their axis.
    pub(super) fn height(&self, bar: f32) -> f32 {
        self.rows.iter().map(|row| self.row_height(row, bar) + self.gap).sum::<f32>() + self.axis
    }

    /// Returns the least height at which nothing touches.
    pub(super) fn least_height(&self) -> f32 {
        self.height(self.bar)
    }

    /// Leaves no more than bars with their names and totals: the table has the rest.
    pub(super) fn shorten(&mut self) {
        for row in &mut self.rows {
            row.below.clear();
            row.head.truncate(if self.is_wide { 1 } else { 2 });
            row.end.truncate(1);
        }
    }
}

fn head_texts(bar: &StackedBar) -> Vec<&str> {
    std::iter::once(&bar.label).chain(&bar.about).map(String::as_str).collect()
}

/// Returns whether the name of a bar and its total have room in one row each.
fn fits(ui: &Ui, bar: &StackedBar, room: f32, style: Style) -> bool {
    let wide =
        |text: &str| wrapped(ui, text, style.font(TextRank::Strong), style.colours().text, f32::INFINITY).size().x;
    [&bar.label, &bar.total].into_iter().all(|text| wide(text) <= room)
}

/// Returns what stands above a bar: its name, and everything else of it in a text.
fn above(ui: &Ui, bar: &StackedBar, room: f32, style: Style) -> Vec<Arc<Galley>> {
    let total = [bar.total.as_str(), bar.basis.as_str()].into_iter().filter(|text| !text.is_empty());
    let total = total.collect::<Vec<_>>().join(" ");
    let more: Vec<&str> = std::iter::once(total.as_str()).chain(bar.about.iter().map(String::as_str)).collect();
    let more = more.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
    column(ui, &[bar.label.as_str(), more.as_str()], room, style)
}

/// Returns the width of a piece, in points.
#[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
pub(super) fn points(share: f64, scale: f32) -> f32 {
    share.max(0.0) as f32 * scale
}

/// Returns whether a piece is faded: something is marked, and not in it.
pub(super) fn is_faded(segment: &Segment, marking: Option<&Looking>) -> bool {
    marking.is_some_and(|looking| !segment.is_of(looking))
}

fn row(
    ui: &Ui,
    bar: &StackedBar,
    (head, end): (Vec<Arc<Galley>>, Vec<Arc<Galley>>),
    (style, marking): (Style, Option<&Looking>),
    (scale, room): (f32, f32),
) -> Row {
    let colours = style.colours();
    let small = |text: &str, colour: Color32| wrapped(ui, text, style.font(TextRank::Small), colour, room);
    let text_of = |segment: &Segment| {
        PieceText::fitting(ui, segment, points(segment.share, scale), is_faded(segment, marking), style)
    };
    let pieces: Vec<Option<PieceText>> = bar.segments.iter().map(text_of).collect();
    let without = bar.segments.iter().zip(&pieces).filter(|(_, text)| text.is_none());
    let without: Vec<&Segment> = without.map(|(segment, _)| segment).collect();
    let names = (!without.is_empty()).then(|| names(ui, &without, room, style));
    let gaps = (!bar.gaps.is_empty()).then(|| small(&bar.gaps.join(". "), colours.text_muted));
    Row {
        head,
        end,
        below: names.into_iter().chain(gaps).collect(),
        words: bar.missing.as_ref().map(|words| wrapped(ui, words, style.font(TextRank::Body), colours.text, room)),
        pieces,
    }
}

/// What stands before a name in its piece's colour.
const SIGN: &str = "■\u{a0}";

/// Lays out the names of pieces that have no room for theirs, from the left, each after a sign in its colour. A name and its
/// number stay on one line where that is long enough.
fn names(ui: &Ui, segments: &[&Segment], room: f32, style: Style) -> Arc<Galley> {
    let (font, colours) = (style.font(TextRank::Small), style.colours());
    let format = |colour: Color32| TextFormat::simple(font.clone(), colour);
    let mut job = LayoutJob::default();
    job.wrap.max_width = room;
    for (place, segment) in segments.iter().enumerate() {
        // Patterns have no colour, and what is no supplier is too pale.
        let is_told = !style.theme.has_patterns() && segment.key != SegmentKey::Residual;
        if place > 0 {
            let between = if is_told { BEFORE_SIGN } else { BETWEEN_NAMES };
            job.append(between, 0.0, format(colours.text_muted));
        }
        let sign = if is_told { SIGN } else { "" };
        if is_told {
            job.append(sign, 0.0, format(colours.series(segment.series)));
        }
        let text = segment.full_text();
        let on_one_line = unbroken(&text);
        let whole = format!("{sign}{on_one_line}");
        let fits = wrapped(ui, &whole, font.clone(), colours.text_muted, room).rows.len() == 1;
        job.append(if fits { &on_one_line } else { &text }, 0.0, format(colours.text_muted));
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
