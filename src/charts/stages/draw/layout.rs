use std::sync::Arc;

use egui::{Color32, Galley, Rangef, Rect, Ui, pos2};

use crate::charts::frame::{Fit, wrapped};
use crate::charts::style::{Style, TextRank};

use crate::charts::stages::{Actor, Shape, StagesChart};

use super::labels::{gap, has_room_for_bloc, width_of};

/// Labels at one end take at most this part of the width.
const MOST_OF_LABELS: f32 = 0.26;
/// What stands over and under the last column is given at least this part of the width.
const LEAST_OF_LAST: f32 = 0.25;

/// Texts over and under bars stand in line with them where they have at least so much room, in points of the usual text.
const LEAST_OF_TEXT: f32 = 130.0;
/// Bars are at least so many rows of text high.
const LEAST_OF_BARS: f32 = 7.0;

/// Less than this is a narrow chart, in points of the usual text.
const NARROW: f32 = 560.0;

/// Where everything stands between head and foot, and the texts whose sizes decide it.
pub(super) struct Layout {
    /// The heights of shares.
    pub(super) y: Rangef,
    /// Left and right edge of each stage's bar.
    pub(super) bars: Vec<Rangef>,
    /// What stands over and under each bar.
    pub(super) texts: Vec<ColumnTexts>,
    /// Where what stands over bars begins.
    pub(super) top: f32,
    /// Where what stands under bars begins.
    pub(super) foot: f32,
    /// The room for labels at the first stage with shares, and at the last.
    pub(super) label_widths: (f32, f32),
    /// Whether labels name blocs.
    pub(super) with_bloc: bool,
    /// The first stage with shares and the last.
    pub(super) ends: (usize, usize),
    /// The height of a row of text.
    pub(super) body: f32,
}

/// The texts of a column, laid out.
pub(super) struct ColumnTexts {
    /// Where they begin.
    pub(super) left: f32,
    /// Over the bar.
    pub(super) over: Vec<Arc<Galley>>,
    /// Under the bar.
    pub(super) under: Vec<Arc<Galley>>,
}

impl ColumnTexts {
    /// Leaves no more than the head and the HHI.
    fn shorten(&mut self) {
        self.over.truncate(1);
        self.under.truncate(1);
    }

    fn over_height(&self) -> f32 {
        self.over.iter().map(|text| text.size().y).sum()
    }

    fn under_height(&self) -> f32 {
        self.under.iter().map(|text| text.size().y).sum()
    }
}

/// The widths that texts decide, before any height is known.
struct Widths {
    bars: Vec<Rangef>,
    texts: Vec<ColumnTexts>,
    labels: (f32, f32),
    with_bloc: bool,
    ends: (usize, usize),
}

pub(super) fn row_height(ui: &Ui, style: Style) -> f32 {
    ui.fonts_mut(|fonts| fonts.row_height(&style.font(TextRank::Body)))
}

/// Returns whether an actor is named at a stage.
pub(super) fn is_named(chart: &StagesChart, actor: &Actor, stage: usize) -> bool {
    match chart.shape {
        Shape::Alluvial => actor.share(stage) > 0.0,
        Shape::Slopes => actor.key.is_supplier() && actor.at.get(stage).is_some_and(|at| at.part().is_some()),
    }
}

fn widths(ui: &Ui, chart: &StagesChart, style: Style, left: f32, width: f32) -> Widths {
    let ends = chart.ends().unwrap_or_default();
    let bar = match chart.shape {
        // Where bars stand close, numbers need the room between them more.
        Shape::Alluvial => style.length(if width < style.length(NARROW) { 16.0 } else { 30.0 }),
        Shape::Slopes => style.length(9.0),
    };
    let widest = |stage: usize, with_bloc: bool| {
        let named = chart.actors.iter().filter(|actor| is_named(chart, actor, stage));
        named.map(|actor| width_of(ui, actor, stage, with_bloc, style)).fold(0.0, f32::max)
    };
    let most = width * MOST_OF_LABELS;
    // The legend has names of blocs too: here they are whole, or not at all.
    let is_whole = |stage: usize| {
        chart.actors.iter().all(|actor| !is_named(chart, actor, stage) || has_room_for_bloc(ui, actor, style))
    };
    let with_bloc = [ends.0, ends.1].into_iter().all(|stage| widest(stage, true) <= most && is_whole(stage));
    let is_single = ends.0 == ends.1;
    let labels =
        (if is_single { 0.0 } else { widest(ends.0, with_bloc).min(most) }, widest(ends.1, with_bloc).min(most));
    // Labels of the first column are left of it; those of a later one are in the room between.
    let first = if ends.0 == 0 && !is_single { labels.0 + gap(style) } else { 0.0 };
    let at_last = if ends.1 + 1 == chart.columns.len() { labels.1 + gap(style) } else { 0.0 };
    let last = width - bar - at_last.max(width * LEAST_OF_LAST - bar);
    #[expect(clippy::cast_precision_loss, reason = "three columns")]
    let count = chart.columns.len().max(2) as f32;
    let step = (last - first) / (count - 1.0);
    #[expect(clippy::cast_precision_loss, reason = "three columns")]
    let bar_at = |place: usize| {
        let begin = left + first + step * place as f32;
        Rangef::new(begin, begin + bar)
    };
    let bars: Vec<Rangef> = (0..chart.columns.len()).map(bar_at).collect();
    // No label reaches the next stage, be it an empty one.
    let most = step - bar - gap(style) * 1.6;
    let at_end = |is_outside: bool, width: f32| if is_outside { width } else { width.min(most).max(0.0) };
    let labels = (at_end(ends.0 == 0, labels.0), at_end(ends.1 + 1 == chart.columns.len(), labels.1));
    let rooms = text_rooms(&bars, style, (left, width), step);
    let texts = rooms.into_iter().enumerate().map(|(place, room)| column_texts(ui, chart, place, style, room));
    Widths { texts: texts.collect(), bars, labels, with_bloc, ends }
}

