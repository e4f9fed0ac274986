use std::sync::Arc;

use egui::{CursorIcon, Galley, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::{Fit, one_line, place, read_aloud};
use crate::charts::groups::Groups;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::pattern::fill_series;
use crate::charts::shares::stacked::{Over, Segment, SegmentKey, Stacked, StackedBar};
use crate::charts::style::{Style, TextRank};
use crate::charts::wording::percent_in_sentence;
use crate::charts::{Clicked, Looking};

use super::plan::{Plan, Row, is_faded, points};

const CARD: CardWidths = CardWidths { sign: 0.0, what: 130.0, value: 320.0 };

/// How much of its colour the residual has: it is no supplier.
const PALE: f32 = 0.35;
/// The gap at each side of a piece, to its neighbour and to another bloc, in points.
const GAPS: (f32, f32) = (0.5, 1.3);
/// Bars grow to at most so many times their least height, where there is room.
const TALLEST: f32 = 1.9;
/// Rows stand at most this much further apart, in points of the usual text.
const ROOMIEST: f32 = 30.0;

/// The bars, placed.
pub(super) struct Bars<'a> {
    stacked: &'a Stacked,
    plan: Plan,
    style: Style,
    fit: Fit,
    rect: Rect,
    /// The height of a bar, and that between rows.
    bar: f32,
    gap: f32,
    /// What is emphasised, where something of this picture is.
    marking: Option<&'a Looking>,
    /// The year that the question is about.
    year: Option<i16>,
}

impl<'a> Bars<'a> {
    pub(super) fn new(
        ui: &Ui,
        stacked: &'a Stacked,
        looking: &'a Looking,
        (style, fit): (Style, Fit),
        rect: Rect,
    ) -> Self {
        let in_window = fit == Fit::Scroll;
        let is_here = stacked.bars.iter().flat_map(|bar| &bar.segments).any(|of| of.is_of(looking));
        let marking = Some(looking).filter(|_| in_window && is_here);
        let year = looking.year.filter(|_| in_window && stacked.over == Over::Years);
        let mut plan = Plan::new(ui, stacked, (style, marking), rect.width());
        if !in_window && plan.least_height() > rect.height() + 1.0 {
            // The smallest look of a page leaves too little room; a window scrolls.
            plan.shorten();
        }
        #[expect(clippy::cast_precision_loss, reason = "a dozen bars")]
        let count = plan.rows.len().max(1) as f32;
        let spare = (rect.height() - plan.least_height()).max(0.0);
        let bar = plan.bar + (spare / count).min(plan.bar * (TALLEST - 1.0));
        let spare = (rect.height() - plan.height(bar)).max(0.0);
        let gap = plan.gap + (spare / count).min(style.length(ROOMIEST));
        Self { stacked, plan, style, fit, rect, bar, gap, marking, year }
    }

    /// Draws everything and returns what was clicked.
    pub(super) fn draw_ui(&self, ui: &mut Ui, groups: &mut Groups) -> Option<Clicked> {
        let mut clicked = None;
        let mut top = self.rect.top();
        for (bar, row) in self.stacked.bars.iter().zip(&self.plan.rows) {
            if bar.is_of_other_edition {
                self.draw_divide(ui, top - self.gap / 2.0);
            }
            let found = self.draw_row_ui(ui, (bar, row), top, groups);
            clicked = clicked.or(found);
            top += self.plan.row_height(row, self.bar) + self.gap;
        }
        self.draw_axis(ui, top, groups);
        clicked
    }

    /// Returns where a share stands.
    fn x_of(&self, share: f64) -> f32 {
        self.rect.left() + self.plan.x.min + points(share, self.plan.scale(self.stacked.longest))
    }

    /// Returns the shares at which scales have ticks: quarters, or halves where there is no room for their texts.
    fn ticks(&self, ui: &Ui) -> Vec<(f32, Arc<Galley>)> {
        let (style, colour) = (self.style, self.style.colours().text_muted);
        let tick = |share: f64| {
            let text = percent_in_sentence(share);
            (self.x_of(share), one_line(ui, &text, style.font(TextRank::Small), colour, f32::INFINITY))
        };
        let all = [0.0, 0.25, 0.5, 0.75, 1.0].map(tick);
        let widest = all.iter().map(|(_, text)| text.size().x).fold(0.0, f32::max);
        let step = if self.x_of(0.25) - self.x_of(0.0) >= widest * 1.3 { 1 } else { 2 };
        all.into_iter().step_by(step).collect()
    }

