use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Galley, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use crate::charts::concentration::model::ConcentrationChart;
use crate::charts::concentration::readings::Reading;
use crate::charts::frame::{Fit, place, read_aloud, wrapped};
use crate::charts::groups::Groups;
use crate::charts::hover_card::is_covered;
use crate::charts::style::{Style, TextRank};

/// The measures in words, laid out for a width.
pub(super) struct Panel<'a> {
    chart: &'a ConcentrationChart,
    style: Style,
    heading: Arc<Galley>,
    entries: Vec<Arc<Galley>>,
    /// What stands in place of measures.
    words: Option<Arc<Galley>>,
    columns: usize,
    column_width: f32,
    /// The height of the line that says how many are left out.
    line: f32,
}

impl<'a> Panel<'a> {
    pub(super) fn new(ui: &Ui, chart: &'a ConcentrationChart, style: Style, width: f32, columns: usize) -> Self {
        let colours = style.colours();
        let gap = style.length(20.0);
        #[expect(clippy::cast_precision_loss, reason = "one or two columns")]
        let column_width = (width - gap * (columns as f32 - 1.0)) / columns as f32;
        Self {
            chart,
            style,
            heading: wrapped(ui, &chart.heading, style.font(TextRank::Small), colours.text_muted, width),
            entries: chart.readings.iter().map(|reading| entry(ui, reading, style, column_width)).collect(),
            words: chart
                .no_readings
                .as_ref()
                .map(|words| wrapped(ui, words, style.font(TextRank::Small), colours.text, width)),
            columns,
            column_width,
            line: ui.fonts_mut(|fonts| fonts.row_height(&style.font(TextRank::Small))) * 1.1,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.entries.len()
    }

    fn between(&self) -> f32 {
        self.style.length(6.0)
    }

    /// Returns the height of the first `count` measures, with the line that tells of others where there are any.
    pub(super) fn height(&self, count: usize) -> f32 {
        let words = self.words.as_ref().map_or(0.0, |words| words.size().y + self.between());
        let more = if count < self.count() { self.line } else { 0.0 };
        self.heading.size().y + self.between() + words + self.rows_height(count) + more
    }

    /// Returns the rows of measures: as many beside each other as there are columns.
    fn rows(&self, count: usize) -> impl Iterator<Item = &[Arc<Galley>]> {
        self.entries.get(..count).unwrap_or_default().chunks(self.columns)
    }

    fn rows_height(&self, count: usize) -> f32 {
        let of_row = |row: &[Arc<Galley>]| row.iter().map(|entry| entry.size().y).fold(0.0, f32::max);
        self.rows(count).map(|row| of_row(row) + self.between()).sum()
    }

    /// Returns how many measures fit into a height.
    pub(super) fn fitting(&self, height: f32) -> usize {
        (0..=self.count()).rev().find(|count| self.height(*count) <= height + 0.5).unwrap_or(0)
    }

    /// Draws the first `count` measures from a corner down.
    pub(super) fn draw_ui(&self, ui: &Ui, at: Pos2, count: usize, fit: Fit, groups: &mut Groups) {
        let mark = groups.begin(ui);
        let mut y = at.y;
        read_aloud(ui, Rect::from_min_size(at, self.heading.size()), "measures heading", &self.chart.heading);
        y += place(ui, at, Arc::clone(&self.heading)).y + self.between();
        if let Some(words) = &self.words {
            read_aloud(ui, Rect::from_min_size(pos2(at.x, y), words.size()), "no measures", words.text());
            place(ui, pos2(at.x, y), Arc::clone(words));
        }
        let mut readings = self.chart.readings.iter();
        for row in self.rows(count) {
            let (mut x, mut tallest) = (at.x, 0.0_f32);
            for (entry, reading) in row.iter().zip(&mut readings) {
                let entry_mark = groups.begin(ui);
                let rect = Rect::from_min_size(pos2(x, y), entry.size());
                let response = ui.interact(rect, ui.scope_id().with(("measure", reading.id)), Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, reading.spoken()));
                if fit == Fit::Scroll && !is_covered(ui) {
                    response.on_hover_text(reading.formula);
                }
                tallest = tallest.max(place(ui, rect.min, Arc::clone(entry)).y);
                groups.end(ui, entry_mark, format!("measure-{}", reading.id), reading.spoken());
                x += self.column_width + self.style.length(20.0);
            }
            y += tallest + self.between();
        }
        if let Some(words) = self.chart.more_readings_words(count) {
            let galley = super::marks::small(ui, &words, self.style, self.column_width);
            read_aloud(ui, Rect::from_min_size(pos2(at.x, y), galley.size()), "more measures", &words);
            place(ui, pos2(at.x, y), galley);
        }
        groups.end(ui, mark, "measures", &self.chart.heading);
    }
}

/// Lays out a measure: its name and number, and below what it means.
fn entry(ui: &Ui, reading: &Reading, style: Style, width: f32) -> Arc<Galley> {
    let colours = style.colours();
    let mut job = LayoutJob::default();
    let mut add = |text: &str, rank: TextRank, colour| {
        job.append(text, 0.0, TextFormat::simple(style.font(rank), colour));
    };
    add(&format!("{}  ", reading.name), TextRank::Body, colours.text);
    if let Some(before) = &reading.before {
        add(&format!("{before} → "), TextRank::Body, colours.text_muted);
    }
    add(&reading.now, TextRank::Strong, colours.text);
    add(&format!("\n{}", reading.meaning), TextRank::Small, colours.text_muted);
    job.wrap.max_width = width.max(1.0);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
