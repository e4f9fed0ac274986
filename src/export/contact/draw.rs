use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, Rect, Shape, StrokeKind, Ui, vec2};

use crate::charts::frame::{one_line, place};
use crate::charts::style::{Style, TextRank};

use super::grid::Grid;
use super::page::{SheetCell, SheetContent};

/// Size of a sheet's own text: thumbnails are seen from further away than a chart.
pub(super) const TEXT_SCALE: f32 = 1.2;
/// Space between words and the rim of their place, in points.
const PADDING_PT: f32 = 8.0;
/// What the row of kinds that show all minerals at once is called.
const WHOLE: &str = "All minerals";

/// What is drawn of a page: all but the thumbnails.
pub(super) struct PageWords<'a> {
    pub(super) content: &'a SheetContent,
    pub(super) grid: &'a Grid,
    pub(super) page: usize,
    pub(super) style: Style,
}

impl PageWords<'_> {
    /// Draws title, names of rows and columns, frames of thumbnails, and the words of places that have none. `cells` are
    /// those of the page.
    pub(super) fn draw(&self, ui: &Ui, cells: &[SheetCell]) {
        let Self { content, grid, page, style } = *self;
        ui.painter().rect_filled(ui.max_rect(), 0.0, style.colours().background);
        self.title(ui);
        let mut cells = cells.iter();
        if page == 0 && grid.whole > 0 {
            let (left, top) = Grid::whole_corner();
            self.heads(ui, (left, top), &content.whole);
            self.row(ui, (left, top), 0, WHOLE, cells.by_ref().take(grid.whole));
        }
        for block in grid.blocks_of(page) {
            self.heads(ui, (block.left, block.top), &content.columns);
            for (line, row) in block.rows.enumerate() {
                let name = content.rows.get(row).map_or("", String::as_str);
                self.row(ui, (block.left, block.top), line, name, cells.by_ref().take(grid.columns));
            }
        }
    }

    fn title(&self, ui: &Ui) {
        let Self { content, grid, page, style } = *self;
        let colours = style.colours();
        let rect = grid.title();
        let number = format!("Page {} of {}", page + 1, grid.page_count());
        let number = one_line(ui, &number, style.font(TextRank::Body), colours.text_muted, rect.width());
        let room = rect.width() - number.size().x - style.length(20.0);
        let corner = Align2::RIGHT_TOP.align_size_within_rect(number.size(), rect).min;
        place(ui, corner, number);
        let title = one_line(ui, &content.title, style.font(TextRank::Title), colours.text, room);
        let height = place(ui, rect.min, title).y;
        let below = Rect::from_min_max(rect.min + vec2(0.0, height), rect.max);
        self.text(ui, below, &content.note, TextRank::Body, colours.text_muted);
    }

    fn heads(&self, ui: &Ui, (left, top): (f32, f32), names: &[String]) {
        for (column, name) in names.iter().enumerate() {
            let rect = self.grid.column_head(left, top, column);
            self.text(ui, rect, name, TextRank::Strong, self.style.colours().text);
        }
    }

    fn row<'c>(
        &self,
        ui: &Ui,
        (left, top): (f32, f32),
        line: usize,
        name: &str,
        cells: impl Iterator<Item = &'c SheetCell>,
    ) {
        let colours = self.style.colours();
        self.text(ui, self.grid.row_head(left, top, line), name, TextRank::Strong, colours.text);
        for (column, cell) in cells.enumerate() {
            let rect = self.grid.place(left, top, line, column);
            let stroke = egui::Stroke::new(1.0, colours.line);
            let frame = egui::epaint::RectShape::stroke(rect, 0.0, stroke, StrokeKind::Outside);
            ui.painter().add(Shape::Rect(frame));
            if let SheetCell::Words(words) = cell {
                ui.painter().rect_filled(rect, 0.0, colours.panel);
                self.text(ui, rect.shrink(PADDING_PT), words, TextRank::Small, colours.text_muted);
            }
        }
    }

    /// Draws a text in as many rows as a place has, shortened with an ellipsis.
    fn text(&self, ui: &Ui, rect: Rect, text: &str, rank: TextRank, colour: Color32) {
        let font = self.style.font(rank);
        let row_height = ui.fonts_mut(|fonts| fonts.row_height(&font));
        let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some rows")]
        let max_rows = (rect.height() / row_height).floor().max(1.0) as usize;
        job.wrap = TextWrapping { max_width: rect.width(), max_rows, ..TextWrapping::default() };
        place(ui, rect.min, ui.fonts_mut(|fonts| fonts.layout_job(job)));
    }
}