    /// Draws the texts of the scale below the last row.
    fn draw_axis(&self, ui: &Ui, bottom: f32, groups: &mut Groups) {
        if self.stacked.bars.iter().all(|bar| bar.missing.is_some()) {
            return;
        }
        let mark = groups.begin(ui);
        for (x, text) in self.ticks(ui) {
            let left = (x - text.size().x / 2.0).min(self.rect.right() - text.size().x).max(self.rect.left());
            place(ui, pos2(left, bottom - self.gap + self.style.length(3.0)), text);
        }
        groups.end(ui, mark, "axis", "Per cent of each bar’s own total");
    }

    /// Draws the dashed line at which another edition begins to speak.
    fn draw_divide(&self, ui: &Ui, y: f32) {
        let stroke = Stroke::new(1.0, self.style.colours().axis);
        let ends = [pos2(self.rect.left(), y), pos2(self.rect.right(), y)];
        ui.painter().extend(Shape::dashed_line(&ends, stroke, 6.0, 5.0));
    }

    fn draw_row_ui(
        &self,
        ui: &mut Ui,
        (bar, row): (&StackedBar, &Row),
        top: f32,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let height = self.plan.row_height(row, self.bar);
        let band = Rect::from_min_size(pos2(self.rect.left(), top), vec2(self.rect.width(), height));
        let mark = groups.begin(ui);
        let mut clicked = self.band_ui(ui, bar, band);
        let above = self.plan.above(row);
        let mut y = top;
        for text in &row.head {
            y += place(ui, pos2(self.rect.left(), y), Arc::clone(text)).y;
        }
        let mut y = top;
        for text in &row.end {
            y += place(ui, pos2(self.rect.left() + self.plan.end_x, y), Arc::clone(text)).y;
        }
        let left = self.rect.left() + self.plan.x.min;
        let mut y = top + above;
        if let Some(words) = &row.words {
            y += place(ui, pos2(left, y), Arc::clone(words)).y;
        } else {
            let found = self.draw_bar_ui(ui, (bar, row), y, groups);
            clicked = clicked.or(found);
            y += self.bar + self.plan.ticks;
        }
        for text in &row.below {
            y += place(ui, pos2(left, y), Arc::clone(text)).y;
        }
        groups.end(ui, mark, &bar.id, &bar.spoken);
        clicked
    }

    /// Gives a row its words, and the row of a year its click.
    fn band_ui(&self, ui: &Ui, bar: &StackedBar, band: Rect) -> Option<Clicked> {
        let Some(year) = bar.year().filter(|_| self.fit == Fit::Scroll) else {
            read_aloud(ui, band, ("bar", &bar.id), &bar.spoken);
            return None;
        };
        let is_selected = self.year == Some(year);
        let response = ui.interact(band, ui.scope_id().with(("bar", &bar.id)), Sense::click());
        response.widget_info(|| {
            WidgetInfo::selected(Role::Button, true, is_selected, format!("{year}: show this year in the other views"))
        });
        let colours = self.style.colours();
        if is_selected {
            ui.painter().rect_filled(band.expand2(vec2(3.0, self.gap * 0.25)), 4.0, colours.selected);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(band, 4.0, Stroke::new(1.5, colours.accent), StrokeKind::Inside);
        }
        let is_clicked = response.clicked();
        response.on_hover_cursor(CursorIcon::PointingHand);
        is_clicked.then_some(Clicked::Year(year))
    }

