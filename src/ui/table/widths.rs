use egui::{Id, Ui};

use crate::charts::frame::one_line;
use crate::charts::listing::Listing;
use crate::charts::style::{Style, TextRank};

/// How many rows are measured for the first width of a column.
const MEASURED: usize = 60;
/// The narrowest and the widest that a column is at first, in points at scale 1.
const FIRST: (f32, f32) = (36.0, 170.0);
/// The narrowest that a column can be drawn, in points at scale 1.
const LEAST: f32 = 28.0;

/// The widths of a table's columns, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Widths(Vec<f32>);

impl Widths {
    /// Returns the widths that a person last gave the table's columns, or those that its first rows ask for.
    pub fn of(ui: &Ui, id: Id, listing: &Listing, style: Style) -> Self {
        let kept = ui.data(|data| data.get_temp::<Self>(id));
        kept.filter(|kept| kept.0.len() == listing.heads().len()).unwrap_or_else(|| {
            let widths =
                Self((0..listing.heads().len()).map(|column| first_width(ui, listing, column, style)).collect());
            widths.keep(ui, id);
            widths
        })
    }

    /// Keeps them for the next frame.
    pub fn keep(&self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id, self.clone()));
    }

    /// Returns where each column begins and how wide it is.
    pub fn places(&self) -> impl Iterator<Item = (f32, f32)> {
        self.0.iter().scan(0.0, |x, width| {
            let left = *x;
            *x += width;
            Some((left, *width))
        })
    }

    /// Returns how wide all columns are together.
    pub fn total(&self) -> f32 {
        self.0.iter().sum()
    }

    /// Makes a column wider, or narrower.
    pub fn widen(&mut self, column: usize, by: f32, style: Style) {
        if let Some(width) = self.0.get_mut(column) {
            *width = (*width + by).max(style.length(LEAST));
        }
    }

    /// Makes a column as wide as its first rows ask for.
    pub fn fit(&mut self, ui: &Ui, column: usize, listing: &Listing, style: Style) {
        if let Some(width) = self.0.get_mut(column) {
            *width = first_width(ui, listing, column, style);
        }
    }
}

fn first_width(ui: &Ui, listing: &Listing, column: usize, style: Style) -> f32 {
    let Some(head) = listing.heads().get(column) else { return style.length(FIRST.0) };
    let width = |text: &str, rank| one_line(ui, text, style.font(rank), style.colours().text, f32::INFINITY).size().x;
    let cells =
        (0..listing.len().min(MEASURED)).map(|row| width(&head.text(&listing.cell(row, column)), TextRank::Body));
    // Room for the arrow beside the name.
    let name = width(&head.name, TextRank::Strong) + style.length(14.0);
    let widest = cells.fold(name, f32::max) + 2.0 * padding(style);
    widest.clamp(style.length(FIRST.0), style.length(FIRST.1).max(name + 2.0 * padding(style)))
}

/// Returns the space at both sides of a cell's text, in points.
pub fn padding(style: Style) -> f32 {
    style.length(6.0)
}
