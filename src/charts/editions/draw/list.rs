use std::sync::Arc;

use egui::{CursorIcon, Galley, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::charts::frame::{Fit, one_line, place};
use crate::charts::groups::Groups;
use crate::charts::style::{Style, TextRank};

use crate::charts::editions::listed::ListedRevision;
use crate::charts::editions::model::EditionsChart;

/// The list of a mineral's biggest revisions, laid out.
pub(super) struct List<'a> {
    heading: Arc<Galley>,
    lines: Vec<Line<'a>>,
    /// Left ends of the columns; nothing where each revision takes two lines.
    columns: Option<[f32; 5]>,
    text: f32,
    small: f32,
    width: f32,
    style: Style,
    fit: Fit,
}

struct Line<'a> {
    revision: &'a ListedRevision,
    texts: [Arc<Galley>; 5],
}

impl<'a> List<'a> {
    /// Lays out at most so many lines; none where there is nothing to list.
    pub(super) fn new(ui: &Ui, chart: &'a EditionsChart, style: Style, width: f32, most: usize, fit: Fit) -> Self {
        let colours = style.colours();
        let height = |rank| ui.fonts_mut(|fonts| fonts.row_height(&style.font(rank)));
        let (body, small, strong) =
            (style.font(TextRank::Body), style.font(TextRank::Small), style.font(TextRank::Strong));
        let gap = style.length(16.0);
        let lay_out = |revision: &'a ListedRevision| {
            let can_lead = fit == Fit::Scroll && revision.leads_elsewhere;
            let what = if can_lead { colours.accent } else { colours.text_muted };
            let line = |text: &str, font, colour| one_line(ui, text, font, colour, f32::INFINITY);
            Line {
                revision,
                texts: [
                    line(&revision.name, body.clone(), colours.text),
                    line(&revision.what, body.clone(), what),
                    line(&revision.from_to, body.clone(), colours.text),
                    line(&revision.change, strong.clone(), colours.text),
                    line(&revision.of_world, small.clone(), colours.text_muted),
                ],
            }
        };
        let lines: Vec<Line<'a>> = chart.listed.iter().take(most).map(lay_out).collect();
        let mut left = 0.0;
        let columns: [f32; 5] = std::array::from_fn(|place| {
            let widest =
                lines.iter().filter_map(|line| line.texts.get(place)).map(|text| text.size().x).fold(0.0, f32::max);
            let begin = left;
            left += widest + gap;
            begin
        });
        Self {
            heading: one_line(ui, &chart.listed_heading, strong, colours.text, width),
            columns: (left - gap <= width).then_some(columns),
            lines,
            text: height(TextRank::Body),
            small: height(TextRank::Small),
            width,
            style,
            fit,
        }
    }

    fn line_height(&self) -> f32 {
        let roomy = if self.fit == Fit::Scroll { 1.4 } else { 1.15 };
        if self.columns.is_some() { self.text * roomy } else { self.text * roomy + self.small * 1.2 }
    }

    fn top_gap(&self) -> f32 {
        self.text * 0.9
    }

    /// Returns the height of heading and lines with the gap above; 0 where there is nothing to list.
    pub(super) fn height(&self) -> f32 {
        if self.lines.is_empty() {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a short list")]
        let lines = self.lines.len() as f32;
        self.top_gap() + self.heading.size().y * 1.2 + lines * self.line_height()
    }

    /// Draws the list from a corner down, and returns the year of a line that was clicked.
    pub(super) fn draw_ui(&self, ui: &mut Ui, at: Pos2, groups: &mut Groups) -> Option<i16> {
        if self.lines.is_empty() {
            return None;
        }
        let list = groups.begin(ui);
        let mut top = at.y + self.top_gap();
        place(ui, pos2(at.x, top), Arc::clone(&self.heading));
        top += self.heading.size().y * 1.2;
        let mut clicked = None;
        for (index, line) in self.lines.iter().enumerate() {
            let band = Rect::from_min_size(pos2(at.x, top), vec2(self.width, self.line_height()));
            let mark = groups.begin(ui);
            if self.line_ui(ui, line, index, band) {
                clicked = Some(line.revision.year);
            }
            groups.end(ui, mark, format!("revision-{}", index + 1), line.revision.spoken());
            top += self.line_height();
        }
        groups.end(ui, list, "biggest-revisions", self.heading.text());
        clicked
    }

    /// Draws one line, and returns whether it was clicked.
    fn line_ui(&self, ui: &mut Ui, line: &Line<'_>, index: usize, band: Rect) -> bool {
        let colours = self.style.colours();
        let can_lead = self.fit == Fit::Scroll && line.revision.leads_elsewhere;
        let sense = if can_lead { Sense::click() } else { Sense::hover() };
        let response = ui.interact(band, ui.scope_id().with(("revision", index)), sense);
        let role = if can_lead { Role::Link } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, line.revision.spoken()));
        if can_lead && response.hovered() {
            ui.painter().rect_filled(band, 4.0, colours.field_hovered);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(band, 4.0, Stroke::new(2.0, colours.accent), StrokeKind::Inside);
        }
        let middle = band.center().y;
        if let Some(columns) = self.columns {
            for (text, left) in line.texts.iter().zip(columns) {
                place(ui, pos2(band.left() + left, middle - text.size().y / 2.0), Arc::clone(text));
            }
        } else {
            self.draw_in_two_lines(ui, line, band);
        }
        can_lead && response.on_hover_cursor(CursorIcon::PointingHand).clicked()
    }

    /// Draws name and change over year, stage and quantities.
    fn draw_in_two_lines(&self, ui: &Ui, line: &Line<'_>, band: Rect) {
        let colours = self.style.colours();
        let revision = line.revision;
        let (first, second) = (band.top(), band.top() + self.text);
        let text = format!("{}, {}", revision.name, revision.change);
        place(
            ui,
            pos2(band.left(), first),
            one_line(ui, &text, self.style.font(TextRank::Body), colours.text, self.width),
        );
        let text = format!("{}: {}; {}", revision.what, revision.from_to, revision.of_world);
        let small = self.style.font(TextRank::Small);
        place(ui, pos2(band.left(), second), one_line(ui, &text, small, colours.text_muted, self.width));
    }
}
