use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{FontId, Galley, Ui};

use crate::charts::concentration::stages::{HhiMark, StageLine, StagesPicture};
use crate::charts::style::{Style, TextRank};
use crate::model::whole_text;

use super::marks::{Key, Sign, row_height, small, small_strong};

/// How stages are arranged: in rows of as many as have the room.
pub(super) struct Grid {
    /// The height of small text.
    pub(super) text: f32,
    /// The width of the axis' texts with their gap, and that of the names of zones.
    pub(super) axis: f32,
    pub(super) zones: f32,
    /// Of each stage the room for numbers at the ends of its lines, with the gap to the next one; and whether both ends of a
    /// number have it.
    pub(super) ends: Vec<f32>,
    pub(super) has_ranges: bool,
    /// Stages side by side, and the rows that makes.
    pub(super) across: usize,
    pub(super) rows: usize,
    /// How many lines the longest name of a stage takes.
    pub(super) head_lines: f32,
    pub(super) key: Key,
}

impl Grid {
    pub(super) fn new(ui: &Ui, of: &StagesPicture, style: Style, width: f32) -> Self {
        let measured = |text: &str| small(ui, text, style, f32::INFINITY).size().x;
        let (moderate, high) = of.thresholds;
        let ticks = of.scale.ticks.iter().map(|tick| tick.value).chain([moderate, high]);
        let axis = ticks.map(|value| measured(&whole_text(value))).fold(0.0, f32::max) + style.length(6.0);
        let zones = of.zones.iter().map(|zone| measured(zone)).fold(0.0, f32::max) + style.length(10.0);
        let bold = |text: &str| small_strong(ui, text, style, style.colours().text).size().x;
        let around = style.length(16.0) + end_sign(style);
        let room = width - axis - zones;
        let count = of.stages.len().max(1);
        let plain = vec![bold(&whole_text(10_000.0)) + around; count];
        let ranges = of.stages.iter().zip(&plain).map(|(line, plain)| {
            line.last_marks().map(|(_, mark)| bold(&mark.range_text()) + around).fold(*plain, f32::max)
        });
        let ranges: Vec<f32> = ranges.collect();
        let across_with = |ends: &[f32], year: f32| {
            let fits = |across: &usize| {
                let mut rows = of.stages.chunks(*across).zip(ends.chunks(*across));
                rows.all(|(row, ends)| years_in(row) * style.length(year) + ends.iter().sum::<f32>() <= room)
            };
            (1..=count).rev().find(fits).unwrap_or(1)
        };
        let across = across_with(&plain, LEAST_YEAR);
        // Upper ends are told where no row more is needed for them.
        let has_ranges = ranges != plain && across_with(&ranges, YEAR_BESIDE_RANGES) == across;
        let ends = if has_ranges { ranges } else { plain };
        let entries = [Some((Sign::Before, of.before_name)), of.after_name.map(|name| (Sign::After, name))];
        let entries: Vec<(Sign, String)> =
            entries.into_iter().flatten().map(|(sign, name)| (sign, name.to_owned())).collect();
        let mut grid = Self {
            text: row_height(ui, style, TextRank::Small),
            axis,
            zones,
            ends,
            has_ranges,
            across,
            rows: count.div_ceil(across),
            head_lines: 1.0,
            key: Key::new(ui, &entries, style, width),
        };
        let mut lines = 1.0_f32;
        for (row, ends) in grid.rows_of(of) {
            let unit = unit_of(row, ends, room, style);
            for (line, ends) in row.iter().zip(ends) {
                let height = head(ui, line, style, head_room(line, unit, *ends, style)).size().y;
                lines = lines.max((height / grid.text).round());
            }
        }
        grid.head_lines = lines;
        grid
    }

    /// Returns the rows of stages, with the room for the numbers of each.
    pub(super) fn rows_of<'a>(&'a self, of: &'a StagesPicture) -> impl Iterator<Item = (&'a [StageLine], &'a [f32])> {
        of.stages.chunks(self.across).zip(self.ends.chunks(self.across))
    }

    /// Returns the height of what stands around the plots of all rows.
    pub(super) fn around(&self) -> f32 {
        self.text * 1.3 + self.key.height() + of_count(self.rows) * self.text * (2.4 + self.head_lines)
    }
}

/// A year is at least so wide, in points of the usual text; and so wide where it gives way to upper ends.
const LEAST_YEAR: f32 = 13.0;
const YEAR_BESIDE_RANGES: f32 = 22.0;

/// Returns the width of a year in a row of stages that has so much room, with that for the numbers of each stage.
pub(super) fn unit_of(stages: &[StageLine], ends: &[f32], room: f32, style: Style) -> f32 {
    let unit = (room - ends.iter().sum::<f32>()) / years_in(stages).max(1.0);
    unit.clamp(1.0, style.length(64.0))
}

/// Returns the room for the name of a stage.
pub(super) fn head_room(line: &StageLine, unit: f32, ends: f32, style: Style) -> f32 {
    unit * room_of(line) + ends - style.length(8.0)
}

/// Returns the room of the sign before a number at the end of a line.
pub(super) fn end_sign(style: Style) -> f32 {
    style.length(13.0)
}

/// Lays out the name of a stage: on three lines at most.
pub(super) fn head(ui: &Ui, line: &StageLine, style: Style, room: f32) -> Arc<Galley> {
    let rank = if line.is_asked { TextRank::Strong } else { TextRank::Body };
    let font = FontId::new(style.font(TextRank::Small).size, style.font(rank).family);
    let mut job = LayoutJob::simple(line.name.clone(), font, style.colours().text, room);
    job.wrap.max_rows = 3;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

pub(super) fn of_count(count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of stages")]
    let count = count as f32;
    count
}

/// Returns the room of a stage, in years: one of a single year needs some for its name.
pub(super) fn room_of(line: &StageLine) -> f32 {
    of_count(line.years.len().max(2))
}

/// Returns the room of stages together, in years.
pub(super) fn years_in(stages: &[StageLine]) -> f32 {
    stages.iter().map(room_of).sum()
}

impl StageLine {
    /// Returns the numbers of the last year that has any, which stand at the ends of lines.
    pub(super) fn last_marks(&self) -> impl Iterator<Item = (Sign, HhiMark)> {
        let last = self.years.iter().rev().find(|year| year.before.is_some());
        last.into_iter().flat_map(|year| {
            let before = year.before.map(|mark| (Sign::Before, mark));
            before.into_iter().chain(year.after.map(|mark| (Sign::After, mark)))
        })
    }
}
