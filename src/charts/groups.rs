//! Names for what was painted, recorded beside the painting.

use std::ops::Range;

use egui::{LayerId, Ui};

/// Shapes that are one thing to a reader: a bar, a country, a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedGroup {
    /// A stable name for programs, such as `country-chn`.
    pub id: String,
    /// What a person reads or hears, such as "China 69.4 %".
    pub label: String,
    /// The shapes by their place in the layer they were painted to.
    pub shapes: Range<usize>,
}

/// Collects [`NamedGroup`]s while a chart paints.
///
/// Groups nest as calls nest: a group begun and ended between another's `begin` and `end` lies inside it.
///
/// ```
/// # use lodescope::charts::groups::Groups;
/// # fn bar_ui(ui: &mut egui::Ui, groups: &mut Groups) {
/// let mark = groups.begin(ui);
/// // … paint …
/// groups.end(ui, mark, "country-chn", "China 69.4 %");
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    recorded: Vec<NamedGroup>,
}

/// Where a group began; give it back to [`Groups::end`].
#[must_use = "a group that is not ended is not recorded"]
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    layer: LayerId,
    start: usize,
}

impl Groups {
    /// Returns an empty record.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Marks the place before a group's first shape in the layer `ui` paints to.
    pub fn begin(&self, ui: &Ui) -> Mark {
        let layer = ui.layer_id();
        Mark { layer, start: painted(ui, layer) }
    }

    /// Records what was painted to the mark's layer since; nothing painted, nothing recorded.
    pub fn end(&mut self, ui: &Ui, mark: Mark, id: impl Into<String>, label: impl Into<String>) {
        let end = painted(ui, mark.layer);
        if mark.start < end {
            self.recorded.push(NamedGroup { id: id.into(), label: label.into(), shapes: mark.start..end });
        }
    }

    /// Returns the groups, outer before inner and in the order of painting.
    #[must_use]
    pub fn finish(mut self) -> Vec<NamedGroup> {
        // The sort is stable and inner groups end first, so of two equal ranges the later recorded one is the outer.
        self.recorded.reverse();
        self.recorded.sort_by_key(|group| (group.shapes.start, std::cmp::Reverse(group.shapes.end)));
        self.recorded
    }
}

fn painted(ui: &Ui, layer: LayerId) -> usize {
    ui.ctx().graphics(|graphics| graphics.get(layer).map_or(0, |list| list.next_idx().0))
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Rect, Shape, pos2};

    use super::*;

    fn dot() -> Shape {
        Shape::circle_filled(pos2(1.0, 1.0), 1.0, Color32::BLACK)
    }

    fn run(mut draw: impl FnMut(&mut Ui, &mut Groups)) -> Vec<NamedGroup> {
        let context = egui::Context::default();
        context.set_fonts(crate::charts::fonts::definitions());
        let mut found = Vec::new();
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0))),
            ..Default::default()
        };
        let output = context.run_ui(input, |ui| {
            let mut groups = Groups::new();
            draw(ui, &mut groups);
            found = groups.finish();
        });
        output.drop_without_applying_deltas();
        found
    }

    #[test]
    fn groups_nest_and_come_out_outermost_first() {
        let groups = run(|ui, groups| {
            ui.painter().add(dot());
            let chart = groups.begin(ui);
            let first = groups.begin(ui);
            ui.painter().add(dot());
            groups.end(ui, first, "a", "A");
            let second = groups.begin(ui);
            ui.painter().extend([dot(), dot()]);
            groups.end(ui, second, "b", "B");
            groups.end(ui, chart, "chart", "Chart");
        });
        let summary: Vec<_> = groups.iter().map(|group| (group.id.as_str(), group.shapes.clone())).collect();
        assert_eq!(summary, [("chart", 1..4), ("a", 1..2), ("b", 2..4)]);
    }

    #[test]
    fn of_two_equal_ranges_the_one_ended_last_is_the_outer() {
        let groups = run(|ui, groups| {
            let outer = groups.begin(ui);
            let inner = groups.begin(ui);
            ui.painter().add(dot());
            groups.end(ui, inner, "inner", "");
            groups.end(ui, outer, "outer", "");
        });
        assert_eq!(groups[0].id, "outer");
    }

    #[test]
    fn nothing_painted_is_no_group() {
        let groups = run(|ui, groups| {
            let mark = groups.begin(ui);
            groups.end(ui, mark, "empty", "Empty");
        });
        assert!(groups.is_empty());
    }
}
