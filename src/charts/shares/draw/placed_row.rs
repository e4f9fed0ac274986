use std::sync::Arc;

use egui::{Galley, Ui};

use crate::charts::frame::{one_line, one_line_to_the_left};
use crate::charts::palette::Series;
use crate::charts::shares::rows::{BarRow, Beside, Mark, RowKey};
use crate::charts::style::{Style, TextRank};

use super::sizes::BesideLayout;

/// A row with its texts laid out.
pub(super) struct PlacedRow {
    pub(super) row: BarRow,
    pub(super) label: Arc<Galley>,
    pub(super) value: Arc<Galley>,
    pub(super) change: Option<Arc<Galley>>,
    pub(super) bloc: Option<Arc<Galley>>,
    pub(super) beside: Option<Arc<Galley>>,
}

impl PlacedRow {
    /// The width of what stands behind the bar.
    pub(super) fn behind(&self, gap: f32, layout: BesideLayout) -> f32 {
        gap + self.value.size().x + self.behind_value(layout).map(|text| text.size().x + gap).sum::<f32>()
    }

    /// What stands behind the number.
    pub(super) fn behind_value(&self, layout: BesideLayout) -> impl Iterator<Item = &Arc<Galley>> {
        let inline = self.beside.iter().filter(move |_| layout == BesideLayout::Inline);
        self.change.iter().chain(&self.bloc).chain(inline)
    }
}

/// What stands behind the number of a bar, where the row has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Behind {
    /// The year that a change is told from.
    pub(super) year: bool,
    /// What a bloc has at each confidence level.
    pub(super) levels: bool,
    /// The name of a bloc.
    pub(super) bloc: bool,
}

impl Behind {
    pub(super) const ALL: Self = Self { year: true, levels: true, bloc: true };
    pub(super) const NONE: Self = Self { year: false, levels: false, bloc: false };
}

/// Returns the pieces of a row's bar, with the share that each stands for and whether it is filled: what is taken out or
/// lost is an outline.
pub(super) fn pieces(row: &BarRow) -> Vec<(Series, f64, bool)> {
    let Mark::Bar { parts, .. } = &row.mark else { return Vec::new() };
    let whole = row.share();
    let left = match (&row.limited, row.taken_out) {
        (_, Some(_)) => 0.0,
        (Some(limited), None) if whole > 0.0 => (limited.share / whole).clamp(0.0, 1.0),
        _ => 1.0,
    };
    let piece = |part: f64, is_filled: bool| {
        parts.iter().filter(move |_| part > 0.0).map(move |(series, share)| (*series, share * part, is_filled))
    };
    piece(left, true).chain(piece(1.0 - left, false)).collect()
}

/// Returns the longest bar of the rows, as a share.
pub(super) fn largest_share(rows: &[BarRow]) -> f32 {
    let beside = |row: &BarRow| if let Some(Beside::Bar { share, .. }) = row.beside { share } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
    let largest = rows.iter().map(|row| row.share().max(beside(row))).fold(0.0, f64::max) as f32;
    largest
}

/// Returns the points per whole at which no bar with its text runs out of `width`.
pub(super) fn points_per_whole(rows: &[PlacedRow], width: f32, gap: f32, layout: BesideLayout, largest: f32) -> f32 {
    let widest = (width * 0.98) / largest.max(0.01);
    rows.iter().fold(widest, |scale, row| {
        #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
        let share = row.row.share() as f32;
        let beside = match (&row.row.beside, &row.beside) {
            #[expect(clippy::cast_possible_truncation, reason = "pixels do not need f64")]
            (Some(Beside::Bar { share, .. }), Some(text)) if *share > 0.0 && layout == BesideLayout::Below => {
                (width - text.size().x - gap).max(1.0) / *share as f32
            }
            _ => f32::INFINITY,
        };
        let main = if share > 0.0 { (width - row.behind(gap, layout)).max(1.0) / share } else { f32::INFINITY };
        scale.min(main).min(beside)
    })
}

pub(super) fn lay_out(
    ui: &Ui,
    row: BarRow,
    style: Style,
    width: f32,
    layout: BesideLayout,
    behind: Behind,
) -> PlacedRow {
    let colours = style.colours();
    let (value_text, value_font, value_colour) = match &row.mark {
        Mark::Bar { text, .. } | Mark::Band { text, .. } => (text, style.font(TextRank::Strong), colours.text),
        Mark::Words(words) => (words, style.font(TextRank::Body), colours.text_muted),
    };
    let has_words = if matches!(row.key, RowKey::Bloc(_)) { behind.levels } else { behind.bloc };
    let done = row.taken_out.or_else(|| row.limited.as_ref().map(|limited| limited.words.as_str()));
    let bloc_words = match (row.bloc.as_deref().filter(|_| has_words), done) {
        (Some(bloc), Some(taken_out)) => Some(format!("{taken_out}, {bloc}")),
        (bloc, taken_out) => bloc.or(taken_out).map(str::to_owned),
    };
    let small = |words: &str, part| one_line(ui, words, style.font(TextRank::Small), colours.text_muted, width * part);
    // How far a bloc reaches takes more words than a name.
    let most = if matches!(row.key, RowKey::Bloc(_)) { 0.36 } else { 0.3 };
    let bloc = bloc_words.map(|words| small(&words, most));
    let change = row.change.as_ref().map(|of| small(&if behind.year { of.whole() } else { of.text.clone() }, 0.4));
    let beside = row.beside.as_ref().map(|beside| {
        let text = match beside {
            Beside::Bar { what, text, .. } if layout == BesideLayout::Inline => format!("{what} {text}"),
            Beside::Bar { text, .. } | Beside::Words(text) => text.clone(),
        };
        small(&text, 0.4)
    });
    PlacedRow {
        label: one_line_to_the_left(ui, &row.label, style.font(TextRank::Body), colours.text, width * 0.3),
        value: one_line(ui, value_text, value_font, value_colour, width * if bloc.is_some() { 0.4 } else { 0.68 }),
        change,
        bloc,
        beside,
        row,
    }
}
