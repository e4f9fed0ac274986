use egui::Ui;

use crate::charts::frame::Fit;
use crate::charts::groups::Groups;
use crate::charts::ladder::LadderKey;
use crate::charts::style::Style;
use crate::charts::{editions, ladder, pair, shares, trend};
use crate::model::{BlocId, CommodityId};

use super::Chart;

/// What a person clicked in a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clicked {
    /// A year.
    Year(i16),
    /// A mineral.
    Mineral(CommodityId),
    /// A bloc.
    Bloc(BlocId),
}

impl Chart {
    /// Draws the chart into all of `ui`'s available space and returns what was clicked in it; `year` is the one that a
    /// person stands in, in a window.
    pub fn draw(&self, ui: &mut Ui, year: Option<i16>, style: Style, fit: Fit, groups: &mut Groups) -> Option<Clicked> {
        match self {
            Self::Shares(chart) => {
                shares::draw(ui, chart, style, fit, groups);
                None
            }
            Self::Trend(chart) => {
                trend::draw(ui, chart, year.unwrap_or_default(), style, fit, groups).map(Clicked::Year)
            }
            Self::Editions(chart) => editions::draw(ui, chart, style, fit, groups).map(Clicked::Year),
            Self::Shift(chart) => match ladder::draw(ui, chart, style, fit, groups)? {
                LadderKey::Bloc(id) => Some(Clicked::Bloc(id)),
                LadderKey::Mineral(id) => Some(Clicked::Mineral(id)),
                LadderKey::Folded => None,
            },
            Self::Pair(chart) => {
                pair::draw(ui, chart, style, fit, groups);
                None
            }
        }
    }
}
