//! What every kind of chart does in its frame, where room is short above all: texts shrink on a page, and content scrolls
//! in a window.
//!
//! In: a [`Framed`], what its content needs, and how that is drawn. Out: what the content's drawing returns.

use egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use super::frame::{Fit, Frame, Placed, draw_reason, reason_height};
use super::groups::Groups;
use super::style::Style;

/// Content gets at least this part of the height; else texts shrink on a page, and everything scrolls in a window.
const LEAST_ROOM: f32 = 0.42;

/// A chart in its frame, as every kind is shown: head and foot around content that a page has to fit and a window scrolls.
///
/// ```text
/// let framed = Framed { name: "trend", description: &chart.description, frame, empty: chart.empty.as_deref(), scrolls: true };
/// let needed = |ui: &Ui, style: Style, room: Vec2| Needed::all(rows_height(ui, chart, style, room.x));
/// framed.show_ui(ui, style, fit, groups, needed, |ui, area, groups| draw_rows(ui, chart, area, groups))
/// ```
pub struct Framed<'a> {
    /// What it is called among what has been painted; no other one of a view has the same name.
    pub name: &'static str,
    /// The chart in words.
    pub description: &'a str,
    /// What stands around the content.
    pub frame: Frame<'a>,
    /// The sentence in place of content, where there is none.
    pub empty: Option<&'a str>,
    /// Whether content that is taller than its room is scrolled as a whole. If not it is given the room there is, and
    /// scrolls what it wants to scroll.
    pub scrolls: bool,
}

/// The heights that content needs between head and foot, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Needed {
    /// Without so much it can't be read, so that texts shrink on a page, and head and foot are scrolled with it in a window.
    pub least: f32,
    /// With so much all of it is shown.
    pub whole: f32,
}

impl Needed {
    /// Returns the needs of content that can't be shown with less than all of its height.
    pub fn all(height: f32) -> Self {
        Self { least: height, whole: height }
    }

    /// Returns the needs of content of which a part can be shown, folded on a page or scrolled in a window.
    pub fn part(whole: f32) -> Self {
        Self { least: 0.0, whole }
    }

    /// Returns whether `room` is enough, of `height` points with head and foot.
    fn has(self, room: f32, height: f32) -> bool {
        room >= self.least.max(self.whole.min(height * LEAST_ROOM))
    }
}

/// Where content is drawn, and how it looks there.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    /// The room between head and foot.
    pub rect: Rect,
    /// The look, with texts that shrank where a page has little room.
    pub style: Style,
    /// Whether head and foot scroll with the content: then it has all the height that it needs.
    pub scrolls_with_frame: bool,
}