    fn draw_bar_ui(
        &self,
        ui: &mut Ui,
        (bar, row): (&StackedBar, &Row),
        top: f32,
        groups: &mut Groups,
    ) -> Option<Clicked> {
        let mut clicked = None;
        let mut before: Option<&Segment> = None;
        let (bottom, ink) = (top + self.bar, self.style.colours().axis);
        for (x, _) in self.ticks(ui) {
            ui.painter().vline(x, bottom..=bottom + self.plan.ticks, Stroke::new(1.0, ink));
        }
        for (segment, text) in bar.segments.iter().zip(&row.pieces) {
            let is_next_bloc = before.is_some_and(|before| stretch(before) != stretch(segment));
            before = Some(segment);
            let whole = Rect::from_min_max(
                pos2(self.x_of(segment.left), top),
                pos2(self.x_of(segment.left + segment.share), top + self.bar),
            );
            let piece = without_gaps(whole, is_next_bloc);
            let mark = groups.begin(ui);
            self.fill(ui, segment, piece);
            if let Some(text) = text {
                text.paint(ui, segment, piece, self.style);
            }
            groups.end(ui, mark, format!("{}-{}", bar.id, segment.id()), segment.full_text());
            let found = self.piece_ui(ui, (bar, segment), whole);
            clicked = clicked.or(found);
        }
        clicked
    }

    fn fill(&self, ui: &Ui, segment: &Segment, piece: Rect) {
        let colours = self.style.colours();
        if is_faded(segment, self.marking) {
            ui.painter().rect_filled(piece, 0.0, colours.faded);
        } else if segment.key == SegmentKey::Residual {
            let outline = if self.style.theme.has_patterns() { colours.text } else { colours.axis };
            ui.painter().rect_filled(piece, 0.0, colours.background.lerp_to_gamma(colours.residual, PALE));
            ui.painter().rect_stroke(piece, 0.0, Stroke::new(1.0, outline), StrokeKind::Inside);
        } else {
            fill_series(ui, piece, segment.series, self.style);
        }
    }

    /// Gives a piece its name, its card and, in a window, its click: on the year of its bar, else on the supplier.
    fn piece_ui(&self, ui: &Ui, (bar, segment): (&StackedBar, &Segment), rect: Rect) -> Option<Clicked> {
        let can_mark = bar.year().is_none() && segment.marked().is_some() && self.fit == Fit::Scroll;
        let sense = match (can_mark, bar.year()) {
            (true, _) => Sense::click(),
            // The row is a stop for the keyboard already.
            (false, Some(_)) if self.fit == Fit::Scroll => Sense::CLICK,
            (false, _) => Sense::hover(),
        };
        let response = ui.interact(rect, ui.scope_id().with(("piece", &bar.id, segment.id())), sense);
        let name = format!("{}: {}", bar.label, segment.full_text());
        let is_marked = self.marking.is_some_and(|looking| looking.marked == segment.marked());
        response.widget_info(|| {
            if can_mark {
                WidgetInfo::selected(Role::Button, true, is_marked, &name)
            } else {
                WidgetInfo::labeled(Role::Label, true, &name)
            }
        });
        if response.has_focus() || self.fit == Fit::Scroll && response.hovered() {
            let stroke = Stroke::new(2.0, self.style.colours().accent);
            ui.painter().rect_stroke(rect, 1.0, stroke, StrokeKind::Inside);
        }
        let is_clicked = response.clicked();
        let response =
            if sense == Sense::hover() { response } else { response.on_hover_cursor(CursorIcon::PointingHand) };
        let heading = format!("{}, {}", segment.label, bar.label);
        show_card(ui, response, &heading, &segment.hover, CARD, self.style, self.fit);
        if !is_clicked {
            return None;
        }
        bar.year().map(Clicked::Year).or_else(|| segment.marked().map(Clicked::Mark))
    }
}

/// Returns what pieces without a wider gap between them have in common: their bloc, and whether they are suppliers.
fn stretch(segment: &Segment) -> (Option<&crate::model::BlocId>, bool) {
    (segment.in_bloc.as_ref(), segment.key == SegmentKey::Residual)
}

/// Returns a piece without the thin gap to its neighbours; what is thin is all shown.
fn without_gaps(whole: Rect, is_next_bloc: bool) -> Rect {
    let most = whole.width() * 0.25;
    let left = if is_next_bloc { GAPS.1 } else { GAPS.0 };
    Rect::from_min_max(
        pos2(whole.left() + left.min(most), whole.top()),
        pos2(whole.right() - GAPS.0.min(most), whole.bottom()),
    )
}