/// Returns where what stands over and under each bar has its room: from its left edge to the next bar, or in equal parts
/// of the width where bars stand close.
fn text_rooms(bars: &[Rangef], style: Style, (left, width): (f32, f32), step: f32) -> Vec<Rangef> {
    let between = style.length(14.0);
    let ends = bars.iter().skip(1).map(|next| next.min - between).chain([left + width]);
    if step - between >= style.length(LEAST_OF_TEXT) {
        return bars.iter().zip(ends).map(|(bar, end)| Rangef::new(bar.min, end)).collect();
    }
    #[expect(clippy::cast_precision_loss, reason = "three columns")]
    let each = width / bars.len().max(1) as f32;
    #[expect(clippy::cast_precision_loss, reason = "three columns")]
    let room = |place: usize| {
        let begin = left + each * place as f32;
        Rangef::new(begin, begin + each - between)
    };
    (0..bars.len()).map(room).collect()
}

fn column_texts(ui: &Ui, chart: &StagesChart, place: usize, style: Style, room: Rangef) -> ColumnTexts {
    let colours = style.colours();
    let Some(column) = chart.columns.get(place) else {
        return ColumnTexts { left: room.min, over: Vec::new(), under: Vec::new() };
    };
    let laid_out =
        |text: &String, rank: TextRank, colour: Color32| wrapped(ui, text, style.font(rank), colour, room.span());
    let mut over = vec![laid_out(&column.head, TextRank::Strong, colours.text)];
    over.extend(column.under.iter().map(|text| laid_out(text, TextRank::Small, colours.text_muted)));
    over.extend(column.missing.iter().map(|text| laid_out(text, TextRank::Small, colours.text)));
    let under = column.foot.iter().enumerate().map(|(line, text)| match line {
        // The HHI stands out.
        0 => laid_out(text, TextRank::Strong, colours.text),
        _ => laid_out(text, TextRank::Small, colours.text_muted),
    });
    ColumnTexts { left: room.min, over, under: under.collect() }
}

/// Returns the least height between head and foot at which nothing touches.
pub(super) fn least_height(ui: &Ui, chart: &StagesChart, style: Style, width: f32) -> f32 {
    let widths = widths(ui, chart, style, 0.0, width);
    let body = row_height(ui, style);
    let named = |stage: usize| chart.actors.iter().filter(|actor| is_named(chart, actor, stage)).count();
    #[expect(clippy::cast_precision_loss, reason = "a dozen labels")]
    let labels = named(widths.ends.0).max(named(widths.ends.1)) as f32 * apart(body);
    let (over, under) = heights(&widths);
    over + under + 2.0 * between(style) + labels.max(body * LEAST_OF_BARS)
}

/// Returns the distance at which labels stand apart.
pub(super) fn apart(body: f32) -> f32 {
    body * 1.04
}

fn between(style: Style) -> f32 {
    style.length(7.0)
}

fn heights(widths: &Widths) -> (f32, f32) {
    let over = widths.texts.iter().map(ColumnTexts::over_height).fold(0.0, f32::max);
    (over, widths.texts.iter().map(ColumnTexts::under_height).fold(0.0, f32::max))
}

impl Layout {
    pub(super) fn new(ui: &Ui, chart: &StagesChart, (style, fit): (Style, Fit), inner: Rect) -> Self {
        // A window scrolls.
        let is_enough = fit == Fit::Scroll || least_height(ui, chart, style, inner.width()) <= inner.height() + 1.0;
        let mut widths = widths(ui, chart, style, inner.left(), inner.width());
        if !is_enough {
            // The smallest look leaves too little room: the table has the rest.
            widths.texts.iter_mut().for_each(ColumnTexts::shorten);
        }
        let (over, under) = heights(&widths);
        let top = inner.top() + over + between(style);
        let foot = inner.bottom() - under;
        Self {
            y: Rangef::new(top, (foot - between(style)).max(top)),
            bars: widths.bars,
            texts: widths.texts,
            top: inner.top(),
            foot,
            label_widths: widths.labels,
            with_bloc: widths.with_bloc,
            ends: widths.ends,
            body: row_height(ui, style),
        }
    }

    /// Returns the bar of a stage.
    pub(super) fn bar(&self, stage: usize) -> Rect {
        let x = self.bars.get(stage).copied().unwrap_or(Rangef::point(0.0));
        Rect::from_min_max(pos2(x.min, self.y.min), pos2(x.max, self.y.max))
    }

    /// Returns a height: 0 at the top and 1 at the bottom of shares.
    #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
    pub(super) fn down(&self, part: f64) -> f32 {
        self.y.min + self.y.span() * part as f32
    }
}