impl Framed<'_> {
    /// Draws the chart into all of `ui`'s available space and returns what `draw` returns, which is called once, or the
    /// default where a sentence stands in place of content.
    ///
    /// `needed` says what the content needs in a look and in the room between head and foot: `room.x` is its width, `room.y`
    /// the height that is left, which may be negative. It is asked several times.
    pub fn show_ui<R: Default>(
        &self,
        ui: &mut Ui,
        (style, fit): (Style, Fit),
        groups: &mut Groups,
        needed: impl Fn(&Ui, Style, Vec2) -> Needed,
        draw: impl FnOnce(&mut Ui, Area, &mut Groups) -> R,
    ) -> R {
        let rect = ui.available_rect_before_wrap();
        let whole = ui.interact(rect, ui.scope_id().with(self.name), Sense::hover());
        whole.widget_info(|| WidgetInfo::labeled(Role::Figure, true, self.description));
        let needed = |ui: &Ui, style: Style, room: Vec2| match self.empty {
            Some(reason) => Needed::all(reason_height(ui, reason, style, room.x)),
            None => needed(ui, style, room),
        };
        let content = |ui: &mut Ui, area: Area, groups: &mut Groups| match self.empty {
            Some(reason) => {
                draw_reason(ui, reason, area.style, area.rect, groups);
                R::default()
            }
            None => draw(ui, area, groups),
        };
        let found = match fit {
            Fit::Page => self.on_page_ui(ui, style, rect, groups, needed, content),
            Fit::Scroll => self.in_window_ui(ui, style, rect, groups, needed, content),
        };
        ui.advance_cursor_after_rect(rect);
        found
    }

    /// Draws it at the first look at which texts leave the content its room; where none does, the legend gets shorter.
    fn on_page_ui<R>(
        &self,
        ui: &mut Ui,
        style: Style,
        rect: Rect,
        groups: &mut Groups,
        needed: impl Fn(&Ui, Style, Vec2) -> Needed,
        content: impl FnOnce(&mut Ui, Area, &mut Groups) -> R,
    ) -> R {
        let leaves_room = |placed: &Placed<'_>, style: Style| {
            let room = rect.height() - placed.outer_height();
            needed(ui, style, vec2(rect.width(), room)).has(room, rect.height())
        };
        let style = style_for_page(style, |style| leaves_room(&self.placed(ui, style, rect), style));
        let mut placed = self.placed(ui, style, rect);
        for rows in (1..placed.legend_rows()).rev() {
            if leaves_room(&placed, style) {
                break;
            }
            placed = Placed::with_legend_rows(ui, &self.frame, style, rect.width(), rows);
        }
        let inner = placed.paint(ui, rect, groups);
        content(ui, Area { rect: inner, style, scrolls_with_frame: false }, groups)
    }

    /// Draws it with head and foot that stay where they are, or, where they leave little room, scroll with the content.
    fn in_window_ui<R>(
        &self,
        ui: &mut Ui,
        style: Style,
        rect: Rect,
        groups: &mut Groups,
        needed: impl Fn(&Ui, Style, Vec2) -> Needed,
        content: impl FnOnce(&mut Ui, Area, &mut Groups) -> R,
    ) -> R {
        let placed = self.placed(ui, style, rect);
        let room = rect.height() - placed.outer_height();
        let needed = needed(ui, style, vec2(rect.width(), room));
        if !needed.has(room, rect.height()) {
            // Beside the scroll bar head and foot may take more rows.
            let beside = Placed::new(ui, &self.frame, style, rect.width() - scroll_bar_width(style));
            let height = beside.outer_height() + needed.whole;
            return scrolled_ui(ui, self.name, rect, height, style, |ui| {
                let rect = ui.available_rect_before_wrap();
                let inner = self.placed(ui, style, rect).paint(ui, rect, groups);
                content(ui, Area { rect: inner, style, scrolls_with_frame: true }, groups)
            });
        }
        let inner = placed.paint(ui, rect, groups);
        let area = |rect| Area { rect, style, scrolls_with_frame: false };
        if !self.scrolls || self.empty.is_some() {
            return content(ui, area(inner), groups);
        }
        scrolled_ui(ui, self.name, inner, needed.whole, style, |ui| {
            let inner = ui.available_rect_before_wrap();
            content(ui, area(inner), groups)
        })
    }

    fn placed(&self, ui: &Ui, style: Style, rect: Rect) -> Placed<'_> {
        Placed::new(ui, &self.frame, style, rect.width())
    }
}

/// Returns the first style at which `leaves_room` holds: the foot shrinks first, then all text. The smallest where none
/// does.
fn style_for_page(style: Style, leaves_room: impl Fn(Style) -> bool) -> Style {
    let feet = [1.0, 0.85, 0.72].map(|factor| Style { foot_scale: style.foot_scale * factor, ..style });
    let all = [0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.36, 0.3].map(|factor| Style {
        foot_scale: style.foot_scale * 0.72,
        text_scale: style.text_scale * factor,
        ..style
    });
    let [.., smallest] = all;
    feet.into_iter().chain(all).find(|style| leaves_room(*style)).unwrap_or(smallest)
}

/// Returns the room that a scroll bar takes of the width.
pub fn scroll_bar_width(style: Style) -> f32 {
    style.length(12.0)
}

/// Shows content that needs `height` points in `rect`, scrolled when that is more than there is.
pub fn scrolled_ui<R>(
    ui: &mut Ui,
    name: &str,
    rect: Rect,
    height: f32,
    style: Style,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        let area = egui::ScrollArea::vertical().id_salt(name).auto_shrink(false);
        let shown = area.show(ui, |ui| {
            let bar = if height > rect.height() { scroll_bar_width(style) } else { 0.0 };
            let size = vec2(ui.available_width() - bar, height.max(rect.height() - 1.0));
            let (inner, _) = ui.allocate_exact_size(size, Sense::hover());
            ui.scope_builder(egui::UiBuilder::new().max_rect(inner), content).inner
        });
        shown.inner
    })
    .inner
}
